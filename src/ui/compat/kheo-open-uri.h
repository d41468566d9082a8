/* Opens a file or address in the program that the person uses for it.  At GTK 4.10:
 * GtkFileLauncher.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kheo_open_uri (GtkWidget *near, const char *uri);

G_END_DECLS
