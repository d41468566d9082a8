#include "kheo-xml.h"

#include "kheo-error.h"

#include <string.h>

#define CHUNK 65536u

void
kheo_xml_take_error (KheoXml *xml, GError *error)
{
  if (xml->error == NULL)
    xml->error = error;
  else
    g_error_free (error);
  /* Not xmlStopParser(): it frees the attributes under the handler's hands. The rest of the chunk
   * runs without us. */
}

void
kheo_xml_set_corrupt (KheoXml *xml, const char *what)
{
  kheo_xml_take_error (xml, g_error_new (KHEO_ERROR, KHEO_ERROR_CORRUPT, "“%s”, line %d: %s",
                                         xml->part, xmlSAX2GetLineNumber (xml->context), what));
}

static void
start_cb (void           *data,
          const xmlChar  *name,
          const xmlChar  *prefix,
          const xmlChar  *uri,
          int             n_namespaces,
          const xmlChar **namespaces,
          int             n_attributes,
          int             n_defaulted,
          const xmlChar **fields)
{
  KheoXml                *xml = data;
  const KheoXmlAttributes attributes = { fields, n_attributes };

  if (xml->error == NULL)
    xml->handler->start (xml, (const char *) name, &attributes);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  KheoXml *xml = data;

  if (xml->error == NULL)
    xml->handler->end (xml, (const char *) name);
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  KheoXml *xml = data;

  if (xml->error == NULL)
    xml->handler->text (xml, (const char *) text, (gsize) length);
}

static void
doctype_cb (void *data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  kheo_xml_set_corrupt (data, "a DOCTYPE, which no spreadsheet has");
}

static void
problem_cb (void *data, xmlErrorPtr problem)
{
  KheoXml         *xml = data;
  g_autofree char *what = NULL;

  /* Unknown namespaces and the like do not make a file unreadable. */
  if (problem->level != XML_ERR_FATAL || problem->domain == XML_FROM_NAMESPACE ||
      xml->error != NULL)
    return;
  what = g_strchomp (g_utf8_make_valid (problem->message != NULL ? problem->message : "?", -1));
  kheo_xml_set_corrupt (xml, what);
}

static xmlSAXHandler sax = {
  .initialized = XML_SAX2_MAGIC,
  .internalSubset = doctype_cb,
  .startElementNs = start_cb,
  .endElementNs = end_cb,
  .characters = text_cb,
  .ignorableWhitespace = text_cb,
  .cdataBlock = text_cb,
  .serror = problem_cb,
};

/* The parser may also stop without calling the file malformed: at bytes that are not of its
 * encoding. */
static gboolean
has_failed (const KheoXml *xml)
{
  return !xml->context->wellFormed || xml->context->disableSAX;
}

static gboolean
push_cb (const char *data, gsize size, gpointer user_data, GError **error)
{
  KheoXml *xml = user_data;

  while (size > 0 && xml->error == NULL)
    {
      gsize chunk = MIN (size, CHUNK);

      xmlParseChunk (xml->context, data, (int) chunk, 0);
      data += chunk;
      size -= chunk;
      if (has_failed (xml) && xml->error == NULL)
        kheo_xml_set_corrupt (xml, "not well-formed");
    }
  if (xml->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&xml->error));
  return FALSE;
}

/* What libxml2 has to say without a parser, of encodings, would go to the terminal. */
static void
silent_cb (void *data, xmlErrorPtr problem)
{
}

static void
open_xml (KheoXml *xml)
{
  xmlSetStructuredErrorFunc (NULL, silent_cb); /* of this thread */
  /* Not XML_PARSE_HUGE: its limits on names, depth and text protect us. */
  xml->context = xmlCreatePushParserCtxt (&sax, xml, NULL, 0, NULL);
  xmlCtxtUseOptions (xml->context, XML_PARSE_NONET | XML_PARSE_NOCDATA);
}

/* The end of the document; @ok is what came of it so far. */
static gboolean
close_xml (KheoXml *xml, gboolean ok, GError **error)
{
  if (ok)
    {
      xmlParseChunk (xml->context, NULL, 0, 1);
      if (has_failed (xml) && xml->error == NULL)
        kheo_xml_set_corrupt (xml, "not well-formed, or cut short");
      if (xml->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&xml->error));
          ok = FALSE;
        }
    }
  if (xml->context->myDoc != NULL)
    xmlFreeDoc (xml->context->myDoc);
  xmlFreeParserCtxt (xml->context);
  xmlSetStructuredErrorFunc (NULL, NULL);
  g_clear_error (&xml->error);
  return ok;
}

gboolean
kheo_xml_read_part (
    KheoZip *zip, const char *part, const KheoXmlHandler *handler, gpointer reader, GError **error)
{
  KheoXml  xml = { handler, part, reader, NULL, NULL };
  gboolean ok;

  open_xml (&xml);
  ok = kheo_zip_read (zip, part, push_cb, &xml, error);
  return close_xml (&xml, ok, error);
}

gboolean
kheo_xml_read_bytes (GBytes               *bytes,
                     const KheoXmlHandler *handler,
                     gpointer              reader,
                     KheoProgress         *progress,
                     GError              **error)
{
  KheoXml     xml = { handler, "file", reader, NULL, NULL };
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean    ok = TRUE;

  open_xml (&xml);
  for (gsize done = 0; ok && done < size; done += CHUNK)
    ok = kheo_progress_tick (progress, (double) done / (double) size, NULL, error) &&
         push_cb (data + done, MIN (CHUNK, size - done), &xml, error);
  return close_xml (&xml, ok, error);
}

const char *
kheo_xml_find (const KheoXmlAttributes *attributes, const char *name, gsize *out_length)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const xmlChar **field = attributes->fields + (gsize) i * 5;

      if (strcmp ((const char *) field[0], name) == 0)
        {
          *out_length = (gsize) (field[4] - field[3]);
          return (const char *) field[3];
        }
    }
  *out_length = 0;
  return NULL;
}

char *
kheo_xml_dup (const KheoXmlAttributes *attributes, const char *name)
{
  gsize       length;
  const char *value = kheo_xml_find (attributes, name, &length);

  return value != NULL ? g_strndup (value, length) : NULL;
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
