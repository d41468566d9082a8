#include "kheo-backup.h"

#include "kheo-test.h"

#include <glib/gstdio.h>

#include <string.h>

static const char *const steps[] = {
  "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
  "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id)) STRICT"
};

static KheoDb *
open_book (const char *path, KheoDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_db_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_db_migrate (db, steps, 1, &error));
  g_assert_no_error (error);
  return db;
}

static void
make_book (const char *path, const char *name)
{
  g_autoptr (KheoDb) db = open_book (path, KHEO_DB_CREATE);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "INSERT INTO p (name) VALUES (:name)");

  kheo_stmt_bind_text (stmt, ":name", name);
  g_assert_true (kheo_stmt_run (stmt, NULL));
}

static void
assert_name (const char *path, const char *name)
{
  g_autoptr (KheoDb) db = open_book (path, KHEO_DB_READ_ONLY);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT name FROM p");

  g_assert_true (kheo_stmt_step (stmt, NULL));
  g_assert_cmpstr (kheo_stmt_get_text (stmt, 0), ==, name);
}

static guint
count_files (KheoTestDir *dir)
{
  g_autoptr (GDir) folder = g_dir_open (kheo_test_dir_get_path (dir), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_write_restore (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "a.kheo");
  g_autofree char *copy = kheo_test_dir_build (dir, "copy.kheo");
  g_autofree char *old = kheo_test_dir_build (dir, "a.kheo.before-restore");
  g_autofree char *older = kheo_test_dir_build (dir, "a.kheo.before-restore-2");
  g_autofree char *fresh = kheo_test_dir_build (dir, "fresh.kheo");
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  make_book (book, "first");
  {
    g_autoptr (KheoDb) db = open_book (book, 0);

    g_assert_true (kheo_backup_write (db, copy, &error));
    g_assert_no_error (error);
    g_assert_false (kheo_backup_write (db, copy, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_true (kheo_db_exec (db, "UPDATE p SET name = 'second'", &error));
  }
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  assert_name (copy, "first");
  assert_name (book, "second");

  g_assert_true (kheo_backup_restore (copy, book, &error));
  g_assert_no_error (error);
  assert_name (book, "first");
  assert_name (old, "second");
  g_assert_true (kheo_backup_restore (copy, book, &error));
  assert_name (older, "first");
  g_assert_true (kheo_backup_restore (copy, fresh, &error));
  assert_name (fresh, "first");
  g_assert_cmpuint (count_files (dir), ==, 5);
}

/* What is no book, or has no place, changes nothing and leaves nothing behind. */
static void
test_refused (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "a.kheo");
  g_autofree char *bad = kheo_test_dir_build (dir, "bad.kheo");
  g_autofree char *none = kheo_test_dir_build (dir, "none.kheo");
  g_autofree char *nowhere = kheo_test_dir_build (dir, "no/where.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = NULL;

  make_book (book, "first");
  g_assert_true (g_file_set_contents (bad, "no book at all", -1, NULL));
  g_assert_false (kheo_backup_restore (bad, book, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (kheo_backup_restore (none, book, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_name (book, "first");
  g_assert_cmpuint (count_files (dir), ==, 2);

  db = open_book (book, KHEO_DB_READ_ONLY);
  g_assert_false (kheo_backup_write (db, nowhere, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (dir), ==, 2);
}

static void
test_check (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (KheoDb) db = NULL;

  make_book (book, "first");
  db = open_book (book, 0);
  none = kheo_db_check (db, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (kheo_db_exec (
      db, "PRAGMA foreign_keys = OFF; INSERT INTO c VALUES (5, 77); PRAGMA foreign_keys = ON",
      &error));
  one = kheo_db_check (db, &error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (one, 0), ==, "c 5 has lost its p");
}

static void
test_damage_found (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *data = NULL;
  gsize            size;

  make_book (book, "first");
  g_assert_true (g_file_get_contents (book, &data, &size, NULL));
  memset (data + 4096, 0xaa, 4096);
  g_assert_true (g_file_set_contents (book, data, (gssize) size, NULL));
  {
    g_autoptr (KheoDb) db = kheo_db_open (book, KHEO_DB_READ_ONLY, &error);

    g_assert_no_error (error);
    problems = kheo_db_check (db, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (problems->len, >, 0);
  }
}

static void
test_compact (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = NULL;
  GStatBuf before, after;

  make_book (book, "first");
  db = open_book (book, 0);
  g_assert_true (
      kheo_db_exec (db,
                    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
                    " INSERT INTO p (name) SELECT 'a name of some length' FROM n;"
                    "DELETE FROM p WHERE id > 1; PRAGMA wal_checkpoint (TRUNCATE)",
                    &error));
  g_stat (book, &before);
  g_assert_true (kheo_db_compact (db, &error));
  g_assert_no_error (error);
  g_stat (book, &after);
  g_assert_cmpint (after.st_size, <, before.st_size / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/backup/write-restore", test_write_restore);
  g_test_add_func ("/db/backup/refused", test_refused);
  g_test_add_func ("/db/backup/check", test_check);
  g_test_add_func ("/db/backup/damage-found", test_damage_found);
  g_test_add_func ("/db/backup/compact", test_compact);
  return g_test_run ();
}
