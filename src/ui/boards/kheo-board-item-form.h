/*
 * What to put on a board: a number or a chart of the models, of an indicator, or one of the
 * office's own figures; how it is drawn, how wide, under what title.
 */
#pragma once

#include "kheo-board.h"
#include "kheo-scope.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_BOARD_ITEM_FORM (kheo_board_item_form_get_type ())
G_DECLARE_FINAL_TYPE (KheoBoardItemForm, kheo_board_item_form, KHEO, BOARD_ITEM_FORM, GtkWidget)

/* @item NULL: a new one. @charts: GPtrArray of KheoOwnChart. */
GtkWidget *
kheo_board_item_form_new (KheoScope *scope, const GPtrArray *charts, const KheoBoardItem *item);
/* As it is filled in; NULL while nothing is chosen. Caller frees. */
KheoBoardItem *kheo_board_item_form_get_item (KheoBoardItemForm *self);
/* For tests: chooses what a line of the list says. */
gboolean kheo_board_item_form_choose (KheoBoardItemForm *self, const char *dataset);

G_END_DECLS
