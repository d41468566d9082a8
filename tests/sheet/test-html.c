#include "sheet-samples.h"

#include "kheo-error.h"

#include <string.h>

static KheoWorkbook *
read_text (const char *text)
{
  return sample_read_take (g_bytes_new (text, strlen (text)));
}

static void
test_full (void)
{
  g_autoptr (KheoWorkbook) workbook = read_text (sample_full_html);
  const KheoSheet     *sheet = kheo_workbook_get_sheet (workbook, 0);
  const KheoCellStyle *style;
  const KheoTextRun   *runs;
  guint                n;

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "html");
  g_assert_cmpstr (kheo_workbook_get_charset (workbook), ==, "UTF-8");
  assert_shows (workbook, "A1", "Năm 2024");
  assert_shows (workbook, "A3", "M« h×nh");
  assert_shows (workbook, "B3", "a & b");
  assert_shows (workbook, "B4", "c\nd");
  assert_shows (workbook, "C4", "caøng đậm");
  assert_shows (workbook, "A6", "giữa");
  assert_shows (workbook, "A8", "x");
  assert_shows (workbook, "B8", "y");
  assert_shows (workbook, "A10", "trong");
  assert_shows (workbook, "B11", "sau");
  assert_shows (workbook, "A13", "cuối");

  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 2, 0));
  g_assert_cmpstr (style->font_name, ==, ".VnTime");
  g_assert_cmpstr (style->number_format, ==, "dd/mm/yyyy");
  g_assert_true (style->bold);
  g_assert_cmpuint (style->align, ==, KHEO_ALIGN_CENTER);
  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 2, 1));
  g_assert_cmpstr (style->font_name, ==, "Arial");
  g_assert_true (kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 7, 0))->bold);

  runs = kheo_cell_get_runs (sheet, kheo_sheet_get_cell (sheet, 3, 2), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (runs[0].font_name, ==, "VNI-Times");
  g_assert_true (runs[1].bold);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 3, 0)->rows, ==, 2);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 2, 2)->columns, ==, 2);
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 3));
}

/* Entities, the soft hyphen that TCVN3 needs, and missing end tags. */
static void
test_loose (void)
{
  g_autoptr (KheoWorkbook) workbook =
      read_text ("<TABLE><TR><TD>&nbsp;x &lt;y&gt;<TD>th\xc2\xad&shy;ng<TR><TD><P>a</P><P>b</P>"
                 "<TD nowrap style='display:none'>z<TD>   <TD><!-- <td>no</td> -->yes");

  assert_shows (workbook, "A1", "\xc2\xa0x <y>");
  assert_shows (workbook, "B1", "th\xc2\xad\xc2\xadng");
  assert_shows (workbook, "A2", "a\nb");
  assert_shows (workbook, "B2", "");
  assert_shows (workbook, "C2", "yes"); /* what is not displayed takes no room, as in a browser */
}

static void
test_charsets (void)
{
  g_autoptr (KheoWorkbook) declared =
      read_text ("<html><meta charset=windows-1258><table><tr><td>\xd0\xe2n v\xe2\xf2n</table>");
  g_autoptr (KheoWorkbook) marked =
      sample_read_take (g_bytes_new ("\xff\xfe<\0t\0a\0b\0l\0e\0>\0<\0t\0d\0>\0\x10\x01", 26));

  assert_shows (declared, "A1", "Đân vận");
  g_assert_cmpstr (kheo_workbook_get_charset (declared), ==, "windows-1258");
  assert_shows (marked, "A1", "Đ");
}

/* Excel writes fonts with escapes and quotes of its own. */
static void
test_excel_styles (void)
{
  g_autoptr (KheoWorkbook) workbook = read_text (
      "<html><style>\n<!--table\n\t{mso-displayed-decimal-separator:\"\\,\";}\n"
      "tr\n\t{mso-height-source:auto;}\n.xl65, .xl66\n\t{mso-style-parent:style0;\n"
      "\tfont-family:.VnTimeH, sans-serif;\n\tmso-number-format:\"\\#\\,\\#\\#0\\0022 h\\0022\";}\n"
      "/* } */ td.xl66 {font-weight:bold}\n-->\n</style><table><tr><td class=xl65>1</td>"
      "<td class='x xl66'>2</td><td style=\"font-family:'.VnArial';mso-number-format:'Short "
      "Date'\">3"
      "</td></tr></table></html>");
  const KheoSheet     *sheet = kheo_workbook_get_sheet (workbook, 0);
  const KheoCellStyle *style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 0));

  g_assert_cmpstr (style->font_name, ==, ".VnTimeH");
  g_assert_cmpstr (style->number_format, ==, "#,##0\" h\"");
  g_assert_false (style->bold);
  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 1));
  g_assert_cmpstr (style->font_name, ==, ".VnTimeH");
  g_assert_true (style->bold);
  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 2));
  g_assert_cmpstr (style->font_name, ==, ".VnArial");
  g_assert_cmpstr (style->number_format, ==, "dd/mm/yyyy");
}

static void
check_error (const char *text, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, code);
}

static void
test_refused (void)
{
  GString         *deep = g_string_new ("<table><tr><td>");
  g_autofree char *nested = NULL;
  GString         *wide = g_string_new ("<table><tr>");
  g_autofree char *spanned = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "<table><tr><td>");
  for (guint i = 0; i < 20; i++)
    g_string_append (wide, "<td colspan=10000000>x</td>");
  nested = g_string_free (deep, FALSE);
  spanned = g_string_free (wide, FALSE);
  check_error ("<html><body><p>no table</p></body></html>", KHEO_ERROR_FORMAT);
  check_error (nested, KHEO_ERROR_TOO_LARGE);
  check_error (spanned, KHEO_ERROR_TOO_LARGE);
}

static void
test_mhtml (void)
{
  g_autoptr (KheoWorkbook) workbook = read_text (sample_full_mhtml);
  const KheoSheet *second;

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "mhtml");
  g_assert_cmpuint (kheo_workbook_get_n_sheets (workbook), ==, 2);
  assert_shows (workbook, "A1", "Tên mô hình");
  second = kheo_workbook_get_sheet (workbook, 1);
  g_assert_cmpstr (kheo_cell_get_text (second, kheo_sheet_get_cell (second, 0, 0)), ==, "hai");
}

static void
test_xml2003 (void)
{
  g_autoptr (KheoWorkbook) workbook = read_text (sample_full_xml2003);
  const KheoSheet     *sheet = kheo_workbook_get_sheet (workbook, 0);
  const KheoCellStyle *style;

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "xml-2003");
  g_assert_cmpstr (kheo_sheet_get_name (sheet), ==, "Biểu 1");
  g_assert_cmpuint (kheo_sheet_get_state (sheet), ==, KHEO_SHEET_HIDDEN);
  assert_shows (workbook, "A1", "Tên");
  assert_shows (workbook, "D1", "sau");
  assert_shows (workbook, "B4", "12.5");
  assert_shows (workbook, "C4", "23/05/2021");
  assert_shows (workbook, "D4", "TRUE");
  assert_shows (workbook, "E4", "#DIV/0!");
  style = kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 0));
  g_assert_cmpstr (style->font_name, ==, ".VnTime");
  g_assert_cmpuint (style->font_size, ==, 120);
  g_assert_true (style->bold && style->wrap);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 0, 1)->columns, ==, 3);
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 3));
  g_assert_true (kheo_sheet_is_column_hidden (sheet, 3));
  g_assert_false (kheo_sheet_is_column_hidden (sheet, 4));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/html/full", test_full);
  g_test_add_func ("/sheet/html/loose", test_loose);
  g_test_add_func ("/sheet/html/charsets", test_charsets);
  g_test_add_func ("/sheet/html/excel-styles", test_excel_styles);
  g_test_add_func ("/sheet/html/refused", test_refused);
  g_test_add_func ("/sheet/html/mhtml", test_mhtml);
  g_test_add_func ("/sheet/html/xml-2003", test_xml2003);
  return g_test_run ();
}
