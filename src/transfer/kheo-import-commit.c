/*
 * Writes what a match found: the entry of the file, units to be founded, new and changed records,
 * and the answers of a person for the files to come.
 */
#include "kheo-import-conversion.h"
#include "kheo-import-figures.h"
#include "kheo-import-keep.h"
#include "kheo-import-plain.h"

#include "kheo-history.h"
#include "kheo-id.h"
#include "kheo-index-pause.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The entry of the file ---- */

static gboolean
write_entry (KheoImport *self, KheoDb *db, GError **error)
{
  KheoImportEntry entry = { 0 };
  const char     *as = NULL;

  for (guint i = 0; i < self->tables->len && as == NULL; i++)
    as = kheo_import_as_name (((KheoImportTable *) g_ptr_array_index (self->tables, i))->info.as);
  entry.file = self->file;
  entry.sha256 = self->sha256;
  entry.size = self->size;
  entry.at = g_get_real_time () / G_USEC_PER_SEC;
  entry.as = (char *) (as != NULL ? as : "models");
  if (!kheo_import_table_insert (db, &entry, error))
    return FALSE;
  self->id = entry.id;
  return TRUE;
}

/* ---- Units that the sheet names and the book lacks ---- */

static gboolean
found_unit (KheoImport *self, KheoDb *db, gint32 index, GError **error)
{
  KheoPlace      *place = &g_array_index (self->places, KheoPlace, index);
  KheoUnitVersion version = { 0 };

  if (!place->create || place->unit_id != 0)
    return TRUE;
  if (place->context >= 0 && !found_unit (self, db, place->context, error))
    return FALSE;
  version.name = (char *) place->text;
  version.type = kheo_unit_type_of_name (place->text, place->level >= 0 ? (KheoLevel) place->level
                                                                        : (KheoLevel) -1);
  if (version.type == NULL)
    version.type = kheo_unit_type_of_name (place->text, (KheoLevel) -1);
  version.parent_id = place->context >= 0
                          ? g_array_index (self->places, KheoPlace, place->context).unit_id
                          : place->under;
  if (version.parent_id == 0)
    version.parent_id = place->under;
  if (!kheo_unit_table_insert (db, &version, error))
    return FALSE;
  place->unit_id = version.unit_id;
  return TRUE;
}

/* One unit for all spellings of one name in one place that differ by the day only. */
static void
join_alike (KheoImport *self, gint32 index)
{
  KheoPlace *place = &g_array_index (self->places, KheoPlace, index);

  for (gint32 i = 0; i < index && place->create && place->unit_id == 0; i++)
    {
      const KheoPlace *other = &g_array_index (self->places, KheoPlace, i);

      if (other->create && other->unit_id != 0 && other->under == place->under &&
          other->context == place->context && strcmp (other->text, place->text) == 0)
        place->unit_id = other->unit_id;
    }
}

static gboolean
found_units (KheoImport *self, KheoDb *db, GError **error)
{
  for (gint32 i = 0; i < (gint32) self->places->len; i++)
    {
      const KheoPlace *place = &g_array_index (self->places, KheoPlace, i);

      if (!place->create || (place->n_rows == 0 && place->unit_id == 0))
        continue;
      join_alike (self, i);
      if (!found_unit (self, db, i, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Records ---- */

static void
fill_values (const KheoImportTable *table,
             const KheoSheetRow    *row,
             guint                  sheet_row,
             KheoValue             *values)
{
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoValue *value = kheo_values_get (table, row, (int) f);

      values[f] = value != NULL && f != KHEO_MODEL_UNIT ? *value : KHEO_VALUE_INIT;
    }
  values[KHEO_MODEL_UNIT].type = KHEO_VALUE_INTEGER;
  values[KHEO_MODEL_UNIT].integer = kheo_row_get_unit (table, row);
  values[KHEO_MODEL_IMPORT].type = KHEO_VALUE_INTEGER;
  values[KHEO_MODEL_IMPORT].integer = table->import->id;
  if (*table->info.name != '\0')
    {
      values[KHEO_MODEL_IMPORT_SHEET].type = KHEO_VALUE_TEXT;
      values[KHEO_MODEL_IMPORT_SHEET].text = (char *) table->info.name;
    }
  values[KHEO_MODEL_IMPORT_ROW].type = KHEO_VALUE_INTEGER;
  values[KHEO_MODEL_IMPORT_ROW].integer = sheet_row + 1;
}

static gboolean
change_record (const KheoImportTable *table, const KheoSheetRow *row, KheoDb *db, GError **error)
{
  g_autoptr (KheoRecord) record = kheo_record_table_get (db, table->info.reg, row->id, error);

  if (record == NULL)
    return FALSE;
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      if ((row->changes & (1ull << f)) == 0)
        continue;
      if (f == KHEO_MODEL_UNIT)
        kheo_record_set_integer (record, f, kheo_row_get_unit (table, row));
      else
        kheo_record_set (record, f, kheo_values_get (table, row, (int) f));
    }
  return kheo_record_table_update (db, record, error);
}

/* The names of the new rows, as they will be written. */
static void
expect_names (const KheoImportTable *table, KheoRecordWriter *writer)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      const KheoValue    *name = kheo_values_get (table, row, KHEO_MODEL_NAME);

      if (row->status == KHEO_ROW_NEW && name != NULL && name->type == KHEO_VALUE_TEXT)
        g_ptr_array_add (names, name->text);
    }
  kheo_record_writer_expect (writer, KHEO_MODEL_NAME, names);
}

static gboolean
write_records (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoRecordWriter) writer = kheo_record_writer_new (db, table->info.reg);
  KheoImportCounts counts = kheo_import_count (table->import, table);
  g_autoptr (KheoIndexPause) pause = NULL;
  gint64    next = kheo_id_next_block (counts.created + 1);
  KheoValue values[KHEO_MAX_FIELDS];

  kheo_history_expect (db, counts.created);
  pause = kheo_index_pause_new (db, table->info.reg->table, "model_unit", counts.created);
  expect_names (table, writer);
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      if ((i & 255) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                 _ ("Writing the models"), error))
        return FALSE;
      if (row->status == KHEO_ROW_NEW)
        {
          fill_values (table, row, table->base_row + i, values);
          row->id = next++;
          if (!kheo_record_writer_insert (writer, row->id, values, error))
            return FALSE;
        }
      else if (row->status == KHEO_ROW_CHANGED && !change_record (table, row, db, error))
        return FALSE;
    }
  return kheo_index_pause_end (pause, progress, _ ("Sorting the models by unit"), error);
}

/* ---- Answers ---- */

/* Of spellings, and of records that only look alike. */
static gboolean
remember_likeness (KheoImport *self, KheoDb *db, GError **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (!kheo_joins_remember (table, db, error) || !kheo_duplicates_remember (table, db, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remember_answers (KheoImport *self, KheoDb *db, GError **error)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const KheoPlace *place = &g_array_index (self->places, KheoPlace, i);
      g_autofree char *key = NULL;

      if (!place->chosen || place->unit_id == 0)
        continue;
      key = kheo_text_match_key (place->text);
      if (!kheo_alias_set (db, key, place->under, place->unit_id, error))
        return FALSE;
    }
  return kheo_mapping_remember (self, db, error);
}

/* ---- All ---- */

/* Sheets of one list of units share what lies above them: a later one finds what the first wrote.
 */
static gboolean
write_units (KheoImport      *self,
             KheoImportTable *table,
             gboolean         first,
             KheoDb          *db,
             KheoProgress    *progress,
             GError         **error)
{
  if (!first)
    {
      KheoUnits *units = kheo_units_load (db, error);

      if (units == NULL)
        return FALSE;
      g_clear_pointer (&self->units, kheo_units_unref);
      self->units = units;
      kheo_import_forget (table, KHEO_STAGE_MATCH);
      if (!kheo_tree_match (table, db, progress, error))
        return FALSE;
    }
  return kheo_tree_commit (table, db, progress, error);
}

static gboolean
write_tables (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  gboolean first = TRUE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->info.as == KHEO_IMPORT_UNITS)
        {
          if (!write_units (self, table, first, db, progress, error))
            return FALSE;
          first = FALSE;
        }
      else if (table->info.as == KHEO_IMPORT_MODELS && !write_records (table, db, progress, error))
        return FALSE;
      else if (kheo_plain_is (table->info.reg) && !kheo_plain_commit (table, db, progress, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_import_commit (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_return_val_if_fail (self != NULL && db != NULL, FALSE);
  g_return_val_if_fail (!self->committed, FALSE);

  if ((!self->matched || self->needs_match || self->seq != kheo_history_get_seq (db)) &&
      !kheo_import_match (self, db, progress, error))
    return FALSE;
  if (!kheo_import_has_work (self))
    return TRUE;
  if (!write_entry (self, db, error) || !found_units (self, db, error) ||
      !write_tables (self, db, progress, error) ||
      !kheo_figures_commit (self, db, progress, error) ||
      !kheo_conversion_commit (self, db, progress, error) || !remember_answers (self, db, error) ||
      !remember_likeness (self, db, error) || !kheo_import_keep (self, db, progress, error))
    return FALSE;
  kheo_history_watch (db, progress, _ ("Writing the history"));
  self->committed = TRUE;
  return TRUE;
}
