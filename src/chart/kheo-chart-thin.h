/* Lines with more points than can be seen: what is painted of them.  Marks keep every value; only
 * ink is spared. */
#pragma once

#include "kheo-chart-private.h"

G_BEGIN_DECLS

/* Whether the points of a line stand so close that its own breadth covers what is between them. */
gboolean kheo_chart_is_dense (const KheoPoint *points, guint n, double line_width);

/* Strokes a dense line with the line width of @cr as the band that it covers, in all of its height;
 * its dashes are kept where the line is smooth enough to follow them. */
void kheo_chart_stroke_dense (cairo_t *cr, const KheoPoint *points, guint n);

G_END_DECLS
