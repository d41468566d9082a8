/* What a run finds at once is what each total counts and each list shows, in every clock. */
#include "kheo-models-below.h"

#include "kheo-rollup.h"
#include "kheo-test.h"
#include "random-history.h"

#define N_BOOKS   40
#define N_REFORMS 3

static KheoModelsOfUnit *
find_alone (KheoDb *db, const KheoQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoModelsBelow) alone = kheo_models_below_new (db, query, &query->unit, 1, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_models_below_is_current (alone, db));
  return kheo_models_below_list (alone, query->unit);
}

static void
assert_same (const KheoModelsOfUnit *a, const KheoModelsOfUnit *b)
{
  g_assert_cmpuint (a->models->len, ==, b->models->len);
  g_assert_cmpuint (a->names->len, ==, b->names->len);
  for (guint i = 0; i < a->models->len; i++)
    {
      const KheoModelBelow *x = &g_array_index (a->models, KheoModelBelow, i);
      const KheoModelBelow *y = &g_array_index (b->models, KheoModelBelow, i);

      g_assert_cmpint (x->id, ==, y->id);
      g_assert_cmpuint (x->group, ==, y->group);
    }
  for (guint i = 0; i < a->names->len; i++)
    g_assert_cmpstr (a->names->pdata[i], ==, b->names->pdata[i]);
}

/* Row by row of the total: its name and exactly its models. */
static void
assert_as_total (KheoDb *db, const KheoQuery *query, const KheoModelsOfUnit *found)
{
  const KheoBy by = KHEO_BY_CHILD;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoTotal) total = kheo_total_models (db, query, &by, 1, &error);
  guint group = 0, at = 0;

  g_assert_no_error (error);
  for (guint r = 0; r < total->rows->len; r++)
    {
      const KheoTotalRow *row = total->rows->pdata[r];
      g_autoptr (KheoQuery) below = NULL;
      g_autoptr (GArray) ids = NULL;

      if (row->value == 0)
        continue;
      below = kheo_total_row_query (query, total, row);
      ids = kheo_query_run (db, below, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ids->len, ==, row->value);
      g_assert_cmpuint (group, <, found->names->len);
      g_assert_cmpstr (found->names->pdata[group], ==, row->label[0]);
      for (guint i = 0; i < ids->len; i++, at++)
        {
          const KheoModelBelow *model = &g_array_index (found->models, KheoModelBelow, at);

          g_assert_cmpint (model->id, ==, g_array_index (ids, gint64, i));
          g_assert_cmpuint (model->group, ==, group);
        }
      group++;
    }
  g_assert_cmpuint (group, ==, found->names->len);
  g_assert_cmpuint (at, ==, found->models->len);
}

static void
check_clock (KheoDb *db, KheoQuery *query)
{
  KheoWorld   *world = kheo_world_get (db, NULL);
  KheoDate     day = query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day : kheo_date_today ();
  KheoUnitMap *map = kheo_world_get_map (world, day);
  g_autoptr (GArray) units = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr (KheoModelsBelow) all = NULL;
  g_autoptr (GError) error = NULL;

  g_array_set_size (units, 1); /* the whole book */
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    {
      gint64 id = kheo_unit_map_get_id (map, i);

      g_array_append_val (units, id);
    }
  all = kheo_models_below_new (db, query, (const gint64 *) (gpointer) units->data, units->len,
                               &error);
  g_assert_no_error (error);
  for (guint i = 0; i < units->len; i++)
    {
      g_autoptr (KheoModelsOfUnit) shared = NULL;
      g_autoptr (KheoModelsOfUnit) alone = NULL;

      query->unit = g_array_index (units, gint64, i);
      shared = kheo_models_below_list (all, query->unit);
      alone = find_alone (db, query);
      assert_same (shared, alone);
      assert_as_total (db, query, shared);
    }
  query->unit = 0;
}

static void
test_as_total (void)
{
  for (guint32 seed = 1; seed <= N_BOOKS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      KheoDb  *db = book_new ();
      KheoDate day = book_day ("2020-03-01");

      history_fill (db, rand, 14, 60);
      for (guint i = 0; i < N_REFORMS; i++)
        {
          history_random_reform (db, rand, day);
          day = history_next_day (rand, day);
        }
      for (int clock = KHEO_CLOCK_AS_REPORTED; clock <= KHEO_CLOCK_ON_DAY; clock++)
        {
          g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);

          query->clock = (KheoClock) clock;
          query->clock_day = book_day ("2020-12-31");
          if (seed % 3 == 0)
            query->period = kheo_period_year (2021);
          if (seed % 4 == 0)
            query->sort = g_strdup ("name");
          check_clock (db, query);
        }
      kheo_db_close (db);
    }
}

/* A unit that is not on the map is told, not an empty list. */
static void
test_not_on_map (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;

  action_begin (db);
  query->unit = book_add_unit (db, "Tỉnh Sông Vân", "22", 0, NULL, "2020-12-31");
  action_end (db);
  query->clock = KHEO_CLOCK_TODAY;
  g_assert_null (kheo_models_below_new (db, query, &query->unit, 1, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  kheo_db_close (db);
}

/* What was found before a change says so. */
static void
test_current (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoModelsBelow) below = NULL;
  gint64 unit;

  action_begin (db);
  unit = book_add_unit (db, "Tỉnh Sông Vân", "22", 0, NULL, NULL);
  action_end (db);
  below = kheo_models_below_new (db, query, &unit, 1, NULL);
  g_assert_true (kheo_models_below_is_current (below, db));
  g_assert_null (kheo_models_below_list (below, unit + 1));
  action_begin (db);
  book_add_model (db, "Con dấu", unit, 2022, NULL);
  action_end (db);
  g_assert_false (kheo_models_below_is_current (below, db));
  kheo_db_close (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/models-below/as-total", test_as_total);
  g_test_add_func ("/domain/models-below/not-on-map", test_not_on_map);
  g_test_add_func ("/domain/models-below/current", test_current);
  return g_test_run ();
}
