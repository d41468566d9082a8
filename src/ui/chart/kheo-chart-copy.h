/*
 * A chart on the clipboard, as a picture or as its table; a toast on @near says that it is there.
 * Main thread.
 */
#pragma once

#include "kheo-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kheo_chart_copy_picture (GtkWidget *near, KheoChartKind kind, KheoChartData *data);
void kheo_chart_copy_table (GtkWidget *near, const KheoChartData *data);

G_END_DECLS
