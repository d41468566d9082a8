/* Rectangles as large as their values, as square as can be, that fill a rectangle without a gap. */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

/* @values are above zero and best fall from the largest on; @boxes has room for @n. */
void kheo_chart_squarify (const double *values, guint n, const KheoBox *room, KheoBox *boxes);

/* The same with a strip of its own height above each rectangle, which does not count: the areas
 * below the strips are as the values.  @boxes hold the strips too.  FALSE when there is no room. */
gboolean kheo_chart_squarify_headed (
    const double *values, const double *heads, guint n, const KheoBox *room, KheoBox *boxes);

G_END_DECLS
