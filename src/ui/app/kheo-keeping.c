#include "kheo-keeping.h"

void
kheo_keeping_free (KheoKeeping *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->thing, self->sort->thing_free);
  g_free (self);
}

/* Gives the wish back as what was done: the job has it no longer. */
static gpointer
job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoKeeping *wish = data;
  KheoKeeping *done;

  if (wish->removed ? !wish->sort->remove (db, wish->thing, error)
                    : !wish->sort->keep (db, wish->thing, error))
    return NULL;
  done = g_new (KheoKeeping, 1);
  *done = *wish;
  wish->thing = NULL;
  return done;
}

static void
free_cb (gpointer data)
{
  kheo_keeping_free (data);
}

void
kheo_keeping_async (KheoScope             *scope,
                    const KheoKeepingSort *sort,
                    const char            *title,
                    gpointer               thing,
                    gboolean               remove,
                    GAsyncReadyCallback    callback,
                    gpointer               user_data)
{
  KheoKeeping *wish = g_new0 (KheoKeeping, 1);

  wish->sort = sort;
  wish->thing = thing;
  wish->removed = remove;
  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (scope)), title, job, wish,
                          free_cb, free_cb, NULL, callback, user_data);
}

KheoKeeping *
kheo_keeping_finish (GObject *source, GAsyncResult *result, GError **error)
{
  gint64       action = 0;
  KheoKeeping *done = kheo_store_write_finish (KHEO_STORE (source), result, &action, error);

  if (done != NULL)
    done->action = action;
  return done;
}
