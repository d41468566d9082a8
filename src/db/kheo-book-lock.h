/*
 * Who may write a book: one process at a time, none on a network share.  The lock is flock() on the
 * book itself, which is apart from SQLite's own (POSIX record locks) and leaves no file behind.
 *
 * Closing any descriptor of a file drops SQLite's locks on it in the whole process: so a lock is
 * given back only after every connection of this process to the book is closed, and a book that
 * this process has locked already is not even opened.
 */
#pragma once

#include "kheo-error.h"

G_BEGIN_DECLS

typedef struct _KheoBookLock KheoBookLock;

/* NULL when another holds the book or it may not be written (no error: open it for reading). */
KheoBookLock *kheo_book_lock_take (const char *path);
void          kheo_book_lock_free (KheoBookLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoBookLock, kheo_book_lock_free)

gboolean kheo_book_is_remote (const char *path);
/* Is @type, as statfs() tells it, a network file system? */
gboolean kheo_file_system_is_remote (guint64 type);

G_END_DECLS
