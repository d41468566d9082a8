/*
 * A chart on the screen: the boxes of chart/ painted sharp at any scale, in the window's font and
 * in light or dark.  Each mark can be pointed at, walked to with the arrow keys and activated; the
 * whole is told to a screen reader as a sentence and a table.
 *
 * Signals:
 *   "activated" (int category, int series)    a mark was clicked or Return pressed on it; series is
 *                                             -1 where the mark stands for all
 */
#pragma once

#include "kheo-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_CHART_VIEW (kheo_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoChartView, kheo_chart_view, KHEO, CHART_VIEW, GtkWidget)

/* Keeps a reference to @data; NULL shows nothing. */
void kheo_chart_view_set_chart (KheoChartView *self, KheoChartKind kind, KheoChartData *data);
KheoChartKind  kheo_chart_view_get_kind (KheoChartView *self);
KheoChartData *kheo_chart_view_get_data (KheoChartView *self); /* borrowed, may be NULL */
/* As it is shown now; NULL before the view has a size or data. Borrowed until the next change. */
KheoChartLayout *kheo_chart_view_get_layout (KheoChartView *self);

/* What the secondary button and the menu key open; its actions are looked up from the view. */
void kheo_chart_view_set_menu (KheoChartView *self, GMenuModel *menu);

/* With title, notes and source in the picture, as it is printed; else these stand around it. */
void kheo_chart_view_set_whole (KheoChartView *self, gboolean whole);

/* The mark that the keyboard stands on, -1 for none: for tests and for coming back to it. */
int  kheo_chart_view_get_current (KheoChartView *self);
void kheo_chart_view_set_current (KheoChartView *self, int mark);

/* For tests: how often the chart was laid out, and from how many µs on a layout counts as slow:
 * stretched while the window is being resized, made anew when it rests. */
guint kheo_chart_view_get_n_layouts (KheoChartView *self);
void  kheo_chart_view_set_slow (KheoChartView *self, gint64 slow);

G_END_DECLS
