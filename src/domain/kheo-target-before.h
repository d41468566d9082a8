/*
 * Targets as they were before a reform.  A unit that goes on is given another target for what it
 * took in or gave away; on an older map the one counts that was set for it then.  Store's thread.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   target;
  KheoDate until; /* last day of the maps on which it stood */
  gint64   value;
} KheoTargetBefore;

/* All of them, by target and day: GArray of KheoTargetBefore. */
GArray *kheo_target_before_list (KheoDb *db, GError **error);
/* What @target was on the map of @day; NULL: as it is now. */
const KheoTargetBefore *kheo_target_before_find (const GArray *all, gint64 target, KheoDate day);
/* Keeps what @target is now for maps before @date; the first reform of a day says it. */
gboolean
kheo_target_before_keep (KheoDb *db, gint64 target, KheoDate date, gint64 value, GError **error);

G_END_DECLS
