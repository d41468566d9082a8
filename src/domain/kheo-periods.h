/*
 * Which periods a book has anything of, in any register: what to offer where one is chosen.
 */
#pragma once

#include "kheo-db.h"
#include "kheo-period.h"

G_BEGIN_DECLS

/* The year of every model, the period of every figure and target, and so on for every register with
 * a field of years or periods, and the years in which tasks and petitions were given, received or
 * due.  Newest first, the longer before the shorter, each once: GArray of
 * KheoPeriod.  Reads every row once (about a second for a million): not for each change. */
GArray *kheo_periods_list (KheoDb *db, GError **error);

G_END_DECLS
