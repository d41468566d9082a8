/* The units of a book in a file of the cache folder: versions in order, their ranks and texts. */
#include "kheo-cache.h"
#include "kheo-units-private.h"

#include <string.h>

#define NAME   "units"
#define FORMAT 1
/* After so many changed units the file is written anew, so that they need not be read each time. */
#define MOST_BEHIND 500

enum
{
  PART_VERSIONS,
  PART_STRINGS,
  PART_RANKS,
  PART_TEXT,
  PART_MARKS,
  PART_NAME_AT,
  PART_SUCCESSIONS,
};

typedef struct
{
  gint64   id;
  gint64   unit_id;
  gint64   parent_id;
  KheoDate valid_from;
  KheoDate valid_to;
  guint32  type;     /* of kheo_unit_types() + 1, 0: none */
  guint32  name;     /* in the strings + 1, 0: none */
  guint32  code;     /* so too */
  guint32  document; /* so too */
} Version;

/* ---- Writing ---- */

static guint32
add_string (GString *strings, const char *text)
{
  guint32 at = (guint32) strings->len + 1;

  if (text == NULL)
    return 0;
  g_string_append_len (strings, text, (gssize) strlen (text) + 1);
  return at;
}

static void
save (KheoUnits *self, KheoDb *db, gint64 seq)
{
  KheoCacheWriter    *writer = kheo_cache_writer_new (db, NAME, FORMAT, seq);
  const KheoUnitType *types = kheo_unit_types (NULL);
  g_autofree Version *versions = NULL;
  g_autoptr (GString) strings = NULL;
  const char *last = NULL; /* documents are kept once and mostly stand together */
  guint32     last_at = 0;

  if (writer == NULL)
    return;
  versions = g_new0 (Version, self->n_versions);
  strings = g_string_new (NULL);
  for (guint v = 0; v < self->n_versions; v++)
    {
      const KheoUnitVersion *from = self->versions[v];

      if (from->document != last)
        last_at = add_string (strings, from->document);
      last = from->document;
      versions[v] = (Version){
        .id = from->id,
        .unit_id = from->unit_id,
        .parent_id = from->parent_id,
        .valid_from = from->valid_from,
        .valid_to = from->valid_to,
        .type = from->type != NULL ? (guint32) (from->type - types) + 1 : 0,
        .name = add_string (strings, from->name),
        .code = add_string (strings, from->code),
        .document = last_at,
      };
    }
  kheo_cache_writer_add (writer, versions, self->n_versions, sizeof *versions);
  kheo_cache_writer_add (writer, strings->str, strings->len, 1);
  kheo_cache_writer_add (writer, self->rank, self->n_versions, sizeof *self->rank);
  kheo_cache_writer_add (writer, self->names.text, self->names.length, 1);
  kheo_cache_writer_add (writer, self->names.marks, self->names.length, 1);
  kheo_cache_writer_add (writer, self->name_at, self->n_versions + 1, sizeof *self->name_at);
  kheo_cache_writer_add (writer, self->successions->data, self->successions->len,
                         sizeof (KheoSuccession));
  kheo_cache_writer_finish (writer);
}

/* ---- Reading ---- */

static char *
string_at (const char *strings, guint32 at)
{
  return at > 0 ? (char *) strings + at - 1 : NULL;
}

static void
take_versions (KheoUnits *self, const Version *versions)
{
  const KheoUnitType *types = kheo_unit_types (NULL);

  self->pool->n = self->n_versions;
  self->pool->versions = g_new (KheoUnitVersion, MAX (self->n_versions, 1));
  for (guint v = 0; v < self->n_versions; v++)
    self->pool->versions[v] = (KheoUnitVersion){
      .id = versions[v].id,
      .unit_id = versions[v].unit_id,
      .parent_id = versions[v].parent_id,
      .valid_from = versions[v].valid_from,
      .valid_to = versions[v].valid_to,
      .type = versions[v].type > 0 ? &types[versions[v].type - 1] : NULL,
      .name = string_at (self->pool->arena, versions[v].name),
      .code = string_at (self->pool->arena, versions[v].code),
      .document = string_at (self->pool->arena, versions[v].document),
    };
}

static KheoUnits *
read_units (KheoCache *cache)
{
  g_autoptr (KheoUnits) self = kheo_units_new ();
  gsize n = kheo_cache_get_size (cache, PART_VERSIONS) / sizeof (Version);
  gsize n_links = kheo_cache_get_size (cache, PART_SUCCESSIONS) / sizeof (KheoSuccession);
  gsize length = kheo_cache_get_size (cache, PART_TEXT);
  g_autofree Version  *versions = kheo_cache_read (cache, PART_VERSIONS, n, sizeof (Version));
  g_autofree gpointer *links =
      kheo_cache_read (cache, PART_SUCCESSIONS, n_links, sizeof (KheoSuccession));
  GArray *successions;

  self->n_versions = (guint) n;
  self->pool->arena =
      kheo_cache_read (cache, PART_STRINGS, kheo_cache_get_size (cache, PART_STRINGS), 1);
  self->rank = kheo_cache_read (cache, PART_RANKS, n, sizeof *self->rank);
  self->names.text = kheo_cache_read (cache, PART_TEXT, length, 1);
  self->names.marks = kheo_cache_read (cache, PART_MARKS, length, 1);
  self->names.length = length;
  self->names.room = length;
  self->name_at = kheo_cache_read (cache, PART_NAME_AT, n + 1, sizeof *self->name_at);
  /* Nothing is half there. */
  if (versions == NULL || links == NULL || self->pool->arena == NULL || self->rank == NULL ||
      self->names.text == NULL || self->names.marks == NULL || self->name_at == NULL)
    {
      self->successions = g_array_new (FALSE, FALSE, sizeof (KheoSuccession));
      return NULL;
    }
  take_versions (self, versions);
  successions = g_array_new (FALSE, FALSE, sizeof (KheoSuccession));
  g_array_append_vals (successions, links, (guint) n_links);
  kheo_units_finish_known (self, successions);
  return g_steal_pointer (&self);
}

/* What has changed since the file was made is patched in; NULL: the tables are to be read. */
static KheoUnits *
load_from_file (KheoDb *db, gint64 seq, guint *out_n_behind)
{
  g_autoptr (KheoCache) cache = kheo_cache_open (db, NAME, FORMAT);
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GArray) touched = NULL;
  g_autoptr (KheoUnits) self = NULL;
  KheoUnits *now;

  *out_n_behind = 0;
  if (cache == NULL)
    return NULL;
  if (kheo_cache_get_seq (cache) == seq)
    return read_units (cache);
  changes = kheo_history_since (db, kheo_cache_get_seq (cache), NULL);
  self = changes != NULL ? read_units (cache) : NULL;
  if (self == NULL || !kheo_units_are_touched (changes))
    return g_steal_pointer (&self);
  now = kheo_units_patch (self, db, changes, &touched, NULL);
  *out_n_behind = touched != NULL ? touched->len : G_MAXUINT;
  return now;
}

KheoUnits *
kheo_units_load_cached (KheoDb *db, GError **error)
{
  gint64     seq = kheo_history_get_seq (db);
  guint      n_behind;
  KheoUnits *self = load_from_file (db, seq, &n_behind);

  if (self != NULL && n_behind <= MOST_BEHIND)
    return self;
  if (self == NULL)
    self = kheo_units_load (db, error);
  if (self != NULL && self->n_versions >= kheo_cache_get_least () &&
      !kheo_db_is_in_transaction (db))
    save (self, db, seq);
  return self;
}
