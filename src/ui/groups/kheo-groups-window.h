/*
 * The dated groups of units of a book: made here, with who belongs from when to when.  Follows the
 * scope; "show the models" asks the models page for those of a group.  Main thread.
 */
#pragma once

#include "kheo-scope.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_GROUPS_WINDOW (kheo_groups_window_get_type ())
G_DECLARE_FINAL_TYPE (KheoGroupsWindow, kheo_groups_window, KHEO, GROUPS_WINDOW, AdwWindow)

KheoGroupsWindow *kheo_groups_window_present (GtkWidget *near, KheoScope *scope);

/* For tests: how many groups are shown; -1 while they are read.  What a person does by hand. */
int  kheo_groups_window_get_n_groups (KheoGroupsWindow *self);
void kheo_groups_window_add (KheoGroupsWindow *self, const char *kind, const char *name);
void kheo_groups_window_put (KheoGroupsWindow *self, guint group, gint64 unit, KheoDate from);
/* Members of group @group, ended ones too. */
guint kheo_groups_window_get_n_members (KheoGroupsWindow *self, guint group);

G_END_DECLS
