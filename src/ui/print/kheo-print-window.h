/*
 * What will be printed, as it will be, with the few things one may choose about it: a chart, or
 * several on a sheet; on any paper, cut over sheets; for one unit or for each unit below.  The
 * pages come from report/; the preview shows those very pages.  (Annexes:
 * annex/kheo-annex-window.h.)
 *
 * Actions:
 *   "print.print" ()          GTK's dialog
 *   "print.save" (s)          "pdf", "svg" or "png"; "folder": a PDF for each unit below
 *   "print.stop" ()           stops what is being written
 *   "print.next-page" (), "print.previous-page" ()
 *   "print.zoom" (s)          "in", "out" or "fit"
 */
#pragma once

#include "kheo-paper-group.h"
#include "kheo-print-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_PRINT_WINDOW (kheo_print_window_get_type ())
G_DECLARE_FINAL_TYPE (KheoPrintWindow, kheo_print_window, KHEO, PRINT_WINDOW, AdwWindow)

/* A chart on one sheet. */
KheoPrintWindow *
kheo_print_window_present_chart (GtkWidget *near, KheoChartKind kind, KheoChartData *data);
/* All that stands on @sheet, which is kept by reference and has a chart at least. */
KheoPrintWindow *kheo_print_window_present_sheet (GtkWidget *near, KheoPrintSheet *sheet);

/* For tests. */
guint     kheo_print_window_get_n_pages (KheoPrintWindow *self); /* 0 while they are being made */
KheoPaper kheo_print_window_get_paper (KheoPrintWindow *self);   /* of those pages */
KheoPaperGroup *kheo_print_window_get_paper_group (KheoPrintWindow *self);
guint           kheo_print_window_get_n_findings (KheoPrintWindow *self);
/* As the switch "One page for each unit below". */
void     kheo_print_window_set_each (KheoPrintWindow *self, gboolean each);
void     kheo_print_window_write_each (KheoPrintWindow *self, const char *path, gboolean bound);
gboolean kheo_print_window_is_writing (KheoPrintWindow *self);

G_END_DECLS
