/* The rows of a list into a spreadsheet that the person named, on the reading thread.  Main thread.
 */
#pragma once

#include "kheo-scope.h"

G_BEGIN_DECLS

/* Takes @query and @ids (of gint64, NULL: all rows); a file without an ending becomes .xlsx.  Goes
 * on only while @scope lives. */
void kheo_list_export_async (KheoScope          *scope,
                             KheoQuery          *query,
                             GArray             *ids,
                             GFile              *file,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
gboolean
kheo_list_export_finish (GObject *source, GAsyncResult *result, guint *out_n_rows, GError **error);

G_END_DECLS
