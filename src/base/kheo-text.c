#include "kheo-text.h"

#include <string.h>

/*
 * Nearly all characters of Vietnamese text fold to one ASCII letter or to nothing: a table answers
 * for U+0000…U+036F and U+1E00…U+1EFF.  The rest asks GLib.
 */
#define LATIN_END   0x370
#define EXTRA_START 0x1e00
#define EXTRA_END   0x1f00
#define N_ENTRIES   (LATIN_END + EXTRA_END - EXTRA_START)

enum
{
  ENTRY_DROP = 0,    /* a mark: nothing is written */
  ENTRY_SLOW = 0xff, /* no ASCII letter: ask GLib */
};

#define REPLACEMENT 0xfffd

static guint8 fold_table[N_ENTRIES];

static gboolean
is_invisible (gunichar c)
{
  return c == 0xad || c == 0x200b || c == 0xfeff;
}

static gboolean
is_blank (gunichar c)
{
  return c <= ' ' || c == 0x7f || c == 0xa0 || (c > 0xff && g_unichar_isspace (c));
}

static guint8
table_entry (gunichar c)
{
  gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (is_blank (c))
    return ' ';
  if (is_invisible (c) || g_unichar_ismark (c))
    return ENTRY_DROP;
  /* Eth looks like Đ and is often typed for it. */
  if (c == 0x110 || c == 0x111 || c == 0xd0 || c == 0xf0)
    return 'd';

  g_unichar_fully_decompose (c, FALSE, plain, G_N_ELEMENTS (plain));
  return plain[0] < 0x80 ? (guint8) g_ascii_tolower ((char) plain[0]) : ENTRY_SLOW;
}

static const guint8 *
get_fold_table (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gunichar c = 0; c < LATIN_END; c++)
        fold_table[c] = table_entry (c);
      for (gunichar c = EXTRA_START; c < EXTRA_END; c++)
        fold_table[LATIN_END + c - EXTRA_START] = table_entry (c);
      g_once_init_leave (&ready, 1);
    }
  return fold_table;
}

/* The next character of @text before @end, U+FFFD for each byte that is no UTF-8. */
static inline gunichar
take_char (const char **text, const char *end)
{
  const guint8 *p = (const guint8 *) *text;
  gsize         left = (gsize) (end - *text);
  gunichar      c;

  if (p[0] < 0x80)
    {
      *text += 1;
      return p[0];
    }
  if (p[0] >= 0xc2 && p[0] < 0xe0 && left > 1 && (p[1] & 0xc0) == 0x80)
    {
      *text += 2;
      return ((gunichar) (p[0] & 0x1f) << 6) | (p[1] & 0x3f);
    }
  if (p[0] == 0xe1 && left > 2 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
    {
      *text += 3;
      return 0x1000 | ((gunichar) (p[1] & 0x3f) << 6) | (p[2] & 0x3f);
    }

  c = g_utf8_get_char_validated (*text, (gssize) left);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      *text += 1;
      return REPLACEMENT;
    }
  *text += g_unichar_to_utf8 (c, NULL);
  return c;
}

static void
append_slow (GString *key, gunichar c, gboolean *blank)
{
  gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize    n = g_unichar_fully_decompose (c, TRUE, plain, G_N_ELEMENTS (plain));

  for (gsize i = 0; i < n; i++)
    {
      if (g_unichar_ismark (plain[i]) || is_invisible (plain[i]) || is_blank (plain[i]))
        continue;
      if (*blank)
        g_string_append_c (key, ' ');
      *blank = FALSE;
      g_string_append_unichar (key, g_unichar_tolower (plain[i]));
    }
}

void
kheo_text_fold_append (GString *key, const char *text, gssize length)
{
  const guint8 *table = get_fold_table ();
  const char   *end = text + (length < 0 ? strlen (text) : (gsize) length);
  gsize         start = key->len;
  gboolean      blank = FALSE;

  while (text < end)
    {
      gunichar c = take_char (&text, end);
      guint8   entry = ENTRY_SLOW;

      if (c < LATIN_END)
        entry = table[c];
      else if (c >= EXTRA_START && c < EXTRA_END)
        entry = table[LATIN_END + c - EXTRA_START];
      else if (is_blank (c))
        entry = ' ';

      if (entry == ' ')
        blank = key->len > start;
      else if (entry == ENTRY_SLOW)
        append_slow (key, c, &blank);
      else if (entry != ENTRY_DROP)
        {
          if (blank)
            g_string_append_c (key, ' ');
          blank = FALSE;
          g_string_append_c (key, (char) entry);
        }
    }
}

/* Is every character of @text one that NFC leaves alone? */
static gboolean
is_composed (const char *text)
{
  const char *end = text + strlen (text);

  while (text < end)
    {
      gunichar c = take_char (&text, end);

      if (c >= 0x300 && (c < EXTRA_START || c >= EXTRA_END) && (c < 0x2010 || c > 0x2027))
        return FALSE;
    }
  return TRUE;
}

static void
append_squeezed (GString *tidy, const char *text)
{
  const char *end = text + strlen (text);
  gboolean    blank = FALSE;

  while (text < end)
    {
      gunichar c = take_char (&text, end);

      if (c == 0x200b || c == 0xfeff)
        continue;
      if (is_blank (c))
        {
          blank = tidy->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (tidy, ' ');
      blank = FALSE;
      if (c < 0x80)
        g_string_append_c (tidy, (char) c);
      else
        g_string_append_unichar (tidy, c);
    }
}

char *
kheo_text_tidy (const char *text)
{
  g_autoptr (GString) tidy = NULL;

  if (text == NULL)
    return g_strdup ("");

  tidy = g_string_sized_new (strlen (text));
  append_squeezed (tidy, text);
  if (!is_composed (tidy->str))
    return g_utf8_normalize (tidy->str, (gssize) tidy->len, G_NORMALIZE_NFC);
  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

char *
kheo_text_fold (const char *text)
{
  GString *key = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  key = g_string_sized_new (strlen (text));
  kheo_text_fold_append (key, text, -1);
  return g_string_free (key, FALSE);
}

/*
 * @word is folded.  "y" sounds like "i" when it is the only vowel of its syllable (ky, ly, my) or
 * stands after "qu" without a vowel behind it (quy, quynh): not in tay, thuy, quyen.
 */
static void
settle_y (char *word, gsize length)
{
  char *y = memchr (word, 'y', length);
  gsize before;
  gsize after;

  if (y == NULL || y == word)
    return;
  before = (gsize) (y - word);
  after = length - before - 1;

  if (before == 2 && memcmp (word, "qu", 2) == 0)
    {
      if (after == 0 || strchr ("aeiou", y[1]) == NULL)
        *y = 'i';
      return;
    }
  if (after > 0)
    return;
  for (gsize i = 0; i < before; i++)
    if (strchr ("aeiouy", word[i]) != NULL || !g_ascii_islower (word[i]))
      return;
  *y = 'i';
}

char *
kheo_text_match_key (const char *text)
{
  g_autofree char *key = kheo_text_fold (text);
  GString         *words = g_string_sized_new (strlen (key));
  const char      *end = key + strlen (key);
  const char      *p = key;

  while (p < end)
    {
      const char *start = p;
      const char *stop = p;

      while (stop < end)
        {
          gunichar c = take_char (&p, end);

          if (!(c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c)))
            break;
          stop = p;
        }
      if (stop == start)
        continue;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_len (words, start, stop - start);
      settle_y (words->str + words->len - (stop - start), (gsize) (stop - start));
    }

  return g_string_free (words, FALSE);
}

/* Length of the longest common subsequence; @b's length is at most LIKENESS_MAX. */
#define LIKENESS_MAX 512

static guint
common_length (const char *a, gsize a_length, const char *b, gsize b_length)
{
  guint16 row[LIKENESS_MAX + 1] = { 0 };

  for (gsize i = 0; i < a_length; i++)
    {
      guint16 diagonal = 0;

      for (gsize j = 0; j < b_length; j++)
        {
          guint16 above = row[j + 1];

          row[j + 1] = a[i] == b[j] ? (guint16) (diagonal + 1) : MAX (above, row[j]);
          diagonal = above;
        }
    }
  return row[b_length];
}

double
kheo_text_likeness (const char *a, const char *b)
{
  g_autofree char *a_key = kheo_text_match_key (a);
  g_autofree char *b_key = kheo_text_match_key (b);
  gsize            a_length = MIN (strlen (a_key), LIKENESS_MAX);
  gsize            b_length = MIN (strlen (b_key), LIKENESS_MAX);

  if (strcmp (a_key, b_key) == 0)
    return 1;
  if (a_length == 0 || b_length == 0)
    return 0;
  return 2.0 * common_length (a_key, a_length, b_key, b_length) / (double) (a_length + b_length);
}
