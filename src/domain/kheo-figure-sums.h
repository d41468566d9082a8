/* Adding up figures: what is known while adding, and what is said at the end.  Private to this
 * room. Any thread. */
#pragma once

#include "kheo-figure-choice.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_PART_SURE,
  KHEO_PART_SHARED, /* of a divided unit: one of several, as the query's basis says */
  KHEO_PART_UNSURE, /* of a unit that cannot be told to one of the clock's map */
} KheoPartFate;

/* What counts of a figure in one place. */
typedef struct
{
  guint32      unit; /* that reported it */
  guint        slot; /* of the block: parts of one figure stand together */
  KheoDate     day;
  gint32       place; /* index of the clock's map, -1: nowhere, or as reported */
  gint64       value;
  gint64       denominator; /* KHEO_NO_AMOUNT: none */
  guint8       state;       /* with flags */
  KheoPartFate fate;
} KheoPart;

/* Two of them, of different figures, may be added. */
typedef struct
{
  gint64   value;         /* Σ of the values */
  gint64   numerator;     /* Σ of those with a denominator */
  gint64   denominator;   /* Σ */
  gint64   bare;          /* the last value without a denominator */
  gint64   unapportioned; /* of the values */
  gint64   apportioned;   /* so too */
  guint    n_figures;
  guint    n_units;
  guint    n_bare;
  guint    n_parts;
  guint    n_expected;
  guint    n_missing;
  guint    n_partial;
  guint    n_unadded;
  guint    n_unapportioned; /* units */
  guint    n_apportioned;
  guint    last_unit; /* + 1, 0: none yet; parts come unit by unit */
  guint    last_slot; /* + 1, 0: none yet */
  gboolean about;
} KheoFigureAcc;

void          kheo_figure_acc_add_part (KheoFigureAcc *self, const KheoPart *part);
void          kheo_figure_acc_add (KheoFigureAcc *self, const KheoFigureAcc *other);
KheoFigureSum kheo_figure_acc_finish (const KheoFigureAcc *self, const KheoIndicator *indicator);
/* Adds the target, and the percentage reached where there is none of parts. */
void
kheo_figure_sum_set_target (KheoFigureSum *self, const KheoIndicator *indicator, gint64 target);

/* Where a unit's figure counts under a query: its clock, and the subtree of its unit. */
typedef struct
{
  KheoUnits       *units; /* borrowed, all of them */
  const KheoQuery *query;
  KheoPlacing     *placing; /* NULL: as reported */
  /* Of divided units; NULL: they are not apportioned. */
  const KheoShares *shares;
  KheoDate          day;        /* the clock's: whose names and children are shown */
  KheoDate          report_day; /* of who had to report: the period's end, or today */
  int               unit;       /* the query's scope, -1: all */
  int               index;      /* of it on the clock's map, -1 */
  GPtrArray        *groups; /* owned, of KheoGroupScope: one of them must hold it; NULL: all do */
} KheoFigureScope;

gboolean kheo_figure_scope_init (KheoFigureScope *self,
                                 KheoWorld       *world,
                                 const KheoQuery *query,
                                 GError         **error);
void     kheo_figure_scope_clear (KheoFigureScope *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoFigureScope, kheo_figure_scope_clear)
gboolean kheo_figure_scope_holds (const KheoFigureScope *self, guint unit, KheoDate day);
gboolean kheo_figure_scope_holds_part (const KheoFigureScope *self, const KheoPart *part);
/* All parts of the figures chosen, within the scope or not: GArray of KheoPart, unit by unit. */
GArray *kheo_figure_scope_list_parts (const KheoFigureScope  *self,
                                      const KheoIndicator    *indicator,
                                      const KheoFigureChoice *choice);

/* Calls @func with each unit that is to report, living on the report day, within the scope. */
typedef void (*KheoExpectedFunc) (guint unit, gboolean missing, gpointer user_data);
void kheo_figure_scope_foreach_expected (const KheoFigureScope  *self,
                                         KheoWorld              *world,
                                         const KheoIndicator    *indicator,
                                         const KheoFigureChoice *choice,
                                         KheoExpectedFunc        func,
                                         gpointer                user_data);
/* Calls @func with each unit of the scope whose figures are partial or cannot be added. */
typedef void (*KheoFlaggedFunc) (guint unit, guint8 flags, gpointer user_data);
void kheo_figure_scope_foreach_flagged (const KheoFigureScope  *self,
                                        const KheoFigureChoice *choice,
                                        KheoFlaggedFunc         func,
                                        gpointer                user_data);

/* Everything that one question needs. */
typedef struct
{
  KheoWorld             *world;
  KheoIndicators        *indicators; /* borrowed */
  const KheoIndicator   *indicator;
  KheoFigureColumns     *columns;
  const KheoFigureBlock *block;
  const KheoFigureBlock *targets;
} KheoFigureQuestion;

/* The question, where it counts, and what counts. */
typedef struct
{
  KheoFigureQuestion question;
  KheoFigureScope    scope;
  KheoFigureChoice  *choice;
} KheoFigureAsked;

/* @query is borrowed. */
gboolean kheo_figure_asked_init (
    KheoFigureAsked *self, KheoDb *db, gint64 indicator, const KheoQuery *query, GError **error);
void kheo_figure_asked_clear (KheoFigureAsked *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoFigureAsked, kheo_figure_asked_clear)

/* ---- parts of a total, in files of their own ---- */

/* By index of the clock's map (of the day itself as reported): the target of each unit, own or
 * added up, KHEO_NO_AMOUNT where there is none.  Caller frees. */
gint64 *kheo_figure_targets_new (const KheoFigureQuestion *question,
                                 const KheoQuery          *query,
                                 KheoUnitMap             **out_map);

/* Rows of a total by child, group or level. */
gboolean kheo_figure_groups_add_rows (const KheoFigureQuestion *question,
                                      const KheoFigureScope    *scope,
                                      const KheoFigureChoice   *choice,
                                      KheoFigureTotal          *total,
                                      GError                  **error);

G_END_DECLS
