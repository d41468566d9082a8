/*
 * One indicator by the units below or by the shorter periods: a chart and the same as a table.
 *
 * Signal "activated" (const KheoQuery *beneath, const char *label): a row of the table or a mark of
 * the chart was chosen: its figures, its name.  Main thread.
 */
#pragma once

#include "kheo-figure-charts.h"
#include "kheo-page.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FIGURE_BREAKDOWN (kheo_figure_breakdown_get_type ())
G_DECLARE_FINAL_TYPE (KheoFigureBreakdown, kheo_figure_breakdown, KHEO, FIGURE_BREAKDOWN, GtkWidget)

/* @first: heading of the table's first column. */
GtkWidget *kheo_figure_breakdown_new (const char *first);
/* Takes @chart, which was asked for of @scope's book; NULL: nothing is shown. */
void
kheo_figure_breakdown_take (KheoFigureBreakdown *self, KheoScope *scope, KheoFigureChart *chart);
/* As if a row of the table was opened. */
void kheo_figure_breakdown_activate (KheoFigureBreakdown *self, guint row);
/* For tests: of KheoIndicatorRow. */
GListModel *kheo_figure_breakdown_get_model (KheoFigureBreakdown *self);

G_END_DECLS
