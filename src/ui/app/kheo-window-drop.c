/* Files dropped anywhere on the window, and files handed to it. */
#include "kheo-import-view.h"
#include "kheo-question.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_book (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name ? g_utf8_strdown (name, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, ".kheo");
}

static void
import_closed_cb (KheoWindow *self)
{
  if (self->import == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "work");
  gtk_stack_remove (self->stack, self->import);
  self->import = NULL;
}

static void
start_import (KheoWindow *self, GFile *file)
{
  if (self->scope == NULL)
    {
      g_autofree char *path = kheo_book_default_path ();

      /* The first list of units makes the office's own book. */
      if (!kheo_window_open_book (self, path, TRUE))
        return;
    }
  if (kheo_book_is_read_only (self->book))
    {
      kheo_question_tell (GTK_WIDGET (self->stack), _ ("Nothing can be read into this book"),
                          _ ("The book is open for reading only."));
      return;
    }
  if (self->import == NULL)
    {
      self->import = kheo_import_view_new (self->scope);
      g_signal_connect_object (self->import, "closed", G_CALLBACK (import_closed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, self->import, "import");
    }
  gtk_stack_set_visible_child_name (self->stack, "import");
  kheo_import_view_open_files (KHEO_IMPORT_VIEW (self->import), &(GSList){ .data = file });
}

void
kheo_window_take_files (KheoWindow *self, GFile **files, guint n)
{
  g_return_if_fail (KHEO_IS_WINDOW (self));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL && is_book (files[i]))
        kheo_window_open_book (self, path, FALSE);
      else if (path != NULL)
        start_import (self, files[i]);
    }
}

/* Where it will land is shown before it is let go. */
static void
show_place (KheoWindow *self, GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  GSList       *files = value ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
  const char *text = _ ("Drop the spreadsheet here to look at what is in it – nothing is written "
                        "yet");

  if (files != NULL && is_book (files->data))
    text = _ ("Drop the book here to open it");
  else if (self->scope == NULL)
    text = _ ("Drop the list of units here to begin a book with it");
  g_slist_free (files);
  gtk_label_set_text (self->drop_text, text);
}

static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, KheoWindow *self)
{
  show_place (self, target);
  gtk_widget_set_visible (self->drop_place, TRUE);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, KheoWindow *self)
{
  gtk_widget_set_visible (self->drop_place, FALSE);
}

static void
value_cb (GtkDropTarget *target, GParamSpec *pspec, KheoWindow *self)
{
  show_place (self, target);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KheoWindow *self)
{
  GSList *list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_set_visible (self->drop_place, FALSE);
  for (GSList *link = list; link != NULL; link = link->next)
    g_ptr_array_add (files, g_object_ref (link->data));
  g_slist_free (list);
  kheo_window_take_files (self, (GFile **) files->pdata, files->len);
  return TRUE;
}

void
kheo_window_accept_drops (KheoWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "notify::value", G_CALLBACK (value_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->toasts), GTK_EVENT_CONTROLLER (target));
}
