/* The charts of an indicator: what is drawn is what the total says, and no target is ever added to
 * a result. */
#include "domain-book.h"
#include "kheo-figure-charts.h"

#include <math.h>

typedef struct
{
  KheoDb    *db;
  KheoQuery *query;
  gint64     province, communes[2], indicator;
} Book;

static void
book_setup (Book *book, gconstpointer data)
{
  book->db = book_new ();
  action_begin (book->db);
  book->province = book_add_unit (book->db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  book->communes[0] = book_add_unit (book->db, "Xã An", NULL, book->province, NULL, NULL);
  book->communes[1] = book_add_unit (book->db, "Xã Bình", NULL, book->province, NULL, NULL);
  book->indicator = book_add_indicator (book->db, "A", "Quỹ", "money 0 flow sum sum", "commune");
  book_add_figure (book->db, book->indicator, book->communes[0], "2024-Q1", 1500000000, NO_AMOUNT);
  book_add_figure (book->db, book->indicator, book->communes[0], "2024-Q2", 500000000, NO_AMOUNT);
  book_add_target (book->db, book->indicator, book->communes[0], "2024", 3000000000);
  action_end (book->db);
  book->query = kheo_query_new (&kheo_register_figures);
  book->query->period = kheo_period_year (2024);
}

static void
book_teardown (Book *book, gconstpointer data)
{
  kheo_query_free (book->query);
  kheo_db_close (book->db);
}

/* The bars of a ranking are sums over the series: there must be one. */
static void
test_units (Book *book, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureChart) chart =
      kheo_figure_chart_new (book->db, book->indicator, book->query, KHEO_FIGURES_BY_CHILD, &error);
  g_autoptr (KheoFigureChart) bars = NULL;
  g_autoptr (KheoQuery) beneath = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (chart->chart, ==, KHEO_CHART_RANKING);
  g_assert_cmpuint (kheo_chart_data_get_n_series (chart->data), ==, 1);
  g_assert_cmpuint (kheo_chart_data_get_n_categories (chart->data), ==, 2);
  g_assert_cmpfloat_with_epsilon (kheo_chart_data_get_value (chart->data, 0, 0), 2.0, 1e-9);
  /* Nobody reported: no bar, not one of no length. */
  g_assert_true (isnan (kheo_chart_data_get_value (chart->data, 1, 0)));
  g_assert_cmpint (kheo_chart_data_get_category_key (chart->data, 0), ==, book->communes[0]);

  beneath = kheo_figure_chart_query (chart, 0);
  g_assert_cmpint (beneath->unit, ==, book->communes[0]);
  {
    g_autoptr (GArray) ids = kheo_query_run (book->db, beneath, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (ids->len, ==, 2);
  }

  bars = kheo_figure_chart_new_as (book->db, book->indicator, book->query, KHEO_FIGURES_BY_CHILD,
                                   KHEO_CHART_BAR, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kheo_chart_data_get_n_series (bars->data), ==, 2);
  g_assert_cmpfloat_with_epsilon (kheo_chart_data_get_value (bars->data, 0, 1), 3.0, 1e-9);
  g_assert_false (kheo_chart_data_get_additive (bars->data));
}

static void
test_time (Book *book, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureChart) chart = kheo_figure_chart_new (book->db, book->indicator, book->query,
                                                             KHEO_FIGURES_BY_QUARTER, &error);
  g_autoptr (KheoQuery) beneath = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (chart->chart, ==, KHEO_CHART_LINE);
  g_assert_cmpuint (kheo_chart_data_get_n_categories (chart->data), ==, 4);
  g_assert_cmpfloat_with_epsilon (kheo_chart_data_get_value (chart->data, 0, 0), 1.5, 1e-9);
  g_assert_true (isnan (kheo_chart_data_get_value (chart->data, 3, 0)));
  beneath = kheo_figure_chart_query (chart, 1);
  g_assert_true (beneath->period.from == kheo_date_new (2024, 4, 1));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/report/figure-charts/" name, Book, NULL, book_setup, func, book_teardown)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("units", test_units);
  ADD ("time", test_time);
  return g_test_run ();
}
