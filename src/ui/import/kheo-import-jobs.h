/* The work on an import that other threads do; private to this folder. */
#pragma once

#include "kheo-import-file.h"

G_BEGIN_DECLS

/* What travels to a job and back.  The import is borrowed from the file, which waits for the job.
 */
typedef struct
{
  KheoImport   *import;
  GArray       *corrections; /* of KheoCorrection with own texts; may be NULL */
  KheoProgress  progress;
  guint         table, index; /* of a row's details */
  KheoDuplicate alike;        /* of details beside another; its index is @index */
  gboolean      clean_only;
  char         *path; /* of rejects */
} KheoImportJob;

/* What a matching gives. */
typedef struct
{
  KheoImportReview *review;
  KheoCorrection    alike; /* the last value corrected, with text of its own */
  guint             n_alike;
  char             *fingerprint;
  GError           *refused; /* a correction that could not be made; the others hold */
} KheoImportMatched;

void kheo_import_matched_free (gpointer data);

GArray *kheo_import_corrections_new (void);
void    kheo_import_corrections_add (GArray *corrections, const KheoCorrection *correction);

/* Corrects, matches and reviews; a KheoImportMatched.  Store's thread. */
gpointer
kheo_import_job_match (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
/* GINT_TO_POINTER (1).  KHEO_ERROR_CONFLICT: clean only, and it is not.  Store's writing thread. */
gpointer
kheo_import_job_commit (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
/* GPtrArray of KheoImportDetail.  Store's thread. */
gpointer
kheo_import_job_details (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
gpointer
kheo_import_job_alike (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
/* GINT_TO_POINTER (1).  Store's thread. */
gpointer
kheo_import_job_rejects (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);

void kheo_import_job_free (gpointer data);

G_END_DECLS
