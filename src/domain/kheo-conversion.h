/*
 * A reform of units as a table tells it: which old unit becomes which new one, whole or in part.
 *
 *   rows of the table ─► plan (pure data: what would be founded, kept, ended; what is wrong) ─►
 * apply
 *
 * The plan reads the units in memory and writes nothing, so a reform can be rehearsed on any
 * thread.  Apply runs inside one history action; the invariants of kheo-unit-edit.h hold after it.
 *
 *   - Old units are looked for on the map of the day before, by code and by name; where the two
 *     disagree the row is refused.
 *   - A unit is kept — the same identity, with a new version from the day on — when the table says
 * so or when nothing but its parent, name or kind changes.  All other new units are founded, even
 *     where they bear the name and code of one of the old.
 *   - Old units end the day before, and so do districts and provinces in which nothing lives on.
 *   - What lived below an ended unit goes to its only successor, else to the unit above that.
 *   - A new unit whose old one is not found is founded all the same, without predecessor.
 *   - Rows that have been applied already are told as such and do nothing.
 */
#pragma once

#include "kheo-model-rules.h"
#include "kheo-progress.h"
#include "kheo-units.h"

G_BEGIN_DECLS

/* From this day on communes belong to provinces. */
#define KHEO_CONVERSION_TWO_LEVELS kheo_date_new (2025, 7, 1)

typedef enum
{
  KHEO_SHARE_UNSAID, /* whole when the old unit stands in one row only, else a part */
  KHEO_SHARE_WHOLE,
  KHEO_SHARE_PART,
  KHEO_SHARE_KEPT, /* it stays what it is: "giữ nguyên", "đổi tên" */
} KheoShare;

/* "Nhập toàn bộ", "Nhập một phần diện tích, toàn bộ dân số", "Giữ nguyên" …; FALSE: the words say
 * none of these (then @out_share is KHEO_SHARE_UNSAID). */
gboolean kheo_share_parse (const char *text, KheoShare *out_share);

/* One row.  Names are whole, with their prefix; any text may be NULL. An @old_name of NULL means
 * the district itself (islands without communes). */
typedef struct
{
  guint       row; /* the caller's number for it */
  const char *old_name, *old_code;
  const char *old_district, *old_district_code;
  const char *old_province, *old_province_code;
  const char *new_name, *new_code;
  const char *new_district, *new_district_code;
  const char *new_province, *new_province_code;
  KheoShare   share;
} KheoConversionRow;

typedef enum
{
  KHEO_CONVERSION_TAKEN,
  KHEO_CONVERSION_DONE, /* the book says so already */
  KHEO_CONVERSION_REFUSED,
} KheoConversionState;

/* A unit of the new map that the reform founds or keeps. */
typedef struct
{
  char               *name;
  char               *code; /* or NULL */
  const KheoUnitType *type;
  gint64              unit_id;   /* kept or there already; 0: to be founded */
  gint64              parent_id; /* 0: @parent, or a root */
  int                 parent;    /* index of a unit of this plan, -1 */
  gboolean            kept;      /* it lived before and changes on the day */
  guint               n_links;   /* rows that lead to it */
  guint               row;       /* the first of them, as the caller numbers */
} KheoConversionUnit;

typedef struct
{
  gint64   old_id;
  int      unit; /* index in units */
  gboolean whole;
  guint    row; /* of the caller; G_MAXUINT: follows from others (provinces) */
} KheoConversionLink;

/* Lived below an ended unit. */
typedef struct
{
  gint64 unit_id;
  int    unit;      /* index in units of the one it belongs to from then on, -1: */
  gint64 parent_id; /* a unit of the book */
} KheoConversionMove;

/* Stable codes: errors "unit-unknown" "unit-ambiguous" "unit-conflict" "missing" "bad-value";
 * warnings "unit-likely" "share-unclear" "left-behind" "unit-moved". */
typedef struct
{
  guint        row;    /* as the caller numbers; G_MAXUINT: none in particular */
  gboolean     of_new; /* of the new side of the row */
  KheoSeverity severity;
  const char  *code;
  char        *message; /* translated: what, and what to do */
} KheoConversionProblem;

typedef struct
{
  guint units_ended, units_begun, units_kept;
  guint whole, part; /* successions */
  guint rows_done, rows_refused;
} KheoConversionCounts;

typedef struct _KheoConversionPlan KheoConversionPlan;

/* @date: first day of the new units. */
KheoConversionPlan *kheo_conversion_plan_new (KheoUnits               *units,
                                              KheoDate                 date,
                                              const KheoConversionRow *rows,
                                              guint                    n_rows);
void                kheo_conversion_plan_free (KheoConversionPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoConversionPlan, kheo_conversion_plan_free)

KheoConversionCounts kheo_conversion_plan_count (const KheoConversionPlan *self);
KheoConversionState  kheo_conversion_plan_get_state (const KheoConversionPlan *self,
                                                     guint                     row_index);
/* Unit of the book that the row's old side means; 0: refused. */
gint64 kheo_conversion_plan_get_old (const KheoConversionPlan *self, guint row_index);
/* Arrays of the plan, borrowed: KheoConversionUnit (parents first), KheoConversionLink, gint64 of
 * units that end (parts before what they lie in), KheoConversionMove, KheoConversionProblem. */
const GArray *kheo_conversion_plan_get_units (const KheoConversionPlan *self);
const GArray *kheo_conversion_plan_get_links (const KheoConversionPlan *self);
const GArray *kheo_conversion_plan_get_ended (const KheoConversionPlan *self);
const GArray *kheo_conversion_plan_get_moves (const KheoConversionPlan *self);
const GArray *kheo_conversion_plan_get_problems (const KheoConversionPlan *self);
gboolean      kheo_conversion_plan_has_work (const KheoConversionPlan *self);

/* How many records of @table ("model", "figure" …) stand at units that end: what a reform touches.
 * -1 with @error. */
gint64 kheo_conversion_plan_count_affected (const KheoConversionPlan *self,
                                            KheoDb                   *db,
                                            const char               *table,
                                            GError                  **error);

/* Writes the plan; founded units get their ids in it.  @document: the decision, or NULL.  Inside a
 * history action, on the units that the plan was made from. */
gboolean kheo_conversion_plan_apply (KheoConversionPlan *self,
                                     KheoDb             *db,
                                     const char         *document,
                                     KheoProgress       *progress,
                                     GError            **error);

G_END_DECLS
