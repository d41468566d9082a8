/*
 * Text to be searched as people mean it: lower-case words without marks, each after one blank,
 * punctuation left out; and beside every byte the mark that its letter had.  "Tổ Liên-gia" is
 * " to lien gia".  A field ends with '\t', a row with '\n'.  Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A letter's own mark, in the low bits … */
enum
{
  KHEO_MARK_NONE = 0,
  KHEO_MARK_CIRCUMFLEX = 1, /* â ê ô */
  KHEO_MARK_BREVE = 2,      /* ă */
  KHEO_MARK_HORN = 3,       /* ơ ư */
  KHEO_MARK_STROKE = 4,     /* đ */
  KHEO_MARK_LETTER = 7,
};
/* … and above them the tone, kept at the first letter of the word, so that hoà is hòa. */
#define KHEO_MARK_TONE_SHIFT 3
#define KHEO_MARK_TONE       (7 << KHEO_MARK_TONE_SHIFT)
/* The letter "i" was written "y" (kỹ, kĩ). */
#define KHEO_MARK_Y (1 << 6)

typedef struct
{
  char   *text; /* ends with a zero that does not count */
  guint8 *marks;
  gsize   length;
  gsize   room;
} KheoSearchText;

void kheo_search_text_clear (KheoSearchText *self);
void kheo_search_text_reserve (KheoSearchText *self, gsize room);
/* Appends the words of @words; NULL: none. */
void kheo_search_text_add (KheoSearchText *self, const char *words);
/* Appends an end of field or row. */
void kheo_search_text_end (KheoSearchText *self, char end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoSearchText, kheo_search_text_clear)

G_END_DECLS
