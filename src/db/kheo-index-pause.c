#include "kheo-index-pause.h"

#include "kheo-db-private.h"

/* Below, both ways are a matter of milliseconds. */
#define MANY_ROWS 10000

struct _KheoIndexPause
{
  KheoDb *db;
  char   *sql; /* that makes it */
};

/* NULL when there is no such index, or one that forbids something as well. */
static char *
dup_sql (KheoDb *db, const char *table, const char *index)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT s.sql FROM sqlite_schema AS s"
          "  JOIN pragma_index_list (:table) AS i ON i.name = s.name AND NOT i.\"unique\""
          " WHERE s.type = 'index' AND s.name = :name");

  kheo_stmt_bind_text (stmt, ":table", table);
  kheo_stmt_bind_text (stmt, ":name", index);
  return kheo_stmt_step (stmt, NULL) ? g_strdup (kheo_stmt_get_text (stmt, 0)) : NULL;
}

KheoIndexPause *
kheo_index_pause_new (KheoDb *db, const char *table, const char *index, guint n_rows)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autofree char *drop = g_strdup_printf ("DROP INDEX %s", index);
  g_autofree char *sql = NULL;
  gint64           present = 0;
  KheoIndexPause  *self = NULL;

  g_return_val_if_fail (db->depth > 0, NULL);

  if (n_rows < MANY_ROWS || !kheo_db_query_int (db, count, &present, NULL) || present > n_rows)
    return NULL;
  sql = dup_sql (db, table, index);
  if (sql == NULL || !kheo_db_exec (db, drop, NULL))
    return NULL;
  self = g_new0 (KheoIndexPause, 1);
  self->db = db;
  self->sql = g_steal_pointer (&sql);
  return self;
}

void
kheo_index_pause_free (KheoIndexPause *self)
{
  if (self == NULL)
    return;
  g_free (self->sql);
  g_free (self);
}

gboolean
kheo_index_pause_end (KheoIndexPause *self,
                      KheoProgress   *progress,
                      const char     *what,
                      GError        **error)
{
  return self == NULL || kheo_db_exec_watched (self->db, self->sql, progress, what, error);
}
