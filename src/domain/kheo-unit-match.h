/*
 * Finds the unit that a sheet means: by code, or by name with and without prefix, tone marks, y/i,
 * òa/oà, abbreviations (P., TT., TX., Tp), inside the parent, on a day.  Never guesses silently.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct _KheoUnitMatcher KheoUnitMatcher;

typedef enum
{
  KHEO_MATCH_NONE,
  KHEO_MATCH_EXACT,  /* code, or the same name */
  KHEO_MATCH_LIKELY, /* one candidate by key without marks or prefix */
  KHEO_MATCH_ALIAS,  /* remembered answer */
  KHEO_MATCH_AMBIGUOUS,
} KheoMatchQuality;

typedef struct
{
  KheoMatchQuality quality;
  gint64           unit_id; /* 0 for none and ambiguous */
  GArray *candidates; /* gint64, best first, for ambiguous and none (likely ones); may be NULL */
} KheoUnitMatch;

KheoUnitMatcher *kheo_unit_matcher_new (KheoUnits *units, KheoDate day);
void             kheo_unit_matcher_free (KheoUnitMatcher *self);
/* An answer given before (kheo_alias_get) is tried first when @db is not NULL. @level -1: any;
 * @under 0: anywhere. */
void kheo_unit_matcher_find (KheoUnitMatcher *self,
                             KheoDb          *db,
                             const char      *text,
                             int              level,
                             gint64           under,
                             KheoUnitMatch   *out_match);
void kheo_unit_match_clear (KheoUnitMatch *match);
/*
 * The unit right below @under that @text misspells: one slip of the hand away (two in a long name),
 * without a rival that is nearly as near, and with a prefix, if any, that is its own.  0 for none,
 * and when some other unit of the book is called just so: then the place may be what is wrong.
 */
gint64
kheo_unit_matcher_find_slip (KheoUnitMatcher *self, const char *text, int level, gint64 under);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnitMatcher, kheo_unit_matcher_free)

G_END_DECLS
