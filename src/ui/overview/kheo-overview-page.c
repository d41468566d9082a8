#include "kheo-overview-page.h"

#include "kheo-board-view.h"
#include "kheo-model-charts.h"
#include "kheo-number.h"
#include "kheo-page.h"
#include "kheo-print-window.h"
#include "kheo-registers.h"
#include "kheo-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include <string.h>

enum
{
  CARD_FIELDS,
  CARD_YEARS,
  CARD_UNITS,
  N_CARDS
};

struct _KheoOverviewPage
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope      *scope;
  GCancellable   *asking; /* the numbers on their way; NULL: none */
  KheoModelChart *answers[N_CARDS];
  GHashTable     *tiles; /* of the target of "overview.show" → KheoTile, borrowed */

  GtkWidget *cards[N_CARDS]; /* children of charts */
  GtkWidget *board;          /* children of views */
  GtkWidget *comparison;
  GtkWidget *life;

  /* Template children. */
  GtkWidget *scroller;
  GtkWidget *views; /* numbers, comparison, life */
  GtkWidget *heading;
  GtkWidget *subheading;
  GtkWidget *stack;
  GtkWidget *empty;
  GtkWidget *tiles_box;
  GtkWidget *note;
  GtkWidget *charts;
};

G_DEFINE_FINAL_TYPE (KheoOverviewPage, kheo_overview_page, GTK_TYPE_WIDGET)

static const struct
{
  KheoModelsDataset dataset;
} cards[N_CARDS] = {
  [CARD_FIELDS] = { KHEO_MODELS_BY_FIELD },
  [CARD_YEARS] = { KHEO_MODELS_BY_YEAR },
  [CARD_UNITS] = { KHEO_MODELS_BY_CHILD },
};

/* ---- Asking: three charts from one query, on the reading thread ---- */

typedef struct
{
  KheoQuery *query;
  gint64     above; /* whose children are ranked */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  kheo_query_free (question->query);
  g_free (question);
}

typedef struct
{
  KheoModelChart *charts[N_CARDS];
} Answers;

static void
answers_free (gpointer data)
{
  Answers *answers = data;

  for (guint i = 0; i < N_CARDS; i++)
    g_clear_pointer (&answers->charts[i], kheo_model_chart_free);
  g_free (answers);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answers, answers_free)

static gpointer
ask_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (KheoQuery) all_years = kheo_query_dup (question->query);
  g_autoptr (KheoQuery) children = kheo_query_dup (question->query);
  const KheoQuery *const queries[N_CARDS] = {
    [CARD_FIELDS] = question->query, [CARD_YEARS] = all_years, [CARD_UNITS] = children
  };
  g_autoptr (Answers) answers = g_new0 (Answers, 1);

  all_years->period = KHEO_PERIOD_ALL; /* a line of one year says nothing */
  children->unit = question->above;
  for (guint i = 0; i < N_CARDS; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      answers->charts[i] = kheo_model_chart_new (db, queries[i], cards[i].dataset, error);
      if (answers->charts[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&answers);
}

/* The unit whose children are ranked: a whole book that holds one province is ranked by what lies
 * below that province.  Further down it would lose what a unit has of its own. */
static gint64
find_above (KheoScope *scope, gint64 unit)
{
  KheoUnitMap *map = kheo_scope_get_map (scope);
  g_autoptr (GArray) roots = NULL;

  if (unit != 0 || map == NULL)
    return unit;
  roots = kheo_unit_map_list_children (map, -1);
  return roots->len == 1 ? kheo_unit_map_get_id (map, g_array_index (roots, guint, 0)) : 0;
}

/* ---- Showing ---- */

/* Sum of the rows whose key @place is @value. */
static gint64
sum_rows (const KheoTotal *total, guint place, const char *value)
{
  gint64 sum = 0;

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);

      if (g_strcmp0 (row->key[place], value) == 0)
        sum += row->value;
    }
  return sum;
}

static void
show_tiles (KheoOverviewPage *self, const KheoTotal *total)
{
  GHashTableIter iter;
  const char    *target;
  KheoTile      *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, (gpointer *) &target, (gpointer *) &tile))
    {
      const char *value = strchr (target, '=');
      gint64      number = total->total;

      if (value != NULL)
        number = sum_rows (total, g_str_has_prefix (target, "kind=") ? 1 : 0, value + 1);
      kheo_tile_set_value (
          tile, number,
          value != NULL && total->total > 0 ? (double) number / (double) total->total : -1);
    }
}

/* Units that were divided: what of theirs is apportioned, what is not. */
static void
show_note (KheoOverviewPage *self, const KheoTotal *total)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < total->notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) total->notes->pdata[i]);
  gtk_label_set_label (GTK_LABEL (self->note), text->str);
  gtk_widget_set_visible (self->note, text->len > 0);
}

static void
show_empty (KheoOverviewPage *self)
{
  gint64           elsewhere = self->answers[CARD_YEARS]->total->total;
  g_autofree char *number = kheo_number_format (elsewhere);
  g_autofree char *text = NULL;

  if (elsewhere > 0)
    text = g_strdup_printf (ngettext ("There is %s model in other years: choose another period "
                                      "at the top of the window.",
                                      "There are %s models in other years: choose another period "
                                      "at the top of the window.",
                                      (gulong) elsewhere),
                            number);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   text != NULL
                                       ? text
                                       : _ ("Drop a spreadsheet with models on the window, or "
                                            "choose one with the button."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
}

/* A commune without hamlets has nobody to rank: then the other two charts share the width. */
static void
show_ranking (KheoOverviewPage *self, gboolean show)
{
  GtkWidget *left = gtk_widget_get_parent (self->cards[CARD_FIELDS]);

  gtk_widget_set_visible (gtk_widget_get_parent (self->cards[CARD_UNITS]), show);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (left),
                                  show ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (left), !show); /* two alone share the width */
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->charts), show ? 2 : 1);
}

static void
show_answers (KheoOverviewPage *self)
{
  const KheoTotal *total = self->answers[CARD_FIELDS]->total;

  if (total->total == 0)
    {
      show_empty (self);
      return;
    }
  show_tiles (self, total);
  show_note (self, self->answers[CARD_UNITS]->total);
  for (guint i = 0; i < N_CARDS; i++)
    {
      kheo_chart_card_set_data (KHEO_CHART_CARD (self->cards[i]), self->answers[i]->data);
      kheo_chart_card_set_question (KHEO_CHART_CARD (self->cards[i]), self->scope,
                                    self->answers[i]->query,
                                    kheo_models_dataset_to_name (cards[i].dataset));
    }
  show_ranking (self, kheo_chart_data_get_n_categories (self->answers[CARD_UNITS]->data) > 1);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "content");
}

static void
show_heading (KheoOverviewPage *self, const KheoQuery *query)
{
  g_autofree char *period = NULL;
  g_autofree char *clock = kheo_clock_format (query->clock, query->clock_day);
  g_autofree char *name = kheo_scope_dup_unit_name (self->scope, query->unit);
  g_autofree char *text = NULL;

  period = kheo_period_is_all (query->period) ? g_strdup (_ ("all years"))
                                              : kheo_period_format (query->period);
  text = g_strdup_printf ("%s · %s", period, clock);
  gtk_label_set_label (GTK_LABEL (self->heading), name);
  gtk_label_set_label (GTK_LABEL (self->subheading), text);
}

/* ---- Callbacks ---- */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answers) answers = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    return; /* a newer question is on its way, or the page is gone */
  g_clear_object (&self->asking);
  if (answers == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      return;
    }
  for (guint i = 0; i < N_CARDS; i++)
    {
      g_clear_pointer (&self->answers[i], kheo_model_chart_free);
      self->answers[i] = g_steal_pointer (&answers->charts[i]);
    }
  show_answers (self);
}

static void
scope_changed_cb (KheoOverviewPage *self)
{
  Question  *question = g_new0 (Question, 1);
  KheoStore *store = kheo_book_get_store (kheo_scope_get_book (self->scope));

  question->query = kheo_scope_make_query (self->scope);
  question->above = find_above (self->scope, question->query->unit);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  show_heading (self, question->query);
  kheo_store_read_async (store, ask_job, question, question_free, answers_free, self->asking,
                         answered_cb, g_object_ref (self));
}

static void
card_activated_cb (KheoChartCard *card, int category, int series, KheoOverviewPage *self)
{
  for (guint i = 0; i < N_CARDS; i++)
    if (self->cards[i] == GTK_WIDGET (card) && self->answers[i] != NULL)
      {
        g_autoptr (KheoQuery) query = kheo_chart_card_dup_query (card, category, series);

        if (query == NULL)
          query = kheo_model_chart_query (self->answers[i], category, series);
        kheo_scope_show_query (self->scope, query);
      }
}

static void
show_rows (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoOverviewPage *self = KHEO_OVERVIEW_PAGE (widget);
  g_autoptr (KheoQuery) query = kheo_scope_make_query (self->scope);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "=", 2);

  if (g_strv_length (parts) == 2)
    kheo_query_set_condition (query, parts[0], parts[1]);
  kheo_scope_show_query (self->scope, query);
}

/* The card in which the focus stands, or NULL. */
static GtkWidget *
find_focused_card (KheoOverviewPage *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < N_CARDS; i++)
    if (gtk_widget_is_ancestor (focus, self->cards[i]))
      return self->cards[i];
  return NULL;
}

/* All charts on one sheet, and how they were asked for: then there can be one for each unit below.
 */
static void
print_sheet (KheoOverviewPage *self)
{
  g_autoptr (KheoPrintSheet) sheet =
      kheo_print_sheet_new (_ ("“Skilful mass mobilisation” in figures"));
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);

  for (guint i = 0; i < N_CARDS; i++)
    {
      KheoChartCard *card = KHEO_CHART_CARD (self->cards[i]);
      KheoChartView *view = kheo_chart_card_get_view (card);
      KheoBoardItem *item =
          kheo_board_item_new (FALSE, kheo_models_dataset_to_name (cards[i].dataset), 1);

      item->kind = g_strdup (kheo_chart_kind_to_name (kheo_chart_view_get_kind (view)));
      item->options = g_strdup (kheo_chart_card_get_additions (card));
      g_ptr_array_add (items, item);
      kheo_print_sheet_add (sheet, kheo_chart_view_get_kind (view),
                            kheo_chart_view_get_data (view));
    }
  kheo_print_sheet_set_question (sheet, self->scope, self->answers[CARD_FIELDS]->query, items);
  kheo_print_window_present_sheet (GTK_WIDGET (self), sheet);
}

/* What is shown: the comparison's table, the unit's life, the chart that has the focus, else all
 * charts. */
static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoOverviewPage *self = KHEO_OVERVIEW_PAGE (widget);
  GtkWidget        *shown = gtk_stack_get_visible_child (GTK_STACK (self->views));
  GtkWidget        *card = find_focused_card (self);

  if (shown == self->board)
    gtk_widget_activate_action (shown, "board.print", NULL);
  else if (shown == self->comparison)
    gtk_widget_activate_action (shown, "compare.print", NULL);
  else if (shown == self->life)
    gtk_widget_activate_action (shown, "life.print", NULL);
  else if (card != NULL)
    gtk_widget_activate_action (card, "chart.print", NULL);
  else if (self->answers[CARD_FIELDS] != NULL)
    print_sheet (self);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoOverviewPage *self = KHEO_OVERVIEW_PAGE (widget);
  GtkWidget        *card = find_focused_card (self);

  gtk_widget_activate_action_variant (card != NULL ? card : self->cards[0], "chart.save",
                                      parameter);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoOverviewPage *self = KHEO_OVERVIEW_PAGE (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  for (guint i = 0; i < N_CARDS; i++)
    g_clear_pointer (&self->answers[i], kheo_model_chart_free);
  kheo_page_unparent_children (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (kheo_overview_page_parent_class)->dispose (object);
}

static void
kheo_overview_page_class_init (KheoOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_install_action (widget_class, "overview.show", "s", show_rows);
  gtk_widget_class_install_action (widget_class, "overview.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "overview.save", "s", save);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "overview/kheo-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, views);
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, empty);
  gtk_widget_class_bind_template_child_full (widget_class, "tiles", FALSE,
                                             G_STRUCT_OFFSET (KheoOverviewPage, tiles_box));
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, note);
  gtk_widget_class_bind_template_child (widget_class, KheoOverviewPage, charts);
}

/* A flow box puts each child in a child of its own that would take the focus once more. */
static void
add_to_flow_box (GtkWidget *box, GtkWidget *child)
{
  gtk_flow_box_append (GTK_FLOW_BOX (box), child);
  gtk_widget_set_focusable (gtk_widget_get_parent (child), FALSE);
}

static void
add_tile (KheoOverviewPage *self, const char *label, char *target, const char *css_class)
{
  GtkWidget *tile = kheo_tile_new (label, "overview.show", target, css_class);

  add_to_flow_box (self->tiles_box, tile);
  g_hash_table_insert (self->tiles, target, tile);
}

static void
add_tiles_of_field (KheoOverviewPage *self, guint field, const char *const *css_classes)
{
  const KheoField *description = &kheo_register_models.fields[field];

  for (const KheoChoice *choice = description->choices; choice->value != NULL; choice++)
    add_tile (self, kheo_field_choice_label (description, choice->value),
              g_strdup_printf ("%s=%s", description->name, choice->value),
              css_classes[choice - description->choices]);
}

static void
add_cards (KheoOverviewPage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  for (guint i = 0; i < N_CARDS; i++)
    {
      self->cards[i] = kheo_chart_card_new ();
      kheo_chart_card_set_kinds (KHEO_CHART_CARD (self->cards[i]),
                                 kheo_models_dataset_list_kinds (cards[i].dataset),
                                 kheo_models_dataset_get_chart (cards[i].dataset));
      g_signal_connect (self->cards[i], "activated", G_CALLBACK (card_activated_cb), self);
    }
  gtk_box_append (GTK_BOX (left), self->cards[CARD_FIELDS]);
  gtk_box_append (GTK_BOX (left), self->cards[CARD_YEARS]);
  add_to_flow_box (self->charts, left);
  add_to_flow_box (self->charts, self->cards[CARD_UNITS]);
}

static void
kheo_overview_page_init (KheoOverviewPage *self)
{
  static const char *const kinds[] = { "collective", "individual" };
  static const char *const fields[] = { "field-1", "field-2", "field-3", "field-4" };

  self->tiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tile (self, _ ("All models"), g_strdup (""), "total");
  add_tiles_of_field (self, KHEO_MODEL_KIND, kinds);
  add_tiles_of_field (self, KHEO_MODEL_FIELD, fields);
  add_cards (self);
  kheo_page_hide_unmapped (GTK_WIDGET (self));
}

static void
add_view (KheoOverviewPage *self, GtkWidget *view, const char *name, const char *title)
{
  gtk_stack_add_titled (GTK_STACK (self->views), view, name, title);
  kheo_page_hide_unmapped (view);
}

/* ---- Public ---- */

GtkWidget *
kheo_overview_page_new (KheoScope *scope)
{
  KheoOverviewPage *self = g_object_new (KHEO_TYPE_OVERVIEW_PAGE, NULL);

  self->scope = g_object_ref (scope);
  self->board = kheo_board_view_new (scope);
  self->comparison = kheo_comparison_view_new (scope);
  self->life = kheo_life_view_new (scope);
  add_view (self, self->board, "board", C_ ("view", "Board"));
  add_view (self, self->comparison, "comparison", C_ ("view", "Compare"));
  add_view (self, self->life, "life", C_ ("view", "Life"));
  g_signal_connect_object (scope, "changed", G_CALLBACK (scope_changed_cb), self,
                           G_CONNECT_SWAPPED);
  scope_changed_cb (self);
  return GTK_WIDGET (self);
}

void
kheo_overview_page_show_life (KheoOverviewPage *self, gint64 unit_id)
{
  g_return_if_fail (KHEO_IS_OVERVIEW_PAGE (self));
  kheo_life_view_show (KHEO_LIFE_VIEW (self->life), unit_id);
  gtk_stack_set_visible_child (GTK_STACK (self->views), self->life);
}

KheoComparisonView *
kheo_overview_page_show_comparison (KheoOverviewPage *self)
{
  g_return_val_if_fail (KHEO_IS_OVERVIEW_PAGE (self), NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->views), self->comparison);
  return KHEO_COMPARISON_VIEW (self->comparison);
}

KheoLifeView *
kheo_overview_page_get_life (KheoOverviewPage *self)
{
  g_return_val_if_fail (KHEO_IS_OVERVIEW_PAGE (self), NULL);
  return KHEO_LIFE_VIEW (self->life);
}

gboolean
kheo_overview_page_is_busy (KheoOverviewPage *self)
{
  g_return_val_if_fail (KHEO_IS_OVERVIEW_PAGE (self), FALSE);
  return self->asking != NULL;
}

gint64
kheo_overview_page_get_number (KheoOverviewPage *self, const char *key)
{
  KheoTile *tile;

  g_return_val_if_fail (KHEO_IS_OVERVIEW_PAGE (self), -1);

  tile = g_hash_table_lookup (self->tiles, key);
  return tile != NULL ? kheo_tile_get_value (tile) : -1;
}

KheoChartCard *
kheo_overview_page_get_card (KheoOverviewPage *self, guint index)
{
  g_return_val_if_fail (KHEO_IS_OVERVIEW_PAGE (self) && index < N_CARDS, NULL);
  return KHEO_CHART_CARD (self->cards[index]);
}
