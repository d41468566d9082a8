/*
 * Totals as an annex: a row a unit below the chosen one (or a field, a year …), a column a choice
 * of a field, or an indicator.  Made on the store's thread, read on any.
 */
#pragma once

#include "kheo-annex-subject.h"
#include "kheo-query.h"

G_BEGIN_DECLS

/* Counts of models, "total:models".  The layout's groups say what the rows are: the last of them
 * are rows, those before it groups ("child", "child": districts above their communes); none: the
 * units directly below. */
KheoAnnexContent *kheo_annex_counts_new (KheoDb                *db,
                                         const KheoQuery       *query,
                                         const KheoAnnexLayout *layout,
                                         KheoProgress          *progress,
                                         GError               **error);

/* Sums of figures by the units directly below, "total:figures": a column a figure, as the layout
 * says.  Without a layout: result, target and percent of @indicator (0: of the first). */
KheoAnnexContent *kheo_annex_sums_new (KheoDb                *db,
                                       gint64                 indicator,
                                       const KheoQuery       *query,
                                       const KheoAnnexLayout *layout,
                                       KheoProgress          *progress,
                                       GError               **error);

/* All indicators that have figures or targets in the query's unit and period, under their sections,
 * "indicators". */
KheoAnnexContent *kheo_annex_indicators_new (KheoDb                *db,
                                             const KheoQuery       *query,
                                             const KheoAnnexLayout *layout,
                                             KheoProgress          *progress,
                                             GError               **error);

/* Where @chosen (of KheoAnnexChosen) has a column for every choice of a field, adds one for the
 * models of which it is not known, if there are any: columns add up to the total. */
gboolean kheo_annex_counts_complete (
    KheoDb *db, const KheoQuery *query, const GPtrArray *offers, GArray *chosen, GError **error);

G_END_DECLS
