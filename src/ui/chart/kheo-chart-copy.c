#include "kheo-chart-copy.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

/* A picture of 960 × 600 points: fills the width of a page in a text document. */
#define PICTURE_WIDTH  960.0
#define PICTURE_HEIGHT 600.0

/* ---- Painted on a thread of its own, since layout and pictures take their time ---- */

typedef struct
{
  KheoChartKind  kind;
  KheoChartData *data;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  kheo_chart_data_unref (picture->data);
  g_free (picture);
}

static void
picture_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Picture         *picture = task_data;
  const double     scale = 2;
  int              width = (int) (PICTURE_WIDTH * scale), height = (int) (PICTURE_HEIGHT * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  KheoChartStyle   style;
  g_autoptr (KheoChartLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;

  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, PICTURE_WIDTH, PICTURE_HEIGHT);
  style.font_size = 15;
  style.margin = 18;
  layout = kheo_chart_layout (picture->kind, picture->data, &style);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  kheo_chart_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) height);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                                 (gsize) cairo_image_surface_get_stride (surface)),
                         g_object_unref);
  cairo_surface_destroy (surface);
}

static void
picture_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *near = GTK_WIDGET (source);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (near), texture);
  kheo_page_toast (near, _ ("The chart is on the clipboard"));
}

void
kheo_chart_copy_picture (GtkWidget *near, KheoChartKind kind, KheoChartData *data)
{
  Picture *picture;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (near) && data != NULL);

  picture = g_new0 (Picture, 1);
  task = g_task_new (near, NULL, picture_made_cb, NULL);
  picture->kind = kind;
  picture->data = kheo_chart_data_ref (data);
  g_task_set_task_data (task, picture, picture_free);
  g_task_run_in_thread (task, picture_thread);
}

void
kheo_chart_copy_table (GtkWidget *near, const KheoChartData *data)
{
  g_autofree char *table = NULL;

  g_return_if_fail (GTK_IS_WIDGET (near) && data != NULL);

  table = kheo_chart_data_table (data);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (near), table);
  kheo_page_toast (near, _ ("The table of the chart is on the clipboard"));
}
