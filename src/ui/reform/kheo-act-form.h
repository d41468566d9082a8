/*
 * A small form for one act of a reform: merge, divide, found …  What is accepted goes into the
 * draft, where it is rehearsed with the others.  Main thread.
 */
#pragma once

#include "kheo-reform-draft.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_ACT_FORM (kheo_act_form_get_type ())
G_DECLARE_FINAL_TYPE (KheoActForm, kheo_act_form, KHEO, ACT_FORM, GtkWidget)

/* @index: of the act of @draft that is altered; G_MAXUINT: a new one, of @kind, about the unit that
 * is chosen in the tree. */
KheoSheetWindow *kheo_act_form_open (
    GtkWidget *near, KheoScope *scope, KheoReformDraft *draft, KheoActKind kind, guint index);

/* Fills the form in as @act says, also for tests. */
void kheo_act_form_take (KheoActForm *self, const KheoReformAct *act);

G_END_DECLS
