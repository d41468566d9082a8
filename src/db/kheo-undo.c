/*
 * Taking actions back and forth.  Undo applies the inverse of the action's own changeset; redo the
 * inverse of what the undos since really did.  The result is recorded like any action.
 */
#include "kheo-undo-private.h"

#include <string.h>

static gboolean
add_change_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, step->change);
  return TRUE;
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

/* Must what comes of taking @id back be looked at?  A book that breaks the rules already may be
 * mended by it. */
static gboolean
needs_look (KheoDb *db, gint64 id)
{
  const KheoHistoryGuard *guard = kheo_history_of (db)->guard;
  g_autoptr (KheoChangeSet) changes =
      guard != NULL ? kheo_history_read_action (db, id, NULL) : NULL;

  for (guint i = 0; changes != NULL && guard->tables[i] != NULL; i++)
    if (kheo_change_set_touches (changes, guard->tables[i]))
      return guard->look (db, NULL);
  return FALSE;
}

/* Applies @inverse and records it as @action; without actor: only to see. */
static KheoChangeSet *
take_changes (KheoUndo            *undo,
              const KheoChangeset *inverse,
              const KheoAction    *action,
              GError             **error)
{
  g_auto (KheoChangeset) done = { 0 };
  KheoChangeSet *result = NULL;
  gboolean       look = needs_look (undo->db, action->of_action);

  if (!kheo_undo_apply (undo, inverse, &done, error))
    return NULL;
  kheo_undo_finish_kept (undo);
  if (look && !kheo_history_of (undo->db)->guard->look (undo->db, error))
    {
      kheo_history_cancel (undo->db);
      return NULL;
    }
  if (action->actor != NULL)
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

/* The first undo since the action was last done. */
static gint64
find_first_undo (KheoDb *db, gint64 id)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT min (id) FROM action WHERE of_action = :id AND kind = 'undo' AND id >"
          " coalesce ((SELECT max (id) FROM action WHERE of_action = :id AND kind = 'redo'), 0)");

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
  KheoUndo   undo = { .db = db, .kept = kept, .names = names };
  gboolean   undone = FALSE;
  KheoAction action = { .of_action = id, .actor = (char *) actor };
  g_auto (KheoChangeset) inverse = { 0 };
  KheoChangeSet *changes;

  if (out_kept != NULL)
    *out_kept = g_array_ref (kept);
  if (!look_up (db, id, &title, &undone, error))
    return NULL;
  if (redo && !undone)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   "action %" G_GINT64_FORMAT " is not taken back", id);
      return NULL;
    }
  if (redo ? !kheo_undo_invert_undos (db, id, &inverse, error)
           : !kheo_undo_invert_action (db, id, undone, &inverse, error))
    return NULL;
  if (redo)
    undo.source = find_first_undo (db, id);
  action.title = title;
  action.kind = (char *) (redo ? "redo" : "undo");
  changes = take_changes (&undo, &inverse, &action, error);
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
