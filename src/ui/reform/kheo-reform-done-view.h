/*
 * A reform that was carried out: its decision, what a person must still decide about it, what
 * became of which unit, and taking it back.  Main thread.
 *
 * Actions: "done.task" (xb) close or open again; "done.go" (x) to a unit; "done.weights" (x) how
 * much of a divided unit went where; "reform.home",
 * "reform.take-back" (x) of the page.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-reform.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_DONE_VIEW (kheo_reform_done_view_get_type ())
G_DECLARE_FINAL_TYPE (KheoReformDoneView, kheo_reform_done_view, KHEO, REFORM_DONE_VIEW, GtkWidget)

GtkWidget *kheo_reform_done_view_new (KheoScope *scope);
/* Shows @entry (copied), reads what is left to decide. */
void kheo_reform_done_view_show (KheoReformDoneView *self, const KheoReformEntry *entry);
/* The focus, once it is known what is left to decide. */
void   kheo_reform_done_view_take_focus (KheoReformDoneView *self);
gint64 kheo_reform_done_view_get_reform (KheoReformDoneView *self); /* 0: none */

/* For tests: of KheoReformTaskItem, headings among them; of KheoReformLine. */
GListModel *kheo_reform_done_view_get_tasks (KheoReformDoneView *self);
GListModel *kheo_reform_done_view_get_lines (KheoReformDoneView *self);
/* The window that asks how a matter was decided. */
KheoSheetWindow *kheo_reform_done_view_ask_note (KheoReformDoneView *self, gint64 task_id);
gboolean         kheo_reform_done_view_is_busy (KheoReformDoneView *self);

G_END_DECLS
