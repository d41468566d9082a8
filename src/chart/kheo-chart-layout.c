/* What a layout holds: filled by the kinds, read by who draws and points. */
#include "kheo-chart-shapes.h"

#include <math.h>

#define BEFORE_ALL 1e6 /* points: farther than any picture is wide */

void
kheo_chart_add_mark (KheoChartLayout *self, const KheoChartMark *mark, KheoBox region)
{
  g_array_append_val (self->marks, *mark);
  g_array_append_val (self->regions, region);
  g_array_append_vals (self->paints, &(KheoChartPaint){ .by_role = TRUE, .pattern = -1 }, 1);
}

void
kheo_chart_add_hit (KheoChartLayout *self, guint mark, KheoBox box)
{
  g_array_append_vals (self->hits, &(KheoChartHit){ mark, box }, 1);
}

void
kheo_chart_paint_mark (KheoChartLayout *self, KheoColor color, int pattern)
{
  g_return_if_fail (self->paints->len > 0);

  g_array_index (self->paints, KheoChartPaint, self->paints->len - 1) =
      (KheoChartPaint){ .color = color, .pattern = pattern };
}

void
kheo_chart_add_rule (KheoChartLayout *self, KheoChartRule rule)
{
  g_array_append_val (self->rules, rule);
}

KheoChartLayout *
kheo_chart_layout_ref (KheoChartLayout *self)
{
  self->ref_count++;
  return self;
}

void
kheo_chart_layout_unref (KheoChartLayout *self)
{
  if (--self->ref_count > 0)
    return;
  g_array_unref (self->items);
  g_array_unref (self->swatches);
  g_array_unref (self->points);
  g_array_unref (self->shapes);
  g_array_unref (self->rules);
  g_array_unref (self->arcs);
  g_array_unref (self->hits);
  g_array_unref (self->paints);
  g_array_unref (self->regions);
  g_array_unref (self->marks);
  g_object_unref (self->context);
  g_free (self->font_family);
  kheo_chart_data_unref (self->data);
  g_free (self);
}

KheoChartKind
kheo_chart_layout_get_kind (const KheoChartLayout *self)
{
  return self->kind;
}

KheoChartData *
kheo_chart_layout_get_data (const KheoChartLayout *self)
{
  return self->data;
}

const KheoChartStyle *
kheo_chart_layout_get_style (const KheoChartLayout *self)
{
  return &self->style;
}

guint
kheo_chart_layout_get_n_marks (const KheoChartLayout *self)
{
  return self->marks->len;
}

const KheoChartMark *
kheo_chart_layout_get_mark (const KheoChartLayout *self, guint index)
{
  g_return_val_if_fail (index < self->marks->len, NULL);

  return &g_array_index (self->marks, KheoChartMark, index);
}

guint
kheo_chart_layout_get_n_labels (const KheoChartLayout *self)
{
  return self->items->len;
}

const KheoChartLabel *
kheo_chart_layout_get_label (const KheoChartLayout *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return &g_array_index (self->items, KheoChartItem, index).label;
}

static gboolean
is_inside (const KheoBox *box, double x, double y)
{
  return box->width > 0 && x >= box->x && y >= box->y && x <= box->x + box->width &&
         y <= box->y + box->height;
}

/* Regions come in the order of precedence; of the points over one moment the nearest is hit, and a
 * target before the bar that it crosses. */
int
kheo_chart_layout_hit (const KheoChartLayout *self, double x, double y)
{
  int    found = -1;
  double nearest = INFINITY;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoBox       *region = &g_array_index (self->regions, KheoBox, i);
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      double               distance = 0;

      if (!is_inside (region, x, y))
        continue;
      if (mark->type == KHEO_CHART_MARK_ARC &&
          !kheo_chart_arc_contains (kheo_chart_find_arc (self, i), x, y))
        continue;
      if (mark->type == KHEO_CHART_MARK_TICK)
        distance = hypot (mark->x - x, mark->y - y) - BEFORE_ALL;
      if (mark->type == KHEO_CHART_MARK_POINT || mark->type == KHEO_CHART_MARK_ARC)
        distance = hypot (mark->x - x, mark->y - y);
      if (distance < nearest)
        {
          nearest = distance;
          found = (int) i;
        }
    }
  for (guint i = 0; i < self->hits->len && found < 0; i++)
    {
      const KheoChartHit *hit = &g_array_index (self->hits, KheoChartHit, i);

      if (is_inside (&hit->box, x, y))
        found = (int) hit->mark;
    }
  return found;
}
