/*
 * Beside the picture of the sheet: the units that were not found, what else needs a look, and what
 * the chosen row says.
 *
 *   KheoCountList ─► GtkSingleSelection ─► GtkListView of findings
 *
 * Signals:
 *   "finding-activated" (uint index)           of the review
 *   "unit-chosen" (uint index, int64 unit)     an answer for unit @index of the review
 */
#pragma once

#include "kheo-import-file.h"
#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORT_PANEL (kheo_import_panel_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportPanel, kheo_import_panel, KHEO, IMPORT_PANEL, GtkWidget)

void kheo_import_panel_set_scope (KheoImportPanel *self, KheoScope *scope);
/* NULL shows nothing. */
void kheo_import_panel_set_review (KheoImportPanel *self, KheoImportReview *review);

/* The row the cursor stands on: @describe says what it is, @details (of KheoImportDetail, may be
 * NULL) its fields. */
void kheo_import_panel_set_row (KheoImportPanel *self,
                                const char      *title,
                                const char      *describe,
                                GPtrArray       *details);

G_END_DECLS
