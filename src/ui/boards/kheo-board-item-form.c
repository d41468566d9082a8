#include "kheo-board-item-form.h"

#include "kheo-board-charts.h"
#include "kheo-own-charts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A line of the list of what there is. */
typedef struct
{
  char    *dataset;
  gint64   chart_id;
  gboolean is_tile;
  gboolean is_indicator; /* shown as one chooses: number, by unit, over time */
  guint    kinds;        /* that make sense; 0: any */
} Line;

struct _KheoBoardItemForm
{
  GtkWidget parent_instance;

  KheoBoardItem *item;  /* as it was: keeps its id */
  GArray        *lines; /* of Line, as in the list */
  GtkStringList *names;

  GtkWidget *page;
  GtkWidget *what;
  GtkWidget *as; /* of an indicator */
  GtkWidget *kind;
  GtkWidget *width;
  GtkWidget *title;
};

G_DEFINE_FINAL_TYPE (KheoBoardItemForm, kheo_board_item_form, GTK_TYPE_WIDGET)

enum
{
  AS_NUMBER,
  AS_UNITS,
  AS_TIME,
};

static const char *const as_suffixes[] = { NULL, ":child", ":year" };

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->dataset);
}

static void
add_line (KheoBoardItemForm *self, Line line, const char *name)
{
  g_array_append_val (self->lines, line);
  gtk_string_list_append (self->names, name);
}

/* ---- What there is ---- */

static void
add_model_lines (KheoBoardItemForm *self)
{
  guint                   n;
  const KheoBoardDataset *datasets = kheo_board_list_datasets (&n);

  for (guint tiles = 0; tiles <= 1; tiles++)
    for (guint i = 0; i < n; i++)
      if (datasets[i].is_tile == (tiles == 1))
        {
          Line line = { .dataset = g_strdup (datasets[i].dataset), .is_tile = datasets[i].is_tile };
          KheoModelsDataset dataset;
          g_autofree char  *name =
              tiles == 1
                  /* Translators: one number on a board; %s is what it counts. */
                   ? g_strdup_printf (_ ("Number: %s"), datasets[i].title)
                   : g_strdup (datasets[i].title);

          if (tiles == 0 && kheo_models_dataset_parse (datasets[i].dataset, &dataset))
            line.kinds = kheo_models_dataset_list_kinds (dataset);
          else if (tiles == 0)
            line.kinds = 1u << KHEO_CHART_RANKING | 1u << KHEO_CHART_BAR;
          add_line (self, line, name);
        }
}

static void
add_own_lines (KheoBoardItemForm *self, const GPtrArray *charts)
{
  for (guint i = 0; charts != NULL && i < charts->len; i++)
    {
      const KheoOwnChart *chart = charts->pdata[i];
      g_autoptr (KheoChartData) data = kheo_own_chart_make_data (chart, NULL);
      Line line = { .dataset = g_strdup ("chart"),
                    .chart_id = chart->id,
                    .kinds = kheo_chart_data_list_kinds (data) };
      /* Translators: on a board; %s is the title of a chart that the office made itself. */
      g_autofree char *name = g_strdup_printf (_ ("Own chart: %s"), chart->title);

      add_line (self, line, name);
    }
}

static void
add_indicator_lines (KheoBoardItemForm *self, KheoScope *scope)
{
  KheoIndicators *indicators = kheo_scope_get_indicators (scope);

  for (guint i = 0; indicators != NULL && i < kheo_indicators_get_n (indicators); i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);
      Line                 line = { .is_indicator = TRUE };
      g_autofree char     *name = NULL;

      line.dataset = indicator->code != NULL
                         ? g_strdup_printf ("indicator:%s", indicator->code)
                         : g_strdup_printf ("indicator:#%" G_GINT64_FORMAT, indicator->id);
      /* Translators: on a board; %s is the name of an indicator. */
      name = g_strdup_printf (_ ("Indicator: %s"), indicator->name);
      add_line (self, line, name);
    }
}

/* ---- How it is shown ---- */

static const Line *
get_line (KheoBoardItemForm *self)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (self->what));

  return index < self->lines->len ? &g_array_index (self->lines, Line, index) : NULL;
}

static guint
get_kinds (KheoBoardItemForm *self, const Line *line)
{
  guint as = adw_combo_row_get_selected (ADW_COMBO_ROW (self->as));

  if (!line->is_indicator)
    return line->kinds;
  return kheo_figure_chart_list_kinds (as == AS_TIME ? KHEO_FIGURES_BY_YEAR
                                                     : KHEO_FIGURES_BY_CHILD);
}

static gboolean
is_tile (KheoBoardItemForm *self, const Line *line)
{
  if (line->is_indicator)
    return adw_combo_row_get_selected (ADW_COMBO_ROW (self->as)) == AS_NUMBER;
  return line->is_tile;
}

/* The kinds of the line that is chosen, "what suits best" first. */
static void
fill_kinds (KheoBoardItemForm *self)
{
  const Line *line = get_line (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint kinds;

  if (line == NULL)
    return;
  kinds = get_kinds (self, line);
  gtk_string_list_append (names, _ ("As suits it best"));
  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    if ((kinds & (1u << kind)) != 0)
      gtk_string_list_append (names, kheo_chart_kind_title ((KheoChartKind) kind));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->as, line->is_indicator);
  gtk_widget_set_visible (self->kind, !is_tile (self, line));
}

/* NULL: as suits it best. */
static const char *
get_kind (KheoBoardItemForm *self, const Line *line)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind));
  guint kinds = get_kinds (self, line);
  guint n = 0;

  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    if ((kinds & (1u << kind)) != 0 && ++n == selected)
      return kheo_chart_kind_to_name ((KheoChartKind) kind);
  return NULL;
}

static void
select_kind (KheoBoardItemForm *self, const char *name)
{
  const Line   *line = get_line (self);
  KheoChartKind wanted;
  guint         n = 0;

  if (line == NULL || name == NULL || !kheo_chart_kind_from_name (name, &wanted))
    return;
  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    if ((get_kinds (self, line) & (1u << kind)) != 0 && ++n > 0 && kind == wanted)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), n);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoBoardItemForm *self = KHEO_BOARD_ITEM_FORM (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_board_item_form_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  KheoBoardItemForm *self = KHEO_BOARD_ITEM_FORM (object);

  g_clear_pointer (&self->item, kheo_board_item_free);
  g_array_unref (self->lines);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (kheo_board_item_form_parent_class)->finalize (object);
}

static void
kheo_board_item_form_class_init (KheoBoardItemFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_combo (KheoBoardItemForm *self, const char *title, const char *const *choices)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (choices != NULL)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (choices);

      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->page), row);
  return row;
}

static void
kheo_board_item_form_init (KheoBoardItemForm *self)
{
  const char *const as[] = { _ ("One number"), _ ("By unit"), _ ("Over the years"), NULL };
  const char *const widths[] = { _ ("One column"), _ ("Two columns"), _ ("Three columns"), NULL };

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  self->names = gtk_string_list_new (NULL);
  self->page = adw_preferences_group_new ();
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  self->what = add_combo (self, _ ("Figures"), NULL);
  self->as = add_combo (self, _ ("Shown as"), as);
  self->kind = add_combo (self, _ ("Kind of chart"), NULL);
  self->width = add_combo (self, _ ("Width"), widths);
  self->title = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title),
                                 _ ("Title (empty: as the figures are called)"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->page), self->title);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->as), AS_UNITS);
}

/* ---- Public ---- */

static void
show_item (KheoBoardItemForm *self, const KheoBoardItem *item)
{
  guint as = item->is_tile                               ? AS_NUMBER
             : g_str_has_suffix (item->dataset, ":year") ? AS_TIME
                                                         : AS_UNITS;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->is_indicator
              ? g_str_has_prefix (item->dataset, line->dataset)
              : g_str_equal (item->dataset, line->dataset) && line->chart_id == item->chart_id)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->what), i);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->as), as);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->width), (guint) item->width - 1);
  gtk_editable_set_text (GTK_EDITABLE (self->title), item->title != NULL ? item->title : "");
  fill_kinds (self);
  select_kind (self, item->kind);
}

GtkWidget *
kheo_board_item_form_new (KheoScope *scope, const GPtrArray *charts, const KheoBoardItem *item)
{
  KheoBoardItemForm *self = g_object_new (KHEO_TYPE_BOARD_ITEM_FORM, NULL);

  add_model_lines (self);
  add_own_lines (self, charts);
  add_indicator_lines (self, scope);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->what), G_LIST_MODEL (self->names));
  fill_kinds (self);
  if (item != NULL)
    {
      self->item = kheo_board_item_dup (item);
      show_item (self, item);
    }
  g_signal_connect_object (self->what, "notify::selected", G_CALLBACK (fill_kinds), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->as, "notify::selected", G_CALLBACK (fill_kinds), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

KheoBoardItem *
kheo_board_item_form_get_item (KheoBoardItemForm *self)
{
  const Line      *line;
  KheoBoardItem   *item;
  const char      *suffix;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KHEO_IS_BOARD_ITEM_FORM (self), NULL);

  if ((line = get_line (self)) == NULL)
    return NULL;
  suffix = line->is_indicator ? as_suffixes[adw_combo_row_get_selected (ADW_COMBO_ROW (self->as))]
                              : NULL;
  item = kheo_board_item_new (is_tile (self, line), NULL,
                              (int) adw_combo_row_get_selected (ADW_COMBO_ROW (self->width)) + 1);
  item->id = self->item != NULL ? self->item->id : 0;
  item->dataset = g_strconcat (line->dataset, suffix, NULL);
  item->chart_id = line->chart_id;
  item->kind = item->is_tile ? NULL : g_strdup (get_kind (self, line));
  title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title))));
  item->title = *title != '\0' ? g_steal_pointer (&title) : NULL;
  if (self->item != NULL && g_str_equal (self->item->dataset, item->dataset))
    item->options = g_strdup (self->item->options); /* what was noted at these very figures */
  return item;
}

gboolean
kheo_board_item_form_choose (KheoBoardItemForm *self, const char *dataset)
{
  g_return_val_if_fail (KHEO_IS_BOARD_ITEM_FORM (self), FALSE);

  for (guint i = 0; i < self->lines->len; i++)
    if (g_str_equal (g_array_index (self->lines, Line, i).dataset, dataset))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->what), i);
        return TRUE;
      }
  return FALSE;
}
