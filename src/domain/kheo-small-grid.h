/*
 * Cells as they were pasted, typed or found in a small file, before anybody says what they mean.
 * Any thread; nothing is shared.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is larger is no small table. */
#define KHEO_SMALL_GRID_MAX_ROWS    5000u
#define KHEO_SMALL_GRID_MAX_COLUMNS 100u

typedef struct
{
  char    *text;    /* tidy; NULL: empty, or a number */
  double   number;  /* of a file's cell that is a number; else NAN */
  gboolean percent; /* … written with %: @number is 12.5 where the cell says 12,5 % */
} KheoSmallCell;

typedef struct _KheoSmallGrid KheoSmallGrid;

KheoSmallGrid *kheo_small_grid_new (void);
void           kheo_small_grid_free (KheoSmallGrid *self); /* may be NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSmallGrid, kheo_small_grid_free)

/* Rows and cells beyond the greatest size are left out: kheo_small_grid_is_cut(). */
void kheo_small_grid_begin_row (KheoSmallGrid *self);
void kheo_small_grid_add_text (KheoSmallGrid *self, const char *text);
void kheo_small_grid_add_number (KheoSmallGrid *self, double number, gboolean percent);
/* As a spreadsheet program puts it on the clipboard: lines of cells between tabs, a cell with line
 * breaks in quotes; without any tab semicolons part the cells. */
KheoSmallGrid *kheo_small_grid_parse (const char *text);

guint    kheo_small_grid_get_n_rows (const KheoSmallGrid *self);
guint    kheo_small_grid_get_n_columns (const KheoSmallGrid *self); /* of the longest row */
gboolean kheo_small_grid_is_cut (const KheoSmallGrid *self);
/* Never NULL: beyond the end of a row all is empty. */
const KheoSmallCell *kheo_small_grid_get (const KheoSmallGrid *self, guint row, guint column);
gboolean             kheo_small_cell_is_empty (const KheoSmallCell *cell);
/* The number as it is typed in Vietnam, without points: "1234567,25". */
char *kheo_small_number_to_text (double number);
/* The text, or the number as above; "" when empty. */
char *kheo_small_cell_to_text (const KheoSmallCell *cell);

G_END_DECLS
