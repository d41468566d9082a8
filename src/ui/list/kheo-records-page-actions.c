/* What people do with records: new, duplicate, delete, mark as done. */
#include "kheo-records-page-private.h"

#include "kheo-matters.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KheoRecordsPage *page;
  char            *title;
  KheoRecord      *record; /* to show next */
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->page);
  g_clear_object (&wait->record);
  g_free (wait->title);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
offer_cb (gboolean go, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoRecordsPage *self = wait->page;

  if (!go || self->scope == NULL)
    return;
  self->settling = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->settling = FALSE;
  kheo_record_form_set_record (self->form, wait->record);
}

static void
offer (KheoRecordsPage *self, KheoRecord *record)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->page = g_object_ref (self);
  wait->record = g_object_ref (record);
  kheo_record_form_leave (self->form, offer_cb, wait);
}

/* A new model begins in the year one is looking at, a matter today. */
static void
begin_record (KheoRecordsPage *self, KheoRecord *record)
{
  const KheoMatters *matters = kheo_matters_of (self->reg);
  KheoPeriod         period = kheo_scope_get_period (self->scope);
  g_autofree char   *today = kheo_date_to_iso (kheo_date_today ());

  if (matters != NULL)
    {
      kheo_record_set_text (record, matters->from, today);
      kheo_record_set_text (record, matters->state, matters->fresh);
      return;
    }
  kheo_record_set_integer (
      record, KHEO_MODEL_YEAR,
      kheo_date_get_year (kheo_period_is_all (period) ? kheo_date_today () : period.to));
  kheo_record_set_text (record, KHEO_MODEL_STATUS, "registered");
}

/* It begins in the unit one is looking at. */
void
kheo_records_page_new_record (KheoRecordsPage *self)
{
  g_autoptr (KheoRecord) record = NULL;
  int unit;

  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  record = kheo_record_new (self->reg, 0);
  unit = kheo_register_find_field (self->reg, "unit_id");
  begin_record (self, record);
  if (kheo_scope_get_unit (self->scope) != 0)
    kheo_record_set_integer (record, (guint) unit, kheo_scope_get_unit (self->scope));
  offer (self, record);
}

/* Everything but what belongs to the one original: its number and where it was read from. */
void
kheo_records_page_duplicate (KheoRecordsPage *self)
{
  KheoRecord *shown;
  g_autoptr (KheoRecord) copy = NULL;
  const KheoValue nothing = KHEO_VALUE_INIT;

  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  shown = kheo_record_form_get_record (self->form);
  if (shown == NULL)
    return;
  copy = kheo_record_dup (shown);
  for (guint i = 0; i < self->reg->n_fields; i++)
    if ((int) i == kheo_register_find_field (self->reg, "code") ||
        (self->reg->fields[i].flags & KHEO_FIELD_DERIVED) != 0)
      kheo_record_set (copy, i, &nothing);
  offer (self, copy);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoRecordsPage *self = wait->page;
  g_autoptr (GError) error = NULL;
  gint64             action = 0;
  g_autofree gint64 *n = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (self->scope == NULL)
    return;
  if (n == NULL)
    kheo_page_show_error (GTK_WIDGET (self), _ (self->words->undeletable), error);
  else
    kheo_page_toast_action (GTK_WIDGET (self), wait->title, action);
}

/* Those selected, else the one in the form.  Not asked before: the toast brings them back. */
static GArray *
list_doomed (KheoRecordsPage *self)
{
  GArray *ids = kheo_records_page_list_selected (self);
  gint64  shown = kheo_record_form_get_id (self->form);

  if (ids->len == 0 && shown != 0)
    g_array_append_val (ids, shown);
  return ids;
}

void
kheo_records_page_delete (KheoRecordsPage *self)
{
  g_autoptr (GArray) ids = NULL;
  gint64 shown;
  Wait  *wait;

  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  ids = list_doomed (self);
  shown = kheo_record_form_get_id (self->form);
  if (ids->len == 0)
    {
      if (kheo_record_form_has_record (self->form))
        kheo_record_form_set_record (self->form, NULL); /* a new one that was never stored */
      return;
    }
  wait = g_new0 (Wait, 1);
  wait->page = g_object_ref (self);
  wait->title = kheo_records_tell_deleted (self->reg, ids->len);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == shown)
      kheo_record_form_set_record (self->form, NULL);
  kheo_book_delete_async (kheo_scope_get_book (self->scope), self->reg,
                          (const gint64 *) (gpointer) ids->data, ids->len, deleted_cb, wait);
}

/* Done */

typedef struct
{
  const KheoRegister *reg;
  GArray             *ids;
  char               *title;
} DoneJob;

static void
done_job_free (gpointer data)
{
  DoneJob *job = data;

  g_array_unref (job->ids);
  g_free (job->title);
  g_free (job);
}

static gpointer
done_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  DoneJob *job = data;

  for (guint i = 0; i < job->ids->len; i++)
    {
      g_autoptr (KheoRecord) record =
          kheo_record_table_get (db, job->reg, g_array_index (job->ids, gint64, i), error);

      if (record == NULL)
        return NULL;
      kheo_matters_set_done (record, kheo_date_today ());
      if (!kheo_record_table_update (db, record, error))
        return NULL;
    }
  return g_memdup2 (&job->ids->len, sizeof job->ids->len);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoRecordsPage *self = wait->page;
  g_autoptr (GError) error = NULL;
  gint64            action = 0;
  g_autofree guint *n = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (self->scope == NULL)
    return;
  if (n == NULL)
    kheo_page_show_error (GTK_WIDGET (self), _ (self->words->unchangeable), error);
  else
    kheo_page_toast_action (GTK_WIDGET (self), wait->title, action);
}

static void
left_for_done_cb (gboolean go, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoRecordsPage *self = wait->page;
  DoneJob         *job;

  if (!go || self->scope == NULL)
    return;
  job = g_new0 (DoneJob, 1);
  job->reg = self->reg;
  job->ids = list_doomed (self);
  job->title = g_strdup (wait->title);
  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), job->title,
                          done_job, job, done_job_free, g_free, NULL, done_cb,
                          g_steal_pointer (&wait));
}

gboolean
kheo_records_page_can_mark_done (KheoRecordsPage *self)
{
  const KheoMatters *matters;
  KheoRecord        *shown;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (KHEO_IS_RECORDS_PAGE (self), FALSE);
  matters = kheo_matters_of (self->reg);
  shown = kheo_record_form_get_record (self->form);
  ids = kheo_records_page_list_selected (self);
  if (matters == NULL || (ids->len == 0 && kheo_record_form_get_id (self->form) == 0))
    return FALSE;
  /* Of several some may be closed already; of one it is known. */
  return ids->len > 1 || shown == NULL ||
         !kheo_matters_is_closed (matters, kheo_record_get_text (shown, matters->state));
}

void
kheo_records_page_mark_done (KheoRecordsPage *self)
{
  g_autoptr (GArray) ids = NULL;
  Wait *wait;

  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  ids = list_doomed (self);
  if (ids->len == 0 || kheo_matters_of (self->reg) == NULL)
    return;
  wait = g_new0 (Wait, 1);
  wait->page = g_object_ref (self);
  wait->title = kheo_records_tell_done (self->reg, ids->len);
  kheo_record_form_leave (self->form, left_for_done_cb, wait);
}

void
kheo_records_page_clear_filters (KheoRecordsPage *self)
{
  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  kheo_scope_set_search (self->scope, NULL);
  kheo_records_page_show_query (self, NULL);
}

void
kheo_records_page_leave (KheoRecordsPage *self, KheoLeaveFunc func, gpointer user_data)
{
  g_return_if_fail (KHEO_IS_RECORDS_PAGE (self));
  kheo_record_form_leave (self->form, func, user_data);
}
