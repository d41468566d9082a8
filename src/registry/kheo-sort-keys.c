#include "kheo-sort-keys.h"

#include "kheo-text.h"

#define BATCH_SIZE 256
#define N_BATCHES  8 /* how far the thread may be ahead */

typedef struct
{
  GByteArray *bytes; /* the keys one behind the other */
  guint       ends[BATCH_SIZE];
  guint       n;
} Batch;

struct _KheoSortKeys
{
  GPtrArray   *texts;
  GThread     *thread;
  Batch        batches[N_BATCHES];
  Batch       *current; /* with the reader */
  guint        next;    /* index in texts */
  GAsyncQueue *full, *empty;
  gint         stopped; /* atomic: nobody reads on */
};

static void
fill_batch (Batch *batch, GPtrArray *texts, guint start)
{
  g_byte_array_set_size (batch->bytes, 0);
  batch->n = MIN (BATCH_SIZE, texts->len - start);
  for (guint i = 0; i < batch->n; i++)
    {
      g_autoptr (GBytes) key = kheo_text_sort_key (texts->pdata[start + i]);

      g_byte_array_append (batch->bytes, g_bytes_get_data (key, NULL),
                           (guint) g_bytes_get_size (key));
      batch->ends[i] = batch->bytes->len;
    }
}

static gpointer
make_keys (gpointer data)
{
  KheoSortKeys *self = data;

  for (guint start = 0; start < self->texts->len; start += BATCH_SIZE)
    {
      Batch *batch = g_async_queue_pop (self->empty);

      if (g_atomic_int_get (&self->stopped))
        break;
      fill_batch (batch, self->texts, start);
      g_async_queue_push (self->full, batch);
    }
  return NULL;
}

KheoSortKeys *
kheo_sort_keys_new (GPtrArray *texts)
{
  KheoSortKeys *self = g_new0 (KheoSortKeys, 1);

  self->texts = g_ptr_array_ref (texts);
  self->full = g_async_queue_new ();
  self->empty = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      self->batches[i].bytes = g_byte_array_new ();
      g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->thread = g_thread_new ("sort keys", make_keys, self);
  return self;
}

void
kheo_sort_keys_free (KheoSortKeys *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stopped, TRUE);
  g_async_queue_push (self->empty, &self->batches[0]); /* wakes it */
  g_thread_join (self->thread);
  for (guint i = 0; i < N_BATCHES; i++)
    g_byte_array_unref (self->batches[i].bytes);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->empty);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

gboolean
kheo_sort_keys_next (KheoSortKeys *self, const char *text, gconstpointer *out_data, gsize *out_size)
{
  guint index = self->next % BATCH_SIZE;
  guint start;

  if (self->next >= self->texts->len || self->texts->pdata[self->next] != text)
    return FALSE;
  if (index == 0)
    {
      if (self->current != NULL)
        g_async_queue_push (self->empty, self->current);
      self->current = g_async_queue_pop (self->full);
    }
  start = index > 0 ? self->current->ends[index - 1] : 0;
  *out_data = self->current->bytes->data + start;
  *out_size = self->current->ends[index] - start;
  self->next++;
  return TRUE;
}
