/* Shared by the files of the sheet view. */
#pragma once

#include "kheo-sheet-view.h"

G_BEGIN_DECLS

struct _KheoSheetView
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoImportReview *review;
  GArray           *natural; /* of int: left edge of each column, and the right edge of the last */
  GArray           *edges;   /* … stretched to the room there is */
  GHashTable       *columns; /* of sheet column → KheoReviewColumn, borrowed from review */
  GtkAdjustment    *horizontal, *vertical;
  PangoLayout      *layout; /* of one cell, used again and again */

  const KheoSheet *sheet; /* borrowed from the review's workbook; NULL: nothing to show */
  guint            sheet_index, table;
  guint            n_rows, n_columns;
  int              row, column; /* of the cursor */
  int              line;        /* height of a row, pixels */
  int              heading;     /* … of the headings */
  int              gutter;      /* width of the row numbers */
  gboolean         must_scroll; /* to the cursor, once there is a size */
  guint            horizontal_policy, vertical_policy;
};

/* What a cell says, legacy fonts decoded; owned by the caller. */
char *kheo_sheet_view_dup_text (KheoSheetView *self, guint row, guint column);
/* "new", "changed" … or what kind of row it is, for people; "" when there is nothing to say. */
const char *kheo_sheet_view_describe_row (KheoReviewRow row);

/* Paints all that is visible (kheo-sheet-view-draw.c). */
void kheo_sheet_view_draw (KheoSheetView *self, GtkSnapshot *snapshot);

G_END_DECLS
