#include "kheo-store-job.h"

#include <string.h>

void
kheo_store_job_free (KheoStoreJob *job)
{
  if (job->data_free != NULL && job->data != NULL)
    job->data_free (job->data);
  g_clear_pointer (&job->changes, kheo_change_set_unref);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job->title);
  g_free (job);
}

static const char *
actor (void)
{
  const char *name = g_get_real_name ();

  return strcmp (name, "Unknown") != 0 && *name != '\0' ? name : g_get_user_name ();
}

/* The main thread's side of an end: first everyone hears of the change, then the caller. */
static gboolean
deliver_cb (gpointer user_data)
{
  KheoStoreJob  *job = user_data;
  GTask         *task = job->task;
  KheoChangeSet *changes = job->changes;

  if (changes != NULL)
    g_signal_emit_by_name (g_task_get_source_object (task), "changed", changes);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    {
      gint64 *id = g_new (gint64, 1);

      *id = changes != NULL ? kheo_change_set_get_action (changes) : 0;
      g_object_set_data_full (G_OBJECT (task), "kheo-action", id, g_free);
      g_task_return_pointer (task, job->result, job->result_free);
    }
  return G_SOURCE_REMOVE;
}

/* Never g_main_context_invoke(): it may run right here when the main loop happens to be idle. */
void
kheo_store_job_deliver (KheoStoreJob *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, job, (GDestroyNotify) kheo_store_job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
drop_result (KheoStoreJob *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  job->result = NULL;
}

static void
run_func (KheoDb *db, KheoStoreJob *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;
  kheo_db_set_cancellable (db, cancellable);
  job->result = job->func (db, job->data, cancellable, &job->error);
  kheo_db_set_cancellable (db, NULL);
  if (job->error != NULL)
    drop_result (job);
}

static void
run_write (KheoDb *db, KheoStoreJob *job)
{
  if (!kheo_history_begin (db, &job->error))
    return;
  run_func (db, job);
  if (job->error != NULL)
    kheo_history_cancel (db);
  else
    job->changes = kheo_history_end (db, job->title, actor (), &job->error);
  if (job->error != NULL)
    drop_result (job);
}

static void
run_undo (KheoDb *db, KheoStoreJob *job)
{
  GArray *kept = NULL;

  if (job->undo_func != NULL)
    job->changes = job->undo_func (db, job->action, actor (), &kept, &job->error);
  else
    job->changes = job->kind == KHEO_STORE_JOB_REDO
                       ? kheo_history_redo (db, job->action, actor (), &kept, &job->error)
                       : kheo_history_undo (db, job->action, actor (), &kept, &job->error);
  job->result = kept;
  job->result_free = (GDestroyNotify) g_array_unref;
  if (job->error != NULL)
    drop_result (job);
}

void
kheo_store_preview_free (KheoStorePreview *preview)
{
  g_clear_pointer (&preview->kept, g_array_unref);
  g_clear_pointer (&preview->changes, kheo_change_set_unref);
  g_free (preview);
}

static void
run_preview (KheoDb *db, KheoStoreJob *job)
{
  KheoStorePreview *preview = g_new0 (KheoStorePreview, 1);

  preview->changes = kheo_history_preview (db, job->action, job->redo, &preview->kept, &job->error);
  job->result = preview;
  job->result_free = (GDestroyNotify) kheo_store_preview_free;
  if (job->error != NULL)
    drop_result (job);
}

void
kheo_store_job_run (KheoStoreJob *job, KheoDb *db)
{
  if (db == NULL)
    g_set_error_literal (&job->error, KHEO_ERROR, KHEO_ERROR_READ_ONLY,
                         "the book is open for reading only");
  else if (job->kind == KHEO_STORE_JOB_READ)
    run_func (db, job);
  else if (job->kind == KHEO_STORE_JOB_WRITE)
    run_write (db, job);
  else if (job->kind == KHEO_STORE_JOB_PREVIEW)
    run_preview (db, job);
  else
    run_undo (db, job);
  if (job->data_free != NULL && job->data != NULL)
    job->data_free (g_steal_pointer (&job->data));
  kheo_store_job_deliver (job);
}
