/* What a person corrects before anything is written. */
#include "kheo-import-conversion.h"
#include "kheo-import-plain.h"

#include <string.h>

/* Columns as they are, rows and values anew. */
static void
understand_again (KheoImportTable *table)
{
  kheo_import_understand (table, NULL, NULL);
  table->import->needs_match = TRUE;
}

void
kheo_import_set_column (KheoImport *self, KheoImportTable *table, guint column, int field)
{
  KheoColumn *changed = kheo_table_column (table, column);

  g_return_if_fail (column < table->columns->len);

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoImportColumn *other = &kheo_table_column (table, i)->info;

      if (i != column && field != KHEO_COLUMN_NONE && other->field == field)
        {
          other->field = KHEO_COLUMN_NONE;
          other->corrected = TRUE;
        }
    }
  changed->info.field = field;
  changed->info.corrected = TRUE;
  changed->holds_names = FALSE;
  g_clear_pointer (&changed->memo, g_hash_table_unref);
  self->corrected = TRUE;
  understand_again (table);
}

static const KheoRegister *
register_of (KheoImportAs as)
{
  return as == KHEO_IMPORT_MODELS       ? &kheo_register_models
         : as == KHEO_IMPORT_UNITS      ? &kheo_register_units
         : as == KHEO_IMPORT_FIGURES    ? &kheo_register_figures
         : as == KHEO_IMPORT_CONVERSION ? &kheo_register_conversion
                                        : kheo_plain_register (as);
}

/* All of the table's understanding is for another register: nothing of it stays. */
static void
start_again (KheoImportTable *table)
{
  kheo_import_forget (table, KHEO_STAGE_READ);
  kheo_import_forget (table, KHEO_STAGE_UNDERSTAND);
  kheo_import_forget (table, KHEO_STAGE_MATCH);
  g_array_set_size (table->fixes, 0);
  g_clear_pointer (&table->joins, g_hash_table_unref);
  g_clear_pointer (&table->same, g_hash_table_unref);
  g_clear_pointer (&table->distinct, g_hash_table_unref);
  table->joins_recalled = FALSE;
  g_array_set_size (table->rows, 0);
  kheo_values_reset (table, 0);
  g_array_set_size (table->totals, 0);
  g_array_set_size (table->groups, 0);
  g_array_set_size (table->nodes, 0);
  g_clear_pointer (&table->refs, g_array_unref);
  table->info.n_rows = 0;
  if (table->info.reg == NULL)
    {
      for (guint i = 0; i < table->columns->len; i++)
        kheo_table_column (table, i)->info.field = KHEO_COLUMN_NONE;
      table->import->needs_match = TRUE;
      return;
    }
  kheo_finder_make_columns (table);
  kheo_title_read (table, table->base_row);
  understand_again (table);
}

void
kheo_import_set_as (KheoImport *self, KheoImportTable *table, KheoImportAs as)
{
  table->info.as = as;
  table->info.reg = register_of (as);
  start_again (table);
}

void
kheo_import_set_heading (KheoImport *self, KheoImportTable *table, guint first, guint last)
{
  g_return_if_fail (first <= last && first >= table->base_row);

  table->info.heading_first = first;
  table->info.heading_last = last;
  table->info.first_row = first;
  if (table->info.reg == NULL)
    {
      table->info.as = KHEO_IMPORT_MODELS;
      table->info.reg = &kheo_register_models;
    }
  start_again (table);
}

void
kheo_fix_clear (gpointer data)
{
  kheo_value_clear (&((KheoFix *) data)->value);
}

static int
compare_fixes (gconstpointer a, gconstpointer b)
{
  const KheoFix *first = a;
  const KheoFix *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return first->field - second->field;
}

/* A correction replaces an earlier one of the same place; they stay sorted by row. */
static void
add_fix (KheoImportTable *table, guint32 row, int field, const KheoValue *value)
{
  KheoFix fix = { row, field, *value };
  guint   at = kheo_fixes_find (table, row);

  for (; at < table->fixes->len; at++)
    {
      KheoFix *other = &g_array_index (table->fixes, KheoFix, at);

      if (compare_fixes (other, &fix) > 0)
        break;
      if (compare_fixes (other, &fix) == 0)
        {
          kheo_value_clear (&other->value);
          other->value = *value;
          return;
        }
    }
  g_array_insert_val (table->fixes, at, fix);
}

guint
kheo_fixes_find (const KheoImportTable *table, guint32 row)
{
  guint low = 0;
  guint high = table->fixes->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (table->fixes, KheoFix, middle).row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
kheo_import_is_fixed (const KheoImportTable *table, guint index, int field)
{
  guint32 row = table->base_row + index;

  for (guint i = kheo_fixes_find (table, row); i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (fix->row != row)
        break;
      if (fix->field == field)
        return TRUE;
    }
  return FALSE;
}

GArray *
kheo_import_table_list_fixed (const KheoImportTable *table)
{
  GArray *fixed = g_array_new (FALSE, FALSE, sizeof (KheoImportFixed));

  for (guint i = 0; i < table->fixes->len; i++)
    {
      const KheoFix  *fix = &g_array_index (table->fixes, KheoFix, i);
      KheoImportFixed place = { fix->row, fix->field };

      if (fix->row != KHEO_EVERY_ROW)
        g_array_append_val (fixed, place);
    }
  return fixed;
}

static gboolean
parse_value (KheoImportTable *table, int field, const char *text, KheoValue *value, GError **error)
{
  /* Units are told by their names here, and so are records. */
  if (field >= 0 && table->info.reg->fields[field].type != KHEO_FIELD_UNIT &&
      !(table->info.reg->fields[field].type == KHEO_FIELD_RECORD &&
        kheo_plain_is (table->info.reg)))
    return kheo_field_parse (&table->info.reg->fields[field], text, value, error);
  kheo_value_set_text (value, text);
  return TRUE;
}

gboolean
kheo_import_set_value (KheoImport      *self,
                       KheoImportTable *table,
                       guint            index,
                       int              field,
                       const char      *text,
                       GError         **error)
{
  KheoValue value = KHEO_VALUE_INIT;

  if (!parse_value (table, field, text, &value, error))
    return FALSE;
  add_fix (table, table->base_row + index, field, &value);
  understand_again (table);
  return TRUE;
}

/* ---- All that write the same ---- */

static const char *
text_in_column (KheoImportTable *table, guint index, guint column)
{
  const KheoCell *cell = kheo_sheet_get_cell (table->sheet, table->base_row + index, column);

  return cell != NULL ? kheo_cell_text (table->import, table->sheet, cell) : "";
}

/* Rows of data that say in @field's column what @index says: GArray of guint; NULL: no column. */
static GArray *
list_alike (KheoImportTable *table, guint index, int field)
{
  int         at = kheo_column_of_field (table, field);
  guint       column = at >= 0 ? kheo_table_column (table, (guint) at)->info.column : 0;
  const char *text = at >= 0 ? text_in_column (table, index, column) : NULL;
  GArray     *rows = NULL;

  if (text == NULL)
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < table->rows->len; i++)
    if (kheo_table_row (table, i)->kind == KHEO_ROW_DATA &&
        strcmp (text_in_column (table, i, column), text) == 0)
      g_array_append_val (rows, i);
  return rows;
}

guint
kheo_import_count_alike (KheoImport *self, KheoImportTable *table, guint index, int field)
{
  g_autoptr (GArray) rows = list_alike (table, index, field);

  return rows != NULL && rows->len > 0 ? rows->len - 1 : 0;
}

/* One pass, however many there are. */
static void
merge_fixes (KheoImportTable *table, GArray *fixes)
{
  g_autoptr (GArray) before = g_steal_pointer (&table->fixes);
  guint at = 0;

  table->fixes = g_array_sized_new (FALSE, FALSE, sizeof (KheoFix), before->len + fixes->len);
  g_array_set_clear_func (table->fixes, kheo_fix_clear);
  g_array_set_clear_func (before, NULL);
  for (guint i = 0; i < before->len; i++)
    {
      KheoFix *fix = &g_array_index (before, KheoFix, i);

      while (at < fixes->len && compare_fixes (&g_array_index (fixes, KheoFix, at), fix) < 0)
        g_array_append_val (table->fixes, g_array_index (fixes, KheoFix, at++));
      if (at < fixes->len && compare_fixes (&g_array_index (fixes, KheoFix, at), fix) == 0)
        kheo_fix_clear (fix);
      else
        g_array_append_val (table->fixes, *fix);
    }
  if (at < fixes->len)
    g_array_append_vals (table->fixes, &g_array_index (fixes, KheoFix, at), fixes->len - at);
}

gboolean
kheo_import_set_alike (KheoImport      *self,
                       KheoImportTable *table,
                       guint            index,
                       int              field,
                       const char      *text,
                       GError         **error)
{
  g_autoptr (GArray) rows = list_alike (table, index, field);
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (KheoFix));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      KheoFix fix = { table->base_row + g_array_index (rows, guint, i), field, KHEO_VALUE_INIT };

      if (!parse_value (table, field, text, &fix.value, error))
        return FALSE; /* the first says so already */
      g_array_append_val (fixes, fix);
    }
  merge_fixes (table, fixes);
  understand_again (table);
  return TRUE;
}

void
kheo_import_set_default (KheoImport *self, KheoImportTable *table, int field, const char *text)
{
  KheoValue value = KHEO_VALUE_INIT;

  g_return_if_fail (field >= 0);

  for (guint i = 0; text == NULL && i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (fix->row == KHEO_EVERY_ROW && fix->field == field)
        {
          g_array_remove_index (table->fixes, i);
          break;
        }
    }
  if (text != NULL && kheo_field_parse (&table->info.reg->fields[field], text, &value, NULL))
    add_fix (table, KHEO_EVERY_ROW, field, &value);
  understand_again (table);
}

static void
decide (KheoImportTable *table, guint index, guint decision)
{
  g_hash_table_insert (table->decisions, GUINT_TO_POINTER (table->base_row + index),
                       GUINT_TO_POINTER (decision));
  understand_again (table);
}

void
kheo_import_skip_row (KheoImport *self, KheoImportTable *table, guint index)
{
  decide (table, index, KHEO_ROW_FLAG_SKIPPED);
}

void
kheo_import_take_row (KheoImport *self, KheoImportTable *table, guint index)
{
  decide (table, index, KHEO_ROW_FLAG_TAKEN);
}

void
kheo_import_choose_unit (KheoImport *self, guint unit, gint64 unit_id)
{
  const KheoPlace *place = &g_array_index (self->places, KheoPlace, unit);

  g_return_if_fail (unit < self->places->len);

  g_hash_table_insert (self->answers,
                       g_strdup_printf ("%" G_GINT64_FORMAT "|%s", place->under, place->text),
                       g_memdup2 (&unit_id, sizeof unit_id));
  self->needs_match = TRUE;
}

void
kheo_import_set_year (KheoImport *self, int year)
{
  self->options->year = year;
  for (guint i = 0; i < self->tables->len; i++)
    understand_again (g_ptr_array_index (self->tables, i));
}

void
kheo_import_set_under (KheoImport *self, gint64 unit_id)
{
  self->under = unit_id;
  if (unit_id == 0)
    g_clear_pointer (&self->options->under, g_free);
  self->needs_match = TRUE;
}

void
kheo_import_set_create_units (KheoImport *self, gboolean create)
{
  self->options->create_units = create;
  self->needs_match = TRUE;
}
