#include "kheo-world-private.h"

#include "kheo-figures.h"
#include "kheo-history.h"
#include "kheo-orders.h"

#include <string.h>

#define DATA_KEY   "kheo-world"
#define N_PLACINGS 6

struct _KheoWorld
{
  KheoDb          *db; /* borrowed: it owns us */
  gint64           seq;
  KheoUnits       *units;
  KheoColumns      columns;
  GPtrArray       *placings; /* of KheoPlacing, last used first */
  KheoReported    *reported; /* NULL until the first question as reported */
  guint32         *stands;   /* by slot; so too */
  KheoExacts      *exacts;   /* NULL until the first question that restates */
  KheoOrders      *orders;
  KheoSearchBlock *block; /* NULL until the first search */

  KheoIndicators    *indicators; /* NULL until asked for */
  KheoFigureColumns *figures;    /* by indicator, each read when it is first asked for */
};

/* What was made from the units. */
static void
forget_trees (KheoWorld *self)
{
  g_ptr_array_set_size (self->placings, 0);
  g_clear_pointer (&self->reported, kheo_reported_free);
  g_clear_pointer (&self->stands, g_free);
  g_clear_pointer (&self->exacts, kheo_exacts_free);
}

static void
world_free (gpointer data)
{
  KheoWorld *self = data;

  forget_trees (self);
  g_clear_pointer (&self->units, kheo_units_unref);
  kheo_columns_clear (&self->columns);
  g_ptr_array_unref (self->placings);
  kheo_orders_free (self->orders);
  g_clear_pointer (&self->block, kheo_search_block_free);
  g_clear_pointer (&self->indicators, kheo_indicators_unref);
  kheo_figure_columns_free (self->figures);
  g_free (self);
}

static gboolean
load (KheoWorld *self, GError **error)
{
  /* Asked for first: what is written meanwhile is then read once more, never missed. */
  gint64     seq = kheo_history_get_seq (self->db);
  KheoUnits *units = kheo_units_load_cached (self->db, error);

  if (units == NULL)
    return FALSE;
  g_clear_pointer (&self->units, kheo_units_unref);
  self->units = units;
  forget_trees (self);
  kheo_orders_clear (self->orders);
  g_clear_pointer (&self->block, kheo_search_block_free);
  g_clear_pointer (&self->indicators, kheo_indicators_unref);
  kheo_figure_columns_clear (self->figures);
  /* The addresses of divided units too: else the first change of the clock would wait for them. */
  if (!kheo_columns_load_cached (&self->columns, self->db, units, error) ||
      kheo_world_get_exacts (self, error) == NULL)
    return FALSE;
  self->seq = seq;
  kheo_figure_columns_set_seq (self->figures, seq);
  return TRUE;
}

/* Units are where they were, but for those @touched. */
static gboolean
patch_trees (KheoWorld *self, KheoUnits *units, GArray *touched, GError **error)
{
  g_ptr_array_set_size (self->placings, 0);
  if (self->reported != NULL && !kheo_reported_holds_for (self->units, units, touched))
    {
      g_clear_pointer (&self->reported, kheo_reported_free);
      g_clear_pointer (&self->stands, g_free);
    }
  return self->exacts == NULL ||
         kheo_exacts_patch_units (self->exacts, self->db, &self->columns, units, touched, error);
}

static gboolean
patch_units (KheoWorld *self, KheoChangeSet *changes, GError **error)
{
  g_autoptr (GArray) touched = NULL;
  g_autoptr (KheoUnits) units = kheo_units_patch (self->units, self->db, changes, &touched, error);

  if (units == NULL)
    return FALSE;
  if (touched != NULL && kheo_units_are_in_place (self->units, units))
    {
      if (!patch_trees (self, units, touched, error))
        return FALSE;
    }
  else
    {
      kheo_columns_remap_units (&self->columns, self->units, units);
      kheo_figure_columns_remap_units (self->figures, self->units, units);
      forget_trees (self);
    }
  kheo_units_unref (self->units);
  self->units = g_steal_pointer (&units);
  kheo_orders_clear_trees (self->orders);
  return TRUE;
}

static guint32
find_reported (const KheoReported *self, guint unit, KheoDate day)
{
  guint32 stand = self->first[unit + 1] - 1;

  while (stand > self->first[unit] && self->from[stand] > day)
    stand--;
  return stand;
}

static guint32
find_stand (KheoWorld *self, guint slot)
{
  guint32 unit = kheo_columns_unit (&self->columns, slot);

  if (unit == KHEO_NO_UNIT)
    return self->reported->n;
  /* Most units stand where they always stood: the day is not asked for. */
  if (self->reported->first[unit + 1] - self->reported->first[unit] == 1)
    return self->reported->first[unit];
  return find_reported (self->reported, unit, kheo_columns_day (&self->columns, slot));
}

/* Is every model that was not touched in its old slot? */
static gboolean
is_in_place (const guint *moved, guint n_old, guint n)
{
  for (guint slot = 0; slot < n_old && n == n_old; slot++)
    if (moved[slot] != slot && moved[slot] != G_MAXUINT)
      return FALSE;
  return n == n_old;
}

/* Stands of models that were not touched are those that they had. */
static void
patch_stands (KheoWorld *self, const guint *moved, guint n_old, GArray *fresh)
{
  guint32 *stands = self->stands;

  if (stands == NULL)
    return;
  if (!is_in_place (moved, n_old, self->columns.n))
    {
      stands = g_new (guint32, MAX (self->columns.n, 1));
      for (guint slot = 0; slot < n_old; slot++)
        if (moved[slot] != G_MAXUINT)
          stands[moved[slot]] = self->stands[slot];
      g_free (self->stands);
      self->stands = stands;
    }
  for (guint i = 0; i < fresh->len; i++)
    stands[g_array_index (fresh, guint32, i)] =
        find_stand (self, g_array_index (fresh, guint32, i));
}

static gboolean
patch_models (KheoWorld *self, GArray *changed, GError **error)
{
  g_autofree guint *moved = NULL;
  guint             n_old = self->columns.n;
  g_autoptr (GArray) fresh = NULL;
  g_autoptr (GError) problem = NULL;

  if (!kheo_columns_patch (&self->columns, self->db, self->units, changed, &moved, &fresh, error) ||
      !kheo_orders_patch (self->orders, self, moved, fresh, error))
    return FALSE;
  patch_stands (self, moved, n_old, fresh);
  if (self->exacts != NULL &&
      !kheo_exacts_patch (self->exacts, self->db, &self->columns, moved, fresh, error))
    return FALSE;
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
patch_figures (KheoWorld *self, KheoChangeSet *changes, GError **error)
{
  g_autoptr (GArray) figures = kheo_list_changed (changes, "figure");

  if (kheo_change_set_touches (changes, "indicator") ||
      kheo_change_set_touches (changes, "indicator_alias"))
    g_clear_pointer (&self->indicators, kheo_indicators_unref);
  if (kheo_change_set_touches (changes, "target") ||
      kheo_change_set_touches (changes, "target_before"))
    kheo_figure_columns_clear_targets (self->figures);
  return figures->len == 0 ||
         kheo_figure_columns_patch (self->figures, self->db, self->units, figures, error);
}

static gboolean
patch (KheoWorld *self, gint64 seq, GError **error)
{
  g_autoptr (KheoChangeSet) changes = kheo_history_since (self->db, self->seq, error);
  g_autoptr (GArray) changed = NULL;

  if (changes == NULL)
    return FALSE;
  changed = kheo_list_changed (changes, "model");
  if (changed->len > KHEO_MOST_PATCHED (self->columns.n))
    return load (self, error);

  if (kheo_units_are_touched (changes) && !patch_units (self, changes, error))
    return FALSE;
  if ((changed->len > 0 && !patch_models (self, changed, error)) ||
      !patch_figures (self, changes, error))
    return FALSE;
  self->seq = seq;
  kheo_figure_columns_set_seq (self->figures, seq);
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
      self->orders = kheo_orders_new ();
      self->figures = kheo_figure_columns_new ();
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

const KheoReported *
kheo_world_get_reported (KheoWorld *self)
{
  if (self->reported == NULL)
    self->reported = kheo_reported_new (self->units);
  return self->reported;
}

KheoExacts *
kheo_world_get_exacts (KheoWorld *self, GError **error)
{
  if (self->exacts == NULL)
    self->exacts = kheo_exacts_load (self->db, self->units, &self->columns, error);
  return self->exacts;
}

const guint32 *
kheo_world_get_stands (KheoWorld *self)
{
  if (self->stands != NULL)
    return self->stands;
  kheo_world_get_reported (self);
  self->stands = g_new (guint32, MAX (self->columns.n, 1));
  for (guint slot = 0; slot < self->columns.n; slot++)
    self->stands[slot] = find_stand (self, slot);
  return self->stands;
}

KheoSearchBlock *
kheo_world_get_block (KheoWorld *self, GError **error)
{
  if (self->block == NULL)
    self->block = kheo_search_block_load (self->db, &self->columns, error);
  return self->block;
}

const guint32 *
kheo_world_get_order (
    KheoWorld *self, const char *sort, gboolean descending, KheoDate day, GError **error)
{
  return kheo_orders_get (self->orders, self, sort, descending, day, error);
}

KheoIndicators *
kheo_world_get_indicators (KheoWorld *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->indicators == NULL)
    self->indicators = kheo_indicators_load (self->db, error);
  return self->indicators;
}

KheoFigureColumns *
kheo_world_get_figures (KheoWorld *self)
{
  return self->figures;
}
