/* Lying bars, one row a category: ranking, stacked, and bars whose names are too long to stand. */
#include "kheo-chart-private.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LABEL_SHARE  0.42 /* of a column's width, at most */
#define DENSE_SCALE  0.85 /* type of a list that does not fit otherwise */
#define COLUMN_CHARS 27.0 /* a column of a ranking is at least this wide, in type sizes */
#define MOST_COLUMNS 4
#define LARGE_SCALE  1.35 /* type of a few rows on a large sheet … */
#define LARGE_CHARS  50.0 /* … as long as the sheet is this wide, in type sizes */
#define AIRY_PITCH   4.2  /* lines of type from row to row, at most */

typedef struct
{
  guint *order;   /* owned: categories as they are shown, then the rest */
  guint  n;       /* categories in all */
  guint  n_shown; /* rows of their own */
  guint  lanes;   /* bars side by side in one row */
  guint  n_columns, per_column;
  double size, line, pitch, top;
  double column_width, gap;
  double label_width; /* of the names */
  double bar_x;       /* from the column's left: where the bars' extent begins */
  double bar_width;
  double low, high; /* values at the ends of the extent; low ≤ 0 ≤ high */
} Rows;

static gboolean
is_stacked (const KheoChartLayout *self)
{
  return self->kind == KHEO_CHART_STACKED;
}

static int
compare_totals (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const double *totals = user_data;
  guint         first = *(const guint *) a, second = *(const guint *) b;
  double        x = totals[first], y = totals[second];

  if (isnan (x) != isnan (y))
    return isnan (x) ? 1 : -1;
  if (!isnan (x) && x != y)
    return x > y ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void
order_rows (KheoChartLayout *self, Rows *rows)
{
  rows->n = kheo_chart_data_get_n_categories (self->data);
  rows->order = g_new (guint, MAX (rows->n, 1));
  for (guint i = 0; i < rows->n; i++)
    rows->order[i] = i;
  if (self->kind == KHEO_CHART_RANKING)
    {
      g_autofree double *totals = g_new (double, MAX (rows->n, 1));

      for (guint i = 0; i < rows->n; i++)
        totals[i] = kheo_chart_data_get_category_total (self->data, i);
      g_qsort_with_data (rows->order, (int) rows->n, sizeof (guint), compare_totals, totals);
    }
}

/* The emphasised category always has a row: it takes the last one if its place is further down. */
static void
keep_emphasis (KheoChartLayout *self, Rows *rows)
{
  int emphasis = kheo_chart_data_get_emphasis (self->data);

  for (guint i = rows->n_shown; emphasis >= 0 && rows->n_shown > 0 && i < rows->n; i++)
    if (rows->order[i] == (guint) emphasis)
      {
        guint pushed = rows->order[rows->n_shown - 1];

        rows->order[rows->n_shown - 1] = rows->order[i];
        rows->order[i] = pushed;
        return;
      }
}

static double
smallest_pitch (const Rows *rows)
{
  return rows->lanes == 1 ? rows->line * 1.08 : rows->line * (rows->lanes + 0.5);
}

static guint
capacity (const Rows *rows, double height)
{
  double n = floor ((height + 0.001) / smallest_pitch (rows));

  return (guint) CLAMP (n, 0, 100000);
}

/* A few rows on a large sheet may speak louder. */
static double
large_scale (const KheoChartLayout *self, const Rows *rows)
{
  double size = self->style.font_size;
  double airy = rows->n * (rows->lanes > 1 ? rows->lanes * 1.5 + 1 : AIRY_PITCH) *
                kheo_chart_line_height (size);
  double scale = MIN (self->free.height / MAX (airy, 1), self->free.width / (size * LARGE_CHARS));

  return CLAMP (scale, 1, LARGE_SCALE);
}

/* How many rows of what pitch in how many columns. */
static void
divide_space (KheoChartLayout *self, Rows *rows)
{
  double height = self->free.height, largest;
  guint  fit;

  rows->size = self->style.font_size * large_scale (self, rows);
  rows->line = kheo_chart_line_height (rows->size);
  rows->n_columns = 1;
  if (capacity (rows, height) < rows->n)
    {
      rows->size = self->style.font_size * DENSE_SCALE;
      rows->line = kheo_chart_line_height (rows->size);
    }
  fit = MAX (capacity (rows, height), 1);
  if (fit < rows->n && self->kind == KHEO_CHART_RANKING)
    {
      guint wanted = (rows->n + fit - 1) / fit;
      guint room = (guint) (self->free.width / (COLUMN_CHARS * rows->size));

      rows->n_columns = CLAMP (MIN (wanted, room), 1, MOST_COLUMNS);
    }
  rows->gap = rows->n_columns > 1 ? rows->size * 2.7 : 0;
  rows->column_width = (self->free.width - rows->gap * (rows->n_columns - 1)) / rows->n_columns;

  if (fit * rows->n_columns >= rows->n)
    {
      rows->n_shown = rows->n;
      rows->per_column = (rows->n + rows->n_columns - 1) / rows->n_columns;
    }
  else
    {
      rows->per_column = fit;
      rows->n_shown = fit * rows->n_columns - 1;
    }
  largest = rows->lanes == 1 ? rows->line * AIRY_PITCH : rows->line * (rows->lanes * 1.5 + 1);
  rows->pitch =
      CLAMP (height / MAX (rows->per_column, 1), MIN (smallest_pitch (rows), height), largest);
  rows->top = self->free.y;
  keep_emphasis (self, rows);
}

/* What one lane of a row reaches to both sides of zero. */
static void
reach (KheoChartLayout *self, guint category, double *low, double *high)
{
  double up = 0, down = 0;
  guint  n_series = kheo_chart_data_get_n_series (self->data);

  for (guint i = 0; i < n_series; i++)
    {
      double value = kheo_chart_data_get_value (self->data, category, i);

      if (isnan (value))
        continue;
      if (is_stacked (self))
        {
          up += MAX (value, 0);
          down += MIN (value, 0);
        }
      else
        {
          up = MAX (up, value);
          down = MIN (down, value);
        }
    }
  if (self->kind == KHEO_CHART_RANKING)
    {
      double total = kheo_chart_data_get_category_total (self->data, category);

      up = isnan (total) ? 0 : MAX (total, 0);
      down = isnan (total) ? 0 : MIN (total, 0);
    }
  *low = MIN (*low, down);
  *high = MAX (*high, up);
}

static KheoChartItem
measure (KheoChartLayout *self, const Rows *rows, KheoChartLabelType type, const char *text)
{
  KheoTextSpec spec = { .type = type, .font_size = rows->size, .color = self->style.text };

  return kheo_chart_text_measure (self, text, &spec);
}

static KheoChartItem
measure_value (KheoChartLayout *self, const Rows *rows, double value)
{
  g_autofree char *text = kheo_chart_data_format (self->data, value);

  return measure (self, rows, KHEO_CHART_LABEL_VALUE, text);
}

static double
row_value (KheoChartLayout *self, const Rows *rows, guint row, guint lane)
{
  if (self->kind == KHEO_CHART_BAR)
    return kheo_chart_data_get_value (self->data, rows->order[row], lane);
  return kheo_chart_data_get_category_total (self->data, rows->order[row]);
}

/* Widths of the column of names and of the values beyond the ends of the bars. */
static void
divide_width (KheoChartLayout *self, Rows *rows)
{
  double names = 0, left = 0, right = 0, gap = rows->size * 0.45, rest;

  for (guint row = 0; row < rows->n_shown; row++)
    {
      const char   *name = kheo_chart_data_get_category_label (self->data, rows->order[row]);
      KheoChartItem item = measure (self, rows, KHEO_CHART_LABEL_CATEGORY, name);

      names = MAX (names, item.label.box.width * 1.06); /* room for bold */
      kheo_chart_item_clear (&item);
      reach (self, rows->order[row], &rows->low, &rows->high);
      for (guint lane = 0; lane < rows->lanes; lane++)
        {
          double value = row_value (self, rows, row, lane);

          item = measure_value (self, rows, value);
          if (value < 0)
            left = MAX (left, item.label.box.width * 1.06 + gap);
          else
            right = MAX (right, item.label.box.width * 1.06 + gap);
          kheo_chart_item_clear (&item);
        }
    }
  rows->label_width = MIN (names, rows->column_width * LABEL_SHARE);
  rest = rows->column_width - rows->label_width - 2 * gap - left - right;
  if (rest < rows->column_width * 0.12) /* tile: the names give way to the bars */
    {
      rows->label_width = MAX (rows->label_width - (rows->column_width * 0.12 - rest), 0);
      rest = rows->column_width - rows->label_width - 2 * gap - left - right;
    }
  rows->bar_x = rows->label_width + 2 * gap + left;
  rows->bar_width = MAX (rest, 0);
}

static double
map (const Rows *rows, double column_x, double value)
{
  KheoScale scale = { .low = rows->low, .high = rows->high };

  return kheo_scale_map (&scale, value, column_x + rows->bar_x,
                         column_x + rows->bar_x + rows->bar_width);
}

/* The outer end of a bar, where its number stands. */
typedef struct
{
  double   x;
  gboolean leftwards; /* the bar grows to the left */
} BarEnd;

/* Places @item at the end of a bar; FALSE if it does not stay in its row. */
static gboolean
place_value (KheoChartLayout *self, const Rows *rows, KheoChartItem *item, KheoBox row, BarEnd end)
{
  double  gap = rows->size * 0.45;
  KheoBox box = item->label.box;

  box.x = end.leftwards ? end.x - gap - box.width : end.x + gap;
  box.y = row.y + (row.height - box.height) / 2;
  if (!kheo_box_contains (&row, &box) || box.x < row.x + rows->label_width + gap)
    return FALSE;
  kheo_chart_place (self, item, box.x, box.y);
  return TRUE;
}

static void
add_value (KheoChartLayout *self, const Rows *rows, KheoBox row, const KheoChartMark *mark)
{
  KheoChartItem item = measure_value (self, rows, mark->value);

  item.color = isnan (mark->value) ? self->style.muted : self->style.text;
  item.label.category = mark->category;
  item.label.series = mark->series;
  place_value (self, rows, &item, row, (BarEnd){ mark->x, mark->value < 0 });
  kheo_chart_item_clear (&item);
}

static void
add_name (KheoChartLayout *self, const Rows *rows, KheoBox row, guint index)
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
add_bar (KheoChartLayout *self, const Rows *rows, KheoBox row, guint index, guint lane)
{
  double  height = row.height / rows->lanes;
  double  thick = MIN (height * (rows->lanes > 1 ? 0.8 : 0.66), rows->size * 2.7);
  double  value = row_value (self, rows, index, lane);
  double  zero = map (rows, row.x, 0), end = isnan (value) ? zero : map (rows, row.x, value);
  KheoBox region = { row.x, row.y + lane * height, row.width, height };
  int     n_series = (int) kheo_chart_data_get_n_series (self->data);

  KheoChartMark mark = {
    .type = KHEO_CHART_MARK_BAR,
    .category = (int) rows->order[index],
    .series = self->kind == KHEO_CHART_RANKING ? (n_series == 1 ? 0 : -1) : (int) lane,
    .value = value,
    .x = end,
    .y = region.y + height / 2,
    .box = { MIN (zero, end), region.y + (height - thick) / 2, fabs (end - zero), thick },
  };

  kheo_chart_add_mark (self, &mark, region);
  add_value (self, rows, region, &mark);
}

/* Number of a part inside its segment; FALSE when there is no room for it. */
static gboolean
add_part (KheoChartLayout *self, const Rows *rows, const KheoChartMark *mark)
{
  KheoChartItem   item = measure_value (self, rows, mark->value);
  KheoBox         box = item.label.box;
  KheoChartLabel *label;
  gboolean        fits =
      box.width + rows->size * 0.5 <= mark->box.width && box.height <= mark->box.height * 1.3;

  if (fits)
    {
      item.color =
          kheo_color_on (self, kheo_chart_color (self, mark->category, mark->series, NULL));
      item.plate = TRUE;
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
sum_text (KheoChartLayout *self, guint category)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *whole = kheo_chart_data_format (
      self->data, kheo_chart_data_get_category_total (self->data, category));

  g_string_append (text, whole);
  for (guint i = 0; i < kheo_chart_data_get_n_series (self->data); i++)
    {
      double           value = kheo_chart_data_get_value (self->data, category, i);
      g_autofree char *part = kheo_chart_data_format (self->data, value);

      g_string_append_printf (text, "%s%s", i == 0 ? " = " : " + ", part);
    }
  return g_string_free (text, FALSE);
}

static gboolean
add_whole (KheoChartLayout     *self,
           const Rows          *rows,
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
  placed =
      place_value (self, rows, &item, row, (BarEnd){ total->x, total->x < map (rows, row.x, 0) });
  kheo_chart_item_clear (&item);
  return placed;
}

/* The number of the whole bar at its end, with its parts if they have no room inside. */
static void
add_total (KheoChartLayout     *self,
           const Rows          *rows,
           KheoBox              row,
           const KheoChartMark *total,
           gboolean             with_parts)
{
  g_autofree char *parts = sum_text (self, (guint) total->category);
  g_autofree char *whole = kheo_chart_data_format (self->data, total->value);

  if (!with_parts || !add_whole (self, rows, row, total, parts))
    add_whole (self, rows, row, total, whole);
}

/* The parts of one row: positive ones to the right of zero, negative ones to the left. */
static void
add_stack (KheoChartLayout *self, const Rows *rows, KheoBox row, guint index)
{
  guint         n = kheo_chart_data_get_n_series (self->data), category = rows->order[index];
  double        up = 0, down = 0, zero = map (rows, row.x, 0);
  double        thick = MIN (row.height * 0.66, rows->size * 2.5);
  gboolean      crowded = FALSE;
  KheoChartMark mark = { .type = KHEO_CHART_MARK_BAR, .category = (int) category };

  mark.box = (KheoBox){ 0, row.y + (row.height - thick) / 2, 0, thick };
  mark.y = row.y + row.height / 2;
  for (guint i = 0; i < n; i++)
    {
      double  value = kheo_chart_data_get_value (self->data, category, i);
      double *base = value < 0 ? &down : &up;
      double  from = map (rows, row.x, *base);

      *base += isnan (value) ? 0 : value;
      mark.series = (int) i;
      mark.value = value;
      mark.x = map (rows, row.x, *base);
      mark.box.x = MIN (from, mark.x);
      mark.box.width = fabs (mark.x - from);
      kheo_chart_add_mark (self, &mark, (KheoBox){ mark.box.x, row.y, mark.box.width, row.height });
      if (value != 0 && !isnan (value) && !add_part (self, rows, &mark))
        crowded = TRUE;
    }

  mark.type = KHEO_CHART_MARK_TOTAL;
  mark.series = -1;
  mark.value = kheo_chart_data_get_category_total (self->data, category);
  mark.x = map (rows, row.x, down < 0 && up == 0 ? down : up);
  mark.box.x = MIN (zero, map (rows, row.x, down));
  mark.box.width = map (rows, row.x, up) - mark.box.x;
  kheo_chart_add_mark (self, &mark, row);
  add_total (self, rows, row, &mark, crowded && n <= 4);
}

/* "3.301 other units: 12.345", below a hairline, without a bar: it would dwarf all others. */
static void
add_rest (KheoChartLayout *self, const Rows *rows)
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
add_series_names (KheoChartLayout *self, const Rows *rows, double height)
{
  guint        n = kheo_chart_data_get_n_series (self->data);
  GArray      *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  double       x_free = self->free.x, up = 0;
  gboolean     fits = TRUE;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_SERIES,
    .font_size = self->style.font_size,
    .color = self->style.muted,
  };

  for (guint i = 0; i < n && fits; i++)
    {
      const char   *name = kheo_chart_data_get_series_label (self->data, i);
      double        value = kheo_chart_data_get_value (self->data, rows->order[0], i);
      KheoChartItem item = kheo_chart_text_measure (self, name, &spec);
      KheoBox      *box = &item.label.box;

      box->x = map (rows, self->free.x, up);
      fits = value > 0 && box->x >= x_free && box->height <= height &&
             box->x + box->width <= self->free.x + rows->column_width;
      up += value > 0 ? value : 0;
      x_free = box->x + box->width + rows->size;
      item.label.series = (int) i;
      g_array_append_val (items, item);
    }
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);

      if (fits)
        kheo_chart_place (self, item, item->label.box.x, self->free.y - height);
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
  return fits;
}

static void
fill_rows (KheoChartLayout *self, const Rows *rows)
{
  for (guint i = 0; i < rows->n_shown; i++)
    {
      guint   column = i / rows->per_column;
      KheoBox row = { self->free.x + column * (rows->column_width + rows->gap),
                      rows->top + (i % rows->per_column) * rows->pitch, rows->column_width,
                      rows->pitch };

      add_name (self, rows, row, i);
      if (is_stacked (self))
        add_stack (self, rows, row, i);
      else
        for (guint lane = 0; lane < rows->lanes; lane++)
          add_bar (self, rows, row, i, lane);
    }
  for (guint column = 0; column < rows->n_columns && rows->n_shown > 0; column++)
    {
      double x = self->free.x + column * (rows->column_width + rows->gap);
      guint  n =
          MIN (rows->per_column, rows->n_shown - MIN (rows->n_shown, column * rows->per_column));
      double zero = map (rows, x, 0);

      kheo_chart_add_rule (self,
                           (KheoChartRule){ zero, rows->top, zero, rows->top + n * rows->pitch,
                                            rows->size * 0.07, self->style.muted });
    }
}

static void
divide (KheoChartLayout *self, Rows *rows)
{
  g_free (rows->order);
  order_rows (self, rows);
  divide_space (self, rows);
  rows->low = rows->high = 0;
  divide_width (self, rows);
}

/* Tells which series is which: over the first row, or in a legend. */
static void
divide_below_names (KheoChartLayout *self, Rows *rows)
{
  KheoBox whole = self->free;
  double  head = kheo_chart_line_height (self->style.font_size) * 1.2;

  if (self->kind == KHEO_CHART_STACKED && whole.height > head * 3)
    {
      self->free.y += head;
      self->free.height -= head;
      divide (self, rows);
      if (rows->n_shown > 0 && add_series_names (self, rows, head))
        return;
      self->free = whole;
    }
  kheo_chart_legend (self);
  divide (self, rows);
}

void
kheo_chart_rows (KheoChartLayout *self)
{
  guint n_series = kheo_chart_data_get_n_series (self->data);
  Rows  rows = { .lanes = self->kind == KHEO_CHART_BAR ? n_series : 1 };

  if (n_series > 1 && self->kind != KHEO_CHART_RANKING)
    divide_below_names (self, &rows);
  else
    divide (self, &rows);
  self->plot = self->free;
  fill_rows (self, &rows);
  if (rows.n_shown < rows.n)
    add_rest (self, &rows);
  g_free (rows.order);
}
