#include "kheo-count-list.h"

struct _KheoCountList
{
  GObject parent_instance;

  guint n;
};

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
kheo_count_list_class_init (KheoCountListClass *klass)
{
}

static void
kheo_count_list_init (KheoCountList *self)
{
}

GListModel *
kheo_count_list_new (guint n)
{
  KheoCountList *self = g_object_new (KHEO_TYPE_COUNT_LIST, NULL);

  self->n = n;
  return G_LIST_MODEL (self);
}
