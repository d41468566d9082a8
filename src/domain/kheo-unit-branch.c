#include "kheo-unit-branch.h"

KheoBranch
kheo_unit_map_get_branch (KheoUnitMap *self, guint index)
{
  return kheo_unit_map_get_version (self, index)->type->branch;
}

gboolean
kheo_unit_map_has_branch (KheoUnitMap *self, KheoBranch branch)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < kheo_unit_map_get_n (self); i++)
    if (kheo_unit_map_get_branch (self, i) == branch)
      return TRUE;
  return FALSE;
}

gboolean
kheo_unit_map_is_below_branch (KheoUnitMap *self, guint index, KheoBranch branch)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (int at = (int) index; at >= 0; at = kheo_unit_map_get_parent (self, (guint) at))
    if (kheo_unit_map_get_branch (self, (guint) at) == branch)
      return TRUE;
  return FALSE;
}

GArray *
kheo_unit_map_list_branch (KheoUnitMap *self, KheoBranch branch)
{
  GArray *roots = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (self != NULL, roots);

  for (guint i = 0; i < kheo_unit_map_get_n (self);)
    if (kheo_unit_map_get_branch (self, i) == branch)
      {
        g_array_append_val (roots, i);
        i = kheo_unit_map_get_end (self, i);
      }
    else
      i++;
  return roots;
}
