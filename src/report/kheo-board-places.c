#include "kheo-board-places.h"

/* As many in each row as make the rows from @first on alike. */
static int
count_tile_columns (const KheoBoardPlace *places, guint n, guint first, int fit)
{
  int wanted = 0, rows;

  for (guint i = first; i < n && places[i].is_tile; i++)
    wanted += places[i].width;
  rows = (wanted + fit - 1) / fit;
  return MIN (fit, (wanted + rows - 1) / rows);
}

void
kheo_board_places_arrange (KheoBoardPlace *places, guint n, int chart_columns, int tiles)
{
  guint row = 0;
  int   n_columns = 1, used = 0;

  g_return_if_fail (chart_columns >= 1 && tiles >= 1);

  for (guint i = 0; i < n; i++)
    {
      KheoBoardPlace *place = &places[i];
      gboolean        turns = i == 0 || place->is_tile != places[i - 1].is_tile;

      if (turns)
        n_columns = place->is_tile ? count_tile_columns (places, n, i, tiles) : chart_columns;
      place->span = CLAMP (place->width, 1, n_columns);
      if (i > 0 && (turns || used + place->span > n_columns))
        {
          row++;
          used = 0;
        }
      place->row = row;
      place->column = used;
      place->n_columns = n_columns;
      used += place->span;
    }
}
