/* How lying bars share their room: type, rows, columns of rows, names, numbers. */
#include "kheo-chart-rows.h"

#include <math.h>

#define LABEL_SHARE  0.42 /* of a column's width, at most */
#define DENSE_SCALE  0.85 /* type of a list that does not fit otherwise */
#define COLUMN_CHARS 27.0 /* a column of a ranking is at least this wide, in type sizes */
#define MOST_COLUMNS 4
#define LARGE_SCALE  1.35 /* type of a few rows on a large sheet … */
#define LARGE_CHARS  50.0 /* … as long as the sheet is this wide, in type sizes */
#define AIRY_PITCH   4.2  /* lines of type from row to row, at most … */
#define FEW_ROWS     6    /* … but for so few, which should fill their sheet */
#define FEW_PITCH    6.4
#define LONE_ROWS    3 /* so few have thicker bars too */
#define LONE_PITCH   8
#define ABOVE_SHARE  0.4 /* of the height that rows leave empty on a sheet */

static gboolean
is_stacked (const KheoChartLayout *self)
{
  return self->kind == KHEO_CHART_STACKED;
}

void
kheo_chart_rows_init (KheoChartLayout *self, KheoChartRows *rows)
{
  guint n_series = kheo_chart_data_get_n_series (self->data);

  rows->parts = g_new (guint, MAX (n_series, 1));
  for (guint i = 0; i < n_series; i++)
    if (kheo_chart_data_is_part (self->data, i))
      rows->parts[rows->n_parts++] = i;
  rows->target = kheo_chart_data_find_series (self->data, KHEO_CHART_ROLE_TARGET);
  rows->previous = kheo_chart_data_find_series (self->data, KHEO_CHART_ROLE_PREVIOUS);
  rows->lanes = self->kind == KHEO_CHART_BAR ? rows->n_parts : 1;
}

void
kheo_chart_rows_clear (KheoChartRows *rows)
{
  g_free (rows->order);
  g_free (rows->parts);
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
order_rows (KheoChartLayout *self, KheoChartRows *rows)
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
keep_emphasis (KheoChartLayout *self, KheoChartRows *rows)
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
smallest_pitch (const KheoChartRows *rows)
{
  return rows->lanes == 1 ? rows->line * 1.08 : rows->line * (rows->lanes + 0.5);
}

static guint
capacity (const KheoChartRows *rows, double height)
{
  double n = floor ((height + 0.001) / smallest_pitch (rows));

  return (guint) CLAMP (n, 0, 100000);
}

/* A few rows on a large sheet may speak louder. */
static double
large_scale (const KheoChartLayout *self, const KheoChartRows *rows)
{
  double size = self->style.font_size;
  double airy = rows->n * (rows->lanes > 1 ? rows->lanes * 1.5 + 1 : AIRY_PITCH) *
                kheo_chart_line_height (size);
  double scale = MIN (self->free.height / MAX (airy, 1), self->free.width / (size * LARGE_CHARS));

  return kheo_chart_scale_step (CLAMP (scale, 1, LARGE_SCALE));
}

/* How many rows of what pitch in how many columns. */
static void
divide_space (KheoChartLayout *self, KheoChartRows *rows)
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
  if (fit < rows->n && (self->kind == KHEO_CHART_RANKING || self->kind == KHEO_CHART_BAR))
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
  largest = rows->lanes == 1 ? rows->line * (rows->n_shown <= LONE_ROWS  ? LONE_PITCH
                                             : rows->n_shown <= FEW_ROWS ? FEW_PITCH
                                                                         : AIRY_PITCH)
                             : rows->line * (rows->lanes * 1.5 + 1);
  rows->thickest = rows->size * (rows->n_shown <= LONE_ROWS ? 4.6 : 3.4);
  rows->pitch =
      CLAMP (height / MAX (rows->per_column, 1), MIN (smallest_pitch (rows), height), largest);
  rows->top = self->free.y;
  if (!self->style.compact)
    rows->top += MAX (height - rows->pitch * rows->per_column, 0) * ABOVE_SHARE;
  keep_emphasis (self, rows);
}

static void
widen (double *low, double *high, double value)
{
  if (isnan (value))
    return;
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

/* What a row reaches to both sides of zero. */
static void
reach (KheoChartLayout *self, KheoChartRows *rows, guint category)
{
  double up = 0, down = 0;

  for (guint i = 0; i < rows->n_parts; i++)
    {
      double value = kheo_chart_data_get_value (self->data, category, rows->parts[i]);

      if (isnan (value))
        continue;
      up += MAX (value, 0);
      down += MIN (value, 0);
      if (self->kind == KHEO_CHART_BAR)
        widen (&rows->low, &rows->high, value);
    }
  if (is_stacked (self))
    {
      widen (&rows->low, &rows->high, up);
      widen (&rows->low, &rows->high, down);
    }
  else if (self->kind != KHEO_CHART_BAR)
    widen (&rows->low, &rows->high, kheo_chart_data_get_category_total (self->data, category));
  if (rows->target >= 0)
    widen (&rows->low, &rows->high,
           kheo_chart_data_get_value (self->data, category, (guint) rows->target));
  if (rows->previous >= 0)
    widen (&rows->low, &rows->high,
           kheo_chart_data_get_value (self->data, category, (guint) rows->previous));
}

static double
width_of (KheoChartLayout *self, const KheoChartRows *rows, const char *text)
{
  KheoTextSpec spec = { .font_size = rows->size };

  return kheo_chart_text_reckon (self, text, &spec).width * 1.06; /* room for bold */
}

KheoChartItem
kheo_chart_rows_measure (KheoChartLayout *self, const KheoChartRows *rows, double value)
{
  g_autofree char *text = kheo_chart_data_format (self->data, value);
  KheoTextSpec     spec = { .type = KHEO_CHART_LABEL_VALUE,
                            .font_size = rows->size,
                            .color = self->style.text };

  return kheo_chart_text_measure (self, text, &spec);
}

double
kheo_chart_rows_value (KheoChartLayout *self, const KheoChartRows *rows, guint row, guint lane)
{
  if (self->kind != KHEO_CHART_RANKING && !is_stacked (self))
    return kheo_chart_data_get_value (self->data, rows->order[row], rows->parts[lane]);
  return kheo_chart_data_get_category_total (self->data, rows->order[row]);
}

/* Widths of the column of names and of the values beyond the ends of the bars. */
static void
divide_width (KheoChartLayout *self, KheoChartRows *rows)
{
  double names = 0, left = 0, right = 0, gap = rows->size * 0.45, rest;

  for (guint row = 0; row < rows->n_shown; row++)
    {
      const char *name = kheo_chart_data_get_category_label (self->data, rows->order[row]);

      names = MAX (names, width_of (self, rows, name));
      reach (self, rows, rows->order[row]);
      for (guint lane = 0; lane < rows->lanes && rows->beside == 0; lane++)
        {
          double           value = kheo_chart_rows_value (self, rows, row, lane);
          g_autofree char *text = kheo_chart_data_format (self->data, value);

          if (value < 0)
            left = MAX (left, width_of (self, rows, text) + gap);
          else
            right = MAX (right, width_of (self, rows, text) + gap);
        }
    }
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    widen (&rows->low, &rows->high, kheo_chart_data_get_reference_value (self->data, i));
  right += rows->beside;
  if (self->notes_listed && !kheo_chart_is_tile (self)) /* room for "(1)" behind a number */
    right += rows->size * 2;
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

double
kheo_chart_rows_map (const KheoChartRows *rows, double column_x, double value)
{
  KheoScale scale = { .low = rows->low, .high = rows->high };

  return kheo_scale_map (&scale, value, column_x + rows->bar_x,
                         column_x + rows->bar_x + rows->bar_width);
}

void
kheo_chart_rows_divide (KheoChartLayout *self, KheoChartRows *rows)
{
  g_free (rows->order);
  order_rows (self, rows);
  divide_space (self, rows);
  rows->low = rows->high = 0;
  divide_width (self, rows);
}
