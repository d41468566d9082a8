/* The list that is shown as a spreadsheet: the rows chosen when there are several, else all that
 * are shown, as they are filtered and sorted. */
#include "kheo-file-picker.h"
#include "kheo-records-words.h"
#include "kheo-table-export.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

/* What goes to the reading thread. */
typedef struct
{
  KheoQuery *query;
  GArray    *ids; /* of the rows chosen; NULL: all */
  char      *path;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_query_free (ask->query);
  g_clear_pointer (&ask->ids, g_array_unref);
  g_free (ask->path);
  g_free (ask);
}

static gpointer
export_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask            *ask = data;
  KheoTableExport what = { .query = ask->query, .ids = ask->ids };
  KheoProgress    progress = { .cancellable = cancellable };
  guint           n = 0;

  if (!kheo_table_export_write (db, &what, ask->path, &progress, &n, error))
    return NULL;
  return g_memdup2 (&n, sizeof n);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *n = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_autofree char  *text = NULL;

  if (self->stack == NULL || self->scope == NULL)
    return;
  if (n == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self->stack), _ ("The list could not be written"), error);
      return;
    }
  text = kheo_records_tell_written (kheo_records_page_get_register (kheo_window_get_records (self)),
                                    *n);
  kheo_page_toast (GTK_WIDGET (self->stack), text);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  Ask             *ask;

  if (path == NULL || self->models == NULL)
    return;
  ask = g_new0 (Ask, 1);
  ask->query = kheo_records_page_make_query (kheo_window_get_records (self));
  ask->ids = kheo_records_page_list_selected (kheo_window_get_records (self));
  if (ask->ids->len < 2)
    g_clear_pointer (&ask->ids, g_array_unref);
  ask->path =
      strchr (name, '.') != NULL ? g_steal_pointer (&path) : g_strconcat (path, ".xlsx", NULL);
  kheo_store_read_async (kheo_book_get_store (self->book), export_job, ask, ask_free, g_free,
                         kheo_scope_get_cancellable (self->scope), exported_cb,
                         g_object_ref (self));
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
