#include "kheo-reform-task-item.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>

struct _KheoReformTaskItem
{
  GObject parent_instance;

  /* owned */
  KheoReformTask *task; /* NULL of a heading */
  char           *kind;

  /* of a heading */
  guint    n, n_done;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (KheoReformTaskItem, kheo_reform_task_item, G_TYPE_OBJECT)

static void
kheo_reform_task_item_finalize (GObject *object)
{
  KheoReformTaskItem *self = KHEO_REFORM_TASK_ITEM (object);

  kheo_reform_task_free (self->task);
  g_free (self->kind);
  G_OBJECT_CLASS (kheo_reform_task_item_parent_class)->finalize (object);
}

static void
kheo_reform_task_item_class_init (KheoReformTaskItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_reform_task_item_finalize;
}

static void
kheo_reform_task_item_init (KheoReformTaskItem *self)
{
}

KheoReformTaskItem *
kheo_reform_task_item_new (KheoReformTask *task)
{
  KheoReformTaskItem *self = g_object_new (KHEO_TYPE_REFORM_TASK_ITEM, NULL);

  self->task = task;
  self->kind = g_strdup (task->kind);
  return self;
}

static KheoReformTaskItem *
new_heading (const char *kind, guint n, guint n_done, gboolean folded)
{
  KheoReformTaskItem *self = g_object_new (KHEO_TYPE_REFORM_TASK_ITEM, NULL);

  self->kind = g_strdup (kind);
  self->n = n;
  self->n_done = n_done;
  self->folded = folded;
  return self;
}

const KheoReformTask *
kheo_reform_task_item_get (KheoReformTaskItem *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_ITEM (self), NULL);
  return self->task;
}

gboolean
kheo_reform_task_item_is_done (KheoReformTaskItem *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_ITEM (self), FALSE);
  return self->task != NULL && self->task->done_on != KHEO_DATE_UNKNOWN;
}

const char *
kheo_reform_task_item_get_kind (KheoReformTaskItem *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_ITEM (self), NULL);
  return self->kind;
}

gboolean
kheo_reform_task_item_is_folded (KheoReformTaskItem *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_ITEM (self), FALSE);
  return self->folded;
}

char *
kheo_reform_task_item_format_progress (KheoReformTaskItem *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_TASK_ITEM (self), NULL);
  return kheo_reform_format_progress (self->n_done, self->n);
}

/* Those of @kind, first what is to be decided. */
static void
add_kind (GPtrArray *rows, GPtrArray *tasks, const char *kind, gboolean done)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      KheoReformTaskItem *item = g_ptr_array_index (tasks, i);

      if (g_str_equal (item->kind, kind) && kheo_reform_task_item_is_done (item) == done)
        g_ptr_array_add (rows, g_object_ref (item));
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = (*(KheoReformTaskItem **) a)->task->id;
  gint64 y = (*(KheoReformTaskItem **) b)->task->id;

  return x < y ? -1 : x > y;
}

GPtrArray *
kheo_reform_task_items_group (GPtrArray *listed, GHashTable *folded)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  /* As they were written: what is done moves no kind to another place. */
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_extend (tasks, listed, NULL, NULL);
  g_ptr_array_sort (tasks, compare_ids);
  for (guint i = 0; i < tasks->len; i++)
    {
      const char *kind = ((KheoReformTaskItem *) g_ptr_array_index (tasks, i))->kind;
      gboolean    is_folded = g_hash_table_contains (folded, kind);
      guint       n = 0;
      guint       n_done = 0;

      if (!g_hash_table_add (seen, (char *) kind))
        continue;
      for (guint t = i; t < tasks->len; t++)
        {
          KheoReformTaskItem *item = g_ptr_array_index (tasks, t);
          gboolean            same = g_str_equal (item->kind, kind);

          n += same;
          n_done += same && kheo_reform_task_item_is_done (item);
        }
      g_ptr_array_add (rows, new_heading (kind, n, n_done, is_folded));
      if (is_folded)
        continue;
      add_kind (rows, tasks, kind, FALSE);
      add_kind (rows, tasks, kind, TRUE);
    }
  return rows;
}

char *
kheo_reform_format_progress (guint n_done, guint n)
{
  g_autofree char *done = kheo_number_format (n_done);
  g_autofree char *all = kheo_number_format (n);

  /* Translators: two numbers: "12 of 40 done". */
  return g_strdup_printf (_ ("%s of %s done"), done, all);
}
