/* Units from the tables, or from what a test hands over: ordered, linked, ranked. */
#include "kheo-units-private.h"

#include "kheo-sort.h"
#include "kheo-text.h"

#include <string.h>

/* Strings of a whole book, and of a few changes. */
#define STRINGS_BLOCK (64 * 1024)
#define SMALL_BLOCK   256

static KheoUnitPool *
pool_new (KheoUnitPool *before, gsize block)
{
  KheoUnitPool *self = g_new0 (KheoUnitPool, 1);

  g_atomic_ref_count_init (&self->refs);
  self->strings = g_string_chunk_new (block);
  if (before != NULL)
    g_atomic_ref_count_inc (&before->refs);
  self->before = before;
  return self;
}

void
kheo_unit_pool_unref (KheoUnitPool *self)
{
  /* One after the other: the chain is as long as there were changes. */
  while (self != NULL && g_atomic_ref_count_dec (&self->refs))
    {
      KheoUnitPool *before = self->before;

      g_free (self->versions);
      g_string_chunk_free (self->strings);
      g_free (self->arena);
      g_free (self);
      self = before;
    }
}

void
kheo_unit_pool_add (KheoUnitPool *self, const KheoUnitVersion *version)
{
  KheoUnitVersion *copy;

  /* Room for a power of two of versions: it is full when the count is one. */
  if ((self->n & (self->n - 1)) == 0)
    self->versions = g_renew (KheoUnitVersion, self->versions, MAX (2 * self->n, 1));

  copy = &self->versions[self->n++];
  *copy = *version;
  copy->name = g_string_chunk_insert (self->strings, version->name);
  copy->code = version->code != NULL ? g_string_chunk_insert (self->strings, version->code) : NULL;
  copy->document = version->document != NULL
                       ? g_string_chunk_insert_const (self->strings, version->document)
                       : NULL;
}

KheoUnits *
kheo_units_new (void)
{
  KheoUnits *self = g_new0 (KheoUnits, 1);

  g_atomic_ref_count_init (&self->refs);
  self->pool = pool_new (NULL, STRINGS_BLOCK);
  return self;
}

KheoUnits *
kheo_units_new_after (KheoUnits *from)
{
  KheoUnits *self = g_new0 (KheoUnits, 1);

  g_atomic_ref_count_init (&self->refs);
  self->pool = pool_new (from->pool, SMALL_BLOCK);
  return self;
}

void
kheo_units_add (KheoUnits *self, const KheoUnitVersion *version)
{
  kheo_unit_pool_add (self->pool, version);
  self->n_versions = self->pool->n;
}

static int
compare_versions (const KheoUnitVersion *x, const KheoUnitVersion *y)
{
  if (x->unit_id != y->unit_id)
    return x->unit_id < y->unit_id ? -1 : 1;
  if (x->valid_from != y->valid_from)
    return x->valid_from < y->valid_from ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* By unit first, of which there are many, then the few of one unit by hand. */
static void
sort_versions (const KheoUnitVersion *versions, guint32 *order, guint n)
{
  g_autofree guint64 *units = g_new (guint64, n);

  for (guint i = 0; i < n; i++)
    units[i] = (guint64) versions[i].unit_id;
  kheo_sort_by_uint64 (order, n, units);
  for (guint i = 1; i < n; i++)
    {
      guint32 moved = order[i];
      guint   to = i;

      for (; to > 0 && compare_versions (&versions[moved], &versions[order[to - 1]]) < 0; to--)
        order[to] = order[to - 1];
      order[to] = moved;
    }
}

/* Brings the versions, and their ranks, into order: by unit, oldest first. */
static void
order_versions (KheoUnits *self)
{
  const KheoUnitVersion *from = self->pool->versions;
  guint                  n = self->n_versions;
  g_autofree guint32    *order = g_new (guint32, MAX (n, 1));
  gboolean               ordered = TRUE;
  KheoUnitVersion       *versions;
  guint32               *ranks;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = 1; i < n && ordered; i++)
    ordered = compare_versions (&from[i - 1], &from[i]) < 0;
  if (ordered)
    return;

  sort_versions (from, order, n);
  versions = g_new (KheoUnitVersion, n);
  ranks = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    {
      versions[i] = from[order[i]];
      ranks[i] = self->rank[order[i]];
    }
  g_free (self->pool->versions);
  self->pool->versions = versions;
  g_free (self->rank);
  self->rank = ranks;
}

static void
index_units (KheoUnits *self)
{
  self->versions = g_new (KheoUnitVersion *, MAX (self->n_versions, 1));
  for (guint i = 0; i < self->n_versions; i++)
    self->versions[i] = &self->pool->versions[i];
  self->ids = g_new (gint64, MAX (self->n_versions, 1));
  self->first = g_new (guint, self->n_versions + 1);
  self->owner = g_new (guint, MAX (self->n_versions, 1));
  for (guint i = 0; i < self->n_versions; i++)
    {
      if (i == 0 || self->versions[i]->unit_id != self->versions[i - 1]->unit_id)
        {
          self->ids[self->n] = self->versions[i]->unit_id;
          self->first[self->n++] = i;
        }
      self->owner[i] = self->n - 1;
    }
  self->first[self->n] = self->n_versions;
}

void
kheo_units_link_parents (KheoUnits *self, guint unit)
{
  guint first = self->first[unit];

  for (guint v = first; v < self->first[unit + 1]; v++)
    {
      gint64 parent_id = self->versions[v]->parent_id;

      self->parents[v] = parent_id != 0 ? kheo_units_find (self, parent_id) : KHEO_PARENT_NONE;
      if (v == first)
        self->fixed[unit] = self->parents[v];
      else if (self->fixed[unit] != self->parents[v])
        self->fixed[unit] = KHEO_PARENT_VARIES;
    }
}

static void
link_parents (KheoUnits *self)
{
  gint64 last_id = 0;
  int    last = KHEO_PARENT_NONE;

  self->parents = g_new (int, MAX (self->n_versions, 1));
  self->fixed = g_new (int, MAX (self->n, 1));
  for (guint i = 0; i < self->n_versions; i++)
    {
      int  *fixed = &self->fixed[self->owner[i]];
      guint unit_first = self->first[self->owner[i]];

      /* Units of one parent mostly stand together. */
      if (self->versions[i]->parent_id != last_id)
        {
          last_id = self->versions[i]->parent_id;
          last = last_id != 0 ? kheo_units_find (self, last_id) : KHEO_PARENT_NONE;
        }
      self->parents[i] = last;
      if (i == unit_first)
        *fixed = last;
      else if (*fixed != last)
        *fixed = KHEO_PARENT_VARIES;
    }
}

/* What a version is ranked by: levels apart, then names. */
static void
add_key (
    KheoKeys *keys, GString *key, const KheoUnitVersion *version, const guint8 *bytes, gsize size)
{
  g_string_truncate (key, 0);
  g_string_append_c (key, (char) (1 + (version->type != NULL ? version->type->level : 0)));
  g_string_append_len (key, (const char *) bytes, (gssize) size);
  kheo_keys_add (keys, (const guint8 *) key->str, key->len);
}

static void
add_made_key (KheoKeys *keys, GString *key, const KheoUnitVersion *version)
{
  g_autoptr (GBytes) made = kheo_text_sort_key (version->name);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (made, &size);

  add_key (keys, key, version, bytes, size);
}

void
kheo_units_add_text (KheoUnits *self, const KheoUnitVersion *version)
{
  kheo_search_text_add (&self->names, version->name);
  kheo_search_text_end (&self->names, '\t');
  kheo_search_text_add (&self->names, version->code);
  kheo_search_text_end (&self->names, '\n');
}

static void
build_texts (KheoUnits *self)
{
  kheo_search_text_reserve (&self->names, 32 * (gsize) self->n_versions + 64);
  self->name_at = g_new (guint, self->n_versions + 1);
  for (guint i = 0; i < self->n_versions; i++)
    {
      self->name_at[i] = (guint) self->names.length;
      kheo_units_add_text (self, self->versions[i]);
    }
  self->name_at[self->n_versions] = (guint) self->names.length;
}

/* Counting sort of the successions by one of their ends; ends that are unknown are left out. */
static void
index_links (KheoUnits *self, gboolean by_old, guint **out_first, guint **out_links)
{
  guint           n_links = self->successions->len;
  guint          *first = g_new0 (guint, self->n + 2);
  guint          *links = g_new (guint, MAX (n_links, 1));
  g_autofree int *ends = g_new (int, MAX (n_links, 1));

  for (guint i = 0; i < n_links; i++)
    {
      const KheoSuccession *link = &g_array_index (self->successions, KheoSuccession, i);

      ends[i] = kheo_units_find (self, by_old ? link->old_id : link->new_id);
      if (ends[i] >= 0)
        first[ends[i] + 2]++;
    }
  for (guint u = 2; u < self->n + 2; u++)
    first[u] += first[u - 1];
  for (guint i = 0; i < n_links; i++)
    if (ends[i] >= 0)
      links[first[ends[i] + 1]++] = i;
  *out_first = first;
  *out_links = links;
}

static void
list_levels (KheoUnits *self)
{
  self->levels = g_new (guint8, MAX (self->n_versions, 1));
  for (guint v = 0; v < self->n_versions; v++)
    self->levels[v] =
        self->versions[v]->type != NULL ? (guint8) self->versions[v]->type->level : KHEO_NO_LEVEL;
}

static gboolean
has_same_ids (KheoUnits *self, KheoUnits *other)
{
  return self->n == other->n && memcmp (self->ids, other->ids, self->n * sizeof *self->ids) == 0;
}

void
kheo_units_take_links (KheoUnits *self, GArray *successions, KheoUnits *same)
{
  gsize n_first = (self->n + 2) * sizeof *self->old_first;
  gsize n_links;

  self->successions =
      successions != NULL ? successions : g_array_new (FALSE, FALSE, sizeof (KheoSuccession));
  if (same == NULL || !has_same_ids (self, same))
    {
      index_links (self, TRUE, &self->old_first, &self->old_links);
      index_links (self, FALSE, &self->new_first, &self->new_links);
      return;
    }
  n_links = MAX (self->successions->len, 1) * sizeof *self->old_links;
  self->old_first = g_memdup2 (same->old_first, n_first);
  self->old_links = g_memdup2 (same->old_links, n_links);
  self->new_first = g_memdup2 (same->new_first, n_first);
  self->new_links = g_memdup2 (same->new_links, n_links);
}

/* @keys: by version as added; taken. */
static void
finish (KheoUnits *self, KheoKeys *keys, GArray *successions)
{
  self->rank = kheo_keys_free_to_ranks (keys);
  order_versions (self);
  index_units (self);
  list_levels (self);
  link_parents (self);
  build_texts (self);
  kheo_units_take_links (self, successions, NULL);
}

void
kheo_units_finish (KheoUnits *self, GArray *successions)
{
  KheoKeys *keys = kheo_keys_new (self->n_versions);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < self->n_versions; i++)
    add_made_key (keys, key, &self->pool->versions[i]);
  finish (self, keys, successions);
}

void
kheo_units_finish_known (KheoUnits *self, GArray *successions)
{
  index_units (self);
  list_levels (self);
  link_parents (self);
  kheo_units_take_links (self, successions, NULL);
}

/* ---- From the tables ---- */

typedef struct
{
  KheoUnits *units;
  KheoKeys  *keys;
  GString   *key; /* to make them in */
} Loading;

static void
add_version_cb (const KheoUnitVersion *version, const guint8 *key, gsize size, gpointer user_data)
{
  Loading *loading = user_data;

  kheo_units_add (loading->units, version);
  if (size > 0)
    add_key (loading->keys, loading->key, version, key, size);
  else
    add_made_key (loading->keys, loading->key, version);
}

KheoUnits *
kheo_units_load (KheoDb *db, GError **error)
{
  g_autoptr (KheoUnits) self = kheo_units_new ();
  g_autoptr (KheoKeys) keys = kheo_keys_new (0);
  g_autoptr (GString) key = g_string_new (NULL);
  Loading loading = { self, keys, key };
  GArray *successions;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kheo_unit_table_scan (db, add_version_cb, &loading, error))
    return NULL;
  successions = kheo_succession_list (db, error);
  if (successions == NULL)
    return NULL;
  finish (self, g_steal_pointer (&keys), successions);
  return g_steal_pointer (&self);
}
