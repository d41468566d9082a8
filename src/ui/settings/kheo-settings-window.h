/*
 * What the office is called and how its papers are headed: settings of the book, used by every
 * annex.  Written as one action when the window is closed.
 */
#pragma once

#include "kheo-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_SETTINGS_WINDOW (kheo_settings_window_get_type ())
G_DECLARE_FINAL_TYPE (
    KheoSettingsWindow, kheo_settings_window, KHEO, SETTINGS_WINDOW, AdwPreferencesWindow)

/* Toasts and errors appear over the window of @near. */
KheoSettingsWindow *kheo_settings_window_present (GtkWidget *near, KheoBook *book);

/* Keys as in kheo-book-tables.h; what stands in the window now. For tests. */
gboolean kheo_settings_window_is_ready (KheoSettingsWindow *self);
void     kheo_settings_window_set (KheoSettingsWindow *self, const char *key, const char *value);
char    *kheo_settings_window_dup (KheoSettingsWindow *self, const char *key);

G_END_DECLS
