#include "kheo-sheet-form-private.h"

#include "kheo-error.h"

#include <math.h>
#include <string.h>

#define POINTS_PER_MM (72 / 25.4)
#define MOST_FROZEN   300.0 /* points: 400 pixels, most of what a small screen shows of a sheet */

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
  g_free (self->title);
  g_free (self->author);
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
  g_return_if_fail (self->columns->len < KHEO_FORM_MOST_COLUMNS);

  g_array_append_val (self->columns, width);
}

void
kheo_sheet_form_set_repeated (KheoSheetForm *self, guint first, guint n)
{
  self->repeated = first;
  self->n_repeated = n;
}

void
kheo_sheet_form_set_words (KheoSheetForm *self, const char *title, const char *author)
{
  g_free (self->title);
  g_free (self->author);
  self->title = g_strdup (title);
  self->author = g_strdup (author);
}

void
kheo_sheet_form_keep_last (KheoSheetForm *self, guint first)
{
  self->kept = first;
}

/* Points of the rows @first … @end − 1. */
static double
height_of (const KheoSheetForm *self, guint first, guint end)
{
  double height = 0;

  for (guint i = first; i < MIN (end, self->rows->len); i++)
    height += g_array_index (self->rows, KheoFormRow, i).height;
  return height;
}

gboolean
kheo_form_is_frozen (const KheoSheetForm *self)
{
  return self->n_repeated > 0 &&
         height_of (self, 0, self->repeated + self->n_repeated) <= MOST_FROZEN;
}

guint
kheo_form_find_break (const KheoSheetForm *self)
{
  double page = (self->height - self->margins[0] - self->margins[2]) * POINTS_PER_MM;
  double top = height_of (self, self->repeated, self->repeated + self->n_repeated), y = 0;
  double last = height_of (self, self->kept, self->rows->len);

  if (self->kept == 0)
    return 0;
  for (guint i = 0; i < self->kept; i++)
    {
      double height = g_array_index (self->rows, KheoFormRow, i).height;

      if (y + height > page)
        y = i >= self->repeated + self->n_repeated ? top : 0;
      y += height;
    }
  return y + last > page && top + last <= page ? self->kept : 0;
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
         a->underline == b->underline && a->border == b->border && a->is_top == b->is_top &&
         a->align == b->align && a->kind == b->kind && a->decimals == b->decimals;
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
add (KheoSheetForm *self, KheoFormCell cell, guint column, const KheoFormStyle *style)
{
  g_return_if_fail (self->rows->len > 0 && column < self->columns->len);

  cell.column = (guint16) column;
  cell.style = (guint16) find_style (self, style);
  g_array_append_val (self->cells, cell);
}

static void
add_text (KheoSheetForm       *self,
          guint                column,
          guint                n_columns,
          guint                n_rows,
          const KheoFormStyle *style,
          const char          *text)
{
  KheoFormCell cell = { .text = text, .type = KHEO_FORM_CELL_TEXT };

  cell.n_columns = (guint16) CLAMP (n_columns, 1, self->columns->len - column);
  cell.n_rows = (guint16) CLAMP (n_rows, 1, KHEO_FORM_MOST_JOINED) & KHEO_FORM_MOST_JOINED;
  add (self, cell, column, style);
}

void
kheo_sheet_form_add_text (KheoSheetForm       *self,
                          guint                column,
                          guint                n_columns,
                          guint                n_rows,
                          const KheoFormStyle *style,
                          const char          *text)
{
  gboolean any = text != NULL && *text != '\0';

  add_text (self, column, n_columns, n_rows, style,
            any ? g_string_chunk_insert (self->strings, text) : "");
}

void
kheo_sheet_form_lend_text (KheoSheetForm       *self,
                           guint                column,
                           guint                n_columns,
                           const KheoFormStyle *style,
                           const char          *text)
{
  add_text (self, column, n_columns, 1, style, text != NULL ? text : "");
}

void
kheo_sheet_form_add_number (KheoSheetForm       *self,
                            guint                column,
                            const KheoFormStyle *style,
                            double               number)
{
  const KheoFormCell cell = {
    .number = number, .n_columns = 1, .n_rows = 1, .type = KHEO_FORM_CELL_NUMBER
  };

  add (self, cell, column, style);
}

void
kheo_sheet_form_add_date (KheoSheetForm       *self,
                          guint                column,
                          const KheoFormStyle *style,
                          KheoDate             date)
{
  const KheoFormCell cell = {
    .date = date, .n_columns = 1, .n_rows = 1, .type = KHEO_FORM_CELL_DATE
  };

  add (self, cell, column, style);
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
