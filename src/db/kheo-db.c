#include "kheo-db-private.h"

#include "kheo-text.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 5000
/* How often a running statement looks at its cancellable, in steps of SQLite's machine. */
#define STEPS_PER_LOOK 2000
/* Pages in the journal: so many are brought into the book after a commit, but more than these of
 * one transaction would make its end take seconds; they wait for kheo_db_settle(). */
#define CHECKPOINT_FRAMES 1000
#define MANY_FRAMES       4000
/* SQLite takes shorter files for new ones. */
#define SMALLEST_PAGE 512

gboolean
kheo_db_fail (KheoDb *db, int rc, GError **error)
{
  KheoErrorCode code = KHEO_ERROR_FAILED;
  const char   *message = db->handle != NULL && (sqlite3_errcode (db->handle) & 0xff) == (rc & 0xff)
                              ? sqlite3_errmsg (db->handle)
                              : sqlite3_errstr (rc);

  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      code = KHEO_ERROR_BUSY;
      break;
    case SQLITE_CONSTRAINT:
      code = KHEO_ERROR_CONFLICT;
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      code = KHEO_ERROR_CORRUPT;
      break;
    case SQLITE_READONLY:
      code = KHEO_ERROR_READ_ONLY;
      break;
    case SQLITE_TOOBIG:
      code = KHEO_ERROR_TOO_LARGE;
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return FALSE;
    default:
      break;
    }

  g_set_error (error, KHEO_ERROR, code, "%s (%d)", message, rc);
  return FALSE;
}

static void
fold_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  GString    *key = sqlite3_user_data (context);
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text == NULL)
    return;
  g_string_truncate (key, 0);
  kheo_text_fold_append (key, text, sqlite3_value_bytes (values[0]));
  sqlite3_result_text64 (context, key->str, key->len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void
free_key_cb (gpointer key)
{
  g_string_free (key, TRUE);
}

static gboolean
set_up (KheoDb *db, GError **error)
{
  int rc;

  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  rc = sqlite3_create_function_v2 (db->handle, "kheo_fold", 1,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                   g_string_new (NULL), fold_cb, NULL, NULL, free_key_cb);
  if (rc != SQLITE_OK)
    return kheo_db_fail (db, rc, error);
  /* temp_store stays at its default: with MEMORY every statement inside a savepoint walks the whole
   * list of saved pages, and undoing 100,000 rows takes half a minute instead of half a second. */
  return kheo_db_exec (db, "PRAGMA foreign_keys = ON; " KHEO_DB_CACHE, error);
}

/* Random through and through, in whole pages: a database under a password.  Reads the file, so it
 * must not be open anywhere in this process (closing would drop SQLite's locks). */
static gboolean
looks_encrypted (const char *path)
{
  g_autofree char *data = NULL;
  gsize            size = 0;
  guint            counts[256] = { 0 };
  double           entropy = 0;

  if (!g_file_get_contents (path, &data, &size, NULL) || size < 4096 || size % 512 != 0 ||
      memcmp (data, "SQLite format 3", 16) == 0)
    return FALSE;
  size = 4096;
  for (gsize i = 0; i < size; i++)
    counts[(guchar) data[i]]++;
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      entropy -= counts[i] / (double) size * log2 (counts[i] / (double) size);
  return entropy > 7.8; /* bits per byte; text and programs stay below 7 */
}

/* SQLite reads a page that is cut off as if zeros followed.  While pages wait in a journal the file
 * may rightly be shorter. */
static gboolean
check_length (KheoDb *db, GError **error)
{
  g_autofree char *wal = g_strconcat (db->path, "-wal", NULL);
  gint64           n_pages = 0;
  gint64           page_size = 0;
  GStatBuf         info;

  if (g_stat (wal, &info) == 0 && info.st_size > 0)
    return TRUE;
  if (!kheo_db_query_int (db, "PRAGMA page_count", &n_pages, error) ||
      !kheo_db_query_int (db, "PRAGMA page_size", &page_size, error))
    return FALSE;
  if (g_stat (db->path, &info) != 0 || info.st_size >= n_pages * page_size)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "'%s' is cut off", db->path);
  return FALSE;
}

/* Proves that the file is a book of ours, or nothing yet. */
static gboolean
check_identity (KheoDb *db, GError **error)
{
  gint64 id = 0;
  gint64 n_tables = 0;

  if (!kheo_db_query_int (db, "PRAGMA application_id", &id, error) ||
      !kheo_db_query_int (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (id == KHEO_DB_APPLICATION_ID || (id == 0 && n_tables == 0))
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "'%s' is a database of another program",
               db->path);
  return FALSE;
}

/* What SQLite cannot read may be a book under a password. */
static void
explain (KheoDb *db, GError **error)
{
  if (error == NULL || !g_error_matches (*error, KHEO_ERROR, KHEO_ERROR_CORRUPT))
    return;
  g_clear_pointer (&db->handle, sqlite3_close_v2);
  if (!looks_encrypted (db->path))
    return;
  g_clear_error (error);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED, "'%s' is encrypted", db->path);
}

/* After each commit. */
static int
wal_cb (gpointer user_data, sqlite3 *handle, const char *name, int n_frames)
{
  KheoDb *db = user_data;

  if (n_frames - db->n_frames > MANY_FRAMES)
    db->n_frames = n_frames;
  else if (n_frames >= CHECKPOINT_FRAMES)
    {
      db->n_frames = 0;
      sqlite3_wal_checkpoint_v2 (handle, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    }
  return SQLITE_OK;
}

void
kheo_db_settle (KheoDb *db)
{
  g_assert (db->owner == g_thread_self ());

  if (db->n_frames == 0 || db->depth > 0)
    return;
  db->n_frames = 0;
  sqlite3_wal_checkpoint_v2 (db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static gboolean
set_up_writing (KheoDb *db, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d", KHEO_DB_APPLICATION_ID);
  gint64           id = 0;

  {
    g_autoptr (KheoStmt) mode = kheo_db_prepare (db, "PRAGMA journal_mode = WAL");
    gboolean is_wal;

    if (!kheo_stmt_step (mode, error))
      return FALSE;
    is_wal = g_strcmp0 (kheo_stmt_get_text (mode, 0), "wal") == 0;
    kheo_stmt_reset (mode);
    /* Without WAL only EXTRA survives a power cut. */
    if (!kheo_db_exec (db, is_wal ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = EXTRA",
                       error) ||
        !kheo_db_exec (db, "PRAGMA journal_size_limit = 16777216", error))
      return FALSE;
  }
  sqlite3_wal_hook (db->handle, wal_cb, db);
  if (!kheo_db_query_int (db, "PRAGMA application_id", &id, error))
    return FALSE;
  return id == KHEO_DB_APPLICATION_ID || kheo_db_exec (db, stamp, error);
}

/* A name for SQLite.  Without a "-wal" beside it no one writes the book, and SQLite may be told
 * that it will not change: then it leaves no file behind. */
static char *
uri_of (KheoDb *db)
{
  g_autofree char *escaped = g_uri_escape_string (db->path, "/", FALSE);
  g_autofree char *wal = g_strconcat (db->path, "-wal", NULL);

  return g_strdup_printf ("file:%s%s", escaped,
                          db->read_only && !g_file_test (wal, G_FILE_TEST_EXISTS) ? "?immutable=1"
                                                                                  : "");
}

static gboolean
open_handle (KheoDb *db, GError **error)
{
  static gsize     configured;
  g_autofree char *uri = uri_of (db);
  int              rc;

  if (g_once_init_enter (&configured))
    {
      /* Counting every byte takes a lock for every allocation.  Too late is no harm. */
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&configured, 1);
    }
  rc = sqlite3_open_v2 (strcmp (db->path, ":memory:") == 0 ? db->path : uri, &db->handle,
                        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI |
                            (db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE),
                        NULL);
  if (rc != SQLITE_OK)
    return kheo_db_fail (db, rc, error);
  if (!db->read_only && sqlite3_db_readonly (db->handle, "main") == 1)
    {
      /* The system grants reading only. */
      g_clear_pointer (&db->handle, sqlite3_close_v2);
      db->read_only = TRUE;
      return open_handle (db, error);
    }
  if (kheo_scan_set_up (db, error) && set_up (db, error) && check_identity (db, error) &&
      check_length (db, error) && (db->read_only || set_up_writing (db, error)))
    return TRUE;
  explain (db, error);
  return FALSE;
}

/* Finds out what is at the path without opening it; makes the file when it may. */
static gboolean
prepare_file (const char *path, KheoDbFlags flags, gboolean *out_created, GError **error)
{
  GStatBuf info;
  int      fd;

  *out_created = FALSE;
  if (strcmp (path, ":memory:") == 0)
    return TRUE;
  if (g_stat (path, &info) == 0)
    {
      if (!S_ISREG (info.st_mode))
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "'%s' is not a file", path);
      else if (info.st_size < SMALLEST_PAGE)
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "'%s' is empty or cut off", path);
      else
        return TRUE;
      return FALSE;
    }
  if (errno != ENOENT || (flags & KHEO_DB_CREATE) == 0 || (flags & KHEO_DB_READ_ONLY) != 0)
    {
      g_set_error (error, KHEO_ERROR, errno == ENOENT ? KHEO_ERROR_NOT_FOUND : KHEO_ERROR_FAILED,
                   "'%s': %s", path, g_strerror (errno));
      return FALSE;
    }
  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, KHEO_ERROR, errno == ENOENT ? KHEO_ERROR_NOT_FOUND : KHEO_ERROR_FAILED,
                   "'%s' cannot be made: %s", path, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  *out_created = TRUE;
  return TRUE;
}

KheoDb *
kheo_db_open (const char *path, KheoDbFlags flags, GError **error)
{
  g_autoptr (KheoDb) db = NULL;
  gboolean created;

  g_return_val_if_fail (path != NULL, NULL);

  if (!prepare_file (path, flags, &created, error))
    return NULL;

  db = g_new0 (KheoDb, 1);
  db->owner = g_thread_self ();
  db->path = g_strdup (path);
  db->read_only = (flags & KHEO_DB_READ_ONLY) != 0;
  db->idle =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sqlite3_finalize);
  db->data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!open_handle (db, error))
    {
      if (created)
        g_unlink (path);
      return NULL;
    }
  return g_steal_pointer (&db);
}

typedef struct
{
  gpointer       data;
  GDestroyNotify destroy;
} Attached;

static void
attached_free (Attached *attached)
{
  if (attached->destroy != NULL)
    attached->destroy (attached->data);
  g_free (attached);
}

static void
drop_data (KheoDb *db)
{
  GHashTableIter iter;
  gpointer       attached;

  g_hash_table_iter_init (&iter, db->data);
  while (g_hash_table_iter_next (&iter, NULL, &attached))
    {
      g_hash_table_iter_remove (&iter);
      attached_free (attached);
    }
}

void
kheo_db_close (KheoDb *db)
{
  g_assert (db->owner == g_thread_self ());

  drop_data (db);
  g_hash_table_unref (db->data);
  g_hash_table_unref (db->idle);
  /* A statement that is still held keeps the connection alive; that would be a bug of ours. */
  if (db->handle != NULL && sqlite3_close (db->handle) != SQLITE_OK)
    {
      g_critical ("a statement outlives its database: %s",
                  sqlite3_sql (sqlite3_next_stmt (db->handle, NULL)));
      sqlite3_close_v2 (db->handle);
    }
  g_clear_object (&db->cancellable);
  g_free (db->path);
  g_free (db);
}

gboolean
kheo_db_exec (KheoDb *db, const char *sql, GError **error)
{
  int rc;

  g_assert (db->owner == g_thread_self ());

  rc = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK || kheo_db_fail (db, rc, error);
}

gboolean
kheo_db_query_int (KheoDb *db, const char *sql, gint64 *out_value, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;

  *out_value = 0;
  if (kheo_stmt_step (stmt, &problem))
    *out_value = kheo_stmt_get_int (stmt, 0);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
kheo_db_is_in_transaction (KheoDb *db)
{
  return db->depth > 0;
}

const char *
kheo_db_get_path (KheoDb *db)
{
  return db->path;
}

gboolean
kheo_db_is_read_only (KheoDb *db)
{
  return db->read_only;
}

gint64
kheo_db_changes (KheoDb *db)
{
  return sqlite3_changes64 (db->handle);
}

static int
look_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
watch_cancellable (KheoDb *db)
{
  sqlite3_progress_handler (db->handle, db->cancellable != NULL ? STEPS_PER_LOOK : 0,
                            db->cancellable != NULL ? look_cb : NULL, db->cancellable);
}

void
kheo_db_set_cancellable (KheoDb *db, GCancellable *cancellable)
{
  g_assert (db->owner == g_thread_self ());

  g_set_object (&db->cancellable, cancellable);
  watch_cancellable (db);
}

typedef struct
{
  KheoDb       *db;
  KheoProgress *progress;
  const char   *what;
} Watched;

static int
watch_cb (gpointer user_data)
{
  const Watched *watched = user_data;

  return !kheo_progress_tick (watched->progress, -1, watched->what, NULL) ||
         g_cancellable_is_cancelled (watched->db->cancellable);
}

gboolean
kheo_db_exec_watched (
    KheoDb *db, const char *sql, KheoProgress *progress, const char *what, GError **error)
{
  Watched  watched = { db, progress, what };
  gboolean done;

  sqlite3_progress_handler (db->handle, STEPS_PER_LOOK, watch_cb, &watched);
  done = kheo_db_exec (db, sql, error);
  watch_cancellable (db);
  return done;
}

gboolean
kheo_db_begin (KheoDb *db, GError **error)
{
  g_autofree char *sql = NULL;

  if (db->depth == 0)
    sql = g_strdup (db->read_only ? "BEGIN" : "BEGIN IMMEDIATE");
  else
    sql = g_strdup_printf ("SAVEPOINT kheo_%u", db->depth);
  if (!kheo_db_exec (db, sql, error))
    return FALSE;
  db->depth++;
  return TRUE;
}

/* On failure the transaction is rolled back: there is nothing left to end. */
gboolean
kheo_db_commit (KheoDb *db, GError **error)
{
  g_autofree char *release = NULL;

  g_return_val_if_fail (db->depth > 0, FALSE);

  if (sqlite3_get_autocommit (db->handle))
    {
      /* A cancelled or failed statement has ended all of it. */
      db->depth--;
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_FAILED,
                           "the transaction was rolled back by an earlier failure");
      return FALSE;
    }
  release = g_strdup_printf ("RELEASE kheo_%u", db->depth - 1);
  if (!kheo_db_exec (db, db->depth == 1 ? "COMMIT" : release, error))
    {
      kheo_db_rollback (db);
      return FALSE;
    }
  db->depth--;
  return TRUE;
}

void
kheo_db_rollback (KheoDb *db)
{
  g_return_if_fail (db->depth > 0);

  db->depth--;
  if (sqlite3_get_autocommit (db->handle))
    return;
  if (db->depth == 0)
    kheo_db_exec (db, "ROLLBACK", NULL);
  else
    {
      g_autofree char *sql =
          g_strdup_printf ("ROLLBACK TO kheo_%u; RELEASE kheo_%u", db->depth, db->depth);

      kheo_db_exec (db, sql, NULL);
    }
}

void
kheo_db_set_data (KheoDb *db, const char *key, gpointer data, GDestroyNotify destroy)
{
  Attached *old = g_hash_table_lookup (db->data, key);
  Attached *attached = g_new (Attached, 1);

  *attached = (Attached){ data, destroy };
  g_hash_table_replace (db->data, g_strdup (key), attached);
  if (old != NULL)
    attached_free (old);
}

gpointer
kheo_db_get_data (KheoDb *db, const char *key)
{
  Attached *attached = g_hash_table_lookup (db->data, key);

  return attached != NULL ? attached->data : NULL;
}
