/* Copies of a book.  Any thread that owns @db. */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

/* Writes a compact copy of the open book to @path (which must not exist; made whole or not at all),
 * proven by a trial open. */
gboolean kheo_backup_write (KheoDb *db, const char *path, GError **error);
/* Puts the copy @from in the place of the book @path (not open anywhere); the old one is kept as
 * "@path.before-restore". */
gboolean kheo_backup_restore (const char *from, const char *path, GError **error);
/* SQLite's own checks: integrity and foreign keys; GPtrArray of char*, empty when all is well. */
GPtrArray *kheo_db_check (KheoDb *db, GError **error);
gboolean   kheo_db_compact (KheoDb *db, GError **error);

G_END_DECLS
