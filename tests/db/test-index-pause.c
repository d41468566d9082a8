#include "kheo-index-pause.h"

#include "kheo-history.h"
#include "kheo-inserter.h"
#include "kheo-test.h"

#define N_ROWS 30000

static KheoDb *
make_book (void)
{
  static const char *const steps[] = {
    "CREATE TABLE house (id INTEGER PRIMARY KEY, street INTEGER NOT NULL, name TEXT) STRICT;"
    "CREATE INDEX house_street ON house (street);"
    "CREATE UNIQUE INDEX house_name ON house (name)"
  };
  static const char *const tables[] = { "house", NULL };
  KheoDb                  *db = kheo_db_open (":memory:", KHEO_DB_CREATE, NULL);

  g_assert_true (kheo_db_migrate (db, steps, 1, NULL));
  kheo_history_attach (db, tables);
  return db;
}

static gboolean
has_index (KheoDb *db)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT 1 FROM sqlite_schema WHERE name = 'house_street' AND"
                           " sql = 'CREATE INDEX house_street ON house (street)'");

  return kheo_stmt_step (stmt, NULL);
}

static void
add_houses (KheoDb *db)
{
  g_autoptr (KheoInserter) inserter = kheo_inserter_new (db, "house");

  for (guint i = 0; i < N_ROWS; i++)
    {
      kheo_inserter_set_int (inserter, 0, i + 1);
      kheo_inserter_set_int (inserter, 1, i * 7919 % 1009);
      g_assert_true (kheo_inserter_run (inserter, NULL));
    }
}

static void
count_cb (double fraction, const char *what, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_put_back (void)
{
  g_autoptr (KheoDb) db = make_book ();
  g_autoptr (KheoIndexPause) pause = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;
  guint        heard = 0;
  KheoProgress progress = { .func = count_cb, .user_data = &heard };

  g_assert_true (kheo_history_begin (db, NULL));
  kheo_history_expect (db, N_ROWS);
  pause = kheo_index_pause_new (db, "house", "house_street", N_ROWS);
  g_assert_nonnull (pause);
  g_assert_false (has_index (db));
  add_houses (db);
  g_assert_true (kheo_index_pause_end (pause, &progress, "sorting", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (heard, >, 0);
  changes = kheo_history_end (db, "many", "Lan", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kheo_change_set_get_n (changes), ==, N_ROWS);
  g_assert_true (has_index (db));
  {
    g_autoptr (KheoStmt) check = kheo_db_prepare (db, "PRAGMA integrity_check");

    g_assert_true (kheo_stmt_step (check, NULL));
    g_assert_cmpstr (kheo_stmt_get_text (check, 0), ==, "ok");
  }
  undone = kheo_history_undo (db, kheo_change_set_get_action (changes), "Lan", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kheo_change_set_get_n (undone), ==, N_ROWS);
}

/* Cancelled while it is made anew: the book is as it was, the index too. */
static void
test_cancelled (void)
{
  g_autoptr (KheoDb) db = make_book ();
  g_autoptr (KheoIndexPause) pause = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KheoProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_true (kheo_history_begin (db, NULL));
  pause = kheo_index_pause_new (db, "house", "house_street", N_ROWS);
  add_houses (db);
  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_index_pause_end (pause, &progress, "sorting", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kheo_history_cancel (db);
  g_assert_true (has_index (db));
  g_assert_cmpint (kheo_history_get_seq (db), ==, 0);
}

/* Few rows, a unique index, none of that name. */
static void
test_stays (void)
{
  g_autoptr (KheoDb) db = make_book ();

  g_assert_true (kheo_history_begin (db, NULL));
  g_assert_null (kheo_index_pause_new (db, "house", "house_street", 10));
  g_assert_null (kheo_index_pause_new (db, "house", "house_name", N_ROWS));
  g_assert_null (kheo_index_pause_new (db, "house", "house_door", N_ROWS));
  add_houses (db);
  g_assert_null (kheo_index_pause_new (db, "house", "house_street", N_ROWS - 1));
  g_assert_true (has_index (db));
  g_assert_true (kheo_index_pause_end (NULL, NULL, NULL, NULL));
  kheo_history_cancel (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/index-pause/put-back", test_put_back);
  g_test_add_func ("/index-pause/cancelled", test_cancelled);
  g_test_add_func ("/index-pause/stays", test_stays);
  return g_test_run ();
}
