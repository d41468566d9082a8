#include "kheo-unit-node.h"

#include "kheo-unit-across.h"
#include "kheo-unit-branch.h"

/* How many units a search in the tree shows: more than a person reads. */
#define SEARCH_LIMIT 500

struct _KheoUnitNode
{
  GObject parent_instance;

  /* owned */
  KheoUnitMap *map;
  GBytes      *shown; /* a byte per index: 1 shown; NULL: all are */

  int index;
};

G_DEFINE_FINAL_TYPE (KheoUnitNode, kheo_unit_node, G_TYPE_OBJECT)

struct _KheoUnitLevel
{
  GObject parent_instance;

  /* owned */
  KheoUnitMap *map;
  GBytes      *shown;
  GArray      *indexes; /* of int; -1 is the whole book */
};

static void kheo_unit_level_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KheoUnitLevel,
                               kheo_unit_level,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kheo_unit_level_list_model_init))

static gboolean
is_shown (GBytes *shown, guint index)
{
  const guint8 *flags = shown ? g_bytes_get_data (shown, NULL) : NULL;

  return flags == NULL || flags[index];
}

/* The units found, by old names and codes too, and all above them. */
static GBytes *
find_shown (KheoUnitMap *map, const char *text)
{
  guint   n = kheo_unit_map_get_n (map);
  guint8 *flags = g_malloc0 (MAX (n, 1));
  g_autoptr (GArray) found = kheo_unit_map_search_in_time (map, text, SEARCH_LIMIT);

  for (guint i = 0; i < found->len; i++)
    for (int index = (int) g_array_index (found, guint, i); index >= 0 && !flags[index];
         index = kheo_unit_map_get_parent (map, (guint) index))
      flags[index] = 1;
  return g_bytes_new_take (flags, MAX (n, 1));
}

/* Of the units @indexes those that are shown. */
static KheoUnitLevel *
level_new (KheoUnitMap *map, GBytes *shown, GArray *indexes)
{
  KheoUnitLevel *self = g_object_new (KHEO_TYPE_UNIT_LEVEL, NULL);

  self->map = kheo_unit_map_ref (map);
  self->shown = shown ? g_bytes_ref (shown) : NULL;
  for (guint i = 0; i < indexes->len; i++)
    {
      int index = (int) g_array_index (indexes, guint, i);

      if (is_shown (shown, (guint) index))
        g_array_append_val (self->indexes, index);
    }
  return self;
}

/* KheoUnitNode */

static void
kheo_unit_node_finalize (GObject *object)
{
  KheoUnitNode *self = KHEO_UNIT_NODE (object);

  g_clear_pointer (&self->map, kheo_unit_map_unref);
  g_clear_pointer (&self->shown, g_bytes_unref);
  G_OBJECT_CLASS (kheo_unit_node_parent_class)->finalize (object);
}

static void
kheo_unit_node_class_init (KheoUnitNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_unit_node_finalize;
}

static void
kheo_unit_node_init (KheoUnitNode *self)
{
}

int
kheo_unit_node_get_index (KheoUnitNode *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_NODE (self), -1);
  return self->index;
}

gint64
kheo_unit_node_get_unit (KheoUnitNode *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_NODE (self), 0);
  return self->index < 0 ? 0 : kheo_unit_map_get_id (self->map, (guint) self->index);
}

const KheoUnitVersion *
kheo_unit_node_get_version (KheoUnitNode *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_NODE (self), NULL);
  return self->index < 0 ? NULL : kheo_unit_map_get_version (self->map, (guint) self->index);
}

GListModel *
kheo_unit_node_list_children (KheoUnitNode *self)
{
  g_autoptr (GArray) children = NULL;
  g_autoptr (KheoUnitLevel) level = NULL;

  g_return_val_if_fail (KHEO_IS_UNIT_NODE (self), NULL);
  /* Called for every row that is bound: most units are leaves and must cost nothing. */
  if (self->index < 0 || kheo_unit_map_get_n_children (self->map, (guint) self->index) == 0)
    return NULL;
  children = kheo_unit_map_list_children (self->map, self->index);
  level = level_new (self->map, self->shown, children);
  return level->indexes->len > 0 ? G_LIST_MODEL (g_steal_pointer (&level)) : NULL;
}

/* KheoUnitLevel */

static GType
kheo_unit_level_get_item_type (GListModel *list)
{
  return KHEO_TYPE_UNIT_NODE;
}

static guint
kheo_unit_level_get_n_items (GListModel *list)
{
  return KHEO_UNIT_LEVEL (list)->indexes->len;
}

static gpointer
kheo_unit_level_get_item (GListModel *list, guint position)
{
  KheoUnitLevel *self = KHEO_UNIT_LEVEL (list);
  KheoUnitNode  *node;

  if (position >= self->indexes->len)
    return NULL;
  node = g_object_new (KHEO_TYPE_UNIT_NODE, NULL);
  node->map = kheo_unit_map_ref (self->map);
  node->shown = self->shown ? g_bytes_ref (self->shown) : NULL;
  node->index = g_array_index (self->indexes, int, position);
  return node;
}

static void
kheo_unit_level_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kheo_unit_level_get_item_type;
  iface->get_n_items = kheo_unit_level_get_n_items;
  iface->get_item = kheo_unit_level_get_item;
}

static void
kheo_unit_level_finalize (GObject *object)
{
  KheoUnitLevel *self = KHEO_UNIT_LEVEL (object);

  g_clear_pointer (&self->map, kheo_unit_map_unref);
  g_clear_pointer (&self->shown, g_bytes_unref);
  g_clear_pointer (&self->indexes, g_array_unref);
  G_OBJECT_CLASS (kheo_unit_level_parent_class)->finalize (object);
}

static void
kheo_unit_level_class_init (KheoUnitLevelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_unit_level_finalize;
}

static void
kheo_unit_level_init (KheoUnitLevel *self)
{
  self->indexes = g_array_new (FALSE, FALSE, sizeof (int));
}

KheoUnitLevel *
kheo_unit_level_new (KheoUnitMap *map, KheoBranch branch)
{
  g_autoptr (GArray) roots = kheo_unit_map_list_branch (map, branch);
  KheoUnitLevel *self = level_new (map, NULL, roots);
  const int      whole_book = -1;

  g_array_prepend_val (self->indexes, whole_book);
  return self;
}

KheoUnitLevel *
kheo_unit_level_new_search (KheoUnitMap *map, const char *text)
{
  g_autoptr (GBytes) shown = find_shown (map, text);
  g_autoptr (GArray) roots = kheo_unit_map_list_children (map, -1);

  return level_new (map, shown, roots);
}

int
kheo_unit_level_find (KheoUnitLevel *self, int index)
{
  g_return_val_if_fail (KHEO_IS_UNIT_LEVEL (self), -1);
  for (guint i = 0; i < self->indexes->len; i++)
    if (g_array_index (self->indexes, int, i) == index)
      return (int) i;
  return -1;
}
