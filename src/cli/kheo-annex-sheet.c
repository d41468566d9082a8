#include "kheo-annex-sheet.h"

#include "kheo-error.h"
#include "kheo-number.h"
#include "kheo-sheet-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_columns (KheoSheetWriter *writer, const KheoAnnexTable *table, const char *name)
{
  guint                       n = kheo_annex_table_get_n_columns (table);
  g_autofree KheoSheetColumn *columns = g_new0 (KheoSheetColumn, n);

  for (guint i = 0; i < n; i++)
    {
      columns[i].title = kheo_annex_table_get_heading (table, i);
      columns[i].type = kheo_annex_table_get_align (table, i) == KHEO_ALIGN_RIGHT
                            ? KHEO_COLUMN_INTEGER
                            : KHEO_COLUMN_TEXT;
    }
  kheo_sheet_writer_set_columns (writer, name, columns, n);
}

/* How kheo_number_format(), which wrote the cells, groups digits. */
static KheoNumberStyle
own_style (void)
{
  g_autofree char *thousand = kheo_number_format (1000);

  return strchr (thousand, '.') != NULL ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
}

static void
add_cell (KheoSheetWriter *writer, const char *text, KheoAlign align, KheoNumberStyle style)
{
  KheoNumber number;

  if (align == KHEO_ALIGN_RIGHT && kheo_number_parse (text, style, &number))
    kheo_sheet_writer_add_double (writer, number.value);
  else
    kheo_sheet_writer_add_text (writer, text);
}

gboolean
kheo_annex_sheet_write (const KheoAnnexTable *table,
                        const char           *name,
                        const char           *path,
                        GError              **error)
{
  g_autoptr (KheoSheetWriter) writer = NULL;
  KheoNumberStyle style = own_style ();
  KheoSheetFormat format;

  if (!kheo_sheet_format_from_path (path, &format))
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                           _ ("--output: name a file that ends in .pdf, .xlsx or .ods"));
      return FALSE;
    }
  writer = kheo_sheet_writer_new (path, format);
  set_columns (writer, table, name);
  for (guint row = 0; row < kheo_annex_table_get_n_rows (table); row++)
    {
      kheo_sheet_writer_begin_row (writer);
      for (guint i = 0; i < kheo_annex_table_get_n_columns (table); i++)
        add_cell (writer, kheo_annex_table_get_cell (table, row, i),
                  kheo_annex_table_get_align (table, i), style);
    }
  return kheo_sheet_writer_finish (writer, error);
}
