/* A written sheet as plain values. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char    *display; /* "" where there is nothing */
  gboolean is_number, is_date, is_formula, is_percent;
  double   number;
  guint    n_rows, n_columns; /* of the joined cells; 1 */
} SheetViewCell;

typedef struct
{
  guint          n_rows, n_columns;
  SheetViewCell *cells; /* row by row */
} SheetView;

SheetView           *sheet_view_read (const char *path);
void                 sheet_view_free (SheetView *self);
const SheetViewCell *sheet_view_get (const SheetView *self, guint row, guint column);
/* The first cell that shows @text; aborts without one. */
const SheetViewCell *
sheet_view_find (const SheetView *self, const char *text, guint *out_row, guint *out_column);
/* A part of a zip as text. */
char *sheet_view_read_part (const char *path, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetView, sheet_view_free)

G_END_DECLS
