/* Small tables as people paste them. */
#include "kheo-small-table.h"

#include <math.h>

static KheoSmallTable *
read_text (const char *text)
{
  g_autoptr (KheoSmallGrid) grid = kheo_small_grid_parse (text);

  return kheo_small_table_read (grid);
}

/* As a spreadsheet program puts it on the clipboard, with all that offices write around it. */
static void
test_around (void)
{
  g_autoptr (KheoSmallTable) table = read_text ("BIỂU SỐ 1. KẾT QUẢ TẶNG QUÀ\r\n"
                                                "(Kèm theo Báo cáo số 12-BC/BTGDVTU)\r\n"
                                                "\t\t\tĐơn vị tính: triệu đồng\r\n"
                                                "TT\tĐịa phương\tNăm 2022\tNăm 2023\r\n"
                                                "A\tB\t1\t2\r\n"
                                                "1\tHạ Long\t1.234,5\t2.000\r\n"
                                                "2\tMóng Cái\t–\t750,25\r\n"
                                                "3\t\"Cẩm\nPhả\"\t500\tchưa có\r\n"
                                                "\tTổng cộng\t1.734,5\t2.750,25\r\n"
                                                "Nguồn: Ban Dân vận Tỉnh ủy\t\t\t\r\n");

  g_assert_cmpstr (table->title, ==, "BIỂU SỐ 1. KẾT QUẢ TẶNG QUÀ");
  g_assert_cmpstr (table->subtitle, ==, "(Kèm theo Báo cáo số 12-BC/BTGDVTU)");
  g_assert_cmpstr (table->unit_of_measure, ==, "triệu đồng");
  g_assert_cmpstr (table->source, ==, "Ban Dân vận Tỉnh ủy");
  g_assert_cmpstr (table->label_heading, ==, "Địa phương");
  g_assert_cmpuint (table->labels->len, ==, 3);
  g_assert_cmpuint (table->series->len, ==, 2);
  g_assert_cmpstr (table->labels->pdata[2], ==, "Cẩm Phả");
  g_assert_cmpstr (table->series->pdata[1], ==, "Năm 2023");
  g_assert_cmpfloat (kheo_small_table_get (table, 0, 0), ==, 1234.5);
  g_assert_cmpfloat (kheo_small_table_get (table, 0, 1), ==, 2000);
  g_assert_true (isnan (kheo_small_table_get (table, 1, 0)));
  g_assert_cmpfloat (kheo_small_table_get (table, 1, 1), ==, 750.25);
  g_assert_true (isnan (kheo_small_table_get (table, 2, 1)));
  g_assert_cmpint (table->decimals, ==, 2);
  g_assert_null (table->groups);
  g_assert_cmpuint (table->findings->len, ==, 1);
  g_assert_cmpuint (table->remarks->len, ==, 1);
  g_assert_cmpstr (table->findings->pdata[0], ==,
                   "“chưa có” (Cẩm Phả, Năm 2023) is not a number: left empty.");
  g_assert_cmpstr (table->remarks->pdata[0], ==, "The row “Tổng cộng” is the sum: left out.");
}

/* Years head columns; a table may also have no heading at all. */
static void
test_headings (void)
{
  g_autoptr (KheoSmallTable) years = read_text ("\t2021\t2022\nTập thể\t12\t15\nCá nhân\t3\t4\n");
  g_autoptr (KheoSmallTable) bare = read_text ("Mường La\t12\nMai Sơn\t7\n");
  g_autoptr (KheoSmallTable) semicolons = read_text ("Huyện;Số tổ\nMường La;12\n");

  g_assert_cmpuint (years->series->len, ==, 2);
  g_assert_cmpstr (years->series->pdata[0], ==, "2021");
  g_assert_cmpuint (years->labels->len, ==, 2);
  g_assert_cmpuint (bare->labels->len, ==, 2);
  g_assert_cmpstr (bare->series->pdata[0], ==, "");
  g_assert_cmpfloat (kheo_small_table_get (bare, 1, 0), ==, 7);
  g_assert_cmpuint (semicolons->labels->len, ==, 1);
  g_assert_cmpstr (semicolons->series->pdata[0], ==, "Số tổ");
}

/* A heading of two lines, as Excel gives merged cells. */
static void
test_merged_headings (void)
{
  g_autoptr (KheoSmallTable) merged =
      read_text ("Kết quả vận động năm 2023\t\t\t\n\tSáu tháng đầu năm\t\tCả năm\n"
                 "Huyện\tSố tổ\tTỷ lệ\tSố tổ\nMường La\t1.250\t45,5%\t2.500\n"
                 "Mai Sơn\t800\t\t1.600\n");
  g_autoptr (KheoSmallTable) years =
      read_text ("TT\tXã\tTổ\t\tHộ\t\n\t\t2022\t2023\t2022\t2023\n1\tA\t1\t2\t3\t4\n");
  g_autoptr (KheoSmallTable) missing = read_text ("Xã\tTổ\tHộ\nA\t-\t-\nB\t1\t2\n");

  g_assert_cmpstr (merged->title, ==, "Kết quả vận động năm 2023");
  g_assert_cmpstr (merged->label_heading, ==, "Huyện");
  g_assert_cmpuint (merged->labels->len, ==, 2);
  g_assert_cmpstr (merged->series->pdata[0], ==, "Sáu tháng đầu năm – Số tổ");
  g_assert_cmpstr (merged->series->pdata[1], ==, "Sáu tháng đầu năm – Tỷ lệ");
  g_assert_cmpstr (merged->series->pdata[2], ==, "Cả năm – Số tổ");
  g_assert_cmpuint (years->series->len, ==, 4);
  g_assert_cmpstr (years->series->pdata[3], ==, "Hộ – 2023");
  g_assert_cmpfloat (kheo_small_table_get (years, 0, 3), ==, 4);
  g_assert_cmpuint (missing->labels->len, ==, 2);
}

static void
test_units (void)
{
  g_autoptr (KheoSmallTable) brackets =
      read_text ("Năm\tGiao (tỷ đồng)\tĐạt (tỷ đồng)\n2023\t1,5\t2\n");
  g_autoptr (KheoSmallTable) percent = read_text ("Xã\tTỷ lệ\nA\t98,12%\nB\t100 %\n");
  g_autoptr (KheoSmallTable) different = read_text ("Xã\tTiền (đồng)\tGạo (kg)\nA\t1\t2\n");

  g_assert_cmpstr (brackets->unit_of_measure, ==, "tỷ đồng");
  g_assert_cmpstr (brackets->series->pdata[1], ==, "Đạt");
  g_assert_cmpstr (percent->unit_of_measure, ==, "%");
  g_assert_true (percent->percent);
  g_assert_cmpfloat (kheo_small_table_get (percent, 0, 0), ==, 98.12);
  g_assert_null (different->unit_of_measure);
  g_assert_cmpuint (different->labels->len, ==, 1); /* no row of codes: the only one there is */
  g_assert_cmpstr (different->series->pdata[0], ==, "Tiền (đồng)");
}

static void
test_groups (void)
{
  g_autoptr (KheoSmallTable) table =
      read_text ("Xã\tHuyện\tMô hình\nA\tMường La\t1\nB\tMường La\t2\nC\tMai Sơn\t3\n");

  g_assert_nonnull (table->groups);
  g_assert_cmpstr (table->group_heading, ==, "Huyện");
  g_assert_cmpstr (table->groups->pdata[2], ==, "Mai Sơn");
  g_assert_cmpuint (table->series->len, ==, 1);
}

/* A total that is none stays, and is told. */
static void
test_totals (void)
{
  g_autoptr (KheoSmallTable) wrong = read_text ("Xã\tSố\nA\t1\nB\t2\nTổng\t4\n");
  g_autoptr (KheoSmallTable) column = read_text ("Xã\tTổng số\tNam\tNữ\nA\t3\t1\t2\nB\t7\t3\t4\n");

  g_assert_cmpuint (wrong->labels->len, ==, 3);
  g_assert_cmpuint (wrong->findings->len, ==, 1);
  g_assert_cmpuint (column->series->len, ==, 2);
  g_assert_cmpstr (column->series->pdata[0], ==, "Nam");
  g_assert_cmpfloat (kheo_small_table_get (column, 1, 1), ==, 4);
}

/* What is written is read back, whatever it was read from. */
static void
test_text (void)
{
  static const char *const texts[] = {
    "Huyện\t2021\t2022\nA\t1.234.567,25\t-3\nB\t\t0,001\n",
    "Xã\tHuyện\tTỷ lệ\nA\tM\t98,12%\nB\tN\t7%\n",
    "A\t1\nB\t2000\n",
    "Name,\tUSD\nA\t1,234,567.5\nB\t1,000.25\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KheoSmallTable) first = read_text (texts[i]);
      g_autofree char *content = kheo_small_table_to_text (first);
      g_autoptr (KheoSmallTable) second = kheo_small_table_parse (content);
      g_autofree char *again = kheo_small_table_to_text (second);

      g_test_message ("%s", content);
      g_assert_cmpstr (content, ==, again);
      g_assert_cmpuint (first->labels->len, ==, second->labels->len);
      g_assert_cmpuint (first->findings->len + second->findings->len, ==, 0);
      for (guint v = 0; v < first->labels->len * first->series->len; v++)
        g_assert_true (first->values[v] == second->values[v] ||
                       (isnan (first->values[v]) && isnan (second->values[v])));
    }
}

static void
test_nothing (void)
{
  static const char *const texts[] = { "", "\n\n\t\t\n", "Chỉ có tiêu đề\n", "a;b\nc;d" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KheoSmallTable) table = read_text (texts[i]);
      g_autofree char *content = kheo_small_table_to_text (table);
      g_autoptr (KheoSmallTable) again = kheo_small_table_parse (content);

      g_assert_cmpuint (again->labels->len, ==, table->labels->len);
    }
}

static void
test_series (void)
{
  g_assert_cmpint (kheo_small_series_of_heading ("Chỉ tiêu giao"), ==, KHEO_SMALL_SERIES_TARGET);
  g_assert_cmpint (kheo_small_series_of_heading ("KẾ HOẠCH 2024"), ==, KHEO_SMALL_SERIES_TARGET);
  g_assert_cmpint (kheo_small_series_of_heading ("Cùng kỳ 2023"), ==, KHEO_SMALL_SERIES_PREVIOUS);
  g_assert_cmpint (kheo_small_series_of_heading ("Thực hiện"), ==, KHEO_SMALL_SERIES_PLAIN);
}

static void
test_too_large (void)
{
  g_autoptr (GString) text = g_string_new ("Thôn\tSố\n");
  g_autoptr (KheoSmallTable) table = NULL;

  for (guint i = 0; i < KHEO_SMALL_GRID_MAX_ROWS + 7; i++)
    g_string_append_printf (text, "Thôn %u\t%u\n", i, i);
  table = read_text (text->str);
  g_assert_cmpuint (table->labels->len, ==, KHEO_SMALL_GRID_MAX_ROWS);
  g_assert_cmpuint (table->findings->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/small-table/around", test_around);
  g_test_add_func ("/domain/small-table/headings", test_headings);
  g_test_add_func ("/domain/small-table/merged-headings", test_merged_headings);
  g_test_add_func ("/domain/small-table/units", test_units);
  g_test_add_func ("/domain/small-table/groups", test_groups);
  g_test_add_func ("/domain/small-table/totals", test_totals);
  g_test_add_func ("/domain/small-table/text", test_text);
  g_test_add_func ("/domain/small-table/nothing", test_nothing);
  g_test_add_func ("/domain/small-table/series", test_series);
  g_test_add_func ("/domain/small-table/too-large", test_too_large);
  return g_test_run ();
}
