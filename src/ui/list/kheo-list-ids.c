#include "kheo-list-ids.h"

static gpointer
run_job (KheoDb *db, gpointer query, GCancellable *cancellable, GError **error)
{
  return kheo_query_run (db, query, error);
}

static void
query_free (gpointer query)
{
  kheo_query_free (query);
}

static void
ids_free (gpointer ids)
{
  g_array_unref (ids);
}

void
kheo_list_ids_async (KheoScope          *scope,
                     KheoQuery          *query,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_return_if_fail (KHEO_IS_SCOPE (scope) && kheo_scope_get_book (scope) != NULL);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), run_job, query,
                         query_free, ids_free, kheo_scope_get_cancellable (scope), callback,
                         user_data);
}

GArray *
kheo_list_ids_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return kheo_store_read_finish (KHEO_STORE (source), result, error);
}
