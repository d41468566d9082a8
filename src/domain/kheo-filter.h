/* Which models a query is about.  Store's thread. */
#pragma once

#include "kheo-world-private.h"

G_BEGIN_DECLS

/* Names of conditions that are no fields (see kheo-query.h). */
#define KHEO_CONDITION_UNIT     "unit"
#define KHEO_CONDITION_DISTRICT "district"
/* Within a unit as reported: "ABOVE PART" or "ABOVE PART inside", see kheo_units_part_on(). */
#define KHEO_CONDITION_PART       "unit_part"
#define KHEO_CONDITION_REGISTERED "registered_within"
#define KHEO_CONDITION_GROUP      "group"
#define KHEO_CONDITION_GROUP_KIND "group_kind" /* in any group of the kind */

/* By slot: 1 when the model belongs; caller frees.  @subtree: whether query->unit counts.  @fits
 * (NULL: not asked): by slot how well the models fit the search, see kheo_search_run(). */
guint8 *kheo_filter_run_fits (
    KheoWorld *world, const KheoQuery *query, gboolean subtree, guint8 *fits, GError **error);

/* The same for a total: the query's basis apportions all that it is about, whatever unit it then
 * looks at.  @out_moves: of KheoMove, what counts elsewhere than its unit. */
guint8 *kheo_filter_run_placed (
    KheoWorld *world, const KheoQuery *query, gboolean subtree, GArray **out_moves, GError **error);

/* What kheo_query_run() finds, as slots: GArray of guint32.  Models only. */
GArray *kheo_query_list_slots (KheoWorld *world, const KheoQuery *query, GError **error);

/* Sets @marks of the models that one condition on groups is about; its values beside names are
 * those of kheo-group-scope.h.  @moves: as above. */
gboolean kheo_filter_mark_group (KheoWorld           *world,
                                 const KheoQuery     *query,
                                 GArray              *moves,
                                 const KheoCondition *condition,
                                 guint8              *marks,
                                 GError             **error);

/* The day whose map the query speaks of: the clock's; as reported, the period's end or today. */
KheoDate kheo_query_get_day (const KheoQuery *query);

/* The query's unit; for all units the only root of that day when there is one, else 0. */
gint64 kheo_query_get_scope (const KheoQuery *query, KheoUnits *units);

/* TRUE when @period is made of whole years; open ends give 0 and G_MAXUINT. */
gboolean kheo_period_get_years (KheoPeriod period, guint *out_first, guint *out_last);

G_END_DECLS
