#include "kheo-group-scope.h"

#include "kheo-filter.h"

#include <string.h>

static void
scope_free (gpointer data)
{
  KheoGroupScope *self = data;

  g_clear_pointer (&self->group, kheo_unit_group_free);
  g_clear_pointer (&self->first, g_hash_table_unref);
  g_free (self->belongs);
  g_free (self);
}

/* On the map: the units that belong on its day, and all below them. */
static guint8 *
mark_map (const KheoUnitGroup *group, KheoUnits *units, KheoUnitMap *map, KheoDate day)
{
  g_autoptr (GArray) ids = kheo_unit_group_list_units (group, units, day);
  guint8 *belongs = g_new0 (guint8, MAX (map->n, 1));

  for (guint i = 0; i < ids->len; i++)
    {
      int index = kheo_unit_map_find (map, g_array_index (ids, gint64, i));

      if (index >= 0)
        memset (belongs + index, 1, map->end[index] - (guint) index);
    }
  return belongs;
}

/* Takes @group. */
static KheoGroupScope *
scope_new (KheoWorld *world, const KheoQuery *query, KheoUnitGroup *group)
{
  KheoGroupScope *self = g_new0 (KheoGroupScope, 1);
  KheoDate        day = kheo_query_get_day (query);

  self->units = kheo_world_get_units (world);
  self->group = group;
  if (query->clock != KHEO_CLOCK_AS_REPORTED)
    {
      self->belongs = mark_map (group, self->units, kheo_world_get_placing (world, day)->map, day);
      return self;
    }
  /* Members stand unit by unit. */
  self->first = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = group->members->len; i > 0; i--)
    g_hash_table_insert (self->first,
                         &g_array_index (group->members, KheoGroupMember, i - 1).unit_id,
                         GUINT_TO_POINTER (i));
  return self;
}

static gboolean
is_member_on (const KheoGroupScope *self, gint64 unit_id, KheoDate day)
{
  const KheoUnitGroup *group = self->group;
  guint                i = GPOINTER_TO_UINT (g_hash_table_lookup (self->first, &unit_id));

  for (; i > 0 && i <= group->members->len; i++)
    {
      const KheoGroupMember *member = &g_array_index (group->members, KheoGroupMember, i - 1);

      if (member->unit_id != unit_id)
        return FALSE;
      if (kheo_unit_group_holds (group, member, day))
        return TRUE;
    }
  return FALSE;
}

static gboolean
scope_holds (const KheoGroupScope *self, guint unit, KheoDate day, int place)
{
  int at = (int) unit;

  if (self->belongs != NULL)
    return place >= 0 && self->belongs[place];
  /* The unit, or one above it on that day. */
  for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX; depth++)
    {
      if (is_member_on (self, self->units->ids[at], day))
        return TRUE;
      at = kheo_units_parent_on (self->units, (guint) at, day);
    }
  return FALSE;
}

int
kheo_group_scopes_find (GPtrArray *scopes, guint unit, KheoDate day, int place)
{
  int found = -1;

  for (guint i = 0; i < scopes->len; i++)
    {
      if (!scope_holds (g_ptr_array_index (scopes, i), unit, day, place))
        continue;
      if (found >= 0)
        return -2;
      found = (int) i;
    }
  return found;
}

/* ---- Which groups ---- */

GPtrArray *
kheo_group_scopes_new (KheoWorld *world, const KheoQuery *query, GError **error)
{
  g_autoptr (GPtrArray) groups = kheo_unit_groups_list (kheo_world_get_db (world), error);
  GPtrArray *scopes;

  if (groups == NULL)
    return NULL;
  scopes = g_ptr_array_new_with_free_func (scope_free);
  while (groups->len > 0)
    {
      KheoUnitGroup *group = g_ptr_array_steal_index (groups, 0);

      if (kheo_query_lets (query, KHEO_CONDITION_GROUP_KIND, group->kind))
        g_ptr_array_add (scopes, scope_new (world, query, group));
      else
        kheo_unit_group_free (group);
    }
  return scopes;
}

gboolean
kheo_group_scopes_of_conditions (KheoWorld       *world,
                                 const KheoQuery *query,
                                 GPtrArray      **out_scopes,
                                 GError         **error)
{
  g_autoptr (GPtrArray) scopes = NULL;

  *out_scopes = NULL;
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const KheoCondition *condition = query->conditions->pdata[i];
      KheoUnitGroup       *group;

      if (strcmp (condition->field, KHEO_CONDITION_GROUP) != 0)
        continue;
      group = kheo_unit_group_find (kheo_world_get_db (world), condition->value, error);
      if (group == NULL)
        return FALSE;
      if (scopes == NULL)
        scopes = g_ptr_array_new_with_free_func (scope_free);
      g_ptr_array_add (scopes, scope_new (world, query, group));
    }
  if (scopes == NULL && kheo_query_get_condition (query, KHEO_CONDITION_GROUP_KIND) != NULL &&
      (scopes = kheo_group_scopes_new (world, query, error)) == NULL)
    return FALSE;
  *out_scopes = g_steal_pointer (&scopes);
  return TRUE;
}
