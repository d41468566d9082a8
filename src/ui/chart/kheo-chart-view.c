#include "kheo-chart-view.h"

#include "kheo-chart-height.h"
#include "kheo-chart-style-of.h"
#include "kheo-chart-walk.h"

#include <adwaita.h>

struct _KheoChartView
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoChartData   *data;
  KheoChartLayout *layout; /* of the present size, font and colours; NULL: to be made */
  GskRenderNode   *node;   /* the layout painted, without highlight */
  GtkWidget       *menu;   /* GtkPopoverMenu */

  int           width, height; /* last allocated, in pixels */
  gint64        cost;          /* µs that the layout took */
  gint64        slow;          /* µs from which a layout is not made for each step of a resize */
  guint         n_layouts;     /* made so far */
  guint         settle_id;     /* the picture is stretched until this runs */
  KheoChartKind kind;
  int           hover;    /* mark under the pointer, -1 */
  int           current;  /* mark of the keyboard, -1 */
  gboolean      whole;    /* with its words, as it is printed */
  gboolean      show_all; /* all rows, after a click on "n other units" */
};

G_DEFINE_FINAL_TYPE (KheoChartView, kheo_chart_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Rows of a lying chart before "n other units", and after it was clicked. */

#define SLOW_LAYOUT 8000 /* µs, half a frame: not for each step of a window being resized */
#define SETTLE_TIME 60   /* ms */

static void
drop_layout (KheoChartView *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->layout, kheo_chart_layout_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ensure_layout (KheoChartView *self)
{
  GtkWidget     *widget = GTK_WIDGET (self);
  gint64         start = g_get_monotonic_time ();
  KheoChartStyle style;

  if (self->layout != NULL || self->data == NULL || gtk_widget_get_width (widget) <= 0 ||
      gtk_widget_get_height (widget) <= 0)
    return;
  kheo_chart_style_of (widget, self->whole, &style);
  self->layout = kheo_chart_layout (self->kind, self->data, &style);
  self->cost = g_get_monotonic_time () - start;
  self->n_layouts++;
}

static const KheoChartMark *
get_mark (KheoChartView *self, int index)
{
  ensure_layout (self);
  if (self->layout == NULL || index < 0 ||
      (guint) index >= kheo_chart_layout_get_n_marks (self->layout))
    return NULL;
  return kheo_chart_layout_get_mark (self->layout, (guint) index);
}

/* Label: the sentence, or the title and the mark of the keyboard, which a screen reader says when
 * it changes.  Description: the sentence and the table behind the picture. */
static void
tell_screen_reader (KheoChartView *self)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *sentence = NULL;
  g_autofree char *table = NULL;
  g_autofree char *description = NULL;

  if (self->data == NULL)
    return;
  sentence = kheo_chart_describe (self->kind, self->data); /* begins with the title */
  if (self->current >= 0 && get_mark (self, self->current) != NULL)
    {
      g_autofree char *mark = kheo_chart_layout_describe_mark (self->layout, (guint) self->current);

      g_string_append_printf (label, "%s. %s",
                              kheo_chart_data_get_text (self->data, KHEO_CHART_TEXT_TITLE), mark);
    }
  else
    g_string_append (label, sentence);
  table = kheo_chart_data_table (self->data);
  description = g_strconcat (sentence, "\n", table, NULL);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
set_hover (KheoChartView *self, int mark)
{
  if (self->hover == mark)
    return;
  self->hover = mark;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Pixels of the widget that a point of the layout takes, both ways: while the window is being
 * resized the picture may be stretched. */
static graphene_size_t
stretch_of (KheoChartView *self)
{
  const KheoChartStyle *style = kheo_chart_layout_get_style (self->layout);
  GtkWidget            *widget = GTK_WIDGET (self);

  return GRAPHENE_SIZE_INIT ((float) (gtk_widget_get_width (widget) / style->width),
                             (float) (gtk_widget_get_height (widget) / style->height));
}

static int
hit (KheoChartView *self, double x, double y)
{
  graphene_size_t stretch;

  ensure_layout (self);
  if (self->layout == NULL)
    return -1;
  stretch = stretch_of (self);
  return kheo_chart_layout_hit (self->layout, x / (double) stretch.width,
                                y / (double) stretch.height);
}

static void
activate_mark (KheoChartView *self, int index)
{
  const KheoChartMark *mark = get_mark (self, index);

  if (mark == NULL)
    return;
  if (mark->type == KHEO_CHART_MARK_REST)
    {
      self->show_all = TRUE;
      self->current = self->hover = -1;
      drop_layout (self);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, mark->category, mark->series);
}

static void
show_menu (KheoChartView *self, const GdkRectangle *at)
{
  if (self->menu == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static GdkRectangle
mark_rectangle (KheoChartView *self, const KheoChartMark *mark)
{
  graphene_size_t stretch = stretch_of (self);
  double          across = (double) stretch.width, down = (double) stretch.height;

  return (GdkRectangle){ (int) (mark->box.x * across), (int) (mark->box.y * down),
                         MAX (1, (int) (mark->box.width * across)),
                         MAX (1, (int) (mark->box.height * down)) };
}

/* ---- Callbacks ---- */

static void
motion_cb (KheoChartView *self, double x, double y)
{
  set_hover (self, hit (self, x, y));
}

static void
leave_cb (KheoChartView *self)
{
  set_hover (self, -1);
}

/* Claimed at once: the flow box around us would take the click for itself. */
static void
pressed_cb (KheoChartView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (hit (self, x, y) >= 0)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (KheoChartView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  int mark = hit (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (mark < 0)
    return;
  kheo_chart_view_set_current (self, mark);
  activate_mark (self, mark);
}

static void
secondary_pressed_cb (KheoChartView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static gboolean
key_pressed_cb (KheoChartView *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType      modifiers = state & gtk_accelerator_get_default_mod_mask ();
  const KheoChartMark *mark = get_mark (self, self->current);

  if (self->layout == NULL || kheo_chart_layout_get_n_marks (self->layout) == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    {
      GdkRectangle at = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)), 1 };

      if (mark != NULL)
        at = mark_rectangle (self, mark);
      show_menu (self, &at);
      return GDK_EVENT_STOP;
    }
  if (modifiers != 0)
    return GDK_EVENT_PROPAGATE;
  if (kheo_chart_walk_is_key (key))
    {
      kheo_chart_view_set_current (self, kheo_chart_walk (self->layout, self->current, key));
      return GDK_EVENT_STOP;
    }
  if (mark == NULL || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;
  activate_mark (self, self->current);
  return GDK_EVENT_STOP;
}

/* Coming with the keyboard shows at once where the arrows start. */
static void
focus_enter_cb (KheoChartView *self)
{
  if (self->current < 0 && get_mark (self, 0) != NULL)
    kheo_chart_view_set_current (self, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- Widget ---- */

static void
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         int            for_size,
         int           *minimum,
         int           *natural,
         int           *minimum_baseline,
         int           *natural_baseline)
{
  KheoChartView *self = KHEO_CHART_VIEW (widget);
  double         em = kheo_chart_font_pixels (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (em * 20);
      *natural = (int) (em * 28);
    }
  else
    {
      KheoChartHeight height = kheo_chart_height_of (self->kind, self->data, self->show_all);

      *natural = (int) (em * height.natural);
      *minimum = (int) (em * height.minimum);
    }
}

static gboolean
settle_cb (gpointer user_data)
{
  KheoChartView *self = user_data;

  self->settle_id = 0;
  drop_layout (self);
  return G_SOURCE_REMOVE;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KheoChartView *self = KHEO_CHART_VIEW (widget);

  /* Never twice for one size; what takes its time is stretched until the size settles. */
  if (width != self->width || height != self->height)
    {
      if (self->node == NULL || self->cost < self->slow)
        drop_layout (self);
      else
        {
          g_clear_handle_id (&self->settle_id, g_source_remove);
          self->settle_id = g_timeout_add (SETTLE_TIME, settle_cb, self);
        }
    }
  self->width = width;
  self->height = height;
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static cairo_t *
append_cairo (KheoChartView *self, GtkSnapshot *snapshot)
{
  const KheoChartStyle *style = kheo_chart_layout_get_style (self->layout);
  graphene_rect_t       bounds;

  graphene_rect_init (&bounds, 0, 0, (float) style->width, (float) style->height);
  return gtk_snapshot_append_cairo (snapshot, &bounds);
}

static void
paint_highlight (KheoChartView *self, GtkSnapshot *snapshot, int mark)
{
  cairo_t *cr;

  if (get_mark (self, mark) == NULL)
    return;
  cr = append_cairo (self, snapshot);
  kheo_chart_draw_highlight (self->layout, cr, (guint) mark);
  cairo_destroy (cr);
}

static void
snapshot_widget (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KheoChartView  *self = KHEO_CHART_VIEW (widget);
  graphene_size_t stretch;

  ensure_layout (self);
  if (self->layout == NULL)
    return;
  if (self->node == NULL)
    {
      GtkSnapshot *painted = gtk_snapshot_new ();
      cairo_t     *cr = append_cairo (self, painted);

      kheo_chart_draw (self->layout, cr);
      cairo_destroy (cr);
      self->node = gtk_snapshot_free_to_node (painted);
    }
  stretch = stretch_of (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, stretch.width, stretch.height);
  gtk_snapshot_append_node (snapshot, self->node);
  paint_highlight (self, snapshot, self->hover);
  if (gtk_widget_has_visible_focus (widget) && self->current != self->hover)
    paint_highlight (self, snapshot, self->current);
  gtk_snapshot_restore (snapshot);
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  KheoChartView       *self = KHEO_CHART_VIEW (widget);
  int                  index = keyboard ? self->current : hit (self, x, y);
  const KheoChartMark *mark = get_mark (self, index);
  g_autofree char     *text = NULL;
  GdkRectangle         area;

  if (mark == NULL)
    return FALSE;
  text = kheo_chart_layout_describe_mark (self->layout, (guint) index);
  area = mark_rectangle (self, mark);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kheo_chart_view_parent_class)->css_changed (widget, change);
  drop_layout (KHEO_CHART_VIEW (widget));
}

static void
system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kheo_chart_view_parent_class)->system_setting_changed (widget, setting);
  drop_layout (KHEO_CHART_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static void
dispose (GObject *object)
{
  KheoChartView *self = KHEO_CHART_VIEW (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_chart_view_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  KheoChartView *self = KHEO_CHART_VIEW (object);

  g_clear_pointer (&self->data, kheo_chart_data_unref);
  g_clear_pointer (&self->layout, kheo_chart_layout_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (kheo_chart_view_parent_class)->finalize (object);
}

static void
kheo_chart_view_class_init (KheoChartViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot_widget;
  widget_class->query_tooltip = query_tooltip;
  widget_class->css_changed = css_changed;
  widget_class->system_setting_changed = system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
add_controllers (KheoChartView *self)
{
  GtkWidget          *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture         *primary = gtk_gesture_click_new ();
  GtkGesture         *secondary = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (primary, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (primary, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);

  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (primary));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (secondary));
}

static void
kheo_chart_view_init (KheoChartView *self)
{
  self->hover = self->current = -1;
  self->slow = SLOW_LAYOUT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (drop_layout), self, G_CONNECT_SWAPPED);
}

/* ---- Public ---- */

void
kheo_chart_view_set_chart (KheoChartView *self, KheoChartKind kind, KheoChartData *data)
{
  g_return_if_fail (KHEO_IS_CHART_VIEW (self));

  if (data != NULL)
    kheo_chart_data_ref (data);
  g_clear_pointer (&self->data, kheo_chart_data_unref);
  self->data = data;
  self->kind = kind;
  self->hover = self->current = -1;
  self->show_all = FALSE;
  drop_layout (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  tell_screen_reader (self);
}

KheoChartKind
kheo_chart_view_get_kind (KheoChartView *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_VIEW (self), KHEO_CHART_BAR);
  return self->kind;
}

KheoChartData *
kheo_chart_view_get_data (KheoChartView *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_VIEW (self), NULL);
  return self->data;
}

KheoChartLayout *
kheo_chart_view_get_layout (KheoChartView *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_VIEW (self), NULL);
  ensure_layout (self);
  return self->layout;
}

void
kheo_chart_view_set_menu (KheoChartView *self, GMenuModel *menu)
{
  g_return_if_fail (KHEO_IS_CHART_VIEW (self));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (menu == NULL)
    return;
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  /* A menu within the menu would keep the focus when it is gone. */
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (gtk_widget_grab_focus), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

int
kheo_chart_view_get_current (KheoChartView *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_VIEW (self), -1);
  return self->current;
}

void
kheo_chart_view_set_current (KheoChartView *self, int mark)
{
  g_return_if_fail (KHEO_IS_CHART_VIEW (self));

  if (mark == self->current)
    return;
  self->current = mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_screen_reader (self);
}

void
kheo_chart_view_set_whole (KheoChartView *self, gboolean whole)
{
  g_return_if_fail (KHEO_IS_CHART_VIEW (self));

  self->whole = whole;
  drop_layout (self);
}

guint
kheo_chart_view_get_n_layouts (KheoChartView *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_VIEW (self), 0);
  return self->n_layouts;
}

void
kheo_chart_view_set_slow (KheoChartView *self, gint64 slow)
{
  g_return_if_fail (KHEO_IS_CHART_VIEW (self));
  self->slow = slow;
}
