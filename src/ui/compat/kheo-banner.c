#include "kheo-banner.h"

struct _KheoBanner
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (KheoBanner, kheo_banner, GTK_TYPE_WIDGET)

static void
kheo_banner_dispose (GObject *object)
{
  KheoBanner *self = KHEO_BANNER (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_banner_parent_class)->dispose (object);
}

static void
kheo_banner_class_init (KheoBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_banner_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kheo-banner");
}

static void
kheo_banner_init (KheoBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kheo_banner_new (void)
{
  return g_object_new (KHEO_TYPE_BANNER, NULL);
}

void
kheo_banner_show (KheoBanner *self, const char *text, const char *button, const char *action)
{
  g_return_if_fail (KHEO_IS_BANNER (self));
  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), text != NULL);
}

const char *
kheo_banner_get_text (KheoBanner *self)
{
  g_return_val_if_fail (KHEO_IS_BANNER (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (GTK_LABEL (self->label))
                                                    : NULL;
}
