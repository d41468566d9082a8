/* How an annex looks: heading, paper, codes, totals, groups; a page of the layout editor. */
#pragma once

#include "kheo-annex-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_ANNEX_LOOK (kheo_annex_look_get_type ())
G_DECLARE_FINAL_TYPE (KheoAnnexLook, kheo_annex_look, KHEO, ANNEX_LOOK, AdwBin)

GtkWidget *kheo_annex_look_new (KheoAnnexDraft *draft);

G_END_DECLS
