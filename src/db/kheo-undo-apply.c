/*
 * Applying the inverse of a changeset as far as it goes.  What stands against a try is planned
 * around (kheo-undo-plan.c), all is rolled back, and the try made again.
 */
#include "kheo-undo-private.h"

#include <string.h>

#define MAX_NAMED 5

static void
keep (GArray *kept, const char *table, gint64 id, const char *why)
{
  KheoKept row = { .table = g_intern_string (table), .id = id, .why = why };

  g_array_append_val (kept, row);
}

/* The id of the row in conflict. */
static gint64
id_of (KheoUndo *undo, sqlite3_changeset_iter *iter, const char *name, int op)
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

/* What holds together by bonds is one thing: that one row is as wanted by chance, or by another
 * action, does not make it so. */
static gboolean
is_bound (KheoUndo *undo, const char *table)
{
  for (const KheoBond *bond = kheo_history_of (undo->db)->bonds;
       bond != NULL && bond->table != NULL; bond++)
    if (!bond->any && strcmp (bond->table, table) == 0)
      return TRUE;
  return FALSE;
}

static int
conflict_cb (void *user_data, int what, sqlite3_changeset_iter *iter)
{
  KheoUndo   *undo = user_data;
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
       !is_bound (undo, table) && is_as_wanted (iter, n_columns)))
    return SQLITE_CHANGESET_OMIT;
  if (undo->probing && what == SQLITE_CHANGESET_CONSTRAINT)
    return SQLITE_CHANGESET_OMIT;
  keep (undo->kept, table, id_of (undo, iter, table, op),
        what == SQLITE_CHANGESET_CONSTRAINT ? KHEO_KEPT_USED : KHEO_KEPT_EDITED);
  return SQLITE_CHANGESET_OMIT;
}

/* For the error, should the plan not help: the rows whose parents would be gone. */
static void
name_broken (KheoUndo *undo)
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
  KheoUndo   *undo;
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
check_cascades (KheoUndo            *undo,
                const KheoChangeset *inverse,
                const KheoChangeset *done,
                GError             **error)
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

/* What was done to records, and to what belongs to records of any table. */
typedef struct
{
  const KheoBond *bonds;
  GArray         *deleted; /* gint64 */
  gboolean        adds_parts;
} Loose;

static gboolean
is_loose (const KheoBond *bonds, const char *table)
{
  for (const KheoBond *bond = bonds; bond != NULL && bond->table != NULL; bond++)
    if (bond->any && strcmp (bond->table, table) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
see_loose_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  Loose *loose = user_data;

  if (step->change.kind == KHEO_CHANGE_DELETE && step->change.id != 0)
    g_array_append_val (loose->deleted, step->change.id);
  else if (step->change.kind == KHEO_CHANGE_INSERT && !loose->adds_parts)
    loose->adds_parts = is_loose (loose->bonds, step->change.table);
  return TRUE;
}

/* Does a row of @bond belong to one of @ids? */
static gboolean
has_owner (KheoDb *db, const KheoBond *bond, GHashTable *ids)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\"", bond->column, bond->table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

  while (kheo_stmt_step (stmt, NULL))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      if (g_hash_table_contains (ids, &id))
        return TRUE;
    }
  return FALSE;
}

/* The ids of all rows that were made, and of the records that made parts belong to. */
typedef struct
{
  KheoDb         *db;
  const KheoBond *bonds;
  GArray         *made;   /* gint64 */
  GArray         *owners; /* gint64 */
} Made;

static int
find_column (KheoDb *db, const KheoBond *bond)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT cid FROM pragma_table_info (:table) WHERE name = :column");

  kheo_stmt_bind_text (stmt, ":table", bond->table);
  kheo_stmt_bind_text (stmt, ":column", bond->column);
  return kheo_stmt_step (stmt, NULL) ? (int) kheo_stmt_get_int (stmt, 0) : -1;
}

static gboolean
see_made_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  Made *made = user_data;

  if (step->change.kind != KHEO_CHANGE_INSERT || step->change.id == 0)
    return TRUE;
  g_array_append_val (made->made, step->change.id);
  for (const KheoBond *bond = made->bonds; bond != NULL && bond->table != NULL; bond++)
    {
      sqlite3_value *value = NULL;
      int            column;
      gint64         owner;

      if (!bond->any || strcmp (bond->table, step->change.table) != 0 ||
          (column = find_column (made->db, bond)) < 0 || column >= step->n_columns)
        continue;
      sqlite3changeset_new (iter, column, &value);
      owner = value != NULL ? sqlite3_value_int64 (value) : 0;
      g_array_append_val (made->owners, owner);
    }
  return TRUE;
}

static gboolean
is_in_book (KheoDb *db, gint64 id)
{
  GArray *tables = kheo_history_of (db)->tables;

  for (guint t = 0; t < tables->len; t++)
    {
      const KheoHistoryTable *table = &g_array_index (tables, KheoHistoryTable, t);
      g_autofree char        *sql = NULL;
      g_autoptr (KheoStmt) stmt = NULL;

      if (table->id_column < 0)
        continue;
      sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE rowid = ?1", table->name);
      stmt = kheo_db_prepare (db, sql);
      kheo_stmt_set_int (stmt, 1, id);
      if (kheo_stmt_step (stmt, NULL))
        return TRUE;
    }
  return FALSE;
}

static GHashTable *
set_of (GArray *ids)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, &g_array_index (ids, gint64, i));
  return set;
}

/* Did a part come back whose record did not? */
static gboolean
check_made (KheoUndo *undo, const KheoChangeset *done, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) set = NULL;
  Made made = { undo->db, kheo_history_of (undo->db)->bonds, ids, owners };

  if (!kheo_changeset_each (undo->db, done->data, done->size, see_made_cb, &made, error))
    return FALSE;
  set = set_of (ids);
  for (guint i = 0; i < owners->len && !undo->broken; i++)
    {
      const gint64 *owner = &g_array_index (owners, gint64, i);

      undo->broken = !g_hash_table_contains (set, owner) && !is_in_book (undo->db, *owner);
    }
  return TRUE;
}

/* What belongs to a record of any table has no foreign key that would cry out: is any left behind,
 * or does any come back alone? */
static gboolean
check_loose (KheoUndo *undo, const KheoChangeset *done, GError **error)
{
  g_autoptr (GArray) deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) ids = NULL;
  Loose loose = { kheo_history_of (undo->db)->bonds, deleted, FALSE };

  if (!kheo_changeset_each (undo->db, done->data, done->size, see_loose_cb, &loose, error))
    return FALSE;
  ids = set_of (deleted);
  for (const KheoBond *bond = loose.bonds; bond != NULL && bond->table != NULL; bond++)
    undo->broken =
        undo->broken || (bond->any && deleted->len > 0 && has_owner (undo->db, bond, ids));
  return undo->broken || !loose.adds_parts || check_made (undo, done, error);
}

/* Inside the begun action: applies @inverse and finds out what it did and what stood against it. */
static gboolean
apply (KheoUndo *undo, const KheoChangeset *inverse, KheoChangeset *out_done, GError **error)
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
         check_cascades (undo, inverse, out_done, error) && check_loose (undo, out_done, error);
}

/*
 * One try inside a begun action.  @out_settled: nothing stands against it any more; else @plan
 * knows what to leave out next time.
 */
static gboolean
try_once (KheoUndo            *undo,
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
plan_next (KheoUndo *undo, const KheoChangeset *inverse, GError **error)
{
  gboolean is_first = undo->plan == NULL;
  guint    n;

  if (is_first && (undo->plan = kheo_undo_plan_new (undo->db, inverse, error)) == NULL)
    return FALSE;
  n = kheo_undo_plan_get_kept (undo->plan)->len;
  for (guint i = 0; i < undo->kept->len; i++)
    kheo_undo_plan_keep (undo->plan, &g_array_index (undo->kept, KheoKept, i));
  kheo_undo_plan_spread (undo->plan);
  if (is_first || kheo_undo_plan_get_kept (undo->plan)->len > n)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, "cannot be taken back: needed by %s",
               undo->names->str);
  return FALSE;
}

/*
 * What later actions touched is tried alone first, so that a large action is applied once even when
 * some of its rows were edited since.
 */
static gboolean
probe (KheoUndo *undo, const KheoChangeset *inverse, GError **error)
{
  g_autoptr (KheoChangeSet) later = kheo_history_since (undo->db, undo->source, error);
  g_auto (KheoChangeset) candidates = { 0 };
  int rc;

  if (later == NULL)
    return FALSE;
  if (kheo_change_set_get_n (later) == 0)
    return TRUE;
  undo->plan = kheo_undo_plan_new (undo->db, inverse, error);
  if (undo->plan == NULL ||
      !kheo_undo_plan_filter_touched (undo->plan, later, inverse, &candidates, error))
    return FALSE;
  if (!kheo_history_begin (undo->db, error))
    return FALSE;
  undo->probing = TRUE;
  rc = sqlite3changeset_apply (undo->db->handle, candidates.size, candidates.data, NULL,
                               conflict_cb, undo);
  undo->probing = FALSE;
  kheo_history_cancel (undo->db);
  if (rc != SQLITE_OK)
    return kheo_db_fail (undo->db, rc, error);
  for (guint i = 0; i < undo->kept->len; i++)
    kheo_undo_plan_keep (undo->plan, &g_array_index (undo->kept, KheoKept, i));
  kheo_undo_plan_spread (undo->plan);
  return TRUE;
}

/* Applies @inverse as far as it goes; leaves the action begun.  Each round keeps more. */
gboolean
kheo_undo_apply (KheoUndo            *undo,
                 const KheoChangeset *inverse,
                 KheoChangeset       *out_done,
                 GError             **error)
{
  gboolean settled = FALSE;

  if (!probe (undo, inverse, error))
    return FALSE;
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
void
kheo_undo_finish_kept (KheoUndo *undo)
{
  GArray *planned = undo->plan != NULL ? kheo_undo_plan_get_kept (undo->plan) : NULL;

  if (planned != NULL)
    g_array_prepend_vals (undo->kept, planned->data, planned->len);
}
