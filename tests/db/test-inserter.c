/* Rows put in by an inserter leave the history that SQLite's own session would have left. */
#include "kheo-history-private.h"
#include "kheo-inserter.h"

#include "kheo-test.h"

#include <string.h>

static const char *const steps[] = {
  "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), n INTEGER,"
  "  key BLOB) STRICT;"
  "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id), x TEXT) STRICT;"
  "CREATE TABLE loose (id INTEGER PRIMARY KEY, r REAL) STRICT;"
  "CREATE TABLE cache (id INTEGER PRIMARY KEY, v TEXT) STRICT"
};
static const char *const tables[] = { "p", "c", "loose", NULL };

static KheoTestDir *folder;

/* A new one. */
static KheoDb *
open_book (void)
{
  static guint     n;
  g_autofree char *name = g_strdup_printf ("%u.kheo", n++);
  g_autofree char *path = kheo_test_dir_build (folder, name);
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_db_open (path, KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_db_migrate (db, steps, 1, &error));
  g_assert_no_error (error);
  kheo_history_attach (db, tables);
  return db;
}

static void
begin (KheoDb *db)
{
  g_assert_true (kheo_history_begin (db, NULL));
}

/* The id of the action; 0: nothing was changed. */
static gint64
end (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_end (db, "test", "Lan", &error);

  g_assert_no_error (error);
  return changes != NULL ? kheo_change_set_get_action (changes) : 0;
}

static void
exec (KheoDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kheo_db_exec (db, sql, &error));
  g_assert_no_error (error);
}

/* @n 0: NULL; the key is the name's bytes. */
static gboolean
insert_p (KheoInserter *inserter, gint64 id, const char *name, gint64 n)
{
  kheo_inserter_set_int (inserter, 0, id);
  kheo_inserter_set_text (inserter, 1, name, -1);
  if (n != 0)
    {
      kheo_inserter_set_int (inserter, 2, n);
      kheo_inserter_set_blob (inserter, 3, name, strlen (name));
    }
  return kheo_inserter_run (inserter, NULL);
}

static void
insert_c (KheoInserter *inserter, gint64 id, gint64 p, const char *x)
{
  kheo_inserter_set_int (inserter, 0, id);
  kheo_inserter_set_int (inserter, 1, p);
  if (x != NULL)
    kheo_inserter_set_text (inserter, 2, x, -1);
  g_assert_true (kheo_inserter_run (inserter, NULL));
}

/* ---- What was recorded, as lines in order ---- */

static void
append_value (GString *line, sqlite3_value *value)
{
  if (value == NULL)
    g_string_append (line, " .");
  else
    g_string_append_printf (
        line, " %d:%s", sqlite3_value_type (value),
        sqlite3_value_type (value) == SQLITE_NULL ? "" : (const char *) sqlite3_value_text (value));
}

static gboolean
add_line_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  GString *line = g_string_new (step->change.table);

  g_string_append_printf (line, " %d %d %d", (int) step->change.id, step->change.kind,
                          step->indirect);
  for (int i = 0; i < step->n_columns; i++)
    {
      sqlite3_value *old = NULL;
      sqlite3_value *new = NULL;

      if (step->change.kind != KHEO_CHANGE_INSERT)
        sqlite3changeset_old (iter, i, &old);
      if (step->change.kind != KHEO_CHANGE_DELETE)
        sqlite3changeset_new (iter, i, &new);
      append_value (line, old);
      append_value (line, new);
    }
  g_ptr_array_add (user_data, g_string_free (line, FALSE));
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
recorded (KheoDb *db, gint64 action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changes = kheo_history_load (db, action, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  g_assert_true (kheo_changeset_each (db, g_bytes_get_data (changes, NULL),
                                      (int) g_bytes_get_size (changes), add_line_cb, lines,
                                      &error));
  g_assert_no_error (error);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Also the index of records and the summary. */
static char *
indexed (KheoDb *db, gint64 action)
{
  GString *text = g_string_new (NULL);
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT table_name, first_id, kind, last_id FROM action_record"
                           " WHERE action = :action ORDER BY 1, 2, 3");
  g_autoptr (KheoStmt) summary =
      kheo_db_prepare (db, "SELECT summary FROM action WHERE id = :action");

  kheo_stmt_bind_int (stmt, ":action", action);
  kheo_stmt_bind_int (summary, ":action", action);
  while (kheo_stmt_step (stmt, NULL))
    g_string_append_printf (text, "%s %d %d %d\n", kheo_stmt_get_text (stmt, 0),
                            (int) kheo_stmt_get_int (stmt, 1), (int) kheo_stmt_get_int (stmt, 2),
                            (int) kheo_stmt_get_int (stmt, 3));
  g_assert_true (kheo_stmt_step (summary, NULL));
  g_string_append (text, kheo_stmt_get_text (summary, 0));
  return g_string_free (text, FALSE);
}

static gint64
count (KheoDb *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

  g_assert_true (kheo_stmt_step (stmt, NULL));
  return kheo_stmt_get_int (stmt, 0);
}

/* Undone, done again and undone: all rows and only they. */
static void
assert_undoable (KheoDb *db, gint64 action, const char *table, gint64 n)
{
  g_autoptr (GError) error = NULL;

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (KheoChangeSet) undone = NULL;
      g_autoptr (KheoChangeSet) redone = NULL;

      g_assert_cmpint (count (db, table), ==, n);
      undone = kheo_history_undo (db, action, "Lan", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count (db, table), ==, 0);
      redone = kheo_history_redo (db, action, "Lan", NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (count (db, table), ==, n);
}

/* ---- Tests ---- */

static void
test_same (void)
{
  g_autoptr (KheoDb) ours = open_book ();
  g_autoptr (KheoDb) theirs = open_book ();
  g_autoptr (KheoInserter) p = kheo_inserter_new (ours, "p");
  g_autoptr (KheoInserter) c = kheo_inserter_new (ours, "c");
  g_autofree char *long_name = g_strnfill (40000, 'n');
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO p VALUES (9, '%s', 1, x'%s')", long_name, "00ff");
  gint64 own, reference;

  begin (ours);
  exec (ours, "INSERT INTO loose VALUES (1, 2.5)");
  g_assert_true (insert_p (p, 7, "Khéo", -5));
  g_assert_true (insert_p (p, 8, "hai", 0));
  insert_c (c, 1, 7, NULL);
  insert_c (c, G_MAXINT64 - 1, 8, "");
  kheo_inserter_set_int (p, 0, 9);
  kheo_inserter_set_text (p, 1, long_name, 40000);
  kheo_inserter_set_int (p, 2, 1);
  kheo_inserter_set_blob (p, 3, "\0\xff", 2);
  g_assert_true (kheo_inserter_run (p, NULL));
  own = end (ours);

  begin (theirs);
  exec (theirs, "INSERT INTO loose VALUES (1, 2.5);"
                "INSERT INTO p VALUES (7, 'Khéo', -5, CAST ('Khéo' AS BLOB)), (8, 'hai', NULL, "
                "NULL);"
                "INSERT INTO c VALUES (1, 7, NULL), (9223372036854775806, 8, '');");
  exec (theirs, sql);
  reference = end (theirs);

  {
    g_autofree char *recorded_ours = recorded (ours, own);
    g_autofree char *recorded_theirs = recorded (theirs, reference);
    g_autofree char *indexed_ours = indexed (ours, own);
    g_autofree char *indexed_theirs = indexed (theirs, reference);

    g_assert_cmpstr (recorded_ours, ==, recorded_theirs);
    g_assert_cmpstr (indexed_ours, ==, indexed_theirs);
  }
  assert_undoable (ours, own, "p", 3);
}

static void
test_many (void)
{
  enum
  {
    N = 20000 /* several blocks for the deflating thread */
  };
  g_autoptr (KheoDb) db = open_book ();
  g_autoptr (KheoInserter) p = kheo_inserter_new (db, "p");
  g_autofree char *index = NULL;
  gint64           action;

  begin (db);
  for (gint64 i = 1; i <= N; i++)
    {
      g_autofree char *name = g_strdup_printf ("Mô hình số %x", g_int_hash (&i));

      g_assert_true (insert_p (p, i, name, i));
    }
  action = end (db);
  index = indexed (db, action);
  g_assert_cmpstr (index, ==, "p 1 0 20000\n{\"p\": 20000}");
  assert_undoable (db, action, "p", N);

  /* Taken away unfinished: the thread ends. */
  begin (db);
  g_assert_true (insert_p (p, N + 1, "x", 1));
  kheo_history_cancel (db);
  g_assert_cmpint (count (db, "p"), ==, N);
}

static void
test_changed_after (void)
{
  g_autoptr (KheoDb) ours = open_book ();
  g_autoptr (KheoDb) theirs = open_book ();
  g_autoptr (KheoInserter) p = kheo_inserter_new (ours, "p");
  const char *change = "UPDATE p SET name = 'khác' WHERE id = 2; DELETE FROM p WHERE id = 3";
  gint64      own, reference;

  begin (ours);
  for (gint64 i = 1; i <= 3; i++)
    g_assert_true (insert_p (p, i, "p", i));
  exec (ours, change);
  own = end (ours);

  begin (theirs);
  for (gint64 i = 1; i <= 3; i++)
    exec (theirs, "INSERT INTO p SELECT count (*) + 1, 'p', count (*) + 1, x'70' FROM p");
  exec (theirs, change);
  reference = end (theirs);
  {
    g_autofree char *recorded_ours = recorded (ours, own);
    g_autofree char *recorded_theirs = recorded (theirs, reference);

    g_assert_cmpstr (recorded_ours, ==, recorded_theirs);
  }
  assert_undoable (ours, own, "p", 2);

  begin (ours);
  g_assert_true (insert_p (p, 10, "p", 1));
  exec (ours, "DELETE FROM p WHERE id = 10");
  g_assert_cmpint (end (ours), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (KheoDb) db = open_book ();
  g_autoptr (KheoInserter) p = kheo_inserter_new (db, "p");
  g_autoptr (KheoInserter) missing = kheo_inserter_new (db, "no_such_table");
  g_autoptr (GError) error = NULL;
  g_autofree char *index = NULL;
  gint64           action;

  begin (db);
  g_assert_true (insert_p (p, 1, "một", 1));
  g_assert_false (insert_p (p, 1, "again", 1));
  g_assert_false (insert_p (p, 2, "", 1));
  g_assert_true (insert_p (p, 3, "ba", 0));
  g_assert_false (kheo_inserter_run (missing, &error));
  g_assert_nonnull (error);
  action = end (db);
  index = indexed (db, action);
  g_assert_cmpstr (index, ==, "p 1 0 1\np 3 0 3\n{\"p\": 2}");
  assert_undoable (db, action, "p", 2);
}

/* What a savepoint takes back was never there. */
static void
test_savepoint (void)
{
  g_autoptr (KheoDb) db = open_book ();
  g_autoptr (KheoInserter) p = kheo_inserter_new (db, "p");
  g_autofree char *index = NULL;
  gint64           action;

  begin (db);
  g_assert_true (insert_p (p, 1, "một", 1));
  g_assert_true (kheo_db_begin (db, NULL));
  g_assert_true (insert_p (p, 2, "hai", 1));
  kheo_db_rollback (db);
  g_assert_true (kheo_db_begin (db, NULL));
  g_assert_true (insert_p (p, 3, "ba", 1));
  g_assert_true (kheo_db_commit (db, NULL));
  action = end (db);
  index = indexed (db, action);
  g_assert_cmpstr (index, ==, "p 1 0 1\np 3 0 3\n{\"p\": 2}");
  assert_undoable (db, action, "p", 2);
}

/* Where SQLite may change a value on its way in, and where nothing is recorded. */
static void
test_not_plain (void)
{
  g_autoptr (KheoDb) db = open_book ();
  g_autoptr (KheoInserter) loose = kheo_inserter_new (db, "loose");
  g_autoptr (KheoInserter) cache = kheo_inserter_new (db, "cache");
  g_autofree char *lines = NULL;
  gint64           action;

  begin (db);
  kheo_inserter_set_int (loose, 0, 1);
  kheo_inserter_set_int (loose, 1, 2);
  g_assert_true (kheo_inserter_run (loose, NULL));
  kheo_inserter_set_text (loose, 1, "3.5", -1); /* SQLite numbers it and reads the text */
  g_assert_true (kheo_inserter_run (loose, NULL));
  action = end (db);
  lines = recorded (db, action);
  g_assert_cmpstr (lines, ==, "loose 1 0 0 . 1:1 . 2:2.0\nloose 2 0 0 . 1:2 . 2:3.5");
  assert_undoable (db, action, "loose", 2);

  begin (db);
  kheo_inserter_set_int (cache, 0, 1);
  g_assert_true (kheo_inserter_run (cache, NULL));
  g_assert_cmpint (end (db), ==, 0);
  g_assert_cmpint (count (db, "cache"), ==, 1);
}

static void
test_places (void)
{
  g_autoptr (KheoDb) db = open_book ();
  g_autoptr (KheoInserter) p = kheo_inserter_new (db, "p");

  g_assert_cmpint (kheo_inserter_find (p, "id"), ==, 0);
  g_assert_cmpint (kheo_inserter_find (p, "key"), ==, 3);
  g_assert_cmpint (kheo_inserter_find (p, "x"), ==, -1);
  /* Outside an action it only inserts. */
  g_assert_true (insert_p (p, 1, "một", 1));
  g_assert_cmpint (kheo_history_get_seq (db), ==, 0);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = kheo_test_dir_new ();
  g_test_add_func ("/db/inserter/same", test_same);
  g_test_add_func ("/db/inserter/many", test_many);
  g_test_add_func ("/db/inserter/changed-after", test_changed_after);
  g_test_add_func ("/db/inserter/refused", test_refused);
  g_test_add_func ("/db/inserter/savepoint", test_savepoint);
  g_test_add_func ("/db/inserter/not-plain", test_not_plain);
  g_test_add_func ("/db/inserter/places", test_places);
  failed = g_test_run ();
  kheo_test_dir_free (folder);
  return failed;
}
