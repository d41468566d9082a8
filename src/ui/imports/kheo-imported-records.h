/*
 * What one file brought into the book, register by register, each row the way to its record.
 * Main thread.
 */
#pragma once

#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A tab for each register, told with its count.  @records: GArray of KheoImportRecord
 * (kheo-imports.h), by register.  Activating a row emits win.show-record from @near and closes the
 * window; @near NULL: from the list itself, and nothing closes. */
GtkWidget *kheo_imported_records_new (KheoScope *scope, GArray *records, GtkWidget *near);
/* The same in a window of its own. */
void kheo_imported_records_present (GtkWidget  *near,
                                    KheoScope  *scope,
                                    GArray     *records,
                                    const char *file);

G_END_DECLS
