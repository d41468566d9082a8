/* Changesets at rest: zlib's fastest level; raw when that does not help. */
#include "kheo-db-private.h"

#include <string.h>

#define LEVEL 1
#define ROUND 65536

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
