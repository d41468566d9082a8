/* kheo_query_run() of the registers of figures, targets and indicators.  Store's thread. */
#pragma once

#include "kheo-world-private.h"

G_BEGIN_DECLS

/* Is @reg one of them? */
gboolean kheo_figure_query_knows (const KheoRegister *reg);
GArray  *kheo_figure_query_run (KheoWorld *world, const KheoQuery *query, GError **error);

G_END_DECLS
