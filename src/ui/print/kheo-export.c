#include "kheo-export.h"

#include "kheo-file-picker.h"
#include "kheo-page.h"
#include "kheo-paper-run.h"
#include "kheo-question.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

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
  char           *path; /* where it is written; NULL: not chosen yet */
} Export;

static void
export_free (Export *self)
{
  g_clear_weak_pointer (&self->near);
  g_object_unref (self->press);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* What the file system says is for programmers: a person is told what to do. */
static void
tell_failure (const Export *self, const GError *error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_access (folder, W_OK) == 0)
    text = g_strdup_printf (_ ("“%s” could not be written: is it open in another program, is there "
                               "room on the disk?"),
                            self->path);
  else
    text = g_strdup_printf (_ ("The folder “%s” does not take new files: choose another one."),
                            folder);
  kheo_question_tell (self->near, _ ("The file could not be saved"), text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = kheo_press_export_finish (KHEO_PRESS (source), result, &error);

  if (self->near == NULL)
    return;
  if (written)
    kheo_page_toast (self->near, _ ("Saved"));
  else
    tell_failure (self, error);
}

static void
write_file (Export *self)
{
  kheo_press_export_async (self->press, self->page, self->path, self->format, written_cb, self);
}

static void
replace_answered_cb (const char *id, gpointer user_data)
{
  g_autoptr (Export) self = user_data;

  if (g_strcmp0 (id, "replace") == 0)
    write_file (g_steal_pointer (&self));
}

/* The file dialog has asked only about the name as it was typed. Takes @self. */
static void
ask_to_replace (Export *self)
{
  const KheoAnswer answers[] = {
    { "cancel", _ ("_Cancel"), KHEO_ANSWER_SUGGESTED },
    { "replace", _ ("_Replace"), KHEO_ANSWER_DESTRUCTIVE },
    { NULL },
  };
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *title = g_strdup_printf (_ ("There is a file “%s” already"), name);

  kheo_question_ask (self->near, title, _ ("Replacing it loses what it holds."), answers,
                     replace_answered_cb, self);
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
  gboolean         asked;

  if (path == NULL || self->near == NULL)
    return;
  asked = kheo_chart_format_from_path (path, &self->format);
  self->path = kheo_export_settle_path (g_steal_pointer (&path), self->format, &self->format);
  if (!asked && g_file_test (self->path, G_FILE_TEST_EXISTS))
    ask_to_replace (g_steal_pointer (&self));
  else
    write_file (g_steal_pointer (&self));
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
