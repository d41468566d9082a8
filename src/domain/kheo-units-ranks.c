/* The order of siblings after a few changes: what was not touched keeps its place but for those
 * that come and go before it. */
#include "kheo-columns.h"
#include "kheo-text.h"
#include "kheo-units-private.h"

#include <string.h>

/* Where a version that is read anew stands among the old ones. */
typedef struct
{
  guint   version; /* of the pool */
  guint   place;   /* the least old rank that does not come before it */
  guint   equal;   /* that rank is its own: the names are the same; 0 or 1 */
  GBytes *key;     /* NULL where equal */
  guint32 rank;
} Ranked;

typedef struct
{
  KheoUnits          *from;
  KheoDb             *db;
  const GArray       *touched; /* ids of units, ascending */
  const KheoUnitPool *pool;    /* their versions as they are now */
  GArray             *ranked;  /* of Ranked */
  GArray             *by_rank; /* versions of @from in their order; NULL until needed */
  KheoStmt           *key_of;  /* NULL until needed */
} Ranking;

static void
ranked_clear (gpointer data)
{
  g_clear_pointer (&((Ranked *) data)->key, g_bytes_unref);
}

static void
ranking_clear (Ranking *self)
{
  g_clear_pointer (&self->ranked, g_array_unref);
  g_clear_pointer (&self->by_rank, g_array_unref);
  g_clear_pointer (&self->key_of, kheo_stmt_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ranking, ranking_clear)

/* What a version is ranked by: levels apart, then names; as kheo_units_finish() has it.  @stored:
 * the table has it. */
static GBytes *
make_key (Ranking *self, const KheoUnitVersion *version, gboolean stored, GError **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  gconstpointer data;
  gsize         size;

  if (self->key_of == NULL)
    self->key_of = kheo_db_prepare (self->db, "SELECT name_sort FROM unit_version WHERE id = :id");
  kheo_stmt_bind_int (self->key_of, ":id", version->id);
  if (stored && kheo_stmt_step (self->key_of, &problem) && !kheo_stmt_is_null (self->key_of, 0))
    bytes = kheo_stmt_dup_blob (self->key_of, 0);
  kheo_stmt_reset (self->key_of);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (bytes == NULL)
    bytes = kheo_text_sort_key (version->name);
  data = g_bytes_get_data (bytes, &size);
  g_string_append_c (key, (char) (1 + (version->type != NULL ? version->type->level : 0)));
  g_string_append_len (key, data, (gssize) size);
  return g_string_free_to_bytes (g_steal_pointer (&key));
}

static void
order_by_rank (Ranking *self)
{
  KheoUnits *from = self->from;
  guint     *versions;

  if (self->by_rank != NULL)
    return;
  self->by_rank = g_array_sized_new (FALSE, FALSE, sizeof (guint), from->n_versions);
  g_array_set_size (self->by_rank, from->n_versions);
  if (from->n_versions == 0)
    return;
  versions = (guint *) (gpointer) self->by_rank->data;
  /* Of versions with the same rank one stands for all. */
  memset (versions, 0xff, from->n_versions * sizeof *versions);
  for (guint v = 0; v < from->n_versions; v++)
    versions[from->rank[v]] = v;
  for (guint r = 1; r < from->n_versions; r++)
    if (versions[r] == G_MAXUINT)
      versions[r] = versions[r - 1];
}

static gboolean
is_touched (Ranking *self, gint64 unit_id)
{
  return kheo_find_id ((const gint64 *) (gpointer) self->touched->data, self->touched->len,
                       unit_id) >= 0;
}

/* Finds the place of a name by halves.  The keys of units that changed are no longer what the table
 * has of them. */
static gboolean
search_place (Ranking *self, const KheoUnitVersion *version, Ranked *ranked, GError **error)
{
  guint low = 0;
  guint high = self->from->n_versions;

  order_by_rank (self);
  ranked->key = make_key (self, version, TRUE, error);
  if (ranked->key == NULL)
    return FALSE;
  while (low < high)
    {
      guint                  middle = low + (high - low) / 2;
      const KheoUnitVersion *other =
          self->from->versions[g_array_index (self->by_rank, guint, middle)];
      g_autoptr (GBytes) key = make_key (self, other, !is_touched (self, other->unit_id), error);
      int order;

      if (key == NULL)
        return FALSE;
      order = g_bytes_compare (key, ranked->key);
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
      ranked->equal |= order == 0;
    }
  ranked->place = low;
  return TRUE;
}

/* The same name at the same level has the same rank. */
static gboolean
take_place (Ranking *self, const KheoUnitVersion *version, Ranked *ranked)
{
  KheoUnits *from = self->from;
  int        unit = kheo_units_find (from, version->unit_id);

  for (guint v = unit >= 0 ? from->first[unit] : 0; unit >= 0 && v < from->first[unit + 1]; v++)
    if (from->versions[v]->type == version->type &&
        strcmp (from->versions[v]->name, version->name) == 0)
      {
        ranked->place = from->rank[v];
        ranked->equal = 1;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_places (Ranking *self, GError **error)
{
  for (guint v = 0; v < self->pool->n; v++)
    {
      Ranked ranked = { .version = v };

      if (!take_place (self, &self->pool->versions[v], &ranked) &&
          !search_place (self, &self->pool->versions[v], &ranked, error))
        return FALSE;
      g_array_append_val (self->ranked, ranked);
    }
  return TRUE;
}

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a;
  const Ranked *y = b;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  if (x->equal != y->equal)
    return x->equal ? 1 : -1;
  return x->equal ? 0 : g_bytes_compare (x->key, y->key);
}

/* By old rank, n + 1: the new one.  Also ranks what is new. */
static guint32 *
renumber_ranks (Ranking *self)
{
  KheoUnits      *from = self->from;
  guint32        *ranks = g_new0 (guint32, from->n_versions + 2);
  g_autofree int *gone = g_new0 (int, from->n_versions + 2);
  g_autofree int *come = g_new0 (int, from->n_versions + 2);
  Ranked         *group = NULL;

  for (guint i = 0; i < self->touched->len; i++)
    {
      int unit = kheo_units_find (from, g_array_index (self->touched, gint64, i));

      for (guint v = unit >= 0 ? from->first[unit] : 0; unit >= 0 && v < from->first[unit + 1]; v++)
        gone[from->rank[v] + 1]++;
    }
  g_array_sort (self->ranked, compare_ranked);
  for (guint i = 0; i < self->ranked->len; i++)
    {
      Ranked *ranked = &g_array_index (self->ranked, Ranked, i);

      come[ranked->place + ranked->equal]++;
    }
  for (guint r = 1; r < from->n_versions + 2; r++)
    {
      gone[r] += gone[r - 1];
      come[r] += come[r - 1];
    }
  for (guint r = 0; r <= from->n_versions; r++)
    ranks[r] = (guint32) ((int) r - gone[r] + come[r]);

  /* The fresh ones before it come before it; those of its own name share the first's rank. */
  for (guint i = 0; i < self->ranked->len; i++)
    {
      Ranked *ranked = &g_array_index (self->ranked, Ranked, i);

      if (group == NULL || compare_ranked (group, ranked) != 0)
        {
          ranked->rank = ranked->place - (guint) gone[ranked->place] + i;
          group = ranked;
        }
      else
        ranked->rank = group->rank;
    }
  return ranks;
}

guint32 *
kheo_units_patch_ranks (KheoUnits          *from,
                        KheoDb             *db,
                        const GArray       *touched,
                        const KheoUnitPool *pool,
                        guint32           **out_ranks,
                        GError            **error)
{
  g_auto (Ranking) self = { from, db, touched, pool, NULL, NULL, NULL };
  guint32 *by_rank;

  self.ranked = g_array_sized_new (FALSE, FALSE, sizeof (Ranked), pool->n);
  g_array_set_clear_func (self.ranked, ranked_clear);
  if (!find_places (&self, error))
    return NULL;
  by_rank = renumber_ranks (&self);
  *out_ranks = g_new (guint32, MAX (pool->n, 1));
  for (guint i = 0; i < self.ranked->len; i++)
    (*out_ranks)[g_array_index (self.ranked, Ranked, i).version] =
        g_array_index (self.ranked, Ranked, i).rank;
  return by_rank;
}
