/*
 * Random histories against a model: two tables of one value per row, actions that touch a few rows,
 * taken back and forth in any order.
 */
#include "kheo-history.h"

#include "kheo-test.h"

#include <string.h>

/* A sanitizer remembers the way to each of SQLite's many allocations: fewer rounds there. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define N_ROUNDS 40
#else
#define N_ROUNDS 500
#endif
#define N_STEPS 16
#define N_IDS   6

static const char *const steps[] = {
  "CREATE TABLE a (id INTEGER PRIMARY KEY, v INTEGER NOT NULL) STRICT;"
  "CREATE TABLE b (key TEXT PRIMARY KEY, v INTEGER NOT NULL) STRICT, WITHOUT ROWID"
};
static const char *const tables[] = { "a", "b", NULL };

/* The content: value of each row, -1: none. */
typedef struct
{
  int rows[2][N_IDS];
} Content;

/* The whole content around one action. */
typedef struct
{
  Content  before;
  Content  after;
  gint64   id;
  gboolean undone;
} Action;

static KheoDb *
open_book (void)
{
  KheoDb *db = kheo_db_open (":memory:", 0, NULL);

  g_assert_true (kheo_db_migrate (db, steps, 1, NULL));
  kheo_history_attach (db, tables);
  return db;
}

static void
read_content (KheoDb *db, Content *content)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT 0, id, v FROM a UNION ALL SELECT 1, CAST (key AS INTEGER), v FROM b");

  memset (content, 0xff, sizeof *content);
  while (kheo_stmt_step (stmt, NULL))
    content->rows[kheo_stmt_get_int (stmt, 0)][kheo_stmt_get_int (stmt, 1)] =
        (int) kheo_stmt_get_int (stmt, 2);
}

static void
assert_content (KheoDb *db, const Content *expected)
{
  Content content;

  read_content (db, &content);
  g_assert_cmpmem (&content, sizeof content, expected, sizeof *expected);
}

static void
set_row (KheoDb *db, int table, int id, int value)
{
  g_autofree char *sql = NULL;

  if (value < 0)
    sql = table == 0 ? g_strdup_printf ("DELETE FROM a WHERE id = %d", id)
                     : g_strdup_printf ("DELETE FROM b WHERE key = '%d'", id);
  else
    sql = table == 0 ? g_strdup_printf ("INSERT INTO a VALUES (%d, %d) ON CONFLICT (id)"
                                        " DO UPDATE SET v = excluded.v",
                                        id, value)
                     : g_strdup_printf ("INSERT INTO b VALUES ('%d', %d) ON CONFLICT (key)"
                                        " DO UPDATE SET v = excluded.v",
                                        id, value);
  g_assert_true (kheo_db_exec (db, sql, NULL));
}

/* Some rows get new values in one action; @content follows. */
static void
do_something (KheoDb *db, GRand *rand, Content *content, GArray *actions)
{
  static int token = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  Action action = { .before = *content };

  g_assert_true (kheo_history_begin (db, &error));
  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    {
      int table = g_rand_int_range (rand, 0, 2);
      int id = g_rand_int_range (rand, 0, N_IDS);
      int value = g_rand_int_range (rand, 0, 3) == 0 ? -1 : ++token;

      set_row (db, table, id, value);
      content->rows[table][id] = value;
    }
  changes = kheo_history_end (db, "x", "x", &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes == NULL, ==, memcmp (content, &action.before, sizeof *content) == 0);
  if (changes == NULL)
    return;
  action.after = *content;
  action.id = kheo_change_set_get_action (changes);
  g_array_append_val (actions, action);
}

/*
 * Takes @action back in the model: each cell it changed returns to what it was when it still is
 * what the action made of it, or stays and counts as kept.  TRUE when anything changed.
 */
static gboolean
undo_in_model (const Action *action, Content *content, guint *out_kept)
{
  gboolean changed = FALSE;

  *out_kept = 0;
  for (int table = 0; table < 2; table++)
    for (int id = 0; id < N_IDS; id++)
      {
        int  before = action->before.rows[table][id];
        int  after = action->after.rows[table][id];
        int *now = &content->rows[table][id];

        if (before == after)
          continue;
        if (*now == after)
          {
            *now = before;
            changed = TRUE;
          }
        else if (*now != before) /* else it is so already */
          ++*out_kept;
      }
  return changed;
}

static void
take_back (KheoDb *db, Action *action, Content *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_undo (db, action->id, "x", &kept, &error);
  guint    n_kept;
  gboolean changed = undo_in_model (action, content, &n_kept);

  g_assert_no_error (error);
  assert_content (db, content);
  g_assert_cmpint (changes != NULL, ==, changed);
  g_assert_cmpuint (kept->len, ==, n_kept);
  action->undone = changed;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (KheoDb) db = open_book ();
      g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (Action));
      Content content;

      memset (&content, 0xff, sizeof content);
      for (int step = 0; step < N_STEPS; step++)
        {
          Action *action = NULL;

          if (actions->len > 0 && g_rand_boolean (rand))
            action =
                &g_array_index (actions, Action, g_rand_int_range (rand, 0, (int) actions->len));
          if (action == NULL)
            do_something (db, rand, &content, actions);
          else if (!action->undone)
            take_back (db, action, &content);
          else
            {
              g_autoptr (GError) error = NULL;
              g_autoptr (KheoChangeSet) changes =
                  kheo_history_redo (db, action->id, "x", NULL, &error);

              /* Redo brings back what the undo took: each cell is the action's or as it was. */
              Content now;

              g_assert_no_error (error);
              read_content (db, &now);
              for (int i = 0; i < 2 * N_IDS; i++)
                {
                  int cell = now.rows[i / N_IDS][i % N_IDS];

                  g_assert_true (cell == content.rows[i / N_IDS][i % N_IDS] ||
                                 cell == action->after.rows[i / N_IDS][i % N_IDS]);
                }
              content = now;
              action->undone = changes == NULL;
            }
          assert_content (db, &content);
        }
    }
}

/* Undo backwards reaches the empty book; redo forwards the full one. */
static void
test_there_and_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (43);

  for (int round = 0; round < N_ROUNDS / 10; round++)
    {
      g_autoptr (KheoDb) db = open_book ();
      g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (Action));
      Content content;
      gint64  id;

      memset (&content, 0xff, sizeof content);
      for (int step = 0; step < N_STEPS; step++)
        do_something (db, rand, &content, actions);
      for (guint i = actions->len; i > 0; i--)
        {
          const Action *action = &g_array_index (actions, Action, i - 1);

          g_assert_cmpint (kheo_history_next_undo (db), ==, action->id);
          assert_content (db, &action->after);
          kheo_change_set_unref (kheo_history_undo (db, action->id, "x", NULL, NULL));
          assert_content (db, &action->before);
        }
      for (guint i = 0; (id = kheo_history_next_redo (db)) != 0; i++)
        {
          g_assert_cmpint (id, ==, g_array_index (actions, Action, i).id);
          kheo_change_set_unref (kheo_history_redo (db, id, "x", NULL, NULL));
        }
      assert_content (db, &content);
    }
}

/* Actions on cells of their own: any order of undo leaves nothing. */
static void
test_independent (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (44);

  for (int round = 0; round < N_ROUNDS / 10; round++)
    {
      g_autoptr (KheoDb) db = open_book ();
      gint64  ids[2 * N_IDS];
      Content content;

      for (int i = 0; i < 2 * N_IDS; i++)
        {
          g_autoptr (KheoChangeSet) changes = NULL;

          g_assert_true (kheo_history_begin (db, NULL));
          set_row (db, i / N_IDS, i % N_IDS, i);
          changes = kheo_history_end (db, "x", "x", NULL);
          ids[i] = kheo_change_set_get_action (changes);
        }
      for (int i = 2 * N_IDS; i > 0; i--)
        {
          int    which = g_rand_int_range (rand, 0, i);
          gint64 id = ids[which];
          g_autoptr (KheoChangeSet) changes = kheo_history_undo (db, id, "x", NULL, NULL);

          g_assert_nonnull (changes);
          ids[which] = ids[i - 1];
        }
      read_content (db, &content);
      for (int i = 0; i < 2 * N_IDS; i++)
        g_assert_cmpint (content.rows[i / N_IDS][i % N_IDS], ==, -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/undo/random", test_random);
  g_test_add_func ("/db/undo/there-and-back", test_there_and_back);
  g_test_add_func ("/db/undo/independent", test_independent);
  return g_test_run ();
}
