/* How an annex looks: heading, paper, codes, totals, groups; a page of the layout editor. */
#pragma once

#include "kheo-annex-draft.h"
#include "kheo-paper.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_ANNEX_LOOK (kheo_annex_look_get_type ())
G_DECLARE_FINAL_TYPE (KheoAnnexLook, kheo_annex_look, KHEO, ANNEX_LOOK, AdwBin)

GtkWidget *kheo_annex_look_new (KheoAnnexDraft *draft);
/* Over which sheets a page larger than A4 is cut; no width: in one piece.  Of this printing, not of
 * the layout; the draft tells of the change. */
KheoPaper kheo_annex_look_get_tile (KheoAnnexLook *self);

G_END_DECLS
