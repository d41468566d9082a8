#include "kheo-chart-additions-window.h"

#include "kheo-chart-additions.h"

#include <glib/gi18n-lib.h>

#define FORM "kheo-additions" /* of a window: KheoChartAdditions */

static void
begin_note (KheoChartView *view, KheoChartAdditions *form)
{
  KheoChartLayout *layout = kheo_chart_view_get_layout (view);
  int              current = kheo_chart_view_get_current (view);
  int              category = -1;

  if (layout != NULL && current >= 0 && (guint) current < kheo_chart_layout_get_n_marks (layout))
    category = kheo_chart_layout_get_mark (layout, (guint) current)->category;
  if (category >= 0)
    kheo_chart_additions_begin_note (form, kheo_chart_data_get_category_label (
                                               kheo_chart_view_get_data (view), (guint) category));
}

KheoSheetWindow *
kheo_chart_additions_window_present (KheoChartView *view, const char *text, gboolean has_before)
{
  GtkWidget       *form, *scroller;
  KheoSheetWindow *window;

  g_return_val_if_fail (KHEO_IS_CHART_VIEW (view), NULL);

  form = kheo_chart_additions_new (has_before);
  kheo_chart_additions_set_data (KHEO_CHART_ADDITIONS (form), kheo_chart_view_get_data (view));
  kheo_chart_additions_set_text (KHEO_CHART_ADDITIONS (form), text);
  gtk_widget_add_css_class (form, "own-chart-form");
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), form);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  window =
      kheo_sheet_window_new (GTK_WIDGET (view), _ ("Compare and annotate"), _ ("_Apply"), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, -1);
  g_object_set_data (G_OBJECT (window), FORM, form);
  kheo_sheet_window_set_ready (window, TRUE);
  gtk_window_present (GTK_WINDOW (window));
  begin_note (view, KHEO_CHART_ADDITIONS (form));
  return window;
}

gboolean
kheo_chart_additions_window_take (KheoSheetWindow *window, char **out_text)
{
  KheoChartAdditions *form = g_object_get_data (G_OBJECT (window), FORM);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = kheo_chart_additions_dup_text (form, findings);

  if (findings->len > 0)
    {
      kheo_sheet_window_set_problem (window, findings->pdata[0]);
      return FALSE;
    }
  *out_text = g_steal_pointer (&text);
  return TRUE;
}
