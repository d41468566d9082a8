/* The work on a reform that the store's threads do; private to this folder and the tree's deeds. */
#pragma once

#include "kheo-import.h"
#include "kheo-reform-acts.h"
#include "kheo-rehearsal.h"

G_BEGIN_DECLS

/* What a person chose for the old unit of row number @row of a table. */
typedef struct
{
  guint  row;
  gint64 unit_id;
} KheoChosenUnit;

/* What travels to a job.  The import is borrowed from the draft, which waits for the job. */
typedef struct
{
  KheoImport        *import; /* NULL: acts */
  GPtrArray         *acts;   /* of KheoReformAct, the job's own */
  GArray            *chosen; /* of KheoChosenUnit, of a table's rows; the job's own */
  KheoDate           date;
  KheoReformDecision decision;
  KheoProgress       progress;
} KheoReformJob;

/* Copies acts, choices, date and decision; any may be NULL. */
KheoReformJob *kheo_reform_job_new (KheoImport               *import,
                                    GPtrArray                *acts,
                                    GArray                   *chosen,
                                    KheoDate                  date,
                                    const KheoReformDecision *decision);
void           kheo_reform_job_free (gpointer data);

/* Plan and impact: a KheoRehearsal.  Reading thread. */
gpointer
kheo_reform_job_rehearse (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);
/* GINT_TO_POINTER (1).  Writing thread. */
gpointer
kheo_reform_job_apply (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error);

/* For the history, before it is written: the reform's own title, else what its acts say, else that
 * units are reformed from the day on; owned by the caller. */
char *kheo_reform_job_make_title (const KheoReformJob *job, KheoUnits *units);

G_END_DECLS
