/* What the files of the page of records share. */
#pragma once

#include "kheo-filter-bar.h"
#include "kheo-record-list.h"
#include "kheo-records-page.h"
#include "kheo-records-words.h"

G_BEGIN_DECLS

struct _KheoRecordsPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkBox        *start_place, *filter_place;
  GtkLabel      *count;
  GtkPaned      *paned;
  GtkStack      *stack;
  GtkColumnView *view;
  GtkMenuButton *columns_button;
  GtkWidget     *done_button, *add_button, *empty_add_button;
  GtkWidget     *empty_page, *filtered_page; /* AdwStatusPage */

  /* borrowed: children */
  KheoFilterBar  *filters;
  KheoRecordForm *form;

  const KheoRegister     *reg;
  const KheoRecordsWords *words;

  /* owned */
  KheoScope         *scope;
  KheoRecordList    *list;
  GtkMultiSelection *selection;
  GArray            *ids; /* of gint64, as the list has them; NULL before the first answer */

  guint    generation; /* of the ids asked for */
  gint64   wanted;     /* a record to select as soon as it is in the list; 0: none */
  gboolean busy;
  gboolean settling; /* the selection is being put back by the program */
};

G_END_DECLS
