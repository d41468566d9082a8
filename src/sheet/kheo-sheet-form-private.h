/* Shared by the files of the form only. */
#pragma once

#include "kheo-sheet-form.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_FORM_CELL_TEXT,
  KHEO_FORM_CELL_NUMBER,
  KHEO_FORM_CELL_DATE,
} KheoFormCellType;

/* 16 bytes: a sheet has a million of them. */
typedef struct
{
  union
  {
    const char *text; /* borrowed, or owned by the chunk */
    double      number;
    KheoDate    date;
  };
  guint16 column, n_columns;
  guint16 style; /* index */
  guint16 n_rows : 14, type : 2;
} KheoFormCell;

G_STATIC_ASSERT (sizeof (KheoFormCell) == 16);

typedef struct
{
  double height; /* points; 0: as its texts need */
  guint  first;  /* cell */
} KheoFormRow;

struct _KheoSheetForm
{
  char         *name;
  char         *title, *author; /* what the file says of itself; may be NULL */
  GStringChunk *strings;
  GArray       *columns;                   /* double: millimetres */
  GArray       *styles;                    /* KheoFormStyle */
  GArray       *rows;                      /* KheoFormRow */
  GArray       *cells;                     /* KheoFormCell, row by row */
  double        width, height, margins[4]; /* millimetres: top, right, bottom, left */
  guint         repeated, n_repeated;
  guint         kept; /* the first of the last rows that stand on one page; 0: none do */
};

#define KHEO_FORM_MOST_COLUMNS 16384u
#define KHEO_FORM_MOST_JOINED  16383u /* rows */

/* Whether the rows above the first that scrolls leave room below them on a small screen. */
gboolean kheo_form_is_frozen (const KheoSheetForm *self);
/* The row with which a page must begin so that the last ones stand together; 0: they do. */
guint kheo_form_find_break (const KheoSheetForm *self);

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
