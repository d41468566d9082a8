/* Free text search over the models.  Store's thread. */
#pragma once

#include "kheo-world-private.h"

G_BEGIN_DECLS

/* Takes out of @mask (by slot) what does not hold all words of @typed at the beginning of words, in
 * its texts or the names of its unit.  @fits: by slot how well it fits (kheo_search_words_fit())
 * for what is left; may be NULL. */
gboolean
kheo_search_run (KheoWorld *world, const char *typed, guint8 *mask, guint8 *fits, GError **error);

G_END_DECLS
