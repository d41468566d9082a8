/*
 * Which part of what a divided unit had counts where on a clock's map, by what was counted in its
 * parts; and sharing whole numbers so that nothing is lost.  Private to this room.  Any thread.
 */
#pragma once

#include "kheo-units-private.h"

G_BEGIN_DECLS

/* Shares @amount by @weights, of which none is negative and not all are 0: every part is its exact
 * share rounded down, and what is left goes by ones to the largest remainders, of equal ones to the
 * first.  Σ @out is @amount, which may be negative. */
void kheo_apportion (gint64 amount, const gint64 *weights, guint n, gint64 *out);

/* A place that has a part of a unit. */
typedef struct
{
  gint32 place;  /* index of the map */
  gint64 weight; /* among those of the unit */
} KheoShare;

struct _KheoShares
{
  guint32 *first;  /* by unit, n + 1: its shares are first[u] … first[u + 1] - 1, in tree order */
  GArray  *shares; /* of KheoShare: those of units that can be apportioned */
};

/* The units that @placing cannot place, as far as @basis says how they were divided: what it counts
 * must be known of every part. */
KheoShares *kheo_shares_new (KheoUnits *units, const KheoPlacing *placing, KheoBasis basis);
void        kheo_shares_free (KheoShares *self);

static inline const KheoShare *
kheo_shares_get (const KheoShares *self, guint unit, guint *out_n)
{
  *out_n = self->first[unit + 1] - self->first[unit];
  return &g_array_index (self->shares, KheoShare, self->first[unit]);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoShares, kheo_shares_free)

G_END_DECLS
