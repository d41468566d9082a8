#include "kheo-export.h"

#include "kheo-file-picker.h"
#include "kheo-page.h"
#include "kheo-paper-run.h"

#include <glib/gi18n-lib.h>

/* ---- A chart as pages ---- */

KheoChartPrint *
kheo_chart_print_new (KheoChartKind kind, KheoChartData *data, KheoPaper paper, gboolean mono)
{
  KheoChartPrint *self = g_new0 (KheoChartPrint, 1);

  self->kind = kind;
  self->data = kheo_chart_data_ref (data);
  self->paper = paper;
  self->mono = mono;
  return self;
}

void
kheo_chart_print_free (gpointer data)
{
  KheoChartPrint *self = data;

  kheo_chart_data_unref (self->data);
  g_free (self);
}

KheoPages *
kheo_chart_print_make (gpointer data, KheoProgress *progress, GError **error)
{
  KheoChartPrint *self = data;

  return kheo_pages_new_for_chart (self->kind, self->data, self->paper,
                                   self->mono ? KHEO_CHART_MONO : KHEO_CHART_PRINT, NULL);
}

/* ---- Asking where, then writing ---- */

typedef struct
{
  GtkWidget      *near; /* weak: NULL once it is gone */
  KheoPress      *press;
  guint           page;
  KheoChartFormat format;
} Export;

static void
export_free (Export *self)
{
  g_clear_weak_pointer (&self->near);
  g_object_unref (self->press);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kheo_press_export_finish (KHEO_PRESS (source), result, &error))
    {
      if (self->near != NULL)
        kheo_page_toast (self->near, _ ("Saved"));
    }
  else if (self->near != NULL)
    kheo_page_show_error (self->near, _ ("The file could not be saved"), error);
}

char *
kheo_export_settle_path (char *path, KheoChartFormat chosen, KheoChartFormat *out_format)
{
  static const char *const endings[] = { ".pdf", ".svg", ".png" };
  char                    *whole;

  *out_format = chosen;
  if (kheo_chart_format_from_path (path, out_format))
    return path;
  whole = g_strconcat (path, endings[chosen], NULL);
  g_free (path);
  return whole;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  KheoPress       *press = self->press;
  guint            page = self->page;
  KheoChartFormat  format;

  if (path == NULL)
    return;
  path = kheo_export_settle_path (g_steal_pointer (&path), self->format, &format);
  kheo_press_export_async (press, page, path, format, written_cb, g_steal_pointer (&self));
}

static char *
suggest_name (const char *title, const char *extension)
{
  g_autofree char *name =
      kheo_paper_name_file (title != NULL && *title != '\0' ? title : _ ("Chart"));

  return g_strconcat (name, ".", extension, NULL);
}

void
kheo_export_pages (
    GtkWidget *near, KheoPress *press, guint page, const char *title, KheoChartFormat format)
{
  static const struct
  {
    const char *name, *pattern, *extension;
  } kinds[] = {
    [KHEO_CHART_PDF] = { N_ ("PDF documents"), "*.pdf", "pdf" },
    [KHEO_CHART_SVG] = { N_ ("SVG drawings"), "*.svg", "svg" },
    [KHEO_CHART_PNG] = { N_ ("PNG pictures"), "*.png", "png" },
  };
  g_autofree char *initial = suggest_name (title, kinds[format].extension);
  KheoFileKind     kind = { .title = _ ("Save as"),
                            .name = _ (kinds[format].name),
                            .patterns = kinds[format].pattern,
                            .initial = initial,
                            .save = TRUE };
  Export          *self = g_new0 (Export, 1);

  g_set_weak_pointer (&self->near, near);
  self->press = g_object_ref (press);
  self->page = page;
  self->format = format;
  kheo_file_picker_ask_async (near, &kind, NULL, chosen_cb, self);
}

void
kheo_export_chart (GtkWidget *near, KheoChartKind kind, KheoChartData *data, KheoChartFormat format)
{
  g_autoptr (KheoPress) press = kheo_press_new ();
  KheoPaper paper;

  if (!kheo_paper_parse ("A4", TRUE, &paper, NULL))
    return;
  kheo_press_make_async (press, kheo_chart_print_make,
                         kheo_chart_print_new (kind, data, paper, FALSE), kheo_chart_print_free,
                         NULL, NULL);
  kheo_export_pages (near, press, 0, kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE),
                     format);
}
