/*
 * The orders in which models are listed, kept and patched: after an edit the changed models are
 * taken out and put where they belong, found by halving.  Part of a world.  Store's thread.
 */
#pragma once

#include "kheo-world-private.h"

G_BEGIN_DECLS

typedef struct _KheoOrders KheoOrders;

KheoOrders *kheo_orders_new (void);
void        kheo_orders_free (KheoOrders *self);
/* Everything was loaded anew. */
void kheo_orders_clear (KheoOrders *self);
/* The tree has changed, not what the models are called. */
void kheo_orders_clear_trees (KheoOrders *self);
/* After kheo_columns_patch(). */
gboolean kheo_orders_patch (
    KheoOrders *self, KheoWorld *world, const guint *moved, GArray *fresh, GError **error);
/* As kheo_world_get_order(). */
const guint32 *kheo_orders_get (KheoOrders *self,
                                KheoWorld  *world,
                                const char *sort,
                                gboolean    descending,
                                KheoDate    day,
                                GError    **error);

G_END_DECLS
