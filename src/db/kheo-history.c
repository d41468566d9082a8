#include "kheo-history-private.h"

#include <string.h>

/* Rows from which on an action is large. */
#define LARGE 20000

/* The version of our own tables, apart from the schema of the floors above. */
#define FORMAT 1

static const char our_tables[] =
    "CREATE TABLE book_format (part TEXT PRIMARY KEY, version INTEGER NOT NULL)"
    "  STRICT, WITHOUT ROWID;"
    "INSERT INTO book_format VALUES ('history', 1);"
    /* One row per action, never deleted. undone: of a 'do', taken back now; at: unix seconds. */
    "CREATE TABLE action ("
    "  id INTEGER PRIMARY KEY,"
    "  at INTEGER NOT NULL,"
    "  actor TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),"
    "  of_action INTEGER REFERENCES action (id),"
    "  undone INTEGER NOT NULL DEFAULT 0,"
    "  summary TEXT NOT NULL) STRICT;"
    /* size: of the changeset before it was deflated. */
    "CREATE TABLE action_changes ("
    "  action INTEGER PRIMARY KEY REFERENCES action (id),"
    "  size INTEGER NOT NULL,"
    "  changes BLOB NOT NULL) STRICT;"
    /* Ids that stand in a row are one range; kind as KheoChangeKind. */
    "CREATE TABLE action_record ("
    "  action INTEGER NOT NULL REFERENCES action (id),"
    "  table_name TEXT NOT NULL,"
    "  first_id INTEGER NOT NULL,"
    "  kind INTEGER NOT NULL,"
    "  last_id INTEGER NOT NULL,"
    "  PRIMARY KEY (action, table_name, first_id, kind)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX action_record_single ON action_record (table_name, first_id);"
    "CREATE INDEX action_record_range ON action_record (table_name, first_id, last_id)"
    "  WHERE last_id > first_id;";

gboolean
kheo_history_migrate (KheoDb *db, GError **error)
{
  gint64 exists = 0;
  gint64 version = 0;

  if (!kheo_db_query_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'book_format'",
                          &exists, error))
    return FALSE;
  if (exists && !kheo_db_query_int (db, "SELECT version FROM book_format WHERE part = 'history'",
                                    &version, error))
    return FALSE;
  if (version > FORMAT)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_NEWER,
                   "written by a newer version (history %" G_GINT64_FORMAT ")", version);
      return FALSE;
    }
  if (version == FORMAT)
    return TRUE;
  if (db->read_only)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_READ_ONLY, "has no history yet");
      return FALSE;
    }
  if (!kheo_db_begin (db, error))
    return FALSE;
  if (kheo_db_exec (db, our_tables, error))
    return kheo_db_commit (db, error);
  kheo_db_rollback (db);
  return FALSE;
}

static void
history_free (KheoHistory *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_clear_pointer (&self->inserts, kheo_inserts_free);
  g_array_unref (self->tables);
  g_free (self->what);
  g_free (self);
}

KheoHistory *
kheo_history_of (KheoDb *db)
{
  KheoHistory *self = kheo_db_get_data (db, "kheo-history");

  if (self == NULL)
    {
      self = g_new0 (KheoHistory, 1);
      self->tables = g_array_new (FALSE, FALSE, sizeof (KheoHistoryTable));
      kheo_db_set_data (db, "kheo-history", self, (GDestroyNotify) history_free);
    }
  return self;
}

const KheoHistoryTable *
kheo_history_find_table (KheoHistory *self, const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const KheoHistoryTable *table = &g_array_index (self->tables, KheoHistoryTable, i);

      if (strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

/* The place of the only key column when it is an INTEGER, else -1. */
static int
find_id_column (KheoDb *db, const char *table)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT cid, upper (type) FROM pragma_table_info (:table) WHERE pk");
  int column = -1;
  int n = 0;

  kheo_stmt_bind_text (stmt, ":table", table);
  while (kheo_stmt_step (stmt, NULL))
    {
      n++;
      if (g_strcmp0 (kheo_stmt_get_text (stmt, 1), "INTEGER") == 0)
        column = (int) kheo_stmt_get_int (stmt, 0);
    }
  return n == 1 ? column : -1;
}

void
kheo_history_attach (KheoDb *db, const char *const *tables)
{
  KheoHistory *self = kheo_history_of (db);

  g_array_set_size (self->tables, 0);
  for (; *tables != NULL; tables++)
    {
      KheoHistoryTable table = { g_intern_string (*tables), find_id_column (db, *tables) };

      g_array_append_val (self->tables, table);
    }
}

void
kheo_history_set_bonds (KheoDb *db, const KheoBond *bonds)
{
  kheo_history_of (db)->bonds = bonds;
}

void
kheo_history_set_guard (KheoDb *db, const KheoHistoryGuard *guard)
{
  kheo_history_of (db)->guard = guard;
}

gboolean
kheo_history_begin (KheoDb *db, GError **error)
{
  KheoHistory *self = kheo_history_of (db);
  int          rc;

  g_return_val_if_fail (self->session == NULL, FALSE);

  if (!kheo_db_begin (db, error))
    return FALSE;
  rc = sqlite3session_create (db->handle, "main", &self->session);
  for (guint i = 0; i < self->tables->len && rc == SQLITE_OK; i++)
    rc = sqlite3session_attach (self->session,
                                g_array_index (self->tables, KheoHistoryTable, i).name);
  if (rc == SQLITE_OK)
    return TRUE;
  kheo_db_fail (db, rc, error);
  kheo_history_cancel (db);
  return FALSE;
}

void
kheo_history_watch (KheoDb *db, KheoProgress *progress, const char *what)
{
  KheoHistory *self = kheo_history_of (db);

  g_free (self->what);
  self->progress = self->session != NULL ? progress : NULL; /* nothing would end otherwise */
  self->what = g_strdup (what);
}

void
kheo_history_expect (KheoDb *db, guint n_rows)
{
  KheoHistory *self = kheo_history_of (db);

  if (n_rows >= LARGE && self->session != NULL && kheo_db_exec (db, KHEO_DB_CACHE_SMALL, NULL))
    self->is_large = TRUE;
}

/* What was said of one action. */
static void
forget_action (KheoDb *db)
{
  KheoHistory *self = kheo_history_of (db);

  kheo_history_watch (db, NULL, NULL);
  if (self->is_large)
    kheo_db_exec (db, KHEO_DB_CACHE, NULL);
  self->is_large = FALSE;
}

void
kheo_history_cancel (KheoDb *db)
{
  forget_action (db);
  g_clear_pointer (&kheo_history_of (db)->session, sqlite3session_delete);
  g_clear_pointer (&kheo_history_of (db)->inserts, kheo_inserts_free);
  kheo_db_rollback (db);
}

gboolean
kheo_history_collect (KheoDb *db, KheoChangeset *out_changeset, GError **error)
{
  KheoHistory *self = kheo_history_of (db);
  int          rc;

  rc = sqlite3session_changeset (self->session, &out_changeset->size, &out_changeset->data);
  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

static gboolean
add_change_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  GArray *changes = user_data;

  g_array_append_val (changes, step->change);
  return TRUE;
}

/* By table, kind and id, so that ranges stand together. */
static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KheoChange *left = a;
  const KheoChange *right = b;

  if (left->table != right->table)
    return strcmp (left->table, right->table);
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/* @changes sorted. */
static gboolean
write_ranges (KheoDb *db, gint64 action, const GArray *changes, GError **error)
{
  g_autoptr (KheoStmt) add =
      kheo_db_prepare (db, "INSERT INTO action_record (action, table_name, first_id, kind, last_id)"
                           " VALUES (?1, ?2, ?3, ?4, ?5)");

  for (guint i = 0, next; i < changes->len; i = next)
    {
      const KheoChange *first = &g_array_index (changes, KheoChange, i);
      const KheoChange *last = first;

      for (next = i + 1; next < changes->len; next++)
        {
          const KheoChange *change = &g_array_index (changes, KheoChange, next);

          if (change->table != first->table || change->kind != first->kind ||
              (change->id != last->id + 1 && change->id != last->id))
            break;
          last = change;
        }
      kheo_stmt_set_int (add, 1, action);
      kheo_stmt_set_text (add, 2, first->table);
      kheo_stmt_set_int (add, 3, first->id);
      kheo_stmt_set_int (add, 4, first->kind);
      kheo_stmt_set_int (add, 5, last->id);
      if (!kheo_stmt_run (add, error))
        return FALSE;
    }
  return TRUE;
}

/* {"model": 12, "unit": 1}; table names need no escapes. */
static char *
summarize (const GArray *changes)
{
  GString *json = g_string_new ("{");

  for (guint i = 0, next; i < changes->len; i = next)
    {
      const char *table = g_array_index (changes, KheoChange, i).table;

      for (next = i; next < changes->len; next++)
        if (g_array_index (changes, KheoChange, next).table != table)
          break;
      g_string_append_printf (json, "%s\"%s\": %u", i > 0 ? ", " : "", table, next - i);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
write_action (KheoDb *db, const KheoAction *action, const GArray *changes, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "INSERT INTO action (id, at, actor, title, kind, of_action, summary)"
                           " VALUES (:id, :at, :actor, :title, :kind, :of, :summary)");
  g_autofree char *summary = summarize (changes);

  kheo_stmt_bind_int (stmt, ":id", action->id);
  kheo_stmt_bind_int (stmt, ":at", g_get_real_time () / G_USEC_PER_SEC);
  kheo_stmt_bind_text (stmt, ":actor", action->actor != NULL ? action->actor : "");
  kheo_stmt_bind_text (stmt, ":title", action->title != NULL ? action->title : "");
  kheo_stmt_bind_text (stmt, ":kind", action->kind);
  if (action->of_action != 0)
    kheo_stmt_bind_int (stmt, ":of", action->of_action);
  kheo_stmt_bind_text (stmt, ":summary", summary);
  return kheo_stmt_run (stmt, error);
}

static gboolean
write_changeset (KheoDb *db, gint64 action, KheoSpool *packed, gsize size, GError **error)
{
  KheoHistory *self = kheo_history_of (db);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "INSERT INTO action_changes (action, size, changes) VALUES (?1, ?2, zeroblob (?3))");

  kheo_stmt_set_int (stmt, 1, action);
  kheo_stmt_set_int (stmt, 2, (gint64) size);
  kheo_stmt_set_int (stmt, 3, (gint64) kheo_spool_get_size (packed));
  return kheo_stmt_run (stmt, error) &&
         kheo_spool_fill_blob (packed, db, "action_changes", "changes", action, self->progress,
                               self->what, error);
}

static gboolean
mark_undone (KheoDb *db, const KheoAction *action, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  if (action->of_action == 0)
    return TRUE;
  stmt = kheo_db_prepare (db, "UPDATE action SET undone = :undone WHERE id = :id");
  kheo_stmt_bind_int (stmt, ":undone", strcmp (action->kind, "undo") == 0);
  kheo_stmt_bind_int (stmt, ":id", action->of_action);
  return kheo_stmt_run (stmt, error);
}

/* Most are in order already: nothing but inserted rows. */
static void
sort_changes (GArray *changes)
{
  guint i = 1;

  while (i < changes->len && compare_changes (&g_array_index (changes, KheoChange, i - 1),
                                              &g_array_index (changes, KheoChange, i)) <= 0)
    i++;
  if (i < changes->len)
    g_array_sort (changes, compare_changes);
}

/* All changes of the action sorted in @changes, and the changeset deflated. */
static KheoSpool *
pack (KheoDb *db, const KheoChangeset *changeset, GArray *changes, gsize *out_size, GError **error)
{
  g_autoptr (KheoInserts) inserts = g_steal_pointer (&kheo_history_of (db)->inserts);
  KheoSpool *packed;

  if (changeset->size > 0 &&
      !kheo_changeset_each (db, changeset->data, changeset->size, add_change_cb, changes, error))
    return NULL;
  if (inserts != NULL)
    packed = kheo_inserts_finish (inserts, db, changeset, changes, out_size, error);
  else
    {
      packed = kheo_changeset_pack (changeset);
      *out_size = (gsize) changeset->size;
    }
  sort_changes (changes);
  return packed;
}

static gboolean
write_all (KheoDb              *db,
           const KheoChangeset *changeset,
           const KheoAction    *action,
           GArray              *changes,
           GError             **error)
{
  gsize size = 0;
  g_autoptr (KheoSpool) packed = pack (db, changeset, changes, &size, error);

  return packed != NULL &&
         (changes->len == 0 || (write_action (db, action, changes, error) &&
                                write_ranges (db, action->id, changes, error) &&
                                write_changeset (db, action->id, packed, size, error) &&
                                mark_undone (db, action, error)));
}

KheoChangeSet *
kheo_history_store (KheoDb              *db,
                    const KheoChangeset *changeset,
                    const KheoAction    *action,
                    GError             **error)
{
  KheoHistory *self = kheo_history_of (db);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KheoChange));
  KheoAction numbered = *action;
  gboolean   done;

  g_clear_pointer (&self->session, sqlite3session_delete);
  if (changeset->size == 0 && self->inserts == NULL)
    {
      forget_action (db);
      kheo_db_commit (db, error);
      return NULL;
    }
  numbered.id = kheo_history_get_seq (db) + 1;
  if (!write_all (db, changeset, &numbered, changes, error))
    {
      forget_action (db);
      kheo_db_rollback (db);
      return NULL;
    }
  done = kheo_db_commit_watched (db, self->is_large ? self->progress : NULL, self->what, error);
  forget_action (db);
  if (!done || changes->len == 0)
    return NULL;
  return kheo_change_set_new (numbered.id, g_steal_pointer (&changes));
}

KheoChangeSet *
kheo_history_end (KheoDb *db, const char *title, const char *actor, GError **error)
{
  g_auto (KheoChangeset) changeset = { 0 };
  KheoAction action = { .actor = (char *) actor, .title = (char *) title, .kind = (char *) "do" };

  g_return_val_if_fail (kheo_history_of (db)->session != NULL, NULL);

  if (!kheo_history_collect (db, &changeset, error))
    {
      kheo_history_cancel (db);
      return NULL;
    }
  return kheo_history_store (db, &changeset, &action, error);
}

GBytes *
kheo_history_load (KheoDb *db, gint64 action, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT size, changes FROM action_changes WHERE action = :action");
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) packed = NULL;

  kheo_stmt_bind_int (stmt, ":action", action);
  if (!kheo_stmt_step (stmt, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                     "there is no action %" G_GINT64_FORMAT, action);
      return NULL;
    }
  packed = kheo_stmt_dup_blob (stmt, 1);
  return kheo_inflate (packed, (gsize) kheo_stmt_get_int (stmt, 0), error);
}
