#include "kheo-chart-shapes.h"
#include "kheo-chart-thin.h"

#define STROKE_POINTS 48 /* cairo looks for crossings within one path */

void
kheo_chart_add_shape (KheoChartLayout *self, KheoChartShape shape)
{
  shape.first = self->points->len;
  shape.n = 0;
  g_array_append_val (self->shapes, shape);
}

void
kheo_chart_add_point (KheoChartLayout *self, double x, double y)
{
  KheoPoint point = { x, y };

  g_return_if_fail (self->shapes->len > 0);

  g_array_append_val (self->points, point);
  g_array_index (self->shapes, KheoChartShape, self->shapes->len - 1).n++;
}

void
kheo_chart_add_plain_box (KheoChartLayout *self, const KheoBox *box, KheoColor color)
{
  kheo_chart_add_shape (self,
                        (KheoChartShape){ .type = KHEO_SHAPE_AREA, .color = color, .pattern = -1 });
  kheo_chart_add_point (self, box->x, box->y);
  kheo_chart_add_point (self, box->x + box->width, box->y);
  kheo_chart_add_point (self, box->x + box->width, box->y + box->height);
  kheo_chart_add_point (self, box->x, box->y + box->height);
}

static void
stroke_pieces (cairo_t *cr, const KheoPoint *points, guint n)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    {
      cairo_line_to (cr, points[i].x, points[i].y);
      if (i % STROKE_POINTS == STROKE_POINTS - 1 && i + 1 < n)
        {
          cairo_stroke (cr);
          cairo_move_to (cr, points[i - 1].x, points[i - 1].y);
          cairo_line_to (cr, points[i].x, points[i].y);
        }
    }
  cairo_stroke (cr);
}

void
kheo_chart_stroke_points (cairo_t *cr, const KheoPoint *points, guint n)
{
  if (kheo_chart_is_dense (points, n, cairo_get_line_width (cr)))
    kheo_chart_stroke_dense (cr, points, n);
  else
    stroke_pieces (cr, points, n);
}

static void
draw_dots (const KheoChartShape *shape, const KheoPoint *points, cairo_t *cr)
{
  for (guint i = 0; i < shape->n; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, points[i].x, points[i].y, shape->width / 2, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

static void
draw_shape (const KheoChartLayout *self, const KheoChartShape *shape, cairo_t *cr)
{
  const KheoPoint *points = &g_array_index (self->points, KheoPoint, shape->first);
  const KheoColor *color = &shape->color;

  cairo_new_path (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  if (shape->type == KHEO_SHAPE_DOT)
    {
      draw_dots (shape, points, cr);
      return;
    }
  if (shape->type == KHEO_SHAPE_AREA)
    {
      for (guint i = 0; i < shape->n; i++)
        cairo_line_to (cr, points[i].x, points[i].y);
      cairo_close_path (cr);
      kheo_chart_fill_path (self, cr, *color, shape->pattern);
      return;
    }
  cairo_set_line_width (cr, shape->width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  kheo_chart_set_dash (self, cr, shape->dash);
  kheo_chart_stroke_points (cr, points, shape->n);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
kheo_chart_draw_shapes (const KheoChartLayout *self, cairo_t *cr, gboolean front)
{
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const KheoChartShape *shape = &g_array_index (self->shapes, KheoChartShape, i);

      if (shape->front == front && shape->n > 0)
        draw_shape (self, shape, cr);
    }
}

gboolean
kheo_chart_is_covered (const KheoChartLayout *self, const KheoBox *box)
{
  for (guint i = 0; i < self->items->len; i++)
    if (kheo_box_overlaps (&g_array_index (self->items, KheoChartItem, i).label.box, box))
      return TRUE;
  return FALSE;
}

gboolean
kheo_chart_is_free (const KheoChartLayout *self, const KheoBox *box)
{
  return kheo_box_contains (&self->free, box) && !kheo_chart_is_covered (self, box);
}

/* Does the straight line from @a to @b cross @box? */
static gboolean
segment_crosses (const KheoPoint *a, const KheoPoint *b, const KheoBox *box)
{
  double from = 0, to = 1;
  double dx = b->x - a->x, dy = b->y - a->y;
  double p[] = { -dx, dx, -dy, dy };
  double q[] = { a->x - box->x, box->x + box->width - a->x, a->y - box->y,
                 box->y + box->height - a->y };

  for (guint i = 0; i < G_N_ELEMENTS (p); i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        from = MAX (from, q[i] / p[i]);
      else if (p[i] > 0)
        to = MIN (to, q[i] / p[i]);
    }
  return from <= to;
}

static gboolean
crosses_shape (const KheoChartLayout *self, const KheoBox *box)
{
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const KheoChartShape *shape = &g_array_index (self->shapes, KheoChartShape, i);
      const KheoPoint      *points = &g_array_index (self->points, KheoPoint, shape->first);

      if (shape->type == KHEO_SHAPE_LINE)
        for (guint k = 1; k < shape->n; k++)
          if (segment_crosses (&points[k - 1], &points[k], box))
            return TRUE;
    }
  return FALSE;
}

/* The marks of a line chart are joined by draw, not by shapes. */
static gboolean
crosses_joined (const KheoChartLayout *self, const KheoBox *box, gboolean parts_only)
{
  guint                 n_series = kheo_chart_data_get_n_series (self->data);
  g_autofree KheoPoint *last = g_new0 (KheoPoint, MAX (n_series, 1));
  g_autofree int       *before = g_new (int, MAX (n_series, 1));

  for (guint i = 0; i < n_series; i++)
    before[i] = -2;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      KheoPoint            point = { mark->x, mark->y };

      if (mark->type != KHEO_CHART_MARK_POINT || mark->series < 0 ||
          (parts_only && !kheo_chart_data_is_part (self->data, (guint) mark->series)))
        continue;
      if (before[mark->series] == mark->category - 1 &&
          segment_crosses (&last[mark->series], &point, box))
        return TRUE;
      last[mark->series] = point;
      before[mark->series] = mark->category;
    }
  return FALSE;
}

static gboolean
is_clear (const KheoChartLayout *self,
          const KheoBox         *box,
          const KheoChartMark   *except,
          gboolean               parts_only)
{
  if (!kheo_chart_is_free (self, box))
    return FALSE;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

      if (parts_only && mark->series >= 0 &&
          !kheo_chart_data_is_part (self->data, (guint) mark->series))
        continue;
      if (mark != except && mark->type != KHEO_CHART_MARK_TOTAL &&
          mark->type != KHEO_CHART_MARK_REST && kheo_box_overlaps (&mark->box, box))
        return FALSE;
    }
  return !crosses_shape (self, box) &&
         !(self->kind == KHEO_CHART_LINE && crosses_joined (self, box, parts_only));
}

gboolean
kheo_chart_is_clear (const KheoChartLayout *self, const KheoBox *box, const KheoChartMark *except)
{
  return is_clear (self, box, except, FALSE);
}

gboolean
kheo_chart_is_clear_of_parts (const KheoChartLayout *self,
                              const KheoBox         *box,
                              const KheoChartMark   *except)
{
  return is_clear (self, box, except, TRUE);
}

static double *
start_of (GArray *items, guint index, gboolean across)
{
  KheoBox *box = &g_array_index (items, KheoChartItem, index).label.box;

  return across ? &box->x : &box->y;
}

static double
extent_of (GArray *items, guint index, const KheoSpread *spread)
{
  const KheoBox *box = &g_array_index (items, KheoChartItem, index).label.box;

  return (spread->across ? box->width : box->height) + spread->gap;
}

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer across)
{
  const KheoBox *first = &((const KheoChartItem *) a)->label.box;
  const KheoBox *second = &((const KheoChartItem *) b)->label.box;
  double         x = across != NULL ? first->x + first->width / 2 : first->y + first->height / 2;
  double y = across != NULL ? second->x + second->width / 2 : second->y + second->height / 2;

  return x < y ? -1 : x > y;
}

/* Texts that touch stand together as a block; each block stands where its texts would best be on
 * the average. */
typedef struct
{
  guint  first, n;
  double extent; /* of all its texts with their gaps */
  double wishes; /* sum of where the block would begin for each of its texts alone */
} Block;

static double
block_start (const Block *block, const KheoSpread *spread, double all)
{
  double start = block->wishes / block->n;

  return MAX (MIN (start, spread->to + spread->gap - all), spread->from);
}

gboolean
kheo_chart_spread (GArray *items, const KheoSpread *spread)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  double total = 0, end;

  g_array_sort_with_data (items, compare_starts, GINT_TO_POINTER (spread->across));
  for (guint i = 0; i < items->len; i++)
    {
      double extent = extent_of (items, i, spread);
      Block  block = { i, 1, extent, *start_of (items, i, spread->across) };

      total += extent;
      while (blocks->len > 0)
        {
          const Block *before = &g_array_index (blocks, Block, blocks->len - 1);

          if (block_start (before, spread, before->extent) + before->extent <=
              block_start (&block, spread, block.extent))
            break;
          /* A text further down wishes that the joined block began that much earlier. */
          block.wishes += before->wishes - before->extent * block.n;
          block.first = before->first;
          block.n += before->n;
          block.extent += before->extent;
          g_array_set_size (blocks, blocks->len - 1);
        }
      g_array_append_val (blocks, block);
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = &g_array_index (blocks, Block, i);

      end = block_start (block, spread, block->extent);
      for (guint k = block->first; k < block->first + block->n; k++)
        {
          *start_of (items, k, spread->across) = end;
          end += extent_of (items, k, spread);
        }
    }
  return total - spread->gap <= spread->to - spread->from + 0.001;
}
