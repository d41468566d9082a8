/*
 * What will be printed, as it will be, with the few things one may choose about it.  The pages come
 * from report/; the preview shows those very pages.  (Annexes: annex/kheo-annex-window.h.)
 *
 * Actions:
 *   "print.print" ()          GTK's dialog
 *   "print.save" (s)          "pdf", "svg" or "png"
 *   "print.next-page" (), "print.previous-page" ()
 *   "print.zoom" (s)          "in", "out" or "fit"
 */
#pragma once

#include "kheo-chart.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_PRINT_WINDOW (kheo_print_window_get_type ())
G_DECLARE_FINAL_TYPE (KheoPrintWindow, kheo_print_window, KHEO, PRINT_WINDOW, AdwWindow)

/* A chart on one sheet. */
KheoPrintWindow *
kheo_print_window_present_chart (GtkWidget *near, KheoChartKind kind, KheoChartData *data);

/* For tests: how many pages the preview has; 0 while they are being made. */
guint kheo_print_window_get_n_pages (KheoPrintWindow *self);

G_END_DECLS
