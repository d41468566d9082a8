/* Rows by table and id, and what refers to what: hundreds of thousands in a few milliseconds. */
#include "kheo-undo-private.h"

#include <string.h>

#define FEWEST_SLOTS 256u

void
kheo_undo_rows_init (KheoUndoRows *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (KheoUndoRow));
  self->links = g_array_new (FALSE, FALSE, sizeof (KheoUndoLink));
  self->mask = FEWEST_SLOTS - 1;
  self->slots = g_new (guint32, FEWEST_SLOTS);
  memset (self->slots, 0xff, FEWEST_SLOTS * sizeof *self->slots);
}

void
kheo_undo_rows_clear (KheoUndoRows *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}

/* The slot that holds the row, or the free one where it belongs. */
static guint32
find_slot (const KheoUndoRows *self, guint table, gint64 id)
{
  guint64 hash = ((guint64) id ^ (guint64) table << 56) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint32 slot = (guint32) (hash >> 32) & self->mask;

  while (self->slots[slot] != KHEO_NO_ROW)
    {
      const KheoUndoRow *row = kheo_undo_rows_get (self, self->slots[slot]);

      if (row->id == id && row->table == table)
        break;
      slot = (slot + 1) & self->mask;
    }
  return slot;
}

static void
grow (KheoUndoRows *self)
{
  guint32 n = (self->mask + 1) * 2;

  g_free (self->slots);
  self->slots = g_new (guint32, n);
  memset (self->slots, 0xff, n * sizeof *self->slots);
  self->mask = n - 1;
  for (guint32 i = 0; i < self->rows->len; i++)
    {
      const KheoUndoRow *row = kheo_undo_rows_get (self, i);

      if (row->id != 0)
        self->slots[find_slot (self, row->table, row->id)] = i;
    }
}

guint32
kheo_undo_rows_find (const KheoUndoRows *self, guint table, gint64 id)
{
  return self->slots[find_slot (self, table, id)];
}

guint32
kheo_undo_rows_add (KheoUndoRows *self, guint table, gint64 id, int op)
{
  KheoUndoRow row = { .id = id, .up = KHEO_NO_ROW, .down = KHEO_NO_ROW };
  guint32     index = self->rows->len;

  row.table = (guint16) table;
  row.op = (guint8) op;
  g_array_append_val (self->rows, row);
  if (id == 0)
    return index;
  if (self->rows->len > self->mask / 2)
    grow (self);
  else
    self->slots[find_slot (self, table, id)] = index;
  return index;
}

void
kheo_undo_rows_link (KheoUndoRows *self, guint32 child, guint32 parent, guint32 flags)
{
  KheoUndoRow *below = kheo_undo_rows_get (self, child);
  KheoUndoRow *above = kheo_undo_rows_get (self, parent);
  KheoUndoLink link = { child, parent, below->up, above->down, flags };

  below->up = above->down = self->links->len;
  g_array_append_val (self->links, link);
}
