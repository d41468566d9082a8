#include "kheo-sheet-write.h"

typedef struct
{
  KheoSheetWindow *window; /* owned, as all here */
  GtkWidget       *near;
  char            *toast;
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->window);
  g_object_unref (wait->near);
  g_free (wait->toast);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);
  if (error != NULL)
    {
      kheo_sheet_window_set_ready (wait->window, TRUE);
      kheo_sheet_window_set_problem (wait->window, error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (wait->window));
  if (*wait->toast != '\0')
    kheo_page_toast_action (wait->near, wait->toast, action);
}

void
kheo_sheet_write (KheoSheetWindow     *window,
                  GtkWidget           *near,
                  KheoScope           *scope,
                  const KheoSheetDeed *deed)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->window = g_object_ref (window);
  wait->near = g_object_ref (near);
  wait->toast = g_strdup (deed->toast != NULL ? deed->toast : deed->title);
  kheo_sheet_window_set_ready (window, FALSE); /* not twice */
  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (scope)), deed->title, deed->job,
                          deed->data, deed->data_free, NULL, NULL, written_cb, wait);
}
