/*
 * The life of a unit on screen: names and places in time, predecessors, successors, documents, what
 * was counted in each year.  Follows the scope's unit until another one is asked for.
 *
 * Actions:
 *   "life.show" (x)    the life of that unit, living or ended
 *   "life.back" ()     of the one before
 *   "life.print" ()    as a sheet, in the print window
 *
 * Asks only while it is shown.  Main thread.
 */
#pragma once

#include "kheo-scope.h"
#include "kheo-unit-life.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_LIFE_VIEW (kheo_life_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoLifeView, kheo_life_view, KHEO, LIFE_VIEW, GtkWidget)

GtkWidget *kheo_life_view_new (KheoScope *scope);
void       kheo_life_view_show (KheoLifeView *self, gint64 unit_id);

/* For tests. */
const KheoUnitLife *kheo_life_view_get (KheoLifeView *self); /* NULL: none yet */

G_END_DECLS
