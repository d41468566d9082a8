#include "kheo-record-table.h"

#include "kheo-id.h"
#include "kheo-record-sql.h"

/* All sort keys bound to one statement: kept until it has run. */
#define KEYS_NEW() g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref)

/* A vanished record is NULL. */
static void
free_record (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

static void
read_value (KheoStmt *stmt, int column, const KheoField *field, KheoValue *value)
{
  if (kheo_stmt_is_null (stmt, column))
    return;

  switch (field->type)
    {
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_YEAR:
    case KHEO_FIELD_UNIT:
    case KHEO_FIELD_RECORD:
    case KHEO_FIELD_AMOUNT:
      kheo_value_set_integer (value, kheo_stmt_get_int (stmt, column));
      break;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_CHOICE:
    case KHEO_FIELD_DATE:
    case KHEO_FIELD_PERIOD:
    default:
      kheo_value_set_text (value, kheo_stmt_get_text (stmt, column));
      break;
    }
}

/* Runs the prepared SELECT for one id; NULL without @error when there is no such row. */
static KheoRecord *
read_record (KheoStmt *stmt, const KheoRegister *reg, gint64 id, GError **error)
{
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (GError) problem = NULL;

  kheo_stmt_set_int (stmt, 1, id);
  if (kheo_stmt_step (stmt, &problem))
    {
      record = kheo_record_new (reg, id);
      for (guint i = 0; i < reg->n_fields; i++)
        {
          KheoValue value = KHEO_VALUE_INIT;

          read_value (stmt, (int) i, &reg->fields[i], &value);
          kheo_record_take (record, i, &value);
        }
    }
  kheo_stmt_reset (stmt);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&record);
}

static gboolean
fail_not_found (const KheoRegister *reg, gint64 id, GError **error)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, "no %s with the id %" G_GINT64_FORMAT,
               reg->one, id);
  return FALSE;
}

/* Bits of the fields in which @record differs from @stored. */
static guint64
find_changes (KheoRecord *record, KheoRecord *stored)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  guint64             changed = 0;

  for (guint i = 0; i < reg->n_fields; i++)
    if (!kheo_value_equal (kheo_record_get (record, i), kheo_record_get (stored, i)))
      changed |= G_GUINT64_CONSTANT (1) << i;
  return changed;
}

static gboolean
update_columns (KheoDb *db, KheoRecord *record, guint64 changed, GError **error)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  g_autofree char    *sql = kheo_record_sql_update (reg, changed);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GPtrArray) keys = KEYS_NEW ();
  int place = 1;

  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoValue *value = kheo_record_get (record, i);
      GBytes          *key = NULL;

      if ((changed & (G_GUINT64_CONSTANT (1) << i)) == 0)
        continue;
      kheo_record_sql_bind (stmt, place++, value);
      if ((reg->fields[i].flags & KHEO_FIELD_SORT_KEY) == 0)
        continue;
      key = kheo_record_sql_bind_sort_key (stmt, place++, value);
      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  kheo_stmt_set_int (stmt, place, kheo_record_get_id (record));
  return kheo_stmt_run (stmt, error);
}

/* [1,2,3]: read by SQLite's json_each(). */
static char *
ids_to_json (const gint64 *ids, guint n)
{
  GString *json = g_string_sized_new (2 + 20 * (gsize) n);

  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* The attachments and the records whose ids are in @json. */
static gboolean
delete_rows (KheoDb *db, const KheoRegister *reg, const char *json, gint64 *out_n, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM %s WHERE id IN (SELECT value FROM json_each (:ids))", reg->table);
  g_autoptr (KheoStmt) rows = kheo_db_prepare (db, sql);
  g_autoptr (KheoStmt) attachments =
      kheo_db_prepare (db, "DELETE FROM attachment WHERE table_name = :table"
                           " AND record_id IN (SELECT value FROM json_each (:ids))");

  kheo_stmt_bind_text (attachments, ":table", reg->table);
  kheo_stmt_bind_text (attachments, ":ids", json);
  kheo_stmt_bind_text (rows, ":ids", json);
  if (!kheo_stmt_run (attachments, error) || !kheo_stmt_run (rows, error))
    return FALSE;
  *out_n = kheo_db_changes (db);
  return TRUE;
}

/* All of it or nothing, also when the caller goes on after a failure. */
static gboolean
delete_whole (KheoDb *db, const KheoRegister *reg, const char *json, gint64 *out_n, GError **error)
{
  if (!kheo_db_begin (db, error))
    return FALSE;
  if (!delete_rows (db, reg, json, out_n, error))
    {
      kheo_db_rollback (db);
      return FALSE;
    }
  return kheo_db_commit (db, error);
}

KheoRecord *
kheo_record_table_get (KheoDb *db, const KheoRegister *reg, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL, NULL);

  stmt = kheo_db_prepare (db, kheo_record_sql_get (db, reg)->select);
  return read_record (stmt, reg, id, error);
}

GPtrArray *
kheo_record_table_get_many (
    KheoDb *db, const KheoRegister *reg, const gint64 *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL, NULL);

  records = g_ptr_array_new_full (n, free_record);
  stmt = kheo_db_prepare (db, kheo_record_sql_get (db, reg)->select);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) problem = NULL;

      g_ptr_array_add (records, read_record (stmt, reg, ids[i], &problem));
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return g_steal_pointer (&records);
}

gboolean
kheo_record_table_insert (KheoDb *db, KheoRecord *record, GError **error)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  g_autoptr (KheoRecordWriter) writer = NULL;
  gint64 id = kheo_record_get_id (record);

  g_return_val_if_fail (db != NULL && reg != NULL, FALSE);

  writer = kheo_record_writer_new (db, reg);
  if (id == 0)
    id = kheo_id_next ();
  if (!kheo_record_writer_insert (writer, id, kheo_record_get (record, 0), error))
    return FALSE;
  kheo_record_set_id (record, id);
  return TRUE;
}

gboolean
kheo_record_table_update (KheoDb *db, KheoRecord *record, GError **error)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  gint64              id = kheo_record_get_id (record);
  g_autoptr (KheoRecord) stored = NULL;
  g_autoptr (GError) problem = NULL;
  guint64 changed = 0;

  g_return_val_if_fail (db != NULL && reg != NULL, FALSE);

  stored = kheo_record_table_get (db, reg, id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (stored == NULL)
    return fail_not_found (reg, id, error);

  changed = find_changes (record, stored);
  return changed == 0 || update_columns (db, record, changed, error);
}

gboolean
kheo_record_table_delete_many (
    KheoDb *db, const KheoRegister *reg, const gint64 *ids, guint n, GError **error)
{
  g_autofree char *json = NULL;
  gint64           deleted = 0;

  g_return_val_if_fail (db != NULL && reg != NULL, FALSE);

  json = ids_to_json (ids, n);
  return delete_whole (db, reg, json, &deleted, error);
}

gboolean
kheo_record_table_delete (KheoDb *db, const KheoRegister *reg, gint64 id, GError **error)
{
  g_autofree char *json = NULL;
  gint64           deleted = 0;

  g_return_val_if_fail (db != NULL && reg != NULL, FALSE);

  json = ids_to_json (&id, 1);
  if (!delete_whole (db, reg, json, &deleted, error))
    return FALSE;
  return deleted == 1 || fail_not_found (reg, id, error);
}
