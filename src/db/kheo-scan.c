#include "kheo-scan.h"

#include "kheo-db-private.h"

/* Books smaller than that are not worth a thread. */
static gsize least_bytes = 48 * 1024 * 1024;

void
kheo_db_scan_set_least (gsize bytes)
{
  g_atomic_pointer_set (&least_bytes, bytes);
}

/* What the two know of each other: the id that each has reached. */
typedef struct
{
  const char  *path;
  const char  *select;
  KheoScanFunc func;
  gpointer     part;
  gint64       front;
  gint64       back;
} Scan;

static gboolean
is_worth_two (KheoDb *db)
{
  gint64 pages = 0;
  gint64 size = 0;

  return !kheo_db_is_in_transaction (db) && g_strcmp0 (kheo_db_get_path (db), ":memory:") != 0 &&
         kheo_db_query_int (db, "PRAGMA page_count", &pages, NULL) &&
         kheo_db_query_int (db, "PRAGMA page_size", &size, NULL) &&
         pages * size >= (gint64) g_atomic_pointer_get (&least_bytes);
}

/* A second one that fails leaves its rest to the first. */
static gpointer
scan_back (gpointer data)
{
  Scan *scan = data;
  g_autoptr (KheoDb) db = kheo_db_open (scan->path, KHEO_DB_READ_ONLY, NULL);
  g_autofree char *sql = g_strconcat (scan->select, " ORDER BY id DESC", NULL);
  g_autoptr (KheoStmt) stmt = db != NULL ? kheo_db_prepare (db, sql) : NULL;

  while (stmt != NULL && kheo_stmt_step (stmt, NULL))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      if (id <= __atomic_load_n (&scan->front, __ATOMIC_RELAXED))
        break;
      scan->func (stmt, scan->part);
      __atomic_store_n (&scan->back, id, __ATOMIC_RELAXED);
    }
  return NULL;
}

gboolean
kheo_db_scan (KheoDb      *db,
              const char  *select,
              KheoScanFunc func,
              gpointer     front,
              gpointer     back,
              GError     **error)
{
  g_autofree char *sql = g_strconcat (select, " ORDER BY id", NULL);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;
  Scan     scan = { kheo_db_get_path (db), select, func, back, G_MININT64, G_MAXINT64 };
  GThread *other =
      is_worth_two (db) ? g_thread_try_new ("kheo-scan", scan_back, &scan, NULL) : NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      if (id >= __atomic_load_n (&scan.back, __ATOMIC_RELAXED))
        break;
      func (stmt, front);
      __atomic_store_n (&scan.front, id, __ATOMIC_RELAXED);
    }
  kheo_stmt_reset (stmt);
  /* Also when it failed: the other has nothing more to do then. */
  __atomic_store_n (&scan.front, G_MAXINT64, __ATOMIC_RELAXED);
  g_clear_pointer (&other, g_thread_join);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
