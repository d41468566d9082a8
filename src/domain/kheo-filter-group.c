/* The conditions "group" and "group_kind": models of the units that belong to dated groups, and of
 * those below them. */
#include "kheo-filter.h"
#include "kheo-group-scope.h"
#include "kheo-moves.h"

#include <string.h>

/* Does what @scopes say of a model fit @value: none, several, or one or more? */
static gboolean
fits (int found, const char *value)
{
  if (strcmp (value, KHEO_GROUP_NONE) == 0)
    return found == -1;
  if (strcmp (value, KHEO_GROUP_SEVERAL) == 0)
    return found == -2;
  return found != -1;
}

static GPtrArray *
find_scopes (KheoWorld           *world,
             const KheoQuery     *query,
             const KheoCondition *condition,
             GError             **error)
{
  g_autoptr (KheoQuery) narrow = NULL;
  GPtrArray *scopes = NULL;
  gboolean   name = strcmp (condition->field, KHEO_CONDITION_GROUP) == 0;

  if (name && (strcmp (condition->value, KHEO_GROUP_NONE) == 0 ||
               strcmp (condition->value, KHEO_GROUP_SEVERAL) == 0))
    return kheo_group_scopes_new (world, query, error);
  narrow = kheo_query_dup (query);
  g_ptr_array_set_size (narrow->conditions, 0);
  kheo_query_add_condition (narrow, condition->field, condition->value);
  kheo_group_scopes_of_conditions (world, narrow, &scopes, error);
  return scopes;
}

gboolean
kheo_filter_mark_group (KheoWorld           *world,
                        const KheoQuery     *query,
                        GArray              *moves,
                        const KheoCondition *condition,
                        guint8              *marks,
                        GError             **error)
{
  g_autoptr (GPtrArray) scopes = find_scopes (world, query, condition, error);
  const KheoColumns *columns = kheo_world_get_columns (world);
  const char *value = strcmp (condition->field, KHEO_CONDITION_GROUP) == 0 ? condition->value : "?";
  KheoPlacing *placing = NULL;
  guint        next = 0;

  if (scopes == NULL)
    return FALSE;
  if (query->clock != KHEO_CLOCK_AS_REPORTED)
    placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);
      int     place = placing != NULL && unit != KHEO_NO_UNIT ? placing->place[unit] : -1;
      int     found;

      if (placing != NULL && next < moves->len &&
          g_array_index (moves, KheoMove, next).slot == slot)
        place = g_array_index (moves, KheoMove, next++).place;
      found = unit != KHEO_NO_UNIT
                  ? kheo_group_scopes_find (scopes, unit, kheo_columns_day (columns, slot), place)
                  : -1;
      marks[slot] |= fits (found, value);
    }
  return TRUE;
}
