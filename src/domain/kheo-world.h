/*
 * What the rules need in memory, kept beside a connection: the units and narrow columns of the
 * models (unit, field, kind, year, status …).  Loaded once, then patched from the history's change
 * sets.  Store's thread.
 */
#pragma once

#include "kheo-query.h"

G_BEGIN_DECLS

typedef struct _KheoWorld KheoWorld;

/* Up to date with the recorded actions of the book; owned by @db.  Not to be asked inside an action
 * that has written already. */
KheoWorld *kheo_world_get (KheoDb *db, GError **error);
KheoUnits *
kheo_world_get_units (KheoWorld *self); /* borrowed; ref it to hand it to the main thread */
/* The tree of a day, kept for the last few days asked. Borrowed. */
KheoUnitMap *kheo_world_get_map (KheoWorld *self, KheoDate day);
guint        kheo_world_get_n_models (KheoWorld *self);

G_END_DECLS
