/* What the files of the models page share. */
#pragma once

#include "kheo-filter-bar.h"
#include "kheo-models-page.h"
#include "kheo-record-list.h"

G_BEGIN_DECLS

struct _KheoModelsPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkBox        *filter_place;
  GtkLabel      *count;
  GtkPaned      *paned;
  GtkStack      *stack;
  GtkColumnView *view;
  GtkMenuButton *columns_button;

  /* borrowed: children */
  KheoFilterBar  *filters;
  KheoRecordForm *form;

  /* owned */
  KheoScope         *scope;
  KheoRecordList    *list;
  GtkMultiSelection *selection;
  GArray            *ids; /* of gint64, as the list has them; NULL before the first answer */

  guint    generation; /* of the ids asked for */
  gint64   wanted;     /* a model to select as soon as it is in the list; 0: none */
  gboolean busy;
  gboolean settling; /* the selection is being put back by the program */
};

/* Selects the row of the form's model, if it is in the list. */
void kheo_models_page_select_form (KheoModelsPage *self);

G_END_DECLS
