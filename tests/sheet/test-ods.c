#include "sheet-samples.h"

#include "kheo-error.h"

#include <string.h>

static void
test_full (void)
{
  g_autoptr (KheoWorkbook) workbook = sample_read_take (sample_full_ods ());
  const KheoSheet     *sheet = kheo_workbook_get_sheet (workbook, 0);
  const KheoCellStyle *style;
  const KheoTextRun   *runs;
  guint                n;

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "ods");
  g_assert_cmpuint (kheo_workbook_get_n_sheets (workbook), ==, 2);
  g_assert_cmpuint (kheo_sheet_get_state (kheo_workbook_get_sheet (workbook, 1)), ==,
                    KHEO_SHEET_HIDDEN);
  assert_shows (workbook, "A1", "Tên\nmô  hình\tx\ny");
  assert_shows (workbook, "C1", "thường nghiêng nữa");
  assert_shows (workbook, "A2", "830.18");
  assert_shows (workbook, "B2", "23/05/2021");
  assert_shows (workbook, "C2", "98.12%");
  assert_shows (workbook, "D2", "TRUE");
  assert_shows (workbook, "E2", "36:30:00");
  assert_shows (workbook, "F2", "5");
  assert_shows (workbook, "G2", "#DIV/0!");
  assert_shows (workbook, "C4", "lặp");
  g_assert_cmpuint (kheo_sheet_get_n_rows (sheet), ==, 4);
  g_assert_cmpuint (kheo_sheet_get_n_columns (sheet), ==, 7);

  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 0));
  g_assert_cmpstr (style->font_name, ==, ".VnTime");
  g_assert_cmpstr (style->number_format, ==, "dd/mm/yyyy");
  g_assert_cmpuint (style->font_size, ==, 130);
  g_assert_cmpuint (style->indent, ==, 2);
  g_assert_true (style->bold && style->wrap && style->is_date);
  g_assert_cmpuint (style->align, ==, KHEO_ALIGN_CENTER);
  /* the column's default */
  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 1, 0));
  g_assert_cmpstr (style->font_name, ==, ".VnTime");

  runs = kheo_cell_get_runs (sheet, kheo_sheet_get_cell (sheet, 0, 2), &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (runs[1].font_name, ==, "Arial");
  g_assert_true (runs[1].italic);
  g_assert_cmpuint (runs[1].start, ==, strlen ("thường "));
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 0, 1)->columns, ==, 2);
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 1));
  g_assert_true (kheo_sheet_is_column_hidden (sheet, 2));
}

static void
check_error (const char *tables, int code)
{
  g_autoptr (GBytes) bytes = sample_ods ("", tables);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read_bytes (bytes, NULL, &error);

  g_test_message ("%s", tables);
  g_assert_error (error, KHEO_ERROR, code);
  g_assert_null (workbook);
}

static void
test_refused (void)
{
  check_error ("<table:table><table:table-row><table:table-cell"
               " table:number-columns-repeated='10000000' office:value-type='string'>"
               "<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
               KHEO_ERROR_TOO_LARGE);
  check_error ("<table:table><table:table-row table:number-rows-repeated='1000000'>"
               "<table:table-cell table:number-columns-repeated='9' office:value-type='string'>"
               "<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
               KHEO_ERROR_TOO_LARGE);
  check_error ("<table:table><table:table-row table:number-rows-repeated='1048576'>"
               "<table:table-cell/></table:table-row><table:table-row>"
               "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
               "</table:table-row></table:table>",
               KHEO_ERROR_TOO_LARGE);
  check_error ("<table:table>", KHEO_ERROR_CORRUPT);
}

static void
test_encrypted (void)
{
  g_autoptr (GBytes) bytes = sample_zip (
      "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml",
      "<!DOCTYPE manifest><manifest><encryption-data/></manifest>", "content.xml", "\x01\x02\x03",
      NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED);
}

static void
test_not_a_table (void)
{
  g_autoptr (GBytes) bytes =
      sample_zip ("mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml",
                  "<manifest/>", "content.xml", "<document><body><text/></body></document>", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT);
}

/* Styles that are their own ancestors end somewhere. */
static void
test_circle_of_styles (void)
{
  g_autoptr (KheoWorkbook) workbook = sample_read_take (
      sample_ods ("<style:style style:name='a' style:family='table-cell'"
                  " style:parent-style-name='b'/><style:style style:name='b'"
                  " style:family='table-cell' style:parent-style-name='a'><style:text-properties"
                  " fo:font-weight='bold'/></style:style>",
                  "<table:table><table:table-row><table:table-cell table:style-name='a'"
                  " office:value-type='string'><text:p>x</text:p></table:table-cell>"
                  "</table:table-row></table:table>"));
  const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, 0);

  g_assert_true (kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 0))->bold);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/ods/full", test_full);
  g_test_add_func ("/sheet/ods/refused", test_refused);
  g_test_add_func ("/sheet/ods/encrypted", test_encrypted);
  g_test_add_func ("/sheet/ods/not-a-table", test_not_a_table);
  g_test_add_func ("/sheet/ods/circle-of-styles", test_circle_of_styles);
  return g_test_run ();
}
