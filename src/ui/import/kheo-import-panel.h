/*
 * What stands beside the picture of the sheet: one of several lists above, the row of the cursor
 * below.  Answers are given by the actions "import.…" of the view.
 *
 *   findings    what is doubtful, by kind                                          -findings.c
 *   units       names of units that are not known for sure                        -units.c
 *   spellings   one thing written in several ways, and what was joined            -spellings.c
 *   alike       rows that look like a record or another row, field by field       -alike.c
 *   new, changed, unchanged, refused    the rows of that status                   -rows.c
 */
#pragma once

#include "kheo-import-file.h"
#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORT_PANEL (kheo_import_panel_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportPanel, kheo_import_panel, KHEO, IMPORT_PANEL, GtkWidget)

void kheo_import_panel_set_scope (KheoImportPanel *self, KheoScope *scope);
/* Shows what @file has understood now; NULL shows nothing. */
void kheo_import_panel_set_file (KheoImportPanel *self, KheoImportFile *file);
/* One of the names above; what it shows is made when it is turned to. */
void kheo_import_panel_set_page (KheoImportPanel *self, const char *page);
/* On a page of rows: to the first of them. */
void        kheo_import_panel_go_first (KheoImportPanel *self);
const char *kheo_import_panel_get_page (KheoImportPanel *self);
/* How many things of @page there are; those that wait for an answer. */
guint kheo_import_panel_count (KheoImportReview *review, const char *page);

/* The finding after (or before) the one chosen in the order of the list; its index in the review,
 * -1 when there is none. */
int kheo_import_panel_step_finding (KheoImportPanel *self, int step);

/* The row the cursor stands on: @describe says what it is.  What it holds is said a moment later by
 * kheo_import_panel_set_details(), or nothing of another row is seen any more. */
void kheo_import_panel_set_row (KheoImportPanel *self, const char *title, const char *describe);
/* Its fields (of KheoImportDetail); NULL: none. */
void kheo_import_panel_set_details (KheoImportPanel *self, GPtrArray *details);

G_END_DECLS
