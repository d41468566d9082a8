/*
 * Every file that was ever taken in: what came of it, what of it is still in the book; to look at
 * it as it came, to save it, to list its records and to take it back, weeks later too.
 *
 * Actions, of the file chosen in the list:
 *   "imports.take-back" ()   or bring back what was taken back; says first what would be kept
 *   "imports.show" ()        the picture of the kept file
 *   "imports.save" ()        the kept file as it came
 *   "imports.records" ()     the records that stem from it
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORTS_PAGE (kheo_imports_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportsPage, kheo_imports_page, KHEO, IMPORTS_PAGE, GtkWidget)

GtkWidget *kheo_imports_page_new (KheoScope *scope);

/* For tests: the rows, of KheoTakenFile. */
GListModel *kheo_imports_page_get_model (KheoImportsPage *self);
gboolean    kheo_imports_page_is_busy (KheoImportsPage *self);
/* Saves the file chosen at @path without asking where. */
void kheo_imports_page_save (KheoImportsPage *self, const char *path);

G_END_DECLS
