/*
 * One item of a board: a chart or a number, and while the board is arranged the bar to move, widen,
 * change and remove it.  Dragged on another it takes its place.
 *
 * What it asks of the board, by action: "board.move" (ii: from, to), "board.width" (ii: index,
 * columns), "board.kind" (is), "board.edit" (i), "board.remove" (i).
 *
 * Signals:
 *   "activated" (int category, int series)   a mark of the chart, or the tile (-1, -1)
 */
#pragma once

#include "kheo-board-charts.h"
#include "kheo-chart-card.h"

G_BEGIN_DECLS

#define KHEO_TYPE_BOARD_CARD (kheo_board_card_get_type ())
G_DECLARE_FINAL_TYPE (KheoBoardCard, kheo_board_card, KHEO, BOARD_CARD, GtkWidget)

GtkWidget *kheo_board_card_new (const KheoBoardItem *item, int index);
/* Shows @answer, which is not needed after the call but for its data, which is kept by reference.
 */
void kheo_board_card_show (KheoBoardCard *self, const KheoBoardAnswer *answer);
void kheo_board_card_set_arranging (KheoBoardCard *self, gboolean arranging);
/* NULL of a tile and of what cannot be shown. */
KheoChartCard *kheo_board_card_get_chart (KheoBoardCard *self);
/* What a tile says; "" of a chart. */
const char *kheo_board_card_get_number (KheoBoardCard *self);

G_END_DECLS
