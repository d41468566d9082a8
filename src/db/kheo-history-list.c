/* Reading the history. */
#include "kheo-history-private.h"

#include <string.h>

#define ACTION_COLUMNS "a.id, a.at, a.actor, a.title, a.kind, a.of_action, a.undone, a.summary"

void
kheo_action_free (KheoAction *action)
{
  g_free (action->actor);
  g_free (action->title);
  g_free (action->kind);
  g_free (action->summary);
  g_free (action);
}

static KheoAction *
read_action (KheoStmt *stmt)
{
  KheoAction *action = g_new0 (KheoAction, 1);

  action->id = kheo_stmt_get_int (stmt, 0);
  action->at = kheo_stmt_get_int (stmt, 1);
  action->actor = g_strdup (kheo_stmt_get_text (stmt, 2));
  action->title = g_strdup (kheo_stmt_get_text (stmt, 3));
  action->kind = g_strdup (kheo_stmt_get_text (stmt, 4));
  action->of_action = kheo_stmt_get_int (stmt, 5);
  action->undone = kheo_stmt_get_int (stmt, 6) != 0;
  action->summary = g_strdup (kheo_stmt_get_text (stmt, 7));
  return action;
}

static GPtrArray *
read_actions (KheoStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) actions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_action_free);
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (actions, read_action (stmt));
  if (problem == NULL)
    return g_steal_pointer (&actions);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GPtrArray *
kheo_history_list (KheoDb *db, guint limit, gboolean all, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT " ACTION_COLUMNS " FROM action AS a"
                           " WHERE :all OR a.kind = 'do' ORDER BY a.id DESC LIMIT :limit");

  kheo_stmt_bind_int (stmt, ":all", all);
  kheo_stmt_bind_int (stmt, ":limit", limit > 0 ? (gint64) limit : -1);
  return read_actions (stmt, error);
}

GPtrArray *
kheo_history_list_record (KheoDb *db, const char *table, gint64 id, GError **error)
{
  /* Most entries are of one record: those are found by equality, ranges are few. */
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT " ACTION_COLUMNS " FROM action AS a WHERE a.kind = 'do' AND a.id IN ("
          "  SELECT action FROM action_record WHERE table_name = :table AND first_id = :id"
          "  UNION ALL"
          "  SELECT action FROM action_record INDEXED BY action_record_range"
          "   WHERE table_name = :table AND last_id > first_id"
          "     AND first_id < :id AND last_id >= :id)"
          " ORDER BY a.id DESC");

  kheo_stmt_bind_text (stmt, ":table", table);
  kheo_stmt_bind_int (stmt, ":id", id);
  return read_actions (stmt, error);
}

gint64
kheo_history_find_maker (KheoDb *db, const char *table, gint64 id)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT max (a.id) FROM action AS a WHERE a.kind = 'do' AND a.id IN ("
                           "  SELECT action FROM action_record"
                           "   WHERE table_name = :table AND first_id = :id AND kind = :insert"
                           "  UNION ALL"
                           "  SELECT action FROM action_record INDEXED BY action_record_range"
                           "   WHERE table_name = :table AND last_id > first_id AND kind = :insert"
                           "     AND first_id < :id AND last_id >= :id)");

  kheo_stmt_bind_text (stmt, ":table", table);
  kheo_stmt_bind_int (stmt, ":id", id);
  kheo_stmt_bind_int (stmt, ":insert", KHEO_CHANGE_INSERT);
  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : 0;
}

static gint64
query_or_zero (KheoDb *db, const char *sql)
{
  gint64 value = 0;

  kheo_db_query_int (db, sql, &value, NULL);
  return value;
}

gint64
kheo_history_next_undo (KheoDb *db)
{
  return query_or_zero (db, "SELECT id FROM action WHERE kind = 'do' AND NOT undone"
                            " ORDER BY id DESC LIMIT 1");
}

/* What was undone last, unless something new was done since. */
gint64
kheo_history_next_redo (KheoDb *db)
{
  return query_or_zero (
      db, "SELECT u.of_action FROM action AS u JOIN action AS d ON d.id = u.of_action"
          " WHERE u.kind = 'undo' AND d.undone"
          "   AND u.id > coalesce ((SELECT max (id) FROM action WHERE kind = 'do'), 0)"
          "   AND NOT EXISTS (SELECT 1 FROM action AS later"
          "     WHERE later.of_action = d.id AND later.id > u.id)"
          " ORDER BY u.id DESC LIMIT 1");
}

gint64
kheo_history_get_seq (KheoDb *db)
{
  return query_or_zero (db, "SELECT max (id) FROM action");
}

char *
kheo_history_get_mark (KheoDb *db, gint64 seq)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT at, actor, title, kind, summary, size, length (changes), hex (substr (changes, 1,"
          " 4096)) FROM action LEFT JOIN action_changes ON action = id WHERE id = :seq");
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  char *mark = NULL;

  kheo_stmt_bind_int (stmt, ":seq", seq);
  if (kheo_stmt_step (stmt, NULL))
    {
      for (int i = 0; i < 8; i++)
        {
          const char *text = kheo_stmt_get_text (stmt, i);

          /* With the zero, so that what stands between two columns counts. */
          g_checksum_update (sum, (const guchar *) (text != NULL ? text : "-"),
                             text != NULL ? (gssize) strlen (text) + 1 : 2);
        }
      mark = g_strdup (g_checksum_get_string (sum));
    }
  kheo_stmt_reset (stmt);
  return mark;
}

/* @stmt gives table, kind, first and last id, action. */
static KheoChangeSet *
read_changes (KheoStmt *stmt, gint64 action, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KheoChange));
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      KheoChange change = { .table = g_intern_string (kheo_stmt_get_text (stmt, 0)),
                            .kind = (KheoChangeKind) kheo_stmt_get_int (stmt, 1) };
      gint64     first = kheo_stmt_get_int (stmt, 2);
      guint64    n = (guint64) (kheo_stmt_get_int (stmt, 3) - first) + 1;

      for (guint64 i = 0; i < n; i++)
        {
          change.id = first + (gint64) i;
          g_array_append_val (changes, change);
        }
      action = kheo_stmt_get_int (stmt, 4);
    }
  if (problem == NULL)
    return kheo_change_set_new (action, g_steal_pointer (&changes));
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

KheoChangeSet *
kheo_history_since (KheoDb *db, gint64 seq, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT table_name, kind, first_id, last_id, action FROM action_record"
                           " WHERE action > :seq ORDER BY action");

  kheo_stmt_bind_int (stmt, ":seq", seq);
  return read_changes (stmt, seq, error);
}

KheoChangeSet *
kheo_history_read_action (KheoDb *db, gint64 action, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT table_name, kind, first_id, last_id, action FROM action_record"
                           " WHERE action = :action");

  kheo_stmt_bind_int (stmt, ":action", action);
  return read_changes (stmt, action, error);
}

typedef struct
{
  const char  *table;
  gint64       id;
  GPtrArray   *columns; /* names */
  KheoDiffFunc func;
  gpointer     user_data;
} Diff;

static char *
dup_value (sqlite3_value *value)
{
  return value != NULL ? g_strdup ((const char *) sqlite3_value_text (value)) : NULL;
}

static gboolean
diff_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  Diff *diff = user_data;

  if (step->change.id != diff->id || strcmp (step->change.table, diff->table) != 0)
    return TRUE;
  for (int i = 0; i < step->n_columns && (guint) i < diff->columns->len; i++)
    {
      sqlite3_value   *old_value = NULL;
      sqlite3_value   *new_value = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (step->change.kind != KHEO_CHANGE_INSERT)
        sqlite3changeset_old (iter, i, &old_value);
      if (step->change.kind != KHEO_CHANGE_DELETE)
        sqlite3changeset_new (iter, i, &new_value);
      /* An update holds its key once and leaves out what stayed. */
      if (step->change.kind == KHEO_CHANGE_UPDATE && new_value == NULL)
        continue;
      before = dup_value (old_value);
      after = dup_value (new_value);
      if (g_strcmp0 (before, after) != 0)
        diff->func (g_ptr_array_index (diff->columns, i), before, after, diff->user_data);
    }
  return FALSE; /* a changeset holds a row once */
}

gboolean
kheo_history_diff (KheoDb      *db,
                   gint64       action,
                   const char  *table,
                   gint64       id,
                   KheoDiffFunc func,
                   gpointer     user_data,
                   GError     **error)
{
  g_autoptr (GBytes) changes = kheo_history_load (db, action, error);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  Diff diff = { table, id, columns, func, user_data };

  if (changes == NULL)
    return FALSE;
  {
    g_autoptr (KheoStmt) stmt =
        kheo_db_prepare (db, "SELECT name FROM pragma_table_info (:table) ORDER BY cid");

    kheo_stmt_bind_text (stmt, ":table", table);
    while (kheo_stmt_step (stmt, NULL))
      g_ptr_array_add (columns, g_strdup (kheo_stmt_get_text (stmt, 0)));
  }
  return kheo_changeset_each (db, g_bytes_get_data (changes, NULL),
                              (int) g_bytes_get_size (changes), diff_cb, &diff, error);
}
