/* What the files of db/ share: the only header that shows SQLite. */
#pragma once

#include "kheo-db.h"

#define SQLITE_ENABLE_SESSION        1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

G_BEGIN_DECLS

struct _KheoDb
{
  sqlite3      *handle;
  GThread      *owner;
  char         *path;
  gboolean      read_only;
  guint         depth;       /* of begun transactions */
  GHashTable   *idle;        /* SQL text (owned by the statement) → sqlite3_stmt */
  GHashTable   *data;        /* of the floors above */
  GCancellable *cancellable; /* owned */
};

/* The mark of our books in SQLite's header: "Kheo". */
#define KHEO_DB_APPLICATION_ID 0x4b68656f

/* Sets @error from SQLite's result code @rc; FALSE always. */
gboolean kheo_db_fail (KheoDb *db, int rc, GError **error);

/* The one number that @sql gives. */
gboolean kheo_db_query_int (KheoDb *db, const char *sql, gint64 *out_value, GError **error);

/* Our own tables (history), made before the steps of the floors above. */
gboolean kheo_history_migrate (KheoDb *db, GError **error);

/* @data deflated, or as it is when that does not help. */
GBytes *kheo_deflate (gconstpointer data, gsize size);
/* The @size bytes that were given to kheo_deflate(). */
GBytes *kheo_inflate (GBytes *packed, gsize size, GError **error);

G_END_DECLS
