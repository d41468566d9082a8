/*
 * Which rows must stay when not all of an action can be taken back.  It starts from rows that were
 * edited since and from rows of others that refer to ours, and follows foreign keys and bonds until
 * nothing more is touched.
 */
#include "kheo-undo-private.h"

#include <string.h>

int
kheo_undo_plan_find_table (const KheoUndoPlan *self, const char *name)
{
  const KheoHistoryTable *table =
      name != NULL ? kheo_history_find_table (self->history, name) : NULL;

  return table != NULL ? (int) (table - kheo_undo_plan_table (self, 0)) : -1;
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
  kept.table = kheo_undo_plan_table (self, row->table)->name;
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

  kept.by_table = kheo_undo_plan_table (self, other->table)->name;
  keep_row (self, index, &kept);
}

/* The parts of @index stay, because of @by. */
static void
hold (KheoUndoPlan *self, guint32 index, guint32 by)
{
  KheoUndoRow *row = kheo_undo_rows_get (&self->rows, index);

  if ((row->flags & KHEO_UNDO_HELD) != 0)
    return;
  row->flags |= KHEO_UNDO_HELD;
  for (guint32 l = row->down; l != KHEO_NO_ROW;)
    {
      const KheoUndoLink *link = kheo_undo_rows_get_link (&self->rows, l);

      if ((link->flags & KHEO_LINK_PART) != 0)
        keep_for (self, link->child, KHEO_KEPT_USED, by);
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
          if ((link->flags & KHEO_LINK_LOST) == 0 &&
              kheo_undo_rows_get (&self->rows, link->parent)->op == SQLITE_DELETE)
            keep_for (self, link->parent, KHEO_KEPT_USED, index);
          if ((link->flags & KHEO_LINK_HOLDS) != 0)
            hold (self, link->parent, index);
        }
      l = link->next_up;
    }
  hold (self, index, index);
}

/* @index does not come back: nor does what would refer to it, nor what it is a part of. */
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
        hold (self, link->parent, index);
      if ((link->flags & KHEO_LINK_VITAL) != 0 &&
          kheo_undo_rows_get (&self->rows, link->parent)->op == SQLITE_INSERT)
        keep_for (self, link->parent, KHEO_KEPT_NEEDS, index);
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
      const KheoUndoDemand *demand = &g_array_index (self->demands, KheoUndoDemand, i);

      keep_row (self, demand->row, &demand->kept);
    }
  spread_queue (self);
}

gboolean
kheo_undo_plan_keep (KheoUndoPlan *self, const KheoKept *kept)
{
  int     table = kheo_undo_plan_find_table (self, kept->table);
  guint32 row = KHEO_NO_ROW;

  if (table >= 0 && kept->id != 0)
    row = kheo_undo_rows_find (&self->rows, (guint) table, kept->id);
  return row != KHEO_NO_ROW && keep_row (self, row, kept);
}

KheoUndoPlan *
kheo_undo_plan_new (KheoDb *db, const KheoChangeset *changes, GError **error)
{
  g_autoptr (KheoUndoPlan) self = g_new0 (KheoUndoPlan, 1);

  self->db = db;
  self->history = kheo_history_of (db);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->demands = g_array_new (FALSE, FALSE, sizeof (KheoUndoDemand));
  self->kept = g_array_new (FALSE, FALSE, sizeof (KheoKept));
  self->queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->deletes = g_new0 (guint, self->history->tables->len);
  kheo_undo_rows_init (&self->rows);
  if (!kheo_undo_plan_read (self, changes, error))
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

static gboolean
is_touched (guint index, gpointer user_data)
{
  const KheoUndoPlan *self = user_data;

  return index < self->n_changes &&
         (kheo_undo_rows_get (&self->rows, index)->flags & KHEO_UNDO_TOUCHED) != 0;
}

gboolean
kheo_undo_plan_filter_touched (KheoUndoPlan        *self,
                               KheoChangeSet       *later,
                               const KheoChangeset *changes,
                               KheoChangeset       *out_filtered,
                               GError             **error)
{
  for (guint i = 0; i < kheo_change_set_get_n (later); i++)
    {
      const KheoChange *change = kheo_change_set_get (later, i);
      int               table = kheo_undo_plan_find_table (self, change->table);
      guint32           row = table >= 0 && change->id != 0
                                  ? kheo_undo_rows_find (&self->rows, (guint) table, change->id)
                                  : KHEO_NO_ROW;

      if (row != KHEO_NO_ROW)
        kheo_undo_rows_get (&self->rows, row)->flags |= KHEO_UNDO_TOUCHED;
    }
  return kheo_changeset_filter (changes, is_touched, self, out_filtered, error);
}

GArray *
kheo_undo_plan_get_kept (KheoUndoPlan *self)
{
  return self->kept;
}
