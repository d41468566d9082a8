#include "kheo-unit-drag.h"

#include "kheo-unit-node.h"

/* So near to an edge the list moves by so much a frame: pixels. */
#define EDGE 36
#define STEP 8

/* What a row needs to know while it is a source or a target. */
typedef struct
{
  GtkListItem *item;  /* borrowed: it owns the row */
  KheoScope   *scope; /* owned */
} Drag;

static void
drag_free (gpointer data, GClosure *closure)
{
  Drag *drag = data;

  g_object_unref (drag->scope);
  g_free (drag);
}

static KheoUnitNode *
dup_node (Drag *drag)
{
  GtkTreeListRow *row = gtk_list_item_get_item (drag->item);

  return row ? gtk_tree_list_row_get_item (row) : NULL;
}

/* ---- The unit that is dragged ---- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, Drag *drag)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (KheoUnitNode) node = dup_node (drag);
  g_autoptr (GdkPaintable) picture = NULL;

  if (node == NULL || kheo_unit_node_get_unit (node) == 0 ||
      kheo_book_is_read_only (kheo_scope_get_book (drag->scope)))
    return NULL;
  picture = gtk_widget_paintable_new (row);
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (KHEO_TYPE_UNIT_NODE, node);
}

/* ---- The unit it falls on ---- */

/* Not on itself, nor on what lies in it: neither could become its place. */
static gboolean
may_fall (KheoScope *scope, KheoUnitNode *dragged, KheoUnitNode *onto)
{
  KheoUnitMap *map = kheo_scope_get_map (scope);
  int          from = map ? kheo_unit_map_find (map, kheo_unit_node_get_unit (dragged)) : -1;
  int          to = kheo_unit_map_find (map, kheo_unit_node_get_unit (onto));

  if (from < 0 || to < 0)
    return FALSE;
  return to < from || to >= (int) kheo_unit_map_get_end (map, (guint) from);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, Drag *drag)
{
  const GValue *value = gtk_drop_target_get_value (target);
  g_autoptr (KheoUnitNode) onto = dup_node (drag);

  return value != NULL && onto != NULL && may_fall (drag->scope, g_value_get_object (value), onto)
             ? GDK_ACTION_MOVE
             : 0;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, Drag *drag)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_autoptr (KheoUnitNode) onto = dup_node (drag);
  KheoUnitNode *dragged = g_value_get_object (value);

  if (onto == NULL || !may_fall (drag->scope, dragged, onto))
    return FALSE;
  return gtk_widget_activate_action (row, "win.unit-drop", "(xx)",
                                     kheo_unit_node_get_unit (dragged),
                                     kheo_unit_node_get_unit (onto));
}

static Drag *
drag_new (GtkListItem *item, KheoScope *scope)
{
  Drag *drag = g_new (Drag, 1);

  drag->item = item;
  drag->scope = g_object_ref (scope);
  return drag;
}

void
kheo_unit_drag_attach (GtkWidget *row, GtkListItem *item, KheoScope *scope)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (KHEO_TYPE_UNIT_NODE, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_data (source, "prepare", G_CALLBACK (prepare_cb), drag_new (item, scope),
                         drag_free, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_data (target, "enter", G_CALLBACK (motion_cb), drag_new (item, scope), drag_free,
                         0);
  g_signal_connect_data (target, "motion", G_CALLBACK (motion_cb), drag_new (item, scope),
                         drag_free, 0);
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), drag_new (item, scope), drag_free,
                         0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

/* ---- Scrolling at the edges ---- */

/* Of one scrolled window; freed with its controller. */
typedef struct
{
  GtkScrolledWindow *scroller;
  double             step; /* pixels a frame; 0: rests */
  guint              tick;
} Scroll;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll        *scroll = data;
  GtkAdjustment *where = gtk_scrolled_window_get_vadjustment (scroll->scroller);

  gtk_adjustment_set_value (where, gtk_adjustment_get_value (where) + scroll->step);
  return G_SOURCE_CONTINUE;
}

static void
rest (Scroll *scroll)
{
  if (scroll->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (scroll->scroller), scroll->tick);
  scroll->tick = 0;
}

static void
near_edge_cb (GtkDropControllerMotion *controller, double x, double y, Scroll *scroll)
{
  GtkWidget *widget = GTK_WIDGET (scroll->scroller);
  int        height = gtk_widget_get_height (widget);

  scroll->step = y < EDGE ? -STEP : y > height - EDGE ? STEP : 0;
  if (scroll->step == 0)
    rest (scroll);
  else if (scroll->tick == 0)
    scroll->tick = gtk_widget_add_tick_callback (widget, tick_cb, scroll, NULL);
}

static void
gone_cb (GtkDropControllerMotion *controller, Scroll *scroll)
{
  rest (scroll);
}

static void
scroll_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
kheo_unit_drag_scroll (GtkScrolledWindow *scroller)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Scroll             *scroll = g_new0 (Scroll, 1);

  scroll->scroller = scroller;
  g_signal_connect (motion, "enter", G_CALLBACK (near_edge_cb), scroll);
  g_signal_connect (motion, "motion", G_CALLBACK (near_edge_cb), scroll);
  g_signal_connect_data (motion, "leave", G_CALLBACK (gone_cb), scroll, scroll_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (scroller), motion);
}
