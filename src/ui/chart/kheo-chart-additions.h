/*
 * What a person adds to a chart, to be filled in: the year before, the average and other levels to
 * compare with, the one that stands out, notes.  As text it is that of report/kheo-chart-options.h.
 *
 * Signal "changed" (): by a person.
 */
#pragma once

#include "kheo-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_CHART_ADDITIONS (kheo_chart_additions_get_type ())
G_DECLARE_FINAL_TYPE (KheoChartAdditions, kheo_chart_additions, KHEO, CHART_ADDITIONS, GtkWidget)

/* @has_before: a year before can be asked for. */
GtkWidget *kheo_chart_additions_new (gboolean has_before);
/* The labels of @data are suggested; copied.  NULL: none. */
void kheo_chart_additions_set_data (KheoChartAdditions *self, const KheoChartData *data);
void kheo_chart_additions_set_text (KheoChartAdditions *self, const char *text);
/* NULL when nothing is added.  @findings (of char*, may be NULL) is told of lines that cannot be
 * read; they are left out. */
char *kheo_chart_additions_dup_text (KheoChartAdditions *self, GPtrArray *findings);
/* Begins a note at @label, to be written on. */
void kheo_chart_additions_begin_note (KheoChartAdditions *self, const char *label);

G_END_DECLS
