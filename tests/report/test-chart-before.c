/* The year before stands beside the figures of the same unit, field or month, on one map. */
#include "domain-book.h"
#include "kheo-board-charts.h"
#include "kheo-chart-before.h"

#include <math.h>

/* Xã A and Xã B became Xã X on 1/7/2025; Xã Y was and is. */
typedef struct
{
  KheoDb    *db;
  KheoQuery *query; /* of 2025 */
  gint64     province, a, b, x, y, indicator;
} Book;

static void
book_setup (Book *book, gconstpointer data)
{
  book->db = book_new ();
  action_begin (book->db);
  book->province = book_add_unit (book->db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  book->a = book_add_unit (book->db, "Xã A", NULL, book->province, NULL, "2025-06-30");
  book->b = book_add_unit (book->db, "Xã B", NULL, book->province, NULL, "2025-06-30");
  book->x = book_add_unit (book->db, "Xã X", NULL, book->province, "2025-07-01", NULL);
  book->y = book_add_unit (book->db, "Xã Y", NULL, book->province, NULL, NULL);
  book_succeed (book->db, book->a, book->x, TRUE, "2025-07-01");
  book_succeed (book->db, book->b, book->x, TRUE, "2025-07-01");
  book_add_model (book->db, "Một", book->a, 2024, "2024-01-05");
  book_add_model (book->db, "Hai", book->b, 2024, "2024-02-05");
  book_add_model (book->db, "Ba", book->y, 2024, "2024-02-05");
  book_add_model (book->db, "Bốn", book->x, 2025, "2025-08-05");
  book->indicator = book_add_indicator (book->db, "A", "Hộ", "count 0 flow sum sum", "commune");
  book_add_figure (book->db, book->indicator, book->y, "2024-Q1", 10, NO_AMOUNT);
  book_add_figure (book->db, book->indicator, book->y, "2024-Q2", 20, NO_AMOUNT);
  book_add_figure (book->db, book->indicator, book->y, "2025-Q1", 30, NO_AMOUNT);
  action_end (book->db);
  book->query = kheo_query_new (&kheo_register_models);
  book->query->period = kheo_period_year (2025);
}

static void
book_teardown (Book *book, gconstpointer data)
{
  kheo_query_free (book->query);
  kheo_db_close (book->db);
}

/* The place of the unit, or of @label. */
static guint
find (const KheoChartData *data, gint64 unit, const char *label)
{
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (label != NULL ? g_str_equal (kheo_chart_data_get_category_label (data, i), label)
                      : kheo_chart_data_get_category_key (data, i) == unit)
      return i;
  g_error ("it is not in the chart");
}

/* As reported no year has both: the map of the day serves. */
static void
test_units (Book *book, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoModelChart) chart = NULL;
  int series;

  book->query->clock = KHEO_CLOCK_AS_REPORTED;
  chart = kheo_model_chart_new_with_before (book->db, book->query, KHEO_MODELS_BY_CHILD, &error);
  g_assert_no_error (error);
  g_assert_cmpint (chart->query->clock, !=, KHEO_CLOCK_AS_REPORTED);
  series = kheo_chart_data_find_series (chart->data, KHEO_CHART_ROLE_PREVIOUS);
  g_assert_cmpint (series, ==, 1);
  g_assert_cmpfloat (
      kheo_chart_data_get_value (chart->data, find (chart->data, book->x, NULL), (guint) series),
      ==, 2);
  g_assert_cmpfloat (kheo_chart_data_get_value (chart->data, find (chart->data, book->x, NULL), 0),
                     ==, 1);
  g_assert_cmpfloat (
      kheo_chart_data_get_value (chart->data, find (chart->data, book->y, NULL), (guint) series),
      ==, 1);
}

/* Quarters of the year before stand at the quarters of this one. */
static void
test_quarters (Book *book, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureChart) chart = kheo_figure_chart_new_with_before (
      book->db, book->indicator, book->query, KHEO_FIGURES_BY_QUARTER, KHEO_CHART_LINE, &error);
  guint n, series;

  g_assert_no_error (error);
  n = kheo_chart_data_get_n_categories (chart->data);
  series = (guint) kheo_chart_data_find_series (chart->data, KHEO_CHART_ROLE_PREVIOUS);
  g_assert_cmpuint (n, ==, chart->total->rows->len);
  g_assert_cmpfloat (kheo_chart_data_get_value (chart->data, 0, 0), ==, 30);
  g_assert_cmpfloat (kheo_chart_data_get_value (chart->data, 0, series), ==, 10);
  g_assert_cmpfloat (kheo_chart_data_get_value (chart->data, 1, series), ==, 20);
  g_assert_true (isnan (kheo_chart_data_get_value (chart->data, 1, 0))); /* missing is not 0 */
}

/* All time and years on the axis have nothing before them. */
static void
test_none (Book *book, gconstpointer data)
{
  g_autoptr (KheoModelChart) years =
      kheo_model_chart_new_with_before (book->db, book->query, KHEO_MODELS_BY_YEAR, NULL);
  g_autoptr (KheoModelChart) all = NULL;

  book->query->period = KHEO_PERIOD_ALL;
  all = kheo_model_chart_new_with_before (book->db, book->query, KHEO_MODELS_BY_CHILD, NULL);
  g_assert_cmpint (kheo_chart_data_find_series (years->data, KHEO_CHART_ROLE_PREVIOUS), ==, -1);
  g_assert_cmpint (kheo_chart_data_find_series (all->data, KHEO_CHART_ROLE_PREVIOUS), ==, -1);
  g_assert_true (kheo_chart_has_before ("models:child", kheo_period_year (2025)));
  g_assert_true (kheo_chart_has_before ("indicator:A:quarter", kheo_period_year (2025)));
  g_assert_false (kheo_chart_has_before ("indicator:A:year", kheo_period_year (2025)));
  g_assert_false (kheo_chart_has_before ("models:year", kheo_period_year (2025)));
  g_assert_false (kheo_chart_has_before ("models:child", KHEO_PERIOD_ALL));
}

static KheoBoardAnswer *
ask (Book *book, const char *dataset, const char *options)
{
  g_autoptr (KheoBoardItem) item = kheo_board_item_new (FALSE, dataset, 1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;

  item->options = g_strdup (options);
  g_ptr_array_add (items, item);
  answers = kheo_board_answers_new (book->db, book->query, items, NULL, NULL);
  return kheo_board_answer_ref (answers->pdata[0]);
}

/* What stands on a board bears what a person added; what was before leads to its own rows. */
static void
test_board (Book *book, gconstpointer data)
{
  g_autoptr (KheoBoardAnswer) answer =
      ask (book, "models:child",
           "before\naverage\nreference\tKế hoạch\t5\nnote\tXã Y\tmới\nemphasis\txã x\n");
  g_autoptr (KheoQuery) now = NULL;
  g_autoptr (KheoQuery) before = NULL;
  guint x;

  g_assert_null (answer->problem);
  x = find (answer->data, book->x, NULL);
  g_assert_cmpint (kheo_chart_data_get_emphasis (answer->data), ==, (int) x);
  g_assert_cmpuint (kheo_chart_data_get_n_notes (answer->data), ==, 1);
  g_assert_cmpuint (kheo_chart_data_get_n_references (answer->data), ==, 2);
  g_assert_cmpfloat (kheo_chart_data_get_reference_value (answer->data, 0), ==, 0.5);
  now = kheo_board_answer_query (answer, (int) x, 0);
  before = kheo_board_answer_query (answer, (int) x, 1);
  g_assert_cmpint (now->unit, ==, book->x);
  g_assert_cmpint (before->unit, ==, book->x);
  g_assert_cmpint (now->period.from, ==, kheo_period_year (2025).from);
  g_assert_cmpint (before->period.from, ==, kheo_period_year (2024).from);
}

/* Of rates the rate of the whole is the average, not the mean of the parts. */
static void
test_rates (Book *book, gconstpointer data)
{
  g_autoptr (KheoBoardAnswer) answer = NULL;
  gint64 rate;

  action_begin (book->db);
  rate = book_add_indicator (book->db, "R", "Tỷ lệ", "percent 1 flow ratio ratio", "commune");
  book_add_figure (book->db, rate, book->x, "2025", 9, 10);
  book_add_figure (book->db, rate, book->y, "2025", 10, 90);
  action_end (book->db);
  answer = ask (book, "indicator:R:child", "average\n");
  g_assert_null (answer->problem);
  g_assert_cmpuint (kheo_chart_data_get_n_references (answer->data), ==, 1);
  g_assert_cmpfloat_with_epsilon (kheo_chart_data_get_reference_value (answer->data, 0), 19, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Book, NULL, book_setup, func, book_teardown)
  ADD ("/report/chart-before/units", test_units);
  ADD ("/report/chart-before/quarters", test_quarters);
  ADD ("/report/chart-before/none", test_none);
  ADD ("/report/chart-before/board", test_board);
  ADD ("/report/chart-before/rates", test_rates);
  return g_test_run ();
}
