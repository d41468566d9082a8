#include "kheo-own-charts-window.h"

#include "kheo-chart-file.h"
#include "kheo-file-picker.h"
#include "kheo-keeping.h"
#include "kheo-page.h"
#include "kheo-question.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

struct _KheoOwnChartsWindow
{
  AdwWindow parent_instance;

  /* Owned. */
  KheoScope *scope;
  GPtrArray *charts; /* of KheoOwnChart; NULL while they are read */

  gint64   open; /* the chart in the editor; 0: a new one */
  gint64   next; /* to be opened once it is asked whether to leave, or once it is there */
  gint64   gone; /* deleted last; 0 */
  gboolean filling;

  /* Children. */
  GtkWidget *list;
  GtkWidget *editor;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (KheoOwnChartsWindow, kheo_own_charts_window, ADW_TYPE_WINDOW)

/* ---- Showing ---- */

static const KheoOwnChart *
find_chart (KheoOwnChartsWindow *self, gint64 id)
{
  for (guint i = 0; self->charts != NULL && i < self->charts->len; i++)
    if (((const KheoOwnChart *) self->charts->pdata[i])->id == id)
      return self->charts->pdata[i];
  return NULL;
}

static void
show_problem (KheoOwnChartsWindow *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
open_chart (KheoOwnChartsWindow *self, gint64 id)
{
  const KheoOwnChart *chart = find_chart (self, id);

  self->open = chart != NULL ? id : 0;
  kheo_own_chart_editor_set_chart (KHEO_OWN_CHART_EDITOR (self->editor), chart);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "own.remove", chart != NULL);
  show_problem (self, NULL);
}

static void
select_open (KheoOwnChartsWindow *self)
{
  GtkListBoxRow *row = NULL;

  self->filling = TRUE;
  for (guint i = 0; self->charts != NULL && i < self->charts->len; i++)
    if (((const KheoOwnChart *) self->charts->pdata[i])->id == self->open)
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  self->filling = FALSE;
}

static void
show_list (KheoOwnChartsWindow *self)
{
  GtkWidget *row;

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < self->charts->len; i++)
    {
      const KheoOwnChart *chart = self->charts->pdata[i];
      g_autofree char    *day = kheo_date_format (chart->dated_on);

      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), chart->title);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   chart->dated_on != KHEO_DATE_UNKNOWN ? day : "");
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  self->filling = FALSE;
  select_open (self);
}

/* ---- Reading ---- */

static gpointer
read_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_own_chart_list (db, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoOwnChartsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GPtrArray) charts = kheo_store_read_finish (KHEO_STORE (source), result, NULL);
  KheoOwnChartEditor *editor;

  if (self == NULL || self->scope == NULL || charts == NULL)
    return;
  editor = KHEO_OWN_CHART_EDITOR (self->editor);
  g_clear_pointer (&self->charts, g_ptr_array_unref);
  self->charts = g_steal_pointer (&charts);
  show_list (self);
  /* What is being typed stays. */
  if (!kheo_own_chart_editor_is_changed (editor) && (self->next != 0 || self->open != 0))
    open_chart (self, self->next != 0 ? self->next : self->open);
  self->next = 0;
  select_open (self);
}

static void
read_charts (KheoOwnChartsWindow *self)
{
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (book != NULL)
    kheo_store_read_async (kheo_book_get_store (book), read_job, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, NULL, read_cb, kheo_weak_new (self));
}

/* ---- Writing ---- */

static gboolean
keep_chart (KheoDb *db, gpointer chart, GError **error)
{
  return kheo_own_chart_save (db, chart, error);
}

static gboolean
take_away_chart (KheoDb *db, gpointer chart, GError **error)
{
  return kheo_own_chart_remove (db, ((KheoOwnChart *) chart)->id, error);
}

static void
chart_free (gpointer chart)
{
  kheo_own_chart_free (chart);
}

static const KheoKeepingSort charts = { keep_chart, take_away_chart, chart_free };

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoOwnChartsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoKeeping) done = kheo_keeping_finish (source, result, &error);
  g_autofree char *text = NULL;

  if (self == NULL || self->scope == NULL)
    return;
  if (done == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  text = g_strdup_printf (done->removed ? _ ("The chart “%s” was deleted")
                                        : _ ("The chart “%s” was saved"),
                          ((KheoOwnChart *) done->thing)->title);
  kheo_page_toast_action (self->editor, text, done->action);
  self->open = done->removed ? 0 : ((KheoOwnChart *) done->thing)->id;
  self->gone = done->removed ? ((KheoOwnChart *) done->thing)->id : 0;
  kheo_own_chart_editor_set_chart (KHEO_OWN_CHART_EDITOR (self->editor), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "own.remove", self->open != 0);
  read_charts (self);
}

/* Takes @chart. */
static void
write_chart (KheoOwnChartsWindow *self, KheoOwnChart *chart, gboolean remove)
{
  /* Translators: entries of the history; %s is the title of a chart. */
  g_autofree char *title = g_strdup_printf (remove           ? _ ("Delete the chart “%s”")
                                            : chart->id == 0 ? _ ("Add the chart “%s”")
                                                             : _ ("Change the chart “%s”"),
                                            chart->title);

  kheo_keeping_async (self->scope, &charts, title, chart, remove, written_cb, kheo_weak_new (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoOwnChartsWindow *self = KHEO_OWN_CHARTS_WINDOW (widget);
  KheoOwnChartEditor  *editor = KHEO_OWN_CHART_EDITOR (self->editor);
  g_autoptr (KheoOwnChart) chart = kheo_own_chart_editor_dup_chart (editor);

  if (kheo_scope_get_book (self->scope) == NULL)
    return;
  if (*chart->title == '\0')
    show_problem (self, _ ("A chart needs a title."));
  else if (!kheo_own_chart_editor_has_figures (editor))
    show_problem (self, _ ("A chart needs figures: labels down, numbers beside them."));
  else
    write_chart (self, g_steal_pointer (&chart), FALSE);
}

static void
remove_chart (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoOwnChartsWindow *self = KHEO_OWN_CHARTS_WINDOW (widget);
  const KheoOwnChart  *chart = find_chart (self, self->open);

  if (chart != NULL && kheo_scope_get_book (self->scope) != NULL)
    write_chart (self, kheo_own_chart_dup (chart), TRUE);
}

/* A toast of this window asks for it; the window behind it does it. */
static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoOwnChartsWindow *self = KHEO_OWN_CHARTS_WINDOW (widget);
  GtkWindow           *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  self->next = self->gone;
  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), action, parameter);
}

/* ---- Turning to another ---- */

static void
leave_answered_cb (const char *id, gpointer user_data)
{
  g_autoptr (KheoOwnChartsWindow) self = kheo_weak_take (user_data);

  if (self == NULL || self->scope == NULL)
    return;
  if (g_strcmp0 (id, "discard") == 0)
    open_chart (self, self->next);
  self->next = 0;
  select_open (self);
}

/* Asks when something was typed. */
static void
turn_to (KheoOwnChartsWindow *self, gint64 id)
{
  static const KheoAnswer answers[] = {
    { "cancel", N_ ("_Go on with it"), KHEO_ANSWER_SUGGESTED },
    { "discard", N_ ("_Throw it away"), KHEO_ANSWER_DESTRUCTIVE },
    { NULL },
  };
  KheoAnswer translated[G_N_ELEMENTS (answers)];

  if (!kheo_own_chart_editor_is_changed (KHEO_OWN_CHART_EDITOR (self->editor)))
    {
      open_chart (self, id);
      select_open (self);
      return;
    }
  self->next = id;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      translated[i] = answers[i];
      if (answers[i].id != NULL)
        translated[i].label = _ (answers[i].label);
    }
  kheo_question_ask (GTK_WIDGET (self), _ ("This chart is not saved yet"),
                     _ ("What was typed is lost when you turn to another."), translated,
                     leave_answered_cb, kheo_weak_new (self));
}

static void
row_selected_cb (KheoOwnChartsWindow *self, GtkListBoxRow *row)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (!self->filling && index >= 0 && index < (int) self->charts->len)
    turn_to (self, ((const KheoOwnChart *) self->charts->pdata[index])->id);
}

static void
new_chart (GtkWidget *widget, const char *action, GVariant *parameter)
{
  turn_to (KHEO_OWN_CHARTS_WINDOW (widget), 0);
}

/* ---- Files ---- */

static void
file_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError         *error = NULL;
  KheoSmallTable *table = kheo_chart_file_read (path, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) kheo_small_table_free);
  else
    g_task_return_error (task, error);
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoOwnChartsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoSmallTable) table = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || self->scope == NULL)
    return;
  show_problem (self, error != NULL ? error->message : NULL);
  if (table != NULL)
    kheo_own_chart_editor_take_table (KHEO_OWN_CHART_EDITOR (self->editor), table);
}

void
kheo_own_charts_window_open_file (KheoOwnChartsWindow *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KHEO_IS_OWN_CHARTS_WINDOW (self) && path != NULL);

  task = g_task_new (NULL, NULL, file_read_cb, kheo_weak_new (self));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, file_thread);
}

static gboolean
drop_cb (KheoOwnChartsWindow *self, const GValue *value)
{
  GSList          *files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  kheo_own_charts_window_open_file (self, path);
  return TRUE;
}

static void
file_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoOwnChartsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (self != NULL && path != NULL)
    kheo_own_charts_window_open_file (self, path);
}

static void
ask_for_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const KheoFileKind kind = { .title = _ ("Take the figures of a file"),
                              .name = _ ("Spreadsheets"),
                              .patterns = "*.xlsx|*.ods|*.xls|*.csv|*.tsv" };

  kheo_file_picker_ask_async (widget, &kind, NULL, file_asked_cb, kheo_weak_new (widget));
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoOwnChartsWindow *self = KHEO_OWN_CHARTS_WINDOW (object);

  g_clear_object (&self->scope);
  g_clear_pointer (&self->charts, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_own_charts_window_parent_class)->dispose (object);
}

static void
kheo_own_charts_window_class_init (KheoOwnChartsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_install_action (widget_class, "own.new", NULL, new_chart);
  gtk_widget_class_install_action (widget_class, "own.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "own.remove", NULL, remove_chart);
  gtk_widget_class_install_action (widget_class, "own.file", NULL, ask_for_file);
  gtk_widget_class_install_action (widget_class, "win.undo-action", "x", undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "own.save", NULL);
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *fresh = gtk_button_new_with_mnemonic (_ ("_New"));
  GtkWidget *file = gtk_button_new_with_mnemonic (_ ("From a _file…"));
  GtkWidget *keep = gtk_button_new_with_mnemonic (_ ("_Save"));
  GtkWidget *take = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (fresh), "own.new");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (file), "own.file");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (keep), "own.save");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (take), "own.remove");
  gtk_widget_add_css_class (keep, "suggested-action");
  gtk_widget_set_tooltip_text (take, _ ("Delete this chart"));
  kheo_page_set_label (take, _ ("Delete this chart"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), fresh);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), file);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), keep);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), take);
  return header;
}

static GtkWidget *
make_list (KheoOwnChartsWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *none = gtk_label_new (_ ("No chart of your own figures is kept yet."));

  self->list = gtk_list_box_new ();
  gtk_label_set_wrap (GTK_LABEL (none), TRUE);
  gtk_widget_add_css_class (none, "dim-label");
  gtk_widget_add_css_class (none, "own-charts-none");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), none);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  kheo_page_set_label (self->list, _ ("Charts of your own figures"));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 200, -1);
  return scroller;
}

static void
kheo_own_charts_window_init (KheoOwnChartsWindow *self)
{
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget     *toasts = adw_toast_overlay_new ();
  GtkWidget     *halves = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Charts of your own figures"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1240, 660);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_add_css_class (self->problem, "page-bar");
  gtk_widget_set_visible (self->problem, FALSE);
  self->editor = kheo_own_chart_editor_new ();
  gtk_widget_set_hexpand (self->editor, TRUE);
  gtk_widget_set_vexpand (self->editor, TRUE);
  gtk_box_append (GTK_BOX (halves), make_list (self));
  gtk_box_append (GTK_BOX (halves), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (halves), self->editor);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), halves);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  adw_window_set_content (ADW_WINDOW (self), toasts);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "own.remove", FALSE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* ---- Public ---- */

KheoOwnChartsWindow *
kheo_own_charts_window_present (GtkWidget *near, KheoScope *scope)
{
  KheoOwnChartsWindow *self = g_object_new (KHEO_TYPE_OWN_CHARTS_WINDOW, NULL);
  GtkRoot             *root = gtk_widget_get_root (near);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "changed", G_CALLBACK (read_charts), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
    }
  read_charts (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
kheo_own_charts_window_show (KheoOwnChartsWindow *self, gint64 id)
{
  g_return_if_fail (KHEO_IS_OWN_CHARTS_WINDOW (self));

  if (self->charts == NULL)
    self->next = id;
  else
    turn_to (self, id);
}

int
kheo_own_charts_window_get_n (KheoOwnChartsWindow *self)
{
  g_return_val_if_fail (KHEO_IS_OWN_CHARTS_WINDOW (self), -1);
  return self->charts != NULL ? (int) self->charts->len : -1;
}

KheoOwnChartEditor *
kheo_own_charts_window_get_editor (KheoOwnChartsWindow *self)
{
  g_return_val_if_fail (KHEO_IS_OWN_CHARTS_WINDOW (self), NULL);
  return KHEO_OWN_CHART_EDITOR (self->editor);
}

const char *
kheo_own_charts_window_get_problem (KheoOwnChartsWindow *self)
{
  g_return_val_if_fail (KHEO_IS_OWN_CHARTS_WINDOW (self), NULL);
  return gtk_label_get_label (GTK_LABEL (self->problem));
}
