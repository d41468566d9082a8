/*
 * The picture of a sheet as it was understood: column letters, what each column is, row numbers,
 * rows coloured and marked by what will become of them, cells with findings framed.  Draws only
 * what is seen, so a sheet of a million rows is as quick as one of ten.
 *
 * Arrows, Page Up/Down, Home and End move the cursor; above the first row lie the headings, where
 * Return asks what the column is.
 *
 * Signals:
 *   "cursor-moved" ()
 *   "heading-activated" (uint column)         of the sheet, 0-based
 *   "edit-asked" ()                           the cursor's cell is to be corrected: the owner calls
 *                                             kheo_sheet_view_edit() when it can be
 *   "edited" (char *text)                     … as typed: the owner ends the edit, or says what is
 *                                             wrong
 *   "row-menu" (double x, double y)           a menu for the cursor's row is wanted there
 */
#pragma once

#include "kheo-import-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_SHEET_VIEW (kheo_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoSheetView, kheo_sheet_view, KHEO, SHEET_VIEW, GtkWidget)

#define KHEO_SHEET_HEADING -1 /* the cursor's row when it stands on the headings */

/* Shows the sheet of @table; the cursor stays when the sheet is the same. NULL shows nothing. */
void kheo_sheet_view_set_review (KheoSheetView *self, KheoImportReview *review, guint table);

/* Shows a sheet of @workbook as it came, with what is known of its columns (of KheoReviewColumn,
 * may be NULL); a NULL workbook shows nothing. */
void kheo_sheet_view_set_sheet (KheoSheetView *self,
                                KheoWorkbook  *workbook,
                                guint          sheet,
                                GPtrArray     *columns);
/* Frames a row, and a cell in it (-1: only the row), brings them into view and puts the cursor
 * there; row -1: none. */
void kheo_sheet_view_set_mark (KheoSheetView *self, int row, int column);

void kheo_sheet_view_get_cursor (KheoSheetView *self, int *out_row, int *out_column);
/* Brings the cell into view. */
void kheo_sheet_view_set_cursor (KheoSheetView *self, int row, int column);
/* An entry over the cell of the cursor, holding @text; @label names it for screen readers. */
void kheo_sheet_view_edit (KheoSheetView *self, const char *text, const char *label);
/* What is wrong with what is typed, shown by the entry; NULL: nothing. */
void     kheo_sheet_view_set_edit_problem (KheoSheetView *self, const char *problem);
void     kheo_sheet_view_end_edit (KheoSheetView *self);
gboolean kheo_sheet_view_is_editing (KheoSheetView *self);
/* Where a column's heading is now, in the view's coordinates. */
void
kheo_sheet_view_get_heading_area (KheoSheetView *self, guint column, GdkRectangle *out_rectangle);

G_END_DECLS
