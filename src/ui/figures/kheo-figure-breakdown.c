#include "kheo-figure-breakdown.h"

#include "kheo-chart-card.h"
#include "kheo-indicator-columns.h"

#include <glib/gi18n-lib.h>

struct _KheoFigureBreakdown
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget     *card;
  GtkColumnView *view;

  /* owned */
  KheoFigureChart *chart; /* NULL: nothing is shown */
  GListStore      *rows;  /* of KheoIndicatorRow; its id is the place in the total + 1 */
};

G_DEFINE_FINAL_TYPE (KheoFigureBreakdown, kheo_figure_breakdown, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Takes @query, what lies beneath where the card knows better; NULL: the figures of @row. */
static void
activate (KheoFigureBreakdown *self, int row, KheoQuery *query)
{
  g_autoptr (KheoQuery) beneath =
      query != NULL ? query : kheo_figure_chart_query (self->chart, row);
  KheoChartData *data =
      kheo_chart_view_get_data (kheo_chart_card_get_view (KHEO_CHART_CARD (self->card)));
  const char *label = query == NULL
                          ? ((const KheoFigureRow *) self->chart->total->rows->pdata[row])->label
                          : kheo_chart_data_get_category_full_label (data, (guint) row);

  g_signal_emit (self, signals[ACTIVATED], 0, beneath, label);
}

static void
row_cb (KheoFigureBreakdown *self, guint position)
{
  g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  kheo_figure_breakdown_activate (self, (guint) kheo_indicator_row_get_id (row) - 1);
}

static void
mark_cb (KheoFigureBreakdown *self, int category, int series)
{
  if (category >= 0)
    activate (self, category,
              kheo_chart_card_dup_query (KHEO_CHART_CARD (self->card), category, series));
}

/* ---- Widget ---- */

static void
kheo_figure_breakdown_dispose (GObject *object)
{
  KheoFigureBreakdown *self = KHEO_FIGURE_BREAKDOWN (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  self->card = NULL;
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (kheo_figure_breakdown_parent_class)->dispose (object);
}

static void
kheo_figure_breakdown_finalize (GObject *object)
{
  g_clear_pointer (&KHEO_FIGURE_BREAKDOWN (object)->chart, kheo_figure_chart_free);
  G_OBJECT_CLASS (kheo_figure_breakdown_parent_class)->finalize (object);
}

static void
kheo_figure_breakdown_class_init (KheoFigureBreakdownClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_figure_breakdown_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_figure_breakdown_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ACTIVATED] =
      g_signal_new ("activated", KHEO_TYPE_FIGURE_BREAKDOWN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
}

static void
kheo_figure_breakdown_init (KheoFigureBreakdown *self)
{
  self->rows = g_list_store_new (KHEO_TYPE_INDICATOR_ROW);
}

static GtkWidget *
make_scroller (GtkWidget *child, gboolean sideways)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  sideways ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scroller;
}

GtkWidget *
kheo_figure_breakdown_new (const char *first)
{
  KheoFigureBreakdown *self = g_object_new (KHEO_TYPE_FIGURE_BREAKDOWN, NULL);
  GtkWidget           *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkSingleSelection  *selection =
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  GtkWidget *chart;

  self->card = kheo_chart_card_new ();
  g_signal_connect_object (self->card, "activated", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
  chart = make_scroller (self->card, FALSE);
  gtk_widget_set_size_request (chart, 320, -1);
  gtk_single_selection_set_autoselect (selection, FALSE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  kheo_page_set_label (GTK_WIDGET (self->view), first);
  kheo_indicator_columns_add (self->view, first, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_cb), self, G_CONNECT_SWAPPED);
  gtk_paned_set_start_child (GTK_PANED (paned), make_scroller (GTK_WIDGET (self->view), TRUE));
  gtk_paned_set_end_child (GTK_PANED (paned), chart);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 640);
  gtk_widget_set_parent (paned, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/* ---- Public ---- */

void
kheo_figure_breakdown_take (KheoFigureBreakdown *self, KheoScope *scope, KheoFigureChart *chart)
{
  g_autofree char *dataset = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;

  g_return_if_fail (KHEO_IS_FIGURE_BREAKDOWN (self));
  g_clear_pointer (&self->chart, kheo_figure_chart_free);
  self->chart = chart;
  n = chart != NULL ? chart->total->rows->len : 0;
  for (guint i = 0; i < n; i++)
    {
      const KheoFigureRow *row = g_ptr_array_index (chart->total->rows, i);

      g_ptr_array_add (rows, kheo_indicator_row_new_part (chart->total->indicator, row->label,
                                                          &row->sum, (gint64) i + 1));
    }
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
  kheo_indicator_columns_follow (self->view, G_LIST_MODEL (self->rows));
  if (chart == NULL)
    return;
  kheo_chart_card_set_kinds (KHEO_CHART_CARD (self->card), 1 << chart->chart | 1 << KHEO_CHART_BAR,
                             chart->chart);
  kheo_chart_card_set_data (KHEO_CHART_CARD (self->card), chart->data);
  dataset = g_strdup_printf ("indicator:#%" G_GINT64_FORMAT ":%s", chart->total->indicator->id,
                             kheo_figures_by_name (chart->total->by));
  kheo_chart_card_set_question (KHEO_CHART_CARD (self->card), scope, chart->query, dataset);
}

void
kheo_figure_breakdown_activate (KheoFigureBreakdown *self, guint row)
{
  g_return_if_fail (KHEO_IS_FIGURE_BREAKDOWN (self) && self->chart != NULL);
  g_return_if_fail (row < self->chart->total->rows->len);

  activate (self, (int) row, NULL);
}

GListModel *
kheo_figure_breakdown_get_model (KheoFigureBreakdown *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_BREAKDOWN (self), NULL);
  return G_LIST_MODEL (self->rows);
}
