/*
 * "41–80 / 2.926" between two arrows, below a list that shows so many items at a time.
 *
 * A list view of GTK 4 keeps some 200 rows alive and lays all of them out anew when it jumps; a
 * page of forty costs a fifth, and a jump to another page none of the frame's time but its own.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Items of a page. */
#define KHEO_LIST_PAGE 40u

#define KHEO_TYPE_LIST_PAGER (kheo_list_pager_get_type ())
G_DECLARE_FINAL_TYPE (KheoListPager, kheo_list_pager, KHEO, LIST_PAGER, GtkWidget)

/* Of @n items from now on, at the first page; hidden when there is but one. */
void kheo_list_pager_set_count (KheoListPager *self, guint n);
/* To the page that shows @item; TRUE when that is another one than before. */
gboolean kheo_list_pager_show_item (KheoListPager *self, guint item);
/* Place of the first item of the page, and how many it has. */
guint kheo_list_pager_get_first (KheoListPager *self);
guint kheo_list_pager_get_length (KheoListPager *self);

/* Signal "turned" (): by a button; the list shows another page from now on. */

G_END_DECLS
