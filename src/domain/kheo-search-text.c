#include "kheo-search-text.h"

#include <string.h>

/* Nearly all letters of Vietnamese text are answered by a table; the rest asks GLib. */
#define LATIN_END   0x370
#define EXTRA_START 0x1e00
#define EXTRA_END   0x1f00
#define N_LETTERS   (LATIN_END + EXTRA_END - EXTRA_START)

enum
{
  BASE_BREAK = 0,   /* no letter: the word ends */
  BASE_MARK = 1,    /* a mark for the letter before */
  BASE_SILENT = 2,  /* nothing at all */
  BASE_OTHER = 255, /* no ASCII letter: written as it is */
};

typedef struct
{
  guint8 base; /* ASCII letter or digit, or one of the above */
  guint8 mark;
} Letter;

static Letter letters[N_LETTERS];

/* What a combining mark adds. */
static guint8
mark_of (gunichar c)
{
  switch (c)
    {
    case 0x302:
      return KHEO_MARK_CIRCUMFLEX;
    case 0x306:
      return KHEO_MARK_BREVE;
    case 0x31b:
      return KHEO_MARK_HORN;
    case 0x300:
      return 1 << KHEO_MARK_TONE_SHIFT;
    case 0x301:
      return 2 << KHEO_MARK_TONE_SHIFT;
    case 0x303:
      return 3 << KHEO_MARK_TONE_SHIFT;
    case 0x309:
      return 4 << KHEO_MARK_TONE_SHIFT;
    case 0x323:
      return 5 << KHEO_MARK_TONE_SHIFT;
    default:
      return 0;
    }
}

static Letter
make_letter (gunichar c)
{
  gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize    n;
  Letter   letter = { BASE_BREAK, 0 };

  if (c == 0xad || c == 0x200b || c == 0xfeff)
    return (Letter){ BASE_SILENT, 0 };
  if (g_unichar_ismark (c))
    return (Letter){ BASE_MARK, mark_of (c) };
  /* Eth looks like Đ and is often typed for it. */
  if (c == 0x110 || c == 0x111 || c == 0xd0 || c == 0xf0)
    return (Letter){ 'd', KHEO_MARK_STROKE };
  if (!g_unichar_isalnum (c))
    return letter;

  n = g_unichar_fully_decompose (c, FALSE, plain, G_N_ELEMENTS (plain));
  letter.base = plain[0] < 0x80 ? (guint8) g_ascii_tolower ((char) plain[0]) : BASE_OTHER;
  for (gsize i = 1; i < n; i++)
    letter.mark |= mark_of (plain[i]);
  return letter;
}

static const Letter *
get_letters (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gunichar c = 0; c < LATIN_END; c++)
        letters[c] = make_letter (c);
      for (gunichar c = EXTRA_START; c < EXTRA_END; c++)
        letters[LATIN_END + c - EXTRA_START] = make_letter (c);
      g_once_init_leave (&ready, 1);
    }
  return letters;
}

void
kheo_search_text_clear (KheoSearchText *self)
{
  g_free (self->text);
  g_free (self->marks);
  *self = (KheoSearchText){ 0 };
}

void
kheo_search_text_reserve (KheoSearchText *self, gsize room)
{
  if (room <= self->room)
    return;
  self->room = room;
  self->text = g_realloc (self->text, room);
  self->marks = g_realloc (self->marks, room);
}

static inline void
append (KheoSearchText *self, char c, guint8 mark)
{
  self->text[self->length] = c;
  self->marks[self->length++] = mark;
}

/* Room for @more bytes and the zero. */
static void
make_room (KheoSearchText *self, gsize more)
{
  if (self->length + more + 1 > self->room)
    kheo_search_text_reserve (self, MAX (2 * self->room, self->length + more + 64));
}

void
kheo_search_text_end (KheoSearchText *self, char end)
{
  make_room (self, 1);
  append (self, end, 0);
  self->text[self->length] = '\0';
}

/* "y" that is the only vowel of its word sounds and is often written like "i": kỹ, kĩ. */
static void
settle_y (KheoSearchText *self, gsize word)
{
  gsize last = self->length - 1;

  if (self->text[last] != 'y' || last == word)
    return;
  for (gsize i = word; i < last; i++)
    if (!g_ascii_islower (self->text[i]) || strchr ("aeiouy", self->text[i]) != NULL)
      return;
  self->text[last] = 'i';
  self->marks[last] |= KHEO_MARK_Y;
}

static void
append_other (KheoSearchText *self, gunichar c)
{
  char bytes[6];
  int  n = g_unichar_to_utf8 (g_unichar_tolower (c), bytes);

  for (int i = 0; i < n; i++)
    append (self, bytes[i], 0);
}

/* @word: where the word began that the letter belongs to. */
static void
append_letter (KheoSearchText *self, gsize word, Letter letter, gunichar c)
{
  guint8 tone = letter.mark & KHEO_MARK_TONE;
  guint8 own = letter.mark & KHEO_MARK_LETTER;

  if (letter.base == BASE_MARK)
    self->marks[self->length - 1] |= own;
  else if (letter.base == BASE_OTHER)
    append_other (self, c);
  else
    append (self, (char) letter.base, own);
  if (tone != 0)
    self->marks[word] = (guint8) ((self->marks[word] & ~KHEO_MARK_TONE) | tone);
}

void
kheo_search_text_add (KheoSearchText *self, const char *words)
{
  const Letter *table = get_letters ();
  gsize         word = 0; /* 0: between words; a word never begins there */

  g_autofree char *valid = NULL;

  if (words == NULL)
    return;
  if (!g_utf8_validate (words, -1, NULL))
    words = valid = g_utf8_make_valid (words, -1);
  /* At most a letter of one byte takes two with the blank before it, and one of two bytes four,
   * whose lower case is longer. */
  make_room (self, 3 * strlen (words) + 8);
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      Letter   letter = c < LATIN_END                       ? table[c]
                        : c >= EXTRA_START && c < EXTRA_END ? table[LATIN_END + c - EXTRA_START]
                                                            : make_letter (c);

      if (letter.base == BASE_SILENT || (letter.base == BASE_MARK && word == 0))
        continue;
      if (letter.base == BASE_BREAK)
        {
          if (word != 0)
            settle_y (self, word);
          word = 0;
          continue;
        }
      if (word == 0)
        {
          append (self, ' ', 0);
          word = self->length;
        }
      append_letter (self, word, letter, c);
    }
  if (word != 0)
    settle_y (self, word);
  self->text[self->length] = '\0';
}
