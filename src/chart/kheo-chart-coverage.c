/* Coverage: waves laid one over the other from moment to moment, up to the whole.  Each moment is a
 * step as wide as the others; the areas join, so that a wave reads as one form. */
#include "kheo-chart-parts.h"
#include "kheo-chart-references.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define END_SHARE   0.3 /* of the width for the names at the right, at most */
#define FINEST_STEP 1.0 /* points: narrower steps are not painted one by one */

typedef struct
{
  KheoChartAxis axis;
  guint         n_series;
  double        line;
  double        whole;     /* what 100 % is: the largest sum of a moment, or level */
  double        end_width; /* of the names at the right; 0: there are none */
  gboolean      named;     /* each wave named inside or at the right; else a legend tells */
  gboolean      cut;       /* a name at the right would be */
  int           decimals;  /* of all shares, so that they compare */
  double       *base;      /* owned: category × series, where the part begins; NAN: no part */
} Coverage;

typedef struct
{
  guint first, end;
} Run;

static double
base_of (const Coverage *coverage, guint category, guint series)
{
  return coverage->base[category * coverage->n_series + series];
}

/* 1 where some moment has less than one per cent, or only just not all. */
static int
find_decimals (KheoChartLayout *self, const Coverage *coverage)
{
  for (guint i = 0; i < coverage->axis.n; i++)
    {
      double share = kheo_chart_data_get_category_total (self->data, i) / coverage->whole;

      if ((share > 0 && share < 0.01) || (share > 0.99 && share < 1))
        return 1;
    }
  return 0;
}

/* Parts above zero upwards, parts below zero downwards. */
static void
find_bases (KheoChartLayout *self, Coverage *coverage, double *out_low, double *out_high)
{
  guint n = coverage->axis.n;

  *out_low = *out_high = 0;
  coverage->base = g_new (double, MAX (n * coverage->n_series, 1));
  for (guint i = 0; i < n; i++)
    {
      double up = 0, down = 0;

      for (guint series = 0; series < coverage->n_series; series++)
        {
          double  value = kheo_chart_data_get_value (self->data, i, series);
          double *base = value < 0 ? &down : &up;
          double *own = &coverage->base[i * coverage->n_series + series];

          *own = (double) NAN;
          if (isnan (value))
            continue;
          if (!kheo_chart_data_is_part (self->data, series))
            {
              *out_high = MAX (*out_high, value);
              *out_low = MIN (*out_low, value);
              continue;
            }
          *own = *base;
          *base += value;
        }
      *out_high = MAX (*out_high, up);
      *out_low = MIN (*out_low, down);
    }
}

static KheoBox
part_box (KheoChartLayout *self, const Coverage *coverage, guint category, guint series)
{
  const KheoChartAxis *axis = &coverage->axis;
  double               value = kheo_chart_data_get_value (self->data, category, series);
  double               base = base_of (coverage, category, series);
  double               from = kheo_chart_axis_y (axis, base);
  double               to = kheo_chart_axis_y (axis, base + value);

  return (KheoBox){ kheo_chart_axis_x (axis, category) - axis->step / 2, MIN (from, to), axis->step,
                    fabs (to - from) };
}

static void
add_marks (KheoChartLayout *self, const Coverage *coverage)
{
  for (guint i = 0; i < coverage->axis.n; i++)
    for (guint series = 0; series < coverage->n_series; series++)
      if (!isnan (base_of (coverage, i, series)))
        {
          double  value = kheo_chart_data_get_value (self->data, i, series);
          KheoBox box = part_box (self, coverage, i, series);

          KheoChartMark mark = {
            .type = KHEO_CHART_MARK_BAR,
            .category = (int) i,
            .series = (int) series,
            .value = value,
            .x = box.x + box.width / 2,
            .y = value < 0 ? box.y + box.height : box.y,
            .box = box,
          };

          kheo_chart_add_mark (self, &mark, box);
        }
}

/* A plan or the time before, moment by moment: a line over the areas. */
static void
add_compared (KheoChartLayout *self, const Coverage *coverage, guint series)
{
  KheoChartRole role = kheo_chart_data_get_series_role (self->data, series);
  double        half = coverage->axis.size * 0.25;

  kheo_chart_add_shape (self, (KheoChartShape){ .type = KHEO_SHAPE_LINE,
                                                .color = self->style.text,
                                                .width = coverage->axis.size * 0.12,
                                                .dash = role == KHEO_CHART_ROLE_TARGET ? 1 : 2,
                                                .front = TRUE });
  for (guint i = 0; i < coverage->axis.n; i++)
    {
      double        value = kheo_chart_data_get_value (self->data, i, series);
      KheoChartMark mark = { .type = KHEO_CHART_MARK_TICK, .value = value };

      if (isnan (value))
        continue;
      mark.category = (int) i;
      mark.series = (int) series;
      mark.x = kheo_chart_axis_x (&coverage->axis, i);
      mark.y = kheo_chart_axis_y (&coverage->axis, value);
      mark.box = (KheoBox){ mark.x - half, mark.y - half, 2 * half, 2 * half };
      kheo_chart_add_mark (self, &mark, mark.box);
      kheo_chart_add_point (self, mark.x, mark.y);
    }
}

/* Of the steps within each two points of x the lowest and the highest alone, a point each: no eye
 * makes out the others, and whole points are quick to paint on a screen.  The number that is left.
 */
static guint
thin_steps (KheoBox *steps, guint n)
{
  guint  kept = 0, first = 0;
  double left = steps[0].x, end_x = steps[n - 1].x + steps[n - 1].width;

  while (first < n)
    {
      guint  end = first + 1, low = first, high = first;
      double column = floor (steps[first].x / (2 * FINEST_STEP)), middle, right;
      double y[2];

      for (; end < n && floor (steps[end].x / (2 * FINEST_STEP)) == column; end++)
        {
          low = steps[end].y > steps[low].y ? end : low;
          high = steps[end].y < steps[high].y ? end : high;
        }
      y[0] = steps[MIN (low, high)].y;
      y[1] = steps[MAX (low, high)].y;
      middle = CLAMP ((2 * column + 1) * FINEST_STEP, left, end_x);
      right = end < n ? (2 * column + 2) * FINEST_STEP : end_x;
      steps[kept++] = (KheoBox){ left, y[0], (low == high ? right : middle) - left, 0 };
      if (low != high)
        steps[kept++] = (KheoBox){ middle, y[1], right - middle, 0 };
      left = right;
      first = end;
    }
  return kept;
}

/* The upper or the lower edge of a run of steps, to the right or back to the left. */
static void
add_edge (KheoChartLayout *self, const Coverage *coverage, guint series, Run run, gboolean lower)
{
  g_autofree KheoBox *steps = g_new (KheoBox, run.end - run.first);
  guint               n = run.end - run.first;

  for (guint i = 0; i < n; i++)
    {
      steps[i] = part_box (self, coverage, run.first + i, series);
      steps[i].y += lower ? steps[i].height : 0;
    }
  if (coverage->axis.step < FINEST_STEP)
    n = thin_steps (steps, n);
  for (guint i = 0; i < n; i++)
    {
      const KheoBox *step = &steps[lower ? n - 1 - i : i];

      kheo_chart_add_point (self, lower ? step->x + step->width : step->x, step->y);
      kheo_chart_add_point (self, lower ? step->x : step->x + step->width, step->y);
    }
}

/* One run of moments without a gap as one area: along the tops, back along the bottoms. */
static void
add_area (KheoChartLayout *self, const Coverage *coverage, guint series, Run run)
{
  KheoChartShape shape = { .type = KHEO_SHAPE_AREA, .pattern = -1 };

  shape.color = kheo_chart_wave_color (self, series, &shape.pattern);
  kheo_chart_add_shape (self, shape);
  add_edge (self, coverage, series, run, FALSE);
  add_edge (self, coverage, series, run, TRUE);
}

static void
add_areas (KheoChartLayout *self, const Coverage *coverage)
{
  for (guint series = 0; series < coverage->n_series; series++)
    if (!kheo_chart_data_is_part (self->data, series))
      add_compared (self, coverage, series);
  for (guint series = 0; series < coverage->n_series; series++)
    for (guint i = 0; i < coverage->axis.n; i++)
      {
        guint first = i;

        while (i < coverage->axis.n && !isnan (base_of (coverage, i, series)))
          i++;
        if (i > first)
          add_area (self, coverage, series, (Run){ first, i });
      }
}

/* "Wave 2: 60 (32%)" */
static char *
end_text (KheoChartLayout *self, const Coverage *coverage, guint series, double value)
{
  const char      *name = kheo_chart_data_get_series_label (self->data, series);
  g_autofree char *number = kheo_chart_data_format (self->data, value), *share = NULL;

  if (!kheo_chart_data_get_additive (self->data) || coverage->whole <= 0 || value < 0 ||
      kheo_chart_data_is_percent (self->data) || value / coverage->whole > 1)
    return g_strdup_printf ("%s: %s", name, number);
  share = kheo_chart_format_share (value / coverage->whole, coverage->decimals);
  return g_strdup_printf ("%s: %s (%s)", name, number, share);
}

static KheoChartItem
measure_end (KheoChartLayout *self, const Coverage *coverage, guint series)
{
  double           value = kheo_chart_data_get_value (self->data, coverage->axis.n - 1, series);
  g_autofree char *text = end_text (self, coverage, series, value);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_SERIES,
        .font_size = coverage->axis.size,
        .bold = TRUE,
        .max_width = MAX (self->free.width * END_SHARE, 1),
        .max_lines = 2,
        .color = self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);

  item.label.series = (int) series;
  item.label.category = (int) coverage->axis.n - 1;
  return item;
}

/* Whether a wave is there at the last moment, or what it is compared with. */
static gboolean
lasts (KheoChartLayout *self, const Coverage *coverage, guint series)
{
  if (!kheo_chart_data_is_part (self->data, series))
    return !isnan (kheo_chart_data_get_value (self->data, coverage->axis.n - 1, series));
  return !isnan (base_of (coverage, coverage->axis.n - 1, series)) &&
         kheo_chart_data_get_value (self->data, coverage->axis.n - 1, series) != 0;
}

static KheoBox
end_box (KheoChartLayout *self, const Coverage *coverage, guint series)
{
  double value = kheo_chart_data_get_value (self->data, coverage->axis.n - 1, series);

  if (kheo_chart_data_is_part (self->data, series))
    return part_box (self, coverage, coverage->axis.n - 1, series);
  return (KheoBox){ 0, kheo_chart_axis_y (&coverage->axis, value), 0, 0 };
}

static void
append_ends (KheoChartLayout *self, const Coverage *coverage, GArray *items)
{
  for (guint series = 0; series < coverage->n_series && coverage->named; series++)
    if (lasts (self, coverage, series))
      {
        KheoBox       box = end_box (self, coverage, series);
        KheoChartItem item = measure_end (self, coverage, series);

        item.label.box.y = box.y + box.height / 2 - item.label.box.height / 2;
        g_array_append_val (items, item);
      }
  kheo_chart_levels_append (self, &coverage->axis, coverage->end_width, items);
}

/* The name of a wave that ended before the last moment, inside where it is thickest. */
static gboolean
add_inner_name (KheoChartLayout *self, const Coverage *coverage, guint series)
{
  const char  *name = kheo_chart_data_get_series_label (self->data, series);
  int          pattern = -1;
  KheoColor    ground = kheo_chart_wave_color (self, series, &pattern);
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_SERIES,
    .font_size = coverage->axis.size,
    .bold = TRUE,
    .color = self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, name, &spec);
  KheoBox       best = { 0 };
  gboolean      fits;

  for (guint i = 0; i < coverage->axis.n; i++)
    if (!isnan (base_of (coverage, i, series)))
      {
        KheoBox box = part_box (self, coverage, i, series);

        if (box.height > best.height)
          best = box;
      }
  fits = best.width >= item.label.box.width + coverage->axis.size * 0.4 &&
         best.height >= item.label.box.height;
  kheo_chart_item_on (self, &item, ground, pattern);
  item.label.series = (int) series;
  if (fits)
    kheo_chart_place (self, &item, best.x + (best.width - item.label.box.width) / 2,
                      best.y + (best.height - item.label.box.height) / 2);
  kheo_chart_item_clear (&item);
  return fits;
}

static gboolean
has_value (KheoChartLayout *self, const Coverage *coverage, guint series)
{
  for (guint i = 0; i < coverage->axis.n; i++)
    if (!isnan (base_of (coverage, i, series)) &&
        kheo_chart_data_get_value (self->data, i, series) != 0)
      return TRUE;
  return FALSE;
}

/* FALSE when some wave cannot be named. */
static gboolean
add_names (KheoChartLayout *self, const Coverage *coverage)
{
  const KheoChartAxis *axis = &coverage->axis;
  GArray              *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  double               x = axis->plot.x + axis->plot.width + axis->size * 0.7;
  KheoSpread spread = { FALSE, self->free.y, axis->plot.y + axis->plot.height + coverage->line / 2,
                        0 };
  gboolean   fits;

  append_ends (self, coverage, items);
  fits = kheo_chart_spread (items, &spread);
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
      KheoBox        box = item->label.box;

      box.x = x;
      if (fits && kheo_chart_is_free (self, &box))
        kheo_chart_place (self, item, box.x, box.y);
      else
        {
          self->levels_crowded |= item->label.type == KHEO_CHART_LABEL_REFERENCE;
          fits = FALSE;
        }
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
  for (guint series = 0; series < coverage->n_series && coverage->named && fits; series++)
    if (has_value (self, coverage, series) && !lasts (self, coverage, series))
      fits = add_inner_name (self, coverage, series);
  return fits;
}

/* What is reached at each moment, over its step: "38%", or the number where shares say nothing. */
static void
add_sums (KheoChartLayout *self, const Coverage *coverage)
{
  gboolean shares = kheo_chart_data_get_additive (self->data) && coverage->whole > 0;

  if (coverage->axis.step < coverage->axis.size * 0.6) /* narrower than a digit */
    return;
  if (!kheo_chart_data_get_additive (self->data) && self->n_parts > 1)
    return; /* rates have no sum */
  for (guint i = coverage->axis.n; i > 0; i--)
    {
      double           sum = kheo_chart_data_get_category_total (self->data, i - 1);
      g_autofree char *text = NULL;
      KheoTextSpec     spec = {
            .type = KHEO_CHART_LABEL_VALUE,
            .font_size = coverage->axis.size,
            .bold = i == coverage->axis.n,
            .color = self->style.text,
      };
      KheoChartItem item;
      KheoBox       box;

      if (isnan (sum) || sum < 0)
        continue;
      if (shares)
        text = kheo_chart_format_share (sum / coverage->whole, coverage->decimals);
      else
        text = kheo_chart_data_format (self->data, sum);
      item = kheo_chart_text_measure (self, text, &spec);
      item.halo = TRUE;
      item.label.category = (int) i - 1;
      box = item.label.box;
      box.x = kheo_chart_axis_x (&coverage->axis, i - 1) - box.width / 2;
      box.y = kheo_chart_axis_y (&coverage->axis, sum) - box.height - coverage->axis.size * 0.15;
      if (box.width + coverage->axis.size * 0.3 <= coverage->axis.step &&
          kheo_chart_is_free (self, &box))
        kheo_chart_place (self, &item, box.x, box.y);
      kheo_chart_item_clear (&item);
    }
}

/* The whole as a line that all waves grow towards. */
static void
add_whole (KheoChartLayout *self, const Coverage *coverage)
{
  const KheoChartAxis *axis = &coverage->axis;
  double               y = kheo_chart_axis_y (axis, coverage->whole);

  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    if (kheo_chart_data_get_reference_value (self->data, i) == coverage->whole)
      return; /* a level is there already */
  if (coverage->whole > 0)
    kheo_chart_add_rule (self, (KheoChartRule){ axis->plot.x, y, axis->plot.x + axis->plot.width, y,
                                                axis->size * 0.1, self->style.muted });
}

static void
find_plot (KheoChartLayout *self, Coverage *coverage, double low, double high)
{
  KheoChartAxis *axis = &coverage->axis;
  double         ticks;

  axis->plot = self->free;
  kheo_chart_axis_find_scale (self, axis, low, high);
  axis->scale.high =
      MAX (high, coverage->whole) > 0 ? MAX (high, coverage->whole) : axis->scale.high;
  coverage->end_width = kheo_chart_levels_width (self, axis->size, self->free.width * END_SHARE);
  for (guint series = 0; series < coverage->n_series && coverage->named; series++)
    if (lasts (self, coverage, series))
      {
        KheoChartItem item = measure_end (self, coverage, series);

        coverage->end_width = MAX (coverage->end_width, item.label.box.width);
        coverage->cut |= item.label.shortened;
        kheo_chart_item_clear (&item);
      }
  ticks = kheo_chart_axis_ticks_width (self, axis);
  axis->plot.x += ticks;
  axis->plot.width -= ticks;
  axis->plot.y += coverage->line * 1.4;
  axis->plot.height -= coverage->line * 3.9;
  axis->plot.width -= coverage->end_width > 0 ? coverage->end_width + axis->size * 0.7 : 0;
  axis->step = axis->plot.width / MAX (axis->n, 1);
  axis->first = axis->plot.x + axis->step / 2;
}

/* FALSE when the waves want a legend. */
static gboolean
fill_plot (KheoChartLayout *self, Coverage *coverage, double low, double high)
{
  KheoChartAxis *axis = &coverage->axis;

  find_plot (self, coverage, low, high);
  self->plot = axis->plot;
  if (axis->plot.width < axis->size * 3 || axis->plot.height < coverage->line)
    return !coverage->named;
  if (coverage->named && coverage->cut)
    return FALSE;
  if (!add_names (self, coverage) && coverage->named)
    return FALSE;
  kheo_chart_axis_add_grid (self, axis, TRUE);
  add_whole (self, coverage);
  add_areas (self, coverage);
  add_marks (self, coverage);
  kheo_chart_levels_add_lines (self, axis);
  kheo_chart_axis_add_moments (self, axis);
  add_sums (self, coverage);
  return TRUE;
}

void
kheo_chart_coverage (KheoChartLayout *self)
{
  Coverage coverage = {
    .axis.n = kheo_chart_data_get_n_categories (self->data),
    .axis.size = self->style.font_size,
    .n_series = kheo_chart_data_get_n_series (self->data),
    .line = kheo_chart_line_height (self->style.font_size),
    .named = TRUE,
  };
  double   low, high;
  guint    n_before = self->items->len;
  gboolean was_crowded = self->levels_crowded;

  self->by_series = TRUE;
  find_bases (self, &coverage, &low, &high);
  coverage.whole = high;
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    coverage.whole = MAX (coverage.whole, kheo_chart_data_get_reference_value (self->data, i));
  coverage.decimals = find_decimals (self, &coverage);
  if (!fill_plot (self, &coverage, low, high))
    {
      g_array_set_size (self->items, n_before);
      self->levels_crowded = was_crowded;
      coverage.named = FALSE;
      kheo_chart_legend (self);
      fill_plot (self, &coverage, low, high);
    }
  g_free (coverage.base);
}
