/* Boards say what the book says; own charts what was typed. */
#include "domain-book.h"
#include "kheo-board-charts.h"
#include "kheo-chart-options.h"
#include "kheo-own-charts.h"

#include <math.h>

typedef struct
{
  KheoDb    *db;
  KheoQuery *query;
  gint64     province, communes[2];
} Book;

static void
book_setup (Book *book, gconstpointer data)
{
  gint64 indicator;

  book->db = book_new ();
  action_begin (book->db);
  book->province = book_add_unit (book->db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  book->communes[0] = book_add_unit (book->db, "Xã An", NULL, book->province, NULL, NULL);
  book->communes[1] = book_add_unit (book->db, "Xã Bình", NULL, book->province, NULL, NULL);
  indicator = book_add_indicator (book->db, "A", "Quỹ", "money 0 flow sum sum", "commune");
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q1", 1500000000, NO_AMOUNT);
  book_add_target (book->db, indicator, book->communes[0], "2024", 3000000000);
  book_add_model (book->db, "Một", book->communes[0], 2024, "2024-01-05");
  book_add_model (book->db, "Hai", book->communes[1], 2024, "2024-02-05");
  action_end (book->db);
  book->query = kheo_query_new (&kheo_register_models);
  book->query->period = kheo_period_year (2024);
}

static void
book_teardown (Book *book, gconstpointer data)
{
  kheo_query_free (book->query);
  kheo_db_close (book->db);
}

static KheoBoardAnswer *
ask (Book *book, gboolean is_tile, const char *dataset, const char *kind)
{
  g_autoptr (KheoBoardItem) item = kheo_board_item_new (is_tile, dataset, 1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;

  item->kind = g_strdup (kind);
  g_ptr_array_add (items, item);
  answers = kheo_board_answers_new (book->db, book->query, items, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 1);
  return kheo_board_answer_ref (answers->pdata[0]);
}

static void
test_tiles (Book *book, gconstpointer data)
{
  g_autoptr (KheoBoardAnswer) all = ask (book, TRUE, "models", NULL);
  g_autoptr (KheoBoardAnswer) part = ask (book, TRUE, "models:field=economy", NULL);
  g_autoptr (KheoBoardAnswer) money = ask (book, TRUE, "indicator:A", NULL);
  g_autoptr (KheoBoardAnswer) gone = ask (book, TRUE, "indicator:KHÔNG", NULL);
  g_autoptr (KheoQuery) beneath = kheo_board_answer_query (part, -1, -1);

  g_assert_cmpint (all->value, ==, 2);
  g_assert_cmpstr (all->number, ==, "2");
  g_assert_cmpstr (all->title, ==, "All models");
  g_assert_null (all->remark);
  g_assert_nonnull (part->remark); /* its share */
  g_assert_cmpstr (kheo_query_get_condition (beneath, "field"), ==, "economy");
  g_assert_cmpint (money->value, ==, 1500000000);
  g_assert_cmpstr (money->title, ==, "Quỹ");
  g_assert_cmpstr (money->remark, ==, "50.0 % of the target");
  g_assert_nonnull (gone->problem);
}

static void
test_charts (Book *book, gconstpointer data)
{
  g_autoptr (KheoBoardAnswer) units = ask (book, FALSE, "models:child", NULL);
  g_autoptr (KheoBoardAnswer) donut = ask (book, FALSE, "models:field", "donut");
  g_autoptr (KheoBoardAnswer) years = ask (book, FALSE, "indicator:A:year", NULL);
  g_autoptr (KheoBoardAnswer) bullet = ask (book, FALSE, "indicator:A:child", "bullet");
  g_autoptr (KheoBoardAnswer) wrong = ask (book, FALSE, "models:colour", NULL);
  g_autoptr (KheoQuery) beneath = kheo_board_answer_query (units, 0, 0);

  g_assert_cmpint (units->kind, ==, KHEO_CHART_RANKING);
  g_assert_cmpuint (kheo_chart_data_get_n_categories (units->data), ==, 2);
  g_assert_cmpint (beneath->unit, ==, book->communes[0]);
  g_assert_cmpint (donut->kind, ==, KHEO_CHART_DONUT);
  g_assert_cmpuint (donut->kinds & (1u << KHEO_CHART_DONUT), !=, 0);
  g_assert_cmpint (years->kind, ==, KHEO_CHART_LINE);
  g_assert_cmpint (kheo_chart_data_find_series (bullet->data, KHEO_CHART_ROLE_TARGET), ==, 1);
  g_assert_nonnull (wrong->problem);
}

/* Who has reported: one of two communes has, the other is awaited. */
static void
test_completeness (Book *book, gconstpointer data)
{
  g_autoptr (KheoBoardAnswer) answer = ask (book, FALSE, "completeness", NULL);
  g_autoptr (KheoQuery) one = kheo_board_answer_query (answer, 1, 0);

  g_assert_null (answer->problem);
  g_assert_cmpuint (kheo_chart_data_get_n_categories (answer->data), ==, 2);
  g_assert_cmpfloat (kheo_chart_data_get_value (answer->data, 0, 0), ==, 100);
  g_assert_cmpfloat (kheo_chart_data_get_value (answer->data, 1, 0), ==, 0);
  g_assert_cmpint (one->unit, ==, book->communes[1]);
}

/* All that the chooser offers can be answered. */
static void
test_datasets (Book *book, gconstpointer data)
{
  guint                   n;
  const KheoBoardDataset *datasets = kheo_board_list_datasets (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KheoBoardAnswer) answer =
          ask (book, datasets[i].is_tile, datasets[i].dataset, NULL);

      g_assert_null (answer->problem);
      g_assert_cmpuint (answer->kinds & 1u << answer->kind, !=, 0);
    }
}

/* What offices start from can all be answered. */
static void
test_default (Book *book, gconstpointer data)
{
  g_autoptr (KheoBoard) board = kheo_board_new_default ();
  g_autoptr (GPtrArray) answers =
      kheo_board_answers_new (book->db, book->query, board->items, NULL, NULL);

  g_assert_cmpuint (board->items->len, >=, 8);
  g_assert_cmpuint (answers->len, ==, board->items->len);
  for (guint i = 0; i < answers->len; i++)
    {
      const KheoBoardAnswer *answer = answers->pdata[i];

      g_assert_null (answer->problem);
      g_assert_true (answer->is_tile ? answer->number != NULL && answer->source != NULL
                                     : answer->data != NULL);
    }
}

static KheoOwnChart *
make_chart (void)
{
  KheoOwnChart *chart = g_new0 (KheoOwnChart, 1);

  chart->title = g_strdup ("Quỹ “Vì người nghèo”");
  chart->kind = g_strdup ("bullet");
  chart->unit_of_measure = g_strdup ("triệu đồng");
  chart->source = g_strdup ("Ban Thường trực MTTQ tỉnh");
  chart->dated_on = kheo_date_new (2024, 12, 15);
  chart->content = g_strdup ("Huyện\tKế hoạch\tThực hiện\tCùng kỳ\n"
                             "Mường La\t10\t12,5\t9\nMai Sơn\t20\t–\t15\n");
  chart->options = g_strdup ("reference\tTrung bình tỉnh\t11,5\nnote\tmuong la\tVượt kế hoạch\n"
                             "note\tHuyện Lạ\tkhông có\nemphasis\tMai Sơn\n");
  return chart;
}

static void
test_own (void)
{
  g_autoptr (KheoOwnChart) chart = make_chart ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KheoChartData) data = kheo_own_chart_make_data (chart, findings);

  g_assert_cmpint (kheo_own_chart_get_kind (chart), ==, KHEO_CHART_BULLET);
  /* The result stands before its plan. */
  g_assert_cmpstr (kheo_chart_data_get_series_label (data, 0), ==, "Thực hiện");
  g_assert_cmpint (kheo_chart_data_find_series (data, KHEO_CHART_ROLE_TARGET), ==, 1);
  g_assert_cmpint (kheo_chart_data_find_series (data, KHEO_CHART_ROLE_PREVIOUS), ==, 2);
  g_assert_cmpfloat (kheo_chart_data_get_value (data, 0, 0), ==, 12.5);
  g_assert_cmpfloat (kheo_chart_data_get_value (data, 0, 1), ==, 10);
  g_assert_true (isnan (kheo_chart_data_get_value (data, 1, 0)));
  g_assert_cmpint (kheo_chart_data_get_decimals (data), ==, 1);
  g_assert_cmpint (kheo_chart_data_get_emphasis (data), ==, 1);
  g_assert_cmpuint (kheo_chart_data_get_n_references (data), ==, 1);
  g_assert_cmpuint (kheo_chart_data_get_n_notes (data), ==, 1);
  g_assert_cmpint (kheo_chart_data_get_note_category (data, 0), ==, 0);
  g_assert_cmpuint (findings->len, ==, 1); /* there is no Huyện Lạ */
  g_assert_cmpstr (kheo_chart_data_get_text (data, KHEO_CHART_TEXT_SOURCE), ==,
                   "Source: Ban Thường trực MTTQ tỉnh");
  g_assert_cmpstr (kheo_chart_data_get_text (data, KHEO_CHART_TEXT_SUBTITLE), ==,
                   "Unit of measure: triệu đồng");
}

static void
test_options (void)
{
  g_autoptr (KheoChartOptions) options = kheo_chart_options_new ();
  g_autoptr (KheoChartOptions) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *once_more = NULL;

  g_assert_null (kheo_chart_options_to_text (options));
  g_assert_true (kheo_chart_options_add_reference_text (options, "Trung bình = 1.234,5"));
  g_assert_false (kheo_chart_options_add_reference_text (options, "Trung bình"));
  g_assert_false (kheo_chart_options_add_reference_text (options, "a=b"));
  g_assert_true (kheo_chart_options_add_note_text (options, "Mường La=a\tb\nc"));
  g_assert_true (kheo_chart_options_add_note_text (options, "Toàn tỉnh vượt kế hoạch"));
  kheo_chart_options_set_emphasis (options, "Mường La");
  text = kheo_chart_options_to_text (options);
  g_assert_cmpstr (text, ==,
                   "reference\tTrung bình\t1234,5\nnote\tMường La\ta b c\n"
                   "note\t\tToàn tỉnh vượt kế hoạch\nemphasis\tMường La\n");
  again = kheo_chart_options_parse (text);
  once_more = kheo_chart_options_to_text (again);
  g_assert_cmpstr (text, ==, once_more);
}

static void
test_find (Book *book, gconstpointer data)
{
  g_autoptr (KheoOwnChart) chart = make_chart ();
  g_autoptr (KheoOwnChart) twin = make_chart ();
  g_autoptr (KheoOwnChart) found = NULL;
  g_autoptr (GError) error = NULL;

  action_begin (book->db);
  g_assert_true (kheo_own_chart_save (book->db, chart, &error));
  found = kheo_own_chart_find (book->db, "quỹ vì người nghèo", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, chart->id);
  g_assert_true (kheo_own_chart_save (book->db, twin, &error));
  g_assert_null (kheo_own_chart_find (book->db, "quỹ vì người nghèo", &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
  action_end (book->db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/board-charts/tiles", Book, NULL, book_setup, test_tiles, book_teardown);
  g_test_add ("/report/board-charts/charts", Book, NULL, book_setup, test_charts, book_teardown);
  g_test_add ("/report/board-charts/default", Book, NULL, book_setup, test_default, book_teardown);
  g_test_add ("/report/board-charts/completeness", Book, NULL, book_setup, test_completeness,
              book_teardown);
  g_test_add ("/report/board-charts/datasets", Book, NULL, book_setup, test_datasets,
              book_teardown);
  g_test_add_func ("/report/board-charts/own", test_own);
  g_test_add_func ("/report/board-charts/options", test_options);
  g_test_add ("/report/board-charts/find", Book, NULL, book_setup, test_find, book_teardown);
  return g_test_run ();
}
