/* The picture of the sheet by keyboard. */
#include "kheo-sheet-view-private.h"

static void
ask_row_menu (KheoSheetView *self)
{
  double y =
      self->heading + (self->row + 1) * self->line - gtk_adjustment_get_value (self->vertical);

  if (self->row >= 0)
    g_signal_emit_by_name (self, "row-menu", (double) self->gutter, y);
}

/* Typing opens the entry as F2 does, and the letter is the first in it. */
static gboolean
start_typing (KheoSheetView *self, guint key, GdkModifierType state, GtkEventController *keys)
{
  const GdkModifierType others = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;

  if (self->row < 0 || (state & others) != 0 || !g_unichar_isgraph (gdk_keyval_to_unicode (key)))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (self, "edit-asked");
  kheo_sheet_view_forward_key (self, keys);
  return self->editor != NULL;
}

gboolean
kheo_sheet_view_key_pressed (
    KheoSheetView *self, guint key, guint code, GdkModifierType state, GtkEventController *keys)
{
  int row = self->row, column = self->column;
  int page = MAX (1, (gtk_widget_get_height (GTK_WIDGET (self)) - self->heading) / self->line - 1);
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (self->sheet == NULL || self->n_columns == 0 || self->editor != NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    row--;
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    row++;
  else if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    column--;
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    column++;
  else if (key == GDK_KEY_Page_Up)
    row = MAX (0, row - page);
  else if (key == GDK_KEY_Page_Down)
    row += page;
  else if (key == GDK_KEY_Home)
    row = control ? 0 : row, column = 0;
  else if (key == GDK_KEY_End)
    row = control ? (int) self->n_rows - 1 : row, column = (int) self->n_columns - 1;
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    ask_row_menu (self);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && row == KHEO_SHEET_HEADING)
    g_signal_emit_by_name (self, "heading-activated", (guint) column);
  else if (key == GDK_KEY_F2 || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    g_signal_emit_by_name (self, "edit-asked");
  else if (key == GDK_KEY_Delete)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.skip-row", NULL);
  else
    return start_typing (self, key, state, keys);
  kheo_sheet_view_set_cursor (self, row, column);
  return GDK_EVENT_STOP;
}
