#include "kheo-unzip.h"

#include <string.h>

#define LARGE    (1 << 20) /* bytes of a part from which a thread is worth its while */
#define N_BLOCKS 4

typedef struct
{
  KheoUnzipBlock block;
  char          *copy; /* owned: the library uses its buffer again */
  gsize          allocated;
} Slot;

struct _KheoUnzip
{
  struct archive *archive; /* borrowed */
  GThread        *thread;  /* NULL for a small part */
  Slot            slots[N_BLOCKS];
  Slot           *current; /* with the reader */
  GAsyncQueue    *full, *empty;
  gint            stopped; /* atomic: nobody reads on */
};

static void
read_block (KheoUnzip *self, KheoUnzipBlock *block)
{
  const void *data = NULL;
  la_int64_t  offset = 0;

  block->size = 0;
  block->status = archive_read_data_block (self->archive, &data, &block->size, &offset);
  block->data = data;
  block->offset = offset;
  block->place = archive_filter_bytes (self->archive, -1);
}

static void
keep_block (Slot *slot)
{
  if (slot->block.status != ARCHIVE_OK)
    return;
  if (slot->block.size > slot->allocated)
    {
      slot->allocated = slot->block.size;
      slot->copy = g_realloc (slot->copy, slot->allocated);
    }
  if (slot->block.size > 0)
    memcpy (slot->copy, slot->block.data, slot->block.size);
  slot->block.data = slot->copy;
}

static gpointer
inflate_ahead (gpointer data)
{
  KheoUnzip *self = data;
  int        status = ARCHIVE_OK;

  while (status == ARCHIVE_OK)
    {
      Slot *slot = g_async_queue_pop (self->empty);

      if (g_atomic_int_get (&self->stopped))
        break;
      read_block (self, &slot->block);
      keep_block (slot);
      status = slot->block.status; /* the slot is the reader's as soon as it is pushed */
      g_async_queue_push (self->full, slot);
    }
  return NULL;
}

KheoUnzip *
kheo_unzip_new (struct archive *archive, gint64 size)
{
  KheoUnzip *self = g_new0 (KheoUnzip, 1);

  self->archive = archive;
  if (size < LARGE)
    return self;
  self->full = g_async_queue_new ();
  self->empty = g_async_queue_new ();
  for (guint i = 0; i < N_BLOCKS; i++)
    g_async_queue_push (self->empty, &self->slots[i]);
  self->thread = g_thread_new ("inflate", inflate_ahead, self);
  return self;
}

const KheoUnzipBlock *
kheo_unzip_next (KheoUnzip *self)
{
  if (self->thread == NULL)
    {
      read_block (self, &self->slots[0].block);
      return &self->slots[0].block;
    }
  if (self->current != NULL)
    g_async_queue_push (self->empty, self->current);
  self->current = g_async_queue_pop (self->full);
  return &self->current->block;
}

void
kheo_unzip_free (KheoUnzip *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    {
      g_atomic_int_set (&self->stopped, TRUE);
      g_async_queue_push (self->empty, &self->slots[0]); /* wakes it */
      g_thread_join (self->thread);
      g_async_queue_unref (self->full);
      g_async_queue_unref (self->empty);
    }
  for (guint i = 0; i < N_BLOCKS; i++)
    g_free (self->slots[i].copy);
  g_free (self);
}
