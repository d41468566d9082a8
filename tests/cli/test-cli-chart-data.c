/* kheo-cli: charts of figures that are not in the book. */
#include "cli-run.h"

#include <string.h>

static const char table[] = "Tặng quà người nghèo\n;;;Đơn vị tính: suất\n"
                            "TT;Địa phương;Kế hoạch;Thực hiện\n"
                            "1;Hạ Long;1.200;1.350\n2;Móng Cái;800;640\n;Tổng;2.000;1.990\n"
                            "Nguồn: Ủy ban MTTQ tỉnh\n";

static char *
describe (const char *book, const char *path, const char *more, int status)
{
  g_autofree char *words = g_strdup_printf ("chart bullet --data '%s' --describe %s", path, more);

  return cli_run (book, words, status);
}

static void
test_data (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "book.kheo");
  g_autofree char *path = kheo_test_dir_build (dir, "bang.csv");
  g_autofree char *picture = kheo_test_dir_build (dir, "chart.svg");
  g_autofree char *draw = g_strdup_printf (
      "chart bar --data '%s' --note 'móng cái=Thiếu' --reference 'Trung bình=995' --output '%s'",
      path, picture);
  g_autofree char *words = NULL;
  g_autofree char *drawn = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *svg = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  words = describe (book, path, "", 0);
  g_assert_nonnull (strstr (words, "Tặng quà người nghèo"));
  g_assert_nonnull (strstr (words, "\tThực hiện\tKế hoạch\nHạ Long\t1,350\t1,200\n"));
  g_assert_false (g_file_test (book, G_FILE_TEST_EXISTS)); /* it needs no book */
  drawn = cli_run (book, draw, 0);
  g_assert_true (g_file_get_contents (picture, &svg, NULL, NULL));
  g_assert_nonnull (strstr (svg, "<desc"));
  unknown = describe (book, path, "--emphasis 'Huyện Lạ'", 1);
  wrong = describe (book, path, "--reference 'Trung bình'", 2);
}

static void
test_keep (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "book.kheo");
  g_autofree char *path = kheo_test_dir_build (dir, "bang.csv");
  g_autofree char *made = cli_run (book, "new", 0);
  g_autofree char *empty = cli_run (book, "hash", 0);
  g_autofree char *kept = NULL;
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;
  g_autofree char *with = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *without = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  kept = describe (book, path, "--keep --title 'Tặng quà 2024' --note 'Hạ Long=Vượt'", 0);
  words = cli_run (book, "chart ranking 'chart:tang qua 2024' --describe", 0);
  g_assert_nonnull (strstr (words, "Vượt"));
  g_assert_nonnull (strstr (words, "Móng Cái\t640"));
  none = cli_run (book, "chart ranking chart:khong-co --describe", 2);
  with = cli_run (book, "hash", 0);
  g_assert_cmpstr (with, !=, empty);
  undone = cli_run (book, "undo 1", 0);
  without = cli_run (book, "hash", 0);
  g_assert_cmpstr (without, ==, empty);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/chart-data/data", test_data);
  g_test_add_func ("/cli/chart-data/keep", test_keep);
  return g_test_run ();
}
