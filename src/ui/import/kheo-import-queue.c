#include "kheo-import-queue.h"

#include <string.h>

/* How many are read or matched at a time: one reads while the other is compared with the book. */
#define MAX_WORKING 2u
/* What files in review may take that nobody looks at. */
#define MAX_WEIGHT (48u << 20)
/* A folder that somebody drops by mistake ("/") is not walked to its end. */
#define MAX_FOUND 2000u
#define MAX_DEPTH 12u

struct _KheoImportQueue
{
  GObject parent_instance;

  /* Owned. */
  KheoBook     *book;
  GPtrArray    *files; /* of KheoImportFile */
  GCancellable *cancellable;
  GHashTable   *to_write; /* set of files, borrowed from files */
  GHashTable   *stale;    /* … whose review is older than the last writing */

  KheoImportFile *current; /* borrowed from files */
  guint           n_searches;
  gboolean        pumping;
};

static GType
get_item_type (GListModel *model)
{
  return KHEO_TYPE_IMPORT_FILE;
}

static guint
get_n_items (GListModel *model)
{
  return KHEO_IMPORT_QUEUE (model)->files->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KheoImportQueue *self = KHEO_IMPORT_QUEUE (model);

  return position < self->files->len ? g_object_ref (self->files->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KheoImportQueue,
                               kheo_import_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_FILE_CHANGED,
  SIGNAL_PROGRESS,
  SIGNAL_FOUND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- Who works next ---- */

static gboolean
is_at_work (KheoImportFile *file)
{
  KheoFileState state = kheo_import_file_get_state (file);

  return state == KHEO_FILE_READING || state == KHEO_FILE_WRITING;
}

static guint
count_working (KheoImportQueue *self)
{
  guint n = 0;

  for (guint i = 0; i < self->files->len; i++)
    n += is_at_work (self->files->pdata[i]);
  return n;
}

/* Writing is one at a time, in the order of the list; what was parked is read again first. */
static void
write_next (KheoImportQueue *self)
{
  for (guint i = 0; i < self->files->len && g_hash_table_size (self->to_write) > 0; i++)
    {
      KheoImportFile *file = self->files->pdata[i];

      if (!g_hash_table_contains (self->to_write, file))
        continue;
      if (kheo_import_file_get_state (file) == KHEO_FILE_PARKED)
        kheo_import_file_start (file);
      else if (kheo_import_file_get_state (file) == KHEO_FILE_REVIEW &&
               !kheo_import_file_is_busy (file))
        {
          g_hash_table_remove (self->to_write, file);
          if (kheo_import_file_is_ready (file))
            kheo_import_file_commit (file, TRUE);
          if (kheo_import_file_get_state (file) != KHEO_FILE_WRITING)
            continue;
        }
      return;
    }
}

static void
park_heavy (KheoImportQueue *self)
{
  guint64 weight = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      KheoImportFile *file = self->files->pdata[i];

      if (file == self->current || kheo_import_file_get_state (file) != KHEO_FILE_REVIEW ||
          g_hash_table_contains (self->to_write, file))
        continue;
      weight += kheo_import_file_get_weight (file);
      if (weight > MAX_WEIGHT && kheo_import_file_park (file))
        weight -= kheo_import_file_get_weight (file);
    }
}

static void
pump (KheoImportQueue *self)
{
  guint working = 0;

  if (self->pumping)
    return;
  self->pumping = TRUE;
  park_heavy (self);
  if (self->current != NULL)
    kheo_import_file_start (self->current);
  working = count_working (self);
  for (guint i = 0; i < self->files->len && working < MAX_WORKING; i++)
    if (kheo_import_file_get_state (self->files->pdata[i]) == KHEO_FILE_WAITING)
      {
        kheo_import_file_start (self->files->pdata[i]);
        working++;
      }
  if (working < MAX_WORKING)
    write_next (self);
  self->pumping = FALSE;
}

/* ---- Files ---- */

static void
refresh (KheoImportQueue *self, KheoImportFile *file)
{
  if (g_hash_table_remove (self->stale, file) &&
      kheo_import_file_get_state (file) == KHEO_FILE_REVIEW)
    kheo_import_file_correct (file, &(KheoCorrection){ .type = KHEO_CORRECT_NOTHING });
}

/* Its form is known now; and what the others would change is to be compared anew. */
static void
learn_from (KheoImportQueue *self, KheoImportFile *written)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      KheoImportFile *file = self->files->pdata[i];

      if (file == written)
        continue;
      if (kheo_import_file_get_state (file) == KHEO_FILE_REVIEW)
        g_hash_table_add (self->stale, file);
      kheo_import_file_learn_form (file, kheo_import_file_get_fingerprint (written));
    }
}

static void
file_changed_cb (KheoImportFile *file, KheoImportQueue *self)
{
  g_autoptr (KheoImportQueue) alive = g_object_ref (self);
  g_autoptr (KheoImportFile) kept = g_object_ref (file);

  if (kheo_import_file_get_state (file) == KHEO_FILE_DONE)
    learn_from (self, file);
  if (file == self->current)
    refresh (self, file);
  g_signal_emit (self, signals[SIGNAL_FILE_CHANGED], 0, kept);
  pump (self);
}

static void
file_progress_cb (KheoImportFile *file, double fraction, const char *what, KheoImportQueue *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, file, fraction, what);
}

static void
append (KheoImportQueue *self, GFile *at, const char *name)
{
  KheoImportFile *file = kheo_import_file_new (self->book, at, name);

  g_signal_connect (file, "changed", G_CALLBACK (file_changed_cb), self);
  g_signal_connect (file, "progress", G_CALLBACK (file_progress_cb), self);
  g_ptr_array_add (self->files, file);
}

/* ---- Folders, on a thread of their own ---- */

typedef struct
{
  GPtrArray *files; /* of GFile */
  GPtrArray *names; /* … below the folder: "Huyện A/b.xlsx" */
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->files);
  g_ptr_array_unref (found->names);
  g_free (found);
}

/* By name, since most of what lies in folders is something else; what is dropped itself is read by
 * its content.  "~$a.xlsx" is what a program keeps while a file is open. */
static gboolean
is_spreadsheet (const char *name)
{
  static const char *const endings[] = { ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv",
                                         ".htm",  ".html", ".mht", ".xml", NULL };
  g_autofree char         *lower = g_utf8_strdown (name, -1);

  if (g_str_has_prefix (name, "~$") || *name == '.')
    return FALSE;
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (g_file_info_get_display_name (*(GFileInfo *const *) a),
                         g_file_info_get_display_name (*(GFileInfo *const *) b));
}

/* In the order of their names, links to folders not followed. */
static GPtrArray *
list_folder (GFile *folder, GCancellable *cancellable)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFileEnumerator) all = g_file_enumerate_children (
      folder,
      G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                                     "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, NULL);
  GFileInfo *info = NULL;

  while (all != NULL && (info = g_file_enumerator_next_file (all, cancellable, NULL)) != NULL)
    g_ptr_array_add (infos, info);
  g_ptr_array_sort (infos, compare_infos);
  return infos;
}

static void
walk (GFile *folder, const char *prefix, guint depth, Found *found, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) infos = list_folder (folder, cancellable);

  for (guint i = 0; i < infos->len && found->files->len < MAX_FOUND; i++)
    {
      GFileInfo  *info = infos->pdata[i];
      const char *name = g_file_info_get_name (info);
      g_autoptr (GFile) child = g_file_get_child (folder, name);
      g_autofree char *path =
          *prefix != '\0' ? g_build_filename (prefix, name, NULL) : g_strdup (name);

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          if (depth < MAX_DEPTH && *name != '.')
            walk (child, path, depth + 1, found, cancellable);
        }
      else if (is_spreadsheet (name))
        {
          g_ptr_array_add (found->files, g_steal_pointer (&child));
          g_ptr_array_add (found->names, g_steal_pointer (&path));
        }
    }
}

static void
walk_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Found           *found = g_new0 (Found, 1);
  g_autofree char *name = g_file_get_basename (task_data);

  found->files = g_ptr_array_new_with_free_func (g_object_unref);
  found->names = g_ptr_array_new_with_free_func (g_free);
  walk (task_data, name, 0, found, cancellable);
  g_task_return_pointer (task, found, found_free);
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KheoImportQueue *self = KHEO_IMPORT_QUEUE (source);
  Found           *found = g_task_propagate_pointer (G_TASK (result), NULL);
  guint            before = self->files->len;
  guint            n = 0;

  self->n_searches--;
  if (found == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  n = found->files->len;
  for (guint i = 0; i < n; i++)
    append (self, found->files->pdata[i], found->names->pdata[i]);
  found_free (found);
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0, n);
  pump (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoImportQueue *self = KHEO_IMPORT_QUEUE (object);

  g_cancellable_cancel (self->cancellable);
  self->current = NULL;
  for (guint i = 0; i < self->files->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->files->pdata[i], self);
      kheo_import_file_cancel (self->files->pdata[i]);
    }
  g_ptr_array_set_size (self->files, 0);
  G_OBJECT_CLASS (kheo_import_queue_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  KheoImportQueue *self = KHEO_IMPORT_QUEUE (object);

  g_clear_object (&self->book);
  g_ptr_array_unref (self->files);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->to_write);
  g_hash_table_unref (self->stale);
  G_OBJECT_CLASS (kheo_import_queue_parent_class)->finalize (object);
}

static void
kheo_import_queue_class_init (KheoImportQueueClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[SIGNAL_FILE_CHANGED] = g_signal_new ("file-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, KHEO_TYPE_IMPORT_FILE);
  signals[SIGNAL_PROGRESS] =
      g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    KHEO_TYPE_IMPORT_FILE, G_TYPE_DOUBLE, G_TYPE_STRING);
  signals[SIGNAL_FOUND] = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kheo_import_queue_init (KheoImportQueue *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->to_write = g_hash_table_new (NULL, NULL);
  self->stale = g_hash_table_new (NULL, NULL);
}

/* ---- Public ---- */

KheoImportQueue *
kheo_import_queue_new (KheoBook *book)
{
  KheoImportQueue *self = g_object_new (KHEO_TYPE_IMPORT_QUEUE, NULL);

  self->book = g_object_ref (book);
  return self;
}

void
kheo_import_queue_add (KheoImportQueue *self, GFile *file)
{
  g_return_if_fail (KHEO_IS_IMPORT_QUEUE (self));

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, walked_cb, NULL);

      self->n_searches++;
      g_task_set_task_data (task, g_object_ref (file), g_object_unref);
      g_task_run_in_thread (task, walk_thread);
      return;
    }
  append (self, file, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), self->files->len - 1, 0, 1);
  pump (self);
}

KheoImportFile *
kheo_import_queue_get (KheoImportQueue *self, guint index)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_QUEUE (self), NULL);
  return index < self->files->len ? self->files->pdata[index] : NULL;
}

void
kheo_import_queue_set_current (KheoImportQueue *self, KheoImportFile *file)
{
  g_return_if_fail (KHEO_IS_IMPORT_QUEUE (self));

  self->current = file;
  if (file != NULL)
    refresh (self, file);
  pump (self);
}

KheoImportFile *
kheo_import_queue_get_current (KheoImportQueue *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_QUEUE (self), NULL);
  return self->current;
}

static guint *
place_of (KheoQueueCounts *counts, KheoImportFile *file)
{
  switch (kheo_import_file_get_state (file))
    {
    case KHEO_FILE_WAITING:
      return &counts->waiting;
    case KHEO_FILE_READING:
    case KHEO_FILE_WRITING:
      return &counts->working;
    case KHEO_FILE_REVIEW:
    case KHEO_FILE_PARKED:
      return kheo_import_file_is_ready (file) ? &counts->ready : &counts->person;
    case KHEO_FILE_DONE:
      return &counts->done;
    case KHEO_FILE_FAILED:
    case KHEO_FILE_CANCELLED:
    default:
      return &counts->failed;
    }
}

KheoQueueCounts
kheo_import_queue_count (KheoImportQueue *self)
{
  KheoQueueCounts counts = { 0 };

  g_return_val_if_fail (KHEO_IS_IMPORT_QUEUE (self), counts);

  counts.total = self->files->len;
  for (guint i = 0; i < self->files->len; i++)
    (*place_of (&counts, self->files->pdata[i]))++;
  return counts;
}

gboolean
kheo_import_queue_is_searching (KheoImportQueue *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_QUEUE (self), FALSE);
  return self->n_searches > 0;
}

void
kheo_import_queue_write_ready (KheoImportQueue *self)
{
  g_return_if_fail (KHEO_IS_IMPORT_QUEUE (self));

  for (guint i = 0; i < self->files->len; i++)
    if (kheo_import_file_is_ready (self->files->pdata[i]))
      g_hash_table_add (self->to_write, self->files->pdata[i]);
  pump (self);
}

gboolean
kheo_import_queue_is_writing_all (KheoImportQueue *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_QUEUE (self), FALSE);
  return g_hash_table_size (self->to_write) > 0;
}

void
kheo_import_queue_remove (KheoImportQueue *self, KheoImportFile *file)
{
  g_autoptr (KheoImportFile) kept = g_object_ref (file);
  guint index = 0;

  g_return_if_fail (KHEO_IS_IMPORT_QUEUE (self));

  if (!g_ptr_array_find (self->files, file, &index))
    return;
  g_signal_handlers_disconnect_by_data (file, self);
  g_hash_table_remove (self->to_write, file);
  g_hash_table_remove (self->stale, file);
  if (self->current == file)
    self->current = NULL;
  kheo_import_file_cancel (file);
  g_ptr_array_remove_index (self->files, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
  pump (self);
}

void
kheo_import_queue_cancel_all (KheoImportQueue *self)
{
  g_return_if_fail (KHEO_IS_IMPORT_QUEUE (self));

  g_hash_table_remove_all (self->to_write);
  for (guint i = self->files->len; i > 0; i--)
    if (kheo_import_file_get_state (self->files->pdata[i - 1]) != KHEO_FILE_DONE)
      kheo_import_queue_remove (self, self->files->pdata[i - 1]);
}
