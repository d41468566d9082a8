/* What a bar is compared with: its target, a line across it, and the time before, a thin bar. */
#include "kheo-chart-rows.h"
#include "kheo-chart-shapes.h"

#include <math.h>

void
kheo_chart_add_tick (KheoChartLayout *self, const KheoChartMark *tick, gboolean within)
{
  /* Easier to hit than it is thin, but only along its bar. */
  double  around = self->style.font_size * 0.25;
  double  dx = tick->box.width < tick->box.height ? around : 0, dy = around - dx;
  KheoBox region = { tick->box.x - dx, tick->box.y - dy, tick->box.width + 2 * dx,
                     tick->box.height + 2 * dy };

  double  edge = MIN (tick->box.width, tick->box.height) * 0.4;
  KheoBox ground = { tick->box.x - edge, tick->box.y, tick->box.width + 2 * edge,
                     tick->box.height };

  kheo_chart_add_mark (self, tick, region);
  if (dx == 0)
    ground =
        (KheoBox){ tick->box.x, tick->box.y - edge, tick->box.width, tick->box.height + 2 * edge };
  if (within)
    {
      kheo_chart_add_plain_box (self, &ground, kheo_chart_ground (self));
      g_array_index (self->shapes, KheoChartShape, self->shapes->len - 1).front = TRUE;
    }
  kheo_chart_add_plain_box (self, &tick->box, self->style.text);
  g_array_index (self->shapes, KheoChartShape, self->shapes->len - 1).front = TRUE;
}

/* In the row, as far as there is room above and below the bar. */
static void
add_target (KheoChartLayout     *self,
            const KheoChartRows *rows,
            KheoBox              room,
            const KheoChartMark *bar)
{
  double value =
      kheo_chart_data_get_value (self->data, (guint) bar->category, (guint) rows->target);
  double        most = bar->box.height * (self->kind == KHEO_CHART_BULLET ? 0.5 : 0.2);
  double        reach = MIN (most, (room.height - bar->box.height) / 2);
  double        width = rows->size * 0.2, x = kheo_chart_rows_map (rows, room.x, value);
  KheoChartMark tick = {
    .type = KHEO_CHART_MARK_TICK,
    .category = bar->category,
    .series = rows->target,
    .value = value,
    .x = x,
    .y = bar->box.y + bar->box.height / 2,
    .box = { x - width / 2, bar->box.y - reach, width, bar->box.height + 2 * reach },
  };

  if (!isnan (value) && rows->bar_width > 0)
    kheo_chart_add_tick (self, &tick, x > bar->box.x && x < bar->box.x + bar->box.width - width);
}

static void
add_previous (KheoChartLayout     *self,
              const KheoChartRows *rows,
              KheoBox              room,
              const KheoChartMark *bar)
{
  double value =
      kheo_chart_data_get_value (self->data, (guint) bar->category, (guint) rows->previous);
  double below = room.y + room.height - bar->box.y - bar->box.height;
  double thick = MIN (below * 0.6, rows->size * 0.5);
  double zero = kheo_chart_rows_map (rows, room.x, 0);
  double end = isnan (value) ? zero : kheo_chart_rows_map (rows, room.x, value);

  KheoChartMark mark = {
    .type = KHEO_CHART_MARK_BAR,
    .category = bar->category,
    .series = rows->previous,
    .value = value,
    .x = end,
    .y = bar->box.y + bar->box.height + MIN (below * 0.15, rows->size * 0.12) + thick / 2,
  };

  mark.box = (KheoBox){ MIN (zero, end), mark.y - thick / 2, fabs (end - zero), thick };
  if (!isnan (value))
    kheo_chart_add_mark (self, &mark, mark.box);
}

void
kheo_chart_rows_add_beside (KheoChartLayout     *self,
                            const KheoChartRows *rows,
                            KheoBox              room,
                            const KheoChartMark *bar)
{
  if (rows->previous >= 0)
    add_previous (self, rows, room, bar);
  if (rows->target >= 0)
    add_target (self, rows, room, bar);
}
