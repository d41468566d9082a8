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
} KheoSlope;

/* Whether those without a name are too many for a line each. */
gboolean kheo_slope_has_crowd (const KheoSlope *slope);
/* All of them as two bands from moment to moment: from the lowest to the highest, and the half in
 * the middle. */
void kheo_slope_add_crowd (KheoChartLayout *self, const KheoSlope *slope);

G_END_DECLS
