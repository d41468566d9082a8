#include "kheo-count-list.h"

struct _KheoCountList
{
  GObject parent_instance;

  guint n;    /* shown so far */
  guint all;  /* … in the end */
  guint idle; /* source that shows more; 0: none */
};

/* A view makes rows for some 200 items at once; so many in a turn of the loop, until it has them.
 */
#define STEP   12u
#define ENOUGH 260u

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return KHEO_COUNT_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return position < KHEO_COUNT_LIST (model)->n ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KheoCountList,
                               kheo_count_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
show (KheoCountList *self, guint n)
{
  guint before = self->n;

  self->n = MIN (n, self->all);
  if (self->n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n - before);
}

static gboolean
grow_cb (gpointer user_data)
{
  KheoCountList *self = user_data;

  show (self, self->n < ENOUGH ? self->n + STEP : self->all);
  if (self->n < self->all)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
dispose (GObject *object)
{
  g_clear_handle_id (&KHEO_COUNT_LIST (object)->idle, g_source_remove);
  G_OBJECT_CLASS (kheo_count_list_parent_class)->dispose (object);
}

static void
kheo_count_list_class_init (KheoCountListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
kheo_count_list_init (KheoCountList *self)
{
}

GListModel *
kheo_count_list_new (guint n)
{
  KheoCountList *self = g_object_new (KHEO_TYPE_COUNT_LIST, NULL);

  self->all = n;
  self->n = MIN (n, STEP);
  if (self->n < n)
    self->idle = g_idle_add (grow_cb, self);
  return G_LIST_MODEL (self);
}

void
kheo_count_list_finish (GListModel *model)
{
  g_return_if_fail (KHEO_IS_COUNT_LIST (model));
  show (KHEO_COUNT_LIST (model), KHEO_COUNT_LIST (model)->all);
}
