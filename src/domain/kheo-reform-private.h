/* What the files of a reform share. */
#pragma once

#include "kheo-reform-plan.h"
#include "kheo-unit-draft.h"

G_BEGIN_DECLS

/* Lived below an ended unit. */
typedef struct
{
  gint64 unit_id;
  int    unit;      /* index in units of the one it belongs to from then on, -1: */
  gint64 parent_id; /* a unit of the book; 0: it becomes a root */
} KheoReformMove;

struct _KheoReformPlan
{
  KheoUnits *units; /* owned reference */
  KheoDate   date;
  gboolean   strict; /* one refused act stops all */
  gboolean   broken; /* the map would break a rule */

  GArray *new_units; /* KheoReformUnit */
  GArray *links;     /* KheoReformLink */
  GArray *ended;     /* gint64 */
  GArray *moves;     /* KheoReformMove */
  GArray *problems;  /* KheoReformProblem */
  GArray *replaced;  /* gint64: successions of the book that others take the place of */

  guint            n_rows;
  guint8          *states; /* by row: KheoReformState */
  gint64          *olds;   /* by row */
  KheoReformCounts counts;
};

KheoReformPlan *kheo_reform_plan_alloc (KheoUnits *units, KheoDate date, guint n_rows);
/* Appends a problem, which can be filled further until the next; takes @message. */
KheoReformProblem *kheo_reform_plan_report (
    KheoReformPlan *self, guint row, KheoSeverity severity, const char *code, char *message);
/* When all is planned: counts it, and looks whether the new map keeps the rules. */
void kheo_reform_plan_settle (KheoReformPlan *self);
/* Reads the plan and what the book says of the same day already as one change of the map. */
void kheo_reform_plan_compose (KheoReformPlan *self);
/* The units as they would be.  @out_ids: by unit of the plan its id, owned by the caller. */
KheoUnitDraft *kheo_reform_plan_draft (const KheoReformPlan *self, gint64 **out_ids);

/* ---- kheo-reform-divisions.c ---- */

/* How the parts of one old unit stand. */
typedef struct
{
  const KheoReformLink *first;
  guint                 n;
  guint                 n_known[KHEO_N_BASES]; /* parts of which the amount is known */
  guint                 n_same[KHEO_N_BASES];  /* that say what the first says */
} KheoReformDivision;

/* By id of the old unit, borrowed from the plan's successions; owned by the caller. */
GHashTable *kheo_reform_plan_list_divisions (const KheoReformPlan *self);
/* A table that repeats for each part how many lived in the whole old unit says nothing of the
 * parts. */
void kheo_reform_plan_drop_totals (KheoReformPlan *self);

static inline KheoReformUnit *
kheo_reform_plan_unit (const KheoReformPlan *self, guint index)
{
  return &g_array_index (self->new_units, KheoReformUnit, index);
}

static inline KheoReformLink *
kheo_reform_plan_link (const KheoReformPlan *self, guint index)
{
  return &g_array_index (self->links, KheoReformLink, index);
}

G_END_DECLS
