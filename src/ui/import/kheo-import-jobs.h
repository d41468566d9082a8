/* The work on an import that other threads do; private to this folder. */
#pragma once

#include "kheo-import-file.h"

G_BEGIN_DECLS

/* What travels to a job and back.  The import is borrowed from the file, which waits for the job.
 */
typedef struct
{
  KheoImport  *import;
  GArray      *corrections; /* of KheoCorrection with own texts; may be NULL */
  KheoProgress progress;
  guint        table, index; /* of a row's details */
} KheoImportJob;

GArray *kheo_import_corrections_new (void);
void    kheo_import_corrections_add (GArray *corrections, const KheoCorrection *correction);

/* Corrects, matches and reviews; a KheoImportReview. A correction that is refused is told by the
 * error, and the others hold. Store's thread. */
gpointer
kheo_import_job_match (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
/* GINT_TO_POINTER (1).  Store's writing thread. */
gpointer
kheo_import_job_commit (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
/* GPtrArray of KheoImportDetail.  Store's thread. */
gpointer
kheo_import_job_details (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);

void kheo_import_job_free (gpointer data);

G_END_DECLS
