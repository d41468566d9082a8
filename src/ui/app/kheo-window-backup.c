/* Backup and restore of the open book. */
#include "kheo-backup.h"
#include "kheo-file-picker.h"
#include "kheo-question.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

static gpointer
backup_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (kheo_backup_write (db, data, error));
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  kheo_store_read_finish (KHEO_STORE (source), result, &error);
  if (self->stack == NULL)
    return;
  if (error != NULL)
    kheo_page_show_error (GTK_WIDGET (self->stack), _ ("The book could not be backed up"), error);
  else
    kheo_page_toast (GTK_WIDGET (self->stack), _ ("The book has been backed up and checked"));
}

static void
picked_backup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path == NULL || self->book == NULL)
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      kheo_question_tell (GTK_WIDGET (self->stack), _ ("There is a file of this name already"),
                          _ ("A backup does not write over another file. Choose another name."));
      return;
    }
  kheo_store_read_async (kheo_book_get_store (self->book), backup_job, g_steal_pointer (&path),
                         g_free, NULL, NULL, backed_up_cb, g_object_ref (self));
}

static void
backup_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d-%H%M");
  g_autofree char *base = g_path_get_basename (kheo_book_get_path (self->book));
  g_autofree char *stem =
      g_str_has_suffix (base, ".kheo") ? g_strndup (base, strlen (base) - 5) : g_strdup (base);
  g_autofree char   *name = g_strdup_printf ("%s-%s.kheo", stem, day);
  const KheoFileKind kind = { _ ("Back up the book"), _ ("Books of Khéo"), "*.kheo", name, TRUE };

  kheo_file_picker_ask_async (GTK_WIDGET (self->stack), &kind, self->cancellable, picked_backup_cb,
                              g_object_ref (self));
}

typedef struct
{
  KheoWindow *window;
  char       *from;
} Restore;

static void
restore_answer_cb (const char *id, gpointer user_data)
{
  g_autofree Restore *restore = user_data;
  g_autoptr (KheoWindow) self = restore->window;
  g_autofree char *from = restore->from;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (id, "restore") || self->book == NULL)
    return;
  path = g_strdup (kheo_book_get_path (self->book));
  kheo_window_close_book (self);
  if (!kheo_backup_restore (from, path, &error))
    kheo_page_show_error (GTK_WIDGET (self->stack), _ ("The backup could not be restored"), error);
  if (kheo_window_open_book (self, path, FALSE) && error == NULL)
    kheo_page_toast (GTK_WIDGET (self->stack),
                     _ ("The backup has been restored; the book as it was is kept beside it"));
}

static void
picked_restore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const KheoAnswer answers[] = {
    { "cancel", _ ("_Cancel"), KHEO_ANSWER_PLAIN },
    { "restore", _ ("_Restore"), KHEO_ANSWER_DESTRUCTIVE },
    { NULL },
  };
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  Restore *restore;

  if (file == NULL || self->book == NULL)
    return;
  restore = g_new0 (Restore, 1);
  restore->window = g_object_ref (self);
  restore->from = g_file_get_path (file);
  kheo_question_ask (
      GTK_WIDGET (self->stack), _ ("Put the backup in the place of this book?"),
      _ ("The book as it is now is kept beside it, with “.before-restore” at the end "
         "of its name."),
      answers, restore_answer_cb, restore);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow        *self = user_data;
  const KheoFileKind kind = { _ ("Restore a backup"), _ ("Books of Khéo"), "*.kheo", NULL, FALSE };

  kheo_file_picker_ask_async (GTK_WIDGET (self->stack), &kind, self->cancellable, picked_restore_cb,
                              g_object_ref (self));
}

void
kheo_window_backup_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = {
    { "backup", backup_cb },
    { "restore", restore_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
