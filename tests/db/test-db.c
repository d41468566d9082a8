#include "kheo-db.h"
#include "kheo-test.h"

#include <glib/gstdio.h>

#include <string.h>

static const char *const one_step[] = {
  "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"
};
static const char *const two_steps[] = {
  "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
  "ALTER TABLE t ADD COLUMN age INTEGER",
};
static const char *const bad_steps[] = {
  "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
  "ALTER TABLE t ADD COLUMN age INTEGER; ALTER TABLE nothing ADD COLUMN age INTEGER",
};

static KheoDb *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_db_open (":memory:", 0, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_db_migrate (db, one_step, 1, &error));
  g_assert_no_error (error);
  return db;
}

static void
make_book (const char *path, int n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = kheo_db_open (path, KHEO_DB_CREATE, &error);
  g_autoptr (KheoStmt) add = NULL;

  g_assert_no_error (error);
  g_assert_true (kheo_db_migrate (db, one_step, 1, &error));
  add = kheo_db_prepare (db, "INSERT INTO t (name) VALUES (:name)");
  g_assert_true (kheo_db_begin (db, &error));
  for (int i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("%0200d", i);

      kheo_stmt_bind_text (add, ":name", name);
      g_assert_true (kheo_stmt_run (add, &error));
    }
  g_assert_true (kheo_db_commit (db, &error));
  g_assert_no_error (error);
}

static gint64
count (KheoDb *db)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT count(*) FROM t");

  g_assert_true (kheo_stmt_step (stmt, NULL));
  return kheo_stmt_get_int (stmt, 0);
}

static void
add (KheoDb *db, const char *name)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "INSERT INTO t (name) VALUES (:name)");
  g_autoptr (GError) error = NULL;

  kheo_stmt_bind_text (stmt, ":name", name);
  g_assert_true (kheo_stmt_run (stmt, &error));
  g_assert_no_error (error);
}

static void
test_migrate (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  make_book (path, 1);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  {
    g_autoptr (KheoDb) db = kheo_db_open (path, 0, &error);

    g_assert_no_error (error);
    /* A step that fails half-way leaves nothing. */
    g_assert_false (kheo_db_migrate (db, bad_steps, 2, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_FAILED);
    g_clear_error (&error);
    g_assert_cmpuint (kheo_db_get_schema (db), ==, 1);
    g_assert_true (kheo_db_migrate (db, two_steps, 2, &error));
    g_assert_cmpuint (kheo_db_get_schema (db), ==, 2);
    g_assert_false (kheo_db_migrate (db, one_step, 1, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NEWER);
    g_clear_error (&error);
    g_assert_true (kheo_db_exec (db, "UPDATE book_format SET version = 99", &error));
    g_assert_false (kheo_db_migrate (db, two_steps, 2, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NEWER);
  }
}

/* Steps may rebuild tables, but no row may lose its parent. */
static void
test_migrate_keys (void)
{
  static const char *const steps[] = {
    "CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;"
    "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id)) STRICT;"
    "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1)",
    "CREATE TABLE q (id INTEGER PRIMARY KEY) STRICT; INSERT INTO q SELECT id FROM p;"
    "DROP TABLE p; ALTER TABLE q RENAME TO p",
    "DELETE FROM p",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = kheo_db_open (":memory:", 0, &error);

  g_assert_true (kheo_db_migrate (db, steps, 2, &error));
  g_assert_no_error (error);
  g_assert_false (kheo_db_migrate (db, steps, 3, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (kheo_db_exec (db, "DELETE FROM p", &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
}

static void
write_file (const char *path, const char *data, gssize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, size, &error);
  g_assert_no_error (error);
}

static void
assert_refused (const char *path, KheoErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  g_assert_null (kheo_db_open (path, KHEO_DB_CREATE, &error));
  g_assert_error (error, KHEO_ERROR, (int) code);
  g_assert_null (kheo_db_open (path, KHEO_DB_READ_ONLY, &problem));
  g_assert_error (problem, KHEO_ERROR, (int) code);
}

static void
test_bad_files (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "x.kheo");
  g_autofree char *other = kheo_test_dir_build (dir, "other.db");
  g_autofree char *nowhere = kheo_test_dir_build (dir, "no/such/folder.kheo");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) whole = NULL;
  char  noise[8192];
  char *data;

  g_assert_null (kheo_db_open (path, 0, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kheo_db_open (nowhere, KHEO_DB_CREATE, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  assert_refused (kheo_test_dir_get_path (dir), KHEO_ERROR_FORMAT);

  write_file (path, "", 0);
  assert_refused (path, KHEO_ERROR_CORRUPT);
  write_file (path, "this is no database, but a text of some length", -1);
  assert_refused (path, KHEO_ERROR_CORRUPT);
  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (char) g_rand_int_range (rand, 0, 256);
  write_file (path, noise, sizeof noise);
  assert_refused (path, KHEO_ERROR_ENCRYPTED);

  g_unlink (path);
  make_book (path, 500);
  whole = kheo_test_read (path);
  data = (char *) g_bytes_get_data (whole, NULL);
  for (gsize size = 1; size < g_bytes_get_size (whole); size += 4999)
    {
      write_file (path, data, (gssize) size);
      assert_refused (path, KHEO_ERROR_CORRUPT);
    }

  /* A database, but not one of ours: the mark at 68 is gone. */
  memcpy (noise, data, sizeof noise);
  memset (data + 68, 0, 4);
  write_file (other, data, (gssize) g_bytes_get_size (whole));
  assert_refused (other, KHEO_ERROR_FORMAT);
}

/* Whatever byte is changed: an error or a book, never a crash. */
static void
test_damaged (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "x.kheo");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GBytes) whole = NULL;

  make_book (path, 100);
  whole = kheo_test_read (path);
  for (int round = 0; round < 300; round++)
    {
      gsize            size;
      g_autofree char *data = g_memdup2 (g_bytes_get_data (whole, &size), g_bytes_get_size (whole));
      g_autoptr (KheoDb) db = NULL;

      for (int i = 0; i < 5; i++)
        data[g_rand_int_range (rand, 0, round % 2 ? 200 : (int) size)] =
            (char) g_rand_int_range (rand, 0, 256);
      write_file (path, data, (gssize) size);
      db = kheo_db_open (path, KHEO_DB_READ_ONLY, NULL);
      if (db != NULL)
        {
          g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT name FROM t ORDER BY name");

          while (kheo_stmt_step (stmt, NULL))
            ;
        }
    }
}

/* Reading leaves the book, and the folder, as they were. */
static void
test_read_only (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a ? #%41.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GDir) folder = NULL;

  make_book (path, 10);
  before = kheo_test_read (path);
  {
    g_autoptr (KheoDb) db = kheo_db_open (path, KHEO_DB_READ_ONLY, &error);

    g_assert_no_error (error);
    g_assert_true (kheo_db_is_read_only (db));
    g_assert_true (kheo_db_migrate (db, one_step, 1, &error));
    g_assert_cmpint (count (db), ==, 10);
    g_assert_false (kheo_db_exec (db, "DELETE FROM t", &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_READ_ONLY);
    g_clear_error (&error);
    g_assert_false (kheo_db_migrate (db, two_steps, 2, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_READ_ONLY);
    g_clear_error (&error);
  }
  after = kheo_test_read (path);
  g_assert_true (g_bytes_equal (before, after));
  folder = g_dir_open (kheo_test_dir_get_path (dir), 0, NULL);
  g_assert_cmpstr (g_dir_read_name (folder), ==, "a ? #%41.kheo");
  g_assert_null (g_dir_read_name (folder));
}

/* A reader beside a writer sees what is committed. */
static void
test_beside_writer (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) writer = NULL;
  g_autoptr (KheoDb) reader = NULL;

  make_book (path, 1);
  writer = kheo_db_open (path, 0, &error);
  add (writer, "x");
  reader = kheo_db_open (path, KHEO_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (reader), ==, 2);
  g_assert_true (kheo_db_begin (writer, &error));
  add (writer, "y");
  g_assert_cmpint (count (reader), ==, 2);
  g_assert_true (kheo_db_commit (writer, &error));
  g_assert_cmpint (count (reader), ==, 3);
}

static void
test_transactions (void)
{
  g_autoptr (KheoDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kheo_db_begin (db, &error));
  add (db, "a");
  g_assert_true (kheo_db_begin (db, &error));
  add (db, "b");
  g_assert_true (kheo_db_begin (db, &error));
  add (db, "c");
  kheo_db_rollback (db);
  g_assert_true (kheo_db_commit (db, &error));
  g_assert_cmpint (count (db), ==, 2);
  kheo_db_rollback (db);
  g_assert_cmpint (count (db), ==, 0);

  g_assert_true (kheo_db_begin (db, &error));
  add (db, "a");
  g_assert_true (kheo_db_commit (db, &error));
  g_assert_cmpint (count (db), ==, 1);
  g_assert_cmpint (kheo_db_changes (db), ==, 1);
}

static void
test_statements (void)
{
  g_autoptr (KheoDb) db = open_memory ();
  g_autoptr (GError) error = NULL;
  const char *text = "SELECT :a, :b, :c, :d, :e";
  const char *sql[] = { "SELEC 1", "SELECT 1; SELECT 2", "", "SELECT \"no such column\"" };

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, text);
      g_autoptr (KheoStmt) twin = kheo_db_prepare (db, text);
      g_autoptr (GBytes) blob = NULL;

      /* From the cache, but without the former values. */
      g_assert_true (kheo_stmt_step (stmt, &error));
      for (int i = 0; i < 5; i++)
        g_assert_true (kheo_stmt_is_null (stmt, i));
      kheo_stmt_bind_int (stmt, ":a", G_MAXINT64);
      kheo_stmt_bind_double (stmt, ":b", 0.5);
      kheo_stmt_bind_text (stmt, ":c", "é");
      kheo_stmt_bind_blob (stmt, ":d", "a\0b", 3);
      kheo_stmt_bind_null (stmt, ":e");
      g_assert_true (kheo_stmt_step (stmt, &error));
      g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, G_MAXINT64);
      g_assert_cmpfloat (kheo_stmt_get_double (stmt, 1), ==, 0.5);
      g_assert_cmpstr (kheo_stmt_get_text (stmt, 2), ==, "é");
      blob = kheo_stmt_dup_blob (stmt, 3);
      g_assert_cmpmem (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), "a\0b", 3);
      g_assert_null (kheo_stmt_get_text (stmt, 4));
      g_assert_false (kheo_stmt_step (stmt, &error));
      kheo_stmt_set_int (twin, 1, 5);
      kheo_stmt_set_text (twin, 2, "t");
      kheo_stmt_set_blob (twin, 3, NULL, 0);
      kheo_stmt_set_null (twin, 4);
      g_assert_true (kheo_stmt_step (twin, &error));
      g_assert_cmpint (kheo_stmt_get_int (twin, 0), ==, 5);
      g_assert_false (kheo_stmt_is_null (twin, 2));
      g_assert_no_error (error);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql[i]);

      kheo_stmt_bind_int (stmt, ":x", 1);
      g_assert_false (kheo_stmt_step (stmt, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  {
    g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT :a");

    kheo_stmt_bind_int (stmt, ":b", 1);
    g_assert_false (kheo_stmt_run (stmt, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
    g_clear_error (&error);
  }
  {
    g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "INSERT INTO t (name) VALUES ('same')");

    g_assert_true (kheo_stmt_run (stmt, &error));
    g_assert_false (kheo_stmt_run (stmt, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  }
}

/* More different statements than the cache keeps. */
static void
test_cache (void)
{
  g_autoptr (KheoDb) db = open_memory ();

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %d", i % 300);
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

      g_assert_true (kheo_stmt_step (stmt, NULL));
      g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, i % 300);
    }
}

static void
test_fold (void)
{
  g_autoptr (KheoDb) db = open_memory ();
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT kheo_fold ('Đắk  Lắk'), kheo_fold (NULL), kheo_fold ('')");

  g_assert_true (kheo_stmt_step (stmt, NULL));
  g_assert_cmpstr (kheo_stmt_get_text (stmt, 0), ==, "dak lak");
  g_assert_true (kheo_stmt_is_null (stmt, 1));
  g_assert_cmpstr (kheo_stmt_get_text (stmt, 2), ==, "");
  g_assert_true (kheo_db_exec (db, "CREATE INDEX i ON t (kheo_fold (name))", NULL));
}

static void
test_cancel (void)
{
  g_autoptr (KheoDb) db = open_memory ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const char *endless = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)"
                        " INSERT INTO t (name) SELECT i FROM n";

  kheo_db_set_cancellable (db, cancellable);
  g_assert_true (kheo_db_begin (db, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_db_exec (db, endless, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  kheo_db_set_cancellable (db, NULL);
  /* SQLite has rolled back already: commit must say so. */
  g_assert_false (kheo_db_commit (db, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (count (db), ==, 0);
  g_assert_true (kheo_db_begin (db, &error));
  add (db, "a");
  g_assert_true (kheo_db_commit (db, &error));
}

static void
test_data (void)
{
  g_autoptr (KheoDb) db = open_memory ();
  g_autoptr (GPtrArray) first = g_ptr_array_new ();

  kheo_db_set_data (db, "k", g_ptr_array_ref (first), (GDestroyNotify) g_ptr_array_unref);
  g_assert_true (kheo_db_get_data (db, "k") == first);
  kheo_db_set_data (db, "k", NULL, NULL);
  g_assert_null (kheo_db_get_data (db, "k"));
  g_assert_null (kheo_db_get_data (db, "other"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/migrate", test_migrate);
  g_test_add_func ("/db/migrate-keys", test_migrate_keys);
  g_test_add_func ("/db/bad-files", test_bad_files);
  g_test_add_func ("/db/damaged", test_damaged);
  g_test_add_func ("/db/read-only", test_read_only);
  g_test_add_func ("/db/beside-writer", test_beside_writer);
  g_test_add_func ("/db/transactions", test_transactions);
  g_test_add_func ("/db/statements", test_statements);
  g_test_add_func ("/db/cache", test_cache);
  g_test_add_func ("/db/fold", test_fold);
  g_test_add_func ("/db/cancel", test_cancel);
  g_test_add_func ("/db/data", test_data);
  return g_test_run ();
}
