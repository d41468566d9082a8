#include "kheo-shares.h"

#include <stdlib.h>

/* A product of two 63-bit numbers. */
__extension__ typedef unsigned __int128 Wide;

/* What a whole is worth where a part of a unit was divided again. */
#define WHOLE (G_GINT64_CONSTANT (1) << 40)

/* ---- Largest remainder ---- */

typedef struct
{
  guint64 rest;
  guint   index;
} Remainder;

static int
compare_remainders (gconstpointer a, gconstpointer b)
{
  const Remainder *x = a;
  const Remainder *y = b;

  if (x->rest != y->rest)
    return x->rest > y->rest ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

void
kheo_apportion (gint64 amount, const gint64 *weights, guint n, gint64 *out)
{
  g_autofree Remainder *rests = g_new (Remainder, MAX (n, 1));
  guint64               whole = amount < 0 ? -(guint64) amount : (guint64) amount;
  guint64               left = whole;
  guint64               sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (guint64) weights[i];
  g_return_if_fail (sum > 0);

  for (guint i = 0; i < n; i++)
    {
      Wide    exact = (Wide) whole * (guint64) weights[i];
      guint64 floor = (guint64) (exact / sum);

      rests[i] = (Remainder){ (guint64) (exact % sum), i };
      out[i] = (gint64) floor;
      left -= floor;
    }
  /* Fewer than @n are left. */
  qsort (rests, n, sizeof *rests, compare_remainders);
  for (guint i = 0; i < left; i++)
    out[rests[i].index]++;
  for (guint i = 0; i < n && amount < 0; i++)
    out[i] = -out[i];
}

/* ---- Shares of units ---- */

typedef struct
{
  KheoUnits         *units;
  const KheoPlacing *placing;
  KheoBasis          basis;
  guint8            *states;
  GArray           **of_unit; /* of KheoShare; NULL: cannot be apportioned */
} Walk;

static void follow (Walk *walk, guint unit);

static int
compare_places (gconstpointer a, gconstpointer b)
{
  gint32 x = ((const KheoShare *) a)->place;
  gint32 y = ((const KheoShare *) b)->place;

  return x < y ? -1 : x > y;
}

/* In tree order, each place once. */
static void
tidy (GArray *shares)
{
  guint n = 0;

  g_array_sort (shares, compare_places);
  for (guint i = 0; i < shares->len; i++)
    {
      KheoShare *share = &g_array_index (shares, KheoShare, i);

      if (n > 0 && g_array_index (shares, KheoShare, n - 1).place == share->place)
        g_array_index (shares, KheoShare, n - 1).weight += share->weight;
      else
        g_array_index (shares, KheoShare, n++) = *share;
    }
  g_array_set_size (shares, n);
}

/* Adds what @next has on the map, worth @weight together; FALSE when that is not known. */
static gboolean
add_next (Walk *walk, guint next, gint64 weight, GArray *shares)
{
  KheoShare          own = { walk->placing->place[next], weight };
  GArray            *parts;
  g_autofree gint64 *weights = NULL;
  g_autofree gint64 *shared = NULL;

  if (walk->placing->apportioned[next])
    {
      g_array_append_val (shares, own);
      return TRUE;
    }
  follow (walk, next);
  parts = walk->of_unit[next];
  if (parts == NULL || walk->states[next] == KHEO_WALK_BUSY)
    return FALSE;
  weights = g_new (gint64, parts->len);
  shared = g_new (gint64, parts->len);
  for (guint i = 0; i < parts->len; i++)
    weights[i] = g_array_index (parts, KheoShare, i).weight;
  kheo_apportion (weight, weights, parts->len, shared);
  for (guint i = 0; i < parts->len; i++)
    {
      KheoShare part = { g_array_index (parts, KheoShare, i).place, shared[i] };

      g_array_append_val (shares, part);
    }
  return TRUE;
}

/* Are the amounts those of units that stand on the map themselves?  Then they are the weights; else
 * they are brought to parts of a large whole first, so that sharing them loses nothing. */
static gboolean
is_simple (Walk *walk, const guint *nexts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!walk->placing->apportioned[nexts[i]])
      return FALSE;
  return TRUE;
}

static void
share_out (Walk *walk, guint unit, const guint *nexts, gint64 *weights, guint n)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (KheoShare));

  if (!is_simple (walk, nexts, n))
    {
      g_autofree gint64 *parts = g_new (gint64, n);

      kheo_apportion (WHOLE, weights, n, parts);
      for (guint i = 0; i < n; i++)
        weights[i] = parts[i];
    }
  for (guint i = 0; i < n; i++)
    if (weights[i] > 0 && !add_next (walk, nexts[i], weights[i], shares))
      return;
  tidy (shares);
  walk->of_unit[unit] = g_steal_pointer (&shares);
}

/* The successions that lead from a unit towards the map's day. */
typedef struct
{
  guint    n;
  guint   *nexts;
  gint64  *weights;
  gint64   sum;
  gboolean known; /* all weights are */
  gboolean whole; /* the last of them takes the whole unit */
} Ways;

static void
ways_clear (Ways *ways)
{
  g_free (ways->nexts);
  g_free (ways->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ways, ways_clear)

static void
find_ways (Walk *walk, guint unit, Ways *ways)
{
  KheoUnits   *units = walk->units;
  KheoDate     day = walk->placing->map->day;
  gboolean     forward = kheo_units_is_over (units, unit, day);
  const guint *first = forward ? units->old_first : units->new_first;
  const guint *links = forward ? units->old_links : units->new_links;
  guint        most = first[unit + 1] - first[unit];

  ways->nexts = g_new (guint, MAX (most, 1));
  ways->weights = g_new (gint64, MAX (most, 1));
  ways->known = TRUE;
  for (guint i = first[unit]; i < first[unit + 1]; i++)
    {
      const KheoSuccession *link = &g_array_index (units->successions, KheoSuccession, links[i]);
      int                   next = kheo_units_find (units, forward ? link->new_id : link->old_id);
      gint64 weight = walk->basis == KHEO_BASIS_EQUAL ? 1 : link->weights[walk->basis];

      if (!kheo_succession_leads (link, forward, day))
        continue;
      ways->known &= next >= 0 && weight >= 0;
      /* What came from a part is inside the whole that it came from. */
      ways->whole = next >= 0 && (link->whole || !forward);
      ways->nexts[ways->n] = (guint) MAX (next, 0);
      ways->weights[ways->n++] = weight;
      ways->sum += weight;
    }
}

static void
follow (Walk *walk, guint unit)
{
  g_auto (Ways) ways = { 0 };

  if (walk->states[unit] != KHEO_WALK_NEW)
    return;
  walk->states[unit] = KHEO_WALK_BUSY;
  find_ways (walk, unit, &ways);
  if (ways.n == 1)
    {
      /* The only way takes the whole unit, whatever is counted, or nothing is known of the rest. */
      ways.known = ways.whole;
      ways.weights[0] = ways.sum = 1;
    }
  if (ways.known && ways.n > 0 && ways.sum > 0)
    share_out (walk, unit, ways.nexts, ways.weights, ways.n);
  walk->states[unit] = KHEO_WALK_DONE;
}

KheoShares *
kheo_shares_new (KheoUnits *units, const KheoPlacing *placing, KheoBasis basis)
{
  KheoShares         *self = g_new0 (KheoShares, 1);
  g_autofree guint8  *states = g_new0 (guint8, MAX (units->n, 1));
  g_autofree GArray **of_unit = g_new0 (GArray *, MAX (units->n, 1));
  Walk                walk = { units, placing, basis, states, of_unit };

  self->first = g_new (guint32, units->n + 1);
  self->shares = g_array_new (FALSE, FALSE, sizeof (KheoShare));
  for (guint u = 0; u < units->n; u++)
    {
      self->first[u] = self->shares->len;
      if (placing->apportioned[u] || basis == KHEO_BASIS_NONE)
        continue;
      follow (&walk, u);
      if (of_unit[u] != NULL)
        g_array_append_vals (self->shares, of_unit[u]->data, of_unit[u]->len);
    }
  self->first[units->n] = self->shares->len;
  for (guint u = 0; u < units->n; u++)
    if (of_unit[u] != NULL)
      g_array_unref (of_unit[u]);
  return self;
}

void
kheo_shares_free (KheoShares *self)
{
  if (self == NULL)
    return;
  g_free (self->first);
  g_array_unref (self->shares);
  g_free (self);
}
