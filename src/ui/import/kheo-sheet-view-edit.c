/* An entry over the cell of the cursor, and what is wrong with it below. */
#include "kheo-page.h"
#include "kheo-sheet-view-private.h"

#include <glib/gi18n-lib.h>

/* Narrow cells get an entry in which words can be read. */
#define MIN_WIDTH 170

static GtkWidget *
get_entry (KheoSheetView *self)
{
  return gtk_widget_get_first_child (self->editor);
}

static GtkWidget *
get_problem (KheoSheetView *self)
{
  return gtk_widget_get_last_child (self->editor);
}

gboolean
kheo_sheet_view_is_editing (KheoSheetView *self)
{
  g_return_val_if_fail (KHEO_IS_SHEET_VIEW (self), FALSE);
  return self->editor != NULL;
}

static gboolean
key_pressed_cb (
    GtkEventController *keys, guint key, guint code, GdkModifierType state, KheoSheetView *self)
{
  if (key == GDK_KEY_Escape)
    kheo_sheet_view_end_edit (self);
  else if (key == GDK_KEY_Tab)
    kheo_sheet_view_finish_edit (self, 0, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    kheo_sheet_view_finish_edit (self, key == GDK_KEY_Up ? -1 : 1, 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
activate_cb (KheoSheetView *self)
{
  kheo_sheet_view_finish_edit (self, 1, 0);
}

static void
changed_cb (KheoSheetView *self)
{
  kheo_sheet_view_set_edit_problem (self, NULL);
}

static GtkWidget *
make_editor (KheoSheetView *self, const char *label)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget          *entry = gtk_entry_new ();
  GtkWidget          *problem = gtk_label_new (NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (box, "cell-editor");
  gtk_widget_add_css_class (problem, "cell-problem");
  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_label_set_xalign (GTK_LABEL (problem), 0);
  gtk_widget_set_visible (problem, FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (entry, keys);
  kheo_page_set_label (entry, label);
  gtk_widget_set_tooltip_text (entry, _ ("Enter takes it, Escape leaves it as it was"));
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), problem);
  return box;
}

void
kheo_sheet_view_edit (KheoSheetView *self, const char *text, const char *label)
{
  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));

  if (self->sheet == NULL || self->row < 0)
    return;
  kheo_sheet_view_end_edit (self);
  self->editor = make_editor (self, label);
  gtk_editable_set_text (GTK_EDITABLE (get_entry (self)), text);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_widget_grab_focus (get_entry (self));
  gtk_editable_select_region (GTK_EDITABLE (get_entry (self)), 0, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
kheo_sheet_view_forward_key (KheoSheetView *self, GtkEventController *keys)
{
  if (self->editor == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (get_entry (self)), "");
  gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (keys),
                                    gtk_widget_get_first_child (get_entry (self)));
}

void
kheo_sheet_view_set_edit_problem (KheoSheetView *self, const char *problem)
{
  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));

  if (self->editor == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (get_problem (self)), problem != NULL ? problem : "");
  gtk_widget_set_visible (get_problem (self), problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (get_entry (self), "error");
  else
    gtk_widget_remove_css_class (get_entry (self), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (get_entry (self)), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
kheo_sheet_view_end_edit (KheoSheetView *self)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);
  gboolean   focused = FALSE;

  if (editor == NULL)
    return;
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) == editor;
  gtk_widget_unparent (editor);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Told to the owner, who ends it or says what is wrong. */
gboolean
kheo_sheet_view_finish_edit (KheoSheetView *self, int down, int right)
{
  g_autofree char *text = NULL;

  if (self->editor == NULL)
    return TRUE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_entry (self))));
  g_signal_emit_by_name (self, "edited", text);
  if (self->editor != NULL)
    return FALSE;
  kheo_sheet_view_set_cursor (self, self->row + down, self->column + right);
  return TRUE;
}

void
kheo_sheet_view_allocate_editor (KheoSheetView *self)
{
  int           x = self->gutter - (int) gtk_adjustment_get_value (self->horizontal);
  int           y = self->heading - (int) gtk_adjustment_get_value (self->vertical);
  int           left = x + g_array_index (self->edges, int, self->column);
  int           right = x + g_array_index (self->edges, int, self->column + 1);
  int           room = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation area = { left, y + self->row * self->line, 0, 0 };

  area.width = MIN (MAX (right - left, MIN_WIDTH), MAX (room - self->gutter, 60));
  area.x = CLAMP (area.x, self->gutter, MAX (self->gutter, room - area.width));
  gtk_widget_measure (self->editor, GTK_ORIENTATION_HORIZONTAL, -1, &area.height, NULL, NULL, NULL);
  area.width = MAX (area.width, area.height); /* its minimum */
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, area.width, NULL, &area.height, NULL,
                      NULL);
  area.y -= (MIN (area.height, 34) - self->line) / 2; /* centred over its cell */
  area.y = CLAMP (area.y, self->heading,
                  MAX (self->heading, gtk_widget_get_height (GTK_WIDGET (self)) - area.height));
  gtk_widget_size_allocate (self->editor, &area, -1);
}
