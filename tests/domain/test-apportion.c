/* Units that were divided: shares of whole numbers, models and figures of the parts. */
#include "domain-book.h"
#include "kheo-figures.h"
#include "kheo-rollup.h"
#include "kheo-shares.h"

static void
assert_shared (gint64 amount, const gint64 *weights, const gint64 *expected, guint n)
{
  gint64 out[8];
  gint64 sum = 0;

  kheo_apportion (amount, weights, n, out);
  for (guint i = 0; i < n; i++)
    {
      sum += out[i];
      if (expected != NULL)
        g_assert_cmpint (out[i], ==, expected[i]);
    }
  g_assert_cmpint (sum, ==, amount);
}

static void
test_largest_remainder (void)
{
  const gint64 equal[] = { 1, 1, 1 };
  const gint64 people[] = { 7000, 2000, 1000 };
  const gint64 big[] = { G_MAXINT64 / 4, G_MAXINT64 / 4, 1 };
  const gint64 none[] = { 0, 5 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  assert_shared (10, equal, (const gint64[]){ 4, 3, 3 }, 3);
  assert_shared (0, equal, (const gint64[]){ 0, 0, 0 }, 3);
  assert_shared (-10, equal, (const gint64[]){ -4, -3, -3 }, 3);
  assert_shared (10, people, (const gint64[]){ 7, 2, 1 }, 3);
  /* 10.5, 3, 1.5: the halves are equal, the first gets it. */
  assert_shared (15, people, (const gint64[]){ 11, 3, 1 }, 3);
  assert_shared (3, none, (const gint64[]){ 0, 3 }, 2);
  assert_shared (G_MAXINT64, big, NULL, 3);
  assert_shared (G_MININT64 + 1, big, NULL, 3);
  for (guint round = 0; round < 2000; round++)
    {
      gint64 weights[8];
      guint  n = (guint) g_rand_int_range (rand, 1, 9);

      for (guint i = 0; i < n; i++)
        weights[i] = g_rand_int_range (rand, i == 0 ? 1 : 0, 1000000);
      assert_shared ((gint64) g_rand_int (rand) << g_rand_int_range (rand, 0, 20), weights, NULL,
                     n);
    }
}

/* A district whose commune A was divided on 1/7/2025 between B (700 people) and C (300), one of its
 * two hamlets each; 10 models and one figure of A in 2024. */
typedef struct
{
  KheoDb *db;
  gint64  province, a, b, c;
  gint64  hamlets[2];
  gint64  links[2];
} Fixture;

static void
move_hamlet (KheoDb *db, gint64 hamlet, gint64 to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) versions = kheo_unit_table_list_versions (db, hamlet, &error);
  KheoUnitVersion *version = &g_array_index (versions, KheoUnitVersion, 0);
  KheoUnitVersion  after = *version;

  version->valid_to = book_day ("2025-06-30");
  kheo_unit_table_update_version (db, version, &error);
  g_assert_no_error (error);
  after.id = 0;
  after.valid_from = book_day ("2025-07-01");
  after.valid_to = KHEO_DATE_UNKNOWN;
  after.parent_id = to;
  kheo_unit_table_insert_version (db, &after, &error);
  g_assert_no_error (error);
}

static gint64
divide (KheoDb *db, gint64 old, gint64 heir)
{
  KheoSuccession link = {
    .old_id = old, .new_id = heir, .date = book_day ("2025-07-01"), .weights = KHEO_NO_AMOUNTS
  };
  g_autoptr (GError) error = NULL;

  kheo_succession_insert (db, &link, NULL, &error);
  g_assert_no_error (error);
  return link.id;
}

static void
set_weights (Fixture *self, KheoBasis basis, gint64 b, gint64 c)
{
  g_autoptr (GError) error = NULL;

  action_begin (self->db);
  kheo_succession_set_weight (self->db, self->links[0], basis, b, &error);
  g_assert_no_error (error);
  kheo_succession_set_weight (self->db, self->links[1], basis, c, &error);
  g_assert_no_error (error);
  action_end (self->db);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->db = book_new ();
  action_begin (self->db);
  self->province = book_add_unit (self->db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  self->a = book_add_unit (self->db, "Xã A Lò", "00001", self->province, NULL, "2025-06-30");
  self->b = book_add_unit (self->db, "Xã Bê Mới", "00002", self->province, "2025-07-01", NULL);
  self->c = book_add_unit (self->db, "Xã Xê Mới", "00003", self->province, "2025-07-01", NULL);
  self->hamlets[0] = book_add_unit (self->db, "Bản Nà Lốc", NULL, self->a, NULL, NULL);
  self->hamlets[1] = book_add_unit (self->db, "Bản Nà Lốc Trên", NULL, self->a, NULL, NULL);
  move_hamlet (self->db, self->hamlets[0], self->b);
  move_hamlet (self->db, self->hamlets[1], self->c);
  self->links[0] = divide (self->db, self->a, self->b);
  self->links[1] = divide (self->db, self->a, self->c);
  for (guint i = 0; i < 10; i++)
    book_add_model (self->db, "Mô hình", self->a, 2024, "2024-03-01");
  action_end (self->db);
  set_weights (self, KHEO_BASIS_POPULATION, 700, 300);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kheo_db_close (self->db);
}

static KheoQuery *
query_today (KheoBasis basis)
{
  KheoQuery *query = kheo_query_new (&kheo_register_models);

  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = book_day ("2026-01-01");
  query->basis = basis;
  return query;
}

static KheoTotal *
total_of (Fixture *self, gint64 unit, KheoBasis basis, const char *by)
{
  g_autoptr (KheoQuery) query = query_today (basis);
  g_autoptr (GError) error = NULL;
  KheoBy     keys[2];
  guint      n;
  KheoTotal *total;

  query->unit = unit;
  g_assert_true (kheo_by_parse (by, keys, &n));
  total = kheo_total_models (self->db, query, keys, n, &error);
  g_assert_no_error (error);
  return total;
}

static void
assert_total (Fixture *self, gint64 unit, KheoBasis basis, gint64 n)
{
  g_autoptr (KheoTotal) total = total_of (self, unit, basis, "");

  g_assert_cmpint (total->total, ==, n);
}

static void
assert_children (Fixture *self, KheoBasis basis, gint64 b, gint64 c)
{
  g_autoptr (KheoTotal) total = total_of (self, self->province, basis, "child");
  g_autoptr (KheoQuery) query = query_today (basis);
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (self->db, NULL), query->clock_day);
  g_autoptr (GArray) counts = kheo_rollup_counts (self->db, query, map, NULL);
  gint64 sum = 0;

  g_assert_cmpint (total->total, ==, 10);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = total->rows->pdata[i];

      sum += row->value;
      if (row->unit_id == self->b)
        g_assert_cmpint (row->value, ==, b);
      if (row->unit_id == self->c)
        g_assert_cmpint (row->value, ==, c);
    }
  g_assert_cmpint (sum, ==, 10);
  assert_total (self, self->b, basis, b);
  assert_total (self, self->c, basis, c);
  g_assert_cmpint (g_array_index (counts, guint32, kheo_unit_map_find (map, self->b)), ==, b);
  g_assert_cmpint (g_array_index (counts, guint32, kheo_unit_map_find (map, self->c)), ==, c);
  g_assert_cmpint (g_array_index (counts, guint32, kheo_unit_map_find (map, self->province)), ==,
                   10);
}

static void
test_models (Fixture *self, gconstpointer data)
{
  g_autoptr (KheoTotal) none = total_of (self, 0, KHEO_BASIS_NONE, "");
  g_autoptr (KheoTotal) people = total_of (self, 0, KHEO_BASIS_POPULATION, "");
  g_autoptr (KheoTotal) area = total_of (self, 0, KHEO_BASIS_AREA, "");

  g_assert_cmpint (none->unapportioned, ==, 10);
  g_assert_cmpint (none->apportioned, ==, 0);
  g_assert_cmpuint (none->notes->len, ==, 1);
  g_assert_cmpint (people->unapportioned, ==, 0);
  g_assert_cmpint (people->apportioned, ==, 10);
  g_assert_cmpstr (people->notes->pdata[0], ==,
                   "10 models of divided units (1) are apportioned by population.");
  /* Nobody said how large the parts are. */
  g_assert_cmpint (area->unapportioned, ==, 10);

  assert_children (self, KHEO_BASIS_NONE, 0, 0);
  assert_children (self, KHEO_BASIS_POPULATION, 7, 3);
  assert_children (self, KHEO_BASIS_EQUAL, 5, 5);
  assert_children (self, KHEO_BASIS_AREA, 0, 0);
  /* Said of one part only, it says nothing. */
  set_weights (self, KHEO_BASIS_HOUSEHOLDS, 90, -1);
  assert_children (self, KHEO_BASIS_HOUSEHOLDS, 0, 0);
  set_weights (self, KHEO_BASIS_HOUSEHOLDS, 10, 90);
  assert_children (self, KHEO_BASIS_HOUSEHOLDS, 1, 9);
}

static void
set_address (Fixture *self, guint model, const char *address)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = kheo_query_run (self->db, query, &error);
  g_autoptr (KheoRecord) record = kheo_record_table_get (
      self->db, &kheo_register_models, g_array_index (ids, gint64, model), &error);

  g_assert_no_error (error);
  kheo_record_set_text (record, KHEO_MODEL_ADDRESS, address);
  action_begin (self->db);
  kheo_record_table_update (self->db, record, &error);
  g_assert_no_error (error);
  action_end (self->db);
}

static guint
count_listed (Fixture *self, gint64 unit, KheoBasis basis)
{
  g_autoptr (KheoQuery) query = query_today (basis);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  query->unit = unit;
  ids = kheo_query_run (self->db, query, &error);
  g_assert_no_error (error);
  return ids->len;
}

static void
test_addresses (Fixture *self, gconstpointer data)
{
  assert_children (self, KHEO_BASIS_NONE, 0, 0);
  set_address (self, 0, "bản Nà Lốc, xã A Lò");
  assert_children (self, KHEO_BASIS_NONE, 1, 0);
  /* The longer name is meant, not the one inside it. */
  set_address (self, 1, "Nhà văn hóa bản Nà Lốc Trên");
  assert_children (self, KHEO_BASIS_NONE, 1, 1);
  set_address (self, 2, "xã A Lò");
  set_address (self, 3, "bản Nà Lộp");
  assert_children (self, KHEO_BASIS_NONE, 1, 1);
  /* A list shows what is certain; a share is of no certain model. */
  g_assert_cmpuint (count_listed (self, self->b, KHEO_BASIS_NONE), ==, 1);
  g_assert_cmpuint (count_listed (self, self->b, KHEO_BASIS_POPULATION), ==, 1);
  g_assert_cmpuint (count_listed (self, self->province, KHEO_BASIS_POPULATION), ==, 10);
  /* The other eight: 5.6 and 2.4. */
  assert_children (self, KHEO_BASIS_POPULATION, 7, 3);
  set_address (self, 1, NULL);
  assert_children (self, KHEO_BASIS_NONE, 1, 0);
}

/* ---- Figures ---- */

static KheoFigureTotal *
figures_of (Fixture *self, gint64 indicator, gint64 unit, KheoBasis basis)
{
  g_autoptr (KheoQuery) query = query_today (basis);
  g_autoptr (GError) error = NULL;
  KheoFigureTotal *total;

  query->unit = unit;
  query->period = kheo_period_year (2024);
  total = kheo_total_figures (self->db, indicator, query, KHEO_FIGURES_BY_CHILD, &error);
  g_assert_no_error (error);
  return total;
}

static void
assert_figures (Fixture *self, gint64 indicator, KheoBasis basis, gint64 b, gint64 c)
{
  g_autoptr (KheoFigureTotal) whole = figures_of (self, indicator, self->province, basis);
  g_autoptr (KheoFigureTotal) in_b = figures_of (self, indicator, self->b, basis);
  g_autoptr (KheoQuery) query = query_today (basis);
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (self->db, NULL), query->clock_day);
  g_autoptr (GArray) sums = NULL;
  const KheoFigureSum *sum;

  query->period = kheo_period_year (2024);
  sums = kheo_rollup_figures (self->db, indicator, query, map, NULL);
  g_assert_cmpint (whole->sum.value, ==, 101);
  g_assert_cmpint (in_b->sum.value, ==, b);
  for (guint i = 0; i < whole->rows->len; i++)
    {
      const KheoFigureRow *row = whole->rows->pdata[i];

      if (row->unit_id == self->b)
        g_assert_cmpint (row->sum.value, ==, b);
      if (row->unit_id == self->c)
        g_assert_cmpint (row->sum.value, ==, c);
    }
  sum = &g_array_index (sums, KheoFigureSum, kheo_unit_map_find (map, self->province));
  g_assert_cmpint (sum->value, ==, 101);
  /* One figure of one unit, however often it was cut. */
  g_assert_cmpuint (sum->n_figures, ==, 1);
  g_assert_cmpuint (sum->n_units, ==, 1);
  sum = &g_array_index (sums, KheoFigureSum, kheo_unit_map_find (map, self->c));
  g_assert_cmpint (sum->value, ==, c);
}

static void
test_figures (Fixture *self, gconstpointer data)
{
  gint64 count, rate;
  g_autoptr (KheoFigureTotal) none = NULL;
  g_autoptr (KheoFigureTotal) shared = NULL;
  g_autoptr (KheoFigureTotal) parts = NULL;
  g_autoptr (GPtrArray) remarks = NULL;

  action_begin (self->db);
  count = book_add_indicator (self->db, "A1", "Hội viên", "count 0 flow sum sum", NULL);
  rate = book_add_indicator (self->db, "A2", "Tỷ lệ hộ", "percent 2 flow ratio ratio", NULL);
  book_add_figure (self->db, count, self->a, "2024", 101, NO_AMOUNT);
  book_add_figure (self->db, rate, self->a, "2024", 50, 200);
  action_end (self->db);

  assert_figures (self, count, KHEO_BASIS_NONE, 0, 0);
  assert_figures (self, count, KHEO_BASIS_POPULATION, 71, 30);
  assert_figures (self, count, KHEO_BASIS_EQUAL, 51, 50);

  none = figures_of (self, count, 0, KHEO_BASIS_NONE);
  g_assert_cmpint (none->unapportioned, ==, 101);
  shared = figures_of (self, count, 0, KHEO_BASIS_POPULATION);
  g_assert_cmpint (shared->unapportioned, ==, 0);
  g_assert_cmpint (shared->apportioned, ==, 101);
  remarks =
      kheo_figure_total_remarks (shared, kheo_world_get_units (kheo_world_get (self->db, NULL)));
  g_assert_cmpuint (remarks->len, ==, 1);

  parts = figures_of (self, rate, self->b, KHEO_BASIS_POPULATION);
  g_assert_cmpint (parts->sum.numerator, ==, 35);
  g_assert_cmpint (parts->sum.denominator, ==, 140);
  g_assert_cmpint (parts->n_apportioned, ==, 1);
}

static gint64
target_of (Fixture *self, gint64 indicator, gint64 unit, KheoBasis basis, guint year)
{
  g_autoptr (KheoQuery) query = query_today (basis);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;

  query->unit = unit;
  query->period = kheo_period_year (year);
  total = kheo_total_figures (self->db, indicator, query, KHEO_FIGURES_BY_NOTHING, &error);
  g_assert_no_error (error);
  return total->sum.has_target ? total->sum.target : -1;
}

static void
test_targets (Fixture *self, gconstpointer data)
{
  gint64 count, d, e;

  action_begin (self->db);
  count = book_add_indicator (self->db, "A1", "Hội viên", "count 0 flow sum sum", NULL);
  d = book_add_unit (self->db, "Xã Dê", "00006", self->province, NULL, "2025-06-30");
  e = book_add_unit (self->db, "Xã E Mới", "00007", self->province, "2025-07-01", NULL);
  book_succeed (self->db, d, e, TRUE, "2025-07-01");
  book_add_target (self->db, count, self->a, "2025", 100);
  book_add_target (self->db, count, d, "2024", 5);
  book_add_target (self->db, count, d, "2025", 10);
  action_end (self->db);

  /* Nobody handed them over: they are those of the units that came after. */
  g_assert_cmpint (target_of (self, count, e, KHEO_BASIS_NONE, 2025), ==, 10);
  g_assert_cmpint (target_of (self, count, self->b, KHEO_BASIS_NONE, 2025), ==, -1);
  g_assert_cmpint (target_of (self, count, self->b, KHEO_BASIS_POPULATION, 2025), ==, 70);
  g_assert_cmpint (target_of (self, count, self->province, KHEO_BASIS_NONE, 2025), ==, 110);
  g_assert_cmpint (target_of (self, count, self->province, KHEO_BASIS_POPULATION, 2025), ==, 110);

  action_begin (self->db);
  book_add_target (self->db, count, e, "2025", 12);
  book_add_target (self->db, count, self->b, "2025", 60);
  book_add_target (self->db, count, self->c, "2025", 40);
  action_end (self->db);
  g_assert_cmpint (target_of (self, count, e, KHEO_BASIS_NONE, 2025), ==, 12);
  /* What was over before the reform was not handed over. */
  g_assert_cmpint (target_of (self, count, e, KHEO_BASIS_NONE, 2024), ==, 5);
  g_assert_cmpint (target_of (self, count, self->province, KHEO_BASIS_NONE, 2025), ==, 112);
  g_assert_cmpint (target_of (self, count, self->b, KHEO_BASIS_POPULATION, 2025), ==, 60);
}

/* C was divided again on 1/3/2026, three to one: 300 people are 225 and 75. */
static void
test_divided_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = query_today (KHEO_BASIS_POPULATION);
  g_autoptr (GArray) counts = NULL;
  KheoSuccession link = { .old_id = self->c,
                          .date = book_day ("2026-03-01"),
                          .weights = KHEO_NO_AMOUNTS };
  gint64         d, e;
  KheoUnitMap   *map;

  action_begin (self->db);
  d = book_add_unit (self->db, "Xã Dê", "00004", self->province, "2026-03-01", NULL);
  e = book_add_unit (self->db, "Xã E", "00005", self->province, "2026-03-01", NULL);
  link.new_id = d;
  kheo_succession_insert (self->db, &link, NULL, &error);
  kheo_succession_set_weight (self->db, link.id, KHEO_BASIS_POPULATION, 225, &error);
  link.id = 0;
  link.new_id = e;
  kheo_succession_insert (self->db, &link, NULL, &error);
  kheo_succession_set_weight (self->db, link.id, KHEO_BASIS_POPULATION, 75, &error);
  g_assert_no_error (error);
  {
    g_autoptr (GArray) versions = kheo_unit_table_list_versions (self->db, self->c, &error);
    KheoUnitVersion *version = &g_array_index (versions, KheoUnitVersion, 0);

    version->valid_to = book_day ("2026-02-28");
    kheo_unit_table_update_version (self->db, version, &error);
    g_assert_no_error (error);
  }
  action_end (self->db);

  query->clock_day = book_day ("2026-06-01");
  map = kheo_world_get_map (kheo_world_get (self->db, NULL), query->clock_day);
  counts = kheo_rollup_counts (self->db, query, map, NULL);
  g_assert_cmpint (g_array_index (counts, guint32, kheo_unit_map_find (map, self->b)), ==, 7);
  g_assert_cmpint (g_array_index (counts, guint32, kheo_unit_map_find (map, d)), ==, 2);
  g_assert_cmpint (g_array_index (counts, guint32, kheo_unit_map_find (map, e)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/apportion/largest-remainder", test_largest_remainder);
  g_test_add ("/apportion/models", Fixture, NULL, set_up, test_models, tear_down);
  g_test_add ("/apportion/addresses", Fixture, NULL, set_up, test_addresses, tear_down);
  g_test_add ("/apportion/figures", Fixture, NULL, set_up, test_figures, tear_down);
  g_test_add ("/apportion/targets", Fixture, NULL, set_up, test_targets, tear_down);
  g_test_add ("/apportion/divided-again", Fixture, NULL, set_up, test_divided_again, tear_down);
  return g_test_run ();
}
