/* What the files of db/ share: the only header that shows SQLite. */
#pragma once

#include "kheo-db.h"
#include "kheo-spool.h"

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
  int           n_frames;    /* of the journal that wait for the book itself */
  gpointer      scan;        /* what is being scanned, see kheo-scan.c */
};

/* Pages held in memory; fewer while rows by the hundred thousand only go in, for nobody asks for
 * them again. */
#define KHEO_DB_CACHE       "PRAGMA cache_size = -65536"
#define KHEO_DB_CACHE_SMALL "PRAGMA cache_size = -16384"

/* The mark of our books in SQLite's header: "Kheo". */
#define KHEO_DB_APPLICATION_ID 0x4b68656f

/* Sets @error from SQLite's result code @rc; FALSE always. */
gboolean kheo_db_fail (KheoDb *db, int rc, GError **error);

/* Executes what may take long: says @what meanwhile and may be cancelled. */
gboolean kheo_db_exec_watched (
    KheoDb *db, const char *sql, KheoProgress *progress, const char *what, GError **error);

/* kheo_db_commit() of what may take long: says @what meanwhile; cancelled only before it begins. */
gboolean
kheo_db_commit_watched (KheoDb *db, KheoProgress *progress, const char *what, GError **error);

/* The one number that @sql gives. */
gboolean kheo_db_query_int (KheoDb *db, const char *sql, gint64 *out_value, GError **error);

/* Our own tables (history), made before the steps of the floors above. */
gboolean kheo_history_migrate (KheoDb *db, GError **error);

/* @text, of @size bytes, stays until the statement has run. */
void kheo_stmt_set_text_sized (KheoStmt *stmt, int place, const char *text, gsize size);

/* Adds what kheo_db_scan() calls with each row. */
gboolean kheo_scan_set_up (KheoDb *db, GError **error);
/* A statement that only has values: the row that SQLite hands to a function.  For the getters. */
KheoStmt *kheo_stmt_new_row (KheoDb *db);
void      kheo_stmt_set_row (KheoStmt *stmt, sqlite3_value **values);

/* @data deflated, or as it is when that does not help. */
GBytes *kheo_deflate (gconstpointer data, gsize size);
/* The @size bytes that were given to kheo_deflate() or to a deflater. */
GBytes *kheo_inflate (GBytes *packed, gsize size, GError **error);

/* Deflates on a thread of its own what is given to it bit by bit. */
typedef struct _KheoDeflater KheoDeflater;
KheoDeflater                *kheo_deflater_new (void);
void                         kheo_deflater_free (KheoDeflater *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoDeflater, kheo_deflater_free)
/* Waits when the thread is far behind. */
void kheo_deflater_push (KheoDeflater *self, gconstpointer data, gsize size);
/* All of it; nothing may be pushed any more.  *out_size: what was pushed. */
KheoSpool *kheo_deflater_finish (KheoDeflater *self, gsize *out_size);

G_END_DECLS
