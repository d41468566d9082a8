#include "kheo-chart-axis.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

double
kheo_chart_axis_x (const KheoChartAxis *axis, guint category)
{
  return axis->first + axis->step * category;
}

double
kheo_chart_axis_y (const KheoChartAxis *axis, double value)
{
  return kheo_scale_map (&axis->scale, value, axis->plot.y + axis->plot.height, axis->plot.y);
}

void
kheo_chart_axis_find_scale (KheoChartLayout *self, KheoChartAxis *axis, double low, double high)
{
  gboolean whole = kheo_chart_data_get_decimals (self->data) == 0;
  double   line = kheo_chart_line_height (axis->size);
  int      n_ticks = (int) CLAMP (axis->plot.height / (line * 3), 2, 8);

  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      double value = kheo_chart_data_get_reference_value (self->data, i);

      low = MIN (low, value);
      high = MAX (high, value);
    }
  if (low > high)
    low = high = 0;
  axis->scale = kheo_scale_nice (low, high, n_ticks, whole);
}

static char *
format_unit (double value, double step, double unit)
{
  return kheo_number_format_decimal (value / unit, step < unit * 0.999 ? 1 : 0);
}

char *
kheo_chart_axis_number (const KheoChartData *data, double value, double step)
{
  static const double billion = 1e9, million = 1e6;

  g_autofree char *number = NULL;

  if (value == 0 || step < million * 0.0999)
    return kheo_chart_data_format (data, value);
  if (step < billion * 0.0999)
    {
      number = format_unit (value, step, million);
      /* Translators: a number at an axis, "20 million" */
      return g_strdup_printf (_ ("%s million"), number);
    }
  number = format_unit (value, step, billion);
  /* Translators: a number at an axis, "1.5 billion" */
  return g_strdup_printf (_ ("%s billion"), number);
}

static KheoChartItem
measure_tick (KheoChartLayout *self, const KheoChartAxis *axis, double tick)
{
  gboolean         zero = fabs (tick) < axis->scale.step / 1e6;
  g_autofree char *text = kheo_chart_axis_number (self->data, zero ? 0 : tick, axis->scale.step);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_TICK,
        .font_size = axis->size * 0.9,
        .color = self->style.muted,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

/* The next tick; FALSE beyond the last, and where steps are below the precision of a double. */
static gboolean
next_tick (const KheoChartAxis *axis, double *tick)
{
  double before = *tick;

  *tick += axis->scale.step;
  return *tick > before && *tick <= axis->scale.high + axis->scale.step * 1e-6;
}

double
kheo_chart_axis_ticks_width (KheoChartLayout *self, const KheoChartAxis *axis)
{
  double width = 0, tick = axis->scale.low;

  do
    {
      KheoChartItem item = measure_tick (self, axis, tick);

      width = MAX (width, item.label.box.width);
      kheo_chart_item_clear (&item);
    }
  while (next_tick (axis, &tick));
  return width + axis->size * 0.8;
}

void
kheo_chart_axis_add_grid (KheoChartLayout *self, const KheoChartAxis *axis, gboolean numbered)
{
  double left = axis->plot.x, right = axis->plot.x + axis->plot.width, tick = axis->scale.low;

  do
    {
      double        y = kheo_chart_axis_y (axis, tick);
      gboolean      zero = fabs (tick) < axis->scale.step / 1e6;
      KheoChartItem item = measure_tick (self, axis, tick);
      KheoBox       box = item.label.box;

      kheo_chart_add_rule (self,
                           (KheoChartRule){ left, y, right, y, axis->size * (zero ? 0.07 : 0.05),
                                            zero ? self->style.muted : self->style.grid });
      box.x = left - axis->size * 0.8 - box.width;
      box.y = y - box.height / 2;
      if (numbered && kheo_chart_is_free (self, &box))
        kheo_chart_place (self, &item, box.x, box.y);
      kheo_chart_item_clear (&item);
    }
  while (next_tick (axis, &tick));
}

/* The width of the widest of the last few names, which stand for all: moments are named alike. */
static double
widest_moment (KheoChartLayout *self, const KheoChartAxis *axis, const KheoTextSpec *spec)
{
  double widest = 0;

  for (guint i = 0; i < MIN (axis->n, 40); i++)
    {
      const char   *name = kheo_chart_data_get_category_label (self->data, axis->n - 1 - i);
      KheoChartItem item = kheo_chart_text_measure (self, name, spec);

      widest = MAX (widest, item.label.box.width);
      kheo_chart_item_clear (&item);
    }
  return widest;
}

void
kheo_chart_axis_add_moments (KheoChartLayout *self, const KheoChartAxis *axis)
{
  double y = axis->plot.y + axis->plot.height + axis->size * 0.75;
  double right = self->free.x + self->free.width, taken = INFINITY, room = axis->size * 0.6;
  guint  every = axis->n;

  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = axis->size * 0.9,
    .anchor = KHEO_ANCHOR_MIDDLE,
    .max_width =
        CLAMP (axis->step * 0.95, axis->size * 9, MAX (self->free.width * 0.5, axis->size * 9)),
    .max_lines = 2,
    .color = self->style.text,
  };

  if (axis->step > 0)
    {
      double steps = (widest_moment (self, axis, &spec) + room) / axis->step;

      every = (guint) CLAMP (ceil (steps), 1, axis->n);
    }
  for (guint i = 0; i < axis->n; i += MAX (every, 1))
    {
      guint         category = axis->n - 1 - i;
      const char   *name = kheo_chart_data_get_category_label (self->data, category);
      KheoChartItem item;
      KheoBox       box;

      spec.bold = kheo_chart_data_get_emphasis (self->data) == (int) category;
      item = kheo_chart_text_measure (self, name, &spec);
      box = item.label.box;
      box.x = kheo_chart_axis_x (axis, category) - box.width / 2;
      box.x = MAX (MIN (box.x, right - box.width), self->free.x);
      box.y = y;
      if (box.width > 0 && box.x + box.width + room * 0.8 <= taken &&
          kheo_chart_is_free (self, &box))
        {
          kheo_chart_place (self, &item, box.x, box.y)->category = (int) category;
          taken = box.x;
        }
      kheo_chart_item_clear (&item);
    }
}
