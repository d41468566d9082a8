/*
 * Totals of figures.  What counts is chosen once, in the tree of the figures' own days; a clock
 * only says where it counts.  README.md has the rules.  Store's thread.
 */
#pragma once

#include "kheo-indicators.h"
#include "kheo-world.h"

G_BEGIN_DECLS

/* The indicators of the world's book; borrowed until the next kheo_world_get(). */
KheoIndicators *kheo_world_get_indicators (KheoWorld *self, GError **error);

typedef struct
{
  /* What is known is there; what is not is not 0.  Amounts are of the indicator's smallest unit. */
  gboolean has_value;
  gint64   value; /* a percentage's: Σ numerators ÷ Σ denominators, in its smallest unit */
  gboolean has_parts;
  gint64   numerator;
  gint64   denominator;
  gboolean has_percent; /* of the parts; else of the target */
  double   percent;
  gboolean has_target;
  gint64   target;

  guint n_figures;  /* that count here */
  guint n_units;    /* whose figures count here */
  guint n_expected; /* units that are to report; 0: nobody says who */
  guint n_missing;  /* of them without an answer */
  guint n_partial;  /* units whose figures do not fill the period */
  guint n_unadded;  /* units with a number that cannot be added: a percentage without its parts, or
                     * one for another period where periods are not added */
  gboolean about;   /* a figure says "hơn", "gần" or "khoảng" */
} KheoFigureSum;

typedef enum
{
  KHEO_FIGURES_BY_NOTHING,
  KHEO_FIGURES_BY_CHILD,
  KHEO_FIGURES_BY_GROUP, /* as KHEO_BY_GROUP */
  KHEO_FIGURES_BY_LEVEL,
  KHEO_FIGURES_BY_YEAR,
  KHEO_FIGURES_BY_HALF_YEAR,
  KHEO_FIGURES_BY_QUARTER,
  KHEO_FIGURES_BY_MONTH,
} KheoFiguresBy;

/* "", "child", "level", "year", "half-year", "quarter", "month". */
gboolean    kheo_figures_by_parse (const char *text, KheoFiguresBy *out_by);
const char *kheo_figures_by_name (KheoFiguresBy by); /* key in JSON */

typedef struct
{
  /* Unit id, level or period as text; "0": the unit itself; "none": nowhere on the map; NULL: what
   * is known of no such part of the period. */
  char         *key;
  char         *label;
  gint64        unit_id;
  KheoFigureSum sum;
} KheoFigureRow;

/* Two numbers that should be one. */
typedef struct
{
  gint64 unit_id;
  char  *period; /* canonical */
  gint64 own;    /* what the unit reported for the period, or for all below it */
  gint64 parts;  /* what its shorter periods, or the units below it, give */
  /* TRUE: the units below count and @own is shown beside; FALSE: @own counts, not the parts. */
  gboolean below;
} KheoFigureGap;

typedef struct
{
  KheoIndicators      *indicators; /* owned: keeps @indicator */
  const KheoIndicator *indicator;
  gint64               unit; /* whose total: the query's, or the only root; 0: all */
  KheoFigureSum        sum;
  gint64    unapportioned;   /* of sum.value: cannot be told to a unit of the clock's map */
  gint64    apportioned;     /* of sum.value: told to parts of divided units by @basis */
  guint     n_unapportioned; /* units that reported it */
  guint     n_apportioned;
  KheoBasis basis;
  gboolean  may_repeat; /* counted as distinct: the same may be in twice */
  /* The unit's own figure for the very period, when the units below it count instead. */
  gboolean has_reported;
  gint64   reported;

  KheoFiguresBy by;
  GPtrArray *rows; /* of KheoFigureRow, in natural order; Σ value is the total's where it adds up */
  GPtrArray *gaps; /* of KheoFigureGap within the unit */
} KheoFigureTotal;

/* Of @query only unit, period and clock count. */
KheoFigureTotal *kheo_total_figures (
    KheoDb *db, gint64 indicator, const KheoQuery *query, KheoFiguresBy by, GError **error);
void kheo_figure_total_free (KheoFigureTotal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoFigureTotal, kheo_figure_total_free)
/* Do rows add up to the total? Not for rates, stocks over time and what is not added. */
gboolean kheo_figure_total_is_additive (const KheoFigureTotal *self);
/* What must be known beside the number, in whole sentences: who is missing, what was not added …
 * GPtrArray of char*. */
GPtrArray *kheo_figure_total_remarks (const KheoFigureTotal *self, KheoUnits *units);

/* The sum of each unit's whole subtree by index of @map, without targets and gaps: GArray of
 * KheoFigureSum of length n.  Only period and clock of @query count. */
GArray *kheo_rollup_figures (
    KheoDb *db, gint64 indicator, const KheoQuery *query, KheoUnitMap *map, GError **error);

/* Periods in which anything is reported within @query's unit, newest first: GPtrArray of char*.
 * @indicator 0: any. */
GPtrArray *
kheo_figures_list_periods (KheoDb *db, gint64 indicator, const KheoQuery *query, GError **error);

G_END_DECLS
