/* Tables that tell what a reform made of which unit go to the desk where reforms are prepared. */
#include "kheo-import-view-private.h"

gboolean
kheo_import_view_is_reform (KheoImportFile *file)
{
  KheoImportReview *review = kheo_import_file_get_review (file);
  gboolean          any = FALSE;

  for (guint i = 0; review != NULL && i < kheo_import_review_get_n_tables (review); i++)
    {
      KheoImportAs as = kheo_import_review_get_table (review, i)->as;

      if (as != KHEO_IMPORT_CONVERSION && as != KHEO_IMPORT_NOTHING)
        return FALSE;
      any = any || as == KHEO_IMPORT_CONVERSION;
    }
  return any;
}

/* The desk reads the file anew; here it is given up. */
static void
to_desk (GtkWidget *view, const char *action, GVariant *parameter)
{
  KheoImportView  *self = KHEO_IMPORT_VIEW (view);
  g_autofree char *uri =
      self->file ? g_file_get_uri (kheo_import_file_get_file (self->file)) : NULL;

  if (uri != NULL && gtk_widget_activate_action (view, "win.reform-file", "s", uri))
    kheo_import_file_cancel (self->file);
}

static gboolean
lead_cb (gpointer user_data)
{
  g_autoptr (KheoImportView) self = user_data;

  if (self->file != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "import.to-desk", NULL);
  return G_SOURCE_REMOVE;
}

void
kheo_import_view_lead_to_desk (KheoImportView *self, KheoImportFile *file)
{
  KheoImportReview *review = kheo_import_file_get_review (file);

  if (file != self->file || review == NULL || !kheo_import_review_is_matched (review) ||
      g_list_model_get_n_items (G_LIST_MODEL (self->queue)) != 1 ||
      kheo_import_file_is_busy (file) || !kheo_import_view_is_reform (file))
    return;
  /* Not from within the file's own signal: it is given up then. */
  g_idle_add (lead_cb, g_object_ref (self));
}

void
kheo_import_view_install_desk (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.to-desk", NULL, to_desk);
}
