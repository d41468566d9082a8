#include "kheo-list-pager.h"
#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

struct _KheoListPager
{
  GtkWidget parent_instance;

  guint      n, first;
  GtkWidget *box, *back, *place, *on; /* owned by the widget tree */
};

G_DEFINE_FINAL_TYPE (KheoListPager, kheo_list_pager, GTK_TYPE_WIDGET)

enum
{
  TURNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show (KheoListPager *self)
{
  guint            length = kheo_list_pager_get_length (self);
  g_autofree char *from = kheo_number_format (self->first + 1);
  g_autofree char *to = kheo_number_format (self->first + length);
  g_autofree char *all = kheo_number_format (self->n);
  g_autofree char *text = g_strdup_printf ("%s–%s / %s", from, to, all);

  gtk_label_set_label (GTK_LABEL (self->place), text);
  gtk_widget_set_sensitive (self->back, self->first > 0);
  gtk_widget_set_sensitive (self->on, self->first + length < self->n);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n > KHEO_LIST_PAGE);
}

static void
back_cb (KheoListPager *self)
{
  self->first -= MIN (self->first, KHEO_LIST_PAGE);
  show (self);
  g_signal_emit (self, signals[TURNED], 0);
}

static void
on_cb (KheoListPager *self)
{
  if (self->first + KHEO_LIST_PAGE >= self->n)
    return;
  self->first += KHEO_LIST_PAGE;
  show (self);
  g_signal_emit (self, signals[TURNED], 0);
}

static GtkWidget *
add_button (KheoListPager *self, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "import-small");
  gtk_widget_set_tooltip_text (button, label);
  kheo_page_set_label (button, label);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&KHEO_LIST_PAGER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_list_pager_parent_class)->dispose (object);
}

static void
kheo_list_pager_class_init (KheoListPagerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[TURNED] = g_signal_new ("turned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_list_pager_init (KheoListPager *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->back =
      add_button (self, "go-previous-symbolic", _ ("Items before these"), G_CALLBACK (back_cb));
  self->place = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->place, "numeric");
  gtk_widget_set_hexpand (self->place, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->place);
  self->on = add_button (self, "go-next-symbolic", _ ("Items after these"), G_CALLBACK (on_cb));
  show (self);
}

void
kheo_list_pager_set_count (KheoListPager *self, guint n)
{
  g_return_if_fail (KHEO_IS_LIST_PAGER (self));
  self->n = n;
  self->first = 0;
  show (self);
}

gboolean
kheo_list_pager_show_item (KheoListPager *self, guint item)
{
  guint first = item / KHEO_LIST_PAGE * KHEO_LIST_PAGE;

  g_return_val_if_fail (KHEO_IS_LIST_PAGER (self), FALSE);

  if (first == self->first)
    return FALSE;
  self->first = first;
  show (self);
  return TRUE;
}

guint
kheo_list_pager_get_first (KheoListPager *self)
{
  g_return_val_if_fail (KHEO_IS_LIST_PAGER (self), 0);
  return self->first;
}

guint
kheo_list_pager_get_length (KheoListPager *self)
{
  g_return_val_if_fail (KHEO_IS_LIST_PAGER (self), 0);
  return MIN (KHEO_LIST_PAGE, self->n - MIN (self->n, self->first));
}
