/*
 * A reform of the map as one act with its decision: what it touches, writing it, what a person must
 * still decide, the list of reforms, taking one back.  Store's thread.
 *
 *   plan (kheo-reform-plan.h) ─► impact, to look at ─► apply, inside a history action ─► tasks
 *
 * Records stay where they are: the clocks restate them.  Open matters of ended units are handed to
 * their successors where a rule allows; where none does there is a task.
 */
#pragma once

#include "kheo-history.h"
#include "kheo-progress.h"
#include "kheo-reform-plan.h"

G_BEGIN_DECLS

/* ---- The decision ---- */

/* All may be NULL or unknown. */
typedef struct
{
  char    *number; /* "1656/NQ-UBTVQH15" */
  KheoDate issued_on;
  char    *issuer;
  char    *title; /* of the reform; NULL: made from what it does */
  char    *note;
} KheoReformDecision;

/* "NUMBER, DATE, ISSUER" (cli.md), the last two optional; only a number that is no date, in words
 * as people write them.  Never fails: what is no date belongs to the issuer. */
void kheo_reform_decision_init_parse (KheoReformDecision *self, const char *text);
/* @self holds nothing before. */
void kheo_reform_decision_copy (KheoReformDecision *self, const KheoReformDecision *from);
void kheo_reform_decision_clear (KheoReformDecision *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoReformDecision, kheo_reform_decision_clear)
/* "1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội"; NULL when it says nothing. */
char *kheo_reform_decision_format (const KheoReformDecision *self);

/* ---- Impact ---- */

/* What stands at a unit itself, not at those below it. */
typedef struct
{
  gint64 unit_id; /* 0: to be founded */
  int    unit;    /* index in the plan's units, -1 for an old one */
  guint  models, figures, targets;
  guint  open_targets; /* of the targets, those whose period reaches the new map's first day */
  guint  tasks, petitions;
  guint  open_tasks, open_petitions; /* of those, not closed yet */
  guint  divided; /* new: models and figures of units of which only a part comes here */
} KheoReformImpactRow;

typedef struct
{
  GArray *olds; /* KheoReformImpactRow: units that end or give a part away */
  GArray *news; /* … that are founded, take others in, or change; own records with it */
  KheoReformImpactRow total; /* of the units that end */
} KheoReformImpact;

/* Reads only. */
KheoReformImpact *kheo_reform_impact_new (const KheoReformPlan *plan, KheoDb *db, GError **error);
void              kheo_reform_impact_free (KheoReformImpact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoReformImpact, kheo_reform_impact_free)

/* ---- Applying ---- */

/* Writes the plan: the reform, versions, successions with their weights, targets handed over,
 * tasks. Founded units get their ids in the plan.  Inside a history action that has written nothing
 * yet, on the units that the plan was made from; KHEO_ERROR_CONFLICT when the plan cannot be
 * applied. */
gboolean kheo_reform_apply (KheoReformPlan           *plan,
                            KheoDb                   *db,
                            const KheoReformDecision *decision,
                            KheoProgress             *progress,
                            gint64                   *out_reform_id,
                            GError                  **error);

/* ---- Reforms done ---- */

typedef struct
{
  gint64   id;
  KheoDate date;
  char    *title;
  char    *number; /* or NULL, as the next */
  KheoDate issued_on;
  char    *issuer;
  char    *note;
  guint    whole, part; /* successions */
  guint    n_tasks, n_open;
} KheoReformEntry;

/* Of KheoReformEntry, newest day first. */
GPtrArray *kheo_reform_list (KheoDb *db, GError **error);
/* Is @table one of those in which a reform's own work goes on: its decision, tasks, weights? */
gboolean kheo_reform_owns_table (const char *table);
/* Takes a reform back and, before it, what was noted since on its tasks, its decision and its
 * weights: the book is what it was.  What was edited otherwise stays and is listed in @out_kept as
 * by kheo_history_undo().  NULL without @error: nothing could be taken back.  Several actions of
 * the history. */
KheoChangeSet *kheo_reform_take_back (
    KheoDb *db, gint64 reform_id, const char *actor, GArray **out_kept, GError **error);

/* ---- What is left to decide ---- */

/* Kinds, of the column reform_task.kind. */
#define KHEO_TASK_DIVIDED_RECORDS                                                                  \
  "divided-records"                         /* records of a divided unit: whose are they?          \
                                             */
#define KHEO_TASK_WEIGHT      "weight"      /* a divided unit of which no basis is known */
#define KHEO_TASK_TARGET      "target"      /* an open target that no rule hands over */
#define KHEO_TASK_MATTER      "open-matter" /* an open task or petition that no rule hands over */
#define KHEO_TASK_LEFT_BEHIND "left-behind" /* a unit that the table forgets */
#define KHEO_TASK_UNIT_MOVED  "unit-moved"  /* went up because what it lay in was divided */
#define KHEO_TASK_ROW         "row"         /* a row of the table that was refused or unsure */

typedef struct
{
  gint64   id, reform_id;
  char    *kind;
  gint64   unit_id, other_id; /* 0: none */
  char    *table;             /* or NULL, with */
  gint64   record_id;
  char    *detail;  /* translated when it was written; or NULL */
  KheoDate done_on; /* unknown: open */
  char    *note;
} KheoReformTask;
void kheo_reform_task_free (KheoReformTask *task);

/* Translated: "Chỉ tiêu chưa chuyển" …; the kind itself when it is not known. */
const char *kheo_reform_task_kind_label (const char *kind);
/* Of KheoReformTask, open ones first. */
GPtrArray *kheo_reform_list_tasks (KheoDb *db, gint64 reform_id, GError **error);
/* Inside a history action.  @note may be NULL. */
gboolean kheo_reform_task_close (KheoDb *db, gint64 task_id, const char *note, GError **error);
gboolean kheo_reform_task_reopen (KheoDb *db, gint64 task_id, GError **error);
/* Of an open or a closed one; NULL takes the note away. */
gboolean kheo_reform_task_set_note (KheoDb *db, gint64 task_id, const char *note, GError **error);

G_END_DECLS
