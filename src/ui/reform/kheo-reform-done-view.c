#include "kheo-reform-done-view.h"

#include "kheo-number.h"
#include "kheo-reform-columns.h"
#include "kheo-weight-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A task in the list: immutable. */
#define TYPE_TASK_ITEM (task_item_get_type ())
G_DECLARE_FINAL_TYPE (TaskItem, task_item, TASK, ITEM, GObject)

struct _TaskItem
{
  GObject parent_instance;

  KheoReformTask *task; /* owned */
};

G_DEFINE_FINAL_TYPE (TaskItem, task_item, G_TYPE_OBJECT)

static void
task_item_finalize (GObject *object)
{
  kheo_reform_task_free (TASK_ITEM (object)->task);
  G_OBJECT_CLASS (task_item_parent_class)->finalize (object);
}

static void
task_item_class_init (TaskItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = task_item_finalize;
}

static void
task_item_init (TaskItem *self)
{
}

struct _KheoReformDoneView
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel        *title;
  GtkLabel        *detail;
  GtkToggleButton *tasks_button;
  GtkToggleButton *lines_button;
  GtkActionable   *take_back;
  GtkStack        *stack;
  GtkListView     *tasks_view;
  GtkColumnView   *lines_view;

  /* owned */
  KheoScope    *scope;
  GListStore   *tasks; /* of TaskItem */
  GListStore   *lines; /* of KheoReformLine */
  GCancellable *asking;

  gint64   reform; /* 0: none */
  KheoDate date;
  guint    n_open;
};

G_DEFINE_FINAL_TYPE (KheoReformDoneView, kheo_reform_done_view, GTK_TYPE_WIDGET)

/* ---- Units of tasks and lines ---- */

static const char *
name_on (KheoReformDoneView *self, gint64 unit, KheoDate day)
{
  KheoUnits             *units = kheo_scope_get_units (self->scope);
  const KheoUnitVersion *version =
      unit != 0 && units != NULL ? kheo_units_get_version (units, unit, day) : NULL;

  return version ? version->name : NULL;
}

/* "Xã A → Phường B": both names, each of its day. */
static char *
describe_units (KheoReformDoneView *self, const KheoReformTask *task)
{
  const char *old = name_on (self, task->unit_id, self->date - 1);
  const char *other = name_on (self, task->other_id, self->date);

  if (old != NULL && other != NULL)
    return g_strdup_printf ("%s → %s", old, other);
  return g_strdup (old != NULL ? old : other);
}

/* ---- Rows of tasks ---- */

static TaskItem *
item_of (GtkListItem *list_item)
{
  return gtk_list_item_get_item (list_item);
}

static void
done_toggled_cb (GtkCheckButton *check, GtkListItem *list_item)
{
  TaskItem *item = item_of (list_item);
  gboolean  done = gtk_check_button_get_active (check);

  if (item != NULL && done != (item->task->done_on != KHEO_DATE_UNKNOWN))
    gtk_widget_activate_action (GTK_WIDGET (check), "done.task", "(xb)", item->task->id, done);
}

static void
go_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  TaskItem *item = item_of (list_item);

  if (item == NULL)
    return;
  if (g_str_equal (item->task->kind, KHEO_TASK_WEIGHT))
    gtk_widget_activate_action (GTK_WIDGET (button), "done.weights", "x", item->task->unit_id);
  else if (item->task->record_id != 0 && g_strcmp0 (item->task->table, "figure") == 0)
    gtk_widget_activate_action (GTK_WIDGET (button), "win.show-record", "(sx)", "figures",
                                item->task->record_id);
  else
    gtk_widget_activate_action (GTK_WIDGET (button), "done.go", "x",
                                item->task->unit_id != 0 ? item->task->unit_id
                                                         : item->task->other_id);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *go = gtk_button_new_with_label (_ ("Go to it"));

  gtk_widget_set_tooltip_text (check, _ ("It is decided"));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (go, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (go, "flat");
  gtk_widget_set_hexpand (words, TRUE);
  add_label (words, "reform-task-kind");
  add_label (words, "heading");
  add_label (words, NULL);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), go);
  g_signal_connect (check, "toggled", G_CALLBACK (done_toggled_cb), list_item);
  g_signal_connect (go, "clicked", G_CALLBACK (go_clicked_cb), list_item);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
set_words (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
bind_cb (KheoReformDoneView *self, GtkListItem *list_item)
{
  const KheoReformTask *task = item_of (list_item)->task;
  GtkWidget            *row = gtk_list_item_get_child (list_item);
  GtkWidget            *check = gtk_widget_get_first_child (row);
  GtkWidget            *words = gtk_widget_get_next_sibling (check);
  GtkWidget            *kind = gtk_widget_get_first_child (words);
  GtkWidget            *units = gtk_widget_get_next_sibling (kind);
  gboolean              done = task->done_on != KHEO_DATE_UNKNOWN;
  g_autofree char      *names = describe_units (self, task);
  g_autofree char      *date = done ? kheo_date_format (task->done_on) : NULL;
  const char           *label = kheo_reform_task_kind_label (task->kind);
  g_autofree char      *what =
      done ? g_strdup_printf (_ ("%s · decided %s"), label, date) : g_strdup (label);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", what, names ? names : "");

  gtk_button_set_label (GTK_BUTTON (gtk_widget_get_last_child (row)),
                        g_str_equal (task->kind, KHEO_TASK_WEIGHT) ? _ ("Enter the parts…")
                                                                   : _ ("Go to it"));
  set_words (kind, what);
  set_words (units, names);
  set_words (gtk_widget_get_last_child (words), task->detail);
  if (done)
    gtk_widget_add_css_class (words, "dim-label");
  else
    gtk_widget_remove_css_class (words, "dim-label");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), done);
  kheo_page_set_label (check, spoken);
  gtk_widget_set_visible (gtk_widget_get_last_child (row),
                          task->unit_id != 0 || task->other_id != 0 || task->record_id != 0);
  gtk_widget_set_sensitive (check, !kheo_book_is_read_only (kheo_scope_get_book (self->scope)));
  kheo_page_name_row (row, spoken);
}

/* ---- What is shown ---- */

static void
show_page (KheoReformDoneView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->tasks)) > 0;

  gtk_stack_set_visible_child_name (self->stack, gtk_toggle_button_get_active (self->lines_button)
                                                     ? "lines"
                                                 : any ? "tasks"
                                                       : "nothing");
}

static void
page_cb (KheoReformDoneView *self)
{
  if (self->tasks != NULL)
    show_page (self);
}

static void
show_counts (KheoReformDoneView *self)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  g_autofree char *open = kheo_number_format (self->n_open);
  g_autofree char *units = kheo_number_format (n);
  g_autofree char *tasks = g_strdup_printf (_ ("To be decided (%s)"), open);
  g_autofree char *lines = g_strdup_printf (_ ("Old and new units (%s)"), units);

  gtk_button_set_label (GTK_BUTTON (self->tasks_button), tasks);
  gtk_button_set_label (GTK_BUTTON (self->lines_button), lines);
}

static char *
describe_weights (const KheoSuccession *succession)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint basis = 0; basis < KHEO_N_BASES; basis++)
    {
      g_autofree char *amount = NULL;

      if (succession->weights[basis] < 0)
        continue;
      amount = basis == KHEO_BASIS_AREA
                   ? kheo_number_format_decimal ((double) succession->weights[basis] / 1e6, 2)
                   : kheo_number_format (succession->weights[basis]);
      g_string_append_printf (text, "%s%s: %s%s", text->len > 0 ? " · " : "",
                              kheo_basis_label ((KheoBasis) basis), amount,
                              basis == KHEO_BASIS_AREA ? " km²" : "");
    }
  if (text->len == 0)
    g_string_append (text, _ ("not known yet"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static KheoReformLine *
make_line (KheoReformDoneView *self, const KheoSuccession *succession)
{
  KheoReformLineFacts facts = { .act = G_MAXUINT,
                                .old_id = succession->old_id,
                                .new_id = succession->new_id };

  facts.texts[KHEO_LINE_OLD] = g_strdup (name_on (self, succession->old_id, self->date - 1));
  facts.texts[KHEO_LINE_NEW] = g_strdup (name_on (self, succession->new_id, self->date));
  facts.texts[KHEO_LINE_SHARE] =
      g_strdup (succession->whole ? _ ("The whole unit") : _ ("A part of it"));
  if (!succession->whole)
    facts.texts[KHEO_LINE_PROBLEM] = describe_weights (succession);
  return kheo_reform_line_new (&facts);
}

static void
fill_lines (KheoReformDoneView *self)
{
  KheoUnits            *units = kheo_scope_get_units (self->scope);
  guint                 n = 0;
  const KheoSuccession *successions = units ? kheo_units_get_successions (units, &n) : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n && self->reform != 0; i++)
    if (successions[i].reform_id == self->reform)
      g_ptr_array_add (lines, make_line (self, &successions[i]));
  g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, lines->pdata, lines->len);
}

static gpointer
tasks_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_reform_list_tasks (db, *(gint64 *) data, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoReformDoneView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    return;
  g_clear_object (&self->asking);
  if (tasks == NULL)
    return;
  self->n_open = 0;
  g_ptr_array_set_free_func (tasks, NULL); /* the items take them */
  for (guint i = 0; i < tasks->len; i++)
    {
      TaskItem *item = g_object_new (TYPE_TASK_ITEM, NULL);

      item->task = g_ptr_array_index (tasks, i);
      self->n_open += item->task->done_on == KHEO_DATE_UNKNOWN;
      g_ptr_array_add (items, item);
    }
  g_list_store_remove_all (self->tasks);
  g_list_store_splice (self->tasks, 0, 0, items->pdata, items->len);
  show_counts (self);
  show_page (self);
}

static void
ask (KheoReformDoneView *self)
{
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (self->reform == 0 || book == NULL)
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (
      kheo_book_get_store (book), tasks_job, g_memdup2 (&self->reform, sizeof self->reform), g_free,
      (GDestroyNotify) g_ptr_array_unref, self->asking, listed_cb, g_object_ref (self));
}

static void
map_changed_cb (KheoReformDoneView *self)
{
  fill_lines (self);
  show_counts (self);
}

void
kheo_reform_done_view_show (KheoReformDoneView *self, const KheoReformEntry *entry)
{
  g_autofree char *date = NULL;
  g_autofree char *decision = NULL;
  g_autofree char *from = NULL;
  g_autofree char *detail = NULL;

  g_return_if_fail (KHEO_IS_REFORM_DONE_VIEW (self));
  date = kheo_date_format (entry->date);
  decision = kheo_reform_decision_format (&(KheoReformDecision){
      .number = entry->number, .issued_on = entry->issued_on, .issuer = entry->issuer });
  from = g_strdup_printf (_ ("In effect from %s"), date);
  detail = decision ? g_strdup_printf ("%s · %s", from, decision) : g_strdup (from);
  if (self->reform != entry->id)
    {
      g_list_store_remove_all (self->tasks);
      gtk_toggle_button_set_active (self->tasks_button, TRUE);
    }
  self->reform = entry->id;
  self->date = entry->date;
  self->n_open = entry->n_open;
  gtk_label_set_text (self->title, entry->title);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), detail);
  gtk_actionable_set_action_target (self->take_back, "x", entry->id);
  gtk_actionable_set_action_name (self->take_back, "reform.take-back");
  fill_lines (self);
  show_counts (self);
  ask (self);
}

/* ---- What the person does ---- */

typedef struct
{
  gint64   task;
  gboolean done;
} TaskAsk;

static gpointer
close_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const TaskAsk *task = data;
  gboolean       done = task->done ? kheo_reform_task_close (db, task->task, NULL, error)
                                   : kheo_reform_task_reopen (db, task->task, error);

  return GINT_TO_POINTER (done);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoReformDoneView) self = user_data;
  g_autoptr (GError) error = NULL;

  kheo_store_write_finish (KHEO_STORE (source), result, NULL, &error);
  if (error != NULL && self->scope != NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("This could not be noted"), error);
      ask (self);
    }
}

static void
task_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformDoneView *self = KHEO_REFORM_DONE_VIEW (widget);
  TaskAsk            *task = g_new0 (TaskAsk, 1);

  g_variant_get (parameter, "(xb)", &task->task, &task->done);
  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (self->scope)),
                          task->done ? _ ("Closed a matter of a reform")
                                     : _ ("Opened a matter of a reform again"),
                          close_job, task, g_free, NULL, NULL, closed_cb, g_object_ref (self));
}

/* To the unit on a map where it lives: the tree follows the clock. */
static void
go_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformDoneView *self = KHEO_REFORM_DONE_VIEW (widget);
  gint64              unit = g_variant_get_int64 (parameter);
  KheoUnitMap        *map = kheo_scope_get_map (self->scope);

  if (map != NULL && kheo_unit_map_find (map, unit) < 0)
    kheo_scope_set_clock (self->scope, KHEO_CLOCK_ON_DAY, self->date - 1);
  kheo_scope_set_unit (self->scope, unit);
}

static void
weights_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformDoneView *self = KHEO_REFORM_DONE_VIEW (widget);

  if (!kheo_book_is_read_only (kheo_scope_get_book (self->scope)))
    kheo_weight_form_open (widget, self->scope, self->reform, g_variant_get_int64 (parameter));
}

/* A part asks how much it was; a whole unit leads to what it became. */
static void
line_activated_cb (KheoReformDoneView *self, guint position)
{
  g_autoptr (KheoReformLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (line != NULL && kheo_reform_line_get_text (line, KHEO_LINE_PROBLEM)[0] != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "done.weights", "x",
                                kheo_reform_line_get (line)->old_id);
  else if (line != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "done.go", "x",
                                kheo_reform_line_get (line)->new_id);
}

/* ---- Object ---- */

static void
kheo_reform_done_view_dispose (GObject *object)
{
  KheoReformDoneView *self = KHEO_REFORM_DONE_VIEW (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_REFORM_DONE_VIEW);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->tasks);
  g_clear_object (&self->lines);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_reform_done_view_parent_class)->dispose (object);
}

static void
kheo_reform_done_view_class_init (KheoReformDoneViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_reform_done_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "reform/kheo-reform-done-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, title);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, detail);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, tasks_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, lines_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, take_back);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, tasks_view);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, lines_view);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_install_action (widget_class, "done.task", "(xb)", task_cb);
  gtk_widget_class_install_action (widget_class, "done.go", "x", go_cb);
  gtk_widget_class_install_action (widget_class, "done.weights", "x", weights_cb);
}

static void
make_lists (KheoReformDoneView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) tasks = NULL;
  g_autoptr (GtkSelectionModel) lines = NULL;

  self->tasks = g_list_store_new (TYPE_TASK_ITEM);
  self->lines = g_list_store_new (KHEO_TYPE_REFORM_LINE);
  tasks = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->tasks))));
  lines =
      GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->tasks_view, factory);
  gtk_list_view_set_model (self->tasks_view, tasks);
  gtk_column_view_set_model (self->lines_view, lines);
  kheo_reform_columns_add_text (self->lines_view, _ ("Old unit"), KHEO_LINE_OLD, 0);
  kheo_reform_columns_add_text (self->lines_view, _ ("New unit"), KHEO_LINE_NEW, 0);
  kheo_reform_columns_add_text (self->lines_view, _ ("In what way"), KHEO_LINE_SHARE, 120);
  kheo_reform_columns_add_text (self->lines_view, _ ("How much of it"), KHEO_LINE_PROBLEM, 0);
  g_signal_connect_object (self->lines_view, "activate", G_CALLBACK (line_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kheo_reform_done_view_init (KheoReformDoneView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_lists (self);
  kheo_page_hide_unmapped_pages (self->stack);
}

GtkWidget *
kheo_reform_done_view_new (KheoScope *scope)
{
  KheoReformDoneView *self = g_object_new (KHEO_TYPE_REFORM_DONE_VIEW, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "map-changed", G_CALLBACK (map_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gint64
kheo_reform_done_view_get_reform (KheoReformDoneView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), 0);
  return self->reform;
}

GListModel *
kheo_reform_done_view_get_tasks (KheoReformDoneView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), NULL);
  return G_LIST_MODEL (self->tasks);
}

GListModel *
kheo_reform_done_view_get_lines (KheoReformDoneView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), NULL);
  return G_LIST_MODEL (self->lines);
}

gboolean
kheo_reform_done_view_is_busy (KheoReformDoneView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), FALSE);
  return self->asking != NULL;
}
