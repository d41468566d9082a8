/* Which records a list shows, asked on the reading thread.  Main thread. */
#pragma once

#include "kheo-scope.h"

G_BEGIN_DECLS

/* Takes @query.  Its rows in order; cancelled with the scope. */
void kheo_list_ids_async (KheoScope          *scope,
                          KheoQuery          *query,
                          GAsyncReadyCallback callback,
                          gpointer            user_data);
/* GArray of gint64; @source is what the callback was given. */
GArray *kheo_list_ids_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS
