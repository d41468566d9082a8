/*
 * Asks what a column is: a list of all that it can be, narrowed by typing, and in which letters it
 * is written.  Answers by the actions "import.set-column" and "import.set-encoding".
 */
#pragma once

#include "kheo-import-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover, floating: the caller gives it a parent and a place.  @number: of the table. */
GtkWidget *kheo_import_heading_new (const KheoReviewTable  *table,
                                    guint                   number,
                                    const KheoReviewColumn *column);

G_END_DECLS
