/* Boards through their actions: what they say, how they are arranged, that all can be undone; and
 * charts of figures that are not in the book. */
#include "kheo-board-item-form.h"
#include "kheo-board-view.h"
#include "kheo-own-charts-window.h"
#include "kheo-print-window.h"
#include "ui-book.h"

#include <math.h>

typedef struct
{
  UiBook    *book;
  GtkWidget *window;
  GtkWidget *view;
  KheoQuery *shown; /* what was last asked to be shown */
} Fixture;

static void
show_query_cb (KheoScope *scope, const KheoQuery *query, Fixture *fixture)
{
  g_clear_pointer (&fixture->shown, kheo_query_free);
  fixture->shown = kheo_query_dup (query);
}

static KheoBoardView *
get_view (Fixture *fixture)
{
  return KHEO_BOARD_VIEW (fixture->view);
}

static void
wait_view (Fixture *fixture)
{
  ui_test_settle ();
  WAIT_UNTIL (!kheo_board_view_is_busy (get_view (fixture)));
}

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->book = ui_book_new ();
  fixture->view = kheo_board_view_new (fixture->book->scope);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1066, 660);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect (fixture->book->scope, "show-query", G_CALLBACK (show_query_cb), fixture);
  wait_view (fixture);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->book->scope, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->shown, kheo_query_free);
  ui_book_free (fixture->book);
}

static const KheoBoardItem *
get_item (Fixture *fixture, guint index)
{
  const KheoBoard *board = kheo_board_view_get_board (get_view (fixture));

  g_assert_cmpuint (index, <, board->items->len);
  return board->items->pdata[index];
}

/* What every office starts from says the book's numbers, and each opens its rows. */
static void
test_default (Fixture *fixture, gconstpointer data)
{
  const KheoBoard *board = kheo_board_view_get_board (get_view (fixture));
  KheoChartCard   *chart;

  g_assert_cmpint (board->id, ==, 0);
  g_assert_cmpuint (kheo_board_view_get_n_items (get_view (fixture)), ==, board->items->len);
  g_assert_cmpstr (kheo_board_card_get_number (kheo_board_view_get_card (get_view (fixture), 0)),
                   ==, "12");
  g_assert_cmpstr (kheo_board_card_get_number (kheo_board_view_get_card (get_view (fixture), 1)),
                   ==, "8");
  g_signal_emit_by_name (kheo_board_view_get_card (get_view (fixture), 1), "activated", -1, -1);
  g_assert_nonnull (fixture->shown);
  g_assert_cmpuint (ui_book_count (fixture->book, fixture->shown), ==, 8);
  chart = kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), 7));
  g_assert_nonnull (chart);
  g_signal_emit_by_name (chart, "activated", 0, 0);
  g_assert_cmpuint (ui_book_count (fixture->book, fixture->shown), ==, 4); /* economy, collective */
}

static const char *
get_subtitle (Fixture *fixture, guint index)
{
  KheoChartCard *card =
      kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), index));

  return kheo_chart_data_get_text (kheo_chart_view_get_data (kheo_chart_card_get_view (card)),
                                   KHEO_CHART_TEXT_SUBTITLE);
}

/* It follows the unit, the period and the clock, numbers and charts alike. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  KheoBoardCard   *all = kheo_board_view_get_card (get_view (fixture), 0);
  g_autofree char *before = NULL, *number = NULL;

  kheo_scope_set_period (fixture->book->scope, kheo_period_year (2023));
  WAIT_UNTIL (g_str_equal (kheo_board_card_get_number (all), "5") &&
              !kheo_board_view_is_busy (get_view (fixture)));
  /* The card is still the same one: nothing blinks, the focus stays. */
  g_assert_true (all == kheo_board_view_get_card (get_view (fixture), 0));

  number = g_strdup (kheo_board_card_get_number (all));
  before = g_strdup (get_subtitle (fixture, 7));
  kheo_scope_set_unit (fixture->book->scope, fixture->book->communes[0]);
  WAIT_UNTIL (!g_str_equal (kheo_board_card_get_number (all), number) &&
              !kheo_board_view_is_busy (get_view (fixture)));
  g_assert_cmpstr (get_subtitle (fixture, 7), !=, before);
  g_free (before);
  before = g_strdup (get_subtitle (fixture, 7));
  kheo_scope_set_clock (fixture->book->scope, KHEO_CLOCK_ON_DAY, kheo_date_new (2023, 6, 1));
  WAIT_UNTIL (!g_str_equal (get_subtitle (fixture, 7), before));
}

static gpointer
last_action_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = kheo_history_next_undo (db);

  return g_memdup2 (&id, sizeof id);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gpointer *) user_data = kheo_store_read_finish (KHEO_STORE (source), result, NULL);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = kheo_store_undo_finish (KHEO_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 0);
  *(gboolean *) user_data = TRUE;
}

/* Moving, widening, removing: each is in the book, and the last can be taken back. */
static void
test_arrange (Fixture *fixture, gconstpointer data)
{
  GtkWidget         *view = fixture->view;
  g_autofree char   *first = g_strdup (get_item (fixture, 0)->dataset);
  guint              n = kheo_board_view_get_n_items (get_view (fixture));
  KheoStore         *store = kheo_book_get_store (fixture->book->book);
  g_autofree gint64 *action = NULL;
  gboolean           undone = FALSE;
  const KheoBoard   *board;

  gtk_widget_activate_action (view, "board.arrange", NULL);
  gtk_widget_activate_action (view, "board.move", "(ii)", 0, 2);
  wait_view (fixture);
  g_assert_cmpstr (get_item (fixture, 2)->dataset, ==, first);
  g_assert_cmpint (kheo_board_view_get_board (get_view (fixture))->id, !=, 0); /* kept now */
  gtk_widget_activate_action (view, "board.width", "(ii)", 8, 3);
  wait_view (fixture);
  g_assert_cmpint (get_item (fixture, 8)->width, ==, 3);
  gtk_widget_activate_action (view, "board.width", "(ii)", 8, 4); /* there are three columns */
  gtk_widget_activate_action (view, "board.move", "(ii)", 0, -1);
  wait_view (fixture);
  g_assert_cmpint (get_item (fixture, 8)->width, ==, 3);
  gtk_widget_activate_action (view, "board.kind", "(is)", 7, "donut");
  wait_view (fixture);
  g_assert_cmpstr (get_item (fixture, 7)->kind, ==, "donut");
  gtk_widget_activate_action (view, "board.remove", "i", 0);
  wait_view (fixture);
  g_assert_cmpuint (kheo_board_view_get_n_items (get_view (fixture)), ==, n - 1);

  board = kheo_board_view_get_board (get_view (fixture));
  g_assert_cmpuint (board->items->len, ==, n - 1);
  kheo_store_read_async (store, last_action_job, NULL, NULL, g_free, NULL, answered_cb, &action);
  WAIT_UNTIL (action != NULL);
  kheo_store_undo_async (store, *action, FALSE, undone_cb, &undone);
  WAIT_UNTIL (undone);
  wait_view (fixture);
  WAIT_UNTIL (kheo_board_view_get_n_items (get_view (fixture)) == n);
}

/* What a person adds to a chart is kept on the board. */
static void
test_additions (Fixture *fixture, gconstpointer data)
{
  KheoChartCard *card =
      kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), 9));

  kheo_chart_card_choose_additions (card, "average\n");
  wait_view (fixture);
  g_assert_cmpstr (get_item (fixture, 9)->options, ==, "average\n");
  card = kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), 9));
  g_assert_cmpuint (
      kheo_chart_data_get_n_references (kheo_chart_view_get_data (kheo_chart_card_get_view (card))),
      ==, 1);
  g_assert_cmpstr (kheo_chart_card_get_additions (card), ==, "average\n");
  kheo_chart_card_choose_additions (card, NULL);
  wait_view (fixture);
  g_assert_null (get_item (fixture, 9)->options);
}

/* What the form says is put on the board. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  guint          n = kheo_board_view_get_n_items (get_view (fixture));
  GtkWidget     *form = kheo_board_item_form_new (fixture->book->scope, NULL, NULL);
  KheoBoardItem *item;

  g_object_ref_sink (form);
  g_assert_true (
      kheo_board_item_form_choose (KHEO_BOARD_ITEM_FORM (form), "models:kind=individual"));
  item = kheo_board_item_form_get_item (KHEO_BOARD_ITEM_FORM (form));
  g_assert_true (item->is_tile);
  kheo_board_view_put (get_view (fixture), item);
  wait_view (fixture);
  g_assert_cmpuint (kheo_board_view_get_n_items (get_view (fixture)), ==, n + 1);
  /* Beside the other numbers. */
  g_assert_cmpstr (kheo_board_card_get_number (kheo_board_view_get_card (get_view (fixture), 7)),
                   ==, "4");
  g_assert_true (kheo_board_item_form_choose (KHEO_BOARD_ITEM_FORM (form), "models:year"));
  item = kheo_board_item_form_get_item (KHEO_BOARD_ITEM_FORM (form));
  g_assert_false (item->is_tile);
  g_assert_null (item->kind); /* as suits it best */
  kheo_board_item_free (item);
  g_object_unref (form);
}

/* A board only of one unit is not shown of others. */
static void
test_only_unit (Fixture *fixture, gconstpointer data)
{
  KheoBoardItem *item = kheo_board_item_new (TRUE, "models", 1);

  kheo_scope_set_unit (fixture->book->scope, fixture->book->districts[0]);
  wait_view (fixture);
  kheo_board_view_put (get_view (fixture), item);
  wait_view (fixture);
  gtk_widget_activate_action (fixture->view, "board.only-unit", NULL);
  wait_view (fixture);
  WAIT_UNTIL (kheo_board_view_get_board (get_view (fixture))->unit_id ==
              fixture->book->districts[0]);
  kheo_scope_set_unit (fixture->book->scope, fixture->book->districts[1]);
  WAIT_UNTIL (kheo_board_view_get_board (get_view (fixture))->id == 0);
  kheo_scope_set_unit (fixture->book->scope, fixture->book->districts[0]);
  WAIT_UNTIL (kheo_board_view_get_board (get_view (fixture))->id != 0);
}

/* ---- Printing ---- */

static KheoPrintWindow *
find_print_window (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (KHEO_IS_PRINT_WINDOW (window))
        return KHEO_PRINT_WINDOW (window);
    }
  return NULL;
}

/* One sheet of the board, and one of each unit below it. */
static void
check_print (guint n_units)
{
  KheoPrintWindow *window = find_print_window ();

  g_assert_nonnull (window);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) == 1);
  kheo_print_window_set_each (window, TRUE);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) == n_units);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_test_settle ();
}

static void
test_print (Fixture *fixture, gconstpointer data)
{
  kheo_scope_set_unit (fixture->book->scope, fixture->book->province);
  wait_view (fixture);
  gtk_widget_activate_action (fixture->view, "board.print", NULL);
  check_print (2);
}

/* Numbers alone can be printed too. */
static void
test_print_tiles (Fixture *fixture, gconstpointer data)
{
  while (kheo_board_view_get_n_items (get_view (fixture)) > 7)
    {
      gtk_widget_activate_action (fixture->view, "board.remove", "i", 7);
      wait_view (fixture);
    }
  kheo_scope_set_unit (fixture->book->scope, fixture->book->province);
  wait_view (fixture);
  gtk_widget_activate_action (fixture->view, "board.print", NULL);
  check_print (2);
}

/* A chart by itself, of each unit below. */
static void
test_print_chart (Fixture *fixture, gconstpointer data)
{
  kheo_scope_set_unit (fixture->book->scope, fixture->book->province);
  wait_view (fixture);
  gtk_widget_activate_action (
      GTK_WIDGET (kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), 7))),
      "chart.print", NULL);
  check_print (2);
}

/* One chart that is gone says so; the board prints with it and stays as it is. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  KheoBoardItem *item = kheo_board_item_new (FALSE, "chart", 1);
  guint          n = kheo_board_view_get_n_items (get_view (fixture));

  item->chart_id = 0;
  kheo_board_view_put (get_view (fixture), item);
  wait_view (fixture);
  g_assert_cmpuint (kheo_board_view_get_n_items (get_view (fixture)), ==, n + 1);
  g_assert_null (kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), n)));
  g_assert_nonnull (kheo_board_card_get_chart (kheo_board_view_get_card (get_view (fixture), 7)));
  gtk_widget_activate_action (fixture->view, "board.print", NULL);
  check_print (2);
}

/* ---- Charts of own figures ---- */

/* Pasted from a spreadsheet, saved, shown on a board, removed. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  KheoOwnChartsWindow *window =
      kheo_own_charts_window_present (fixture->view, fixture->book->scope);
  KheoOwnChartEditor *editor = kheo_own_charts_window_get_editor (window);
  KheoTableEditor    *table = kheo_own_chart_editor_get_table (editor);
  KheoChartView      *view = kheo_chart_card_get_view (kheo_own_chart_editor_get_card (editor));
  g_autoptr (KheoOwnChart) chart = NULL;
  g_autofree char *content = NULL;
  g_autofree char *before = ui_book_digest (fixture->book);

  WAIT_UNTIL (kheo_own_charts_window_get_n (window) == 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "own.save", NULL);
  g_assert_cmpstr (kheo_own_charts_window_get_problem (window), !=, "");
  kheo_table_editor_paste (table, 0, 0,
                           "Tặng quà người nghèo\n\t\tĐơn vị tính: suất\nTT\tHuyện\tSố suất\n"
                           "1\tMường La\t1.200\n2\tMai Sơn\t800,5\n\tTổng\t2.000,5\n");
  content = kheo_table_editor_dup_content (table);
  g_assert_cmpstr (content, ==, "Huyện\tSố suất\nMường La\t1200\nMai Sơn\t800,5\n");
  kheo_own_chart_editor_refresh (editor);
  g_assert_cmpfloat (kheo_chart_data_get_value (kheo_chart_view_get_data (view), 1, 0), ==, 800.5);
  g_assert_cmpstr (
      kheo_chart_data_get_text (kheo_chart_view_get_data (view), KHEO_CHART_TEXT_TITLE), ==,
      "Tặng quà người nghèo");
  gtk_widget_activate_action (GTK_WIDGET (kheo_own_chart_editor_get_card (editor)), "chart.kind",
                              "s", "donut");
  gtk_widget_activate_action (GTK_WIDGET (window), "own.save", NULL);
  WAIT_UNTIL (kheo_own_charts_window_get_n (window) == 1);
  chart = kheo_own_chart_editor_dup_chart (editor);
  g_assert_cmpint (chart->id, !=, 0);
  g_assert_cmpstr (chart->kind, ==, "donut");
  g_assert_cmpstr (chart->unit_of_measure, ==, "suất");
  g_assert_false (kheo_own_chart_editor_is_changed (editor));

  {
    KheoBoardItem *item = kheo_board_item_new (FALSE, "chart", 2);

    item->chart_id = chart->id;
    kheo_board_view_put (get_view (fixture), item);
    wait_view (fixture);
    g_assert_nonnull (kheo_board_card_get_chart (kheo_board_view_get_card (
        get_view (fixture), kheo_board_view_get_n_items (get_view (fixture)) - 1)));
  }
  gtk_widget_activate_action (GTK_WIDGET (window), "own.remove", NULL);
  WAIT_UNTIL (kheo_own_charts_window_get_n (window) == 0);
  wait_view (fixture);
  {
    g_autofree char *after = ui_book_digest (fixture->book);

    g_assert_cmpstr (before, !=, after); /* the board is kept now, without the chart */
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A block into a table that holds something goes where one stands, as it is. */
static void
test_paste (void)
{
  GtkWidget       *table = g_object_ref_sink (kheo_table_editor_new ());
  g_autofree char *empty = kheo_table_editor_dup_content (KHEO_TABLE_EDITOR (table));
  g_autofree char *content = NULL;

  g_assert_cmpstr (empty, ==, "");
  kheo_table_editor_set_content (KHEO_TABLE_EDITOR (table), "Huyện\tA\nMường La\t1\n");
  kheo_table_editor_paste (KHEO_TABLE_EDITOR (table), 1, 2, "5\t6\n7\t8\n");
  content = kheo_table_editor_dup_content (KHEO_TABLE_EDITOR (table));
  g_assert_cmpstr (content, ==, "Huyện\tA\t\t\nMường La\t1\t5\t6\n\t\t7\t8\n");
  g_object_unref (table);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char     *path = kheo_test_dir_build (fixture->book->dir, "bang.csv");
  KheoOwnChartsWindow *window =
      kheo_own_charts_window_present (fixture->view, fixture->book->scope);
  KheoOwnChartEditor *editor = kheo_own_charts_window_get_editor (window);

  g_assert_true (g_file_set_contents (path, "Huyện;Số tổ\nMường La;12\nMai Sơn;7\n", -1, NULL));
  WAIT_UNTIL (kheo_own_charts_window_get_n (window) == 0);
  kheo_own_charts_window_open_file (window, path);
  WAIT_UNTIL (!kheo_table_editor_is_empty (kheo_own_chart_editor_get_table (editor)));
  g_assert_true (kheo_own_chart_editor_is_changed (editor));
  kheo_own_charts_window_open_file (window, "/không/có.xlsx");
  WAIT_UNTIL (*kheo_own_charts_window_get_problem (window) != '\0');
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, func) g_test_add ("/ui/boards/" name, Fixture, NULL, setup, func, teardown)

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  ADD ("default", test_default);
  ADD ("follows", test_follows);
  ADD ("arrange", test_arrange);
  ADD ("additions", test_additions);
  ADD ("add", test_add);
  ADD ("only-unit", test_only_unit);
  ADD ("print", test_print);
  ADD ("print-tiles", test_print_tiles);
  ADD ("print-chart", test_print_chart);
  ADD ("problem", test_problem);
  ADD ("own", test_own);
  ADD ("file", test_file);
  g_test_add_func ("/ui/boards/paste", test_paste);
  return g_test_run ();
}
