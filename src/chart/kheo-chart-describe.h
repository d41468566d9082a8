/* The sentences that say what a chart shows, shared by their files. */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

/* "1.032 mô hình" */
char *kheo_chart_with_unit (const KheoChartData *data, double value);

/* kheo-chart-describe-parts.c */

/* A heat table: its highest and lowest cell, how many are empty. */
void kheo_chart_describe_cells (const KheoChartData *data, GString *text);
/* The sums of the groups of categories, the largest first; @total 0 leaves shares out. */
void kheo_chart_describe_groups (const KheoChartData *data, double total, GString *text);

/* kheo-chart-describe-compared.c */

/* How many reached their target, and the share of all targets; nothing where there is none. */
void kheo_chart_describe_targets (const KheoChartData *data, GString *text);
/* The first and the last moment and the whole; moments are never added up. */
void kheo_chart_describe_coverage (const KheoChartData *data, GString *text);
/* From then to now: how many rose and fell, which most. */
void kheo_chart_describe_change (const KheoChartData *data, GString *text);

/* kheo-chart-describe-beside.c */

/* The one that stands out and its place, levels and how many are there, notes. */
void kheo_chart_describe_beside (KheoChartKind kind, const KheoChartData *data, GString *text);

G_END_DECLS
