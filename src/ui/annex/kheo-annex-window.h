/*
 * An annex on its way to paper or a file, and the desk where its layout is made: the pages at the
 * left as they will be printed, at the right what can be chosen.
 *
 * Actions:
 *   "annex.print" ()          GTK's dialog
 *   "annex.save" (s)          "pdf", "xlsx", "ods" or "odt"
 *   "annex.remove" ()         takes the office's layout out of the book
 */
#pragma once

#include "kheo-annex-question.h"
#include "kheo-scope.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_ANNEX_WINDOW (kheo_annex_window_get_type ())
G_DECLARE_FINAL_TYPE (KheoAnnexWindow, kheo_annex_window, KHEO, ANNEX_WINDOW, AdwWindow)

/* Copies @question. */
KheoAnnexWindow *
kheo_annex_window_present (GtkWidget *near, KheoScope *scope, const KheoAnnexQuestion *question);
/* The list of @query's register. */
KheoAnnexWindow *
kheo_annex_window_present_list (GtkWidget *near, KheoScope *scope, const KheoQuery *query);

/* For tests: how many pages the preview has; 0 while they are being made.  And the layout. */
guint                  kheo_annex_window_get_n_pages (KheoAnnexWindow *self);
const KheoAnnexLayout *kheo_annex_window_get_layout (KheoAnnexWindow *self);
/* For tests: chooses the layout as the person would. */
void kheo_annex_window_choose (KheoAnnexWindow *self, guint index);

/* For tests: one annex for each unit directly below (KHEO_EACH_CHILD) or of @level; @how "bound"
 * into the PDF @path, else the ending of the files in the folder @path. */
void
kheo_annex_window_write_each (KheoAnnexWindow *self, int level, const char *path, const char *how);
gboolean kheo_annex_window_is_writing (KheoAnnexWindow *self);

G_END_DECLS
