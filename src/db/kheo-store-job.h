/*
 * One job of a store: what was asked, and what came of it.  A lane's thread runs it; its end is
 * told on the thread that asked.  Private to the store.
 */
#pragma once

#include "kheo-store.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_STORE_JOB_READ,
  KHEO_STORE_JOB_WRITE,
  KHEO_STORE_JOB_UNDO,
  KHEO_STORE_JOB_REDO,
  KHEO_STORE_JOB_PREVIEW,
  KHEO_STORE_JOB_QUIT,
} KheoStoreJobKind;

typedef struct
{
  KheoStoreJobKind kind;
  GTask           *task; /* NULL for open and quit */
  char            *title;
  KheoStoreFunc    func;
  gpointer         data;
  GDestroyNotify   data_free;
  GDestroyNotify   result_free;
  gint64           action; /* to undo or redo; or what undo_func is about */
  gboolean         redo;   /* of a preview */

  KheoStoreUndoFunc undo_func; /* of an undo; NULL: of one action */

  /* the outcome */
  gpointer       result;
  GError        *error;
  KheoChangeSet *changes;
} KheoStoreJob;

/* What an undo would do. */
typedef struct
{
  GArray        *kept;
  KheoChangeSet *changes;
} KheoStorePreview;

void kheo_store_preview_free (KheoStorePreview *preview);

/* On a lane's thread; @db NULL: the book is open for reading only.  Then delivers and frees it. */
void kheo_store_job_run (KheoStoreJob *job, KheoDb *db);
/* Tells the end, with the error or result that @job holds, and frees it.  Any thread. */
void kheo_store_job_deliver (KheoStoreJob *job);
void kheo_store_job_free (KheoStoreJob *job);

G_END_DECLS
