/* One annex onto paper or into a file. */
#include "kheo-annex-window-private.h"

#include "kheo-annex-look.h"
#include "kheo-file-picker.h"
#include "kheo-page-preview.h"
#include "kheo-print-operation.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

void
kheo_annex_window_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow       *self = KHEO_ANNEX_WINDOW (widget);
  const KheoPressResult *result = kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));

  if (result != NULL)
    kheo_print_run (GTK_WINDOW (self), self->press, result);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (self != NULL && self->source != NULL && path != NULL)
    kheo_annex_print_write (self->source, kheo_annex_draft_get_layout (self->draft),
                            kheo_annex_look_get_tile (KHEO_ANNEX_LOOK (self->look)), path,
                            GTK_WIDGET (self));
}

/* A file name that every file system takes. */
static char *
suggest_name (KheoAnnexWindow *self, const char *end)
{
  const char      *own = kheo_annex_draft_get_layout (self->draft)->words[KHEO_ANNEX_WORD_TITLE];
  const char      *title = own != NULL ? own : kheo_annex_source_get_content (self->source)->title;
  g_autofree char *name = g_strdup (title != NULL && *title != '\0' ? title : _ ("Annex"));

  g_strdelimit (name, "/\\:*?\"<>|\n“”", ' ');
  return g_strconcat (g_strstrip (name), ".", end, NULL);
}

void
kheo_annex_window_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct
  {
    const char *end, *name, *pattern; /* name N_() */
  } kinds[] = {
    { "pdf", N_ ("PDF documents"), "*.pdf" },
    { "xlsx", N_ ("Excel sheets"), "*.xlsx" },
    { "ods", N_ ("OpenDocument sheets"), "*.ods" },
    { "odt", N_ ("OpenDocument texts"), "*.odt" },
  };
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (widget);
  const char      *end = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->source != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].end, end))
      {
        g_autofree char *initial = suggest_name (self, end);
        KheoFileKind     kind = { .title = _ ("Save as"),
                                  .name = _ (kinds[i].name),
                                  .patterns = kinds[i].pattern,
                                  .initial = initial,
                                  .save = TRUE };

        kheo_file_picker_ask_async (widget, &kind, NULL, chosen_cb, kheo_weak_new (self));
      }
}
