/* Changesets at rest: zlib's fastest level; raw when that does not help. */
#include "kheo-db-private.h"

#include <string.h>

#define LEVEL 1
#define ROUND 65536
#define BLOCK (256u * 1024) /* what a deflater hands to its thread at once */
#define AHEAD 8             /* blocks that may wait for it: the end waits for no more */

/* Runs @size bytes through @converter; NULL with @error, or without when more than @cap came out.
 */
static GByteArray *
convert (GConverter *converter, gconstpointer data, gsize size, gsize cap, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) MIN (cap, G_MAXUINT / 2));
  const guint8    *left = data;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read = 0;
      gsize n_written = 0;
      guint before = out->len;

      if (before > cap)
        return NULL;
      g_byte_array_set_size (out, before + ROUND);
      result = g_converter_convert (converter, left, size, out->data + before, ROUND,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      g_byte_array_set_size (out, before + (guint) n_written);
      left += n_read;
      size -= n_read;
    }
  return g_steal_pointer (&out);
}

GBytes *
kheo_deflate (gconstpointer data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL);
  g_autoptr (GByteArray) packed = NULL;

  if (size > 0 && size < G_MAXUINT / 4)
    packed = convert (G_CONVERTER (compressor), data, size, size, NULL);
  if (packed == NULL || packed->len >= size)
    return g_bytes_new (data, size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&packed));
}

GBytes *
kheo_inflate (GBytes *packed, gsize size, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GByteArray) data = NULL;

  if (g_bytes_get_size (packed) == size)
    return g_bytes_ref (packed);

  data = convert (G_CONVERTER (decompressor), g_bytes_get_data (packed, NULL),
                  g_bytes_get_size (packed), size, NULL);
  if (data == NULL || data->len != size)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "a change set is damaged");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/* ---- Bit by bit ---- */

struct _KheoDeflater
{
  GThread     *thread;
  GAsyncQueue *full;  /* of GByteArray: blocks to be deflated; an empty one is the end */
  GAsyncQueue *empty; /* of GByteArray: blocks to be filled */
  GByteArray  *block; /* being filled */
  gsize        size;  /* pushed so far */
};

/* Deflates one block behind @out. */
static void
deflate_block (GConverter *compressor, const GByteArray *block, gboolean at_end, KheoSpool *out)
{
  guint8           round[ROUND];
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize            done = 0;

  while (result == G_CONVERTER_CONVERTED && (done < block->len || at_end))
    {
      gsize n_read = 0;
      gsize n_written = 0;
      /* An empty array has no data to point into. */
      const guint8 *rest = done < block->len ? block->data + done : (const guint8 *) "";

      result = g_converter_convert (compressor, rest, block->len - done, round, sizeof round,
                                    at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                    &n_read, &n_written, NULL);
      kheo_spool_append (out, round, n_written);
      done += n_read;
    }
}

/* The thread: KheoSpool of all. */
static gpointer
deflate_blocks (gpointer data)
{
  KheoDeflater *self = data;
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL);
  KheoSpool *out = kheo_spool_new ();
  gboolean   at_end = FALSE;

  while (!at_end)
    {
      GByteArray *block = g_async_queue_pop (self->full);

      at_end = block->len == 0;
      deflate_block (G_CONVERTER (compressor), block, at_end, out);
      g_byte_array_set_size (block, 0);
      g_async_queue_push (self->empty, block);
    }
  return out;
}

KheoDeflater *
kheo_deflater_new (void)
{
  KheoDeflater *self = g_new0 (KheoDeflater, 1);

  self->full = g_async_queue_new_full ((GDestroyNotify) g_byte_array_unref);
  self->empty = g_async_queue_new_full ((GDestroyNotify) g_byte_array_unref);
  for (guint i = 0; i < AHEAD; i++)
    g_async_queue_push (self->empty, g_byte_array_new ());
  self->block = g_byte_array_new ();
  self->thread = g_thread_new ("deflate", deflate_blocks, self);
  return self;
}

static void
hand_over (KheoDeflater *self)
{
  g_async_queue_push (self->full, self->block);
  self->block = g_async_queue_pop (self->empty);
}

void
kheo_deflater_push (KheoDeflater *self, gconstpointer data, gsize size)
{
  if (self->block->len > 0 && self->block->len + size > BLOCK)
    hand_over (self);
  g_byte_array_append (self->block, data, (guint) size);
  self->size += size;
}

/* Ends the thread: KheoSpool of all. */
static KheoSpool *
join (KheoDeflater *self)
{
  if (self->block->len > 0)
    hand_over (self);
  hand_over (self);
  return g_thread_join (g_steal_pointer (&self->thread));
}

KheoSpool *
kheo_deflater_finish (KheoDeflater *self, gsize *out_size)
{
  static const guint8 nothing = 0;
  KheoSpool          *packed = join (self);

  /* As many bytes as before would be taken for bytes that are not deflated; the stream knows its
   * end without this one. */
  if (kheo_spool_get_size (packed) == self->size)
    kheo_spool_append (packed, &nothing, 1);
  *out_size = self->size;
  return packed;
}

void
kheo_deflater_free (KheoDeflater *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    kheo_spool_free (join (self));
  g_byte_array_unref (self->block);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->empty);
  g_free (self);
}
