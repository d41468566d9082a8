/*
 * A row of what is left to decide after a reform: a matter, or the heading of all of one kind with
 * how many of them are done.  Immutable.  Main thread.
 */
#pragma once

#include "kheo-reform.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_TASK_ITEM (kheo_reform_task_item_get_type ())
G_DECLARE_FINAL_TYPE (KheoReformTaskItem, kheo_reform_task_item, KHEO, REFORM_TASK_ITEM, GObject)

/* Takes @task. */
KheoReformTaskItem *kheo_reform_task_item_new (KheoReformTask *task);

/* NULL of a heading. */
const KheoReformTask *kheo_reform_task_item_get (KheoReformTaskItem *self);
gboolean              kheo_reform_task_item_is_done (KheoReformTaskItem *self);
const char           *kheo_reform_task_item_get_kind (KheoReformTaskItem *self);
gboolean              kheo_reform_task_item_is_folded (KheoReformTaskItem *self);
/* Of a heading: "12 of 40 done". */
char *kheo_reform_task_item_format_progress (KheoReformTaskItem *self);

/*
 * The rows of @listed (array of KheoReformTaskItem) by kind, kinds in the order in which they were
 * written, of each first what is to be decided; of the kinds in @folded (set of text) only the
 * headings.
 */
GPtrArray *kheo_reform_task_items_group (GPtrArray *listed, GHashTable *folded);
/* For people, of headings and of all: "12 of 40 done". */
char *kheo_reform_format_progress (guint n_done, guint n);

G_END_DECLS
