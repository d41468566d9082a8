/* Labels as lists and windows have them: at the left, one line or wrapped. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line, its end cut off where there is no room.  @css_class may be NULL. */
GtkWidget *kheo_label_new_line (const char *text, const char *css_class);
/* Wrapped, empty, at the end of @box.  @css_class may be NULL. */
GtkWidget *kheo_label_append (GtkWidget *box, const char *css_class);
/* An empty one takes no room. */
void kheo_label_set (GtkWidget *label, const char *text);

G_END_DECLS
