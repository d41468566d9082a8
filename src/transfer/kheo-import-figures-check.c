/*
 * What the sheet itself adds up: rows and columns of totals, a district's row above its communes,
 * rates of plan and result.  They are checked and not taken; a row whose unit holds others of the
 * table is a figure of its own only where those say nothing.
 */
#include "kheo-import-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  KheoImportTable *table;
  KheoUnitMap     *map;
  GHashTable      *by_unit; /* unit id → index of row + 1 */
  int             *above;   /* by row: the nearest row whose unit holds this one's, -1 */
  guint            n_columns;
  double          *all;   /* by column: Σ of all rows that are taken */
  guint           *n_all; /* … how many */
  guint           *at;    /* row * n_columns + column → index of cell + 1 */
} Check;

static KheoFigureCell *
cell_at (const Check *check, guint row, guint column)
{
  guint index = check->at[(gsize) row * check->n_columns + column];

  return index > 0 ? kheo_figure_cell (check->table, index - 1) : NULL;
}

static gboolean
says_number (const KheoFigureCell *cell)
{
  return cell != NULL && cell->text.says == KHEO_CELL_SAYS_VALUE && !cell->text.percent &&
         cell->text.denominator < 0;
}

static gboolean
adds_up (const KheoImportTable *table, const KheoFigureCell *cell)
{
  return cell->indicator >= 0 && cell->measure <= KHEO_MEASURE_TARGET &&
         kheo_indicator_place (table->import, cell->indicator)->by_sum;
}

static gboolean
agrees (double says, double computed)
{
  return fabs (says - computed) <= MAX (1e-6, fabs (computed) * 1e-9);
}

static char *
format (double value)
{
  return kheo_number_format_decimal (value, value == nearbyint (value) ? 0 : 2);
}

static void
report (KheoImportTable *table, const KheoFigureCell *cell, gboolean grand, double computed)
{
  guint           row = table->base_row + cell->row;
  guint           column = kheo_table_column (table, cell->column)->info.column;
  KheoImportTotal total = {
    row,   column,           kheo_table_column (table, cell->column)->info.heading,
    grand, cell->text.value, computed
  };
  g_autofree char *says = NULL;
  g_autofree char *sum = NULL;

  g_array_append_val (table->totals, total);
  if (agrees (cell->text.value, computed) || cell->text.qualifier != KHEO_NUMBER_EXACT)
    return;
  says = format (cell->text.value);
  sum = format (computed);
  kheo_import_note (
      table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "total-mismatch",
      g_strdup_printf (
          _ ("The sheet says %s, its rows add up to %s. Check which of them is right."), says, sum),
      (int) row, (int) column);
}

/* ---- Rows whose unit holds others ---- */

static void
find_above (Check *check)
{
  KheoImportTable *table = check->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoFigureLine *line = kheo_figure_line (table, i);

      check->above[i] = -1;
      if (kheo_table_row (table, i)->kind == KHEO_ROW_DATA && line->has_unit &&
          line->unit_id != 0 && table->figures->indicator_column < 0)
        g_hash_table_insert (check->by_unit, (gpointer) &line->unit_id, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoFigureLine *line = kheo_figure_line (table, i);
      int at = line->has_unit ? kheo_unit_map_find (check->map, line->unit_id) : -1;

      while (at >= 0 && check->above[i] < 0)
        {
          gint64 id = 0;

          at = kheo_unit_map_get_parent (check->map, (guint) at);
          if (at < 0)
            break;
          id = kheo_unit_map_get_id (check->map, (guint) at);
          check->above[i] = GPOINTER_TO_INT (g_hash_table_lookup (check->by_unit, &id)) - 1;
        }
    }
}

static void
check_above (Check *check, guint row, const GArray *parts, guint column)
{
  KheoFigureCell *cell = cell_at (check, row, column);
  double          sum = 0;
  guint           n = 0;

  if (cell == NULL || !adds_up (check->table, cell))
    return;
  for (guint i = 0; i < parts->len; i++)
    {
      const KheoFigureCell *part = cell_at (check, g_array_index (parts, guint, i), column);

      if (!says_number (part))
        continue;
      sum += part->text.value;
      n++;
    }
  if (n == 0)
    return;
  cell->flags |= KHEO_FIGURE_FLAG_SUM;
  if (says_number (cell))
    report (check->table, cell, FALSE, sum);
}

static void
check_holders (Check *check)
{
  g_autoptr (GHashTable) holders =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       parts = NULL;

  for (guint i = 0; i < check->table->rows->len; i++)
    {
      gpointer holder = GINT_TO_POINTER (check->above[i] + 1);
      GArray  *known = g_hash_table_lookup (holders, holder);

      if (check->above[i] < 0)
        continue;
      if (known == NULL)
        {
          known = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (holders, holder, known);
        }
      g_array_append_val (known, i);
    }
  g_hash_table_iter_init (&iter, holders);
  while (g_hash_table_iter_next (&iter, &key, &parts))
    for (guint c = 0; c < check->n_columns; c++)
      check_above (check, GPOINTER_TO_UINT (key) - 1, parts, c);
}

/* ---- Rows of totals ---- */

static gboolean
is_in_group (const KheoImportTable *table, int group, int wanted)
{
  for (; group >= 0; group = g_array_index (table->groups, KheoGroup, group).parent)
    if (group == wanted)
      return TRUE;
  return FALSE;
}

/* Σ of what is taken of a column from row @first up to @end. */
static double
sum_rows (const Check *check, guint column, guint first, guint end, guint *out_n)
{
  double sum = 0;

  *out_n = 0;
  for (guint i = first; i < end; i++)
    {
      const KheoSheetRow   *row = kheo_table_row (check->table, i);
      const KheoFigureCell *cell = row->kind == KHEO_ROW_DATA ? cell_at (check, i, column) : NULL;

      if (!says_number (cell) || (cell->flags & KHEO_FIGURE_FLAG_SUM) != 0)
        continue;
      sum += cell->text.value;
      (*out_n)++;
    }
  return sum;
}

/* The rows of a group follow each other. */
static guint
end_of_group (const KheoImportTable *table, guint row, int group)
{
  guint end = row + 1;

  while (end < table->rows->len)
    {
      const KheoSheetRow *next = kheo_table_row (table, end);

      if (next->kind != KHEO_ROW_BLANK && next->kind != KHEO_ROW_HEADING &&
          next->kind != KHEO_ROW_CODES && !is_in_group (table, next->group, group))
        break;
      end++;
    }
  return end;
}

/* A subtotal that opens a group is of that; another of the rows since the one before. */
static void
check_total (Check *check, guint row, guint column, guint first, guint end)
{
  KheoImportTable *table = check->table;
  KheoFigureCell  *cell = cell_at (check, row, column);
  guint            n = 0;
  double           part = 0;

  if (!says_number (cell) || !adds_up (table, cell) || check->n_all[column] == 0)
    return;
  part = sum_rows (check, column, first, end, &n);
  if (kheo_table_row (table, row)->kind == KHEO_ROW_TOTAL || n == 0 ||
      (agrees (cell->text.value, check->all[column]) && !agrees (cell->text.value, part)))
    report (table, cell, TRUE, check->all[column]);
  else
    report (table, cell, FALSE, part);
}

static void
check_total_row (Check *check, guint row, guint since)
{
  const KheoSheetRow *sheet_row = kheo_table_row (check->table, row);
  gboolean            opens = sheet_row->group >= 0 &&
                   g_array_index (check->table->groups, KheoGroup, sheet_row->group).row ==
                       check->table->base_row + row;
  guint first = opens ? row + 1 : since;
  guint end = row;

  if (opens)
    end = end_of_group (check->table, row, sheet_row->group);
  else if (sheet_row->kind == KHEO_ROW_TOTAL)
    first = row; /* of everything */
  for (guint c = 0; c < check->n_columns; c++)
    check_total (check, row, c, first, end);
}

static void
check_totals (Check *check)
{
  guint since = 0;

  if (check->table->figures->indicator_column >= 0 && check->table->figures->unit_column < 0)
    return; /* unlike things below each other have no sum */
  for (guint c = 0; c < check->n_columns; c++)
    check->all[c] = sum_rows (check, c, 0, check->table->rows->len, &check->n_all[c]);
  for (guint i = 0; i < check->table->rows->len; i++)
    {
      KheoRowKind kind = (KheoRowKind) kheo_table_row (check->table, i)->kind;

      if (kind != KHEO_ROW_TOTAL && kind != KHEO_ROW_SUBTOTAL)
        continue;
      check_total_row (check, i, since);
      if (kind == KHEO_ROW_SUBTOTAL)
        since = i + 1;
    }
}

/* ---- Columns of totals, and rates ---- */

static void
check_total_column (Check *check, guint column)
{
  for (guint i = 0; i < check->table->rows->len; i++)
    {
      KheoFigureCell *cell = cell_at (check, i, column);
      double          sum = 0;
      guint           n = 0;

      if (kheo_table_row (check->table, i)->kind != KHEO_ROW_DATA || !says_number (cell))
        continue;
      for (guint c = 0; c < check->n_columns; c++)
        {
          const KheoFigureCell *part = c != column ? cell_at (check, i, c) : NULL;

          if (!says_number (part) || part->measure != KHEO_MEASURE_RESULT)
            continue;
          sum += part->text.value;
          n++;
        }
      if (n > 0)
        report (check->table, cell, FALSE, sum);
    }
}

static gboolean
is_rate_of (const KheoFigureColumn *rate, const KheoFigureColumn *column)
{
  return column->role == KHEO_ROLE_FIGURES && kheo_figures_same_subject (rate, column) &&
         (rate->period == NULL || column->period == NULL ||
          strcmp (rate->period, column->period) == 0);
}

/* Rounded as far as it is written; a share of one instead of per cent is seen for what it is. */
static gboolean
is_rate (const KheoFigureCell *cell, double rate)
{
  return fabs (cell->text.value - rate) <= 0.51 * pow (10, -MIN (cell->text.decimals, 4)) ||
         fabs (cell->text.value * 100 - rate) <= 0.51;
}

/* What the period brought, or the year so far, of any of the plans beside it; of those that stand
 * nearest the rate is told. */
static gboolean
find_rate (const Check *check, guint row, guint column, double *out_rate)
{
  const KheoFigureColumn *rate = kheo_figure_column (check->table, column);
  const KheoFigureCell   *cell = cell_at (check, row, column);
  guint                   nearest = G_MAXUINT;

  for (guint p = 0; p < check->n_columns; p++)
    for (guint d = 0; d < check->n_columns; d++)
      {
        const KheoFigureColumn *plan = kheo_figure_column (check->table, p);
        const KheoFigureColumn *done = kheo_figure_column (check->table, d);
        const KheoFigureCell   *whole = cell_at (check, row, p);
        const KheoFigureCell   *part = cell_at (check, row, d);
        guint                   far = MAX (p, column) - MIN (p, column);

        if (plan->measure != KHEO_MEASURE_TARGET || !is_rate_of (rate, plan) ||
            !is_rate_of (rate, done) || !(done->measure == KHEO_MEASURE_RESULT || done->cumulative))
          continue;
        if (!says_number (whole) || !says_number (part) || whole->text.value == 0)
          continue;
        far += MAX (d, column) - MIN (d, column);
        if (is_rate (cell, part->text.value * 100 / whole->text.value))
          return FALSE;
        if (far >= nearest)
          continue;
        nearest = far;
        *out_rate = part->text.value * 100 / whole->text.value;
      }
  return nearest < G_MAXUINT;
}

static void
check_rate (Check *check, guint row, guint column)
{
  KheoImportTable      *table = check->table;
  const KheoFigureCell *cell = cell_at (check, row, column);
  double                rate = 0;
  g_autofree char      *says = NULL;
  g_autofree char      *computed = NULL;

  if (cell == NULL || cell->text.says != KHEO_CELL_SAYS_VALUE ||
      !find_rate (check, row, column, &rate))
    return;
  says = kheo_number_format_decimal (cell->text.value, MIN (cell->text.decimals, 2));
  computed = kheo_number_format_decimal (rate, 2);
  kheo_import_note (
      table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "rate-mismatch",
      g_strdup_printf (
          _ ("The sheet says %s %%, plan and result give %s %%. Check which of them is "
             "right."),
          says, computed),
      (int) (table->base_row + row), (int) kheo_table_column (table, column)->info.column);
}

static void
check_columns (Check *check)
{
  for (guint c = 0; c < check->n_columns; c++)
    {
      const KheoFigureColumn *column = kheo_figure_column (check->table, c);

      if (column->role != KHEO_ROLE_FIGURES)
        continue;
      if (column->measure == KHEO_MEASURE_TOTAL && !column->sum_of_periods)
        check_total_column (check, c);
      for (guint i = 0; column->measure == KHEO_MEASURE_RATE && i < check->table->rows->len; i++)
        check_rate (check, i, c);
    }
}

void
kheo_figures_check (KheoImportTable *table)
{
  Check check = { .table = table, .n_columns = table->columns->len };
  gsize n = (gsize) table->rows->len * check.n_columns;

  g_array_set_size (table->totals, 0);
  check.map = kheo_unit_map_new (table->import->units, table->info.day);
  check.by_unit = g_hash_table_new (g_int64_hash, g_int64_equal);
  check.above = g_new (int, table->rows->len + 1);
  check.at = g_new0 (guint, n + 1);
  check.all = g_new0 (double, check.n_columns + 1);
  check.n_all = g_new0 (guint, check.n_columns + 1);
  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      const KheoFigureCell *cell = kheo_figure_cell (table, i);

      check.at[(gsize) cell->row * check.n_columns + cell->column] = i + 1;
    }
  find_above (&check);
  check_holders (&check);
  check_totals (&check);
  check_columns (&check);
  kheo_figures_check_parts (table, check.at);
  g_hash_table_unref (check.by_unit);
  g_free (check.above);
  g_free (check.at);
  g_free (check.all);
  g_free (check.n_all);
  kheo_unit_map_unref (check.map);
}
