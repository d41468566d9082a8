/* The COMMIT of a large action goes on elsewhere; the book is its own thread's again afterwards. */
#include "kheo-history.h"
#include "kheo-inserter.h"
#include "kheo-test.h"

#include <string.h>

#define N_ROWS 30000

typedef struct
{
  GCancellable *cancellable;
  gboolean      cancel; /* at the first word of the COMMIT */
  guint         heard;
} Watch;

static void
watch_cb (double fraction, const char *what, gpointer user_data)
{
  Watch *watch = user_data;

  watch->heard++;
  if (watch->cancel)
    g_cancellable_cancel (watch->cancellable);
}

static KheoDb *
make_book (const char *path)
{
  static const char *const steps[] = {
    "CREATE TABLE house (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
  };
  static const char *const tables[] = { "house", NULL };
  KheoDb                  *db = kheo_db_open (path, KHEO_DB_CREATE, NULL);

  g_assert_true (kheo_db_migrate (db, steps, 1, NULL));
  kheo_history_attach (db, tables);
  return db;
}

/* Begins a large action that its end is watched by @progress. */
static void
add_houses (KheoDb *db, KheoProgress *progress)
{
  static const char house[] = "Thôn Hạ, xã Tân Lập";
  g_autoptr (KheoInserter) inserter = NULL;

  g_assert_true (kheo_history_begin (db, NULL));
  kheo_history_expect (db, N_ROWS);
  inserter = kheo_inserter_new (db, "house");
  for (guint i = 0; i < N_ROWS; i++)
    {
      kheo_inserter_set_int (inserter, 0, i + 1);
      kheo_inserter_set_text (inserter, 1, house, strlen (house));
      g_assert_true (kheo_inserter_run (inserter, NULL));
    }
  kheo_history_watch (db, progress, "Writing");
}

static gint64
count_houses (KheoDb *db)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT count(*) FROM house");

  g_assert_true (kheo_stmt_step (stmt, NULL));
  return kheo_stmt_get_int (stmt, 0);
}

static void
test_large (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "book.kheo");
  g_autoptr (KheoDb) db = make_book (path);
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;
  Watch        watch = { 0 };
  KheoProgress progress = { .func = watch_cb, .user_data = &watch };

  add_houses (db, &progress);
  changes = kheo_history_end (db, "Nhập", "Lan", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kheo_change_set_get_n (changes), ==, N_ROWS);
  g_assert_cmpuint (watch.heard, >, 0);
  g_assert_cmpint (count_houses (db), ==, N_ROWS);

  undone = kheo_history_undo (db, kheo_change_set_get_action (changes), "Lan", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_houses (db), ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "book.kheo");
  g_autoptr (KheoDb) db = make_book (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watch        watch = { cancellable, TRUE, 0 };
  KheoProgress progress = { .func = watch_cb, .user_data = &watch, .cancellable = cancellable };

  add_houses (db, &progress);
  g_assert_null (kheo_history_end (db, "Nhập", "Lan", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_houses (db), ==, 0);
  g_assert_false (kheo_db_is_in_transaction (db));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/commit/large", test_large);
  g_test_add_func ("/db/commit/cancelled", test_cancelled);
  return g_test_run ();
}
