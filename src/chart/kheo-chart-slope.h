/* Slope: what its files share. */
#pragma once

#include "kheo-chart-axis.h"

G_BEGIN_DECLS

typedef struct
{
  KheoChartAxis axis;  /* n and step are of the moments */
  guint        *order; /* owned: series from left to right */
  guint         n;     /* categories */
  gboolean     *named; /* owned: which are named at their ends */
  guint         n_named;
  double        line;
  gboolean      numbered; /* moments have numbers, their names are listed */
} KheoSlope;

/* kheo-chart-slope-moments.c */

/* Height of the names over the axes, with what is between. */
double kheo_slope_measure_moments (KheoChartLayout *self, const KheoSlope *slope);
/* Names that would be cut short over their axes become numbers, listed at the foot of self->free;
 * FALSE when there is no need. */
gboolean kheo_slope_list_moments (KheoChartLayout *self, KheoSlope *slope);
/* The axes and what stands over them. */
void kheo_slope_add_axes (KheoChartLayout *self, const KheoSlope *slope);

/* kheo-chart-slope-crowd.c */

/* Whether those without a name are too many for a line each. */
gboolean kheo_slope_has_crowd (const KheoSlope *slope);
/* All of them as two bands from moment to moment: from the lowest to the highest, and the half in
 * the middle. */
void kheo_slope_add_crowd (KheoChartLayout *self, const KheoSlope *slope);

G_END_DECLS
