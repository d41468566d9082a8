#include "kheo-unit-table.h"

#include "kheo-id.h"
#include "kheo-text.h"

#include <string.h>

#define VERSION_COLUMNS "id, unit_id, valid_from, valid_to, name, type, code, parent_id, document"

static KheoDate
read_date (KheoStmt *stmt, int column)
{
  const char *text = kheo_stmt_get_text (stmt, column);

  return text != NULL ? kheo_date_from_iso (text) : KHEO_DATE_UNKNOWN;
}

/* Fills @version with texts borrowed from @stmt. A type that this version of the program does not
 * know is "other". */
static void
read_version (KheoStmt *stmt, KheoUnitVersion *version)
{
  const char *type = kheo_stmt_get_text (stmt, 5);

  version->id = kheo_stmt_get_int (stmt, 0);
  version->unit_id = kheo_stmt_get_int (stmt, 1);
  version->valid_from = read_date (stmt, 2);
  version->valid_to = read_date (stmt, 3);
  version->name = (char *) kheo_stmt_get_text (stmt, 4);
  if (version->type == NULL || strcmp (version->type->value, type) != 0)
    version->type = kheo_unit_type_find (type);
  if (version->type == NULL)
    version->type = kheo_unit_type_find ("other");
  version->code = (char *) kheo_stmt_get_text (stmt, 6);
  version->parent_id = kheo_stmt_get_int (stmt, 7);
  version->document = (char *) kheo_stmt_get_text (stmt, 8);
}

static void
bind_date (KheoStmt *stmt, const char *name, KheoDate date)
{
  g_autofree char *iso = kheo_date_to_iso (date);

  kheo_stmt_bind_text (stmt, name, iso);
}

static void
bind_id (KheoStmt *stmt, const char *name, gint64 id)
{
  if (id != 0)
    kheo_stmt_bind_int (stmt, name, id);
  else
    kheo_stmt_bind_null (stmt, name);
}

/* Everything of @version but its unit. */
static void
bind_version (KheoStmt *stmt, const KheoUnitVersion *version)
{
  g_autoptr (GBytes) key = kheo_text_sort_key (version->name);
  gsize         size = 0;
  gconstpointer data = g_bytes_get_data (key, &size);

  kheo_stmt_bind_int (stmt, ":id", version->id);
  bind_date (stmt, ":valid_from", version->valid_from);
  bind_date (stmt, ":valid_to", version->valid_to);
  kheo_stmt_bind_text (stmt, ":name", version->name);
  kheo_stmt_bind_blob (stmt, ":name_sort", data, size);
  kheo_stmt_bind_text (stmt, ":type", version->type->value);
  kheo_stmt_bind_text (stmt, ":code", version->code);
  bind_id (stmt, ":parent_id", version->parent_id);
  kheo_stmt_bind_text (stmt, ":document", version->document);
}

static gboolean
run_for_unit (KheoDb *db, const char *sql, gint64 unit_id, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  return kheo_stmt_run (stmt, error);
}

/* A unit goes with its versions and attachments; whatever else refers to it forbids it. */
static gboolean
delete_unit_rows (KheoDb *db, gint64 unit_id, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM attachment WHERE table_name = 'unit' AND record_id = :unit",
    "DELETE FROM unit_version WHERE unit_id = :unit",
    "DELETE FROM unit WHERE id = :unit",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!run_for_unit (db, statements[i], unit_id, error))
      return FALSE;
  return TRUE;
}

void
kheo_unit_version_clear (KheoUnitVersion *version)
{
  g_clear_pointer (&version->name, g_free);
  g_clear_pointer (&version->code, g_free);
  g_clear_pointer (&version->document, g_free);
}

gboolean
kheo_unit_table_insert (KheoDb *db, KheoUnitVersion *version, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && version != NULL && version->type != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO unit (id, branch) VALUES (:id, :branch)");
  if (version->unit_id == 0)
    version->unit_id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", version->unit_id);
  kheo_stmt_bind_text (stmt, ":branch", kheo_branch_name (version->type->branch));
  return kheo_stmt_run (stmt, error) && kheo_unit_table_insert_version (db, version, error);
}

gboolean
kheo_unit_table_insert_version (KheoDb *db, KheoUnitVersion *version, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && version != NULL && version->type != NULL, FALSE);
  g_return_val_if_fail (version->name != NULL, FALSE);

  stmt = kheo_db_prepare (
      db,
      "INSERT INTO unit_version"
      " (id, unit_id, valid_from, valid_to, name, name_sort, type, code, parent_id, document)"
      " VALUES (:id, :unit, :valid_from, :valid_to, :name, :name_sort, :type, :code, :parent_id,"
      "         :document)");
  if (version->id == 0)
    version->id = kheo_id_next ();
  bind_version (stmt, version);
  kheo_stmt_bind_int (stmt, ":unit", version->unit_id);
  return kheo_stmt_run (stmt, error);
}

gboolean
kheo_unit_table_update_version (KheoDb *db, const KheoUnitVersion *version, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && version != NULL && version->type != NULL, FALSE);

  stmt =
      kheo_db_prepare (db, "UPDATE unit_version SET valid_from = :valid_from, valid_to = :valid_to,"
                           " name = :name, name_sort = :name_sort, type = :type, code = :code,"
                           " parent_id = :parent_id, document = :document WHERE id = :id");
  bind_version (stmt, version);
  if (!kheo_stmt_run (stmt, error))
    return FALSE;
  if (kheo_db_changes (db) == 1)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
               "no version of a unit with the id %" G_GINT64_FORMAT, version->id);
  return FALSE;
}

gboolean
kheo_unit_table_delete_version (KheoDb *db, gint64 version_id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  stmt = kheo_db_prepare (db, "DELETE FROM unit_version WHERE id = :id");
  kheo_stmt_bind_int (stmt, ":id", version_id);
  return kheo_stmt_run (stmt, error);
}

gboolean
kheo_unit_table_delete (KheoDb *db, gint64 unit_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  if (!kheo_db_begin (db, error))
    return FALSE;
  if (!delete_unit_rows (db, unit_id, error))
    {
      kheo_db_rollback (db);
      return FALSE;
    }
  return kheo_db_commit (db, error);
}

GArray *
kheo_unit_table_list_versions (KheoDb *db, gint64 unit_id, GError **error)
{
  g_autoptr (GArray) versions = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;
  KheoUnitVersion version = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  versions = g_array_new (FALSE, FALSE, sizeof (KheoUnitVersion));
  g_array_set_clear_func (versions, (GDestroyNotify) kheo_unit_version_clear);
  stmt = kheo_db_prepare (db, "SELECT " VERSION_COLUMNS " FROM unit_version WHERE unit_id = :unit"
                              " ORDER BY valid_from, id");
  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoUnitVersion copy;

      read_version (stmt, &version);
      copy = version;
      copy.name = g_strdup (version.name);
      copy.code = g_strdup (version.code);
      copy.document = g_strdup (version.document);
      g_array_append_val (versions, copy);
    }
  if (problem == NULL)
    return g_steal_pointer (&versions);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

gboolean
kheo_unit_table_foreach (KheoDb *db, KheoUnitVersionFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;
  KheoUnitVersion version = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  stmt = kheo_db_prepare (db, "SELECT " VERSION_COLUMNS " FROM unit_version"
                              " ORDER BY unit_id, valid_from, id");
  while (kheo_stmt_step (stmt, &problem))
    {
      read_version (stmt, &version);
      func (&version, user_data);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
kheo_unit_table_scan (KheoDb *db, KheoUnitKeyFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;
  KheoUnitVersion version = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  stmt = kheo_db_prepare (db, "SELECT " VERSION_COLUMNS ", name_sort FROM unit_version"
                              " ORDER BY id");
  while (kheo_stmt_step (stmt, &problem))
    {
      gsize         size;
      const guint8 *key = kheo_stmt_get_blob (stmt, 9, &size);

      read_version (stmt, &version);
      func (&version, key, size, user_data);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
