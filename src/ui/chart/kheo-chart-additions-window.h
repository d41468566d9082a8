/* The window in which a person says what to add to a chart.  Main thread. */
#pragma once

#include "kheo-chart-view.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

/* Of the chart in @view, which bears @text (NULL: nothing); a note begins at the mark that has the
 * keyboard.  Whoever presents it listens to "accepted". */
KheoSheetWindow *
kheo_chart_additions_window_present (KheoChartView *view, const char *text, gboolean has_before);
/* What was filled in, NULL for nothing.  FALSE: a line cannot be read, which the window says. */
gboolean kheo_chart_additions_window_take (KheoSheetWindow *window, char **out_text);

G_END_DECLS
