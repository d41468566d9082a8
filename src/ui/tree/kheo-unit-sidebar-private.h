/* What the files of the sidebar share: kheo-unit-sidebar.c the tree, -rows.c its rows. */
#pragma once

#include "kheo-branch-switch.h"
#include "kheo-unit-counts.h"
#include "kheo-unit-node.h"
#include "kheo-unit-sidebar.h"

G_BEGIN_DECLS

struct _KheoUnitSidebar
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget      *bar;
  GtkSearchEntry *search;
  GtkWidget      *menu_button;
  GtkWidget      *scroller;
  GtkListView    *view;
  GtkLabel       *empty;
  GMenuModel     *unit_menu;

  /* borrowed: child */
  KheoBranchSwitch *branch;

  /* owned */
  KheoScope          *scope;
  KheoUnitMap        *map; /* the one the model was made of */
  KheoUnitLevel      *roots;
  GtkTreeListModel   *tree;
  GtkSingleSelection *selection;
  GHashTable         *expanded; /* of gint64: kept while a search shows another tree */
  GPtrArray          *bound;    /* GtkListItem, borrowed: on screen now */
  KheoUnitCounts     *counts;
  GtkWidget          *popover;

  gboolean settling; /* the selection follows the scope, not the person */
};

/* The rows of the tree; they are made and filled by it alone. */
GtkListItemFactory *kheo_unit_sidebar_make_factory (KheoUnitSidebar *self);
/* The counts beside the rows on screen are others. */
void kheo_unit_sidebar_show_counts (KheoUnitSidebar *self);

G_END_DECLS
