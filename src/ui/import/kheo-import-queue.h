/*
 * The files that were dropped, in the order they came.  Two at most are at work; what is understood
 * and not looked at gives its memory back when there is much of it.  A GListModel of
 * KheoImportFile.
 *
 * Signals:
 *   "file-changed" (KheoImportFile *)   its state, review, busy or problem are others now
 *   "progress" (KheoImportFile *, double, const char *)
 *   "found" (uint)                      a folder was walked: so many spreadsheets are in it
 */
#pragma once

#include "kheo-import-file.h"

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORT_QUEUE (kheo_import_queue_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportQueue, kheo_import_queue, KHEO, IMPORT_QUEUE, GObject)

KheoImportQueue *kheo_import_queue_new (KheoBook *book);

/* Adds a file, or all spreadsheets of a folder and the folders in it, found on another thread. */
void            kheo_import_queue_add (KheoImportQueue *self, GFile *file);
KheoImportFile *kheo_import_queue_get (KheoImportQueue *self, guint index); /* borrowed */
/* The one that is looked at: it comes first and is not parked; matched again when the book changed
 * since.  NULL: none. */
void            kheo_import_queue_set_current (KheoImportQueue *self, KheoImportFile *file);
KheoImportFile *kheo_import_queue_get_current (KheoImportQueue *self);

typedef struct
{
  guint total;
  guint waiting; /* not understood yet */
  guint working; /* being read or written */
  guint person;  /* in review, not ready */
  guint ready;
  guint done;
  guint failed;
} KheoQueueCounts;

KheoQueueCounts kheo_import_queue_count (KheoImportQueue *self);
gboolean        kheo_import_queue_is_searching (KheoImportQueue *self); /* in folders */

/* Writes one after another all that are ready now; what turns out to be doubtful stays. */
void     kheo_import_queue_write_ready (KheoImportQueue *self);
gboolean kheo_import_queue_is_writing_all (KheoImportQueue *self);
/* Stops it, and takes it out of the list. */
void kheo_import_queue_remove (KheoImportQueue *self, KheoImportFile *file);
/* All that are not written yet. */
void kheo_import_queue_cancel_all (KheoImportQueue *self);

G_END_DECLS
