/* What is written into a painted rectangle: a few texts, one below the other. */
#pragma once

#include "kheo-chart-private.h"

G_BEGIN_DECLS

typedef struct
{
  KheoChartLabelType type;
  const char        *text;
  double             size;
  gboolean           bold;
  int                max_lines;
  gboolean           may_shorten; /* "…" is better than nothing */
} KheoCellText;

typedef struct
{
  KheoBox   room;
  KheoColor ground;  /* what it is written on */
  int       pattern; /* of mono; -1: none, then the text needs no plate */
  int       category, series;
  gboolean  centred; /* else from the top left */
} KheoCell;

/* Whether all @n texts would fit, as far as can be told without laying them out. */
gboolean kheo_chart_cell_holds (KheoChartLayout    *self,
                                const KheoCell     *cell,
                                const KheoCellText *texts,
                                guint               n);
/* Places all @n texts, or none when they do not all fit without a broken word: then FALSE. */
gboolean kheo_chart_write_cell (KheoChartLayout    *self,
                                const KheoCell     *cell,
                                const KheoCellText *texts,
                                guint               n);

G_END_DECLS
