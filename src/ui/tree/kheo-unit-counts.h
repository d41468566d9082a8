/*
 * How many models each unit has in its whole subtree, for the period, clock and search of a scope.
 * Asked on the reading thread after each "changed" of the scope.  Signal "changed" ().  Main
 * thread.
 */
#pragma once

#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_UNIT_COUNTS (kheo_unit_counts_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitCounts, kheo_unit_counts, KHEO, UNIT_COUNTS, GObject)

KheoUnitCounts *kheo_unit_counts_new (KheoScope *scope);
/* Of the unit @index of @map, -1: of the whole book; -1 while it is not known. */
gint64 kheo_unit_counts_get (KheoUnitCounts *self, KheoUnitMap *map, int index);

G_END_DECLS
