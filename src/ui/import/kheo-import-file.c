#include "kheo-import-file-private.h"

#include "kheo-relay.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoImportFile, kheo_import_file, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
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
  set_state (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? KHEO_FILE_CANCELLED
                                                                             : KHEO_FILE_FAILED);
}

static void
progress_cb (KheoImportFile *self, double fraction, const char *what)
{
  self->fraction = fraction;
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
  KheoProgress progress = { .func = kheo_relay_progress,
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
  result->review = kheo_import_review_new (import, NULL, NULL, NULL);
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
  g_clear_pointer (&self->review, kheo_import_review_unref);
  self->import = g_steal_pointer (&read->import);
  self->review = g_steal_pointer (&read->review);
  read_result_free (read);
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
  job->progress.func = kheo_relay_progress;
  job->progress.user_data = self;
  self->n_jobs++;
  return job;
}

static guint64
weigh (KheoImportReview *review)
{
  const KheoWorkbook *workbook = kheo_import_review_get_workbook (review);
  guint64             cells = 0;

  for (guint i = 0; i < kheo_workbook_get_n_sheets (workbook); i++)
    cells += kheo_sheet_get_n_cells (kheo_workbook_get_sheet (workbook, i));
  return cells * 64;
}

/* What the lists show, and what stays when the file is parked. */
static void
take_matched (KheoImportFile *self, KheoImportMatched *matched)
{
  g_clear_pointer (&self->review, kheo_import_review_unref);
  self->review = g_steal_pointer (&matched->review);
  self->counts = kheo_import_review_count (self->review);
  self->clean = !kheo_import_review_needs_person (self->review);
  self->form_known = self->form_known || kheo_import_review_is_form_known (self->review);
  self->has_work = kheo_import_review_has_work (self->review);
  self->weight = weigh (self->review);
  g_free (self->fingerprint);
  self->fingerprint = g_steal_pointer (&matched->fingerprint);
  g_free ((char *) self->alike.text);
  self->alike = matched->alike;
  matched->alike.text = NULL;
  self->n_alike = matched->n_alike;
  self->problem = g_steal_pointer (&matched->refused);
  kheo_import_matched_free (matched);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportFile) self = user_data;
  GError            *error = NULL;
  KheoImportMatched *matched = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  self->n_jobs--;
  self->matching = FALSE;
  g_clear_error (&self->problem);
  if (matched != NULL)
    {
      take_matched (self, matched);
      self->state = KHEO_FILE_REVIEW;
    }
  else if (!kheo_import_review_is_matched (self->review) ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error); /* without the first matching there is nothing to review */
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
                         kheo_import_job_free, kheo_import_matched_free, self->cancellable,
                         matched_cb, g_object_ref (self));
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
      set_state (self, KHEO_FILE_DONE);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error);
      return;
    }
  self->problem = error;
  self->state = KHEO_FILE_REVIEW;
  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_CONFLICT))
    {
      /* What was found just now is to be seen. */
      self->clean = FALSE;
      kheo_import_corrections_add (self->corrections,
                                   &(KheoCorrection){ .type = KHEO_CORRECT_NOTHING });
    }
  go_on (self);
}

static void
commit (KheoImportFile *self)
{
  KheoImportJob *job = make_job (self);

  job->clean_only = self->clean_only;
  kheo_store_write_async (kheo_book_get_store (self->book),
                          kheo_import_review_get_title (self->review), kheo_import_job_commit, job,
                          kheo_import_job_free, NULL, self->cancellable, committed_cb,
                          g_object_ref (self));
}

/* Starts what waits, as soon as the import is here. */
static void
go_on (KheoImportFile *self)
{
  gboolean must_match = self->corrections->len > 0 || !kheo_import_review_is_matched (self->review);
  gboolean may_match = self->state == KHEO_FILE_REVIEW || self->state == KHEO_FILE_READING;

  if (self->n_jobs == 0 && may_match && must_match)
    match (self);
  else if (self->n_jobs == 0 && self->state == KHEO_FILE_WRITING && self->committing)
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
  g_free (self->fingerprint);
  g_free ((char *) self->alike.text);
  G_OBJECT_CLASS (kheo_import_file_parent_class)->finalize (object);
}

static void
kheo_import_file_class_init (KheoImportFileClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Emitted by kheo_relay_progress(). */
  g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_DOUBLE, G_TYPE_STRING);
}

static void
kheo_import_file_init (KheoImportFile *self)
{
  self->cancellable = g_cancellable_new ();
  g_signal_connect (self, "progress", G_CALLBACK (progress_cb), NULL);
}

/* ---- Public ---- */

KheoImportFile *
kheo_import_file_new (KheoBook *book, GFile *file, const char *name)
{
  KheoImportFile  *self = g_object_new (KHEO_TYPE_IMPORT_FILE, NULL);
  g_autofree char *base = g_file_get_basename (file);

  self->book = g_object_ref (book);
  self->file = g_object_ref (file);
  self->name = g_filename_display_name (name != NULL ? name : base);
  return self;
}

void
kheo_import_file_start (KheoImportFile *self)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  if (self->state != KHEO_FILE_WAITING && self->state != KHEO_FILE_PARKED)
    return;
  self->fraction = -1;
  set_state (self, KHEO_FILE_READING);
  read_file (self);
}

gboolean
kheo_import_file_park (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);

  if (self->state != KHEO_FILE_REVIEW || self->n_jobs > 0 || self->corrected)
    return FALSE;
  g_clear_pointer (&self->review, kheo_import_review_unref);
  kheo_import_free_aside (g_steal_pointer (&self->import), (GDestroyNotify) kheo_import_free);
  g_clear_pointer (&self->corrections, g_array_unref);
  set_state (self, KHEO_FILE_PARKED);
  return TRUE;
}

void
kheo_import_file_learn_form (KheoImportFile *self, const char *fingerprint)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  if (self->form_known || g_strcmp0 (self->fingerprint, fingerprint) != 0)
    return;
  self->form_known = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
kheo_import_file_correct (KheoImportFile *self, const KheoCorrection *correction)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  if (self->state != KHEO_FILE_REVIEW)
    return;
  self->corrected = self->corrected || correction->type != KHEO_CORRECT_NOTHING;
  if (correction->type == KHEO_CORRECT_YEAR)
    self->year = correction->field;
  if (correction->type == KHEO_CORRECT_CREATE_UNITS)
    self->create_units = correction->field != 0;
  kheo_import_corrections_add (self->corrections, correction);
  go_on (self);
}

void
kheo_import_file_commit (KheoImportFile *self, gboolean clean_only)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  if (self->state != KHEO_FILE_REVIEW || self->matching || self->corrections->len > 0 ||
      !kheo_import_review_has_work (self->review))
    return;
  g_clear_error (&self->problem);
  self->committing = TRUE;
  self->clean_only = clean_only;
  self->state = KHEO_FILE_WRITING;
  self->fraction = -1;
  go_on (self);
}

/* Whoever is at work ends by itself; who is not, ends here. */
void
kheo_import_file_cancel (KheoImportFile *self)
{
  g_return_if_fail (KHEO_IS_IMPORT_FILE (self));

  g_cancellable_cancel (self->cancellable);
  if (self->state == KHEO_FILE_WAITING || self->state == KHEO_FILE_PARKED ||
      (!self->matching && self->state == KHEO_FILE_REVIEW))
    set_state (self, KHEO_FILE_CANCELLED);
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

/* NULL: the import is away or not understood yet; then @task has been answered. */
static KheoImportJob *
ask_job (KheoImportFile *self, GTask *task)
{
  if (self->state == KHEO_FILE_REVIEW && !kheo_import_file_is_busy (self) &&
      kheo_import_review_is_matched (self->review))
    return make_job (self);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not in review");
  g_object_unref (task);
  return NULL;
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
  KheoImportJob *job = ask_job (self, task);

  if (job == NULL)
    return;
  job->table = table;
  job->index = index;
  kheo_store_read_async (kheo_book_get_store (self->book), kheo_import_job_details, job,
                         kheo_import_job_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                         details_cb, task);
}

void
kheo_import_file_load_alike_async (KheoImportFile     *self,
                                   guint               alike,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GTask         *task = g_task_new (self, cancellable, callback, user_data);
  KheoImportJob *job = ask_job (self, task);

  if (job == NULL)
    return;
  job->alike = *kheo_import_review_get_alike (self->review, alike);
  kheo_store_read_async (kheo_book_get_store (self->book), kheo_import_job_alike, job,
                         kheo_import_job_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                         details_cb, task);
}

GPtrArray *
kheo_import_file_load_row_finish (KheoImportFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Rows that were not taken ---- */

static void
rejects_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KheoImportFile *self = g_task_get_source_object (task);
  GError         *error = NULL;

  self->n_jobs--;
  if (kheo_store_read_finish (KHEO_STORE (source), result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  if (self->corrections->len > 0 || self->committing)
    go_on (self);
}

void
kheo_import_file_write_rejects_async (KheoImportFile     *self,
                                      GFile              *to,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  GTask         *task = g_task_new (self, NULL, callback, user_data);
  KheoImportJob *job = ask_job (self, task);

  if (job == NULL)
    return;
  job->path = g_file_get_path (to);
  kheo_store_read_async (kheo_book_get_store (self->book), kheo_import_job_rejects, job,
                         kheo_import_job_free, NULL, NULL, rejects_cb, task);
}

gboolean
kheo_import_file_write_rejects_finish (KheoImportFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
