/* The window "About Khéo".  At libadwaita 1.5: AdwAboutDialog. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kheo_about_show (GtkWindow *parent);

G_END_DECLS
