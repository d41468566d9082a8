/* An action of the book as a row of a list, with what is said about it. */
#pragma once

#include "kheo-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_HISTORY_ITEM (kheo_history_item_get_type ())
G_DECLARE_FINAL_TYPE (KheoHistoryItem, kheo_history_item, KHEO, HISTORY_ITEM, GObject)

/* Takes @action. */
KheoHistoryItem  *kheo_history_item_new (KheoAction *action);
const KheoAction *kheo_history_item_get_action (KheoHistoryItem *self);
/* "14:05 22/11/2026 · Nguyễn Văn A · 12 models, 1 unit". */
const char *kheo_history_item_get_detail (KheoHistoryItem *self);
/* Every word of @key (kheo_text_fold) is found in title, person or time. */
gboolean kheo_history_item_matches (KheoHistoryItem *self, const char *key);

/* "12 models"; NULL for tables that only serve others.  Owned by the caller. */
char *kheo_history_describe_table (const char *table, gint64 n);

/* Strikes a label's text through, or no longer. */
void kheo_label_strike (GtkLabel *label, gboolean strike);

G_END_DECLS
