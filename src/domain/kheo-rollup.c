#include "kheo-rollup.h"
#include "kheo-filter.h"

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
count_restated (KheoPlacing *placing, const KheoColumns *columns, const guint8 *mask)
{
  guint32 *counts = g_new0 (guint32, MAX (placing->map->n, 1));

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (mask[slot] && unit != KHEO_NO_UNIT && placing->place[unit] >= 0)
        counts[placing->place[unit]]++;
    }
  sum_up (placing->map, counts);
  return counts;
}

/* Units whose parents never changed, the deepest first, so that sums run upwards; @out_moving: by
 * unit, whether anything above it has changed. */
static GArray *
list_fixed (KheoUnits *units, guint8 *moving)
{
  g_autofree guint8 *depths = g_new0 (guint8, MAX (units->n, 1));
  GArray            *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), units->n);
  guint              deepest = 0;

  for (guint u = 0; u < units->n; u++)
    {
      guint depth = 0;
      int   at = (int) u;

      while (at >= 0 && depth < KHEO_DEPTH_MAX)
        {
          at = units->fixed[at];
          depth++;
        }
      moving[u] = at == KHEO_PARENT_VARIES || depth == KHEO_DEPTH_MAX;
      depths[u] = (guint8) depth;
      deepest = MAX (deepest, depth);
    }
  for (guint depth = deepest; depth > 0; depth--)
    for (guint u = 0; u < units->n; u++)
      if (!moving[u] && depths[u] == depth)
        g_array_append_val (order, u);
  return order;
}

/* Each model counts for the ancestors of its own day; totals by unit. */
static guint32 *
count_reported (KheoUnits *units, const KheoColumns *columns, const guint8 *mask)
{
  guint32           *counts = g_new0 (guint32, MAX (units->n, 1));
  g_autofree guint8 *moving = g_new0 (guint8, MAX (units->n, 1));
  g_autoptr (GArray) fixed = list_fixed (units, moving);

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (mask[slot] && unit != KHEO_NO_UNIT && !moving[unit])
        counts[unit]++;
    }
  for (guint i = 0; i < fixed->len; i++)
    {
      guint unit = g_array_index (fixed, guint, i);

      if (units->fixed[unit] >= 0)
        counts[units->fixed[unit]] += counts[unit];
    }
  /* The few below something that moved are walked up one by one. */
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32  unit = kheo_columns_unit (columns, slot);
      KheoDate day;
      int      at;

      if (!mask[slot] || unit == KHEO_NO_UNIT || !moving[unit])
        continue;
      day = kheo_columns_day (columns, slot);
      at = (int) unit;
      for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX; depth++)
        {
          counts[at]++;
          at = kheo_units_parent_on (units, (guint) at, day);
        }
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
  GArray             *by_index;

  g_return_val_if_fail (db != NULL && query != NULL && map != NULL, NULL);

  world = kheo_world_get (db, error);
  if (world == NULL)
    return NULL;
  mask = kheo_filter_run (world, query, FALSE, error);
  if (mask == NULL)
    return NULL;

  units = kheo_world_get_units (world);
  placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  if (query->clock == KHEO_CLOCK_AS_REPORTED)
    counts = count_reported (units, kheo_world_get_columns (world), mask);
  else
    counts = count_restated (placing, kheo_world_get_columns (world), mask);

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
