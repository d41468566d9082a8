/* A world that was patched through any edits, undos and redos answers as one freshly loaded. */
#include "domain-book.h"
#include "kheo-rollup.h"

static void
forget_world (KheoDb *db)
{
  kheo_db_set_data (db, "kheo-world", NULL, NULL);
}

static GArray *
run_sorted (KheoDb *db, const char *search, const char *sort, gboolean descending, KheoClock clock)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  GArray *ids;

  query->search = g_strdup (search);
  query->sort = g_strdup (sort);
  query->descending = descending;
  query->clock = clock;
  ids = kheo_query_run (db, query, &error);
  g_assert_no_error (error);
  return ids;
}

static GArray *
run (KheoDb *db, const char *search, const char *sort, KheoClock clock)
{
  return run_sorted (db, search, sort, FALSE, clock);
}

static GArray *
count (KheoDb *db, KheoClock clock)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  KheoWorld *world = kheo_world_get (db, &error);
  GArray    *counts;

  g_assert_no_error (error);
  query->clock = clock;
  counts = kheo_rollup_counts (db, query, kheo_world_get_map (world, 0), &error);
  g_assert_no_error (error);
  return counts;
}

/* Lists, then counts. */
enum
{
  N_LISTS = 6,
  N_ANSWERS = 8,
};

typedef struct
{
  GArray *answers[N_ANSWERS];
} Answers;

static void
answers_clear (Answers *answers)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers->answers); i++)
    g_clear_pointer (&answers->answers[i], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

static void
ask (KheoDb *db, Answers *answers)
{
  answers->answers[0] = run (db, NULL, NULL, KHEO_CLOCK_TODAY);
  answers->answers[1] = run (db, "hoi", NULL, KHEO_CLOCK_TODAY);
  answers->answers[2] = run (db, "mường la", NULL, KHEO_CLOCK_AS_REPORTED);
  answers->answers[3] = run (db, NULL, "budget", KHEO_CLOCK_TODAY);
  answers->answers[4] = run (db, NULL, "owner", KHEO_CLOCK_TODAY);
  answers->answers[5] = run (db, NULL, "registered_on", KHEO_CLOCK_AS_REPORTED);
  answers->answers[6] = count (db, KHEO_CLOCK_TODAY);
  answers->answers[7] = count (db, KHEO_CLOCK_AS_REPORTED);
}

static void
assert_fresh (KheoDb *db)
{
  g_auto (Answers) patched = { 0 };
  g_auto (Answers) fresh = { 0 };

  ask (db, &patched);
  forget_world (db);
  ask (db, &fresh);
  for (guint i = 0; i < G_N_ELEMENTS (fresh.answers); i++)
    {
      gsize size = i < N_LISTS ? sizeof (gint64) : sizeof (guint32);

      g_assert_cmpmem (patched.answers[i]->data, patched.answers[i]->len * size,
                       fresh.answers[i]->data, fresh.answers[i]->len * size);
    }
}

/* Undoes or redoes any one action; refusals are right too. */
static void
turn_back (KheoDb *db, GRand *rand)
{
  g_autoptr (GPtrArray) actions = kheo_history_list (db, 0, FALSE, NULL);
  KheoAction *action;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  /* The oldest made the book. */
  if (actions->len < 2)
    return;
  action = actions->pdata[g_rand_int_range (rand, 0, (gint32) actions->len - 1)];
  changes = action->undone ? kheo_history_redo (db, action->id, "tester", &kept, NULL)
                           : kheo_history_undo (db, action->id, "tester", &kept, NULL);
}

static void
test_patched (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  g_autoptr (KheoDb) db = book_new ();

  book_fill (db, rand, 40, 300);
  assert_fresh (db);
  for (guint round = 0; round < 60; round++)
    {
      int n = g_rand_int_range (rand, 1, 12);

      if (g_rand_int_range (rand, 0, 3) == 0)
        turn_back (db, rand);
      else
        {
          action_begin (db);
          for (int i = 0; i < n; i++)
            book_edit (db, rand);
          action_end (db);
        }
      /* Sometimes several actions are caught up with at once. */
      if (round % 3 != 0)
        assert_fresh (db);
    }
}

static const struct
{
  const char *sort;
  gboolean    descending;
} orders[] = {
  { NULL, FALSE },    { NULL, TRUE },     { "unit_id", TRUE }, { "name", FALSE },
  { "name", TRUE },   { "owner", FALSE }, { "owner", TRUE },   { "budget", FALSE },
  { "budget", TRUE }, { "year", TRUE },   { "person", TRUE },  { "registered_on", FALSE },
};

/* Three orders from @first on: as many as a world patches. */
static void
ask_orders (KheoDb *db, guint first, GArray *answers[3])
{
  for (guint i = 0; i < 3; i++)
    {
      guint o = (first + i) % G_N_ELEMENTS (orders);

      g_clear_pointer (&answers[i], g_array_unref);
      answers[i] = run_sorted (db, NULL, orders[o].sort, orders[o].descending, KHEO_CLOCK_TODAY);
    }
}

/* Orders that were patched through edits are those made anew. */
static void
test_orders (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (33);
  g_autoptr (KheoDb) db = book_new ();
  GArray *patched[3] = { NULL };
  GArray *fresh[3] = { NULL };

  book_fill (db, rand, 30, 300);
  for (guint round = 0; round < 100; round++)
    {
      forget_world (db);
      ask_orders (db, round, patched);
      for (guint action = 0; action < 3; action++)
        {
          int n = g_rand_int_range (rand, 1, 30);

          action_begin (db);
          for (int i = 0; i < n; i++)
            book_edit (db, rand);
          action_end (db);
          ask_orders (db, round, patched);
        }
      forget_world (db);
      ask_orders (db, round, fresh);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpmem (patched[i]->data, patched[i]->len * sizeof (gint64), fresh[i]->data,
                         fresh[i]->len * sizeof (gint64));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_array_unref (patched[i]);
      g_array_unref (fresh[i]);
    }
}

/* More changes than are worth patching. */
static void
test_reloaded (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (32);
  g_autoptr (KheoDb) db = book_new ();

  book_fill (db, rand, 10, 100);
  assert_fresh (db);
  book_fill (db, rand, 10, 3000);
  assert_fresh (db);
  g_assert_cmpuint (kheo_world_get_n_models (kheo_world_get (db, NULL)), ==, 3100);
}

static void
test_empty (void)
{
  g_autoptr (KheoDb) db = book_new ();
  KheoWorld *world = kheo_world_get (db, NULL);

  g_assert_nonnull (world);
  g_assert_cmpuint (kheo_world_get_n_models (world), ==, 0);
  g_assert_cmpuint (kheo_units_get_n (kheo_world_get_units (world)), ==, 0);
  assert_fresh (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/domain/world/patched", test_patched);
  g_test_add_func ("/domain/world/orders", test_orders);
  g_test_add_func ("/domain/world/reloaded", test_reloaded);
  g_test_add_func ("/domain/world/empty", test_empty);
  return g_test_run ();
}
