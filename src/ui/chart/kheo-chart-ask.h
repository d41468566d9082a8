/*
 * Asks the book once more for a chart that is shown, with what a person added to it.  Main thread.
 */
#pragma once

#include "kheo-board-charts.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

/* @item (copied): dataset, kind and what is added; of @query, copied.  @callback's source is the
 * store.  The scope has a book. */
void kheo_chart_ask (KheoScope           *scope,
                     const KheoQuery     *query,
                     const KheoBoardItem *item,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data);
/* NULL: cancelled, or it failed. */
KheoBoardAnswer *kheo_chart_ask_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS
