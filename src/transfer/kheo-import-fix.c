/* What a person corrects before anything is written. */
#include "kheo-import-private.h"

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
  switch (as)
    {
    case KHEO_IMPORT_MODELS:
      return &kheo_register_models;
    case KHEO_IMPORT_UNITS:
      return &kheo_register_units;
    case KHEO_IMPORT_AUTO:
    case KHEO_IMPORT_NOTHING:
      break;
    }
  return NULL;
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
  g_array_set_size (table->values, 0);
  g_array_set_size (table->totals, 0);
  g_array_set_size (table->groups, 0);
  g_array_set_size (table->nodes, 0);
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

/* A correction replaces an earlier one of the same place. */
static void
add_fix (KheoImportTable *table, guint32 row, int field, KheoValue *value)
{
  KheoFix fix = { row, field, *value };

  for (guint i = 0; i < table->fixes->len; i++)
    {
      const KheoFix *other = &g_array_index (table->fixes, KheoFix, i);

      if (other->row == row && other->field == field)
        {
          g_array_remove_index (table->fixes, i);
          break;
        }
    }
  g_array_append_val (table->fixes, fix);
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

  /* Units are told by their names here. */
  if (field < 0 || table->info.reg->fields[field].type == KHEO_FIELD_UNIT)
    kheo_value_set_text (&value, text);
  else if (!kheo_field_parse (&table->info.reg->fields[field], text, &value, error))
    return FALSE;
  add_fix (table, table->base_row + index, field, &value);
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
