#include "kheo-import-panel.h"
#include "kheo-import-view-private.h"
#include "kheo-page.h"
#include "kheo-sheet-view.h"
#include "kheo-unit-chooser.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include <stdlib.h>

G_DEFINE_FINAL_TYPE (KheoImportView, kheo_import_view, GTK_TYPE_WIDGET)

/* ---- The queue ---- */

static void
file_changed_cb (KheoImportView *self, KheoImportFile *file)
{
  KheoFileState state = kheo_import_file_get_state (file);

  kheo_import_view_queue_counts (self);
  if (state == KHEO_FILE_DONE)
    {
      self->written++;
      if (!kheo_import_queue_is_writing_all (self->queue))
        kheo_page_toast_action (GTK_WIDGET (self),
                                kheo_import_review_get_title (kheo_import_file_get_review (file)),
                                kheo_import_file_get_action (file));
    }
  if (state == KHEO_FILE_REVIEW)
    kheo_import_view_lead_to_desk (self, file);
  if (state == KHEO_FILE_CANCELLED)
    kheo_import_queue_remove (self->queue, file);
  else if (file == self->file)
    kheo_import_view_show_file (self);
  if (state == KHEO_FILE_DONE || state == KHEO_FILE_CANCELLED)
    kheo_import_view_close_when_done (self);
}

static void
file_progress_cb (KheoImportView *self, KheoImportFile *file, double fraction, const char *what)
{
  if (file != self->file)
    return;
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), MIN (fraction, 1));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress_bar));
  gtk_label_set_label (GTK_LABEL (self->progress_text), what != NULL ? what : "");
}

/* The shown one may be gone; the first that comes is shown. */
static void
items_changed_cb (KheoImportView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));

  kheo_import_view_queue_counts (self);
  if (self->file == NULL || kheo_import_queue_get_current (self->queue) == NULL)
    kheo_import_view_turn_to (self, n > 0 ? kheo_import_queue_get (self->queue, 0) : NULL);
}

static void
found_cb (KheoImportView *self, guint n)
{
  if (n == 0)
    kheo_page_toast (GTK_WIDGET (self), _ ("There is no spreadsheet in the folder."));
  kheo_import_view_close_when_done (self);
}

/* ---- Controls ---- */

static void
table_selected_cb (KheoImportView *self, GtkListBoxRow *row)
{
  if (self->updating || row == NULL)
    return;
  self->table = (guint) gtk_list_box_row_get_index (row);
  kheo_import_view_show_controls (self);
  kheo_sheet_view_set_review (KHEO_SHEET_VIEW (self->sheet), kheo_import_view_get_review (self),
                              self->table);
}

static void
as_changed_cb (KheoImportView *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->as_choice));

  if (!self->updating && selected < kheo_import_view_n_as_choices)
    kheo_import_view_correct (
        self, &(KheoCorrection){ .type = KHEO_CORRECT_AS,
                                 .table = self->table,
                                 .field = (int) kheo_import_view_as_choices[selected] });
}

static void
year_activate_cb (KheoImportView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->year_entry));

  kheo_import_view_correct (self,
                            &(KheoCorrection){ .type = KHEO_CORRECT_YEAR, .field = atoi (text) });
}

static void
form_activate_cb (KheoImportView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->form_entry));

  if (*text != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "import.set-form-name", "s", text);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more_button));
}

static void
create_toggled_cb (KheoImportView *self)
{
  gboolean create = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->create_check));

  kheo_import_view_correct (
      self, &(KheoCorrection){ .type = KHEO_CORRECT_CREATE_UNITS, .field = create });
}

static void
under_changed_cb (KheoImportView *self)
{
  gint64 id = kheo_unit_chooser_get_unit (KHEO_UNIT_CHOOSER (self->under));

  kheo_import_view_correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_UNDER, .id = id });
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (object);

  g_clear_handle_id (&self->list_due, g_source_remove);
  if (self->queue_list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->queue_list), NULL);
  self->file = NULL;
  if (self->queue != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->queue, self);
      g_object_run_dispose (G_OBJECT (self->queue)); /* stops what is under way */
    }
  g_clear_object (&self->queue);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_IMPORT_VIEW);
  G_OBJECT_CLASS (kheo_import_view_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (KHEO_IMPORT_VIEW (object)->pages);
  G_OBJECT_CLASS (kheo_import_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize      offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (KheoImportView, name) }
    CHILD (whole),
    CHILD (stack),
    CHILD (review_box),
    CHILD (progress_title),
    CHILD (progress_bar),
    CHILD (failed),
    CHILD (progress_text),
    CHILD (name_label),
    CHILD (form_label),
    CHILD (form_entry),
    CHILD (as_choice),
    CHILD (year_entry),
    CHILD (year_label),
    CHILD (more_button),
    CHILD (more_box),
    CHILD (create_check),
    CHILD (page_bar),
    CHILD (side),
    CHILD (queue_box),
    CHILD (queue_label),
    CHILD (queue_bar),
    CHILD (queue_list),
    CHILD (write_ready_button),
    CHILD (tables),
    CHILD (table_list),
    CHILD (cancel_all_button),
    CHILD (sheet),
    CHILD (alike_bar),
    CHILD (alike_label),
    CHILD (panel),
    CHILD (spinner),
    CHILD (summary),
    CHILD (rejects_button),
    CHILD (desk_button),
    CHILD (commit_button),
#undef CHILD
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               children[i].offset);
}

static void
kheo_import_view_class_init (KheoImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  g_type_ensure (KHEO_TYPE_SHEET_VIEW);
  g_type_ensure (KHEO_TYPE_IMPORT_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "import/kheo-import-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, table_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, as_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_view_show_cursor);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_view_heading_activated);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_view_row_menu);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_view_edit_asked);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_view_edited);
  kheo_import_view_install_actions (widget_class);
  kheo_import_view_install_desk (widget_class);
  g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
kheo_import_view_init (KheoImportView *self)
{
  self->pages = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kheo_import_view_prepare_pages (self);
  kheo_import_view_add_shortcuts (self);
  kheo_page_set_label (self->year_entry, _ ("Year of the models where the sheet does not say"));
  kheo_page_set_label (self->as_choice, _ ("What the sheet holds"));
  kheo_page_set_label (self->more_button, _ ("More about this file"));
  kheo_page_set_label (self->queue_list, _ ("Files"));
  kheo_page_set_label (self->queue_bar, _ ("Files understood"));
  kheo_page_set_label (self->table_list, _ ("Sheets"));
  kheo_page_set_label (self->progress_bar, _ ("Progress"));
  kheo_page_hide_unmapped (GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_import_view_new (KheoScope *scope)
{
  KheoImportView *self = g_object_new (KHEO_TYPE_IMPORT_VIEW, NULL);
  GtkWidget      *label = gtk_label_new (_ ("The sheet speaks of this unit and those below it:"));

  self->scope = g_object_ref (scope);
  self->queue = kheo_import_queue_new (kheo_scope_get_book (scope));
  g_signal_connect_swapped (self->queue, "file-changed", G_CALLBACK (file_changed_cb), self);
  g_signal_connect_swapped (self->queue, "progress", G_CALLBACK (file_progress_cb), self);
  g_signal_connect_swapped (self->queue, "found", G_CALLBACK (found_cb), self);
  kheo_import_view_prepare_files (self);
  /* Last: by then the list has its rows. */
  g_signal_connect_data (self->queue, "items-changed", G_CALLBACK (items_changed_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  kheo_import_panel_set_scope (KHEO_IMPORT_PANEL (self->panel), scope);
  self->under = kheo_unit_chooser_new (scope, _ ("Unit of the sheet"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_prepend (GTK_BOX (self->more_box), self->under);
  gtk_box_prepend (GTK_BOX (self->more_box), label);
  g_signal_connect_object (self->under, "changed", G_CALLBACK (under_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_import_view_open_files (KheoImportView *self, GSList *files)
{
  g_return_if_fail (KHEO_IS_IMPORT_VIEW (self));

  for (GSList *at = files; at != NULL; at = at->next)
    kheo_import_queue_add (self->queue, at->data);
  kheo_import_view_show_file (self);
}

guint
kheo_import_view_get_n_files (KheoImportView *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_VIEW (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->queue));
}

KheoImportFile *
kheo_import_view_get_file (KheoImportView *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_VIEW (self), NULL);
  return self->file;
}

KheoImportQueue *
kheo_import_view_get_queue (KheoImportView *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_VIEW (self), NULL);
  return self->queue;
}
