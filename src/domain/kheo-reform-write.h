/* A reform being written.  Private to the files of a reform. */
#pragma once

#include "kheo-reform-private.h"
#include "kheo-reform.h"

G_BEGIN_DECLS

typedef struct
{
  KheoReformPlan           *plan;
  KheoDb                   *db;
  const KheoReformDecision *decision;
  char                     *document; /* the decision in one line, or NULL */
  KheoReformImpact         *impact;
  gint64                    reform_id;
  gboolean                 *founded; /* by unit of the plan */
} KheoReformWrite;

void kheo_reform_write_clear (KheoReformWrite *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoReformWrite, kheo_reform_write_clear)

/* ---- kheo-reform-hand-over.c ---- */

/* Open matters of units that end go to their successors, or become tasks. */
gboolean kheo_reform_hand_over (KheoReformWrite *self, GError **error);

/* ---- kheo-reform-hand-over-matters.c ---- */

/* Tasks and petitions.  @links: old unit → GArray of guint, its successions in the plan. */
gboolean kheo_reform_hand_over_matters (KheoReformWrite *write, GHashTable *links, GError **error);

/* ---- kheo-reform-tasks.c ---- */

/* Texts and ids of @task as they are to be stored; id and reform are given. */
gboolean kheo_reform_add_task (KheoReformWrite *self, const KheoReformTask *task, GError **error);
/* What the plan found, and the records of divided units. */
gboolean kheo_reform_write_tasks (KheoReformWrite *self, GError **error);

/* ---- kheo-reform-impact.c ---- */

/* Does the period reach @date or a later day? */
gboolean kheo_reform_is_open (const char *period, KheoDate date);

G_END_DECLS
