#include "kheo-db-private.h"

#include <string.h>

/* Statements that wait for their next use. */
#define MAX_IDLE 128

struct _KheoStmt
{
  KheoDb       *db;
  sqlite3_stmt *handle;  /* NULL when preparing failed */
  GError       *problem; /* the first failure of prepare or bind */
  gboolean      stepped; /* must be reset before the next bind */

  sqlite3_value **row; /* its values, where SQLite hands them to a function; NULL: as stepped */
};

/* SQLite prepares only the first statement of a text. */
static gboolean
is_blank (const char *tail)
{
  return tail == NULL || tail[strspn (tail, " \t\r\n;")] == '\0';
}

KheoStmt *
kheo_db_prepare (KheoDb *db, const char *sql)
{
  KheoStmt   *stmt = g_new0 (KheoStmt, 1);
  const char *tail = NULL;
  gpointer    idle;
  int         rc;

  g_assert (db->owner == g_thread_self ());

  stmt->db = db;
  if (g_hash_table_steal_extended (db->idle, sql, NULL, &idle))
    {
      stmt->handle = idle;
      return stmt;
    }
  rc = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->handle, &tail);
  if (rc != SQLITE_OK)
    kheo_db_fail (db, rc, &stmt->problem);
  else if (stmt->handle == NULL || !is_blank (tail))
    g_set_error (&stmt->problem, KHEO_ERROR, KHEO_ERROR_INVALID, "not one statement: %s", sql);
  if (stmt->problem != NULL)
    g_prefix_error (&stmt->problem, "%s: ", sql);
  return stmt;
}

void
kheo_stmt_free (KheoStmt *stmt)
{
  GHashTable *idle = stmt->db->idle;

  g_assert (stmt->db->owner == g_thread_self ());

  if (stmt->handle != NULL)
    {
      const char *sql = sqlite3_sql (stmt->handle);

      sqlite3_reset (stmt->handle);
      sqlite3_clear_bindings (stmt->handle);
      if (stmt->problem != NULL || g_hash_table_contains (idle, sql))
        sqlite3_finalize (stmt->handle);
      else
        {
          if (g_hash_table_size (idle) >= MAX_IDLE)
            g_hash_table_remove_all (idle);
          g_hash_table_insert (idle, (gpointer) sql, stmt->handle);
        }
    }
  g_clear_error (&stmt->problem);
  g_free (stmt);
}

/* The place of @name, 0 when the statement is broken. */
static int
place_of (KheoStmt *stmt, const char *name)
{
  int place;

  if (stmt->problem != NULL)
    return 0;
  place = sqlite3_bind_parameter_index (stmt->handle, name);
  if (place == 0)
    g_set_error (&stmt->problem, KHEO_ERROR, KHEO_ERROR_INVALID, "no parameter %s in: %s", name,
                 sqlite3_sql (stmt->handle));
  return place;
}

/* May a value be bound at @place now? */
static gboolean
ready (KheoStmt *stmt, int place)
{
  if (place == 0 || stmt->problem != NULL)
    return FALSE;
  if (stmt->stepped)
    kheo_stmt_reset (stmt);
  return TRUE;
}

static void
bound (KheoStmt *stmt, int rc)
{
  if (rc != SQLITE_OK)
    kheo_db_fail (stmt->db, rc, &stmt->problem);
}

void
kheo_stmt_bind_int (KheoStmt *stmt, const char *name, gint64 value)
{
  kheo_stmt_set_int (stmt, place_of (stmt, name), value);
}

void
kheo_stmt_bind_double (KheoStmt *stmt, const char *name, double value)
{
  int place = place_of (stmt, name);

  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_double (stmt->handle, place, value));
}

void
kheo_stmt_bind_text (KheoStmt *stmt, const char *name, const char *value)
{
  int place = place_of (stmt, name);

  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_text (stmt->handle, place, value, -1, SQLITE_TRANSIENT));
}

void
kheo_stmt_bind_blob (KheoStmt *stmt, const char *name, gconstpointer data, gsize size)
{
  int place = place_of (stmt, name);

  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_blob64 (stmt->handle, place, data != NULL ? data : "", size,
                                      SQLITE_TRANSIENT));
}

void
kheo_stmt_bind_null (KheoStmt *stmt, const char *name)
{
  kheo_stmt_set_null (stmt, place_of (stmt, name));
}

void
kheo_stmt_set_int (KheoStmt *stmt, int place, gint64 value)
{
  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_int64 (stmt->handle, place, value));
}

void
kheo_stmt_set_text (KheoStmt *stmt, int place, const char *value)
{
  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_text (stmt->handle, place, value, -1, SQLITE_STATIC));
}

void
kheo_stmt_set_text_sized (KheoStmt *stmt, int place, const char *text, gsize size)
{
  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_text64 (stmt->handle, place, text, size, SQLITE_STATIC, SQLITE_UTF8));
}

void
kheo_stmt_set_blob (KheoStmt *stmt, int place, gconstpointer data, gsize size)
{
  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_blob64 (stmt->handle, place, data != NULL ? data : "", size,
                                      SQLITE_STATIC));
}

void
kheo_stmt_set_null (KheoStmt *stmt, int place)
{
  if (ready (stmt, place))
    bound (stmt, sqlite3_bind_null (stmt->handle, place));
}

gboolean
kheo_stmt_step (KheoStmt *stmt, GError **error)
{
  int rc;

  g_assert (stmt->db->owner == g_thread_self ());

  if (stmt->problem != NULL)
    {
      if (error != NULL)
        g_propagate_error (error, g_error_copy (stmt->problem));
      return FALSE;
    }
  stmt->stepped = TRUE;
  rc = sqlite3_step (stmt->handle);
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    kheo_db_fail (stmt->db, rc, error);
  return FALSE;
}

gboolean
kheo_stmt_run (KheoStmt *stmt, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    ;
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gint64
kheo_stmt_ask_int (KheoStmt *stmt, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 value = 0;

  if (kheo_stmt_step (stmt, &problem))
    value = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return value;
  g_propagate_error (error, g_steal_pointer (&problem));
  return -1;
}

KheoStmt *
kheo_stmt_new_row (KheoDb *db)
{
  KheoStmt *stmt = g_new0 (KheoStmt, 1);

  stmt->db = db;
  return stmt;
}

void
kheo_stmt_set_row (KheoStmt *stmt, sqlite3_value **values)
{
  stmt->row = values;
}

void
kheo_stmt_reset (KheoStmt *stmt)
{
  sqlite3_reset (stmt->handle);
  stmt->stepped = FALSE;
}

gint64
kheo_stmt_get_int (KheoStmt *stmt, int column)
{
  if (stmt->row != NULL)
    return sqlite3_value_int64 (stmt->row[column]);
  return sqlite3_column_int64 (stmt->handle, column);
}

double
kheo_stmt_get_double (KheoStmt *stmt, int column)
{
  if (stmt->row != NULL)
    return sqlite3_value_double (stmt->row[column]);
  return sqlite3_column_double (stmt->handle, column);
}

const char *
kheo_stmt_get_text (KheoStmt *stmt, int column)
{
  if (stmt->row != NULL)
    return (const char *) sqlite3_value_text (stmt->row[column]);
  return (const char *) sqlite3_column_text (stmt->handle, column);
}

const guint8 *
kheo_stmt_get_blob (KheoStmt *stmt, int column, gsize *out_size)
{
  const void *data = stmt->row != NULL ? sqlite3_value_blob (stmt->row[column])
                                       : sqlite3_column_blob (stmt->handle, column);

  *out_size = (gsize) (stmt->row != NULL ? sqlite3_value_bytes (stmt->row[column])
                                         : sqlite3_column_bytes (stmt->handle, column));
  return data;
}

GBytes *
kheo_stmt_dup_blob (KheoStmt *stmt, int column)
{
  gsize         size;
  const guint8 *data = kheo_stmt_get_blob (stmt, column, &size);

  return g_bytes_new (data, size);
}

gboolean
kheo_stmt_is_null (KheoStmt *stmt, int column)
{
  if (stmt->row != NULL)
    return sqlite3_value_type (stmt->row[column]) == SQLITE_NULL;
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}
