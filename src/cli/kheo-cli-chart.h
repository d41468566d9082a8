/* chart: what is asked for ("ranking models:child") and the figures of it, of any unit. */
#pragma once

#include "kheo-cli-chart-data.h"

#include "kheo-figure-charts.h"
#include "kheo-model-charts.h"

G_BEGIN_DECLS

typedef struct
{
  KheoChartKind kind;
  char         *dataset; /* NULL: the table of --data */
  const char   *title;   /* of that table; borrowed, NULL: its own */

  /* Found out by kheo_cli_chart_open(). */
  KheoQuery        *query; /* owned; NULL: not of the book's units */
  KheoModelsDataset models;
  gint64            indicator; /* 0: of the models */
  KheoFiguresBy     by;
  gboolean          completeness; /* of reports, in the query's period */
  char             *own;          /* name of an own chart */
} KheoCliChart;

void kheo_cli_chart_clear (KheoCliChart *self);

/* FALSE: @name is none of the datasets there are. */
gboolean kheo_cli_chart_parse (KheoCliChart *self, KheoChartKind kind, const char *name);

/* Opens the book where that is needed and looks for what is named; else printed. */
KheoExit kheo_cli_chart_open (KheoCliChart *self, KheoCli *cli, KheoCliScope *scope);

/* With what the options of @added say, of @unit (0: of the scope's).  NULL: printed. */
KheoChartData *kheo_cli_chart_read (KheoCliChart           *self,
                                    KheoCli                *cli,
                                    const KheoCliChartData *added,
                                    gint64                  unit,
                                    KheoExit               *out_status);

G_END_DECLS
