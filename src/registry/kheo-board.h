/*
 * Boards: pages of charts and tiles that an office arranged, for every unit or only for one.
 * Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

#define KHEO_BOARD_COLUMNS 3

typedef struct
{
  gint64   id;      /* 0: not in the book yet */
  int      width;   /* columns, 1 … KHEO_BOARD_COLUMNS */
  gboolean is_tile; /* a number; else a chart */
  /* Tiles: "models", "models:FIELD=VALUE", "indicator:CODE".  Charts: "models:field|kind|child|
   * year|child-field|year-field", "completeness", "indicator:CODE" or "indicator:CODE:BY", or
   * "chart": the own chart @chart_id. */
  char  *dataset;
  char  *kind;  /* of a chart; NULL: the one that shows it best */
  char  *title; /* NULL: the dataset's own */
  gint64 chart_id;
  char  *options; /* NULL */
} KheoBoardItem;

typedef struct
{
  gint64     id; /* 0: not in the book yet */
  char      *name;
  gint64     unit_id; /* only of this unit; 0: of every unit */
  int        place;
  GPtrArray *items; /* of KheoBoardItem, in their order */
} KheoBoard;

KheoBoardItem *kheo_board_item_new (gboolean is_tile, const char *dataset, int width);
KheoBoardItem *kheo_board_item_dup (const KheoBoardItem *self);
void           kheo_board_item_free (KheoBoardItem *self);
KheoBoard     *kheo_board_new (const char *name);
KheoBoard     *kheo_board_dup (const KheoBoard *self);
void           kheo_board_free (KheoBoard *self); /* may be NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoBoardItem, kheo_board_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoBoard, kheo_board_free)

/* Those of every unit and those only of @unit_id, in their order: GPtrArray of KheoBoard. */
GPtrArray *kheo_board_list (KheoDb *db, gint64 unit_id, GError **error);
/* Brings the book to what @board says: rows that are as they should be are not touched, so that
 * an undo finds them; what is new is given its id. */
gboolean kheo_board_save (KheoDb *db, KheoBoard *board, GError **error);
gboolean kheo_board_remove (KheoDb *db, gint64 id, GError **error);

G_END_DECLS
