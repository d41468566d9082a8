/* Columns of the desk's tables, whose rows are KheoReformLine.  Main thread. */
#pragma once

#include "kheo-reform-line.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @width in pixels; 0: takes what is left.  The name of a row for screen readers is made of all its
 * texts. */
void
kheo_reform_columns_add_text (GtkColumnView *view, const char *title, KheoLineText text, int width);
void kheo_reform_columns_add_count (GtkColumnView *view,
                                    const char    *title,
                                    KheoLineCount  count,
                                    int            width);

G_END_DECLS
