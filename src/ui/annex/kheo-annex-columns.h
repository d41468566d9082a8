/* Which columns an annex has, in which order, under which headings; a page of the layout editor. */
#pragma once

#include "kheo-annex-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_ANNEX_COLUMNS (kheo_annex_columns_get_type ())
G_DECLARE_FINAL_TYPE (KheoAnnexColumns, kheo_annex_columns, KHEO, ANNEX_COLUMNS, AdwBin)

GtkWidget *kheo_annex_columns_new (KheoAnnexDraft *draft);

G_END_DECLS
