#include "kheo-print-operation.h"

#include "kheo-page.h"
#include "kheo-paper-run.h"

#include <glib/gi18n-lib.h>

/* Lives from kheo_print_run() to "done". */
typedef struct
{
  GtkWindow         *parent;    /* weak: NULL once it is gone */
  KheoPress         *press;     /* owned */
  GtkPrintOperation *operation; /* owned */
} Run;

/* One page on its way to the printer. */
typedef struct
{
  GtkPrintOperation *operation; /* owned */
  GtkPrintContext   *context;   /* owned */
} Sheet;

/* What the person chose last time (printer, copies), as long as the program runs. */
static GtkPrintSettings *last_settings;

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sheet           *sheet = user_data;
  cairo_surface_t *page = kheo_press_record_finish (KHEO_PRESS (source), result, NULL);

  if (page != NULL)
    {
      cairo_t *cr = gtk_print_context_get_cairo_context (sheet->context);

      cairo_set_source_surface (cr, page, 0, 0);
      cairo_paint (cr);
      cairo_surface_destroy (page);
    }
  gtk_print_operation_draw_page_finish (sheet->operation);
  g_object_unref (sheet->operation);
  g_object_unref (sheet->context);
  g_free (sheet);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Run *run)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->operation = g_object_ref (operation);
  sheet->context = g_object_ref (context);
  gtk_print_operation_set_defer_drawing (operation);
  kheo_press_record_async (run->press, (guint) page, recorded_cb, sheet);
}

/* Comes after "done", when there is no Run any more. */
static void
preview_ready_cb (GtkPrintOperationPreview *preview, GtkPrintContext *context)
{
  gtk_print_operation_preview_end_preview (preview);
}

static gboolean
preview_cb (GtkPrintOperation        *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext          *context,
            GtkWindow                *parent,
            Run                      *run)
{
  /* GTK stops the program when the context has nothing to draw on. */
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (nowhere);

  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
  g_signal_connect (preview, "ready", G_CALLBACK (preview_ready_cb), NULL);
  return TRUE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Run *run)
{
  g_autoptr (GError) error = NULL;

  g_signal_handlers_disconnect_by_data (operation, run); /* ending a preview says it again */
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      if (run->parent != NULL)
        kheo_page_show_error (GTK_WIDGET (run->parent), _ ("The pages could not be printed"),
                              error);
    }
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY &&
      gtk_print_operation_get_print_settings (operation) != NULL)
    g_set_object (&last_settings, gtk_print_operation_get_print_settings (operation));
  g_clear_weak_pointer (&run->parent);
  g_object_unref (run->press);
  g_object_unref (run->operation);
  g_free (run);
}

/* The name that printers and dialogs know a sheet by, NULL for a size of one's own.  Both upright,
 * points. */
static const char *
find_paper_name (double width, double height)
{
  static const char *const names[] = { "iso_a0", "iso_a1", "iso_a2", "iso_a3", "iso_a4", "iso_a5" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkPaperSize) size = gtk_paper_size_new (names[i]);

      if (ABS (width - gtk_paper_size_get_width (size, GTK_UNIT_POINTS)) < 1 &&
          ABS (height - gtk_paper_size_get_height (size, GTK_UNIT_POINTS)) < 1)
        return names[i];
    }
  return NULL;
}

GtkPageSetup *
kheo_print_page_setup_new (KheoPaper paper)
{
  GtkPageSetup    *setup = gtk_page_setup_new ();
  gboolean         landscape = paper.width > paper.height;
  double           width = MIN (paper.width, paper.height);
  double           height = MAX (paper.width, paper.height);
  const char      *name = find_paper_name (width, height);
  g_autofree char *own = g_strdup_printf ("custom_kheo_%.0fx%.0fpt", width, height);
  g_autoptr (GtkPaperSize) size =
      name != NULL
          ? gtk_paper_size_new (name)
          : gtk_paper_size_new_custom (own, _ ("Own size"), width, height, GTK_UNIT_POINTS);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                   : GTK_PAGE_ORIENTATION_PORTRAIT);
  return setup;
}

/* Printer and copies stay as they were chosen last; the sheet is that of these pages, which are
 * neither scaled nor put together. */
static GtkPrintSettings *
make_settings (GtkPageSetup *setup, const char *title)
{
  g_autofree char  *name = kheo_paper_name_file (title);
  GtkPrintSettings *settings =
      last_settings != NULL ? gtk_print_settings_copy (last_settings) : gtk_print_settings_new ();

  gtk_print_settings_set_paper_size (settings, gtk_page_setup_get_paper_size (setup));
  gtk_print_settings_set_orientation (settings, gtk_page_setup_get_orientation (setup));
  gtk_print_settings_set_scale (settings, 100);
  gtk_print_settings_set_number_up (settings, 1);
  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_ALL);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAGE_RANGES);
  /* "Print to file" proposes the name of what is printed, not that of the time before. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  return settings;
}

static void
run (GtkWindow              *parent,
     KheoPress              *press,
     const KheoPressResult  *result,
     const char             *path,
     GtkPrintOperationAction action)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = kheo_print_page_setup_new (result->paper);
  g_autoptr (GtkPrintSettings) settings = make_settings (setup, result->title);
  g_autoptr (GError) error = NULL;
  Run *self = g_new0 (Run, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->press = g_object_ref (press);
  self->operation = operation;
  gtk_print_operation_set_n_pages (operation, (int) result->n_pages);
  gtk_print_operation_set_job_name (operation, result->title);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_embed_page_setup (operation, FALSE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), self);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  /* Errors come through "done" too, which frees @self. */
  gtk_print_operation_run (operation, action, parent, &error);
}

void
kheo_print_run (GtkWindow *parent, KheoPress *press, const KheoPressResult *result)
{
  run (parent, press, result, NULL, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG);
}

void
kheo_print_run_to_file (GtkWindow             *parent,
                        KheoPress             *press,
                        const KheoPressResult *result,
                        const char            *path)
{
  run (parent, press, result, path, GTK_PRINT_OPERATION_ACTION_EXPORT);
}
