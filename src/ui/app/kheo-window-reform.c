/* The desk of reforms, and units dropped on one another. */
#include "kheo-unit-drop.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

static void
turn_to_desk (KheoWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "work");
  adw_view_stack_set_visible_child (self->pages, GTK_WIDGET (self->reform));
}

/* From the menu or by its key: what is done next is done there. */
static void
go_to_desk (KheoWindow *self)
{
  turn_to_desk (self);
  gtk_widget_child_focus (GTK_WIDGET (self->reform), GTK_DIR_TAB_FORWARD);
}

static void
reform_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_desk (user_data);
}

static void
reform_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  turn_to_desk (self);
  kheo_reform_page_open_table (self->reform, file);
}

static void
unit_drop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  gint64      dragged, onto;

  g_variant_get (parameter, "(xx)", &dragged, &onto);
  kheo_unit_drop_begin (GTK_WIDGET (self->stack), self->scope, self->reform, dragged, onto);
}

/* Once it was looked at it has its place among the pages. */
static void
mapped_cb (KheoWindow *self, GtkWidget *page)
{
  adw_view_stack_page_set_visible (adw_view_stack_get_page (self->pages, page), TRUE);
}

void
kheo_window_add_reform_page (KheoWindow *self)
{
  GtkWidget        *page = kheo_reform_page_new (self->scope);
  AdwViewStackPage *on_stack;

  self->reform = KHEO_REFORM_PAGE (page);
  kheo_page_set_label (page, _ ("Reforms of units"));
  on_stack = adw_view_stack_add_titled (self->pages, page, "reform", C_ ("page", "Reforms"));
  adw_view_stack_page_set_icon_name (on_stack, "mark-location-symbolic");
  adw_view_stack_page_set_visible (on_stack, FALSE);
  g_signal_connect_object (page, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
}

void
kheo_window_reform_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = {
    { "reform", reform_cb },
    { "reform-file", reform_file_cb, "s" },
    { "unit-drop", unit_drop_cb, "(xx)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
