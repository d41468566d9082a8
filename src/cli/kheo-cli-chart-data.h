/*
 * chart: figures that are not in the book (--data FILE), own charts of it ("chart:NAME"), and what
 * a person adds to any chart: notes, levels to compare with, the one that stands out.
 */
#pragma once

#include "kheo-cli.h"

#include "kheo-chart.h"

G_BEGIN_DECLS

typedef struct
{
  char    *file;
  char    *subtitle;
  char    *unit_of_measure;
  char    *source;
  char    *dated_on;
  char    *emphasis;
  char   **notes;
  char   **references;
  gboolean average;
  gboolean year_before; /* of figures of the book */
  gboolean keep;
} KheoCliChartData;

#define KHEO_CLI_CHART_DATA_ENTRIES(data)                                                          \
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &(data)->file, NULL, "FILE" },                            \
      { "subtitle", 0, 0, G_OPTION_ARG_STRING, &(data)->subtitle, NULL, "TEXT" },                  \
      { "unit-of-measure", 0, 0, G_OPTION_ARG_STRING, &(data)->unit_of_measure, NULL, "TEXT" },    \
      { "source", 0, 0, G_OPTION_ARG_STRING, &(data)->source, NULL, "TEXT" },                      \
      { "dated-on", 0, 0, G_OPTION_ARG_STRING, &(data)->dated_on, NULL, "DATE" },                  \
      { "emphasis", 0, 0, G_OPTION_ARG_STRING, &(data)->emphasis, NULL, "LABEL" },                 \
      { "note", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(data)->notes, NULL, "LABEL=TEXT" },             \
      { "reference", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(data)->references, NULL, "LABEL=VALUE" },  \
      { "average", 0, 0, G_OPTION_ARG_NONE, &(data)->average, NULL, NULL },                        \
      { "year-before", 0, 0, G_OPTION_ARG_NONE, &(data)->year_before, NULL, NULL },                \
  {                                                                                                \
    "keep", 0, 0, G_OPTION_ARG_NONE, &(data)->keep, NULL, NULL                                     \
  }

void kheo_cli_chart_data_clear (KheoCliChartData *self);

/* The table of --data as a chart of @kind; with --keep it goes into the book.  @title NULL: the one
 * over the table, else the file's name.  What was not understood is told on standard error, then
 * @out_status is KHEO_EXIT_NEEDS_PERSON.  NULL: printed, exit with @out_status. */
KheoChartData *kheo_cli_chart_data_read (const KheoCliChartData *self,
                                         KheoCli                *cli,
                                         KheoChartKind           kind,
                                         const char             *title,
                                         KheoExit               *out_status);
/* The own chart called @name, with what the options add. */
KheoChartData *kheo_cli_chart_data_open (const KheoCliChartData *self,
                                         KheoCli                *cli,
                                         const char             *name,
                                         KheoExit               *out_status);
/* Lays notes, references and emphasis over the chart of any dataset; FALSE: printed. */
gboolean
kheo_cli_chart_data_apply (const KheoCliChartData *self, KheoChartData *data, KheoExit *out_status);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoCliChartData, kheo_cli_chart_data_clear)

G_END_DECLS
