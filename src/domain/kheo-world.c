#include "kheo-world-private.h"

#include "kheo-history.h"
#include "kheo-sort.h"
#include "kheo-text.h"

#include <string.h>

#define DATA_KEY        "kheo-world"
#define N_PLACINGS      6
#define N_ORDERS        6
#define MOST_PATCHED(n) ((n) / 4 + 1000) /* more changed rows than that are loaded anew */

typedef struct
{
  char    *key;
  guint32 *slots;
} Order;

struct _KheoWorld
{
  KheoDb          *db; /* borrowed: it owns us */
  gint64           seq;
  KheoUnits       *units;
  KheoColumns      columns;
  GPtrArray       *placings; /* of KheoPlacing, last used first */
  GPtrArray       *orders;   /* of Order, last used first */
  guint32         *name_ranks;
  KheoSearchBlock *block; /* NULL until the first search */
};

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->key);
  g_free (order->slots);
  g_free (order);
}

static void
world_free (gpointer data)
{
  KheoWorld *self = data;

  g_clear_pointer (&self->units, kheo_units_unref);
  kheo_columns_clear (&self->columns);
  g_ptr_array_unref (self->placings);
  g_ptr_array_unref (self->orders);
  g_free (self->name_ranks);
  g_clear_pointer (&self->block, kheo_search_block_free);
  g_free (self);
}

static gboolean
load (KheoWorld *self, GError **error)
{
  /* Asked for first: what is written meanwhile is then read once more, never missed. */
  gint64     seq = kheo_history_get_seq (self->db);
  KheoUnits *units = kheo_units_load (self->db, error);

  if (units == NULL)
    return FALSE;
  g_clear_pointer (&self->units, kheo_units_unref);
  self->units = units;
  g_ptr_array_set_size (self->placings, 0);
  g_ptr_array_set_size (self->orders, 0);
  g_clear_pointer (&self->name_ranks, g_free);
  g_clear_pointer (&self->block, kheo_search_block_free);
  if (!kheo_columns_load (&self->columns, self->db, units, error))
    return FALSE;
  self->seq = seq;
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Ids of @table's changed rows, ascending, without doubles. */
static GArray *
list_changed (KheoChangeSet *changes, const char *table)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   n = 0;

  for (guint i = 0; i < kheo_change_set_get_n (changes); i++)
    {
      const KheoChange *change = kheo_change_set_get (changes, i);

      if (strcmp (change->table, table) == 0)
        g_array_append_val (ids, change->id);
    }
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, gint64, n - 1) != g_array_index (ids, gint64, i))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
  return ids;
}

static gboolean
patch_units (KheoWorld *self, GError **error)
{
  KheoUnits *units = kheo_units_load (self->db, error);

  if (units == NULL)
    return FALSE;
  kheo_columns_remap_units (&self->columns, self->units, units);
  kheo_units_unref (self->units);
  self->units = units;
  g_ptr_array_set_size (self->placings, 0);
  return TRUE;
}

static gboolean
patch_models (KheoWorld *self, GArray *changed, GError **error)
{
  g_autofree guint *moved = NULL;
  g_autoptr (GError) problem = NULL;

  if (!kheo_columns_patch (&self->columns, self->db, self->units, changed, &moved, error))
    return FALSE;
  g_clear_pointer (&self->name_ranks, g_free);
  if (self->block == NULL ||
      kheo_search_block_patch (self->block, self->db, &self->columns, changed, moved, &problem))
    return TRUE;

  g_clear_pointer (&self->block, kheo_search_block_free);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

static gboolean
patch (KheoWorld *self, gint64 seq, GError **error)
{
  g_autoptr (KheoChangeSet) changes = kheo_history_since (self->db, self->seq, error);
  g_autoptr (GArray) changed = NULL;

  if (changes == NULL)
    return FALSE;
  changed = list_changed (changes, "model");
  if (changed->len > MOST_PATCHED (self->columns.n))
    return load (self, error);

  if ((kheo_change_set_touches (changes, "unit") ||
       kheo_change_set_touches (changes, "unit_version") ||
       kheo_change_set_touches (changes, "succession")) &&
      !patch_units (self, error))
    return FALSE;
  g_ptr_array_set_size (self->orders, 0);
  if (changed->len > 0 && !patch_models (self, changed, error))
    return FALSE;
  self->seq = seq;
  return TRUE;
}

KheoWorld *
kheo_world_get (KheoDb *db, GError **error)
{
  KheoWorld *self;
  gboolean   fresh;
  gint64     seq;

  g_return_val_if_fail (db != NULL, NULL);

  self = kheo_db_get_data (db, DATA_KEY);
  if (self == NULL)
    {
      self = g_new0 (KheoWorld, 1);
      self->db = db;
      self->placings = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_placing_free);
      self->orders = g_ptr_array_new_with_free_func (order_free);
      fresh = load (self, error);
      if (!fresh)
        {
          world_free (self);
          return NULL;
        }
      kheo_db_set_data (db, DATA_KEY, self, world_free);
      return self;
    }

  seq = kheo_history_get_seq (db);
  if (seq != self->seq && !patch (self, seq, error))
    {
      /* Half patched is worse than not at all. */
      kheo_db_set_data (db, DATA_KEY, NULL, NULL);
      return NULL;
    }
  return self;
}

KheoUnits *
kheo_world_get_units (KheoWorld *self)
{
  return self->units;
}

KheoUnitMap *
kheo_world_get_map (KheoWorld *self, KheoDate day)
{
  return kheo_world_get_placing (self, day)->map;
}

guint
kheo_world_get_n_models (KheoWorld *self)
{
  return self->columns.n;
}

KheoDb *
kheo_world_get_db (KheoWorld *self)
{
  return self->db;
}

const KheoColumns *
kheo_world_get_columns (KheoWorld *self)
{
  return &self->columns;
}

gboolean
kheo_world_need (KheoWorld *self, guint field, GError **error)
{
  return kheo_columns_need (&self->columns, self->db, self->units, field, error);
}

KheoPlacing *
kheo_world_get_placing (KheoWorld *self, KheoDate day)
{
  KheoPlacing *placing;

  if (day == KHEO_DATE_UNKNOWN)
    day = kheo_date_today ();
  for (guint i = 0; i < self->placings->len; i++)
    {
      placing = self->placings->pdata[i];
      if (placing->map->day != day)
        continue;
      /* To the front, as the last used. */
      memmove (self->placings->pdata + 1, self->placings->pdata, i * sizeof (gpointer));
      self->placings->pdata[0] = placing;
      return placing;
    }

  placing = kheo_placing_new (self->units, day);
  g_ptr_array_insert (self->placings, 0, placing);
  if (self->placings->len > N_PLACINGS)
    g_ptr_array_set_size (self->placings, N_PLACINGS);
  return placing;
}

KheoSearchBlock *
kheo_world_get_block (KheoWorld *self, GError **error)
{
  if (self->block == NULL)
    self->block = kheo_search_block_load (self->db, &self->columns, error);
  return self->block;
}

/* The rank of each slot by a text field: the stored sort key, or one made now. */
static guint32 *
rank_texts (KheoWorld *self, const KheoField *field, GError **error)
{
  gboolean         stored = (field->flags & KHEO_FIELD_SORT_KEY) != 0;
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s%s FROM model ORDER BY id", field->name,
                                          stored ? "_sort" : "");
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (self->db, sql);
  g_autoptr (KheoKeys) keys = kheo_keys_new (self->columns.n);
  g_autoptr (GError) problem = NULL;
  guint slot = 0;

  while (slot < self->columns.n && kheo_stmt_step (stmt, &problem))
    {
      g_autoptr (GBytes) key = NULL;
      gint64 id = kheo_stmt_get_int (stmt, 0);

      /* Rows written since the columns were read have no slot yet; gone ones no row. */
      for (; slot < self->columns.n && self->columns.ids[slot] < id; slot++)
        kheo_keys_add (keys, NULL, 0);
      if (slot >= self->columns.n || self->columns.ids[slot] != id)
        continue;
      if (!kheo_stmt_is_null (stmt, 1))
        key = stored ? kheo_stmt_dup_blob (stmt, 1)
                     : kheo_text_sort_key (kheo_stmt_get_text (stmt, 1));
      kheo_keys_add (keys, key != NULL ? g_bytes_get_data (key, NULL) : NULL,
                     key != NULL ? g_bytes_get_size (key) : 0);
      slot++;
    }
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  for (; slot < self->columns.n; slot++)
    kheo_keys_add (keys, NULL, 0);
  return kheo_keys_free_to_ranks (g_steal_pointer (&keys));
}

static gboolean
need_name_ranks (KheoWorld *self, GError **error)
{
  if (self->name_ranks == NULL)
    self->name_ranks = rank_texts (self, &kheo_register_models.fields[KHEO_MODEL_NAME], error);
  return self->name_ranks != NULL;
}

/* Tree order, then name, then age. */
static guint32 *
order_by_tree (KheoWorld *self, KheoDate day, GError **error)
{
  KheoPlacing        *placing = kheo_world_get_placing (self, day);
  guint               n = self->columns.n;
  guint32            *slots;
  g_autofree guint32 *keys = NULL;

  if (!need_name_ranks (self, error))
    return NULL;
  slots = g_new (guint32, MAX (n, 1));
  keys = g_new (guint32, MAX (n, 1));
  for (guint slot = 0; slot < n; slot++)
    {
      guint32 unit = kheo_columns_unit (&self->columns, slot);

      slots[slot] = slot;
      keys[slot] = unit != KHEO_NO_UNIT ? placing->position[unit] : G_MAXUINT32;
    }
  kheo_sort_by_uint32 (slots, n, self->name_ranks);
  kheo_sort_by_uint32 (slots, n, keys);
  return slots;
}

/* What is not known comes last, whichever way. */
static void
sort_by_numbers (KheoWorld *self, guint field, gboolean descending, guint32 *slots)
{
  const KheoColumn   *column = &self->columns.columns[field];
  gint64              none = column->width == 8 ? KHEO_NO_VALUE : 0;
  g_autofree guint64 *keys = g_new (guint64, MAX (self->columns.n, 1));

  for (guint slot = 0; slot < self->columns.n; slot++)
    {
      gint64  value = kheo_column_get (column, slot);
      guint64 key = (guint64) value ^ ((guint64) 1 << 63);

      if (value == none)
        keys[slot] = G_MAXUINT64;
      else
        keys[slot] = descending ? ~key : key;
    }
  kheo_sort_by_uint64 (slots, self->columns.n, keys);
}

static gboolean
sort_by_text (KheoWorld *self, guint field, gboolean descending, guint32 *slots, GError **error)
{
  guint               n = self->columns.n;
  g_autofree guint32 *ranks = NULL;

  if (field == KHEO_MODEL_NAME && !need_name_ranks (self, error))
    return FALSE;
  ranks = field == KHEO_MODEL_NAME ? g_memdup2 (self->name_ranks, n * sizeof *self->name_ranks)
                                   : rank_texts (self, &kheo_register_models.fields[field], error);
  if (ranks == NULL)
    return FALSE;
  for (guint slot = 0; slot < n && descending; slot++)
    if (ranks[slot] < n)
      ranks[slot] = n - 1 - ranks[slot];
  kheo_sort_by_uint32 (slots, n, ranks);
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

static guint32 *
make_order (KheoWorld *self, int field, gboolean descending, KheoDate day, GError **error)
{
  g_autofree guint32 *slots = order_by_tree (self, day, error);
  KheoFieldType       type;

  if (slots == NULL)
    return NULL;
  if (field < 0 || field == KHEO_MODEL_UNIT)
    {
      if (descending)
        reverse (slots, self->columns.n);
      return g_steal_pointer (&slots);
    }

  type = kheo_register_models.fields[field].type;
  if (type == KHEO_FIELD_TEXT || type == KHEO_FIELD_LONG_TEXT)
    {
      if (!sort_by_text (self, (guint) field, descending, slots, error))
        return NULL;
    }
  else
    {
      if (!kheo_world_need (self, (guint) field, error))
        return NULL;
      sort_by_numbers (self, (guint) field, descending, slots);
    }
  return g_steal_pointer (&slots);
}

const guint32 *
kheo_world_get_order (
    KheoWorld *self, const char *sort, gboolean descending, KheoDate day, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %d %u", sort != NULL ? sort : "", descending, day);
  int      field = sort != NULL ? kheo_register_find_field (&kheo_register_models, sort) : -1;
  guint32 *slots;
  Order   *order;

  for (guint i = 0; i < self->orders->len; i++)
    {
      order = self->orders->pdata[i];
      if (strcmp (order->key, key) != 0)
        continue;
      memmove (self->orders->pdata + 1, self->orders->pdata, i * sizeof (gpointer));
      self->orders->pdata[0] = order;
      return order->slots;
    }
  if (sort != NULL && field < 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "there is no field '%s'", sort);
      return NULL;
    }

  slots = make_order (self, field, descending, day, error);
  if (slots == NULL)
    return NULL;
  order = g_new (Order, 1);
  *order = (Order){ g_steal_pointer (&key), slots };
  g_ptr_array_insert (self->orders, 0, order);
  if (self->orders->len > N_ORDERS)
    g_ptr_array_set_size (self->orders, N_ORDERS);
  return slots;
}
