#include "kheo-book-lock.h"
#include "kheo-store-job.h"

/* One thread with its connection. */
typedef struct
{
  KheoStore   *store; /* the store outlives its lanes */
  GThread     *thread;
  GAsyncQueue *jobs;    /* of KheoStoreJob */
  KheoDb      *db;      /* only touched on @thread; NULL for the writer of a read-only book */
  GError      *problem; /* why opening failed */
  gboolean     writes;
} Lane;

struct _KheoStore
{
  GObject parent_instance;

  char                  *path;
  const KheoStoreSchema *schema;
  KheoDbFlags            flags;
  KheoBookLock          *lock;
  gboolean               read_only;
  gboolean               unclean; /* the last writer left its journal behind */
  Lane                   writer;
  Lane                   reader;
};

G_DEFINE_FINAL_TYPE (KheoStore, kheo_store, G_TYPE_OBJECT)

static gboolean
open_lane_db (Lane *lane, GError **error)
{
  KheoStore  *store = lane->store;
  KheoDbFlags flags =
      lane->writes && !store->read_only ? store->flags : (KheoDbFlags) KHEO_DB_READ_ONLY;

  lane->db = kheo_db_open (store->path, flags, error);
  if (lane->db == NULL ||
      !kheo_db_migrate (lane->db, store->schema->steps, store->schema->n_steps, error))
    return FALSE;
  kheo_history_attach (lane->db, store->schema->tables);
  kheo_history_set_bonds (lane->db, store->schema->bonds);
  kheo_history_set_guard (lane->db, store->schema->guard);
  return TRUE;
}

/* After an unclean end the book is proven before anyone trusts it. */
static gboolean
check_after_crash (Lane *lane, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  if (!lane->writes || !lane->store->unclean)
    return TRUE;
  stmt = kheo_db_prepare (lane->db, "PRAGMA quick_check (1)");
  if (!kheo_stmt_step (stmt, error))
    return FALSE;
  if (g_strcmp0 (kheo_stmt_get_text (stmt, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "'%s' is damaged: %s", lane->store->path,
               kheo_stmt_get_text (stmt, 0));
  return FALSE;
}

static gpointer
lane_cb (gpointer user_data)
{
  Lane *lane = user_data;

  for (;;)
    {
      KheoStoreJob    *job = g_async_queue_pop (lane->jobs);
      KheoStoreJobKind kind = job->kind;

      if (kind != KHEO_STORE_JOB_QUIT)
        {
          kheo_store_job_run (job, lane->db);
          if (lane->db != NULL && g_async_queue_length (lane->jobs) <= 0)
            kheo_db_settle (lane->db);
          continue;
        }
      g_clear_pointer (&lane->db, kheo_db_close);
      kheo_store_job_free (job);
      return NULL;
    }
}

/* The first thing on a lane's thread: opens its connection and tells the main thread. */
typedef struct
{
  Lane    *lane;
  GMutex   mutex;
  GCond    cond;
  gboolean done;
} Opening;

static gpointer
start_cb (gpointer user_data)
{
  Opening *opening = user_data;
  Lane    *lane = opening->lane;

  if (!(lane->writes && lane->store->read_only) &&
      !(open_lane_db (lane, &lane->problem) && check_after_crash (lane, &lane->problem)))
    g_clear_pointer (&lane->db, kheo_db_close);

  g_mutex_lock (&opening->mutex);
  opening->done = TRUE;
  g_cond_signal (&opening->cond);
  g_mutex_unlock (&opening->mutex);
  return lane_cb (lane);
}

/* --- on the main thread --- */

static gboolean
lane_start (Lane *lane, KheoStore *store, gboolean writes, GError **error)
{
  Opening opening = { .lane = lane };

  lane->store = store;
  lane->writes = writes;
  lane->jobs = g_async_queue_new ();
  g_mutex_init (&opening.mutex);
  g_cond_init (&opening.cond);
  lane->thread = g_thread_new (writes ? "kheo-writer" : "kheo-reader", start_cb, &opening);
  g_mutex_lock (&opening.mutex);
  while (!opening.done)
    g_cond_wait (&opening.cond, &opening.mutex);
  g_mutex_unlock (&opening.mutex);
  g_mutex_clear (&opening.mutex);
  g_cond_clear (&opening.cond);
  if (lane->problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&lane->problem));
  return FALSE;
}

static void
lane_stop (Lane *lane)
{
  KheoStoreJob *job;

  if (lane->thread == NULL)
    return;
  job = g_new0 (KheoStoreJob, 1);
  job->kind = KHEO_STORE_JOB_QUIT;
  g_async_queue_push (lane->jobs, job);
  g_thread_join (g_steal_pointer (&lane->thread));
  g_clear_pointer (&lane->jobs, g_async_queue_unref);
}

static void
kheo_store_finalize (GObject *object)
{
  KheoStore *self = KHEO_STORE (object);

  g_assert (self->writer.thread == NULL); /* kheo_store_close() first */
  g_free (self->path);

  G_OBJECT_CLASS (kheo_store_parent_class)->finalize (object);
}

static void
kheo_store_class_init (KheoStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_store_finalize;

  /* A write succeeded: (KheoChangeSet *), borrowed. */
  g_signal_new ("changed", KHEO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
}

static void
kheo_store_init (KheoStore *self)
{
}

static gboolean
has_journal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (wal);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && g_file_info_get_size (info) > 0;
}

/* A book that exists is locked before anything opens it; a new one as soon as it is there. */
static gboolean
start_writer (KheoStore *self, GError **error)
{
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      if (!self->read_only && (self->lock = kheo_book_lock_take (self->path)) == NULL)
        self->read_only = TRUE;
      self->unclean = self->lock != NULL && has_journal (self->path);
      return lane_start (&self->writer, self, TRUE, error);
    }

  if (!self->read_only && kheo_book_is_remote (self->path))
    self->read_only = TRUE;
  if (!lane_start (&self->writer, self, TRUE, error))
    return FALSE;
  if (self->read_only || (self->lock = kheo_book_lock_take (self->path)) != NULL)
    return TRUE;
  /* Another process made and took it in the same moment. */
  lane_stop (&self->writer);
  self->read_only = TRUE;
  return lane_start (&self->writer, self, TRUE, error);
}

KheoStore *
kheo_store_open (const char *path, const KheoStoreSchema *schema, KheoDbFlags flags, GError **error)
{
  g_autoptr (KheoStore) self = NULL;

  g_return_val_if_fail (path != NULL && schema != NULL, NULL);

  self = g_object_new (KHEO_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->schema = schema;
  self->flags = flags;
  self->read_only = (flags & KHEO_DB_READ_ONLY) != 0;
  if (start_writer (self, error) && lane_start (&self->reader, self, FALSE, error))
    return g_steal_pointer (&self);
  kheo_store_close (self);
  return NULL;
}

gboolean
kheo_store_is_read_only (KheoStore *self)
{
  g_return_val_if_fail (KHEO_IS_STORE (self), TRUE);

  return self->read_only;
}

const char *
kheo_store_get_path (KheoStore *self)
{
  g_return_val_if_fail (KHEO_IS_STORE (self), NULL);

  return self->path;
}

void
kheo_store_close (KheoStore *self)
{
  g_return_if_fail (KHEO_IS_STORE (self));

  /* The writer last: it folds the journal into the book.  Then the lock, see its header. */
  lane_stop (&self->reader);
  lane_stop (&self->writer);
  g_clear_pointer (&self->lock, kheo_book_lock_free);
}

static void
push (KheoStore *self, Lane *lane, KheoStoreJob *job)
{
  if (lane->thread != NULL)
    {
      g_async_queue_push (lane->jobs, job);
      return;
    }
  g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the book is closed");
  kheo_store_job_deliver (job);
}

void
kheo_store_read_async (KheoStore          *self,
                       KheoStoreFunc       func,
                       gpointer            data,
                       GDestroyNotify      data_free,
                       GDestroyNotify      result_free,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  KheoStoreJob *job = g_new0 (KheoStoreJob, 1);

  g_return_if_fail (KHEO_IS_STORE (self) && func != NULL);

  *job = (KheoStoreJob){ .kind = KHEO_STORE_JOB_READ,
                         .task = g_task_new (self, cancellable, callback, user_data),
                         .func = func,
                         .data = data,
                         .data_free = data_free,
                         .result_free = result_free };
  g_task_set_source_tag (job->task, kheo_store_read_async);
  push (self, &self->reader, job);
}

gpointer
kheo_store_read_finish (KheoStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kheo_store_write_async (KheoStore          *self,
                        const char         *title,
                        KheoStoreFunc       func,
                        gpointer            data,
                        GDestroyNotify      data_free,
                        GDestroyNotify      result_free,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  KheoStoreJob *job = g_new0 (KheoStoreJob, 1);

  g_return_if_fail (KHEO_IS_STORE (self) && func != NULL);

  *job = (KheoStoreJob){ .kind = KHEO_STORE_JOB_WRITE,
                         .task = g_task_new (self, cancellable, callback, user_data),
                         .title = g_strdup (title),
                         .func = func,
                         .data = data,
                         .data_free = data_free,
                         .result_free = result_free };
  g_task_set_source_tag (job->task, kheo_store_write_async);
  /* What is written is written, even when the wish to stop came too late. */
  g_task_set_check_cancellable (job->task, FALSE);
  push (self, &self->writer, job);
}

gpointer
kheo_store_write_finish (KheoStore *self, GAsyncResult *result, gint64 *out_action, GError **error)
{
  gint64 *id;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  id = g_object_get_data (G_OBJECT (result), "kheo-action");
  if (out_action != NULL)
    *out_action = id != NULL ? *id : 0;
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kheo_store_undo_async (
    KheoStore *self, gint64 action, gboolean redo, GAsyncReadyCallback callback, gpointer user_data)
{
  KheoStoreJob *job = g_new0 (KheoStoreJob, 1);

  g_return_if_fail (KHEO_IS_STORE (self));

  *job = (KheoStoreJob){ .kind = redo ? KHEO_STORE_JOB_REDO : KHEO_STORE_JOB_UNDO,
                         .task = g_task_new (self, NULL, callback, user_data),
                         .action = action };
  g_task_set_source_tag (job->task, kheo_store_undo_async);
  push (self, &self->writer, job);
}

void
kheo_store_undo_with_async (KheoStore          *self,
                            KheoStoreUndoFunc   func,
                            gint64              id,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  KheoStoreJob *job = g_new0 (KheoStoreJob, 1);

  g_return_if_fail (KHEO_IS_STORE (self));

  *job = (KheoStoreJob){ .kind = KHEO_STORE_JOB_UNDO,
                         .task = g_task_new (self, NULL, callback, user_data),
                         .action = id,
                         .undo_func = func };
  g_task_set_source_tag (job->task, kheo_store_undo_with_async);
  push (self, &self->writer, job);
}

GArray *
kheo_store_undo_finish (KheoStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kheo_store_preview_async (
    KheoStore *self, gint64 action, gboolean redo, GAsyncReadyCallback callback, gpointer user_data)
{
  KheoStoreJob *job = g_new0 (KheoStoreJob, 1);

  g_return_if_fail (KHEO_IS_STORE (self));

  *job = (KheoStoreJob){ .kind = KHEO_STORE_JOB_PREVIEW,
                         .task = g_task_new (self, NULL, callback, user_data),
                         .action = action,
                         .redo = redo };
  g_task_set_source_tag (job->task, kheo_store_preview_async);
  push (self, &self->writer, job);
}

GArray *
kheo_store_preview_finish (KheoStore      *self,
                           GAsyncResult   *result,
                           KheoChangeSet **out_changes,
                           GError        **error)
{
  KheoStorePreview *preview;
  GArray           *kept;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  preview = g_task_propagate_pointer (G_TASK (result), error);
  if (out_changes != NULL)
    *out_changes = preview != NULL ? g_steal_pointer (&preview->changes) : NULL;
  if (preview == NULL)
    return NULL;
  kept = g_steal_pointer (&preview->kept);
  kheo_store_preview_free (preview);
  return kept;
}
