/*
 * What a page is: any GtkWidget made with a KheoScope, which it refs and follows ("changed",
 * "map-changed").  The window puts it on its stack; it lives as long as the book is open.
 *
 *   GtkWidget *kheo_overview_page_new (KheoScope *scope);   overview/kheo-overview-page.h
 *   GtkWidget *kheo_history_page_new  (KheoScope *scope);   history/kheo-history-page.h
 *   GtkWidget *kheo_records_page_new  (KheoScope *scope, …); list/kheo-records-page.h
 *   GtkWidget *kheo_work_page_new     (KheoScope *scope);   work/kheo-work-page.h
 *   GtkWidget *kheo_figures_page_new  (KheoScope *scope);   figures/kheo-figures-page.h
 *   GtkWidget *kheo_imports_page_new  (KheoScope *scope);   imports/kheo-imports-page.h
 *   GtkWidget *kheo_reform_page_new   (KheoScope *scope);   reform/kheo-reform-page.h
 *
 * The review of dropped files stands in the place of tree and pages while it lasts:
 *
 *   GtkWidget *kheo_import_view_new (KheoScope *scope);     import/kheo-import-view.h
 *   void kheo_import_view_open_files (KheoImportView *self, GSList *files);   as often as needed
 *   signal "closed" ()   committed or given up: the window shows the pages again
 *
 * What a page may ask of the window, by action on any of its widgets (gtk_widget_activate_action):
 *
 *   "win.undo-action" (x)   take back action x; toast or question follow by themselves
 *   "win.redo-action" (x)   bring action x back
 *   "win.take-back" (x)     take back action x, after saying what would be kept
 *   "win.page" (s)          turn to "overview", "models", "figures", "work", "imports" or
 *                           "history"
 *   "win.show-record" (sx)  turn to the record of that register ("models" …) with that id
 *   "win.show-import" (x)   turn to the models that came from import x
 *   "win.unit-groups" ()    the dated groups of units
 *   "win.unit-life" (x)     the life of a unit, living or ended; 0: of the chosen one
 *   "win.show-cell" (sxs)   the picture of the cell that a field of a record came from: register,
 *                           id, field's name ("": the row)
 *   "win.reform" ()         turn to the desk of reforms; "win.reform-file" (s) with the table of
 *                           this URI; "win.unit-drop" (xx) ask what dropping a unit on another
 *                           means
 *   "win.import" ()         choose a file; "win.import-file" (s)  import the file of this URI
 *   "win.print-annex" (s)   an annex of what is chosen: "total:models" … (kheo-annex-subject.h)
 *   "win.print" (), "win.export-chart" (), "win.export-models" (), "win.settings" ()
 *
 * Main thread.
 */
#pragma once

#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Path prefix of templates: KHEO_UI "overview/kheo-overview-page.ui". */
#define KHEO_UI "/org/kheo/Kheo/ui/"

/* Registers resources and the types that templates name; once, before any widget of ours. */
void kheo_ui_init (void);

/* A short message over the window that holds @page. */
void kheo_page_toast (GtkWidget *page, const char *text);
/* The same after a write: with the button "Undo" for @action; does nothing when @action is 0. */
void kheo_page_toast_action (GtkWidget *page, const char *text, gint64 action);
/* … after @action was taken back: with the button "Bring back". */
void kheo_page_toast_undone (GtkWidget *page, const char *text, gint64 action);
/* Says @what went wrong ("The model could not be saved") and why; nothing when it was cancelled. */
void kheo_page_show_error (GtkWidget *page, const char *what, const GError *error);

/* For dispose: lets go of all that is left in @widget; gtk_widget_dispose_template() only knows the
 * children that are bound. */
void kheo_page_unparent_children (GtkWidget *widget);

/* GTK 4.8 tells screen readers about hidden pages of a stack too: hides @page while unmapped. */
void kheo_page_hide_unmapped (GtkWidget *page);
/* The same of all pages of @stack. */
void kheo_page_hide_unmapped_pages (GtkStack *stack);
/* The accessible name of a widget. */
void kheo_page_set_label (GtkWidget *widget, const char *label);
/* The accessible name of the list row (and cell) that holds @child; called in "bind". */
void kheo_page_name_row (GtkWidget *child, const char *label);

G_END_DECLS
