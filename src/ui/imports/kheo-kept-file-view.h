/*
 * A file that was taken in, as it came: the picture of each sheet, from the bytes kept in the book,
 * and from a row the way to the record that it became.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-sheet-view.h"

G_BEGIN_DECLS

#define KHEO_TYPE_KEPT_FILE_VIEW (kheo_kept_file_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoKeptFileView, kheo_kept_file_view, KHEO, KEPT_FILE_VIEW, GtkWidget)

/* In a window of its own over that of @near.  Reads the file again on another thread. */
void
kheo_kept_file_view_present (GtkWidget *near, KheoScope *scope, gint64 import_id, const char *file);

/* For tests. */
gboolean       kheo_kept_file_view_is_busy (KheoKeptFileView *self);
KheoSheetView *kheo_kept_file_view_get_picture (KheoKeptFileView *self);
/* Records of the row of the cursor. */
guint kheo_kept_file_view_get_n_records (KheoKeptFileView *self);

G_END_DECLS
