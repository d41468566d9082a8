#include "kheo-chart-walk.h"

#include <gdk/gdk.h>

typedef enum
{
  MOVE_NONE,
  MOVE_FIRST,
  MOVE_LAST,
  MOVE_BACK, /* by a mark */
  MOVE_ON,
  MOVE_UP, /* by a category */
  MOVE_DOWN,
} Move;

static Move
move_of (guint key)
{
  static const struct
  {
    guint key, keypad;
    Move  move;
  } moves[] = {
    { GDK_KEY_Home, GDK_KEY_KP_Home, MOVE_FIRST }, { GDK_KEY_End, GDK_KEY_KP_End, MOVE_LAST },
    { GDK_KEY_Left, GDK_KEY_KP_Left, MOVE_BACK },  { GDK_KEY_Right, GDK_KEY_KP_Right, MOVE_ON },
    { GDK_KEY_Up, GDK_KEY_KP_Up, MOVE_UP },        { GDK_KEY_Down, GDK_KEY_KP_Down, MOVE_DOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (key == moves[i].key || key == moves[i].keypad)
      return moves[i].move;
  return MOVE_NONE;
}

gboolean
kheo_chart_walk_is_key (guint key)
{
  return move_of (key) != MOVE_NONE;
}

/* From @index to the next mark of another category, @step +1 or -1. */
static int
find_other_category (const KheoChartLayout *layout, int index, int step)
{
  int n = (int) kheo_chart_layout_get_n_marks (layout);
  int category = kheo_chart_layout_get_mark (layout, (guint) index)->category;

  for (int i = index + step; i >= 0 && i < n; i += step)
    if (kheo_chart_layout_get_mark (layout, (guint) i)->category != category)
      return i;
  return index;
}

int
kheo_chart_walk (const KheoChartLayout *layout, int current, guint key)
{
  int  last = (int) kheo_chart_layout_get_n_marks (layout) - 1;
  Move move = move_of (key);

  if (move == MOVE_LAST)
    return last;
  if (move == MOVE_FIRST || current < 0 || current > last)
    return 0;
  if (move == MOVE_BACK)
    return MAX (0, current - 1);
  if (move == MOVE_ON)
    return MIN (last, current + 1);
  return find_other_category (layout, current, move == MOVE_UP ? -1 : 1);
}
