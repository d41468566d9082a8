/* Shared by the files of the sheet view. */
#pragma once

#include "kheo-sheet-view.h"

G_BEGIN_DECLS

struct _KheoSheetView
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoImportReview *review;   /* NULL: a sheet as it came */
  KheoWorkbook     *workbook; /* … of which this holds the cells */
  GPtrArray        *infos;    /* … and this what is known of its columns; may be NULL */
  GArray           *natural;  /* of int: left edge of each column, and the right edge of the last */
  GArray           *edges;    /* … stretched to the room there is */
  GHashTable       *columns;  /* of sheet column → KheoReviewColumn, borrowed from review */
  GtkAdjustment    *horizontal, *vertical;
  PangoLayout      *layout; /* of one cell, used again and again */
  GHashTable       *texts;  /* of "face, place, width, text" → GskRenderNode: what was laid out */

  const KheoSheet *sheet; /* borrowed from the review's workbook; NULL: nothing to show */
  guint            sheet_index, table;
  guint            n_rows, n_columns;
  int              row, column;               /* of the cursor */
  int              marked_row, marked_column; /* see kheo_sheet_view_set_mark() */
  int              line;                      /* height of a row, pixels */
  int              heading;                   /* … of the headings */
  int              gutter;                    /* width of the row numbers */
  gboolean         must_scroll;               /* to the cursor, once there is a size */
  guint            horizontal_policy, vertical_policy;
  GtkWidget       *editor; /* over the cell of the cursor; NULL: none */
};

/* Of a cell's text, bytes that are ever drawn. */
#define KHEO_SHEET_VIEW_MAX_TEXT 300

/* kheo-sheet-view-words.c */

/* What the review says of a row; plain data where there is none. */
KheoReviewRow kheo_sheet_view_get_row (KheoSheetView *self, guint row);
/* What a screen reader says of a place; also the tooltip, without the cell's text. */
char *kheo_sheet_view_describe_place (KheoSheetView *self, int row, int column);
void  kheo_sheet_view_tell_place (KheoSheetView *self);
/* What a cell says, legacy fonts decoded; owned by the caller. */
char *kheo_sheet_view_dup_text (KheoSheetView *self, guint row, guint column);
/* "new", "changed" … or what kind of row it is, for people; "" when there is nothing to say. */
const char *kheo_sheet_view_describe_row (KheoReviewRow row);

/* kheo-sheet-view-keys.c: handler of "key-pressed". */
gboolean kheo_sheet_view_key_pressed (
    KheoSheetView *self, guint key, guint code, GdkModifierType state, GtkEventController *keys);

/* kheo-sheet-view-edit.c */

/* Ends it as Enter does; FALSE when what is typed was refused. */
gboolean kheo_sheet_view_finish_edit (KheoSheetView *self, int down, int right);
/* The key under way becomes the first that is typed. */
void kheo_sheet_view_forward_key (KheoSheetView *self, GtkEventController *keys);
void kheo_sheet_view_allocate_editor (KheoSheetView *self);

/* Paints all that is visible (kheo-sheet-view-draw.c). */
void kheo_sheet_view_draw (KheoSheetView *self, GtkSnapshot *snapshot);

G_END_DECLS
