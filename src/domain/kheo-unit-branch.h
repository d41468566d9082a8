/*
 * The three trees that stand beside each other on a map: territory, Party line, Front and
 * organisations.  The tree of a branch is its units with nothing of the branch above them, each
 * with all that is below it whatever its branch, so that the parts of a unit are the same in every
 * tree: a Party committee entered below a commune is in the commune's tree and a root of the
 * Party's. Any thread.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

/* What the type of the unit says. */
KheoBranch kheo_unit_map_get_branch (KheoUnitMap *self, guint index);
/* The branch has units on this map. */
gboolean kheo_unit_map_has_branch (KheoUnitMap *self, KheoBranch branch);
/* The unit, or one above it, is of @branch: its tree shows it. */
gboolean kheo_unit_map_is_below_branch (KheoUnitMap *self, guint index, KheoBranch branch);
/* The roots of the tree of @branch, in order: GArray of guint. */
GArray *kheo_unit_map_list_branch (KheoUnitMap *self, KheoBranch branch);

G_END_DECLS
