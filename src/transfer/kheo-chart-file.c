#include "kheo-chart-file.h"

#include "kheo-error.h"
#include "kheo-sheet.h"

#include <glib/gi18n-lib.h>

static void
add_cell (KheoSmallGrid *grid, const KheoSheet *sheet, const KheoCell *cell)
{
  g_autofree char *display = NULL;

  switch ((KheoCellType) cell->type)
    {
    case KHEO_CELL_NUMBER:
      {
        gboolean percent = kheo_sheet_get_style (sheet, cell)->is_percent;

        kheo_small_grid_add_number (grid, cell->value.number * (percent ? 100 : 1), percent);
        return;
      }
    case KHEO_CELL_DATE:
      display = kheo_date_format (kheo_cell_get_date (sheet, cell));
      kheo_small_grid_add_text (grid, display);
      return;
    case KHEO_CELL_EMPTY:
    case KHEO_CELL_TEXT:
    case KHEO_CELL_BOOLEAN:
    case KHEO_CELL_ERROR:
    default:
      display = kheo_cell_dup_display (sheet, cell);
      kheo_small_grid_add_text (grid, display);
    }
}

static void
add_row (KheoSmallGrid *grid, const KheoSheet *sheet, guint row)
{
  guint           n, column = 0;
  const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);

  kheo_small_grid_begin_row (grid);
  for (guint i = 0; i < n && column < KHEO_SMALL_GRID_MAX_COLUMNS; i++)
    {
      if (kheo_sheet_is_column_hidden (sheet, cells[i].column))
        continue;
      for (; column < cells[i].column && column < KHEO_SMALL_GRID_MAX_COLUMNS; column++)
        kheo_small_grid_add_text (grid, NULL);
      add_cell (grid, sheet, &cells[i]);
      column++;
    }
}

static KheoSmallTable *
read_sheet (const KheoSheet *sheet)
{
  g_autoptr (KheoSmallGrid) grid = kheo_small_grid_new ();
  /* Room for what stands around the table. */
  guint last = MIN (kheo_sheet_get_n_rows (sheet), KHEO_SMALL_GRID_MAX_ROWS + 1);

  for (guint row = 0; row < last; row++)
    if (!kheo_sheet_is_row_hidden (sheet, row))
      add_row (grid, sheet, row);
  return kheo_small_table_read (grid);
}

KheoSmallTable *
kheo_chart_file_read (const char *path, GError **error)
{
  g_autoptr (KheoWorkbook) workbook = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if ((workbook = kheo_workbook_read (path, NULL, error)) == NULL)
    return NULL;
  for (guint i = 0; i < kheo_workbook_get_n_sheets (workbook); i++)
    {
      const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, i);
      g_autoptr (KheoSmallTable) table = NULL;

      if (kheo_sheet_get_state (sheet) != KHEO_SHEET_VISIBLE)
        continue;
      table = read_sheet (sheet);
      if (table->labels->len > 0 && table->series->len > 0)
        return g_steal_pointer (&table);
    }
  name = g_filename_display_basename (path);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT,
               _ ("“%s” holds no small table: a column of labels and columns of numbers beside "
                  "it."),
               name);
  return NULL;
}
