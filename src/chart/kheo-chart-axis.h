/* A value axis that stands at the left and moments along the bottom: shared by the kinds that have
 * both. */
#pragma once

#include "kheo-chart-shapes.h"

G_BEGIN_DECLS

typedef struct
{
  KheoBox   plot;
  KheoScale scale;
  double    size;        /* of type */
  guint     n;           /* moments */
  double    first, step; /* x of the first moment; from one to the next */
} KheoChartAxis;

double kheo_chart_axis_x (const KheoChartAxis *axis, guint category);
double kheo_chart_axis_y (const KheoChartAxis *axis, double value);

/* Round ends around low … high and all references, as many ticks as the plot is high. */
void
kheo_chart_axis_find_scale (KheoChartLayout *self, KheoChartAxis *axis, double low, double high);
/* A number at an axis of such steps, in millions or billions where it would be all noughts. */
char *kheo_chart_axis_number (const KheoChartData *data, double value, double step);
/* Room that the numbers of the ticks take at the left, with their gap. */
double kheo_chart_axis_ticks_width (KheoChartLayout *self, const KheoChartAxis *axis);
/* Hairlines and their numbers; the numbers only when @numbered. */
void kheo_chart_axis_add_grid (KheoChartLayout *self, const KheoChartAxis *axis, gboolean numbered);
/* Names of the moments below the plot, from the newest backwards, as many as do not touch. */
void kheo_chart_axis_add_moments (KheoChartLayout *self, const KheoChartAxis *axis);

G_END_DECLS
