/* Sorting big arrays of keys, stably and without comparing what is known already.  Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Byte keys to be ranked: add one key per index, then ask for the ranks. */
typedef struct _KheoKeys KheoKeys;

KheoKeys *kheo_keys_new (gsize reserve);
/* The next index's key; no zero bytes in it; NULL: no key, ranks after all others. */
void kheo_keys_add (KheoKeys *self, const guint8 *key, gsize length);
/* Rank of each index: equal keys have equal ranks, 0 the least; frees @self. */
guint32 *kheo_keys_free_to_ranks (KheoKeys *self);
void     kheo_keys_free (KheoKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoKeys, kheo_keys_free)

/* Puts the indexes in @order in the order of their @keys (by index), stably. */
void kheo_sort_by_uint32 (guint32 *order, gsize n, const guint32 *keys);
void kheo_sort_by_uint64 (guint32 *order, gsize n, const guint64 *keys);

G_END_DECLS
