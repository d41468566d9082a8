/* A strip across the window that says something lasting ("This book may only be read: …").
 * At libadwaita 1.3: AdwBanner. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_BANNER (kheo_banner_get_type ())
G_DECLARE_FINAL_TYPE (KheoBanner, kheo_banner, KHEO, BANNER, GtkWidget)

GtkWidget *kheo_banner_new (void);
/* @text NULL hides it.  @button (translated) and @action may be NULL. */
void kheo_banner_show (KheoBanner *self, const char *text, const char *button, const char *action);
const char *kheo_banner_get_text (KheoBanner *self); /* NULL while hidden */

G_END_DECLS
