#include "kheo-import-file.h"

#include "kheo-import-jobs.h"

#include <glib/gi18n-lib.h>

struct _KheoImportFile
{
  GObject parent_instance;

  /* Owned. */
  KheoBook         *book;
  GFile            *file;
  char             *name;
  GCancellable     *cancellable;
  KheoImport       *import; /* away while n_jobs > 0 */
  KheoImportReview *review;
  GArray           *corrections; /* that no matching has seen yet */
  GError           *problem;

  KheoFileState state;
  guint           n_jobs;     /* that have the import now; matching and writing are alone */
  gboolean        matching;   /* one of them makes a new review */
  gboolean        committing; /* asked for, waits for the jobs under way */
  gint64          action;
  int             year;
  gboolean        create_units;
};

G_DEFINE_FINAL_TYPE (KheoImportFile, kheo_import_file, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void go_on (KheoImportFile *self);

static void
set_state (KheoImportFile *self, KheoFileState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fail (KheoImportFile *self, GError *error)
{
  g_clear_error (&self->problem);
  self->problem = error;
  set_state (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? KHEO_IMPORT_CANCELLED
                                                                             : KHEO_IMPORT_FAILED);
}

/* ---- Progress: from the working thread to the main one ---- */

typedef struct
{
  KheoImportFile *self; /* owned */
  double          fraction;
  char           *what;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_object_unref (note->self);
  g_free (note->what);
  g_free (note);
}

static gboolean
note_cb (gpointer data)
{
  Note *note = data;

  g_signal_emit (note->self, signals[SIGNAL_PROGRESS], 0, note->fraction, note->what);
  return G_SOURCE_REMOVE;
}

/* Any thread: the job's caller holds a reference as long as the job runs. */
static void
progress_func (double fraction, const char *what, gpointer user_data)
{
  Note *note = g_new0 (Note, 1);

  note->self = g_object_ref (user_data);
  note->fraction = fraction;
  note->what = g_strdup (what);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT_IDLE, note_cb, note, note_free);
}

/* ---- Reading, on a thread of its own ---- */

typedef struct
{
  KheoImport       *import;
  KheoImportReview *review;
} ReadResult;

static void
read_result_free (gpointer data)
{
  ReadResult *result = data;

  g_clear_pointer (&result->import, kheo_import_free);
  g_clear_pointer (&result->review, kheo_import_review_unref);
  g_free (result);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KheoProgress progress = { .func = progress_func,
                            .user_data = source,
                            .cancellable = cancellable };
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  GError     *error = NULL;
  KheoImport *import = kheo_import_read (task_data, options, &progress, &error);
  ReadResult *result;

  if (import == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  result = g_new0 (ReadResult, 1);
  result->import = import;
  result->review = kheo_import_review_new (import, FALSE);
  g_task_return_pointer (task, result, read_result_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KheoImportFile *self = KHEO_IMPORT_FILE (source);
  GError         *error = NULL;
  ReadResult     *read = g_task_propagate_pointer (G_TASK (result), &error);

  if (read == NULL)
    {
      fail (self, error);
      return;
    }
  self->import = g_steal_pointer (&read->import);
  self->review = g_steal_pointer (&read->review);
  read_result_free (read);
  self->state = KHEO_IMPORT_REVIEW;
  self->corrections = kheo_import_corrections_new ();
  go_on (self);
}

static void
read_file (KheoImportFile *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  char *path = g_file_get_path (self->file);

  if (path == NULL)
    {
      fail (self,
            g_error_new (KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                         _ ("“%s” is not on this computer: save it here first, then open it."),
                         self->name));
      return;
    }
  g_task_set_task_data (task, path, g_free);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_run_in_thread (task, read_thread);
}

/* ---- Matching and writing, on the store's threads ---- */

static KheoImportJob *
make_job (KheoImportFile *self)
{
  KheoImportJob *job = g_new0 (KheoImportJob, 1);

  job->import = self->import;
  job->progress.func = progress_func;
  job->progress.user_data = self;
  self->n_jobs++;
  return job;
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportFile) self = user_data;
  GError           *error = NULL;
  KheoImportReview *review = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  self->n_jobs--;
  self->matching = FALSE;
  g_clear_error (&self->problem);
  if (review != NULL)
    {
      g_clear_pointer (&self->review, kheo_import_review_unref);
      self->review = review;
    }
  else if (!kheo_import_review_is_matched (self->review))
    {
      fail (self, error); /* the first matching: without it there is nothing to review */
      return;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error);
      return;
    }
  else
    self->problem = error;
  go_on (self);
}

static void
match (KheoImportFile *self)
{
  KheoImportJob *job = make_job (self);

  job->corrections = g_steal_pointer (&self->corrections);
  self->corrections = kheo_import_corrections_new ();
  self->matching = TRUE;
  kheo_store_read_async (kheo_book_get_store (self->book), kheo_import_job_match, job,
                         kheo_import_job_free, (GDestroyNotify) kheo_import_review_unref,
                         self->cancellable, matched_cb, g_object_ref (self));
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportFile) self = user_data;
  GError *error = NULL;

  self->n_jobs--;
  self->committing = FALSE;
  if (kheo_store_write_finish (KHEO_STORE (source), result, &self->action, &error) != NULL)
    {
      set_state (self, KHEO_IMPORT_DONE);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error);
      return;
    }
  self->problem = error;
  set_state (self, KHEO_IMPORT_REVIEW);
}

static void
commit (KheoImportFile *self)
{
  kheo_store_write_async (kheo_book_get_store (self->book),
                          kheo_import_review_get_title (self->review), kheo_import_job_commit,
                          make_job (self), kheo_import_job_free, NULL, self->cancellable,
                          committed_cb, g_object_ref (self));
}

/* Starts what waits, as soon as the import is here. */
static void
go_on (KheoImportFile *self)
{
  gboolean must_match = self->corrections->len > 0 || !kheo_import_review_is_matched (self->review);

  if (self->n_jobs == 0 && self->state == KHEO_IMPORT_REVIEW && must_match)
    match (self);
  else if (self->n_jobs == 0 && self->state == KHEO_IMPORT_WRITING && self->committing)
    commit (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- Object ---- */

static void
finalize (GObject *object)
{
  KheoImportFile *self = KHEO_IMPORT_FILE (object);

  g_clear_object (&self->book);
  g_clear_object (&self->file);
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->cancellable);
  if (self->import != NULL)
    kheo_import_free_aside (self->import, (GDestroyNotify) kheo_import_free);
  g_clear_pointer (&self->review, kheo_import_review_unref);
  g_clear_pointer (&self->corrections, g_array_unref);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (kheo_import_file_parent_class)->finalize (object);
}

static void
kheo_import_file_class_init (KheoImportFileClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_STRING);
}

static void
kheo_import_file_init (KheoImportFile *self)
{
  self->cancellable = g_cancellable_new ();
}

/* ---- Public ---- */

KheoImportFile *
kheo_import_file_new (KheoBook *book, GFile *file)
{
  KheoImportFile  *self = g_object_new (KHEO_TYPE_IMPORT_FILE, NULL);
  g_autofree char *base = g_file_get_basename (file);

  self->book = g_object_ref (book);
  self->file = g_object_ref (file);
  self->name = g_filename_display_name (base);
  read_file (self);
  return self;
}

KheoFileState
kheo_import_file_get_state (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), KHEO_IMPORT_FAILED);
  return self->state;
}

const char *
kheo_import_file_get_name (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->name;
}

KheoImportReview *
kheo_import_file_get_review (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->review;
}

gboolean
kheo_import_file_is_busy (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);
  return self->state == KHEO_IMPORT_READING || self->state == KHEO_IMPORT_WRITING ||
         self->matching || (self->corrections != NULL && self->corrections->len > 0);
}

const GError *
kheo_import_file_get_problem (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->problem;
}

gint64
kheo_import_file_get_action (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), 0);
  return self->action;
}

int
kheo_import_file_get_year (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), 0);
  return self->year;
}

gboolean
kheo_import_file_get_create_units (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);
  return self->create_units;
}

void
kheo_import_file_correct (KheoImportFile *self, const KheoCorrection *correction)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  if (self->state != KHEO_IMPORT_REVIEW)
    return;
  if (correction->type == KHEO_CORRECT_YEAR)
    self->year = correction->field;
  if (correction->type == KHEO_CORRECT_CREATE_UNITS)
    self->create_units = correction->field != 0;
  kheo_import_corrections_add (self->corrections, correction);
  go_on (self);
}

void
kheo_import_file_commit (KheoImportFile *self)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  if (self->state != KHEO_IMPORT_REVIEW || self->matching || self->corrections->len > 0 ||
      !kheo_import_review_has_work (self->review))
    return;
  g_clear_error (&self->problem);
  self->committing = TRUE;
  self->state = KHEO_IMPORT_WRITING;
  go_on (self);
}

void
kheo_import_file_cancel (KheoImportFile *self)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  g_cancellable_cancel (self->cancellable);
  if (!self->matching && self->state == KHEO_IMPORT_REVIEW)
    set_state (self, KHEO_IMPORT_CANCELLED);
}

/* ---- A row's details ---- */

static void
details_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KheoImportFile *self = g_task_get_source_object (task);
  GError         *error = NULL;
  GPtrArray      *details = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  self->n_jobs--;
  if (details != NULL)
    g_task_return_pointer (task, details, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
  if (self->corrections->len > 0 || self->committing)
    go_on (self);
}

void
kheo_import_file_load_row_async (KheoImportFile     *self,
                                 guint               table,
                                 guint               index,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask         *task = g_task_new (self, cancellable, callback, user_data);
  KheoImportJob *job;

  if (self->state != KHEO_IMPORT_REVIEW || kheo_import_file_is_busy (self) ||
      !kheo_import_review_is_matched (self->review))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not in review");
      g_object_unref (task);
      return;
    }
  job = make_job (self);
  job->table = table;
  job->index = index;
  kheo_store_read_async (kheo_book_get_store (self->book), kheo_import_job_details, job,
                         kheo_import_job_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                         details_cb, task);
}

GPtrArray *
kheo_import_file_load_row_finish (KheoImportFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
