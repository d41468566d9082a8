/* One series a panel: columns while there are few moments, else a line; all others stand faintly
 * behind a line. */
#include "kheo-chart-panels.h"
#include "kheo-chart-references.h"

#include <math.h>

#define MOST_COLUMNS 12   /* moments that are shown as columns */
#define MOST_BEHIND  1500 /* points of all lines that stand behind others, in all panels */

double
kheo_chart_panels_foot (KheoChartLayout *self, double size)
{
  return kheo_chart_line_height (size) + size * 0.6;
}

static KheoChartAxis
make_axis (KheoChartLayout *self, const KheoChartPanels *panels, KheoBox box)
{
  KheoChartAxis axis = {
    .plot = box,
    .scale = panels->scale,
    .size = panels->size,
    .n = kheo_chart_data_get_n_categories (self->data),
  };

  axis.plot.y += panels->line; /* for the number over the highest */
  axis.plot.height = MAX (axis.plot.height - panels->line, 1);
  if (axis.n <= MOST_COLUMNS)
    {
      axis.step = axis.plot.width / MAX (axis.n, 1);
      axis.first = axis.plot.x + axis.step / 2;
    }
  else
    {
      axis.step = axis.plot.width / (axis.n - 1);
      axis.first = axis.plot.x;
    }
  return axis;
}

/* The number of one mark over it (below it, when it is negative), if there it is free. */
static void
add_number (KheoChartLayout     *self,
            const KheoChartAxis *axis,
            const KheoChartMark *mark,
            double               most)
{
  g_autofree char *text = kheo_chart_data_format (self->data, mark->value);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_VALUE,
        .font_size = axis->size * 0.9,
        .color = isnan (mark->value) ? self->style.muted : self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);
  KheoBox       box = item.label.box;
  double        gap = mark->type == KHEO_CHART_MARK_POINT ? axis->size * 0.3 : 0;

  item.halo = TRUE;
  item.label.category = mark->category;
  item.label.series = mark->series;
  box.x = mark->x - box.width / 2;
  box.x = MIN (box.x, axis->plot.x + axis->plot.width - box.width);
  box.x = MAX (box.x, axis->plot.x);
  box.y = mark->value < 0 ? mark->y + gap : mark->y - gap - box.height;
  if (box.width <= most && kheo_chart_is_free (self, &box) &&
      box.y + box.height <= axis->plot.y + axis->plot.height + axis->size * 0.1)
    kheo_chart_place (self, &item, box.x, box.y);
  kheo_chart_item_clear (&item);
}

static gboolean
all_numbers_fit (KheoChartLayout *self, const KheoChartAxis *axis, guint series)
{
  gboolean fit = TRUE;

  for (guint i = 0; i < axis->n && fit; i++)
    {
      g_autofree char *text =
          kheo_chart_data_format (self->data, kheo_chart_data_get_value (self->data, i, series));
      KheoTextSpec  spec = { .font_size = axis->size * 0.9 };
      KheoChartItem item = kheo_chart_text_measure (self, text, &spec);

      fit = item.label.box.width <= axis->step * 0.98;
      kheo_chart_item_clear (&item);
    }
  return fit;
}

/* Which numbers are written when there is no room for all: the highest and the last; -1: none. */
typedef struct
{
  int highest, last;
} Notable;

static Notable
find_notable (KheoChartLayout *self, const KheoChartAxis *axis, guint series)
{
  Notable notable = { -1, -1 };
  double  high = -INFINITY;

  for (guint i = 0; i < axis->n; i++)
    {
      double value = kheo_chart_data_get_value (self->data, i, series);

      if (isnan (value))
        continue;
      notable.last = (int) i;
      if (value >= high)
        notable.highest = (int) i;
      high = MAX (high, value);
    }
  return notable;
}

static gboolean
is_notable (const Notable *notable, int category)
{
  return category == notable->highest || category == notable->last;
}

/* The place of a panel tells the series: one colour for all, but for those with a meaning. */
static KheoColor
panel_color (KheoChartLayout *self, int category, guint series)
{
  KheoChartRole role = kheo_chart_data_get_series_role (self->data, series);

  if (category >= 0 && kheo_chart_data_get_emphasis (self->data) == category)
    return self->style.accent;
  return role == KHEO_CHART_ROLE_AUTO ? self->style.colors[0]
                                      : kheo_chart_color (self, -1, (int) series, NULL);
}

static void
add_columns (KheoChartLayout *self, const KheoChartAxis *axis, guint series, KheoBox box)
{
  Notable  notable = find_notable (self, axis, series);
  gboolean all = all_numbers_fit (self, axis, series);
  double   thick = MIN (axis->step * 0.72, axis->size * 4), zero = kheo_chart_axis_y (axis, 0);

  for (guint i = 0; i < axis->n; i++)
    {
      double value = kheo_chart_data_get_value (self->data, i, series);
      double x = kheo_chart_axis_x (axis, i);
      double end = isnan (value) ? zero : kheo_chart_axis_y (axis, value);

      KheoChartMark mark = {
        .type = KHEO_CHART_MARK_BAR,
        .category = (int) i,
        .series = (int) series,
        .value = value,
        .x = x,
        .y = end,
        .box = { x - thick / 2, MIN (zero, end), thick, fabs (zero - end) },
      };

      if (isnan (value)) /* no bar is no nought */
        {
          if (all)
            add_number (self, axis, &mark, axis->step);
          continue;
        }
      kheo_chart_add_mark (self, &mark,
                           (KheoBox){ x - axis->step / 2, box.y, axis->step, box.height });
      kheo_chart_paint_mark (self, panel_color (self, (int) i, series),
                             self->style.theme == KHEO_CHART_MONO ? 2 : -1);
      if (all || is_notable (&notable, (int) i))
        add_number (self, axis, &mark, all ? axis->step : axis->plot.width);
    }
}

/* A polyline with gaps where values are missing. */
static void
add_path (KheoChartLayout *self, const KheoChartAxis *axis, guint series, KheoChartShape shape)
{
  gboolean going = FALSE;

  for (guint i = 0; i < axis->n; i++)
    {
      double value = kheo_chart_data_get_value (self->data, i, series);

      if (!isnan (value))
        {
          if (!going)
            kheo_chart_add_shape (self, shape);
          kheo_chart_add_point (self, kheo_chart_axis_x (axis, i), kheo_chart_axis_y (axis, value));
        }
      going = !isnan (value);
    }
}

static void
add_line (KheoChartLayout *self, const KheoChartAxis *axis, guint series, KheoBox box)
{
  KheoChartShape shape = { .type = KHEO_SHAPE_LINE,
                           .color = panel_color (self, -1, series),
                           .width = axis->size * 0.18 };
  double         half = axis->size * 0.22;
  guint          first = self->marks->len;
  Notable        notable = find_notable (self, axis, series);

  add_path (self, axis, series, shape);
  for (guint i = 0; i < axis->n; i++)
    {
      double        value = kheo_chart_data_get_value (self->data, i, series);
      double        x = kheo_chart_axis_x (axis, i), from, to;
      KheoChartMark mark = { .type = KHEO_CHART_MARK_POINT, .value = value, .x = x };

      if (isnan (value))
        continue;
      mark.category = (int) i;
      mark.series = (int) series;
      mark.y = kheo_chart_axis_y (axis, value);
      mark.box = (KheoBox){ x - half, mark.y - half, 2 * half, 2 * half };
      from = MAX (x - axis->step / 2, box.x - half);
      to = MIN (x + axis->step / 2, box.x + box.width + half);
      kheo_chart_add_mark (self, &mark,
                           (KheoBox){ from, box.y - half, to - from, box.height + 2 * half });
    }
  for (guint i = first; i < self->marks->len; i++)
    {
      const KheoChartMark mark = g_array_index (self->marks, KheoChartMark, i);

      if (!is_notable (&notable, mark.category))
        continue;
      shape.type = KHEO_SHAPE_DOT;
      shape.width = axis->size * 0.5;
      kheo_chart_add_shape (self, shape);
      kheo_chart_add_point (self, mark.x, mark.y);
      add_number (self, axis, &mark, axis->plot.width);
    }
}

static void
add_lines_behind (KheoChartLayout *self, const KheoChartAxis *axis, guint own)
{
  KheoChartShape shape = { .type = KHEO_SHAPE_LINE,
                           .color =
                               kheo_color_mix (self->style.muted, kheo_chart_ground (self), 0.7),
                           .width = axis->size * 0.07 };

  if ((double) self->n_parts * self->n_parts * axis->n > MOST_BEHIND)
    return;
  for (guint series = 0; series < kheo_chart_data_get_n_series (self->data); series++)
    if (series != own && kheo_chart_data_is_part (self->data, series))
      add_path (self, axis, series, shape);
}

static int
role_dash (KheoChartLayout *self, guint series)
{
  return kheo_chart_data_get_series_role (self->data, series) == KHEO_CHART_ROLE_TARGET ? 1 : 2;
}

/* What the only series is compared with. */
static void
add_compared (KheoChartLayout *self, const KheoChartAxis *axis)
{
  for (guint series = 0; series < kheo_chart_data_get_n_series (self->data); series++)
    if (!kheo_chart_data_is_part (self->data, series))
      add_path (self, axis, series,
                (KheoChartShape){ .type = KHEO_SHAPE_LINE,
                                  .color = self->style.muted,
                                  .width = axis->size * 0.1,
                                  .dash = role_dash (self, series),
                                  .front = TRUE });
}

/* All names of the moments when they fit below their columns, else the first and the last. */
static void
add_moments (KheoChartLayout *self, const KheoChartAxis *axis)
{
  double       y = axis->plot.y + axis->plot.height + axis->size * 0.35;
  double       left = axis->plot.x, right = axis->plot.x + axis->plot.width;
  gboolean     all = axis->n <= MOST_COLUMNS;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = axis->size * 0.85,
    .max_lines = 1,
    .color = self->style.muted,
  };

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < axis->n; i += pass == 0 || all ? 1 : MAX (axis->n - 1, 1))
        {
          const char   *name = kheo_chart_data_get_category_label (self->data, i);
          KheoChartItem item;
          KheoBox       box;

          spec.max_width = all ? 0 : MAX (axis->plot.width * 0.48, 1);
          item = kheo_chart_text_measure (self, name, &spec);
          box = item.label.box;
          if (pass == 0)
            all = all && box.width <= axis->step * 0.98;
          box.x = MAX (MIN (kheo_chart_axis_x (axis, i) - box.width / 2, right - box.width), left);
          box.y = y;
          if (pass == 1 && box.width > 0 && kheo_chart_is_free (self, &box))
            kheo_chart_place (self, &item, box.x, box.y)->category = (int) i;
          kheo_chart_item_clear (&item);
          if (pass == 0 && !all)
            break;
        }
    }
}

void
kheo_chart_panels_add_series (KheoChartLayout       *self,
                              const KheoChartPanels *panels,
                              guint                  index,
                              KheoBox                box)
{
  guint         series = g_array_index (panels->panels, KheoChartPanel, index).series;
  KheoChartAxis axis = make_axis (self, panels, box);
  gboolean      at_left = index % panels->n_columns == 0;
  gboolean      at_foot = index + panels->n_columns >= panels->n_shown;

  kheo_chart_axis_add_grid (self, &axis, at_left);
  kheo_chart_levels_add_lines (self, &axis);
  if (axis.n <= MOST_COLUMNS)
    add_columns (self, &axis, series, box);
  else
    {
      add_lines_behind (self, &axis, series);
      add_line (self, &axis, series, box);
    }
  if (self->n_parts == 1)
    add_compared (self, &axis);
  if (at_foot)
    add_moments (self, &axis);
}
