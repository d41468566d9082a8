#include "sheet-samples.h"

#include "kheo-error.h"

#include <string.h>

static const KheoSheet *
first (KheoWorkbook *workbook)
{
  return kheo_workbook_get_sheet (workbook, 0);
}

static void
test_full (void)
{
  g_autoptr (KheoWorkbook) workbook = sample_read_take (sample_full_xlsx ());
  const KheoSheet     *sheet = first (workbook);
  const KheoCell      *cell;
  const KheoCellStyle *style;
  const KheoTextRun   *runs;
  guint                n;

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "xlsx");
  g_assert_cmpstr (kheo_sheet_get_name (sheet), ==, "Biểu 1");
  assert_shows (workbook, "A1", "Tên mô hình");
  assert_shows (workbook, "B1", "M« h×nh thường");
  assert_shows (workbook, "D1", " trong dòng ");
  assert_shows (workbook, "A2", "830.18");
  assert_shows (workbook, "B2", "23/05/2021");
  assert_shows (workbook, "C2", "98.12%");
  assert_shows (workbook, "D2", "TRUE");
  assert_shows (workbook, "E2", "#DIV/0!");
  assert_shows (workbook, "F2", "kết quả\r");
  assert_shows (workbook, "G2", "23/05/2021");
  assert_shows (workbook, "A3", "aAb");
  assert_shows (workbook, "B3", "");
  assert_shows (workbook, "C3", "-1500");

  cell = kheo_sheet_get_cell (sheet, 0, 0);
  style = kheo_sheet_get_style (sheet, cell);
  g_assert_cmpstr (style->font_name, ==, ".VnTimeH");
  g_assert_true (style->bold && !style->italic && style->wrap);
  g_assert_cmpuint (style->font_size, ==, 125);
  g_assert_cmpuint (style->indent, ==, 2);
  g_assert_cmpuint (style->align, ==, KHEO_ALIGN_CENTER);

  runs = kheo_cell_get_runs (sheet, kheo_sheet_get_cell (sheet, 0, 1), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (runs[0].font_name, ==, ".VnTime");
  g_assert_true (runs[0].bold);
  g_assert_cmpuint (runs[1].start, ==, strlen ("M« h×nh"));
  g_assert_null (runs[1].font_name);
  kheo_cell_get_runs (sheet, cell, &n);
  g_assert_cmpuint (n, ==, 0);

  cell = kheo_sheet_get_cell (sheet, 1, 1);
  g_assert_cmpuint (cell->type, ==, KHEO_CELL_DATE);
  g_assert_cmpuint (kheo_cell_get_date (sheet, cell), ==, kheo_date_new (2021, 5, 23));
  g_assert_cmpuint (kheo_sheet_get_cell (sheet, 1, 4)->type, ==, KHEO_CELL_ERROR);
  g_assert_true ((kheo_sheet_get_cell (sheet, 1, 4)->flags & KHEO_CELL_FORMULA) != 0);
  g_assert_cmpuint (kheo_sheet_get_cell (sheet, 1, 6)->type, ==, KHEO_CELL_DATE);

  g_assert_true (kheo_sheet_is_row_hidden (sheet, 1));
  g_assert_false (kheo_sheet_is_row_hidden (sheet, 0));
  g_assert_true (kheo_sheet_is_column_hidden (sheet, 3));
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 0, 2)->columns, ==, 3);
}

static void
test_1904 (void)
{
  g_autoptr (KheoWorkbook) workbook = sample_read_take (sample_zip (
      "[Content_Types].xml", "<Types/>", "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='/book.xml'/>"
      "</Relationships>",
      "book.xml", /* strict namespaces, another folder, hidden sheets and a chart */
      "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'"
      " xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
      "<x:workbookPr date1904='true'/><x:sheets>"
      "<x:sheet name='hai' r:id='b' state='hidden'/><x:sheet name='ba' r:id='d'/>"
      "<x:sheet name='một' r:id='c' state='veryHidden'/></x:sheets></x:workbook>",
      "_rels/book.xml.rels",
      "<Relationships><Relationship Id='b' Type='x/worksheet' Target='./s/../s/2.xml'/>"
      "<Relationship Id='c' Type='x/worksheet' Target='s\\1.xml'/>"
      "<Relationship Id='d' Type='x/chartsheet' Target='s/3.xml'/>"
      "<Relationship Id='e' Type='x/styles' Target='styles.xml'/></Relationships>",
      "styles.xml", "<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>",
      "S/1.xml", "<worksheet><sheetData/></worksheet>", "s/2.xml",
      "<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c s='1'><x:v>42877</x:v></x:c>"
      "<x:c><x:v>42877</x:v></x:c></x:row></x:sheetData></x:worksheet>",
      NULL));

  g_assert_cmpuint (kheo_workbook_get_n_sheets (workbook), ==, 2);
  g_assert_cmpstr (kheo_sheet_get_name (first (workbook)), ==, "hai");
  g_assert_cmpuint (kheo_sheet_get_state (first (workbook)), ==, KHEO_SHEET_HIDDEN);
  g_assert_cmpuint (kheo_sheet_get_state (kheo_workbook_get_sheet (workbook, 1)), ==,
                    KHEO_SHEET_VERY_HIDDEN);
  assert_shows (workbook, "A1", "23/05/2021");
  assert_shows (workbook, "B1", "42877");
}

static void
check_error (const char *sheet, const char *strings, int code)
{
  g_autoptr (GBytes) bytes = sample_xlsx (sheet, strings, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read_bytes (bytes, NULL, &error);

  g_test_message ("%.60s", sheet);
  g_assert_error (error, KHEO_ERROR, code);
  g_assert_null (workbook);
}

static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (KHEO_SHEET_MAX_ROWS * 2, 'x');
  g_autofree char *long_text = g_strdup_printf ("<si><t>%s</t></si>", huge);
  g_autofree char *long_value =
      g_strdup_printf ("<sheetData><row><c t='str'><v>%s</v></c></row></sheetData>", huge);

  check_error ("<sheetData><row><c t='s'><v>0</v></c></row></sheetData>", "", KHEO_ERROR_CORRUPT);
  check_error ("<sheetData><row><c t='s'><v>99999999999999999999</v></c></row></sheetData>",
               "<si><t>a</t></si>", KHEO_ERROR_CORRUPT);
  check_error ("<sheetData><row><c t='s'><v>-1</v></c></row></sheetData>", "<si><t>a</t></si>",
               KHEO_ERROR_CORRUPT);
  check_error ("<sheetData><row r='1'><c r='A2'><v>1</v></c></row></sheetData>", NULL,
               KHEO_ERROR_CORRUPT);
  check_error ("<sheetData><row r='1'><c r='XFE1'><v>1</v></c></row></sheetData>", NULL,
               KHEO_ERROR_TOO_LARGE);
  check_error ("<sheetData><row r='1'><c r='ABCDEFGH1'><v>1</v></c></row></sheetData>", NULL,
               KHEO_ERROR_CORRUPT);
  check_error ("<sheetData><row r='1048577'><c><v>1</v></c></row></sheetData>", NULL,
               KHEO_ERROR_TOO_LARGE);
  check_error ("<sheetData><row><c><v>1</v></row></sheetData>", NULL, KHEO_ERROR_CORRUPT);
  check_error ("<mergeCells><mergeCell ref='C1:A1'/></mergeCells>", NULL, KHEO_ERROR_CORRUPT);
  check_error ("", long_text, KHEO_ERROR_TOO_LARGE);
  check_error (long_value, NULL, KHEO_ERROR_TOO_LARGE);
}

/* What is no number stays visible. */
static void
test_odd_values (void)
{
  g_autoptr (KheoWorkbook) workbook = sample_read_take (
      sample_xlsx ("<sheetData><row><c><v>1.#QNAN</v></c><c t='zzz'><v>7</v></c><c t='s'/>"
                   "<c t='inlineStr'/><c t='b'><v>false</v></c><c s='70000'><v>1</v></c>"
                   "<c t='d'><v>mai</v></c></row></sheetData>",
                   NULL, NULL));

  assert_shows (workbook, "A1", "1.#QNAN");
  assert_shows (workbook, "B1", "7");
  assert_shows (workbook, "C1", "");
  assert_shows (workbook, "E1", "FALSE");
  assert_shows (workbook, "F1", "1");
  assert_shows (workbook, "G1", "mai");
}

static void
test_doctype (void)
{
  g_autoptr (GBytes) bytes =
      sample_zip ("[Content_Types].xml", "<Types/>", "_rels/.rels",
                  "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;&b;&b;'>]><Relationships>"
                  "<Relationship Id='a' Type='x/officeDocument' Target='&c;'/></Relationships>",
                  NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "DOCTYPE"));
}

static void
test_xlsb (void)
{
  g_autoptr (GBytes) bytes = sample_zip (
      "[Content_Types].xml", "<Types/>", "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.bin'/>"
      "</Relationships>",
      NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "xlsb"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/xlsx/full", test_full);
  g_test_add_func ("/sheet/xlsx/1904", test_1904);
  g_test_add_func ("/sheet/xlsx/refused", test_refused);
  g_test_add_func ("/sheet/xlsx/odd-values", test_odd_values);
  g_test_add_func ("/sheet/xlsx/doctype", test_doctype);
  g_test_add_func ("/sheet/xlsx/xlsb", test_xlsb);
  return g_test_run ();
}
