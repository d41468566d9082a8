/*
 * A small modal window with a form: Cancel at the left, the deed at the right, Escape closes.
 * At libadwaita 1.5: AdwDialog.  Signal "accepted" (): the person pressed the deed; whoever listens
 * does it and closes the window (gtk_window_destroy) or shows why not.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_SHEET_WINDOW (kheo_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (KheoSheetWindow, kheo_sheet_window, KHEO, SHEET_WINDOW, AdwWindow)

/* Takes @content (floating).  @deed NULL: only a close button. */
KheoSheetWindow *
kheo_sheet_window_new (GtkWidget *near, const char *title, const char *deed, GtkWidget *content);
GtkWidget *kheo_sheet_window_get_content (KheoSheetWindow *self);
void       kheo_sheet_window_set_ready (KheoSheetWindow *self, gboolean ready);
/* Shown above the form until the next try; NULL takes it away. */
void        kheo_sheet_window_set_problem (KheoSheetWindow *self, const char *text);
const char *kheo_sheet_window_get_problem (KheoSheetWindow *self); /* NULL: none */

G_END_DECLS
