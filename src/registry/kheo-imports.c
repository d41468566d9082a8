/* What became of each file that was taken in: present, taken back, and how much of it is left. */
#include "kheo-imports.h"

#include "kheo-history.h"

#include <string.h>

/* Tables whose rows say themselves where they came from. */
static const struct
{
  const char *table;
  gboolean    has_column;
} sources[] = { { "model", FALSE },
                { "figure", TRUE },
                { "target", TRUE },
                { "task", FALSE },
                { "petition", FALSE } };

void
kheo_import_state_free (KheoImportState *state)
{
  if (state == NULL)
    return;
  g_free (state->entry.file);
  g_free (state->entry.sha256);
  g_free (state->entry.as);
  g_free (state);
}

gint64
kheo_imports_find_action (KheoDb *db, gint64 id)
{
  g_return_val_if_fail (db != NULL, 0);

  return kheo_history_find_maker (db, "import", id);
}

gint64
kheo_imports_of_action (KheoDb *db, gint64 action)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, 0);

  stmt =
      kheo_db_prepare (db, "SELECT r.first_id FROM action_record AS r JOIN action AS a"
                           " ON a.id = r.action WHERE r.action = :action"
                           " AND r.table_name = 'import' AND r.kind = :insert AND a.kind = 'do'");
  kheo_stmt_bind_int (stmt, ":action", action);
  kheo_stmt_bind_int (stmt, ":insert", KHEO_CHANGE_INSERT);
  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : 0;
}

/* An import_row may outlive its record. */
#define ROW_HAS_RECORD                                                                             \
  "((table_name = 'model' AND EXISTS (SELECT 1 FROM model WHERE id = record_id))"                  \
  " OR (table_name = 'unit' AND EXISTS (SELECT 1 FROM unit WHERE id = record_id))"                 \
  " OR (table_name = 'indicator' AND EXISTS (SELECT 1 FROM indicator WHERE id = record_id))"       \
  " OR (table_name = 'figure' AND EXISTS (SELECT 1 FROM figure WHERE id = record_id))"             \
  " OR (table_name = 'target' AND EXISTS (SELECT 1 FROM target WHERE id = record_id))"             \
  " OR (table_name = 'task' AND EXISTS (SELECT 1 FROM task WHERE id = record_id))"                 \
  " OR (table_name = 'petition' AND EXISTS (SELECT 1 FROM petition WHERE id = record_id)))"

/* ---- Which there are ---- */

static void
read_action (KheoDb *db, KheoImportState *state)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT undone FROM action WHERE id = :id");

  state->action = kheo_imports_find_action (db, state->entry.id);
  kheo_stmt_bind_int (stmt, ":id", state->action);
  state->undone = kheo_stmt_step (stmt, NULL) && kheo_stmt_get_int (stmt, 0) != 0;
  state->partly = state->undone;
}

/* Those whose entry stands in the book. */
static gboolean
add_present (KheoDb *db, GPtrArray *states, GError **error)
{
  g_autoptr (GPtrArray) entries = kheo_import_table_list (db, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      KheoImportEntry *entry = g_ptr_array_index (entries, i);
      KheoImportState *state = g_new0 (KheoImportState, 1);

      state->entry = *entry;
      memset (entry, 0, sizeof *entry);
      read_action (db, state);
      g_ptr_array_add (states, state);
    }
  return entries != NULL;
}

static void
read_column_cb (const char *column, const char *before, const char *after, gpointer user_data)
{
  KheoImportEntry *entry = user_data;

  if (strcmp (column, "file") == 0)
    entry->file = g_strdup (after);
  else if (strcmp (column, "sha256") == 0)
    entry->sha256 = g_strdup (after);
  else if (strcmp (column, "as_register") == 0)
    entry->as = g_strdup (after);
  else if (strcmp (column, "size") == 0)
    entry->size = g_ascii_strtoll (after, NULL, 10);
  else if (strcmp (column, "at") == 0)
    entry->at = g_ascii_strtoll (after, NULL, 10);
}

/* Those that were taken back whole: only the history knows them. */
static gboolean
add_gone (KheoDb *db, GPtrArray *states, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT r.action, r.first_id FROM action_record AS r JOIN action AS a ON a.id = r.action"
          " WHERE r.table_name = 'import' AND r.kind = :insert AND a.kind = 'do' AND a.undone"
          "   AND NOT EXISTS (SELECT 1 FROM import WHERE id = r.first_id)");
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":insert", KHEO_CHANGE_INSERT);
  while (kheo_stmt_step (stmt, &problem))
    {
      g_autoptr (KheoImportState) state = g_new0 (KheoImportState, 1);

      state->action = kheo_stmt_get_int (stmt, 0);
      state->entry.id = kheo_stmt_get_int (stmt, 1);
      state->undone = TRUE;
      if (!kheo_history_diff (db, state->action, "import", state->entry.id, read_column_cb,
                              &state->entry, error))
        return FALSE;
      g_ptr_array_add (states, g_steal_pointer (&state));
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static int
compare_states (gconstpointer a, gconstpointer b)
{
  const KheoImportEntry *left = &(*(KheoImportState *const *) a)->entry;
  const KheoImportEntry *right = &(*(KheoImportState *const *) b)->entry;

  if (left->at != right->at)
    return left->at > right->at ? -1 : 1;
  return (left->id < right->id) - (left->id > right->id);
}

/* ---- What is left of each ---- */

static void
add_count (KheoImportState *state, const char *table, guint n)
{
  if (n == 0 || state->n_counts == G_N_ELEMENTS (state->counts))
    return;
  state->counts[state->n_counts].table = table;
  state->counts[state->n_counts++].n = n;
  state->n_records += n;
}

/* @sql gives an import and a number; @table NULL: of changed records. */
static gboolean
count (KheoDb *db, GHashTable *by_id, const char *sql, const char *table, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      gint64           id = kheo_stmt_get_int (stmt, 0);
      KheoImportState *state = g_hash_table_lookup (by_id, &id);

      if (state == NULL)
        continue;
      if (table != NULL)
        add_count (state, table, (guint) kheo_stmt_get_int (stmt, 1));
      else
        state->n_changed = (guint) kheo_stmt_get_int (stmt, 1);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
count_all (KheoDb *db, GPtrArray *states, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < states->len; i++)
    {
      KheoImportState *state = g_ptr_array_index (states, i);

      g_hash_table_insert (by_id, &state->entry.id, state);
      state->is_kept = kheo_kept_file_exists (db, state->entry.sha256);
    }
  if (!count (db, by_id,
              "SELECT import_id, count(*) FROM import_row JOIN unit ON unit.id = record_id"
              " WHERE table_name = 'unit' AND fields IS NULL GROUP BY import_id",
              "unit", error) ||
      !count (
          db, by_id,
          "SELECT import_id, count(*) FROM import_row JOIN indicator ON indicator.id = record_id"
          " WHERE table_name = 'indicator' AND fields IS NULL GROUP BY import_id",
          "indicator", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT import_id, count(*) FROM %s WHERE import_id IS NOT NULL"
                           " GROUP BY import_id",
                           sources[i].table);

      if (!count (db, by_id, sql, sources[i].table, error))
        return FALSE;
    }
  return count (db, by_id,
                "SELECT import_id, count(DISTINCT record_id) FROM import_row"
                " WHERE fields IS NOT NULL AND " ROW_HAS_RECORD " GROUP BY import_id",
                NULL, error);
}

GPtrArray *
kheo_imports_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) states =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_import_state_free);

  g_return_val_if_fail (db != NULL, NULL);

  if (!add_present (db, states, error) || !add_gone (db, states, error) ||
      !count_all (db, states, error))
    return NULL;
  g_ptr_array_sort (states, compare_states);
  return g_steal_pointer (&states);
}

KheoImportState *
kheo_imports_get (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) states = kheo_imports_list (db, error);

  for (guint i = 0; states != NULL && i < states->len; i++)
    if (((KheoImportState *) g_ptr_array_index (states, i))->entry.id == id)
      return g_ptr_array_steal_index (states, i);
  return NULL;
}

/* ---- Its records ---- */

static gboolean
add_records (KheoStmt *stmt, const char *table, GArray *records, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      KheoImportRecord record = { .id = kheo_stmt_get_int (stmt, 0) };

      record.table = table != NULL ? table : g_intern_string (kheo_stmt_get_text (stmt, 1));
      g_array_append_val (records, record);
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
bind_place (KheoStmt *stmt, gint64 import_id, const char *sheet, int row)
{
  kheo_stmt_bind_int (stmt, ":import", import_id);
  kheo_stmt_bind_text (stmt, ":sheet", sheet);
  kheo_stmt_bind_int (stmt, ":row", row);
}

/* A record that an import made and changed is told once. */
static void
drop_twins (GArray *records)
{
  for (guint i = records->len; i > 1; i--)
    {
      const KheoImportRecord *one = &g_array_index (records, KheoImportRecord, i - 1);
      const KheoImportRecord *other = &g_array_index (records, KheoImportRecord, i - 2);

      if (one->id == other->id && strcmp (one->table, other->table) == 0)
        g_array_remove_index (records, i - 1);
    }
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const KheoImportRecord *left = a;
  const KheoImportRecord *right = b;
  int                     order = strcmp (left->table, right->table);

  return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

GArray *
kheo_imports_list_records (
    KheoDb *db, gint64 import_id, const char *sheet, int row, int column, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (KheoImportRecord));
  g_autoptr (KheoStmt) rows = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT id FROM %s WHERE import_id = :import"
          " AND (:sheet IS NULL OR coalesce (import_sheet, '') = :sheet)"
          " AND (:row = 0 OR import_row = :row)%s",
          sources[i].table,
          sources[i].has_column ? " AND (:column = 0 OR import_column = :column)" : "");
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

      bind_place (stmt, import_id, sheet, row);
      if (sources[i].has_column)
        kheo_stmt_bind_int (stmt, ":column", column);
      if (!add_records (stmt, sources[i].table, records, error))
        return NULL;
    }
  rows = kheo_db_prepare (db, "SELECT DISTINCT record_id, table_name FROM import_row"
                              " WHERE import_id = :import AND (:sheet IS NULL OR sheet = :sheet)"
                              "   AND (:row = 0 OR row = :row) AND " ROW_HAS_RECORD);
  bind_place (rows, import_id, sheet, row);
  if (!add_records (rows, NULL, records, error))
    return NULL;
  g_array_sort (records, compare_records);
  drop_twins (records);
  return g_steal_pointer (&records);
}
