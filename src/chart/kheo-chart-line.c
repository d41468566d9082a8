/* Lines over moments in order: thin grid, each line ends in its name and last number. */
#include "kheo-chart-private.h"

#include <math.h>

#define END_SHARE       0.3 /* of the width for the names at the ends, at most */
#define LABELLED_SERIES 3   /* numbers at the points: only while they can be told apart */
#define LABELLED_POINTS 14  /* more moments: only the first, highest and lowest of a series */

typedef struct
{
  guint     n, n_series;
  double    size, line;
  KheoScale scale;
  KheoBox   plot;
  double    end_width; /* of the names at the ends; 0: a legend tells */
} Lines;

static double
point_x (const Lines *lines, guint category)
{
  if (lines->n < 2)
    return lines->plot.x + lines->plot.width / 2;
  return lines->plot.x + lines->plot.width * category / (lines->n - 1);
}

static double
point_y (const Lines *lines, double value)
{
  return kheo_scale_map (&lines->scale, value, lines->plot.y + lines->plot.height, lines->plot.y);
}

/* Zero belongs to the axis of counts; a rate that hardly moves may leave it out. */
static void
find_scale (KheoChartLayout *self, Lines *lines)
{
  double   low = INFINITY, high = -INFINITY;
  gboolean whole = kheo_chart_data_get_decimals (self->data) == 0;
  int      n_ticks = (int) CLAMP (lines->plot.height / (lines->line * 3), 2, 8);

  for (guint i = 0; i < lines->n; i++)
    for (guint series = 0; series < lines->n_series; series++)
      {
        double value = kheo_chart_data_get_value (self->data, i, series);

        if (isnan (value))
          continue;
        low = MIN (low, value);
        high = MAX (high, value);
      }
  if (low > high)
    low = high = 0;
  if (kheo_chart_data_get_additive (self->data) || (low > 0 && low < high * 0.5))
    {
      low = MIN (low, 0);
      high = MAX (high, 0);
    }
  lines->scale = kheo_scale_nice (low, high, n_ticks, whole);
}

static KheoChartItem
measure (KheoChartLayout *self, const Lines *lines, KheoChartLabelType type, const char *text)
{
  KheoTextSpec spec = { .type = type, .font_size = lines->size, .color = self->style.muted };

  if (type == KHEO_CHART_LABEL_TICK)
    spec.font_size *= 0.9;
  return kheo_chart_text_measure (self, text, &spec);
}

/* Last moment at which a series has a value; -1 when it has none. */
static int
last_point (KheoChartLayout *self, const Lines *lines, guint series)
{
  for (int i = (int) lines->n - 1; i >= 0; i--)
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
        .font_size = lines->size,
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
  double ticks = 0, right = 0, tall = 0, x_height = 0;

  lines->plot = self->free;
  find_scale (self, lines);
  for (double tick = lines->scale.low; tick <= lines->scale.high; tick += lines->scale.step)
    {
      g_autofree char *text = kheo_chart_data_format (self->data, tick);
      KheoChartItem    item = measure (self, lines, KHEO_CHART_LABEL_TICK, text);

      ticks = MAX (ticks, item.label.box.width);
      kheo_chart_item_clear (&item);
      if (tick + lines->scale.step <= tick)
        break; /* steps below the precision of a double */
    }
  for (guint series = 0; series < lines->n_series; series++)
    {
      int last = last_point (self, lines, series);

      if (last >= 0)
        {
          KheoChartItem item = measure_end (self, lines, series, last);

          right = MAX (right, item.label.box.width);
          tall += item.label.box.height;
          kheo_chart_item_clear (&item);
        }
    }
  x_height = lines->line * 2.5;
  lines->plot.x += ticks + lines->size * 0.8;
  lines->plot.width -= ticks + lines->size * 0.8;
  lines->plot.y += lines->line;
  lines->plot.height -= lines->line + x_height;
  lines->end_width = tall <= lines->plot.height ? right : 0;
  lines->plot.width -= lines->end_width > 0 ? lines->end_width + lines->size : 0;
}

static gboolean
is_free (KheoChartLayout *self, const KheoBox *box)
{
  for (guint i = 0; i < self->items->len; i++)
    if (kheo_box_overlaps (&g_array_index (self->items, KheoChartItem, i).label.box, box))
      return FALSE;
  return kheo_box_contains (&self->free, box);
}

static void
add_grid (KheoChartLayout *self, const Lines *lines)
{
  double left = lines->plot.x, right = lines->plot.x + lines->plot.width;

  for (double tick = lines->scale.low; tick <= lines->scale.high + lines->scale.step / 2;
       tick += lines->scale.step)
    {
      g_autofree char *text =
          kheo_chart_data_format (self->data, fabs (tick) < lines->scale.step / 1e6 ? 0 : tick);
      double        y = point_y (lines, tick);
      gboolean      zero = fabs (tick) < lines->scale.step / 1e6;
      KheoChartItem item = measure (self, lines, KHEO_CHART_LABEL_TICK, text);
      KheoBox       box = item.label.box;

      kheo_chart_add_rule (self,
                           (KheoChartRule){ left, y, right, y, lines->size * (zero ? 0.07 : 0.05),
                                            zero ? self->style.muted : self->style.grid });
      box.x = left - lines->size * 0.8 - box.width;
      box.y = y - box.height / 2;
      if (is_free (self, &box))
        kheo_chart_place (self, &item, box.x, box.y);
      kheo_chart_item_clear (&item);
      if (tick + lines->scale.step <= tick)
        break;
    }
}

/* Names of the moments, from the newest backwards, as many as do not touch. */
static void
add_moments (KheoChartLayout *self, const Lines *lines)
{
  double step = lines->n > 1 ? lines->plot.width / (lines->n - 1) : lines->plot.width;
  double y = lines->plot.y + lines->plot.height + lines->size * 0.75;
  double right = self->free.x + self->free.width;
  double taken = INFINITY, widest = 0;
  guint  every;

  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = lines->size * 0.9,
    .anchor = KHEO_ANCHOR_MIDDLE,
    .max_width =
        CLAMP (step * 0.95, lines->size * 9, MAX (self->free.width * 0.5, lines->size * 9)),
    .max_lines = 2,
    .color = self->style.text,
  };

  /* The first and last few stand for all: moments are named alike. */
  for (guint i = 0; i < MIN (lines->n, 40); i++)
    {
      const char   *name = kheo_chart_data_get_category_label (self->data, lines->n - 1 - i);
      KheoChartItem item = kheo_chart_text_measure (self, name, &spec);

      widest = MAX (widest, item.label.box.width);
      kheo_chart_item_clear (&item);
    }
  every =
      step > 0 ? (guint) CLAMP (ceil ((widest + lines->size * 0.6) / step), 1, lines->n) : lines->n;
  for (guint i = 0; i < lines->n; i += every)
    {
      guint         category = lines->n - 1 - i;
      const char   *name = kheo_chart_data_get_category_label (self->data, category);
      KheoChartItem item = kheo_chart_text_measure (self, name, &spec);
      KheoBox       box = item.label.box;

      box.x = point_x (lines, category) - box.width / 2;
      box.x = MAX (MIN (box.x, right - box.width), self->free.x);
      box.y = y;
      if (box.width > 0 && box.x + box.width + lines->size * 0.5 <= taken && is_free (self, &box))
        {
          kheo_chart_place (self, &item, box.x, box.y)->category = (int) category;
          taken = box.x;
        }
      kheo_chart_item_clear (&item);
    }
}

static void
add_points (KheoChartLayout *self, const Lines *lines)
{
  double step = lines->n > 1 ? lines->plot.width / (lines->n - 1) : lines->plot.width;
  double radius = lines->size * 0.28;

  for (guint i = 0; i < lines->n; i++)
    for (guint series = 0; series < lines->n_series; series++)
      {
        double        value = kheo_chart_data_get_value (self->data, i, series);
        double        x = point_x (lines, i), y = isnan (value) ? 0 : point_y (lines, value);
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

/* Does the straight line between two points of a series cross @box? */
static gboolean
segment_crosses (const KheoChartMark *a, const KheoChartMark *b, const KheoBox *box)
{
  double left = MAX (box->x, a->x), right = MIN (box->x + box->width, b->x), slope, y1, y2;

  if (left > right || b->x <= a->x)
    return FALSE;
  slope = (b->y - a->y) / (b->x - a->x);
  y1 = a->y + (left - a->x) * slope;
  y2 = a->y + (right - a->x) * slope;
  return MAX (y1, y2) >= box->y && MIN (y1, y2) <= box->y + box->height;
}

static gboolean
crosses_line (KheoChartLayout *self, const Lines *lines, const KheoBox *box)
{
  for (guint series = 0; series < lines->n_series; series++)
    {
      const KheoChartMark *before = NULL;

      for (guint i = 0; i < self->marks->len; i++)
        {
          const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

          if (mark->series != (int) series)
            continue;
          if (before != NULL && segment_crosses (before, mark, box))
            return TRUE;
          if (kheo_box_overlaps (&mark->box, box))
            return TRUE;
          before = mark;
        }
    }
  return FALSE;
}

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  double first = ((const KheoChartItem *) a)->label.box.y;
  double second = ((const KheoChartItem *) b)->label.box.y;

  return first < second ? -1 : first > second;
}

/* Names at the ends of the lines, pushed apart where they would touch. */
static void
add_ends (KheoChartLayout *self, const Lines *lines)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  double  x = lines->plot.x + lines->plot.width + lines->size, floor_y, top = self->free.y;

  for (guint series = 0; series < lines->n_series; series++)
    {
      int last = last_point (self, lines, series);

      if (last >= 0)
        {
          double        value = kheo_chart_data_get_value (self->data, (guint) last, series);
          KheoChartItem item = measure_end (self, lines, series, last);

          item.color = self->style.theme == KHEO_CHART_MONO
                           ? self->style.text
                           : kheo_chart_color (self, -1, (int) series, NULL);
          item.label.box.y = point_y (lines, value) - item.label.box.height / 2;
          g_array_append_val (items, item);
        }
    }
  g_array_sort (items, compare_tops);
  for (guint i = 0; i < items->len; i++)
    {
      KheoBox *box = &g_array_index (items, KheoChartItem, i).label.box;

      box->y = MAX (box->y, top);
      top = box->y + box->height;
    }
  floor_y = lines->plot.y + lines->plot.height + lines->line / 2;
  for (guint i = items->len; i > 0; i--)
    {
      KheoBox *box = &g_array_index (items, KheoChartItem, i - 1).label.box;

      box->y = MIN (box->y, floor_y - box->height);
      floor_y = box->y;
    }
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
      KheoBox        box = item->label.box;

      /* A line that ends early is named where it ends. */
      box.x = point_x (lines, (guint) item->label.category) + lines->size;
      if (box.x < x && (!is_free (self, &box) || crosses_line (self, lines, &box)))
        box.x = x;
      if (is_free (self, &box))
        kheo_chart_place (self, item, box.x, box.y);
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
  KheoChartItem       item = measure (self, lines, KHEO_CHART_LABEL_VALUE, text);
  double              gap = lines->size * 0.35;

  item.color = self->style.text;
  item.label.category = mark->category;
  item.label.series = mark->series;
  for (guint i = 0; i < G_N_ELEMENTS (places) && item.pango != NULL; i++)
    {
      KheoBox box = item.label.box;

      box.x = mark->x + places[i][0] * (box.width / 2 + gap) - box.width / 2;
      box.y = mark->y + places[i][1] * (box.height / 2 + gap) - box.height / 2;
      if (is_free (self, &box) && !crosses_line (self, lines, &box) &&
          box.y + box.height <= lines->plot.y + lines->plot.height)
        kheo_chart_place (self, &item, box.x, box.y);
    }
  kheo_chart_item_clear (&item);
}

/* The first, highest or lowest point of its series. */
static gboolean
is_notable (KheoChartLayout *self, const KheoChartMark *mark)
{
  gboolean first = TRUE, highest = TRUE, lowest = TRUE;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *other = &g_array_index (self->marks, KheoChartMark, i);

      if (other->series != mark->series || other == mark)
        continue;
      first = first && other->category > mark->category;
      highest = highest && other->value < mark->value;
      lowest = lowest && other->value > mark->value;
    }
  return first || highest || lowest;
}

static void
add_numbers (KheoChartLayout *self, const Lines *lines)
{
  if (lines->n_series > LABELLED_SERIES)
    return;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      gboolean             is_end =
          lines->end_width > 0 && last_point (self, lines, (guint) mark->series) == mark->category;

      if (!is_end && (lines->n <= LABELLED_POINTS || is_notable (self, mark)))
        add_number (self, lines, mark);
    }
}

void
kheo_chart_line (KheoChartLayout *self)
{
  Lines lines = {
    .n = kheo_chart_data_get_n_categories (self->data),
    .n_series = kheo_chart_data_get_n_series (self->data),
    .size = self->style.font_size,
    .line = kheo_chart_line_height (self->style.font_size),
  };

  self->by_series = TRUE;
  find_plot (self, &lines);
  if (lines.end_width == 0 && lines.n_series > 1)
    {
      kheo_chart_legend (self);
      find_plot (self, &lines);
      if (lines.end_width > 0)
        {
          lines.plot.width += lines.end_width + lines.size;
          lines.end_width = 0;
        }
    }
  self->plot = lines.plot;
  if (lines.plot.width < lines.size * 3 || lines.plot.height < lines.line)
    return; /* no room for a line that says anything */
  add_grid (self, &lines);
  add_points (self, &lines);
  if (lines.end_width > 0)
    add_ends (self, &lines);
  add_moments (self, &lines);
  add_numbers (self, &lines);
}
