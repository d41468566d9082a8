/* A board's arrangement, the same on the window and on paper. */
#include "kheo-board-places.h"

static void
check (const KheoBoardPlace *place, guint row, int column, int span, int n_columns)
{
  g_assert_cmpuint (place->row, ==, row);
  g_assert_cmpint (place->column, ==, column);
  g_assert_cmpint (place->span, ==, span);
  g_assert_cmpint (place->n_columns, ==, n_columns);
}

/* Seven tiles where six fit are four and three, not six and one. */
static void
test_tiles_alike (void)
{
  KheoBoardPlace places[8] = { { 0 } };

  for (guint i = 0; i < 8; i++)
    places[i] = (KheoBoardPlace){ i < 7, 1 };
  kheo_board_places_arrange (places, 8, 3, 6);
  check (&places[0], 0, 0, 1, 4);
  check (&places[3], 0, 3, 1, 4);
  check (&places[4], 1, 0, 1, 4);
  check (&places[6], 1, 2, 1, 4);
  check (&places[7], 2, 0, 1, 3); /* a chart begins a row */
}

static void
test_charts_wrap (void)
{
  KheoBoardPlace places[] = { { FALSE, 2 }, { FALSE, 1 }, { FALSE, 2 }, { FALSE, 3 }, { TRUE, 1 } };

  kheo_board_places_arrange (places, G_N_ELEMENTS (places), 3, 6);
  check (&places[0], 0, 0, 2, 3);
  check (&places[1], 0, 2, 1, 3);
  check (&places[2], 1, 0, 2, 3);
  check (&places[3], 2, 0, 3, 3);
  check (&places[4], 3, 0, 1, 1);
  /* Narrower: what is too wide takes the row. */
  kheo_board_places_arrange (places, G_N_ELEMENTS (places), 1, 6);
  for (guint i = 0; i < 4; i++)
    check (&places[i], i, 0, 1, 1);
  kheo_board_places_arrange (places, 0, 1, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/board-places/tiles-alike", test_tiles_alike);
  g_test_add_func ("/report/board-places/charts-wrap", test_charts_wrap);
  return g_test_run ();
}
