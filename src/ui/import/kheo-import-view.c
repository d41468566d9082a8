#include "kheo-import-panel.h"
#include "kheo-import-view-private.h"
#include "kheo-page.h"
#include "kheo-sheet-view.h"
#include "kheo-unit-chooser.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include <stdlib.h>

G_DEFINE_FINAL_TYPE (KheoImportView, kheo_import_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
correct (KheoImportView *self, const KheoCorrection *correction)
{
  if (self->file != NULL && !self->updating)
    kheo_import_file_correct (self->file, correction);
}

/* ---- Files coming and going ---- */

/* Takes a file out of the row and turns to the next; the last one closes the view. */
static void
put_away (KheoImportView *self, KheoImportFile *file)
{
  guint index;

  if (!g_ptr_array_find (self->files, file, &index))
    return;
  g_signal_handlers_disconnect_by_data (file, self);
  if (self->file == file)
    {
      self->file = NULL;
      self->shown = NULL;
      kheo_import_panel_set_review (KHEO_IMPORT_PANEL (self->panel), NULL);
      kheo_sheet_view_set_review (KHEO_SHEET_VIEW (self->sheet), NULL, 0);
    }
  g_ptr_array_remove_index (self->files, index);
  if (self->file == NULL && self->files->len > 0)
    self->file = g_ptr_array_index (self->files, MIN (index, self->files->len - 1));
  self->table = 0;
  kheo_import_view_show_file (self);
  if (self->files->len == 0)
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
file_changed_cb (KheoImportFile *file, KheoImportView *self)
{
  KheoFileState state = kheo_import_file_get_state (file);

  if (state == KHEO_IMPORT_DONE)
    {
      const char *title = kheo_import_review_get_title (kheo_import_file_get_review (file));

      kheo_page_toast_action (GTK_WIDGET (self), title, kheo_import_file_get_action (file));
    }
  if (state == KHEO_IMPORT_DONE || state == KHEO_IMPORT_CANCELLED)
    {
      g_autoptr (KheoImportFile) kept = g_object_ref (file); /* it is speaking */

      put_away (self, kept);
    }
  else if (file == self->file)
    kheo_import_view_show_file (self);
  else
    kheo_import_view_show_files (self);
}

static void
file_progress_cb (KheoImportFile *file, double fraction, const char *what, KheoImportView *self)
{
  if (file != self->file)
    return;
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), MIN (fraction, 1));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress_bar));
  gtk_label_set_label (GTK_LABEL (self->progress_text), what != NULL ? what : "");
}

/* ---- Controls ---- */

static void
file_selected_cb (KheoImportView *self, GtkListBoxRow *row)
{
  if (self->updating || row == NULL)
    return;
  self->file = g_ptr_array_index (self->files, (guint) gtk_list_box_row_get_index (row));
  self->shown = NULL;
  self->table = 0;
  kheo_import_view_show_file (self);
}

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

  if (!self->updating && selected < G_N_ELEMENTS (kheo_import_view_as_choices))
    correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_AS,
                                      .table = self->table,
                                      .field = kheo_import_view_as_choices[selected] });
}

static void
year_activate_cb (KheoImportView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->year_entry));

  correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_YEAR, .field = atoi (text) });
}

static void
create_toggled_cb (KheoImportView *self)
{
  gboolean create = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->create_check));

  correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_CREATE_UNITS, .field = create });
}

static void
under_changed_cb (KheoImportView *self)
{
  gint64 id = kheo_unit_chooser_get_unit (KHEO_UNIT_CHOOSER (self->under));

  correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_UNDER, .id = id });
}

static void
finding_activated_cb (KheoImportView *self, guint index)
{
  const KheoReviewFinding *finding =
      kheo_import_review_get_finding (kheo_import_view_get_review (self), index);
  GtkListBoxRow *row;

  if (finding->table >= 0 && finding->table != (int) self->table)
    {
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->table_list), finding->table);
      gtk_list_box_select_row (GTK_LIST_BOX (self->table_list), row);
    }
  if (finding->row >= 0)
    kheo_sheet_view_set_cursor (KHEO_SHEET_VIEW (self->sheet), finding->row,
                                MAX (finding->column, 0));
}

static void
unit_chosen_cb (KheoImportView *self, guint index, gint64 unit)
{
  correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_UNIT, .index = index, .id = unit });
}

/* ---- Popovers: what a heading is; what becomes of a row ---- */

static void
open_popover (KheoImportView *self, GMenu *menu, const GdkRectangle *at)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
to_view (KheoImportView *self, double x, double y, GdkRectangle *rectangle)
{
  double view_x = x, view_y = y;

  gtk_widget_translate_coordinates (self->sheet, GTK_WIDGET (self), x, y, &view_x, &view_y);
  rectangle->x = (int) view_x;
  rectangle->y = (int) view_y;
}

static void
heading_activated_cb (KheoImportView *self, guint column)
{
  const KheoReviewTable *table = kheo_import_view_get_table (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  GdkRectangle at;

  if (table == NULL || table->fields->len == 0)
    return;
  for (guint i = 0; i < table->fields->len; i++)
    {
      const KheoReviewField *field = g_ptr_array_index (table->fields, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      g_menu_item_set_attribute (item, G_MENU_ATTRIBUTE_LABEL, "s", field->label);
      g_menu_item_set_action_and_target (item, "import.set-column", "(uui)", self->table, column,
                                         field->field);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("This column is"), G_MENU_MODEL (section));
  kheo_sheet_view_get_heading_area (KHEO_SHEET_VIEW (self->sheet), column, &at);
  to_view (self, at.x, at.y, &at);
  open_popover (self, menu, &at);
}

static void
row_menu_cb (KheoImportView *self, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GdkRectangle at = { 0, 0, 1, 1 };

  g_menu_append (menu, _ ("Leave this row out"), "import.skip-row");
  g_menu_append (menu, _ ("Take this row as data"), "import.take-row");
  to_view (self, x, y, &at);
  open_popover (self, menu, &at);
}

/* ---- Actions ---- */

static void
commit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);

  if (self->file != NULL)
    kheo_import_file_commit (self->file);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoImportFile *file = self->file;

  if (file == NULL)
    return;
  if (kheo_import_file_get_state (file) == KHEO_IMPORT_FAILED)
    put_away (self, file);
  else
    kheo_import_file_cancel (file);
}

static void
set_row (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  gboolean        take = g_str_equal (action, "import.take-row");
  KheoReviewRow   row;

  if (kheo_import_view_get_cursor_row (self, &row))
    correct (self, &(KheoCorrection){ .type = take ? KHEO_CORRECT_TAKE : KHEO_CORRECT_SKIP,
                                      .table = (guint) row.table,
                                      .index = (guint) row.index });
}

static void
set_value (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoCorrection  correction = { .type = KHEO_CORRECT_VALUE };
  KheoReviewRow   row;

  if (!kheo_import_view_get_cursor_row (self, &row))
    return;
  g_variant_get (parameter, "(i&s)", &correction.field, &correction.text);
  correction.table = (guint) row.table;
  correction.index = (guint) row.index;
  correct (self, &correction);
}

static void
set_column (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoCorrection correction = { .type = KHEO_CORRECT_COLUMN };

  g_variant_get (parameter, "(uui)", &correction.table, &correction.index, &correction.field);
  correct (KHEO_IMPORT_VIEW (widget), &correction);
}

static void
set_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoImportAs    as = KHEO_IMPORT_NOTHING;

  if (g_str_equal (g_variant_get_string (parameter, NULL), "nothing") ||
      kheo_import_as_parse (g_variant_get_string (parameter, NULL), &as))
    correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_AS, .table = self->table, .field = as });
}

static void
set_year (GtkWidget *widget, const char *action, GVariant *parameter)
{
  correct (
      KHEO_IMPORT_VIEW (widget),
      &(KheoCorrection){ .type = KHEO_CORRECT_YEAR, .field = g_variant_get_int32 (parameter) });
}

static void
set_create_units (GtkWidget *widget, const char *action, GVariant *parameter)
{
  correct (KHEO_IMPORT_VIEW (widget),
           &(KheoCorrection){ .type = KHEO_CORRECT_CREATE_UNITS,
                              .field = g_variant_get_boolean (parameter) });
}

static void
choose_unit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoCorrection correction = { .type = KHEO_CORRECT_UNIT };

  g_variant_get (parameter, "(ux)", &correction.index, &correction.id);
  correct (KHEO_IMPORT_VIEW (widget), &correction);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (object);

  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    {
      KheoImportFile *file = g_ptr_array_index (self->files, i);

      g_signal_handlers_disconnect_by_data (file, self);
      kheo_import_file_cancel (file);
    }
  self->file = NULL;
  g_clear_pointer (&self->files, g_ptr_array_unref);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_IMPORT_VIEW);
  G_OBJECT_CLASS (kheo_import_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize      offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (KheoImportView, name) }
    CHILD (stack),       CHILD (progress_title), CHILD (progress_bar), CHILD (progress_text),
    CHILD (failed),      CHILD (name_label),     CHILD (as_choice),    CHILD (year_entry),
    CHILD (more_button), CHILD (more_box),       CHILD (create_check), CHILD (side),
    CHILD (file_list),   CHILD (file_separator), CHILD (table_list),   CHILD (sheet),
    CHILD (panel),       CHILD (spinner),        CHILD (summary),      CHILD (commit_button),
#undef CHILD
  };

  g_type_ensure (KHEO_TYPE_SHEET_VIEW);
  g_type_ensure (KHEO_TYPE_IMPORT_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "import/kheo-import-view.ui");
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               children[i].offset);
  gtk_widget_class_bind_template_callback (widget_class, file_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, as_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_view_show_cursor);
  gtk_widget_class_bind_template_callback (widget_class, heading_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_chosen_cb);
}

static void
kheo_import_view_class_init (KheoImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.commit", NULL, commit);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "import.skip-row", NULL, set_row);
  gtk_widget_class_install_action (widget_class, "import.take-row", NULL, set_row);
  gtk_widget_class_install_action (widget_class, "import.set-value", "(is)", set_value);
  gtk_widget_class_install_action (widget_class, "import.set-column", "(uui)", set_column);
  gtk_widget_class_install_action (widget_class, "import.set-as", "s", set_as);
  gtk_widget_class_install_action (widget_class, "import.set-year", "i", set_year);
  gtk_widget_class_install_action (widget_class, "import.set-create-units", "b", set_create_units);
  gtk_widget_class_install_action (widget_class, "import.choose-unit", "(ux)", choose_unit);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_import_view_init (KheoImportView *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  kheo_page_set_label (self->year_entry, _ ("Year of the models where the sheet does not say"));
  kheo_page_set_label (self->as_choice, _ ("What the sheet holds"));
  kheo_page_set_label (self->more_button, _ ("More about this file"));
  kheo_page_set_label (self->file_list, _ ("Files"));
  kheo_page_set_label (self->table_list, _ ("Sheets"));
  kheo_page_hide_unmapped (GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_import_view_new (KheoScope *scope)
{
  KheoImportView *self = g_object_new (KHEO_TYPE_IMPORT_VIEW, NULL);
  GtkWidget      *label = gtk_label_new (_ ("The sheet speaks of this unit and those below it:"));

  self->scope = g_object_ref (scope);
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
    {
      KheoImportFile *file = kheo_import_file_new (kheo_scope_get_book (self->scope), at->data);

      g_signal_connect (file, "changed", G_CALLBACK (file_changed_cb), self);
      g_signal_connect (file, "progress", G_CALLBACK (file_progress_cb), self);
      g_ptr_array_add (self->files, file);
      if (self->file == NULL)
        self->file = file;
    }
  kheo_import_view_show_file (self);
}

guint
kheo_import_view_get_n_files (KheoImportView *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_VIEW (self), 0);
  return self->files->len;
}

KheoImportFile *
kheo_import_view_get_file (KheoImportView *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_VIEW (self), NULL);
  return self->file;
}
