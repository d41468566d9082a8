/* What KheoRecordList may do to its rows.  Only for this room. */
#pragma once

#include "kheo-record-list.h"

G_BEGIN_DECLS

KheoRow *kheo_row_new (gint64 id);
/* Takes a reference; notifies when the values differ from the ones shown. */
void kheo_row_set_record (KheoRow *self, KheoRecord *record);
/* The row's record was changed in the book at @tick: what was read before is old. */
void kheo_row_mark_stale (KheoRow *self, guint tick);
/* Must its record be read (again)? */
gboolean kheo_row_is_wanted (KheoRow *self);
/* A record (or its absence) was read at @tick: does it count? */
gboolean kheo_row_settle (KheoRow *self, guint tick);

G_END_DECLS
