/* The rows of the tree of units: name, live count, context menu. */
#include "kheo-number.h"
#include "kheo-unit-drag.h"
#include "kheo-unit-sidebar-private.h"

#include <glib/gi18n-lib.h>

static gint64
count_of (KheoUnitSidebar *self, KheoUnitNode *node)
{
  return kheo_unit_counts_get (self->counts, self->map, kheo_unit_node_get_index (node));
}

static KheoUnitNode *
node_of_item (GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);

  return row ? gtk_tree_list_row_get_item (row) : NULL;
}

static void
show_count (KheoUnitSidebar *self, GtkListItem *item)
{
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);
  g_autoptr (KheoUnitNode) node = node_of_item (item);
  gint64           count = node ? count_of (self, node) : -1;
  const char      *text = gtk_inscription_get_text (GTK_INSCRIPTION (name));
  g_autofree char *number = count < 0 ? g_strdup ("") : kheo_number_format (count);
  g_autofree char *spoken = NULL;

  gtk_label_set_text (GTK_LABEL (label), number);
  if (count == 0)
    gtk_widget_add_css_class (label, "nothing");
  else
    gtk_widget_remove_css_class (label, "nothing");
  spoken = count < 0
               ? g_strdup (text)
               /* Translators: a unit's name, then its number of models: "Xã Tân Lập, 7 models" */
               : g_strdup_printf (ngettext ("%s, %s model", "%s, %s models", (gulong) count), text,
                                  number);
  kheo_page_set_label (expander, spoken);
  if (gtk_widget_get_parent (expander) != NULL)
    kheo_page_set_label (gtk_widget_get_parent (expander), spoken);
}

static void
bind_cb (KheoUnitSidebar *self, GtkListItem *item)
{
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *name = gtk_widget_get_first_child (box);
  g_autoptr (KheoUnitNode) node = node_of_item (item);
  const KheoUnitVersion *version = kheo_unit_node_get_version (node);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), gtk_list_item_get_item (item));
  gtk_inscription_set_text (GTK_INSCRIPTION (name), version ? version->name : _ ("Whole book"));
  gtk_widget_set_tooltip_text (box, version ? version->code : NULL);
  g_ptr_array_add (self->bound, item);
  show_count (self, item);
}

static void
unbind_cb (KheoUnitSidebar *self, GtkListItem *item)
{
  GtkWidget *expander = gtk_list_item_get_child (item);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), NULL);
  g_ptr_array_remove_fast (self->bound, item);
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget       *expander = gtk_list_item_get_child (item);
  KheoUnitSidebar *self =
      KHEO_UNIT_SIDEBAR (gtk_widget_get_ancestor (expander, KHEO_TYPE_UNIT_SIDEBAR));
  graphene_point_t point;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  if (!gtk_widget_compute_point (expander, GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
setup_cb (KheoUnitSidebar *self, GtkListItem *item)
{
  GtkWidget  *expander = gtk_tree_expander_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget  *name = gtk_inscription_new (NULL);
  GtkWidget  *count = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (name), 4);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (name), 18);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (menu_pressed_cb), item);
  gtk_widget_add_controller (expander, GTK_EVENT_CONTROLLER (click));
  kheo_unit_drag_attach (expander, item, self->scope);
  gtk_list_item_set_child (item, expander);
}

GtkListItemFactory *
kheo_unit_sidebar_make_factory (KheoUnitSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  return factory;
}

void
kheo_unit_sidebar_show_counts (KheoUnitSidebar *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_count (self, g_ptr_array_index (self->bound, i));
}
