#include "kheo-history-private.h"

#include <string.h>

struct _KheoChangeSet
{
  gatomicrefcount ref_count;
  gint64          action;
  GArray         *changes; /* of KheoChange */
  GPtrArray      *tables;  /* of interned names, each once */
};

KheoChangeSet *
kheo_change_set_new (gint64 action, GArray *take_changes)
{
  KheoChangeSet *self = g_new0 (KheoChangeSet, 1);
  const char    *last = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->action = action;
  self->changes = take_changes;
  self->tables = g_ptr_array_new ();
  for (guint i = 0; i < take_changes->len; i++)
    {
      const char *table = g_array_index (take_changes, KheoChange, i).table;

      if (table != last && !g_ptr_array_find (self->tables, table, NULL))
        g_ptr_array_add (self->tables, (gpointer) table);
      last = table;
    }
  return self;
}

KheoChangeSet *
kheo_change_set_ref (KheoChangeSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kheo_change_set_unref (KheoChangeSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->changes);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

guint
kheo_change_set_get_n (KheoChangeSet *self)
{
  return self->changes->len;
}

const KheoChange *
kheo_change_set_get (KheoChangeSet *self, guint index)
{
  g_return_val_if_fail (index < self->changes->len, NULL);

  return &g_array_index (self->changes, KheoChange, index);
}

gboolean
kheo_change_set_touches (KheoChangeSet *self, const char *table)
{
  return g_ptr_array_find_with_equal_func (self->tables, table, g_str_equal, NULL);
}

gint64
kheo_change_set_get_action (KheoChangeSet *self)
{
  return self->action;
}

void
kheo_changeset_clear (KheoChangeset *self)
{
  sqlite3_free (self->data);
  self->data = NULL;
  self->size = 0;
}

static void
read_step (sqlite3_changeset_iter *iter, KheoHistory *history, KheoStep *step)
{
  sqlite3_value *value = NULL;
  const char    *name = NULL;
  int            op = 0;

  sqlite3changeset_op (iter, &name, &step->n_columns, &op, &step->indirect);
  /* Changes of one table stand together; SQLite uses one buffer for all names. */
  if (step->change.table == NULL || strcmp (name, step->change.table) != 0)
    {
      step->table = kheo_history_find_table (history, name);
      step->change.table = step->table != NULL ? step->table->name : g_intern_string (name);
    }
  step->change.id = 0;
  step->change.kind = op == SQLITE_INSERT   ? KHEO_CHANGE_INSERT
                      : op == SQLITE_DELETE ? KHEO_CHANGE_DELETE
                                            : KHEO_CHANGE_UPDATE;
  if (step->table == NULL || step->table->id_column < 0 ||
      step->table->id_column >= step->n_columns)
    return;
  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, step->table->id_column, &value);
  else
    sqlite3changeset_old (iter, step->table->id_column, &value);
  if (value != NULL)
    step->change.id = sqlite3_value_int64 (value);
}

gboolean
kheo_changeset_each (
    KheoDb *db, gconstpointer data, int size, KheoStepFunc func, gpointer user_data, GError **error)
{
  KheoHistory            *history = kheo_history_of (db);
  sqlite3_changeset_iter *iter = NULL;
  KheoStep                step = { 0 };
  int                     rc;

  rc = sqlite3changeset_start (&iter, size, (void *) data);
  if (rc != SQLITE_OK)
    return kheo_db_fail (db, rc, error);
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      read_step (iter, history, &step);
      if (!func (&step, iter, user_data))
        break;
    }
  rc = sqlite3changeset_finalize (iter);
  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}
