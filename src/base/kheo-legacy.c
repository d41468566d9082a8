#include "kheo-legacy.h"

#include "kheo-text.h"

#include <string.h>

/* TCVN 5712:1993 (VN1), bytes A0…FF; marks B0…B4 stand behind their letter. */
static const gunichar2 tcvn3[] = {
  0x00a0, 0x0102, 0x00c2, 0x00ca, 0x00d4, 0x01a0, 0x01af, 0x0110, /* A0 */
  0x0103, 0x00e2, 0x00ea, 0x00f4, 0x01a1, 0x01b0, 0x0111, 0x1eb0, /* A8 */
  0x0300, 0x0309, 0x0303, 0x0301, 0x0323, 0x00e0, 0x1ea3, 0x00e3, /* B0 */
  0x00e1, 0x1ea1, 0x1eb2, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0x1eb4, /* B8 */
  0x1eae, 0x1ea6, 0x1ea8, 0x1eaa, 0x1ea4, 0x1ec0, 0x1eb7, 0x1ea7, /* C0 */
  0x1ea9, 0x1eab, 0x1ea5, 0x1ead, 0x00e8, 0x1ec2, 0x1ebb, 0x1ebd, /* C8 */
  0x00e9, 0x1eb9, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7, 0x00ec, /* D0 */
  0x1ec9, 0x1ec4, 0x1ebe, 0x1ed2, 0x0129, 0x00ed, 0x1ecb, 0x00f2, /* D8 */
  0x1ed4, 0x1ecf, 0x00f5, 0x00f3, 0x1ecd, 0x1ed3, 0x1ed5, 0x1ed7, /* E0 */
  0x1ed1, 0x1ed9, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3, 0x00f9, /* E8 */
  0x1ed6, 0x1ee7, 0x0169, 0x00fa, 0x1ee5, 0x1eeb, 0x1eed, 0x1eef, /* F0 */
  0x1ee9, 0x1ef1, 0x1ef3, 0x1ef7, 0x1ef9, 0x00fd, 0x1ef5, 0x1ed0, /* F8 */
};

/* VNI: letters that stand for themselves … */
static const struct
{
  gunichar2 from, to;
} vni_letters[] = {
  { 0xd1, 0x110 },  { 0xf1, 0x111 },  { 0xd4, 0x1a0 },  { 0xf4, 0x1a1 }, { 0xd6, 0x1af },
  { 0xf6, 0x1b0 },  { 0xcd, 0xcd },   { 0xed, 0xed },   { 0xcc, 0xcc },  { 0xec, 0xec },
  { 0xc6, 0x1ec8 }, { 0xe6, 0x1ec9 }, { 0xd3, 0x128 },  { 0xf3, 0x129 }, { 0xd2, 0x1eca },
  { 0xf2, 0x1ecb }, { 0xce, 0x1ef4 }, { 0xee, 0x1ef5 },
};

/* … and marks that follow their letter (the small ones; capitals are 0x20 below). */
static const struct
{
  gunichar2   mark;
  gunichar2   first, second; /* combining characters; second may be 0 */
  const char *letters;       /* that it may follow */
} vni_marks[] = {
  { 0xf9, 0x301, 0, "aeouyôö" }, { 0xf8, 0x300, 0, "aeouyôö" }, { 0xfb, 0x309, 0, "aeouyôö" },
  { 0xf5, 0x303, 0, "aeouyôö" }, { 0xef, 0x323, 0, "aeouyôö" }, { 0xe2, 0x302, 0, "aeo" },
  { 0xe1, 0x302, 0x301, "aeo" }, { 0xe0, 0x302, 0x300, "aeo" }, { 0xe5, 0x302, 0x309, "aeo" },
  { 0xe3, 0x302, 0x303, "aeo" }, { 0xe4, 0x302, 0x323, "aeo" }, { 0xea, 0x306, 0, "a" },
  { 0xe9, 0x306, 0x301, "a" },   { 0xe8, 0x306, 0x300, "a" },   { 0xfa, 0x306, 0x309, "a" },
  { 0xfc, 0x306, 0x303, "a" },   { 0xeb, 0x306, 0x323, "a" },
};

static gboolean
starts_with_folded (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

KheoEncoding
kheo_encoding_of_font (const char *font)
{
  if (font == NULL)
    return KHEO_ENCODING_UNICODE;
  if (starts_with_folded (font, ".Vn"))
    return KHEO_ENCODING_TCVN3;
  if (starts_with_folded (font, "VNI-"))
    return KHEO_ENCODING_VNI;
  return KHEO_ENCODING_UNICODE;
}

const char *
kheo_encoding_name (KheoEncoding encoding)
{
  switch (encoding)
    {
    case KHEO_ENCODING_TCVN3:
      return "tcvn3";
    case KHEO_ENCODING_VNI:
      return "vni";
    case KHEO_ENCODING_UNICODE:
    default:
      return "unicode";
    }
}

static gboolean
is_capital_font (const char *font)
{
  gsize length = font != NULL ? strlen (font) : 0;

  if (length < 4 || kheo_encoding_of_font (font) != KHEO_ENCODING_TCVN3)
    return FALSE;
  /* Some programs write all names of fonts small. */
  return font[length - 1] == 'H' || (font[length - 1] == 'h' && g_ascii_islower (font[3]));
}

/* Letters that no old font can hold: such text is Unicode, whatever its font is called. */
static gboolean
is_unicode_already (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x102 || c == 0x103 || c == 0x110 || c == 0x111 || c == 0x128 || c == 0x129 ||
          c == 0x168 || c == 0x169 || c == 0x1a0 || c == 0x1a1 || c == 0x1af || c == 0x1b0 ||
          (c >= 0x300 && c < 0x330) || (c >= 0x1ea0 && c < 0x1efa))
        return TRUE;
    }
  return FALSE;
}

/* The letter without marks, lower case ("Ấ" → 'a'); 0 when it is none. */
static gunichar
bare_letter (gunichar c)
{
  gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  g_unichar_fully_decompose (c, FALSE, plain, G_N_ELEMENTS (plain));
  return g_unichar_isalpha (plain[0]) ? g_unichar_tolower (plain[0]) : 0;
}

static gboolean
has_tone (gunichar c)
{
  gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize    n = g_unichar_fully_decompose (c, FALSE, plain, G_N_ELEMENTS (plain));

  for (gsize i = 1; i < n; i++)
    if (plain[i] == 0x300 || plain[i] == 0x301 || plain[i] == 0x303 || plain[i] == 0x309 ||
        plain[i] == 0x323)
      return TRUE;
  return FALSE;
}

/* A capital before a small letter that carries its tone ("Aµ") is how capitals with tones are
 * written without a font of capitals: the letter takes the capital's place. */
static gboolean
carries_tone_of (gunichar capital, gunichar c)
{
  return capital != 0 && g_unichar_isupper (capital) && g_unichar_islower (c) &&
         bare_letter (c) == bare_letter (capital) && strchr ("aeiouy", (int) bare_letter (c)) &&
         has_tone (c) && !has_tone (capital);
}

static GString *
decode_tcvn3 (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xa0 && c <= 0xff)
        c = tcvn3[c - 0xa0];
      if (c >= 0xa0 && carries_tone_of (before, c))
        {
          g_string_truncate (out, out->len - (gsize) g_unichar_to_utf8 (before, NULL));
          c = g_unichar_toupper (c);
        }
      g_string_append_unichar (out, c);
      before = c;
    }
  return out;
}

/* What @c is as a mark behind the letter @before (both as written); -1 when it is none. */
static int
find_vni_mark (gunichar before, gunichar c)
{
  gunichar small = c >= 0xc0 && c <= 0xdf ? c + 0x20 : c;

  if (before == 0)
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (vni_marks); i++)
    if (vni_marks[i].mark == small &&
        g_utf8_strchr (vni_marks[i].letters, -1, g_unichar_tolower (before)) != NULL)
      return (int) i;
  return -1;
}

static GString *
decode_vni (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar written = g_utf8_get_char (p);
      gunichar c = written;
      int      mark = find_vni_mark (before, c);

      if (mark >= 0)
        {
          g_string_append_unichar (out, vni_marks[mark].first);
          if (vni_marks[mark].second != 0)
            g_string_append_unichar (out, vni_marks[mark].second);
          before = 0;
          continue;
        }
      for (gsize i = 0; i < G_N_ELEMENTS (vni_letters); i++)
        if (vni_letters[i].from == written)
          c = vni_letters[i].to;
      g_string_append_unichar (out, c);
      before = written;
    }
  return out;
}

char *
kheo_legacy_decode (const char *text, KheoEncoding encoding, const char *font)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) out = NULL;
  g_autofree char *composed = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  if (encoding == KHEO_ENCODING_UNICODE || is_unicode_already (valid))
    return g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  out = encoding == KHEO_ENCODING_TCVN3 ? decode_tcvn3 (valid) : decode_vni (valid);
  composed = g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC);
  if (encoding == KHEO_ENCODING_TCVN3 && is_capital_font (font))
    return g_utf8_strup (composed, -1);
  return g_steal_pointer (&composed);
}
