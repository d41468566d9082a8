#include "kheo-chart-shapes.h"

#include <math.h>

static void
set_color (cairo_t *cr, KheoColor color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}

void
kheo_chart_set_dash (const KheoChartLayout *self, cairo_t *cr, int dash)
{
  double unit = self->style.font_size * 0.22;
  double dashes[][4] = {
    { unit * 3, unit * 1.6 },
    { unit, unit * 1.3 },
    { unit * 4, unit * 1.3, unit, unit * 1.3 },
  };

  if (dash <= 0)
    cairo_set_dash (cr, NULL, 0, 0);
  else
    cairo_set_dash (cr, dashes[(dash - 1) % 3], (dash - 1) % 3 == 2 ? 4 : 2, 0);
}

/* Mono lines are told apart by their dashes; a target is always dashed. */
static int
dash_of (const KheoChartLayout *self, int series)
{
  KheoChartRole role = kheo_chart_data_get_series_role (self->data, (guint) series);

  if (self->style.theme == KHEO_CHART_MONO)
    return series;
  return role == KHEO_CHART_ROLE_TARGET ? 1 : 0;
}

/* The points of one series that are joined, from a gap to the next. */
static void
stroke_joined (const KheoChartLayout *self, cairo_t *cr, int series)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (KheoPoint));
  int before = -2;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

      if (mark->type != KHEO_CHART_MARK_POINT || mark->series != series)
        continue;
      if (mark->category != before + 1)
        {
          kheo_chart_stroke_points (cr, (const KheoPoint *) points->data, points->len);
          g_array_set_size (points, 0);
        }
      g_array_append_vals (points, &(KheoPoint){ mark->x, mark->y }, 1);
      before = mark->category;
    }
  kheo_chart_stroke_points (cr, (const KheoPoint *) points->data, points->len);
}

/* Dots that would touch one another say nothing: then the last alone, and those that nothing joins.
 */
static void
draw_points (const KheoChartLayout *self, cairo_t *cr, int series)
{
  const KheoChartMark *before = NULL, *last = NULL;
  gboolean             many = kheo_chart_data_get_n_categories (self->data) > 40, dense = FALSE;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

      if (mark->type != KHEO_CHART_MARK_POINT || mark->series != series)
        continue;
      dense = dense || (last != NULL && last->category + 1 == mark->category &&
                        mark->x - last->x < mark->box.width * 0.6);
      last = mark;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      double               radius = mark->box.width / 2 * (many ? 0.45 : 1);
      gboolean             joined = before != NULL && before->category + 1 == mark->category;

      if (mark->type != KHEO_CHART_MARK_POINT || mark->series != series)
        continue;
      before = mark;
      if (dense && joined && mark != last)
        continue;
      cairo_new_sub_path (cr);
      cairo_arc (cr, mark->x, mark->y, mark == last ? radius * 1.25 : radius * 0.8, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

/* One series; a missing value leaves a gap. */
static void
draw_series (const KheoChartLayout *self, cairo_t *cr, int series)
{
  set_color (cr, kheo_chart_color (self, -1, series, NULL));
  cairo_set_line_width (cr, self->style.font_size * 0.2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  kheo_chart_set_dash (self, cr, dash_of (self, series));
  stroke_joined (self, cr, series);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_points (self, cr, series);
}

static void
draw_marks (const KheoChartLayout *self, cairo_t *cr)
{
  if (self->kind == KHEO_CHART_LINE)
    {
      guint n = kheo_chart_data_get_n_series (self->data);

      for (guint i = n; i > 0; i--)
        draw_series (self, cr, (int) i - 1);
      return;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

      /* The steps of a wave are painted as one area. */
      if (mark->type == KHEO_CHART_MARK_BAR && self->kind != KHEO_CHART_COVERAGE)
        {
          KheoChartPaint paint = kheo_chart_mark_paint (self, i);

          kheo_chart_fill_box (self, cr, &mark->box, &paint);
        }
    }
  kheo_chart_draw_cells (self, cr);
  for (guint i = 0; i < self->arcs->len; i++)
    kheo_chart_draw_arc (self, cr, &g_array_index (self->arcs, KheoChartArc, i));
}

static void
draw_item (const KheoChartLayout *self, cairo_t *cr, const KheoChartItem *item)
{
  const KheoBox *box = &item->label.box;
  double         pad = item->label.font_size * 0.2;

  if (item->halo)
    {
      set_color (cr, kheo_chart_ground (self));
      if (item->label.type == KHEO_CHART_LABEL_ANNOTATION) /* may touch a mark */
        pad = 0;
      cairo_rectangle (cr, box->x - pad, box->y + pad, box->width + 2 * pad, box->height - 2 * pad);
      cairo_fill (cr);
    }
  if (item->plate && self->style.theme == KHEO_CHART_MONO)
    {
      double width = MAX (box->width, item->plate_width);
      double cut = item->plate_width > 0 ? 0 : pad; /* the lines of one plate touch */

      set_color (cr, self->style.background);
      cairo_rectangle (cr, box->x - pad, box->y + cut / 2, width + 2 * pad, box->height - cut);
      cairo_fill (cr);
    }
  set_color (cr, item->color);
  if (item->upright)
    {
      cairo_save (cr);
      cairo_translate (cr, box->x, box->y + box->height);
      cairo_rotate (cr, -G_PI_2);
      cairo_move_to (cr, -item->dx, 0);
      pango_cairo_show_layout (cr, item->pango);
      cairo_restore (cr);
      return;
    }
  cairo_move_to (cr, box->x - item->dx, box->y);
  pango_cairo_show_layout (cr, item->pango);
}

/* What will be seen, and a little around it: accents reach out of a text's logical box. */
static KheoBox
clip_box (cairo_t *cr, double around)
{
  double x1, y1, x2, y2;

  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  return (KheoBox){ x1 - around, y1 - around, x2 - x1 + 2 * around, y2 - y1 + 2 * around };
}

static gboolean
has_grid (KheoChartKind kind)
{
  return kind == KHEO_CHART_LINE || kind == KHEO_CHART_COVERAGE || kind == KHEO_CHART_SLOPE ||
         kind == KHEO_CHART_SMALL_MULTIPLES;
}

void
kheo_chart_draw (const KheoChartLayout *self, cairo_t *cr)
{
  KheoBox clip;
  g_return_if_fail (self != NULL && cr != NULL);

  cairo_save (cr);
  clip = clip_box (cr, self->style.font_size);
  if (self->style.background.alpha > 0)
    {
      set_color (cr, self->style.background);
      cairo_rectangle (cr, 0, 0, self->style.width, self->style.height);
      cairo_fill (cr);
    }
  for (guint pass = 0; pass < 2; pass++)
    {
      /* Grid below what has an axis at its side, the zero line above the feet of bars. */
      if ((pass == 0) == has_grid (self->kind))
        for (guint i = 0; i < self->rules->len; i++)
          {
            const KheoChartRule *rule = &g_array_index (self->rules, KheoChartRule, i);

            set_color (cr, rule->color);
            cairo_set_line_width (cr, rule->width);
            cairo_move_to (cr, rule->x1, rule->y1);
            cairo_line_to (cr, rule->x2, rule->y2);
            cairo_stroke (cr);
          }
      if (pass == 0)
        {
          kheo_chart_draw_shapes (self, cr, FALSE);
          draw_marks (self, cr);
        }
    }
  kheo_chart_draw_shapes (self, cr, TRUE);
  for (guint i = 0; i < self->swatches->len; i++)
    {
      const KheoChartSwatch *swatch = &g_array_index (self->swatches, KheoChartSwatch, i);

      kheo_chart_fill_box (self, cr, &swatch->box, &swatch->paint);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const KheoChartItem *item = &g_array_index (self->items, KheoChartItem, i);

      if (kheo_box_overlaps (&clip, &item->label.box))
        draw_item (self, cr, item);
    }
  cairo_restore (cr);
}

void
kheo_chart_draw_highlight (const KheoChartLayout *self, cairo_t *cr, guint index)
{
  const KheoChartMark *mark = kheo_chart_layout_get_mark (self, index);
  double               gap = self->style.font_size * 0.18, radius = self->style.font_size * 0.3;

  g_return_if_fail (mark != NULL);

  cairo_save (cr);
  set_color (cr, self->style.text);
  cairo_set_line_width (cr, self->style.font_size * 0.14);
  if (mark->type == KHEO_CHART_MARK_POINT)
    cairo_arc (cr, mark->x, mark->y, radius * 1.9, 0, 2 * G_PI);
  else if (mark->type == KHEO_CHART_MARK_ARC)
    kheo_chart_arc_path (kheo_chart_find_arc (self, index), cr);
  else
    cairo_rectangle (cr, mark->box.x - gap, mark->box.y - gap, mark->box.width + 2 * gap,
                     mark->box.height + 2 * gap);
  cairo_stroke (cr);
  cairo_restore (cr);
}
