/*
 * The tree of units at the left: search, live counts, context menu.  Follows the scope's map and
 * sets its unit.  Keeps what is expanded and selected when the map is replaced.
 *
 *   KheoUnitLevel ─► GtkTreeListModel ─► GtkSingleSelection ─► GtkListView
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_UNIT_SIDEBAR (kheo_unit_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitSidebar, kheo_unit_sidebar, KHEO, UNIT_SIDEBAR, GtkWidget)

GtkWidget *kheo_unit_sidebar_new (KheoScope *scope);
void       kheo_unit_sidebar_focus_search (KheoUnitSidebar *self);
void       kheo_unit_sidebar_focus_tree (KheoUnitSidebar *self);
KheoBranch kheo_unit_sidebar_get_branch (KheoUnitSidebar *self); /* whose tree is shown */

/* For tests. */
GtkSelectionModel *kheo_unit_sidebar_get_model (KheoUnitSidebar *self);
gint64 kheo_unit_sidebar_get_count (KheoUnitSidebar *self, gint64 unit_id); /* -1: none */

G_END_DECLS
