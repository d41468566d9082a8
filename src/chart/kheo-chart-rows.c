/* Lying bars, one row a category: ranking, stacked, and bars whose names are too long to stand. */
#include "kheo-chart-rows.h"

#include "kheo-chart-parts.h"
#include "kheo-chart-references.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_stacked (const KheoChartLayout *self)
{
  return self->kind == KHEO_CHART_STACKED;
}

/* The outer end of a bar, where its number stands. */
typedef struct
{
  double   x, y;      /* y in the middle of the bar */
  gboolean leftwards; /* the bar grows to the left */
} BarEnd;

/* Does a number beside the bar stand above the time before, which lies along the bar's lower edge?
 * Then it belongs to the bar at a glance, however long the other one is. */
static gboolean
stands_above (const KheoChartLayout *self,
              const KheoChartRows   *rows,
              const KheoChartItem   *item,
              double                 middle)
{
  for (guint i = self->marks->len; i > 0 && rows->previous >= 0; i--)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i - 1);

      if (mark->category != item->label.category)
        break;
      if (mark->series == rows->previous && mark->type != KHEO_CHART_MARK_TICK)
        return middle + item->label.box.height / 2 <= mark->box.y + rows->size * 0.1;
    }
  return FALSE;
}

/* Where a number stands beside the end of its bar: a target that would cross it, or a time before
 * that is longer than the bar, sends it to their other side. */
static double
beyond_compared (const KheoChartLayout *self,
                 const KheoChartRows   *rows,
                 const KheoChartItem   *item,
                 BarEnd                 end,
                 gboolean               above)
{
  double reach = item->label.box.width + rows->size, x = end.x;

  for (guint pass = above ? 1 : 0; pass < 2; pass++) /* first the time before, then the target */
    for (guint i = self->marks->len; i > 0; i--)
      {
        const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i - 1);
        gboolean             tick = mark->type == KHEO_CHART_MARK_TICK;
        double               beyond = end.leftwards ? x - mark->x : mark->x - x;

        if (mark->category != item->label.category)
          break;
        if (tick == (pass == 1) && (tick || mark->series == rows->previous) && beyond >= 0 &&
            (!tick || beyond < reach))
          x = mark->x;
      }
  return x;
}

/* Places @item at the end of a bar; FALSE if it does not stay in its row. */
static gboolean
place_value (
    KheoChartLayout *self, const KheoChartRows *rows, KheoChartItem *item, KheoBox row, BarEnd end)
{
  double   gap = rows->size * 0.45;
  KheoBox  box = item->label.box;
  gboolean above = end.y - box.height / 2 >= row.y && stands_above (self, rows, item, end.y);

  if (rows->target >= 0 || rows->previous >= 0)
    end.x = beyond_compared (self, rows, item, end, above);
  box.x = end.leftwards ? end.x - gap - box.width : end.x + gap;
  box.y = above ? end.y - box.height / 2 : row.y + (row.height - box.height) / 2;
  if (!kheo_box_contains (&row, &box) || box.x < row.x + rows->label_width + gap)
    return FALSE;
  kheo_chart_place (self, item, box.x, box.y);
  return TRUE;
}

static void
add_value (KheoChartLayout *self, const KheoChartRows *rows, KheoBox row, const KheoChartMark *mark)
{
  KheoChartItem item = kheo_chart_rows_measure (self, rows, mark->value);

  item.color = isnan (mark->value) ? self->style.muted : self->style.text;
  item.halo = kheo_chart_data_get_n_references (self->data) > 0;
  item.label.category = mark->category;
  item.label.series = mark->series;
  place_value (self, rows, &item, row, (BarEnd){ mark->x, mark->y, mark->value < 0 });
  kheo_chart_item_clear (&item);
}

void
kheo_chart_rows_add_name (KheoChartLayout     *self,
                          const KheoChartRows *rows,
                          KheoBox              row,
                          guint                index)
{
  guint        category = rows->order[index];
  gboolean     stands_out = kheo_chart_data_get_emphasis (self->data) == (int) category;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = rows->size,
    .bold = stands_out,
    .max_width = rows->label_width + rows->size * 0.4,
    .max_lines = MAX ((int) (row.height * 1.001 / rows->line), 1),
    .color = self->style.text,
  };
  const char   *name = kheo_chart_data_get_category_label (self->data, category);
  KheoChartItem item;

  if (rows->label_width < rows->size || *name == '\0')
    return;
  item = kheo_chart_text_measure (self, name, &spec);
  if (item.label.box.height > row.height && spec.max_lines > 1) /* a taller font stepped in */
    {
      kheo_chart_item_clear (&item);
      spec.max_lines = 1;
      item = kheo_chart_text_measure (self, name, &spec);
    }
  if (item.label.box.height <= row.height + 0.01 && item.label.box.width <= spec.max_width + 0.01)
    kheo_chart_place (self, &item, row.x, row.y + (row.height - item.label.box.height) / 2)
        ->category = (int) category;
  kheo_chart_item_clear (&item);
}

/* One bar from zero to @value in its lane. */
static void
add_bar (KheoChartLayout *self, const KheoChartRows *rows, KheoBox row, guint index, guint lane)
{
  double height = row.height / rows->lanes;
  double thick = MIN (height * (rows->lanes > 1 ? 0.8 : 0.66), rows->thickest);
  double lift = 0; /* makes room for the time before */
  double value = kheo_chart_rows_value (self, rows, index, lane);
  double zero = kheo_chart_rows_map (rows, row.x, 0),
         end = isnan (value) ? zero : kheo_chart_rows_map (rows, row.x, value);
  KheoBox region = { row.x, row.y + lane * height, row.width, height };
  int     series = -1;

  if (self->kind == KHEO_CHART_BAR || rows->n_parts == 1)
    series = (int) rows->parts[lane];

  if (rows->previous >= 0 && lane == 0)
    {
      thick *= 0.84;
      lift = thick * 0.16;
    }

  KheoChartMark mark = {
    .type = KHEO_CHART_MARK_BAR,
    .category = (int) rows->order[index],
    .series = series,
    .value = value,
    .x = end,
    .y = region.y + height / 2 - lift,
    .box = { MIN (zero, end), region.y + (height - thick) / 2 - lift, fabs (end - zero), thick },
  };

  kheo_chart_add_mark (self, &mark, region);
  if (lane == 0)
    kheo_chart_rows_add_beside (self, rows, region, &mark);
  add_value (self, rows, region, &mark);
}

/* Number of a part inside its segment; FALSE when there is no room for it. */
static gboolean
add_part (KheoChartLayout *self, const KheoChartRows *rows, const KheoChartMark *mark)
{
  KheoChartItem   item = kheo_chart_rows_measure (self, rows, mark->value);
  KheoBox         box = item.label.box;
  KheoChartLabel *label;
  int             pattern = -1;
  gboolean        fits =
      box.width + rows->size * 0.5 <= mark->box.width && box.height <= mark->box.height * 1.3;

  if (fits)
    {
      KheoColor ground = kheo_chart_color (self, mark->category, mark->series, &pattern);

      kheo_chart_item_on (self, &item, ground, pattern);
      label = kheo_chart_place (self, &item, mark->box.x + (mark->box.width - box.width) / 2,
                                mark->box.y + (mark->box.height - box.height) / 2);
      label->category = mark->category;
      label->series = mark->series;
    }
  kheo_chart_item_clear (&item);
  return fits;
}

/* "15 = 12 + 3": the whole with its parts, where they have no room inside the bar. */
static char *
sum_text (KheoChartLayout *self, const KheoChartRows *rows, guint category)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *whole = kheo_chart_data_format (
      self->data, kheo_chart_data_get_category_total (self->data, category));

  g_string_append (text, whole);
  for (guint i = 0; i < rows->n_parts; i++)
    {
      double           value = kheo_chart_data_get_value (self->data, category, rows->parts[i]);
      g_autofree char *part = kheo_chart_data_format (self->data, value);

      g_string_append_printf (text, "%s%s", i == 0 ? " = " : " + ", part);
    }
  return g_string_free (text, FALSE);
}

static gboolean
add_whole (KheoChartLayout     *self,
           const KheoChartRows *rows,
           KheoBox              row,
           const KheoChartMark *total,
           const char          *text)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_VALUE,
    .font_size = rows->size,
    .bold = TRUE,
    .color = self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);
  gboolean      placed;

  item.label.category = total->category;
  item.halo = kheo_chart_data_get_n_references (self->data) > 0;
  placed =
      place_value (self, rows, &item, row,
                   (BarEnd){ total->x, total->y, total->x < kheo_chart_rows_map (rows, row.x, 0) });
  kheo_chart_item_clear (&item);
  return placed;
}

/* The number of the whole bar at its end, with its parts if they have no room inside. */
static void
add_total (KheoChartLayout     *self,
           const KheoChartRows *rows,
           KheoBox              row,
           const KheoChartMark *total,
           gboolean             with_parts)
{
  g_autofree char *parts = sum_text (self, rows, (guint) total->category);
  g_autofree char *whole = kheo_chart_data_format (self->data, total->value);

  if (!with_parts || !add_whole (self, rows, row, total, parts))
    add_whole (self, rows, row, total, whole);
}

static double
stack_height (const KheoChartRows *rows)
{
  return MIN (rows->pitch * 0.66, rows->thickest);
}

/* The parts of one row: positive ones to the right of zero, negative ones to the left. */
static void
add_stack (KheoChartLayout *self, const KheoChartRows *rows, KheoBox row, guint index)
{
  guint         n = rows->n_parts, category = rows->order[index];
  double        up = 0, down = 0, zero = kheo_chart_rows_map (rows, row.x, 0);
  double        thick = stack_height (rows);
  gboolean      crowded = FALSE;
  KheoChartMark mark = { .type = KHEO_CHART_MARK_BAR, .category = (int) category };

  mark.box = (KheoBox){ 0, row.y + (row.height - thick) / 2, 0, thick };
  mark.y = row.y + row.height / 2;
  for (guint i = 0; i < n; i++)
    {
      guint   series = rows->parts[i];
      double  value = kheo_chart_data_get_value (self->data, category, series);
      double *base = value < 0 ? &down : &up;
      double  from = kheo_chart_rows_map (rows, row.x, *base);

      *base += isnan (value) ? 0 : value;
      mark.series = (int) series;
      mark.value = value;
      mark.x = kheo_chart_rows_map (rows, row.x, *base);
      mark.box.x = MIN (from, mark.x);
      mark.box.width = fabs (mark.x - from);
      kheo_chart_add_mark (self, &mark, (KheoBox){ mark.box.x, row.y, mark.box.width, row.height });
      if (value != 0 && !isnan (value) && !add_part (self, rows, &mark))
        crowded = TRUE;
    }

  mark.type = KHEO_CHART_MARK_TOTAL;
  mark.series = -1;
  mark.value = kheo_chart_data_get_category_total (self->data, category);
  mark.x = kheo_chart_rows_map (rows, row.x, down < 0 && up == 0 ? down : up);
  mark.box.x = MIN (zero, kheo_chart_rows_map (rows, row.x, down));
  mark.box.width = kheo_chart_rows_map (rows, row.x, up) - mark.box.x;
  kheo_chart_add_mark (self, &mark, row);
  kheo_chart_rows_add_beside (self, rows, row, &mark);
  add_total (self, rows, row, &mark, crowded && n > 1 && n <= 4);
}

void
kheo_chart_rows_add_rest (KheoChartLayout *self, const KheoChartRows *rows)
{
  guint            n_rest = rows->n - rows->n_shown;
  double           sum = 0;
  g_autofree char *count = kheo_number_format (n_rest), *value = NULL, *text = NULL;
  KheoBox          row;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_NOTE,
        .font_size = rows->size,
        .max_lines = 1,
        .max_width = rows->column_width,
        .color = self->style.muted,
  };
  KheoChartItem item;
  KheoChartMark mark = { .type = KHEO_CHART_MARK_REST, .category = -1, .series = -1 };

  for (guint i = rows->n_shown; i < rows->n; i++)
    {
      double total = kheo_chart_data_get_category_total (self->data, rows->order[i]);

      sum += isnan (total) ? 0 : total;
    }
  value = kheo_chart_data_format (self->data, sum);
  if (kheo_chart_data_get_additive (self->data))
    /* Translators: both places are numbers, "3,301 other units: 12,345" */
    text = g_strdup_printf (ngettext ("%s other unit: %s", "%s other units: %s", n_rest), count,
                            value);
  else
    text = g_strdup_printf (ngettext ("%s other unit", "%s other units", n_rest), count);

  row = (KheoBox){ self->free.x + (rows->n_columns - 1) * (rows->column_width + rows->gap),
                   rows->top + (rows->per_column - 1) * rows->pitch, rows->column_width,
                   rows->pitch };
  mark.value = kheo_chart_data_get_additive (self->data) ? sum : (double) NAN;
  mark.x = row.x;
  mark.y = row.y + row.height / 2;
  mark.box = row;
  if (spec.max_width <= rows->size)
    return;
  item = kheo_chart_text_measure (self, text, &spec);
  if (item.label.box.height <= row.height + 0.01 && item.label.box.width <= row.width)
    {
      kheo_chart_place (self, &item, row.x, row.y + (row.height - item.label.box.height) / 2);
      kheo_chart_add_rule (self, (KheoChartRule){ row.x, row.y, row.x + row.width, row.y,
                                                  rows->size * 0.05, self->style.grid });
      kheo_chart_add_mark (self, &mark, row);
    }
  kheo_chart_item_clear (&item);
}

/* Names of the series over their parts of the first row; FALSE when they do not fit there. */
static gboolean
add_series_names (KheoChartLayout *self, const KheoChartRows *rows, double height)
{
  guint        n = rows->n_parts;
  GArray      *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  double       x_free = self->free.x, up = 0;
  double       bar_top = rows->top + (rows->pitch - stack_height (rows)) / 2;
  gboolean     fits = TRUE;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_SERIES,
    .font_size = self->style.font_size,
    .color = self->style.muted,
  };

  for (guint i = 0; i < n && fits; i++)
    {
      guint         series = rows->parts[i];
      const char   *name = kheo_chart_data_get_series_label (self->data, series);
      double        value = kheo_chart_data_get_value (self->data, rows->order[0], series);
      KheoChartItem item = kheo_chart_text_measure (self, name, &spec);
      KheoBox      *box = &item.label.box;

      box->x = kheo_chart_rows_map (rows, self->free.x, up) + rows->size * 0.25;
      fits = value > 0 && box->x >= x_free && box->height <= height &&
             box->x + box->width <= self->free.x + rows->column_width;
      up += value > 0 ? value : 0;
      x_free = box->x + box->width + rows->size;
      item.label.series = (int) series;
      g_array_append_val (items, item);
    }
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);

      if (fits)
        kheo_chart_place (self, item, item->label.box.x, bar_top - height);
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
  return fits;
}

KheoBox
kheo_chart_rows_box (const KheoChartLayout *self, const KheoChartRows *rows, guint index)
{
  guint column = index / rows->per_column;

  return (KheoBox){ self->free.x + column * (rows->column_width + rows->gap),
                    rows->top + (index % rows->per_column) * rows->pitch, rows->column_width,
                    rows->pitch };
}

double
kheo_chart_rows_cut_levels (KheoChartLayout *self)
{
  double y = self->free.y, line = kheo_chart_line_height (self->style.font_size);

  if (!kheo_chart_has_levels (self))
    return 0;
  if (self->free.height < line * 6)
    {
      self->levels_crowded = TRUE;
      return 0;
    }
  self->free.y += line * 1.15;
  self->free.height -= line * 1.15;
  return y;
}

void
kheo_chart_rows_add_lines (KheoChartLayout *self, const KheoChartRows *rows, double names_y)
{
  for (guint column = 0; column < rows->n_columns && rows->n_shown > 0; column++)
    {
      double x = self->free.x + column * (rows->column_width + rows->gap);
      guint  n =
          MIN (rows->per_column, rows->n_shown - MIN (rows->n_shown, column * rows->per_column));
      double zero = kheo_chart_rows_map (rows, x, 0), bottom = rows->top + n * rows->pitch;

      KheoChartUpright upright = {
        .scale = { .low = rows->low, .high = rows->high },
        .extent = { x + rows->bar_x, rows->top, rows->bar_width, bottom - rows->top },
        .left = x,
        .right = x + rows->column_width - rows->beside,
        .names_y = names_y,
        .size = self->style.font_size,
        .named = column == 0 && names_y > 0,
      };

      if (n == 0)
        continue;
      kheo_chart_add_rule (self, (KheoChartRule){ zero, rows->top, zero, bottom, rows->size * 0.07,
                                                  self->style.muted });
      kheo_chart_levels_add_upright (self, &upright);
    }
}

static void
fill_rows (KheoChartLayout *self, const KheoChartRows *rows)
{
  for (guint i = 0; i < rows->n_shown; i++)
    {
      KheoBox row = kheo_chart_rows_box (self, rows, i);

      kheo_chart_rows_add_name (self, rows, row, i);
      if (is_stacked (self))
        add_stack (self, rows, row, i);
      else
        for (guint lane = 0; lane < rows->lanes; lane++)
          add_bar (self, rows, row, i, lane);
    }
}

/* Tells which series is which: over the first row, or in a legend.  Gives where the names of the
 * levels may stand. */
static double
divide_below_names (KheoChartLayout *self, KheoChartRows *rows)
{
  KheoBox whole = self->free;
  double  head = kheo_chart_line_height (self->style.font_size) * 1.2, levels_y;

  if (self->kind == KHEO_CHART_STACKED && whole.height > head * 5 && rows->n_parts > 1 &&
      rows->n_parts == kheo_chart_data_get_n_series (self->data))
    {
      levels_y = kheo_chart_rows_cut_levels (self);
      self->free.y += head;
      self->free.height -= head;
      kheo_chart_rows_divide (self, rows);
      if (rows->n_shown > 0 && add_series_names (self, rows, head))
        return levels_y;
      self->free = whole;
    }
  if (kheo_chart_has_legend (self))
    kheo_chart_legend (self);
  levels_y = kheo_chart_rows_cut_levels (self);
  kheo_chart_rows_divide (self, rows);
  return levels_y;
}

/* "Sum of: collective, individual" below the bars that do not show their parts. */
static void
cut_sum_of (KheoChartLayout *self, const KheoChartRows *rows)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_NOTE,
        .font_size = self->style.font_size * 0.85,
        .max_width = MAX (self->free.width, 1),
        .max_lines = 2,
        .color = self->style.muted,
  };

  if (!kheo_chart_sums_parts (self) || kheo_chart_is_tile (self))
    return;
  for (guint i = 0; i < rows->n_parts; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            kheo_chart_data_get_series_label (self->data, rows->parts[i]));
  /* Translators: names of series, "Sum of: collective, individual" */
  text = g_strdup_printf (_ ("Sum of: %s"), names->str);
  kheo_chart_foot_line (self, text, &spec);
}

gboolean
kheo_chart_has_no_sums (const KheoChartLayout *self)
{
  return self->kind != KHEO_CHART_BAR && self->n_parts > 1 &&
         !kheo_chart_data_get_additive (self->data);
}

void
kheo_chart_rows (KheoChartLayout *self)
{
  KheoChartRows rows = { .n_parts = 0 };
  double        names_y;

  if (kheo_chart_has_no_sums (self) && kheo_chart_instead (self))
    return;
  kheo_chart_rows_init (self, &rows);
  cut_sum_of (self, &rows);
  names_y = divide_below_names (self, &rows);
  names_y += names_y > 0 ? rows.top - self->free.y : 0;
  self->plot = self->free;
  fill_rows (self, &rows);
  kheo_chart_rows_add_lines (self, &rows, names_y);
  if (rows.n_shown < rows.n)
    kheo_chart_rows_add_rest (self, &rows);
  kheo_chart_rows_clear (&rows);
}
