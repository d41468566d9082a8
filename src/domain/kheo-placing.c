/* A clock that restates: where the models of each unit count on the map of one day. */
#include "kheo-shares.h"
#include "kheo-sort.h"
#include "kheo-units-private.h"

typedef struct
{
  KheoPlacing *placing;
  KheoUnits   *units;
  guint8      *states; /* KheoWalkState */
} Walk;

static void restate (Walk *walk, guint unit);

/* The successions that lead from @unit towards the map's day. */
static void
list_links (Walk *walk, guint unit, gboolean forward, GArray *links)
{
  KheoUnits *units = walk->units;
  KheoDate   day = walk->placing->map->day;
  guint     *first = forward ? units->old_first : units->new_first;
  guint     *all = forward ? units->old_links : units->new_links;

  for (guint i = first[unit]; i < first[unit + 1]; i++)
    {
      const KheoSuccession *link = &g_array_index (units->successions, KheoSuccession, all[i]);

      if (kheo_succession_leads (link, forward, day))
        g_array_append_val (links, all[i]);
    }
}

/* Where all that @links lead to have in common. */
static int
follow_links (Walk *walk, GArray *links, gboolean forward, gboolean *out_sure)
{
  int      place = -1;
  gboolean same = links->len > 1; /* all are surely in one unit */

  *out_sure = links->len == 1;
  for (guint i = 0; i < links->len; i++)
    {
      const KheoSuccession *link = &g_array_index (walk->units->successions, KheoSuccession,
                                                   g_array_index (links, guint, i));
      int next = kheo_units_find (walk->units, forward ? link->new_id : link->old_id);

      /* A part of a unit says nothing of where the rest went; what came from a part is inside. */
      if (forward && !link->whole)
        *out_sure = FALSE;
      if (next < 0)
        return -1;
      restate (walk, (guint) next);
      if (!walk->placing->apportioned[next])
        *out_sure = FALSE;
      same = same && walk->placing->apportioned[next] &&
             (i == 0 || walk->placing->place[next] == place);
      place = i == 0 ? walk->placing->place[next]
                     : kheo_unit_map_find_common (walk->placing->map, place,
                                                  walk->placing->place[next]);
    }
  /* Parts that came together again are the whole. */
  *out_sure = *out_sure || (forward && same);
  return place;
}

static void
restate (Walk *walk, guint unit)
{
  KheoPlacing *placing = walk->placing;
  KheoUnits   *units = walk->units;
  guint        last = units->first[unit + 1] - 1;
  gboolean     forward = kheo_units_is_over (units, unit, placing->map->day);
  gboolean     sure = FALSE;
  int          place = placing->map->index[unit];
  int          parent;
  g_autoptr (GArray) links = NULL;

  if (walk->states[unit] != KHEO_WALK_NEW)
    return;
  walk->states[unit] = KHEO_WALK_BUSY;
  placing->place[unit] = place;
  placing->apportioned[unit] = place >= 0;
  if (place < 0)
    {
      links = g_array_new (FALSE, FALSE, sizeof (guint));
      list_links (walk, unit, forward, links);
      place = follow_links (walk, links, forward, &sure);
      if (place < 0)
        {
          /* Nothing is known of what became of it: its parent held all of it. */
          sure = FALSE;
          parent = units->parents[forward ? last : units->first[unit]];
          if (parent >= 0)
            {
              restate (walk, (guint) parent);
              place = placing->place[parent];
            }
        }
      placing->place[unit] = place;
      placing->apportioned[unit] = sure;
    }
  walk->states[unit] = KHEO_WALK_DONE;
}

/* Tree order of all units: by where they count, living ones before those that joined them. */
static void
order_units (KheoPlacing *self, KheoUnits *units)
{
  g_autofree guint32 *order = g_new (guint32, MAX (units->n, 1));
  g_autofree guint64 *keys = g_new (guint64, MAX (units->n, 1));

  for (guint u = 0; u < units->n; u++)
    {
      guint32 place = self->place[u] >= 0 ? (guint32) self->place[u] : units->n;
      guint32 rank = units->rank[units->first[u + 1] - 1] + 1;

      order[u] = u;
      keys[u] = ((guint64) place << 32) | (self->map->index[u] >= 0 ? 0 : rank);
    }
  kheo_sort_by_uint64 (order, units->n, keys);
  for (guint i = 0; i < units->n; i++)
    self->position[order[i]] = i;
}

KheoPlacing *
kheo_placing_new (KheoUnits *units, KheoDate day)
{
  KheoPlacing       *self = g_new0 (KheoPlacing, 1);
  g_autofree guint8 *states = g_new0 (guint8, MAX (units->n, 1));
  Walk               walk = { self, units, states };

  self->map = kheo_unit_map_new (units, day);
  self->place = g_new (int, MAX (units->n, 1));
  self->apportioned = g_new0 (gboolean, MAX (units->n, 1));
  self->position = g_new (guint32, MAX (units->n, 1));
  for (guint u = 0; u < units->n; u++)
    restate (&walk, u);
  order_units (self, units);
  return self;
}

void
kheo_placing_free (KheoPlacing *self)
{
  kheo_unit_map_unref (self->map);
  g_free (self->place);
  g_free (self->apportioned);
  g_free (self->position);
  for (guint i = 0; i < KHEO_N_BASES; i++)
    kheo_shares_free (self->shares[i]);
  g_free (self);
}

const KheoShares *
kheo_placing_get_shares (KheoPlacing *self, KheoBasis basis)
{
  g_return_val_if_fail ((guint) basis < KHEO_N_BASES, NULL);

  if (self->shares[basis] == NULL)
    self->shares[basis] = kheo_shares_new (self->map->units, self, basis);
  return self->shares[basis];
}
