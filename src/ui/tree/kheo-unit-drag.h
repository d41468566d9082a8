/*
 * Dragging one unit of the tree onto another.  A drop asks "win.unit-drop" (xx): the unit that was
 * dragged, the one it fell on; what is meant is asked there (kheo-unit-drop.h).  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

/* @row shows the KheoUnitNode of @item's KheoTreeListRow, whichever that is at the moment. */
void kheo_unit_drag_attach (GtkWidget *row, GtkListItem *item, KheoScope *scope);
/* Brings more of the list into view while something is dragged near its edges. */
void kheo_unit_drag_scroll (GtkScrolledWindow *scroller);

G_END_DECLS
