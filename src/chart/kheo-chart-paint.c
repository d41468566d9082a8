/* Filling shapes: colours, the patterns of mono, cells and the arcs of a ring. */
#include "kheo-chart-private.h"

#include <math.h>

#define N_PATTERNS 8
#define MANY_CELLS 500 /* from here on no cell is painted by itself */

#define MOST_OUTLINED 2000 /* data of a path: a more ragged one would be outline all over */

static void
set_color (cairo_t *cr, KheoColor color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}

/* Parallel lines through @box: lying, standing, rising or falling. */
typedef enum
{
  HATCH_LYING,
  HATCH_STANDING,
  HATCH_RISING,
  HATCH_FALLING,
} Hatch;

static void
hatch (cairo_t *cr, const KheoBox *box, double gap, Hatch direction)
{
  double reach = box->height;
  double across = direction == HATCH_LYING ? box->height : box->width;

  if (direction == HATCH_LYING || direction == HATCH_STANDING)
    for (double at = gap / 2; at < across; at += gap)
      {
        gboolean lies = direction == HATCH_LYING;

        cairo_move_to (cr, box->x + (lies ? 0 : at), box->y + (lies ? at : 0));
        cairo_rel_line_to (cr, lies ? box->width : 0, lies ? 0 : box->height);
      }
  else
    for (double x = -reach; x < box->width; x += gap * G_SQRT2)
      {
        gboolean rises = direction == HATCH_RISING;

        cairo_move_to (cr, box->x + x, box->y + (rises ? box->height : 0));
        cairo_rel_line_to (cr, reach, rises ? -reach : reach);
      }
  cairo_stroke (cr);
}

static KheoBox
path_box (cairo_t *cr)
{
  double x1, y1, x2, y2;

  cairo_path_extents (cr, &x1, &y1, &x2, &y2);
  return (KheoBox){ x1, y1, x2 - x1, y2 - y1 };
}

static const double grounds[N_PATTERNS] = { 0.25, 1, 0.62, 1, 0.82, 1, 1, 0.9 };

KheoColor
kheo_chart_pattern_ground (int pattern)
{
  double grey = grounds[pattern % N_PATTERNS];

  return (KheoColor){ grey, grey, grey, 1 };
}

/* Patterns as vectors, apart in density as well as in direction. */
static void
fill_pattern (const KheoChartLayout *self, cairo_t *cr, int pattern)
{
  double        ground = grounds[pattern % N_PATTERNS];
  double        gap = self->style.font_size * 0.45;
  KheoBox       box = path_box (cr);
  cairo_path_t *outline = cairo_copy_path (cr);

  cairo_save (cr);
  cairo_set_source_rgb (cr, ground, ground, ground);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  set_color (cr, self->style.text);
  cairo_set_line_width (cr, self->style.font_size * 0.07);
  switch (pattern % N_PATTERNS)
    {
    case 1:
      hatch (cr, &box, gap, HATCH_RISING);
      break;
    case 3:
      hatch (cr, &box, gap * 0.8, HATCH_FALLING);
      hatch (cr, &box, gap * 0.8, HATCH_RISING);
      break;
    case 5:
      hatch (cr, &box, gap, HATCH_LYING);
      break;
    case 6:
      hatch (cr, &box, gap * 1.8, HATCH_FALLING);
      break;
    case 7:
      hatch (cr, &box, gap * 0.8, HATCH_STANDING);
      break;
    default:
      break;
    }
  cairo_restore (cr);
  if (outline->num_data > MOST_OUTLINED)
    {
      cairo_path_destroy (outline);
      return;
    }
  cairo_append_path (cr, outline);
  cairo_path_destroy (outline);
  cairo_set_line_width (cr, self->style.font_size * 0.06);
  set_color (cr, self->style.text);
  cairo_stroke (cr);
}

void
kheo_chart_fill_path (const KheoChartLayout *self, cairo_t *cr, KheoColor color, int pattern)
{
  if (pattern >= 0)
    {
      fill_pattern (self, cr, pattern);
      return;
    }
  set_color (cr, color);
  cairo_fill (cr);
}

void
kheo_chart_fill_box (const KheoChartLayout *self,
                     cairo_t               *cr,
                     const KheoBox         *box,
                     const KheoChartPaint  *paint)
{
  if (box->width <= 0 || box->height <= 0)
    return;
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  kheo_chart_fill_path (self, cr, paint->color, paint->pattern);
  if (!paint->hatched)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  set_color (cr, paint->color.green > 0.5 ? self->style.muted : kheo_chart_ground (self));
  cairo_set_line_width (cr, self->style.font_size * 0.05);
  hatch (cr, box, self->style.font_size * 0.45, HATCH_FALLING);
  cairo_restore (cr);
}

KheoChartPaint
kheo_chart_mark_paint (const KheoChartLayout *self, guint index)
{
  const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, index);
  KheoChartPaint       paint = g_array_index (self->paints, KheoChartPaint, index);

  if (paint.by_role)
    paint.color = kheo_chart_color (self, mark->category, mark->series, &paint.pattern);
  return paint;
}

/* What parts two neighbours: the ground shows through. */
static void
stroke_seam (const KheoChartLayout *self, cairo_t *cr, double width)
{
  KheoColor ground = kheo_chart_ground (self);

  set_color (cr, ground);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static double
seam_of (const KheoChartLayout *self, const KheoBox *box)
{
  return MIN (self->style.font_size * 0.16, MIN (box->width, box->height) * 0.12);
}

/* The ground shows through between two cells: half of the seam is cut off each. */
static void
draw_cell (const KheoChartLayout *self, cairo_t *cr, guint index)
{
  KheoChartPaint paint = kheo_chart_mark_paint (self, index);
  KheoBox        box = g_array_index (self->marks, KheoChartMark, index).box;
  double         seam = seam_of (self, &box);

  if (box.width <= 0 || box.height <= 0)
    return;
  if (paint.pattern < 0 && seam >= self->style.font_size * 0.02)
    box = (KheoBox){ box.x + seam / 2, box.y + seam / 2, box.width - seam, box.height - seam };
  kheo_chart_fill_box (self, cr, &box, &paint);
}

/* Cells of one colour, in the order of their first. */
typedef struct
{
  guint32   shade; /* red, green, blue of eight bits each */
  KheoColor color;
  GArray   *boxes; /* owned: KheoBox, less their seams */
} Shaded;

static guint32
shade_of (KheoColor color)
{
  return (guint32) (color.red * 255 + 0.5) << 16 | (guint32) (color.green * 255 + 0.5) << 8 |
         (guint32) (color.blue * 255 + 0.5);
}

static void
shaded_clear (gpointer item)
{
  g_array_unref (((Shaded *) item)->boxes);
}

/* The colours are as few as classes or groups, and cells of one mostly follow each other. */
static Shaded *
find_shaded (GArray *all, KheoColor color)
{
  guint32 shade = shade_of (color);
  Shaded  shaded = { .shade = shade, .color = color };

  for (guint i = all->len; i > 0; i--)
    if (g_array_index (all, Shaded, i - 1).shade == shade)
      return &g_array_index (all, Shaded, i - 1);
  shaded.boxes = g_array_new (FALSE, FALSE, sizeof (KheoBox));
  g_array_append_val (all, shaded);
  return &g_array_index (all, Shaded, all->len - 1);
}

/* Thousands of cells: all of one colour as one path, which makes a file a third as large. */
static void
draw_shaded (cairo_t *cr, const Shaded *shaded)
{
  for (guint i = 0; i < shaded->boxes->len; i++)
    {
      const KheoBox *box = &g_array_index (shaded->boxes, KheoBox, i);

      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
    }
  set_color (cr, shaded->color);
  cairo_fill (cr);
}

void
kheo_chart_draw_cells (const KheoChartLayout *self, cairo_t *cr)
{
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (Shaded));
  guint32 ground = shade_of (kheo_chart_ground (self));

  g_array_set_clear_func (plain, shaded_clear);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      KheoChartPaint       paint = { .by_role = FALSE };
      double               seam = seam_of (self, &mark->box);

      if (mark->type != KHEO_CHART_MARK_CELL)
        continue;
      paint = kheo_chart_mark_paint (self, i);
      if (self->marks->len < MANY_CELLS || paint.pattern >= 0 || paint.hatched)
        draw_cell (self, cr, i);
      else if (shade_of (paint.color) != ground)
        g_array_append_vals (find_shaded (plain, paint.color)->boxes,
                             &(KheoBox){ mark->box.x + seam / 2, mark->box.y + seam / 2,
                                         mark->box.width - seam, mark->box.height - seam },
                             1);
    }
  for (guint i = 0; i < plain->len; i++)
    draw_shaded (cr, &g_array_index (plain, Shaded, i));
}

void
kheo_chart_arc_path (const KheoChartArc *arc, cairo_t *cr)
{
  double start = arc->start - G_PI_2, end = arc->end - G_PI_2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, arc->x, arc->y, arc->outer, start, end);
  if (arc->end - arc->start > 2 * G_PI - 1e-9) /* a whole ring has no seam */
    {
      cairo_close_path (cr);
      cairo_new_sub_path (cr);
    }
  cairo_arc_negative (cr, arc->x, arc->y, arc->inner, end, start);
  cairo_close_path (cr);
}

void
kheo_chart_draw_arc (const KheoChartLayout *self, cairo_t *cr, const KheoChartArc *arc)
{
  KheoChartPaint paint = kheo_chart_mark_paint (self, arc->mark);
  double         seam = MIN (self->style.font_size * 0.14, arc->outer * 0.02);

  if (arc->end <= arc->start || arc->outer <= 0)
    return;
  kheo_chart_arc_path (arc, cr);
  kheo_chart_fill_path (self, cr, paint.color, paint.pattern);
  if (paint.pattern >= 0 || arc->end - arc->start > 2 * G_PI - 1e-9)
    return;
  seam = MIN (seam, (arc->end - arc->start) * arc->inner * 0.3);
  cairo_move_to (cr, arc->x + sin (arc->start) * arc->inner,
                 arc->y - cos (arc->start) * arc->inner);
  cairo_line_to (cr, arc->x + sin (arc->start) * arc->outer,
                 arc->y - cos (arc->start) * arc->outer);
  cairo_move_to (cr, arc->x + sin (arc->end) * arc->inner, arc->y - cos (arc->end) * arc->inner);
  cairo_line_to (cr, arc->x + sin (arc->end) * arc->outer, arc->y - cos (arc->end) * arc->outer);
  stroke_seam (self, cr, seam);
}

const KheoChartArc *
kheo_chart_find_arc (const KheoChartLayout *self, guint mark)
{
  for (guint i = 0; i < self->arcs->len; i++)
    if (g_array_index (self->arcs, KheoChartArc, i).mark == mark)
      return &g_array_index (self->arcs, KheoChartArc, i);
  return NULL;
}

/* An arc is hit in its ring. */
gboolean
kheo_chart_arc_contains (const KheoChartArc *arc, double x, double y)
{
  double distance = hypot (x - arc->x, y - arc->y);
  double angle = atan2 (x - arc->x, arc->y - y);

  if (angle < 0)
    angle += 2 * G_PI;
  return distance >= arc->inner - 1e-6 && distance <= arc->outer + 1e-6 &&
         angle >= arc->start - 1e-12 && angle <= arc->end + 1e-12;
}
