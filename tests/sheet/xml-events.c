#include "xml-events.h"

#include "kheo-markup.h"

#include <libxml/parser.h>
#include <string.h>

typedef struct
{
  GString *events;
  gboolean in_text;
  gboolean failed;
} Events;

static void
add_element (Events *self, char kind, const char *name)
{
  if (self->in_text)
    g_string_append_c (self->events, '\n');
  self->in_text = FALSE;
  g_string_append_printf (self->events, "%c%s\n", kind, name);
}

static void
add_attribute (Events *self, const char *name, const char *value, gsize length)
{
  g_string_append_printf (self->events, "  %s=", name);
  g_string_append_len (self->events, value, (gssize) length);
  g_string_append_c (self->events, '\n');
}

static void
add_text (Events *self, const char *text, gsize length)
{
  if (!self->in_text)
    g_string_append_c (self->events, '=');
  self->in_text = TRUE;
  g_string_append_len (self->events, text, (gssize) length);
}

/* ---- Ours ---- */

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  add_element (xml->reader, '<', name);
  for (guint i = 0; i < attributes->n; i++)
    {
      g_assert_cmpuint (strlen (attributes->items[i].value), ==, attributes->items[i].length);
      add_attribute (xml->reader, attributes->items[i].name, attributes->items[i].value,
                     attributes->items[i].length);
    }
}

static void
end_cb (KheoXml *xml, const char *name)
{
  add_element (xml->reader, '>', name);
}

static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
  g_assert_cmpuint (length, >, 0);
  add_text (xml->reader, text, length);
}

static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };

static gboolean
push_pieces (Events *events, const char *data, gsize size, gsize piece, GError **error)
{
  KheoXml xml = { &handler, "file", events, NULL };
  g_autoptr (KheoMarkup) markup = kheo_markup_new (&xml, FALSE);
  gboolean ok = TRUE;

  for (gsize done = 0; ok && done < size; done += piece)
    {
      /* Nothing behind the piece may be looked at. */
      g_autofree char *copy = g_memdup2 (data + done, MIN (piece, size - done));

      ok = kheo_markup_push (markup, copy, MIN (piece, size - done));
    }
  ok = ok && kheo_markup_finish (markup);
  g_assert_true (ok == (xml.error == NULL));
  if (xml.error != NULL)
    g_propagate_error (error, xml.error);
  return ok;
}

char *
xml_events_of_ours (const char *data, gsize size, gsize piece, char **out_error)
{
  Events events = { g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  gboolean ok = piece > 0 ? push_pieces (&events, data, size, piece, &error)
                          : kheo_xml_read_bytes (bytes, &handler, &events, NULL, &error);

  g_assert_true (ok == (error == NULL));
  if (out_error != NULL)
    *out_error = ok ? NULL : g_strdup (error->message);
  return g_string_free (events.events, !ok);
}

/* ---- libxml2's ---- */

static void
sax_start (void           *data,
           const xmlChar  *name,
           const xmlChar  *prefix,
           const xmlChar  *uri,
           int             n_namespaces,
           const xmlChar **namespaces,
           int             n_attributes,
           int             n_defaulted,
           const xmlChar **fields)
{
  add_element (data, '<', (const char *) name);
  for (int i = 0; i < n_attributes; i++, fields += 5)
    add_attribute (data, (const char *) fields[0], (const char *) fields[3],
                   (gsize) (fields[4] - fields[3]));
}

static void
sax_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  add_element (data, '>', (const char *) name);
}

static void
sax_text (void *data, const xmlChar *text, int length)
{
  if (length > 0)
    add_text (data, (const char *) text, (gsize) length);
}

static void
sax_doctype (void *data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  ((Events *) data)->failed = TRUE;
}

static void
sax_problem (void *data, xmlErrorPtr problem)
{
  /* Unknown namespaces and the like do not make a file unreadable. */
  if (problem->level == XML_ERR_FATAL && problem->domain != XML_FROM_NAMESPACE)
    ((Events *) data)->failed = TRUE;
}

static void
silent_cb (void *data, xmlErrorPtr problem)
{
}

char *
xml_events_of_libxml2 (const char *data, gsize size)
{
  static xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = sax_doctype,
    .startElementNs = sax_start,
    .endElementNs = sax_end,
    .characters = sax_text,
    .ignorableWhitespace = sax_text,
    .cdataBlock = sax_text,
    .serror = sax_problem,
  };
  Events         events = { g_string_new (NULL) };
  xmlParserCtxt *context;

  xmlSetStructuredErrorFunc (NULL, silent_cb);
  context = xmlCreatePushParserCtxt (&sax, &events, NULL, 0, NULL);
  xmlCtxtUseOptions (context, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOENT);
  xmlParseChunk (context, data, (int) size, 0);
  xmlParseChunk (context, NULL, 0, 1);
  events.failed = events.failed || !context->wellFormed || context->disableSAX;
  if (context->myDoc != NULL)
    xmlFreeDoc (context->myDoc);
  xmlFreeParserCtxt (context);
  xmlSetStructuredErrorFunc (NULL, NULL);
  return g_string_free (events.events, events.failed);
}

gboolean
xml_events_may_differ (const char *data, gsize size)
{
  /* In a CDATA section libxml2 lets bytes pass that are no UTF-8. */
  return size == 0 || (g_strstr_len (data, (gssize) size, "<![CDATA[") != NULL &&
                       !g_utf8_validate_len (data, size, NULL));
}
