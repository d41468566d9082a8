/*
 * The list of any register as an annex: its fields by their descriptions, in groups over as many
 * depths as the layout wants, with the count and the sums of each.  Made on the store's thread,
 * read on any.
 */
#pragma once

#include "kheo-annex-subject.h"
#include "kheo-models-below.h"
#include "kheo-query.h"

G_BEGIN_DECLS

/*
 * @layout NULL, or one that chooses neither columns nor groups: the usual columns, without those
 * that nobody filled; models are grouped by the units below the chosen one, unless @query has an
 * order of its own.  @below, which may be NULL: the models of the units of a run, found once.
 * Names of people only @with_personal.  NULL with @error also when @progress was cancelled;
 * @progress may be NULL.
 */
KheoAnnexContent *kheo_annex_list_new (KheoDb                *db,
                                       const KheoQuery       *query,
                                       const KheoAnnexLayout *layout,
                                       KheoModelsBelow       *below,
                                       gboolean               with_personal,
                                       KheoProgress          *progress,
                                       GError               **error);

/* "I", "II" … as offices number groups. */
char *kheo_annex_roman (guint number);

G_END_DECLS
