/*
 * One entry that finds anything: units of the tree first, then indicators, models, tasks and
 * petitions (those of the chosen period before others), then "show all that have it". Return goes
 * to the first.  Main thread.
 *
 * Signals: "model-chosen" (gint64 id).  A chosen unit is set in the scope, a search too.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FINDER (kheo_finder_get_type ())
G_DECLARE_FINAL_TYPE (KheoFinder, kheo_finder, KHEO, FINDER, GtkWidget)

void kheo_finder_set_scope (KheoFinder *self, KheoScope *scope); /* may be NULL */

/* For tests: as if typed, without the pause; what is offered. */
void       kheo_finder_find (KheoFinder *self, const char *text);
GPtrArray *kheo_finder_get_items (KheoFinder *self);
void       kheo_finder_choose (KheoFinder *self, guint index);

G_END_DECLS
