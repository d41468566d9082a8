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

/* The models to apportion, unit by unit, each unit's in the order of their ids. */
typedef struct
{
  GArray  *slots; /* of guint32 */
  guint32 *first; /* by unit, n + 1 */
} Shared;

static void
shared_clear (Shared *shared)
{
  g_clear_pointer (&shared->slots, g_array_unref);
  g_free (shared->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shared, shared_clear)

static void
sort_by_unit (Shared *shared, GArray *slots, const KheoColumns *columns, guint n_units)
{
  guint sum = 0;

  shared->first = g_new0 (guint32, n_units + 2);
  for (guint i = 0; i < slots->len; i++)
    shared->first[kheo_columns_unit (columns, g_array_index (slots, guint32, i)) + 1]++;
  for (guint u = 0; u <= n_units; u++)
    {
      sum += shared->first[u];
      shared->first[u] = sum;
    }
  shared->slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_set_size (shared->slots, slots->len);
  for (guint i = 0; i < slots->len; i++)
    {
      guint32 slot = g_array_index (slots, guint32, i);

      g_array_index (shared->slots, guint32, shared->first[kheo_columns_unit (columns, slot)]++) =
          slot;
    }
  /* Filling has moved each start to the next one's. */
  for (guint u = n_units; u > 0; u--)
    shared->first[u] = shared->first[u - 1];
  shared->first[0] = 0;
}

/* Spread evenly: the next model goes to the part that is furthest behind its share, so that what
 * was made together does not all go one way. */
static void
share_out (GArray *moves, const guint32 *slots, guint n, const KheoShare *shares, guint n_shares)
{
  g_autofree gint64 *weights = g_new (gint64, n_shares);
  g_autofree gint64 *wanted = g_new (gint64, n_shares);
  g_autofree gint64 *given = g_new0 (gint64, n_shares);

  for (guint s = 0; s < n_shares; s++)
    weights[s] = shares[s].weight;
  kheo_apportion (n, weights, n_shares, wanted);
  for (guint i = 0; i < n; i++)
    {
      KheoMove move = { .slot = slots[i], .shared = TRUE };
      guint    best = 0;
      gint64   most = G_MININT64;

      for (guint s = 0; s < n_shares; s++)
        {
          gint64 behind = wanted[s] * (gint64) (i + 1) - given[s] * (gint64) n;

          if (given[s] < wanted[s] && behind > most)
            {
              best = s;
              most = behind;
            }
        }
      given[best]++;
      move.place = shares[best].place;
      g_array_append_val (moves, move);
    }
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
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  KheoPlacing       *placing;
  const KheoShares  *shares;
  guint              exact = 0;
  guint              n_exact = moves->len;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (Shared) shared = { 0 };

  if (!kheo_query_apportions (query))
    return;
  placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  shares = kheo_placing_get_shares (placing, query->basis);
  for (guint32 slot = 0; slot < columns->n && shares->shares->len > 0; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      while (exact < n_exact && g_array_index (moves, KheoMove, exact).slot < slot)
        exact++;
      if (mask[slot] && unit != KHEO_NO_UNIT && shares->first[unit + 1] > shares->first[unit] &&
          (exact == n_exact || g_array_index (moves, KheoMove, exact).slot != slot))
        g_array_append_val (slots, slot);
    }
  if (slots->len == 0)
    return;
  sort_by_unit (&shared, slots, columns, units->n);
  for (guint u = 0; u < units->n; u++)
    {
      guint            n_shares;
      const KheoShare *own = kheo_shares_get (shares, u, &n_shares);
      guint            n = shared.first[u + 1] - shared.first[u];

      if (n > 0)
        share_out (moves, &g_array_index (shared.slots, guint32, shared.first[u]), n, own,
                   n_shares);
    }
  g_array_sort (moves, compare_moves);
}
