/* The columns of the figures in a file of the cache folder, block by block. */
#include "kheo-columns.h"
#include "kheo-figure-block.h"
#include "kheo-units-private.h"

#include <string.h>

#define NAME   "figures"
#define FORMAT 1
/* After so many changes the file is written anew, so that they need not be read again each time. */
#define MOST_BEHIND 5000

enum
{
  PART_UNIT_IDS,
  PART_PERIODS, /* names, each with its zero */
  PART_BLOCKS,
  PART_COLUMNS, /* those of the first block, and of the others after it */
};

enum
{
  COLUMN_IDS,
  COLUMN_UNITS,
  COLUMN_PERIODS,
  COLUMN_STATES,
  COLUMN_VALUES,
  COLUMN_DENOMINATORS,
  N_COLUMNS,
};

typedef struct
{
  gint64  indicator;
  guint32 n;
  guint32 has_denominators;
} Entry;

struct _KheoFigureCache
{
  KheoCache *file;
  Entry     *entries;
  guint      n_entries;
  guint32   *periods; /* by period of the file: index in the columns */
  guint      n_periods;
};

void
kheo_figure_cache_close (KheoFigureCache *self)
{
  if (self == NULL)
    return;
  kheo_cache_close (self->file);
  g_free (self->entries);
  g_free (self->periods);
  g_free (self);
}

/* ---- Reading ---- */

static gboolean
read_periods (KheoFigureCache *self, KheoFigureColumns *columns)
{
  gsize            size = kheo_cache_get_size (self->file, PART_PERIODS);
  g_autofree char *names = kheo_cache_read (self->file, PART_PERIODS, size, 1);

  if (names == NULL)
    return FALSE;
  self->periods = g_new (guint32, size + 1);
  for (gsize at = 0; at < size; at += strlen (names + at) + 1)
    self->periods[self->n_periods++] = kheo_figure_columns_add_period (columns, names + at);
  return TRUE;
}

static KheoFigureCache *
open_file (KheoFigureColumns *columns, KheoDb *db)
{
  KheoCache       *file = kheo_cache_open (db, NAME, FORMAT);
  KheoFigureCache *self;

  if (file == NULL)
    return NULL;
  self = g_new0 (KheoFigureCache, 1);
  self->file = file;
  self->n_entries = (guint) (kheo_cache_get_size (file, PART_BLOCKS) / sizeof (Entry));
  self->entries = kheo_cache_read (file, PART_BLOCKS, self->n_entries, sizeof (Entry));
  if (self->entries != NULL && read_periods (self, columns))
    return self;
  kheo_figure_cache_close (self);
  return NULL;
}

static gboolean
translate (KheoFigureCache *self, KheoFigureBlock *block, const guint32 *now)
{
  for (guint i = 0; i < block->n; i++)
    {
      if (block->periods[i] >= self->n_periods)
        return FALSE;
      block->periods[i] = self->periods[block->periods[i]];
      if (now != NULL && block->units[i] != G_MAXUINT32)
        block->units[i] = now[block->units[i]];
    }
  return TRUE;
}

static gboolean
read_block (KheoFigureCache *self, KheoFigureColumns *columns, guint at, const guint32 *now)
{
  const Entry     *entry = &self->entries[at];
  guint            part = PART_COLUMNS + at * N_COLUMNS;
  KheoBlock       *made = kheo_block_new (entry->indicator);
  KheoFigureBlock *block = &made->block;

  block->n = made->room = entry->n;
  block->ids = kheo_cache_read (self->file, part + COLUMN_IDS, entry->n, 8);
  block->units = kheo_cache_read (self->file, part + COLUMN_UNITS, entry->n, 4);
  block->periods = kheo_cache_read (self->file, part + COLUMN_PERIODS, entry->n, 4);
  block->states = kheo_cache_read (self->file, part + COLUMN_STATES, entry->n, 1);
  block->values = kheo_cache_read (self->file, part + COLUMN_VALUES, entry->n, 8);
  if (entry->has_denominators)
    block->denominators = kheo_cache_read (self->file, part + COLUMN_DENOMINATORS, entry->n, 8);
  if (block->ids == NULL || block->units == NULL || block->periods == NULL ||
      block->states == NULL || block->values == NULL ||
      (entry->has_denominators && block->denominators == NULL) || !translate (self, block, now))
    {
      kheo_block_free (made);
      return FALSE;
    }
  g_hash_table_insert (columns->blocks[0], &block->indicator, made);
  return TRUE;
}

gboolean
kheo_figure_cache_read (KheoFigureColumns *columns, KheoUnits *units, gint64 indicator)
{
  KheoFigureCache    *self = columns->cache;
  gboolean            ok;
  g_autofree guint32 *now = kheo_cache_map_units (self->file, PART_UNIT_IDS, units, &ok);

  for (guint i = 0; i < self->n_entries && ok; i++)
    if ((indicator == 0 || self->entries[i].indicator == indicator) &&
        !g_hash_table_contains (columns->blocks[0], &self->entries[i].indicator))
      ok = read_block (self, columns, i, now);
  if (!ok || indicator == 0)
    g_clear_pointer (&columns->cache, kheo_figure_cache_close);
  if (ok && indicator == 0)
    columns->whole[0] = TRUE;
  return ok;
}

static guint64
count_rows (const KheoFigureCache *self)
{
  guint64 n = 0;

  for (guint i = 0; i < self->n_entries; i++)
    n += self->entries[i].n;
  return n;
}

gboolean
kheo_figure_cache_look (KheoFigureColumns *columns, KheoDb *db, KheoUnits *units, GError **error)
{
  gint64 seq;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GArray) changed = NULL;

  if (columns->asked_cache)
    return TRUE;
  columns->asked_cache = TRUE;
  seq = kheo_history_get_seq (db);
  columns->cache = open_file (columns, db);
  if (columns->cache == NULL || kheo_cache_get_seq (columns->cache->file) == seq)
    return TRUE;
  changes = kheo_history_since (db, kheo_cache_get_seq (columns->cache->file), error);
  if (changes == NULL)
    return FALSE;
  changed = kheo_list_changed (changes, "figure");
  if (changed->len > KHEO_MOST_PATCHED (count_rows (columns->cache)))
    {
      g_clear_pointer (&columns->cache, kheo_figure_cache_close);
      return TRUE;
    }
  if (changed->len == 0 || !kheo_figure_cache_read (columns, units, 0))
    return TRUE;
  if (!kheo_figure_columns_patch (columns, db, units, changed, error))
    return FALSE;
  if (changed->len > MOST_BEHIND)
    kheo_figure_cache_save (columns, db, units, seq);
  return TRUE;
}

/* ---- Writing ---- */

static void
add_block (KheoCacheWriter *writer, const KheoFigureBlock *block)
{
  kheo_cache_writer_add (writer, block->ids, block->n, 8);
  kheo_cache_writer_add (writer, block->units, block->n, 4);
  kheo_cache_writer_add (writer, block->periods, block->n, 4);
  kheo_cache_writer_add (writer, block->states, block->n, 1);
  kheo_cache_writer_add (writer, block->values, block->n, 8);
  kheo_cache_writer_add (writer, block->denominators, block->denominators != NULL ? block->n : 0,
                         8);
}

static void
add_periods (KheoCacheWriter *writer, const KheoFigureColumns *columns)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < kheo_figure_columns_get_n_periods (columns); i++)
    {
      const char *name = kheo_figure_columns_get_period_name (columns, i);

      g_string_append_len (names, name, (gssize) strlen (name) + 1);
    }
  kheo_cache_writer_add (writer, names->str, names->len, 1);
}

void
kheo_figure_cache_save (KheoFigureColumns *columns, KheoDb *db, KheoUnits *units, gint64 seq)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  KheoCacheWriter *writer;
  GHashTableIter   iter;
  gpointer         value;
  guint64          n = 0;

  g_hash_table_iter_init (&iter, columns->blocks[0]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const KheoFigureBlock *block = &((KheoBlock *) value)->block;
      Entry                  entry = { block->indicator, block->n, block->denominators != NULL };

      n += block->n;
      g_array_append_val (entries, entry);
      g_ptr_array_add (blocks, (gpointer) block);
    }
  if (n < kheo_cache_get_least () || kheo_db_is_in_transaction (db) ||
      (writer = kheo_cache_writer_new (db, NAME, FORMAT, seq)) == NULL)
    return;
  kheo_cache_writer_add (writer, units->ids, units->n, 8);
  add_periods (writer, columns);
  kheo_cache_writer_add (writer, entries->data, entries->len, sizeof (Entry));
  for (guint i = 0; i < blocks->len; i++)
    add_block (writer, blocks->pdata[i]);
  kheo_cache_writer_finish (writer);
}
