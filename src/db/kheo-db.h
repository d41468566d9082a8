/*
 * SQLite, thinly: the only room that includes <sqlite3.h>.  A KheoDb belongs to the thread that
 * opened it; each function asserts it.
 */
#pragma once

#include "kheo-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KheoDb   KheoDb;
typedef struct _KheoStmt KheoStmt;

typedef enum
{
  KHEO_DB_CREATE = 1 << 0,    /* make the file when there is none (mode 0600) */
  KHEO_DB_READ_ONLY = 1 << 1, /* never changes the file */
} KheoDbFlags;

/* WAL, synchronous FULL, foreign keys on, 64 MiB cache.  A file that is no database, is damaged or
 * busy gives KHEO_ERROR_CORRUPT / _BUSY. ":memory:" works for tests. */
KheoDb  *kheo_db_open (const char *path, KheoDbFlags flags, GError **error);
void     kheo_db_close (KheoDb *db);
gboolean kheo_db_exec (KheoDb *db, const char *sql, GError **error);
gboolean kheo_db_is_read_only (KheoDb *db);
/* As it was opened; ":memory:" has no file. */
const char *kheo_db_get_path (KheoDb *db);
/* Rows changed by the last statement. */
gint64 kheo_db_changes (KheoDb *db);
/* Stops a running statement from another thread's cancellable; NULL takes it away. */
void kheo_db_set_cancellable (KheoDb *db, GCancellable *cancellable);

/* Brings the schema to step @n_steps (each one transaction, stamped in user_version); a book from
 * a newer version gives KHEO_ERROR_NEWER. */
gboolean kheo_db_migrate (KheoDb *db, const char *const *steps, guint n_steps, GError **error);
guint    kheo_db_get_schema (KheoDb *db);

/* Transactions nest by savepoint: begin … commit or rollback, exactly one of the two. */
gboolean kheo_db_begin (KheoDb *db, GError **error);
gboolean kheo_db_commit (KheoDb *db, GError **error);
void     kheo_db_rollback (KheoDb *db);
/* Between begin and its end: what is read may yet be taken back. */
gboolean kheo_db_is_in_transaction (KheoDb *db);

/* Brings what a very large transaction left in the journal into the book: it is safe there, but
 * reading is slower.  To be called when there is nothing else to do; closing does it too. */
void kheo_db_settle (KheoDb *db);

/* A thing kept beside the connection (a cache of the floor above); replaced values are destroyed.
 */
void     kheo_db_set_data (KheoDb *db, const char *key, gpointer data, GDestroyNotify destroy);
gpointer kheo_db_get_data (KheoDb *db, const char *key);

/* Never NULL: a bad statement reports its error at step/run.  Statements prepared from the same
 * text are cached by the connection. */
KheoStmt *kheo_db_prepare (KheoDb *db, const char *sql);
void      kheo_stmt_bind_int (KheoStmt *stmt, const char *name, gint64 value);
void      kheo_stmt_bind_double (KheoStmt *stmt, const char *name, double value);
void kheo_stmt_bind_text (KheoStmt *stmt, const char *name, const char *value); /* NULL: null */
void kheo_stmt_bind_blob (KheoStmt *stmt, const char *name, gconstpointer data, gsize size);
void kheo_stmt_bind_null (KheoStmt *stmt, const char *name);
/* By place (1…), for generated statements of many columns; text is not copied: it must live until
 * the next run. */
void kheo_stmt_set_int (KheoStmt *stmt, int place, gint64 value);
void kheo_stmt_set_text (KheoStmt *stmt, int place, const char *value);
void kheo_stmt_set_blob (KheoStmt *stmt, int place, gconstpointer data, gsize size);
void kheo_stmt_set_null (KheoStmt *stmt, int place);
/* TRUE: there is a row.  FALSE without @error: no more rows. */
gboolean kheo_stmt_step (KheoStmt *stmt, GError **error);
/* The number in the first column of the first row, and then it can be bound again; 0 when there is
 * none, -1 with @error. */
gint64 kheo_stmt_ask_int (KheoStmt *stmt, GError **error);
/* For statements without rows: TRUE on success; the statement can be bound again. */
gboolean    kheo_stmt_run (KheoStmt *stmt, GError **error);
void        kheo_stmt_reset (KheoStmt *stmt);
gint64      kheo_stmt_get_int (KheoStmt *stmt, int column);
double      kheo_stmt_get_double (KheoStmt *stmt, int column);
const char *kheo_stmt_get_text (KheoStmt *stmt,
                                int       column); /* borrowed until the next step; NULL for null */
/* Until the next step; NULL when it is null or empty. */
const guint8 *kheo_stmt_get_blob (KheoStmt *stmt, int column, gsize *out_size);
GBytes       *kheo_stmt_dup_blob (KheoStmt *stmt, int column);
gboolean      kheo_stmt_is_null (KheoStmt *stmt, int column);
void          kheo_stmt_free (KheoStmt *stmt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoDb, kheo_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoStmt, kheo_stmt_free)

G_END_DECLS
