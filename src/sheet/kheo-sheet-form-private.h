/* Shared by the files of the form only. */
#pragma once

#include "kheo-sheet-form.h"

G_BEGIN_DECLS

typedef struct
{
  guint       column, n_columns, n_rows;
  guint       style; /* index */
  const char *text;  /* owned by the chunk; NULL: a number or a date */
  double      number;
  KheoDate    date;
} KheoFormCell;

typedef struct
{
  double height; /* points; 0: as its texts need */
  guint  first;  /* cell */
} KheoFormRow;

struct _KheoSheetForm
{
  char         *name;
  GStringChunk *strings;
  GArray       *columns;                   /* double: millimetres */
  GArray       *styles;                    /* KheoFormStyle */
  GArray       *rows;                      /* KheoFormRow */
  GArray       *cells;                     /* KheoFormCell, row by row */
  double        width, height, margins[4]; /* millimetres: top, right, bottom, left */
  guint         repeated, n_repeated;
};

/* Behind the last cell of @row. */
static inline guint
kheo_form_row_end (const KheoSheetForm *self, guint row)
{
  return row + 1 < self->rows->len ? g_array_index (self->rows, KheoFormRow, row + 1).first
                                   : self->cells->len;
}

gboolean kheo_sheet_form_write_xlsx (const KheoSheetForm *self, const char *path, GError **error);
gboolean kheo_sheet_form_write_ods (const KheoSheetForm *self, const char *path, GError **error);

/* The library escapes control characters, but a text that holds "_x000D_" itself would be read as
 * that character. */
char *kheo_xlsx_escape (const char *text);

G_END_DECLS
