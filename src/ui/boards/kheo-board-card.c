#include "kheo-board-card.h"

#include "kheo-page.h"
#include "kheo-tile.h"

#include <glib/gi18n-lib.h>

struct _KheoBoardCard
{
  GtkWidget parent_instance;

  int      index;
  int      width;
  gboolean is_tile;

  guint         kinds; /* as the board has them: one chosen on the card alone stays until these */
  KheoChartKind kind;  /* change */

  /* Children. */
  GtkWidget   *box;
  GtkWidget   *bar;     /* only while arranging */
  GtkWidget   *chart;   /* KheoChartCard; NULL of a tile */
  GtkWidget   *tile;    /* button; NULL of a chart */
  KheoTileFace face;    /* of the tile */
  GtkWidget   *problem; /* why there is nothing */
};

G_DEFINE_FINAL_TYPE (KheoBoardCard, kheo_board_card, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- The bar ---- */

static GtkWidget *
add_button (KheoBoardCard *self, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  kheo_page_set_label (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static void
add_pair_button (
    KheoBoardCard *self, const char *icon, const char *label, const char *action, int value)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  kheo_page_set_label (button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ii)", self->index, value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->bar), button);
}

static void
make_bar (KheoBoardCard *self)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *button;

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->bar, "board-bar");
  gtk_widget_set_hexpand (handle, !self->is_tile);
  gtk_widget_set_halign (handle, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->bar), handle);
  add_pair_button (self, "go-previous-symbolic", _ ("Move forward"), "board.move", self->index - 1);
  add_pair_button (self, "go-next-symbolic", _ ("Move back"), "board.move", self->index + 1);
  if (!self->is_tile)
    {
      add_pair_button (self, "zoom-out-symbolic", _ ("Narrower"), "board.width", self->width - 1);
      add_pair_button (self, "zoom-in-symbolic", _ ("Wider"), "board.width", self->width + 1);
    }
  button = add_button (self, "document-edit-symbolic", _ ("Change"), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", self->index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "board.edit");
  button = add_button (self, "user-trash-symbolic", _ ("Remove"), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", self->index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "board.remove");
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->bar);
}

/* ---- Dragging ---- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, KheoBoardCard *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  if (!gtk_widget_get_visible (self->bar))
    return NULL;
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (KHEO_TYPE_BOARD_CARD, self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KheoBoardCard *self)
{
  KheoBoardCard *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged == self ||
      gtk_widget_get_parent (GTK_WIDGET (dragged)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "board.move", "(ii)", dragged->index,
                                     self->index);
}

static void
add_drag (KheoBoardCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (KHEO_TYPE_BOARD_CARD, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* ---- Keyboard ---- */

static gboolean
key_pressed_cb (KheoBoardCard *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   control = (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK;

  if (!gtk_widget_get_visible (self->bar))
    return GDK_EVENT_PROPAGATE;
  if (control && (key == GDK_KEY_Left || key == GDK_KEY_Up))
    return gtk_widget_activate_action (widget, "board.move", "(ii)", self->index, self->index - 1);
  if (control && (key == GDK_KEY_Right || key == GDK_KEY_Down))
    return gtk_widget_activate_action (widget, "board.move", "(ii)", self->index, self->index + 1);
  if (control && (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add))
    return gtk_widget_activate_action (widget, "board.width", "(ii)", self->index, self->width + 1);
  if (control && (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract))
    return gtk_widget_activate_action (widget, "board.width", "(ii)", self->index, self->width - 1);
  if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    return gtk_widget_activate_action (widget, "board.remove", "i", self->index);
  if (key == GDK_KEY_Return && gtk_widget_has_focus (widget))
    return gtk_widget_activate_action (widget, "board.edit", "i", self->index);
  return GDK_EVENT_PROPAGATE;
}

/* ---- What it shows ---- */

static void
chart_activated_cb (KheoBoardCard *self, int category, int series)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, category, series);
}

/* While arranging it is the board's kind that is chosen, else only how one looks at it now. */
static void
kind_chosen_cb (KheoBoardCard *self, const char *kind)
{
  if (gtk_widget_get_visible (self->bar))
    gtk_widget_activate_action (GTK_WIDGET (self), "board.kind", "(is)", self->index, kind);
}

static void
additions_chosen_cb (KheoBoardCard *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "board.options", "(is)", self->index,
                              text != NULL ? text : "");
}

static void
tile_clicked_cb (KheoBoardCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, -1, -1);
}

static void
make_tile (KheoBoardCard *self)
{
  self->tile = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->tile), kheo_tile_face_new (&self->face));
  gtk_widget_add_css_class (self->tile, "card");
  gtk_widget_add_css_class (self->tile, "board-tile");
  gtk_widget_set_vexpand (self->tile, TRUE);
  g_signal_connect_object (self->tile, "clicked", G_CALLBACK (tile_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->tile);
}

static void
make_chart (KheoBoardCard *self)
{
  self->chart = kheo_chart_card_new ();
  gtk_widget_set_vexpand (self->chart, TRUE);
  g_signal_connect_object (self->chart, "activated", G_CALLBACK (chart_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chart, "kind-chosen", G_CALLBACK (kind_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chart, "additions-chosen", G_CALLBACK (additions_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->chart);
}

static void
make_problem (KheoBoardCard *self)
{
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->problem), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->problem, "card");
  gtk_widget_add_css_class (self->problem, "board-problem");
  gtk_widget_set_vexpand (self->problem, TRUE);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->problem);
}

/* The edge of a field's number has the colour that the field has in every chart. */
static void
show_role (KheoBoardCard *self, KheoChartRole role)
{
  static const char *const classes[] = { "field-1", "field-2", "field-3", "field-4" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (role == KHEO_CHART_ROLE_FIELD_ECONOMY + i)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
}

static void
show_tile (KheoBoardCard *self, const KheoBoardAnswer *answer)
{
  g_autofree char *name = NULL;
  const char      *remark = answer->remark != NULL ? answer->remark : "\u00a0"; /* keeps its line */

  gtk_label_set_label (GTK_LABEL (self->face.label), answer->title);
  gtk_label_set_label (GTK_LABEL (self->face.number), answer->number);
  gtk_label_set_label (GTK_LABEL (self->face.share), remark);
  gtk_widget_set_tooltip_text (self->tile, answer->title);
  name = kheo_board_answer_describe (answer, answer->kind);
  kheo_page_set_label (self->tile, name);
  show_role (self, answer->role);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoBoardCard *self = KHEO_BOARD_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_board_card_parent_class)->dispose (object);
}

static void
kheo_board_card_class_init (KheoBoardCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
kheo_board_card_init (KheoBoardCard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- Public ---- */

GtkWidget *
kheo_board_card_new (const KheoBoardItem *item, int index)
{
  KheoBoardCard *self = g_object_new (KHEO_TYPE_BOARD_CARD, NULL);

  self->index = index;
  self->width = item->width;
  self->is_tile = item->is_tile;
  make_bar (self);
  if (item->is_tile)
    make_tile (self);
  else
    make_chart (self);
  make_problem (self);
  add_drag (self);
  return GTK_WIDGET (self);
}

void
kheo_board_card_show (KheoBoardCard *self, const KheoBoardAnswer *answer)
{
  GtkWidget       *content;
  g_autofree char *problem = NULL;

  g_return_if_fail (KHEO_IS_BOARD_CARD (self) && answer != NULL);

  content = self->is_tile ? self->tile : self->chart;
  kheo_page_set_label (GTK_WIDGET (self), answer->title);
  gtk_widget_set_visible (content, answer->problem == NULL);
  gtk_widget_set_visible (self->problem, answer->problem != NULL);
  if (answer->problem != NULL)
    {
      problem = g_strdup_printf ("%s\n%s", answer->title, answer->problem);
      gtk_label_set_label (GTK_LABEL (self->problem), problem);
    }
  else if (self->is_tile)
    show_tile (self, answer);
  else
    {
      if (self->kinds != answer->kinds || self->kind != answer->kind)
        kheo_chart_card_set_kinds (KHEO_CHART_CARD (self->chart), answer->kinds, answer->kind);
      self->kinds = answer->kinds;
      self->kind = answer->kind;
      kheo_chart_card_set_data (KHEO_CHART_CARD (self->chart), answer->data);
    }
}

void
kheo_board_card_set_arranging (KheoBoardCard *self, gboolean arranging)
{
  g_return_if_fail (KHEO_IS_BOARD_CARD (self));

  gtk_widget_set_visible (self->bar, arranging);
  gtk_widget_set_focusable (GTK_WIDGET (self), arranging);
  if (arranging)
    gtk_widget_add_css_class (GTK_WIDGET (self), "arranging");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "arranging");
}

KheoChartCard *
kheo_board_card_get_chart (KheoBoardCard *self)
{
  g_return_val_if_fail (KHEO_IS_BOARD_CARD (self), NULL);
  return self->chart != NULL && gtk_widget_get_visible (self->chart) ? KHEO_CHART_CARD (self->chart)
                                                                     : NULL;
}

const char *
kheo_board_card_get_number (KheoBoardCard *self)
{
  g_return_val_if_fail (KHEO_IS_BOARD_CARD (self), NULL);
  return self->face.number != NULL ? gtk_label_get_label (GTK_LABEL (self->face.number)) : "";
}
