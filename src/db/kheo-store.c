#include "kheo-store.h"

#include "kheo-book-lock.h"

#include <string.h>

/* One thread with its connection. */
typedef struct
{
  KheoStore   *store; /* the store outlives its lanes */
  GThread     *thread;
  GAsyncQueue *jobs;    /* of Job */
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

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  JOB_READ,
  JOB_WRITE,
  JOB_UNDO,
  JOB_REDO,
  JOB_PREVIEW,
  JOB_QUIT,
} JobKind;

typedef struct
{
  JobKind        kind;
  GTask         *task; /* NULL for open and quit */
  char          *title;
  KheoStoreFunc  func;
  gpointer       data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  gint64         action; /* to undo or redo; or what undo_func is about */
  gboolean       redo;   /* of a preview */

  KheoStoreUndoFunc undo_func; /* of an undo; NULL: of one action */

  /* the outcome */
  gpointer       result;
  GError        *error;
  KheoChangeSet *changes;
} Job;

static void
job_free (Job *job)
{
  if (job->data_free != NULL && job->data != NULL)
    job->data_free (job->data);
  g_clear_pointer (&job->changes, kheo_change_set_unref);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job->title);
  g_free (job);
}

/* --- on a lane's thread --- */

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
  Job           *job = user_data;
  GTask         *task = job->task;
  KheoChangeSet *changes = job->changes;

  if (changes != NULL)
    g_signal_emit (g_task_get_source_object (task), signals[CHANGED], 0, changes);
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
static void
deliver (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
drop_result (Job *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  job->result = NULL;
}

static void
run_func (KheoDb *db, Job *job)
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
run_write (KheoDb *db, Job *job)
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
run_undo (KheoDb *db, Job *job)
{
  GArray *kept = NULL;

  if (job->undo_func != NULL)
    job->changes = job->undo_func (db, job->action, actor (), &kept, &job->error);
  else
    job->changes = job->kind == JOB_REDO
                       ? kheo_history_redo (db, job->action, actor (), &kept, &job->error)
                       : kheo_history_undo (db, job->action, actor (), &kept, &job->error);
  job->result = kept;
  job->result_free = (GDestroyNotify) g_array_unref;
  if (job->error != NULL)
    drop_result (job);
}

/* What an undo would do. */
typedef struct
{
  GArray        *kept;
  KheoChangeSet *changes;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_clear_pointer (&preview->kept, g_array_unref);
  g_clear_pointer (&preview->changes, kheo_change_set_unref);
  g_free (preview);
}

static void
run_preview (KheoDb *db, Job *job)
{
  Preview *preview = g_new0 (Preview, 1);

  preview->changes = kheo_history_preview (db, job->action, job->redo, &preview->kept, &job->error);
  job->result = preview;
  job->result_free = preview_free;
  if (job->error != NULL)
    drop_result (job);
}

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

static void
run_job (Lane *lane, Job *job)
{
  if (lane->db == NULL)
    g_set_error_literal (&job->error, KHEO_ERROR, KHEO_ERROR_READ_ONLY,
                         "the book is open for reading only");
  else if (job->kind == JOB_READ)
    run_func (lane->db, job);
  else if (job->kind == JOB_WRITE)
    run_write (lane->db, job);
  else if (job->kind == JOB_PREVIEW)
    run_preview (lane->db, job);
  else
    run_undo (lane->db, job);
  if (job->data_free != NULL && job->data != NULL)
    job->data_free (g_steal_pointer (&job->data));
  deliver (job);
}

static gpointer
lane_cb (gpointer user_data)
{
  Lane *lane = user_data;

  for (;;)
    {
      Job    *job = g_async_queue_pop (lane->jobs);
      JobKind kind = job->kind;

      if (kind != JOB_QUIT)
        {
          run_job (lane, job);
          if (lane->db != NULL && g_async_queue_length (lane->jobs) <= 0)
            kheo_db_settle (lane->db);
          continue;
        }
      g_clear_pointer (&lane->db, kheo_db_close);
      job_free (job);
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
  Job *job;

  if (lane->thread == NULL)
    return;
  job = g_new0 (Job, 1);
  job->kind = JOB_QUIT;
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
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
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
push (KheoStore *self, Lane *lane, Job *job)
{
  if (lane->thread != NULL)
    {
      g_async_queue_push (lane->jobs, job);
      return;
    }
  g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the book is closed");
  deliver (job);
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
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_STORE (self) && func != NULL);

  *job = (Job){ .kind = JOB_READ,
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
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_STORE (self) && func != NULL);

  *job = (Job){ .kind = JOB_WRITE,
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
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_STORE (self));

  *job = (Job){ .kind = redo ? JOB_REDO : JOB_UNDO,
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
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_STORE (self));

  *job = (Job){ .kind = JOB_UNDO,
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
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_STORE (self));

  *job = (Job){ .kind = JOB_PREVIEW,
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
  Preview *preview;
  GArray  *kept;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  preview = g_task_propagate_pointer (G_TASK (result), error);
  if (out_changes != NULL)
    *out_changes = preview != NULL ? g_steal_pointer (&preview->changes) : NULL;
  if (preview == NULL)
    return NULL;
  kept = g_steal_pointer (&preview->kept);
  preview_free (preview);
  return kept;
}
