#include "kheo-scan.h"

#include "kheo-db-private.h"

#include <string.h>

/* Books smaller than that are not worth a thread. */
static gsize least_bytes = 48 * 1024 * 1024;

void
kheo_db_scan_set_least (gsize bytes)
{
  g_atomic_pointer_set (&least_bytes, bytes);
}

/* One end.  What the two know of each other is the id that each has reached. */
typedef struct
{
  const char  *path;
  char        *sql;
  KheoScanFunc func;
  gpointer     part;
  KheoStmt    *row;   /* the one that is taken */
  gint64      *own;   /* id reached, read by the other end */
  gint64      *other; /* id that the other end has reached */
  gboolean     back;
} End;

/* A row, as the condition of a statement that asks for none: so that SQLite goes through the table
 * in one step, and values need no copy.  TRUE where the ends meet: that row stops it. */
static void
take_row_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  KheoDb  *db = sqlite3_user_data (context);
  End     *end = db->scan;
  gint64   id = sqlite3_value_int64 (values[0]);
  gint64   other;
  gboolean met;

  if (end == NULL)
    {
      sqlite3_result_error (context, "nothing is being scanned", -1);
      return;
    }
  other = __atomic_load_n (end->other, __ATOMIC_RELAXED);
  met = end->back ? id <= other : id >= other;
  if (!met)
    {
      kheo_stmt_set_row (end->row, values);
      end->func (end->row, end->part);
      __atomic_store_n (end->own, id, __ATOMIC_RELAXED);
    }
  sqlite3_result_int (context, met);
}

gboolean
kheo_scan_set_up (KheoDb *db, GError **error)
{
  int rc =
      sqlite3_create_function_v2 (db->handle, "kheo_scan_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                  db, take_row_cb, NULL, NULL, NULL);

  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

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

/* "SELECT id, … FROM table" as the condition of a statement. */
static char *
make_sql (const char *select, gboolean back)
{
  static const char begin[] = "SELECT ";
  const char       *from = strstr (select, " FROM ");

  g_assert (g_str_has_prefix (select, begin) && from != NULL);
  return g_strdup_printf ("SELECT 1%s WHERE kheo_scan_row (%.*s) ORDER BY id%s", from,
                          (int) (from - select - strlen (begin)), select + strlen (begin),
                          back ? " DESC" : "");
}

static gboolean
run_end (KheoDb *db, End *end, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, end->sql);
  g_autoptr (KheoStmt) row = kheo_stmt_new_row (db);
  g_autoptr (GError) problem = NULL;

  end->row = row;
  db->scan = end;
  kheo_stmt_step (stmt, &problem);
  db->scan = NULL;
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* A second one that fails leaves its rest to the first. */
static gpointer
scan_back (gpointer data)
{
  End *end = data;
  g_autoptr (KheoDb) db = kheo_db_open (end->path, KHEO_DB_READ_ONLY, NULL);

  if (db != NULL)
    run_end (db, end, NULL);
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
  gint64           reached[2] = { G_MININT64, G_MAXINT64 };
  g_autofree char *forward = make_sql (select, FALSE);
  g_autofree char *backward = make_sql (select, TRUE);
  const char      *path = kheo_db_get_path (db);
  End      ends[2] = { { path, forward, func, front, NULL, &reached[0], &reached[1], FALSE },
                       { path, backward, func, back, NULL, &reached[1], &reached[0], TRUE } };
  GThread *other =
      is_worth_two (db) ? g_thread_try_new ("kheo-scan", scan_back, &ends[1], NULL) : NULL;
  gboolean done = run_end (db, &ends[0], error);

  /* Also when it failed: the other has nothing more to do then. */
  __atomic_store_n (&reached[0], G_MAXINT64, __ATOMIC_RELAXED);
  g_clear_pointer (&other, g_thread_join);
  return done;
}
