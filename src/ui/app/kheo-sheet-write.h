/* A small form that is accepted: one action of the history, then the form closes and a toast offers
 * to take it back.  Main thread. */
#pragma once

#include "kheo-page.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

typedef struct
{
  const char    *title; /* of the action */
  const char    *toast; /* NULL: the title says it; "": nothing is to be said */
  KheoStoreFunc  job;
  gpointer       data; /* taken */
  GDestroyNotify data_free;
} KheoSheetDeed;

/* @window stays open until it is done, and says what was refused.  @near is in the window below. */
void kheo_sheet_write (KheoSheetWindow     *window,
                       GtkWidget           *near,
                       KheoScope           *scope,
                       const KheoSheetDeed *deed);

G_END_DECLS
