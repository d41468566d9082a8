/* The columns of the models in a file of the cache folder, patched with what has changed since. */
#include "kheo-cache.h"
#include "kheo-columns.h"
#include "kheo-units-private.h"

#include <string.h>

#define NAME   "models"
#define FORMAT 1
/* After so many changes the file is written anew, so that they need not be read again each time. */
#define MOST_BEHIND 5000

enum
{
  PART_UNIT_IDS,
  PART_IDS,
  PART_COLUMNS, /* and the others after it */
};

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

GArray *
kheo_list_changed (KheoChangeSet *changes, const char *table)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   n = 0;

  for (guint i = 0; i < kheo_change_set_get_n (changes); i++)
    {
      const KheoChange *change = kheo_change_set_get (changes, i);

      if (strcmp (change->table, table) == 0)
        g_array_append_val (ids, change->id);
    }
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, gint64, n - 1) != g_array_index (ids, gint64, i))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
  return ids;
}

static void
save (const KheoColumns *self, KheoDb *db, KheoUnits *units, gint64 seq)
{
  KheoCacheWriter *writer;
  guint            n_core;
  const guint     *core = kheo_columns_list_core (&n_core);

  if (self->n < kheo_cache_get_least () || kheo_db_is_in_transaction (db))
    return;
  writer = kheo_cache_writer_new (db, NAME, FORMAT, seq);
  if (writer == NULL)
    return;
  kheo_cache_writer_add (writer, units->ids, units->n, sizeof *units->ids);
  kheo_cache_writer_add (writer, self->ids, self->n, sizeof *self->ids);
  for (guint i = 0; i < n_core; i++)
    kheo_cache_writer_add (writer, self->columns[core[i]].values, self->n,
                           self->columns[core[i]].width);
  kheo_cache_writer_finish (writer);
}

static gboolean
read_columns (KheoColumns *self, KheoCache *cache, KheoUnits *units)
{
  guint               n_core;
  const guint        *core = kheo_columns_list_core (&n_core);
  gboolean            ok;
  g_autofree guint32 *now = kheo_cache_map_units (cache, PART_UNIT_IDS, units, &ok);

  self->n = (guint) (kheo_cache_get_size (cache, PART_IDS) / sizeof *self->ids);
  self->ids = kheo_cache_read (cache, PART_IDS, self->n, sizeof *self->ids);
  ok = ok && self->ids != NULL;
  for (guint i = 0; i < n_core && ok; i++)
    {
      KheoColumn *column = &self->columns[core[i]];

      column->width = kheo_columns_get_width (core[i]);
      column->values = kheo_cache_read (cache, PART_COLUMNS + i, self->n, column->width);
      ok = column->values != NULL;
    }
  for (guint slot = 0; slot < self->n && ok && now != NULL; slot++)
    {
      guint32 *unit = &((guint32 *) (gpointer) self->columns[KHEO_MODEL_UNIT].values)[slot];

      if (*unit != KHEO_NO_UNIT)
        *unit = now[*unit];
    }
  return ok;
}

/* What has changed since the file was made; NULL: too much. */
static GArray *
list_behind (KheoDb *db, gint64 seq, guint n)
{
  g_autoptr (KheoChangeSet) changes = kheo_history_since (db, seq, NULL);
  g_autoptr (GArray) changed = changes != NULL ? kheo_list_changed (changes, "model") : NULL;

  if (changed == NULL || changed->len > KHEO_MOST_PATCHED (n))
    return NULL;
  return g_steal_pointer (&changed);
}

static gboolean
load_from_file (KheoColumns *self, KheoDb *db, KheoUnits *units, gint64 seq)
{
  g_autoptr (KheoCache) cache = kheo_cache_open (db, NAME, FORMAT);
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) fresh = NULL;
  g_autofree guint *moved = NULL;

  if (cache == NULL || !read_columns (self, cache, units))
    return FALSE;
  if (kheo_cache_get_seq (cache) == seq)
    return TRUE;
  changed = list_behind (db, kheo_cache_get_seq (cache), self->n);
  if (changed == NULL ||
      (changed->len > 0 && !kheo_columns_patch (self, db, units, changed, &moved, &fresh, NULL)))
    return FALSE;
  if (changed->len > MOST_BEHIND)
    save (self, db, units, seq);
  return TRUE;
}

gboolean
kheo_columns_load_cached (KheoColumns *self, KheoDb *db, KheoUnits *units, GError **error)
{
  /* Asked for first: what is written meanwhile is then read once more, never missed. */
  gint64 seq = kheo_history_get_seq (db);

  kheo_columns_clear (self);
  if (load_from_file (self, db, units, seq))
    return TRUE;
  if (!kheo_columns_load (self, db, units, error))
    return FALSE;
  save (self, db, units, seq);
  return TRUE;
}
