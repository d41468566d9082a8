#include "kheo-export.h"

#include "kheo-file-picker.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

/* ---- A chart as pages ---- */

KheoChartData *
kheo_chart_data_copy_titled (const KheoChartData *data, const char *title)
{
  KheoChartData *copy = kheo_chart_data_new ();
  guint          n_categories = kheo_chart_data_get_n_categories (data);
  guint          n_series = kheo_chart_data_get_n_series (data);

  for (guint text = 0; text < KHEO_CHART_N_TEXTS; text++)
    kheo_chart_data_set_text (copy, text, kheo_chart_data_get_text (data, text));
  if (title != NULL)
    kheo_chart_data_set_text (copy, KHEO_CHART_TEXT_TITLE, title);
  kheo_chart_data_set_decimals (copy, kheo_chart_data_get_decimals (data));
  kheo_chart_data_set_additive (copy, kheo_chart_data_get_additive (data));
  for (guint s = 0; s < n_series; s++)
    {
      kheo_chart_data_add_series (copy, kheo_chart_data_get_series_label (data, s),
                                  kheo_chart_data_get_series_role (data, s));
      kheo_chart_data_set_series_key (copy, s, kheo_chart_data_get_series_key (data, s));
    }
  for (guint c = 0; c < n_categories; c++)
    {
      kheo_chart_data_add_category (copy, kheo_chart_data_get_category_label (data, c),
                                    kheo_chart_data_get_category_full_label (data, c),
                                    kheo_chart_data_get_category_key (data, c));
      kheo_chart_data_set_category_role (copy, c, kheo_chart_data_get_category_role (data, c));
      for (guint s = 0; s < n_series; s++)
        kheo_chart_data_set_value (copy, c, s, kheo_chart_data_get_value (data, c, s));
    }
  kheo_chart_data_set_emphasis (copy, kheo_chart_data_get_emphasis (data));
  return copy;
}

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

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  KheoPress       *press = self->press;
  guint            page = self->page;
  KheoChartFormat  format = self->format;

  if (path != NULL)
    kheo_press_export_async (press, page, path, format, written_cb, g_steal_pointer (&self));
}

/* A file name that every file system takes. */
static char *
suggest_name (const char *title, const char *extension)
{
  g_autofree char *name = g_strdup (title != NULL && *title != '\0' ? title : _ ("Chart"));

  g_strdelimit (name, "/\\:*?\"<>|\n", ' ');
  return g_strconcat (g_strstrip (name), ".", extension, NULL);
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
