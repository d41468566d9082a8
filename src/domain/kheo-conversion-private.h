/* What the files of a conversion table share. */
#pragma once

#include "kheo-conversion.h"
#include "kheo-reform-private.h"

G_BEGIN_DECLS

/* ---- kheo-conversion-find.c ---- */

/* The units of one map by code and by name. */
typedef struct
{
  KheoUnitMap *map;   /* owned */
  GHashTable  *codes; /* "level|code" → GArray of int, indexes of the map */
  GHashTable  *names; /* "level|key" and "level|=base" → the same */
} KheoConversionIndex;

void kheo_conversion_index_init (KheoConversionIndex *self, KheoUnits *units, KheoDate day);
void kheo_conversion_index_clear (KheoConversionIndex *self);

/* What a row says of a unit. */
typedef struct
{
  const char *name, *code; /* at least one */
  KheoLevel   level;
  int         under; /* index of the map, -1: anywhere */
} KheoConversionWanted;

typedef enum
{
  KHEO_FOUND_NONE,
  KHEO_FOUND_SURE,
  KHEO_FOUND_LIKELY,   /* code and name are not quite one */
  KHEO_FOUND_SEVERAL,  /* the name is borne by several */
  KHEO_FOUND_CONFLICT, /* the code is another unit's than the name */
} KheoConversionFound;

/* @out_index: of the unit found; with a conflict that of the code; else -1. */
KheoConversionFound kheo_conversion_index_find (const KheoConversionIndex  *self,
                                                const KheoConversionWanted *wanted,
                                                int                        *out_index);
/* Of the map from the day on: the unit that a reform applied before has founded as @unit; -1. */
int kheo_conversion_index_find_begun (const KheoConversionIndex *self,
                                      KheoUnitMap               *before,
                                      const KheoReformUnit      *unit);
/* "Xã Tân Lập" of what a row writes; the level that its prefix says, else @fallback. */
KheoLevel kheo_conversion_level_of (const char *name, KheoLevel fallback);

/* ---- kheo-conversion-end.c ---- */

/* Says which units end, what is moved, which provinces follow; when all rows are read. @touched: by
 * index of the map before: 1 it ends, 2 it goes on with a new version. */
void kheo_conversion_finish (KheoReformPlan *self, KheoUnitMap *before, const gint8 *touched);

G_END_DECLS
