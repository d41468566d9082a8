#include "kheo-parts.h"

#include "kheo-filter.h"
#include "kheo-unit-branch.h"

#include <string.h>

/* The roots: those of the territory are always shown. */
static void
take_roots (KheoParts *self, KheoUnitMap *map)
{
  g_autoptr (GArray) roots = kheo_unit_map_list_children (map, -1);

  for (guint i = 0; i < roots->len; i++)
    {
      guint root = g_array_index (roots, guint, i);

      g_array_append_val (kheo_unit_map_get_branch (map, root) == KHEO_BRANCH_TERRITORY
                              ? self->children
                              : self->others,
                          root);
    }
}

/* No territory: all roots are parts. */
static void
swap_parts (KheoParts *self)
{
  GArray *roots = self->others;

  self->others = self->children;
  self->children = roots;
}

static void
take_children (KheoParts *self, KheoUnitMap *map, guint index)
{
  g_array_unref (self->children);
  self->children = kheo_unit_map_list_children (map, (int) index);
}

void
kheo_parts_init (KheoParts *self, const KheoQuery *query, KheoUnitMap *map)
{
  gint64 scope = kheo_query_get_scope (query, map->units);

  *self =
      (KheoParts){ kheo_units_find (map->units, scope), g_array_new (FALSE, FALSE, sizeof (guint)),
                   g_array_new (FALSE, FALSE, sizeof (guint)) };
  if (scope != 0)
    {
      if (self->above >= 0 && map->index[self->above] >= 0)
        take_children (self, map, (guint) map->index[self->above]);
      return;
    }
  take_roots (self, map);
  if (self->children->len == 0)
    swap_parts (self);
  else if (self->children->len == 1)
    {
      guint root = g_array_index (self->children, guint, 0);

      self->above = (int) map->units->owner[map->version[root]];
      take_children (self, map, root);
    }
}

void
kheo_parts_clear (KheoParts *self)
{
  g_clear_pointer (&self->children, g_array_unref);
  g_clear_pointer (&self->others, g_array_unref);
}

static void
mark (const GArray *parts, KheoUnitMap *map, int *units)
{
  for (guint p = 0; p < parts->len; p++)
    {
      guint part = g_array_index (parts, guint, p);

      for (guint i = part; i < map->end[part]; i++)
        units[i] = (int) map->units->owner[map->version[part]];
    }
}

int *
kheo_parts_list_units (const KheoParts *self, KheoUnitMap *map)
{
  int *units = g_new (int, MAX (map->n, 1));

  memset (units, 0xff, map->n * sizeof *units);
  mark (self->children, map, units);
  mark (self->others, map, units);
  return units;
}
