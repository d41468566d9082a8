/*
 * By which column and in which direction a column view is sorted, so that SQL can sort.  GTK 4.8
 * cannot be asked; see the .c file.  At GTK 4.10: gtk_column_view_sorter_get_primary_sort_column().
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets people sort by @column; @index is what kheo_column_sort_query() gives for it. */
void kheo_column_sort_prepare (GtkColumnViewColumn *column, guint index);
/* FALSE: not sorted by any of the columns 0 … @n_columns-1. */
gboolean kheo_column_sort_query (GtkColumnView *view,
                                 guint          n_columns,
                                 guint         *out_index,
                                 gboolean      *out_descending);

G_END_DECLS
