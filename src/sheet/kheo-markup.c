/*
 * How a push goes: the new bytes are put behind what is left of the last ones, checked and tidied
 * (UTF-8, characters that XML allows, ends of lines), then read token by token.  A token that is
 * not whole yet is left for the next push.  Since NUL is no character of XML the one behind the
 * last byte ends every scan.
 */
#include "kheo-markup-private.h"

#include "kheo-utf8.h"

#include <string.h>

char *
kheo_markup_fail (KheoMarkup *self, const char *what)
{
  kheo_xml_set_corrupt (self->xml, what);
  return NULL;
}

/* ---- Text ---- */

static void
give_text (KheoMarkup *self, const char *text, gsize length)
{
  if (length > 0)
    self->xml->handler->text (self->xml, text, length);
}

/* At the &. */
static char *
read_reference (KheoMarkup *self, char *p)
{
  gboolean more = FALSE;
  char    *end = kheo_markup_end_reference (p, &more);
  gunichar c;
  char     utf8[6];

  if (end == NULL)
    return more ? NULL : kheo_markup_fail (self, "an “&” that is no entity");
  c = kheo_markup_find_reference (p + 1, end);
  if (c == 0)
    return kheo_markup_fail (self, "an unknown entity");
  give_text (self, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
  return end + 1;
}

/* Text up to the next tag or the end of what there is. */
static char *
read_text (KheoMarkup *self, char *p)
{
  const char *start = p;

  for (;; p++)
    {
      while (!kheo_markup_is (*p, KHEO_MARKUP_STOP))
        p++;
      if (*p != ']')
        break;
      if (p[1] == ']' && p[2] == '>')
        return kheo_markup_fail (self, "“]]>” in a text");
      if (p[1] == '\0' || (p[1] == ']' && p[2] == '\0'))
        {
          give_text (self, start, (gsize) (p - start));
          return p; /* may be the first of three */
        }
    }
  give_text (self, start, (gsize) (p - start));
  return p;
}

/* Outside the root there may be blanks only. */
static char *
read_outside (KheoMarkup *self, char *p)
{
  while (kheo_markup_is (*p, KHEO_MARKUP_SPACE))
    p++;
  if (*p != '<' && *p != '\0')
    return kheo_markup_fail (self, "text outside the root");
  return p;
}

/* ---- What is no element ---- */

static char *
read_comment (KheoMarkup *self, char *p)
{
  char *end = strstr (p, "--");

  if (end == NULL || end[2] == '\0')
    {
      /* All is of the comment but what may be its end. */
      p += end != NULL ? (gsize) (end - p) : strlen (p);
      return end == NULL && p[-1] == '-' ? p - 1 : p;
    }
  if (end[2] != '>')
    return kheo_markup_fail (self, "“--” in a comment");
  self->state = KHEO_MARKUP_CONTENT;
  return end + 3;
}

static char *
read_instruction (KheoMarkup *self, char *p)
{
  char *end = strstr (p, "?>");

  if (end == NULL)
    {
      end = p + strlen (p);
      return end > p && end[-1] == '?' ? end - 1 : end;
    }
  self->state = KHEO_MARKUP_CONTENT;
  return end + 2;
}

static char *
read_cdata (KheoMarkup *self, char *p)
{
  char *end = strstr (p, "]]>");
  gsize length = end != NULL ? (gsize) (end - p) : strlen (p);

  if (end == NULL)
    for (guint i = 0; i < 2 && length > 0 && p[length - 1] == ']'; i++)
      length--;
  give_text (self, p, length);
  if (end == NULL)
    return p + length;
  self->state = KHEO_MARKUP_CONTENT;
  return end + 3;
}

/* Is the buffer at @p too short to tell whether @word stands there? */
static gboolean
may_become (const char *p, const char *word)
{
  gsize length = strnlen (p, strlen (word));

  return length < strlen (word) && strncmp (p, word, length) == 0;
}

/* At <! */
static char *
begin_declaration (KheoMarkup *self, char *p)
{
  if (g_str_has_prefix (p, "<!--"))
    {
      self->state = KHEO_MARKUP_COMMENT;
      return p + 4;
    }
  if (g_str_has_prefix (p, "<![CDATA[") && self->depth > 0)
    {
      self->state = KHEO_MARKUP_CDATA;
      return p + 9;
    }
  if (g_str_has_prefix (p, "<!DOCTYPE"))
    return kheo_markup_fail (self, "a DOCTYPE, which no spreadsheet has");
  if (may_become (p, "<!--") || may_become (p, "<![CDATA[") || may_become (p, "<!DOCTYPE"))
    return NULL;
  return kheo_markup_fail (self, "a declaration that is none");
}

/* At <? */
static char *
begin_instruction (KheoMarkup *self, char *p)
{
  char *name = p + 2;
  char *end = kheo_markup_scan_name (name);

  if (*name == '\0' || (end != NULL && *end == '\0'))
    return NULL;
  if (end == NULL || (!kheo_markup_is (*end, KHEO_MARKUP_SPACE) && *end != '?'))
    return kheo_markup_fail (self, "an instruction without name");
  if (*end == '?' && end[1] != '>')
    return end[1] == '\0' ? NULL : kheo_markup_fail (self, "an instruction without name");
  if (end - name == 3 && g_ascii_strncasecmp (name, "xml", 3) == 0)
    return kheo_markup_fail (self, "an XML declaration that is not the first");
  self->state = KHEO_MARKUP_INSTRUCTION;
  return end;
}

/* ---- Pushing ---- */

static char *
read_content (KheoMarkup *self, char *p)
{
  if (*p != '<')
    return self->depth == 0 ? read_outside (self, p)
           : *p == '&'      ? read_reference (self, p)
                            : read_text (self, p);
  switch (p[1])
    {
    case '/':
      return kheo_markup_read_end (self, p);
    case '!':
      return begin_declaration (self, p);
    case '?':
      if (self->understood > 0)
        return begin_instruction (self, p);
      if (may_become (p, "<?xml "))
        return NULL;
      return g_str_has_prefix (p, "<?xml") && kheo_markup_is (p[5], KHEO_MARKUP_SPACE)
                 ? kheo_markup_read_declaration (self, p)
                 : begin_instruction (self, p);
    case '\0':
      return NULL;
    default:
      return kheo_markup_read_start (self, p);
    }
}

static char *
read_token (KheoMarkup *self, char *p)
{
  switch (self->state)
    {
    case KHEO_MARKUP_COMMENT:
      return read_comment (self, p);
    case KHEO_MARKUP_INSTRUCTION:
      return read_instruction (self, p);
    case KHEO_MARKUP_CDATA:
      return read_cdata (self, p);
    case KHEO_MARKUP_CONTENT:
    default:
      return read_content (self, p);
    }
}

/* Reads all tokens that are whole and keeps what is left. */
static gboolean
read_tokens (KheoMarkup *self)
{
  char *p = self->buffer;
  char *end = p + self->size;

  while (p < end)
    {
      char *next = read_token (self, p);

      if (self->xml->error != NULL)
        return FALSE;
      if (next == NULL || next == p)
        break;
      self->understood += (guint64) (next - p);
      p = next;
    }
  self->size = (gsize) (end - p);
  memmove (self->buffer, p, self->size + 1);
  if (self->size > KHEO_MARKUP_MAX_TAG)
    kheo_markup_fail (self, "a tag of too many bytes");
  self->wanted = 2 * self->size;
  return self->xml->error == NULL;
}

/* Every end of line is an LF, also where it was cut in two. Gives the new size. */
static gsize
tidy_lines (KheoMarkup *self, char *data, gsize size)
{
  char *out = data;

  if (size == 0 || (!self->after_return && memchr (data, '\r', size) == NULL))
    return size;
  for (gsize i = 0; i < size; i++)
    {
      char c = data[i];

      if (c != '\n' || !self->after_return)
        *out++ = c == '\r' ? '\n' : c;
      self->after_return = c == '\r';
    }
  return (gsize) (out - data);
}

/* Puts @data behind what is left, tidied. */
static gboolean
append (KheoMarkup *self, const char *data, gsize size)
{
  gsize n_new = self->n_partial + size;
  gsize n_left = 0;
  char *fresh;

  if (self->size + n_new + 1 > self->allocated)
    {
      self->allocated = MAX (self->allocated * 2, self->size + n_new + 1);
      self->buffer = g_realloc (self->buffer, self->allocated);
    }
  fresh = self->buffer + self->size;
  memcpy (fresh, self->partial, self->n_partial);
  memcpy (fresh + self->n_partial, data, size);
  n_new = tidy_lines (self, fresh, n_new);
  if (!kheo_utf8_check_xml (fresh, n_new, &n_left))
    {
      kheo_markup_fail (self, "bytes that are not of its encoding");
      return FALSE;
    }
  self->n_partial = (guint) n_left;
  memcpy (self->partial, fresh + n_new - n_left, n_left);
  self->size += n_new - n_left;
  self->buffer[self->size] = '\0';
  return TRUE;
}

gboolean
kheo_markup_push (KheoMarkup *self, const char *data, gsize size)
{
  if (self->xml->error != NULL || !append (self, data, size))
    return FALSE;
  return self->size < self->wanted || read_tokens (self);
}

gboolean
kheo_markup_finish (KheoMarkup *self)
{
  if (self->xml->error != NULL || (self->buffer != NULL && !read_tokens (self)))
    return FALSE;
  if (self->size == 0 && self->n_partial == 0 && self->closed && self->state == KHEO_MARKUP_CONTENT)
    return TRUE;
  kheo_markup_fail (self, "cut short");
  return FALSE;
}

KheoMarkup *
kheo_markup_new (KheoXml *xml, gboolean decoded)
{
  KheoMarkup *self = g_new0 (KheoMarkup, 1);

  self->xml = xml;
  self->decoded = decoded;
  self->names = g_malloc (KHEO_MARKUP_MAX_DEPTH * KHEO_MARKUP_MAX_NAME);
  return self;
}

void
kheo_markup_free (KheoMarkup *self)
{
  if (self == NULL)
    return;
  g_free (self->names);
  g_free (self->buffer);
  g_free (self);
}
