/* Tags with their attributes. */
#include "kheo-markup-private.h"

#include <string.h>

/* ---- Attributes ---- */

/* Resolves references and blanks of a value where it lies; it gets no longer. */
static gboolean
tidy_value (KheoMarkup *self, KheoXmlAttribute *attribute)
{
  char *out = (char *) attribute->value;
  char *end = out + attribute->length;

  for (char *p = out; p < end;)
    if (*p == '&')
      {
        gboolean more = FALSE;
        char    *semicolon = kheo_markup_end_reference (p, &more);
        gunichar c = semicolon != NULL ? kheo_markup_find_reference (p + 1, semicolon) : 0;

        if (c == 0)
          return FALSE;
        out += g_unichar_to_utf8 (c, out);
        p = semicolon + 1;
      }
    else
      {
        *out++ = kheo_markup_is (*p, KHEO_MARKUP_SPACE) ? ' ' : *p;
        p++;
      }
  attribute->length = (gsize) (out - attribute->value);
  return TRUE;
}

/* The closing quote of the value that starts behind @quote. */
static char *
scan_value (KheoMarkup *self, char *quote, gboolean *out_untidy)
{
  char *p = quote + 1;

  for (;; p++)
    {
      while (!kheo_markup_is (*p, KHEO_MARKUP_QUOTE))
        p++;
      if (*p == *quote)
        return p;
      if (*p == '\0')
        return NULL;
      if (*p == '<')
        return kheo_markup_fail (self, "“<” in an attribute");
      if (*p != '"' && *p != '\'')
        *out_untidy = TRUE;
    }
}

/* Is the name of the attribute @n that of one before? */
static gboolean
is_repeated (const KheoMarkup *self, guint n)
{
  for (guint i = 0; i < n; i++)
    if (self->name_lengths[i] == self->name_lengths[n] &&
        memcmp (self->attributes[i].name, self->attributes[n].name, self->name_lengths[n]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_declaration (const char *name, gsize length)
{
  return length >= 5 && memcmp (name, "xmlns", 5) == 0 && (length == 5 || name[5] == ':');
}

/* Attribute @n at @p, where its name starts; with its prefix and still as it stands. */
static char *
scan_attribute (KheoMarkup *self, char *p, guint n, gboolean *out_untidy)
{
  KheoXmlAttribute *attribute = &self->attributes[n];
  char             *quote;

  attribute->name = p;
  p = kheo_markup_scan_name (p);
  if (p == NULL)
    return kheo_markup_fail (self, "an attribute without name");
  self->name_lengths[n] = (guint) (p - attribute->name);
  while (kheo_markup_is (*p, KHEO_MARKUP_SPACE))
    p++;
  if (*p == '\0')
    return NULL;
  if (*p != '=')
    return kheo_markup_fail (self, "an attribute without value");
  for (p++; kheo_markup_is (*p, KHEO_MARKUP_SPACE); p++)
    ;
  if (*p == '\0')
    return NULL;
  quote = p;
  if (*quote != '"' && *quote != '\'')
    return kheo_markup_fail (self, "an attribute without quotes");
  p = scan_value (self, quote, out_untidy);
  if (p == NULL)
    return NULL;
  if (is_repeated (self, n))
    return kheo_markup_fail (self, "an attribute twice");
  attribute->value = quote + 1;
  attribute->length = (gsize) (p - attribute->value);
  return p + 1;
}

/* Puts ends behind names and values, now that nobody scans them any more. */
static gboolean
settle_attributes (KheoMarkup *self, guint *io_n, gboolean untidy)
{
  guint kept = 0;

  for (guint i = 0; i < *io_n; i++)
    {
      KheoXmlAttribute attribute = self->attributes[i];
      gsize            length = self->name_lengths[i];
      char            *end = (char *) attribute.name + length;

      if (untidy && !tidy_value (self, &attribute))
        {
          kheo_markup_fail (self, "an unknown entity in an attribute");
          return FALSE;
        }
      if (is_declaration (attribute.name, length))
        continue;
      attribute.name = kheo_markup_skip_prefix (attribute.name, length);
      *end = '\0';
      ((char *) attribute.value)[attribute.length] = '\0';
      self->attributes[kept++] = attribute;
    }
  *io_n = kept;
  return TRUE;
}

/* ---- Elements ---- */

static gboolean
open_element (KheoMarkup *self, const char *name, gsize length, const char *local)
{
  const KheoMarkupElement *parent = &self->open[MAX (self->depth, 1) - 1];
  KheoMarkupElement       *element = &self->open[self->depth];

  if (self->depth == KHEO_MARKUP_MAX_DEPTH)
    {
      kheo_markup_fail (self, "elements nested too deeply");
      return FALSE;
    }
  element->offset = self->depth > 0 ? parent->offset + parent->length : 0;
  element->length = (guint) length;
  element->local = (gsize) (local - name);
  memcpy (self->names + element->offset, name, length);
  self->depth++;
  return TRUE;
}

static void
close_element (KheoMarkup *self)
{
  self->depth--;
  self->closed = self->depth == 0;
}

/* Reads all attributes behind the name of an element. Gives the > or / that ends them. */
static char *
scan_attributes (KheoMarkup *self, char *p, guint *out_n, gboolean *out_untidy)
{
  guint n = 0;

  for (;;)
    {
      const char *before = p;

      while (kheo_markup_is (*p, KHEO_MARKUP_SPACE))
        p++;
      if (*p == '>' || *p == '/')
        break;
      if (*p == '\0')
        return NULL;
      if (p == before)
        return kheo_markup_fail (self, "a tag that is none");
      if (n == KHEO_MARKUP_MAX_ATTRIBUTES)
        return kheo_markup_fail (self, "too many attributes");
      p = scan_attribute (self, p, n++, out_untidy);
      if (p == NULL)
        return NULL;
    }
  *out_n = n;
  return p;
}

char *
kheo_markup_read_start (KheoMarkup *self, char *p)
{
  char             *name = p + 1;
  char             *name_end = kheo_markup_scan_name (name);
  const char       *local;
  guint             n = 0;
  gboolean          untidy = FALSE, empty;
  KheoXmlAttributes attributes = { self->attributes, 0 };

  if (*name == '\0')
    return NULL;
  if (name_end == NULL)
    return kheo_markup_fail (self, "a tag that is none");
  if (self->closed)
    return kheo_markup_fail (self, "more than one root");
  p = scan_attributes (self, name_end, &n, &untidy);
  if (p == NULL)
    return NULL;
  empty = *p == '/';
  if (empty && *++p != '>')
    return *p == '\0' ? NULL : kheo_markup_fail (self, "a tag that is none");
  local = kheo_markup_skip_prefix (name, (gsize) (name_end - name));
  if (!open_element (self, name, (gsize) (name_end - name), local) ||
      !settle_attributes (self, &n, untidy))
    return NULL;

  *name_end = '\0';
  attributes.n = n;
  self->xml->handler->start (self->xml, local, &attributes);
  if (empty && self->xml->error == NULL)
    {
      self->xml->handler->end (self->xml, local);
      close_element (self);
    }
  return p + 1;
}

char *
kheo_markup_read_end (KheoMarkup *self, char *p)
{
  const KheoMarkupElement *element;
  const char              *expected;
  char                    *name = p + 2;
  char                    *end = name;

  if (self->depth == 0)
    return kheo_markup_fail (self, "an end without start");
  element = &self->open[self->depth - 1];
  expected = self->names + element->offset;
  while (end < name + element->length && *end == *expected)
    {
      end++;
      expected++;
    }
  if (end < name + element->length)
    return *end == '\0' ? NULL : kheo_markup_fail (self, "tags that cross");
  for (p = end; kheo_markup_is (*p, KHEO_MARKUP_SPACE); p++)
    ;
  if (*p == '\0')
    return NULL;
  if (*p != '>')
    return kheo_markup_fail (self, "tags that cross");
  *end = '\0';
  self->xml->handler->end (self->xml, name + element->local);
  close_element (self);
  return p + 1;
}

/* ---- The XML declaration ---- */

static gboolean
is_version (const KheoXmlAttribute *attribute)
{
  return attribute->length >= 3 && attribute->value[0] == '1' && attribute->value[1] == '.' &&
         strspn (attribute->value + 2, "0123456789") == attribute->length - 2;
}

static gboolean
is_utf8_name (const KheoXmlAttribute *attribute)
{
  return (attribute->length == 5 && g_ascii_strncasecmp (attribute->value, "utf-8", 5) == 0) ||
         (attribute->length == 4 && g_ascii_strncasecmp (attribute->value, "utf8", 4) == 0);
}

/* version, then perhaps encoding, then perhaps standalone. */
static gboolean
check_xml_declaration (const KheoMarkup *self, guint n)
{
  static const char *const names[] = { "version", "encoding", "standalone" };
  guint                    next = 0;

  for (guint i = 0; i < n; i++)
    {
      const KheoXmlAttribute *attribute = &self->attributes[i];

      while (next < G_N_ELEMENTS (names) &&
             (strlen (names[next]) != self->name_lengths[i] ||
              memcmp (names[next], attribute->name, self->name_lengths[i]) != 0))
        next++;
      if (next == G_N_ELEMENTS (names) || (i == 0 && (next > 0 || !is_version (attribute))) ||
          (next == 1 && !self->decoded && !is_utf8_name (attribute)) ||
          (next == 2 && !(attribute->length == 2 && memcmp (attribute->value, "no", 2) == 0) &&
           !(attribute->length == 3 && memcmp (attribute->value, "yes", 3) == 0)))
        return FALSE;
      next++;
    }
  return n > 0;
}

char *
kheo_markup_read_declaration (KheoMarkup *self, char *p)
{
  gboolean untidy = FALSE;
  guint    n = 0;

  for (p += strlen ("<?xml");;)
    {
      const char *before = p;

      while (kheo_markup_is (*p, KHEO_MARKUP_SPACE))
        p++;
      if (*p == '?' && p[1] == '>')
        break;
      if (*p == '\0' || (*p == '?' && p[1] == '\0'))
        return NULL;
      if (p == before || n == 3)
        return kheo_markup_fail (self, "an XML declaration that is none");
      p = scan_attribute (self, p, n++, &untidy);
      if (p == NULL)
        return NULL;
    }
  if (untidy || !check_xml_declaration (self, n))
    return kheo_markup_fail (self, "an XML declaration or encoding that is not known");
  return p + 2;
}
