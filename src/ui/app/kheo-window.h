/*
 * The window: header bar, tree, pages.  With a book open:
 *
 *   header bar   menu · title · KheoFinder · KheoClockButton · KheoPeriodButton
 *   below        KheoUnitSidebar │ stack of pages (overview, models, history)
 *   or           the review of dropped files, in the place of both
 *
 * Without one: a greeting with three ways on.  Everything follows one KheoScope per book.
 */
#pragma once

#include "kheo-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_WINDOW (kheo_window_get_type ())
G_DECLARE_FINAL_TYPE (KheoWindow, kheo_window, KHEO, WINDOW, AdwApplicationWindow)

KheoWindow *kheo_window_new (GtkApplication *app);

/* Opens the book (or makes it, with @create), instead of the one that is open; says why not. */
gboolean  kheo_window_open_book (KheoWindow *self, const char *path, gboolean create);
KheoBook *kheo_window_get_book (KheoWindow *self); /* NULL: none is open */
/* A .kheo file is opened, others are given to the import. */
void kheo_window_take_files (KheoWindow *self, GFile **files, guint n);

G_END_DECLS
