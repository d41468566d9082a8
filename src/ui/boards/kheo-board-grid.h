/*
 * The page of a board: tiles side by side, charts in up to three columns, each as wide as the
 * office chose.  Fewer columns where there is no room.  Children come and go in their order.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_BOARD_GRID (kheo_board_grid_get_type ())
G_DECLARE_FINAL_TYPE (KheoBoardGrid, kheo_board_grid, KHEO, BOARD_GRID, GtkWidget)

GtkWidget *kheo_board_grid_new (void);
void       kheo_board_grid_clear (KheoBoardGrid *self);
void  kheo_board_grid_append (KheoBoardGrid *self, GtkWidget *child, gboolean is_tile, int width);
guint kheo_board_grid_get_n (KheoBoardGrid *self);
GtkWidget *kheo_board_grid_get (KheoBoardGrid *self, guint index); /* borrowed, NULL beyond */

G_END_DECLS
