#include "kheo-models-below.h"

#include "kheo-filter.h"
#include "kheo-moves.h"
#include "kheo-parts.h"
#include "kheo-sort.h"

#include <glib/gi18n-lib.h>

/* Children that are no units. */
#define CHILD_ITSELF  (G_MAXUINT32 - 1)
#define CHILD_NOWHERE G_MAXUINT32

#define NOT_MOVED (-2)

/* A model in the list of a unit. */
typedef struct
{
  gint64  id;
  guint32 slot;
  guint32 child; /* the unit directly below that has it, by index, or one of the above */
} Entry;

struct _KheoModelsBelow
{
  gatomicrefcount refs;

  gint64       seq;   /* the book's last action when it was made */
  KheoUnitMap *map;   /* owned reference, and with it the units */
  int          root;  /* the unit whose children stand for the whole book; -1: the roots do */
  GHashTable  *lists; /* unit, gint64* → GArray of Entry in the query's order */
};

/* While the models are looked at. */
typedef struct
{
  KheoModelsBelow    *self;
  const KheoColumns  *columns;
  const KheoReported *reported; /* as reported; else NULL */
  const guint32      *stands;
  const KheoPlacing  *placing;
  GArray            **of_unit; /* by unit: its list; NULL: nobody asks */
  GArray             *whole;   /* the list of the whole book; so too */
  gint32             *moved;   /* by slot: the place that is told more exactly; NULL: none is */
} Pass;

static void
pass_clear (Pass *pass)
{
  g_free (pass->of_unit);
  g_free (pass->moved);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

/* ---- Making ---- */

static void
add_entry (const Pass *pass, GArray *list, guint slot, guint child)
{
  const Entry entry = { pass->columns->ids[slot], slot, child };

  if (list != NULL)
    g_array_append_val (list, entry);
}

/* @unit counts the model, and of those directly below it @child. */
static void
count_at (const Pass *pass, guint unit, guint slot, guint child)
{
  add_entry (pass, pass->of_unit[unit], slot, child);
  if ((int) unit == pass->self->root)
    add_entry (pass, pass->whole, slot, child);
}

/* The way up on the model's own day. */
static void
climb_reported (const Pass *pass, guint slot)
{
  const KheoReported *reported = pass->reported;
  guint32             stand = pass->stands[slot];
  guint               child = CHILD_ITSELF;
  gboolean            inside = FALSE;

  if (stand == reported->n)
    child = CHILD_NOWHERE;
  for (int at = stand < reported->n ? (int) stand : -1; at >= 0; at = reported->above[at])
    {
      guint unit = reported->owner[at];

      count_at (pass, unit, slot, child);
      inside = inside || (int) unit == pass->self->root;
      child = unit;
    }
  if (!inside)
    add_entry (pass, pass->whole, slot, child);
}

/* The way up on the clock's map. */
static void
climb_restated (const Pass *pass, guint slot)
{
  const KheoUnitMap *map = pass->self->map;
  guint32            unit = kheo_columns_unit (pass->columns, slot);
  int                place = unit != KHEO_NO_UNIT ? pass->placing->place[unit] : -1;
  guint              child = CHILD_ITSELF;
  gboolean           inside = FALSE;

  if (pass->moved != NULL && pass->moved[slot] != NOT_MOVED)
    place = pass->moved[slot];
  if (place < 0)
    child = CHILD_NOWHERE;
  for (; place >= 0; place = map->parent[place])
    {
      unit = map->units->owner[map->version[place]];
      count_at (pass, unit, slot, child);
      inside = inside || (int) unit == pass->self->root;
      child = unit;
    }
  if (!inside)
    add_entry (pass, pass->whole, slot, child);
}

static gboolean
find_moved (Pass *pass, KheoWorld *world, const KheoQuery *query, GError **error)
{
  g_autoptr (GArray) moves = kheo_moves_list_exact (world, query, error);

  if (moves == NULL)
    return FALSE;
  if (moves->len == 0)
    return TRUE;
  pass->moved = g_new (gint32, pass->columns->n);
  for (guint slot = 0; slot < pass->columns->n; slot++)
    pass->moved[slot] = NOT_MOVED;
  for (guint i = 0; i < moves->len; i++)
    {
      const KheoMove *move = &g_array_index (moves, KheoMove, i);

      pass->moved[move->slot] = move->place;
    }
  return TRUE;
}

/* An empty list for each unit that will be asked for. */
static void
open_lists (Pass *pass, const gint64 *units, guint n_units)
{
  KheoUnits *known = pass->self->map->units;

  pass->of_unit = g_new0 (GArray *, MAX (known->n, 1));
  for (guint i = 0; i < n_units; i++)
    {
      int     unit = kheo_units_find (known, units[i]);
      GArray *list = g_array_new (FALSE, FALSE, sizeof (Entry));

      if (units[i] == 0)
        pass->whole = list;
      else if (unit >= 0)
        pass->of_unit[unit] = list;
      g_hash_table_replace (pass->self->lists, g_memdup2 (&units[i], sizeof units[i]), list);
    }
}

static gboolean
fill (Pass *pass, KheoWorld *world, const KheoQuery *query, GError **error)
{
  g_autoptr (GArray) slots = kheo_query_list_slots (world, query, error);

  if (slots == NULL || !find_moved (pass, world, query, error))
    return FALSE;
  pass->placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  if (query->clock == KHEO_CLOCK_AS_REPORTED)
    {
      pass->reported = kheo_world_get_reported (world);
      pass->stands = kheo_world_get_stands (world);
    }
  for (guint i = 0; i < slots->len; i++)
    if (pass->reported != NULL)
      climb_reported (pass, g_array_index (slots, guint32, i));
    else
      climb_restated (pass, g_array_index (slots, guint32, i));
  return TRUE;
}

KheoModelsBelow *
kheo_models_below_new (
    KheoDb *db, const KheoQuery *query, const gint64 *units, guint n_units, GError **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (KheoModelsBelow) self = NULL;
  g_autoptr (KheoQuery) narrowed = kheo_query_dup (query);
  g_auto (KheoParts) parts = { 0 };
  g_auto (Pass) pass = { 0 };

  if (world == NULL)
    return NULL;
  self = g_new0 (KheoModelsBelow, 1);
  g_atomic_ref_count_init (&self->refs);
  self->seq = kheo_history_get_seq (db);
  self->map = kheo_unit_map_ref (kheo_world_get_map (world, kheo_query_get_day (query)));
  self->lists =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  narrowed->unit = 0;
  kheo_parts_init (&parts, narrowed, self->map);
  self->root = parts.above;
  /* One unit alone must be on the map, and need not look at what is not its own. */
  narrowed->unit = n_units == 1 ? units[0] : 0;
  pass.self = self;
  pass.columns = kheo_world_get_columns (world);
  open_lists (&pass, units, n_units);
  return fill (&pass, world, narrowed, error) ? g_steal_pointer (&self) : NULL;
}

KheoModelsBelow *
kheo_models_below_ref (KheoModelsBelow *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_models_below_unref (KheoModelsBelow *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  kheo_unit_map_unref (self->map);
  g_hash_table_unref (self->lists);
  g_free (self);
}

gboolean
kheo_models_below_is_current (const KheoModelsBelow *self, KheoDb *db)
{
  return kheo_history_get_seq (db) == self->seq;
}

/* ---- One unit ---- */

void
kheo_models_of_unit_free (KheoModelsOfUnit *self)
{
  g_array_unref (self->models);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/* By child: its first model and one more, as a pointer. */
static GHashTable *
find_first_slots (const GArray *entries)
{
  GHashTable *firsts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      gpointer     child = GUINT_TO_POINTER (entry->child);
      guint        first = GPOINTER_TO_UINT (g_hash_table_lookup (firsts, child));

      if (first == 0 || entry->slot < first - 1)
        g_hash_table_insert (firsts, child, GUINT_TO_POINTER (entry->slot + 1));
    }
  return firsts;
}

/* The entries by child: units of the map below @unit in tree order, then others as they come. */
static guint32 *
sort_by_child (const KheoModelsBelow *self, int unit, const GArray *entries)
{
  const KheoUnitMap  *map = self->map;
  int                 above = unit >= 0 ? map->index[unit] : -1;
  guint32            *order = g_new (guint32, MAX (entries->len, 1));
  g_autofree guint64 *keys = g_new (guint64, MAX (entries->len, 1));
  g_autoptr (GHashTable) firsts = find_first_slots (entries);

  for (guint i = 0; i < entries->len; i++)
    {
      guint child = g_array_index (entries, Entry, i).child;
      int   index = child < map->units->n ? map->index[child] : -1;

      order[i] = i;
      keys[i] = index >= 0 && map->parent[index] == above
                    ? (guint64) index
                    : (guint64) map->n +
                          GPOINTER_TO_UINT (g_hash_table_lookup (firsts, GUINT_TO_POINTER (child)));
    }
  kheo_sort_by_uint64 (order, entries->len, keys);
  return order;
}

static char *
name_child (const KheoModelsBelow *self, int unit, guint child)
{
  KheoUnits             *units = self->map->units;
  guint                  named = child == CHILD_ITSELF ? (guint) unit : child;
  const KheoUnitVersion *version;

  if (child == CHILD_NOWHERE)
    return g_strdup (_ ("Unit not on the map"));
  version = kheo_units_get_version (units, units->ids[named], self->map->day);
  if (version == NULL)
    return g_strdup (_ ("Not known"));
  /* Translators: %s is a unit: its own models, not those of the units below. */
  return child == CHILD_ITSELF ? g_strdup_printf (_ ("Directly at %s"), version->name)
                               : g_strdup (version->name);
}

KheoModelsOfUnit *
kheo_models_below_list (KheoModelsBelow *self, gint64 unit)
{
  const GArray       *entries = g_hash_table_lookup (self->lists, &unit);
  int                 index = unit != 0 ? kheo_units_find (self->map->units, unit) : self->root;
  g_autofree guint32 *order = NULL;
  KheoModelsOfUnit   *list;
  guint               last = 0;

  if (entries == NULL)
    return NULL;
  list = g_new0 (KheoModelsOfUnit, 1);
  list->models = g_array_sized_new (FALSE, FALSE, sizeof (KheoModelBelow), entries->len);
  list->names = g_ptr_array_new_with_free_func (g_free);
  order = sort_by_child (self, index, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry   *entry = &g_array_index (entries, Entry, order[i]);
      KheoModelBelow model = { .id = entry->id };

      if (list->names->len == 0 || entry->child != last)
        g_ptr_array_add (list->names, name_child (self, index, entry->child));
      last = entry->child;
      model.group = list->names->len - 1;
      g_array_append_val (list->models, model);
    }
  return list;
}
