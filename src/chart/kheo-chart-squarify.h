/* Rectangles as large as their values, as square as can be, that fill a rectangle without a gap. */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

/* @values are above zero and best fall from the largest on; @boxes has room for @n. */
void kheo_chart_squarify (const double *values, guint n, const KheoBox *room, KheoBox *boxes);

G_END_DECLS
