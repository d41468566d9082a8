#include "kheo-list-export.h"

#include "kheo-table-export.h"

#include <string.h>

/* What goes to the reading thread. */
typedef struct
{
  KheoQuery *query;
  GArray    *ids; /* NULL: all */
  char      *path;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_query_free (ask->query);
  g_clear_pointer (&ask->ids, g_array_unref);
  g_free (ask->path);
  g_free (ask);
}

static gpointer
export_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask      *ask = data;
  KheoTableExport what = { .query = ask->query, .ids = ask->ids };
  KheoProgress    progress = { .cancellable = cancellable };
  guint           n = 0;

  if (!kheo_table_export_write (db, &what, ask->path, &progress, &n, error))
    return NULL;
  return g_memdup2 (&n, sizeof n);
}

void
kheo_list_export_async (KheoScope          *scope,
                        KheoQuery          *query,
                        GArray             *ids,
                        GFile              *file,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *path = g_file_get_path (file);
  Ask             *ask = g_new0 (Ask, 1);

  ask->query = query;
  ask->ids = ids;
  ask->path =
      strchr (name, '.') != NULL ? g_steal_pointer (&path) : g_strconcat (path, ".xlsx", NULL);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), export_job, ask,
                         ask_free, g_free, kheo_scope_get_cancellable (scope), callback, user_data);
}

gboolean
kheo_list_export_finish (GObject *source, GAsyncResult *result, guint *out_n_rows, GError **error)
{
  g_autofree guint *n = kheo_store_read_finish (KHEO_STORE (source), result, error);

  *out_n_rows = n != NULL ? *n : 0;
  return n != NULL;
}
