#include "kheo-history.h"

#include "kheo-test.h"

#include <string.h>
#include <time.h>

static const char *const steps[] = {
  "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT, n INTEGER, code TEXT UNIQUE) STRICT;"
  "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id), x TEXT) STRICT;"
  "CREATE TABLE alias (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id)"
  "  ON DELETE CASCADE, x TEXT) STRICT;"
  "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;"
  "CREATE TABLE cache (id INTEGER PRIMARY KEY, v TEXT) STRICT"
};
static const char *const tables[] = { "p", "c", "alias", "setting", NULL };

static KheoDb *
open_book (const char *path)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_db_open (path, KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_db_migrate (db, steps, 1, &error));
  g_assert_no_error (error);
  kheo_history_attach (db, tables);
  return db;
}

/* Runs @sql as one action and gives its id, 0 when it changed nothing. */
static gint64
act (KheoDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_db_exec (db, sql, &error));
  changes = kheo_history_end (db, sql, "Lan", &error);
  g_assert_no_error (error);
  return changes != NULL ? kheo_change_set_get_action (changes) : 0;
}

static char *
dump (KheoDb *db)
{
  static const char *const queries[] = {
    "SELECT 'p', id, name, n, code FROM p ORDER BY id",
    "SELECT 'c', id, p, x, NULL FROM c ORDER BY id",
    "SELECT 'alias', id, p, x, NULL FROM alias ORDER BY id",
    "SELECT 'setting', key, value, NULL, NULL FROM setting ORDER BY key",
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, queries[i]);

      while (kheo_stmt_step (stmt, NULL))
        {
          for (int column = 0; column < 5; column++)
            g_string_append_printf (
                text, "%s|",
                kheo_stmt_is_null (stmt, column) ? "-" : kheo_stmt_get_text (stmt, column));
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_dump (KheoDb *db, const char *expected)
{
  g_autofree char *text = dump (db);

  g_assert_cmpstr (text, ==, expected);
}

static void
undo (KheoDb *db, gint64 id, const char *kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_undo (db, id, "Lan", &rows, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const KheoKept *row = &g_array_index (rows, KheoKept, i);

      g_string_append_printf (text, "%s:%d:%s", row->table, (int) row->id, row->why);
      if (row->by_table != NULL)
        g_string_append_printf (text, ":%s:%d", row->by_table, (int) row->by_id);
      g_string_append_c (text, ' ');
    }
  g_assert_cmpstr (text->str, ==, kept);
}

static void
redo (KheoDb *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_redo (db, id, "Lan", NULL, &error);

  g_assert_no_error (error);
}

static void
assert_undo_fails (KheoDb *db, gint64 id, KheoErrorCode code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (db);

  g_assert_null (kheo_history_undo (db, id, "Lan", NULL, &error));
  g_assert_error (error, KHEO_ERROR, (int) code);
  if (words != NULL)
    {
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, words));
    }
  assert_dump (db, before);
}

static void
test_record (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GPtrArray) list = NULL;
  KheoAction *action;

  g_assert_cmpint (act (db, "INSERT INTO cache VALUES (1, 'x')"), ==, 0);
  g_assert_cmpint (kheo_history_get_seq (db), ==, 0);
  g_assert_cmpint (act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL), (2, 'b', 2, NULL);"
                            "INSERT INTO setting VALUES ('k', 'v'), ('l', 'w')"),
                   ==, 1);
  g_assert_cmpint (act (db, "UPDATE p SET n = 5 WHERE id = 1; UPDATE p SET n = n WHERE id = 2"), ==,
                   2);
  list = kheo_history_list (db, 0, FALSE, &error);
  g_assert_cmpuint (list->len, ==, 2);
  action = g_ptr_array_index (list, 1);
  g_assert_cmpint (action->id, ==, 1);
  g_assert_cmpstr (action->actor, ==, "Lan");
  g_assert_cmpstr (action->kind, ==, "do");
  g_assert_cmpstr (action->summary, ==, "{\"p\": 2, \"setting\": 2}");
  g_assert_cmpint (action->at, >, 1700000000);
  g_assert_false (action->undone);

  changes = kheo_history_since (db, 1, &error);
  g_assert_cmpuint (kheo_change_set_get_n (changes), ==, 1);
  g_assert_cmpint (kheo_change_set_get (changes, 0)->id, ==, 1);
  g_assert_cmpint (kheo_change_set_get (changes, 0)->kind, ==, KHEO_CHANGE_UPDATE);
  g_assert_true (kheo_change_set_touches (changes, "p"));
  g_assert_false (kheo_change_set_touches (changes, "c"));
  g_assert_cmpint (kheo_change_set_get_action (changes), ==, 2);
}

static void
test_cancel (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");

  g_assert_true (kheo_history_begin (db, NULL));
  g_assert_true (kheo_db_exec (db, "INSERT INTO p (id) VALUES (1)", NULL));
  kheo_history_cancel (db);
  assert_dump (db, "");
  g_assert_cmpint (kheo_history_get_seq (db), ==, 0);
}

static void
test_undo_kinds (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  gint64 inserted = act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL), (2, 'b', 2, NULL);"
                             "INSERT INTO setting VALUES ('k', 'v')");
  gint64 updated = act (db, "UPDATE p SET n = 9; UPDATE setting SET value = 'w'");
  gint64 deleted = act (db, "DELETE FROM p WHERE id = 2; DELETE FROM setting");

  undo (db, deleted, "");
  assert_dump (db, "p|1|a|9|-|\np|2|b|9|-|\nsetting|k|w|-|-|\n");
  undo (db, updated, "");
  assert_dump (db, "p|1|a|1|-|\np|2|b|2|-|\nsetting|k|v|-|-|\n");
  assert_undo_fails (db, updated, KHEO_ERROR_INVALID, NULL);
  assert_undo_fails (db, 99, KHEO_ERROR_NOT_FOUND, NULL);
  assert_undo_fails (db, 4, KHEO_ERROR_INVALID, NULL);
  undo (db, inserted, "");
  assert_dump (db, "");
  g_assert_cmpint (kheo_history_next_undo (db), ==, 0);
  g_assert_cmpint (kheo_history_next_redo (db), ==, inserted);
  redo (db, inserted);
  g_assert_cmpint (kheo_history_next_redo (db), ==, updated);
  redo (db, updated);
  redo (db, deleted);
  g_assert_cmpint (kheo_history_next_redo (db), ==, 0);
  g_assert_cmpint (kheo_history_next_undo (db), ==, deleted);
  assert_dump (db, "p|1|a|9|-|\n");
  undo (db, deleted, "");
  act (db, "UPDATE p SET n = 10 WHERE id = 1");
  g_assert_cmpint (kheo_history_next_redo (db), ==, 0);
}

static void
test_edited_since (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  gint64 inserted = act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL), (2, 'b', 2, NULL)");
  gint64 named = act (db, "UPDATE p SET name = 'z' WHERE id = 1");
  gint64 counted;

  /* The edited row stays and is named; the other goes. */
  undo (db, inserted, "p:1:edited-since ");
  assert_dump (db, "p|1|z|1|-|\n");
  redo (db, inserted);
  assert_dump (db, "p|1|z|1|-|\np|2|b|2|-|\n");
  undo (db, inserted, "p:1:edited-since ");
  redo (db, inserted);

  /* Another column does not matter. */
  counted = act (db, "UPDATE p SET n = 7 WHERE id = 1");
  undo (db, named, "");
  assert_dump (db, "p|1|a|7|-|\np|2|b|2|-|\n");

  /* Nothing could be taken back: nothing is recorded. */
  act (db, "UPDATE p SET n = 8 WHERE id = 1");
  {
    gint64 seq = kheo_history_get_seq (db);

    undo (db, counted, "p:1:edited-since ");
    g_assert_cmpint (kheo_history_get_seq (db), ==, seq);
  }
  /* Gone already is what an undone insert wants. */
  act (db, "DELETE FROM p WHERE id = 2");
  undo (db, inserted, "p:1:edited-since ");
}

/* Once what was edited since is taken back, undo after redo takes all. */
static void
test_partial_then_whole (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  gint64 inserted = act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL), (2, 'b', 2, NULL)");
  gint64 edited = act (db, "UPDATE p SET n = 7 WHERE id = 1");

  undo (db, inserted, "p:1:edited-since ");
  redo (db, inserted);
  undo (db, edited, "");
  undo (db, inserted, "");
  assert_dump (db, "");
  redo (db, inserted);
  assert_dump (db, "p|1|a|1|-|\np|2|b|2|-|\n");
}

static void
test_used (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  gint64 parent = act (db, "INSERT INTO p VALUES (1, 'a', 1, 'X')");
  gint64 child = act (db, "INSERT INTO c VALUES (7, 1, 'k')");
  gint64 alias;
  gint64 deleted;

  /* What others need stays and is named. */
  undo (db, parent, "p:1:used:c:7 ");
  assert_dump (db, "p|1|a|1|X|\nc|7|1|k|-|\n");
  undo (db, child, "");
  undo (db, parent, "");
  assert_dump (db, "");
  redo (db, parent);

  /* Nor is it swept away by a cascade. */
  alias = act (db, "INSERT INTO alias VALUES (9, 1, 'n')");
  undo (db, parent, "p:1:used:alias:9 ");
  assert_dump (db, "p|1|a|1|X|\nalias|9|1|n|-|\n");
  undo (db, alias, "");
  undo (db, parent, "");
  redo (db, parent);
  redo (db, alias);

  /* A cascade of the action itself comes back whole. */
  deleted = act (db, "DELETE FROM p");
  assert_dump (db, "");
  undo (db, deleted, "");
  assert_dump (db, "p|1|a|1|X|\nalias|9|1|n|-|\n");
  redo (db, deleted);

  /* The unique code has a new owner: the deleted row cannot come back, nor what belongs to it. */
  act (db, "INSERT INTO p VALUES (2, 'new', 1, 'X')");
  undo (db, deleted, "p:1:used alias:9:needs:p:1 ");
  assert_dump (db, "p|2|new|1|X|\n");
  act (db, "UPDATE p SET code = 'Y' WHERE id = 2");
  undo (db, deleted, "");
  assert_dump (db, "p|1|a|1|X|\np|2|new|1|Y|\nalias|9|1|n|-|\n");
}

static void
test_unique_used (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  gint64 deleted;

  act (db, "INSERT INTO p VALUES (1, 'a', 1, 'X'), (3, 'c', 1, 'Z')");
  deleted = act (db, "DELETE FROM p");
  act (db, "INSERT INTO p VALUES (2, 'new', 1, 'X')");
  undo (db, deleted, "p:1:used ");
  assert_dump (db, "p|2|new|1|X|\np|3|c|1|Z|\n");
}

/* One action inserts parent and children, one of them by cascade: all goes and comes. */
static void
test_own_cascade (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  gint64 all = act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL);"
                        "INSERT INTO c VALUES (1, 1, 'x'); INSERT INTO alias VALUES (1, 1, 'y')");

  undo (db, all, "");
  assert_dump (db, "");
  redo (db, all);
  assert_dump (db, "p|1|a|1|-|\nc|1|1|x|-|\nalias|1|1|y|-|\n");
  /* An edited row that a cascade would take keeps what it belongs to; the others go. */
  act (db, "UPDATE alias SET x = 'z'");
  undo (db, all, "alias:1:edited-since p:1:used:alias:1 ");
  assert_dump (db, "p|1|a|1|-|\nalias|1|1|z|-|\n");
  redo (db, all);
  assert_dump (db, "p|1|a|1|-|\nc|1|1|x|-|\nalias|1|1|z|-|\n");
  undo (db, all, "alias:1:edited-since p:1:used:alias:1 ");
  assert_dump (db, "p|1|a|1|-|\nalias|1|1|z|-|\n");
}

static void
note_cb (const char *column, const char *before, const char *after, gpointer user_data)
{
  g_string_append_printf (user_data, "%s:%s>%s ", column, before != NULL ? before : "-",
                          after != NULL ? after : "-");
}

static void
test_diff (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const expected[] = { "id:->1 name:->a n:->1 ", "name:a>b ", "n:1>- ",
                                          "id:1>- name:b>- " };
  static const char *const actions[] = {
    "INSERT INTO p VALUES (1, 'a', 1, NULL), (2, 'other', 2, NULL)",
    "UPDATE p SET name = 'b' WHERE id = 1", "UPDATE p SET n = NULL", "DELETE FROM p"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gint64 id = act (db, actions[i]);

      g_string_truncate (text, 0);
      g_assert_true (kheo_history_diff (db, id, "p", 1, note_cb, text, &error));
      g_assert_cmpstr (text->str, ==, expected[i]);
    }
  g_assert_false (kheo_history_diff (db, 99, "p", 1, note_cb, text, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

static void
test_list_record (void)
{
  static const struct
  {
    const char *table;
    gint64      id;
    const char *expected;
  } cases[] = { { "p", 1, "2 1 " }, { "p", 2, "1 " }, { "p", 3, "1 " },
                { "p", 4, "" },     { "p", 6, "1 " }, { "c", 1, "" } };
  g_autoptr (KheoDb) db = open_book (":memory:");

  act (db, "INSERT INTO p (id) VALUES (1), (2), (3), (6)");
  act (db, "UPDATE p SET n = 1 WHERE id = 1");
  undo (db, 2, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = kheo_history_list_record (db, cases[i].table, cases[i].id, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < list->len; j++)
        g_string_append_printf (text, "%d ",
                                (int) ((KheoAction *) g_ptr_array_index (list, j))->id);
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
  {
    g_autoptr (GPtrArray) all = kheo_history_list (db, 2, TRUE, NULL);
    KheoAction *newest = g_ptr_array_index (all, 0);

    g_assert_cmpuint (all->len, ==, 2);
    g_assert_cmpstr (newest->kind, ==, "undo");
    g_assert_cmpint (newest->of_action, ==, 2);
    g_assert_true (((KheoAction *) g_ptr_array_index (all, 1))->undone);
  }
}

static void
test_restart (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  gint64           id;

  {
    g_autoptr (KheoDb) db = open_book (path);

    id = act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL)");
  }
  {
    g_autoptr (KheoDb) db = open_book (path);

    undo (db, id, "");
    assert_dump (db, "");
  }
  {
    g_autoptr (KheoDb) db = open_book (path);

    g_assert_cmpint (kheo_history_next_redo (db), ==, id);
    redo (db, id);
    assert_dump (db, "p|1|a|1|-|\n");
  }
}

/* A column added by a later version: old actions can still be taken back. */
static void
test_older_schema (void)
{
  static const char *const later[] = { NULL, "ALTER TABLE p ADD COLUMN extra TEXT DEFAULT 'e'" };
  const char              *both[] = { steps[0], later[1] };
  g_autoptr (KheoDb) db = open_book (":memory:");
  g_autoptr (GError) error = NULL;
  gint64 inserted = act (db, "INSERT INTO p VALUES (1, 'a', 1, NULL)");
  gint64 deleted = act (db, "DELETE FROM p");

  g_assert_true (kheo_db_migrate (db, both, 2, &error));
  undo (db, deleted, "");
  assert_dump (db, "p|1|a|1|-|\n");
  undo (db, inserted, "");
  assert_dump (db, "");
}

static void
insert_many (KheoDb *db, int n)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "INSERT INTO p VALUES (?1, ?2, ?3, ?4)");

  for (int i = 0; i < n; i++)
    {
      char name[64];
      char code[32];

      g_snprintf (name, sizeof name, "Mô hình dân vận khéo thôn %d xã Đắk", i);
      g_snprintf (code, sizeof code, "MH-%d", i);
      kheo_stmt_set_int (stmt, 1, 1000000 + i);
      kheo_stmt_set_text (stmt, 2, name);
      kheo_stmt_set_int (stmt, 3, i);
      kheo_stmt_set_text (stmt, 4, code);
      g_assert_true (kheo_stmt_run (stmt, NULL));
    }
}

static void
test_many (void)
{
  g_autoptr (KheoDb) db = open_book (":memory:");
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (KheoChangeSet) since = NULL;
  g_autoptr (KheoStmt) stmt = NULL;

  g_assert_true (kheo_history_begin (db, NULL));
  insert_many (db, 5000);
  changes = kheo_history_end (db, "many", "Lan", NULL);
  g_assert_cmpuint (kheo_change_set_get_n (changes), ==, 5000);
  stmt = kheo_db_prepare (db, "SELECT count(*) FROM action_record");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, 1);
  since = kheo_history_since (db, 0, NULL);
  g_assert_cmpuint (kheo_change_set_get_n (since), ==, 5000);
  undo (db, 1, "");
  assert_dump (db, "");
}

static void
note_seconds (const char *what, clock_t start)
{
  double seconds = (double) (clock () - start) / CLOCKS_PER_SEC;

  g_test_minimized_result (seconds, "%s: %.3f s", what, seconds);
}

static void
test_speed (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (KheoDb) db = open_book (path);
  g_autoptr (KheoChangeSet) changes = NULL;
  clock_t start = clock ();

  /* Processor time: what else runs on the machine does not count. */
  g_assert_true (kheo_history_begin (db, NULL));
  insert_many (db, 100000);
  note_seconds ("insert 100,000 rows, recorded", start);
  start = clock ();
  changes = kheo_history_end (db, "many", "Lan", NULL);
  note_seconds ("end of the action", start);
  start = clock ();
  undo (db, 1, "");
  note_seconds ("undo", start);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/history/record", test_record);
  g_test_add_func ("/db/history/cancel", test_cancel);
  g_test_add_func ("/db/history/undo-kinds", test_undo_kinds);
  g_test_add_func ("/db/history/edited-since", test_edited_since);
  g_test_add_func ("/db/history/partial-then-whole", test_partial_then_whole);
  g_test_add_func ("/db/history/used", test_used);
  g_test_add_func ("/db/history/unique-used", test_unique_used);
  g_test_add_func ("/db/history/own-cascade", test_own_cascade);
  g_test_add_func ("/db/history/diff", test_diff);
  g_test_add_func ("/db/history/list-record", test_list_record);
  g_test_add_func ("/db/history/restart", test_restart);
  g_test_add_func ("/db/history/older-schema", test_older_schema);
  g_test_add_func ("/db/history/many", test_many);
  if (g_test_perf ())
    g_test_add_func ("/db/history/speed", test_speed);
  return g_test_run ();
}
