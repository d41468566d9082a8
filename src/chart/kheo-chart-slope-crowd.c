#include "kheo-chart-shapes.h"
#include "kheo-chart-slope.h"

#include <math.h>

#define MOST_LINES 300 /* without names; more of them are one grey area with noise in it */

/* Of the values of the crowd at one moment; NAN when there are none. */
typedef struct
{
  double low, quarter, three_quarters, high;
} Spread;

gboolean
kheo_slope_has_crowd (const KheoSlope *slope)
{
  return slope->n - slope->n_named > MOST_LINES;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static Spread
find_spread (KheoChartLayout *self, const KheoSlope *slope, guint moment)
{
  g_autofree double *values = g_new (double, slope->n);
  guint              n = 0;

  for (guint i = 0; i < slope->n; i++)
    {
      double value = kheo_chart_data_get_value (self->data, i, slope->order[moment]);

      if (!slope->named[i] && !isnan (value))
        values[n++] = value;
    }
  if (n == 0)
    return (Spread){ (double) NAN, (double) NAN, (double) NAN, (double) NAN };
  qsort (values, n, sizeof (double), compare_values);
  return (Spread){ values[0], values[(n - 1) / 4], values[(n - 1) - (n - 1) / 4], values[n - 1] };
}

static void
add_band (KheoChartLayout *self, const KheoSlope *slope, guint moment, const double corners[4])
{
  double left = kheo_chart_axis_x (&slope->axis, moment);
  double right = kheo_chart_axis_x (&slope->axis, moment + 1);

  for (guint i = 0; i < 4; i++)
    kheo_chart_add_point (self, i == 0 || i == 3 ? left : right,
                          kheo_chart_axis_y (&slope->axis, corners[i]));
}

void
kheo_slope_add_crowd (KheoChartLayout *self, const KheoSlope *slope)
{
  KheoColor      ground = kheo_chart_ground (self), muted = self->style.muted;
  KheoChartShape wide = { .type = KHEO_SHAPE_AREA, .pattern = -1 }, half = wide;
  Spread         before;

  wide.color = kheo_color_mix (muted, ground, 0.85);
  half.color = kheo_color_mix (muted, ground, 0.68);
  if (slope->axis.n == 0)
    return;
  before = find_spread (self, slope, 0);
  for (guint moment = 0; moment + 1 < slope->axis.n; moment++)
    {
      Spread after = find_spread (self, slope, moment + 1);

      if (!isnan (before.low) && !isnan (after.low))
        {
          double all[] = { before.low, after.low, after.high, before.high };
          double middle[] = { before.quarter, after.quarter, after.three_quarters,
                              before.three_quarters };

          kheo_chart_add_shape (self, wide);
          add_band (self, slope, moment, all);
          kheo_chart_add_shape (self, half);
          add_band (self, slope, moment, middle);
        }
      before = after;
    }
}
