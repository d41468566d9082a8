#include "kheo-scroll.h"

/* GTK 4.8 takes a wrong anchor, and then shows one row only, when a list is scrolled before it was
 * ever laid out: wait for the frame in which it has a height. */
static gboolean
scroll_when_laid_out_cb (GtkWidget *list, GdkFrameClock *clock, gpointer position)
{
  if (gtk_widget_get_height (list) <= 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", GPOINTER_TO_UINT (position));
  return G_SOURCE_REMOVE;
}

gboolean
kheo_scroll_to (GtkWidget *view, guint position)
{
  GtkWidget *list = view;

  /* The rows of a column view are in a list view inside it, which has the action. */
  if (GTK_IS_COLUMN_VIEW (view))
    for (list = gtk_widget_get_last_child (view); list != NULL && !GTK_IS_LIST_BASE (list);)
      list = gtk_widget_get_prev_sibling (list);
  if (list == NULL)
    return FALSE;
  if (gtk_widget_get_height (list) > 0)
    return gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  gtk_widget_add_tick_callback (list, scroll_when_laid_out_cb, GUINT_TO_POINTER (position), NULL);
  return TRUE;
}
