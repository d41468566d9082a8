/*
 * What an undo or redo is to apply: the inverse of the action's own changeset, or of what its undos
 * really did.
 */
#include "kheo-undo-private.h"

static gboolean
invert (KheoDb *db, GBytes *changes, KheoChangeset *out_inverse, GError **error)
{
  gsize       size;
  const void *data = g_bytes_get_data (changes, &size);
  int rc = sqlite3changeset_invert ((int) size, data, &out_inverse->size, &out_inverse->data);

  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

/* The undos of @id since it was last done: what each took back is not in the others. */
static GArray *
list_undos (KheoDb *db, gint64 id)
{
  GArray *undos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT id FROM action WHERE of_action = :id AND kind = 'undo' AND id >"
          " coalesce ((SELECT max (id) FROM action WHERE of_action = :id AND kind = 'redo'), 0)");

  kheo_stmt_bind_int (stmt, ":id", id);
  while (kheo_stmt_step (stmt, NULL))
    {
      gint64 undo = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (undos, undo);
    }
  return undos;
}

static gboolean
add_to_group (KheoDb *db, sqlite3_changegroup *group, gint64 action, GError **error)
{
  g_autoptr (GBytes) changes = kheo_history_load (db, action, error);
  gsize       size = 0;
  const void *data = changes != NULL ? g_bytes_get_data (changes, &size) : NULL;
  int         rc;

  if (changes == NULL)
    return FALSE;
  rc = sqlite3changegroup_add (group, (int) size, (void *) data);
  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

/* What all undos of @id did, inverted. */
gboolean
kheo_undo_invert_undos (KheoDb *db, gint64 id, KheoChangeset *out_inverse, GError **error)
{
  g_autoptr (GArray) undos = list_undos (db, id);
  g_auto (KheoChangeset) all = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  sqlite3_changegroup *group = NULL;
  gboolean             ok = TRUE;
  int                  rc;

  if (undos->len == 1)
    {
      bytes = kheo_history_load (db, g_array_index (undos, gint64, 0), error);
      return bytes != NULL && invert (db, bytes, out_inverse, error);
    }
  rc = sqlite3changegroup_new (&group);
  if (rc != SQLITE_OK)
    return kheo_db_fail (db, rc, error);
  for (guint i = 0; i < undos->len && ok; i++)
    ok = add_to_group (db, group, g_array_index (undos, gint64, i), error);
  rc = ok ? sqlite3changegroup_output (group, &all.size, &all.data) : SQLITE_OK;
  sqlite3changegroup_delete (group);
  if (!ok || rc != SQLITE_OK)
    return ok && kheo_db_fail (db, rc, error);
  bytes = g_bytes_new (all.data, (gsize) all.size);
  return invert (db, bytes, out_inverse, error);
}

/* Which changes of an action are taken back already, by their place in it. */
typedef struct
{
  GHashTable *undone; /* of Key */
  GArray     *rest;   /* gboolean for each change */
  gboolean    any;
} Rest;

typedef struct
{
  const char *table; /* interned */
  gint64      id;
} Key;

static guint
key_hash (gconstpointer key)
{
  return g_int64_hash (&((const Key *) key)->id) ^ g_direct_hash (((const Key *) key)->table);
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->id == other->id && one->table == other->table;
}

static gboolean
add_rest_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  Rest    *rest = user_data;
  Key      key = { step->change.table, step->change.id };
  gboolean remains = !g_hash_table_contains (rest->undone, &key);

  g_array_append_val (rest->rest, remains);
  rest->any = rest->any || remains;
  return TRUE;
}

static gboolean
remains (guint index, gpointer user_data)
{
  return g_array_index (((Rest *) user_data)->rest, gboolean, index);
}

/* Of an action that was taken back in part: only what was kept then. */
static gboolean
leave_rest (KheoDb *db, gint64 id, KheoChangeset *io_inverse, GError **error)
{
  g_autoptr (GArray) undos = list_undos (db, id);
  g_autoptr (GHashTable) undone = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_auto (KheoChangeset) filtered = { 0 };
  Rest rest = { undone, flags, FALSE };

  for (guint i = 0; i < undos->len; i++)
    {
      g_autoptr (KheoChangeSet) changes =
          kheo_history_read_action (db, g_array_index (undos, gint64, i), error);

      if (changes == NULL)
        return FALSE;
      for (guint c = 0; c < kheo_change_set_get_n (changes); c++)
        {
          const KheoChange *change = kheo_change_set_get (changes, c);
          Key               key = { change->table, change->id };

          g_hash_table_add (undone, g_memdup2 (&key, sizeof key));
        }
    }
  if (!kheo_changeset_each (db, io_inverse->data, io_inverse->size, add_rest_cb, &rest, error))
    return FALSE;
  if (!rest.any)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   "action %" G_GINT64_FORMAT " is taken back already", id);
      return FALSE;
    }
  if (!kheo_changeset_filter (io_inverse, remains, &rest, &filtered, error))
    return FALSE;
  kheo_changeset_clear (io_inverse);
  *io_inverse = filtered;
  filtered = (KheoChangeset){ 0 };
  return TRUE;
}

gboolean
kheo_undo_invert_action (
    KheoDb *db, gint64 id, gboolean undone, KheoChangeset *out_inverse, GError **error)
{
  g_autoptr (GBytes) changes = kheo_history_load (db, id, error);

  return changes != NULL && invert (db, changes, out_inverse, error) &&
         (!undone || leave_rest (db, id, out_inverse, error));
}
