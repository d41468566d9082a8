/*
 * Dated groups of units outside the tree: cụm thi đua, khối thi đua, vùng dân tộc thiểu số.  A unit
 * belongs from one day to another; when it is merged or renamed whoever stands for it belongs in
 * its place.  Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   id;
  gint64   unit_id;
  KheoDate from, to; /* both inclusive; unknown: as long as the group */
} KheoGroupMember;

typedef struct
{
  gint64   id;
  char    *kind; /* as people call it: "Cụm thi đua" */
  char    *name; /* no two groups have the same */
  KheoDate from, to;
  char    *note;    /* NULL: none */
  GArray  *members; /* of KheoGroupMember, by unit, then by day */
} KheoUnitGroup;

void kheo_unit_group_free (KheoUnitGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnitGroup, kheo_unit_group_free)

/* All with their members, by kind and name: GPtrArray of KheoUnitGroup. */
GPtrArray *kheo_unit_groups_list (KheoDb *db, GError **error);
/* By its name, or "#ID"; KHEO_ERROR_NOT_FOUND. */
KheoUnitGroup *kheo_unit_group_find (KheoDb *db, const char *name, GError **error);

/* A new one when its id is 0, which it then gets; members stay.  KHEO_ERROR_CONFLICT when another
 * group has the name, KHEO_ERROR_INVALID without kind, name or with days the wrong way round. */
gboolean kheo_unit_group_save (KheoDb *db, KheoUnitGroup *group, GError **error);
/* With its memberships. */
gboolean kheo_unit_group_remove (KheoDb *db, gint64 group_id, GError **error);
/* @unit_id belongs from @from on (unknown: since the group is).  KHEO_ERROR_CONFLICT when it does
 * so already. */
gboolean kheo_unit_group_put (
    KheoDb *db, const KheoUnitGroup *group, gint64 unit_id, KheoDate from, GError **error);
/* … until @last (unknown: it never did).  KHEO_ERROR_NOT_FOUND when it does not belong then. */
gboolean kheo_unit_group_take (
    KheoDb *db, const KheoUnitGroup *group, gint64 unit_id, KheoDate last, GError **error);

/* Does the membership hold on @day, within the days of its group? */
gboolean
kheo_unit_group_holds (const KheoUnitGroup *self, const KheoGroupMember *member, KheoDate day);
/* Who belongs on @day, as units that live then: GArray of gint64, each once. */
GArray *kheo_unit_group_list_units (const KheoUnitGroup *self, KheoUnits *units, KheoDate day);

G_END_DECLS
