/*
 * The layout that is being worked on: the pages of the editor change it, the preview follows.  Main
 * thread.
 *
 *   columns, words, look ─► KheoAnnexDraft ─ "changed" ─► content is read again, or only pages made
 */
#pragma once

#include "kheo-annex-subject.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KHEO_TYPE_ANNEX_DRAFT (kheo_annex_draft_get_type ())
G_DECLARE_FINAL_TYPE (KheoAnnexDraft, kheo_annex_draft, KHEO, ANNEX_DRAFT, GObject)

/*
 * Signals:
 *   "changed" (gboolean content)   the layout: what it says, or only how it looks
 *   "replaced" ()                  it is another layout: editors show it anew; before "changed"
 *   "known" ()                     what is usual has been learnt: kheo_annex_draft_get_usual()
 */
KheoAnnexDraft *kheo_annex_draft_new (const char *subject);

const char *kheo_annex_draft_get_subject (KheoAnnexDraft *self);
/* To be changed in place; then tell by kheo_annex_draft_touch(). */
KheoAnnexLayout *kheo_annex_draft_get_layout (KheoAnnexDraft *self);
void             kheo_annex_draft_touch (KheoAnnexDraft *self, gboolean content);
/* Copies @layout. */
void kheo_annex_draft_replace (KheoAnnexDraft *self, const KheoAnnexLayout *layout);

/* Which columns there are: GPtrArray of KheoAnnexOffer. */
const GPtrArray *kheo_annex_draft_get_offers (KheoAnnexDraft *self);
void             kheo_annex_draft_set_indicators (KheoAnnexDraft *self, KheoIndicators *indicators);
/* A layout without columns prints the usual ones: makes those that are there its own before one is
 * changed, and the groups that they stand in. */
void kheo_annex_draft_own_columns (KheoAnnexDraft *self);

/* The keys of the columns that are printed: GPtrArray of char*. */
GPtrArray *kheo_annex_draft_list_shown (KheoAnnexDraft *self);

/* What stands there when the layout says nothing; never NULL. */
const char *kheo_annex_draft_get_usual (KheoAnnexDraft *self, KheoAnnexWord word);
/* Learns it, and which columns there are, from a page. */
void kheo_annex_draft_learn (KheoAnnexDraft         *self,
                             const KheoAnnexContent *content,
                             const KheoAnnexOffice  *office);

G_END_DECLS
