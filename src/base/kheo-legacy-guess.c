/*
 * What old encoding is a text in?  Each reading is judged by whether its words are syllables that
 * Vietnamese could have: onset + vowels + coda with at most one tone.
 */
#include "kheo-legacy.h"

#include <string.h>

#define MAX_SYLLABLE 12 /* characters; "nghiêng" has seven */

static const char *const onsets[] = { "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th",
                                      "tr",  "b",  "c",  "d",  "đ",  "g",  "h",  "k",  "l",  "m",
                                      "n",   "p",  "r",  "s",  "t",  "v",  "x",  "" };

static const char *const nuclei[] = {
  "a",   "ă",   "â",   "e",  "ê",  "i",  "o",  "ô",   "ơ",   "u",  "ư",   "y",  "ai", "ao",  "au",
  "ay",  "âu",  "ây",  "eo", "êu", "ia", "iê", "iu",  "iêu", "oa", "oă",  "oe", "oi", "oai", "oao",
  "oay", "oeo", "oo",  "ôi", "ơi", "ua", "uâ", "ue",  "uê",  "ui", "uô",  "uơ", "uy", "uya", "uyê",
  "uyu", "uôi", "uây", "ưa", "ưi", "ươ", "ưu", "ươi", "ươu", "yê", "yêu", "ya", "ăi"
};

static const char *const codas[] = { "ch", "ng", "nh", "c", "m", "n", "p", "t", "" };

static gboolean
is_in (const char *const *list, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (list[i], text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_tone (gunichar c)
{
  return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

/* @word in small letters without tones; FALSE when it cannot be one syllable: two tones, a mark
 * that is no letter, a capital behind a small letter. */
static gboolean
strip_tones (const char *word, gsize length, GString *plain)
{
  int      n_tones = 0;
  int      n = 0;
  gboolean small_before = FALSE;

  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      gunichar c = g_utf8_get_char (p);
      gunichar kept = 0;
      gsize    n_parts;

      if (!g_unichar_isalpha (c) || ++n > MAX_SYLLABLE || (g_unichar_isupper (c) && small_before))
        return FALSE;
      small_before = g_unichar_islower (c);
      n_parts =
          g_unichar_fully_decompose (g_unichar_tolower (c), FALSE, parts, G_N_ELEMENTS (parts));
      kept = parts[0];
      for (gsize i = 1; i < n_parts; i++)
        if (is_tone (parts[i]))
          n_tones++;
        else if (!g_unichar_compose (kept, parts[i], &kept))
          return FALSE;
      g_string_append_unichar (plain, kept);
    }
  return n > 0 && n_tones <= 1;
}

/* Does a vowel cluster with a coda remain of @rest? */
static gboolean
is_rime (const char *rest)
{
  gsize length = strlen (rest);

  for (gsize i = 0; i < G_N_ELEMENTS (codas); i++)
    if (g_str_has_suffix (rest, codas[i]))
      {
        g_autofree char *nucleus = g_strndup (rest, length - strlen (codas[i]));

        if (is_in (nuclei, G_N_ELEMENTS (nuclei), nucleus))
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_syllable (const char *word, gsize length)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  if (!strip_tones (word, length, plain))
    return FALSE;
  if (g_str_equal (plain->str, "gi"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (onsets); i++)
    if (g_str_has_prefix (plain->str, onsets[i]) && is_rime (plain->str + strlen (onsets[i])))
      return TRUE;
  return FALSE;
}

typedef struct
{
  int n_good;    /* words beyond ASCII that are syllables */
  int n_bad;     /* and that are not */
  int n_symbols; /* of those: with a sign that is no letter, as in "V¨n" */
} Score;

static gboolean
is_word_char (gunichar c)
{
  return c < 0x80 ? g_ascii_isalpha ((char) c) : c > 0xa0 && (c < 0x2000 || c > 0x20ff);
}

static void
judge_word (const char *word, gsize length, Score *score)
{
  const char *end = word + length;

  if (is_syllable (word, length))
    {
      score->n_good++;
      return;
    }
  score->n_bad++;
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)))
      {
        score->n_symbols++;
        break;
      }
}

/* Judges the words of @text that have a character beyond ASCII. */
static Score
judge (const char *text)
{
  Score       score = { 0 };
  const char *start = NULL;
  gboolean    beyond = FALSE;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && is_word_char (c))
        {
          start = start == NULL ? p : start;
          beyond = beyond || c >= 0x80;
          continue;
        }
      if (start != NULL && beyond)
        judge_word (start, (gsize) (p - start), &score);
      start = NULL;
      beyond = FALSE;
      if (c == 0)
        return score;
    }
}

/* Characters that no old font gives; quotes and dashes may stand in any text. */
static gboolean
is_beyond_latin1 (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xff && (c < 0x2000 || c > 0x21ff))
        return TRUE;
    }
  return FALSE;
}

KheoEncoding
kheo_encoding_guess (const char *text)
{
  static const KheoEncoding candidates[] = { KHEO_ENCODING_TCVN3, KHEO_ENCODING_VNI };
  g_autofree char          *valid = NULL;
  KheoEncoding              best = KHEO_ENCODING_UNICODE;
  int                       best_good = 0;
  Score                     plain;

  if (text == NULL)
    return KHEO_ENCODING_UNICODE;
  valid = g_utf8_make_valid (text, -1);
  if (is_beyond_latin1 (valid))
    return KHEO_ENCODING_UNICODE;
  plain = judge (valid);
  /* One odd word may be a foreign name; one with a sign inside, or two, are evidence. */
  if (plain.n_bad < 2 && plain.n_symbols == 0)
    return KHEO_ENCODING_UNICODE;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autofree char *decoded = kheo_legacy_decode (valid, candidates[i], NULL);
      Score            score = judge (decoded);

      /* Nine words of ten must come right, more than did; two readings alike are no evidence. */
      if (score.n_good < 9 * score.n_bad || score.n_good <= plain.n_good)
        continue;
      if (score.n_good == best_good)
        best = KHEO_ENCODING_UNICODE;
      else if (score.n_good > best_good)
        {
          best = candidates[i];
          best_good = score.n_good;
        }
    }
  return best;
}

/* Has the word a sign that Vietnamese words never have and old fonts show as a letter? */
static gboolean
has_sign (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) > 0xa0 && g_utf8_get_char (p) < 0xc0)
      return g_utf8_strlen (word, -1) > 1;
  return FALSE;
}

/* Adds @word, decoded when only that makes a syllable of it; TRUE when that is sure by a sign. */
static gboolean
add_word (GString *out, const char *word, gsize length)
{
  g_autofree char *alone = g_strndup (word, length);
  g_autofree char *decoded = NULL;

  if (!is_syllable (alone, length))
    decoded = kheo_legacy_decode (alone, KHEO_ENCODING_TCVN3, NULL);
  if (decoded == NULL || !is_syllable (decoded, strlen (decoded)))
    {
      g_string_append_len (out, word, (gssize) length);
      return FALSE;
    }
  g_string_append (out, decoded);
  return has_sign (alone);
}

char *
kheo_legacy_mend (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  const char *start = NULL;
  gboolean    is_sure = FALSE;

  if (kheo_encoding_guess (valid) != KHEO_ENCODING_UNICODE)
    return kheo_legacy_decode (valid, kheo_encoding_guess (valid), NULL);
  for (const char *p = valid; p != NULL; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && is_word_char (c))
        {
          start = start == NULL ? p : start;
          continue;
        }
      if (start != NULL)
        is_sure |= add_word (out, start, (gsize) (p - start));
      start = NULL;
      if (c == 0)
        break;
      g_string_append_unichar (out, c);
    }
  return is_sure ? g_strdup (out->str) : NULL;
}
