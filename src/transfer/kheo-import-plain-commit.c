/* Writes the rows of a plain register: new ones so that what others refer to comes first. */
#include "kheo-import-plain.h"

#include <glib/gi18n-lib.h>

/* References among new rows, which have ids only now. */
static void
fill_refs (const KheoImportTable *table, guint index, KheoRecord *record)
{
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoPlainRef *ref = kheo_plain_find_ref (table, index, (int) f);

      if (ref != NULL && ref->id == 0)
        kheo_record_set_integer (record, f, kheo_table_row (table, (guint) ref->target)->id);
    }
}

/* Where the record came from, in a register that says so itself. */
static void
set_source (const KheoImportTable *table, guint index, KheoRecord *record)
{
  int field = kheo_register_find_field (table->info.reg, "import_id");

  if (field < 0)
    return;
  kheo_record_set_integer (record, (guint) field, table->import->id);
  kheo_record_set_text (record, (guint) kheo_register_find_field (table->info.reg, "import_sheet"),
                        table->info.name);
  kheo_record_set_integer (record, (guint) kheo_register_find_field (table->info.reg, "import_row"),
                           (gint64) table->base_row + index + 1);
}

/* The rows it refers to first; match refused circles. */
static gboolean
write_new (KheoImportTable *table, guint index, KheoDb *db, GError **error)
{
  KheoSheetRow *row = kheo_table_row (table, index);
  g_autoptr (KheoRecord) record = NULL;

  if (row->kind != KHEO_ROW_DATA || row->status != KHEO_ROW_NEW || row->id != 0)
    return TRUE;
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoPlainRef *ref = kheo_plain_find_ref (table, index, (int) f);

      if (ref != NULL && ref->id == 0 && !write_new (table, (guint) ref->target, db, error))
        return FALSE;
    }
  record = kheo_record_new (table->info.reg, 0);
  kheo_plain_fill (table, index, record);
  fill_refs (table, index, record);
  set_source (table, index, record);
  if (!kheo_record_table_insert (db, record, error))
    return FALSE;
  row->id = kheo_record_get_id (record);
  return TRUE;
}

static gboolean
write_changed (KheoImportTable *table, guint index, KheoDb *db, GError **error)
{
  const KheoSheetRow *row = kheo_table_row (table, index);
  g_autoptr (KheoRecord) record = kheo_record_table_get (db, table->info.reg, row->id, error);

  if (record == NULL)
    return FALSE;
  kheo_plain_fill (table, index, record);
  fill_refs (table, index, record);
  return kheo_record_table_update (db, record, error);
}

gboolean
kheo_plain_commit (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < table->rows->len; i++)
      {
        const KheoSheetRow *row = kheo_table_row (table, i);

        if ((i & 255) == 0 &&
            !kheo_progress_tick (progress, ((double) i / table->rows->len + pass) / 2,
                                 _ ("Writing the rows"), error))
          return FALSE;
        if (pass == 0 && !write_new (table, i, db, error))
          return FALSE;
        if (pass == 1 && row->kind == KHEO_ROW_DATA && row->status == KHEO_ROW_CHANGED &&
            !write_changed (table, i, db, error))
          return FALSE;
      }
  return TRUE;
}
