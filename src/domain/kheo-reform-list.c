/* The reforms of a book, and taking one back. */
#include "kheo-reform.h"

#include <glib/gi18n-lib.h>

/* ---- List ---- */

static void
entry_free (KheoReformEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->title);
  g_free (entry->number);
  g_free (entry->issuer);
  g_free (entry->note);
  g_free (entry);
}

static KheoReformEntry *
read_entry (KheoStmt *stmt)
{
  KheoReformEntry *entry = g_new0 (KheoReformEntry, 1);
  const char      *issued_on = kheo_stmt_get_text (stmt, 4);

  entry->id = kheo_stmt_get_int (stmt, 0);
  entry->date = kheo_date_from_iso (kheo_stmt_get_text (stmt, 1));
  entry->title = g_strdup (kheo_stmt_get_text (stmt, 2));
  entry->number = g_strdup (kheo_stmt_get_text (stmt, 3));
  entry->issued_on = issued_on != NULL ? kheo_date_from_iso (issued_on) : KHEO_DATE_UNKNOWN;
  entry->issuer = g_strdup (kheo_stmt_get_text (stmt, 5));
  entry->note = g_strdup (kheo_stmt_get_text (stmt, 6));
  entry->whole = (guint) kheo_stmt_get_int (stmt, 7);
  entry->part = (guint) kheo_stmt_get_int (stmt, 8);
  entry->n_tasks = (guint) kheo_stmt_get_int (stmt, 9);
  entry->n_open = (guint) kheo_stmt_get_int (stmt, 10);
  return entry;
}

GPtrArray *
kheo_reform_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  stmt = kheo_db_prepare (
      db, "SELECT id, date, title, number, issued_on, issuer, note,"
          " (SELECT count(*) FROM succession WHERE reform_id = reform.id AND whole = 1),"
          " (SELECT count(*) FROM succession WHERE reform_id = reform.id AND whole = 0),"
          " (SELECT count(*) FROM reform_task WHERE reform_id = reform.id),"
          " (SELECT count(*) FROM reform_task WHERE reform_id = reform.id AND done_on IS NULL)"
          " FROM reform ORDER BY date DESC, id DESC");
  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (entries, read_entry (stmt));
  if (problem == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* ---- Taking back ---- */

/* Rows that belong to a reform and that its own work goes on changing: noting that a task is done,
 * correcting the decision, learning of a weight. */
static const char own_rows[] = "SELECT 'reform', :reform"
                               " UNION ALL SELECT 'reform_task', id FROM reform_task"
                               "  WHERE reform_id = :reform"
                               " UNION ALL SELECT 'succession_weight', w.id"
                               "  FROM succession AS s"
                               "  JOIN succession_weight AS w ON w.succession_id = s.id"
                               "  WHERE s.reform_id = :reform";

gboolean
kheo_reform_owns_table (const char *table)
{
  static const char *const tables[] = { "reform", "reform_task", "succession_weight", NULL };

  return g_strv_contains (tables, table);
}

/* Does the action change nothing but such rows? */
static gboolean
is_own_work (KheoDb *db, gint64 action)
{
  g_autoptr (KheoChangeSet) changes = kheo_history_preview (db, action, FALSE, NULL, NULL);

  for (guint i = 0; changes != NULL && i < kheo_change_set_get_n (changes); i++)
    if (!kheo_reform_owns_table (kheo_change_set_get (changes, i)->table))
      return FALSE;
  return changes != NULL;
}

/* Adds the actions after @maker, not taken back, that changed the row. */
static gboolean
add_actions_of (
    KheoDb *db, const char *table, gint64 id, gint64 maker, GHashTable *actions, GError **error)
{
  g_autoptr (GPtrArray) all = kheo_history_list_record (db, table, id, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const KheoAction *action = g_ptr_array_index (all, i);

      if (action->id > maker && !action->undone)
        g_hash_table_add (actions, g_memdup2 (&action->id, sizeof (gint64)));
    }
  return all != NULL;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x > y ? -1 : x < y;
}

/* What was done since on the reform's own rows, newest first. */
static GArray *
list_own_work (KheoDb *db, gint64 reform_id, gint64 maker, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, own_rows);
  g_autoptr (GArray) work = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) actions =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  GHashTableIter iter;
  gpointer       id;

  kheo_stmt_bind_int (stmt, ":reform", reform_id);
  while (problem == NULL && kheo_stmt_step (stmt, &problem))
    add_actions_of (db, kheo_stmt_get_text (stmt, 0), kheo_stmt_get_int (stmt, 1), maker, actions,
                    &problem);
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_hash_table_iter_init (&iter, actions);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (is_own_work (db, *(gint64 *) id))
      g_array_append_vals (work, id, 1);
  g_array_sort (work, compare_newest_first);
  return g_steal_pointer (&work);
}

KheoChangeSet *
kheo_reform_take_back (
    KheoDb *db, gint64 reform_id, const char *actor, GArray **out_kept, GError **error)
{
  gint64 maker;
  g_autoptr (GArray) work = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  maker = kheo_history_find_maker (db, "reform", reform_id);
  if (maker == 0)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                           _ ("The history does not know this reform; it cannot be taken back."));
      return NULL;
    }
  work = list_own_work (db, reform_id, maker, error);
  for (guint i = 0; work != NULL && i < work->len; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (KheoChangeSet) undone =
          kheo_history_undo (db, g_array_index (work, gint64, i), actor, NULL, &problem);

      if (problem == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return work != NULL ? kheo_history_undo (db, maker, actor, out_kept, error) : NULL;
}
