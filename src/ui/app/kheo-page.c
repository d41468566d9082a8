#include "kheo-page.h"
#include "kheo-question.h"
#include "kheo-ui-resources.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
kheo_ui_init (void)
{
  kheo_ui_register_resource ();
}

/* Around @page; of a window that is not the main one what it holds. */
static AdwToastOverlay *
find_overlay (GtkWidget *page)
{
  GtkWidget *content = ADW_IS_WINDOW (page) ? adw_window_get_content (ADW_WINDOW (page)) : NULL;

  if (ADW_IS_TOAST_OVERLAY (content))
    return ADW_TOAST_OVERLAY (content);
  return (AdwToastOverlay *) gtk_widget_get_ancestor (page, ADW_TYPE_TOAST_OVERLAY);
}

/* One at a time: what happened last is what the person wants to read.  A toast is not taken away
 * before it has come in whole, and none waits in the overlay itself: libadwaita 1.2 lets go of a
 * toast twice that is dismissed while it comes in. */
#define TOAST_COMING 1000 /* milliseconds */

/* Of an overlay: the toast that is seen and the one that is to come after it. */
typedef struct
{
  AdwToastOverlay *overlay; /* owns us */
  AdwToast        *shown;
  AdwToast        *next;
  gint64           since; /* g_get_monotonic_time() when shown came */
  guint            timer;
} ToastLine;

static void show_next (ToastLine *line);

static void
toast_line_free (gpointer data)
{
  ToastLine *line = data;

  if (line->shown != NULL)
    g_signal_handlers_disconnect_by_data (line->shown, line);
  g_clear_object (&line->shown);
  g_clear_object (&line->next);
  g_clear_handle_id (&line->timer, g_source_remove);
  g_free (line);
}

static ToastLine *
toast_line_of (AdwToastOverlay *overlay)
{
  ToastLine *line = g_object_get_data (G_OBJECT (overlay), "kheo-toasts");

  if (line == NULL)
    {
      line = g_new0 (ToastLine, 1);
      line->overlay = overlay;
      g_object_set_data_full (G_OBJECT (overlay), "kheo-toasts", line, toast_line_free);
    }
  return line;
}

static gboolean
come_cb (gpointer data)
{
  ToastLine *line = data;

  line->timer = 0;
  show_next (line);
  return G_SOURCE_REMOVE;
}

/* By the person, by its time or by us; the overlay is still busy with it. */
static void
dismissed_cb (AdwToast *toast, ToastLine *line)
{
  g_signal_handlers_disconnect_by_data (toast, line);
  g_clear_object (&line->shown);
  g_clear_handle_id (&line->timer, g_source_remove);
  if (line->next != NULL)
    line->timer = g_idle_add (come_cb, line);
}

static gboolean
retire_cb (gpointer data)
{
  ToastLine *line = data;

  line->timer = 0;
  if (line->shown != NULL && gtk_widget_get_mapped (GTK_WIDGET (line->overlay)))
    adw_toast_dismiss (line->shown);
  return G_SOURCE_REMOVE;
}

static void
show_next (ToastLine *line)
{
  if (line->next == NULL)
    return;
  if (line->shown == NULL)
    {
      line->shown = g_steal_pointer (&line->next);
      line->since = g_get_monotonic_time ();
      g_signal_connect (line->shown, "dismissed", G_CALLBACK (dismissed_cb), line);
      adw_toast_overlay_add_toast (line->overlay, g_object_ref (line->shown));
    }
  else if (line->timer == 0)
    {
      gint64 shown = (g_get_monotonic_time () - line->since) / 1000;

      line->timer = g_timeout_add ((guint) MAX (0, TOAST_COMING - shown), retire_cb, line);
    }
}

/* Takes @toast. */
static void
show_toast (AdwToastOverlay *overlay, AdwToast *toast)
{
  ToastLine *line = toast_line_of (overlay);

  g_set_object (&line->next, toast);
  g_object_unref (toast);
  show_next (line);
}

void
kheo_page_toast (GtkWidget *page, const char *text)
{
  AdwToastOverlay *overlay = find_overlay (page);
  g_autofree char *markup = g_markup_escape_text (text, -1); /* titles of toasts are markup */

  if (overlay != NULL)
    show_toast (overlay, adw_toast_new (markup));
}

static void
toast_with_button (
    GtkWidget *page, const char *text, const char *button, const char *action, gint64 target)
{
  AdwToastOverlay *overlay = find_overlay (page);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast        *toast;

  if (overlay == NULL || target == 0)
    return;
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target (toast, "x", target);
  adw_toast_set_timeout (toast, 10);
  show_toast (overlay, toast);
}

void
kheo_page_toast_action (GtkWidget *page, const char *text, gint64 action)
{
  toast_with_button (page, text, _ ("_Undo"), "win.undo-action", action);
}

void
kheo_page_toast_undone (GtkWidget *page, const char *text, gint64 action)
{
  toast_with_button (page, text, _ ("_Bring back"), "win.redo-action", action);
}

void
kheo_page_show_error (GtkWidget *page, const char *what, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kheo_question_tell (page, what, error->message);
}

void
kheo_page_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

static void
mapped_cb (GtkWidget *page)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, FALSE, -1);
}

static void
unmapped_cb (GtkWidget *page)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

void
kheo_page_hide_unmapped (GtkWidget *page)
{
  if (g_object_get_data (G_OBJECT (page), "kheo-hides") != NULL)
    return;
  g_object_set_data (G_OBJECT (page), "kheo-hides", GINT_TO_POINTER (TRUE));
  /* A widget without a role of its own has no states that screen readers see. */
  g_object_set (page, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  /* Not before it is first shown: one that begins hidden never comes into the tree. */
  g_signal_connect (page, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (page, "unmap", G_CALLBACK (unmapped_cb), NULL);
}

void
kheo_page_hide_unmapped_pages (GtkStack *stack)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    kheo_page_hide_unmapped (page);
}

void
kheo_page_set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
kheo_page_name_row (GtkWidget *child, const char *label)
{
  GtkWidget *cell = gtk_widget_get_parent (child);
  GtkWidget *row = cell ? gtk_widget_get_parent (cell) : NULL;

  if (cell != NULL)
    kheo_page_set_label (cell, label);
  if (row != NULL && !GTK_IS_LIST_BASE (row))
    kheo_page_set_label (row, label);
}
