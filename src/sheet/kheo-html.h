/* Private to this room: HTML pages as sheets. */
#pragma once

#include "kheo-sheet-builder.h"

G_BEGIN_DECLS

/* Reads one page, in UTF-8, into @sheet: its tables one below the other with an empty row between,
 * texts outside tables as rows of their own. @out_has_table tells whether there was any. */
gboolean kheo_html_read_page (const GString *page,
                              KheoSheet     *sheet,
                              KheoProgress  *progress,
                              gboolean      *out_has_table,
                              GError       **error);

/* The grid under the tables of a page: where the next cell goes. */
typedef struct
{
  guint   row;    /* of the open <tr> */
  guint   column; /* next free one */
  GArray *busy;   /* guint: the first row that no cell above covers, by column */
} KheoHtmlTable;

typedef struct
{
  KheoSheet *sheet;
  GArray    *tables; /* KheoHtmlTable, the open ones, innermost last */
  guint      next_row;
} KheoHtmlGrid;

void kheo_html_grid_init (KheoHtmlGrid *self, KheoSheet *sheet);
void kheo_html_grid_clear (KheoHtmlGrid *self);
/* FALSE when tables are nested absurdly deep. */
gboolean kheo_html_grid_open_table (KheoHtmlGrid *self);
void     kheo_html_grid_close_table (KheoHtmlGrid *self);
void     kheo_html_grid_open_row (KheoHtmlGrid *self);
/* Takes room for a cell of that size and gives its place. */
gboolean kheo_html_grid_add_cell (
    KheoHtmlGrid *self, guint rows, guint columns, KheoPlace *out_place, GError **error);
/* A row for a text outside tables. */
guint kheo_html_grid_add_line (KheoHtmlGrid *self);

G_END_DECLS
