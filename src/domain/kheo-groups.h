/* The groups of one key of a total, and which of them each model belongs to.  Store's thread. */
#pragma once

#include "kheo-rollup.h"
#include "kheo-world-private.h"

G_BEGIN_DECLS

/* Key of the models that stand nowhere on the map. */
#define KHEO_KEY_NOWHERE "none"

typedef struct
{
  char  *key; /* NULL: not known */
  char  *label;
  gint64 unit_id;
} KheoGroup;

typedef struct
{
  GArray  *groups;  /* of KheoGroup, in natural order */
  guint32 *of_slot; /* by slot, where @mask has it: index of the group */
} KheoGroups;

/* @moves: see kheo_filter_run_placed(). */
KheoGroups *kheo_groups_new (KheoWorld       *world,
                             const KheoQuery *query,
                             KheoBy           by,
                             GArray          *moves,
                             const guint8    *mask,
                             GError         **error);
void        kheo_groups_free (KheoGroups *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoGroups, kheo_groups_free)

G_END_DECLS
