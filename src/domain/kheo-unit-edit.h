/*
 * Changing the tree by hand, always with a day from which it holds.  Each call runs inside a
 * history action; invariants (no cycle, no gap, no overlap, living parent) are checked before
 * writing: KHEO_ERROR_CONFLICT with a translated sentence.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

/* @from KHEO_DATE_UNKNOWN: since always.  Gives the new unit's id in version->unit_id. */
gboolean kheo_unit_add (KheoDb *db, KheoUnitVersion *version, GError **error);
/* From day @from on the unit has what @changed says (name, type, code, parent_id); with @from
 * unknown or equal to the version's own beginning it corrects that version instead. */
gboolean kheo_unit_change (
    KheoDb *db, gint64 unit_id, KheoDate from, const KheoUnitVersion *changed, GError **error);
/* @last: its last day.  Refused while units below it live on. */
gboolean kheo_unit_end (KheoDb *db, gint64 unit_id, KheoDate last, GError **error);
/* Removes a unit entered by mistake; refused while anything refers to it. */
gboolean kheo_unit_remove (KheoDb *db, gint64 unit_id, GError **error);

G_END_DECLS
