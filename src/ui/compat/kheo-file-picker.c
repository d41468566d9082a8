#include "kheo-file-picker.h"

#include <glib/gi18n-lib.h>

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
  gtk_native_dialog_destroy (dialog);
}

static GtkFileFilter *
make_filter (const KheoFileKind *kind)
{
  g_auto (GStrv) patterns = g_strsplit (kind->patterns, "|", -1);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind->name);
  for (char **pattern = patterns; *pattern != NULL; pattern++)
    {
      g_autofree char *upper = g_ascii_strup (*pattern, -1);

      gtk_file_filter_add_pattern (filter, *pattern);
      gtk_file_filter_add_pattern (filter, upper);
    }
  return filter;
}

void
kheo_file_picker_ask_async (GtkWidget          *near,
                            const KheoFileKind *kind,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask                *task = g_task_new (near, cancellable, callback, user_data);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (kind->title, GTK_WINDOW (gtk_widget_get_root (near)),
                                   kind->folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                   : kind->save ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                : GTK_FILE_CHOOSER_ACTION_OPEN,
                                   NULL, NULL);

  g_task_set_source_tag (task, kheo_file_picker_ask_async);
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (kind->name != NULL)
    {
      g_autoptr (GtkFileFilter) filter = make_filter (kind);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (kind->save && kind->initial != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), kind->initial);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
kheo_file_picker_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
