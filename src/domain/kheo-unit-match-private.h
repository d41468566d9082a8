/* The inside of the matcher, shared by finding and by offering what was not found. */
#pragma once

#include "kheo-unit-match.h"
#include "kheo-units-private.h"

G_BEGIN_DECLS

#define KHEO_MATCH_MOST 5 /* candidates offered */

struct _KheoUnitMatcher
{
  KheoUnitMap *map;     /* owned */
  GHashTable  *names;   /* base → index + 1 of the first of a chain */
  GHashTable  *codes;   /* code → the same */
  char       **bases;   /* by index */
  guint32     *letters; /* by index: which letters the base has */
  guint       *next_name;
  guint       *next_code;
  GHashTable  *past; /* base → GArray of units (guint) by names of other days; made when needed */
};

/* Where to look, and what was found. */
typedef struct
{
  KheoUnitMatcher *matcher;
  int              level;      /* -1: any */
  guint            start, end; /* of the subtree */
} KheoMatchScope;

gboolean kheo_match_in_scope (const KheoMatchScope *scope, guint index);
guint32  kheo_match_letters_of (const char *base);
/* Adds a candidate, once. */
void kheo_match_offer (KheoUnitMatcher *self, KheoUnitMatch *match, guint index);
/* Units that bore the name on another day. */
void kheo_match_offer_past (KheoUnitMatcher *self, const char *text, KheoUnitMatch *match);
/* Names that look alike: only offered, never taken. */
void kheo_match_offer_alike (const KheoMatchScope *scope, const char *text, KheoUnitMatch *match);

G_END_DECLS
