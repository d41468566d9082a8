#include "sheet-samples.h"

#include "kheo-error.h"

#include <string.h>

static void
test_full (void)
{
  g_autoptr (KheoWorkbook) workbook = sample_read_take (sample_full_xls ());
  const KheoSheet     *sheet = kheo_workbook_get_sheet (workbook, 0);
  const KheoCellStyle *style;
  const KheoTextRun   *runs;
  guint                n;

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "xls");
  g_assert_cmpstr (kheo_sheet_get_name (sheet), ==, "B1");
  assert_shows (workbook, "A1", "first");
  assert_shows (workbook, "B1", "abcdẰ");
  assert_shows (workbook, "C1", "xy");
  assert_shows (workbook, "A2", "830.18");
  assert_shows (workbook, "B2", "23/05/2021");
  assert_shows (workbook, "C2", "9812.00%");
  assert_shows (workbook, "D2", "TRUE");
  assert_shows (workbook, "E2", "#DIV/0!");
  assert_shows (workbook, "F2", "result");
  assert_shows (workbook, "G2", "2.5");
  assert_shows (workbook, "A3", "M« h×nh");
  assert_shows (workbook, "B4", "7");
  assert_shows (workbook, "C4", "8");

  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 2, 0));
  g_assert_cmpstr (style->font_name, ==, ".VnTime");
  g_assert_true (style->bold && style->italic && style->wrap);
  g_assert_cmpuint (style->indent, ==, 3);
  g_assert_cmpuint (style->font_size, ==, 120);
  g_assert_cmpuint (style->align, ==, KHEO_ALIGN_CENTER);

  runs = kheo_cell_get_runs (sheet, kheo_sheet_get_cell (sheet, 0, 2), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (runs[0].font_name);
  g_assert_cmpuint (runs[1].start, ==, 1);
  g_assert_cmpstr (runs[1].font_name, ==, ".VnTime");

  g_assert_cmpuint (kheo_sheet_get_cell (sheet, 1, 1)->type, ==, KHEO_CELL_DATE);
  g_assert_true ((kheo_sheet_get_cell (sheet, 1, 5)->flags & KHEO_CELL_FORMULA) != 0);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 5, 1)->rows, ==, 2);
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 3));
  g_assert_true (kheo_sheet_is_column_hidden (sheet, 5));
}

static void
check_error (GByteArray *globals, GByteArray *cells, int code)
{
  g_autoptr (GBytes) bytes = sample_xls (globals, cells);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read_bytes (bytes, NULL, &error);

  g_assert_error (error, KHEO_ERROR, code);
  g_assert_null (workbook);
}

static void
test_refused (void)
{
  g_autoptr (GByteArray) password = g_byte_array_new ();
  g_autoptr (GByteArray) no_string = g_byte_array_new ();
  g_autoptr (GByteArray) cut = g_byte_array_new ();
  g_autoptr (GByteArray) greedy = g_byte_array_new ();

  sample_biff_addf (password, 0x2f, "hhh", 0, 0, 0);
  check_error (password, NULL, KHEO_ERROR_ENCRYPTED);
  sample_biff_addf (no_string, 0xfd, "hhhi", 0, 0, 0, 7);
  check_error (NULL, no_string, KHEO_ERROR_CORRUPT);
  sample_biff_addf (cut, 0x203, "hhhh", 0, 0, 0, 0);
  check_error (NULL, cut, KHEO_ERROR_CORRUPT);
  sample_biff_addf (greedy, 0xfc, "iihbi", 0xffffffffu, 0xffffffffu, 0xffff, 0xff, 0xffffffffu);
  check_error (greedy, NULL, KHEO_ERROR_CORRUPT);
}

static void
check_ole (const char *stream, const char *content, int code)
{
  g_autoptr (GBytes) data = g_bytes_new (content, strlen (content));
  g_autoptr (GBytes) bytes = sample_ole (stream, data);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, code);
}

static void
test_other_streams (void)
{
  check_ole ("EncryptedPackage", "x", KHEO_ERROR_ENCRYPTED);
  check_ole ("WordDocument", "x", KHEO_ERROR_FORMAT);
  check_ole ("Contents", "x", KHEO_ERROR_FORMAT);
  check_ole ("Workbook", "x", KHEO_ERROR_FORMAT);
}

/* BIFF5: bytes of windows-1258, texts without flags. */
static void
test_biff5 (void)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint offset = 0;

  for (guint pass = 0; pass < 2; pass++)
    {
      g_byte_array_set_size (stream, 0);
      sample_biff_addf (stream, 0x809, "hhhh", 0x500, 5, 0, 0);
      sample_biff_addf (stream, 0x42, "h", 1258);
      sample_biff_addf (stream, 0x85, "ibbbbb", offset, 0, 0, 2, 'S', '1');
      sample_biff_add (stream, 0x0a, NULL, 0);
      offset = stream->len;
      sample_biff_addf (stream, 0x809, "hhhh", 0x500, 16, 0, 0);
      sample_biff_addf (stream, 0x204, "hhhhbbbb", 0, 0, 0, 4, 't', 0xea, 0xec, 't');
      sample_biff_add (stream, 0x0a, NULL, 0);
    }
  bytes = g_bytes_new (stream->data, stream->len);
  {
    g_autoptr (KheoWorkbook) workbook = sample_read_take (sample_ole ("Book", bytes));

    assert_shows (workbook, "A1", "tết");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/xls/full", test_full);
  g_test_add_func ("/sheet/xls/refused", test_refused);
  g_test_add_func ("/sheet/xls/other-streams", test_other_streams);
  g_test_add_func ("/sheet/xls/biff5", test_biff5);
  return g_test_run ();
}
