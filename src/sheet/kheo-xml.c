#include "kheo-xml.h"

#include "kheo-error.h"
#include "kheo-markup.h"

#include <string.h>

#define CHUNK 65536u
#define SNIFF 256u /* bytes in which an XML declaration ends */

/* A document on its way from the bytes of the file to the tokeniser. */
typedef struct
{
  KheoXml     xml;
  KheoMarkup *markup;    /* made with the first bytes, which tell the encoding */
  GConverter *converter; /* NULL: it is UTF-8 as it stands */
  GByteArray *left;      /* bytes that the converter could not take yet, before the new ones */
} Document;

void
kheo_xml_take_error (KheoXml *xml, GError *error)
{
  if (xml->error == NULL)
    xml->error = error;
  else
    g_error_free (error);
}

void
kheo_xml_set_corrupt (KheoXml *xml, const char *what)
{
  kheo_xml_take_error (xml,
                       g_error_new (KHEO_ERROR, KHEO_ERROR_CORRUPT, "“%s”: %s", xml->part, what));
}

/* ---- Encodings ---- */

/* The name that an XML declaration in ASCII gives, else NULL. */
static char *
find_declared (const char *data, gsize size)
{
  g_autofree char *start = g_strndup (data, MIN (size, SNIFF)); /* up to a NUL */
  char            *end = strstr (start, "?>");
  char            *name, *quote;

  if (!g_str_has_prefix (start, "<?xml") || !g_ascii_isspace (start[5]) || end == NULL)
    return NULL;
  *end = '\0';
  name = strstr (start, "encoding");
  quote = name != NULL ? strpbrk (name, "\"'") : NULL;
  end = quote != NULL ? strchr (quote + 1, *quote) : NULL;
  return end != NULL ? g_strndup (quote + 1, (gsize) (end - quote) - 1) : NULL;
}

/* The encoding of a document by its first bytes; NULL: UTF-8. *out_skip: bytes of its mark. */
static char *
find_encoding (const char *data, gsize size, gsize *out_skip)
{
  g_autofree char *declared = NULL;

  *out_skip = 0;
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      *out_skip = 3;
      return NULL;
    }
  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      *out_skip = 2;
      return g_strdup (*data == '\xff' ? "UTF-16LE" : "UTF-16BE");
    }
  if (size >= 4 && memcmp (data, "<\0?\0", 4) == 0)
    return g_strdup ("UTF-16LE");
  if (size >= 4 && memcmp (data, "\0<\0?", 4) == 0)
    return g_strdup ("UTF-16BE");
  declared = find_declared (data, size);
  /* One that says so in ASCII is not in 16 bits. */
  if (declared == NULL || g_ascii_strcasecmp (declared, "UTF-8") == 0 ||
      g_ascii_strncasecmp (declared, "UTF-16", 6) == 0 ||
      g_ascii_strncasecmp (declared, "UTF-32", 6) == 0 ||
      g_ascii_strncasecmp (declared, "UCS", 3) == 0 ||
      g_ascii_strncasecmp (declared, "ISO-10646", 9) == 0)
    return NULL;
  return g_steal_pointer (&declared);
}

/* By the first bytes; what the encoding's mark takes of them. */
static gsize
begin (Document *self, const char *data, gsize size)
{
  gsize            skip;
  g_autofree char *encoding = find_encoding (data, size, &skip);

  self->markup = kheo_markup_new (&self->xml, encoding != NULL);
  if (encoding == NULL)
    return skip;
  self->converter = (GConverter *) g_charset_converter_new ("UTF-8", encoding, NULL);
  self->left = g_byte_array_new ();
  if (self->converter == NULL)
    kheo_xml_set_corrupt (&self->xml, "an encoding that is not known");
  return skip;
}

/* Feeds the tokeniser with what the converter makes of the bytes; those of a character that is cut
 * in two wait. */
static gboolean
convert (Document *self, const char *data, gsize size, gboolean at_end)
{
  char          utf8[16384];
  gsize         done = 0;
  const guint8 *bytes;

  g_byte_array_append (self->left, (const guint8 *) data, (guint) size);
  bytes = self->left->data;
  while (self->xml.error == NULL && done < self->left->len)
    {
      gsize            n_read = 0, n_written = 0;
      GConverterResult result = g_converter_convert (
          self->converter, bytes + done, self->left->len - done, utf8, sizeof utf8,
          at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL);

      if (result == G_CONVERTER_ERROR)
        break;
      done += n_read;
      kheo_markup_push (self->markup, utf8, n_written);
    }
  g_byte_array_remove_range (self->left, 0, (guint) done);
  /* No character takes more than this many bytes, so these are none. */
  if (self->left->len > (at_end ? 0u : 8u))
    kheo_xml_set_corrupt (&self->xml, "bytes that are not of its encoding");
  return self->xml.error == NULL;
}

/* ---- Documents ---- */

static gboolean
push_cb (const char *data, gsize size, gpointer user_data, GError **error)
{
  Document *self = user_data;
  gsize     skip = self->markup == NULL && size > 0 ? begin (self, data, size) : 0;

  for (data += skip, size -= skip; size > 0 && self->xml.error == NULL;)
    {
      gsize chunk = MIN (size, CHUNK);

      if (self->converter != NULL)
        convert (self, data, chunk, FALSE);
      else
        kheo_markup_push (self->markup, data, chunk);
      data += chunk;
      size -= chunk;
    }
  if (self->xml.error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->xml.error));
  return FALSE;
}

/* The end of the document; @ok is what came of it so far. */
static gboolean
finish (Document *self, gboolean ok, GError **error)
{
  if (ok && self->markup == NULL)
    kheo_xml_set_corrupt (&self->xml, "empty");
  else if (ok && (self->converter == NULL || convert (self, "", 0, TRUE)))
    kheo_markup_finish (self->markup);
  if (ok && self->xml.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->xml.error));
      ok = FALSE;
    }
  g_clear_error (&self->xml.error);
  g_clear_pointer (&self->markup, kheo_markup_free);
  g_clear_object (&self->converter);
  g_clear_pointer (&self->left, g_byte_array_unref);
  return ok;
}

gboolean
kheo_xml_read_part (
    KheoZip *zip, const char *part, const KheoXmlHandler *handler, gpointer reader, GError **error)
{
  Document self = { .xml = { handler, part, reader, NULL } };
  gboolean ok = kheo_zip_read (zip, part, push_cb, &self, error);

  return finish (&self, ok, error);
}

gboolean
kheo_xml_read_bytes (GBytes               *bytes,
                     const KheoXmlHandler *handler,
                     gpointer              reader,
                     KheoProgress         *progress,
                     GError              **error)
{
  Document    self = { .xml = { handler, "file", reader, NULL } };
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean    ok = TRUE;

  for (gsize done = 0; ok && done < size; done += CHUNK)
    ok = kheo_progress_tick (progress, (double) done / (double) size, NULL, error) &&
         push_cb (data + done, MIN (CHUNK, size - done), &self, error);
  return finish (&self, ok, error);
}

const char *
kheo_xml_find (const KheoXmlAttributes *attributes, const char *name, gsize *out_length)
{
  for (guint i = 0; i < attributes->n; i++)
    if (strcmp (attributes->items[i].name, name) == 0)
      {
        *out_length = attributes->items[i].length;
        return attributes->items[i].value;
      }
  *out_length = 0;
  return NULL;
}

char *
kheo_xml_dup (const KheoXmlAttributes *attributes, const char *name)
{
  gsize       length;
  const char *value = kheo_xml_find (attributes, name, &length);

  return g_strdup (value);
}

gboolean
kheo_xml_equals (const KheoXmlAttributes *attributes, const char *name, const char *value)
{
  gsize       length;
  const char *found = kheo_xml_find (attributes, name, &length);

  return found != NULL && strlen (value) == length && memcmp (found, value, length) == 0;
}

gint64
kheo_xml_get_int (const KheoXmlAttributes *attributes, const char *name, gint64 fallback)
{
  gsize       length;
  const char *value = kheo_xml_find (attributes, name, &length);
  gboolean    negative = length > 0 && *value == '-';
  gint64      number = 0;

  if (length == negative || length > 18)
    return fallback;
  for (gsize i = negative; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return fallback;
      number = number * 10 + (value[i] - '0');
    }
  return negative ? -number : number;
}

gboolean
kheo_xml_get_bool (const KheoXmlAttributes *attributes, const char *name, gboolean fallback)
{
  gsize       length;
  const char *value = kheo_xml_find (attributes, name, &length);

  if (value == NULL)
    return fallback;
  return (length == 1 && *value == '1') || (length == 4 && memcmp (value, "true", 4) == 0) ||
         (length == 2 && memcmp (value, "on", 2) == 0);
}
