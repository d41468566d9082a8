#include "kheo-sheet-builder.h"

const char *
kheo_sheet_get_name (const KheoSheet *self)
{
  return self->name;
}

KheoSheetState
kheo_sheet_get_state (const KheoSheet *self)
{
  return self->state;
}

guint
kheo_sheet_get_n_rows (const KheoSheet *self)
{
  return self->n_rows;
}

guint
kheo_sheet_get_n_columns (const KheoSheet *self)
{
  return self->n_columns;
}

guint64
kheo_sheet_get_n_cells (const KheoSheet *self)
{
  return self->n_cells;
}

const char *
kheo_sheet_get_strings (const KheoSheet *self, gsize *out_size)
{
  *out_size = self->workbook->arena.size;
  return self->workbook->arena.data;
}

const KheoCell *
kheo_sheet_get_row (const KheoSheet *self, guint row, guint *out_n_cells)
{
  if (row >= self->n_rows)
    {
      *out_n_cells = 0;
      return NULL;
    }
  *out_n_cells = self->row_starts[row + 1] - self->row_starts[row];
  return self->cells + self->row_starts[row];
}

const KheoCell *
kheo_sheet_get_cell (const KheoSheet *self, guint row, guint column)
{
  guint           n_cells;
  const KheoCell *cells = kheo_sheet_get_row (self, row, &n_cells);
  guint           low = 0;

  /* Most rows have no gaps to the left. */
  if (column < n_cells && cells[column].column == column)
    return &cells[column];
  while (low < n_cells)
    {
      guint middle = low + (n_cells - low) / 2;

      if (cells[middle].column == column)
        return &cells[middle];
      if (cells[middle].column < column)
        low = middle + 1;
      else
        n_cells = middle;
    }
  return NULL;
}

static gboolean
is_in_spans (const GArray *spans, guint place)
{
  guint low = 0;
  guint high = spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (spans, KheoSpan, middle).last < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low < spans->len && g_array_index (spans, KheoSpan, low).first <= place;
}

gboolean
kheo_sheet_is_row_hidden (const KheoSheet *self, guint row)
{
  return is_in_spans (self->hidden_rows, row);
}

gboolean
kheo_sheet_is_column_hidden (const KheoSheet *self, guint column)
{
  return is_in_spans (self->hidden_columns, column);
}

const KheoMerge *
kheo_sheet_get_merges (const KheoSheet *self, guint *out_n_merges)
{
  *out_n_merges = self->merges->len;
  return (const KheoMerge *) (const void *) self->merges->data;
}

const KheoMerge *
kheo_sheet_find_merge (const KheoSheet *self, guint row, guint column)
{
  const KheoMerge *merges = (const KheoMerge *) (const void *) self->merges->data;
  guint            low, high;

  if (column >= self->n_columns)
    return NULL;
  low = self->merge_starts[column];
  high = self->merge_starts[column + 1];

  /* The last block of this column that starts at or above the row. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (merges[self->merge_index[middle]].row <= row)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->merge_starts[column])
    return NULL;
  merges += self->merge_index[low - 1];
  return row - merges->row < merges->rows ? merges : NULL;
}

const char *
kheo_cell_get_text (const KheoSheet *sheet, const KheoCell *cell)
{
  if (cell->type != KHEO_CELL_TEXT && cell->type != KHEO_CELL_ERROR)
    return NULL;
  return sheet->workbook->arena.data + cell->value.text.offset;
}

const KheoCellStyle *
kheo_sheet_get_style (const KheoSheet *self, const KheoCell *cell)
{
  return &g_array_index (self->workbook->styles, KheoCellStyle, cell->style);
}

const KheoTextRun *
kheo_cell_get_runs (const KheoSheet *sheet, const KheoCell *cell, guint *out_n_runs)
{
  GArray *runs = NULL;

  if ((cell->flags & KHEO_CELL_RICH) != 0)
    runs = g_hash_table_lookup (sheet->workbook->runs, GUINT_TO_POINTER (cell->value.text.offset));
  *out_n_runs = runs != NULL ? runs->len : 0;
  return runs != NULL ? (const KheoTextRun *) (const void *) runs->data : NULL;
}

KheoDate
kheo_cell_get_date (const KheoSheet *sheet, const KheoCell *cell)
{
  if (cell->type != KHEO_CELL_DATE)
    return KHEO_DATE_UNKNOWN;
  return kheo_date_from_serial (cell->value.number, FALSE);
}

char *
kheo_cell_dup_display (const KheoSheet *sheet, const KheoCell *cell)
{
  if (cell == NULL)
    return g_strdup ("");

  switch ((KheoCellType) cell->type)
    {
    case KHEO_CELL_TEXT:
    case KHEO_CELL_ERROR:
      return g_strdup (kheo_cell_get_text (sheet, cell));
    case KHEO_CELL_NUMBER:
    case KHEO_CELL_DATE:
      return kheo_number_format_apply (kheo_sheet_get_style (sheet, cell)->number_format,
                                       cell->value.number);
    case KHEO_CELL_BOOLEAN:
      return g_strdup (cell->value.number != 0 ? "TRUE" : "FALSE");
    case KHEO_CELL_EMPTY:
    default:
      return g_strdup ("");
    }
}

char *
kheo_cell_name (guint row, guint column)
{
  char  letters[8];
  char *start = letters + sizeof letters;

  *--start = '\0';
  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    *--start = (char) ('A' + (rest - 1) % 26);
  return g_strdup_printf ("%s%u", start, row + 1);
}
