/* Shared by the files of one file on its way. */
#pragma once

#include "kheo-import-jobs.h"

G_BEGIN_DECLS

struct _KheoImportFile
{
  GObject parent_instance;

  /* Owned. */
  KheoBook         *book;
  GFile            *file;
  char             *name;
  GCancellable     *cancellable;
  KheoImport       *import; /* away while n_jobs > 0 */
  KheoImportReview *review;
  GArray           *corrections; /* that no matching has seen yet */
  GError           *problem;
  char             *fingerprint; /* of the form, once matched */
  KheoCorrection    alike;       /* with text of its own: see kheo_import_file_get_alike() */

  KheoFileState state;
  double        fraction;
  guint         n_alike;
  gboolean      clean_only; /* of the writing asked for */
  gboolean      corrected;  /* by a person: not to be parked */

  /* Of the last review, kept while it is parked. */
  KheoImportCounts counts;
  guint64          weight;
  gboolean         clean, form_known, has_work;

  guint    n_jobs;     /* that have the import now; matching and writing are alone */
  gboolean matching;   /* one of them makes a new review */
  gboolean committing; /* asked for, waits for the jobs under way */
  gint64   action;
  int      year;
  gboolean create_units;
};

G_END_DECLS
