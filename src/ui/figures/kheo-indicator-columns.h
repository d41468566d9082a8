/* Columns of tables of KheoIndicatorRow: indicators, or the parts of one.  Main thread. */
#pragma once

#include "kheo-indicator-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Appends columns of all texts, or of those only that parts of one indicator have (@parts: without
 * measure and the year before).  @first: heading of the names. */
void kheo_indicator_columns_add (GtkColumnView *view, const char *first, gboolean parts);
/* Shows the columns of targets only where there is one. */
void kheo_indicator_columns_follow (GtkColumnView *view, GListModel *rows);
/* What is shown, tab separated, with headings; owned by the caller. */
char *kheo_indicator_columns_dup_table (GListModel *rows, const char *first, gboolean parts);

G_END_DECLS
