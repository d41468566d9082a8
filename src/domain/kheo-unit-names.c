#include "kheo-unit-names.h"

#include "kheo-text.h"

#include <string.h>

#define DIGITS "0123456789"

void
kheo_name_reading_free (KheoNameReading *self)
{
  g_free (self->prefix);
  g_free (self->base);
  g_free (self->toned);
  g_free (self);
}

/* Number of the tone whose combining mark @c is, 0 for none. */
static char
tone_of_mark (gunichar c)
{
  static const gunichar tones[] = { 0x300, 0x301, 0x309, 0x303, 0x323 };

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (tones[i] == c)
      return (char) ('1' + i);
  return 0;
}

static void
append_letter (GString *toned, gunichar c)
{
  if (c == 0x111 || c == 0xf0)
    g_string_append (toned, "d-");
  else if (c == 0x302)
    g_string_append_c (toned, '^');
  else if (c == 0x306)
    g_string_append_c (toned, '(');
  else if (c == 0x31b)
    g_string_append_c (toned, '+');
  else if (!g_unichar_ismark (c))
    g_string_append_unichar (toned, c == 'y' ? 'i' : c);
}

static void
end_word (GString *toned, gsize start, char *tone)
{
  if (toned->len == start)
    return;
  if (*tone != 0)
    {
      g_string_append_c (toned, '\'');
      g_string_append_c (toned, *tone);
    }
  g_string_append_c (toned, ' ');
  *tone = 0;
}

/* The words of @text with their marks, each tone at the end of its word, so that it does not matter
 * on which letter it was written. */
static char *
toned_key (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  GString         *toned = g_string_new (NULL);
  gsize            start = 0;
  char             tone = 0;

  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (tone_of_mark (c) != 0)
        tone = tone_of_mark (c);
      else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        append_letter (toned, c);
      else if (c != 0xad)
        {
          end_word (toned, start, &tone);
          start = toned->len;
        }
    }
  end_word (toned, start, &tone);
  if (toned->len > 0)
    g_string_truncate (toned, toned->len - 1);
  return g_string_free (toned, FALSE);
}

static gboolean
is_number (const char *word, gsize length)
{
  return length > 0 && strspn (word, DIGITS) >= length;
}

/* Words from @words on, numbers without leading zeros, joined by @joint (0: by nothing). */
static char *
join_words (const char *words, char joint)
{
  GString *joined = g_string_new (NULL);

  while (*words != '\0')
    {
      gsize length = strcspn (words, " ");

      if (is_number (words, length))
        while (length > 1 && *words == '0')
          {
            words++;
            length--;
          }
      if (joint != 0 && joined->len > 0)
        g_string_append_c (joined, joint);
      g_string_append_len (joined, words, (gssize) length);
      words += length;
      words += *words == ' ' ? 1 : 0;
    }
  return g_string_free (joined, FALSE);
}

static const char *
skip_words (const char *words, guint n)
{
  for (; n > 0 && *words != '\0'; n--)
    {
      words += strcspn (words, " ");
      words += *words == ' ' ? 1 : 0;
    }
  return words;
}

static guint
count_words (const char *words, gsize length)
{
  guint n = length > 0;

  for (gsize i = 0; i < length; i++)
    n += words[i] == ' ';
  return n;
}

/* Is @prefix one of the '|'-separated @prefixes? */
static gboolean
has_prefix_in (const char *prefixes, const char *prefix)
{
  gsize length = strlen (prefix);

  for (const char *p = prefixes; p != NULL; p = strchr (p, '|'))
    {
      p += *p == '|' ? 1 : 0;
      if (strncmp (p, prefix, length) == 0 && (p[length] == '|' || p[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

gboolean
kheo_unit_type_has_prefix (const KheoUnitType *type, const char *prefix)
{
  return type != NULL && has_prefix_in (type->short_prefixes, prefix);
}

/* Calls for each different prefix that @key goes on after: gives their lengths, longest first. */
static GArray *
list_prefixes (const char *key, gboolean organisations)
{
  guint               n_types;
  const KheoUnitType *types = kheo_unit_types (&n_types);
  GArray             *lengths = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint t = 0; t < n_types; t++)
    {
      if ((types[t].level == KHEO_LEVEL_ORGANISATION) != organisations)
        continue;
      for (const char *p = types[t].short_prefixes; *p != '\0';)
        {
          gsize length = strcspn (p, "|");

          if (length > 0 && strncmp (key, p, length) == 0 && key[length] == ' ')
            {
              gboolean known = FALSE;

              for (guint i = 0; i < lengths->len && !known; i++)
                known = g_array_index (lengths, gsize, i) == length;
              if (!known)
                g_array_append_val (lengths, length);
            }
          p += length + (p[length] == '|' ? 1 : 0);
        }
    }
  return lengths;
}

/* The folded words of a prefix written in full ("quan") stand in @toned with other marks than the
 * prefix has ("quận"), though the text has marks: then they may belong to the name. */
static gboolean
is_doubtful_prefix (const char *prefix, const char *toned, gboolean marked)
{
  guint               n_types;
  const KheoUnitType *types = kheo_unit_types (&n_types);
  gboolean            in_full = FALSE;

  for (guint t = 0; t < n_types; t++)
    {
      g_autofree char *words = kheo_text_match_key (types[t].prefix);
      g_autofree char *own = NULL;
      gsize            length;

      if (strcmp (words, prefix) != 0)
        continue;
      in_full = TRUE;
      own = toned_key (types[t].prefix);
      length = strlen (own);
      if (strncmp (toned, own, length) == 0 && toned[length] == ' ')
        return FALSE;
    }
  return in_full && marked;
}

static gboolean
has_marks (const char *toned)
{
  return strpbrk (toned, "'^(+-") != NULL;
}

static KheoNameReading *
reading_new (const char *prefix, gsize prefix_length, const char *key, const char *toned)
{
  KheoNameReading *reading = g_new0 (KheoNameReading, 1);

  reading->prefix = prefix != NULL ? g_strndup (prefix, prefix_length) : NULL;
  reading->base = join_words (key, 0);
  reading->toned = join_words (toned, ' ');
  return reading;
}

static void
add_prefix_readings (GPtrArray *readings, const char *key, const char *toned, gboolean loose)
{
  g_autoptr (GArray) lengths = list_prefixes (key, FALSE);
  gboolean marked = has_marks (toned);

  for (guint i = 0; i < lengths->len; i++)
    {
      gsize            length = g_array_index (lengths, gsize, i);
      KheoNameReading *reading = reading_new (key, length, key + length + 1,
                                              skip_words (toned, count_words (key, length)));

      reading->loose = loose || is_doubtful_prefix (reading->prefix, toned, marked);
      g_ptr_array_add (readings, reading);
    }
}

/* "p5", "q1": the prefix and the number are one word. */
static char *
split_number (const char *key)
{
  gsize letters = strspn (key, "abcdefghijklmnopqrstuvwxyz");
  gsize digits = strspn (key + letters, DIGITS);

  if (letters == 0 || letters > 3 || digits == 0 ||
      (key[letters + digits] != '\0' && key[letters + digits] != ' '))
    return NULL;
  return g_strdup_printf ("%.*s %s", (int) letters, key, key + letters);
}

GPtrArray *
kheo_name_read (const char *text)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_name_reading_free);
  g_autofree char *tidy = kheo_text_tidy (text);
  g_autofree char *key = kheo_text_match_key (tidy);
  g_autofree char *toned = toned_key (tidy);
  g_autofree char *numbered = split_number (key);
  g_autoptr (GArray) organisations = list_prefixes (key, TRUE);

  g_ptr_array_add (readings, reading_new (NULL, 0, key, toned));
  add_prefix_readings (readings, key, toned, FALSE);
  if (numbered != NULL)
    add_prefix_readings (readings, numbered, numbered, FALSE);

  /* "UBND xã A", "Đảng ủy phường B" stand for the unit; "Ban B" alone does not. */
  for (guint i = 0; i < organisations->len; i++)
    {
      gsize length = g_array_index (organisations, gsize, i);
      guint before = readings->len;

      add_prefix_readings (readings, key + length + 1,
                           skip_words (toned, count_words (key, length)), TRUE);
      /* The organisation itself, when it is in the tree. */
      g_ptr_array_insert (readings, (int) before,
                          reading_new (key, length, key + length + 1,
                                       skip_words (toned, count_words (key, length))));
    }
  for (guint i = 0; i < readings->len; i++)
    ((KheoNameReading *) readings->pdata[i])->marked = has_marks (toned);
  return readings;
}

/* Length of the prefix of its own type that @key begins with, with the blank; 0 for none. */
static gsize
own_prefix_length (const KheoUnitType *type, const char *key)
{
  gsize longest = 0;

  if (type == NULL)
    return 0;
  for (const char *p = type->short_prefixes; *p != '\0';)
    {
      gsize length = strcspn (p, "|");

      if (length > 0 && length >= longest && strncmp (key, p, length) == 0 && key[length] == ' ')
        longest = length + 1;
      p += length + (p[length] == '|' ? 1 : 0);
    }
  return longest;
}

char *
kheo_name_base_of_version (const KheoUnitVersion *version)
{
  g_autofree char *key = kheo_text_match_key (version->name);

  return join_words (key + own_prefix_length (version->type, key), 0);
}

KheoNameReading *
kheo_name_read_version (const KheoUnitVersion *version)
{
  g_autofree char *key = kheo_text_match_key (version->name);
  g_autofree char *toned = toned_key (version->name);
  gsize            length = own_prefix_length (version->type, key);

  if (length == 0)
    return reading_new (NULL, 0, key, toned);
  return reading_new (key, length - 1, key + length,
                      skip_words (toned, count_words (key, length - 1)));
}

/* Compares two words of toned keys. */
static KheoTones
compare_word (const char *text, gsize text_length, const char *name, gsize name_length)
{
  gsize i = 0;

  if (text_length == name_length && strncmp (text, name, text_length) == 0)
    return KHEO_TONES_SAME;
  for (gsize j = 0; j < name_length; j++)
    if (i < text_length && text[i] == name[j])
      i++;
    else if (name[j] == '\'')
      j++; /* a tone left out */
    else if (strchr ("^(+-", name[j]) == NULL)
      return KHEO_TONES_DIFFER;
  /* All letters of the name were found; what the text has must be used up and have no marks. */
  for (gsize k = 0; k < text_length; k++)
    if (strchr ("'^(+-", text[k]) != NULL)
      return KHEO_TONES_DIFFER;
  return i == text_length ? KHEO_TONES_OPEN : KHEO_TONES_DIFFER;
}

KheoTones
kheo_name_compare_tones (const KheoNameReading *text, const KheoNameReading *name)
{
  g_autofree char *text_joined = join_words (text->toned, 0);
  g_autofree char *name_joined = join_words (name->toned, 0);
  const char      *a = text->toned;
  const char      *b = name->toned;
  KheoTones        tones = KHEO_TONES_SAME;

  if (strcmp (text_joined, name_joined) == 0)
    return KHEO_TONES_SAME;

  while (*a != '\0' && *b != '\0' && tones != KHEO_TONES_DIFFER)
    {
      gsize a_length = strcspn (a, " ");
      gsize b_length = strcspn (b, " ");

      tones = MIN (tones, compare_word (a, a_length, b, b_length));
      a = skip_words (a, 1);
      b = skip_words (b, 1);
    }
  /* Words parted otherwise ("Ea H'Leo", "Ea Hleo"): nothing is contradicted by that alone. */
  if (count_words (text->toned, strlen (text->toned)) !=
      count_words (name->toned, strlen (name->toned)))
    return has_marks (text->toned) ? KHEO_TONES_DIFFER : KHEO_TONES_OPEN;
  return tones;
}

char **
kheo_name_split_at_prefixes (const char *text)
{
  g_autofree char *tidy = kheo_text_tidy (text);
  g_auto (GStrv) words = g_strsplit (tidy, " ", -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) part = g_string_new (NULL);
  g_autofree char *all = toned_key (tidy);
  gboolean         marked = has_marks (all);
  guint            since = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *rest = g_strjoinv (" ", words + i);
      g_autofree char *key = kheo_text_match_key (rest);
      g_autofree char *toned = toned_key (rest);
      g_autoptr (GArray) lengths = list_prefixes (key, FALSE);
      gboolean cut = FALSE;

      for (guint k = 0; k < lengths->len && !cut; k++)
        {
          gsize            length = g_array_index (lengths, gsize, k);
          g_autofree char *prefix = g_strndup (key, length);

          /* One letter is a prefix only with its full stop: "p. Bến Thủy". */
          cut = (length > 1 || strchr (words[i], '.') != NULL) &&
                !is_doubtful_prefix (prefix, toned, marked);
        }
      /* Each part has a name of a word at least behind its prefix. */
      if (cut && i >= since + 2 && words[i + 1] != NULL)
        {
          g_ptr_array_add (parts, g_strdup (part->str));
          g_string_truncate (part, 0);
          since = i;
        }
      g_string_append_printf (part, "%s%s", part->len > 0 ? " " : "", words[i]);
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, g_strdup (part->str));
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}
