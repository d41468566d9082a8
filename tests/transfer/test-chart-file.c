/* Small tables out of files. */
#include "kheo-chart-file.h"
#include "kheo-error.h"
#include "kheo-sheet-writer.h"
#include "kheo-test.h"

#include <math.h>

static KheoSmallTable *
read_text (const char *name, const char *text, GError **error)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return kheo_chart_file_read (path, error);
}

static void
test_csv (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoSmallTable) table = read_text (
      "bang.csv", "Huyện;Năm 2023;Năm 2024\nMường La;1.234;2.000,5\nMai Sơn;;7\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->labels->len, ==, 2);
  g_assert_cmpfloat (kheo_small_table_get (table, 0, 0), ==, 1234);
  g_assert_cmpfloat (kheo_small_table_get (table, 0, 1), ==, 2000.5);
  g_assert_true (isnan (kheo_small_table_get (table, 1, 0)));
}

/* As an xlsx or ods: title over the table, numbers that are numbers. */
static void
check_written (const char *name)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoSmallTable) table = NULL;
  g_autoptr (KheoSheetWriter) writer = NULL;
  KheoSheetFormat format;

  g_assert_true (kheo_sheet_format_from_path (name, &format));
  writer = kheo_sheet_writer_new (path, format);
  kheo_sheet_writer_set_columns (writer, "Biểu 1", NULL, 0);
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_text (writer, "Kết quả vận động Quỹ Vì người nghèo");
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_text (writer, "Huyện");
  kheo_sheet_writer_add_text (writer, "Số tiền (triệu đồng)");
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_text (writer, "Mường La");
  kheo_sheet_writer_add_double (writer, 1.234);
  g_assert_true (kheo_sheet_writer_finish (writer, &error));
  g_assert_no_error (error);
  table = kheo_chart_file_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (table->title, ==, "Kết quả vận động Quỹ Vì người nghèo");
  g_assert_cmpstr (table->unit_of_measure, ==, "triệu đồng");
  g_assert_cmpfloat (kheo_small_table_get (table, 0, 0), ==, 1.234); /* no point of thousands */
}

static void
test_sheets (void)
{
  check_written ("bang.xlsx");
  check_written ("bang.ods");
}

static void
test_no_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (read_text ("bang.csv", "chỉ có một dòng\n", &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT);
  g_assert_null (kheo_chart_file_read ("/không/có.xlsx", &missing));
  g_assert_error (missing, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/chart-file/csv", test_csv);
  g_test_add_func ("/transfer/chart-file/sheets", test_sheets);
  g_test_add_func ("/transfer/chart-file/no-table", test_no_table);
  return g_test_run ();
}
