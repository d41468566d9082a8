/* What an annex says beside its table: words of the heading, or who signs and who gets it; two
 * pages of the layout editor. */
#pragma once

#include "kheo-annex-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_ANNEX_WORDS (kheo_annex_words_get_type ())
G_DECLARE_FINAL_TYPE (KheoAnnexWords, kheo_annex_words, KHEO, ANNEX_WORDS, AdwBin)

GtkWidget *kheo_annex_words_new (KheoAnnexDraft *draft);      /* heading, form */
GtkWidget *kheo_annex_signatures_new (KheoAnnexDraft *draft); /* signatures, recipients */

G_END_DECLS
