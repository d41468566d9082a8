/* What a review may ask of an import. */
#include "kheo-import-plain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The file ---- */

const char *
kheo_import_get_file (const KheoImport *self)
{
  return self->file;
}

const KheoWorkbook *
kheo_import_get_workbook (const KheoImport *self)
{
  return self->workbook;
}

KheoUnits *
kheo_import_get_units (const KheoImport *self)
{
  return self->units;
}

/* ---- Tables ---- */

guint
kheo_import_get_n_tables (const KheoImport *self)
{
  return self->tables->len;
}

KheoImportTable *
kheo_import_get_table (const KheoImport *self, guint index)
{
  return g_ptr_array_index (self->tables, index);
}

void
kheo_import_table_get_info (const KheoImportTable *self, KheoImportTableInfo *out_info)
{
  *out_info = self->info;
}

/* ---- Columns ---- */

void
kheo_import_table_get_column (const KheoImportTable *self,
                              guint                  index,
                              KheoImportColumn      *out_column)
{
  *out_column = kheo_table_column (self, index)->info;
}

int
kheo_column_of_field (const KheoImportTable *table, int field)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_table_column (table, i)->info.field == field)
      return (int) i;
  return -1;
}

/* Meanings of a column that are no field. */
static const struct
{
  int         field;
  const char *name;
  const char *label; /* N_() */
} metas[] = {
  { KHEO_COLUMN_NONE, NULL, N_ ("Not taken") },
  { KHEO_COLUMN_ORDINAL, NULL, N_ ("No.") },
  { KHEO_COLUMN_DISTRICT, "district", N_ ("District") },
  { KHEO_COLUMN_PROVINCE, "province", N_ ("Province") },
  { KHEO_COLUMN_UNIT_CODE, "unit_code", N_ ("Unit code") },
  { KHEO_COLUMN_RECORD_ID, "id", N_ ("Record ID") },
  { KHEO_COLUMN_VALUE, "value", N_ ("Figures") },
  { KHEO_COLUMN_MEASURE, "unit_of_measure", N_ ("Unit of measure") },
  { KHEO_COLUMN_ROW_CODE, "indicator_code", N_ ("Code of the indicator") },
};

const char *
kheo_import_table_field_name (const KheoImportTable *self, int field)
{
  if (field >= 0 && self->info.reg != NULL && (guint) field < self->info.reg->n_fields)
    return self->info.reg->fields[field].name;
  for (guint i = 0; i < G_N_ELEMENTS (metas); i++)
    if (metas[i].field == field)
      return metas[i].name;
  return NULL;
}

char *
kheo_import_table_field_label (const KheoImportTable *self, int field)
{
  if (field >= 0 && self->info.reg != NULL && (guint) field < self->info.reg->n_fields)
    return g_strdup (_ (self->info.reg->fields[field].label));
  for (guint i = 0; i < G_N_ELEMENTS (metas); i++)
    if (metas[i].field == field)
      return g_strdup (_ (metas[i].label));
  return g_strdup ("");
}

GArray *
kheo_import_table_list_fields (const KheoImportTable *self)
{
  GArray  *fields = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean units = self->info.reg == &kheo_register_units;

  for (guint i = 0; i < G_N_ELEMENTS (metas); i++)
    if (metas[i].field >= KHEO_COLUMN_ORDINAL ||
        (kheo_table_unit_field (self) >= 0 && metas[i].field > KHEO_COLUMN_VALUE) ||
        self->info.as == KHEO_IMPORT_FIGURES)
      g_array_append_val (fields, metas[i].field);
  for (int f = 0; self->info.reg != NULL && f < (int) self->info.reg->n_fields; f++)
    if (self->info.as == KHEO_IMPORT_FIGURES && f == KHEO_FIGURE_VALUE)
      continue; /* KHEO_COLUMN_VALUE */
    else if (units || (self->info.reg->fields[f].flags & KHEO_FIELD_DERIVED) == 0)
      g_array_append_val (fields, f);
  return fields;
}

/* ---- Rows ---- */

static const char *
unit_text_of (const KheoImportTable *self, const KheoSheetRow *row)
{
  if (row->place >= 0 && self->import->places != NULL &&
      (guint) row->place < self->import->places->len)
    return g_array_index (self->import->places, KheoPlace, row->place).text;
  if (row->kind == KHEO_ROW_GROUP && row->group >= 0)
    return g_array_index (self->groups, KheoGroup, row->group).text;
  return NULL;
}

void
kheo_import_table_get_row (const KheoImportTable *self, guint index, KheoImportRow *out_row)
{
  const KheoSheetRow *row = kheo_table_row (self, index);

  *out_row = (KheoImportRow){
    .row = self->base_row + index,
    .kind = (KheoRowKind) row->kind,
    .status = (KheoRowStatus) row->status,
    .id = row->id,
    .unit_text = unit_text_of (self, row),
    .hidden = (row->flags & KHEO_ROW_FLAG_HIDDEN) != 0,
  };
  if (row->kind != KHEO_ROW_DATA || self->import->places == NULL ||
      kheo_table_unit_field (self) < 0)
    return;
  out_row->unit_id = kheo_row_get_unit (self, row);
  if (row->place >= 0)
    out_row->unit_quality = g_array_index (self->import->places, KheoPlace, row->place).quality;
  else if (out_row->unit_id != 0)
    out_row->unit_quality = KHEO_MATCH_EXACT;
}

int
kheo_import_table_find_row (const KheoImportTable *self, guint row)
{
  if (row < self->base_row || row - self->base_row >= self->rows->len)
    return -1;
  return (int) (row - self->base_row);
}

KheoValue
kheo_import_table_get_value (const KheoImportTable *self, guint index, int field)
{
  const KheoSheetRow *row = kheo_table_row (self, index);
  const KheoValue    *value = kheo_values_get (self, row, field);
  KheoValue           unit = KHEO_VALUE_INIT;
  const KheoPlainRef *ref = field >= 0 ? kheo_plain_find_ref (self, index, field) : NULL;

  if (ref != NULL && ref->id != 0)
    {
      unit.type = KHEO_VALUE_INTEGER;
      unit.integer = ref->id;
      return unit;
    }
  if (field < 0 || field != kheo_table_unit_field (self))
    return value != NULL ? *value : KHEO_VALUE_INIT;
  if (row->kind == KHEO_ROW_DATA && self->import->places != NULL &&
      kheo_row_get_unit (self, row) != 0)
    {
      unit.type = KHEO_VALUE_INTEGER;
      unit.integer = kheo_row_get_unit (self, row);
    }
  return unit;
}

KheoRecord *
kheo_import_table_dup_record (const KheoImportTable *self, guint index)
{
  const KheoSheetRow *row = kheo_table_row (self, index);
  KheoRecord         *record = NULL;

  if (row->kind != KHEO_ROW_DATA || self->info.reg == NULL ||
      self->info.as == KHEO_IMPORT_FIGURES || self->info.as == KHEO_IMPORT_CONVERSION)
    return NULL;
  record = kheo_record_new (self->info.reg, row->status == KHEO_ROW_NEW ? 0 : row->id);
  for (guint f = 0; f < self->info.reg->n_fields; f++)
    {
      KheoValue value = kheo_import_table_get_value (self, index, (int) f);

      if (!kheo_value_is_null (&value))
        kheo_record_set (record, f, &value);
    }
  return record;
}

KheoRecord *
kheo_import_table_load_stored (const KheoImportTable *self, guint index, KheoDb *db, GError **error)
{
  const KheoSheetRow *row = kheo_table_row (self, index);

  if (row->status != KHEO_ROW_CHANGED ||
      (self->info.reg != &kheo_register_models && !kheo_plain_is (self->info.reg)))
    return NULL;
  return kheo_record_table_get (db, self->info.reg, row->id, error);
}

guint64
kheo_import_table_get_changes (const KheoImportTable *self, guint index)
{
  return kheo_table_row (self, index)->changes;
}

/* ---- Totals and units ---- */

guint
kheo_import_table_get_n_totals (const KheoImportTable *self)
{
  return self->totals->len;
}

void
kheo_import_table_get_total (const KheoImportTable *self, guint index, KheoImportTotal *out_total)
{
  *out_total = g_array_index (self->totals, KheoImportTotal, index);
}

guint
kheo_import_get_n_units (const KheoImport *self)
{
  return self->places != NULL ? self->places->len : 0;
}

void
kheo_import_get_unit (const KheoImport *self, guint index, KheoImportUnit *out_unit)
{
  const KheoPlace *place = &g_array_index (self->places, KheoPlace, index);

  *out_unit = (KheoImportUnit){
    .text = place->text,
    .n_rows = place->n_rows,
    .unit_id = place->unit_id,
    .quality = place->quality,
    .candidates = place->candidates,
  };
  if (place->context >= 0)
    out_unit->context = g_array_index (self->places, KheoPlace, place->context).text;
}
