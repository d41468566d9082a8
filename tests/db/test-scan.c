/* A table read from both ends is the table. */
#include "kheo-scan.h"
#include "kheo-test.h"

typedef struct
{
  GArray  *ids; /* of gint64 */
  GThread *thread;
} Part;

static void
take_row (KheoStmt *stmt, gpointer data)
{
  Part  *part = data;
  gint64 id = kheo_stmt_get_int (stmt, 0);

  g_assert_cmpint (kheo_stmt_get_int (stmt, 1), ==, id * 7);
  part->thread = g_thread_self ();
  g_array_append_val (part->ids, id);
}

static KheoDb *
make_book (const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  KheoDb *db = kheo_db_open (path, KHEO_DB_CREATE, &error);
  gint64  id = -50;

  g_assert_no_error (error);
  g_assert_true (kheo_db_exec (db, "CREATE TABLE t (id INTEGER PRIMARY KEY, seven INTEGER)", NULL));
  g_assert_true (kheo_db_begin (db, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "INSERT INTO t VALUES (:id, :seven)");

      id += g_rand_int_range (rand, 1, 1000);
      kheo_stmt_bind_int (stmt, ":id", id);
      kheo_stmt_bind_int (stmt, ":seven", id * 7);
      g_assert_true (kheo_stmt_run (stmt, NULL));
    }
  g_assert_true (kheo_db_commit (db, NULL));
  return db;
}

static GArray *
list_ids (KheoDb *db)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT id FROM t ORDER BY id");

  while (kheo_stmt_step (stmt, NULL))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* Both parts put together, as their readers do; whether there were two. */
static gboolean
assert_scanned (KheoDb *db, GArray *expected)
{
  g_autoptr (GArray) front = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Part     parts[] = { { front, NULL }, { back, NULL } };
  gboolean two;

  kheo_db_scan (db, "SELECT id, seven FROM t", take_row, &parts[0], &parts[1], &error);
  g_assert_no_error (error);
  two = back->len > 0;
  if (two)
    g_assert_true (parts[1].thread != g_thread_self ());
  for (guint i = back->len; i > 0; i--)
    {
      gint64 id = g_array_index (back, gint64, i - 1);

      if (front->len == 0 || id > g_array_index (front, gint64, front->len - 1))
        g_array_append_val (front, id);
    }
  g_assert_cmpmem (front->data, front->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));
  return two;
}

static void
test_both_ends (void)
{
  static const guint sizes[] = { 0, 1, 2, 3, 500, 20000 };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  guint n_two = 0;

  kheo_db_scan_set_least (0);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree char *name = g_strdup_printf ("%u.kheo", sizes[s]);
      g_autofree char *path = kheo_test_dir_build (dir, name);
      g_autoptr (KheoDb) db = make_book (path, sizes[s]);
      g_autoptr (GArray) ids = list_ids (db);

      g_assert_cmpuint (ids->len, ==, sizes[s]);
      for (guint run = 0; run < 20; run++)
        n_two += assert_scanned (db, ids);
    }
  /* How far the other comes is chance; that it never comes to anything is not. */
  g_assert_cmpuint (n_two, >, 0);
}

/* Rows that only an open action has written are not for another connection. */
static void
test_alone (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "alone.kheo");
  g_autoptr (KheoDb) db = make_book (path, 3000);
  g_autoptr (KheoDb) memory = make_book (":memory:", 100);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) in_memory = list_ids (memory);

  kheo_db_scan_set_least (0);
  g_assert_true (kheo_db_begin (db, NULL));
  g_assert_true (kheo_db_exec (db, "INSERT INTO t VALUES (-1000, -7000)", NULL));
  ids = list_ids (db);
  g_assert_cmpuint (ids->len, ==, 3001);
  g_assert_false (assert_scanned (db, ids));
  kheo_db_rollback (db);
  g_assert_false (assert_scanned (memory, in_memory));
}

static void
test_broken (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "broken.kheo");
  g_autoptr (KheoDb) db = make_book (path, 3000);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Part part = { ids, NULL };

  kheo_db_scan_set_least (0);
  g_assert_false (kheo_db_scan (db, "SELECT id, eight FROM t", take_row, &part, &part, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (ids->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/db/scan/both-ends", test_both_ends);
  g_test_add_func ("/db/scan/alone", test_alone);
  g_test_add_func ("/db/scan/broken", test_broken);
  return g_test_run ();
}
