/*
 * Random histories: after every reform no circle, no orphan, no gap, no overlap, and the book is
 * sound; taking reforms back, last first or in any order, leads to the same digests.  Targets: the
 * same sum on every map, also on those before one that a person set anew.
 *
 * KHEO_TREES says how many trees (60; thousands before a release), KHEO_SEED where to begin.
 */
#include "random-history.h"

#include "kheo-digest.h"
#include "kheo-figures.h"
#include "kheo-test.h"

#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__ /* many times slower */
#define N_TREES 6
#else
#define N_TREES 60
#endif

#define N_REFORMS 8

static guint
number_of (const char *variable, guint fallback)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) strtoul (text, NULL, 10) : fallback;
}

static void
assert_sound (KheoDb *db, guint seed, const char *when)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_book_check (db, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("tree %u, %s: %s", seed, when, (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The successions say where each unit went, once, and lead to units that live on. */
static void
assert_links (KheoDb *db, KheoDate day)
{
  KheoUnits            *units = kheo_world_get_units (kheo_world_get (db, NULL));
  guint                 n = 0;
  const KheoSuccession *links = kheo_units_get_successions (units, &n);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) wholes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (
          pairs, g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%u", links[i].old_id,
                                  links[i].new_id, links[i].date)));
      g_assert_cmpuint (links[i].date, <=, day);
      if (links[i].whole)
        g_assert_true (g_hash_table_add (wholes, (gpointer) &links[i].old_id));
    }
  /* What went wholly one way went no other way that day. */
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n && links[i].whole; k++)
      g_assert_true (k == i || links[k].old_id != links[i].old_id ||
                     links[k].date != links[i].date);
}

static char *
digest (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  char *text = kheo_book_digest (db, &error);

  g_assert_no_error (error);
  return text;
}

/* FALSE: nothing was taken back, because later reforms build on it or records need all of it. */
static gboolean
undo (KheoDb *db, gint64 action, guint *out_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_undo (db, action, "tester", &kept, &error);

  *out_kept = kept != NULL ? kept->len : 0;
  if (!g_error_matches (error, KHEO_ERROR, KHEO_ERROR_CONFLICT))
    g_assert_no_error (error);
  return changes != NULL;
}

typedef struct
{
  gint64 action;
  char  *before; /* digest */
} Step;

static void
clear_step (gpointer data)
{
  g_free (((Step *) data)->before);
}

static GArray *
make_history (KheoDb *db, GRand *rand, guint seed)
{
  GArray  *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  KheoDate day = kheo_date_new (2015, 1, 1);

  g_array_set_clear_func (steps, clear_step);
  for (guint i = 0; i < N_REFORMS; i++)
    {
      Step step = { 0, digest (db) };

      day = history_next_day (rand, day);
      step.action = history_random_reform (db, rand, day);
      if (step.action == 0)
        {
          g_free (step.before);
          continue;
        }
      g_array_append_val (steps, step);
      assert_links (db, day);
      assert_sound (db, seed, "reformed");
    }
  return steps;
}

static void
test_last_first (void)
{
  guint first = number_of ("KHEO_SEED", 1);
  guint n_reforms = 0;

  for (guint seed = first; seed < first + number_of ("KHEO_TREES", N_TREES); seed++)
    {
      g_autoptr (KheoDb) db = book_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) steps = NULL;

      history_fill (db, rand, (guint) g_rand_int_range (rand, 2, 30), 10);
      steps = make_history (db, rand, seed);
      n_reforms += steps->len;
      for (guint i = steps->len; i-- > 0;)
        {
          const Step      *step = &g_array_index (steps, Step, i);
          guint            kept = 0;
          g_autofree char *after = NULL;

          g_assert_true (undo (db, step->action, &kept));
          after = digest (db);
          g_test_message ("tree %u, reform %u", seed, i);
          g_assert_cmpuint (kept, ==, 0);
          g_assert_cmpstr (after, ==, step->before);
        }
      assert_sound (db, seed, "taken back");
    }
  g_test_message ("%u reforms", n_reforms);
  g_assert_cmpuint (n_reforms, >, 0);
}

/* Someone registers models with units of the new map. */
static void
add_records (KheoDb *db, GRand *rand)
{
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_today ());
  int          n = (int) kheo_unit_map_get_n (map);

  action_begin (db);
  for (guint i = 0; i < 3 && n > 0; i++)
    book_add_model (db, "Mô hình mới",
                    kheo_unit_map_get_id (map, (guint) g_rand_int_range (rand, 0, n)), 2026, NULL);
  action_end (db);
}

/* One of a history: what later reforms need stays and is told, or it is refused.  The book is
 * sound, and redoing what was taken back leads back. */
static void
take_back_one (KheoDb *db, GRand *rand, const GArray *steps, guint seed, guint *n_whole)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = digest (db);
  const Step *step = &g_array_index (steps, Step, g_rand_int_range (rand, 0, (int) steps->len));
  guint       kept = 0;
  gboolean    done = undo (db, step->action, &kept);
  g_autofree char *after = digest (db);
  g_autoptr (KheoChangeSet) redone = NULL;
  g_autofree char *again = NULL;

  assert_sound (db, seed, "one taken back");
  if (!done)
    {
      g_assert_cmpstr (after, ==, start);
      return;
    }
  *n_whole += kept == 0;
  g_test_message ("tree %u, one of %u taken back, %u kept", seed, steps->len, kept);
  redone = kheo_history_redo (db, step->action, "tester", NULL, &error);
  g_assert_no_error (error);
  again = digest (db);
  g_assert_cmpstr (again, ==, start);
}

static void
test_any_order (void)
{
  guint first = number_of ("KHEO_SEED", 1);
  guint n_whole = 0;

  for (guint seed = first; seed < first + number_of ("KHEO_TREES", N_TREES); seed++)
    {
      g_autoptr (KheoDb) db = book_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) steps = NULL;

      history_fill (db, rand, (guint) g_rand_int_range (rand, 2, 30), 10);
      steps = make_history (db, rand, seed);
      for (guint i = 0; i < 4 && steps->len > 0; i++)
        {
          take_back_one (db, rand, steps, seed, &n_whole);
          if (i == 1)
            add_records (db, rand);
        }
    }
  g_test_message ("%u taken back out of order", n_whole);
  g_assert_cmpuint (n_whole, >, 0);
}

/* What is refused writes nothing. */
static void
test_refused (void)
{
  guint first = number_of ("KHEO_SEED", 1);
  guint n_refused = 0;

  for (guint seed = first; seed < first + 20; seed++)
    {
      g_autoptr (KheoDb) db = book_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      KheoDate day = kheo_date_new (2015, 1, 1);

      history_fill (db, rand, 12, 4);
      for (guint i = 0; i < 30; i++)
        {
          g_autoptr (GPtrArray) acts = history_random_acts (db, rand, day);
          g_autoptr (KheoReformPlan) plan =
              kheo_reform_plan_from_acts (kheo_world_get_units (kheo_world_get (db, NULL)), day,
                                          (const KheoReformAct *const *) acts->pdata, acts->len);
          g_autoptr (GError) error = NULL;

          if (kheo_reform_plan_can_apply (plan))
            continue;
          n_refused++;
          action_begin (db);
          g_assert_false (kheo_reform_apply (plan, db, NULL, NULL, NULL, &error));
          g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
          g_assert_cmpint (action_end (db), ==, 0);
        }
    }
  g_assert_cmpuint (n_refused, >, 0);
}

/* ---- Targets ---- */

#define N_COMMUNES 9
#define N_MONTHS   5

/* Communes that live on @day. */
static GArray *
list_communes (KheoDb *db, KheoDate day)
{
  g_autoptr (KheoUnitMap) map =
      kheo_unit_map_new (kheo_world_get_units (kheo_world_get (db, NULL)), day);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i < kheo_unit_map_get_n (map); i++)
    {
      gint64 id = kheo_unit_map_get_id (map, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

static gint64
draw (GRand *rand, const GArray *ids)
{
  return g_array_index (ids, gint64, g_rand_int_range (rand, 0, (int) ids->len));
}

/* Some communes become one, or one several; founded or going on.  May be refused. */
static KheoReformAct *
random_act (KheoDb *db, GRand *rand, KheoDate day)
{
  g_autoptr (GArray) ids = list_communes (db, day - 1);
  gboolean         merge = g_rand_boolean (rand);
  KheoReformAct   *act = kheo_reform_act_new (merge ? KHEO_ACT_MERGE : KHEO_ACT_DIVIDE);
  g_autofree char *name = g_strdup_printf ("Xã %c%u", 'A' + g_rand_int_range (rand, 0, 26), day);

  kheo_reform_act_add_old (act, draw (rand, ids));
  if (merge)
    kheo_reform_act_add_old (act, draw (rand, ids));
  if (g_rand_boolean (rand))
    kheo_reform_act_add_unit (act, draw (rand, ids), NULL);
  if (!merge || act->units->len == 0)
    kheo_reform_act_add_unit (act, 0, name);
  return act;
}

static gboolean
reform_randomly (KheoDb *db, GRand *rand, KheoDate day)
{
  g_autoptr (KheoReformAct) act = random_act (db, rand, day);
  const KheoReformAct *acts[] = { act };
  g_autoptr (KheoReformPlan) plan =
      kheo_reform_plan_from_acts (kheo_world_get_units (kheo_world_get (db, NULL)), day, acts, 1);
  g_autoptr (GError) error = NULL;

  if (!kheo_reform_plan_can_apply (plan))
    return FALSE;
  action_begin (db);
  g_assert_true (kheo_reform_apply (plan, db, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  action_end (db);
  return TRUE;
}

static gint64
total_on (KheoDb *db, gint64 indicator, KheoDate day)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;

  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = day;
  query->period = kheo_period_year (2026);
  total = kheo_total_figures (db, indicator, query, KHEO_FIGURES_BY_CHILD, &error);
  g_assert_no_error (error);
  return total->sum.has_target ? total->sum.target : 0;
}

/* A person sets targets anew of units that lived on @eve and took part in the reform after it. */
static void
overwrite_targets (KheoDb *db, KheoDate eve)
{
  g_autofree char *until = kheo_date_to_iso (eve);
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "UPDATE target SET value = value + 7"
                           " WHERE id IN (SELECT target_id FROM target_before WHERE until = :eve)");

  action_begin (db);
  kheo_stmt_bind_text (stmt, ":eve", until);
  g_assert_true (kheo_stmt_run (stmt, NULL));
  action_end (db);
}

/* On a day of each month until @last. */
static void
assert_totals (KheoDb *db, gint64 indicator, KheoDate last, gint64 sum)
{
  for (int month = 1; month <= 12; month++)
    if (kheo_date_new (2026, month, 15) <= last)
      g_assert_cmpint (total_on (db, indicator, kheo_date_new (2026, month, 15)), ==, sum);
}

/* What was to be reached together is the same on every map while nobody sets a target anew; and
 * when somebody does, on the maps before. */
static void
test_targets (void)
{
  guint first = number_of ("KHEO_SEED", 1);

  for (guint seed = first; seed < first + number_of ("KHEO_TREES", N_TREES); seed++)
    {
      g_autoptr (KheoDb) db = book_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      KheoDate before = kheo_date_new (2026, 1, 1);
      gint64   province, indicator, sum = 0;

      action_begin (db);
      province = book_add_unit (db, "Tỉnh P", "1", 0, NULL, NULL);
      indicator = book_add_indicator (db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
      for (guint i = 0; i < N_COMMUNES; i++)
        {
          g_autofree char *name = g_strdup_printf ("Xã Số %u", i + 1);
          gint64           unit = book_add_unit (db, name, NULL, province, NULL, NULL);
          gint64           value = g_rand_int_range (rand, 1, 90);

          if (g_rand_int_range (rand, 0, 10) < 2)
            continue;
          book_add_target (db, indicator, unit, "2026", value);
          sum += value;
        }
      action_end (db);
      for (int month = 2; month < 2 + N_MONTHS; month++)
        {
          g_test_message ("tree %u, month %d", seed, month);
          if (!reform_randomly (db, rand, kheo_date_new (2026, month, 1)))
            continue;
          assert_totals (db, indicator, kheo_date_new (2026, 12, 31), sum);
          before = kheo_date_new (2026, month, 1) - 1;
        }
      g_test_message ("tree %u, set anew", seed);
      overwrite_targets (db, before);
      assert_totals (db, indicator, before, sum);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reform-histories/last-first", test_last_first);
  g_test_add_func ("/reform-histories/any-order", test_any_order);
  g_test_add_func ("/reform-histories/refused", test_refused);
  g_test_add_func ("/reform-histories/targets", test_targets);
  return g_test_run ();
}
