/* A list that only has a length: its rows are known by their place (gtk_list_item_get_position), so
 * 100,000 findings cost nothing until they are looked at. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KHEO_TYPE_COUNT_LIST (kheo_count_list_get_type ())
G_DECLARE_FINAL_TYPE (KheoCountList, kheo_count_list, KHEO, COUNT_LIST, GObject)

GListModel *kheo_count_list_new (guint n);

/* Shows all of them now: a place far down is wanted. */
void kheo_count_list_finish (GListModel *model);

G_END_DECLS
