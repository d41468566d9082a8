/*
 * Wholes and their parts in one table: what stands below "Trong đó" may not exceed its whole, what
 * stands below "Chia theo" adds up to it, and so do the quarters of a year.  Both numbers are told;
 * which of them is right a person decides.
 */
#include "kheo-import-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  KheoImportTable *table;
  const guint     *at;
} Check;

/* Cells of one row or of one column, by their place in the other direction. */
typedef struct
{
  double sum;
  guint  n;
  guint  n_missing; /* "…": not known */
} Sum;

static KheoFigureCell *
cell_at (const Check *check, guint row, guint column)
{
  guint index = check->at[(gsize) row * check->table->columns->len + column];

  return index > 0 ? kheo_figure_cell (check->table, index - 1) : NULL;
}

static gboolean
says_number (const KheoFigureCell *cell)
{
  return cell != NULL && cell->text.says == KHEO_CELL_SAYS_VALUE && !cell->text.percent &&
         cell->text.denominator < 0 && cell->text.qualifier == KHEO_NUMBER_EXACT;
}

static const KheoIndicatorPlace *
indicator_of (const Check *check, const KheoFigureCell *cell)
{
  return cell->indicator >= 0 ? kheo_indicator_place (check->table->import, cell->indicator) : NULL;
}

/* Money against money, heads against heads. */
static gboolean
are_of_one_kind (const Check *check, const KheoFigureCell *a, const KheoFigureCell *b)
{
  const KheoIndicatorPlace *one = indicator_of (check, a);
  const KheoIndicatorPlace *other = indicator_of (check, b);

  return one != NULL && other != NULL && one->unit.type == other->unit.type && one->by_sum &&
         (one->unit_of_measure == NULL || other->unit_of_measure == NULL ||
          strcmp (one->unit_of_measure, other->unit_of_measure) == 0);
}

static void
add (Sum *sum, const KheoFigureCell *part)
{
  if (part != NULL && part->text.says == KHEO_CELL_SAYS_MISSING)
    sum->n_missing++;
  if (!says_number (part))
    return;
  sum->sum += part->text.value;
  sum->n++;
}

/* ---- Telling ---- */

static char *
format (double value)
{
  return kheo_number_format_decimal (value, value == nearbyint (value) ? 0 : 2);
}

static gboolean
agrees (double says, double computed)
{
  return fabs (says - computed) <= MAX (1e-6, fabs (computed) * 1e-9);
}

static void
note (const Check *check, const KheoFigureCell *cell, char *message)
{
  kheo_import_note (check->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "total-mismatch",
                    message, (int) (check->table->base_row + cell->row),
                    (int) kheo_table_column (check->table, cell->column)->info.column);
}

/* @whole against the sum of its parts; of what is not known they may be less. */
static void
compare_sum (const Check *check, const KheoFigureCell *whole, const Sum *parts)
{
  guint            column = kheo_table_column (check->table, whole->column)->info.column;
  KheoImportTotal  total = { check->table->base_row + whole->row,
                             column,
                             kheo_table_column (check->table, whole->column)->info.heading,
                             FALSE,
                             whole->text.value,
                             parts->sum };
  g_autofree char *says = format (whole->text.value);
  g_autofree char *sum = format (parts->sum);

  if (parts->n == 0)
    return;
  g_array_append_val (check->table->totals, total);
  if (agrees (whole->text.value, parts->sum) ||
      (parts->n_missing > 0 && parts->sum < whole->text.value))
    return;
  note (check, whole,
        g_strdup_printf (_ ("The sheet says %s, its parts add up to %s. Check which of them is "
                            "right."),
                         says, sum));
}

static void
compare_part (const Check *check, const KheoFigureCell *whole, const KheoFigureCell *part)
{
  g_autofree char *most = NULL;
  g_autofree char *says = NULL;

  if (!says_number (whole) || !says_number (part) || !are_of_one_kind (check, whole, part) ||
      part->text.value <= whole->text.value || agrees (part->text.value, whole->text.value))
    return;
  most = format (whole->text.value);
  says = format (part->text.value);
  note (
      check, part,
      g_strdup_printf (_ ("The sheet says %s for a part of what it says is %s in all. Check which "
                          "of them is right."),
                       says, most));
}

/* ---- Columns below "Trong đó" and "Chia theo" ---- */

static const char *
name_of (const KheoFigureColumn *column)
{
  return column->indicator != NULL ? column->indicator : column->word;
}

static int
find_whole (const KheoImportTable *table, guint index)
{
  const KheoFigureColumn *part = kheo_figure_column (table, index);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoFigureColumn *column = kheo_figure_column (table, i);

      if (i != index && column->role == KHEO_ROLE_FIGURES && column->measure == part->measure &&
          g_strcmp0 (name_of (column), part->whole) == 0 &&
          g_strcmp0 (column->unit, part->unit) == 0 &&
          g_strcmp0 (column->period, part->period) == 0)
        return (int) i;
    }
  return -1;
}

static gboolean
divides_alike (const KheoFigureColumn *a, const KheoFigureColumn *b)
{
  return a->part == b->part && g_strcmp0 (a->whole, b->whole) == 0 &&
         g_strcmp0 (a->division, b->division) == 0 && a->measure == b->measure &&
         g_strcmp0 (a->unit, b->unit) == 0 && g_strcmp0 (a->period, b->period) == 0;
}

/* The columns of the division that @index opens; of later ones none: once is enough. */
static GArray *
list_division (const KheoImportTable *table, guint index)
{
  const KheoFigureColumn *first = kheo_figure_column (table, index);
  GArray                 *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < table->columns->len; i++)
    {
      if (kheo_figure_column (table, i)->role != KHEO_ROLE_FIGURES ||
          !divides_alike (kheo_figure_column (table, i), first))
        continue;
      if (i < index)
        break;
      g_array_append_val (columns, i);
    }
  return columns;
}

static void
check_division (const Check *check, guint row, guint whole, const GArray *columns)
{
  const KheoFigureCell *cell = cell_at (check, row, whole);
  Sum                   sum = { 0 };

  if (!says_number (cell))
    return;
  for (guint i = 0; i < columns->len; i++)
    {
      const KheoFigureCell *part = cell_at (check, row, g_array_index (columns, guint, i));

      if (part != NULL && part->text.says == KHEO_CELL_SAYS_VALUE &&
          !are_of_one_kind (check, cell, part))
        return;
      add (&sum, part);
    }
  compare_sum (check, cell, &sum);
}

static void
check_part_column (const Check *check, guint index)
{
  KheoImportTable        *table = check->table;
  const KheoFigureColumn *column = kheo_figure_column (table, index);
  int                     whole = find_whole (table, index);
  g_autoptr (GArray) columns = list_division (table, index);
  gboolean adds_up = column->part == KHEO_PART_DIVIDED && columns->len > 1;

  if (whole < 0)
    return;
  for (guint i = 0; i < table->rows->len; i++)
    {
      if (kheo_table_row (table, i)->kind != KHEO_ROW_DATA)
        continue;
      if (adds_up)
        check_division (check, i, (guint) whole, columns);
      else if (columns->len < 2 || column->part == KHEO_PART_OF_WHICH)
        compare_part (check, cell_at (check, i, (guint) whole), cell_at (check, i, index));
    }
}

/* ---- Rows below "Trong đó" and "Chia theo" ---- */

static void
check_part_row (const Check *check, guint index)
{
  const KheoFigureLine *line = kheo_figure_line (check->table, index);

  for (guint c = 0; c < check->table->columns->len; c++)
    if (kheo_figure_column (check->table, c)->measure <= KHEO_MEASURE_TARGET)
      compare_part (check, cell_at (check, line->whole - 1, c), cell_at (check, index, c));
}

/* All rows of one division, from its first. */
static void
check_divided_rows (const Check *check, guint first)
{
  const KheoFigureLine *line = kheo_figure_line (check->table, first);

  for (guint c = 0; c < check->table->columns->len; c++)
    {
      const KheoFigureCell *whole = cell_at (check, line->whole - 1, c);
      Sum                   sum = { 0 };
      gboolean              alike = says_number (whole) && whole->measure <= KHEO_MEASURE_TARGET;

      for (guint i = first; i < check->table->rows->len && alike; i++)
        {
          const KheoFigureLine *other = kheo_figure_line (check->table, i);
          const KheoFigureCell *part = cell_at (check, i, c);

          if (other->part_kind == KHEO_PART_NONE || other->division != line->division ||
              other->whole != line->whole)
            continue;
          alike = part == NULL || part->text.says != KHEO_CELL_SAYS_VALUE ||
                  are_of_one_kind (check, whole, part);
          add (&sum, part);
        }
      if (alike)
        compare_sum (check, whole, &sum);
    }
}

static void
check_rows (const Check *check)
{
  guint division = 0;

  for (guint i = 0; i < check->table->rows->len; i++)
    {
      const KheoFigureLine *line = kheo_figure_line (check->table, i);

      if (line->part_kind == KHEO_PART_NONE || line->whole == 0 ||
          kheo_table_row (check->table, i)->kind != KHEO_ROW_DATA)
        continue;
      if (line->part_kind == KHEO_PART_OF_WHICH)
        check_part_row (check, i);
      else if (line->division != division)
        check_divided_rows (check, i);
      division = line->division;
    }
}

/* ---- Periods of periods ---- */

typedef struct
{
  KheoPeriod period;
  guint      column;
} Part;

/* By first day; of two that begin together the longer first. */
static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *one = a;
  const Part *other = b;

  if (one->period.from != other->period.from)
    return one->period.from < other->period.from ? -1 : 1;
  return (one->period.to < other->period.to) - (one->period.to > other->period.to);
}

static gboolean
period_of (const KheoFigureColumn *column, KheoPeriod *out_period)
{
  return column->period != NULL && kheo_period_parse (column->period, out_period, NULL) &&
         !kheo_period_is_all (*out_period);
}

/* Columns of the same subject whose periods lie within @within and are shorter. */
static GArray *
list_shorter (const KheoImportTable *table, guint index, KheoMeasure measure, KheoPeriod within)
{
  GArray                 *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const KheoFigureColumn *whole = kheo_figure_column (table, index);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoFigureColumn *column = kheo_figure_column (table, i);
      Part                    part = { .column = i };

      if (i == index || column->role != KHEO_ROLE_FIGURES || column->measure != measure ||
          column->cumulative || !kheo_figures_same_subject (column, whole) ||
          !period_of (column, &part.period) || part.period.from < within.from ||
          part.period.to > within.to ||
          (part.period.from == within.from && part.period.to == within.to))
        continue;
      g_array_append_val (parts, part);
    }
  g_array_sort (parts, compare_parts);
  return parts;
}

/* Leaves those that follow each other from the first to the last day; FALSE: there is a gap. */
static gboolean
keep_partition (GArray *parts, KheoPeriod whole)
{
  KheoDate next = whole.from;
  guint    n = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      Part part = g_array_index (parts, Part, i);

      if (part.period.from != next)
        continue;
      g_array_index (parts, Part, n++) = part;
      next = part.period.to + 1;
    }
  g_array_set_size (parts, n);
  return n >= 2 && next == whole.to + 1;
}

/* Those that hold no other: what "Cộng" beside them adds up. */
static void
keep_shortest (GArray *parts)
{
  for (guint i = parts->len; i-- > 0;)
    {
      const Part *part = &g_array_index (parts, Part, i);
      gboolean    holds = FALSE;

      for (guint k = 0; k < parts->len && !holds; k++)
        {
          const Part *other = &g_array_index (parts, Part, k);

          holds = k != i && other->period.from >= part->period.from &&
                  other->period.to <= part->period.to;
        }
      if (holds)
        g_array_remove_index (parts, i);
    }
}

static void
check_periods (const Check *check, guint index, const GArray *parts)
{
  for (guint i = 0; i < check->table->rows->len; i++)
    {
      const KheoFigureCell     *whole = cell_at (check, i, index);
      const KheoIndicatorPlace *place = NULL;
      Sum                       sum = { 0 };

      if (kheo_table_row (check->table, i)->kind != KHEO_ROW_DATA || !says_number (whole) ||
          kheo_figure_line (check->table, i)->period != NULL)
        continue;
      place = indicator_of (check, whole);
      if (place == NULL || !place->over_time)
        continue;
      for (guint k = 0; k < parts->len; k++)
        add (&sum, cell_at (check, i, g_array_index (parts, Part, k).column));
      compare_sum (check, whole, &sum);
    }
}

static void
check_period_column (const Check *check, guint index)
{
  const KheoFigureColumn *column = kheo_figure_column (check->table, index);
  KheoPeriod              period = KHEO_PERIOD_ALL;
  g_autoptr (GArray) parts = NULL;

  if (column->sum_of_periods)
    {
      const KheoPeriod ever = { 0, G_MAXUINT32 };

      parts = list_shorter (check->table, index, column->sum_measure, ever);
      keep_shortest (parts);
      check_periods (check, index, parts);
      return;
    }
  if (column->measure > KHEO_MEASURE_TARGET || !period_of (column, &period))
    return;
  parts = list_shorter (check->table, index, column->measure, period);
  if (keep_partition (parts, period))
    check_periods (check, index, parts);
}

/* ---- All ---- */

void
kheo_figures_check_parts (KheoImportTable *table, const guint *at)
{
  Check check = { table, at };

  for (guint c = 0; c < table->columns->len; c++)
    {
      const KheoFigureColumn *column = kheo_figure_column (table, c);

      if (column->role != KHEO_ROLE_FIGURES)
        continue;
      if (column->part != KHEO_PART_NONE && column->measure <= KHEO_MEASURE_TARGET)
        check_part_column (&check, c);
      check_period_column (&check, c);
    }
  check_rows (&check);
}
