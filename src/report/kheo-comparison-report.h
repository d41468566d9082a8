/*
 * A comparison of two periods on paper: as the table of an annex, and as a chart of pairs.  Any
 * thread.
 */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-chart.h"
#include "kheo-comparison.h"
#include "kheo-pages.h"

G_BEGIN_DECLS

/* All rows; a unit that had nothing in either period is left out. */
KheoAnnexContent *kheo_comparison_annex_new (const KheoComparison *comparison, KheoUnits *units);

/* Pairs of bars for KHEO_CHART_BAR: what was before stands back.  Of many rows the @most that
 * changed most: the subtitle says of how many, the source line who is not drawn and what they had;
 * keys of categories are ids of units. */
KheoChartData *
kheo_comparison_chart_new (const KheoComparison *comparison, KheoUnits *units, guint most);
/* Pairs that can be told apart in a chart on the screen. */
#define KHEO_COMPARISON_PAIRS 9u

/* The chart on one sheet, with as many pairs as there is room for. */
KheoPages *kheo_comparison_pages_new (const KheoComparison *comparison,
                                      KheoUnits            *units,
                                      KheoPaper             paper,
                                      KheoChartTheme        theme);

G_END_DECLS
