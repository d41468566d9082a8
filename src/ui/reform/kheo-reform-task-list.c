#include "kheo-reform-task-list.h"

#include "kheo-label.h"
#include "kheo-reform-task-item.h"
#include "kheo-registers.h"
#include "kheo-sheet-write.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>

struct _KheoReformTaskList
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *progress;
  GtkWidget *progress_text;
  GtkWidget *view;

  /* owned */
  KheoScope  *scope;
  GPtrArray  *tasks;  /* of KheoReformTaskItem */
  GListStore *rows;   /* of KheoReformTaskItem, with headings */
  GHashTable *folded; /* set of kinds whose matters are not shown */

  KheoDate date;
  guint    n_open;
};

G_DEFINE_FINAL_TYPE (KheoReformTaskList, kheo_reform_task_list, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static void
fill_rows (KheoReformTaskList *self)
{
  g_autoptr (GPtrArray) rows = kheo_reform_task_items_group (self->tasks, self->folded);
  guint            n = self->tasks->len;
  g_autofree char *progress = kheo_reform_format_progress (n - self->n_open, n);

  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  gtk_label_set_text (GTK_LABEL (self->progress_text), progress);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 n > 0 ? (double) (n - self->n_open) / n : 0);
}

static const char *
name_on (KheoReformTaskList *self, gint64 unit, KheoDate day)
{
  KheoUnits             *units = kheo_scope_get_units (self->scope);
  const KheoUnitVersion *version =
      unit != 0 && units != NULL ? kheo_units_get_version (units, unit, day) : NULL;

  return version ? version->name : NULL;
}

/* "Xã A → Phường B": both names, each of its day. */
static char *
describe_units (KheoReformTaskList *self, const KheoReformTask *task)
{
  const char *old = name_on (self, task->unit_id, self->date - 1);
  const char *other = name_on (self, task->other_id, self->date);

  if (old != NULL && other != NULL)
    return g_strdup_printf ("%s → %s", old, other);
  return g_strdup (old != NULL ? old : other);
}

static void
done_toggled_cb (GtkCheckButton *check, GtkListItem *list_item)
{
  KheoReformTaskItem *item = gtk_list_item_get_item (list_item);
  gboolean            done = gtk_check_button_get_active (check);

  if (item != NULL && kheo_reform_task_item_get (item) != NULL &&
      done != kheo_reform_task_item_is_done (item))
    gtk_widget_activate_action (GTK_WIDGET (check), "done.task", "(xb)",
                                kheo_reform_task_item_get (item)->id, done);
}

static void
go_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  KheoReformTaskItem   *item = gtk_list_item_get_item (list_item);
  const KheoReformTask *task = item != NULL ? kheo_reform_task_item_get (item) : NULL;

  if (task == NULL)
    return;
  if (g_str_equal (task->kind, KHEO_TASK_WEIGHT))
    gtk_widget_activate_action (GTK_WIDGET (button), "done.weights", "x", task->unit_id);
  else if (task->record_id != 0 &&
           (g_strcmp0 (task->table, "figure") == 0 || g_strcmp0 (task->table, "task") == 0 ||
            g_strcmp0 (task->table, "petition") == 0))
    gtk_widget_activate_action (GTK_WIDGET (button), "win.show-record", "(sx)",
                                kheo_register_find (task->table)->name, task->record_id);
  else
    gtk_widget_activate_action (GTK_WIDGET (button), "done.go", "x",
                                task->unit_id != 0 ? task->unit_id : task->other_id);
}

static void
note_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  KheoReformTaskItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (button), KHEO_TYPE_REFORM_TASK_LIST);

  if (item != NULL && self != NULL && kheo_reform_task_item_get (item) != NULL)
    kheo_reform_task_list_ask_note (KHEO_REFORM_TASK_LIST (self),
                                    kheo_reform_task_item_get (item)->id);
}

static void
fold_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  KheoReformTaskItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *ancestor = gtk_widget_get_ancestor (GTK_WIDGET (button), KHEO_TYPE_REFORM_TASK_LIST);
  KheoReformTaskList *self = KHEO_REFORM_TASK_LIST (ancestor);
  const char         *kind = kheo_reform_task_item_get_kind (item);

  if (!g_hash_table_remove (self->folded, kind))
    g_hash_table_add (self->folded, g_strdup (kind));
  fill_rows (self);
}

/* A row is a heading and a matter in one: one of the two is hidden. */
typedef struct
{
  GtkWidget *heading, *fold, *kind, *progress;                    /* of a heading */
  GtkWidget *matter, *check, *units, *detail, *state, *note, *go; /* of a matter */
} Row;

static GtkWidget *
make_button (const char *label, GCallback clicked, GtkListItem *list_item)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, list_item);
  return button;
}

static void
make_heading (Row *row, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  row->heading = gtk_button_new ();
  row->fold = gtk_image_new ();
  row->kind = kheo_label_new_line (NULL, "heading");
  row->progress = kheo_label_new_line (NULL, "dim-label");
  gtk_widget_add_css_class (row->progress, "numeric");
  gtk_widget_add_css_class (row->heading, "flat");
  gtk_box_append (GTK_BOX (box), row->fold);
  gtk_box_append (GTK_BOX (box), row->kind);
  gtk_box_append (GTK_BOX (box), row->progress);
  gtk_button_set_child (GTK_BUTTON (row->heading), box);
  g_signal_connect (row->heading, "clicked", G_CALLBACK (fold_clicked_cb), list_item);
}

static void
make_matter (Row *row, GtkListItem *list_item)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  row->matter = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  row->check = gtk_check_button_new ();
  row->note = make_button (_ ("Note…"), G_CALLBACK (note_clicked_cb), list_item);
  row->go = make_button (_ ("Go to it"), G_CALLBACK (go_clicked_cb), list_item);
  row->units = kheo_label_append (words, NULL);
  row->detail = kheo_label_append (words, "reform-task-detail");
  row->state = kheo_label_append (words, "reform-task-state");
  gtk_widget_set_tooltip_text (row->check, _ ("It is decided"));
  gtk_widget_set_valign (row->check, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row->matter), row->check);
  gtk_box_append (GTK_BOX (row->matter), words);
  gtk_box_append (GTK_BOX (row->matter), row->note);
  gtk_box_append (GTK_BOX (row->matter), row->go);
  g_signal_connect (row->check, "toggled", G_CALLBACK (done_toggled_cb), list_item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Row       *row = g_new0 (Row, 1);

  make_heading (row, list_item);
  make_matter (row, list_item);
  gtk_box_append (GTK_BOX (box), row->heading);
  gtk_box_append (GTK_BOX (box), row->matter);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_heading (const Row *row, KheoReformTaskItem *item)
{
  const char      *kind = kheo_reform_task_kind_label (kheo_reform_task_item_get_kind (item));
  gboolean         folded = kheo_reform_task_item_is_folded (item);
  g_autofree char *progress = kheo_reform_task_item_format_progress (item);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", kind, progress);

  gtk_image_set_from_icon_name (GTK_IMAGE (row->fold),
                                folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_label_set_text (GTK_LABEL (row->kind), kind);
  gtk_label_set_text (GTK_LABEL (row->progress), progress);
  kheo_page_set_label (row->heading, spoken);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->heading), GTK_ACCESSIBLE_STATE_EXPANDED,
                               !folded, -1);
  kheo_page_name_row (gtk_widget_get_parent (row->heading), spoken);
}

/* "decided 22/11/2026 · the note"; NULL while it is open and has no note. */
static char *
describe_state (const KheoReformTask *task)
{
  const char      *note = task->note != NULL && *task->note != '\0' ? task->note : NULL;
  g_autofree char *date = NULL;

  if (task->done_on == KHEO_DATE_UNKNOWN)
    return g_strdup (note);
  date = kheo_date_format (task->done_on);
  /* Translators: a day, then the note of who decided it. */
  return note != NULL ? g_strdup_printf (_ ("Decided %s: %s"), date, note)
                      : g_strdup_printf (_ ("Decided %s"), date);
}

static void
bind_matter (KheoReformTaskList *self, const Row *row, const KheoReformTask *task)
{
  gboolean         done = task->done_on != KHEO_DATE_UNKNOWN;
  gboolean         writable = !kheo_book_is_read_only (kheo_scope_get_book (self->scope));
  g_autofree char *names = describe_units (self, task);
  g_autofree char *state = describe_state (task);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s", kheo_reform_task_kind_label (task->kind), names ? names : "");
  g_autofree char *about = g_strdup_printf (_ ("Note on %s"), names ? names : "");

  gtk_button_set_label (GTK_BUTTON (row->go), g_str_equal (task->kind, KHEO_TASK_WEIGHT)
                                                  ? _ ("Enter the parts…")
                                                  : _ ("Go to it"));
  kheo_label_set (row->units, names);
  kheo_label_set (row->detail, task->detail);
  kheo_label_set (row->state, state);
  if (done)
    gtk_widget_add_css_class (row->matter, "reform-task-done");
  else
    gtk_widget_remove_css_class (row->matter, "reform-task-done");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), done);
  gtk_widget_set_visible (row->go,
                          task->unit_id != 0 || task->other_id != 0 || task->record_id != 0);
  gtk_widget_set_sensitive (row->check, writable);
  gtk_widget_set_visible (row->note, writable);
  kheo_page_set_label (row->check, spoken);
  kheo_page_set_label (row->note, about);
  kheo_page_name_row (gtk_widget_get_parent (row->matter), spoken);
}

static void
bind_cb (KheoReformTaskList *self, GtkListItem *list_item)
{
  KheoReformTaskItem   *item = gtk_list_item_get_item (list_item);
  const KheoReformTask *task = kheo_reform_task_item_get (item);
  const Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "row");

  gtk_widget_set_visible (row->heading, task == NULL);
  gtk_widget_set_visible (row->matter, task != NULL);
  if (task == NULL)
    bind_heading (row, item);
  else
    bind_matter (self, row, task);
}

/* ---- A note ---- */

typedef struct
{
  gint64   task;
  gboolean close;
  char    *note; /* NULL: none */
} NoteAsk;

static void
note_ask_free (gpointer data)
{
  g_free (((NoteAsk *) data)->note);
  g_free (data);
}

static gpointer
note_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const NoteAsk *ask = data;

  return GINT_TO_POINTER (kheo_reform_task_set_note (db, ask->task, ask->note, error) &&
                          (!ask->close || kheo_reform_task_close (db, ask->task, NULL, error)));
}

static void
note_accepted_cb (KheoReformTaskList *self, KheoSheetWindow *window)
{
  GtkWidget       *form = kheo_sheet_window_get_content (window);
  GtkEditable     *entry = GTK_EDITABLE (gtk_widget_get_last_child (form));
  g_autofree char *note = kheo_text_tidy (gtk_editable_get_text (entry));
  NoteAsk         *ask = g_memdup2 (g_object_get_data (G_OBJECT (window), "ask"), sizeof (NoteAsk));

  ask->note = *note != '\0' ? g_steal_pointer (&note) : NULL;
  kheo_sheet_write (window, GTK_WIDGET (self), self->scope,
                    &(KheoSheetDeed){ .title = ask->close ? _ ("Closed a matter of a reform")
                                                          : _ ("Changed a note on a reform"),
                                      .toast = "",
                                      .job = note_job,
                                      .data = ask,
                                      .data_free = note_ask_free });
}

static const KheoReformTask *
find_task (KheoReformTaskList *self, gint64 task_id)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      const KheoReformTask *task = kheo_reform_task_item_get (g_ptr_array_index (self->tasks, i));

      if (task->id == task_id)
        return task;
    }
  return NULL;
}

static GtkWidget *
make_note_form (KheoReformTaskList *self, const KheoReformTask *task)
{
  GtkWidget       *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget       *about = kheo_label_append (form, "dim-label");
  GtkWidget       *entry = gtk_entry_new ();
  g_autofree char *names = describe_units (self, task);
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", kheo_reform_task_kind_label (task->kind), names ? names : "");

  gtk_widget_add_css_class (form, "note-form");
  gtk_label_set_text (GTK_LABEL (about), text);
  gtk_label_set_max_width_chars (GTK_LABEL (about), 54);
  gtk_editable_set_text (GTK_EDITABLE (entry), task->note != NULL ? task->note : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  kheo_page_set_label (entry, _ ("How it was decided"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("How it was decided"));
  gtk_box_append (GTK_BOX (form), entry);
  return form;
}

KheoSheetWindow *
kheo_reform_task_list_ask_note (KheoReformTaskList *self, gint64 task_id)
{
  const KheoReformTask *task;
  KheoSheetWindow      *window;
  GtkWidget            *form;
  NoteAsk               ask = { .task = task_id };
  gboolean              open;

  g_return_val_if_fail (KHEO_IS_REFORM_TASK_LIST (self), NULL);
  task = find_task (self, task_id);
  if (task == NULL)
    return NULL;
  open = ask.close = task->done_on == KHEO_DATE_UNKNOWN;
  form = make_note_form (self, task);
  window = kheo_sheet_window_new (GTK_WIDGET (self), open ? _ ("Decide a matter") : _ ("Note"),
                                  open ? _ ("_Decided") : _ ("_Save"), form);
  g_object_set_data_full (G_OBJECT (window), "ask", g_memdup2 (&ask, sizeof ask), g_free);
  g_signal_connect_object (window, "accepted", G_CALLBACK (note_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  kheo_sheet_window_set_ready (window, TRUE);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (gtk_widget_get_last_child (form));
  return window;
}

/* ---- Object ---- */

static void
kheo_reform_task_list_dispose (GObject *object)
{
  KheoReformTaskList *self = KHEO_REFORM_TASK_LIST (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->rows);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_reform_task_list_parent_class)->dispose (object);
}

static void
kheo_reform_task_list_finalize (GObject *object)
{
  KheoReformTaskList *self = KHEO_REFORM_TASK_LIST (object);

  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  G_OBJECT_CLASS (kheo_reform_task_list_parent_class)->finalize (object);
}

static void
kheo_reform_task_list_class_init (KheoReformTaskListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_reform_task_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_reform_task_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "reform-task-list");
}

static void
add_progress (KheoReformTaskList *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  kheo_page_set_label (self->progress, _ ("How much is decided"));
  self->progress_text = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->progress_text, "numeric");
  gtk_widget_add_css_class (bar, "reform-progress");
  gtk_box_append (GTK_BOX (bar), self->progress);
  gtk_box_append (GTK_BOX (bar), self->progress_text);
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
}

static void
add_view (KheoReformTaskList *self)
{
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel  *model =
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  self->view = gtk_list_view_new (model, factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "reform-tasks");
  kheo_page_set_label (self->view, _ ("What is still to be decided"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

static void
kheo_reform_task_list_init (KheoReformTaskList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_list_store_new (KHEO_TYPE_REFORM_TASK_ITEM);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_progress (self);
  add_view (self);
}

GtkWidget *
kheo_reform_task_list_new (KheoScope *scope)
{
  KheoReformTaskList *self = g_object_new (KHEO_TYPE_REFORM_TASK_LIST, NULL);

  self->scope = g_object_ref (scope);
  return GTK_WIDGET (self);
}

void
kheo_reform_task_list_take (KheoReformTaskList *self, GPtrArray *tasks, KheoDate date)
{
  g_return_if_fail (KHEO_IS_REFORM_TASK_LIST (self));
  g_ptr_array_set_size (self->tasks, 0);
  self->date = date;
  self->n_open = 0;
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      KheoReformTaskItem *item = kheo_reform_task_item_new (g_ptr_array_index (tasks, i));

      self->n_open += !kheo_reform_task_item_is_done (item);
      g_ptr_array_add (self->tasks, item);
    }
  if (tasks != NULL)
    g_ptr_array_set_free_func (tasks, NULL); /* the items have them */
  fill_rows (self);
}

guint
kheo_reform_task_list_get_n (KheoReformTaskList *self, guint *out_n_open)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_LIST (self), 0);
  *out_n_open = self->n_open;
  return self->tasks->len;
}

GListModel *
kheo_reform_task_list_get_rows (KheoReformTaskList *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_LIST (self), NULL);
  return G_LIST_MODEL (self->rows);
}
