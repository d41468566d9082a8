/*
 * Charts of any data, and what must hold for each of them: shared by the tests of the kinds.
 */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

/* How many sets of data a kind is tried with: KHEO_CHART_ROUNDS, else a number that a usual run of
 * the tests has time for. */
guint random_chart_rounds (void);

/* 0 … 3,321 categories and 0 … 60 series of long Vietnamese names, negative, missing and wildly
 * spread values, with references, notes, groups, targets and an emphasis now and then. */
KheoChartData *random_chart_data (GRand *rand);
/* Any theme on paper, slide, strip, window or tile. */
KheoChartStyle random_chart_style (GRand *rand);

/* Fails the test unless no two labels overlap, no label and no mark leaves the picture, bars (and
 * the parts of a share, the cells of a tree map) are as long as their values say, every mark is
 * found by a click, and everything that is said is valid UTF-8.  @set tells which data it was. */
void check_layout (const KheoChartLayout *layout, guint set);

G_END_DECLS
