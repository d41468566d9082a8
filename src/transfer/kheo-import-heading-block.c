/*
 * The rows that belong to one heading: those that merges reach into, those that stand below
 * headings over several columns, those above that span them.
 */
#include "kheo-import-block.h"

#include <string.h>

#define HEADING_ROWS 5u /* of one heading block at most */

/* Does a merge reach from rows @first … @last into the row below? */
static gboolean
merged_into_next (const KheoSheet *sheet, guint first, guint last)
{
  guint            n = 0;
  const KheoMerge *merges = kheo_sheet_get_merges (sheet, &n);

  for (guint i = 0; i < n && merges[i].row <= last; i++)
    if (merges[i].row >= first && merges[i].row + merges[i].rows > last + 1 &&
        merges[i].row + merges[i].rows <= first + HEADING_ROWS)
      return TRUE;
  return FALSE;
}

static gboolean
is_empty (KheoImport *self, const KheoSheet *sheet, guint row, guint column)
{
  return kheo_cell_is_blank (self, sheet, kheo_sheet_get_cell (sheet, row, column));
}

/* Does the heading at a place stand for the next column too, there or in the row below? */
static gboolean
spans_next (KheoImport *self, const KheoSheet *sheet, guint row, guint column)
{
  if (!is_empty (self, sheet, row, column + 1))
    return TRUE;
  return row + 1 < kheo_sheet_get_n_rows (sheet) && is_empty (self, sheet, row + 1, 0) &&
         !is_empty (self, sheet, row + 1, column) && !is_empty (self, sheet, row + 1, column + 1);
}

static gboolean
is_known_heading (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  const char *text = kheo_cell_text (self, sheet, cell);
  int         field = KHEO_COLUMN_NONE;

  return strlen (text) <= KHEO_HEADING_LENGTH &&
         kheo_heading_score (&kheo_register_models, text, &field) >= KHEO_HEADING_CERTAIN;
}

/* Without merges: a row of texts only, all below a blank, below a heading that stands for several
 * columns or a heading themselves, and nothing where the rows of data have their number and name.
 */
static gboolean
continues_below (KheoImport *self, const KheoSheet *sheet, guint first, guint row)
{
  guint           n = 0;
  guint           n_heading = 0;
  guint           n_texts = 0;
  const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);
  const KheoCell *heading = kheo_sheet_get_row (sheet, first, &n_heading);

  if (n == 0 || n_heading == 0 || cells[0].column < heading[0].column)
    return FALSE;
  /* … unless the very first heading stands for several columns. */
  if (cells[0].column == heading[0].column && !is_empty (self, sheet, first, heading[0].column + 1))
    return FALSE;
  /* One heading over several that stand yet deeper. */
  if (n == 1 && row + 1 < kheo_sheet_get_n_rows (sheet) && cells[0].type == KHEO_CELL_TEXT &&
      kheo_cell_is_blank (self, sheet, kheo_sheet_get_cell (sheet, first, cells[0].column + 1u)))
    {
      guint           n_deeper = 0;
      const KheoCell *deeper = kheo_sheet_get_row (sheet, row + 1, &n_deeper);

      return n_deeper >= 2 && deeper[0].column >= cells[0].column &&
             continues_below (self, sheet, first, row + 1);
    }
  for (guint i = 0; i < n; i++)
    {
      guint column = cells[i].column;

      if (kheo_cell_is_blank (self, sheet, &cells[i]))
        continue;
      if (cells[i].type != KHEO_CELL_TEXT)
        return FALSE;
      if (!is_empty (self, sheet, first, column) &&
          (!is_empty (self, sheet, first, column + 1) || !spans_next (self, sheet, row, column)) &&
          !is_known_heading (self, sheet, &cells[i]))
        return FALSE;
      n_texts++;
    }
  return n_texts >= 2;
}

/* A row above that spans several of the columns each ("THÔNG TIN MÔ HÌNH"), or reaches down. */
static gboolean
belongs_above (const KheoSheet *sheet, guint row, guint n_columns)
{
  guint            n = 0;
  guint            spans = 0;
  const KheoMerge *merges = kheo_sheet_get_merges (sheet, &n);

  for (guint i = 0; i < n && merges[i].row <= row; i++)
    {
      if (merges[i].row != row)
        continue;
      if (merges[i].rows > 1 && merges[i].rows <= HEADING_ROWS)
        return TRUE;
      if (merges[i].columns > 1 && merges[i].columns < n_columns)
        spans++;
    }
  return spans >= 2;
}

gboolean
kheo_heading_reaches (KheoImport *self, const KheoSheet *sheet, guint first, guint row)
{
  return merged_into_next (sheet, first, row - 1) || continues_below (self, sheet, first, row);
}

void
kheo_heading_find_block (KheoImportTable *table, guint row, guint start)
{
  guint n = 0;

  kheo_sheet_get_row (table->sheet, row, &n);
  table->info.heading_first = row;
  table->info.heading_last = row;
  while (table->info.heading_first > start && row - table->info.heading_first + 1 < HEADING_ROWS &&
         belongs_above (table->sheet, table->info.heading_first - 1, MAX (n, 4u)))
    table->info.heading_first--;
  while (table->info.heading_last - table->info.heading_first + 1 < HEADING_ROWS &&
         table->info.heading_last + 1 < kheo_sheet_get_n_rows (table->sheet) &&
         (merged_into_next (table->sheet, table->info.heading_first, table->info.heading_last) ||
          (table->info.heading_last >= row &&
           continues_below (table->import, table->sheet, row, table->info.heading_last + 1))))
    table->info.heading_last++;
}
