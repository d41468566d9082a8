#include "domain-book.h"
#include "kheo-rollup.h"
#include "kheo-test.h"

#include <string.h>

static KheoTotal *
total_of (KheoDb *db, const KheoQuery *query, const char *by)
{
  g_autoptr (GError) error = NULL;
  KheoBy     keys[2];
  guint      n;
  KheoTotal *total;

  g_assert_true (kheo_by_parse (by, keys, &n));
  total = kheo_total_models (db, query, keys, n, &error);
  g_assert_no_error (error);
  return total;
}

static gint64
value_of (const KheoTotal *total, const char *first, const char *second)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = total->rows->pdata[i];

      if (g_strcmp0 (row->key[0], first) == 0 && g_strcmp0 (row->key[1], second) == 0)
        return row->value;
    }
  return -1;
}

static gint64
child_value (const KheoTotal *total, gint64 unit)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, unit);

  return value_of (total, key, NULL);
}

static gint64
sum_rows (const KheoTotal *total)
{
  gint64 sum = 0;

  for (guint i = 0; i < total->rows->len; i++)
    sum += ((KheoTotalRow *) total->rows->pdata[i])->value;
  return sum;
}

static guint
count_rows (KheoDb *db, const KheoQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = kheo_query_run (db, query, &error);

  g_assert_no_error (error);
  return ids->len;
}

static const char *const all_keys[] = { "field",        "kind",        "child",      "level",
                                        "year",         "status",      "field,kind", "quarter",
                                        "year,quarter", "child,field", "kind,child" };

/* Σ of the rows is the total, and each row's query opens exactly its rows. */
static void
assert_adds_up (KheoDb *db, const KheoQuery *query)
{
  guint n = count_rows (db, query);

  for (guint k = 0; k < G_N_ELEMENTS (all_keys); k++)
    {
      g_autoptr (KheoTotal) total = total_of (db, query, all_keys[k]);

      g_assert_cmpint (total->total, ==, n);
      g_assert_cmpint (sum_rows (total), ==, n);
      for (guint r = 0; r < total->rows->len; r++)
        {
          const KheoTotalRow *row = total->rows->pdata[r];
          g_autoptr (KheoQuery) narrow = kheo_total_row_query (query, total, row);

          g_assert_nonnull (row->label[0]);
          if (count_rows (db, narrow) != row->value)
            g_test_message ("by %s: row “%s”/“%s”", all_keys[k], row->label[0], row->label[1]);
          g_assert_cmpint (count_rows (db, narrow), ==, row->value);
        }
    }
}

/* Leaves and inner nodes of the map: each is its own models and its children's. */
static void
assert_nodes_add_up (KheoDb *db, const KheoQuery *query, KheoDate day)
{
  KheoWorld   *world = kheo_world_get (db, NULL);
  KheoUnitMap *map = kheo_unit_map_ref (kheo_world_get_map (world, day));
  g_autoptr (GArray) counts = kheo_rollup_counts (db, query, map, NULL);
  const guint32 *count = (const guint32 *) (gpointer) counts->data;

  g_assert_cmpuint (counts->len, ==, kheo_unit_map_get_n (map));
  for (guint i = 0; i < kheo_unit_map_get_n (map); i += 3)
    {
      g_autoptr (KheoQuery) below = kheo_query_dup (query);

      below->unit = kheo_unit_map_get_id (map, i);
      g_assert_cmpuint (count_rows (db, below), ==, count[i]);
    }
  kheo_unit_map_unref (map);
}

static void
test_random (void)
{
  static const char *const periods[] = { "2022", "2020..2023", "2022-Q3",
                                         "2020-07-01..2022-06-30" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);

  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (KheoDb) db = book_new ();

      book_fill (db, rand, 40, 250);
      action_begin (db);
      for (guint i = 0; i < 40; i++)
        book_edit (db, rand);
      action_end (db);
      for (guint clock = KHEO_CLOCK_AS_REPORTED; clock <= KHEO_CLOCK_ON_DAY; clock++)
        {
          g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
          KheoDate day = clock == KHEO_CLOCK_ON_DAY ? book_day ("2022-01-01") : 0;

          query->clock = clock;
          query->clock_day = day;
          assert_adds_up (db, query);
          assert_nodes_add_up (db, query, day);
          query->unit =
              kheo_unit_map_get_id (kheo_world_get_map (kheo_world_get (db, NULL), day), round);
          assert_adds_up (db, query);
          query->unit = 0;
          kheo_period_parse (periods[round], &query->period, NULL);
          assert_adds_up (db, query);
          query->search = g_strdup ("mo hinh");
          kheo_query_add_condition (query, "kind", "collective");
          assert_adds_up (db, query);
          assert_nodes_add_up (db, query, day);
        }
    }
}

/* The tree of test-units, with models before and after the reform. */
typedef struct
{
  KheoDb *db;
  gint64  province, district, a, b, c, n, m;
} Reform;

static void
reform_init (Reform *reform)
{
  KheoDb *db = reform->db = book_new ();

  action_begin (db);
  reform->province = book_add_unit (db, "Tỉnh P", "14", 0, NULL, NULL);
  reform->district = book_add_unit (db, "Huyện H", "120", reform->province, NULL, "2025-06-30");
  reform->a = book_add_unit (db, "Xã A", "1", reform->district, NULL, "2025-06-30");
  reform->b = book_add_unit (db, "Xã B", "2", reform->district, NULL, "2025-06-30");
  reform->c = book_add_unit (db, "Xã C", "3", reform->district, NULL, "2025-06-30");
  reform->n = book_add_unit (db, "Xã N", "5", reform->province, "2025-07-01", NULL);
  reform->m = book_add_unit (db, "Xã M", "6", reform->province, "2025-07-01", NULL);
  book_succeed (db, reform->a, reform->n, TRUE, "2025-07-01");
  book_succeed (db, reform->b, reform->n, TRUE, "2025-07-01");
  book_succeed (db, reform->c, reform->n, FALSE, "2025-07-01");
  book_succeed (db, reform->c, reform->m, FALSE, "2025-07-01");
  book_add_model (db, "1", reform->a, 2024, "2024-05-01");
  book_add_model (db, "2", reform->a, 2024, NULL);
  book_add_model (db, "3", reform->b, 2024, NULL);
  book_add_model (db, "4", reform->c, 2024, NULL);
  book_add_model (db, "5", reform->n, 2025, "2025-09-01");
  book_add_model (db, "6", reform->m, 2025, NULL);
  book_add_model (db, "7", reform->province, 2024, NULL);
  action_end (db);
}

static void
test_clocks (void)
{
  Reform reform;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoTotal) today = NULL;
  g_autoptr (KheoTotal) before = NULL;
  g_autoptr (KheoTotal) reported = NULL;

  reform_init (&reform);
  db = reform.db;
  query->unit = reform.province;

  query->clock = KHEO_CLOCK_TODAY;
  today = total_of (db, query, "child");
  g_assert_cmpint (today->total, ==, 7);
  g_assert_cmpint (child_value (today, reform.n), ==, 4);
  g_assert_cmpint (child_value (today, reform.m), ==, 1);
  /* The divided commune counts for the province, and is told. */
  g_assert_cmpint (value_of (today, "0", NULL), ==, 2);
  g_assert_cmpint (today->unapportioned, ==, 1);

  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = book_day ("2025-06-30");
  before = total_of (db, query, "child");
  g_assert_cmpint (child_value (before, reform.district), ==, 6);
  g_assert_cmpint (before->total, ==, 7);
  g_assert_cmpint (before->unapportioned, ==, 1); /* n: from a, b and a part of c */

  query->clock = KHEO_CLOCK_AS_REPORTED;
  reported = total_of (db, query, "child");
  g_assert_cmpint (child_value (reported, reform.district), ==, 4);
  g_assert_cmpint (child_value (reported, reform.n), ==, 1);
  g_assert_cmpint (child_value (reported, reform.m), ==, 1);
  g_assert_cmpint (value_of (reported, "0", NULL), ==, 1);
  g_assert_cmpint (reported->unapportioned, ==, 0);

  assert_adds_up (db, query);
  query->clock = KHEO_CLOCK_TODAY;
  assert_adds_up (db, query);
  query->clock = KHEO_CLOCK_ON_DAY;
  assert_adds_up (db, query);
}

/* A commune that moves to another district takes its later models with it, not the earlier ones. */
static void
test_moved (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoTotal) reported = NULL;
  g_autoptr (KheoTotal) today = NULL;
  gint64          province, old, new_district, commune;
  KheoUnitVersion changed = { 0 };

  action_begin (db);
  province = book_add_unit (db, "Tỉnh P", NULL, 0, NULL, NULL);
  old = book_add_unit (db, "Huyện Cũ", NULL, province, NULL, NULL);
  new_district = book_add_unit (db, "Huyện Mới", NULL, province, NULL, NULL);
  commune = book_add_unit (db, "Xã A", NULL, old, NULL, NULL);
  book_add_model (db, "1", commune, 2019, NULL);
  book_add_model (db, "2", commune, 2020, "2020-06-30");
  book_add_model (db, "3", commune, 2020, "2020-07-01");
  changed = (KheoUnitVersion){ .name = (char *) "Xã A",
                               .type = kheo_unit_type_find ("commune"),
                               .parent_id = new_district };
  g_assert_true (kheo_unit_change (db, commune, book_day ("2020-07-01"), &changed, NULL));
  action_end (db);

  query->unit = province;
  reported = total_of (db, query, "child");
  g_assert_cmpint (child_value (reported, old), ==, 2);
  g_assert_cmpint (child_value (reported, new_district), ==, 1);
  assert_adds_up (db, query);
  assert_nodes_add_up (db, query, 0);
  query->clock = KHEO_CLOCK_TODAY;
  today = total_of (db, query, "child");
  g_assert_cmpint (child_value (today, old), ==, 0);
  g_assert_cmpint (child_value (today, new_district), ==, 3);
}

/* All units of a book with one root: the root's children, not the root alone. */
static void
test_only_root (void)
{
  Reform reform;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoDb) db = NULL;
  gint64 lost, other;

  reform_init (&reform);
  db = reform.db;
  action_begin (db);
  lost = book_add_unit (db, "Xã Mất", "9", 0, NULL, "2020-06-30");
  book_add_model (db, "8", lost, 2019, NULL);
  action_end (db);
  for (guint clock = KHEO_CLOCK_AS_REPORTED; clock <= KHEO_CLOCK_TODAY; clock++)
    {
      g_autoptr (KheoTotal) total = NULL;

      query->clock = clock;
      total = total_of (db, query, "child");
      g_assert_cmpint (total->unit, ==, reform.province);
      g_assert_cmpint (child_value (total, reform.province), ==, -1);
      g_assert_cmpint (child_value (total, reform.n), ==, clock == KHEO_CLOCK_TODAY ? 4 : 1);
      g_assert_cmpint (value_of (total, "0", NULL), ==, clock == KHEO_CLOCK_TODAY ? 2 : 1);
      /* What is not below the root has its row. */
      g_assert_cmpint (clock == KHEO_CLOCK_TODAY ? value_of (total, "none", NULL)
                                                 : child_value (total, lost),
                       ==, 1);
      assert_adds_up (db, query);
    }

  action_begin (db);
  other = book_add_unit (db, "Tỉnh Q", "15", 0, NULL, NULL);
  action_end (db);
  {
    g_autoptr (KheoTotal) total = total_of (db, query, "child");

    g_assert_cmpint (total->unit, ==, 0);
    g_assert_cmpint (child_value (total, reform.province), ==, 7);
    g_assert_cmpint (child_value (total, other), ==, 0);
  }
}

/* Another tree beside the territory: the parts of the whole book are the territory's units and,
 * when it bears models, the other root. */
static void
test_other_roots (void)
{
  Reform reform;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoDb) db = NULL;
  gint64 party, cell;

  reform_init (&reform);
  db = reform.db;
  action_begin (db);
  party = book_add_unit (db, "Đảng ủy tỉnh", "D", 0, NULL, NULL);
  cell = book_add_unit (db, "Đảng ủy xã A", "D1", party, NULL, NULL);
  book_add_unit (db, "Ủy ban MTTQ tỉnh", "M", 0, NULL, NULL);
  action_end (db);
  for (guint clock = KHEO_CLOCK_AS_REPORTED; clock <= KHEO_CLOCK_TODAY; clock++)
    {
      g_autoptr (KheoTotal) total = NULL;

      query->clock = clock;
      total = total_of (db, query, "child");
      g_assert_cmpint (total->unit, ==, reform.province);
      g_assert_cmpint (child_value (total, reform.province), ==, -1);
      g_assert_cmpint (child_value (total, party), ==, -1);
      g_assert_cmpint (sum_rows (total), ==, total->total);
    }
  action_begin (db);
  book_add_model (db, "Của đảng bộ", cell, 2022, NULL);
  action_end (db);
  for (guint clock = KHEO_CLOCK_AS_REPORTED; clock <= KHEO_CLOCK_TODAY; clock++)
    {
      g_autoptr (KheoTotal) total = NULL;

      query->clock = clock;
      total = total_of (db, query, "child");
      g_assert_cmpint (child_value (total, party), ==, 1);
      g_assert_cmpint (child_value (total, cell), ==, -1);
      g_assert_cmpint (total->total, ==, 8);
      g_assert_cmpint (sum_rows (total), ==, total->total);
      assert_adds_up (db, query);
    }
}

static void
test_keys (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoTotal) cross = NULL;
  g_autoptr (KheoTotal) years = NULL;
  g_autoptr (KheoTotal) quarters = NULL;
  gint64 unit;

  action_begin (db);
  unit = book_add_unit (db, "Tỉnh P", NULL, 0, NULL, NULL);
  book_add_model (db, "1", unit, 2021, "2021-02-03");
  book_add_model (db, "2", unit, 2023, "2023-11");
  book_add_model (db, "3", unit, 2023, "2023");
  action_end (db);

  cross = total_of (db, query, "field,kind");
  g_assert_cmpuint (cross->rows->len, ==, 8);
  g_assert_cmpint (value_of (cross, "economy", "collective"), ==, 3);
  g_assert_cmpint (value_of (cross, "political-system", "individual"), ==, 0);
  /* The year without models stands between the others. */
  years = total_of (db, query, "year");
  g_assert_cmpuint (years->rows->len, ==, 3);
  g_assert_cmpint (value_of (years, "2022", NULL), ==, 0);
  query->period = kheo_period_year (2023);
  quarters = total_of (db, query, "quarter");
  g_assert_cmpuint (quarters->rows->len, ==, 5);
  g_assert_cmpint (value_of (quarters, "2023-Q4", NULL), ==, 1);
  g_assert_cmpint (value_of (quarters, NULL, NULL), ==, 1);
}

static void
test_parse (void)
{
  KheoBy by[2];
  guint  n;

  g_assert_true (kheo_by_parse (NULL, by, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (kheo_by_parse ("kind,child", by, &n));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (by[1], ==, KHEO_BY_CHILD);
  g_assert_false (kheo_by_parse ("kind,kind", by, &n));
  g_assert_false (kheo_by_parse ("kind,field,child", by, &n));
  g_assert_false (kheo_by_parse ("colour", by, &n));
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/rollup/random", test_random);
  g_test_add_func ("/domain/rollup/clocks", test_clocks);
  g_test_add_func ("/domain/rollup/moved", test_moved);
  g_test_add_func ("/domain/rollup/only-root", test_only_root);
  g_test_add_func ("/domain/rollup/other-roots", test_other_roots);
  g_test_add_func ("/domain/rollup/keys", test_keys);
  g_test_add_func ("/domain/rollup/parse", test_parse);
  return g_test_run ();
}
