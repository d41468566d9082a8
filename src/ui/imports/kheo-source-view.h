/*
 * Where a record came from: the picture of the kept file with the row framed and the cell of a
 * field standing out; beside it all fields with their cells, beneath it the text as it stands in
 * the file.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-sheet-view.h"

G_BEGIN_DECLS

#define KHEO_TYPE_SOURCE_VIEW (kheo_source_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoSourceView, kheo_source_view, KHEO, SOURCE_VIEW, GtkWidget)

/* The cell that a field of a record came from, @field "" for the row, in a window of its own over
 * that of @near.  Reads the file again on another thread. */
void kheo_source_view_present (
    GtkWidget *near, KheoScope *scope, const KheoRegister *reg, gint64 id, const char *field);

/* As if a field was chosen at the side; "" for the row. */
void kheo_source_view_choose (KheoSourceView *self, const char *field);

/* For tests. */
gboolean       kheo_source_view_is_busy (KheoSourceView *self);
KheoSheetView *kheo_source_view_get_picture (KheoSourceView *self);
/* What is said beneath the picture. */
const char *kheo_source_view_get_text (KheoSourceView *self);

G_END_DECLS
