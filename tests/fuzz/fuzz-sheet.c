/* One reader on arbitrary bytes: TARGET names it (see meson.build). Whatever comes out is looked at
 * completely, so that a bad offset or count shows itself. */
#include "kheo-sheet-builder.h"
#include "sheet-samples.h"

#include <string.h>

#define SEPARATOR "\n%%%%\n" /* between the parts of a "-parts" input */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Parts inside their zip, since mutating the compressed bytes would never get past the checksum.
 * Up to three, in the order of sample_xlsx() and sample_ods(). */
static GBytes *
zip_parts (GBytes *bytes, gboolean is_ods)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);
  g_auto (GStrv) parts = g_strsplit (text, SEPARATOR, 3);
  guint n = g_strv_length (parts);

  if (is_ods)
    return sample_ods (n > 1 ? parts[1] : "", n > 0 ? parts[0] : "");
  return sample_xlsx (n > 0 ? parts[0] : "", n > 1 ? parts[1] : NULL, n > 2 ? parts[2] : NULL);
}

static KheoWorkbook *
read_target (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) zip = NULL;

  if (strcmp (TARGET, "xlsx") == 0)
    return kheo_xlsx_read (bytes, NULL, error);
  if (strcmp (TARGET, "ods") == 0)
    return kheo_ods_read (bytes, NULL, error);
  if (strcmp (TARGET, "xls") == 0)
    return kheo_xls_read (bytes, NULL, error);
  if (strcmp (TARGET, "biff") == 0)
    return kheo_xls_read_stream (bytes, NULL, error);
  if (strcmp (TARGET, "html") == 0)
    return kheo_html_read (bytes, NULL, error);
  if (strcmp (TARGET, "mhtml") == 0)
    return kheo_mhtml_read (bytes, NULL, error);
  if (strcmp (TARGET, "xml2003") == 0)
    return kheo_xml2003_read (bytes, NULL, error);
  if (strcmp (TARGET, "csv") == 0)
    return kheo_csv_read (bytes, NULL, error);
  if (strcmp (TARGET, "any") == 0)
    return kheo_workbook_read_bytes (bytes, NULL, error);

  zip = zip_parts (bytes, strcmp (TARGET, "ods-parts") == 0);
  return kheo_workbook_read_bytes (zip, NULL, error);
}

static void
check_cell (const KheoSheet *sheet, guint row, const KheoCell *cell)
{
  const KheoCellStyle *style = kheo_sheet_get_style (sheet, cell);
  g_autofree char     *shown = kheo_cell_dup_display (sheet, cell);
  const char          *text = kheo_cell_get_text (sheet, cell);
  guint                n_runs;
  const KheoTextRun   *runs = kheo_cell_get_runs (sheet, cell, &n_runs);

  g_assert_true (kheo_sheet_get_cell (sheet, row, cell->column) == cell);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_true (style->font_name == NULL || g_utf8_validate (style->font_name, -1, NULL));
  kheo_cell_get_date (sheet, cell);
  kheo_sheet_find_merge (sheet, row, cell->column);
  if (text == NULL)
    return;
  g_assert_cmpuint (strlen (text), ==, cell->value.text.length);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < n_runs; i++)
    g_assert_cmpuint (runs[i].start, <=, cell->value.text.length);
}

static void
check_sheet (const KheoSheet *sheet)
{
  g_assert_true (g_utf8_validate (kheo_sheet_get_name (sheet), -1, NULL));
  for (guint row = 0; row < kheo_sheet_get_n_rows (sheet); row++)
    {
      guint           n;
      const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);

      kheo_sheet_is_row_hidden (sheet, row);
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (i == 0 || cells[i].column > cells[i - 1].column);
          check_cell (sheet, row, &cells[i]);
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = NULL;

  if (size == 0) /* refused before any reader sees it */
    return 0;
  workbook = read_target (bytes, &error);
  g_assert_true ((workbook == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (guint i = 0; workbook != NULL && i < kheo_workbook_get_n_sheets (workbook); i++)
    check_sheet (kheo_workbook_get_sheet (workbook, i));
  return 0;
}
