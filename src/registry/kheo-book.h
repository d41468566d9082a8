/*
 * The one door upward: a book is one file that holds everything of an office.  Owns the store.
 * Main thread, unless a function says otherwise.
 */
#pragma once

#include "kheo-record-table.h"
#include "kheo-store.h"

G_BEGIN_DECLS

#define KHEO_TYPE_BOOK (kheo_book_get_type ())
G_DECLARE_FINAL_TYPE (KheoBook, kheo_book, KHEO, BOOK, GObject)

/* Signals: "changed" (KheoChangeSet *changes): after every action, undo and redo. */

/* With KHEO_DB_CREATE a missing file is made (empty book), with its folder.  Refused, with a
 * translated sentence: a file that is no book (KHEO_ERROR_FORMAT), a newer one (_NEWER), a damaged
 * one (_CORRUPT), one under a password (_ENCRYPTED), a missing one (_NOT_FOUND).  A book that is
 * open elsewhere or on a network share opens read-only. */
KheoBook   *kheo_book_open (const char *path, KheoDbFlags flags, GError **error);
void        kheo_book_close (KheoBook *self);
KheoStore  *kheo_book_get_store (KheoBook *self);
const char *kheo_book_get_path (KheoBook *self);
gboolean    kheo_book_is_read_only (KheoBook *self);

/* $XDG_DATA_HOME/kheo/book.kheo */
char *kheo_book_default_path (void);

/* The same book without threads, for kheo-cli, tests and trial opens: opens, checks that it is a
 * book and migrates.  Any one thread.  Without KHEO_DB_READ_ONLY it must be this one that writes:
 * else KHEO_ERROR_BUSY or _READ_ONLY. */
KheoDb *kheo_book_open_db (const char *path, KheoDbFlags flags, GError **error);
/* The tables recorded in the history; NULL-terminated. */
const char *const *kheo_book_tables (void);

/* Simple writes, each one action titled for people ("Sửa mô hình “…”"); finish through
 * kheo_store_write_finish (kheo_book_get_store (book), …), which gives a gint64 to g_free(): the id
 * of the saved record / the number of ids.  @record is copied: later changes of it do not count,
 * and a new one (id 0) is not told its id. */
void kheo_book_save_async (KheoBook           *self,
                           KheoRecord         *record,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
void kheo_book_delete_async (KheoBook           *self,
                             const KheoRegister *reg,
                             const gint64       *ids,
                             guint               n,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

G_END_DECLS
