/*
 * What a reform of the map would do, before anything is written: units founded, kept and ended,
 * what becomes of which, what moves along, and what is wrong.
 *
 *   rows of a table (kheo-conversion.h) or acts by hand (kheo-reform-acts.h) ─► plan ─► impact,
 *   apply (kheo-reform.h)
 *
 * Pure data over the units in memory: it can be made, read and thrown away on any thread, so every
 * reform can be rehearsed.
 */
#pragma once

#include "kheo-model-rules.h"
#include "kheo-units.h"

G_BEGIN_DECLS

/* Of a row of a table, or of an act. */
typedef enum
{
  KHEO_REFORM_TAKEN,
  KHEO_REFORM_DONE, /* the book says so already */
  KHEO_REFORM_REFUSED,
} KheoReformState;

/* A unit of the new map that the reform founds or keeps. */
typedef struct
{
  char               *name;
  char               *code; /* or NULL: none, and for one that is kept: the one it has */
  const KheoUnitType *type;
  gint64              unit_id;   /* kept or there already; 0: to be founded */
  gint64              parent_id; /* 0: @parent, or a root */
  int                 parent;    /* index of a unit of this plan, -1 */
  gboolean            kept;      /* it lived before and changes on the day */
  guint               n_links;   /* successions that lead to it */
  guint               row;       /* the first of them, as the caller numbers */
} KheoReformUnit;

/* A succession to come. */
typedef struct
{
  gint64   old_id;
  int      unit; /* index in units */
  gboolean whole;
  guint    row;                   /* of the caller; G_MAXUINT: follows from others (provinces) */
  gint64   amounts[KHEO_N_BASES]; /* as KheoSuccession's weights; of parts only */
} KheoReformLink;

/* Stable codes: errors "unit-unknown" "unit-ambiguous" "unit-conflict" "missing" "bad-value"
 * "not-living" "has-children" "not-consistent" (the map would break a rule); warnings "unit-likely"
 * "share-unclear" "left-behind" "unit-moved" "duplicate-row". */
typedef struct
{
  guint        row;    /* row or act, as the caller numbers; G_MAXUINT: none in particular */
  gboolean     of_new; /* of the new side of the row */
  KheoSeverity severity;
  const char  *code;
  char        *message;           /* translated: what, and what to do */
  gint64       unit_id, other_id; /* units of the book that it is about, 0 */
  guint        line;              /* of the sheet that the row stands in, from 1; 0: none */
} KheoReformProblem;

typedef struct
{
  guint units_ended, units_begun, units_kept;
  guint whole, part; /* successions */
  guint rows_done, rows_refused;
} KheoReformCounts;

typedef struct _KheoReformPlan KheoReformPlan;

void kheo_reform_plan_free (KheoReformPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoReformPlan, kheo_reform_plan_free)

KheoDate         kheo_reform_plan_get_date (const KheoReformPlan *self);
KheoReformCounts kheo_reform_plan_count (const KheoReformPlan *self);
/* @row_index: of the row or act as given. */
KheoReformState kheo_reform_plan_get_state (const KheoReformPlan *self, guint row_index);
/* Unit of the book that the row's old side means, the first old unit of an act; 0: refused. */
gint64 kheo_reform_plan_get_old (const KheoReformPlan *self, guint row_index);
/* Arrays of the plan, borrowed: KheoReformUnit (parents first), KheoReformLink, gint64 of units
 * that end, KheoReformProblem. */
const GArray *kheo_reform_plan_get_units (const KheoReformPlan *self);
const GArray *kheo_reform_plan_get_links (const KheoReformPlan *self);
const GArray *kheo_reform_plan_get_ended (const KheoReformPlan *self);
const GArray *kheo_reform_plan_get_problems (const KheoReformPlan *self);
/* "Xã A, Xã B → Xã C" when that is all that it does; else how many units. Owned by the caller. */
char *kheo_reform_plan_dup_title (const KheoReformPlan *self);
/* Would it write anything? */
gboolean kheo_reform_plan_has_work (const KheoReformPlan *self);
/* May it be written?  Refused rows of a table are left out, a refused act stops all; a map that
 * would break a rule stops both. */
gboolean kheo_reform_plan_can_apply (const KheoReformPlan *self);

G_END_DECLS
