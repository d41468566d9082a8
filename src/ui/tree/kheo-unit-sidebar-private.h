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
  GtkWidget      *reading; /* until the units are there */
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
  GHashTable         *expanded[KHEO_N_BRANCHES]; /* of gint64: kept while another tree is shown */
  GPtrArray          *bound;                     /* GtkListItem, borrowed: on screen now */
  KheoUnitCounts     *counts;
  GtkWidget          *popover;

  KheoBranch shown;    /* whose tree @tree is */
  gboolean   settling; /* the selection follows the scope, not the person */

  guint  scroll_back; /* tick of the view; 0: nothing was rebuilt */
  guint  frames_left; /* until its rows have their places */
  double place;       /* of its scrolling before */
};

/* The rows of the tree; they are made and filled by it alone. */
GtkListItemFactory *kheo_unit_sidebar_make_factory (KheoUnitSidebar *self);
/* The counts beside the rows on screen are others. */
void kheo_unit_sidebar_show_counts (KheoUnitSidebar *self);

G_END_DECLS
