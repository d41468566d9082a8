#include "kheo-unit-sidebar-private.h"

#include "kheo-day-slider.h"
#include "kheo-scroll.h"
#include "kheo-unit-across.h"
#include "kheo-unit-branch.h"
#include "kheo-unit-drag.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoUnitSidebar, kheo_unit_sidebar, GTK_TYPE_WIDGET)

/* Expansion and selection */

static GListModel *
create_children_cb (gpointer item, gpointer user_data)
{
  return kheo_unit_node_list_children (item);
}

/* Only of the whole tree: what a search has opened is not the person's doing. */
static void
remember_expanded (KheoUnitSidebar *self)
{
  guint n = self->tree ? g_list_model_get_n_items (G_LIST_MODEL (self->tree)) : 0;

  if (self->tree == NULL || gtk_tree_list_model_get_autoexpand (self->tree))
    return;
  g_hash_table_remove_all (self->expanded[self->shown]);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);

      if (gtk_tree_list_row_get_expanded (row))
        {
          g_autoptr (KheoUnitNode) node = gtk_tree_list_row_get_item (row);
          gint64 unit = kheo_unit_node_get_unit (node);

          g_hash_table_add (self->expanded[self->shown], g_memdup2 (&unit, sizeof unit));
        }
    }
}

static void
expand_again (KheoUnitSidebar *self)
{
  guint left = g_hash_table_size (self->expanded[self->shown]);

  for (guint i = 0; left > 0 && i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (KheoUnitNode) node = gtk_tree_list_row_get_item (row);
      gint64 unit = kheo_unit_node_get_unit (node);

      if (!g_hash_table_contains (self->expanded[self->shown], &unit))
        continue;
      gtk_tree_list_row_set_expanded (row, TRUE);
      left--;
    }
}

/* A tree with one root opens it: a province shows its districts at once. */
static void
expand_first (KheoUnitSidebar *self)
{
  g_autoptr (GtkTreeListRow) row = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->roots)) != 2)
    return;
  row = gtk_tree_list_model_get_child_row (self->tree, 1);
  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, TRUE);
}

/* The row of @index, after opening all above it; NULL when a search hides it. */
static GtkTreeListRow *
reveal (KheoUnitSidebar *self, int index)
{
  g_autoptr (GtkTreeListRow) parent = NULL;
  int         above = index < 0 ? -1 : kheo_unit_map_get_parent (self->map, (guint) index);
  GListModel *siblings = G_LIST_MODEL (self->roots);
  int         place;

  if (above >= 0)
    {
      parent = reveal (self, above);
      if (parent == NULL)
        return NULL;
      gtk_tree_list_row_set_expanded (parent, TRUE);
      siblings = gtk_tree_list_row_get_children (parent);
    }
  place = siblings ? kheo_unit_level_find (KHEO_UNIT_LEVEL (siblings), index) : -1;
  if (place < 0)
    return NULL;
  return parent ? gtk_tree_list_row_get_child_row (parent, (guint) place)
                : gtk_tree_list_model_get_child_row (self->tree, (guint) place);
}

static gint64
selected_unit (KheoUnitSidebar *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (KheoUnitNode) node = row ? gtk_tree_list_row_get_item (row) : NULL;

  return node ? kheo_unit_node_get_unit (node) : -1;
}

static void rebuild (KheoUnitSidebar *self);

static gboolean
is_searching (KheoUnitSidebar *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

/* Found from elsewhere in another tree; a search shows all of them at once.  TRUE: the tree is
 * another one, and the unit is chosen in it. */
static gboolean
turn_to_tree_of (KheoUnitSidebar *self, int index)
{
  KheoBranch branch = kheo_branch_switch_get_branch (self->branch);

  if (index < 0 || is_searching (self) ||
      kheo_unit_map_is_below_branch (self->map, (guint) index, branch))
    return FALSE;
  kheo_branch_switch_set_branch (self->branch, kheo_unit_map_get_branch (self->map, (guint) index));
  rebuild (self);
  return TRUE;
}

/* Rows that were just made have no place yet: scrolling to one would put it on top wherever it is
 * going to be.  One frame later the list knows: what was seen of the tree before is seen again. */
static gboolean
scroll_back_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  KheoUnitSidebar *self = KHEO_UNIT_SIDEBAR (user_data);
  GtkAdjustment   *where = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  guint            selected = gtk_single_selection_get_selected (self->selection);

  if (self->frames_left-- > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_back = 0;
  gtk_adjustment_set_value (where, self->place);
  if (selected != GTK_INVALID_LIST_POSITION)
    kheo_scroll_to (view, selected);
  return G_SOURCE_REMOVE;
}

static void
prepare_scroll_back (KheoUnitSidebar *self)
{
  GtkAdjustment *where = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  self->frames_left = 1;
  if (self->scroll_back != 0 || is_searching (self) ||
      !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;
  self->place = gtk_adjustment_get_value (where);
  self->scroll_back =
      gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_back_cb, self, NULL);
}

static void
follow_unit (KheoUnitSidebar *self)
{
  gint64 unit = kheo_scope_get_unit (self->scope);
  int    index;
  g_autoptr (GtkTreeListRow) row = NULL;

  if (self->map == NULL || selected_unit (self) == unit)
    return;
  index = unit == 0 ? -1 : kheo_unit_map_find (self->map, unit);
  if (turn_to_tree_of (self, index))
    return;
  row = unit != 0 && index < 0 ? NULL : reveal (self, index);
  self->settling = TRUE;
  gtk_single_selection_set_selected (self->selection, row ? gtk_tree_list_row_get_position (row)
                                                          : GTK_INVALID_LIST_POSITION);
  self->settling = FALSE;
  if (row != NULL && self->scroll_back == 0)
    kheo_scroll_to (GTK_WIDGET (self->view), gtk_tree_list_row_get_position (row));
}

static void
selected_cb (KheoUnitSidebar *self)
{
  gint64 unit = selected_unit (self);

  if (!self->settling && unit >= 0)
    kheo_scope_set_unit (self->scope, unit);
}

static void
show_emptiness (KheoUnitSidebar *self)
{
  guint    n = self->roots ? g_list_model_get_n_items (G_LIST_MODEL (self->roots)) : 0;
  gboolean searching = is_searching (self);
  gboolean others = gtk_widget_get_visible (GTK_WIDGET (self->branch));

  gtk_label_set_text (self->empty,
                      others && !searching ? _ ("No units in this tree yet. Add one with +.")
                      : searching          ? _ ("No unit with this name or code on this map")
                                  : _ ("No units yet. Drop the list of units of the statistics "
                                       "office here, or add one with +."));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), searching ? n == 0 : n <= 1);
}

static void
rebuild (KheoUnitSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean    searching = is_searching (self);

  if (kheo_scope_get_map (self->scope) == NULL)
    return;
  gtk_widget_set_visible (self->reading, FALSE);
  remember_expanded (self);
  self->shown = kheo_branch_switch_get_branch (self->branch);
  self->settling = TRUE;
  g_clear_pointer (&self->map, kheo_unit_map_unref);
  self->map = kheo_unit_map_ref (kheo_scope_get_map (self->scope));
  g_clear_object (&self->roots);
  g_clear_object (&self->tree);
  self->roots = searching ? kheo_unit_level_new_search (self->map, text)
                          : kheo_unit_level_new (self->map, self->shown);
  self->tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->roots)), FALSE, searching,
                                        create_children_cb, NULL, NULL);
  if (!searching)
    expand_again (self);
  if (!searching && g_hash_table_size (self->expanded[self->shown]) == 0)
    expand_first (self);
  prepare_scroll_back (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  self->settling = FALSE;
  show_emptiness (self);
  follow_unit (self);
}

/* Following the scope */

static void
search_changed_cb (KheoUnitSidebar *self)
{
  rebuild (self);
}

/* Another tree is chosen: the unit is one of it, the only root or the whole book. */
static void
branch_changed_cb (KheoUnitSidebar *self)
{
  KheoBranch branch = kheo_branch_switch_get_branch (self->branch);
  g_autoptr (GArray) roots = self->map ? kheo_unit_map_list_branch (self->map, branch) : NULL;

  if (roots == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kheo_scope_set_unit (
      self->scope,
      roots->len == 1 ? kheo_unit_map_get_id (self->map, g_array_index (roots, guint, 0)) : 0);
  rebuild (self);
}

/* Return in the search goes to the first unit that matches by itself. */
static void
search_activate_cb (KheoUnitSidebar *self)
{
  g_autoptr (GArray) found = NULL;

  if (self->map == NULL)
    return;
  found = kheo_unit_map_search_in_time (self->map,
                                        gtk_editable_get_text (GTK_EDITABLE (self->search)), 1);
  if (found->len > 0)
    kheo_scope_set_unit (self->scope,
                         kheo_unit_map_get_id (self->map, g_array_index (found, guint, 0)));
}

/* Keyboard: Left and Right as in every tree (GTK 4.8 wants Shift with them). */

static void
focus_selected (KheoUnitSidebar *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  kheo_scroll_to (GTK_WIDGET (self->view), selected);
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);

      if (gtk_list_item_get_position (item) == selected)
        gtk_widget_grab_focus (gtk_list_item_get_child (item));
    }
}

static gboolean
close_or_climb (KheoUnitSidebar *self, GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) parent = NULL;

  if (gtk_tree_list_row_get_expanded (row))
    {
      gtk_tree_list_row_set_expanded (row, FALSE);
      return TRUE;
    }
  parent = gtk_tree_list_row_get_parent (row);
  if (parent == NULL)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (parent));
  focus_selected (self);
  return TRUE;
}

static gboolean
open_or_descend (KheoUnitSidebar *self, GtkTreeListRow *row)
{
  if (!gtk_tree_list_row_is_expandable (row))
    return FALSE;
  if (!gtk_tree_list_row_get_expanded (row))
    {
      gtk_tree_list_row_set_expanded (row, TRUE);
      return TRUE;
    }
  gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (row) + 1);
  focus_selected (self);
  return TRUE;
}

static gboolean
key_cb (KheoUnitSidebar *self, guint key, guint code, GdkModifierType state)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  gboolean        rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return rtl ? open_or_descend (self, row) : close_or_climb (self, row);
  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    return rtl ? close_or_climb (self, row) : open_or_descend (self, row);
  return GDK_EVENT_PROPAGATE;
}

static void
search_stop_cb (KheoUnitSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  focus_selected (self);
}

static void
search_next_cb (KheoUnitSidebar *self)
{
  focus_selected (self);
}

static void
kheo_unit_sidebar_dispose (GObject *object)
{
  KheoUnitSidebar *self = KHEO_UNIT_SIDEBAR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_UNIT_SIDEBAR);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->counts);
  g_clear_object (&self->scope);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->roots);
  G_OBJECT_CLASS (kheo_unit_sidebar_parent_class)->dispose (object);
}

static void
kheo_unit_sidebar_finalize (GObject *object)
{
  KheoUnitSidebar *self = KHEO_UNIT_SIDEBAR (object);

  g_clear_pointer (&self->map, kheo_unit_map_unref);
  for (guint i = 0; i < KHEO_N_BRANCHES; i++)
    g_clear_pointer (&self->expanded[i], g_hash_table_unref);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_unit_sidebar_parent_class)->finalize (object);
}

static void
kheo_unit_sidebar_class_init (KheoUnitSidebarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kheo_unit_sidebar_dispose;
  object_class->finalize = kheo_unit_sidebar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "tree/kheo-unit-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, bar);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, scroller);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, view);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, reading);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, empty);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitSidebar, unit_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_set_css_name (widget_class, "kheo-unit-sidebar");
}

static void
kheo_unit_sidebar_init (KheoUnitSidebar *self)
{
  GtkListItemFactory *factory;
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < KHEO_N_BRANCHES; i++)
    self->expanded[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->bound = g_ptr_array_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  factory = kheo_unit_sidebar_make_factory (self);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);

  g_object_set (self->search, "placeholder-text", _ ("Search units"), NULL);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (search_stop_cb), self);
  g_signal_connect_swapped (self->search, "next-match", G_CALLBACK (search_next_cb), self);
  self->popover = gtk_popover_menu_new_from_model (self->unit_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

GtkWidget *
kheo_unit_sidebar_new (KheoScope *scope)
{
  KheoUnitSidebar *self = g_object_new (KHEO_TYPE_UNIT_SIDEBAR, NULL);
  GtkWidget       *branch;

  self->scope = g_object_ref (scope);
  /* Before the tree asks it. */
  branch = kheo_branch_switch_new (scope);
  self->branch = KHEO_BRANCH_SWITCH (branch);
  gtk_widget_add_css_class (branch, "sidebar-choice");
  gtk_widget_insert_after (branch, GTK_WIDGET (self), self->bar);
  g_signal_connect_object (scope, "map-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scope, "changed", G_CALLBACK (follow_unit), self, G_CONNECT_SWAPPED);
  self->counts = kheo_unit_counts_new (scope);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (kheo_unit_sidebar_show_counts),
                           self, G_CONNECT_SWAPPED);
  kheo_unit_drag_scroll (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (self->branch, "changed", G_CALLBACK (branch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_before (kheo_day_slider_new (scope), GTK_WIDGET (self), NULL);
  rebuild (self);
  return GTK_WIDGET (self);
}

void
kheo_unit_sidebar_focus_search (KheoUnitSidebar *self)
{
  g_return_if_fail (KHEO_IS_UNIT_SIDEBAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
kheo_unit_sidebar_focus_tree (KheoUnitSidebar *self)
{
  g_return_if_fail (KHEO_IS_UNIT_SIDEBAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

KheoBranch
kheo_unit_sidebar_get_branch (KheoUnitSidebar *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_SIDEBAR (self), KHEO_BRANCH_TERRITORY);
  return kheo_branch_switch_get_branch (self->branch);
}

GtkSelectionModel *
kheo_unit_sidebar_get_model (KheoUnitSidebar *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_SIDEBAR (self), NULL);
  return GTK_SELECTION_MODEL (self->selection);
}

gint64
kheo_unit_sidebar_get_count (KheoUnitSidebar *self, gint64 unit_id)
{
  int index;

  g_return_val_if_fail (KHEO_IS_UNIT_SIDEBAR (self), -1);
  if (self->map == NULL)
    return -1;
  index = unit_id == 0 ? -1 : kheo_unit_map_find (self->map, unit_id);
  return unit_id != 0 && index < 0 ? -1 : kheo_unit_counts_get (self->counts, self->map, index);
}
