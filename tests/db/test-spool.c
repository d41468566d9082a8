#include "kheo-spool.h"

#include "kheo-history.h"
#include "kheo-inserter.h"
#include "kheo-test.h"

#include <string.h>

#define MANY (3 * 1024 * 1024 + 12345)

/* Bytes that tell where they stand. */
static void
fill_spool (KheoSpool *spool, gsize size)
{
  for (gsize i = 0; i < size; i += 1000)
    {
      guint8 piece[1000];

      for (gsize k = 0; k < sizeof piece; k++)
        piece[k] = (guint8) ((i + k) * 2654435761u >> 24);
      kheo_spool_append (spool, piece, MIN (sizeof piece, size - i));
    }
}

static void
test_read (void)
{
  g_autoptr (KheoSpool) spool = kheo_spool_new ();
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *data;
  guint8        part[5000];

  fill_spool (spool, MANY);
  g_assert_cmpuint (kheo_spool_get_size (spool), ==, MANY);
  all = kheo_spool_dup_bytes (spool, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (all, NULL);
  for (gsize i = 0; i < MANY; i++)
    if (data[i] != (guint8) (i * 2654435761u >> 24))
      g_error ("byte %" G_GSIZE_FORMAT, i);
  /* Every place, also across the end of what is in the file. */
  for (gsize at = 0; at + sizeof part <= MANY; at += 4099)
    {
      g_assert_true (kheo_spool_read (spool, at, part, sizeof part, NULL));
      g_assert_cmpmem (part, sizeof part, data + at, sizeof part);
    }
}

static KheoDb *
make_book (guint size)
{
  KheoDb          *db = kheo_db_open (":memory:", KHEO_DB_CREATE, NULL);
  g_autofree char *row = g_strdup_printf ("INSERT INTO file VALUES (7, zeroblob (%u))", size);

  g_assert_true (kheo_db_exec (
      db, "CREATE TABLE file (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT", NULL));
  g_assert_true (kheo_db_exec (db, row, NULL));
  return db;
}

static void
test_blob (void)
{
  g_autoptr (KheoSpool) spool = kheo_spool_new ();
  g_autoptr (KheoDb) db = make_book (MANY);
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoStmt) stmt = NULL;

  fill_spool (spool, MANY);
  g_assert_true (kheo_spool_fill_blob (spool, db, "file", "data", 7, NULL, NULL, &error));
  g_assert_no_error (error);
  stmt = kheo_db_prepare (db, "SELECT data FROM file");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  stored = kheo_stmt_dup_blob (stmt, 0);
  all = kheo_spool_dup_bytes (spool, NULL);
  g_assert_true (g_bytes_equal (stored, all));
  g_assert_false (kheo_spool_fill_blob (spool, db, "file", "data", 8, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_cancelled (void)
{
  g_autoptr (KheoSpool) spool = kheo_spool_new ();
  g_autoptr (KheoDb) db = make_book (MANY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KheoProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  fill_spool (spool, MANY);
  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_spool_fill_blob (spool, db, "file", "data", 7, &progress, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cb (double fraction, const char *what, gpointer user_data)
{
  g_assert_cmpstr (what, ==, "the history");
  ++*(guint *) user_data;
}

/* One row that no inserter takes, watched to its end. */
static KheoChangeSet *
run_action (KheoDb *db, KheoProgress *progress, GError **error)
{
  g_assert_true (kheo_history_begin (db, NULL));
  g_assert_true (kheo_db_exec (db, "INSERT INTO place VALUES (1, 'Hòa Lạc')", NULL));
  kheo_history_watch (db, progress, "the history");
  return kheo_history_end (db, "one", "Lan", error);
}

/* The end of an action is heard, and may still be cancelled: then nothing has happened. */
static void
test_watched_end (void)
{
  static const char *const steps[] = {
    "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
  };
  static const char *const tables[] = { "place", NULL };
  g_autoptr (KheoDb) db = kheo_db_open (":memory:", KHEO_DB_CREATE, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  guint        heard = 0;
  KheoProgress progress = { .func = count_cb, .user_data = &heard, .cancellable = cancellable };

  g_assert_true (kheo_db_migrate (db, steps, 1, &error));
  kheo_history_attach (db, tables);
  g_cancellable_cancel (cancellable);
  g_assert_null (run_action (db, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (kheo_history_get_seq (db), ==, 0);

  g_cancellable_reset (cancellable);
  changes = run_action (db, &progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kheo_change_set_get_n (changes), ==, 1);
  g_assert_cmpuint (heard, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spool/read", test_read);
  g_test_add_func ("/spool/blob", test_blob);
  g_test_add_func ("/spool/cancelled", test_cancelled);
  g_test_add_func ("/spool/watched-end", test_watched_end);
  return g_test_run ();
}
