/* A world that was patched through any edits, undos and redos answers as one freshly loaded. */
#include "kheo-rollup.h"
#include "kheo-test.h"
#include "kheo-world-private.h"
#include "random-history.h"

#ifdef __SANITIZE_ADDRESS__ /* many times slower */
#define N_ROUNDS 30
#else
#define N_ROUNDS 150
#endif

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

/* ---- Units that were patched ---- */

#define ASSERT_SAME(a, b, n) g_assert_cmpmem (a, (n) * sizeof *(a), b, (n) * sizeof *(b))

static void
assert_same_versions (KheoUnits *one, KheoUnits *other)
{
  for (guint v = 0; v < one->n_versions; v++)
    {
      const KheoUnitVersion *a = one->versions[v];
      const KheoUnitVersion *b = other->versions[v];

      g_assert_cmpint (a->id, ==, b->id);
      g_assert_cmpint (a->unit_id, ==, b->unit_id);
      g_assert_cmpuint (a->valid_from, ==, b->valid_from);
      g_assert_cmpuint (a->valid_to, ==, b->valid_to);
      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_true (a->type == b->type);
      g_assert_cmpstr (a->code, ==, b->code);
      g_assert_cmpint (a->parent_id, ==, b->parent_id);
      g_assert_cmpstr (a->document, ==, b->document);
    }
  /* Those of one unit lie together. */
  for (guint u = 0; u < one->n; u++)
    for (guint v = one->first[u] + 1; v < one->first[u + 1]; v++)
      g_assert_true (one->versions[v] == one->versions[v - 1] + 1);
}

static void
assert_same_units (KheoUnits *one, KheoUnits *other)
{
  g_assert_cmpuint (one->n, ==, other->n);
  g_assert_cmpuint (one->n_versions, ==, other->n_versions);
  ASSERT_SAME (one->ids, other->ids, one->n);
  ASSERT_SAME (one->first, other->first, one->n + 1);
  assert_same_versions (one, other);
  ASSERT_SAME (one->owner, other->owner, one->n_versions);
  ASSERT_SAME (one->parents, other->parents, one->n_versions);
  ASSERT_SAME (one->fixed, other->fixed, one->n);
  ASSERT_SAME (one->rank, other->rank, one->n_versions);
  ASSERT_SAME (one->levels, other->levels, one->n_versions);
  ASSERT_SAME (one->name_at, other->name_at, one->n_versions + 1);
  g_assert_cmpmem (one->names.text, one->names.length, other->names.text, other->names.length);
  g_assert_cmpmem (one->names.marks, one->names.length, other->names.marks, other->names.length);
  g_assert_cmpuint (one->successions->len, ==, other->successions->len);
  g_assert_cmpmem (one->successions->data, one->successions->len * sizeof (KheoSuccession),
                   other->successions->data, other->successions->len * sizeof (KheoSuccession));
  ASSERT_SAME (one->old_first, other->old_first, one->n + 1);
  ASSERT_SAME (one->new_first, other->new_first, one->n + 1);
  ASSERT_SAME (one->old_links, other->old_links, one->old_first[one->n]);
  ASSERT_SAME (one->new_links, other->new_links, one->new_first[one->n]);
}

static void
assert_same_placing (const KheoPlacing *one, const KheoPlacing *other)
{
  guint n = one->map->n;

  g_assert_cmpuint (n, ==, other->map->n);
  ASSERT_SAME (one->map->version, other->map->version, n);
  ASSERT_SAME (one->map->parent, other->map->parent, n);
  ASSERT_SAME (one->map->end, other->map->end, n);
  ASSERT_SAME (one->map->n_children, other->map->n_children, n);
  ASSERT_SAME (one->map->index, other->map->index, one->map->units->n);
  ASSERT_SAME (one->place, other->place, one->map->units->n);
  ASSERT_SAME (one->apportioned, other->apportioned, one->map->units->n);
  ASSERT_SAME (one->position, other->position, one->map->units->n);
}

/* All that a world has of units against what is loaded. */
static void
assert_fresh_units (KheoDb *db, KheoDate day)
{
  g_autoptr (GError) error = NULL;
  KheoWorld *world = kheo_world_get (db, &error);
  g_autoptr (KheoUnits) fresh = kheo_units_load (db, &error);
  KheoPlacing *placing = kheo_placing_new (fresh, day);
  g_autoptr (KheoReported) reported = kheo_reported_new (fresh);
  const KheoReported *patched = kheo_world_get_reported (world);
  KheoExacts         *exacts;
  GArray             *found;

  g_assert_no_error (error);
  assert_same_units (kheo_world_get_units (world), fresh);
  assert_same_placing (kheo_world_get_placing (world, day), placing);
  kheo_placing_free (placing);

  g_assert_cmpuint (patched->n, ==, reported->n);
  ASSERT_SAME (patched->first, reported->first, fresh->n + 1);
  ASSERT_SAME (patched->from, reported->from, reported->n);
  ASSERT_SAME (patched->above, reported->above, reported->n);

  exacts = kheo_exacts_load (db, fresh, kheo_world_get_columns (world), &error);
  g_assert_no_error (error);
  found = kheo_exacts_get (kheo_world_get_exacts (world, &error));
  g_assert_cmpmem (found->data, found->len * sizeof (KheoExact), kheo_exacts_get (exacts)->data,
                   kheo_exacts_get (exacts)->len * sizeof (KheoExact));
  kheo_exacts_free (exacts);
}

/* A unit is renamed, moved, gets another code or kind: now or for always. */
static void
change_unit (KheoDb *db, GRand *rand, KheoUnitMap *map, KheoDate day)
{
  static const char *const names[] = { "Xã An Bình", "Bản Pá Chả", "Phường Ô Chợ Dừa", "Xã Ẩn",
                                       "Thôn 7" };
  guint                    at = (guint) g_rand_int_range (rand, 0, (gint32) map->n);
  guint                    other = (guint) g_rand_int_range (rand, 0, (gint32) map->n);
  KheoUnitVersion        changed = *kheo_unit_map_get_version (map, at);
  const KheoUnitVersion *taken = kheo_unit_map_get_version (map, other);
  g_autoptr (GError) refused = NULL;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      changed.name = (char *) names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
      break;
    case 1:
      changed.name = taken->name;
      changed.type = taken->type;
      break;
    case 2:
      changed.parent_id = taken->unit_id;
      break;
    case 3:
      changed.code = (char *) "90210";
      break;
    default:
      kheo_unit_end (db, changed.unit_id, day, &refused);
      return;
    }
  kheo_unit_change (db, changed.unit_id, g_rand_boolean (rand) ? day + 1 : KHEO_DATE_UNKNOWN,
                    &changed, &refused);
}

static void
add_or_remove_unit (KheoDb *db, GRand *rand, KheoUnitMap *map, KheoDate day)
{
  guint           at = (guint) g_rand_int_range (rand, 0, (gint32) map->n);
  KheoUnitVersion version = { .name = (char *) "Xã Mới Lập",
                              .type = kheo_unit_type_find ("commune"),
                              .parent_id = kheo_unit_map_get_id (map, at) };
  g_autoptr (GError) refused = NULL;

  if (g_rand_boolean (rand))
    {
      kheo_unit_remove (db, version.parent_id, &refused);
      return;
    }
  if (g_rand_boolean (rand))
    version.valid_from = day;
  kheo_unit_add (db, &version, &refused);
}

static void
test_units (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);

  for (guint book = 0; book < 3; book++)
    {
      g_autoptr (KheoDb) db = book_new ();
      KheoDate day = book_day ("2024-02-03");

      history_fill (db, rand, 60, 150);
      assert_fresh_units (db, day);
      for (guint round = 0; round < N_ROUNDS; round++)
        {
          gint32 dice = g_rand_int_range (rand, 0, 10);
          g_autoptr (KheoUnitMap) map =
              kheo_unit_map_ref (kheo_world_get_map (kheo_world_get (db, NULL), day));

          if (dice == 0)
            day = history_next_day (rand, day);
          if (dice <= 1)
            history_random_reform (db, rand, day);
          else if (dice <= 3)
            turn_back (db, rand);
          else
            {
              action_begin (db);
              if (dice <= 5)
                add_or_remove_unit (db, rand, map, day);
              else
                change_unit (db, rand, map, day);
              action_end (db);
            }
          assert_fresh_units (db, g_rand_boolean (rand) ? day : day - 40);
          if (round % 8 == 0)
            assert_fresh (db);
        }
      /* More than are worth patching. */
      book_fill (db, rand, 700, 10);
      assert_fresh_units (db, day);
    }
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/world/patched", test_patched);
  g_test_add_func ("/domain/world/units", test_units);
  g_test_add_func ("/domain/world/orders", test_orders);
  g_test_add_func ("/domain/world/reloaded", test_reloaded);
  g_test_add_func ("/domain/world/empty", test_empty);
  return g_test_run ();
}
