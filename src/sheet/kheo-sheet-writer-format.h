/* Private to this room: what a format gives to the writer. Each function may set its error, which
 * then sticks; cells are checked and counted before they come here. */
#pragma once

#include "kheo-sheet-writer.h"

G_BEGIN_DECLS

typedef struct
{
  /* @merges: add_merged will be called, so rows are held until the end. */
  gpointer (*open) (const char *path, char separator, gboolean merges, GError **error);
  gboolean (*begin_sheet) (gpointer               state,
                           const char            *name,
                           const KheoSheetColumn *columns,
                           guint                  n_columns,
                           GError               **error);
  gboolean (*begin_row) (gpointer state, GError **error);
  /* Cells come from left to right; columns may be left out. */
  gboolean (*add_text) (gpointer state, guint column, const char *text, GError **error);
  gboolean (*add_number) (
      gpointer state, guint column, double number, KheoColumnType type, GError **error);
  gboolean (*add_date) (gpointer state, guint column, KheoDate date, GError **error);
  /* How cells look from here on, and an empty one that shows it; both may be NULL. */
  void (*set_look) (gpointer state, KheoSheetLook look);
  gboolean (*add_blank) (gpointer state, guint column, GError **error);
  /* A text over several rows and columns; may be NULL. */
  gboolean (*add_merged) (gpointer    state,
                          guint       column,
                          const char *text,
                          guint       n_rows,
                          guint       n_columns,
                          GError    **error);
  /* Completes the file and frees @state; @keep is FALSE when it will be thrown away. */
  gboolean (*close) (gpointer state, gboolean keep, GError **error);
} KheoSheetWriterFormat;

extern const KheoSheetWriterFormat kheo_sheet_writer_xlsx;
extern const KheoSheetWriterFormat kheo_sheet_writer_ods;
extern const KheoSheetWriterFormat kheo_sheet_writer_csv;

/* The width of a column in characters. */
double kheo_sheet_column_width (const KheoSheetColumn *column);

G_END_DECLS
