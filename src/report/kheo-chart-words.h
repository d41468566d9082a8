/*
 * The words around figures, the same under a chart and under a board: what they are of, where they
 * come from, from which day.  Any thread.
 */
#pragma once

#include "kheo-comparison.h"

G_BEGIN_DECLS

/* "Tỉnh Sơn La, năm 2024 · bản đồ hôm nay". */
char *kheo_chart_words_question (const KheoQuery *query, KheoUnits *units);
/* With what must be known beside the numbers. */
char *kheo_chart_words_models_source (const KheoTotal *total);
char *kheo_chart_words_figures_source (const KheoFigureTotal *total, KheoUnits *units);
/* Of both periods. */
char *kheo_chart_words_compared_source (const KheoComparison *comparison);
/* Of today. */
char *kheo_chart_words_date (void);

G_END_DECLS
