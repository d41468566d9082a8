#include "kheo-scroll.h"

gboolean
kheo_scroll_to (GtkWidget *view, guint position)
{
  GtkWidget *list = view;

  /* The rows of a column view are in a list view inside it, which has the action. */
  if (GTK_IS_COLUMN_VIEW (view))
    for (list = gtk_widget_get_last_child (view); list != NULL && !GTK_IS_LIST_BASE (list);)
      list = gtk_widget_get_prev_sibling (list);
  return list != NULL && gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}
