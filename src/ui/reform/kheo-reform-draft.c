#include "kheo-reform-draft.h"

#include "kheo-error.h"
#include "kheo-import-review.h"
#include "kheo-reform-job.h"
#include "kheo-relay.h"

#include <glib/gi18n-lib.h>

struct _KheoReformDraft
{
  GObject parent_instance;

  /* owned */
  KheoScope         *scope;
  KheoImport        *import; /* NULL: acts by hand; belongs to the job while one runs */
  char              *file;   /* base name of the table; NULL: acts by hand */
  GPtrArray         *acts;   /* of KheoReformAct */
  GArray            *chosen; /* of KheoChosenUnit: what a person says of the table's rows */
  KheoReformDecision decision;
  KheoRehearsal     *rehearsal;   /* NULL until there is one */
  GError            *problem;     /* of reading or the last rehearsal */
  GError            *refused;     /* why writing was, until something is changed */
  GCancellable      *cancellable; /* of what is under way; another one after each cancel */

  KheoDate date; /* as the person said; unknown: the table says, else today */
  gint64   last_handle;
  guint    n_rehearsals;
  guint    generation; /* of the table or acts: what comes back of older ones is dropped */
  gboolean reading, working, applying;
  gboolean day_open;
  gboolean again; /* something was changed while it was rehearsed */
};

G_DEFINE_FINAL_TYPE (KheoReformDraft, kheo_reform_draft, G_TYPE_OBJECT)

enum
{
  CHANGED,
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rehearse (KheoReformDraft *self);

static void
emit_changed (KheoReformDraft *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- What a job comes back to ---- */

typedef struct
{
  KheoReformDraft *self;
  guint            generation;
  KheoImport      *import; /* of a draft given up while it was worked on: ours to free */
} Wait;

static Wait *
wait_new (KheoReformDraft *self)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->self = g_object_ref (self);
  wait->generation = self->generation;
  wait->import = self->import;
  return wait;
}

/* FALSE: what it was about has been given up meanwhile. */
static gboolean
wait_end (Wait *wait)
{
  gboolean wanted = wait->generation == wait->self->generation;

  if (!wanted && wait->import != NULL)
    kheo_import_free_aside (wait->import, (GDestroyNotify) kheo_import_free);
  return wanted;
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->self);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
set_problem (KheoReformDraft *self, GError *problem)
{
  g_clear_error (&self->problem);
  if (problem != NULL && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->problem = g_error_copy (problem);
}

/* ---- Rehearsing and writing, on the store's threads ---- */

static KheoStore *
store_of (KheoReformDraft *self)
{
  return kheo_book_get_store (kheo_scope_get_book (self->scope));
}

static KheoReformJob *
make_job (KheoReformDraft *self)
{
  KheoDate date =
      self->import == NULL && self->date == KHEO_DATE_UNKNOWN ? kheo_date_today () : self->date;
  KheoReformJob *job =
      kheo_reform_job_new (self->import, self->acts, self->chosen, date, &self->decision);

  job->progress.func = kheo_relay_progress;
  job->progress.user_data = self;
  return job;
}

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoReformDraft *self = wait->self;
  g_autoptr (GError) error = NULL;
  KheoRehearsal *rehearsal = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (!wait_end (wait))
    {
      kheo_rehearsal_free (rehearsal);
      return;
    }
  self->working = FALSE;
  set_problem (self, error);
  if (rehearsal != NULL)
    {
      kheo_rehearsal_free (self->rehearsal);
      self->rehearsal = rehearsal;
      rehearsal->number = ++self->n_rehearsals;
    }
  if (self->again)
    rehearse (self);
  else
    emit_changed (self);
}

/* What was refused is another thing now. */
static void
rehearse_anew (KheoReformDraft *self)
{
  g_clear_error (&self->refused);
  rehearse (self);
}

static void
rehearse (KheoReformDraft *self)
{
  self->again = self->working;
  if (self->working || self->reading || self->applying)
    return;
  if (self->import == NULL && self->acts->len == 0)
    {
      g_clear_pointer (&self->rehearsal, kheo_rehearsal_free);
      g_clear_error (&self->problem);
      emit_changed (self);
      return;
    }
  self->working = TRUE;
  kheo_store_read_async (store_of (self), kheo_reform_job_rehearse, make_job (self),
                         kheo_reform_job_free, (GDestroyNotify) kheo_rehearsal_free,
                         self->cancellable, rehearsed_cb, wait_new (self));
  emit_changed (self);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoReformDraft *self = wait->self;
  g_autoptr (GError) error = NULL;
  gint64   action = 0;
  gboolean done = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error) != NULL;

  if (!wait_end (wait))
    return;
  self->working = FALSE;
  self->applying = FALSE;
  if (done)
    {
      kheo_reform_draft_clear (self);
      g_signal_emit (self, signals[APPLIED], 0, action);
      return;
    }
  /* What was wrong is to be seen: the book may be another one now. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->refused = g_steal_pointer (&error);
  rehearse (self);
}

void
kheo_reform_draft_apply (KheoReformDraft *self)
{
  KheoReformJob   *job;
  g_autofree char *title = NULL;

  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  if (!kheo_reform_draft_can_apply (self))
    return;
  self->working = self->applying = TRUE;
  g_clear_error (&self->refused);
  job = make_job (self);
  if (job->date == KHEO_DATE_UNKNOWN)
    job->date = self->rehearsal->date;
  title = kheo_reform_job_make_title (job, kheo_scope_get_units (self->scope));
  kheo_store_write_async (store_of (self), title, kheo_reform_job_apply, job, kheo_reform_job_free,
                          NULL, self->cancellable, applied_cb, wait_new (self));
  emit_changed (self);
}

void
kheo_reform_draft_cancel (KheoReformDraft *self)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/* ---- A table ---- */

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KheoProgress progress = { .func = kheo_relay_progress,
                            .user_data = source,
                            .cancellable = cancellable };
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  GError     *error = NULL;
  KheoImport *import;

  options->as = KHEO_IMPORT_CONVERSION;
  import = kheo_import_read (task_data, options, &progress, &error);
  if (import == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, import, (GDestroyNotify) kheo_import_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KheoReformDraft *self = KHEO_REFORM_DRAFT (source);
  guint            generation = GPOINTER_TO_UINT (user_data);
  g_autoptr (GError) error = NULL;
  KheoImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  if (generation != self->generation)
    {
      if (import != NULL)
        kheo_import_free_aside (import, (GDestroyNotify) kheo_import_free);
      return;
    }
  self->reading = FALSE;
  if (import == NULL)
    {
      kheo_reform_draft_clear (self);
      set_problem (self, error);
      emit_changed (self);
      return;
    }
  self->import = import;
  rehearse (self);
}

void
kheo_reform_draft_read (KheoReformDraft *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  char *path;

  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  kheo_reform_draft_clear (self);
  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_set_error_literal (&self->problem, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                           _ ("The file is not on this computer: save it here first."));
      emit_changed (self);
      return;
    }
  self->file = g_path_get_basename (path);
  self->reading = TRUE;
  task = g_task_new (self, self->cancellable, read_cb, GUINT_TO_POINTER (self->generation));
  g_task_set_task_data (task, path, g_free);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_run_in_thread (task, read_thread);
  emit_changed (self);
}

void
kheo_reform_draft_choose_old (KheoReformDraft *self, guint row, gint64 unit_id)
{
  KheoChosenUnit chosen = { row, unit_id };

  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self) && self->file != NULL);
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, KheoChosenUnit, i).row == row)
      g_array_remove_index_fast (self->chosen, i--);
  g_array_append_val (self->chosen, chosen);
  rehearse_anew (self);
}

/* The import that a job holds is freed when that comes back. */
void
kheo_reform_draft_clear (KheoReformDraft *self)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  kheo_reform_draft_cancel (self);
  if (self->import != NULL && !self->working)
    kheo_import_free_aside (self->import, (GDestroyNotify) kheo_import_free);
  self->import = NULL;
  self->generation++;
  self->reading = self->working = self->applying = self->again = FALSE;
  g_clear_pointer (&self->file, g_free);
  g_ptr_array_set_size (self->acts, 0);
  g_array_set_size (self->chosen, 0);
  kheo_reform_decision_clear (&self->decision);
  self->decision = (KheoReformDecision){ 0 };
  g_clear_pointer (&self->rehearsal, kheo_rehearsal_free);
  g_clear_error (&self->problem);
  g_clear_error (&self->refused);
  self->date = KHEO_DATE_UNKNOWN;
  emit_changed (self);
}

/* ---- Acts ---- */

guint
kheo_reform_draft_get_n_acts (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), 0);
  return self->acts->len;
}

const KheoReformAct *
kheo_reform_draft_get_act (KheoReformDraft *self, guint index)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self) && index < self->acts->len, NULL);
  return g_ptr_array_index (self->acts, index);
}

void
kheo_reform_draft_put_act (KheoReformDraft *self, KheoReformAct *act, guint index)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  if (self->file != NULL)
    kheo_reform_draft_clear (self); /* a table is not mixed with acts */
  if (index < self->acts->len)
    {
      kheo_reform_act_free (self->acts->pdata[index]);
      self->acts->pdata[index] = act;
    }
  else
    g_ptr_array_add (self->acts, act);
  rehearse_anew (self);
}

void
kheo_reform_draft_remove_act (KheoReformDraft *self, guint index)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  if (index >= self->acts->len)
    return;
  g_ptr_array_remove_index (self->acts, index);
  rehearse_anew (self);
}

gint64
kheo_reform_draft_make_handle (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), 0);
  return --self->last_handle;
}

/* ---- Day and decision ---- */

void
kheo_reform_draft_set_date (KheoReformDraft *self, KheoDate date)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  if (date == self->date)
    return;
  self->date = date;
  /* The table says so too; what is under way was asked for another day. */
  if (date != KHEO_DATE_UNKNOWN && !self->working && self->rehearsal != NULL &&
      self->rehearsal->date == date)
    return;
  rehearse_anew (self);
}

KheoDate
kheo_reform_draft_get_date (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), KHEO_DATE_UNKNOWN);
  if (self->date != KHEO_DATE_UNKNOWN)
    return self->date;
  if (self->file != NULL)
    return self->rehearsal ? self->rehearsal->date : KHEO_DATE_UNKNOWN;
  return kheo_date_today ();
}

void
kheo_reform_draft_set_day_open (KheoReformDraft *self, gboolean open)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  if (open == self->day_open)
    return;
  self->day_open = open;
  emit_changed (self);
}

gboolean
kheo_reform_draft_is_day_open (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), FALSE);
  return self->day_open;
}

void
kheo_reform_draft_set_decision (KheoReformDraft *self, const KheoReformDecision *decision)
{
  KheoReformDecision before;

  g_return_if_fail (KHEO_IS_REFORM_DRAFT (self));
  before = self->decision;
  self->decision = (KheoReformDecision){ 0 };
  kheo_reform_decision_copy (&self->decision, decision);
  kheo_reform_decision_clear (&before);
}

const KheoReformDecision *
kheo_reform_draft_get_decision (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), NULL);
  return &self->decision;
}

/* ---- What it is like ---- */

KheoDraftState
kheo_reform_draft_get_state (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), KHEO_DRAFT_EMPTY);
  if (self->reading)
    return KHEO_DRAFT_READING;
  if (self->applying)
    return KHEO_DRAFT_APPLYING;
  if (self->working)
    return KHEO_DRAFT_REHEARSING;
  return self->import != NULL || self->acts->len > 0 ? KHEO_DRAFT_READY : KHEO_DRAFT_EMPTY;
}

const KheoRehearsal *
kheo_reform_draft_get_rehearsal (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), NULL);
  return self->rehearsal;
}

const GError *
kheo_reform_draft_get_problem (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), NULL);
  return self->refused != NULL ? self->refused : self->problem;
}

const char *
kheo_reform_draft_get_file (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), NULL);
  return self->file;
}

gboolean
kheo_reform_draft_can_apply (KheoReformDraft *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT (self), FALSE);
  return kheo_reform_draft_get_state (self) == KHEO_DRAFT_READY && !self->day_open &&
         self->rehearsal != NULL && self->rehearsal->has_work && self->rehearsal->can_apply &&
         !kheo_book_is_read_only (kheo_scope_get_book (self->scope));
}

/* ---- Object ---- */

static void
kheo_reform_draft_finalize (GObject *object)
{
  KheoReformDraft *self = KHEO_REFORM_DRAFT (object);

  if (self->import != NULL)
    kheo_import_free_aside (self->import, (GDestroyNotify) kheo_import_free);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
  kheo_reform_decision_clear (&self->decision);
  g_clear_pointer (&self->rehearsal, kheo_rehearsal_free);
  g_clear_error (&self->problem);
  g_clear_error (&self->refused);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (kheo_reform_draft_parent_class)->finalize (object);
}

static void
kheo_reform_draft_class_init (KheoReformDraftClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kheo_reform_draft_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Emitted by kheo_relay_progress(). */
  g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_DOUBLE, G_TYPE_STRING);
  signals[APPLIED] = g_signal_new ("applied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
kheo_reform_draft_init (KheoReformDraft *self)
{
  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_act_free);
  self->chosen = g_array_new (FALSE, FALSE, sizeof (KheoChosenUnit));
  self->cancellable = g_cancellable_new ();
}

static void
book_changed_cb (KheoReformDraft *self)
{
  if (!self->applying && kheo_scope_get_book (self->scope) != NULL)
    rehearse (self);
}

KheoReformDraft *
kheo_reform_draft_new (KheoScope *scope)
{
  KheoReformDraft *self = g_object_new (KHEO_TYPE_REFORM_DRAFT, NULL);

  self->scope = g_object_ref (scope);
  /* What is rehearsed is of the book as it is now. */
  g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (book_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
