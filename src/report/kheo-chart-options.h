/*
 * What a person adds to the figures of a chart: the year before, the average and other levels to
 * compare with, notes at a value, the one that stands out.  Kept as text beside an own chart or
 * what stands on a board, a line each, cells between tabs:
 *
 *   reference  LABEL  VALUE       note  LABEL  TEXT       emphasis  LABEL       average before
 *
 * Any thread.
 */
#pragma once

#include "kheo-chart-data.h"

G_BEGIN_DECLS

typedef struct
{
  char  *label;
  double value;
} KheoChartReference;

typedef struct
{
  char *label; /* of the category; "": at the whole chart */
  char *text;
} KheoChartNote;

typedef struct
{
  GArray  *references; /* of KheoChartReference */
  GArray  *notes;      /* of KheoChartNote */
  char    *emphasis;   /* label of a category; NULL */
  gboolean average;    /* the mean of what is shown, as a level */
  gboolean before; /* the same time a year earlier: kheo-chart-before.h, for figures of a book */
} KheoChartOptions;

KheoChartOptions *kheo_chart_options_new (void);
/* Lines that are not known are left out. @text may be NULL. */
KheoChartOptions *kheo_chart_options_parse (const char *text);
void              kheo_chart_options_free (KheoChartOptions *self); /* may be NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoChartOptions, kheo_chart_options_free)

/* NULL when nothing is said. */
char *kheo_chart_options_to_text (const KheoChartOptions *self);
void  kheo_chart_options_set_emphasis (KheoChartOptions *self, const char *label);

/* "LABEL=12,5" and "LABEL=TEXT" (without "=": at the whole) as typed on a command line; FALSE when
 * it is not such. */
gboolean kheo_chart_options_add_reference_text (KheoChartOptions *self, const char *text);
gboolean kheo_chart_options_add_note_text (KheoChartOptions *self, const char *text);

/* Lays them over @data, but for what was before.  Labels are compared as people write them: case
 * and marks of spelling aside.  @findings (of char*, may be NULL) is told of labels that are not
 * there. */
void
kheo_chart_options_apply (const KheoChartOptions *self, KheoChartData *data, GPtrArray *findings);

G_END_DECLS
