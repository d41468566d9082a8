#include "kheo-figure-list.h"

#include "kheo-column-sort.h"
#include "kheo-list-ids.h"
#include "kheo-record-columns.h"
#include "kheo-record-list.h"
#include "kheo-registers.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _KheoFigureList
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkColumnView  *view;
  GtkStack       *stack; /* list, empty */
  KheoRecordForm *form;

  /* owned */
  KheoScope          *scope;
  KheoQuery          *query; /* NULL: none is asked for */
  KheoRecordList     *list;
  GtkSingleSelection *selection;

  guint    generation; /* of the ids asked for */
  gint64   wanted;     /* a figure to select as soon as it is in the list; 0: none */
  gboolean busy;
  gboolean settling; /* the selection is being put back by the program */
};

G_DEFINE_FINAL_TYPE (KheoFigureList, kheo_figure_list, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  KheoFigureList *list;
  KheoRecord     *record; /* to show; NULL: the one with @id */
  gint64          id;
  guint           generation;
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->list);
  g_clear_object (&wait->record);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static Wait *
wait_new (KheoFigureList *self)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->list = g_object_ref (self);
  wait->generation = self->generation;
  return wait;
}

/* ---- The ids in order ---- */

static void
select_form (KheoFigureList *self)
{
  gint64 id = self->wanted != 0 ? self->wanted : kheo_record_form_get_id (self->form);
  guint  position = id != 0 ? kheo_record_list_find (self->list, id) : G_MAXUINT;

  self->settling = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->settling = FALSE;
  if (position != G_MAXUINT)
    self->wanted = 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoFigureList *self = wait->list;
  g_autoptr (GError) error = NULL;
  GArray *ids = kheo_list_ids_finish (source, result, &error);

  if (self->stack == NULL || wait->generation != self->generation)
    {
      g_clear_pointer (&ids, g_array_unref);
      return;
    }
  self->busy = FALSE;
  if (ids == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The figures could not be read"), error);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, ids->len > 0 ? "list" : "empty");
  self->settling = TRUE;
  kheo_record_list_take_ids (self->list, ids);
  self->settling = FALSE;
  select_form (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reload (KheoFigureList *self)
{
  KheoQuery *query;
  guint      field;
  gboolean   descending;

  self->generation++;
  if (self->query == NULL || kheo_scope_get_book (self->scope) == NULL)
    return;
  query = kheo_query_dup (self->query);
  if (kheo_column_sort_query (self->view, kheo_register_figures.n_fields, &field, &descending))
    {
      g_free (query->sort);
      query->sort = g_strdup (kheo_register_figures.fields[field].name);
      query->descending = descending;
    }
  self->busy = TRUE;
  kheo_list_ids_async (self->scope, query, loaded_cb, wait_new (self));
}

/* ---- List ─► form ---- */

static gpointer
record_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_record_table_get (db, &kheo_register_figures, *(gint64 *) data, error);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFigureList) self = user_data;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (record == NULL || self->stack == NULL)
    return;
  kheo_record_form_set_record (self->form, record);
  select_form (self);
}

static void
left_cb (gboolean go, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoFigureList *self = wait->list;
  KheoBook       *book = self->scope != NULL ? kheo_scope_get_book (self->scope) : NULL;

  if (book == NULL)
    return;
  if (!go)
    select_form (self);
  else if (wait->record != NULL)
    {
      kheo_record_form_set_record (self->form, wait->record);
      select_form (self);
    }
  else
    {
      self->wanted = wait->id;
      kheo_store_read_async (
          kheo_book_get_store (book), record_job, g_memdup2 (&wait->id, sizeof wait->id), g_free,
          g_object_unref, kheo_scope_get_cancellable (self->scope), record_cb, g_object_ref (self));
    }
}

void
kheo_figure_list_show (KheoFigureList *self, gint64 id)
{
  Wait *wait;

  g_return_if_fail (KHEO_IS_FIGURE_LIST (self));
  wait = wait_new (self);
  wait->id = id;
  kheo_record_form_leave (self->form, left_cb, wait);
}

void
kheo_figure_list_offer (KheoFigureList *self, KheoRecord *record)
{
  Wait *wait;

  g_return_if_fail (KHEO_IS_FIGURE_LIST (self));
  wait = wait_new (self);
  wait->record = g_object_ref (record);
  kheo_record_form_leave (self->form, left_cb, wait);
}

static void
selected_cb (KheoFigureList *self)
{
  guint  position = gtk_single_selection_get_selected (self->selection);
  gint64 id;

  if (self->settling || position == GTK_INVALID_LIST_POSITION)
    return;
  id = kheo_record_list_get_id (self->list, position);
  if (id != kheo_record_form_get_id (self->form))
    kheo_figure_list_show (self, id);
}

static void
saved_cb (KheoFigureList *self, gint64 id, gint64 action)
{
  kheo_page_toast_action (GTK_WIDGET (self), _ ("Figure saved"), action);
}

static void
form_changed_cb (KheoFigureList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFigureList) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64             action = 0;
  g_autofree gint64 *n = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (self->stack == NULL)
    return;
  if (n == NULL)
    kheo_page_show_error (GTK_WIDGET (self), _ ("The figure could not be deleted"), error);
  else
    kheo_page_toast_action (GTK_WIDGET (self), _ ("Figure deleted"), action);
}

void
kheo_figure_list_delete (KheoFigureList *self)
{
  gint64 id;

  g_return_if_fail (KHEO_IS_FIGURE_LIST (self));
  id = kheo_record_form_get_id (self->form);
  kheo_record_form_set_record (self->form, NULL);
  if (id != 0)
    kheo_book_delete_async (kheo_scope_get_book (self->scope), &kheo_register_figures, &id, 1,
                            deleted_cb, g_object_ref (self));
}

/* ---- Widget ---- */

static void
kheo_figure_list_dispose (GObject *object)
{
  KheoFigureList *self = KHEO_FIGURE_LIST (object);

  self->generation++;
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
      gtk_column_view_set_model (self->view, NULL);
    }
  self->view = NULL;
  self->stack = NULL;
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_figure_list_parent_class)->dispose (object);
}

static void
kheo_figure_list_finalize (GObject *object)
{
  g_clear_pointer (&KHEO_FIGURE_LIST (object)->query, kheo_query_free);
  G_OBJECT_CLASS (kheo_figure_list_parent_class)->finalize (object);
}

static void
kheo_figure_list_class_init (KheoFigureListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_figure_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_figure_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_FIGURE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_figure_list_init (KheoFigureList *self)
{
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No figure here yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Not reported is not zero: nothing is known."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static GtkWidget *
make_list (KheoFigureList *self)
{
  /* The indicator is always one and the same. */
  const guint fields[] = { KHEO_FIGURE_UNIT, KHEO_FIGURE_PERIOD, KHEO_FIGURE_VALUE,
                           KHEO_FIGURE_QUALIFIER, KHEO_FIGURE_STATE };
  GtkWidget  *scroller = gtk_scrolled_window_new ();
  GtkWidget  *stack = gtk_stack_new ();

  self->list = kheo_record_list_new (kheo_scope_get_book (self->scope), &kheo_register_figures);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  kheo_page_set_label (GTK_WIDGET (self->view), _ ("Figures"));
  kheo_record_columns_add (self->view, &kheo_register_figures, self->scope);
  kheo_record_columns_show (self->view, fields, G_N_ELEMENTS (fields));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (reload),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  self->stack = GTK_STACK (stack);
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_widget_set_size_request (stack, 320, -1);
  return stack;
}

GtkWidget *
kheo_figure_list_new (KheoScope *scope)
{
  KheoFigureList *self = g_object_new (KHEO_TYPE_FIGURE_LIST, NULL);
  GtkWidget      *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget      *form = kheo_record_form_new (scope, &kheo_register_figures);

  self->scope = g_object_ref (scope);
  self->form = KHEO_RECORD_FORM (form);
  gtk_paned_set_start_child (GTK_PANED (paned), make_list (self));
  gtk_paned_set_end_child (GTK_PANED (paned), form);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), FALSE);
  gtk_widget_set_size_request (form, 380, -1);
  gtk_widget_set_parent (paned, GTK_WIDGET (self));
  kheo_record_form_set_read_only (self->form, kheo_book_is_read_only (kheo_scope_get_book (scope)));
  g_signal_connect_object (form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* ---- Public ---- */

void
kheo_figure_list_set_query (KheoFigureList *self, const KheoQuery *query)
{
  g_return_if_fail (KHEO_IS_FIGURE_LIST (self));
  g_clear_pointer (&self->query, kheo_query_free);
  self->query = query != NULL ? kheo_query_dup (query) : NULL;
  reload (self);
}

KheoRecordForm *
kheo_figure_list_get_form (KheoFigureList *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_LIST (self), NULL);
  return self->form;
}

GListModel *
kheo_figure_list_get_model (KheoFigureList *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_LIST (self), NULL);
  return G_LIST_MODEL (self->list);
}

gboolean
kheo_figure_list_is_busy (KheoFigureList *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_LIST (self), FALSE);
  return self->busy;
}
