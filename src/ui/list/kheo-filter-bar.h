/*
 * Filters above a list: a drop-down for each field that is offered as a filter, and a chip for each
 * condition in force.  Signal "changed" ().  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FILTER_BAR (kheo_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KheoFilterBar, kheo_filter_bar, KHEO, FILTER_BAR, GtkWidget)

GtkWidget *kheo_filter_bar_new (KheoScope *scope, const KheoRegister *reg);
/* Adds the conditions in force to @query. */
void kheo_filter_bar_apply (KheoFilterBar *self, KheoQuery *query);
/* Takes the conditions of @query instead of its own; NULL: none. */
void     kheo_filter_bar_set_query (KheoFilterBar *self, const KheoQuery *query);
gboolean kheo_filter_bar_is_active (KheoFilterBar *self);

G_END_DECLS
