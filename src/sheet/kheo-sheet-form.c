#include "kheo-sheet-form-private.h"

#include "kheo-error.h"

#include <math.h>
#include <string.h>

KheoSheetForm *
kheo_sheet_form_new (const char *name)
{
  KheoSheetForm *self = g_new0 (KheoSheetForm, 1);

  self->name = g_strdup (name);
  self->strings = g_string_chunk_new (16 * 1024);
  self->columns = g_array_new (FALSE, FALSE, sizeof (double));
  self->styles = g_array_new (FALSE, FALSE, sizeof (KheoFormStyle));
  self->rows = g_array_new (FALSE, FALSE, sizeof (KheoFormRow));
  self->cells = g_array_new (FALSE, FALSE, sizeof (KheoFormCell));
  self->width = 210;
  self->height = 297;
  return self;
}

void
kheo_sheet_form_free (KheoSheetForm *self)
{
  g_free (self->name);
  g_string_chunk_free (self->strings);
  g_array_unref (self->columns);
  g_array_unref (self->styles);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self);
}

void
kheo_sheet_form_set_paper (KheoSheetForm *self,
                           double         width,
                           double         height,
                           const double   margins[4])
{
  self->width = width;
  self->height = height;
  memcpy (self->margins, margins, sizeof self->margins);
}

void
kheo_sheet_form_add_column (KheoSheetForm *self, double width)
{
  g_array_append_val (self->columns, width);
}

void
kheo_sheet_form_set_repeated (KheoSheetForm *self, guint first, guint n)
{
  self->repeated = first;
  self->n_repeated = n;
}

void
kheo_sheet_form_begin_row (KheoSheetForm *self, double height)
{
  KheoFormRow row = { height, self->cells->len };

  g_array_append_val (self->rows, row);
}

guint
kheo_sheet_form_get_n_rows (const KheoSheetForm *self)
{
  return self->rows->len;
}

static gboolean
same_style (const KheoFormStyle *a, const KheoFormStyle *b)
{
  return fabs (a->size - b->size) < 0.01 && a->bold == b->bold && a->italic == b->italic &&
         a->underline == b->underline && a->border == b->border && a->align == b->align &&
         a->kind == b->kind && a->decimals == b->decimals;
}

/* There are a dozen at most. */
static guint
find_style (KheoSheetForm *self, const KheoFormStyle *style)
{
  for (guint i = 0; i < self->styles->len; i++)
    if (same_style (&g_array_index (self->styles, KheoFormStyle, i), style))
      return i;
  g_array_append_val (self->styles, *style);
  return self->styles->len - 1;
}

static void
add (KheoSheetForm *self, KheoFormCell cell, const KheoFormStyle *style)
{
  g_return_if_fail (self->rows->len > 0 && cell.column < self->columns->len);

  cell.style = find_style (self, style);
  cell.n_columns = CLAMP (cell.n_columns, 1, self->columns->len - cell.column);
  cell.n_rows = MAX (cell.n_rows, 1);
  g_array_append_val (self->cells, cell);
}

void
kheo_sheet_form_add_text (KheoSheetForm       *self,
                          guint                column,
                          guint                n_columns,
                          guint                n_rows,
                          const KheoFormStyle *style,
                          const char          *text)
{
  KheoFormCell cell = { .column = column, .n_columns = n_columns, .n_rows = n_rows };

  cell.text = text != NULL && *text != '\0' ? g_string_chunk_insert (self->strings, text) : "";
  add (self, cell, style);
}

void
kheo_sheet_form_add_number (KheoSheetForm       *self,
                            guint                column,
                            const KheoFormStyle *style,
                            double               number)
{
  add (self, (KheoFormCell){ .column = column, .number = number }, style);
}

void
kheo_sheet_form_add_date (KheoSheetForm       *self,
                          guint                column,
                          const KheoFormStyle *style,
                          KheoDate             date)
{
  add (self, (KheoFormCell){ .column = column, .date = date }, style);
}

gboolean
kheo_sheet_form_write (const KheoSheetForm *self,
                       const char          *path,
                       KheoSheetFormat      format,
                       GError             **error)
{
  g_return_val_if_fail (self->columns->len > 0, FALSE);

  if (format == KHEO_SHEET_FORMAT_XLSX)
    return kheo_sheet_form_write_xlsx (self, path, error);
  if (format == KHEO_SHEET_FORMAT_ODS)
    return kheo_sheet_form_write_ods (self, path, error);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "“%s”: neither xlsx nor ods", path);
  return FALSE;
}
