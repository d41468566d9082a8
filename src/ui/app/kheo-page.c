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

static AdwToastOverlay *
find_overlay (GtkWidget *page)
{
  return (AdwToastOverlay *) gtk_widget_get_ancestor (page, ADW_TYPE_TOAST_OVERLAY);
}

/* One at a time: what happened last is what the person wants to read.  A toast is not taken away
 * before it has come in whole: libadwaita 1.2 lets go of it twice then. */
#define TOAST_COMING 1000 /* milliseconds */

typedef struct
{
  GWeakRef  overlay;
  AdwToast *toast;
} Retire;

static void
retire_free (gpointer data)
{
  Retire *retire = data;

  g_weak_ref_clear (&retire->overlay);
  g_object_unref (retire->toast);
  g_free (retire);
}

static void
dismissed_cb (AdwToast *toast)
{
  g_object_set_data (G_OBJECT (toast), "kheo-gone", GINT_TO_POINTER (TRUE));
}

static gboolean
retire_cb (gpointer data)
{
  Retire *retire = data;
  g_autoptr (GtkWidget) overlay = g_weak_ref_get (&retire->overlay);

  if (overlay != NULL && gtk_widget_get_mapped (overlay) &&
      g_object_get_data (G_OBJECT (retire->toast), "kheo-gone") == NULL)
    adw_toast_dismiss (retire->toast);
  return G_SOURCE_REMOVE;
}

static void
show_toast (AdwToastOverlay *overlay, AdwToast *toast)
{
  AdwToast *before = g_object_get_data (G_OBJECT (overlay), "kheo-toast");

  if (before != NULL)
    {
      Retire *retire = g_new0 (Retire, 1);

      g_weak_ref_init (&retire->overlay, overlay);
      retire->toast = g_object_ref (before);
      g_timeout_add_full (G_PRIORITY_DEFAULT, TOAST_COMING, retire_cb, retire, retire_free);
    }
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), NULL);
  g_object_set_data_full (G_OBJECT (overlay), "kheo-toast", g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (overlay, toast);
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
