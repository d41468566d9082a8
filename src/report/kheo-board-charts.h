/*
 * What stands on a board: for each item its chart or number, of the unit, period and clock asked
 * for, and from every mark back to what lies beneath.  Made on the store's thread, then unchanged:
 * read on any.
 */
#pragma once

#include "kheo-board.h"
#include "kheo-figure-charts.h"
#include "kheo-model-charts.h"
#include "kheo-own-chart.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount refs;

  gboolean is_tile;
  char    *title;
  char    *problem; /* why there is nothing to see, a whole sentence; NULL: all is well */

  /* Of a chart. */
  KheoChartData *data; /* borrowed from what is below; NULL with a problem */
  KheoChartKind  kind;
  guint          kinds; /* that make sense of it: a mask of (1 << KheoChartKind) */

  /* Of a tile. */
  char         *number; /* as it is written, with the unit of measure */
  char         *remark; /* share of the whole, part of the target; NULL */
  gint64        value;
  KheoChartRole role;   /* whose colour it bears, KHEO_CHART_ROLE_AUTO: none */
  char         *source; /* as under a chart; NULL with a problem */

  /* Owned: which of them follows from the dataset. */
  KheoQuery       *query;
  KheoModelChart  *models;
  KheoFigureChart *figures;
  KheoOwnChart    *own;
  KheoChartData   *own_data;
  gint64           indicator; /* 0 */
} KheoBoardAnswer;

/* What all @items (of KheoBoardItem) show of @query's unit, period, clock and basis: GPtrArray of
 * KheoBoardAnswer, one an item.  What an item asks for in vain, or what fails in it, is a problem
 * of its answer; NULL only when it is cancelled (@cancellable may be NULL). */
GPtrArray *kheo_board_answers_new (KheoDb          *db,
                                   const KheoQuery *query,
                                   const GPtrArray *items,
                                   GCancellable    *cancellable,
                                   GError         **error);

KheoBoardAnswer *kheo_board_answer_ref (KheoBoardAnswer *self);
void             kheo_board_answer_unref (KheoBoardAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoBoardAnswer, kheo_board_answer_unref)

/* "Mô hình kinh tế: 120, 24,0 %", or the sentences of the chart as @kind: for screen readers. */
char *kheo_board_answer_describe (const KheoBoardAnswer *self, KheoChartKind kind);

/* The rows beneath a mark; for tiles and for everything -1, -1.  NULL: there are none in the
 * book. */
KheoQuery *kheo_board_answer_query (const KheoBoardAnswer *self, int category, int series);

/* What every office starts from: the numbers and charts of the overview. */
KheoBoard *kheo_board_new_default (void);

/* A line of a chooser. */
typedef struct
{
  const char *dataset; /* "models:field" */
  const char *title;   /* translated */
  gboolean    is_tile;
} KheoBoardDataset;
/* What boards and the command line offer beside "indicator:CODE" and own charts. @out_n: how
 * many. */
const KheoBoardDataset *kheo_board_list_datasets (guint *out_n);

G_END_DECLS
