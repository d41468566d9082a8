/* Sort keys made ahead: ICU takes as long for the key of a name as SQLite for its whole row. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KheoSortKeys KheoSortKeys;

/* Starts a thread that makes the keys of @texts (strings that stay as they are) in their order. */
KheoSortKeys *kheo_sort_keys_new (GPtrArray *texts);
void          kheo_sort_keys_free (KheoSortKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSortKeys, kheo_sort_keys_free)

/* The key of @text when it is (the very pointer of) the next of the texts; valid until the next
 * call.  FALSE for any other, which changes nothing. */
gboolean kheo_sort_keys_next (KheoSortKeys  *self,
                              const char    *text,
                              gconstpointer *out_data,
                              gsize         *out_size);

G_END_DECLS
