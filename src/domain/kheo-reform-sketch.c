#include "kheo-reform-sketch.h"

#include <string.h>

#define DEPTH_MAX 64

static void
unit_free (gpointer data)
{
  KheoSketchUnit *unit = data;

  g_free (unit->name);
  g_free (unit->code);
  g_array_unref (unit->links);
  g_free (unit);
}

void
kheo_sketch_init (KheoSketch *self, KheoUnits *units, KheoDate date)
{
  *self = (KheoSketch){ .units = units, .date = date, .next = G_MININT64 };
  self->map = kheo_unit_map_new (units, date);
  self->known = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->order = g_ptr_array_new_with_free_func (unit_free);
  self->moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
}

void
kheo_sketch_clear (KheoSketch *self)
{
  g_clear_pointer (&self->map, kheo_unit_map_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->moved, g_hash_table_unref);
}

/* ---- Units ---- */

static KheoSketchUnit *
add_unit (KheoSketch *self, gint64 id, const char *name, const KheoUnitType *type, gint64 parent)
{
  KheoSketchUnit *unit = g_new0 (KheoSketchUnit, 1);

  unit->id = id;
  unit->name = g_strdup (name);
  unit->type = type;
  unit->parent = parent;
  unit->links = g_array_new (FALSE, FALSE, sizeof (KheoSketchLink));
  unit->act = self->act;
  g_ptr_array_add (self->order, unit);
  g_hash_table_insert (self->known, &unit->id, unit);
  return unit;
}

KheoSketchUnit *
kheo_sketch_get (KheoSketch *self, gint64 id)
{
  KheoSketchUnit        *unit = g_hash_table_lookup (self->known, &id);
  int                    index = -1;
  const KheoUnitVersion *version = NULL;

  if (unit != NULL)
    return unit->ended ? NULL : unit;
  index = id > 0 ? kheo_unit_map_find (self->map, id) : -1;
  if (index < 0)
    return NULL;
  version = kheo_unit_map_get_version (self->map, (guint) index);
  unit = add_unit (self, id, version->name, version->type, version->parent_id);
  unit->code = g_strdup (version->code);
  return unit;
}

KheoSketchUnit *
kheo_sketch_found (
    KheoSketch *self, gint64 id, const char *name, const KheoUnitType *type, gint64 parent)
{
  KheoSketchUnit *unit = add_unit (self, id != 0 ? id : self->next++, name, type, 0);

  kheo_sketch_set_parent (self, unit, parent);
  return unit;
}

/* ---- The tree ---- */

void
kheo_sketch_set_parent (KheoSketch *self, KheoSketchUnit *unit, gint64 parent)
{
  GPtrArray *moved = g_hash_table_lookup (self->moved, &parent);

  unit->parent = parent;
  if (moved == NULL)
    {
      moved = g_ptr_array_new ();
      g_hash_table_insert (self->moved, g_memdup2 (&parent, sizeof parent), moved);
    }
  g_ptr_array_add (moved, unit);
}

/* Of a unit that may have ended. */
static gint64
parent_of (KheoSketch *self, gint64 id)
{
  const KheoSketchUnit *unit = g_hash_table_lookup (self->known, &id);
  int                   index = -1;

  if (unit != NULL)
    return unit->parent;
  index = id > 0 ? kheo_unit_map_find (self->map, id) : -1;
  return index >= 0 ? kheo_unit_map_get_version (self->map, (guint) index)->parent_id : 0;
}

gint64
kheo_sketch_living_parent (KheoSketch *self, const KheoSketchUnit *unit)
{
  gint64 at = unit->parent;

  for (guint depth = 0; at != 0 && depth < DEPTH_MAX; depth++)
    {
      if (kheo_sketch_get (self, at) != NULL)
        return at;
      at = parent_of (self, at);
    }
  return 0;
}

GPtrArray *
kheo_sketch_list_children (KheoSketch *self, gint64 id)
{
  GPtrArray *children = g_ptr_array_new ();
  GPtrArray *moved = g_hash_table_lookup (self->moved, &id);
  int        index = id > 0 ? kheo_unit_map_find (self->map, id) : -1;
  g_autoptr (GArray) first = index >= 0 ? kheo_unit_map_list_children (self->map, index) : NULL;
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; first != NULL && i < first->len; i++)
    {
      KheoSketchUnit *child =
          kheo_sketch_get (self, kheo_unit_map_get_id (self->map, g_array_index (first, guint, i)));

      if (child != NULL && child->parent == id && g_hash_table_add (listed, child))
        g_ptr_array_add (children, child);
    }
  /* One that went and came back stands in both. */
  for (guint i = 0; moved != NULL && i < moved->len; i++)
    {
      KheoSketchUnit *child = g_ptr_array_index (moved, i);

      if (!child->ended && child->parent == id && g_hash_table_add (listed, child))
        g_ptr_array_add (children, child);
    }
  return children;
}

gboolean
kheo_sketch_is_below (KheoSketch *self, gint64 id, gint64 above)
{
  for (guint depth = 0; id != 0 && depth < DEPTH_MAX; depth++)
    {
      id = parent_of (self, id);
      if (id == above)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
kheo_sketch_list_level (KheoSketch *self, KheoLevel level, gint64 under)
{
  GPtrArray *all = g_ptr_array_new ();

  /* Those of the book become known here; then only what is known needs to be looked through. */
  for (guint i = 0; i < kheo_unit_map_get_n (self->map); i++)
    if (kheo_unit_map_get_version (self->map, i)->type->level == level)
      kheo_sketch_get (self, kheo_unit_map_get_id (self->map, i));
  for (guint i = 0; i < self->order->len; i++)
    {
      KheoSketchUnit *unit = g_ptr_array_index (self->order, i);

      if (!unit->ended && unit->type->level == level &&
          (under == 0 || kheo_sketch_is_below (self, unit->id, under)))
        g_ptr_array_add (all, unit);
    }
  return all;
}

void
kheo_sketch_link (KheoSketchUnit *from, KheoSketchUnit *to, const gint64 *amounts)
{
  KheoSketchLink link = { to->id, KHEO_NO_AMOUNTS };

  if (amounts != NULL)
    memcpy (link.amounts, amounts, sizeof link.amounts);
  g_array_append_val (from->links, link);
  to->n_before++;
}
