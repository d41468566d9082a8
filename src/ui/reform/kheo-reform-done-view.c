#include "kheo-reform-done-view.h"

#include "kheo-number.h"
#include "kheo-reform-columns.h"
#include "kheo-reform-task-list.h"
#include "kheo-weight-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

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
  GtkColumnView   *lines_view;

  /* borrowed: child */
  KheoReformTaskList *tasks;

  /* owned */
  KheoScope    *scope;
  GListStore   *lines; /* of KheoReformLine */
  GCancellable *asking;

  gint64   reform; /* 0: none */
  KheoDate date;
  guint    n_open;

  gboolean take_focus; /* as soon as it is known what is to be decided */
};

G_DEFINE_FINAL_TYPE (KheoReformDoneView, kheo_reform_done_view, GTK_TYPE_WIDGET)

static const char *
name_on (KheoReformDoneView *self, gint64 unit, KheoDate day)
{
  KheoUnits             *units = kheo_scope_get_units (self->scope);
  const KheoUnitVersion *version =
      unit != 0 && units != NULL ? kheo_units_get_version (units, unit, day) : NULL;

  return version ? version->name : NULL;
}

/* ---- What is shown ---- */

static void
show_page (KheoReformDoneView *self)
{
  guint    n_open;
  gboolean any = kheo_reform_task_list_get_n (self->tasks, &n_open) > 0;

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

/* To what is to be decided, where the work goes on; else to the first button. */
static gboolean
give_focus_cb (gpointer user_data)
{
  KheoReformDoneView *self = user_data;

  if (self->scope != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "nothing") == 0 ||
       !gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD)))
    gtk_widget_grab_focus (GTK_WIDGET (self->tasks_button));
  return G_SOURCE_REMOVE;
}

/* Once the rows are laid out: a list has none before. */
static void
give_focus (KheoReformDoneView *self)
{
  self->take_focus = FALSE;
  g_idle_add_full (G_PRIORITY_LOW, give_focus_cb, g_object_ref (self), g_object_unref);
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

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    return;
  g_clear_object (&self->asking);
  if (tasks == NULL)
    return;
  kheo_reform_task_list_take (self->tasks, tasks, self->date);
  kheo_reform_task_list_get_n (self->tasks, &self->n_open);
  show_counts (self);
  show_page (self);
  if (self->take_focus)
    give_focus (self);
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
      kheo_reform_task_list_take (self->tasks, NULL, entry->date);
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
  gtk_widget_class_bind_template_child (widget_class, KheoReformDoneView, lines_view);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_install_action (widget_class, "done.task", "(xb)", task_cb);
  gtk_widget_class_install_action (widget_class, "done.go", "x", go_cb);
  gtk_widget_class_install_action (widget_class, "done.weights", "x", weights_cb);
}

static void
make_lines (KheoReformDoneView *self)
{
  g_autoptr (GtkSelectionModel) lines = NULL;

  self->lines = g_list_store_new (KHEO_TYPE_REFORM_LINE);
  lines =
      GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
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
  make_lines (self);
}

GtkWidget *
kheo_reform_done_view_new (KheoScope *scope)
{
  KheoReformDoneView *self = g_object_new (KHEO_TYPE_REFORM_DONE_VIEW, NULL);

  self->scope = g_object_ref (scope);
  self->tasks = KHEO_REFORM_TASK_LIST (kheo_reform_task_list_new (scope));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->tasks), "tasks");
  kheo_page_hide_unmapped_pages (self->stack);
  g_signal_connect_object (scope, "map-changed", G_CALLBACK (map_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_reform_done_view_take_focus (KheoReformDoneView *self)
{
  g_return_if_fail (KHEO_IS_REFORM_DONE_VIEW (self));
  if (self->asking != NULL)
    self->take_focus = TRUE;
  else
    give_focus (self);
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
  return kheo_reform_task_list_get_rows (self->tasks);
}

GListModel *
kheo_reform_done_view_get_lines (KheoReformDoneView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), NULL);
  return G_LIST_MODEL (self->lines);
}

KheoSheetWindow *
kheo_reform_done_view_ask_note (KheoReformDoneView *self, gint64 task_id)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), NULL);
  return kheo_reform_task_list_ask_note (self->tasks, task_id);
}

gboolean
kheo_reform_done_view_is_busy (KheoReformDoneView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DONE_VIEW (self), FALSE);
  return self->asking != NULL;
}
