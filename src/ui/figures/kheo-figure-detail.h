/*
 * What lies beneath one indicator in one unit and period: its rows by the units below and by the
 * shorter periods, each with a chart, and the figures themselves with a form beside them.  A row or
 * a mark of a chart opens exactly the figures it counts.
 *
 * Signals:
 *   "closed" ()    the person has seen enough
 *   "changed" ()   what is shown, or what can be done with it, is another now
 */
#pragma once

#include "kheo-figure-breakdown.h"
#include "kheo-figure-list.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FIGURE_DETAIL (kheo_figure_detail_get_type ())
G_DECLARE_FINAL_TYPE (KheoFigureDetail, kheo_figure_detail, KHEO, FIGURE_DETAIL, GtkWidget)

GtkWidget *kheo_figure_detail_new (KheoScope *scope);
/* Of @query unit, period and clock count; asks again when it is the same. */
void kheo_figure_detail_show (KheoFigureDetail *self, gint64 indicator, const KheoQuery *query);
/* "units", "periods" or "figures". */
const char     *kheo_figure_detail_get_page (KheoFigureDetail *self);
void            kheo_figure_detail_turn_to (KheoFigureDetail *self, const char *page);
KheoFigureList *kheo_figure_detail_get_list (KheoFigureDetail *self);

/* For tests. */
KheoFigureBreakdown *kheo_figure_detail_get_breakdown (KheoFigureDetail *self, gboolean periods);
gboolean             kheo_figure_detail_is_busy (KheoFigureDetail *self);

G_END_DECLS
