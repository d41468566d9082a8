/* The list that is shown as a spreadsheet: the rows chosen when there are several, else all that
 * are shown, as they are filtered and sorted. */
#include "kheo-file-picker.h"
#include "kheo-list-export.h"
#include "kheo-records-words.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint            n = 0;

  kheo_list_export_finish (source, result, &n, &error);
  if (self->stack == NULL || self->scope == NULL)
    return;
  if (error != NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self->stack), _ ("The list could not be written"), error);
      return;
    }
  text = kheo_records_tell_written (kheo_records_page_get_register (kheo_window_get_records (self)),
                                    n);
  kheo_page_toast (GTK_WIDGET (self->stack), text);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  GArray *ids;

  if (file == NULL || !g_file_is_native (file) || self->models == NULL)
    return;
  ids = kheo_records_page_list_selected (kheo_window_get_records (self));
  if (ids->len < 2)
    g_clear_pointer (&ids, g_array_unref);
  kheo_list_export_async (self->scope,
                          kheo_records_page_make_query (kheo_window_get_records (self)), ids, file,
                          exported_cb, g_object_ref (self));
}

static void
export_models_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow             *self = user_data;
  const KheoRecordsWords *words =
      kheo_records_words (kheo_records_page_get_register (kheo_window_get_records (self)));
  const KheoFileKind kind = { _ (words->export_title), _ ("Spreadsheets"), "*.xlsx|*.ods|*.csv",
                              _ (words->export_file), TRUE };

  kheo_file_picker_ask_async (GTK_WIDGET (self->stack), &kind, self->cancellable, picked_cb,
                              g_object_ref (self));
}

void
kheo_window_export_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = { { "export-models", export_models_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
