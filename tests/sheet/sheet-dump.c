/* Shows what a spreadsheet is read as: for people who work on the readers, and for bench/. */
#include "kheo-sheet.h"

#include <locale.h>

static void
dump_sheet (const KheoSheet *sheet)
{
  guint            n_merges;
  const KheoMerge *merges = kheo_sheet_get_merges (sheet, &n_merges);

  g_print ("== “%s” state %d, %u × %u, %" G_GUINT64_FORMAT " cells\n", kheo_sheet_get_name (sheet),
           kheo_sheet_get_state (sheet), kheo_sheet_get_n_rows (sheet),
           kheo_sheet_get_n_columns (sheet), kheo_sheet_get_n_cells (sheet));
  for (guint i = 0; i < n_merges; i++)
    g_print ("merge %u,%u %u × %u\n", merges[i].row, merges[i].column, merges[i].rows,
             merges[i].columns);
  for (guint row = 0; row < kheo_sheet_get_n_rows (sheet); row++)
    {
      guint           n_cells;
      const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n_cells);

      if (kheo_sheet_is_row_hidden (sheet, row))
        g_print ("row %u is hidden\n", row);
      for (guint i = 0; i < n_cells; i++)
        {
          const KheoCellStyle *style = kheo_sheet_get_style (sheet, &cells[i]);
          g_autofree char     *name = kheo_cell_name (row, cells[i].column);
          g_autofree char     *shown = kheo_cell_dup_display (sheet, &cells[i]);

          g_print ("%s %c%s%s %s “%s”\n", name, " tndbe"[cells[i].type],
                   style -> bold ? " bold" : "",
                   (cells[i].flags & KHEO_CELL_RICH) != 0 ? " rich" : "",
                   style->font_name != NULL ? style->font_name : "-", shown);
        }
    }
}

int
main (int argc, char **argv)
{
  gboolean quiet = argc > 1 && g_str_equal (argv[1], "--quiet");
  int      failures = 0;

  setlocale (LC_ALL, "");
  for (int i = 1 + quiet; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (KheoWorkbook) workbook = kheo_workbook_read (argv[i], NULL, &error);

      if (workbook == NULL)
        {
          g_print ("%s: %s (code %d)\n", argv[i], error->message, error->code);
          failures++;
          continue;
        }
      g_print ("%s: %s, %u sheets, %.1f ms\n", argv[i], kheo_workbook_get_format (workbook),
               kheo_workbook_get_n_sheets (workbook),
               (double) (g_get_monotonic_time () - start) / 1000);
      for (guint s = 0; !quiet && s < kheo_workbook_get_n_sheets (workbook); s++)
        dump_sheet (kheo_workbook_get_sheet (workbook, s));
    }
  return failures > 0;
}
