#include "kheo-chart-thin.h"

#include <math.h>

gboolean
kheo_chart_is_dense (const KheoPoint *points, guint n, double line_width)
{
  return n > 2 && points[n - 1].x - points[0].x < (n - 1) * line_width / 2;
}

/* What a line covers within one column. */
typedef struct
{
  double top, bottom;
} Reach;

static void
reach_to (Reach *reach, double y)
{
  reach->top = MIN (reach->top, y);
  reach->bottom = MAX (reach->bottom, y);
}

static void
reach_segment (Reach *columns, guint n, double width, const KheoPoint *from, const KheoPoint *to)
{
  guint first = MIN ((guint) (from->x / width), n - 1), last = MIN ((guint) (to->x / width), n - 1);
  double slope = last > first ? (to->y - from->y) / (to->x - from->x) : 0;

  reach_to (&columns[first], from->y);
  reach_to (&columns[last], to->y);
  for (guint i = first; i < last; i++)
    {
      double y = from->y + slope * ((i + 1) * width - from->x);

      reach_to (&columns[i], y);
      reach_to (&columns[i + 1], y);
    }
}

/* A round pen as wide as two columns: it reaches out by its half in the middle of its stroke, and
 * to the neighbours at its sides. */
static void
broaden (Reach *columns, guint n, double pen)
{
  Reach before = columns[0];

  for (guint i = 0; i < n; i++)
    {
      Reach own = columns[i], after = columns[MIN (i + 1, n - 1)];

      columns[i].top = MIN (own.top - pen / 2, MIN (before.top, after.top));
      columns[i].bottom = MAX (own.bottom + pen / 2, MAX (before.bottom, after.bottom));
      before = own;
    }
}

/* Round all columns: along their tops, and back along their bottoms. */
static void
band_path (cairo_t *cr, const Reach *columns, guint n, double x, double width)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x, columns[0].top);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + (i + 0.5) * width, columns[i].top);
  cairo_line_to (cr, x + n * width, columns[n - 1].top);
  cairo_line_to (cr, x + n * width, columns[n - 1].bottom);
  for (guint i = n; i > 0; i--)
    cairo_line_to (cr, x + (i - 0.5) * width, columns[i - 1].bottom);
  cairo_line_to (cr, x, columns[0].bottom);
  cairo_close_path (cr);
}

/* Whether the line goes on without jumping up and down, so that dashes can be followed. */
static gboolean
is_smooth (const Reach *columns, guint n, double pen)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += columns[i].bottom - columns[i].top;
  return sum < n * pen * 2;
}

static void
stroke_middle (cairo_t *cr, const Reach *columns, guint n, double x, double width)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + (i + 0.5) * width, (columns[i].top + columns[i].bottom) / 2);
  cairo_stroke (cr);
}

void
kheo_chart_stroke_dense (cairo_t *cr, const KheoPoint *points, guint n)
{
  double pen = cairo_get_line_width (cr), left = points[0].x, extent = points[n - 1].x - left;
  guint  n_columns = (guint) MAX (ceil (extent / (pen / 2)), 1);
  double width = MAX (extent / n_columns, 1e-9);
  g_autofree Reach *columns = g_new (Reach, n_columns);

  for (guint i = 0; i < n_columns; i++)
    columns[i] = (Reach){ INFINITY, -INFINITY };
  for (guint i = 1; i < n; i++)
    reach_segment (columns, n_columns, width,
                   &(KheoPoint){ points[i - 1].x - left, points[i - 1].y },
                   &(KheoPoint){ points[i].x - left, points[i].y });
  if (cairo_get_dash_count (cr) > 0 && is_smooth (columns, n_columns, pen))
    {
      stroke_middle (cr, columns, n_columns, left, width);
      return;
    }
  broaden (columns, n_columns, pen);
  band_path (cr, columns, n_columns, left, width);
  cairo_fill (cr);
}
