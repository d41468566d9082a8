/* Lists of open matters (kheo-matters.h) as kheo_query_run() gives them.  Store's thread. */
#pragma once

#include "kheo-matters.h"
#include "kheo-query.h"
#include "kheo-world.h"

G_BEGIN_DECLS

/*
 * Those whose unit lies in the query's, on its clock: the unit that has the matter now; on the map
 * of a day before that unit, and as reported beside it, the unit that had it first.  Of a period
 * are those that stood in it: given or received until its last day, and not closed before its
 * first.  Conditions: any field, "unit" and "district" (subtrees), KHEO_CONDITION_STANDING.
 * Without an order: open ones first, by the day on which they are due, then in tree order; of a
 * search what fits best first.
 */
GArray *kheo_matter_query_run (KheoWorld *world, const KheoQuery *query, GError **error);

G_END_DECLS
