/*
 * What a plan is made from: the changes, what the rows of the book refer to, and what they would
 * refer to once undone.  Each table is read once, whatever the number of rows.
 */
#include "kheo-undo-private.h"

#include <string.h>

/* ---- What refers to what ---- */

static void
clear_reference (gpointer data)
{
  g_free (((KheoUndoReference *) data)->name);
}

static void
add_foreign_keys (KheoUndoPlan *self, const char *table, GArray *references)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (self->db, "SELECT c.name, c.cid, f.\"table\""
                                 " FROM pragma_foreign_key_list (:table) AS f"
                                 " JOIN pragma_table_info (:table) AS c ON c.name = f.\"from\"");

  kheo_stmt_bind_text (stmt, ":table", table);
  while (kheo_stmt_step (stmt, NULL))
    {
      KheoUndoReference reference = { .column = (int) kheo_stmt_get_int (stmt, 1) };

      reference.parent = kheo_undo_plan_find_table (self, kheo_stmt_get_text (stmt, 2));
      if (reference.parent < 0 ||
          kheo_undo_plan_table (self, (guint) reference.parent)->id_column < 0)
        continue;
      reference.name = g_strdup (kheo_stmt_get_text (stmt, 0));
      g_array_append_val (references, reference);
    }
}

static void
add_bond (KheoUndoPlan *self, const KheoBond *bond, GArray *references)
{
  guint32           flags = bond->kind == KHEO_BOND_PART ? KHEO_LINK_PART : KHEO_LINK_HOLDS;
  KheoUndoReference reference = { .parent = -1, .flags = flags };
  g_autoptr (KheoStmt) stmt = NULL;

  for (guint i = 0; i < references->len; i++)
    {
      KheoUndoReference *known = &g_array_index (references, KheoUndoReference, i);

      if (strcmp (known->name, bond->column) == 0)
        {
          known->flags |= flags;
          if (flags == KHEO_LINK_PART)
            known->flags |= KHEO_LINK_VITAL;
          return;
        }
    }
  stmt =
      kheo_db_prepare (self->db, "SELECT cid FROM pragma_table_info (:table) WHERE name = :column");
  kheo_stmt_bind_text (stmt, ":table", bond->table);
  kheo_stmt_bind_text (stmt, ":column", bond->column);
  if (!bond->any || !kheo_stmt_step (stmt, NULL))
    return;
  reference.column = (int) kheo_stmt_get_int (stmt, 0);
  reference.name = g_strdup (bond->column);
  g_array_append_val (references, reference);
}

static void
find_references (KheoUndoPlan *self)
{
  for (guint t = 0; t < self->history->tables->len; t++)
    {
      GArray     *references = g_array_new (FALSE, FALSE, sizeof (KheoUndoReference));
      const char *name = kheo_undo_plan_table (self, t)->name;

      g_array_set_clear_func (references, clear_reference);
      g_ptr_array_add (self->references, references);
      if (kheo_undo_plan_table (self, t)->id_column < 0)
        continue;
      add_foreign_keys (self, name, references);
      for (const KheoBond *bond = self->history->bonds; bond != NULL && bond->table != NULL; bond++)
        if (strcmp (bond->table, name) == 0)
          add_bond (self, bond, references);
    }
}

/* The row of ours with @id that @reference means. */
static guint32
find_parent (const KheoUndoPlan *self, const KheoUndoReference *reference, gint64 id)
{
  if (reference->parent >= 0)
    return kheo_undo_rows_find (&self->rows, (guint) reference->parent, id);
  for (guint t = 0; t < self->history->tables->len; t++)
    {
      guint32 row = kheo_undo_rows_find (&self->rows, t, id);

      if (row != KHEO_NO_ROW)
        return row;
    }
  return KHEO_NO_ROW;
}

/* ---- Reading the changes ---- */

static gboolean
add_row_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  KheoUndoPlan    *self = user_data;
  static const int ops[] = { [KHEO_CHANGE_INSERT] = SQLITE_INSERT,
                             [KHEO_CHANGE_UPDATE] = SQLITE_UPDATE,
                             [KHEO_CHANGE_DELETE] = SQLITE_DELETE };
  guint            table =
      step->table != NULL ? (guint) kheo_undo_plan_find_table (self, step->change.table) : 0;
  guint32 index = kheo_undo_rows_add (&self->rows, table, step->change.id, ops[step->change.kind]);
  GArray *references = g_ptr_array_index (self->references, table);

  self->deletes[table] += step->change.kind == KHEO_CHANGE_DELETE;
  self->makes = self->makes || step->change.kind != KHEO_CHANGE_DELETE;
  for (guint r = 0; step->change.kind == KHEO_CHANGE_UPDATE && r < references->len; r++)
    {
      int            column = g_array_index (references, KheoUndoReference, r).column;
      sqlite3_value *value = NULL;

      if (column < step->n_columns)
        sqlite3changeset_new (iter, column, &value);
      if (value != NULL)
        kheo_undo_rows_get (&self->rows, index)->sets |= 1u << MIN (r, 31);
    }
  return TRUE;
}

static gboolean
exists (KheoUndoPlan *self, guint table, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE rowid = ?1",
                                          kheo_undo_plan_table (self, table)->name);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (self->db, sql);

  kheo_stmt_set_int (stmt, 1, id);
  return kheo_stmt_step (stmt, NULL);
}

/* A row that no change of ours touches, asked for once. */
static gboolean
find_elsewhere (KheoUndoPlan *self, const KheoUndoReference *reference, gint64 id, guint *out_table)
{
  *out_table = (guint) MAX (reference->parent, 0);
  if (reference->parent >= 0)
    return exists (self, (guint) reference->parent, id);
  for (guint t = 0; t < self->history->tables->len; t++)
    if (kheo_undo_plan_table (self, t)->id_column >= 0 && exists (self, t, id))
      {
        *out_table = t;
        return TRUE;
      }
  return FALSE;
}

/* A row that we change may have been removed since; one that we delete will be gone. */
static void
ask_presence (KheoUndoPlan *self, guint32 index)
{
  KheoUndoRow *row = kheo_undo_rows_get (&self->rows, index);

  if (row->op == SQLITE_DELETE ||
      (row->op == SQLITE_UPDATE && (row->flags & (KHEO_UNDO_PRESENT | KHEO_UNDO_GONE)) == 0 &&
       !exists (self, row->table, row->id)))
    row->flags |= KHEO_UNDO_GONE;
  else if (row->op == SQLITE_UPDATE)
    row->flags |= KHEO_UNDO_PRESENT;
}

/* The row @index would refer to @id once undone. */
static void
add_after (KheoUndoPlan *self, guint32 index, const KheoUndoReference *reference, gint64 id)
{
  guint32 parent = find_parent (self, reference, id);

  if (parent == KHEO_NO_ROW)
    {
      guint    table;
      gboolean found = find_elsewhere (self, reference, id, &table);

      parent = kheo_undo_rows_add (&self->rows, table, id, 0);
      if (!found)
        kheo_undo_rows_get (&self->rows, parent)->flags |= KHEO_UNDO_GONE;
    }
  else
    ask_presence (self, parent);
  if ((kheo_undo_rows_get (&self->rows, parent)->flags & KHEO_UNDO_GONE) != 0)
    {
      KheoUndoDemand demand = { .row = index, .kept = { .why = KHEO_KEPT_NEEDS, .by_id = id } };

      demand.kept.by_table =
          kheo_undo_plan_table (self, kheo_undo_rows_get (&self->rows, parent)->table)->name;
      g_array_append_val (self->demands, demand);
      return;
    }
  kheo_undo_rows_link (&self->rows, index, parent, reference->flags | KHEO_LINK_AFTER);
}

typedef struct
{
  KheoUndoPlan *plan;
  guint32       index;
} After;

static gboolean
add_after_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  After        *after = user_data;
  KheoUndoPlan *self = after->plan;
  guint32       index = after->index++;
  GArray       *references =
      g_ptr_array_index (self->references, kheo_undo_rows_get (&self->rows, index)->table);

  if (step->change.kind == KHEO_CHANGE_DELETE)
    return TRUE;
  for (guint r = 0; r < references->len; r++)
    {
      const KheoUndoReference *reference = &g_array_index (references, KheoUndoReference, r);
      sqlite3_value           *value = NULL;

      if (reference->column < step->n_columns)
        sqlite3changeset_new (iter, reference->column, &value);
      if (value != NULL && sqlite3_value_type (value) == SQLITE_INTEGER)
        add_after (self, index, reference, sqlite3_value_int64 (value));
    }
  return TRUE;
}

/* ---- Reading the book ---- */

/* The row @id of table @t refers to @parent_id as things are. */
static void
add_present (KheoUndoPlan *self, guint t, gint64 id, guint r, gint64 parent_id)
{
  const KheoUndoReference *reference =
      &g_array_index ((GArray *) g_ptr_array_index (self->references, t), KheoUndoReference, r);
  guint32            parent = find_parent (self, reference, parent_id);
  guint32            child = kheo_undo_rows_find (&self->rows, t, id);
  const KheoUndoRow *row = child != KHEO_NO_ROW ? kheo_undo_rows_get (&self->rows, child) : NULL;
  gboolean           ours = row != NULL && row->op != 0;
  /* Whatever becomes of our change to it, the row goes on referring to the parent. */
  gboolean stays = !ours || row->op == SQLITE_INSERT ||
                   (row->op == SQLITE_UPDATE && (row->sets & 1u << MIN (r, 31)) == 0);

  if (parent == KHEO_NO_ROW)
    {
      if (!ours || reference->flags == 0 || reference->parent < 0)
        return;
      parent = kheo_undo_rows_add (&self->rows, (guint) reference->parent, parent_id, 0);
    }
  if (stays && kheo_undo_rows_get (&self->rows, parent)->op == SQLITE_DELETE)
    {
      KheoUndoRow   *needed = kheo_undo_rows_get (&self->rows, parent);
      KheoUndoDemand demand = { .row = parent, .kept = { .why = KHEO_KEPT_USED, .by_id = id } };

      demand.kept.by_table = kheo_undo_plan_table (self, t)->name;
      if ((needed->flags & KHEO_UNDO_DEMANDED) == 0)
        g_array_append_val (self->demands, demand);
      needed->flags |= KHEO_UNDO_DEMANDED;
    }
  if (ours)
    kheo_undo_rows_link (&self->rows, child, parent, reference->flags);
}

/* Can any row of table @t matter? */
static gboolean
is_concerned (const KheoUndoPlan *self, guint t)
{
  GArray *references = g_ptr_array_index (self->references, t);

  for (guint r = 0; r < references->len; r++)
    {
      const KheoUndoReference *reference = &g_array_index (references, KheoUndoReference, r);

      if (reference->flags != 0 || self->deletes[reference->parent] > 0)
        return TRUE;
    }
  return FALSE;
}

/* Gives 0. */
static guint
mark_present (KheoUndoPlan *self, guint t, gint64 id)
{
  guint32 row = kheo_undo_rows_find (&self->rows, t, id);

  if (row != KHEO_NO_ROW)
    kheo_undo_rows_get (&self->rows, row)->flags |= KHEO_UNDO_PRESENT;
  return 0;
}

static gboolean
read_table (KheoUndoPlan *self, guint t, GError **error)
{
  GArray *references = g_ptr_array_index (self->references, t);
  g_autoptr (GString) sql = g_string_new ("SELECT rowid");
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  if (!is_concerned (self, t))
    return TRUE;
  for (guint r = 0; r < references->len; r++)
    g_string_append_printf (sql, ", \"%s\"", g_array_index (references, KheoUndoReference, r).name);
  g_string_append_printf (sql, " FROM \"%s\"", kheo_undo_plan_table (self, t)->name);
  stmt = kheo_db_prepare (self->db, sql->str);
  while (kheo_stmt_step (stmt, &problem))
    for (guint r = mark_present (self, t, kheo_stmt_get_int (stmt, 0)); r < references->len; r++)
      if (!kheo_stmt_is_null (stmt, (int) r + 1))
        add_present (self, t, kheo_stmt_get_int (stmt, 0), r,
                     kheo_stmt_get_int (stmt, (int) r + 1));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- Rows that are gone ---- */

static gboolean
is_lost (const KheoUndoPlan *self, const KheoUndoRow *row)
{
  GArray *references = g_ptr_array_index (self->references, row->table);

  if (row->op != SQLITE_UPDATE || row->id == 0 ||
      (row->flags & (KHEO_UNDO_PRESENT | KHEO_UNDO_RESOLVED)) != 0)
    return FALSE;
  for (guint r = 0; r < references->len; r++)
    if (g_array_index (references, KheoUndoReference, r).flags != 0)
      return TRUE;
  return FALSE;
}

/* The newest action whose changeset holds the row whole. */
static gint64
find_whole_row (KheoUndoPlan *self, const KheoUndoRow *row)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (self->db, "SELECT max (action) FROM action_record WHERE table_name = :table"
                                 " AND kind <> :update AND first_id <= :id AND last_id >= :id");

  kheo_stmt_bind_text (stmt, ":table", kheo_undo_plan_table (self, row->table)->name);
  kheo_stmt_bind_int (stmt, ":update", KHEO_CHANGE_UPDATE);
  kheo_stmt_bind_int (stmt, ":id", row->id);
  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : 0;
}

/* What a row that is gone was a part of. */
static gboolean
resolve_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  KheoUndoPlan *self = user_data;
  int           table = kheo_undo_plan_find_table (self, step->change.table);
  guint32       row = table >= 0 && step->change.kind != KHEO_CHANGE_UPDATE
                          ? kheo_undo_rows_find (&self->rows, (guint) table, step->change.id)
                          : KHEO_NO_ROW;
  GArray       *references = table >= 0 ? g_ptr_array_index (self->references, table) : NULL;

  if (row == KHEO_NO_ROW || !is_lost (self, kheo_undo_rows_get (&self->rows, row)))
    return TRUE;
  kheo_undo_rows_get (&self->rows, row)->flags |= KHEO_UNDO_RESOLVED;
  for (guint r = 0; r < references->len; r++)
    {
      const KheoUndoReference *reference = &g_array_index (references, KheoUndoReference, r);
      sqlite3_value           *value = NULL;
      guint32                  parent;

      if (reference->flags == 0 || reference->column >= step->n_columns)
        continue;
      if (step->change.kind == KHEO_CHANGE_DELETE)
        sqlite3changeset_old (iter, reference->column, &value);
      else
        sqlite3changeset_new (iter, reference->column, &value);
      if (value == NULL || sqlite3_value_type (value) != SQLITE_INTEGER)
        continue;
      parent = find_parent (self, reference, sqlite3_value_int64 (value));
      if (parent == KHEO_NO_ROW && reference->parent >= 0)
        parent = kheo_undo_rows_add (&self->rows, (guint) reference->parent,
                                     sqlite3_value_int64 (value), 0);
      if (parent != KHEO_NO_ROW)
        kheo_undo_rows_link (&self->rows, row, parent, reference->flags | KHEO_LINK_LOST);
    }
  return TRUE;
}

/* An update of a row that was removed since does not say what it was a part of: the history does.
 * Each action is read once, for all its rows. */
static gboolean
resolve_lost (KheoUndoPlan *self, GError **error)
{
  for (guint i = 0; self->makes && i < self->n_changes; i++)
    {
      g_autoptr (GBytes) changes = NULL;
      gint64 action = 0;

      if (!is_lost (self, kheo_undo_rows_get (&self->rows, i)) ||
          (action = find_whole_row (self, kheo_undo_rows_get (&self->rows, i))) == 0)
        continue;
      changes = kheo_history_load (self->db, action, error);
      if (changes == NULL ||
          !kheo_changeset_each (self->db, g_bytes_get_data (changes, NULL),
                                (int) g_bytes_get_size (changes), resolve_cb, self, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_undo_plan_read (KheoUndoPlan *self, const KheoChangeset *changes, GError **error)
{
  After after = { self, 0 };

  find_references (self);
  if (!kheo_changeset_each (self->db, changes->data, changes->size, add_row_cb, self, error))
    return FALSE;
  self->n_changes = self->rows.rows->len;
  if (self->makes &&
      !kheo_changeset_each (self->db, changes->data, changes->size, add_after_cb, &after, error))
    return FALSE;
  for (guint t = 0; t < self->history->tables->len; t++)
    if (!read_table (self, t, error))
      return FALSE;
  return resolve_lost (self, error);
}
