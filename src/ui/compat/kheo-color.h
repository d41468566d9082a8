/* Colours of the theme of the day, for what we draw ourselves. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The text colour of @widget.  At GTK 4.10: gtk_widget_get_color(). */
GdkRGBA kheo_color_get_text (GtkWidget *widget);
/* A colour of the theme by name ("accent_bg_color", "window_bg_color"); the text's when unknown. */
GdkRGBA kheo_color_get_named (GtkWidget *widget, const char *name);

G_END_DECLS
