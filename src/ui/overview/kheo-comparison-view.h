/*
 * A unit's period beside another one, both on the scope's map: what is compared, with which year
 * and by what is chosen at the top; a table, a chart, and what could not be restated.
 *
 * Actions:
 *   "compare.copy" ()    the table to the clipboard, to be put into a spreadsheet
 *   "compare.print" ()   the table as an annex, in the print window
 *
 * Asks only while it is shown.  Main thread.
 */
#pragma once

#include "kheo-comparison-table.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_COMPARISON_VIEW (kheo_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoComparisonView, kheo_comparison_view, KHEO, COMPARISON_VIEW, GtkWidget)

GtkWidget *kheo_comparison_view_new (KheoScope *scope);

/* For tests. */
gboolean              kheo_comparison_view_is_busy (KheoComparisonView *self);
const KheoComparison *kheo_comparison_view_get (KheoComparisonView *self); /* NULL: none yet */
KheoComparisonTable  *kheo_comparison_view_get_table (KheoComparisonView *self);
void kheo_comparison_view_choose (KheoComparisonView *self, guint what, guint years_back, guint by);

G_END_DECLS
