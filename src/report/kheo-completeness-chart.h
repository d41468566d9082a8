/*
 * Who has reported: of each unit directly below, how many of the answers that were expected of it
 * and of the units below it are there, over all indicators whose level of reporting is known.
 * Store's thread.
 */
#pragma once

#include "kheo-chart.h"
#include "kheo-query.h"

G_BEGIN_DECLS

/* Per cent of the answers, a category a unit, its key the unit's id; a unit of which none is
 * expected has no bar. */
KheoChartData *kheo_completeness_chart_new (KheoDb *db, const KheoQuery *query, GError **error);

G_END_DECLS
