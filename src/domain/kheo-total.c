#include "kheo-filter.h"
#include "kheo-groups.h"
#include "kheo-moves.h"
#include "kheo-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  KheoBy      by;
} keys[] = {
  { "field", KHEO_BY_FIELD },   { "kind", KHEO_BY_KIND },   { "child", KHEO_BY_CHILD },
  { "level", KHEO_BY_LEVEL },   { "year", KHEO_BY_YEAR },   { "quarter", KHEO_BY_QUARTER },
  { "status", KHEO_BY_STATUS }, { "group", KHEO_BY_GROUP },
};

gboolean
kheo_by_parse (const char *text, KheoBy out_by[2], guint *out_n)
{
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (out_by != NULL && out_n != NULL, FALSE);

  *out_n = 0;
  if (text == NULL || text[0] == '\0')
    return TRUE;
  names = g_strsplit (text, ",", -1);
  if (g_strv_length (names) > 2)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (keys) && !known; k++)
        if (strcmp (names[i], keys[k].name) == 0)
          {
            known = TRUE;
            out_by[(*out_n)++] = keys[k].by;
          }
      if (!known)
        return FALSE;
    }
  return *out_n < 2 || out_by[0] != out_by[1];
}

static void
row_free (gpointer data)
{
  KheoTotalRow *row = data;

  for (guint i = 0; i < G_N_ELEMENTS (row->key); i++)
    {
      g_free (row->key[i]);
      g_free (row->label[i]);
    }
  g_free (row);
}

void
kheo_total_free (KheoTotal *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* Models whose place is not sure, and of how many units. */
typedef struct
{
  guint   n;
  guint   n_units;
  guint8 *seen; /* by unit */
} Unsure;

static void
count_unsure (Unsure *self, guint32 unit)
{
  self->n++;
  if (unit == KHEO_NO_UNIT || self->seen[unit])
    return;
  self->seen[unit] = TRUE;
  self->n_units++;
}

static void
add_notes (KheoTotal       *self,
           const KheoQuery *query,
           const Unsure    *apportioned,
           const Unsure    *unapportioned)
{
  if (apportioned->n > 0)
    g_ptr_array_add (
        self->notes,
        /* Translators: models, units, what is counted: "population". */
        g_strdup_printf (ngettext ("%u model of divided units (%u) is apportioned by %s.",
                                   "%u models of divided units (%u) are apportioned by %s.",
                                   apportioned->n),
                         apportioned->n, apportioned->n_units, kheo_basis_label (query->basis)));
  if (unapportioned->n > 0)
    g_ptr_array_add (
        self->notes,
        /* Translators: models, units. */
        g_strdup_printf (ngettext ("%u model of divided or ended units (%u) is not apportioned; it "
                                   "counts at the unit above that holds all of it.",
                                   "%u models of divided or ended units (%u) are not apportioned; "
                                   "they count at the unit above that holds all of them.",
                                   unapportioned->n),
                         unapportioned->n, unapportioned->n_units));
}

static void
count_all (
    KheoTotal *self, KheoWorld *world, const KheoQuery *query, GArray *moves, const guint8 *mask)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  guint              n_units = kheo_world_get_units (world)->n;
  KheoPlacing       *placing = query->clock != KHEO_CLOCK_AS_REPORTED
                                   ? kheo_world_get_placing (world, kheo_query_get_day (query))
                                   : NULL;
  g_autofree guint8 *seen = g_new0 (guint8, 2 * n_units + 1);
  Unsure             apportioned = { 0, 0, seen };
  Unsure             unapportioned = { 0, 0, seen + n_units };
  guint              next = 0;

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32         unit = kheo_columns_unit (columns, slot);
      const KheoMove *move = NULL;

      if (next < moves->len && g_array_index (moves, KheoMove, next).slot == slot)
        move = &g_array_index (moves, KheoMove, next++);
      if (!mask[slot])
        continue;
      self->total++;
      if (move != NULL && move->shared)
        count_unsure (&apportioned, unit);
      else if (move == NULL &&
               (unit == KHEO_NO_UNIT || (placing != NULL && !placing->apportioned[unit])))
        count_unsure (&unapportioned, unit);
    }
  self->apportioned = apportioned.n;
  self->unapportioned = unapportioned.n;
  add_notes (self, query, &apportioned, &unapportioned);
}

static void
set_key (KheoTotalRow *row, guint i, const KheoGroup *group)
{
  row->key[i] = g_strdup (group->key);
  row->label[i] = g_strdup (group->label);
  if (group->unit_id != 0)
    row->unit_id = group->unit_id;
}

static void
add_rows (KheoTotal *self, KheoGroups *first, KheoGroups *second, const gint64 *values)
{
  guint n_second = second != NULL ? second->groups->len : 1;

  for (guint a = 0; a < first->groups->len; a++)
    for (guint b = 0; b < n_second; b++)
      {
        KheoTotalRow *row = g_new0 (KheoTotalRow, 1);

        set_key (row, 0, &g_array_index (first->groups, KheoGroup, a));
        if (second != NULL)
          set_key (row, 1, &g_array_index (second->groups, KheoGroup, b));
        row->value = values[a * n_second + b];
        g_ptr_array_add (self->rows, row);
      }
}

static gboolean
count_rows (KheoTotal       *self,
            KheoWorld       *world,
            const KheoQuery *query,
            GArray          *moves,
            const guint8    *mask,
            GError         **error)
{
  guint n = kheo_world_get_n_models (world);
  g_autoptr (KheoGroups) first = kheo_groups_new (world, query, self->by[0], moves, mask, error);
  g_autoptr (KheoGroups) second = NULL;
  g_autofree gint64 *values = NULL;
  guint              n_second = 1;

  if (first == NULL)
    return FALSE;
  if (self->n_by > 1)
    {
      if ((second = kheo_groups_new (world, query, self->by[1], moves, mask, error)) == NULL)
        return FALSE;
      n_second = second->groups->len;
    }
  values = g_new0 (gint64, (gsize) first->groups->len * n_second + 1);
  for (guint slot = 0; slot < n; slot++)
    if (mask[slot])
      values[(gsize) first->of_slot[slot] * n_second +
             (second != NULL ? second->of_slot[slot] : 0)]++;
  add_rows (self, first, second, values);
  return TRUE;
}

KheoTotal *
kheo_total_models (KheoDb *db, const KheoQuery *query, const KheoBy *by, guint n_by, GError **error)
{
  g_autoptr (KheoTotal) self = NULL;
  KheoWorld   *world;
  KheoUnitMap *map;
  g_auto (KheoParts) parts = { 0 };
  g_autofree guint8 *mask = NULL;
  g_autoptr (GArray) moves = NULL;

  g_return_val_if_fail (db != NULL && query != NULL && n_by <= 2, NULL);

  world = kheo_world_get (db, error);
  if (world == NULL)
    return NULL;
  mask = kheo_filter_run_placed (world, query, TRUE, &moves, error);
  if (mask == NULL)
    return NULL;

  map = kheo_world_get_placing (world, kheo_query_get_day (query))->map;
  self = g_new0 (KheoTotal, 1);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->n_by = n_by;
  kheo_parts_init (&parts, query, map);
  self->unit = parts.above >= 0 ? map->units->ids[parts.above] : query->unit;
  for (guint i = 0; i < n_by; i++)
    self->by[i] = by[i];
  count_all (self, world, query, moves, mask);
  if (n_by > 0 && !count_rows (self, world, query, moves, mask, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
narrow_to_child (KheoQuery *query, gint64 above, const KheoTotalRow *row, const char *key)
{
  g_autofree char *itself = g_strdup_printf ("%" G_GINT64_FORMAT, above);
  g_autofree char *part = g_strconcat (itself, " ", key, query->unit != 0 ? " inside" : NULL, NULL);

  if (row->unit_id == 0)
    {
      kheo_query_add_condition (query, "unit_id",
                                strcmp (key, KHEO_KEY_NOWHERE) == 0 ? "0" : itself);
      return;
    }
  /* Reported under the child while it belonged elsewhere is not a part of this unit's total. */
  if (query->clock == KHEO_CLOCK_AS_REPORTED && above != 0)
    kheo_query_add_condition (query, KHEO_CONDITION_PART, part);
  query->unit = row->unit_id;
}

static void
narrow_to_year (KheoQuery *query, const char *key)
{
  guint first, last;

  if (key == NULL)
    kheo_query_set_condition (query, "year", "");
  else if (kheo_period_get_years (query->period, &first, &last))
    query->period = kheo_period_year (atoi (key));
  else
    kheo_query_add_condition (query, KHEO_CONDITION_REGISTERED, key);
}

KheoQuery *
kheo_total_row_query (const KheoQuery *query, const KheoTotal *total, const KheoTotalRow *row)
{
  KheoQuery *narrow;

  g_return_val_if_fail (query != NULL && total != NULL && row != NULL, NULL);

  narrow = kheo_query_dup (query);
  for (guint i = 0; i < total->n_by; i++)
    switch (total->by[i])
      {
      case KHEO_BY_CHILD:
        narrow_to_child (narrow, total->unit, row, row->key[i]);
        break;
      case KHEO_BY_YEAR:
        narrow_to_year (narrow, row->key[i]);
        break;
      case KHEO_BY_QUARTER:
        kheo_query_add_condition (narrow, KHEO_CONDITION_REGISTERED,
                                  row->key[i] != NULL ? row->key[i] : "");
        break;
      case KHEO_BY_FIELD:
      case KHEO_BY_KIND:
      case KHEO_BY_LEVEL:
      case KHEO_BY_GROUP:
      case KHEO_BY_STATUS:
      default:
        for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
          if (keys[k].by == total->by[i])
            kheo_query_set_condition (narrow, keys[k].name, row->key[i] != NULL ? row->key[i] : "");
        break;
      }
  return narrow;
}
