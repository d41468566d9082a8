/*
 * Which records a dated group of units is about under a question: what stands at a unit that
 * belongs, or below one, on the day of the question's map; as reported on the record's own day.
 * Private to this room.  Store's thread.
 */
#pragma once

#include "kheo-unit-groups.h"
#include "kheo-world-private.h"

G_BEGIN_DECLS

/* Values of the condition "group" beside names: in no group, in more than one. */
#define KHEO_GROUP_NONE    ""
#define KHEO_GROUP_SEVERAL "*"

typedef struct
{
  KheoUnits     *units;   /* borrowed */
  KheoUnitGroup *group;   /* owned */
  guint8        *belongs; /* by index of the clock's map; NULL: as reported */
  GHashTable    *first;   /* as reported: unit → its first membership, counted from 1 */
} KheoGroupScope;

/* All groups that the query is about, of its kinds ("group_kind") or all, by kind and name:
 * GPtrArray of KheoGroupScope. */
GPtrArray *kheo_group_scopes_new (KheoWorld *world, const KheoQuery *query, GError **error);
/* Those that the conditions "group" and "group_kind" ask for; *@out_scopes NULL: they ask for none.
 * KHEO_ERROR_NOT_FOUND: there is no such group. */
gboolean kheo_group_scopes_of_conditions (KheoWorld       *world,
                                          const KheoQuery *query,
                                          GPtrArray      **out_scopes,
                                          GError         **error);
/* Which of @scopes hold it: -1 none, -2 several.  @place: index of the clock's map or -1; nothing
 * to say as reported. */
int kheo_group_scopes_find (GPtrArray *scopes, guint unit, KheoDate day, int place);

G_END_DECLS
