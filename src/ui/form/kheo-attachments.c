#include "kheo-attachments.h"

#include "kheo-book-tables.h"
#include "kheo-file-picker.h"
#include "kheo-open-uri.h"

#include <glib/gi18n-lib.h>

struct _KheoAttachments
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *heading;
  GtkWidget *list;
  GtkWidget *hint; /* shown while the record is not stored yet */
  GtkWidget *add;

  /* owned */
  KheoScope *scope;
  GPtrArray *files; /* KheoAttachment */

  const char *table;
  gint64      record;
  guint       generation;
  gboolean    read_only;
};

G_DEFINE_FINAL_TYPE (KheoAttachments, kheo_attachments, GTK_TYPE_WIDGET)

/* What a job on a store's thread needs. */
typedef struct
{
  const char *table;
  gint64      record;
  gint64      file;
  char       *path; /* file to add, or where to put the one that is opened */
} Job;

typedef struct
{
  KheoAttachments *owner;
  guint            generation;
  char            *path;
} Wait;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job);
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->owner);
  g_free (wait->path);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static Job *
job_new (KheoAttachments *self, gint64 file, const char *path)
{
  Job *job = g_new0 (Job, 1);

  job->table = self->table;
  job->record = self->record;
  job->file = file;
  job->path = g_strdup (path);
  return job;
}

static Wait *
wait_new (KheoAttachments *self)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->owner = g_object_ref (self);
  wait->generation = self->generation;
  return wait;
}

static KheoStore *
get_store (KheoAttachments *self)
{
  return kheo_book_get_store (kheo_scope_get_book (self->scope));
}

/* Writing */

static gpointer
add_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return GINT_TO_POINTER (kheo_attachment_add (db, job->table, job->record, job->path, error));
}

static gpointer
remove_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (kheo_attachment_remove (db, ((Job *) data)->file, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);
  if (error != NULL)
    kheo_page_show_error (GTK_WIDGET (wait->owner), _ ("The files of this model were not changed"),
                          error);
  else
    kheo_page_toast_action (GTK_WIDGET (wait->owner), wait->path, action);
}

static void
write_files (KheoAttachments *self, const char *title, KheoStoreFunc func, Job *job)
{
  Wait *wait = wait_new (self);

  wait->path = g_strdup (title);
  kheo_store_write_async (get_store (self), title, func, job, job_free, NULL, NULL, written_cb,
                          wait);
}

void
kheo_attachments_add (KheoAttachments *self, const char *path)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (KHEO_IS_ATTACHMENTS (self));
  if (self->record == 0 || self->read_only)
    return;
  name = g_filename_display_basename (path);
  title = g_strdup_printf (_ ("Attached “%s”"), name);
  write_files (self, title, add_job, job_new (self, 0, path));
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL && wait->generation == wait->owner->generation)
    kheo_attachments_add (wait->owner, path);
}

static void
add_cb (KheoAttachments *self)
{
  const KheoFileKind kind = { _ ("Attach a file"), NULL, NULL, NULL, FALSE };

  kheo_file_picker_ask_async (GTK_WIDGET (self), &kind, NULL, picked_cb, wait_new (self));
}

static gboolean
drop_cb (KheoAttachments *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (self->record == 0 || self->read_only)
    {
      g_slist_free (files);
      return FALSE;
    }
  for (GSList *link = files; link != NULL; link = link->next)
    {
      g_autofree char *path = g_file_get_path (link->data);

      if (path != NULL)
        kheo_attachments_add (self, path);
    }
  g_slist_free (files);
  return TRUE;
}

/* Opening: a copy in a folder of its own that only this person may read */

static gpointer
open_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (GBytes) bytes = kheo_attachment_read (db, job->file, error);
  g_autofree char *folder = NULL;
  g_autofree char *name = g_path_get_basename (job->path);
  g_autofree char *path = NULL;
  gsize            size;
  const char      *content;

  if (bytes == NULL)
    return NULL;
  folder = g_dir_make_tmp ("kheo-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  content = g_bytes_get_data (bytes, &size);
  path = g_build_filename (folder, name, NULL);
  if (!g_file_set_contents_full (path, content ? content : "", (gssize) size,
                                 G_FILE_SET_CONTENTS_NONE, 0600, error))
    return NULL;
  return g_filename_to_uri (path, NULL, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (uri != NULL && gtk_widget_get_root (GTK_WIDGET (wait->owner)) != NULL)
    kheo_open_uri (GTK_WIDGET (wait->owner), uri);
  else
    kheo_page_show_error (GTK_WIDGET (wait->owner), _ ("The file could not be opened"), error);
}

static void
open_cb (KheoAttachments *self, GtkListBoxRow *row)
{
  int             index = gtk_list_box_row_get_index (row);
  KheoAttachment *file;

  if (index < 0 || (guint) index >= self->files->len)
    return;
  file = g_ptr_array_index (self->files, (guint) index);
  kheo_store_read_async (get_store (self), open_job, job_new (self, file->id, file->name), job_free,
                         g_free, NULL, opened_cb, wait_new (self));
}

/* Listing */

static void
remove_cb (GtkWidget *button, KheoAttachments *self)
{
  GtkWidget      *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  KheoAttachment *file =
      g_ptr_array_index (self->files, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  g_autofree char *title = g_strdup_printf (_ ("Removed the attached file “%s”"), file->name);

  write_files (self, title, remove_job, job_new (self, file->id, NULL));
}

static GtkWidget *
make_row (KheoAttachments *self, const KheoAttachment *file)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *name = gtk_label_new (file->name);
  GtkWidget       *size = gtk_label_new (NULL);
  GtkWidget       *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = g_format_size ((guint64) file->size);
  g_autofree char *spoken = g_strdup_printf (_ ("Remove “%s”"), file->name);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_text (GTK_LABEL (size), text);
  gtk_widget_add_css_class (size, "dim-label");
  gtk_widget_add_css_class (size, "caption");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, spoken);
  kheo_page_set_label (remove, spoken);
  gtk_widget_set_sensitive (remove, !self->read_only);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), size);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
show_files (KheoAttachments *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < self->files->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         make_row (self, g_ptr_array_index (self->files, i)));
  gtk_widget_set_visible (self->list, self->files->len > 0);
  gtk_widget_set_visible (self->hint, self->record == 0);
  gtk_widget_set_sensitive (self->add, self->record != 0 && !self->read_only);
}

static gpointer
list_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return kheo_attachment_list (db, job->table, job->record, error);
}

static void
unref_files (gpointer files)
{
  g_ptr_array_unref (files);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoAttachments *self = wait->owner;
  GPtrArray       *files = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (files == NULL)
    return;
  if (self->scope == NULL || wait->generation != self->generation)
    {
      g_ptr_array_unref (files);
      return;
    }
  g_ptr_array_unref (self->files);
  self->files = files;
  show_files (self);
}

static void
kheo_attachments_dispose (GObject *object)
{
  KheoAttachments *self = KHEO_ATTACHMENTS (object);

  self->generation++;
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_attachments_parent_class)->dispose (object);
}

static void
kheo_attachments_finalize (GObject *object)
{
  g_clear_pointer (&KHEO_ATTACHMENTS (object)->files, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_attachments_parent_class)->finalize (object);
}

static void
kheo_attachments_class_init (KheoAttachmentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_attachments_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_attachments_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kheo-attachments");
}

static void
kheo_attachments_init (KheoAttachments *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget        *label = gtk_label_new (_ ("Attached files"));
  GtkDropTarget    *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->files = g_ptr_array_new ();
  self->heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_tooltip_text (self->add, _ ("Attach a file"));
  kheo_page_set_label (self->add, _ ("Attach a file"));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self->heading), label);
  gtk_box_append (GTK_BOX (self->heading), self->add);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  kheo_page_set_label (self->list, _ ("Attached files"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (open_cb), self);
  self->hint = gtk_label_new (_ ("Files can be attached once the model is saved."));
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  show_files (self);
}

GtkWidget *
kheo_attachments_new (KheoScope *scope, const char *table)
{
  KheoAttachments *self = g_object_new (KHEO_TYPE_ATTACHMENTS, NULL);

  self->scope = g_object_ref (scope);
  self->table = table;
  return GTK_WIDGET (self);
}

void
kheo_attachments_set_record (KheoAttachments *self, gint64 id)
{
  g_return_if_fail (KHEO_IS_ATTACHMENTS (self));
  if (self->record != id)
    g_ptr_array_set_size (self->files, 0);
  self->record = id;
  show_files (self);
  kheo_attachments_reload (self);
}

void
kheo_attachments_reload (KheoAttachments *self)
{
  g_return_if_fail (KHEO_IS_ATTACHMENTS (self));
  self->generation++;
  if (self->record != 0)
    kheo_store_read_async (get_store (self), list_job, job_new (self, 0, NULL), job_free,
                           unref_files, kheo_scope_get_cancellable (self->scope), listed_cb,
                           wait_new (self));
}

void
kheo_attachments_set_read_only (KheoAttachments *self, gboolean read_only)
{
  g_return_if_fail (KHEO_IS_ATTACHMENTS (self));
  self->read_only = read_only;
  show_files (self);
}

guint
kheo_attachments_get_n (KheoAttachments *self)
{
  g_return_val_if_fail (KHEO_IS_ATTACHMENTS (self), 0);
  return self->files->len;
}
