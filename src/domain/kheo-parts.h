/*
 * Into what a total is broken down by the units below: those directly below the query's unit.  Of
 * the whole book, where other trees stand beside the territory's only root: those below that root,
 * and each other root as one part when it bears something, so that the parts add up to the whole.
 * Private to this room.
 */
#pragma once

#include "kheo-query.h"
#include "kheo-units-private.h"

G_BEGIN_DECLS

typedef struct
{
  int     above;    /* unit whose children they are, -1: the roots */
  GArray *children; /* of guint, indexes of the map: shown with and without records */
  GArray *others;   /* so too: shown with records only */
} KheoParts;

/* @map: of kheo_query_get_day(). */
void kheo_parts_init (KheoParts *self, const KheoQuery *query, KheoUnitMap *map);
void kheo_parts_clear (KheoParts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoParts, kheo_parts_clear)

/* Unit of the part that holds @index of the map; -1: @above itself, or nothing. */
int *kheo_parts_list_units (const KheoParts *self, KheoUnitMap *map);

G_END_DECLS
