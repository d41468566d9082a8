/*
 * The charts of one indicator: its total by unit or over time, beside the targets where there are
 * any.  Made on the store's thread, read on any.
 */
#pragma once

#include "kheo-chart.h"
#include "kheo-figures.h"

G_BEGIN_DECLS

typedef struct
{
  KheoQuery       *query;
  KheoFigureTotal *total;
  KheoChartData   *data;  /* a category a row, its key the unit's id; missing is no bar */
  KheoChartKind    chart; /* the kind that it was made for */
  double           scale; /* of amounts to what stands on the axis: 1e9, billions of đồng */
} KheoFigureChart;

/* By the kind that shows it best: units as a ranking, time as a line. */
KheoFigureChart *kheo_figure_chart_new (
    KheoDb *db, gint64 indicator, const KheoQuery *query, KheoFiguresBy by, GError **error);
/* For @kind: targets stand beside the results where that does not add them up (bar, line). */
KheoFigureChart *kheo_figure_chart_new_as (KheoDb          *db,
                                           gint64           indicator,
                                           const KheoQuery *query,
                                           KheoFiguresBy    by,
                                           KheoChartKind    kind,
                                           GError         **error);
void             kheo_figure_chart_free (KheoFigureChart *self);
/* The figures beneath a category; -1: of everything. */
KheoQuery *kheo_figure_chart_query (const KheoFigureChart *self, int category);

/* The kinds that make sense of rows by @by, as kheo_models_dataset_list_kinds(). */
guint kheo_figure_chart_list_kinds (KheoFiguresBy by);

/* How the figures of an indicator are best shown over time: rows by @out_by within the query's
 * period. */
KheoFiguresBy kheo_figure_chart_best_time (const KheoIndicator *indicator, KheoPeriod period);

/* What one on the axis is when the greatest value is @greatest, in the unit of measure: sets the
 * words and decimals of @data, whose values are to be divided by what is given. */
double
kheo_chart_data_choose_unit (KheoChartData *data, const KheoAmountUnit *unit, double greatest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoFigureChart, kheo_figure_chart_free)

G_END_DECLS
