#include "kheo-history-page.h"

#include "kheo-history-item.h"
#include "kheo-label.h"
#include "kheo-page.h"
#include "kheo-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoHistoryPage
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope          *scope;
  GListStore         *store;
  GtkFilterListModel *filtered;
  GtkFilter          *filter;
  char               *key;    /* of the search entry, folded */
  GCancellable       *asking; /* NULL: no list on its way */

  /* Template children. */
  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *stack;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (KheoHistoryPage, kheo_history_page, GTK_TYPE_WIDGET)

/* Older actions are found through the record they touched, or with kheo-cli. */
#define MAX_ACTIONS 5000u

/* ---- Rows ---- */

static void
button_clicked_cb (GtkButton *button, GtkListItem *item)
{
  KheoHistoryItem  *row = gtk_list_item_get_item (item);
  const KheoAction *action;

  if (row == NULL)
    return;
  action = kheo_history_item_get_action (row);
  gtk_widget_activate_action (
      GTK_WIDGET (button), action->undone ? "win.redo-action" : "win.take-back", "x", action->id);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  kheo_label_append (words, NULL);
  gtk_widget_add_css_class (kheo_label_append (words, "caption"), "dim-label");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), item);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KheoHistoryPage *self)
{
  KheoHistoryItem  *entry = gtk_list_item_get_item (item);
  const KheoAction *action = kheo_history_item_get_action (entry);
  GtkWidget        *row = gtk_list_item_get_child (item);
  GtkWidget        *words = gtk_widget_get_first_child (row);
  GtkWidget        *button = gtk_widget_get_last_child (row);
  GtkWidget        *title = gtk_widget_get_first_child (words);
  GtkWidget        *detail = gtk_widget_get_next_sibling (title);
  const char       *verb = action->undone ? _ ("Bring back") : _ ("Take back");
  g_autofree char  *name = g_strdup_printf ("%s: %s", verb, action->title);
  g_autofree char  *state =
      action->undone ? g_strdup_printf (_ ("%s (taken back)"), action->title) : NULL;

  gtk_label_set_label (GTK_LABEL (title), action->title);
  kheo_label_strike (GTK_LABEL (title), action->undone);
  gtk_label_set_label (GTK_LABEL (detail), kheo_history_item_get_detail (entry));
  gtk_button_set_label (GTK_BUTTON (button), verb);
  gtk_widget_set_sensitive (button, !kheo_book_is_read_only (kheo_scope_get_book (self->scope)));
  kheo_page_set_label (button, name);
  kheo_page_name_row (row, state != NULL ? state : action->title);
}

/* ---- Asking ---- */

static gpointer
list_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_history_list (db, MAX_ACTIONS, FALSE, error);
}

static void
show_stack (KheoHistoryPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), any ? "list" : "empty");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    return;
  g_clear_object (&self->asking);
  if (actions == NULL)
    return;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (actions, NULL); /* the items take them */
  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (items, kheo_history_item_new (g_ptr_array_index (actions, i)));
  g_list_store_remove_all (self->store);
  g_list_store_splice (self->store, 0, 0, items->pdata, items->len);
  show_stack (self);
}

static void
ask (KheoHistoryPage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), list_job, NULL,
                         NULL, (GDestroyNotify) g_ptr_array_unref, self->asking, listed_cb,
                         g_object_ref (self));
}

static gboolean
filter_func (gpointer item, gpointer user_data)
{
  KheoHistoryPage *self = user_data;

  return self->key == NULL || kheo_history_item_matches (item, self->key);
}

static void
search_changed_cb (KheoHistoryPage *self)
{
  g_free (self->key);
  self->key = kheo_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_stack (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoHistoryPage *self = KHEO_HISTORY_PAGE (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  g_clear_object (&self->store);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_HISTORY_PAGE);
  G_OBJECT_CLASS (kheo_history_page_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_free (KHEO_HISTORY_PAGE (object)->key);
  G_OBJECT_CLASS (kheo_history_page_parent_class)->finalize (object);
}

static void
kheo_history_page_class_init (KheoHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "history/kheo-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoHistoryPage, box);
  gtk_widget_class_bind_template_child (widget_class, KheoHistoryPage, search);
  gtk_widget_class_bind_template_child (widget_class, KheoHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoHistoryPage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
kheo_history_page_init (KheoHistoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (KHEO_TYPE_HISTORY_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_func, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                              g_object_ref (self->filter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  kheo_page_set_label (self->list, _ ("History of the book"));
  kheo_page_set_label (self->search, _ ("Find an action, a person or a day"));
  kheo_page_hide_unmapped (GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_history_page_new (KheoScope *scope)
{
  KheoHistoryPage *self = g_object_new (KHEO_TYPE_HISTORY_PAGE, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  ask (self);
  return GTK_WIDGET (self);
}

GListModel *
kheo_history_page_get_model (KheoHistoryPage *self)
{
  g_return_val_if_fail (KHEO_IS_HISTORY_PAGE (self), NULL);
  return G_LIST_MODEL (self->filtered);
}

void
kheo_history_page_set_filter (KheoHistoryPage *self, const char *text)
{
  g_return_if_fail (KHEO_IS_HISTORY_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  search_changed_cb (self);
}
