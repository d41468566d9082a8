#include "kheo-search-words.h"

#include <string.h>

/* How one needle is found in one stretch. */
typedef enum
{
  FOUND_NOT,
  FOUND_BEGINNING, /* the text's word goes on */
  FOUND_WHOLE,
  FOUND_ALL, /* it is all there is */
} Found;

/* How all that was typed is found; the order of hits. */
typedef enum
{
  FIT_NAME,
  FIT_NAME_PHRASE,
  FIT_NAME_BEGINNING,
  FIT_PHRASE,
  FIT_NAME_WORDS,
  FIT_NAME_BEGINNINGS,
  FIT_WORDS,
  FIT_BEGINNINGS,
  N_FITS,
} Fit;

static KheoNeedle
make_needle (const KheoSearchText *text, gsize from, gsize to)
{
  KheoNeedle needle = { text->text + from, text->marks + from, to - from, 0, FALSE, FALSE };

  for (gsize i = 0; i < needle.length; i++)
    if (needle.text[i] == ' ')
      needle.last = i + 1;
  for (gsize i = needle.last; i < needle.length; i++)
    needle.marked |= (needle.marks[i] & ~KHEO_MARK_Y) != 0;
  needle.whole = (needle.marks[needle.length - 1] & KHEO_MARK_Y) != 0;
  return needle;
}

KheoSearchWords *
kheo_search_words_new (const char *typed)
{
  KheoSearchWords *self = g_new0 (KheoSearchWords, 1);
  gsize            from = 0;

  kheo_search_text_add (&self->text, typed);
  for (gsize i = 0; i < self->text.length; i++)
    {
      self->n_words += self->text.text[i] == ' ';
      self->marked |= (self->text.marks[i] & ~KHEO_MARK_Y) != 0;
    }
  if (self->n_words == 0)
    return self;

  self->words = g_new (KheoNeedle, self->n_words);
  self->phrase = make_needle (&self->text, 0, self->text.length);
  for (guint w = 0; w < self->n_words; w++)
    {
      const char *next = strchr (self->text.text + from + 1, ' ');
      gsize       to = next != NULL ? (gsize) (next - self->text.text) : self->text.length;

      self->words[w] = make_needle (&self->text, from, to);
      from = to;
    }
  return self;
}

void
kheo_search_words_free (KheoSearchWords *self)
{
  kheo_search_text_clear (&self->text);
  g_free (self->words);
  g_free (self);
}

static inline gboolean
ends_word (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

#define EACH_BYTE(b) (G_GUINT64_CONSTANT (0x0101010101010101) * (guint8) (b))

static inline guint64
load_bytes (const char *from)
{
  guint64 bytes;

  memcpy (&bytes, from, sizeof bytes);
  return bytes;
}

/*
 * The next place where the blank before the needle, its first and its last letter all stand.  Eight
 * places are looked at in one go: needles are too short for memmem() to skip much, and rows too
 * short for what it prepares.
 */
static const char *
find_likely (const KheoNeedle *needle, const char *from, const char *to)
{
  const gsize   last = needle->length - 1;
  const guint64 first_bytes = EACH_BYTE (needle->text[1]);
  const guint64 last_bytes = EACH_BYTE (needle->text[last]);

  for (; from + last + sizeof (guint64) <= to; from += sizeof (guint64))
    {
      guint64 differ = (load_bytes (from) ^ EACH_BYTE (' ')) |
                       (load_bytes (from + 1) ^ first_bytes) |
                       (load_bytes (from + last) ^ last_bytes);

      if (((differ - EACH_BYTE (0x01)) & ~differ & EACH_BYTE (0x80)) != 0)
        break;
    }
  for (; from + last < to; from++)
    if (from[0] == ' ' && from[1] == needle->text[1] && from[last] == needle->text[last])
      return from;
  return NULL;
}

gsize
kheo_needle_find (const KheoNeedle *needle, const KheoSearchText *text, gsize from, gsize to)
{
  const char *end = text->text + to;
  const char *at = text->text + from;

  if (from >= to)
    return G_MAXSIZE;
  for (at = find_likely (needle, at, end); at != NULL; at = find_likely (needle, at + 1, end))
    if (memcmp (at, needle->text, needle->length) == 0 &&
        (!needle->whole || ends_word (at[needle->length])))
      return (gsize) (at - text->text);
  return G_MAXSIZE;
}

/* Are the marks in the text at @marks near enough?  @goes_on: the text's last word is longer. */
static gboolean
is_near (const KheoNeedle *needle, const guint8 *marks, gboolean goes_on, KheoNear near_enough)
{
  if (near_enough == KHEO_NEAR_ALIKE)
    return TRUE;
  for (gsize i = 0; i < needle->length; i++)
    {
      guint8 typed = needle->marks[i] & (guint8) ~KHEO_MARK_Y;
      guint8 mark = marks[i] & (guint8) ~KHEO_MARK_Y;

      if (goes_on && i == needle->last)
        {
          /* Marks are still to come. */
          if (!needle->marked)
            return TRUE;
          if ((typed & KHEO_MARK_TONE) == 0)
            mark &= (guint8) ~KHEO_MARK_TONE;
        }
      if (near_enough == KHEO_NEAR_D && needle->text[i] == 'd' &&
          (typed & KHEO_MARK_LETTER) == KHEO_MARK_NONE)
        mark &= (guint8) ~KHEO_MARK_LETTER;
      if (typed != mark)
        return FALSE;
    }
  return TRUE;
}

static Found
find (const KheoNeedle *needle, const KheoStretch *in, KheoNear near_enough)
{
  Found best = FOUND_NOT;

  for (gsize at = kheo_needle_find (needle, in->text, in->from, in->to); at != G_MAXSIZE;
       at = kheo_needle_find (needle, in->text, at + 1, in->to))
    {
      gsize    end = at + needle->length;
      gboolean goes_on = !ends_word (in->text->text[end]);

      if (!is_near (needle, in->text->marks + at, goes_on, near_enough))
        continue;
      if (!goes_on)
        return at == in->from && end == in->to ? FOUND_ALL : FOUND_WHOLE;
      best = FOUND_BEGINNING;
    }
  return best;
}

static Found
find_anywhere (const KheoNeedle  *needle,
               const KheoStretch *stretches,
               guint              n_stretches,
               KheoNear           near_enough)
{
  Found best = FOUND_NOT;

  for (guint i = 0; i < n_stretches && best < FOUND_WHOLE; i++)
    best = MAX (best, find (needle, &stretches[i], near_enough));
  return best;
}

/* FOUND_WHOLE when all words but the last, which may be unfinished, are whole. */
static Found
find_words (const KheoSearchWords *self,
            const KheoStretch     *stretches,
            guint                  n_stretches,
            KheoNear               near_enough)
{
  Found worst = FOUND_WHOLE;

  for (guint w = 0; w < self->n_words; w++)
    {
      Found found = find_anywhere (&self->words[w], stretches, n_stretches, near_enough);

      if (found == FOUND_NOT)
        return FOUND_NOT;
      if (w + 1 < self->n_words)
        worst = MIN (worst, found);
    }
  return worst;
}

static Fit
fit_words (const KheoSearchWords *self,
           const KheoStretch     *stretches,
           guint                  n_stretches,
           KheoNear               near_enough)
{
  Found found = find_words (self, stretches, 1, near_enough);

  if (found != FOUND_NOT)
    return found == FOUND_WHOLE ? FIT_NAME_WORDS : FIT_NAME_BEGINNINGS;
  found = find_words (self, stretches, n_stretches, near_enough);
  if (found != FOUND_NOT)
    return found == FOUND_WHOLE ? FIT_WORDS : FIT_BEGINNINGS;
  return N_FITS;
}

static Fit
fit (const KheoSearchWords *self,
     const KheoStretch     *stretches,
     guint                  n_stretches,
     KheoNear               near_enough)
{
  switch (find (&self->phrase, &stretches[0], near_enough))
    {
    case FOUND_ALL:
      return FIT_NAME;
    case FOUND_WHOLE:
      return FIT_NAME_PHRASE;
    case FOUND_BEGINNING:
      return FIT_NAME_BEGINNING;
    case FOUND_NOT:
    default:
      break;
    }
  if (find_anywhere (&self->phrase, stretches + 1, n_stretches - 1, near_enough) != FOUND_NOT)
    return FIT_PHRASE;
  return self->n_words > 1 ? fit_words (self, stretches, n_stretches, near_enough) : N_FITS;
}

guint8
kheo_search_words_fit (const KheoSearchWords *self, const KheoStretch *stretches, guint n_stretches)
{
  for (KheoNear near_enough = self->marked ? KHEO_NEAR_SAME : KHEO_NEAR_ALIKE;
       near_enough <= KHEO_NEAR_ALIKE; near_enough++)
    {
      Fit best = fit (self, stretches, n_stretches, near_enough);

      if (best < N_FITS)
        return (guint8) (near_enough * N_FITS + best);
    }
  return KHEO_NO_FIT;
}
