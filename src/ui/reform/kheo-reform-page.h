/*
 * The reform desk: begin from a conversion table or by hand, rehearse, carry out, what is left to
 * decide, all reforms done and taking one back.  A page (see kheo-page.h).
 *
 *   "home" list of reforms, how to begin ─► "draft" KheoReformDraftView ─► "done"
 * KheoReformDoneView
 *
 * Actions:
 *   "reform.open" ()                         choose a conversion table
 *   "reform.add" (s)                         a form for an act of that kind: "merge" …
 *   "reform.edit-act", "reform.remove-act" ()   of the chosen line
 *   "reform.draft", "reform.home" (), "reform.show" (x)   turn to …
 *   "reform.apply", "reform.cancel", "reform.give-up" ()
 *   "reform.take-back" (x)
 */
#pragma once

#include "kheo-page.h"
#include "kheo-reform-done-view.h"
#include "kheo-reform-draft-view.h"

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_PAGE (kheo_reform_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoReformPage, kheo_reform_page, KHEO, REFORM_PAGE, GtkWidget)

GtkWidget *kheo_reform_page_new (KheoScope *scope);
/* Begins with the table in @file; asks first when another reform is being prepared. */
void kheo_reform_page_open_table (KheoReformPage *self, GFile *file);
/* Takes @act into the reform that is being prepared, and shows it. */
void kheo_reform_page_add_act (KheoReformPage *self, KheoReformAct *act);

KheoReformDraft     *kheo_reform_page_get_draft (KheoReformPage *self);
KheoReformDraftView *kheo_reform_page_get_draft_view (KheoReformPage *self);
KheoReformDoneView  *kheo_reform_page_get_done_view (KheoReformPage *self);
/* For tests: "home", "draft" or "done"; how many reforms are listed. */
const char *kheo_reform_page_get_place (KheoReformPage *self);
guint       kheo_reform_page_get_n_reforms (KheoReformPage *self);

G_END_DECLS
