#include "kheo-markup-private.h"

#include "kheo-utf8.h"

#include <string.h>

const guint8 kheo_markup_classes[256] = {
  ['\0'] = KHEO_MARKUP_STOP | KHEO_MARKUP_QUOTE,
  ['\t'] = KHEO_MARKUP_SPACE | KHEO_MARKUP_QUOTE,
  ['\n'] = KHEO_MARKUP_SPACE | KHEO_MARKUP_QUOTE,
  [' '] = KHEO_MARKUP_SPACE,
  ['"'] = KHEO_MARKUP_QUOTE,
  ['\''] = KHEO_MARKUP_QUOTE,
  ['&'] = KHEO_MARKUP_STOP | KHEO_MARKUP_QUOTE,
  ['<'] = KHEO_MARKUP_STOP | KHEO_MARKUP_QUOTE,
  [']'] = KHEO_MARKUP_STOP,
  ['-'] = KHEO_MARKUP_NAME,
  ['.'] = KHEO_MARKUP_NAME,
  ['0' ... '9'] = KHEO_MARKUP_NAME,
  [':'] = KHEO_MARKUP_NAME | KHEO_MARKUP_START,
  ['_'] = KHEO_MARKUP_NAME | KHEO_MARKUP_START,
  ['A' ... 'Z'] = KHEO_MARKUP_NAME | KHEO_MARKUP_START,
  ['a' ... 'z'] = KHEO_MARKUP_NAME | KHEO_MARKUP_START,
  [0x80 ... 0xff] = KHEO_MARKUP_NAME | KHEO_MARKUP_START,
};

/* Beyond ASCII, as XML 1.0 (fifth edition) has it. */
static gboolean
is_name_character (gunichar c, gboolean first)
{
  static const struct
  {
    gunichar from, to;
    gboolean start;
  } ranges[] = {
    { 0xb7, 0xb7, FALSE },    { 0xc0, 0xd6, TRUE },     { 0xd8, 0xf6, TRUE },
    { 0xf8, 0x2ff, TRUE },    { 0x300, 0x36f, FALSE },  { 0x370, 0x37d, TRUE },
    { 0x37f, 0x1fff, TRUE },  { 0x200c, 0x200d, TRUE }, { 0x203f, 0x2040, FALSE },
    { 0x2070, 0x218f, TRUE }, { 0x2c00, 0x2fef, TRUE }, { 0x3001, 0xd7ff, TRUE },
    { 0xf900, 0xfdcf, TRUE }, { 0xfdf0, 0xfffd, TRUE }, { 0x10000, 0xeffff, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i].from && c <= ranges[i].to)
      return ranges[i].start || !first;
  return FALSE;
}

char *
kheo_markup_scan_name (char *p)
{
  const char *start = p;
  guint8      all = 0;

  if (!kheo_markup_is (*p, KHEO_MARKUP_START))
    return NULL;
  for (; kheo_markup_is (*p, KHEO_MARKUP_NAME); p++)
    all |= (guint8) *p;
  if (p - start > KHEO_MARKUP_MAX_NAME)
    return NULL;
  for (const char *q = start; all >= 0x80 && q < p; q = g_utf8_next_char (q))
    if ((guint8) *q >= 0x80 && !is_name_character (g_utf8_get_char (q), q == start))
      return NULL;
  return p;
}

const char *
kheo_markup_skip_prefix (const char *name, gsize length)
{
  /* Most names are too short for a call of memchr(). */
  for (gsize i = 1; i + 1 < length; i++)
    if (name[i] == ':')
      return kheo_markup_is (name[i + 1], KHEO_MARKUP_START) && name[i + 1] != ':' && *name != ':'
                 ? name + i + 1
                 : name;
  return name;
}

/* ---- References ---- */

static gunichar
scan_number (const char *p, const char *end)
{
  guint    base = *p == 'x' ? 16 : 10;
  gunichar c = 0;

  p += base == 16;
  if (p == end)
    return 0;
  for (; p < end; p++)
    {
      int digit = base == 16 ? g_ascii_xdigit_value (*p) : g_ascii_digit_value (*p);

      if (digit < 0 || c > 0x110000)
        return 0;
      c = c * base + (guint) digit;
    }
  return c;
}

gunichar
kheo_markup_find_reference (const char *name, const char *end)
{
  static const struct
  {
    const char *name;
    gunichar    c;
  } known[] = { { "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' } };
  gsize    length = (gsize) (end - name);
  gunichar c = 0;

  if (*name == '#')
    {
      c = scan_number (name + 1, end);
      return kheo_utf8_is_xml (c) ? c : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].name) == length && memcmp (known[i].name, name, length) == 0)
      return known[i].c;
  return 0;
}

/* Leading zeros are no reason for more. */
#define MAX_REFERENCE 64

char *
kheo_markup_end_reference (char *p, gboolean *out_more)
{
  for (int i = 1; i < MAX_REFERENCE; i++)
    if (p[i] == ';')
      return p + i;
    else if (p[i] == '\0' || (!kheo_markup_is (p[i], KHEO_MARKUP_NAME) && p[i] != '#'))
      {
        *out_more = p[i] == '\0';
        return NULL;
      }
  *out_more = FALSE;
  return NULL;
}
