/* Walking over the marks of a chart by keyboard. */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

/* Arrows, Home and End, also those of the number pad. */
gboolean kheo_chart_walk_is_key (guint key);
/* The mark that @key leads to from @current (-1: none yet); @layout has marks. */
int kheo_chart_walk (const KheoChartLayout *layout, int current, guint key);

G_END_DECLS
