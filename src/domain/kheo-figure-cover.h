/* Covering a span of time with the periods that one unit reported, none of them twice.  Private to
 * this room.  Any thread. */
#pragma once

#include "kheo-period.h"

G_BEGIN_DECLS

typedef struct
{
  guint      slot; /* the caller's */
  KheoPeriod period;
  gboolean   taken; /* out: it is in the cover */

  guint days; /* best cover with this and the items before it */
  guint pieces;
  int   before; /* item that the cover goes on with, -1 */
} KheoCoverItem;

/*
 * Disjoint periods of @items (of KheoCoverItem, put in order of their ends) that cover most days,
 * of the fewest pieces: a unit's own figure for a period wins over those of its parts, and parts
 * fill what no longer period covers.  Gives the days covered.
 */
guint kheo_cover_choose (GArray *items);

static inline guint
kheo_period_length (KheoPeriod period)
{
  return period.to >= period.from ? period.to - period.from + 1 : 0;
}

G_END_DECLS
