/*
 * The two threads of a book: one that writes and one that reads, so lists stay live while an import
 * runs.  Jobs of one thread run in the order they were asked for.  Made, called and closed on the
 * main thread; answers come back on it.
 */
#pragma once

#include "kheo-history.h"

G_BEGIN_DECLS

#define KHEO_TYPE_STORE (kheo_store_get_type ())
G_DECLARE_FINAL_TYPE (KheoStore, kheo_store, KHEO, STORE, GObject)

/* Runs on a store's thread; may use @db until it returns.  NULL with @error set is failure. */
typedef gpointer (*KheoStoreFunc) (KheoDb       *db,
                                   gpointer      data,
                                   GCancellable *cancellable,
                                   GError      **error);

typedef struct
{
  const char *const      *steps; /* schema, see kheo_db_migrate() */
  guint                   n_steps;
  const char *const      *tables; /* recorded in the history, NULL-terminated */
  const KheoBond         *bonds;  /* see kheo_history_set_bonds(); NULL: none */
  const KheoHistoryGuard *guard;  /* see kheo_history_set_guard(); NULL: none */
} KheoStoreSchema;

/* Opens, migrates and locks the book against a second writer (blocking, short).  A book that is
 * open elsewhere or on a network share opens read-only: see kheo_store_is_read_only(). @schema is
 * static. */
KheoStore  *kheo_store_open (const char            *path,
                             const KheoStoreSchema *schema,
                             KheoDbFlags            flags,
                             GError               **error);
gboolean    kheo_store_is_read_only (KheoStore *self);
const char *kheo_store_get_path (KheoStore *self);
/* Waits for the queued jobs.  Must be called before the last unref. */
void kheo_store_close (KheoStore *self);

void     kheo_store_read_async (KheoStore          *self,
                                KheoStoreFunc       func,
                                gpointer            data,
                                GDestroyNotify      data_free,
                                GDestroyNotify      result_free,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
gpointer kheo_store_read_finish (KheoStore *self, GAsyncResult *result, GError **error);

/* Like read, on the writing thread, inside one history action named @title (copied). After a
 * success the signal "changed" (KheoChangeSet *) is emitted on the main thread, before @callback.
 */
void kheo_store_write_async (KheoStore          *self,
                             const char         *title,
                             KheoStoreFunc       func,
                             gpointer            data,
                             GDestroyNotify      data_free,
                             GDestroyNotify      result_free,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
/* @out_action: the id of the action, 0 when nothing was changed; may be NULL. */
gpointer
kheo_store_write_finish (KheoStore *self, GAsyncResult *result, gint64 *out_action, GError **error);

/* Undo and redo of an action; finish gives a GArray of KheoKept (may be empty). "changed" as for
 * write. */
void kheo_store_undo_async (KheoStore          *self,
                            gint64              action,
                            gboolean            redo,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
/* The same for what is more than one action: @func undoes on the writing thread all that belongs to
 * @id, the last changes are what it gives; finished by kheo_store_undo_finish(). */
typedef KheoChangeSet *(*KheoStoreUndoFunc) (
    KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error);
void    kheo_store_undo_with_async (KheoStore          *self,
                                    KheoStoreUndoFunc   func,
                                    gint64              id,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GArray *kheo_store_undo_finish (KheoStore *self, GAsyncResult *result, GError **error);
/* What undo or redo would do, to ask before it is done; changes nothing.  @out_changes: the records
 * it would touch, NULL when there are none; may be NULL. */
void    kheo_store_preview_async (KheoStore          *self,
                                  gint64              action,
                                  gboolean            redo,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
GArray *kheo_store_preview_finish (KheoStore      *self,
                                   GAsyncResult   *result,
                                   KheoChangeSet **out_changes,
                                   GError        **error);

G_END_DECLS
