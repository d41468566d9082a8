/*
 * What the sheet's own totals say, against what its rows add up to.  Amounts and counts are summed,
 * marks counted.  A total speaks of the whole table or of one of the groups open above it; it is
 * right when it equals one of these sums.
 */
#include "kheo-import-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_summable (const KheoImportTable *table, const KheoColumn *column)
{
  KheoFieldType type = KHEO_FIELD_TEXT;

  if (column->info.field == KHEO_COLUMN_CHOICE)
    return !column->holds_names;
  if (column->info.field < 0)
    return FALSE;
  type = table->info.reg->fields[column->info.field].type;
  return type == KHEO_FIELD_INTEGER || type == KHEO_FIELD_MONEY;
}

/* What a row of data adds to a total of @column. */
static double
value_of (const KheoImportTable *table, const KheoSheetRow *row, const KheoColumn *column)
{
  if (column->info.field == KHEO_COLUMN_CHOICE)
    {
      const KheoField *field = &table->info.reg->fields[column->info.choice_field];
      const KheoValue *value = kheo_values_get (table, row, column->info.choice_field);

      return value != NULL && value->type == KHEO_VALUE_TEXT &&
             g_strcmp0 (value->text, field->choices[column->info.choice].value) == 0;
    }
  else
    {
      const KheoValue *value = kheo_values_get (table, row, column->info.field);

      return value != NULL && value->type == KHEO_VALUE_INTEGER ? (double) value->integer : 0;
    }
}

/* Running sums of the summable columns: of the table, of each open group, and since the last
 * subtotal.  One pass over the rows. */
typedef struct
{
  KheoImportTable *table;
  guint            n_columns;
  double          *all;    /* [column] */
  double          *groups; /* [group][column] */
  double          *since;  /* [column], since the last subtotal */
} Sums;

static void
add_data (Sums *sums, const KheoSheetRow *row)
{
  for (guint c = 0; c < sums->n_columns; c++)
    {
      const KheoColumn *column = kheo_table_column (sums->table, c);
      double            value = 0;

      if (!is_summable (sums->table, column))
        continue;
      value = value_of (sums->table, row, column);
      sums->all[c] += value;
      sums->since[c] += value;
      for (int g = row->group; g >= 0; g = g_array_index (sums->table->groups, KheoGroup, g).parent)
        sums->groups[(gsize) g * sums->n_columns + c] += value;
    }
}

static gboolean
agrees (double says, double computed)
{
  return fabs (says - computed) <= MAX (0.5, fabs (computed) * 1e-9);
}

/* One total cell: the sum that it equals, else the nearest candidate. */
static double
find_sum (const Sums *sums, const KheoSheetRow *row, guint column, double says)
{
  double nearest = sums->all[column];
  int    scope = row->group;

  if (row->kind == KHEO_ROW_TOTAL && agrees (says, nearest))
    return nearest;
  for (; scope >= 0; scope = g_array_index (sums->table->groups, KheoGroup, scope).parent)
    {
      double sum = sums->groups[(gsize) scope * sums->n_columns + column];

      if (agrees (says, sum))
        return sum;
      if (row->kind != KHEO_ROW_TOTAL && fabs (says - sum) < fabs (says - nearest))
        nearest = sum;
    }
  if (agrees (says, sums->since[column]))
    return sums->since[column];
  return nearest;
}

static void
check_cell (Sums *sums, guint row_index, guint column_index)
{
  g_autofree char *says = NULL;
  g_autofree char *computed = NULL;
  KheoImportTable *table = sums->table;
  KheoSheetRow    *row = kheo_table_row (table, row_index);
  KheoColumn      *column = kheo_table_column (table, column_index);
  guint            sheet_row = table->base_row + row_index;
  const KheoCell  *cell = kheo_sheet_get_cell (table->sheet, sheet_row, column->info.column);
  KheoImportTotal  total = {
     sheet_row, column->info.column, column->info.heading, row->kind == KHEO_ROW_TOTAL, 0, 0
  };

  if (cell == NULL || !is_summable (table, column) ||
      !kheo_value_read_number (table, column, cell, &total.says))
    return;
  total.computed = find_sum (sums, row, column_index, total.says);
  g_array_append_val (table->totals, total);
  if (agrees (total.says, total.computed))
    return;
  says = kheo_number_format ((gint64) llround (total.says));
  computed = kheo_number_format ((gint64) llround (total.computed));
  kheo_import_note (
      table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "total-mismatch",
      g_strdup_printf (
          _ ("The sheet says %s, its rows add up to %s. Check which of them is right."), says,
          computed),
      (int) sheet_row, (int) column->info.column);
}

/* "Tổng cộng: 2.665 mô hình" speaks of the rows themselves. */
static void
check_count (Sums *sums, guint row_index)
{
  KheoImportTable *table = sums->table;
  guint            sheet_row = table->base_row + row_index;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, sheet_row, &n);

  for (guint i = 0; i < n && kheo_table_row (table, row_index)->kind == KHEO_ROW_TOTAL; i++)
    {
      gint64 count =
          cells[i].type == KHEO_CELL_TEXT && !kheo_table_is_beside (table, cells[i].column)
              ? kheo_words_count (kheo_cell_text (table->import, table->sheet, &cells[i]))
              : -1;

      if (count < 0 || count == table->n_data)
        continue;
      kheo_import_note (
          table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "total-mismatch",
          g_strdup_printf (_ ("The sheet speaks of %d models, but %u rows were found. "
                              "Check which of them is right."),
                           (int) count, table->n_data),
          (int) sheet_row, (int) cells[i].column);
    }
}

static void
check_row (Sums *sums, guint row_index)
{
  check_count (sums, row_index);
  for (guint c = 0; c < sums->n_columns; c++)
    check_cell (sums, row_index, c);
}

static gboolean
has_totals (const KheoImportTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoRowKind kind = (KheoRowKind) kheo_table_row (table, i)->kind;

      if (kind == KHEO_ROW_SUBTOTAL || kind == KHEO_ROW_TOTAL || kind == KHEO_ROW_GROUP)
        return TRUE;
    }
  return FALSE;
}

static void
run (Sums *sums)
{
  GArray *later = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sums->table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (sums->table, i);

      if (row->kind == KHEO_ROW_DATA)
        add_data (sums, row);
      else if (row->kind == KHEO_ROW_SUBTOTAL && sums->table->n_data > 0)
        {
          check_row (sums, i);
          for (guint c = 0; c < sums->n_columns; c++)
            sums->since[c] = 0;
        }
      else if (row->kind == KHEO_ROW_TOTAL || row->kind == KHEO_ROW_GROUP)
        g_array_append_val (later, i);
    }
  /* These may stand above the rows that they speak of. */
  for (guint i = 0; i < later->len; i++)
    check_row (sums, g_array_index (later, guint, i));
  g_array_unref (later);
}

void
kheo_totals_check (KheoImportTable *table)
{
  Sums sums = { .table = table, .n_columns = table->columns->len };

  g_array_set_size (table->totals, 0);
  if (table->info.reg != &kheo_register_models || !has_totals (table))
    return;
  sums.all = g_new0 (double, sums.n_columns);
  sums.since = g_new0 (double, sums.n_columns);
  sums.groups = g_new0 (double, (gsize) sums.n_columns * table->groups->len + 1);
  run (&sums);
  g_free (sums.all);
  g_free (sums.since);
  g_free (sums.groups);
}
