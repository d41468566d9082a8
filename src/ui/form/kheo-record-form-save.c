/* Storing the record of a form, leaving it without losing anything, and following the book. */
#include "kheo-record-form-private.h"

#include "kheo-attachments.h"
#include "kheo-matters.h"
#include "kheo-question.h"

#include <glib/gi18n-lib.h>

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
      kheo_page_show_error (GTK_WIDGET (self), _ ("This could not be saved"), error);
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
      kheo_record_form_tell_changed (self);
    }
  kheo_record_form_tell_saved (self, kheo_record_get_id (wait->record), action);
}

gboolean
kheo_record_form_save (KheoRecordForm *self)
{
  SaveWait *wait;

  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), FALSE);
  if (self->edited == NULL || self->read_only)
    return FALSE;
  self->tried = TRUE;
  if (!kheo_record_form_validate (self))
    {
      kheo_record_form_focus_problem (self);
      kheo_record_form_tell_changed (self);
      return FALSE;
    }
  if (!kheo_record_form_is_dirty (self) && kheo_record_get_id (self->edited) != 0)
    return TRUE;
  wait = g_new0 (SaveWait, 1);
  wait->form = g_object_ref (self);
  wait->record = kheo_record_form_copy (self->edited);
  wait->generation = self->generation;
  if (self->stored != NULL && kheo_scope_get_units (self->scope) != NULL)
    kheo_matters_note_move (wait->record, self->stored, kheo_scope_get_units (self->scope));
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
  kheo_question_ask (GTK_WIDGET (self), _ ("This cannot be saved as it is"),
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

void
kheo_record_form_follow (KheoRecordForm *self)
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
