/*
 * Boards: the charts and numbers that an office put together for a unit or for every unit, of the
 * unit, period and clock of the scope.  Asks only while it is shown.  A change of a board is one
 * action of the history; a book without boards shows the numbers of the overview, and is given a
 * board by the first change.
 *
 * Actions:
 *   "board.arrange" (state)        shows the bars by which items are moved, widened and removed
 *   "board.add" ()                 asks what to put on the board; "board.edit" (i) changes item i
 *   "board.move" (ii)              item i to place k
 *   "board.width" (ii)             item i over k columns
 *   "board.kind" (is)              the kind of chart of item i
 *   "board.remove" (i)
 *   "board.show" (x)               turn to the board with that id; 0: what offices start from
 *   "board.new", "board.rename", "board.delete" ()
 *   "board.only-unit" (state)      the board is only of the chosen unit
 *   "board.own-charts" ()          the charts of figures that are not in the book
 *   "board.print" ()               the board as it stands; its charts in other layouts
 */
#pragma once

#include "kheo-board-card.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_BOARD_VIEW (kheo_board_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoBoardView, kheo_board_view, KHEO, BOARD_VIEW, GtkWidget)

GtkWidget *kheo_board_view_new (KheoScope *scope);

/* The board that is shown; NULL before the first answer. Borrowed until the next. */
const KheoBoard *kheo_board_view_get_board (KheoBoardView *self);
/* For tests. */
gboolean       kheo_board_view_is_busy (KheoBoardView *self);
guint          kheo_board_view_get_n_items (KheoBoardView *self);
KheoBoardCard *kheo_board_view_get_card (KheoBoardView *self, guint index);
/* Puts @item at the end, as "board.add" does with what a person chose. Takes @item. */
void kheo_board_view_put (KheoBoardView *self, KheoBoardItem *item);

G_END_DECLS
