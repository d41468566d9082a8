/*
 * Models that tell more exactly where they are than by their unit: the address names the one hamlet
 * below it.  Asked only of units that were divided, whose models would else not be told to a part.
 * Private to this room.  Store's thread.
 */
#pragma once

#include "kheo-columns.h"
#include "kheo-units-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 slot;
  guint32 unit; /* the hamlet */
} KheoExact;

typedef struct _KheoExacts KheoExacts;

KheoExacts      *
kheo_exacts_load (KheoDb *db, KheoUnits *units, const KheoColumns *columns, GError **error);
void kheo_exacts_free (KheoExacts *self);
/* Reads the models anew whose slots changed, see kheo_columns_patch(). */
gboolean kheo_exacts_patch (KheoExacts        *self,
                            KheoDb            *db,
                            const KheoColumns *columns,
                            const guint       *moved,
                            GArray            *fresh,
                            GError           **error);
/* Goes over to @units, which differ from those before in the units @touched (ids) only and have all
 * others at the same index: reads the models anew of divided units whose hamlets changed. */
gboolean kheo_exacts_patch_units (KheoExacts        *self,
                                  KheoDb            *db,
                                  const KheoColumns *columns,
                                  KheoUnits         *units,
                                  const GArray      *touched,
                                  GError           **error);
/* Of KheoExact, slots ascending.  Borrowed. */
GArray *kheo_exacts_get (KheoExacts *self);

G_END_DECLS
