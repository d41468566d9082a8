#include "kheo-book-tables.h"

#include "kheo-id.h"

/* Runs a query of one text; NULL without @error when there is no row. */
static char *
read_text (KheoStmt *stmt, GError **error)
{
  char *text = NULL;

  if (kheo_stmt_step (stmt, error))
    text = g_strdup (kheo_stmt_get_text (stmt, 0));
  kheo_stmt_reset (stmt);
  return text;
}

static KheoImportEntry *
read_import (KheoStmt *stmt)
{
  KheoImportEntry *entry = g_new0 (KheoImportEntry, 1);

  entry->id = kheo_stmt_get_int (stmt, 0);
  entry->file = g_strdup (kheo_stmt_get_text (stmt, 1));
  entry->sha256 = g_strdup (kheo_stmt_get_text (stmt, 2));
  entry->size = kheo_stmt_get_int (stmt, 3);
  entry->at = kheo_stmt_get_int (stmt, 4);
  entry->as = g_strdup (kheo_stmt_get_text (stmt, 5));
  return entry;
}

char *
kheo_setting_get (KheoDb *db, const char *key, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && key != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT value FROM setting WHERE key = :key");
  kheo_stmt_bind_text (stmt, ":key", key);
  return read_text (stmt, error);
}

gboolean
kheo_setting_set (KheoDb *db, const char *key, const char *value, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && key != NULL, FALSE);

  if (value == NULL)
    {
      stmt = kheo_db_prepare (db, "DELETE FROM setting WHERE key = :key");
      kheo_stmt_bind_text (stmt, ":key", key);
      return kheo_stmt_run (stmt, error);
    }

  stmt = kheo_db_prepare (db, "INSERT INTO setting (id, key, value) VALUES (:id, :key, :value)"
                              " ON CONFLICT (key) DO UPDATE SET value = excluded.value");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_text (stmt, ":key", key);
  kheo_stmt_bind_text (stmt, ":value", value);
  return kheo_stmt_run (stmt, error);
}

void
kheo_import_entry_free (KheoImportEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->file);
  g_free (entry->sha256);
  g_free (entry->as);
  g_free (entry);
}

gboolean
kheo_import_table_insert (KheoDb *db, KheoImportEntry *entry, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && entry != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO import (id, file, sha256, size, at, as_register)"
                              " VALUES (:id, :file, :sha256, :size, :at, :as_register)");
  if (entry->id == 0)
    entry->id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", entry->id);
  kheo_stmt_bind_text (stmt, ":file", entry->file);
  kheo_stmt_bind_text (stmt, ":sha256", entry->sha256);
  kheo_stmt_bind_int (stmt, ":size", entry->size);
  kheo_stmt_bind_int (stmt, ":at", entry->at);
  kheo_stmt_bind_text (stmt, ":as_register", entry->as);
  return kheo_stmt_run (stmt, error);
}

GPtrArray *
kheo_import_table_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_import_entry_free);
  stmt = kheo_db_prepare (
      db, "SELECT id, file, sha256, size, at, as_register FROM import ORDER BY at DESC, id DESC");
  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (entries, read_import (stmt));
  if (problem == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

KheoImportEntry *
kheo_import_table_get (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  KheoImportEntry *entry = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (
      db, "SELECT id, file, sha256, size, at, as_register FROM import WHERE id = :id");
  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, error))
    entry = read_import (stmt);
  kheo_stmt_reset (stmt);
  return entry;
}

gboolean
kheo_alias_set (KheoDb *db, const char *match_key, gint64 parent_id, gint64 unit_id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && match_key != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO unit_alias (id, match_key, parent_id, unit_id)"
                              " VALUES (:id, :key, :parent, :unit)"
                              " ON CONFLICT (match_key, parent_id)"
                              " DO UPDATE SET unit_id = excluded.unit_id");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_text (stmt, ":key", match_key);
  kheo_stmt_bind_int (stmt, ":parent", parent_id);
  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  return kheo_stmt_run (stmt, error);
}

gint64
kheo_alias_get (KheoDb *db, const char *match_key, gint64 parent_id)
{
  g_autoptr (KheoStmt) stmt = NULL;
  gint64 unit_id = 0;

  g_return_val_if_fail (db != NULL && match_key != NULL, 0);

  stmt = kheo_db_prepare (
      db, "SELECT unit_id FROM unit_alias WHERE match_key = :key AND parent_id = :parent");
  kheo_stmt_bind_text (stmt, ":key", match_key);
  kheo_stmt_bind_int (stmt, ":parent", parent_id);
  if (kheo_stmt_step (stmt, NULL))
    unit_id = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return unit_id;
}

gboolean
kheo_mapping_set (
    KheoDb *db, const char *fingerprint, const char *name, const char *json, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && fingerprint != NULL && json != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO mapping (id, fingerprint, name, json)"
                              " VALUES (:id, :fingerprint, :name, :json)"
                              " ON CONFLICT (fingerprint) DO UPDATE"
                              " SET name = coalesce (excluded.name, name), json = excluded.json");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_text (stmt, ":fingerprint", fingerprint);
  kheo_stmt_bind_text (stmt, ":name", name);
  kheo_stmt_bind_text (stmt, ":json", json);
  return kheo_stmt_run (stmt, error);
}

char *
kheo_mapping_get (KheoDb *db, const char *fingerprint, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && fingerprint != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT json FROM mapping WHERE fingerprint = :key OR name = :key"
                              " ORDER BY fingerprint = :key DESC, id DESC LIMIT 1");
  kheo_stmt_bind_text (stmt, ":key", fingerprint);
  return read_text (stmt, error);
}
