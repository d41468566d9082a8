/* The numbered steps of sql/, embedded as resources.  A released step is never edited. */
#pragma once

#include "kheo-store.h"

G_BEGIN_DECLS

const KheoStoreSchema *kheo_schema_get (void);

G_END_DECLS
