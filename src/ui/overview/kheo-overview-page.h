/*
 * The page of the chosen unit: its numbers, the four fields by kind, the units below it, its years.
 * Every number opens exactly the rows it counts.  Beside them the same unit compared with another
 * year on one map, and its life.
 *
 * Actions:
 *   "overview.show" (s)     "" all models in scope, else "field=value": turns to those rows
 *   "overview.print" ()     what is shown: the chart that has the focus, else all on one
 *                           sheet; the board; the comparison's table; the life as a sheet
 *   "overview.save" (s)     the same chart as "pdf", "svg" or "png"
 */
#pragma once

#include "kheo-chart-card.h"
#include "kheo-comparison-view.h"
#include "kheo-life-view.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_OVERVIEW_PAGE (kheo_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoOverviewPage, kheo_overview_page, KHEO, OVERVIEW_PAGE, GtkWidget)

GtkWidget *kheo_overview_page_new (KheoScope *scope);

/* Turns to the life of a unit, living or ended; 0: of the chosen one. */
void kheo_overview_page_show_life (KheoOverviewPage *self, gint64 unit_id);
/* Turns to the comparison. */
KheoComparisonView *kheo_overview_page_show_comparison (KheoOverviewPage *self);
KheoLifeView       *kheo_overview_page_get_life (KheoOverviewPage *self);

/* TRUE while numbers are being asked for. */
gboolean kheo_overview_page_is_busy (KheoOverviewPage *self);

/* For tests: what a tile shows; @key as the target of "overview.show". */
gint64         kheo_overview_page_get_number (KheoOverviewPage *self, const char *key);
KheoChartCard *kheo_overview_page_get_card (KheoOverviewPage *self, guint index);

G_END_DECLS
