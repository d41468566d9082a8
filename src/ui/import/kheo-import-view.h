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
 *
 * Signals:
 *   "closed" ()    the last file was written or given up
 */
#pragma once

#include "kheo-import-file.h"
#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORT_VIEW (kheo_import_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportView, kheo_import_view, KHEO, IMPORT_VIEW, GtkWidget)

GtkWidget *kheo_import_view_new (KheoScope *scope);

/* Adds @files (of GFile, borrowed) to those that wait. */
void  kheo_import_view_open_files (KheoImportView *self, GSList *files);
guint kheo_import_view_get_n_files (KheoImportView *self); /* not written or given up yet */
/* The one that is shown; NULL: none. */
KheoImportFile *kheo_import_view_get_file (KheoImportView *self);

G_END_DECLS
