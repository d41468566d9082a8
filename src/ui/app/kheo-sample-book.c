#include "kheo-sample-book.h"

#include "kheo-book.h"
#include "kheo-sample.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Made under another name, so that a half-made sample is never taken for a whole one. */
static gboolean
make_sample (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  KheoProgress     progress = { .cancellable = cancellable };
  KheoDb          *db;
  gboolean         filled;

  g_mkdir_with_parents (folder, 0700);
  g_unlink (draft);
  db = kheo_book_open_db (draft, KHEO_DB_CREATE, error);
  if (db == NULL)
    return FALSE;
  filled = kheo_sample_fill (db, &progress, error);
  kheo_db_close (db);
  if (filled && g_rename (draft, path) == 0)
    return TRUE;
  g_unlink (draft);
  if (filled)
    g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_FAILED, g_strerror (errno));
  return FALSE;
}

static void
sample_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || make_sample (path, cancellable, &error))
    g_task_return_pointer (task, g_strdup (path), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
kheo_sample_book_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, kheo_sample_book_async);
  g_task_set_task_data (
      task, g_build_filename (g_get_user_data_dir (), "kheo", "so-mau.kheo", NULL), g_free);
  g_task_run_in_thread (task, sample_thread);
}

char *
kheo_sample_book_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
