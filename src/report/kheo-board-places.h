/*
 * Where the items of a board stand beside each other, on the window and on paper alike: charts in
 * columns, tiles in rows that are as alike as can be; a chart never stands in a row of tiles.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean is_tile;
  int      width; /* columns that it asks for */

  /* Found out. */
  guint row;
  int   column, span; /* of the n_columns of its row */
  int   n_columns;
} KheoBoardPlace;

/* @tiles: how many fit side by side.  Rows count from 0. */
void kheo_board_places_arrange (KheoBoardPlace *places, guint n, int chart_columns, int tiles);

G_END_DECLS
