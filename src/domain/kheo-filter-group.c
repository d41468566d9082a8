/* The condition "group": models of the units that belong to a dated group, and of those below. */
#include "kheo-filter.h"
#include "kheo-moves.h"
#include "kheo-unit-groups.h"

/* On the map of the query: what counts at or below a unit that belongs on its day. */
static void
mark_restated (KheoWorld           *world,
               const KheoQuery     *query,
               const KheoUnitGroup *group,
               GArray              *moves,
               guint8              *marks)
{
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  KheoDate           day = kheo_query_get_day (query);
  KheoPlacing       *placing = kheo_world_get_placing (world, day);
  g_autoptr (GArray) ids = kheo_unit_group_list_units (group, units, day);
  g_autofree guint8 *belongs = g_new0 (guint8, MAX (placing->map->n, 1));

  for (guint i = 0; i < ids->len; i++)
    {
      int index = kheo_unit_map_find (placing->map, g_array_index (ids, gint64, i));

      for (guint at = (guint) index; index >= 0 && at < placing->map->end[index]; at++)
        belongs[at] = 1;
    }
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit != KHEO_NO_UNIT && placing->place[unit] >= 0)
        marks[slot] |= belongs[placing->place[unit]];
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const KheoMove *move = &g_array_index (moves, KheoMove, i);

      marks[move->slot] = move->place >= 0 && belongs[move->place];
    }
}

/* Did the unit, or one above it on @day, belong then? */
static gboolean
belonged (KheoUnits *units, const KheoUnitGroup *group, GHashTable *first, guint unit, KheoDate day)
{
  int at = (int) unit;

  for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX; depth++)
    {
      guint i = GPOINTER_TO_UINT (g_hash_table_lookup (first, &units->ids[at]));

      for (; i > 0 && i <= group->members->len; i++)
        {
          const KheoGroupMember *member = &g_array_index (group->members, KheoGroupMember, i - 1);

          if (member->unit_id != units->ids[at])
            break;
          if (kheo_unit_group_holds (group, member, day))
            return TRUE;
        }
      at = kheo_units_parent_on (units, (guint) at, day);
    }
  return FALSE;
}

/* As reported: who belonged on the model's own day. */
static void
mark_reported (KheoWorld *world, const KheoUnitGroup *group, guint8 *marks)
{
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  /* By unit: its first membership, counted from 1; members stand unit by unit. */
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = group->members->len; i > 0; i--)
    g_hash_table_insert (first, &g_array_index (group->members, KheoGroupMember, i - 1).unit_id,
                         GUINT_TO_POINTER (i));
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit != KHEO_NO_UNIT)
        marks[slot] |= belonged (units, group, first, unit, kheo_columns_day (columns, slot));
    }
}

gboolean
kheo_filter_mark_group (KheoWorld       *world,
                        const KheoQuery *query,
                        GArray          *moves,
                        const char      *name,
                        guint8          *marks,
                        GError         **error)
{
  g_autoptr (KheoUnitGroup) group = kheo_unit_group_find (kheo_world_get_db (world), name, error);

  if (group == NULL)
    return FALSE;
  if (query->clock == KHEO_CLOCK_AS_REPORTED)
    mark_reported (world, group, marks);
  else
    mark_restated (world, query, group, moves, marks);
  return TRUE;
}
