/* How an import's tables were understood, and the rows of records that have no place for them. */
#include "kheo-imports.h"

#include "kheo-id.h"

static void
layout_free (KheoImportLayout *layout)
{
  if (layout == NULL)
    return;
  g_free (layout->sheet);
  g_free (layout->as);
  g_free (layout->columns);
  g_free (layout);
}

gboolean
kheo_import_layout_insert (KheoDb *db, KheoImportLayout *layout, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && layout != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO import_table (id, import_id, sheet, as_register,"
                              " heading_first, heading_last, row_last, columns) VALUES (:id,"
                              " :import, :sheet, :as, :first, :last, :row_last, :columns)");
  if (layout->id == 0)
    layout->id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", layout->id);
  kheo_stmt_bind_int (stmt, ":import", layout->import_id);
  kheo_stmt_bind_text (stmt, ":sheet", layout->sheet);
  kheo_stmt_bind_text (stmt, ":as", layout->as);
  kheo_stmt_bind_int (stmt, ":first", layout->heading_first);
  kheo_stmt_bind_int (stmt, ":last", layout->heading_last);
  kheo_stmt_bind_int (stmt, ":row_last", layout->row_last);
  kheo_stmt_bind_text (stmt, ":columns", layout->columns);
  return kheo_stmt_run (stmt, error);
}

GPtrArray *
kheo_import_layout_list (KheoDb *db, gint64 import_id, GError **error)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) layout_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT id, sheet, as_register, heading_first, heading_last,"
                              " row_last, columns FROM import_table WHERE import_id = :import"
                              " ORDER BY id");
  kheo_stmt_bind_int (stmt, ":import", import_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoImportLayout *layout = g_new0 (KheoImportLayout, 1);

      layout->id = kheo_stmt_get_int (stmt, 0);
      layout->import_id = import_id;
      layout->sheet = g_strdup (kheo_stmt_get_text (stmt, 1));
      layout->as = g_strdup (kheo_stmt_get_text (stmt, 2));
      layout->heading_first = (int) kheo_stmt_get_int (stmt, 3);
      layout->heading_last = (int) kheo_stmt_get_int (stmt, 4);
      layout->row_last = (int) kheo_stmt_get_int (stmt, 5);
      layout->columns = g_strdup (kheo_stmt_get_text (stmt, 6));
      g_ptr_array_add (layouts, layout);
    }
  if (problem == NULL)
    return g_steal_pointer (&layouts);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* ---- Rows ---- */

static void
row_entry_free (KheoImportRowEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->table);
  g_free (entry->sheet);
  g_free (entry->fields);
  g_free (entry);
}

gboolean
kheo_import_row_insert (KheoDb *db, const KheoImportRowEntry *entry, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && entry != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO import_row (id, import_id, table_name, record_id, sheet,"
                              " row, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  kheo_stmt_set_int (stmt, 1, kheo_id_next ());
  kheo_stmt_set_int (stmt, 2, entry->import_id);
  kheo_stmt_set_text (stmt, 3, entry->table);
  kheo_stmt_set_int (stmt, 4, entry->record_id);
  kheo_stmt_set_text (stmt, 5, entry->sheet);
  kheo_stmt_set_int (stmt, 6, entry->row);
  kheo_stmt_set_text (stmt, 7, entry->fields);
  return kheo_stmt_run (stmt, error);
}

GPtrArray *
kheo_import_row_list (KheoDb *db, const char *table, gint64 record_id, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) row_entry_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL && table != NULL, NULL);

  stmt =
      kheo_db_prepare (db, "SELECT import_id, sheet, row, fields FROM import_row"
                           " WHERE record_id = :record AND table_name = :table ORDER BY id DESC");
  kheo_stmt_bind_int (stmt, ":record", record_id);
  kheo_stmt_bind_text (stmt, ":table", table);
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoImportRowEntry *entry = g_new0 (KheoImportRowEntry, 1);

      entry->import_id = kheo_stmt_get_int (stmt, 0);
      entry->table = g_strdup (table);
      entry->record_id = record_id;
      entry->sheet = g_strdup (kheo_stmt_get_text (stmt, 1));
      entry->row = (int) kheo_stmt_get_int (stmt, 2);
      entry->fields = g_strdup (kheo_stmt_get_text (stmt, 3));
      g_ptr_array_add (entries, entry);
    }
  if (problem == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
