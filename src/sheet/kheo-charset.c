#include "kheo-charset.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define SAMPLE      65536u         /* bytes that are looked at for evidence */

/* windows-1252 where it is not Latin-1; 0 has no character. */
static const guint16 cp1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* Where windows-1258 differs from windows-1252: đ, ă, ơ, ư, ₫ and the five tone marks, which follow
 * their vowel. 0x8a, 0x8e, 0x9a, 0x9e are not assigned. */
static const struct
{
  guint8  byte;
  guint16 character;
} cp1258[] = {
  { 0xc3, 0x0102 }, { 0xcc, 0x0300 }, { 0xd0, 0x0110 }, { 0xd2, 0x0309 }, { 0xd5, 0x01a0 },
  { 0xdd, 0x01af }, { 0xde, 0x0303 }, { 0xe3, 0x0103 }, { 0xec, 0x0301 }, { 0xf0, 0x0111 },
  { 0xf2, 0x0323 }, { 0xf5, 0x01a1 }, { 0xfd, 0x01b0 }, { 0xfe, 0x20ab },
};

static gboolean
is_utf16 (const char *data, gsize size, gboolean *out_big)
{
  gsize n = MIN (size, SAMPLE) & ~(gsize) 1;
  gsize zeros[2] = { 0, 0 };

  if (size >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    {
      *out_big = FALSE;
      return TRUE;
    }
  if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    {
      *out_big = TRUE;
      return TRUE;
    }
  /* Without a mark: separators and plain letters leave zeros on one side only. */
  for (gsize i = 0; i < n; i++)
    zeros[i & 1] += data[i] == '\0';
  *out_big = zeros[0] > zeros[1];
  return zeros[0] + zeros[1] > n / 8 && MIN (zeros[0], zeros[1]) * 16 < MAX (zeros[0], zeros[1]);
}

/* One more unit of UTF-16; @high carries the first half of a pair. */
static void
append_unit (GString *out, gunichar unit, gunichar *high)
{
  gboolean low = (unit & 0xfc00) == 0xdc00;

  if (*high != 0 && low)
    g_string_append_unichar (out, 0x10000 + ((*high & 0x3ff) << 10) + (unit & 0x3ff));
  else if (*high != 0 || low)
    g_string_append (out, REPLACEMENT);
  if ((unit & 0xf800) != 0xd800)
    g_string_append_unichar (out, unit == 0 ? 0xfffd : unit);
  *high = (unit & 0xfc00) == 0xd800 ? unit : 0;
}

GString *
kheo_charset_decode_units (const guint16 *units, gsize n)
{
  GString *out = g_string_sized_new (n);
  gunichar high = 0;

  for (gsize i = 0; i < n; i++)
    append_unit (out, units[i], &high);
  if (high != 0)
    g_string_append (out, REPLACEMENT);
  return out;
}

static GString *
decode_utf16 (const char *data, gsize size, gboolean big)
{
  const guint8 *p = (const guint8 *) data;
  GString      *out = g_string_sized_new (size);
  gunichar      high = 0;

  for (gsize i = 0; i + 1 < size; i += 2)
    {
      gunichar unit = big ? (gunichar) p[i] << 8 | p[i + 1] : (gunichar) p[i + 1] << 8 | p[i];

      if (i > 0 || unit != 0xfeff)
        append_unit (out, unit, &high);
    }
  if (high != 0 || size % 2 != 0)
    g_string_append (out, REPLACEMENT);
  return out;
}

/* Invalid stretches against valid sequences of more than one byte. */
static gboolean
is_mostly_utf8 (const char *data, gsize size)
{
  const char *end = data + size;
  gsize       n_valid = 0, n_invalid = 0;

  while (data < end)
    {
      const char *stop;

      g_utf8_validate_len (data, (gsize) (end - data), &stop);
      for (; data < stop; data++)
        n_valid += (guint8) *data >= 0xc0;
      n_invalid += data < end;
      data += data < end;
    }
  return n_invalid * 20 <= n_valid;
}

static gboolean
is_vowel (guint8 byte)
{
  /* The last two are ê, ô; then â, ă, ơ, ư of windows-1258, small and capital. */
  return memchr ("aeiouyAEIOUY\xea\xf4\xca\xd4\xe2\xe3\xf5\xfd\xc2\xc3\xd5\xdd", byte, 24) != NULL;
}

static gboolean
is_cp1258 (const char *data, gsize size)
{
  const guint8 *p = (const guint8 *) data;
  gsize         n_right = 0, n_wrong = 0;

  for (gsize i = 1; i < MIN (size, SAMPLE); i++)
    if (memchr ("\xcc\xd2\xde\xec\xf2", p[i], 5) != NULL)
      {
        if (is_vowel (p[i - 1]))
          n_right++;
        else
          n_wrong++;
      }
  return n_right > 4 * n_wrong;
}

GString *
kheo_charset_decode_bytes (const char *data, gsize size, gboolean vietnamese)
{
  gunichar         table[256];
  GString         *out = g_string_sized_new (size + size / 2);
  g_autofree char *composed = NULL;

  for (guint i = 0; i < 256; i++)
    table[i] = i >= 0x80 && i < 0xa0 ? cp1252[i - 0x80] : i;
  if (vietnamese)
    for (guint i = 0; i < G_N_ELEMENTS (cp1258); i++)
      table[cp1258[i].byte] = cp1258[i].character;
  for (gsize i = 0; i < size; i++)
    {
      gunichar c = table[(guint8) data[i]];

      if (c != 0 && c < 0x80)
        g_string_append_c (out, (char) c);
      else
        g_string_append_unichar (out, c != 0 ? c : 0xfffd);
    }
  if (!vietnamese)
    return out;

  /* The marks are part of this character set's way to write a letter, not of the text. */
  composed = g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_DEFAULT_COMPOSE);
  g_string_assign (out, composed);
  return out;
}

static GString *
decode_utf8 (const char *data, gsize size)
{
  GString *out = g_string_sized_new (size);

  while (size > 0)
    {
      const char *stop;

      g_utf8_validate_len (data, size, &stop);
      g_string_append_len (out, data, stop - data);
      size -= (gsize) (stop - data);
      data = stop;
      if (size > 0)
        {
          g_string_append (out, REPLACEMENT);
          data++;
          size--;
        }
    }
  return out;
}

GString *
kheo_charset_decode (const char *data, gsize size, const char *declared, const char **out_charset)
{
  gboolean big;
  gboolean vietnamese;

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      *out_charset = "UTF-8";
      return decode_utf8 (data + 3, size - 3);
    }
  if (is_utf16 (data, size, &big))
    {
      *out_charset = big ? "UTF-16BE" : "UTF-16LE";
      return decode_utf16 (data, size, big);
    }
  if (is_mostly_utf8 (data, size))
    {
      *out_charset = "UTF-8";
      return decode_utf8 (data, size);
    }

  vietnamese = is_cp1258 (data, size);
  if (declared != NULL && g_ascii_strcasecmp (declared, "windows-1258") == 0)
    vietnamese = TRUE;
  *out_charset = vietnamese ? "windows-1258" : "windows-1252";
  return kheo_charset_decode_bytes (data, size, vietnamese);
}

gboolean
kheo_charset_is_text (const char *data, gsize size)
{
  gboolean big;
  gsize    n_control = 0;

  if (is_utf16 (data, size, &big))
    return TRUE;
  for (gsize i = 0; i < MIN (size, SAMPLE); i++)
    {
      if (data[i] == '\0')
        return FALSE;
      n_control += (guint8) data[i] < 0x20 && strchr ("\t\n\v\f\r\x1a\x1b", data[i]) == NULL;
    }
  return n_control * 100 <= MIN (size, SAMPLE);
}
