/*
 * Models that count elsewhere on a clock's map than their unit does: at the hamlet that their
 * address names, or, where the question apportions, at a part of their unit that was divided.
 * Private to this room.  Store's thread.
 */
#pragma once

#include "kheo-world-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint32  slot;
  gint32   place;  /* index of the clock's map */
  gboolean shared; /* apportioned: no certain model lies there, only as many */
} KheoMove;

/* Those whose place is exactly known; NULL as reported.  GArray of KheoMove, slots ascending. */
GArray *kheo_moves_list_exact (KheoWorld *world, const KheoQuery *query, GError **error);
/* Adds those of @mask that the query apportions: all models of one unit that the question is about,
 * whatever part of the map it then looks at, so that all its numbers agree. */
void
kheo_moves_apportion (GArray *moves, KheoWorld *world, const KheoQuery *query, const guint8 *mask);

G_END_DECLS
