#include "kheo-utf8.h"

#include <string.h>

gboolean
kheo_utf8_is_xml (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n' || c == '\r';
  return c < 0xd800 || (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
}

/* Eight bytes at once: is none of them a control or beyond ASCII? */
static inline gboolean
is_plain (const guint8 *p)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64       word;

  memcpy (&word, p, sizeof word);
  return ((word | (word - 0x20 * ones)) & (0x80 * ones)) == 0;
}

/* Bytes of the character at @p; 0: none, -1: cut short by @end. */
static int
scan_character (const guint8 *p, const guint8 *end)
{
  int length = *p < 0x80 ? 1 : *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
  gunichar c = *p;

  if (length <= 1)
    return length == 1 && kheo_utf8_is_xml (c) ? 1 : 0;
  c &= 0x7fu >> length;
  for (int i = 1; i < length; i++)
    {
      if (p + i == end)
        return -1;
      if ((p[i] & 0xc0) != 0x80)
        return 0;
      c = c << 6 | (p[i] & 0x3f);
    }
  /* Not longer than needed, and one that XML knows. */
  return kheo_utf8_is_xml (c) && c >= (length == 3   ? 0x800u
                                       : length == 4 ? 0x10000u
                                                     : 0x80u)
             ? length
             : 0;
}

static inline gboolean
is_tail (guint8 byte)
{
  return (byte & 0xc0) == 0x80;
}

/* Past the characters that most text is made of, whose bytes alone say that they are good; up to
 * eight plain ones, then they go faster otherwise. */
static const guint8 *
skip_usual (const guint8 *p, const guint8 *end)
{
  guint n_plain = 0;

  while (n_plain < 8 && end - p >= 3)
    if (*p >= 0x20 && *p < 0x80)
      {
        n_plain++;
        p++;
      }
    else if (*p >= 0xc2 && *p < 0xe0 && is_tail (p[1]))
      {
        n_plain = 0;
        p += 2;
      }
    else if (*p > 0xe0 && *p < 0xed && is_tail (p[1]) && is_tail (p[2]))
      {
        n_plain = 0;
        p += 3;
      }
    else
      break;
  return p;
}

gboolean
kheo_utf8_check_xml (const char *data, gsize size, gsize *out_n_left)
{
  const guint8 *p = (const guint8 *) data;
  const guint8 *end = p + size;

  *out_n_left = 0;
  while (p < end)
    {
      int length;

      while (end - p >= 8 && is_plain (p))
        p += 8;
      p = skip_usual (p, end);
      if (p == end)
        break;
      length = scan_character (p, end);
      if (length == 0)
        return FALSE;
      if (length < 0)
        {
          *out_n_left = (gsize) (end - p);
          return TRUE;
        }
      p += length;
    }
  return TRUE;
}
