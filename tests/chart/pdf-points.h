/* Where the pen goes in a PDF or an SVG of cairo: all corners of all paths, on the page in points
 * from the top left.  Enough to measure bars in the finished file; no general reader. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y;
} PathPoint;

/* Sorted by x.  Fails the test for what it does not understand. */
GArray *pdf_points (const char *path, double page_height);
GArray *svg_points (const char *path);
/* Whether there is a point within @tolerance of x, y. */
gboolean has_point (const GArray *points, double x, double y, double tolerance);

G_END_DECLS
