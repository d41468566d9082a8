/* How high a chart wants to be in the window, in heights of its font. */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

typedef struct
{
  double minimum, natural;
} KheoChartHeight;

/* @data may be NULL.  @all_rows: also those that "n other units" stand for otherwise. */
KheoChartHeight
kheo_chart_height_of (KheoChartKind kind, const KheoChartData *data, gboolean all_rows);

G_END_DECLS
