/*
 * The rows of a comparison: unit, before, now, change, change in percent; the total last.
 *
 * Signal "activated" (gint64 unit).  Main thread.
 */
#pragma once

#include "kheo-comparison.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_COMPARISON_TABLE (kheo_comparison_table_get_type ())
G_DECLARE_FINAL_TYPE (KheoComparisonTable, kheo_comparison_table, KHEO, COMPARISON_TABLE, GtkWidget)

GtkWidget *kheo_comparison_table_new (void);
/* Copies what it shows; NULL: nothing. */
void kheo_comparison_table_show (KheoComparisonTable *self, const KheoComparison *comparison);

/* All rows with their headings, for the clipboard: tab separated, a line each; caller frees. */
char *kheo_comparison_table_dup_text (KheoComparisonTable *self);

/* For tests: how many rows, with the total; a cell's text. */
guint       kheo_comparison_table_get_n_rows (KheoComparisonTable *self);
const char *kheo_comparison_table_get_text (KheoComparisonTable *self, guint row, guint column);

G_END_DECLS
