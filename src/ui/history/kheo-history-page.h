/*
 * Everything that was done to the book, newest first; anything can be taken back or brought back.
 *
 *   GListStore of KheoHistoryItem ─► GtkFilterListModel ─► GtkNoSelection ─► GtkListView
 */
#pragma once

#include "kheo-scope.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_HISTORY_PAGE (kheo_history_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoHistoryPage, kheo_history_page, KHEO, HISTORY_PAGE, GtkWidget)

GtkWidget *kheo_history_page_new (KheoScope *scope);

/* The rows as filtered: KheoHistoryItem. Borrowed. */
GListModel *kheo_history_page_get_model (KheoHistoryPage *self);
void        kheo_history_page_set_filter (KheoHistoryPage *self, const char *text);

G_END_DECLS
