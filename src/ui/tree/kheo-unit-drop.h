/*
 * What dropping one unit on another means: it is merged into it, or belongs to it from a day on.
 * Carried out at once as a reform of one act, or taken into the one that is being prepared.  Main
 * thread.
 */
#pragma once

#include "kheo-reform-page.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_UNIT_DROP (kheo_unit_drop_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitDrop, kheo_unit_drop, KHEO, UNIT_DROP, GtkWidget)

KheoSheetWindow *kheo_unit_drop_begin (
    GtkWidget *near, KheoScope *scope, KheoReformPage *desk, gint64 dragged, gint64 onto);

/* For tests. */
void     kheo_unit_drop_fill (KheoUnitDrop *self, gboolean merge, KheoDate day, gboolean to_desk);
gboolean kheo_unit_drop_is_merge (KheoUnitDrop *self);

G_END_DECLS
