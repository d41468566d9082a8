#include "kheo-sheet-window.h"

#include "kheo-banner.h"

#include <glib/gi18n-lib.h>

struct _KheoSheetWindow
{
  AdwWindow parent_instance;

  /* borrowed: children */
  GtkWidget *content;
  GtkWidget *deed;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (KheoSheetWindow, kheo_sheet_window, ADW_TYPE_WINDOW)

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
accept_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoSheetWindow *self = KHEO_SHEET_WINDOW (widget);

  if (self->deed == NULL || !gtk_widget_get_sensitive (self->deed))
    return;
  kheo_sheet_window_set_problem (self, NULL);
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
kheo_sheet_window_class_init (KheoSheetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACCEPTED] = g_signal_new ("accepted", KHEO_TYPE_SHEET_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "sheet.accept", NULL, accept_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kheo_sheet_window_init (KheoSheetWindow *self)
{
}

static void
add_buttons (KheoSheetWindow *self, GtkWidget *bar, const char *deed)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  self->deed = gtk_button_new_with_mnemonic (deed);
  gtk_widget_add_css_class (self->deed, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->deed), "sheet.accept");
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->deed);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->deed);
}

KheoSheetWindow *
kheo_sheet_window_new (GtkWidget *near, const char *title, const char *deed, GtkWidget *content)
{
  GtkRoot         *root = near ? gtk_widget_get_root (near) : NULL;
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *bar = adw_header_bar_new ();
  KheoSheetWindow *self = g_object_new (KHEO_TYPE_SHEET_WINDOW, "transient-for", root, "modal",
                                        root != NULL, "title", title, "default-width", 460, NULL);

  if (deed != NULL)
    add_buttons (self, bar, deed);
  self->problem = kheo_banner_new ();
  self->content = content;
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
  return self;
}

GtkWidget *
kheo_sheet_window_get_content (KheoSheetWindow *self)
{
  g_return_val_if_fail (KHEO_IS_SHEET_WINDOW (self), NULL);
  return self->content;
}

void
kheo_sheet_window_set_ready (KheoSheetWindow *self, gboolean ready)
{
  g_return_if_fail (KHEO_IS_SHEET_WINDOW (self));
  if (self->deed != NULL)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.accept", ready);
}

void
kheo_sheet_window_set_problem (KheoSheetWindow *self, const char *text)
{
  g_return_if_fail (KHEO_IS_SHEET_WINDOW (self));
  kheo_banner_show (KHEO_BANNER (self->problem), text, NULL, NULL);
}

const char *
kheo_sheet_window_get_problem (KheoSheetWindow *self)
{
  g_return_val_if_fail (KHEO_IS_SHEET_WINDOW (self), NULL);
  return kheo_banner_get_text (KHEO_BANNER (self->problem));
}
