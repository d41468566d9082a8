#include "kheo-exact.h"

#include "kheo-text.h"
#include "kheo-unit-names.h"

#include <string.h>

/* A hamlet of a divided unit, in the ways in which an address may name it. */
typedef struct
{
  guint32          unit;
  char            *key; /* match key of the whole name, a blank at both ends */
  KheoNameReading *name;
} Hamlet;

struct _KheoExacts
{
  KheoUnits  *units;
  GHashTable *hamlets; /* divided unit → GPtrArray of Hamlet */
  GArray     *list;    /* of KheoExact */
};

static void
hamlet_free (gpointer data)
{
  Hamlet *hamlet = data;

  g_free (hamlet->key);
  kheo_name_reading_free (hamlet->name);
  g_free (hamlet);
}

static char *
key_of (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return g_strconcat (" ", key, " ", NULL);
}

/* ---- The hamlets ---- */

static GHashTable *
hamlets_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

/* Divided units, none with hamlets yet. */
static GHashTable *
list_divided (KheoUnits *units)
{
  GHashTable *divided = hamlets_new ();

  for (guint i = 0; i < units->successions->len; i++)
    {
      const KheoSuccession *link = &g_array_index (units->successions, KheoSuccession, i);
      int                   old = link->whole ? -1 : kheo_units_find (units, link->old_id);

      if (old >= 0 && !g_hash_table_contains (divided, GINT_TO_POINTER (old)))
        g_hash_table_insert (divided, GINT_TO_POINTER (old),
                             g_ptr_array_new_with_free_func (hamlet_free));
    }
  return divided;
}

/* The hamlets of the units in @hamlets. */
static void
list_hamlets (KheoUnits *units, GHashTable *hamlets)
{
  for (guint v = 0; v < units->n_versions && g_hash_table_size (hamlets) > 0; v++)
    {
      GPtrArray *below = units->parents[v] >= 0
                             ? g_hash_table_lookup (hamlets, GINT_TO_POINTER (units->parents[v]))
                             : NULL;
      Hamlet    *hamlet;

      if (below == NULL)
        continue;
      hamlet = g_new0 (Hamlet, 1);
      hamlet->unit = units->owner[v];
      hamlet->key = key_of (units->versions[v]->name);
      hamlet->name = kheo_name_read_version (units->versions[v]);
      g_ptr_array_add (below, hamlet);
    }
}

/* ---- An address ---- */

/* Is @hamlet named by one of the readings? */
static gboolean
is_read (const Hamlet *hamlet, const KheoUnitType *type, GPtrArray *readings)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const KheoNameReading *reading = readings->pdata[i];

      if (reading->prefix != NULL && strcmp (reading->base, hamlet->name->base) == 0 &&
          kheo_unit_type_has_prefix (type, reading->prefix) &&
          kheo_name_compare_tones (reading, hamlet->name) != KHEO_TONES_DIFFER)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  KheoExacts *exacts;
  KheoDate    day; /* of the model */
  guint       above;
  int         found; /* unit, -1 */
  gsize       length;
  gboolean    several;
} Search;

/* A longer name wins over one that is inside it. */
static void
take (Search *self, const Hamlet *hamlet, gsize length)
{
  if (self->found >= 0 && self->found != (int) hamlet->unit && length == self->length)
    self->several = TRUE;
  if (self->found < 0 || length > self->length)
    {
      self->several = FALSE;
      self->found = (int) hamlet->unit;
      self->length = length;
    }
}

/* The one hamlet below the unit on the model's day that @address names, -1. */
static int
find_named (Search *self, GPtrArray *hamlets, const char *address)
{
  KheoUnits       *units = self->exacts->units;
  g_autofree char *key = key_of (address);
  g_auto (GStrv) parts = g_strsplit_set (address, ",;", -1);
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (read, kheo_name_read (parts[i]));
  for (guint h = 0; h < hamlets->len; h++)
    {
      const Hamlet          *hamlet = hamlets->pdata[h];
      const KheoUnitVersion *version =
          units->versions[kheo_units_nearest_version (units, hamlet->unit, self->day)];
      gsize    length = strlen (hamlet->key);
      gboolean named = strstr (key, hamlet->key) != NULL;

      if (kheo_units_parent_on (units, hamlet->unit, self->day) != (int) self->above)
        continue;
      for (guint i = 0; i < read->len && !named && version->type != NULL; i++)
        named = is_read (hamlet, version->type, read->pdata[i]);
      if (named)
        take (self, hamlet, length);
    }
  return self->several ? -1 : self->found;
}

static void
add_exact (KheoExacts *self, const KheoColumns *columns, guint slot, const char *address)
{
  guint32    unit = kheo_columns_unit (columns, slot);
  GPtrArray *hamlets =
      unit != KHEO_NO_UNIT ? g_hash_table_lookup (self->hamlets, GUINT_TO_POINTER (unit)) : NULL;
  Search    search = { self, kheo_columns_day (columns, slot), unit, -1, 0, FALSE };
  KheoExact exact = { .slot = slot };
  int       found;

  if (hamlets == NULL || address == NULL)
    return;
  found = find_named (&search, hamlets, address);
  exact.unit = (guint32) found;
  if (found >= 0)
    g_array_append_val (self->list, exact);
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const KheoExact *) a)->slot;
  guint32 y = ((const KheoExact *) b)->slot;

  return x < y ? -1 : x > y;
}

/* ---- Reading ---- */

static gboolean
read_unit (KheoExacts *self, KheoStmt *stmt, guint unit, const KheoColumns *columns, GError **error)
{
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", self->units->ids[unit]);
  while (kheo_stmt_step (stmt, &problem))
    {
      int slot = kheo_columns_find (columns, kheo_stmt_get_int (stmt, 0));

      if (slot >= 0)
        add_exact (self, columns, (guint) slot, kheo_stmt_get_text (stmt, 1));
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The models of the units in @hamlets. */
static gboolean
read_units (
    KheoExacts *self, KheoDb *db, GHashTable *hamlets, const KheoColumns *columns, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT id, address FROM model WHERE unit_id = :unit AND address IS NOT NULL");
  GHashTableIter iter;
  gpointer       unit, below;

  g_hash_table_iter_init (&iter, hamlets);
  while (g_hash_table_iter_next (&iter, &unit, &below))
    if (((GPtrArray *) below)->len > 0 &&
        !read_unit (self, stmt, GPOINTER_TO_UINT (unit), columns, error))
      return FALSE;
  g_array_sort (self->list, compare_slots);
  return TRUE;
}

KheoExacts *
kheo_exacts_load (KheoDb *db, KheoUnits *units, const KheoColumns *columns, GError **error)
{
  KheoExacts *self = g_new0 (KheoExacts, 1);

  self->units = kheo_units_ref (units);
  self->list = g_array_new (FALSE, FALSE, sizeof (KheoExact));
  self->hamlets = list_divided (units);
  list_hamlets (units, self->hamlets);
  if (!read_units (self, db, self->hamlets, columns, error))
    {
      kheo_exacts_free (self);
      return NULL;
    }
  return self;
}

/* Puts the units that @touched were below in @units into @above. */
static void
add_parents (KheoUnits *units, const GArray *touched, GHashTable *above)
{
  for (guint i = 0; i < touched->len; i++)
    {
      int unit = kheo_units_find (units, g_array_index (touched, gint64, i));

      for (guint v = unit >= 0 ? units->first[unit] : 0; unit >= 0 && v < units->first[unit + 1];
           v++)
        if (units->parents[v] >= 0)
          g_hash_table_add (above, GINT_TO_POINTER (units->parents[v]));
    }
}

/* Moves into a table of its own what is not as it was: divided only now, or with hamlets @above
 * which something changed; and drops what is divided no more. */
static GHashTable *
take_changed (KheoExacts *self, GHashTable *divided, GHashTable *above)
{
  GHashTable    *changed = hamlets_new ();
  GHashTableIter iter;
  gpointer       unit;

  g_hash_table_iter_init (&iter, divided);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    if (!g_hash_table_contains (self->hamlets, unit) || g_hash_table_contains (above, unit))
      g_hash_table_insert (changed, unit, g_ptr_array_new_with_free_func (hamlet_free));

  g_hash_table_iter_init (&iter, self->hamlets);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    if (!g_hash_table_contains (divided, unit) || g_hash_table_contains (changed, unit))
      g_hash_table_iter_remove (&iter);
  return changed;
}

gboolean
kheo_exacts_patch_units (KheoExacts        *self,
                         KheoDb            *db,
                         const KheoColumns *columns,
                         KheoUnits         *units,
                         const GArray      *touched,
                         GError           **error)
{
  g_autoptr (GHashTable) divided = list_divided (units);
  g_autoptr (GHashTable) above = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) changed = NULL;
  GHashTableIter iter;
  gpointer       unit, below;
  guint          n = 0;

  add_parents (self->units, touched, above);
  add_parents (units, touched, above);
  changed = take_changed (self, divided, above);
  kheo_units_ref (units);
  kheo_units_unref (self->units);
  self->units = units;
  for (guint i = 0; i < self->list->len; i++)
    {
      KheoExact exact = g_array_index (self->list, KheoExact, i);

      if (g_hash_table_contains (self->hamlets,
                                 GUINT_TO_POINTER (kheo_columns_unit (columns, exact.slot))))
        g_array_index (self->list, KheoExact, n++) = exact;
    }
  g_array_set_size (self->list, n);

  list_hamlets (units, changed);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &unit, &below))
    g_hash_table_insert (self->hamlets, unit, g_ptr_array_ref (below));
  return read_units (self, db, changed, columns, error);
}

gboolean
kheo_exacts_patch (KheoExacts        *self,
                   KheoDb            *db,
                   const KheoColumns *columns,
                   const guint       *moved,
                   GArray            *fresh,
                   GError           **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT address FROM model WHERE id = :id");
  g_autoptr (GError) problem = NULL;
  guint n = 0;

  if (g_hash_table_size (self->hamlets) == 0)
    return TRUE;
  for (guint i = 0; i < self->list->len; i++)
    {
      KheoExact exact = g_array_index (self->list, KheoExact, i);

      if (moved[exact.slot] == G_MAXUINT)
        continue;
      exact.slot = moved[exact.slot];
      g_array_index (self->list, KheoExact, n++) = exact;
    }
  g_array_set_size (self->list, n);

  for (guint i = 0; i < fresh->len; i++)
    {
      guint32 slot = g_array_index (fresh, guint32, i);

      kheo_stmt_bind_int (stmt, ":id", columns->ids[slot]);
      if (kheo_stmt_step (stmt, &problem))
        add_exact (self, columns, slot, kheo_stmt_get_text (stmt, 0));
      kheo_stmt_reset (stmt);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  g_array_sort (self->list, compare_slots);
  return TRUE;
}

GArray *
kheo_exacts_get (KheoExacts *self)
{
  return self->list;
}

void
kheo_exacts_free (KheoExacts *self)
{
  if (self == NULL)
    return;
  kheo_units_unref (self->units);
  g_hash_table_unref (self->hamlets);
  g_array_unref (self->list);
  g_free (self);
}
