/*
 * One sheet for each unit below, from the window: a few units are read on the store's thread, then
 * their sheets are made and written on that of a press, and so on; the window goes on meanwhile.
 * Main thread.
 */
#pragma once

#include "kheo-press.h"
#include "kheo-print-sheet.h"
#include "kheo-sheet-run.h"

G_BEGIN_DECLS

/* After every few sheets, on the main thread. */
typedef void (*KheoChildrenTold) (guint done, guint n, gpointer user_data);

typedef struct
{
  KheoPrintSheet      *sheet;   /* with a question */
  const KheoPrintLook *look;    /* copied */
  GArray              *targets; /* of KheoSheetTarget */
  const char          *path;    /* a folder, or a PDF that binds all */
  gboolean             bound;
  KheoChildrenTold     told; /* may be NULL; with the callback's user data */
} KheoChildrenCall;

void kheo_children_run_async (const KheoChildrenCall *call,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data);
/* Cancelled: what is in a folder by then is whole, and the next run goes on from there. */
gboolean kheo_children_run_finish (GAsyncResult *result,
                                   guint        *out_n_made,
                                   guint        *out_n_kept,
                                   GError      **error);

G_END_DECLS
