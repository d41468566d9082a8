#include "kheo-record-form.h"

#include "kheo-attachments.h"
#include "kheo-field-control.h"
#include "kheo-field-editor.h"
#include "kheo-model-rules.h"
#include "kheo-provenance.h"
#include "kheo-question.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

struct _KheoRecordForm
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel  *title;
  GtkWidget *revert_button;
  GtkWidget *save_button;
  GtkWidget *scroller;
  GtkBox    *fields;

  /* borrowed: children made from the descriptions */
  KheoFieldEditor **editors; /* by field; NULL where the program keeps the value */
  GtkWidget        *attachments;
  GtkWidget        *provenance;

  /* owned */
  KheoScope  *scope;
  KheoRecord *stored;   /* as in the book; a new one as it was offered; NULL: none chosen */
  KheoRecord *edited;   /* a copy, as in the form */
  GPtrArray  *problems; /* char * by field: what is shown below; NULL: nothing */

  const KheoRegister *reg;
  guint               n_unreadable; /* fields whose text is no value */
  guint               generation;   /* of the record shown: later answers are dropped */
  gboolean            read_only;
  gboolean            tried; /* to save: all that is missing is shown from then on */
};

G_DEFINE_FINAL_TYPE (KheoRecordForm, kheo_record_form, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Problems */

static void
show_problem (KheoRecordForm *self, guint field, const char *text, gboolean severe)
{
  if (self->editors[field] == NULL)
    return;
  g_free (self->problems->pdata[field]);
  self->problems->pdata[field] = g_strdup (text);
  kheo_field_editor_set_problem (self->editors[field], text, severe);
}

/* Takes the form's texts into the record; counts those that are no values. */
static void
read_fields (KheoRecordForm *self)
{
  self->n_unreadable = 0;
  for (guint i = 0; i < self->reg->n_fields; i++)
    {
      KheoValue value = KHEO_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      if (self->editors[i] == NULL)
        continue;
      if (kheo_field_editor_get_value (self->editors[i], &value, &error))
        {
          kheo_record_set (self->edited, i, &value);
          show_problem (self, i, NULL, FALSE);
        }
      else
        {
          self->n_unreadable++;
          show_problem (self, i, error->message, TRUE);
        }
      kheo_value_clear (&value);
    }
}

/* Shows what is wrong; TRUE when it can be saved.  Fields the person has not come to yet are left
 * in peace until the first try to save. */
static gboolean
validate (KheoRecordForm *self)
{
  g_autoptr (GPtrArray) findings = NULL;
  gboolean good;

  read_fields (self);
  good = self->n_unreadable == 0;
  findings = kheo_record_validate (self->edited, kheo_scope_get_units (self->scope));
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoFinding *finding = g_ptr_array_index (findings, i);
      guint              field = finding->field < 0 ? 0 : (guint) finding->field;
      gboolean           severe = finding->severity == KHEO_SEVERITY_ERROR;

      good = good && !severe;
      if (self->editors[field] != NULL && self->problems->pdata[field] == NULL &&
          (self->tried || kheo_field_editor_is_touched (self->editors[field])))
        show_problem (self, field, finding->message, severe);
    }
  return good;
}

static void
focus_first_problem (KheoRecordForm *self)
{
  for (guint i = 0; i < self->reg->n_fields; i++)
    if (self->problems->pdata[i] != NULL)
      {
        gtk_widget_grab_focus (GTK_WIDGET (self->editors[i]));
        return;
      }
}

static void
tell_changed (KheoRecordForm *self)
{
  const char *name = self->edited ? kheo_record_get_text (self->edited, 0) : NULL;

  gtk_label_set_text (self->title, name ? name : _ ("New model"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
edited_cb (KheoRecordForm *self)
{
  if (self->edited == NULL)
    return;
  validate (self);
  tell_changed (self);
}

/* Building */

static GtkWidget *
make_section (const char *title)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), heading, 0, 0, 2, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  return grid;
}

static void
build_fields (KheoRecordForm *self)
{
  GtkWidget  *section = NULL;
  const char *title = NULL;
  int         row = 0, column = 0;

  for (guint i = 0; i < self->reg->n_fields; i++)
    {
      const KheoField *field = &self->reg->fields[i];
      gboolean         wide = kheo_field_control_of (field->type)->wide;
      GtkWidget       *editor;

      if ((field->flags & KHEO_FIELD_DERIVED) != 0)
        continue;
      if (section == NULL || g_strcmp0 (title, field->section) != 0)
        {
          title = field->section;
          section = make_section (title ? _ (title) : "");
          gtk_box_append (self->fields, section);
          row = 1;
          column = 0;
        }
      if (wide && column == 1)
        {
          row++;
          column = 0;
        }
      editor = kheo_field_editor_new (self->scope, field);
      self->editors[i] = KHEO_FIELD_EDITOR (editor);
      g_signal_connect_object (editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (section), editor, column, row, wide ? 2 : 1, 1);
      column = wide ? 0 : 1 - column;
      row += column == 0 ? 1 : 0;
    }
}

static void
build (KheoRecordForm *self)
{
  self->editors = g_new0 (KheoFieldEditor *, self->reg->n_fields);
  g_ptr_array_set_size (self->problems, (int) self->reg->n_fields);
  build_fields (self);
  self->attachments = kheo_attachments_new (self->scope, self->reg->table);
  gtk_box_append (self->fields, self->attachments);
  self->provenance = kheo_provenance_new (self->scope);
  gtk_box_append (self->fields, self->provenance);
}

/* Saving */

typedef struct
{
  KheoRecordForm *form;
  KheoRecord     *record;
  guint           generation;
} SaveWait;

static void
save_wait_free (SaveWait *wait)
{
  g_object_unref (wait->form);
  g_object_unref (wait->record);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveWait, save_wait_free)

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SaveWait) wait = user_data;
  KheoRecordForm *self = wait->form;
  g_autoptr (GError) error = NULL;
  gint64             action = 0;
  g_autofree gint64 *id = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (error != NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The model could not be saved"), error);
      return;
    }
  kheo_record_set_id (wait->record, *id);
  if (self->scope != NULL && kheo_scope_get_book (self->scope) != NULL &&
      wait->generation == self->generation)
    {
      /* What was typed while it was being stored stays, and stays unsaved. */
      g_set_object (&self->stored, wait->record);
      kheo_record_set_id (self->edited, kheo_record_get_id (wait->record));
      kheo_attachments_set_record (KHEO_ATTACHMENTS (self->attachments),
                                   kheo_record_get_id (wait->record));
      tell_changed (self);
    }
  g_signal_emit (self, signals[SAVED], 0, kheo_record_get_id (wait->record), action);
}

static KheoRecord *
copy_record (KheoRecord *record)
{
  KheoRecord *copy = kheo_record_dup (record);

  kheo_record_set_id (copy, kheo_record_get_id (record));
  return copy;
}

gboolean
kheo_record_form_save (KheoRecordForm *self)
{
  SaveWait *wait;

  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), FALSE);
  if (self->edited == NULL || self->read_only)
    return FALSE;
  self->tried = TRUE;
  if (!validate (self))
    {
      focus_first_problem (self);
      tell_changed (self);
      return FALSE;
    }
  if (!kheo_record_form_is_dirty (self) && kheo_record_get_id (self->edited) != 0)
    return TRUE;
  wait = g_new0 (SaveWait, 1);
  wait->form = g_object_ref (self);
  wait->record = copy_record (self->edited);
  wait->generation = self->generation;
  kheo_book_save_async (kheo_scope_get_book (self->scope), wait->record, NULL, saved_cb, wait);
  return TRUE;
}

/* Leaving */

typedef struct
{
  KheoRecordForm *form;
  KheoLeaveFunc   func;
  gpointer        user_data;
} LeaveWait;

static void
leave_answered_cb (const char *id, gpointer user_data)
{
  g_autofree LeaveWait *wait = user_data;
  g_autoptr (KheoRecordForm) self = wait->form;
  gboolean go = g_str_equal (id, "discard");

  if (go)
    kheo_record_form_revert (self);
  wait->func (go, wait->user_data);
}

void
kheo_record_form_leave (KheoRecordForm *self, KheoLeaveFunc func, gpointer user_data)
{
  const KheoAnswer answers[] = {
    { "cancel", _ ("_Keep editing"), KHEO_ANSWER_SUGGESTED },
    { "discard", _ ("_Throw the changes away"), KHEO_ANSWER_DESTRUCTIVE },
    { NULL },
  };
  LeaveWait *wait;

  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  if (!kheo_record_form_is_dirty (self) || kheo_record_form_save (self))
    {
      func (TRUE, user_data);
      return;
    }
  wait = g_new0 (LeaveWait, 1);
  wait->form = g_object_ref (self);
  wait->func = func;
  wait->user_data = user_data;
  kheo_question_ask (GTK_WIDGET (self), _ ("This model cannot be saved as it is"),
                     _ ("What is wrong is shown in red. Mend it, or throw away what you typed."),
                     answers, leave_answered_cb, wait);
}

/* Following the book: undo or an import may have changed the record that is shown. */

static gpointer
reread_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoRecord *key = data; /* its id and register only, which never change */
  g_autoptr (GError) problem = NULL;
  KheoRecord *record = kheo_record_table_get (db, kheo_record_get_register (key),
                                              kheo_record_get_id (key), &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return record;
}

static void
reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SaveWait) wait = user_data;
  KheoRecordForm *self = wait->form;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (error != NULL || self->scope == NULL || wait->generation != self->generation ||
      kheo_record_form_is_dirty (self))
    return;
  if (record == NULL || !kheo_record_equal (record, self->stored, TRUE))
    kheo_record_form_set_record (self, record);
}

static void
scope_changed_cb (KheoRecordForm *self)
{
  SaveWait *wait;

  kheo_attachments_reload (KHEO_ATTACHMENTS (self->attachments));
  if (kheo_record_form_get_id (self) == 0 || kheo_record_form_is_dirty (self))
    return;
  wait = g_new0 (SaveWait, 1);
  wait->form = g_object_ref (self);
  wait->record = kheo_record_new (self->reg, kheo_record_get_id (self->stored));
  wait->generation = self->generation;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), reread_job,
                         wait->record, NULL, g_object_unref,
                         kheo_scope_get_cancellable (self->scope), reread_cb, wait);
}

static void
kheo_record_form_dispose (GObject *object)
{
  KheoRecordForm *self = KHEO_RECORD_FORM (object);

  self->generation++;
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_RECORD_FORM);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  g_clear_object (&self->stored);
  g_clear_object (&self->edited);
  G_OBJECT_CLASS (kheo_record_form_parent_class)->dispose (object);
}

static void
kheo_record_form_finalize (GObject *object)
{
  KheoRecordForm *self = KHEO_RECORD_FORM (object);

  g_clear_pointer (&self->editors, g_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_record_form_parent_class)->finalize (object);
}

static void
kheo_record_form_class_init (KheoRecordFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kheo_record_form_dispose;
  object_class->finalize = kheo_record_form_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "form/kheo-record-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, title);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, revert_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, save_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, fields);
  gtk_widget_class_set_css_name (widget_class, "kheo-record-form");
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", KHEO_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
kheo_record_form_init (KheoRecordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
kheo_record_form_new (KheoScope *scope, const KheoRegister *reg)
{
  KheoRecordForm *self = g_object_new (KHEO_TYPE_RECORD_FORM, "visible", FALSE, NULL);

  self->scope = g_object_ref (scope);
  self->reg = reg;
  build (self);
  g_signal_connect_object (scope, "changed", G_CALLBACK (scope_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_record_form_set_record (KheoRecordForm *self, KheoRecord *record)
{
  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  self->generation++;
  self->tried = FALSE;
  self->n_unreadable = 0;
  g_clear_object (&self->stored);
  g_clear_object (&self->edited);
  if (record != NULL)
    {
      self->stored = copy_record (record);
      self->edited = copy_record (record);
    }
  for (guint i = 0; record != NULL && i < self->reg->n_fields; i++)
    if (self->editors[i] != NULL)
      {
        kheo_field_editor_set_value (self->editors[i], kheo_record_get (record, i));
        show_problem (self, i, NULL, FALSE);
      }
  kheo_attachments_set_record (KHEO_ATTACHMENTS (self->attachments),
                               record ? kheo_record_get_id (record) : 0);
  kheo_provenance_set_record (KHEO_PROVENANCE (self->provenance), record);
  gtk_widget_set_visible (GTK_WIDGET (self), record != NULL);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (record != NULL && kheo_record_get_id (record) == 0 && self->editors[0] != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->editors[0]));
  tell_changed (self);
}

gint64
kheo_record_form_get_id (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), 0);
  return self->stored ? kheo_record_get_id (self->stored) : 0;
}

gboolean
kheo_record_form_has_record (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), FALSE);
  return self->edited != NULL;
}

gboolean
kheo_record_form_is_dirty (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), FALSE);
  return self->edited != NULL &&
         (self->n_unreadable > 0 || !kheo_record_equal (self->edited, self->stored, FALSE));
}

KheoRecord *
kheo_record_form_get_record (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), NULL);
  return self->edited;
}

void
kheo_record_form_set_read_only (KheoRecordForm *self, gboolean read_only)
{
  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  self->read_only = read_only;
  for (guint i = 0; i < self->reg->n_fields; i++)
    if (self->editors[i] != NULL)
      kheo_field_editor_set_editable (self->editors[i], !read_only);
  gtk_widget_set_visible (self->save_button, !read_only);
  gtk_widget_set_visible (self->revert_button, !read_only);
  kheo_attachments_set_read_only (KHEO_ATTACHMENTS (self->attachments), read_only);
}

void
kheo_record_form_revert (KheoRecordForm *self)
{
  g_autoptr (KheoRecord) stored = NULL;

  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  if (self->stored == NULL)
    return;
  stored = g_object_ref (self->stored);
  kheo_record_form_set_record (self, stored);
}

void
kheo_record_form_type (KheoRecordForm *self, guint field, const char *text)
{
  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  g_return_if_fail (field < self->reg->n_fields && self->editors[field] != NULL);
  kheo_field_editor_set_text (self->editors[field], text);
}

const char *
kheo_record_form_get_problem (KheoRecordForm *self, guint field)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), NULL);
  g_return_val_if_fail (field < self->reg->n_fields, NULL);
  return self->problems->pdata[field];
}
