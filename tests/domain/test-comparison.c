/* This year on the new map beside last year restated. */
#include "domain-book.h"
#include "kheo-comparison.h"

#include <string.h>

/* Xã A and B go whole into X, C is divided between X and Y; Y holds B2 too. */
typedef struct
{
  KheoDb *db;
  gint64  province, a, b, c, x, y;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  const char *last = "2025-06-30";
  const char *first = "2025-07-01";

  f->db = book_new ();
  action_begin (f->db);
  f->province = book_add_unit (f->db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  f->a = book_add_unit (f->db, "Xã A", "00001", f->province, NULL, last);
  f->b = book_add_unit (f->db, "Xã B", "00002", f->province, NULL, last);
  f->c = book_add_unit (f->db, "Xã C", "00003", f->province, NULL, last);
  f->x = book_add_unit (f->db, "Xã X", "00001", f->province, first, NULL);
  f->y = book_add_unit (f->db, "Xã Y", "00005", f->province, first, NULL);
  book_succeed (f->db, f->a, f->x, TRUE, first);
  book_succeed (f->db, f->b, f->x, TRUE, first);
  book_succeed (f->db, f->c, f->x, FALSE, first);
  book_succeed (f->db, f->c, f->y, FALSE, first);
  for (guint i = 0; i < 4; i++)
    book_add_model (f->db, "Mô hình", f->a, 2024, NULL);
  for (guint i = 0; i < 3; i++)
    book_add_model (f->db, "Mô hình", f->b, 2024, NULL);
  for (guint i = 0; i < 2; i++)
    book_add_model (f->db, "Mô hình", f->c, 2024, NULL);
  for (guint i = 0; i < 12; i++)
    book_add_model (f->db, "Mô hình", i < 9 ? f->x : f->y, 2025, NULL);
  action_end (f->db);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  kheo_db_close (f->db);
}

static KheoQuery *
query_of (Fixture *f, const KheoRegister *reg)
{
  KheoQuery *query = kheo_query_new (reg);

  query->unit = f->province;
  query->period = kheo_period_year (2025);
  query->clock = KHEO_CLOCK_TODAY;
  return query;
}

static const KheoComparisonRow *
row_of (const KheoComparison *comparison, gint64 unit)
{
  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);

      if (row->unit_id == unit)
        return row;
    }
  g_assert_not_reached ();
}

static void
test_models (Fixture *f, gconstpointer data)
{
  const KheoBy by = KHEO_BY_CHILD;
  g_autoptr (KheoQuery) query = query_of (f, &kheo_register_models);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoComparison) comparison =
      kheo_comparison_new_models (f->db, query, kheo_period_year (2024), &by, 1, &error);
  gint64           sum = 0, before = 0;
  double           percent;
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (comparison->total.value, ==, 12);
  g_assert_cmpint (comparison->total.before, ==, 9);
  g_assert_cmpint (row_of (comparison, f->x)->value, ==, 9);
  g_assert_cmpint (row_of (comparison, f->x)->before, ==, 7); /* A and B, whole */
  g_assert_cmpint (row_of (comparison, f->y)->value, ==, 3);
  g_assert_cmpint (row_of (comparison, f->y)->before, ==, 0);
  g_assert_cmpint (comparison->unapportioned_before, ==, 2);
  g_assert_cmpint (comparison->unapportioned, ==, 0);
  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);

      sum += row->value;
      before += row->before;
    }
  g_assert_cmpint (sum, ==, 12);
  g_assert_cmpint (before, ==, 9);
  g_assert_true (kheo_comparison_get_percent (comparison, row_of (comparison, f->x), &percent));
  g_assert_cmpfloat_with_epsilon (percent, 28.571, 0.001);
  g_assert_false (kheo_comparison_get_percent (comparison, row_of (comparison, f->y), &percent));
  /* What could not be restated is said, and of which unit. */
  g_assert_cmpuint (comparison->notes->len, ==, 2);
  g_assert_nonnull (strstr (comparison->notes->pdata[0], "2 models"));
  g_assert_nonnull (strstr (comparison->notes->pdata[1], "Xã C (2)"));
  said = kheo_comparison_describe (comparison);
  g_assert_cmpstr (said, ==, "Year 2025: 12; year 2024 on the same map: 9. Change: +3 (+33.3%).");
}

/* As reported other units bear the numbers: both are put on the map of the period's end. */
static void
test_as_reported (Fixture *f, gconstpointer data)
{
  const KheoBy by = KHEO_BY_CHILD;
  g_autoptr (KheoQuery) query = query_of (f, &kheo_register_models);
  g_autoptr (KheoComparison) comparison = NULL;

  query->clock = KHEO_CLOCK_AS_REPORTED;
  comparison = kheo_comparison_new_models (f->db, query, kheo_period_year (2024), &by, 1, NULL);
  g_assert_cmpint (comparison->query->clock, ==, KHEO_CLOCK_ON_DAY);
  g_assert_cmpuint (comparison->query->clock_day, ==, book_day ("2025-12-31"));
  g_assert_cmpint (row_of (comparison, f->x)->before, ==, 7);
}

static void
test_figures (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoQuery) query = query_of (f, &kheo_register_figures);
  g_autoptr (KheoComparison) money = NULL;
  g_autoptr (KheoComparison) rate = NULL;
  g_autoptr (GError) error = NULL;
  gint64 sum_indicator, rate_indicator, change;
  double percent;

  action_begin (f->db);
  sum_indicator = book_add_indicator (f->db, "DV1", "Ủng hộ", "count 0 flow sum sum", NULL);
  rate_indicator = book_add_indicator (f->db, "DV2", "Tỷ lệ", "percent 2 stock ratio none", NULL);
  book_add_figure (f->db, sum_indicator, f->a, "2024", 40, NO_AMOUNT);
  book_add_figure (f->db, sum_indicator, f->b, "2024", 60, NO_AMOUNT);
  book_add_figure (f->db, sum_indicator, f->c, "2024", 7, NO_AMOUNT);
  book_add_figure (f->db, sum_indicator, f->x, "2025", 150, NO_AMOUNT);
  book_add_figure (f->db, rate_indicator, f->a, "2024", 40, 80);
  book_add_figure (f->db, rate_indicator, f->b, "2024", 60, 80);
  book_add_figure (f->db, rate_indicator, f->x, "2025", 120, 160);
  action_end (f->db);

  money = kheo_comparison_new_figures (f->db, sum_indicator, query, kheo_period_year (2024),
                                       KHEO_FIGURES_BY_CHILD, &error);
  g_assert_no_error (error);
  g_assert_cmpint (money->total.value, ==, 150);
  g_assert_cmpint (money->total.before, ==, 107);
  g_assert_cmpint (row_of (money, f->x)->before, ==, 100);
  g_assert_cmpint (money->unapportioned_before, ==, 7);
  /* Missing is not 0. */
  g_assert_false (row_of (money, f->y)->has_value);
  g_assert_false (kheo_comparison_get_change (row_of (money, f->y), &change));

  rate = kheo_comparison_new_figures (f->db, rate_indicator, query, kheo_period_year (2024),
                                      KHEO_FIGURES_BY_CHILD, &error);
  g_assert_no_error (error);
  g_assert_false (rate->additive);
  g_assert_true (kheo_comparison_get_change (row_of (rate, f->x), &change));
  g_assert_cmpint (change, ==, 1250); /* 75,00 % − 62,50 %: in points, not in percent of percent */
  g_assert_false (kheo_comparison_get_percent (rate, row_of (rate, f->x), &percent));
}

static void
test_year_before (void)
{
  static const char *const pairs[][2] = { { "2026", "2025" },
                                          { "2026-Q1", "2025-Q1" },
                                          { "2025-02", "2024-02" },
                                          { "2024-02", "2023-02" },
                                          { "2020..2024", "2019..2023" } };
  KheoPeriod               before;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      KheoPeriod       period;
      g_autofree char *text = NULL;

      g_assert_true (kheo_period_parse (pairs[i][0], &period, NULL));
      g_assert_true (kheo_period_year_before (period, &before));
      text = kheo_period_to_string (before);
      g_assert_cmpstr (text, ==, pairs[i][1]);
    }
  g_assert_false (kheo_period_year_before (KHEO_PERIOD_ALL, &before));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/comparison/models", Fixture, NULL, setup, test_models, teardown);
  g_test_add ("/comparison/as-reported", Fixture, NULL, setup, test_as_reported, teardown);
  g_test_add ("/comparison/figures", Fixture, NULL, setup, test_figures, teardown);
  g_test_add_func ("/comparison/year-before", test_year_before);
  return g_test_run ();
}
