/* What the files of the figures page share. */
#pragma once

#include "kheo-figures-page.h"
#include "kheo-indicator-row.h"

G_BEGIN_DECLS

struct _KheoFiguresPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkEditable   *search;
  GtkLabel      *place, *count;
  GtkPaned      *paned;
  GtkStack      *stack; /* list, empty, filtered */
  GtkColumnView *view;

  /* borrowed: child of @paned */
  KheoFigureDetail *detail;

  /* owned */
  KheoScope          *scope;
  GListStore         *store; /* of KheoIndicatorRow */
  GtkFilterListModel *filtered;
  GtkFilter          *filter;
  GtkSingleSelection *selection;
  char               *key;    /* of the search entry, folded; NULL or "": all */
  GCancellable       *asking; /* NULL: no table on its way */

  KheoPeriod period;        /* that the table is about */
  gint64     chosen;        /* indicator; 0: none */
  gboolean   only_reported; /* leaves out what nothing is known of */
  gboolean   tall;          /* the figures have been given room for their form */
  gboolean   settling;      /* the selection is being put back by the program */
};

/* Unit, clock and the period of the table; caller frees. */
KheoQuery *kheo_figures_page_make_query (KheoFiguresPage *self);

/* kheo-figures-page-actions.c */
void kheo_figures_page_install_actions (GtkWidgetClass *widget_class);
void kheo_figures_page_update_actions (KheoFiguresPage *self);

G_END_DECLS
