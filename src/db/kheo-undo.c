/*
 * Taking actions back and forth.  Undo applies the inverse of the action's own changeset; redo the
 * inverse of what the last undo really did.  The result is recorded like any action.
 */
#include "kheo-history-private.h"

#include <string.h>

#define MAX_NAMED 5

typedef struct
{
  KheoDb  *db;
  GArray  *kept;   /* of KheoKept */
  gboolean broken; /* a foreign key would point nowhere */
} Undo;

static GArray *
kept_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (KheoKept));
}

static void
keep (GArray *kept, const char *table, gint64 id, const char *why)
{
  KheoKept row = { .table = g_intern_string (table), .id = id, .why = why };

  g_array_append_val (kept, row);
}

/* The id of the row in conflict. */
static gint64
id_of (Undo *undo, sqlite3_changeset_iter *iter, const char *name, int op)
{
  const KheoHistoryTable *table = kheo_history_find_table (kheo_history_of (undo->db), name);
  sqlite3_value          *value = NULL;

  if (table == NULL || table->id_column < 0)
    return 0;
  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, table->id_column, &value);
  else
    sqlite3changeset_old (iter, table->id_column, &value);
  return value != NULL ? sqlite3_value_int64 (value) : 0;
}

static int
conflict_cb (void *user_data, int what, sqlite3_changeset_iter *iter)
{
  Undo       *undo = user_data;
  const char *table = NULL;
  int         n_columns, op, indirect;

  if (what == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      /* Left as it is for now, so that the rows can be named; all is rolled back then. */
      undo->broken = TRUE;
      return SQLITE_CHANGESET_OMIT;
    }
  sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
  /* Gone already is what a delete wants. */
  if (what == SQLITE_CHANGESET_NOTFOUND && op == SQLITE_DELETE)
    return SQLITE_CHANGESET_OMIT;
  keep (undo->kept, table, id_of (undo, iter, table, op),
        what == SQLITE_CHANGESET_CONSTRAINT ? "used" : "edited-since");
  return SQLITE_CHANGESET_OMIT;
}

/* Names the rows whose parents would be gone. */
static void
name_broken (Undo *undo)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (undo->db, "PRAGMA foreign_key_check");

  while (kheo_stmt_step (stmt, NULL))
    keep (undo->kept, kheo_stmt_get_text (stmt, 0), kheo_stmt_get_int (stmt, 1), "used");
}

/* The whole old row as bytes, to compare deletions with. */
static GBytes *
old_row (const KheoStep *step, sqlite3_changeset_iter *iter)
{
  GByteArray *row = g_byte_array_new ();

  g_byte_array_append (row, (const guint8 *) &step->change.table, sizeof (char *));
  for (int i = 0; i < step->n_columns; i++)
    {
      sqlite3_value *value = NULL;
      int            type;
      int            size;

      sqlite3changeset_old (iter, i, &value);
      type = value != NULL ? sqlite3_value_type (value) : 0;
      g_byte_array_append (row, (const guint8 *) &type, sizeof type);
      if (type == 0 || type == SQLITE_NULL)
        continue;
      sqlite3_value_blob (value);
      size = sqlite3_value_bytes (value);
      g_byte_array_append (row, (const guint8 *) &size, sizeof size);
      if (size > 0)
        g_byte_array_append (row, sqlite3_value_blob (value), (guint) size);
    }
  return g_byte_array_free_to_bytes (row);
}

static gboolean
add_deletion_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  if (step->change.kind == KHEO_CHANGE_DELETE)
    g_hash_table_add (user_data, old_row (step, iter));
  return TRUE;
}

static gboolean
find_indirect_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  *(gboolean *) user_data = step->indirect && step->change.kind != KHEO_CHANGE_INSERT;
  return !*(gboolean *) user_data;
}

typedef struct
{
  Undo       *undo;
  GHashTable *wanted; /* old rows that the inverse deletes */
} Cascade;

static gboolean
check_cascade_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  Cascade *cascade = user_data;
  g_autoptr (GBytes) row = NULL;

  if (!step->indirect || step->change.kind == KHEO_CHANGE_INSERT)
    return TRUE;
  row = old_row (step, iter);
  if (step->change.kind == KHEO_CHANGE_DELETE && g_hash_table_contains (cascade->wanted, row))
    return TRUE;
  keep (cascade->undo->kept, step->change.table, step->change.id, "used");
  cascade->undo->broken = TRUE;
  return TRUE;
}

/* A foreign key's own action (cascade, set null) must not take along what is not ours to take. */
static gboolean
check_cascades (Undo *undo, const KheoChangeset *inverse, const KheoChangeset *done, GError **error)
{
  g_autoptr (GHashTable) wanted = NULL;
  Cascade  cascade = { undo };
  gboolean found = FALSE;

  if (!kheo_changeset_each (undo->db, done->data, done->size, find_indirect_cb, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  wanted =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  cascade.wanted = wanted;
  return kheo_changeset_each (undo->db, inverse->data, inverse->size, add_deletion_cb, wanted,
                              error) &&
         kheo_changeset_each (undo->db, done->data, done->size, check_cascade_cb, &cascade, error);
}

static void
set_conflict (Undo *undo, gint64 id, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = 0;
  guint n_used = 0;

  for (guint i = 0; i < undo->kept->len; i++)
    {
      const KheoKept *row = &g_array_index (undo->kept, KheoKept, i);

      if (strcmp (row->why, "used") != 0 || ++n_used > MAX_NAMED)
        continue;
      g_string_append_printf (names, "%s%s %" G_GINT64_FORMAT, n_named++ > 0 ? ", " : "",
                              row->table, row->id);
    }
  if (n_used > MAX_NAMED)
    g_string_append_printf (names, " and %u more", n_used - MAX_NAMED);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT,
               "action %" G_GINT64_FORMAT " cannot be taken back: needed by %s", id, names->str);
}

/* Inside the begun action: applies @inverse and finds out what it did. */
static gboolean
apply (Undo *undo, gint64 id, const KheoChangeset *inverse, KheoChangeset *out_done, GError **error)
{
  int rc = sqlite3changeset_apply (undo->db->handle, inverse->size, inverse->data, NULL,
                                   conflict_cb, undo);

  if (rc != SQLITE_OK)
    return kheo_db_fail (undo->db, rc, error);
  if (undo->broken)
    name_broken (undo);
  if (!kheo_history_collect (undo->db, out_done, error))
    return FALSE;
  if (!undo->broken && !check_cascades (undo, inverse, out_done, error))
    return FALSE;
  if (!undo->broken)
    return TRUE;
  set_conflict (undo, id, error);
  return FALSE;
}

static gboolean
invert (KheoDb *db, GBytes *changes, KheoChangeset *out_inverse, GError **error)
{
  gsize       size;
  const void *data = g_bytes_get_data (changes, &size);
  int rc = sqlite3changeset_invert ((int) size, data, &out_inverse->size, &out_inverse->data);

  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

/* Applies the inverse of action @source and records it as @action. */
static KheoChangeSet *
apply_inverse (Undo *undo, gint64 source, const KheoAction *action, GError **error)
{
  g_auto (KheoChangeset) inverse = { 0 };
  g_auto (KheoChangeset) done = { 0 };
  g_autoptr (GBytes) changes = kheo_history_load (undo->db, source, error);

  if (changes == NULL || !invert (undo->db, changes, &inverse, error) ||
      !kheo_history_begin (undo->db, error))
    return NULL;
  if (!apply (undo, action->of_action, &inverse, &done, error))
    {
      kheo_history_cancel (undo->db);
      return NULL;
    }
  return kheo_history_store (undo->db, &done, action, error);
}

/* The state of the "do" action @id: its title, and whether it is undone. */
static gboolean
look_up (KheoDb *db, gint64 id, char **out_title, gboolean *out_undone, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT title, undone, kind FROM action WHERE id = :id");
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":id", id);
  if (!kheo_stmt_step (stmt, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                     "there is no action %" G_GINT64_FORMAT, id);
      return FALSE;
    }
  if (g_strcmp0 (kheo_stmt_get_text (stmt, 2), "do") != 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   "action %" G_GINT64_FORMAT " is itself an undo or redo", id);
      return FALSE;
    }
  *out_title = g_strdup (kheo_stmt_get_text (stmt, 0));
  *out_undone = kheo_stmt_get_int (stmt, 1) != 0;
  return TRUE;
}

/* The newest undo of @id. */
static gint64
find_undo (KheoDb *db, gint64 id)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT max (id) FROM action WHERE of_action = :id AND kind = 'undo'");

  kheo_stmt_bind_int (stmt, ":id", id);
  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : 0;
}

static KheoChangeSet *
take (KheoDb *db, gint64 id, gboolean redo, const char *actor, GArray **out_kept, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GArray) kept = kept_new ();
  Undo           undo = { db, kept };
  gboolean       undone = FALSE;
  KheoAction     action = { .of_action = id, .actor = (char *) actor };
  KheoChangeSet *changes;

  if (out_kept != NULL)
    *out_kept = g_array_ref (kept);
  if (!look_up (db, id, &title, &undone, error))
    return NULL;
  if (undone != redo)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   redo ? "action %" G_GINT64_FORMAT " is not taken back"
                        : "action %" G_GINT64_FORMAT " is taken back already",
                   id);
      return NULL;
    }
  action.title = title;
  action.kind = (char *) (redo ? "redo" : "undo");
  changes = apply_inverse (&undo, redo ? find_undo (db, id) : id, &action, error);
  return changes;
}

KheoChangeSet *
kheo_history_undo (KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error)
{
  return take (db, id, FALSE, actor, out_kept, error);
}

KheoChangeSet *
kheo_history_redo (KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error)
{
  return take (db, id, TRUE, actor, out_kept, error);
}
