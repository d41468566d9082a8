#include "kheo-orders.h"

#include "kheo-sort.h"
#include "kheo-text-ranks.h"

#include <string.h>

#define N_ORDERS 6
/* Only the orders used last are worth patching. */
#define N_PATCHED 3
/* More changed models than that are ordered anew. */
#define MOST_FRESH 1000

typedef struct
{
  int      field; /* -1: tree order, as by unit */
  gboolean descending;
  KheoDate day;
  guint32 *slots;
} Order;

struct _KheoOrders
{
  GPtrArray *orders; /* of Order, last used first */
  GPtrArray *ranks;  /* of KheoTextRanks: the names, and what orders need */
  guint      n;      /* models that they are of */
};

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->slots);
  g_free (order);
}

KheoOrders *
kheo_orders_new (void)
{
  KheoOrders *self = g_new0 (KheoOrders, 1);

  self->orders = g_ptr_array_new_with_free_func (order_free);
  self->ranks = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_text_ranks_free);
  return self;
}

void
kheo_orders_free (KheoOrders *self)
{
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->ranks);
  g_free (self);
}

void
kheo_orders_clear (KheoOrders *self)
{
  g_ptr_array_set_size (self->orders, 0);
  g_ptr_array_set_size (self->ranks, 0);
}

void
kheo_orders_clear_trees (KheoOrders *self)
{
  g_ptr_array_set_size (self->orders, 0);
}

static gboolean
is_text (int field)
{
  KheoFieldType type;

  if (field < 0)
    return FALSE;
  type = kheo_register_models.fields[field].type;
  return type == KHEO_FIELD_TEXT || type == KHEO_FIELD_LONG_TEXT;
}

/* What decides an order, for any two slots. */
typedef struct
{
  const KheoColumns *columns;
  const guint32     *position; /* in the tree, by unit */
  const guint32     *names;    /* ranks */
  const guint32     *texts;    /* ranks of the field, when it is text */
  const KheoColumn  *numbers;  /* its values, when it is not */
  gboolean           descending;
} Rule;

static inline guint32
tree_key (const Rule *rule, guint32 slot)
{
  guint32 unit = kheo_columns_unit (rule->columns, slot);

  return unit != KHEO_NO_UNIT ? rule->position[unit] : G_MAXUINT32;
}

/* What is not known comes last, whichever way. */
static inline guint32
text_key (const Rule *rule, guint32 slot)
{
  guint32 rank = rule->texts[slot];

  return rule->descending && rank != KHEO_NO_RANK ? KHEO_NO_RANK - 1 - rank : rank;
}

static inline guint64
number_key (const Rule *rule, guint32 slot)
{
  gint64  none = rule->numbers->width == 8 ? KHEO_NO_VALUE : 0;
  gint64  value = kheo_column_get (rule->numbers, slot);
  guint64 key = (guint64) value ^ ((guint64) 1 << 63);

  if (value == none)
    return G_MAXUINT64;
  return rule->descending ? ~key : key;
}

#define COMPARE(x, y) ((x) < (y) ? -1 : (x) > (y))

/* Tree order, then name, then age. */
static int
compare_trees (const Rule *rule, guint32 a, guint32 b)
{
  int order = COMPARE (tree_key (rule, a), tree_key (rule, b));

  if (order == 0)
    order = COMPARE (rule->names[a], rule->names[b]);
  return order != 0 ? order : COMPARE (a, b);
}

static int
compare_slots (gconstpointer a, gconstpointer b, gpointer data)
{
  const Rule *rule = data;
  guint32     x = *(const guint32 *) a;
  guint32     y = *(const guint32 *) b;
  int         order = 0;

  if (rule->texts != NULL)
    order = COMPARE (text_key (rule, x), text_key (rule, y));
  else if (rule->numbers != NULL)
    order = COMPARE (number_key (rule, x), number_key (rule, y));
  else if (rule->descending)
    return compare_trees (rule, y, x);
  return order != 0 ? order : compare_trees (rule, x, y);
}

static const guint32 *
need_ranks (KheoOrders *self, KheoWorld *world, guint field, GError **error)
{
  KheoTextRanks *ranks;

  for (guint i = 0; i < self->ranks->len; i++)
    {
      ranks = self->ranks->pdata[i];
      if (ranks->field == field)
        return ranks->ranks;
    }
  ranks = kheo_text_ranks_load (kheo_world_get_db (world), kheo_world_get_columns (world), field,
                                error);
  if (ranks == NULL)
    return NULL;
  g_ptr_array_add (self->ranks, ranks);
  self->n = ranks->n;
  return ranks->ranks;
}

static gboolean
make_rule (KheoOrders *self, KheoWorld *world, const Order *order, Rule *rule, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);

  *rule = (Rule){ .columns = columns, .descending = order->descending };
  rule->position = kheo_world_get_placing (world, order->day)->position;
  rule->names = need_ranks (self, world, KHEO_MODEL_NAME, error);
  if (rule->names == NULL)
    return FALSE;
  if (is_text (order->field))
    {
      rule->texts = need_ranks (self, world, (guint) order->field, error);
      return rule->texts != NULL;
    }
  if (order->field >= 0)
    {
      rule->numbers = &columns->columns[order->field];
      return kheo_world_need (world, (guint) order->field, error);
    }
  return TRUE;
}

static void
reverse (guint32 *slots, guint n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint32 slot = slots[i];

      slots[i] = slots[n - 1 - i];
      slots[n - 1 - i] = slot;
    }
}

/* The order of all slots, by stable sorts from the least key to the greatest. */
static guint32 *
sort_all (const Rule *rule)
{
  guint               n = rule->columns->n;
  guint32            *slots = g_new (guint32, MAX (n, 1));
  g_autofree guint32 *keys = g_new (guint32, MAX (n, 1));
  g_autofree guint64 *wide = rule->numbers != NULL ? g_new (guint64, MAX (n, 1)) : NULL;

  for (guint slot = 0; slot < n; slot++)
    {
      slots[slot] = slot;
      keys[slot] = tree_key (rule, slot);
    }
  kheo_sort_by_uint32 (slots, n, rule->names);
  kheo_sort_by_uint32 (slots, n, keys);
  if (rule->texts != NULL)
    {
      for (guint slot = 0; slot < n; slot++)
        keys[slot] = text_key (rule, slot);
      kheo_sort_by_uint32 (slots, n, keys);
    }
  else if (rule->numbers != NULL)
    {
      for (guint slot = 0; slot < n; slot++)
        wide[slot] = number_key (rule, slot);
      kheo_sort_by_uint64 (slots, n, wide);
    }
  else if (rule->descending)
    reverse (slots, n);
  return slots;
}

/* The first place of @slots where @slot does not come after what is there. */
static guint
find_place (Rule *rule, const guint32 *slots, guint n, guint32 slot)
{
  guint low = 0;
  guint high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_slots (&slots[middle], &slot, rule) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
patch_order (Order *order, Rule *rule, guint n_old, const guint *moved, const GArray *fresh)
{
  guint               n = rule->columns->n;
  guint32            *slots = g_new (guint32, MAX (n, 1));
  g_autofree guint32 *added = g_memdup2 (fresh->data, fresh->len * sizeof (guint32));
  guint               n_kept = 0;
  guint               from = 0;
  guint               to = 0;

  for (guint i = 0; i < n_old; i++)
    if (moved[order->slots[i]] != G_MAXUINT)
      order->slots[n_kept++] = moved[order->slots[i]];
  g_qsort_with_data (added, (gint) fresh->len, sizeof *added, compare_slots, rule);
  for (guint f = 0; f < fresh->len; f++)
    {
      guint at = from + find_place (rule, order->slots + from, n_kept - from, added[f]);

      memcpy (slots + to, order->slots + from, (at - from) * sizeof *slots);
      to += at - from;
      from = at;
      slots[to++] = added[f];
    }
  memcpy (slots + to, order->slots + from, (n_kept - from) * sizeof *slots);
  g_free (order->slots);
  order->slots = slots;
}

/* Ranks of a field that no order needs any more are not worth patching. */
static void
drop_ranks (KheoOrders *self)
{
  for (guint i = self->ranks->len; i > 0; i--)
    {
      guint    field = ((KheoTextRanks *) self->ranks->pdata[i - 1])->field;
      gboolean needed = field == KHEO_MODEL_NAME;

      for (guint o = 0; o < self->orders->len; o++)
        needed |= ((Order *) self->orders->pdata[o])->field == (int) field;
      if (!needed)
        g_ptr_array_remove_index (self->ranks, i - 1);
    }
}

gboolean
kheo_orders_patch (
    KheoOrders *self, KheoWorld *world, const guint *moved, GArray *fresh, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  guint              n_old = self->n;

  if (self->ranks->len == 0)
    return TRUE;
  self->n = columns->n;
  if (fresh->len > MOST_FRESH)
    {
      kheo_orders_clear (self);
      return TRUE;
    }
  if (self->orders->len > N_PATCHED)
    g_ptr_array_set_size (self->orders, N_PATCHED);
  drop_ranks (self);
  for (guint i = 0; i < self->ranks->len; i++)
    if (!kheo_text_ranks_patch (self->ranks->pdata[i], kheo_world_get_db (world), columns, moved,
                                fresh, error))
      return FALSE;
  for (guint i = 0; i < self->orders->len; i++)
    {
      Rule rule;

      if (!make_rule (self, world, self->orders->pdata[i], &rule, error))
        return FALSE;
      patch_order (self->orders->pdata[i], &rule, n_old, moved, fresh);
    }
  return TRUE;
}

static Order *
find_order (KheoOrders *self, int field, gboolean descending, KheoDate day)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      Order *order = self->orders->pdata[i];

      if (order->field != field || order->descending != descending || order->day != day)
        continue;
      /* To the front, as the last used. */
      memmove (self->orders->pdata + 1, self->orders->pdata, i * sizeof (gpointer));
      self->orders->pdata[0] = order;
      return order;
    }
  return NULL;
}

const guint32 *
kheo_orders_get (KheoOrders *self,
                 KheoWorld  *world,
                 const char *sort,
                 gboolean    descending,
                 KheoDate    day,
                 GError    **error)
{
  int    field = sort != NULL ? kheo_register_find_field (&kheo_register_models, sort) : -1;
  Order *order;
  Rule   rule;

  if (sort != NULL && field < 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "there is no field '%s'", sort);
      return NULL;
    }
  if (field == KHEO_MODEL_UNIT)
    field = -1;
  order = find_order (self, field, descending, day);
  if (order != NULL)
    return order->slots;

  order = g_new (Order, 1);
  *order = (Order){ field, descending, day, NULL };
  if (!make_rule (self, world, order, &rule, error))
    {
      order_free (order);
      return NULL;
    }
  order->slots = sort_all (&rule);
  g_ptr_array_insert (self->orders, 0, order);
  if (self->orders->len > N_ORDERS)
    g_ptr_array_set_size (self->orders, N_ORDERS);
  return order->slots;
}
