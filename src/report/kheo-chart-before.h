/*
 * The year before, beside the figures of a chart: what the same days a year earlier had at each
 * unit, field, kind, month …, both restated on one map (kheo-comparison.h).  As reported would
 * stand other units of the same names beside each other: then the map of the query's day serves.
 *
 * The chart is made as kheo-model-charts.h and kheo-figure-charts.h make it, with one more series
 * of KHEO_CHART_ROLE_PREVIOUS.  Years on the axis and all time have nothing before them: then it is
 * the chart alone.  Store's thread.
 */
#pragma once

#include "kheo-figure-charts.h"
#include "kheo-model-charts.h"

G_BEGIN_DECLS

KheoModelChart  *kheo_model_chart_new_with_before (KheoDb           *db,
                                                   const KheoQuery  *query,
                                                   KheoModelsDataset dataset,
                                                   GError          **error);
KheoFigureChart *kheo_figure_chart_new_with_before (KheoDb          *db,
                                                    gint64           indicator,
                                                    const KheoQuery *query,
                                                    KheoFiguresBy    by,
                                                    KheoChartKind    kind,
                                                    GError         **error);

/* Whether charts of @dataset ("models:child", "indicator:CODE:quarter") in @period have a year
 * before. */
gboolean kheo_chart_has_before (const char *dataset, KheoPeriod period);

G_END_DECLS
