#include "kheo-backup.h"

#include "kheo-book-lock.h"
#include "kheo-db-private.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define MAX_PROBLEMS 100

static gboolean
fail_errno (const char *what, const char *path, GError **error)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "%s '%s': %s", what, path, g_strerror (errno));
  return FALSE;
}

static gboolean
sync_path (const char *path, GError **error)
{
  int      fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    fail_errno ("cannot be made safe:", path, error);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (folder, error);
}

/* An empty file of its own beside @path, for the owner only. */
static char *
make_beside (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".XXXXXX", NULL);
  int              fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      fail_errno ("cannot write beside", path, error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&name);
}

/* A trial open: it is a book and SQLite finds nothing wrong. */
static gboolean
prove (const char *path, GError **error)
{
  g_autoptr (KheoDb) db = kheo_db_open (path, KHEO_DB_READ_ONLY, error);
  g_autoptr (KheoStmt) stmt = NULL;

  if (db == NULL)
    return FALSE;
  stmt = kheo_db_prepare (db, "PRAGMA quick_check (1)");
  if (!kheo_stmt_step (stmt, error))
    return FALSE;
  if (g_strcmp0 (kheo_stmt_get_text (stmt, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "'%s' is damaged: %s", path,
               kheo_stmt_get_text (stmt, 0));
  return FALSE;
}

/* Gives @path the name @to, which must be free. */
static gboolean
rename_to_free (const char *path, const char *to, GError **error)
{
  if (link (path, to) == 0)
    {
      g_unlink (path);
      return TRUE;
    }
  if (errno == EEXIST || g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, "'%s' exists already", to);
      return FALSE;
    }
  /* A file system without links. */
  return g_rename (path, to) == 0 || fail_errno ("cannot make", to, error);
}

/* A proven, compact copy of @db beside @path, under a name of its own. */
static char *
copy_beside (KheoDb *db, const char *path, GError **error)
{
  g_autofree char *temporary = make_beside (path, error);
  g_autoptr (KheoStmt) stmt = NULL;

  if (temporary == NULL)
    return NULL;
  stmt = kheo_db_prepare (db, "VACUUM INTO :path");
  kheo_stmt_bind_text (stmt, ":path", temporary);
  if (kheo_stmt_run (stmt, error) && sync_path (temporary, error) && prove (temporary, error))
    return g_steal_pointer (&temporary);
  g_unlink (temporary);
  return NULL;
}

gboolean
kheo_backup_write (KheoDb *db, const char *path, GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (db != NULL && path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, "'%s' exists already", path);
      return FALSE;
    }
  temporary = copy_beside (db, path, error);
  if (temporary == NULL)
    return FALSE;
  if (rename_to_free (temporary, path, error))
    return sync_folder_of (path, error);
  g_unlink (temporary);
  return FALSE;
}

/* The first free of "@path.before-restore", "@path.before-restore-2" … */
static char *
name_for_old (const char *path)
{
  char *name = g_strconcat (path, ".before-restore", NULL);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.before-restore-%d", path, i);
    }
  return name;
}

/* Folds the journal of the old book into it.  When that fails the journal goes with it. */
static void
fold_journal (const char *path)
{
  g_autoptr (KheoDb) db = kheo_db_open (path, 0, NULL);

  if (db != NULL)
    kheo_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
}

static gboolean
put_aside (const char *path, GError **error)
{
  g_autofree char *kept = name_for_old (path);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *kept_journal = g_strconcat (kept, "-wal", NULL);

  /* With the old journal beside it the copy would be read wrongly. */
  if (g_rename (journal, kept_journal) != 0 && errno != ENOENT)
    return fail_errno ("cannot put aside", journal, error);
  g_unlink (index);
  /* With a link the book is never without a file. */
  if (link (path, kept) == 0 || g_rename (path, kept) == 0)
    return TRUE;
  return fail_errno ("cannot put aside", path, error);
}

static gboolean
replace (const char *temporary, const char *path, GError **error)
{
  g_autoptr (KheoBookLock) lock = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      lock = kheo_book_lock_take (path);
      if (lock == NULL)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_BUSY, "'%s' is open or may not be written",
                       path);
          return FALSE;
        }
      fold_journal (path);
      if (!put_aside (path, error))
        return FALSE;
    }
  if (g_rename (temporary, path) != 0)
    return fail_errno ("cannot replace", path, error);
  return sync_folder_of (path, error);
}

gboolean
kheo_backup_restore (const char *from, const char *path, GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (from != NULL && path != NULL, FALSE);

  if (!prove (from, error))
    return FALSE;
  {
    g_autoptr (KheoDb) db = kheo_db_open (from, KHEO_DB_READ_ONLY, error);

    if (db == NULL)
      return FALSE;
    temporary = copy_beside (db, path, error);
  }
  if (temporary == NULL)
    return FALSE;
  if (replace (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

static gboolean
collect_integrity (KheoDb *db, GPtrArray *problems, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA integrity_check (%d)", MAX_PROBLEMS);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    if (g_strcmp0 (kheo_stmt_get_text (stmt, 0), "ok") != 0)
      g_ptr_array_add (problems, g_strdup (kheo_stmt_get_text (stmt, 0)));
  /* Damage that stops the check is what it was to find. */
  if (g_error_matches (problem, KHEO_ERROR, KHEO_ERROR_CORRUPT))
    {
      g_ptr_array_add (problems, g_strdup (problem->message));
      return TRUE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
collect_broken_keys (KheoDb *db, GPtrArray *problems, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "PRAGMA foreign_key_check");
  g_autoptr (GError) problem = NULL;

  while (problems->len < 2 * MAX_PROBLEMS && kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (problems,
                     g_strdup_printf ("%s %" G_GINT64_FORMAT " has lost its %s",
                                      kheo_stmt_get_text (stmt, 0), kheo_stmt_get_int (stmt, 1),
                                      kheo_stmt_get_text (stmt, 2)));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GPtrArray *
kheo_db_check (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (db != NULL, NULL);

  if (!collect_integrity (db, problems, error))
    return NULL;
  if (problems->len == 0 && !collect_broken_keys (db, problems, error))
    return NULL;
  return g_steal_pointer (&problems);
}

gboolean
kheo_db_compact (KheoDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL && db->depth == 0, FALSE);

  return kheo_db_exec (db, "VACUUM", error) &&
         kheo_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}
