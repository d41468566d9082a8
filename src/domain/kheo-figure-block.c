#include "kheo-figure-block.h"

void
kheo_block_free (gpointer data)
{
  KheoBlock *self = data;

  g_free (self->block.ids);
  g_free (self->block.units);
  g_free (self->block.periods);
  g_free (self->block.states);
  g_free (self->block.values);
  g_free (self->block.denominators);
  g_free (self);
}

KheoBlock *
kheo_block_new (gint64 indicator)
{
  KheoBlock *self = g_new0 (KheoBlock, 1);

  self->block.indicator = indicator;
  return self;
}

void
kheo_block_resize (KheoBlock *self, guint room)
{
  KheoFigureBlock *block = &self->block;

  self->room = room;
  block->ids = g_renew (gint64, block->ids, MAX (room, 1));
  block->units = g_renew (guint32, block->units, MAX (room, 1));
  block->periods = g_renew (guint32, block->periods, MAX (room, 1));
  block->states = g_renew (guint8, block->states, MAX (room, 1));
  block->values = g_renew (gint64, block->values, MAX (room, 1));
  if (block->denominators != NULL)
    block->denominators = g_renew (gint64, block->denominators, MAX (room, 1));
}

void
kheo_block_add (KheoBlock *self, const KheoBlockRow *row)
{
  KheoFigureBlock *block = &self->block;
  guint            at = block->n;

  if (at == self->room)
    kheo_block_resize (self, MAX (64, 2 * self->room));
  if (row->denominator != KHEO_NO_AMOUNT && block->denominators == NULL)
    {
      block->denominators = g_new (gint64, self->room);
      for (guint i = 0; i < at; i++)
        block->denominators[i] = KHEO_NO_AMOUNT;
    }
  block->ids[at] = row->id;
  block->units[at] = row->unit;
  block->periods[at] = row->period;
  block->states[at] = row->state;
  block->values[at] = row->value;
  if (block->denominators != NULL)
    block->denominators[at] = row->denominator;
  block->n++;
}

KheoBlockRow
kheo_block_get (const KheoFigureBlock *block, guint at)
{
  return (KheoBlockRow){
    block->ids[at],     block->units[at],
    block->periods[at], block->states[at],
    block->values[at],  block->denominators != NULL ? block->denominators[at] : KHEO_NO_AMOUNT
  };
}
