/* Lines over moments in order: thin grid, each line ends in its name and last number. */
#include "kheo-chart-references.h"

#include <math.h>

#define END_SHARE       0.3 /* of the width for the names at the ends, at most */
#define LABELLED_SERIES 3   /* numbers at the points: only while they can be told apart */
#define LABELLED_POINTS 14  /* more moments: only the first, highest and lowest of a series */

typedef struct
{
  KheoChartAxis axis;
  guint         n_series;
  double        line;
  gboolean      named;     /* each line at its end; else a legend tells */
  gboolean      cut;       /* a name at an end would be */
  double        end_width; /* of the names at the ends, of lines and levels */
} Lines;

/* Zero belongs to the axis of counts; a rate that hardly moves may leave it out. */
static void
find_scale (KheoChartLayout *self, Lines *lines)
{
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < lines->axis.n; i++)
    for (guint series = 0; series < lines->n_series; series++)
      {
        double value = kheo_chart_data_get_value (self->data, i, series);

        if (isnan (value))
          continue;
        low = MIN (low, value);
        high = MAX (high, value);
      }
  if (kheo_chart_data_get_additive (self->data) || (low > 0 && low < high * 0.5))
    {
      low = MIN (low, 0);
      high = MAX (high, 0);
    }
  kheo_chart_axis_find_scale (self, &lines->axis, low, high);
}

/* Last moment at which a series has a value; -1 when it has none. */
static int
last_point (KheoChartLayout *self, const Lines *lines, guint series)
{
  for (int i = (int) lines->axis.n - 1; i >= 0; i--)
    if (!isnan (kheo_chart_data_get_value (self->data, (guint) i, series)))
      return i;
  return -1;
}

static KheoChartItem
measure_end (KheoChartLayout *self, const Lines *lines, guint series, int last)
{
  double           value = kheo_chart_data_get_value (self->data, (guint) last, series);
  g_autofree char *number = kheo_chart_data_format (self->data, value), *text = NULL;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_SERIES,
        .font_size = lines->axis.size,
        .bold = TRUE,
        .max_width = MAX (self->free.width * END_SHARE, 1),
        .max_lines = 2,
        .color = self->style.text,
  };
  KheoChartItem item;

  text = lines->n_series == 1
             ? g_strdup (number)
             : g_strdup_printf ("%s %s", kheo_chart_data_get_series_label (self->data, series),
                                number);
  item = kheo_chart_text_measure (self, text, &spec);
  item.label.series = (int) series;
  item.label.category = last;
  return item;
}

/* The plot without its axes. */
static void
find_plot (KheoChartLayout *self, Lines *lines)
{
  KheoChartAxis *axis = &lines->axis;
  double         right, ticks, tall = 0;
  guint          n_levels = kheo_chart_data_get_n_references (self->data);

  axis->plot = self->free;
  find_scale (self, lines);
  right = kheo_chart_levels_width (self, axis->size, self->free.width * END_SHARE);
  tall = right > 0 ? n_levels * lines->line * 2 : 0;
  for (guint series = 0; series < lines->n_series && lines->named; series++)
    {
      int last = last_point (self, lines, series);

      if (last >= 0)
        {
          KheoChartItem item = measure_end (self, lines, series, last);

          right = MAX (right, item.label.box.width);
          lines->cut |= item.label.shortened;
          tall += item.label.box.height;
          kheo_chart_item_clear (&item);
        }
    }
  ticks = kheo_chart_axis_ticks_width (self, axis);
  axis->plot.x += ticks;
  axis->plot.width -= ticks;
  axis->plot.y += lines->line;
  axis->plot.height -= lines->line * 3.5;
  lines->end_width = tall <= axis->plot.height && !(lines->cut && lines->named) ? right : 0;
  axis->plot.width -= lines->end_width > 0 ? lines->end_width + axis->size : 0;
  axis->step = axis->n > 1 ? axis->plot.width / (axis->n - 1) : 0;
  axis->first = axis->n > 1 ? axis->plot.x : axis->plot.x + axis->plot.width / 2;
}

static void
add_points (KheoChartLayout *self, const Lines *lines)
{
  double step = lines->axis.n > 1 ? lines->axis.step : lines->axis.plot.width;
  double radius = lines->axis.size * 0.28;

  for (guint i = 0; i < lines->axis.n; i++)
    for (guint series = 0; series < lines->n_series; series++)
      {
        double value = kheo_chart_data_get_value (self->data, i, series);
        double x = kheo_chart_axis_x (&lines->axis, i),
               y = isnan (value) ? 0 : kheo_chart_axis_y (&lines->axis, value);
        KheoChartMark mark = {
          .type = KHEO_CHART_MARK_POINT,
          .category = (int) i,
          .series = (int) series,
          .value = value,
          .x = x,
          .y = y,
          .box = { x - radius, y - radius, 2 * radius, 2 * radius },
        };

        if (!isnan (value))
          kheo_chart_add_mark (self, &mark,
                               (KheoBox){ x - step / 2, self->free.y, step, self->free.height });
      }
}

static void
append_ends (KheoChartLayout *self, const Lines *lines, GArray *items)
{
  for (guint series = 0; series < lines->n_series; series++)
    {
      int last = last_point (self, lines, series);

      if (last >= 0)
        {
          double        value = kheo_chart_data_get_value (self->data, (guint) last, series);
          KheoChartItem item = measure_end (self, lines, series, last);

          if (!kheo_chart_data_is_part (self->data, series))
            item.color = self->style.muted;
          else if (self->style.theme != KHEO_CHART_MONO)
            item.color = kheo_chart_color (self, -1, (int) series, NULL);
          item.label.box.y = kheo_chart_axis_y (&lines->axis, value) - item.label.box.height / 2;
          g_array_append_val (items, item);
        }
    }
}

/* Names at the ends of lines and levels, pushed apart where they would touch. */
static void
add_ends (KheoChartLayout *self, const Lines *lines)
{
  const KheoChartAxis *axis = &lines->axis;
  GArray              *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  double               x = axis->plot.x + axis->plot.width + axis->size;
  KheoSpread spread = { FALSE, self->free.y, axis->plot.y + axis->plot.height + lines->line / 2,
                        0 };

  if (lines->named)
    append_ends (self, lines, items);
  kheo_chart_levels_append (self, axis, lines->end_width, items);
  kheo_chart_spread (items, &spread);
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
      KheoBox        box = item->label.box;
      gboolean       of_level = item->label.type == KHEO_CHART_LABEL_REFERENCE;

      /* A line that ends early is named where it ends. */
      box.x = of_level ? x : kheo_chart_axis_x (axis, (guint) item->label.category) + axis->size;
      if (box.x < x && !kheo_chart_is_clear (self, &box, NULL))
        box.x = x;
      if (kheo_chart_is_free (self, &box))
        kheo_chart_place (self, item, box.x, box.y);
      else
        self->levels_crowded |= of_level;
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
}

/* The number of a point beside it, above if possible, where it touches neither line nor label. */
static void
add_number (KheoChartLayout *self, const Lines *lines, const KheoChartMark *mark)
{
  static const double places[][2] = { { 0, -1 },   { 0, 1 },   { -0.7, -1 }, { 0.7, -1 },
                                      { -0.7, 1 }, { 0.7, 1 }, { 1, -0.6 },  { -1, -0.6 },
                                      { 1, 0.6 },  { -1, 0.6 } };
  g_autofree char    *text = kheo_chart_data_format (self->data, mark->value);
  double              gap = lines->axis.size * 0.35;
  KheoTextSpec        spec = {
           .type = KHEO_CHART_LABEL_VALUE,
           .font_size = lines->axis.size,
           .color = self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);

  item.label.category = mark->category;
  item.label.series = mark->series;
  /* Rather over the line of a target than not at all. */
  for (guint k = 0; k < 2 * G_N_ELEMENTS (places) && item.pango != NULL; k++)
    {
      guint   i = k % G_N_ELEMENTS (places);
      KheoBox box = item.label.box;

      item.halo = k >= G_N_ELEMENTS (places);
      box.x = mark->x + places[i][0] * (box.width / 2 + gap) - box.width / 2;
      box.y = mark->y + places[i][1] * (box.height / 2 + gap) - box.height / 2;
      if ((item.halo ? kheo_chart_is_clear_of_parts : kheo_chart_is_clear) (self, &box, mark) &&
          box.y + box.height <= lines->axis.plot.y + lines->axis.plot.height)
        kheo_chart_place (self, &item, box.x, box.y);
    }
  kheo_chart_item_clear (&item);
}

/* Which points of a series are worth a number where not all have one: indices of marks. */
typedef struct
{
  int first, highest, lowest;
} Notable;

/* A highest or lowest that is there twice is none. */
static Notable *
find_notable (KheoChartLayout *self, const Lines *lines)
{
  Notable *notable = g_new (Notable, MAX (lines->n_series, 1));

  for (guint series = 0; series < lines->n_series; series++)
    {
      double high = -INFINITY, low = INFINITY;

      notable[series] = (Notable){ -1, -1, -1 };
      for (guint i = 0; i < self->marks->len; i++)
        {
          const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

          if (mark->series != (int) series)
            continue;
          if (notable[series].first < 0)
            notable[series].first = (int) i;
          if (mark->value >= high)
            notable[series].highest = mark->value > high ? (int) i : -1;
          if (mark->value <= low)
            notable[series].lowest = mark->value < low ? (int) i : -1;
          high = MAX (high, mark->value);
          low = MIN (low, mark->value);
        }
    }
  return notable;
}

static void
add_numbers (KheoChartLayout *self, const Lines *lines)
{
  g_autofree Notable *notable = NULL;

  if (self->n_parts > LABELLED_SERIES)
    return;
  notable = find_notable (self, lines);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      const Notable       *own = &notable[mark->series];
      gboolean             is_notable =
          (int) i == own->first || (int) i == own->highest || (int) i == own->lowest;

      if (!kheo_chart_data_is_part (self->data, (guint) mark->series) ||
          (lines->axis.n > LABELLED_POINTS && !is_notable))
        continue;
      if (!lines->named || lines->end_width <= 0 ||
          last_point (self, lines, (guint) mark->series) != mark->category)
        add_number (self, lines, mark);
    }
}

void
kheo_chart_line (KheoChartLayout *self)
{
  Lines lines = {
    .axis.n = kheo_chart_data_get_n_categories (self->data),
    .axis.size = self->style.font_size,
    .n_series = kheo_chart_data_get_n_series (self->data),
    .line = kheo_chart_line_height (self->style.font_size),
    .named = TRUE,
  };

  self->by_series = TRUE;
  find_plot (self, &lines);
  if (lines.end_width == 0 && lines.n_series > 1)
    {
      kheo_chart_legend (self);
      lines.named = FALSE;
      find_plot (self, &lines);
    }
  self->plot = lines.axis.plot;
  self->levels_crowded |= lines.end_width == 0 && kheo_chart_has_levels (self);
  if (lines.axis.plot.width < lines.axis.size * 3 || lines.axis.plot.height < lines.line)
    return; /* no room for a line that says anything */
  kheo_chart_axis_add_grid (self, &lines.axis, TRUE);
  add_points (self, &lines);
  kheo_chart_levels_add_lines (self, &lines.axis);
  if (lines.end_width > 0)
    add_ends (self, &lines);
  kheo_chart_axis_add_moments (self, &lines.axis);
  add_numbers (self, &lines);
}
