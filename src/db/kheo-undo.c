/*
 * Taking actions back and forth.  Undo applies the inverse of the action's own changeset; redo the
 * inverse of what the last undo really did.  The result is recorded like any action.  What stands
 * against a try is planned around (kheo-undo-plan.c) and the try made again.
 */
#include "kheo-undo-private.h"

#include <string.h>

#define MAX_NAMED 5

typedef struct
{
  KheoDb       *db;
  KheoUndoPlan *plan;   /* once something stood against it */
  GArray       *kept;   /* of KheoKept: what stood against the last try */
  GString      *names;  /* of what would have been broken by it */
  gboolean      broken; /* a foreign key would point nowhere, or its action take more than ours */
} Undo;

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

static gboolean
is_same (sqlite3_value *a, sqlite3_value *b)
{
  int type = sqlite3_value_type (a);
  int size;

  if (type != sqlite3_value_type (b))
    return FALSE;
  if (type == SQLITE_INTEGER)
    return sqlite3_value_int64 (a) == sqlite3_value_int64 (b);
  if (type == SQLITE_FLOAT)
    return sqlite3_value_double (a) == sqlite3_value_double (b);
  sqlite3_value_blob (a);
  size = sqlite3_value_bytes (a);
  sqlite3_value_blob (b);
  return size == sqlite3_value_bytes (b) &&
         (size == 0 || memcmp (sqlite3_value_blob (a), sqlite3_value_blob (b), (gsize) size) == 0);
}

/* Does the row in the book have all the values that the change would give it? */
static gboolean
is_as_wanted (sqlite3_changeset_iter *iter, int n_columns)
{
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *wanted = NULL;
      sqlite3_value *present = NULL;

      sqlite3changeset_new (iter, i, &wanted);
      if (wanted == NULL)
        continue;
      sqlite3changeset_conflict (iter, i, &present);
      if (present == NULL || !is_same (wanted, present))
        return FALSE;
    }
  return TRUE;
}

static int
conflict_cb (void *user_data, int what, sqlite3_changeset_iter *iter)
{
  Undo       *undo = user_data;
  const char *table = NULL;
  int         n_columns, op, indirect;

  if (what == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      /* Left as it is for now; all is rolled back then. */
      undo->broken = TRUE;
      return SQLITE_CHANGESET_OMIT;
    }
  sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
  /* Gone already is what a delete wants; and what is so already needs no change. */
  if ((what == SQLITE_CHANGESET_NOTFOUND && op == SQLITE_DELETE) ||
      (((what == SQLITE_CHANGESET_DATA && op == SQLITE_UPDATE) ||
        what == SQLITE_CHANGESET_CONFLICT) &&
       is_as_wanted (iter, n_columns)))
    return SQLITE_CHANGESET_OMIT;
  keep (undo->kept, table, id_of (undo, iter, table, op),
        what == SQLITE_CHANGESET_CONSTRAINT ? KHEO_KEPT_USED : KHEO_KEPT_EDITED);
  return SQLITE_CHANGESET_OMIT;
}

/* For the error, should the plan not help: the rows whose parents would be gone. */
static void
name_broken (Undo *undo)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (undo->db, "PRAGMA foreign_key_check");

  if (undo->plan == NULL)
    return;
  g_string_truncate (undo->names, 0);
  for (guint i = 0; i < MAX_NAMED && kheo_stmt_step (stmt, NULL); i++)
    g_string_append_printf (undo->names, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "",
                            kheo_stmt_get_text (stmt, 0), kheo_stmt_get_int (stmt, 1));
}

/* Is there one with an id, that a plan can follow? */
static gboolean
has_rows (const GArray *kept)
{
  for (guint i = 0; i < kept->len; i++)
    if (g_array_index (kept, KheoKept, i).id != 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_change_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, step->change);
  return TRUE;
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
  /* Of ours, it is another than the action made; of others, the plan finds what it needs. */
  keep (cascade->undo->kept, step->change.table, step->change.id, KHEO_KEPT_EDITED);
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

/* Inside the begun action: applies @inverse and finds out what it did and what stood against it. */
static gboolean
apply (Undo *undo, const KheoChangeset *inverse, KheoChangeset *out_done, GError **error)
{
  int rc;

  g_array_set_size (undo->kept, 0);
  undo->broken = FALSE;
  rc = sqlite3changeset_apply (undo->db->handle, inverse->size, inverse->data, NULL, conflict_cb,
                               undo);
  if (rc != SQLITE_OK)
    return kheo_db_fail (undo->db, rc, error);
  if (undo->broken)
    return TRUE;
  return kheo_history_collect (undo->db, out_done, error) &&
         check_cascades (undo, inverse, out_done, error);
}

static gboolean
invert (KheoDb *db, GBytes *changes, KheoChangeset *out_inverse, GError **error)
{
  gsize       size;
  const void *data = g_bytes_get_data (changes, &size);
  int rc = sqlite3changeset_invert ((int) size, data, &out_inverse->size, &out_inverse->data);

  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

/*
 * One try inside a begun action.  @out_settled: nothing stands against it any more; else @plan
 * knows what to leave out next time.
 */
static gboolean
try_once (Undo                *undo,
          const KheoChangeset *inverse,
          KheoChangeset       *out_done,
          gboolean            *out_settled,
          GError             **error)
{
  g_auto (KheoChangeset) filtered = { 0 };

  if (undo->plan != NULL && !kheo_undo_plan_filter (undo->plan, inverse, &filtered, error))
    return FALSE;
  if (!apply (undo, undo->plan != NULL ? &filtered : inverse, out_done, error))
    return FALSE;
  *out_settled = !undo->broken && !has_rows (undo->kept);
  return TRUE;
}

/* With the book as it was: what must stay besides what stood against the last try. */
static gboolean
plan_next (Undo *undo, const KheoChangeset *inverse, GError **error)
{
  guint n;

  if (undo->plan == NULL && (undo->plan = kheo_undo_plan_new (undo->db, inverse, error)) == NULL)
    return FALSE;
  n = kheo_undo_plan_get_kept (undo->plan)->len;
  for (guint i = 0; i < undo->kept->len; i++)
    kheo_undo_plan_keep (undo->plan, &g_array_index (undo->kept, KheoKept, i));
  kheo_undo_plan_spread (undo->plan);
  if (kheo_undo_plan_get_kept (undo->plan)->len > n)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, "cannot be taken back: needed by %s",
               undo->names->str);
  return FALSE;
}

/* Applies @inverse as far as it goes; leaves the action begun.  Each round keeps more. */
static gboolean
apply_all (Undo *undo, const KheoChangeset *inverse, KheoChangeset *out_done, GError **error)
{
  gboolean settled = FALSE;

  for (;;)
    {
      if (!kheo_history_begin (undo->db, error))
        return FALSE;
      if (!try_once (undo, inverse, out_done, &settled, error))
        break;
      if (settled)
        return TRUE;
      if (undo->broken)
        name_broken (undo);
      kheo_changeset_clear (out_done);
      kheo_history_cancel (undo->db);
      if (!plan_next (undo, inverse, error))
        return FALSE;
    }
  kheo_history_cancel (undo->db);
  return FALSE;
}

/* What the tries came to: the plan's rows, and those that no plan knows by an id. */
static void
finish_kept (Undo *undo)
{
  GArray *planned = undo->plan != NULL ? kheo_undo_plan_get_kept (undo->plan) : NULL;

  if (planned != NULL)
    g_array_prepend_vals (undo->kept, planned->data, planned->len);
}

static KheoChangeSet *
dup_changes (KheoDb *db, const KheoChangeset *done, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KheoChange));

  if (done->size == 0 ||
      !kheo_changeset_each (db, done->data, done->size, add_change_cb, changes, error))
    return NULL;
  return kheo_change_set_new (0, g_steal_pointer (&changes));
}

/* Applies the inverse of action @source and records it as @action; NULL: only to see. */
static KheoChangeSet *
apply_inverse (Undo *undo, gint64 source, const KheoAction *action, GError **error)
{
  g_auto (KheoChangeset) inverse = { 0 };
  g_auto (KheoChangeset) done = { 0 };
  g_autoptr (GBytes) changes = kheo_history_load (undo->db, source, error);
  KheoChangeSet *result;

  if (changes == NULL || !invert (undo->db, changes, &inverse, error) ||
      !apply_all (undo, &inverse, &done, error))
    return NULL;
  finish_kept (undo);
  if (action != NULL)
    return kheo_history_store (undo->db, &done, action, error);
  result = dup_changes (undo->db, &done, error);
  kheo_history_cancel (undo->db);
  return result;
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

/* Undo or redo of @id by @actor; NULL: only to see what it would do. */
static KheoChangeSet *
take (KheoDb *db, gint64 id, gboolean redo, const char *actor, GArray **out_kept, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KheoKept));
  g_autoptr (GString) names = g_string_new (NULL);
  Undo           undo = { .db = db, .kept = kept, .names = names };
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
  changes =
      apply_inverse (&undo, redo ? find_undo (db, id) : id, actor != NULL ? &action : NULL, error);
  kheo_undo_plan_free (undo.plan);
  return changes;
}

KheoChangeSet *
kheo_history_undo (KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error)
{
  return take (db, id, FALSE, actor != NULL ? actor : "", out_kept, error);
}

KheoChangeSet *
kheo_history_redo (KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error)
{
  return take (db, id, TRUE, actor != NULL ? actor : "", out_kept, error);
}

KheoChangeSet *
kheo_history_preview (KheoDb *db, gint64 id, gboolean redo, GArray **out_kept, GError **error)
{
  return take (db, id, redo, NULL, out_kept, error);
}
