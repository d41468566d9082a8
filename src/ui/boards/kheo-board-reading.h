/* What a board view asks of the book: its boards, and the answers of the one that is shown. */
#pragma once

#include "kheo-board-charts.h"

G_BEGIN_DECLS

typedef struct
{
  KheoQuery *query; /* unit, period, clock */
  gint64     board; /* the one to show; 0: the first, or the one that offices start from */
} KheoBoardQuestion;

KheoBoardQuestion *kheo_board_question_new (KheoQuery *query, gint64 board); /* takes @query */
void               kheo_board_question_free (gpointer question);

typedef struct
{
  GPtrArray *boards;  /* of KheoBoard: of every unit and of this one */
  KheoBoard *board;   /* shown: a copy of one of @boards, or the default one with id 0 */
  GPtrArray *answers; /* of KheoBoardAnswer, one an item of @board */
  GPtrArray *charts;  /* of KheoOwnChart: those of the book */
} KheoBoardReading;

void kheo_board_reading_free (gpointer reading);

/* For kheo_store_read_async(): a KheoBoardReading of a KheoBoardQuestion. */
gpointer
kheo_board_read_job (KheoDb *db, gpointer question, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoBoardReading, kheo_board_reading_free)

G_END_DECLS
