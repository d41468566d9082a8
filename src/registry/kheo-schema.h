/* The numbered steps of sql/, embedded as resources.  A released step is never edited. */
#pragma once

#include "kheo-store.h"

G_BEGIN_DECLS

const KheoStoreSchema *kheo_schema_get (void);

/* What must hold of units in time is a matter of domain/, which says here how to look whether an
 * undo keeps it.  Once, at the start of the program; without it undo does not look. */
typedef gboolean (*KheoUnitGuard) (KheoDb *db, GError **error);
void kheo_schema_set_unit_guard (KheoUnitGuard look);

G_END_DECLS
