#include "kheo-open-uri.h"

#include "kheo-question.h"

#include <glib/gi18n-lib.h>

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) near = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kheo_question_tell (near, _ ("The file could not be opened"), error->message);
}

void
kheo_open_uri (GtkWidget *near, const char *uri)
{
  gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (near)), uri, GDK_CURRENT_TIME, NULL, shown_cb,
                     g_object_ref (near));
}
