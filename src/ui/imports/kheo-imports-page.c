#include "kheo-imports-page.h"

#include "kheo-file-picker.h"
#include "kheo-history-item.h"
#include "kheo-imported-records.h"
#include "kheo-kept-file-view.h"
#include "kheo-registers.h"
#include "kheo-take-back.h"
#include "kheo-taken-file.h"
#include "kheo-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoImportsPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkEditable   *search;
  GtkButton     *take_button;
  GtkStack      *stack; /* list, empty, filtered */
  GtkColumnView *view;
  GMenuModel    *row_menu;

  /* owned */
  KheoScope          *scope;
  GListStore         *store; /* of KheoTakenFile */
  GtkFilterListModel *filtered;
  GtkFilter          *filter;
  GtkSingleSelection *selection;
  char               *key;    /* of the search entry, folded */
  GCancellable       *asking; /* NULL: no list on its way */

  gint64 chosen; /* id of the import chosen: it stays so when the list is made anew; 0: none */
};

G_DEFINE_FINAL_TYPE (KheoImportsPage, kheo_imports_page, GTK_TYPE_WIDGET)

static const struct
{
  KheoTakenText text;
  const char   *title;
  int           width; /* pixels; -1: the room there is */
  gboolean      number;
} columns[] = {
  { KHEO_TAKEN_FILE_NAME, N_ ("File"), -1, FALSE },
  { KHEO_TAKEN_FILE_AS, N_ ("Taken as"), 90, FALSE },
  { KHEO_TAKEN_FILE_WHEN, N_ ("Read at"), 130, FALSE },
  { KHEO_TAKEN_FILE_WHO, N_ ("By"), 90, FALSE },
  { KHEO_TAKEN_FILE_BROUGHT, N_ ("New, changed"), 104, TRUE },
  { KHEO_TAKEN_FILE_LEFT, N_ ("Left now"), 90, TRUE },
  { KHEO_TAKEN_FILE_STATE, N_ ("State of the file"), 130, FALSE },
};

/* ---- The file chosen ---- */

static KheoTakenFile *
get_chosen (KheoImportsPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
update_actions (KheoImportsPage *self)
{
  KheoTakenFile         *file = get_chosen (self);
  const KheoImportState *state = file != NULL ? kheo_taken_file_get_state (file) : NULL;
  KheoBook              *book = kheo_scope_get_book (self->scope);
  gboolean               writable = book != NULL && !kheo_book_is_read_only (book);
  GtkWidget             *widget = GTK_WIDGET (self);
  gboolean               back = state != NULL && state->undone;

  gtk_widget_action_set_enabled (widget, "imports.show", state != NULL && state->is_kept);
  gtk_widget_action_set_enabled (widget, "imports.save", state != NULL && state->is_kept);
  gtk_widget_action_set_enabled (widget, "imports.records",
                                 state != NULL && state->n_records + state->n_changed > 0);
  gtk_widget_action_set_enabled (widget, "imports.take-back",
                                 state != NULL && writable && state->action != 0);
  gtk_button_set_label (self->take_button, back ? _ ("_Bring back…") : _ ("_Take back…"));
}

static void
selected_cb (KheoImportsPage *self)
{
  KheoTakenFile *file = get_chosen (self);

  if (file != NULL)
    self->chosen = kheo_taken_file_get_state (file)->entry.id;
  update_actions (self);
}

static void
take_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportsPage       *self = KHEO_IMPORTS_PAGE (widget);
  KheoTakenFile         *file = get_chosen (self);
  const KheoImportState *state;

  if (file == NULL)
    return;
  state = kheo_taken_file_get_state (file);
  kheo_take_back (widget, self->scope, state->action, kheo_taken_file_get_title (file),
                  state->undone, KHEO_TAKE_ASK);
}

static void
show_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportsPage       *self = KHEO_IMPORTS_PAGE (widget);
  KheoTakenFile         *file = get_chosen (self);
  const KheoImportState *state = file != NULL ? kheo_taken_file_get_state (file) : NULL;

  if (state != NULL && state->is_kept)
    kheo_kept_file_view_present (widget, self->scope, state->entry.id, state->entry.file);
}

/* ---- Its records ---- */

static gpointer
records_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_imports_list_records (db, *(gint64 *) data, NULL, 0, 0, error);
}

static void
array_free (gpointer array)
{
  g_array_unref (array);
}

/* Models have a page that can be narrowed to a file; all else stands in a window. */
static void
records_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) records = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  KheoTakenFile *file = get_chosen (self);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (records == NULL)
    kheo_page_show_error (GTK_WIDGET (self), _ ("The records could not be read"), error);
  else if (records->len > 0 && file != NULL)
    kheo_imported_records_present (GTK_WIDGET (self), self->scope, records,
                                   kheo_taken_file_get_state (file)->entry.file);
}

static void
show_records (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportsPage       *self = KHEO_IMPORTS_PAGE (widget);
  KheoTakenFile         *file = get_chosen (self);
  const KheoImportState *state = file != NULL ? kheo_taken_file_get_state (file) : NULL;

  if (state == NULL)
    return;
  if (g_strcmp0 (state->entry.as, "models") == 0)
    gtk_widget_activate_action (widget, "win.show-import", "x", state->entry.id);
  else
    kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), records_job,
                           g_memdup2 (&state->entry.id, sizeof (gint64)), g_free, array_free,
                           kheo_scope_get_cancellable (self->scope), records_cb,
                           g_object_ref (self));
}

/* ---- The original file ---- */

typedef struct
{
  char *sha256;
  char *path;
} SaveAsk;

static void
save_ask_free (gpointer data)
{
  SaveAsk *ask = data;

  g_free (ask->sha256);
  g_free (ask->path);
  g_free (ask);
}

static gpointer
save_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const SaveAsk *ask = data;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = kheo_kept_file_read (db, ask->sha256, &problem);
  gsize       size;
  const void *content;

  if (bytes == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                     _ ("The book has not kept this file: it was too large."));
      return NULL;
    }
  content = g_bytes_get_data (bytes, &size);
  return g_file_set_contents (ask->path, content, (gssize) size, error) ? g_strdup (ask->path)
                                                                        : NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *text = NULL;

  if (self->stack == NULL)
    return;
  if (path == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The file could not be saved"), error);
      return;
    }
  text = g_strdup_printf (_ ("Saved as it came: %s"), name);
  kheo_page_toast (GTK_WIDGET (self), text);
}

void
kheo_imports_page_save (KheoImportsPage *self, const char *path)
{
  KheoTakenFile *file;
  SaveAsk       *ask;

  g_return_if_fail (KHEO_IS_IMPORTS_PAGE (self));

  file = get_chosen (self);
  if (file == NULL || kheo_scope_get_book (self->scope) == NULL)
    return;
  ask = g_new0 (SaveAsk, 1);
  ask->sha256 = g_strdup (kheo_taken_file_get_state (file)->entry.sha256);
  ask->path = g_strdup (path);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), save_job, ask,
                         save_ask_free, g_free, kheo_scope_get_cancellable (self->scope), saved_cb,
                         g_object_ref (self));
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportsPage) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->stack != NULL)
    kheo_imports_page_save (self, path);
}

static void
save_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportsPage *self = KHEO_IMPORTS_PAGE (widget);
  KheoTakenFile   *file = get_chosen (self);
  KheoFileKind     kind = { _ ("Save the original file"), NULL, NULL, NULL, TRUE };

  if (file == NULL)
    return;
  kind.initial = kheo_taken_file_get_state (file)->entry.file;
  kheo_file_picker_ask_async (widget, &kind, kheo_scope_get_cancellable (self->scope), picked_cb,
                              g_object_ref (self));
}

static void
activate_cb (KheoImportsPage *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "imports.show", NULL);
}

/* ---- Cells ---- */

/* The menu of a row, which becomes the chosen one. */
static void
menu_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget       *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  KheoImportsPage *self =
      KHEO_IMPORTS_PAGE (gtk_widget_get_ancestor (cell, KHEO_TYPE_IMPORTS_PAGE));
  GtkWidget *popover = gtk_popover_menu_new_from_model (self->row_menu);

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  gtk_widget_set_parent (popover, cell);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (gtk_widget_unparent), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer index)
{
  GtkWidget  *label = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  gboolean    number = columns[GPOINTER_TO_UINT (index)].number;

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), number ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (menu_cb), item);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer index)
{
  KheoTakenFile *file = gtk_list_item_get_item (item);
  GtkWidget     *label = gtk_list_item_get_child (item);
  KheoTakenText  which = columns[GPOINTER_TO_UINT (index)].text;
  const char    *text = kheo_taken_file_get_text (file, which);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (kheo_taken_file_get_state (file)->undone)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
  if (which == KHEO_TAKEN_FILE_NAME)
    {
      kheo_label_strike (GTK_LABEL (label), kheo_taken_file_get_state (file)->undone);
      gtk_widget_set_tooltip_text (label, text);
      kheo_page_name_row (label, text);
    }
}

static void
add_columns (KheoImportsPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column =
          gtk_column_view_column_new (_ (columns[i].title), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].width < 0);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      gtk_column_view_append_column (self->view, column);
    }
}

/* ---- Asking ---- */

static void
show_stack (KheoImportsPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0;
  gboolean fits = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_stack_set_visible_child_name (self->stack, fits ? "list" : any ? "filtered" : "empty");
}

static guint
find_chosen (KheoImportsPage *self)
{
  GListModel *model = G_LIST_MODEL (self->filtered);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KheoTakenFile) file = g_list_model_get_item (model, i);

      if (kheo_taken_file_get_state (file)->entry.id == self->chosen)
        return i;
    }
  return 0;
}

static gpointer
list_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_taken_file_list (db, error);
}

static void
files_free (gpointer files)
{
  g_ptr_array_unref (files);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  gint64 chosen = self->chosen;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    return;
  g_clear_object (&self->asking);
  if (files == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The files could not be listed"), error);
      return;
    }
  g_list_store_remove_all (self->store);
  g_list_store_splice (self->store, 0, 0, files->pdata, files->len);
  self->chosen = chosen;
  gtk_single_selection_set_selected (self->selection, find_chosen (self));
  selected_cb (self);
  show_stack (self);
}

static void
ask (KheoImportsPage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), list_job, NULL,
                         NULL, files_free, self->asking, listed_cb, g_object_ref (self));
}

static gboolean
filter_func (gpointer item, gpointer user_data)
{
  KheoImportsPage *self = user_data;

  return self->key == NULL || kheo_taken_file_matches (item, self->key);
}

static void
search_changed_cb (KheoImportsPage *self)
{
  g_free (self->key);
  self->key = kheo_text_fold (gtk_editable_get_text (self->search));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_stack (self);
}

/* ---- Object ---- */

static void
kheo_imports_page_dispose (GObject *object)
{
  KheoImportsPage *self = KHEO_IMPORTS_PAGE (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_IMPORTS_PAGE);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_imports_page_parent_class)->dispose (object);
}

static void
kheo_imports_page_finalize (GObject *object)
{
  g_free (KHEO_IMPORTS_PAGE (object)->key);
  G_OBJECT_CLASS (kheo_imports_page_parent_class)->finalize (object);
}

static void
kheo_imports_page_class_init (KheoImportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_imports_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_imports_page_finalize;
  gtk_widget_class_install_action (widget_class, "imports.take-back", NULL, take_back);
  gtk_widget_class_install_action (widget_class, "imports.show", NULL, show_file);
  gtk_widget_class_install_action (widget_class, "imports.save", NULL, save_file);
  gtk_widget_class_install_action (widget_class, "imports.records", NULL, show_records);
  g_type_ensure (ADW_TYPE_STATUS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "imports/kheo-imports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoImportsPage, search);
  gtk_widget_class_bind_template_child (widget_class, KheoImportsPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, KheoImportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoImportsPage, view);
  gtk_widget_class_bind_template_child (widget_class, KheoImportsPage, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_css_name (widget_class, "kheo-imports-page");
}

static void
kheo_imports_page_init (KheoImportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (KHEO_TYPE_TAKEN_FILE);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_func, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                              g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  kheo_page_hide_unmapped (GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_imports_page_new (KheoScope *scope)
{
  KheoImportsPage *self = g_object_new (KHEO_TYPE_IMPORTS_PAGE, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  ask (self);
  return GTK_WIDGET (self);
}

GListModel *
kheo_imports_page_get_model (KheoImportsPage *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORTS_PAGE (self), NULL);
  return G_LIST_MODEL (self->filtered);
}

gboolean
kheo_imports_page_is_busy (KheoImportsPage *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORTS_PAGE (self), FALSE);
  return self->asking != NULL;
}
