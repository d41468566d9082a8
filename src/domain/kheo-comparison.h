/*
 * This year beside last year, both on one map: what a unit had in two periods, restated on the same
 * day's units, part by part, with what could not be restated said.  Store's thread; read on any.
 */
#pragma once

#include "kheo-figures.h"
#include "kheo-rollup.h"

G_BEGIN_DECLS

typedef struct
{
  char  *key;   /* as in totals; NULL for the whole and for what is not known */
  char  *label; /* translated, or the unit's name of the map's day */
  gint64 unit_id;

  /* Missing is not 0.  Amounts are of the indicator's smallest unit. */
  gboolean has_value, has_before;
  gint64   value, before;
} KheoComparisonRow;

typedef struct
{
  KheoQuery           *query;      /* of the period itself, on the map of both */
  KheoPeriod           with;       /* the other period */
  KheoIndicators      *indicators; /* owned: keeps @indicator; NULL for models */
  const KheoIndicator *indicator;
  gint64               unit; /* whose total; 0: all */
  KheoComparisonRow    total;
  GPtrArray           *rows;     /* of KheoComparisonRow, in natural order */
  gboolean             additive; /* rows add up to the total */
  /* Of the values: in no part of the unit on this map, only in the whole. */
  gint64     unapportioned, unapportioned_before;
  GPtrArray *notes; /* of char*: whole sentences, translated */
} KheoComparison;

/*
 * Of @query unit, period, clock and (of models) conditions and search count.  As reported would
 * compare other units with the same names: then the map of the query's day serves both.  @by: any
 * but years and quarters; @n_by 0 or 1.
 */
KheoComparison *kheo_comparison_new_models (KheoDb          *db,
                                            const KheoQuery *query,
                                            KheoPeriod       with,
                                            const KheoBy    *by,
                                            guint            n_by,
                                            GError         **error);
/* @by: anything; over time the other period has rows of its own times. */
KheoComparison *kheo_comparison_new_figures (KheoDb          *db,
                                             gint64           indicator,
                                             const KheoQuery *query,
                                             KheoPeriod       with,
                                             KheoFiguresBy    by,
                                             GError         **error);
void            kheo_comparison_free (KheoComparison *self);

/* The same days a year earlier: of "2026-Q1" 2025-Q1.  All time has none: FALSE. */
gboolean kheo_period_year_before (KheoPeriod period, KheoPeriod *out_before);

/* value − before; FALSE when either is missing. */
gboolean kheo_comparison_get_change (const KheoComparisonRow *row, gint64 *out_change);
/* The change as a part of what was before, in percent.  FALSE for rates, and where nothing was. */
gboolean kheo_comparison_get_percent (const KheoComparison    *self,
                                      const KheoComparisonRow *row,
                                      double                  *out_percent);

/* For people.  "–" for what is missing; changes with their sign: "+12", "-3,4%". */
char *kheo_comparison_format (const KheoComparison *self, gboolean has_value, gint64 value);
char *kheo_comparison_format_change (const KheoComparison *self, const KheoComparisonRow *row);
char *kheo_comparison_format_percent (const KheoComparison *self, const KheoComparisonRow *row);
/* The period as a heading: with a capital. */
char *kheo_comparison_format_period (KheoPeriod period);
/* What is compared: "Mô hình “Dân vận khéo”", the indicator's name. */
const char *kheo_comparison_get_title (const KheoComparison *self);
/* "Năm 2026: 448; năm 2025: 440 trên cùng bản đồ. Tăng 8 (1,8%)." */
char *kheo_comparison_describe (const KheoComparison *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoComparison, kheo_comparison_free)

G_END_DECLS
