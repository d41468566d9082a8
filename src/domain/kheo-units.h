/*
 * All units of a book in memory, in time.  KheoUnits holds every version of every unit;
 * KheoUnitMap is the tree of one day drawn from it: narrow arrays, parents before children.
 * Both are immutable once made and atomically counted: made on a store's thread, read on any.
 */
#pragma once

#include "kheo-unit-table.h"

G_BEGIN_DECLS

typedef struct _KheoUnits   KheoUnits;
typedef struct _KheoUnitMap KheoUnitMap;

KheoUnits *kheo_units_load (KheoDb *db, GError **error);
KheoUnits *kheo_units_ref (KheoUnits *self);
void       kheo_units_unref (KheoUnits *self);
guint      kheo_units_get_n (KheoUnits *self);
/* The version of @unit_id on @day; on a day when it did not exist, the nearest version (last
 * before, else first after). NULL only when there is no such unit. */
const KheoUnitVersion *kheo_units_get_version (KheoUnits *self, gint64 unit_id, KheoDate day);
/* All versions, oldest first. */
const KheoUnitVersion *kheo_units_get_versions (KheoUnits *self, gint64 unit_id, guint *out_n);
/* "Tỉnh Sơn La/Huyện Mường La/Xã Ngọc Chiến" on that day. */
char                 *kheo_units_dup_path (KheoUnits *self, gint64 unit_id, KheoDate day);
const KheoSuccession *kheo_units_get_successions (KheoUnits *self, guint *out_n);

/* CODE (as valid on @day), CODE@DATE, #ID or a path of names (cli.md); KHEO_ERROR_NOT_FOUND, or
 * KHEO_ERROR_INVALID when several fit (message lists them). */
gint64 kheo_units_resolve (KheoUnits *self, const char *text, KheoDate day, GError **error);

/* The tree of @day (0: today). */
KheoUnitMap *kheo_unit_map_new (KheoUnits *units, KheoDate day);
KheoUnitMap *kheo_unit_map_ref (KheoUnitMap *self);
void         kheo_unit_map_unref (KheoUnitMap *self);
KheoUnits   *kheo_unit_map_get_units (KheoUnitMap *self);
KheoDate     kheo_unit_map_get_day (KheoUnitMap *self);
guint        kheo_unit_map_get_n (KheoUnitMap *self); /* living units; index 0 … n-1 in tree order
                                                         (pre-order, siblings by sort order) */
int    kheo_unit_map_find (KheoUnitMap *self,
                           gint64       unit_id); /* index, -1 when it does not live that day */
gint64 kheo_unit_map_get_id (KheoUnitMap *self, guint index);
int    kheo_unit_map_get_parent (KheoUnitMap *self, guint index); /* index or -1 */
guint  kheo_unit_map_get_end (KheoUnitMap *self, guint index);    /* subtree is index … end-1 */
guint  kheo_unit_map_get_n_children (KheoUnitMap *self, guint index);
const KheoUnitVersion *kheo_unit_map_get_version (KheoUnitMap *self, guint index);
/* Indexes of the roots / of the children, in order: GArray of guint. index -1: roots. */
GArray *kheo_unit_map_list_children (KheoUnitMap *self, int index);
/* Units in whose name or code every word of @text begins a word; at most @limit, what fits best
 * first as in kheo_query_run(), else in tree order.  GArray of guint. */
GArray *kheo_unit_map_search (KheoUnitMap *self, const char *text, guint limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnits, kheo_units_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnitMap, kheo_unit_map_unref)

G_END_DECLS
