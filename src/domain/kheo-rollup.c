#include "kheo-rollup.h"
#include "kheo-filter.h"
#include "kheo-moves.h"

/* Bottom up: parents stand before their children, so one pass from the end is enough. */
static void
sum_up (KheoUnitMap *map, guint32 *counts)
{
  for (guint i = map->n; i > 0; i--)
    if (map->parent[i - 1] >= 0)
      counts[map->parent[i - 1]] += counts[i - 1];
}

/* Each model counts at its unit's place; totals by index of the clock's own map. */
static guint32 *
count_restated (KheoUnits         *units,
                KheoPlacing       *placing,
                const KheoColumns *columns,
                GArray            *moves,
                const guint8      *mask)
{
  guint32            *counts = g_new0 (guint32, MAX (placing->map->n, 1));
  g_autofree guint32 *by_unit = g_new0 (guint32, MAX (units->n, 1));

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit != KHEO_NO_UNIT)
        by_unit[unit] += mask[slot];
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const KheoMove *move = &g_array_index (moves, KheoMove, i);

      by_unit[kheo_columns_unit (columns, move->slot)] -= mask[move->slot];
      counts[move->place] += mask[move->slot];
    }
  for (guint u = 0; u < units->n; u++)
    if (placing->place[u] >= 0)
      counts[placing->place[u]] += by_unit[u];
  sum_up (placing->map, counts);
  return counts;
}

/* Each model counts for the ancestors of its own day; totals by unit. */
static guint32 *
count_reported (KheoWorld *world, const guint8 *mask)
{
  const KheoReported *reported = kheo_world_get_reported (world);
  const guint32      *stands = kheo_world_get_stands (world);
  guint               n = kheo_world_get_n_models (world);
  guint32            *counts = g_new0 (guint32, MAX (kheo_world_get_units (world)->n, 1));
  g_autofree guint32 *at = g_new0 (guint32, reported->n + 1);

  for (guint slot = 0; slot < n; slot++)
    at[stands[slot]] += mask[slot];
  for (guint i = 0; i < reported->n; i++)
    {
      guint32 stand = reported->order[i];

      counts[reported->owner[stand]] += at[stand];
      if (reported->above[stand] >= 0)
        at[reported->above[stand]] += at[stand];
    }
  return counts;
}

GArray *
kheo_rollup_counts (KheoDb *db, const KheoQuery *query, KheoUnitMap *map, GError **error)
{
  KheoWorld          *world;
  KheoUnits          *units;
  KheoPlacing        *placing;
  g_autofree guint8  *mask = NULL;
  g_autofree guint32 *counts = NULL;
  g_autoptr (GArray) moves = NULL;
  GArray *by_index;

  g_return_val_if_fail (db != NULL && query != NULL && map != NULL, NULL);

  world = kheo_world_get (db, error);
  if (world == NULL)
    return NULL;
  mask = kheo_filter_run_placed (world, query, FALSE, &moves, error);
  if (mask == NULL)
    return NULL;

  units = kheo_world_get_units (world);
  placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  if (query->clock == KHEO_CLOCK_AS_REPORTED)
    counts = count_reported (world, mask);
  else
    counts = count_restated (units, placing, kheo_world_get_columns (world), moves, mask);

  by_index = g_array_sized_new (FALSE, TRUE, sizeof (guint32), map->n);
  g_array_set_size (by_index, map->n);
  for (guint i = 0; i < map->n; i++)
    {
      /* @map may be of another day, or older than the world: units meet by their id. */
      int unit = map->units == units ? (int) units->owner[map->version[i]]
                                     : kheo_units_find (units, kheo_unit_map_get_id (map, i));
      int at = unit;

      if (unit >= 0 && query->clock != KHEO_CLOCK_AS_REPORTED)
        at = placing->map->index[unit];
      if (at >= 0)
        g_array_index (by_index, guint32, i) = counts[at];
    }
  return by_index;
}
