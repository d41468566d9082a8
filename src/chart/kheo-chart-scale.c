#include "kheo-chart-private.h"

#include <math.h>

#define MOST_EMPTY 0.3 /* of the span, above the highest value: then the steps are finer */

/* The smallest of 1, 2, 5 × 10ⁿ that is ≥ @rough. */
static double
nice_step (double rough)
{
  double power = pow (10, floor (log10 (rough)));
  double lead = rough / power;

  if (lead <= 1.0000001)
    return power;
  if (lead <= 2)
    return 2 * power;
  return (lead <= 5 ? 5 : 10) * power;
}

KheoScale
kheo_scale_nice (double low, double high, int n_ticks, gboolean whole)
{
  KheoScale scale = { .step = 1 };
  double    span = high - low;

  /* Halves keep the difference of two huge numbers finite. */
  if (!isfinite (span))
    return (KheoScale){ low, high, high / 2 - low / 2 };
  if (span <= 0)
    span = MAX (fabs (high), 1);
  scale.step = nice_step (span / MAX (n_ticks, 1));
  if (whole)
    scale.step = MAX (scale.step, 1);
  scale.low = floor (low / scale.step + 1e-9) * scale.step;
  scale.high = ceil (high / scale.step - 1e-9) * scale.step;
  if (scale.high - high > MOST_EMPTY * span)
    {
      double    step = nice_step (scale.step / 2.6); /* of 5 it is 2, of 2 and 1 half as much */
      KheoScale finer = { floor (low / step + 1e-9) * step, ceil (high / step - 1e-9) * step,
                          step };

      if ((!whole || step >= 1) && finer.high - finer.low <= (n_ticks + 2.1) * step)
        scale = finer;
    }
  if (scale.high <= scale.low)
    scale.high = scale.low + scale.step;
  return scale;
}

double
kheo_scale_map (const KheoScale *scale, double value, double from, double to)
{
  double span = scale->high - scale->low;

  if (!isfinite (span) || span <= 0)
    return span > 0 ? from + (value / 2 - scale->low / 2) / (scale->high / 2 - scale->low / 2) *
                                 (to - from)
                    : from;
  return from + (value - scale->low) / span * (to - from);
}
