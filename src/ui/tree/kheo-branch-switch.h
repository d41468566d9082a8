/*
 * Which of the trees of the book the side shows: territory, Party line, Front and organisations.
 * Hidden while the book has only one; remembered per book.  Signal "changed" ().  Main thread.
 */
#pragma once

#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_BRANCH_SWITCH (kheo_branch_switch_get_type ())
G_DECLARE_FINAL_TYPE (KheoBranchSwitch, kheo_branch_switch, KHEO, BRANCH_SWITCH, GtkWidget)

GtkWidget *kheo_branch_switch_new (KheoScope *scope);
KheoBranch kheo_branch_switch_get_branch (KheoBranchSwitch *self);
/* Without "changed": the tree has to follow a unit that is in another one. */
void kheo_branch_switch_set_branch (KheoBranchSwitch *self, KheoBranch branch);

G_END_DECLS
