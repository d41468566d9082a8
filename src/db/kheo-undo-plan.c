/*
 * Which rows must stay when not all of an action can be taken back.  It starts from rows that were
 * edited since and from rows of others that refer to ours, and follows foreign keys and bonds until
 * nothing more is touched.  Each table is read once, whatever the number of rows.
 */
#include "kheo-undo-private.h"

#include <string.h>

/* A column that holds the id of a row. */
typedef struct
{
  char   *name;
  int     column; /* its place in the table */
  int     parent; /* place in the history's tables; -1: any */
  guint32 flags;  /* of its links */
} Reference;

/* A row of ours that a row of others needs. */
typedef struct
{
  guint32  row;
  KheoKept kept;
} Demand;

struct _KheoUndoPlan
{
  KheoDb      *db;
  KheoHistory *history;
  GPtrArray   *references; /* GArray of Reference for each of the history's tables */
  KheoUndoRows rows;
  guint        n_changes; /* the first rows are the changes */
  guint       *deletes;   /* of each table: changes that delete */
  gboolean     makes;     /* there are changes that insert or update */
  GArray      *demands;   /* Demand */
  GArray      *kept;      /* KheoKept */
  GArray      *queue;     /* guint32: kept rows whose surroundings are to be looked at */
};

/* ---- What refers to what ---- */

static const KheoHistoryTable *
table_at (const KheoUndoPlan *self, guint index)
{
  return &g_array_index (self->history->tables, KheoHistoryTable, index);
}

static int
table_index (const KheoUndoPlan *self, const char *name)
{
  const KheoHistoryTable *table =
      name != NULL ? kheo_history_find_table (self->history, name) : NULL;

  return table != NULL ? (int) (table - table_at (self, 0)) : -1;
}

static void
clear_reference (gpointer data)
{
  g_free (((Reference *) data)->name);
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
      Reference reference = { .column = (int) kheo_stmt_get_int (stmt, 1) };

      reference.parent = table_index (self, kheo_stmt_get_text (stmt, 2));
      if (reference.parent < 0 || table_at (self, (guint) reference.parent)->id_column < 0)
        continue;
      reference.name = g_strdup (kheo_stmt_get_text (stmt, 0));
      g_array_append_val (references, reference);
    }
}

static void
add_bond (KheoUndoPlan *self, const KheoBond *bond, GArray *references)
{
  guint32   flags = bond->kind == KHEO_BOND_PART ? KHEO_LINK_PART : KHEO_LINK_HOLDS;
  Reference reference = { .parent = -1, .flags = flags };
  g_autoptr (KheoStmt) stmt = NULL;

  for (guint i = 0; i < references->len; i++)
    {
      Reference *known = &g_array_index (references, Reference, i);

      if (strcmp (known->name, bond->column) == 0)
        {
          known->flags |= flags;
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
      GArray     *references = g_array_new (FALSE, FALSE, sizeof (Reference));
      const char *name = table_at (self, t)->name;

      g_array_set_clear_func (references, clear_reference);
      g_ptr_array_add (self->references, references);
      if (table_at (self, t)->id_column < 0)
        continue;
      add_foreign_keys (self, name, references);
      for (const KheoBond *bond = self->history->bonds; bond != NULL && bond->table != NULL; bond++)
        if (strcmp (bond->table, name) == 0)
          add_bond (self, bond, references);
    }
}

/* The row of ours with @id that @reference means. */
static guint32
find_parent (const KheoUndoPlan *self, const Reference *reference, gint64 id)
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

/* ---- Keeping ---- */

static gboolean
keep_row (KheoUndoPlan *self, guint32 index, const KheoKept *why)
{
  KheoUndoRow *row = kheo_undo_rows_get (&self->rows, index);
  KheoKept     kept = *why;

  if (row->op == 0 || (row->flags & KHEO_UNDO_KEPT) != 0)
    return FALSE;
  row->flags |= KHEO_UNDO_KEPT;
  kept.table = table_at (self, row->table)->name;
  kept.id = row->id;
  g_array_append_val (self->kept, kept);
  g_array_append_val (self->queue, index);
  return TRUE;
}

static void
keep_for (KheoUndoPlan *self, guint32 index, const char *why, guint32 by)
{
  const KheoUndoRow *other = kheo_undo_rows_get (&self->rows, by);
  KheoKept           kept = { .why = why, .by_id = other->id };

  kept.by_table = table_at (self, other->table)->name;
  keep_row (self, index, &kept);
}

/* Its parts stay with @index. */
static void
hold (KheoUndoPlan *self, guint32 index)
{
  KheoUndoRow *row = kheo_undo_rows_get (&self->rows, index);

  if ((row->flags & KHEO_UNDO_HELD) != 0)
    return;
  row->flags |= KHEO_UNDO_HELD;
  for (guint32 l = row->down; l != KHEO_NO_ROW;)
    {
      const KheoUndoLink *link = kheo_undo_rows_get_link (&self->rows, l);

      if ((link->flags & KHEO_LINK_PART) != 0)
        keep_for (self, link->child, KHEO_KEPT_USED, index);
      l = link->next_down;
    }
}

/* @index stays in the book: so does what it refers to. */
static void
follow_present (KheoUndoPlan *self, guint32 index)
{
  for (guint32 l = kheo_undo_rows_get (&self->rows, index)->up; l != KHEO_NO_ROW;)
    {
      const KheoUndoLink *link = kheo_undo_rows_get_link (&self->rows, l);

      if ((link->flags & KHEO_LINK_AFTER) == 0)
        {
          if (kheo_undo_rows_get (&self->rows, link->parent)->op == SQLITE_DELETE)
            keep_for (self, link->parent, KHEO_KEPT_USED, index);
          if ((link->flags & KHEO_LINK_HOLDS) != 0)
            hold (self, link->parent);
        }
      l = link->next_up;
    }
  hold (self, index);
}

/* @index does not come back: nor does what would refer to it. */
static void
follow_absent (KheoUndoPlan *self, guint32 index)
{
  for (guint32 l = kheo_undo_rows_get (&self->rows, index)->down; l != KHEO_NO_ROW;)
    {
      const KheoUndoLink *link = kheo_undo_rows_get_link (&self->rows, l);

      if ((link->flags & KHEO_LINK_AFTER) != 0)
        keep_for (self, link->child, KHEO_KEPT_NEEDS, index);
      l = link->next_down;
    }
  for (guint32 l = kheo_undo_rows_get (&self->rows, index)->up; l != KHEO_NO_ROW;)
    {
      const KheoUndoLink *link = kheo_undo_rows_get_link (&self->rows, l);

      if ((link->flags & KHEO_LINK_HOLDS) != 0)
        hold (self, link->parent);
      l = link->next_up;
    }
}

static void
spread_queue (KheoUndoPlan *self)
{
  for (guint i = 0; i < self->queue->len; i++)
    {
      guint32 index = g_array_index (self->queue, guint32, i);

      if (kheo_undo_rows_get (&self->rows, index)->op == SQLITE_INSERT)
        follow_absent (self, index);
      else
        follow_present (self, index);
    }
  g_array_set_size (self->queue, 0);
}

void
kheo_undo_plan_spread (KheoUndoPlan *self)
{
  spread_queue (self);
  for (guint i = 0; i < self->demands->len; i++)
    {
      const Demand *demand = &g_array_index (self->demands, Demand, i);

      keep_row (self, demand->row, &demand->kept);
    }
  spread_queue (self);
}

gboolean
kheo_undo_plan_keep (KheoUndoPlan *self, const KheoKept *kept)
{
  int     table = table_index (self, kept->table);
  guint32 row = KHEO_NO_ROW;

  if (table >= 0 && kept->id != 0)
    row = kheo_undo_rows_find (&self->rows, (guint) table, kept->id);
  return row != KHEO_NO_ROW && keep_row (self, row, kept);
}

/* ---- Reading the changes ---- */

static gboolean
add_row_cb (const KheoStep *step, sqlite3_changeset_iter *iter, gpointer user_data)
{
  KheoUndoPlan    *self = user_data;
  static const int ops[] = { [KHEO_CHANGE_INSERT] = SQLITE_INSERT,
                             [KHEO_CHANGE_UPDATE] = SQLITE_UPDATE,
                             [KHEO_CHANGE_DELETE] = SQLITE_DELETE };
  guint            table = step->table != NULL ? (guint) table_index (self, step->change.table) : 0;
  guint32 index = kheo_undo_rows_add (&self->rows, table, step->change.id, ops[step->change.kind]);
  GArray *references = g_ptr_array_index (self->references, table);

  self->deletes[table] += step->change.kind == KHEO_CHANGE_DELETE;
  self->makes = self->makes || step->change.kind != KHEO_CHANGE_DELETE;
  for (guint r = 0; step->change.kind == KHEO_CHANGE_UPDATE && r < references->len; r++)
    {
      int            column = g_array_index (references, Reference, r).column;
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
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE rowid = ?1", table_at (self, table)->name);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (self->db, sql);

  kheo_stmt_set_int (stmt, 1, id);
  return kheo_stmt_step (stmt, NULL);
}

/* A row that no change of ours touches, asked for once. */
static gboolean
find_elsewhere (KheoUndoPlan *self, const Reference *reference, gint64 id, guint *out_table)
{
  *out_table = (guint) MAX (reference->parent, 0);
  if (reference->parent >= 0)
    return exists (self, (guint) reference->parent, id);
  for (guint t = 0; t < self->history->tables->len; t++)
    if (table_at (self, t)->id_column >= 0 && exists (self, t, id))
      {
        *out_table = t;
        return TRUE;
      }
  return FALSE;
}

/* The row @index would refer to @id once undone. */
static void
add_after (KheoUndoPlan *self, guint32 index, const Reference *reference, gint64 id)
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
  if ((kheo_undo_rows_get (&self->rows, parent)->flags & KHEO_UNDO_GONE) != 0)
    {
      Demand demand = { .row = index, .kept = { .why = KHEO_KEPT_NEEDS, .by_id = id } };

      demand.kept.by_table = table_at (self, kheo_undo_rows_get (&self->rows, parent)->table)->name;
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
      const Reference *reference = &g_array_index (references, Reference, r);
      sqlite3_value   *value = NULL;

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
  const Reference *reference =
      &g_array_index ((GArray *) g_ptr_array_index (self->references, t), Reference, r);
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
      KheoUndoRow *needed = kheo_undo_rows_get (&self->rows, parent);
      Demand       demand = { .row = parent, .kept = { .why = KHEO_KEPT_USED, .by_id = id } };

      demand.kept.by_table = table_at (self, t)->name;
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
      const Reference *reference = &g_array_index (references, Reference, r);

      if (reference->flags != 0 || self->deletes[reference->parent] > 0)
        return TRUE;
    }
  return FALSE;
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
    g_string_append_printf (sql, ", \"%s\"", g_array_index (references, Reference, r).name);
  g_string_append_printf (sql, " FROM \"%s\"", table_at (self, t)->name);
  stmt = kheo_db_prepare (self->db, sql->str);
  while (kheo_stmt_step (stmt, &problem))
    for (guint r = 0; r < references->len; r++)
      if (!kheo_stmt_is_null (stmt, (int) r + 1))
        add_present (self, t, kheo_stmt_get_int (stmt, 0), r,
                     kheo_stmt_get_int (stmt, (int) r + 1));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- The plan ---- */

KheoUndoPlan *
kheo_undo_plan_new (KheoDb *db, const KheoChangeset *changes, GError **error)
{
  g_autoptr (KheoUndoPlan) self = g_new0 (KheoUndoPlan, 1);
  After after = { self, 0 };

  self->db = db;
  self->history = kheo_history_of (db);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->demands = g_array_new (FALSE, FALSE, sizeof (Demand));
  self->kept = g_array_new (FALSE, FALSE, sizeof (KheoKept));
  self->queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->deletes = g_new0 (guint, self->history->tables->len);
  kheo_undo_rows_init (&self->rows);
  find_references (self);
  if (!kheo_changeset_each (db, changes->data, changes->size, add_row_cb, self, error))
    return NULL;
  self->n_changes = self->rows.rows->len;
  if (self->makes &&
      !kheo_changeset_each (db, changes->data, changes->size, add_after_cb, &after, error))
    return NULL;
  for (guint t = 0; t < self->history->tables->len; t++)
    if (!read_table (self, t, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
kheo_undo_plan_free (KheoUndoPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->references);
  g_array_unref (self->demands);
  g_array_unref (self->kept);
  g_array_unref (self->queue);
  kheo_undo_rows_clear (&self->rows);
  g_free (self->deletes);
  g_free (self);
}

static gboolean
is_applied (guint index, gpointer user_data)
{
  const KheoUndoPlan *self = user_data;

  return index < self->n_changes &&
         (kheo_undo_rows_get (&self->rows, index)->flags & KHEO_UNDO_KEPT) == 0;
}

gboolean
kheo_undo_plan_filter (KheoUndoPlan        *self,
                       const KheoChangeset *changes,
                       KheoChangeset       *out_filtered,
                       GError             **error)
{
  return kheo_changeset_filter (changes, is_applied, self, out_filtered, error);
}

GArray *
kheo_undo_plan_get_kept (KheoUndoPlan *self)
{
  return self->kept;
}
