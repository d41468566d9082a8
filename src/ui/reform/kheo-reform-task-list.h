/*
 * What a person must still decide after a reform: by kind, with how far one has come, each to be
 * ticked off with or without a note.  Main thread.
 *
 * Asks for the actions "done.task" (xb) close or open again, "done.go" (x) to a unit,
 * "done.weights" (x) and win.show-record; writes notes itself.
 *
 *   tasks ─► kheo_reform_task_items_group() ─► GListStore ─► GtkNoSelection ─► GtkListView
 */
#pragma once

#include "kheo-page.h"
#include "kheo-reform.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_TASK_LIST (kheo_reform_task_list_get_type ())
G_DECLARE_FINAL_TYPE (KheoReformTaskList, kheo_reform_task_list, KHEO, REFORM_TASK_LIST, GtkWidget)

GtkWidget *kheo_reform_task_list_new (KheoScope *scope);
/* Takes the KheoReformTask of @tasks, of a reform in effect from @date; NULL: none. */
void  kheo_reform_task_list_take (KheoReformTaskList *self, GPtrArray *tasks, KheoDate date);
guint kheo_reform_task_list_get_n (KheoReformTaskList *self, guint *out_n_open);

/* For tests: of KheoReformTaskItem, headings among them; the window that asks for a note. */
GListModel      *kheo_reform_task_list_get_rows (KheoReformTaskList *self);
KheoSheetWindow *kheo_reform_task_list_ask_note (KheoReformTaskList *self, gint64 task_id);

G_END_DECLS
