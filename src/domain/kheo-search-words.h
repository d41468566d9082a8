/*
 * What a person typed into a search, and how well a text fits it.  A word fits the beginning of a
 * word; all must fit somewhere.  Texts as KheoSearchText.  Any thread.
 */
#pragma once

#include "kheo-search-text.h"

G_BEGIN_DECLS

/* How near a text's marks must be to what was typed. */
typedef enum
{
  KHEO_NEAR_SAME,  /* the same marks; a word still being typed may get more */
  KHEO_NEAR_D,     /* but "d" may stand for "đ" */
  KHEO_NEAR_ALIKE, /* whatever marks */
} KheoNear;

/* Words that must stand together. */
typedef struct
{
  const char   *text; /* with the blank before each; borrowed */
  const guint8 *marks;
  gsize         length;
  gsize         last;   /* where the last word begins: it may go on in the text */
  gboolean      whole;  /* it may not: "ly" is lý, not liên */
  gboolean      marked; /* it has marks */
} KheoNeedle;

typedef struct
{
  KheoSearchText text;
  guint          n_words;
  KheoNeedle    *words;
  KheoNeedle     phrase; /* all of them */
  gboolean       marked; /* some mark was typed: who types none asks for none */
} KheoSearchWords;

/* A stretch of a text: a field or several. */
typedef struct
{
  const KheoSearchText *text;
  gsize                 from, to;
} KheoStretch;

KheoSearchWords *kheo_search_words_new (const char *typed); /* n_words 0: nothing to search */
void             kheo_search_words_free (KheoSearchWords *self);

/* The next place from @from on where a word of the text begins with @needle, marks aside; G_MAXSIZE
 * when there is none before @to. */
gsize kheo_needle_find (const KheoNeedle *needle, const KheoSearchText *text, gsize from, gsize to);

#define KHEO_NO_FIT G_MAXUINT8
/*
 * How well stretches fit, 0 best: first what has the marks as typed; then the phrase as the name,
 * in the name, as beginning in the name, in another field; then all words in the name; then in
 * all fields.  stretches[0] is the name.
 */
guint8 kheo_search_words_fit (const KheoSearchWords *self,
                              const KheoStretch     *stretches,
                              guint                  n_stretches);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSearchWords, kheo_search_words_free)

G_END_DECLS
