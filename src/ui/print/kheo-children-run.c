#include "kheo-children-run.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

#define BATCH 8 /* units read at once: the store's other readers wait for so long at most */

typedef struct
{
  gatomicrefcount refs;

  /* Owned, unchanged while it runs. */
  KheoScope               *scope;
  const KheoChildrenMaker *maker;
  gpointer                 data;
  GArray                  *targets;
  char                    *path, *ending, *title;
  KheoChildrenTold         told;
  KheoPress               *press;

  /* Passed from thread to thread, never on two at once. */
  KheoPaperRun *run;   /* the press's thread */
  GPtrArray    *batch; /* the maker's items: read, not yet written */
  guint         next;  /* target to be read */
  guint         n_made, n_kept;
} Run;

static void
run_unref (gpointer data)
{
  Run *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_object_unref (self->scope);
  self->maker->data_free (self->data);
  g_array_unref (self->targets);
  g_free (self->path);
  g_free (self->ending);
  g_free (self->title);
  g_object_unref (self->press);
  g_ptr_array_unref (self->batch);
  g_free (self);
}

static Run *
run_ref (Run *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/* ---- On the press's thread ---- */

static gboolean
open_run (Run *self, GError **error)
{
  if (self->run == NULL)
    self->run = self->ending == NULL
                    ? kheo_paper_run_new_bound (self->targets, self->path, self->title, NULL, error)
                    : kheo_paper_run_new_folder (self->targets, self->path, self->ending, error);
  return self->run != NULL;
}

static gboolean
write_one (Run *self, guint index, gconstpointer item, KheoProgress *progress, GError **error)
{
  const KheoChildrenMaker *maker = self->maker;
  g_autofree char         *key = maker->make_key (self->data, item);
  g_autofree char         *path = NULL;
  g_autoptr (KheoPages) pages = NULL;

  if (kheo_paper_run_is_there (self->run, index, key))
    return TRUE;
  if (maker->write != NULL && self->ending != NULL && !g_str_equal (self->ending, "pdf"))
    {
      path = kheo_paper_run_build_path (self->run, index);
      return maker->write (self->data, item, path, error) &&
             kheo_paper_run_note (self->run, index, key, error);
    }
  pages = maker->make (self->data, item, progress, error);
  return pages != NULL && kheo_paper_run_add (self->run, index, pages, key, progress, error);
}

static gboolean
write_batch (gpointer data, KheoProgress *progress, GError **error)
{
  Run     *self = data;
  guint    first = self->next - self->batch->len;
  gboolean going = open_run (self, error);

  for (guint i = 0; i < self->batch->len && going; i++)
    going = kheo_progress_tick (progress, -1, NULL, error) &&
            write_one (self, first + i, self->batch->pdata[i], progress, error);
  if (going && self->next == self->targets->len)
    going = kheo_paper_run_finish (self->run, error);
  return going;
}

/* What was drawn on that thread ends there. */
static gboolean
close_run (gpointer data, KheoProgress *progress, GError **error)
{
  Run *self = data;

  if (self->run != NULL)
    {
      self->n_made = kheo_paper_run_get_n_made (self->run);
      self->n_kept = kheo_paper_run_get_n_kept (self->run);
    }
  g_clear_pointer (&self->run, kheo_paper_run_free);
  return TRUE;
}

/* ---- On the store's thread ---- */

static gpointer
read_batch (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Run *self = data;
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (self->maker->item_free);

  if (self->next == 0 && self->maker->prepare != NULL &&
      !self->maker->prepare (self->data, db, self->targets, error))
    return NULL;
  for (guint i = self->next; i < MIN (self->next + BATCH, self->targets->len); i++)
    {
      gint64   unit = g_array_index (self->targets, KheoPaperTarget, i).unit;
      gpointer item = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        item = self->maker->read (self->data, db, unit, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (batch, item);
    }
  return g_steal_pointer (&batch);
}

/* ---- On the main thread ---- */

static void read_next (GTask *task);

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *problem = g_object_steal_data (G_OBJECT (task), "problem");

  kheo_press_run_finish (KHEO_PRESS (source), result, NULL);
  if (problem != NULL)
    g_task_return_error (task, problem);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @problem. */
static void
end (GTask *task, GError *problem)
{
  Run *self = g_task_get_task_data (task);

  g_object_set_data (G_OBJECT (task), "problem", problem);
  kheo_press_run_async (self->press, close_run, run_ref (self), run_unref, NULL, closed_cb, task);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask   *task = user_data;
  Run     *self = g_task_get_task_data (task);
  GError  *error = NULL;
  gpointer told = g_object_get_data (G_OBJECT (task), "told");

  if (!kheo_press_run_finish (KHEO_PRESS (source), result, &error))
    {
      end (task, error);
      return;
    }
  if (self->told != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    self->told (self->next, self->targets->len, told);
  if (self->next < self->targets->len)
    read_next (task);
  else
    end (task, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask     *task = user_data;
  Run       *self = g_task_get_task_data (task);
  GError    *error = NULL;
  GPtrArray *batch = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (batch == NULL)
    {
      end (task, error);
      return;
    }
  g_ptr_array_unref (self->batch);
  self->batch = batch;
  self->next += batch->len;
  kheo_press_run_async (self->press, write_batch, run_ref (self), run_unref,
                        g_task_get_cancellable (task), written_cb, task);
}

static void
read_next (GTask *task)
{
  Run      *self = g_task_get_task_data (task);
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (book == NULL) /* the window has closed it */
    {
      end (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed"));
      return;
    }
  kheo_store_read_async (kheo_book_get_store (book), read_batch, run_ref (self), run_unref,
                         (GDestroyNotify) g_ptr_array_unref, g_task_get_cancellable (task), read_cb,
                         task);
}

void
kheo_children_run_async (const KheoChildrenCall *call,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run   *self = g_new0 (Run, 1);

  g_atomic_ref_count_init (&self->refs);
  self->scope = g_object_ref (call->scope);
  self->maker = call->maker;
  self->data = call->data;
  self->targets = g_array_ref (call->targets);
  self->path = g_strdup (call->path);
  self->ending = g_strdup (call->ending);
  self->title = g_strdup (call->title);
  self->told = call->told;
  self->press = kheo_press_new ();
  self->batch = g_ptr_array_new ();
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, run_unref);
  g_object_set_data (G_OBJECT (task), "told", user_data);
  read_next (task);
}

void
kheo_children_run_finish (GAsyncResult *result, GtkWidget *page)
{
  const Run *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("Saved: %u new, %u unchanged"), self->n_made, self->n_kept);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup_printf (
        _ ("Stopped after %u sheets; saving in the same folder again goes on from there"),
        self->n_made + self->n_kept);
  else
    kheo_page_show_error (page, _ ("The file could not be saved"), error);
  if (text != NULL)
    kheo_page_toast (page, text);
}

void
kheo_children_run_show (GtkProgressBar *bar, guint done, guint n)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u sheets"), done, n);

  gtk_progress_bar_set_fraction (bar, n > 0 ? (double) done / n : 0);
  gtk_progress_bar_set_text (bar, text);
}
