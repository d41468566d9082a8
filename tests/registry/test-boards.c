/* Boards, own charts and layouts of annexes as the book keeps them. */
#include "kheo-annex-layouts.h"
#include "kheo-board.h"
#include "kheo-error.h"
#include "kheo-history.h"
#include "kheo-own-chart.h"
#include "test-books.h"

static gint64
count (KheoDb *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);

  return test_query_int (db, sql);
}

static KheoOwnChart *
make_chart (const char *title)
{
  KheoOwnChart *chart = g_new0 (KheoOwnChart, 1);

  chart->title = g_strdup (title);
  chart->kind = g_strdup ("bar");
  chart->content = g_strdup ("\tSố tổ\nMường La\t12\n");
  chart->source = g_strdup ("Báo cáo");
  chart->subtitle = g_strdup ("");
  chart->dated_on = kheo_date_new (2024, 12, 15);
  return chart;
}

static void
test_own_charts (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (KheoOwnChart) chart = make_chart ("Tổ công nghệ số");
  g_autoptr (KheoOwnChart) other = make_chart ("Đảng viên");
  g_autoptr (KheoOwnChart) read = NULL;
  g_autoptr (GPtrArray) charts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kheo_own_chart_save (db, chart, &error));
  g_assert_true (kheo_own_chart_save (db, other, &error));
  g_assert_cmpint (chart->id, !=, 0);
  chart->kind = (g_free (chart->kind), g_strdup ("ranking"));
  g_assert_true (kheo_own_chart_save (db, chart, &error));
  charts = kheo_own_chart_list (db, &error);
  g_assert_cmpuint (charts->len, ==, 2);
  g_assert_cmpstr (((KheoOwnChart *) charts->pdata[0])->title, ==, "Đảng viên"); /* đ before t */
  read = kheo_own_chart_get (db, chart->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->kind, ==, "ranking");
  g_assert_cmpstr (read->content, ==, chart->content);
  g_assert_cmpint (read->dated_on, ==, chart->dated_on);
  g_assert_null (read->subtitle); /* "" is nothing said */
  g_assert_null (kheo_own_chart_get (db, 1, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

static KheoBoard *
make_board (gint64 chart)
{
  KheoBoard *board = kheo_board_new ("Giao ban");

  g_ptr_array_add (board->items, kheo_board_item_new (TRUE, "models", 1));
  g_ptr_array_add (board->items, kheo_board_item_new (FALSE, "models:field", 2));
  g_ptr_array_add (board->items, kheo_board_item_new (FALSE, "chart", 3));
  ((KheoBoardItem *) board->items->pdata[2])->chart_id = chart;
  return board;
}

static void
test_boards (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  gint64 province = test_add_unit (db, "Tỉnh Sơn La", "province", "14", 0);
  gint64 other = test_add_unit (db, "Tỉnh Lào Cai", "province", "10", 0);
  g_autoptr (KheoOwnChart) chart = make_chart ("Tổ công nghệ số");
  g_autoptr (KheoBoard) board = NULL;
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GError) error = NULL;
  const KheoBoard *read;

  g_assert_true (kheo_own_chart_save (db, chart, &error));
  board = make_board (chart->id);
  board->unit_id = province;
  g_assert_true (kheo_board_save (db, board, &error));
  here = kheo_board_list (db, province, &error);
  there = kheo_board_list (db, other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (here->len, ==, 1);
  g_assert_cmpuint (there->len, ==, 0); /* only of the one unit */
  read = here->pdata[0];
  g_assert_cmpuint (read->items->len, ==, 3);
  g_assert_true (((KheoBoardItem *) read->items->pdata[0])->is_tile);
  g_assert_cmpstr (((KheoBoardItem *) read->items->pdata[1])->dataset, ==, "models:field");
  g_assert_cmpint (((KheoBoardItem *) read->items->pdata[2])->chart_id, ==, chart->id);

  /* A chart goes with the places that show it. */
  g_assert_true (kheo_own_chart_remove (db, chart->id, &error));
  g_assert_cmpint (count (db, "board_item"), ==, 2);
  g_assert_true (kheo_board_remove (db, board->id, &error));
  g_assert_cmpint (count (db, "board") + count (db, "board_item"), ==, 0);
}

static gint64
end_action (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_end (db, "Sửa bảng", "tester", &error);

  g_assert_no_error (error);
  return changes != NULL ? kheo_history_next_undo (db) : 0;
}

/* Each change can be taken back; what is the same is not written. */
static void
test_undo (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (KheoBoard) board = make_board (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) boards = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  gint64 action;

  ((KheoBoardItem *) board->items->pdata[2])->dataset =
      (g_free (((KheoBoardItem *) board->items->pdata[2])->dataset), g_strdup ("models:year"));
  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_board_save (db, board, &error));
  g_assert_cmpint (end_action (db), !=, 0);

  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_board_save (db, board, &error));
  g_assert_cmpint (end_action (db), ==, 0); /* nothing to write */

  g_assert_true (kheo_history_begin (db, &error));
  g_ptr_array_insert (board->items, 0, g_ptr_array_steal_index (board->items, 2));
  g_ptr_array_remove_index (board->items, 1);
  g_assert_true (kheo_board_save (db, board, &error));
  action = end_action (db);
  g_assert_cmpint (count (db, "board_item"), ==, 2);

  undone = kheo_history_undo (db, action, "tester", NULL, &error);
  g_assert_no_error (error);
  boards = kheo_board_list (db, 0, &error);
  g_assert_cmpuint (((KheoBoard *) boards->pdata[0])->items->len, ==, 3);
  g_assert_cmpstr (((KheoBoardItem *) ((KheoBoard *) boards->pdata[0])->items->pdata[0])->dataset,
                   ==, "models");
}

static void
test_layouts (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_null (kheo_annex_layouts_get (db, "Phụ lục 1", &error));
  g_assert_no_error (error);
  g_assert_true (kheo_annex_layouts_set (db, "Phụ lục 1", "{}", &error));
  g_assert_true (kheo_annex_layouts_set (db, "Phụ lục 1", "{\"a\": 1}", &error));
  g_assert_true (kheo_annex_layouts_set (db, "Biểu 2", "{}", &error));
  json = kheo_annex_layouts_get (db, "Phụ lục 1", &error);
  g_assert_cmpstr (json, ==, "{\"a\": 1}");
  names = kheo_annex_layouts_list (db, &error);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "Biểu 2");
  g_assert_true (kheo_annex_layouts_set (db, "Biểu 2", NULL, &error));
  g_assert_cmpint (count (db, "annex_layout"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/boards/own-charts", test_own_charts);
  g_test_add_func ("/registry/boards/boards", test_boards);
  g_test_add_func ("/registry/boards/undo", test_undo);
  g_test_add_func ("/registry/boards/layouts", test_layouts);
  return g_test_run ();
}
