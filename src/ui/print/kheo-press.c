#include "kheo-press.h"

#include "kheo-error.h"

/* What only the thread of the press touches. */
typedef struct
{
  KheoPages *pages; /* NULL before the first making, and after a failed one */
} Bed;

struct _KheoPress
{
  GObject parent_instance;

  /* Owned. */
  GThreadPool  *thread; /* exactly one: Pango's font map is per thread */
  GCancellable *making;
  Bed          *bed; /* given to the thread, freed by its last job */
};

G_DEFINE_FINAL_TYPE (KheoPress, kheo_press, G_TYPE_OBJECT)

typedef struct _Job Job;
typedef void (*JobFunc) (Bed *bed, GTask *task, Job *job);

struct _Job
{
  Bed            *bed; /* borrowed */
  JobFunc         run;
  KheoPressFunc   func;
  KheoPressWork   work;
  gpointer        data;
  GDestroyNotify  data_free;
  guint           page;
  double          scale;
  char           *path;
  KheoChartFormat format;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->data_free != NULL)
    job->data_free (job->data);
  g_free (job->path);
  g_free (job);
}

/* ---- On the thread of the press ---- */

static void
thread_func (gpointer item, gpointer user_data)
{
  GTask *task = item;
  Job   *job = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    job->run (job->bed, task, job);
  /* The task may hold the last reference to the press, which must not end on its own thread. */
  g_idle_add_once (g_object_unref, task);
}

/* Looks at the page of @job; answers @task with an error when there is none. */
static gboolean
has_page (Bed *bed, GTask *task, Job *job)
{
  if (bed->pages != NULL && job->page < kheo_pages_get_n_pages (bed->pages))
    return TRUE;
  g_task_return_new_error (task, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, "there is no page %u",
                           job->page);
  return FALSE;
}

static void
make (Bed *bed, GTask *task, Job *job)
{
  KheoProgress progress = { .cancellable = g_task_get_cancellable (task) };
  g_autoptr (GError) error = NULL;
  KheoPressResult *result;

  g_clear_pointer (&bed->pages, kheo_pages_unref);
  bed->pages = job->func (job->data, &progress, &error);
  if (bed->pages == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  result = g_new0 (KheoPressResult, 1);
  result->n_pages = kheo_pages_get_n_pages (bed->pages);
  result->paper = kheo_pages_get_paper (bed->pages);
  result->title = g_strdup (kheo_pages_get_title (bed->pages));
  result->description = g_strdup (kheo_pages_get_description (bed->pages));
  result->findings = kheo_preflight (bed->pages, 0, 0);
  g_task_return_pointer (task, result, (GDestroyNotify) kheo_press_result_free);
}

static void
picture (Bed *bed, GTask *task, Job *job)
{
  KheoPaper        paper;
  int              width, height;
  gsize            stride;
  cairo_surface_t *surface;
  cairo_t         *cr;
  g_autoptr (GBytes) bytes = NULL;

  if (!has_page (bed, task, job))
    return;
  paper = kheo_pages_get_paper (bed->pages);
  width = MAX (1, (int) (paper.width * job->scale + 0.5));
  height = MAX (1, (int) (paper.height * job->scale + 0.5));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, job->scale, job->scale);
  kheo_pages_draw (bed->pages, job->page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  cairo_surface_destroy (surface);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride),
                         g_object_unref);
}

static void
record (Bed *bed, GTask *task, Job *job)
{
  KheoPaper         paper;
  cairo_rectangle_t extents = { 0 };
  cairo_surface_t  *surface;
  cairo_t          *cr;

  if (!has_page (bed, task, job))
    return;
  paper = kheo_pages_get_paper (bed->pages);
  extents.width = paper.width;
  extents.height = paper.height;
  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cr = cairo_create (surface);
  kheo_pages_draw (bed->pages, job->page, cr);
  cairo_destroy (cr);
  g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
}

static void
export_file (Bed *bed, GTask *task, Job *job)
{
  GError  *error = NULL;
  gboolean done;

  if (!has_page (bed, task, job))
    return;
  if (job->format == KHEO_CHART_PDF)
    done = kheo_pages_export_pdf (bed->pages, job->path, NULL, NULL, &error);
  else
    done = kheo_pages_export_image (bed->pages, job->page, job->path, job->format, 0, &error);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
do_work (Bed *bed, GTask *task, Job *job)
{
  KheoProgress progress = { .cancellable = g_task_get_cancellable (task) };
  GError      *error = NULL;

  if (job->work (job->data, &progress, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
free_bed (Bed *bed, GTask *task, Job *job)
{
  g_clear_pointer (&bed->pages, kheo_pages_unref);
  g_free (bed);
  g_task_return_boolean (task, TRUE);
}

/* ---- On the main thread ---- */

static void
push (KheoPress *self, GTask *task, Job *job)
{
  job->bed = self->bed;
  g_task_set_task_data (task, job, job_free);
  g_thread_pool_push (self->thread, task, NULL);
}

static void
dispose (GObject *object)
{
  KheoPress *self = KHEO_PRESS (object);

  if (self->thread != NULL)
    {
      Job *job = g_new0 (Job, 1);

      g_cancellable_cancel (self->making);
      job->run = free_bed;
      push (self, g_task_new (NULL, NULL, NULL, NULL), job);
      self->bed = NULL;
      g_thread_pool_free (g_steal_pointer (&self->thread), FALSE, FALSE);
    }
  g_clear_object (&self->making);
  G_OBJECT_CLASS (kheo_press_parent_class)->dispose (object);
}

static void
kheo_press_class_init (KheoPressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
kheo_press_init (KheoPress *self)
{
  self->bed = g_new0 (Bed, 1);
  self->thread = g_thread_pool_new (thread_func, NULL, 1, TRUE, NULL);
}

/* ---- Public ---- */

KheoPress *
kheo_press_new (void)
{
  return g_object_new (KHEO_TYPE_PRESS, NULL);
}

void
kheo_press_result_free (KheoPressResult *result)
{
  if (result == NULL)
    return;
  g_free (result->title);
  g_free (result->description);
  g_ptr_array_unref (result->findings);
  g_free (result);
}

void
kheo_press_make_async (KheoPress          *self,
                       KheoPressFunc       func,
                       gpointer            data,
                       GDestroyNotify      data_free,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_PRESS (self));

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  job->run = make;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  push (self, g_task_new (self, self->making, callback, user_data), job);
}

KheoPressResult *
kheo_press_make_finish (KheoPress *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kheo_press_picture_async (KheoPress          *self,
                          guint               page,
                          double              scale,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_PRESS (self));

  job->run = picture;
  job->page = page;
  job->scale = scale;
  push (self, g_task_new (self, cancellable, callback, user_data), job);
}

GdkTexture *
kheo_press_picture_finish (KheoPress *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kheo_press_record_async (KheoPress          *self,
                         guint               page,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_PRESS (self));

  job->run = record;
  job->page = page;
  push (self, g_task_new (self, NULL, callback, user_data), job);
}

cairo_surface_t *
kheo_press_record_finish (KheoPress *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kheo_press_export_async (KheoPress          *self,
                         guint               page,
                         const char         *path,
                         KheoChartFormat     format,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_PRESS (self));

  job->run = export_file;
  job->page = page;
  job->path = g_strdup (path);
  job->format = format;
  push (self, g_task_new (self, NULL, callback, user_data), job);
}

gboolean
kheo_press_export_finish (KheoPress *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kheo_press_run_async (KheoPress          *self,
                      KheoPressWork       work,
                      gpointer            data,
                      GDestroyNotify      data_free,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (KHEO_IS_PRESS (self));

  job->run = do_work;
  job->work = work;
  job->data = data;
  job->data_free = data_free;
  push (self, g_task_new (self, cancellable, callback, user_data), job);
}

gboolean
kheo_press_run_finish (KheoPress *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
