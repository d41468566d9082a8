/* Schema steps: our own first, then those of the floors above. */
#include "kheo-db-private.h"

/* A step may rebuild tables, so keys are checked once behind it instead of row by row. */
static gboolean
check_keys (KheoDb *db, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "PRAGMA foreign_key_check");
  g_autoptr (GError) problem = NULL;

  if (!kheo_stmt_step (stmt, &problem))
    {
      if (problem == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, "a row of '%s' has lost its '%s'",
               kheo_stmt_get_text (stmt, 0), kheo_stmt_get_text (stmt, 2));
  return FALSE;
}

static gboolean
run_step (KheoDb *db, const char *sql, guint version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u", version);

  if (!kheo_db_begin (db, error))
    return FALSE;
  if (kheo_db_exec (db, sql, error) && check_keys (db, error) && kheo_db_exec (db, stamp, error))
    {
      if (kheo_db_commit (db, error))
        return TRUE;
    }
  else
    kheo_db_rollback (db);
  g_prefix_error (error, "schema step %u: ", version);
  return FALSE;
}

guint
kheo_db_get_schema (KheoDb *db)
{
  gint64 version = 0;

  return kheo_db_query_int (db, "PRAGMA user_version", &version, NULL) ? (guint) version : 0;
}

gboolean
kheo_db_migrate (KheoDb *db, const char *const *steps, guint n_steps, GError **error)
{
  gint64   version = 0;
  gboolean done = TRUE;

  g_return_val_if_fail (db->depth == 0, FALSE);

  if (!kheo_db_query_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > n_steps || version < 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_NEWER,
                   "written by a newer version (schema %" G_GINT64_FORMAT ", known are %u)",
                   version, n_steps);
      return FALSE;
    }
  if (!kheo_history_migrate (db, error))
    return FALSE;
  if (version == n_steps)
    return TRUE;
  if (db->read_only)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_READ_ONLY,
                   "of an older version (schema %" G_GINT64_FORMAT
                   "): must be opened for writing once",
                   version);
      return FALSE;
    }

  if (!kheo_db_exec (db, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  for (; done && version < n_steps; version++)
    done = run_step (db, steps[version], (guint) version + 1, error);
  return kheo_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}
