/*
 * What an annex is to say, whoever asks: one answer for the window, the command line and the runs
 * over many units.
 */
#pragma once

#include "kheo-annex-list.h"
#include "kheo-annex-total.h"
#include "kheo-models-below.h"
#include "kheo-rollup.h"

G_BEGIN_DECLS

typedef struct
{
  char      *subject;   /* kheo-annex-subject.h */
  KheoQuery *query;     /* owned */
  gint64     indicator; /* of "total:figures" and "comparison"; 0: none */
  KheoPeriod with;      /* of "comparison"; all time: the year before */
  KheoBy     by;        /* of "comparison" of models; child unless said otherwise */
  char      *title;     /* NULL: what the answer calls itself */
  /* Of a run over many units: what is found once for all of them; NULL. */
  KheoModelsBelow *below;
} KheoAnnexQuestion;

/* Copies @query. */
KheoAnnexQuestion *kheo_annex_question_new (const char *subject, const KheoQuery *query);
KheoAnnexQuestion *kheo_annex_question_dup (const KheoAnnexQuestion *self);
void               kheo_annex_question_free (KheoAnnexQuestion *self);

/* The register whose query the subject takes. */
const KheoRegister *kheo_annex_subject_get_query_register (const char *subject);

/* Before the answers of a run, each for another unit: finds at once what all of @units (of gint64)
 * have.  Answers are the same without it, and after a change of the book. */
gboolean kheo_annex_question_prepare (KheoAnnexQuestion *self,
                                      KheoDb            *db,
                                      const GArray      *units,
                                      GError           **error);

/* Store's thread.  @layout NULL: as usual; made for another subject: KHEO_ERROR_INVALID.
 * @with_personal: with the names of people.  NULL with @error also when @progress was cancelled. */
KheoAnnexContent *kheo_annex_question_answer (const KheoAnnexQuestion *self,
                                              KheoDb                  *db,
                                              const KheoAnnexLayout   *layout,
                                              gboolean                 with_personal,
                                              KheoProgress            *progress,
                                              GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexQuestion, kheo_annex_question_free)

G_END_DECLS
