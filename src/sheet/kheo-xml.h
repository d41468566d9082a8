/*
 * Private to this room: XML as calls of a handler, with what may not be in a spreadsheet refused
 * (DOCTYPE and so entities) and the first error kept.  Names come without prefix: the strict and
 * the transitional namespaces differ in nothing that we read, and declarations of namespaces do not
 * come at all.
 */
#pragma once

#include "kheo-zip.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct _KheoXml KheoXml;

/* The attributes of one element, valid during the call. */
typedef struct
{
  const char *name, *value; /* NUL-terminated */
  gsize       length;       /* of the value */
} KheoXmlAttribute;

typedef struct
{
  const KheoXmlAttribute *items;
  guint                   n;
} KheoXmlAttributes;

typedef struct
{
  void (*start) (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes);
  void (*end) (KheoXml *xml, const char *name);
  /* A stretch of text, not NUL-terminated; one text may come in several. */
  void (*text) (KheoXml *xml, const char *text, gsize length);
} KheoXmlHandler;

struct _KheoXml
{
  const KheoXmlHandler *handler;
  const char           *part; /* borrowed, for messages */
  gpointer              reader;
  GError               *error; /* the first; once set nothing is called any more */
};

/* strcmp() that seldom needs the call. */
static inline gboolean
kheo_xml_is (const char *name, const char *what)
{
  return name[0] == what[0] && strcmp (name, what) == 0;
}

/* g_string_append_len() for the short stretches that a document is made of. */
static inline void
kheo_xml_append (GString *string, const char *text, gsize length)
{
  if (string->len + length >= string->allocated_len)
    {
      g_string_append_len (string, text, (gssize) length);
      return;
    }
  memcpy (string->str + string->len, text, length);
  string->len += length;
  string->str[string->len] = '\0';
}

/* Parses a part of @zip. @reader is for the handler. */
gboolean kheo_xml_read_part (
    KheoZip *zip, const char *part, const KheoXmlHandler *handler, gpointer reader, GError **error);
/* Parses a file that is XML as a whole. */
gboolean kheo_xml_read_bytes (GBytes               *bytes,
                              const KheoXmlHandler *handler,
                              gpointer              reader,
                              KheoProgress         *progress,
                              GError              **error);

/* For handlers: stops with an error, which is taken. */
void kheo_xml_take_error (KheoXml *xml, GError *error);
/* … or a KHEO_ERROR_CORRUPT of this part. */
void kheo_xml_set_corrupt (KheoXml *xml, const char *what);

/* The value of @name (without prefix); NULL when absent. */
const char *
kheo_xml_find (const KheoXmlAttributes *attributes, const char *name, gsize *out_length);
/* The same as a fresh string, NULL when absent. */
char    *kheo_xml_dup (const KheoXmlAttributes *attributes, const char *name);
gboolean kheo_xml_equals (const KheoXmlAttributes *attributes, const char *name, const char *value);
/* A whole number; @fallback when absent or none. */
gint64 kheo_xml_get_int (const KheoXmlAttributes *attributes, const char *name, gint64 fallback);
/* "1", "true", "on"; @fallback when absent. */
gboolean
kheo_xml_get_bool (const KheoXmlAttributes *attributes, const char *name, gboolean fallback);

G_END_DECLS
