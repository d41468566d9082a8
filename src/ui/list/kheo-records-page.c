#include "kheo-records-page-private.h"

#include "kheo-column-sort.h"
#include "kheo-list-ids.h"
#include "kheo-matters.h"
#include "kheo-number.h"
#include "kheo-record-columns.h"
#include "kheo-registers.h"
#include "kheo-scroll.h"
#include "kheo-settings.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoRecordsPage, kheo_records_page, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Loading the ids in order */

typedef struct
{
  KheoRecordsPage *page;
  guint            generation;
} LoadWait;

KheoQuery *
kheo_records_page_make_query (KheoRecordsPage *self)
{
  KheoQuery *query;
  guint      field;
  gboolean   descending;

  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), NULL);
  query = kheo_scope_make_query (self->scope);
  query->reg = self->reg;
  kheo_filter_bar_apply (self->filters, query);
  if (kheo_column_sort_query (self->view, self->reg->n_fields, &field, &descending))
    {
      query->sort = g_strdup (self->reg->fields[field].name);
      query->descending = descending;
    }
  return query;
}

static void
show_count (KheoRecordsPage *self)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint64          n_selected = gtk_bitset_get_size (selected);
  g_autofree char *chosen = kheo_number_format ((gint64) n_selected);
  g_autofree char *text = kheo_records_count (self->reg, self->ids ? self->ids->len : 0);
  g_autofree char *both = n_selected > 1
                              /* Translators: "1.921 models, 3 selected" */
                              ? g_strdup_printf (_ ("%s, %s selected"), text, chosen)
                              : NULL;

  gtk_label_set_text (self->count, both ? both : text);
}

static void
show_rows (KheoRecordsPage *self)
{
  const char *name = self->ids == NULL || self->ids->len > 0     ? "list"
                     : kheo_filter_bar_is_active (self->filters) ? "filtered"
                                                                 : "empty";

  gtk_stack_set_visible_child_name (self->stack, name);
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
same_ids (GArray *a, GArray *b)
{
  return a != NULL && b != NULL && a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/* Rows that stay keep the scroll position and the selection: the records themselves are read again
 * by the list. */
static void
take_ids (KheoRecordsPage *self, GArray *ids)
{
  GArray *copy;

  if (same_ids (self->ids, ids))
    {
      g_array_unref (ids);
      return;
    }
  copy = g_array_copy (ids);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = copy;
  self->settling = TRUE;
  kheo_record_list_take_ids (self->list, ids);
  self->settling = FALSE;
}

/* Selects the row of the form's record, if it is in the list. */
static void
select_form (KheoRecordsPage *self)
{
  gint64 id = self->wanted ? self->wanted : kheo_record_form_get_id (self->form);
  guint  position = id ? kheo_record_list_find (self->list, id) : G_MAXUINT;

  if (position == G_MAXUINT)
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    {
      self->settling = self->wanted == 0;
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
      self->settling = FALSE;
      kheo_scroll_to (GTK_WIDGET (self->view), position);
    }
  self->wanted = 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree LoadWait *wait = user_data;
  g_autoptr (KheoRecordsPage) self = wait->page;
  g_autoptr (GError) error = NULL;
  GArray *ids = kheo_list_ids_finish (source, result, &error);

  if (self->scope == NULL || wait->generation != self->generation)
    {
      g_clear_pointer (&ids, g_array_unref);
      return;
    }
  self->busy = FALSE;
  if (ids == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ (self->words->unreadable), error);
      return;
    }
  take_ids (self, ids);
  select_form (self);
  show_rows (self);
}

static void
reload (KheoRecordsPage *self)
{
  LoadWait *wait;

  if (kheo_scope_get_map (self->scope) == NULL)
    return;
  wait = g_new0 (LoadWait, 1);
  wait->page = g_object_ref (self);
  wait->generation = ++self->generation;
  self->busy = TRUE;
  kheo_list_ids_async (self->scope, kheo_records_page_make_query (self), loaded_cb, wait);
}

/* Selection ─► form */

typedef struct
{
  KheoRecordsPage *page;
  gint64           id;
} ShowWait;

/* @data: a record of which only register and id are looked at. */
static gpointer
record_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_record_table_get (db, kheo_record_get_register (data), kheo_record_get_id (data),
                                error);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree ShowWait *wait = user_data;
  g_autoptr (KheoRecordsPage) self = wait->page;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (record != NULL && self->scope != NULL)
    kheo_record_form_set_record (self->form, record);
}

/* The row's record when it is on screen, else from the book. */
static void
show_in_form (KheoRecordsPage *self, gint64 id)
{
  guint position = kheo_record_list_find (self->list, id);
  g_autoptr (KheoRow) row =
      position == G_MAXUINT ? NULL : g_list_model_get_item (G_LIST_MODEL (self->list), position);
  ShowWait *wait;

  if (row != NULL && kheo_row_get_record (row) != NULL)
    {
      kheo_record_form_set_record (self->form, kheo_row_get_record (row));
      return;
    }
  wait = g_new0 (ShowWait, 1);
  wait->page = g_object_ref (self);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), record_job,
                         kheo_record_new (self->reg, id), g_object_unref, g_object_unref,
                         kheo_scope_get_cancellable (self->scope), record_cb, wait);
}

static void
left_form_cb (gboolean go, gpointer user_data)
{
  g_autofree ShowWait *wait = user_data;
  g_autoptr (KheoRecordsPage) self = wait->page;

  if (self->scope == NULL)
    return;
  if (go)
    show_in_form (self, wait->id);
  else
    select_form (self);
}

static void
selection_cb (KheoRecordsPage *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  ShowWait *wait;
  gint64    id;

  if (self->settling)
    return;
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (gtk_bitset_get_size (selected) != 1)
    return;
  id = kheo_record_list_get_id (self->list, gtk_bitset_get_minimum (selected));
  if (id == kheo_record_form_get_id (self->form))
    return;
  wait = g_new0 (ShowWait, 1);
  wait->page = g_object_ref (self);
  wait->id = id;
  kheo_record_form_leave (self->form, left_form_cb, wait);
}

static void
form_changed_cb (KheoRecordsPage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
form_saved_cb (KheoRecordsPage *self, gint64 id, gint64 action)
{
  kheo_page_toast_action (GTK_WIDGET (self), _ (self->words->saved), action);
}

static void
position_cb (KheoRecordsPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->paned));
  int position = gtk_paned_get_position (self->paned);

  if (width > position && position > 0)
    kheo_settings_set_int ("form-width", width - position);
}

/* A column view makes some 200 rows of widgets for its model: not before somebody looks. */
static void
kheo_records_page_map (GtkWidget *widget)
{
  KheoRecordsPage *self = KHEO_RECORDS_PAGE (widget);

  GTK_WIDGET_CLASS (kheo_records_page_parent_class)->map (widget);
  if (gtk_column_view_get_model (self->view) != NULL)
    return;
  kheo_record_columns_come_in (self->view);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
kheo_records_page_dispose (GObject *object)
{
  KheoRecordsPage *self = KHEO_RECORDS_PAGE (object);

  self->generation++;
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
      gtk_column_view_set_model (self->view, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_RECORDS_PAGE);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_records_page_parent_class)->dispose (object);
}

static void
kheo_records_page_finalize (GObject *object)
{
  g_clear_pointer (&KHEO_RECORDS_PAGE (object)->ids, g_array_unref);
  G_OBJECT_CLASS (kheo_records_page_parent_class)->finalize (object);
}

static void
kheo_records_page_class_init (KheoRecordsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kheo_records_page_dispose;
  object_class->finalize = kheo_records_page_finalize;
  widget_class->map = kheo_records_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "list/kheo-records-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, start_place);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, filter_place);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, count);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, paned);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, view);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, done_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, empty_add_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordsPage, filtered_page);
  gtk_widget_class_set_css_name (widget_class, "kheo-records-page");
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_RECORDS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_records_page_init (KheoRecordsPage *self)
{
  g_type_ensure (ADW_TYPE_STATUS_PAGE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
build_list (KheoRecordsPage *self)
{
  g_autoptr (GMenuModel) menu = kheo_record_columns_make_menu (self->reg);
  g_autoptr (GActionMap) actions = NULL;
  GtkShortcut        *shortcut;
  GtkEventController *keys;

  self->list = kheo_record_list_new (kheo_scope_get_book (self->scope), self->reg);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  kheo_record_columns_add (self->view, self->reg, self->scope);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (reload),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  actions = kheo_record_columns_make_actions (self->view, self->reg);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (actions));
  gtk_menu_button_set_menu_model (self->columns_button, menu);
  /* Delete removes rows only while the list has the focus: in an entry it removes a letter. */
  keys = gtk_shortcut_controller_new ();
  shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                               gtk_named_action_new ("win.model-delete"));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/* What the template leaves open. */
static void
say_words (KheoRecordsPage *self)
{
  gtk_widget_set_tooltip_text (self->add_button, _ (self->words->add_hint));
  kheo_page_set_label (self->add_button, _ (self->words->add_hint));
  gtk_button_set_label (GTK_BUTTON (self->empty_add_button), _ (self->words->add));
  kheo_page_set_label (GTK_WIDGET (self->view), _ (self->reg->label));
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty_page), _ (self->words->empty));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty_page), _ (self->words->empty_hint));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->filtered_page),
                                   _ (self->words->filtered_hint));
  gtk_widget_set_visible (self->done_button, kheo_matters_of (self->reg) != NULL);
}

GtkWidget *
kheo_records_page_new (KheoScope *scope, const KheoRegister *reg)
{
  KheoRecordsPage *self = g_object_new (KHEO_TYPE_RECORDS_PAGE, NULL);
  GtkWidget       *filters = kheo_filter_bar_new (scope, reg);
  GtkWidget       *form = kheo_record_form_new (scope, reg);

  self->reg = reg;
  self->words = kheo_records_words (reg);
  self->scope = g_object_ref (scope);
  say_words (self);
  self->filters = KHEO_FILTER_BAR (filters);
  gtk_box_append (self->filter_place, filters);
  g_signal_connect_object (filters, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  self->form = KHEO_RECORD_FORM (form);
  gtk_widget_set_size_request (form, kheo_settings_get_int ("form-width", 400), -1);
  gtk_paned_set_end_child (self->paned, form);
  g_signal_connect_object (form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "saved", G_CALLBACK (form_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->paned, "notify::position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  build_list (self);
  g_signal_connect_object (scope, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  kheo_record_form_set_read_only (self->form, kheo_book_is_read_only (kheo_scope_get_book (scope)));
  reload (self);
  return GTK_WIDGET (self);
}

const KheoRegister *
kheo_records_page_get_register (KheoRecordsPage *self)
{
  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), NULL);
  return self->reg;
}

void
kheo_records_page_set_start (KheoRecordsPage *self, GtkWidget *widget)
{
  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  gtk_box_append (self->start_place, widget);
}

void
kheo_records_page_show_query (KheoRecordsPage *self, const KheoQuery *query)
{
  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  kheo_filter_bar_set_query (self->filters, query);
  reload (self);
}

static void
left_for_record_cb (gboolean go, gpointer user_data)
{
  g_autofree ShowWait *wait = user_data;
  g_autoptr (KheoRecordsPage) self = wait->page;

  if (!go || self->scope == NULL)
    return;
  self->wanted = wait->id;
  show_in_form (self, wait->id);
  if (!self->busy)
    select_form (self);
}

void
kheo_records_page_show_record (KheoRecordsPage *self, gint64 id)
{
  ShowWait *wait;

  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  wait = g_new0 (ShowWait, 1);
  wait->page = g_object_ref (self);
  wait->id = id;
  kheo_record_form_leave (self->form, left_for_record_cb, wait);
}

GArray *
kheo_records_page_list_selected (KheoRecordsPage *self)
{
  GArray       *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position;
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), ids);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = kheo_record_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }
  return ids;
}

KheoRecordForm *
kheo_records_page_get_form (KheoRecordsPage *self)
{
  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), NULL);
  return self->form;
}

GListModel *
kheo_records_page_get_list (KheoRecordsPage *self)
{
  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), NULL);
  return G_LIST_MODEL (self->selection);
}

GtkColumnView *
kheo_records_page_get_view (KheoRecordsPage *self)
{
  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), NULL);
  return self->view;
}

gboolean
kheo_records_page_is_busy (KheoRecordsPage *self)
{
  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), FALSE);
  return self->busy || self->ids == NULL;
}
