#include "kheo-window-private.h"

#include "kheo-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (KheoWindow, kheo_window, ADW_TYPE_APPLICATION_WINDOW)

/* What is remembered between two starts. */

static void
keep_size (KheoWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  kheo_settings_set_boolean ("window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (gtk_window_is_maximized (GTK_WINDOW (self)) || width <= 0 || height <= 0)
    return;
  kheo_settings_set_int ("window-width", width);
  kheo_settings_set_int ("window-height", height);
}

static void
keep_paned (KheoWindow *self)
{
  if (self->scope != NULL && gtk_paned_get_position (self->paned) > 0)
    kheo_settings_set_int ("tree-width", gtk_paned_get_position (self->paned));
}

static void
left_cb (gboolean go, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;

  self->closing = go;
  /* GTK does not let a window close itself while it is asking whether to close. */
  if (go && !self->asking)
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
kheo_window_close_request (GtkWindow *window)
{
  KheoWindow *self = KHEO_WINDOW (window);

  if (!self->closing && self->models != NULL)
    {
      self->asking = TRUE;
      kheo_window_leave_forms (self, left_cb, g_object_ref (self));
      self->asking = FALSE;
    }
  if (!self->closing && self->models != NULL)
    return GDK_EVENT_STOP; /* the person was asked and has not answered yet */
  keep_size (self);
  kheo_window_close_book (self);
  return GTK_WINDOW_CLASS (kheo_window_parent_class)->close_request (window);
}

/* To a sheet in review, or back from it. */
static void
turned_cb (KheoWindow *self)
{
  if (self->scope != NULL)
    kheo_window_update_actions (self);
}

static void
page_cb (KheoWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  if (self->scope == NULL || name == NULL)
    return;
  kheo_settings_set_string ("last-page", name);
  kheo_window_update_actions (self); /* another form is edited there */
}

static void
kheo_window_dispose (GObject *object)
{
  KheoWindow *self = KHEO_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->stack != NULL)
    kheo_window_close_book (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_WINDOW);
  G_OBJECT_CLASS (kheo_window_parent_class)->dispose (object);
}

static void
kheo_window_finalize (GObject *object)
{
  g_clear_object (&KHEO_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (kheo_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, finder);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, clock);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, period);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, banner_place);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, place);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, drop_place);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, drop_text);
  gtk_widget_class_bind_template_child (widget_class, KheoWindow, recent_menu);
}

/* The ways to begin are what the keyboard is for, not the menu before them. */
static void
first_way_cb (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
}

static void
kheo_window_class_init (KheoWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kheo_window_dispose;
  object_class->finalize = kheo_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = kheo_window_close_request;
  g_type_ensure (KHEO_TYPE_FINDER);
  g_type_ensure (KHEO_TYPE_CLOCK_BUTTON);
  g_type_ensure (KHEO_TYPE_PERIOD_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "app/kheo-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, first_way_cb);
}

/* The window of shortcuts has a heading of GTK's own, which is not in every language. */
static void
name_heading (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_label (GTK_LABEL (widget)), "Shortcuts") == 0)
    gtk_label_set_label (GTK_LABEL (widget), _ ("Keyboard shortcuts"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_heading (child);
}

static void
add_shortcuts (KheoWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (KHEO_UI "app/kheo-shortcuts.ui");
  GObject *shortcuts = gtk_builder_get_object (builder, "shortcuts");

  name_heading (gtk_window_get_titlebar (GTK_WINDOW (shortcuts)));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (shortcuts));
}

static void
kheo_window_init (KheoWindow *self)
{
  GtkWidget *banner = kheo_banner_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->banner = KHEO_BANNER (banner);
  gtk_box_append (self->banner_place, banner);
  gtk_window_set_default_size (GTK_WINDOW (self), kheo_settings_get_int ("window-width", 1280),
                               kheo_settings_get_int ("window-height", 720));
  if (kheo_settings_get_boolean ("window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_paned_set_position (self->paned, kheo_settings_get_int ("tree-width", 300));
  g_signal_connect_object (self->paned, "notify::position", G_CALLBACK (keep_paned), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child-name", G_CALLBACK (page_cb), self,
                           G_CONNECT_SWAPPED);
  /* The menu hangs from its button's left edge, not half outside a maximized window. */
  gtk_widget_set_halign (GTK_WIDGET (gtk_menu_button_get_popover (self->menu_button)),
                         GTK_ALIGN_START);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (turned_cb), self,
                           G_CONNECT_SWAPPED);
  kheo_window_add_actions (self);
  kheo_window_book_actions (self);
  kheo_window_backup_actions (self);
  kheo_window_export_actions (self);
  kheo_window_show_actions (self);
  kheo_window_reform_actions (self);
  kheo_window_undo_actions (self);
  kheo_window_accept_drops (self);
  kheo_window_fill_recent (self);
  add_shortcuts (self);
  kheo_window_update_actions (self);
}

KheoWindow *
kheo_window_new (GtkApplication *app)
{
  return g_object_new (KHEO_TYPE_WINDOW, "application", app, NULL);
}

KheoBook *
kheo_window_get_book (KheoWindow *self)
{
  g_return_val_if_fail (KHEO_IS_WINDOW (self), NULL);
  return self->book;
}
