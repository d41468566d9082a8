/*
 * Random histories: whatever was merged, divided and moved, what every unit has is what those below
 * it have and its own, on every map, by every basis; and the whole is always the whole.
 */
#include "domain-book.h"
#include "kheo-figures.h"
#include "kheo-rollup.h"
#include "kheo-units-private.h"
#include "random-history.h"

#ifdef __SANITIZE_ADDRESS__ /* many times slower */
#define N_USUAL 20
#else
#define N_USUAL 150
#endif
#define N_HISTORIES (g_test_thorough () ? 3000 : N_USUAL)

static const KheoPeriod everything = KHEO_PERIOD_ALL;

typedef struct
{
  KheoDb *db;
  GRand  *rand;
  guint   n_models;
  gint64  counted; /* an indicator that adds up */
  gint64  rated;   /* one of ratios */
} History;

/* What was apportioned in all histories: they are of no use when nothing is. */
static gint64 n_apportioned;

static void
add_figures (History *self)
{
  static const char *const periods[] = { "2013", "2015", "2018", "2021-H1", "2021-Q3", "2024" };
  g_autoptr (KheoUnits) units = kheo_units_load (self->db, NULL);

  action_begin (self->db);
  self->counted = book_add_indicator (self->db, "B1", "Số hộ", "count 0 flow sum sum", NULL);
  self->rated = book_add_indicator (self->db, "B2", "Tỷ lệ hộ", "percent 2 flow ratio ratio", NULL);
  for (guint u = 0; u < units->n; u++)
    for (guint p = 0; p < G_N_ELEMENTS (periods); p++)
      {
        if (g_rand_int_range (self->rand, 0, 3) == 0)
          book_add_figure (self->db, self->counted, units->ids[u], periods[p],
                           g_rand_int_range (self->rand, 0, 1000), NO_AMOUNT);
        if (g_rand_int_range (self->rand, 0, 3) == 0)
          book_add_figure (self->db, self->rated, units->ids[u], periods[p],
                           g_rand_int_range (self->rand, 0, 500), 500);
      }
  action_end (self->db);
}

/* Amounts for most parts of the units that were divided; where one is missing nothing is known. */
static void
add_weights (History *self)
{
  static const KheoBasis bases[] = { KHEO_BASIS_POPULATION, KHEO_BASIS_HOUSEHOLDS,
                                     KHEO_BASIS_AREA };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) links = kheo_succession_list (self->db, &error);

  action_begin (self->db);
  for (guint i = 0; i < links->len; i++)
    for (guint b = 0; b < G_N_ELEMENTS (bases); b++)
      {
        const KheoSuccession *link = &g_array_index (links, KheoSuccession, i);

        if (link->whole || g_rand_int_range (self->rand, 0, 12) == 0)
          continue;
        kheo_succession_set_weight (self->db, link->id, bases[b],
                                    g_rand_int_range (self->rand, 0, 5000), &error);
        g_assert_no_error (error);
      }
  action_end (self->db);
}

static KheoDate
make_history (History *self, guint seed)
{
  KheoDate day = book_day ("2014-06-01");

  self->rand = g_rand_new_with_seed (seed);
  self->db = book_new ();
  self->n_models = 60;
  history_fill (self->db, self->rand, 14 + seed % 20, self->n_models);
  for (int i = g_rand_int_range (self->rand, 1, 7); i > 0; i--)
    {
      day = history_next_day (self->rand, day);
      history_random_reform (self->db, self->rand, day);
    }
  add_figures (self);
  add_weights (self);
  return day;
}

/* ---- What must hold ---- */

static gint64
total_models (History *self, const KheoQuery *query, gint64 unit)
{
  g_autoptr (KheoQuery) narrow = kheo_query_dup (query);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoTotal) total = NULL;
  KheoBy child = KHEO_BY_CHILD;
  gint64 sum = 0;

  narrow->unit = unit;
  total = kheo_total_models (self->db, narrow, &child, 1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < total->rows->len; i++)
    sum += ((KheoTotalRow *) total->rows->pdata[i])->value;
  g_assert_cmpint (sum, ==, total->total);
  n_apportioned += total->apportioned;
  g_assert_cmpint (total->apportioned + total->unapportioned, <=, total->total);
  return total->total;
}

static void
assert_models (History *self, const KheoQuery *query, KheoUnitMap *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = kheo_rollup_counts (self->db, query, map, &error);
  g_autofree gint64 *below = g_new0 (gint64, kheo_unit_map_get_n (map) + 1);

  g_assert_no_error (error);
  g_assert_cmpint (total_models (self, query, 0), ==, self->n_models);
  for (guint i = kheo_unit_map_get_n (map); i > 0; i--)
    {
      guint32 count = g_array_index (counts, guint32, i - 1);
      int     parent = kheo_unit_map_get_parent (map, i - 1);

      g_assert_cmpint (total_models (self, query, kheo_unit_map_get_id (map, i - 1)), ==, count);
      /* As reported a unit below may have had them while it stood elsewhere. */
      if (query->clock != KHEO_CLOCK_AS_REPORTED)
        g_assert_cmpint (below[i - 1], <=, count);
      if (parent >= 0)
        below[parent] += count;
    }
}

/* The same by climbing from every model on its own day. */
static void
assert_reported (History *self, const KheoQuery *query, KheoUnitMap *map)
{
  KheoUnits        *units = kheo_unit_map_get_units (map);
  g_autofree guint *counts = g_new0 (guint, units->n);
  g_autoptr (GArray) rolled = kheo_rollup_counts (self->db, query, map, NULL);
  g_autoptr (KheoQuery) all = kheo_query_new (&kheo_register_models);
  g_autoptr (GArray) ids = kheo_query_run (self->db, all, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KheoRecord) record = kheo_record_table_get (self->db, &kheo_register_models,
                                                             g_array_index (ids, gint64, i), NULL);
      const char      *registered = kheo_record_get_text (record, KHEO_MODEL_REGISTERED_ON);
      g_autofree char *year_end =
          g_strdup_printf ("%d-12-31", (int) kheo_record_get_integer (record, KHEO_MODEL_YEAR, 0));
      KheoDate day = book_day (registered != NULL ? registered : year_end);

      for (int at = kheo_units_find (units, kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0));
           at >= 0; at = kheo_units_parent_on (units, (guint) at, day))
        counts[at]++;
    }
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    g_assert_cmpuint (g_array_index (rolled, guint32, i), ==,
                      counts[kheo_units_find (units, kheo_unit_map_get_id (map, i))]);
}

static KheoFigureTotal *
total_figures (History *self, const KheoQuery *query, gint64 indicator, gint64 unit)
{
  g_autoptr (KheoQuery) narrow = kheo_query_dup (query);
  g_autoptr (GError) error = NULL;
  KheoFigureTotal *total;

  narrow->unit = unit;
  total = kheo_total_figures (self->db, indicator, narrow, KHEO_FIGURES_BY_CHILD, &error);
  g_assert_no_error (error);
  return total;
}

static void
assert_rows (const KheoFigureTotal *total)
{
  gint64 value = 0;
  gint64 numerator = 0;
  gint64 denominator = 0;

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = total->rows->pdata[i];

      value += row->sum.value;
      numerator += row->sum.numerator;
      denominator += row->sum.denominator;
    }
  if (kheo_figure_total_is_additive (total))
    g_assert_cmpint (value, ==, total->sum.value);
  g_assert_cmpint (numerator, ==, total->sum.numerator);
  g_assert_cmpint (denominator, ==, total->sum.denominator);
}

static void
assert_figures (History *self, const KheoQuery *query, gint64 indicator, KheoUnitMap *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sums = kheo_rollup_figures (self->db, indicator, query, map, &error);
  g_autoptr (KheoQuery) reported = kheo_query_dup (query);
  g_autoptr (KheoFigureTotal) whole = total_figures (self, query, indicator, 0);
  g_autoptr (KheoFigureTotal) as_reported = NULL;

  g_assert_no_error (error);
  reported->clock = KHEO_CLOCK_AS_REPORTED;
  as_reported = total_figures (self, reported, indicator, 0);
  assert_rows (whole);
  /* What counts is chosen before it is known where. */
  g_assert_cmpint (whole->sum.numerator, ==, as_reported->sum.numerator);
  g_assert_cmpint (whole->sum.denominator, ==, as_reported->sum.denominator);
  g_assert_cmpuint (whole->sum.n_figures, ==, as_reported->sum.n_figures);
  g_assert_cmpuint (whole->sum.n_units, ==, as_reported->sum.n_units);
  if (kheo_figure_total_is_additive (whole))
    g_assert_cmpint (whole->sum.value, ==, as_reported->sum.value);
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    {
      const KheoFigureSum *sum = &g_array_index (sums, KheoFigureSum, i);
      g_autoptr (KheoFigureTotal) total =
          total_figures (self, query, indicator, kheo_unit_map_get_id (map, i));

      assert_rows (total);
      g_assert_cmpint (total->sum.value, ==, sum->value);
      g_assert_cmpint (total->sum.numerator, ==, sum->numerator);
      g_assert_cmpint (total->sum.denominator, ==, sum->denominator);
      g_assert_cmpuint (total->sum.n_figures, ==, sum->n_figures);
      g_assert_cmpuint (total->sum.n_units, ==, sum->n_units);
    }
}

static void
assert_clock (History *self, KheoClock clock, KheoDate day, KheoBasis basis)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  KheoUnitMap *map = kheo_unit_map_ref (kheo_world_get_map (kheo_world_get (self->db, NULL), day));

  query->clock = clock;
  query->clock_day = day;
  query->basis = basis;
  assert_models (self, query, map);
  if (clock == KHEO_CLOCK_AS_REPORTED)
    assert_reported (self, query, map);
  query->reg = &kheo_register_figures;
  query->period = g_rand_boolean (self->rand) ? everything : kheo_period_year (2015);
  assert_figures (self, query, self->counted, map);
  assert_figures (self, query, self->rated, map);
  kheo_unit_map_unref (map);
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= N_HISTORIES; seed++)
    {
      History  self = { 0 };
      KheoDate last = make_history (&self, seed);
      KheoDate first = book_day ("2014-01-01");

      g_test_message ("history %u", seed);
      assert_clock (&self, KHEO_CLOCK_AS_REPORTED, last, KHEO_BASIS_NONE);
      assert_clock (&self, KHEO_CLOCK_TODAY, kheo_date_today (), seed % KHEO_N_BASES);
      for (guint basis = 0; basis < KHEO_N_BASES; basis++)
        assert_clock (&self, KHEO_CLOCK_ON_DAY,
                      (KheoDate) g_rand_int_range (self.rand, (gint32) first, (gint32) last + 30),
                      basis);
      kheo_db_close (self.db);
      g_rand_free (self.rand);
    }
  g_assert_cmpint (n_apportioned, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clocks/random", test_random);
  return g_test_run ();
}
