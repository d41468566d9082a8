/* How well a label can be read: its ink and what lies below it. */
#include "kheo-chart-private.h"

#include <math.h>

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
relative_luminance (KheoColor color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

double
kheo_color_contrast (KheoColor a, KheoColor b)
{
  double one = relative_luminance (a), other = relative_luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

static gboolean
is_painted (const KheoChartMark *mark)
{
  return mark->type == KHEO_CHART_MARK_BAR || mark->type == KHEO_CHART_MARK_CELL;
}

/* The last painted mark below a point lies on top; hatching is no ground for texts. */
static void
find_ground (const KheoChartLayout *self, double x, double y, KheoColor *out_ground)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i - 1);
      KheoBox              box = mark->box;

      if (is_painted (mark) && x >= box.x && x <= box.x + box.width && y >= box.y &&
          y <= box.y + box.height)
        {
          KheoChartPaint paint = kheo_chart_mark_paint (self, i - 1);

          if (paint.pattern <= 0)
            *out_ground = paint.pattern == 0 ? kheo_chart_pattern_ground (0) : paint.color;
          return;
        }
    }
}

void
kheo_chart_layout_get_label_ink (const KheoChartLayout *self,
                                 guint                  index,
                                 KheoColor             *out_ink,
                                 KheoColor             *out_ground)
{
  const KheoChartItem *item;

  g_return_if_fail (index < self->items->len);

  item = &g_array_index (self->items, KheoChartItem, index);
  *out_ink = item->color;
  *out_ground = kheo_chart_ground (self);
  if (!item->plate && !item->halo)
    find_ground (self, item->label.box.x + item->label.box.width / 2,
                 item->label.box.y + item->label.box.height / 2, out_ground);
}
