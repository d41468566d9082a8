/* Targets: what was set for a unit wins; where nothing was, what was set for those below it. */
#include "kheo-figure-sums.h"

#include "kheo-filter.h"

static gboolean
is_additive (const KheoIndicator *indicator)
{
  return !kheo_indicator_is_rate (indicator) && indicator->across_units != KHEO_ACROSS_NONE;
}

/* A target of a unit that no longer lives is one of the unit that took it in. */
static int
place_of (KheoPlacing *placing, guint unit)
{
  int place = placing->place[unit];

  return placing->apportioned[unit] ? place : -1;
}

gint64 *
kheo_figure_targets_new (const KheoFigureQuestion *question,
                         const KheoQuery          *query,
                         KheoUnitMap             **out_map)
{
  KheoPlacing       *placing = kheo_world_get_placing (question->world, kheo_query_get_day (query));
  KheoUnitMap       *map = placing->map;
  gint64            *targets = g_new (gint64, MAX (map->n, 1));
  g_autofree gint64 *below = g_new0 (gint64, MAX (map->n, 1));
  g_autofree guint8 *has_below = g_new0 (guint8, MAX (map->n, 1));
  g_autoptr (KheoFigureChoice) choice = kheo_figure_choice_new_over_time (
      question->world, question->columns, question->targets, question->indicator, query->period);

  for (guint i = 0; i < map->n; i++)
    targets[i] = KHEO_NO_AMOUNT;
  for (guint i = 0; i < choice->pieces->len; i++)
    {
      const KheoPiece *piece = &g_array_index (choice->pieces, KheoPiece, i);
      gint64           value = question->targets->values[piece->slot];
      int              place = map->index[piece->unit];

      if (place >= 0)
        targets[place] = (targets[place] == KHEO_NO_AMOUNT ? 0 : targets[place]) + value;
      else if ((place = place_of (placing, piece->unit)) >= 0)
        {
          below[place] += value;
          has_below[place] = TRUE;
        }
    }
  *out_map = map;
  if (!is_additive (question->indicator))
    return targets;
  /* Parents stand before their children. */
  for (guint i = map->n; i > 0; i--)
    {
      if (targets[i - 1] == KHEO_NO_AMOUNT && has_below[i - 1])
        targets[i - 1] = below[i - 1];
      if (targets[i - 1] != KHEO_NO_AMOUNT && map->parent[i - 1] >= 0)
        {
          below[map->parent[i - 1]] += targets[i - 1];
          has_below[map->parent[i - 1]] = TRUE;
        }
    }
  return targets;
}
