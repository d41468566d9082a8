/* The records that a finder offers, read on the store's reading thread.  Main thread. */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

/* Models in the order of their list, at most @n_models, then open matters of each register, at most
 * @n_matters: those that stood in the scope's period before others.  The store's read_finish gives
 * GPtrArray of KheoRecord. */
void kheo_finder_search_async (KheoScope          *scope,
                               const char         *text,
                               guint               n_models,
                               guint               n_matters,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);

G_END_DECLS
