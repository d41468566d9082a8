/*
 * A chart of the office's own figures as it is made: its words, its small table, what is compared
 * and noted, and beside them the chart itself.
 *
 * Signals:
 *   "changed" ()   something was typed
 */
#pragma once

#include "kheo-chart-card.h"
#include "kheo-own-chart.h"
#include "kheo-table-editor.h"

G_BEGIN_DECLS

#define KHEO_TYPE_OWN_CHART_EDITOR (kheo_own_chart_editor_get_type ())
G_DECLARE_FINAL_TYPE (KheoOwnChartEditor, kheo_own_chart_editor, KHEO, OWN_CHART_EDITOR, GtkWidget)

GtkWidget *kheo_own_chart_editor_new (void);
/* NULL: a new one. */
void kheo_own_chart_editor_set_chart (KheoOwnChartEditor *self, const KheoOwnChart *chart);
/* As it is filled in; caller frees. */
KheoOwnChart *kheo_own_chart_editor_dup_chart (KheoOwnChartEditor *self);
/* Takes in the table of a file with what stands around it. */
void kheo_own_chart_editor_take_table (KheoOwnChartEditor *self, const KheoSmallTable *table);
/* Something was typed since the chart was set. */
gboolean kheo_own_chart_editor_is_changed (KheoOwnChartEditor *self);
/* Is there a number that a chart could show? */
gboolean         kheo_own_chart_editor_has_figures (KheoOwnChartEditor *self);
KheoTableEditor *kheo_own_chart_editor_get_table (KheoOwnChartEditor *self);
KheoChartCard   *kheo_own_chart_editor_get_card (KheoOwnChartEditor *self);
/* For tests: lays the chart out now, not after a pause of typing. */
void kheo_own_chart_editor_refresh (KheoOwnChartEditor *self);

G_END_DECLS
