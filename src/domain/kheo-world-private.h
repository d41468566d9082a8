/* The inside of the world, for the files of this room that run over it. */
#pragma once

#include "kheo-columns.h"
#include "kheo-exact.h"
#include "kheo-figure-columns.h"
#include "kheo-reported.h"
#include "kheo-search-block.h"
#include "kheo-units-private.h"
#include "kheo-world.h"

G_BEGIN_DECLS

KheoDb            *kheo_world_get_db (KheoWorld *self);
const KheoColumns *kheo_world_get_columns (KheoWorld *self);
/* Makes sure of a column of numbers that is not among the usual ones. */
gboolean kheo_world_need (KheoWorld *self, guint field, GError **error);
/* The clock of a day, kept for the last few asked.  Borrowed until the next call. */
KheoPlacing *kheo_world_get_placing (KheoWorld *self, KheoDate day);
/* As reported: the trees of all days.  Borrowed until the next kheo_world_get(). */
const KheoReported *kheo_world_get_reported (KheoWorld *self);
/* By slot: the stand where the model counts; one more than there are when it has no unit. */
const guint32 *kheo_world_get_stands (KheoWorld *self);
/* Models that tell more exactly where they are, read when first asked for.  Borrowed. */
KheoExacts *kheo_world_get_exacts (KheoWorld *self, GError **error);
/* All slots in the order of @sort (NULL: tree order of @day's map, then name), kept until the book
 * changes.  Borrowed. */
const guint32 *kheo_world_get_order (
    KheoWorld *self, const char *sort, gboolean descending, KheoDate day, GError **error);
/* Ask it for the indicators that are needed before reading it. */
KheoFigureColumns *kheo_world_get_figures (KheoWorld *self);
/* Borrowed until the next kheo_world_get(). */
KheoSearchBlock *kheo_world_get_block (KheoWorld *self, GError **error);

G_END_DECLS
