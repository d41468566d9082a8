/* How a chart is to look where a widget stands: in its font, on its ground, light or dark. */
#pragma once

#include "kheo-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The height of the widget's font in pixels. */
double kheo_chart_font_pixels (GtkWidget *widget);
/* @whole: with title, notes and source in the picture.  The family belongs to the widget. */
void kheo_chart_style_of (GtkWidget *widget, gboolean whole, KheoChartStyle *style);

G_END_DECLS
