/*
 * As reported: the trees of all days at once.  A stand is one unit for as long as the whole way up
 * from it stays the same, so the stands form one forest, whatever was moved when: a record counts
 * at the stand of its unit on its own day, and one pass adds up every unit of every day.  Made once
 * from the units, immutable.  Private to this room.
 */
#pragma once

#include "kheo-units-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint     n;
  guint32  *first; /* by unit, n + 1: its stands are first[u] … first[u + 1] - 1, oldest first */
  KheoDate *from;  /* by stand: its first day; 0 for the first of a unit */
  guint32  *owner; /* by stand: the unit */
  gint32   *above; /* by stand: that of the unit above, -1: none */
  guint32  *order; /* all stands, each before the one above it */
} KheoReported;

KheoReported *kheo_reported_new (KheoUnits *units);
/* Are the stands of @to those of @from?  They differ in the units @touched (ids) only and have all
 * others at the same index. */
gboolean kheo_reported_holds_for (KheoUnits *from, KheoUnits *to, const GArray *touched);
void     kheo_reported_free (KheoReported *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoReported, kheo_reported_free)

G_END_DECLS
