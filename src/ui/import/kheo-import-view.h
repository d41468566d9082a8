/*
 * From dropped files to the book: reads, shows what was understood, lets it be put right, writes.
 * Several files wait in a row; each is an action of its own.  Nothing is written before the button.
 *
 * Actions:
 *   "import.commit" (), "import.cancel" ()        the file shown
 *   "import.skip-row" (), "import.take-row" ()    the row of the cursor
 *   "import.set-column" (uui)                      table, column of the sheet, field
 *   "import.set-as" (s)                           "models", "units", "nothing": the table shown
 *   "import.set-year" (i), "import.set-create-units" (b)
 *   "import.choose-unit" (ux)                     answer for a unit of the review
 *   "import.set-meaning" (uussi)                  of a column of figures: table, column of the
 * sheet, indicator and period ("": the row or sheet says), KheoMeasure "import.set-encoding" (uui)
 * table, column of the sheet, KheoEncoding "import.edit-cell" ()                         opens an
 * entry over the cursor's cell "import.correct-alike", "import.leave-alike" ()   what was typed,
 * for all that write the same "import.join" (uiass), "import.keep-apart" (uias), "import.unjoin"
 * (uis) table, field, as written (several), what is meant "import.same" (uux), "import.distinct"
 * (uuxi), "import.leave-out" (uu) table, row, record, other row "import.set-form-name" (s)
 *   "import.page" (s)                             a page of the panel: see kheo-import-panel.h
 *   "import.go-to" (iii)                          table, row and column of the sheet; -1: none
 *   "import.next-finding", "import.previous-finding" ()
 *   "import.write-rejects" ()                     asks where to
 *   "import.write-ready", "import.cancel-all" ()  of all files
 *
 * Signals:
 *   "closed" ()    the last file was written or given up
 */
#pragma once

#include "kheo-import-queue.h"
#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORT_VIEW (kheo_import_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportView, kheo_import_view, KHEO, IMPORT_VIEW, GtkWidget)

GtkWidget *kheo_import_view_new (KheoScope *scope);

/* Adds @files (of GFile, borrowed) to those that wait; folders with all that is in them. */
void  kheo_import_view_open_files (KheoImportView *self, GSList *files);
guint kheo_import_view_get_n_files (KheoImportView *self); /* listed, also those written */
/* The one that is shown; NULL: none. */
KheoImportFile  *kheo_import_view_get_file (KheoImportView *self);
KheoImportQueue *kheo_import_view_get_queue (KheoImportView *self);

G_END_DECLS
