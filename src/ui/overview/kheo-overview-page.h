/*
 * The page of the chosen unit: its numbers, the four fields by kind, the units below it, its years.
 * Every number opens exactly the rows it counts.
 *
 * Actions:
 *   "overview.show" (s)     "" all models in scope, else "field=value": turns to those rows
 *   "overview.print" ()     the chart that has the focus, else the first
 *   "overview.save" (s)     the same chart as "pdf", "svg" or "png"
 */
#pragma once

#include "kheo-chart-card.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_OVERVIEW_PAGE (kheo_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoOverviewPage, kheo_overview_page, KHEO, OVERVIEW_PAGE, GtkWidget)

GtkWidget *kheo_overview_page_new (KheoScope *scope);

/* TRUE while numbers are being asked for. */
gboolean kheo_overview_page_is_busy (KheoOverviewPage *self);

/* For tests: what a tile shows; @key as the target of "overview.show". */
gint64         kheo_overview_page_get_number (KheoOverviewPage *self, const char *key);
KheoChartCard *kheo_overview_page_get_card (KheoOverviewPage *self, guint index);

G_END_DECLS
