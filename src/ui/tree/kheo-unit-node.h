/*
 * The tree of units as list models: a level is the children of one unit on one map, a node one of
 * them.  Both are made when asked for and hold no more than a map and an index, so 100,000 units
 * cost nothing until they are looked at.  Main thread.
 *
 *   KheoUnitMap ─► KheoUnitLevel (roots) ─► GtkTreeListModel ─► GtkSingleSelection ─► GtkListView
 *                        └ KheoUnitLevel (children), made by kheo_unit_node_list_children()
 */
#pragma once

#include "kheo-units.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KHEO_TYPE_UNIT_NODE (kheo_unit_node_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitNode, kheo_unit_node, KHEO, UNIT_NODE, GObject)

/* Index in the map; -1: the whole book. */
int    kheo_unit_node_get_index (KheoUnitNode *self);
gint64 kheo_unit_node_get_unit (KheoUnitNode *self); /* 0: the whole book */
/* NULL for the whole book. */
const KheoUnitVersion *kheo_unit_node_get_version (KheoUnitNode *self);
/* NULL when it has no children (of those shown). */
GListModel *kheo_unit_node_list_children (KheoUnitNode *self);

#define KHEO_TYPE_UNIT_LEVEL (kheo_unit_level_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitLevel, kheo_unit_level, KHEO, UNIT_LEVEL, GObject)

/* The roots of the tree of @branch, the whole book before them. */
KheoUnitLevel *kheo_unit_level_new (KheoUnitMap *map, KheoBranch branch);
/* Only units of any branch that kheo_unit_map_search() finds for @text, and those above them. */
KheoUnitLevel *kheo_unit_level_new_search (KheoUnitMap *map, const char *text);
/* Place of the unit with @index among its shown siblings; -1 when it is not shown. */
int kheo_unit_level_find (KheoUnitLevel *self, int index);

G_END_DECLS
