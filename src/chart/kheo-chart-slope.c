/* KheoSlope: the series are moments (two, or a few), each category a line from one to the next,
 * named at both ends.  The time before stands left of the figures themselves, their target right.
 */
#include "kheo-chart-slope.h"
#include "kheo-chart-references.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define NAME_SHARE   0.36 /* of the width for the names at one end, at most */
#define MOST_NAMED   40   /* categories; of more only the most telling are named */
#define MOST_MOMENTS 12

static double
value_at (KheoChartLayout *self, const KheoSlope *slope, guint category, guint moment)
{
  return kheo_chart_data_get_value (self->data, category, slope->order[moment]);
}

/* The first and the last of many moments stand for all: lines over so many would be a line chart.
 */
static void
order_moments (KheoChartLayout *self, KheoSlope *slope)
{
  static const int ranks[] = { [FALSE] = 1, [TRUE] = 0 };

  guint n = kheo_chart_data_get_n_series (self->data), n_moments = 0;

  slope->order = g_new (guint, MAX (n, 1));
  for (int rank = 0; rank < 3; rank++)
    for (guint i = 0; i < n; i++)
      {
        KheoChartRole role = kheo_chart_data_get_series_role (self->data, i);
        int own = role == KHEO_CHART_ROLE_TARGET ? 2 : ranks[role == KHEO_CHART_ROLE_PREVIOUS];

        if (own == rank)
          slope->order[n_moments++] = i;
      }
  if (n_moments > MOST_MOMENTS)
    {
      slope->order[MOST_MOMENTS - 1] = slope->order[n_moments - 1];
      n_moments = MOST_MOMENTS;
    }
  slope->axis.n = n_moments;
}

static void
find_scale (KheoChartLayout *self, KheoSlope *slope)
{
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < slope->n; i++)
    for (guint moment = 0; moment < slope->axis.n; moment++)
      {
        double value = value_at (self, slope, i, moment);

        if (isnan (value))
          continue;
        low = MIN (low, value);
        high = MAX (high, value);
      }
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      double value = kheo_chart_data_get_reference_value (self->data, i);

      low = MIN (low, value);
      high = MAX (high, value);
    }
  if (low >= high) /* a line in the middle */
    {
      double around = MAX (fabs (low) * 0.1, 1e-9);

      low = isfinite (low) ? low - around : 0;
      high = isfinite (high) ? high + around : 1;
    }
  slope->axis.scale = (KheoScale){ low, high, high - low };
}

typedef struct
{
  guint    category;
  gboolean stands_out;
  double   change;
} Telling;

static int
compare_telling (gconstpointer a, gconstpointer b)
{
  const Telling *first = a, *second = b;

  if (first->stands_out != second->stands_out)
    return first->stands_out ? -1 : 1;
  if (first->change != second->change)
    return first->change > second->change ? -1 : 1;
  return first->category < second->category ? -1 : 1;
}

/* Of too many the emphasised one and those that moved most are named. */
static void
choose_named (KheoChartLayout *self, KheoSlope *slope)
{
  g_autofree Telling *telling = g_new0 (Telling, MAX (slope->n, 1));
  double              room = (self->free.height - slope->line * 3) / (slope->line * 1.02);
  guint               most = (guint) CLAMP (room, 0, MOST_NAMED);

  slope->n_named = MIN (slope->n, most);
  for (guint i = 0; i < slope->n; i++)
    {
      double change = value_at (self, slope, i, slope->axis.n - 1) - value_at (self, slope, i, 0);

      telling[i].category = i;
      telling[i].stands_out = kheo_chart_data_get_emphasis (self->data) == (int) i;
      telling[i].change = isnan (change) ? -1 : fabs (change);
      slope->named[i] = FALSE;
    }
  qsort (telling, slope->n, sizeof (Telling), compare_telling);
  for (guint i = 0; i < slope->n_named; i++)
    slope->named[telling[i].category] = TRUE;
}

/* Those that fell are dashed in mono and of the second colour else. */
static KheoColor
line_color (KheoChartLayout *self, const KheoSlope *slope, guint category, int *out_dash)
{
  int    emphasis = kheo_chart_data_get_emphasis (self->data);
  double change =
      value_at (self, slope, category, slope->axis.n - 1) - value_at (self, slope, category, 0);
  gboolean own = kheo_chart_data_get_category_role (self->data, category) != KHEO_CHART_ROLE_AUTO;

  *out_dash = self->style.theme == KHEO_CHART_MONO && change < 0 ? 1 : 0;
  if (emphasis == (int) category)
    return self->style.accent;
  if (!slope->named[category] || (emphasis >= 0 && !own))
    return kheo_color_mix (self->style.muted, kheo_chart_ground (self),
                           slope->named[category] ? 0.25 : 0.65);
  if (own)
    return kheo_chart_color (self, (int) category, -1, NULL);
  return self->style.colors[change < 0 ? 1 : 0];
}

static void
add_line (KheoChartLayout *self, const KheoSlope *slope, guint category)
{
  const KheoChartAxis *axis = &slope->axis;
  gboolean             stands_out = kheo_chart_data_get_emphasis (self->data) == (int) category;
  double         width = axis->size * (stands_out ? 0.26 : slope->named[category] ? 0.16 : 0.08);
  KheoChartShape shape = { .type = KHEO_SHAPE_LINE, .width = width };
  gboolean       going = FALSE;

  shape.color = line_color (self, slope, category, &shape.dash);
  for (guint moment = 0; moment < axis->n; moment++)
    {
      double value = value_at (self, slope, category, moment);

      if (!isnan (value))
        {
          if (!going)
            kheo_chart_add_shape (self, shape);
          kheo_chart_add_point (self, kheo_chart_axis_x (axis, moment),
                                kheo_chart_axis_y (axis, value));
        }
      going = !isnan (value);
    }
  shape.type = KHEO_SHAPE_DOT;
  shape.width = width * 3.2;
  kheo_chart_add_shape (self, shape);
  for (guint moment = 0; moment < axis->n; moment++)
    {
      double value = value_at (self, slope, category, moment);

      if (!isnan (value))
        kheo_chart_add_point (self, kheo_chart_axis_x (axis, moment),
                              kheo_chart_axis_y (axis, value));
    }
}

static void
add_marks (KheoChartLayout *self, const KheoSlope *slope)
{
  const KheoChartAxis *axis = &slope->axis;
  double               half = axis->size * 0.28;

  for (guint i = 0; i < slope->n; i++)
    for (guint moment = 0; moment < axis->n; moment++)
      {
        double value = value_at (self, slope, i, moment);
        double x = kheo_chart_axis_x (axis, moment);
        double y = isnan (value) ? 0 : kheo_chart_axis_y (axis, value);
        double from = moment == 0 ? self->free.x : x - axis->step / 2;
        double to = moment + 1 == axis->n ? self->free.x + self->free.width : x + axis->step / 2;
        KheoChartMark mark = {
          .type = KHEO_CHART_MARK_POINT,
          .category = (int) i,
          .series = (int) slope->order[moment],
          .value = value,
          .x = x,
          .y = y,
          .box = { x - half, y - half, 2 * half, 2 * half },
        };

        if (!isnan (value))
          kheo_chart_add_mark (self, &mark,
                               (KheoBox){ from, self->free.y, to - from, self->free.height });
      }
}

/* The texts of one side: numbers next to the axis, names beyond them. */
typedef struct
{
  gboolean right;
  guint    moment;
  GArray  *numbers; /* owned: KheoChartItem, label.category tells of what */
  double   number_width, name_width;
} SlopeEnd;

static KheoColor
text_color (KheoChartLayout *self, const KheoSlope *slope, guint category)
{
  int       dash;
  KheoColor color = line_color (self, slope, category, &dash);

  if (self->style.theme == KHEO_CHART_MONO)
    return self->style.text;
  return kheo_color_mix (color, self->style.text, 0.4);
}

static KheoChartItem
measure_name (KheoChartLayout *self, const KheoSlope *slope, guint category, double most)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = slope->axis.size,
    .bold = kheo_chart_data_get_emphasis (self->data) == (int) category,
    .max_width = MAX (most, 1),
    .max_lines = 1,
    .color = text_color (self, slope, category),
  };
  const char   *name = kheo_chart_data_get_category_label (self->data, category);
  KheoChartItem item = kheo_chart_text_measure (self, name, &spec);

  item.label.category = (int) category;
  return item;
}

static KheoChartItem
measure_number (KheoChartLayout *self, const KheoSlope *slope, guint category, guint moment)
{
  g_autofree char *text =
      kheo_chart_data_format (self->data, value_at (self, slope, category, moment));
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_VALUE,
    .font_size = slope->axis.size,
    .bold = TRUE,
    .color = text_color (self, slope, category),
  };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);

  item.label.category = (int) category;
  item.label.series = (int) slope->order[moment];
  return item;
}

static SlopeEnd
measure_end (KheoChartLayout *self, const KheoSlope *slope, gboolean right)
{
  SlopeEnd end = { .right = right, .moment = right ? slope->axis.n - 1 : 0 };
  double   most = self->free.width * NAME_SHARE;

  end.numbers = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  for (guint i = 0; i < slope->n; i++)
    if (slope->named[i] && !isnan (value_at (self, slope, i, end.moment)))
      {
        KheoChartItem number = measure_number (self, slope, i, end.moment);
        KheoChartItem name = measure_name (self, slope, i, most);

        end.number_width = MAX (end.number_width, number.label.box.width);
        end.name_width = MAX (end.name_width, name.label.box.width);
        g_array_append_val (end.numbers, number);
        kheo_chart_item_clear (&name);
      }
  end.name_width = MIN (end.name_width, most - end.number_width - slope->axis.size * 0.6);
  return end;
}

static void
clear_end (SlopeEnd *end)
{
  for (guint i = 0; i < end->numbers->len; i++)
    kheo_chart_item_clear (&g_array_index (end->numbers, KheoChartItem, i));
  g_array_unref (end->numbers);
}

/* From the plot to the far end of the names. */
static double
end_width (const KheoSlope *slope, const SlopeEnd *end)
{
  if (end->numbers->len == 0)
    return slope->axis.size;
  return slope->axis.size * 2.1 + end->number_width + MAX (end->name_width, 0);
}

/* A hair from a text that had to move to its point. */
static void
add_leader (KheoChartLayout *self, const KheoSlope *slope, KheoPoint point, KheoPoint text)
{
  if (fabs (point.y - text.y) < slope->axis.size * 0.3)
    return;
  kheo_chart_add_rule (self, (KheoChartRule){ point.x, point.y, text.x, text.y,
                                              slope->axis.size * 0.05, self->style.muted });
}

static void
place_text (KheoChartLayout *self,
            const KheoSlope *slope,
            const SlopeEnd  *end,
            KheoChartItem   *number)
{
  double        gap = slope->axis.size * 0.6, side = end->right ? 1 : -1;
  double        x = kheo_chart_axis_x (&slope->axis, end->moment) + side * slope->axis.size * 1.5;
  double        beyond = x + side * (end->number_width + gap);
  guint         category = (guint) number->label.category;
  KheoChartItem name = measure_name (self, slope, category, end->name_width);
  KheoBox       box = number->label.box, name_box = name.label.box;

  /* Numbers are flush at the side of their last digit. */
  box.x = end->right ? x + end->number_width - box.width : x - box.width;
  name_box.x = end->right ? beyond : beyond - name_box.width;
  name_box.y = box.y + (box.height - name_box.height) / 2;
  if (kheo_chart_is_free (self, &box))
    {
      if (name_box.width > 0 && end->name_width > slope->axis.size &&
          kheo_chart_is_free (self, &name_box))
        kheo_chart_place (self, &name, name_box.x, name_box.y);
      kheo_chart_place (self, number, box.x, box.y);
    }
  kheo_chart_item_clear (&name);
}

static void
place_end (KheoChartLayout *self, const KheoSlope *slope, SlopeEnd *end)
{
  const KheoChartAxis *axis = &slope->axis;
  double               x = kheo_chart_axis_x (axis, end->moment), side = end->right ? 1 : -1;
  KheoSpread           spread = { FALSE, axis->plot.y - slope->line / 2,
                                  axis->plot.y + axis->plot.height + slope->line / 2, 0 };

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < end->numbers->len; i++)
        {
          KheoChartItem *item = &g_array_index (end->numbers, KheoChartItem, i);
          double         value = value_at (self, slope, (guint) item->label.category, end->moment);
          double         y = kheo_chart_axis_y (axis, value);

          if (pass == 0)
            item->label.box.y = y - item->label.box.height / 2;
          else
            add_leader (self, slope, (KheoPoint){ x + side * axis->size * 0.4, y },
                        (KheoPoint){ x + side * axis->size * 1.3,
                                     item->label.box.y + item->label.box.height / 2 });
        }
      if (pass == 0)
        kheo_chart_spread (end->numbers, &spread);
    }
  for (guint i = 0; i < end->numbers->len; i++)
    place_text (self, slope, end, &g_array_index (end->numbers, KheoChartItem, i));
}

/* Numbers at the moments between, while they can be told apart. */
static void
add_middle_numbers (KheoChartLayout *self, const KheoSlope *slope)
{
  double gap = slope->axis.size * 0.35;

  for (guint i = 0; i < self->marks->len && slope->n <= 3; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);
      gboolean             end = mark->series == (int) slope->order[0] ||
                     mark->series == (int) slope->order[slope->axis.n - 1];
      g_autofree char *text = kheo_chart_data_format (self->data, mark->value);
      KheoTextSpec     spec = {
            .type = KHEO_CHART_LABEL_VALUE,
            .font_size = slope->axis.size * 0.9,
            .color = self->style.text,
      };
      KheoChartItem item = kheo_chart_text_measure (self, text, &spec);

      for (int side = -1; side <= 1 && !end && item.pango != NULL; side += 2)
        {
          KheoBox box = item.label.box;

          box.x = mark->x + gap;
          box.y = mark->y + (side < 0 ? -gap - box.height : gap);
          if (kheo_chart_is_clear (self, &box, mark))
            kheo_chart_place (self, &item, box.x, box.y);
        }
      kheo_chart_item_clear (&item);
    }
}

/* Names of the levels over or below their lines, wherever no line passes. */
static void
add_levels (KheoChartLayout *self, const KheoSlope *slope)
{
  static const double places[] = { 0.02, 0.5, 0.98, 0.25, 0.75 };

  const KheoBox *plot = &slope->axis.plot;
  double         gap = slope->axis.size * 0.2;
  GArray        *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));

  kheo_chart_levels_append (self, &slope->axis, plot->width * 0.6, items);
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
      KheoBox        box = item->label.box;
      double         y = box.y + box.height / 2;

      for (guint k = 0; k < 2 * G_N_ELEMENTS (places) && item->pango != NULL; k++)
        {
          box.x = plot->x + (plot->width - box.width) * places[k / 2];
          box.y = k % 2 == 0 ? y + gap : y - gap - box.height;
          if (kheo_chart_is_clear (self, &box, NULL))
            kheo_chart_place (self, item, box.x, box.y);
        }
      self->levels_crowded |= item->pango != NULL;
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
}

/* "120 others are not named" below the chart. */
static void
cut_others (KheoChartLayout *self, const KheoSlope *slope)
{
  guint            n = slope->n - slope->n_named;
  g_autofree char *count = kheo_number_format (n), *text = NULL;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_NOTE,
        .font_size = slope->axis.size * 0.9,
        .max_width = MAX (self->free.width, 1),
        .max_lines = 1,
        .color = self->style.muted,
  };

  if (n == 0)
    return;
  if (kheo_slope_has_crowd (slope))
    /* Translators: the place is a number */
    text = g_strdup_printf (_ ("%s more as a band from their lowest to their highest, darker the "
                               "half in the middle"),
                            count);
  else
    /* Translators: the place is a number */
    text = g_strdup_printf (
        ngettext ("%s more line without its name", "%s more lines without names", n), count);
  kheo_chart_foot_line (self, text, &spec);
}

static void
find_plot (KheoChartLayout *self, KheoSlope *slope, double left, double right)
{
  KheoChartAxis *axis = &slope->axis;
  double         head;

  axis->plot = self->free;
  axis->plot.x += left;
  axis->plot.width -= left + right;
  axis->step = axis->n > 1 ? axis->plot.width / (axis->n - 1) : 0;
  axis->first = axis->n > 1 ? axis->plot.x : axis->plot.x + axis->plot.width / 2;
  head = kheo_slope_measure_moments (self, slope);
  axis->plot.y += head;
  axis->plot.height -= head + slope->line * 0.6;
  self->plot = axis->plot;
}

/* The texts of both sides, and what they leave for the plot. */
static void
measure_ends (KheoChartLayout *self, KheoSlope *slope, SlopeEnd *left, SlopeEnd *right)
{
  *left = measure_end (self, slope, FALSE);
  *right = measure_end (self, slope, TRUE);
  find_plot (self, slope, end_width (slope, left), end_width (slope, right));
}

static void
fill_plot (KheoChartLayout *self, KheoSlope *slope, SlopeEnd *left, SlopeEnd *right)
{
  kheo_slope_add_axes (self, slope);
  place_end (self, slope, left);
  if (slope->axis.n > 1)
    place_end (self, slope, right);
  /* The emphasised line over all others, those without a name below. */
  if (kheo_slope_has_crowd (slope))
    kheo_slope_add_crowd (self, slope);
  for (guint pass = kheo_slope_has_crowd (slope) ? 1 : 0; pass < 3; pass++)
    for (guint i = 0; i < slope->n; i++)
      {
        gboolean stands_out = kheo_chart_data_get_emphasis (self->data) == (int) i;

        if (pass == (stands_out ? 2 : slope->named[i] ? 1 : 0))
          add_line (self, slope, i);
      }
  add_marks (self, slope);
  kheo_chart_levels_add_lines (self, &slope->axis);
  add_levels (self, slope);
  add_middle_numbers (self, slope);
}

void
kheo_chart_slope (KheoChartLayout *self)
{
  KheoSlope slope = {
    .n = kheo_chart_data_get_n_categories (self->data),
    .axis.size = self->style.font_size,
    .line = kheo_chart_line_height (self->style.font_size),
  };
  SlopeEnd left, right;

  order_moments (self, &slope);
  find_scale (self, &slope);
  slope.named = g_new0 (gboolean, MAX (slope.n, 1));
  choose_named (self, &slope);
  measure_ends (self, &slope, &left, &right);
  if (kheo_slope_list_moments (self, &slope)) /* takes room from those that are named */
    choose_named (self, &slope);
  clear_end (&left);
  clear_end (&right);
  cut_others (self, &slope);
  measure_ends (self, &slope, &left, &right);
  if (slope.axis.plot.width >= slope.axis.size * 3 && slope.axis.plot.height >= slope.line)
    fill_plot (self, &slope, &left, &right);
  clear_end (&left);
  clear_end (&right);
  g_free (slope.named);
  g_free (slope.order);
}
