#include "kheo-tile.h"

#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

struct _KheoTile
{
  GtkWidget parent_instance;

  gint64 value;

  /* Children. */
  GtkWidget   *button;
  KheoTileFace face;
};

G_DEFINE_FINAL_TYPE (KheoTile, kheo_tile, GTK_TYPE_WIDGET)

static void
dispose (GObject *object)
{
  KheoTile *self = KHEO_TILE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_tile_parent_class)->dispose (object);
}

static void
kheo_tile_class_init (KheoTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tile");
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 8); /* asks for little, takes what is there */
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
kheo_tile_face_new (KheoTileFace *out_face)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  out_face->label = add_label (box, "tile-label");
  out_face->number = add_label (box, "tile-number");
  out_face->share = add_label (box, "tile-share");
  gtk_label_set_wrap (GTK_LABEL (out_face->label), TRUE);
  gtk_label_set_lines (GTK_LABEL (out_face->label), 2);
  gtk_label_set_yalign (GTK_LABEL (out_face->label), 0);
  gtk_widget_set_vexpand (out_face->label, TRUE); /* so that the numbers stand on one line */
  gtk_widget_add_css_class (out_face->number, "numeric");
  return box;
}

static void
kheo_tile_init (KheoTile *self)
{
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), kheo_tile_face_new (&self->face));
  gtk_widget_add_css_class (self->button, "card");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
kheo_tile_new (const char *label, const char *action, const char *target, const char *css_class)
{
  KheoTile        *self = g_object_new (KHEO_TYPE_TILE, NULL);
  g_autofree char *tooltip = NULL;

  gtk_label_set_label (GTK_LABEL (self->face.label), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", target);
  tooltip = g_strdup_printf (_ ("%s: show these models"), label);
  gtk_widget_set_tooltip_text (self->button, tooltip);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  kheo_tile_set_value (self, 0, -1);
  return GTK_WIDGET (self);
}

void
kheo_tile_set_value (KheoTile *self, gint64 value, double share)
{
  g_autofree char *number = kheo_number_format (value);
  g_autofree char *percent = share >= 0 ? kheo_number_format_decimal (share * 100, 1) : NULL;
  /* Translators: share of the whole, after a number in Vietnamese or English form. */
  g_autofree char *text = percent != NULL ? g_strdup_printf (_ ("%s %%"), percent) : NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (KHEO_IS_TILE (self));

  self->value = value;
  gtk_label_set_label (GTK_LABEL (self->face.number), number);
  gtk_label_set_label (GTK_LABEL (self->face.share),
                       text != NULL ? text : "\u00a0"); /* its line stays */
  name = g_strdup_printf ("%s: %s", gtk_label_get_label (GTK_LABEL (self->face.label)), number);
  kheo_page_set_label (self->button, name);
}

gint64
kheo_tile_get_value (KheoTile *self)
{
  g_return_val_if_fail (KHEO_IS_TILE (self), 0);
  return self->value;
}
