#include "kheo-moves.h"

#include "kheo-filter.h"
#include "kheo-shares.h"

GArray *
kheo_moves_list_exact (KheoWorld *world, const KheoQuery *query, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  g_autoptr (GArray) moves = NULL;
  KheoPlacing *placing;
  KheoExacts  *exacts;

  if (query->clock == KHEO_CLOCK_AS_REPORTED)
    return g_array_new (FALSE, FALSE, sizeof (KheoMove));
  exacts = kheo_world_get_exacts (world, error);
  if (exacts == NULL)
    return NULL;
  placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  moves = g_array_new (FALSE, FALSE, sizeof (KheoMove));
  for (guint i = 0; i < kheo_exacts_get (exacts)->len; i++)
    {
      const KheoExact *exact = &g_array_index (kheo_exacts_get (exacts), KheoExact, i);
      KheoMove         move = { exact->slot, placing->place[exact->unit], FALSE };

      /* Where the unit itself is told, that is what was said of the model. */
      if (!placing->apportioned[kheo_columns_unit (columns, exact->slot)] &&
          placing->apportioned[exact->unit])
        g_array_append_val (moves, move);
    }
  return g_steal_pointer (&moves);
}

/* What is shared out, by share of all units. */
typedef struct
{
  const KheoShares *shares;
  guint32          *n;      /* by unit: its models in question */
  guint32          *done;   /* by unit: those that have their place */
  gint64           *wanted; /* by share */
  gint64           *given;
} Sharing;

static void
sharing_clear (Sharing *self)
{
  g_free (self->n);
  g_free (self->done);
  g_free (self->wanted);
  g_free (self->given);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sharing, sharing_clear)

static void
begin_sharing (Sharing *self, guint n_units)
{
  guint              n_shares = self->shares->shares->len;
  g_autofree gint64 *weights = g_new (gint64, MAX (n_shares, 1));

  self->wanted = g_new0 (gint64, MAX (n_shares, 1));
  self->given = g_new0 (gint64, MAX (n_shares, 1));
  self->done = g_new0 (guint32, MAX (n_units, 1));
  for (guint s = 0; s < n_shares; s++)
    weights[s] = g_array_index (self->shares->shares, KheoShare, s).weight;
  for (guint u = 0; u < n_units; u++)
    {
      guint first = self->shares->first[u];

      if (self->n[u] > 0)
        kheo_apportion (self->n[u], weights + first, self->shares->first[u + 1] - first,
                        self->wanted + first);
    }
}

/* Spread evenly: the next model goes to the part that is furthest behind its share, so that what
 * was made together does not all go one way. */
static int
share_out (Sharing *self, guint unit)
{
  gint64 n = self->n[unit];
  gint64 nth = ++self->done[unit];
  guint  best = self->shares->first[unit];
  gint64 most = G_MININT64;

  for (guint s = self->shares->first[unit]; s < self->shares->first[unit + 1]; s++)
    {
      gint64 behind = self->wanted[s] * nth - self->given[s] * n;

      if (self->given[s] < self->wanted[s] && behind > most)
        {
          best = s;
          most = behind;
        }
    }
  self->given[best]++;
  return g_array_index (self->shares->shares, KheoShare, best).place;
}

/* The models of @mask whose unit has shares and that have no place of their own, ascending. */
static GArray *
list_shared (
    Sharing *self, const KheoColumns *columns, GArray *exact, const guint8 *mask, guint n_units)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint   next = 0;

  self->n = g_new0 (guint32, MAX (n_units, 1));
  for (guint32 slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit == KHEO_NO_UNIT || self->shares->first[unit + 1] == self->shares->first[unit] ||
          !mask[slot])
        continue;
      while (next < exact->len && g_array_index (exact, KheoMove, next).slot < slot)
        next++;
      if (next < exact->len && g_array_index (exact, KheoMove, next).slot == slot)
        continue;
      self->n[unit]++;
      g_array_append_val (slots, slot);
    }
  return slots;
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const KheoMove *) a)->slot;
  guint32 y = ((const KheoMove *) b)->slot;

  return x < y ? -1 : x > y;
}

void
kheo_moves_apportion (GArray *moves, KheoWorld *world, const KheoQuery *query, const guint8 *mask)
{
  guint              n_units = kheo_world_get_units (world)->n;
  const KheoColumns *columns = kheo_world_get_columns (world);
  guint              n_exact = moves->len;
  g_autoptr (GArray) slots = NULL;
  g_auto (Sharing) sharing = { 0 };

  if (!kheo_query_apportions (query))
    return;
  sharing.shares = kheo_placing_get_shares (
      kheo_world_get_placing (world, kheo_query_get_day (query)), query->basis);
  if (sharing.shares->shares->len == 0)
    return;
  slots = list_shared (&sharing, columns, moves, mask, n_units);
  begin_sharing (&sharing, n_units);
  for (guint i = 0; i < slots->len; i++)
    {
      KheoMove move = { .slot = g_array_index (slots, guint32, i), .shared = TRUE };

      move.place = share_out (&sharing, kheo_columns_unit (columns, move.slot));
      g_array_append_val (moves, move);
    }
  if (n_exact > 0)
    g_array_sort (moves, compare_moves);
}
