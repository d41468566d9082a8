#include "kheo-units-private.h"

KheoUnits *
kheo_units_ref (KheoUnits *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_units_unref (KheoUnits *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->ids);
  g_free (self->first);
  g_free (self->versions);
  g_free (self->owner);
  g_free (self->parents);
  g_free (self->fixed);
  g_free (self->rank);
  g_free (self->levels);
  kheo_unit_pool_unref (self->pool);
  g_clear_pointer (&self->successions, g_array_unref);
  g_free (self->old_first);
  g_free (self->old_links);
  g_free (self->new_first);
  g_free (self->new_links);
  kheo_search_text_clear (&self->names);
  g_free (self->name_at);
  g_free (self);
}

guint
kheo_units_find_place (KheoUnits *self, gint64 unit_id)
{
  guint low = 0;
  guint high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->ids[middle] < unit_id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

int
kheo_units_find (KheoUnits *self, gint64 unit_id)
{
  guint place;

  /* Units of one import have ids without gaps: the place can be told from the id. */
  if (self->n > 0 && unit_id >= self->ids[0] && unit_id - self->ids[0] < self->n &&
      self->ids[unit_id - self->ids[0]] == unit_id)
    return (int) (unit_id - self->ids[0]);
  place = kheo_units_find_place (self, unit_id);
  return place < self->n && self->ids[place] == unit_id ? (int) place : -1;
}

guint
kheo_units_get_n (KheoUnits *self)
{
  return self->n;
}

int
kheo_units_version_on (KheoUnits *self, guint unit, KheoDate day)
{
  for (guint v = self->first[unit]; v < self->first[unit + 1]; v++)
    if (kheo_unit_version_holds_on (self->versions[v], day))
      return (int) v;
  return -1;
}

int
kheo_units_only_root (KheoUnits *self, KheoDate day)
{
  int root = KHEO_PARENT_NONE;

  for (guint v = 0; v < self->n_versions; v++)
    {
      if (!kheo_unit_version_holds_on (self->versions[v], day) ||
          (self->parents[v] >= 0 &&
           kheo_units_version_on (self, (guint) self->parents[v], day) >= 0))
        continue;
      if (root != KHEO_PARENT_NONE)
        return KHEO_PARENT_NONE;
      root = (int) self->owner[v];
    }
  return root;
}

guint
kheo_units_part_on (KheoUnits *self, guint above, guint unit, KheoDate day, gboolean *out_inside)
{
  guint below = unit;
  int   at = (int) unit;

  for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX && at != (int) above; depth++)
    {
      below = (guint) at;
      at = kheo_units_parent_on (self, below, day);
    }
  *out_inside = at == (int) above;
  return unit == above ? above : below;
}

guint
kheo_units_nearest_version (KheoUnits *self, guint unit, KheoDate day)
{
  guint nearest = self->first[unit];

  for (guint v = nearest; v < self->first[unit + 1] && self->versions[v]->valid_from <= day; v++)
    nearest = v;
  return nearest;
}

int
kheo_units_parent_on (KheoUnits *self, guint unit, KheoDate day)
{
  if (self->fixed[unit] != KHEO_PARENT_VARIES)
    return self->fixed[unit];
  return self->parents[kheo_units_nearest_version (self, unit, day)];
}

const KheoUnitVersion *
kheo_units_get_version (KheoUnits *self, gint64 unit_id, KheoDate day)
{
  int unit;

  g_return_val_if_fail (self != NULL, NULL);

  unit = kheo_units_find (self, unit_id);
  if (unit < 0)
    return NULL;
  if (day == KHEO_DATE_UNKNOWN)
    day = kheo_date_today ();
  return self->versions[kheo_units_nearest_version (self, (guint) unit, day)];
}

const KheoUnitVersion *
kheo_units_get_versions (KheoUnits *self, gint64 unit_id, guint *out_n)
{
  int unit;

  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  unit = kheo_units_find (self, unit_id);
  *out_n = unit >= 0 ? self->first[unit + 1] - self->first[unit] : 0;
  return unit >= 0 ? self->versions[self->first[unit]] : NULL;
}

char *
kheo_units_dup_path (KheoUnits *self, gint64 unit_id, KheoDate day)
{
  const char *names[KHEO_DEPTH_MAX];
  guint       depth = 0;
  GString    *path = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (day == KHEO_DATE_UNKNOWN)
    day = kheo_date_today ();
  for (int unit = kheo_units_find (self, unit_id); unit >= 0 && depth < KHEO_DEPTH_MAX;
       unit = kheo_units_parent_on (self, (guint) unit, day))
    names[depth++] = self->versions[kheo_units_nearest_version (self, (guint) unit, day)]->name;

  while (depth > 0)
    {
      g_string_append (path, names[--depth]);
      if (depth > 0)
        g_string_append_c (path, '/');
    }
  return g_string_free (path, FALSE);
}

const KheoSuccession *
kheo_units_get_successions (KheoUnits *self, guint *out_n)
{
  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  *out_n = self->successions->len;
  return (const KheoSuccession *) (gpointer) self->successions->data;
}

gboolean
kheo_units_are_touched (KheoChangeSet *changes)
{
  static const char *const tables[] = { "unit", "unit_version", "succession", "succession_weight" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (kheo_change_set_touches (changes, tables[i]))
      return TRUE;
  return FALSE;
}
