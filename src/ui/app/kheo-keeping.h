/*
 * One thing of the book is kept or taken away, as one action of the history: a layout, a board, a
 * chart.  What is shown then, and how it is taken back, is the caller's.  Main thread.
 */
#pragma once

#include "kheo-scope.h"

G_BEGIN_DECLS

/* How a sort of thing is kept; on the store's thread. */
typedef struct
{
  gboolean (*keep) (KheoDb *db, gpointer thing, GError **error); /* may give it its id */
  gboolean (*remove) (KheoDb *db, gpointer thing, GError **error);
  GDestroyNotify thing_free;
} KheoKeepingSort;

/* What was done. */
typedef struct
{
  const KheoKeepingSort *sort;
  gpointer               thing; /* owned: as it is in the book, or was */
  gboolean               removed;
  gint64                 action; /* of the history */
} KheoKeeping;

/* Takes @thing; @title names the action.  @sort must stay. */
void kheo_keeping_async (KheoScope             *scope,
                         const KheoKeepingSort *sort,
                         const char            *title,
                         gpointer               thing,
                         gboolean               remove,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data);
/* NULL with @error. */
KheoKeeping *kheo_keeping_finish (GObject *source, GAsyncResult *result, GError **error);
void         kheo_keeping_free (KheoKeeping *self); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoKeeping, kheo_keeping_free)

G_END_DECLS
