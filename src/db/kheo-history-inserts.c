/*
 * What inserters put in during an action, as a changeset that grows and is deflated as it does.
 * The session records all else.  At the end the one stands behind the other: a changeset may have
 * any number of sections.  Only when the session speaks of a row of ours (inserted, then changed)
 * must SQLite join the two.
 */
#include "kheo-history-private.h"

#include <string.h>

/* Rows whose ids follow each other, as those of a large import do. */
typedef struct
{
  const char *table; /* interned */
  gint64      first, last;
} Run;

struct _KheoInserts
{
  KheoDeflater *deflater;
  const char   *table; /* of the section that is open; interned */
  GArray       *runs;  /* of Run */
  guint         n;     /* rows */
};

void
kheo_inserts_free (KheoInserts *self)
{
  if (self == NULL)
    return;
  kheo_deflater_free (self->deflater);
  g_array_unref (self->runs);
  g_free (self);
}

static void
note_row (KheoInserts *self, const char *table, gint64 id)
{
  Run *last = self->runs->len > 0 ? &g_array_index (self->runs, Run, self->runs->len - 1) : NULL;
  Run  run = { table, id, id };

  if (last != NULL && last->table == table && last->last < id && last->last + 1 == id)
    last->last = id;
  else
    g_array_append_val (self->runs, run);
  self->n++;
}

void
kheo_inserts_add (KheoHistory      *history,
                  const char       *table,
                  gint64            id,
                  const GByteArray *head,
                  const GByteArray *record)
{
  KheoInserts *self = history->inserts;

  if (self == NULL)
    {
      self = history->inserts = g_new0 (KheoInserts, 1);
      self->deflater = kheo_deflater_new ();
      self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
    }
  if (table != self->table)
    kheo_deflater_push (self->deflater, head->data, head->len);
  self->table = table;
  kheo_deflater_push (self->deflater, record->data, record->len);
  note_row (self, table, id);
}

/* Runs that meet are equal: no id comes twice, so of two runs of ours none do. */
static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *left = a;
  const Run *right = b;

  if (left->table != right->table)
    return left->table < right->table ? -1 : 1;
  return (left->first > right->last) - (left->last < right->first);
}

/* Has the session anything to say of a row of ours? */
static gboolean
overlaps (KheoInserts *self, const GArray *changes)
{
  g_array_sort (self->runs, compare_runs);
  for (guint i = 0; i < changes->len; i++)
    {
      const KheoChange *change = &g_array_index (changes, KheoChange, i);
      Run               run = { change->table, change->id, change->id };

      if (g_array_binary_search (self->runs, &run, compare_runs, NULL))
        return TRUE;
    }
  return FALSE;
}

static void
append_changes (KheoInserts *self, GArray *changes)
{
  guint next = changes->len;

  g_array_set_size (changes, next + self->n);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      for (guint64 k = 0; k <= (guint64) run->last - (guint64) run->first; k++)
        g_array_index (changes, KheoChange, next++) =
            (KheoChange){ run->table, run->first + (gint64) k, KHEO_CHANGE_INSERT };
    }
}

static gboolean
add_change_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  GArray *changes = user_data;

  g_array_append_val (changes, step->change);
  return TRUE;
}

/* Both as one, where a row that was inserted and changed is inserted as it is now. */
static gboolean
join (KheoDb              *db,
      GBytes              *inserts,
      const KheoChangeset *changeset,
      KheoChangeset       *out_joined,
      GError             **error)
{
  sqlite3_changegroup *group = NULL;
  gsize                size;
  const void          *data = g_bytes_get_data (inserts, &size);
  int                  rc = sqlite3changegroup_new (&group);

  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_add (group, (int) size, (void *) data);
  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_add (group, changeset->size, changeset->data);
  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_output (group, &out_joined->size, &out_joined->data);
  sqlite3changegroup_delete (group);
  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

KheoSpool *
kheo_changeset_pack (const KheoChangeset *changeset)
{
  g_autoptr (GBytes) packed = kheo_deflate (changeset->data, (gsize) changeset->size);
  gsize         size = 0;
  gconstpointer data = g_bytes_get_data (packed, &size);
  KheoSpool    *spool = kheo_spool_new ();

  kheo_spool_append (spool, data, size);
  return spool;
}

static KheoSpool *
finish_joined (KheoInserts         *self,
               KheoDb              *db,
               const KheoChangeset *changeset,
               GArray              *changes,
               gsize               *out_size,
               GError             **error)
{
  g_autoptr (KheoSpool) spool = kheo_deflater_finish (self->deflater, out_size);
  g_autoptr (GBytes) packed = kheo_spool_dup_bytes (spool, error);
  g_autoptr (GBytes) inserts = packed != NULL ? kheo_inflate (packed, *out_size, error) : NULL;
  g_auto (KheoChangeset) joined = { 0 };

  g_array_set_size (changes, 0);
  if (inserts == NULL || !join (db, inserts, changeset, &joined, error) ||
      !kheo_changeset_each (db, joined.data, joined.size, add_change_cb, changes, error))
    return NULL;
  *out_size = (gsize) joined.size;
  return kheo_changeset_pack (&joined);
}

KheoSpool *
kheo_inserts_finish (KheoInserts         *self,
                     KheoDb              *db,
                     const KheoChangeset *changeset,
                     GArray              *changes,
                     gsize               *out_size,
                     GError             **error)
{
  if (changes->len > 0 && overlaps (self, changes))
    return finish_joined (self, db, changeset, changes, out_size, error);
  if (changeset->size > 0)
    kheo_deflater_push (self->deflater, changeset->data, (gsize) changeset->size);
  append_changes (self, changes);
  return kheo_deflater_finish (self->deflater, out_size);
}
