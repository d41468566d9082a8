#include "kheo-comparison-view.h"

#include "kheo-annex-window.h"
#include "kheo-chart-card.h"
#include "kheo-comparison-report.h"
#include "kheo-page.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

#define MOST_YEARS_BACK 5

struct _KheoComparisonView
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *what;  /* models, then the indicators of the book */
  GtkWidget *with;  /* years back, less one */
  GtkWidget *by;    /* of models only */
  GtkWidget *said;  /* the whole in one sentence */
  GtkWidget *notes; /* what could not be restated */
  GtkWidget *table;
  GtkWidget *card;

  /* owned */
  KheoScope      *scope;
  GArray         *indicators; /* of gint64: those of the choice, in its order */
  GCancellable   *asking;     /* NULL: nothing is on its way */
  KheoComparison *comparison; /* NULL: none yet */

  gboolean stale;   /* asked for while it was not shown */
  gboolean filling; /* choices are being made anew */
};

G_DEFINE_FINAL_TYPE (KheoComparisonView, kheo_comparison_view, GTK_TYPE_WIDGET)

static const struct
{
  const char *label; /* N_() */
  KheoBy      by;
} divisions[] = {
  { N_ ("By unit"), KHEO_BY_CHILD },
  { N_ ("By field"), KHEO_BY_FIELD },
  { N_ ("By kind"), KHEO_BY_KIND },
  { N_ ("By group"), KHEO_BY_GROUP },
};

/* ---- The question, for a job and for paper ---- */

static KheoComparison *
answer (KheoDb *db, const KheoAnnexQuestion *question, GError **error)
{
  if (question->indicator == 0)
    return kheo_comparison_new_models (db, question->query, question->with, &question->by, 1,
                                       error);
  return kheo_comparison_new_figures (db, question->indicator, question->query, question->with,
                                      KHEO_FIGURES_BY_CHILD, error);
}

typedef struct
{
  KheoComparison *comparison;
  KheoChartData  *chart;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *given = data;

  g_clear_pointer (&given->comparison, kheo_comparison_free);
  g_clear_pointer (&given->chart, kheo_chart_data_unref);
  g_free (given);
}

static gpointer
ask_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoComparison *comparison = answer (db, data, error);
  KheoWorld      *world = comparison != NULL ? kheo_world_get (db, error) : NULL;
  Answer         *given;

  if (world == NULL)
    {
      g_clear_pointer (&comparison, kheo_comparison_free);
      return NULL;
    }
  given = g_new0 (Answer, 1);
  given->comparison = comparison;
  given->chart =
      kheo_comparison_chart_new (comparison, kheo_world_get_units (world), KHEO_COMPARISON_PAIRS);
  return given;
}

/* ---- Asking ---- */

/* The scope's period; of all time the newest year that has anything. */
static KheoPeriod
find_period (KheoComparisonView *self)
{
  KheoPeriod period = kheo_scope_get_period (self->scope);
  GArray    *years = kheo_scope_get_years (self->scope);
  int        this_year = kheo_date_get_year (kheo_date_today ());

  if (period.from != KHEO_DATE_UNKNOWN && period.to != KHEO_DATE_UNKNOWN)
    return period;
  for (guint i = 0; years != NULL && i < years->len; i++)
    if (g_array_index (years, int, i) <= this_year)
      return kheo_period_year (g_array_index (years, int, i));
  return kheo_period_year (this_year);
}

static KheoPeriod
years_back (KheoPeriod period, guint n)
{
  for (guint i = 0; i < n; i++)
    kheo_period_year_before (period, &period);
  return period;
}

static KheoAnnexQuestion *
make_question (KheoComparisonView *self)
{
  guint  what = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what));
  guint  back = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->with));
  guint  by = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by));
  gint64 indicator = what > 0 && what <= self->indicators->len
                         ? g_array_index (self->indicators, gint64, what - 1)
                         : 0;
  g_autoptr (KheoQuery) query = indicator != 0
                                    ? kheo_scope_make_query_of (self->scope, &kheo_register_figures)
                                    : kheo_scope_make_query (self->scope);
  KheoAnnexQuestion *question;

  query->period = find_period (self);
  question = kheo_annex_question_new ("comparison", query);
  question->indicator = indicator;
  question->with = years_back (query->period, back < MOST_YEARS_BACK ? back + 1 : 1);
  question->by = divisions[by < G_N_ELEMENTS (divisions) ? by : 0].by;
  return question;
}

static void
show_answer (KheoComparisonView *self, KheoChartData *chart)
{
  const KheoComparison *comparison = self->comparison;
  g_autofree char      *said = kheo_comparison_describe (comparison);
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < comparison->notes->len; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (comparison->notes, i));
  gtk_label_set_label (GTK_LABEL (self->said), said);
  gtk_label_set_label (GTK_LABEL (self->notes), notes->str);
  gtk_widget_set_visible (self->notes, notes->len > 0);
  kheo_comparison_table_show (KHEO_COMPARISON_TABLE (self->table), comparison);
  kheo_chart_card_set_data (KHEO_CHART_CARD (self->card), chart);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoComparisonView) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *given = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    {
      g_clear_pointer (&given, answer_free);
      return; /* a newer question is on its way, or the view is gone */
    }
  g_clear_object (&self->asking);
  if (given == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->said), error->message);
      kheo_comparison_table_show (KHEO_COMPARISON_TABLE (self->table), NULL);
      return;
    }
  g_clear_pointer (&self->comparison, kheo_comparison_free);
  self->comparison = g_steal_pointer (&given->comparison);
  show_answer (self, given->chart);
  answer_free (given);
}

static void
ask (KheoComparisonView *self)
{
  KheoStore *store = kheo_book_get_store (kheo_scope_get_book (self->scope));

  self->stale = FALSE;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (store, ask_job, make_question (self),
                         (GDestroyNotify) kheo_annex_question_free, answer_free, self->asking,
                         answered_cb, g_object_ref (self));
}

/* ---- Choices ---- */

static void
fill_what (KheoComparisonView *self)
{
  KheoIndicators *indicators = kheo_scope_get_indicators (self->scope);
  guint           n = indicators != NULL ? kheo_indicators_get_n (indicators) : 0;
  guint           chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("“Skilful mass mobilisation” models"));
  g_array_set_size (self->indicators, 0);
  for (guint i = 0; i < n; i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);

      gtk_string_list_append (names, indicator->name);
      g_array_append_val (self->indicators, indicator->id);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->what), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->what), chosen <= n ? chosen : 0);
}

static void
fill_with (KheoComparisonView *self)
{
  KheoPeriod period = find_period (self);
  guint      chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->with));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 1; i <= MOST_YEARS_BACK; i++)
    {
      g_autofree char *name = kheo_period_format (years_back (period, i));
      /* Translators: a choice; the period that is compared with. */
      g_autofree char *text = g_strdup_printf (_ ("with %s"), name);

      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->with), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->with), chosen < MOST_YEARS_BACK ? chosen : 0);
}

static void
refresh (KheoComparisonView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  self->filling = TRUE;
  fill_what (self);
  fill_with (self);
  self->filling = FALSE;
  gtk_widget_set_visible (self->by, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)) == 0);
  ask (self);
}

static void
chosen_cb (KheoComparisonView *self)
{
  if (self->filling || self->scope == NULL)
    return;
  gtk_widget_set_visible (self->by, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)) == 0);
  ask (self);
}

static void
mapped_cb (KheoComparisonView *self)
{
  if (self->stale && self->scope != NULL)
    refresh (self);
}

static void
unit_cb (KheoComparisonView *self, gint64 unit)
{
  kheo_scope_set_unit (self->scope, unit);
}

static void
mark_cb (KheoComparisonView *self, int category, int series)
{
  KheoChartView   *view = kheo_chart_card_get_view (KHEO_CHART_CARD (self->card));
  KheoChartLayout *layout = kheo_chart_view_get_layout (view);
  gint64           unit =
      category >= 0 && layout != NULL
                    ? kheo_chart_data_get_category_key (kheo_chart_layout_get_data (layout), (guint) category)
                    : 0;

  if (unit != 0)
    kheo_scope_set_unit (self->scope, unit);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoComparisonView *self = KHEO_COMPARISON_VIEW (widget);
  g_autoptr (KheoAnnexQuestion) question = make_question (self);

  kheo_annex_window_present (widget, self->scope, question);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoComparisonView *self = KHEO_COMPARISON_VIEW (widget);
  g_autofree char    *text = kheo_comparison_table_dup_text (KHEO_COMPARISON_TABLE (self->table));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  kheo_page_toast (widget, _ ("The table is on the clipboard"));
}

/* ---- Object ---- */

static void
kheo_comparison_view_dispose (GObject *object)
{
  KheoComparisonView *self = KHEO_COMPARISON_VIEW (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  kheo_page_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (kheo_comparison_view_parent_class)->dispose (object);
}

static void
kheo_comparison_view_finalize (GObject *object)
{
  KheoComparisonView *self = KHEO_COMPARISON_VIEW (object);

  g_array_unref (self->indicators);
  g_clear_pointer (&self->comparison, kheo_comparison_free);
  G_OBJECT_CLASS (kheo_comparison_view_parent_class)->finalize (object);
}

static void
kheo_comparison_view_class_init (KheoComparisonViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_comparison_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_comparison_view_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "compare.print", NULL, print);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "compare.copy", NULL, copy);
}

static GtkWidget *
add_choice (KheoComparisonView *self, GtkWidget *bar, const char *label)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  kheo_page_set_label (choice, label);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), choice);
  return choice;
}

static GtkWidget *
make_bar (KheoComparisonView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Print…"));
  GtkWidget *copy_button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->what = add_choice (self, bar, _ ("What is compared"));
  gtk_widget_set_hexpand (self->what, TRUE);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->what), TRUE);
  gtk_drop_down_set_expression (
      GTK_DROP_DOWN (self->what),
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->with = add_choice (self, bar, _ ("Compared with"));
  self->by = add_choice (self, bar, _ ("Rows of the table"));
  for (guint i = 0; i < G_N_ELEMENTS (divisions); i++)
    gtk_string_list_append (names, _ (divisions[i].label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->by), G_LIST_MODEL (names));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "compare.print");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy_button), "compare.copy");
  gtk_widget_set_tooltip_text (copy_button, _ ("Copy as table"));
  kheo_page_set_label (copy_button, _ ("Copy as table"));
  gtk_box_append (GTK_BOX (bar), copy_button);
  gtk_box_append (GTK_BOX (bar), button);
  return bar;
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_paned (KheoComparisonView *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->table = kheo_comparison_table_new ();
  g_signal_connect_object (self->table, "activated", G_CALLBACK (unit_cb), self, G_CONNECT_SWAPPED);
  self->card = kheo_chart_card_new ();
  kheo_chart_card_set_kinds (KHEO_CHART_CARD (self->card), 1 << KHEO_CHART_BAR, KHEO_CHART_BAR);
  g_signal_connect_object (self->card, "activated", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->card);
  gtk_widget_set_size_request (scroller, 320, -1);
  gtk_paned_set_start_child (GTK_PANED (paned), self->table);
  gtk_paned_set_end_child (GTK_PANED (paned), scroller);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 620);
  gtk_widget_set_vexpand (paned, TRUE);
  return paned;
}

static void
kheo_comparison_view_init (KheoComparisonView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->indicators = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = TRUE;
  self->filling = TRUE;
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->said = make_label ("heading"));
  gtk_box_append (GTK_BOX (box), self->notes = make_label ("dim-label"));
  gtk_box_append (GTK_BOX (box), make_paned (self));
  gtk_widget_set_visible (self->notes, FALSE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  self->filling = FALSE;
}

/* ---- Public ---- */

GtkWidget *
kheo_comparison_view_new (KheoScope *scope)
{
  KheoComparisonView *self = g_object_new (KHEO_TYPE_COMPARISON_VIEW, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
kheo_comparison_view_is_busy (KheoComparisonView *self)
{
  g_return_val_if_fail (KHEO_IS_COMPARISON_VIEW (self), FALSE);
  return self->asking != NULL;
}

const KheoComparison *
kheo_comparison_view_get (KheoComparisonView *self)
{
  g_return_val_if_fail (KHEO_IS_COMPARISON_VIEW (self), NULL);
  return self->comparison;
}

KheoComparisonTable *
kheo_comparison_view_get_table (KheoComparisonView *self)
{
  g_return_val_if_fail (KHEO_IS_COMPARISON_VIEW (self), NULL);
  return KHEO_COMPARISON_TABLE (self->table);
}

void
kheo_comparison_view_choose (KheoComparisonView *self, guint what, guint back, guint by)
{
  g_return_if_fail (KHEO_IS_COMPARISON_VIEW (self) && back > 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->what), what);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->with), back - 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->by), by);
}
