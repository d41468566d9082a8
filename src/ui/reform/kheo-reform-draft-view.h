/*
 * The desk itself: day and decision of the reform that is being prepared, its rows or acts old →
 * new with what is wrong, what stands at each unit, and the button that writes it.  Follows a
 * KheoReformDraft.  Main thread.
 *
 * Actions (of the page, kheo-reform-page.h): "reform.apply", "reform.give-up", "reform.cancel",
 * "reform.add" (s), "reform.edit-act", "reform.remove-act"; own: "draft.page" (s) "lines",
 * "impact".
 */
#pragma once

#include "kheo-page.h"
#include "kheo-reform-draft.h"

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_DRAFT_VIEW (kheo_reform_draft_view_get_type ())
G_DECLARE_FINAL_TYPE (
    KheoReformDraftView, kheo_reform_draft_view, KHEO, REFORM_DRAFT_VIEW, GtkWidget)

GtkWidget *kheo_reform_draft_view_new (KheoReformDraft *draft);
/* Place of the chosen line among the acts, or the rows of the table; G_MAXUINT: none. */
guint kheo_reform_draft_view_get_act (KheoReformDraftView *self);

/* For tests: what is shown of lines and impact (of KheoReformLine); fills in what is not NULL. */
GListModel *kheo_reform_draft_view_get_lines (KheoReformDraftView *self);
GListModel *kheo_reform_draft_view_get_impact (KheoReformDraftView *self, gboolean old);
void        kheo_reform_draft_view_fill (KheoReformDraftView *self,
                                         const char          *title,
                                         KheoDate             date,
                                         const char          *number,
                                         KheoDate             issued_on,
                                         const char          *issuer);

G_END_DECLS
