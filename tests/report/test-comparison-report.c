/* A comparison on paper: every row of the table, the greatest changes in the chart. */
#include "domain-book.h"
#include "kheo-comparison-report.h"

#include <math.h>
#include <string.h>

#define N_COMMUNES 20

typedef struct
{
  KheoDb         *db;
  KheoUnits      *units;
  KheoComparison *comparison;
} Fixture;

/* Commune i had i models in 2024 and 2 i in 2025; the first has none at all. */
static void
setup (Fixture *f, gconstpointer data)
{
  const KheoBy by = KHEO_BY_CHILD;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  gint64 province;

  f->db = book_new ();
  action_begin (f->db);
  province = book_add_unit (f->db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  for (guint i = 0; i < N_COMMUNES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã %c", 'A' + i);
      gint64           commune = book_add_unit (f->db, name, NULL, province, NULL, NULL);

      for (guint k = 0; k < 3 * i; k++)
        book_add_model (f->db, "Mô hình", commune, k < i ? 2024 : 2025, NULL);
    }
  action_end (f->db);
  query->unit = province;
  query->period = kheo_period_year (2025);
  query->clock = KHEO_CLOCK_TODAY;
  f->comparison =
      kheo_comparison_new_models (f->db, query, kheo_period_year (2024), &by, 1, &error);
  g_assert_no_error (error);
  f->units = kheo_units_ref (kheo_world_get_units (kheo_world_get (f->db, NULL)));
}

static void
teardown (Fixture *f, gconstpointer data)
{
  kheo_comparison_free (f->comparison);
  kheo_units_unref (f->units);
  kheo_db_close (f->db);
}

static void
test_table (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoAnnexContent) content = kheo_comparison_annex_new (f->comparison, f->units);
  const KheoAnnexTable *table = content->table;
  guint                 n = kheo_annex_table_get_n_rows (table);

  g_assert_cmpuint (n, ==, N_COMMUNES); /* without the empty one, with the total */
  g_assert_cmpstr (kheo_annex_table_get_cell (table, 0, 1), ==, "Xã B");
  g_assert_cmpstr (kheo_annex_table_get_cell (table, 0, 2), ==, "1");
  g_assert_cmpstr (kheo_annex_table_get_cell (table, 0, 3), ==, "2");
  g_assert_cmpstr (kheo_annex_table_get_cell (table, 0, 4), ==, "+1");
  g_assert_cmpstr (kheo_annex_table_get_cell (table, 0, 5), ==, "+100.0%");
  g_assert_cmpint (kheo_annex_table_get_row_kind (table, n - 1), ==, KHEO_ANNEX_ROW_TOTAL);
  g_assert_cmpstr (kheo_annex_table_get_cell (table, n - 1, 3), ==, "380");
  g_assert_nonnull (strstr (content->subtitle, "2024"));
}

static void
test_chart (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoChartData) chart =
      kheo_comparison_chart_new (f->comparison, f->units, KHEO_COMPARISON_PAIRS);
  guint n = kheo_chart_data_get_n_categories (chart);

  g_assert_cmpuint (kheo_chart_data_get_n_series (chart), ==, 2);
  g_assert_cmpuint (n, ==, 9);
  /* The nine that changed most, in the order of the tree. */
  g_assert_cmpstr (kheo_chart_data_get_category_label (chart, 0), ==, "Xã L");
  g_assert_cmpstr (kheo_chart_data_get_category_label (chart, n - 1), ==, "Xã T");
  g_assert_cmpfloat (kheo_chart_data_get_value (chart, n - 1, 0), ==, 19);
  g_assert_cmpfloat (kheo_chart_data_get_value (chart, n - 1, 1), ==, 38);
  g_assert_false (kheo_chart_data_get_additive (chart));
  g_assert_nonnull (strstr (kheo_chart_data_get_text (chart, KHEO_CHART_TEXT_SUBTITLE),
                            "the 9 of 19 that changed most"));
  g_assert_nonnull (strstr (kheo_chart_data_get_text (chart, KHEO_CHART_TEXT_SOURCE),
                            "Not drawn: 10 (Xã B, Xã C, "));
  g_assert_nonnull (strstr (kheo_chart_data_get_text (chart, KHEO_CHART_TEXT_SOURCE),
                            "Together: Year 2024 55; Year 2025 110."));
}

/* All of them where there is room: nothing is said of others. */
static void
test_chart_of_all (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoChartData) chart = kheo_comparison_chart_new (f->comparison, f->units, 40);
  const char *source = kheo_chart_data_get_text (chart, KHEO_CHART_TEXT_SOURCE);

  g_assert_cmpuint (kheo_chart_data_get_n_categories (chart), ==, 19);
  g_assert_null (strstr (source, "Not drawn"));
  g_assert_null (
      strstr (kheo_chart_data_get_text (chart, KHEO_CHART_TEXT_SUBTITLE), "changed most"));
}

/* Every unit is drawn or named, whatever the paper. */
static void
test_pages (Fixture *f, gconstpointer data)
{
  static const char *const papers[] = { "A5", "A4", "A3", "A0", "90x400mm" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (KheoPages) pages = NULL;
      KheoPaper paper;

      g_assert_true (kheo_paper_parse (papers[i / 2], i % 2 == 1, &paper, NULL));
      pages = kheo_comparison_pages_new (f->comparison, f->units, paper, KHEO_CHART_PRINT);
      g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/comparison/table", Fixture, NULL, setup, test_table, teardown);
  g_test_add ("/report/comparison/chart", Fixture, NULL, setup, test_chart, teardown);
  g_test_add ("/report/comparison/chart-of-all", Fixture, NULL, setup, test_chart_of_all, teardown);
  g_test_add ("/report/comparison/pages", Fixture, NULL, setup, test_pages, teardown);
  return g_test_run ();
}
