/*
 * An index whose keys come in any order costs, row by row, many times what it costs to make it anew
 * once all rows are there.  So a large import takes it away and puts it back, within its one
 * transaction: nobody else ever sees the table without it.  Store's thread only.
 */
#pragma once

#include "kheo-db.h"
#include "kheo-progress.h"

G_BEGIN_DECLS

typedef struct _KheoIndexPause KheoIndexPause;

/* For @n_rows rows that come into @table; NULL when the index had better stay: few rows beside
 * those that are there, or somebody is reading by it. */
KheoIndexPause *
kheo_index_pause_new (KheoDb *db, const char *table, const char *index, guint n_rows);
/* Does not put the index back: without _end() the transaction must be rolled back. */
void kheo_index_pause_free (KheoIndexPause *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoIndexPause, kheo_index_pause_free)

/* Makes the index; says @what meanwhile.  @self may be NULL. */
gboolean kheo_index_pause_end (KheoIndexPause *self,
                               KheoProgress   *progress,
                               const char     *what,
                               GError        **error);

G_END_DECLS
