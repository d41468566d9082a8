#include "sheet-view.h"

#include "kheo-sheet.h"
#include "kheo-zip.h"

static void
fill (SheetViewCell *cell, const KheoSheet *sheet, guint row, guint column)
{
  const KheoCell  *from = kheo_sheet_get_cell (sheet, row, column);
  const KheoMerge *merge = kheo_sheet_find_merge (sheet, row, column);

  cell->display = kheo_cell_dup_display (sheet, from);
  cell->n_rows = merge != NULL ? merge->rows : 1;
  cell->n_columns = merge != NULL ? merge->columns : 1;
  if (from == NULL)
    return;
  cell->is_formula = (from->flags & KHEO_CELL_FORMULA) != 0;
  cell->is_date = kheo_cell_get_date (sheet, from) != KHEO_DATE_UNKNOWN;
  cell->is_percent = kheo_sheet_get_style (sheet, from)->is_percent;
  cell->is_number = kheo_cell_get_text (sheet, from) == NULL;
  cell->number = cell->is_number ? from->value.number : 0;
}

SheetView *
sheet_view_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) book = kheo_workbook_read (path, NULL, &error);
  SheetView       *self = g_new0 (SheetView, 1);
  const KheoSheet *sheet;

  g_assert_no_error (error);
  sheet = kheo_workbook_get_sheet (book, 0);
  self->n_rows = kheo_sheet_get_n_rows (sheet);
  self->n_columns = kheo_sheet_get_n_columns (sheet);
  self->cells = g_new0 (SheetViewCell, self->n_rows * self->n_columns);
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      fill (&self->cells[row * self->n_columns + column], sheet, row, column);
  return self;
}

void
sheet_view_free (SheetView *self)
{
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    g_free (self->cells[i].display);
  g_free (self->cells);
  g_free (self);
}

const SheetViewCell *
sheet_view_get (const SheetView *self, guint row, guint column)
{
  g_assert_true (row < self->n_rows && column < self->n_columns);
  return &self->cells[row * self->n_columns + column];
}

const SheetViewCell *
sheet_view_find (const SheetView *self, const char *text, guint *out_row, guint *out_column)
{
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      if (g_str_equal (sheet_view_get (self, row, column)->display, text))
        {
          *out_row = row;
          *out_column = column;
          return sheet_view_get (self, row, column);
        }
  g_error ("no cell shows \"%s\"", text);
}

char *
sheet_view_read_part (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize            size = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KheoZip) zip = NULL;
  GString *text;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  zip = kheo_zip_open (bytes, NULL, &error);
  g_assert_no_error (error);
  text = kheo_zip_read_all (zip, name, 1 << 24, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}
