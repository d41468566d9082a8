/* The models ranked by one text field, kept and patched.  Store's thread. */
#pragma once

#include "kheo-columns.h"

G_BEGIN_DECLS

/* Rank of a model whose field is empty: after all others. */
#define KHEO_NO_RANK G_MAXUINT32

typedef struct
{
  guint    field;
  guint    n;     /* slots */
  guint32 *ranks; /* by slot; equal texts have equal ranks */
  guint    n_order;
  guint32 *order; /* slots that have a rank, by it */
} KheoTextRanks;

KheoTextRanks      *
kheo_text_ranks_load (KheoDb *db, const KheoColumns *columns, guint field, GError **error);
void kheo_text_ranks_free (KheoTextRanks *self);
/* After kheo_columns_patch(): @fresh are the new slots (guint32) of rows that were read anew. */
gboolean kheo_text_ranks_patch (KheoTextRanks     *self,
                                KheoDb            *db,
                                const KheoColumns *columns,
                                const guint       *moved,
                                GArray            *fresh,
                                GError           **error);

G_END_DECLS
