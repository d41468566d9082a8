/* Which classes the values fall in, their colours and their key. */
#include "kheo-chart-axis.h"
#include "kheo-chart-heat.h"

#include "kheo-number.h"

#include <math.h>

#define SKEWED      25.0 /* the most is so many times the median: powers of ten */
#define KEY_CLASS   4.6  /* width of a class in the key, in type sizes, at most */
#define KEY_STRIP   0.75
#define KEY_SCALE   0.85 /* type of its numbers */
#define LEAST_LINES 7.0  /* a lower picture has no key */

typedef struct
{
  double low, high;
  double median, least; /* of what is above zero */
  guint  n;
} Spread;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static Spread
find_spread (const KheoChartData *data)
{
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (double));
  Spread spread = { .low = INFINITY, .high = -INFINITY };

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    for (guint series = 0; series < kheo_chart_data_get_n_series (data); series++)
      {
        double value = kheo_chart_data_get_value (data, i, series);

        if (isnan (value))
          continue;
        spread.n++;
        spread.low = MIN (spread.low, value);
        spread.high = MAX (spread.high, value);
        if (value > 0)
          g_array_append_val (above, value);
      }
  g_array_sort (above, compare_doubles);
  if (above->len > 0)
    {
      spread.median = g_array_index (above, double, above->len / 2);
      spread.least = g_array_index (above, double, 0);
    }
  return spread;
}

/* 0, 1, 10, 100 …, or every second, third power when there are many; the first class holds what is
 * below the first power. */
static void
break_by_powers (KheoHeatScale *scale, const Spread *spread)
{
  int first = (int) floor (log10 (spread->least)), last = (int) ceil (log10 (spread->high));
  int step = MAX ((last - first + KHEO_HEAT_MOST_CLASSES - 2) / (KHEO_HEAT_MOST_CLASSES - 1), 1);

  last = MAX (last, first + 1);
  scale->n = 0;
  if (spread->low < pow (10, first))
    scale->breaks[scale->n++] = 0;
  for (int power = first; power < last; power += step)
    scale->breaks[scale->n++] = pow (10, power);
  scale->breaks[scale->n] = pow (10, last);
  scale->decimals = first < 0 ? MIN (-first, 9) : 0;
}

static void
break_evenly (const KheoChartLayout *self, KheoHeatScale *scale, double low, double high)
{
  gboolean  whole = kheo_chart_data_get_decimals (self->data) == 0;
  KheoScale nice = { .step = 0 };
  double    n = 0;

  for (int ticks = KHEO_HEAT_MOST_CLASSES; ticks > 0; ticks--)
    {
      nice = kheo_scale_nice (low, high, ticks, whole && high - low >= 1);
      n = round (nice.high / nice.step - nice.low / nice.step);
      if (n <= KHEO_HEAT_MOST_CLASSES)
        break;
    }
  scale->n = (guint) CLAMP (n, 1, KHEO_HEAT_MOST_CLASSES);
  for (guint i = 0; i <= scale->n; i++)
    {
      double along = (double) i / scale->n;

      scale->breaks[i] = nice.low * (1 - along) + nice.high * along;
    }
  scale->decimals =
      nice.step > 0 && nice.step < 1 ? (int) CLAMP (ceil (-log10 (nice.step) - 1e-9), 0, 9) : 0;
}

/* Above and below zero in colours of their own, as strong as they are far from zero. */
static void
paint_classes (const KheoChartLayout *self, KheoHeatScale *scale)
{
  guint  below = 0, above;
  double strongest;

  while (below < scale->n && scale->breaks[below + 1] <= scale->breaks[scale->n] * 1e-12)
    below++;
  above = scale->n - below;
  strongest = MAX (MAX (below, above), 2) - 1;
  for (guint i = 0; i < scale->n; i++)
    {
      gboolean negative = i < below;
      double   place = negative ? below - 1 - i : i - below;

      scale->paints[i] = (KheoChartPaint){
        .color = kheo_chart_style_ramp (&self->style, place / strongest, negative),
        .pattern = -1,
        .hatched = negative && self->style.theme == KHEO_CHART_MONO,
      };
    }
}

void
kheo_heat_scale_init (const KheoChartLayout *self, KheoHeatScale *scale)
{
  Spread spread = find_spread (self->data);

  *scale = (KheoHeatScale){ .same = spread.low >= spread.high };
  if (spread.n == 0)
    return;
  if (spread.low >= 0 && spread.high > SKEWED * spread.median && spread.least >= 1e-300)
    break_by_powers (scale, &spread);
  else
    break_evenly (self, scale, spread.low, spread.high);
  paint_classes (self, scale);
}

KheoChartPaint
kheo_heat_scale_paint (const KheoHeatScale *scale, double value)
{
  guint class = 0;

  while (class + 1 < scale->n && value >= scale->breaks[class + 1])
    class ++;
  return scale->paints[class];
}

static char *
break_text (const KheoChartData *data, const KheoHeatScale *scale, guint index)
{
  double value = scale->breaks[index];
  double before = index == 0 ? 0 : scale->breaks[index - 1];
  double step = index == 0 ? scale->breaks[1] - value : value - before;
  int    decimals =
      MAX (scale->decimals, scale->decimals > 0 ? kheo_chart_data_get_decimals (data) : 0);

  if (before > 0 && value > before * 9) /* powers of ten */
    step = value;
  return step >= 1e5 ? kheo_chart_axis_number (data, value, step)
                     : kheo_number_format_decimal (value, MIN (decimals, 9));
}

/* The number of a break below the strip, unless it touches the one before. */
static double
add_break (
    KheoChartLayout *self, const KheoHeatScale *scale, guint index, KheoPoint at, double from)
{
  g_autofree char *text = break_text (self->data, scale, index);
  double           size = self->style.font_size * KEY_SCALE, x;
  KheoTextSpec     spec = { .type = KHEO_CHART_LABEL_TICK,
                            .font_size = size,
                            .color = self->style.muted };
  KheoChartItem    item = kheo_chart_text_measure (self, text, &spec);
  KheoBox          box = item.label.box;

  x = CLAMP (at.x - (index == 0 ? 0 : box.width / 2), self->free.x,
             MAX (self->free.x + self->free.width - box.width, self->free.x));
  if (x >= from && box.width <= self->free.width)
    {
      kheo_chart_place (self, &item, x, at.y);
      from = x + box.width + size * 0.7;
    }
  kheo_chart_item_clear (&item);
  return from;
}

void
kheo_heat_scale_add_key (KheoChartLayout *self, const KheoHeatScale *scale)
{
  double size = self->style.font_size, line = kheo_chart_line_height (size * KEY_SCALE);
  double strip = size * KEY_STRIP, width = MIN (KEY_CLASS * size, self->free.width / scale->n);
  double height = strip + size * 0.15 + line, from = self->free.x;

  if (scale->same || self->free.height < LEAST_LINES * line || width < size)
    return;
  for (guint i = 0; i < scale->n; i++)
    {
      KheoChartSwatch swatch = { .series = -1, .paint = scale->paints[i] };

      swatch.box = (KheoBox){ self->free.x + i * width, self->free.y, width, strip };
      g_array_append_val (self->swatches, swatch);
    }
  for (guint i = 0; i <= scale->n; i++)
    {
      KheoPoint at = { self->free.x + i * width, self->free.y + strip + size * 0.15 };

      from = add_break (self, scale, i, at, from);
    }
  height += size * 0.9;
  self->free.y += height;
  self->free.height -= height;
}
