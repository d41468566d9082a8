/* Brings a row of a list into view.  At GTK 4.12: gtk_list_view_scroll_to() and friends. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @view is a GtkListView or GtkColumnView; FALSE when it is not on screen yet. */
gboolean kheo_scroll_to (GtkWidget *view, guint position);

G_END_DECLS
