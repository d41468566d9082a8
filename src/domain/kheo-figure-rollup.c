/* All units at once; who has not reported; what periods there are. */
#include "kheo-figure-sums.h"

#include "kheo-filter.h"

#include <string.h>

/* By unit as reported, by index of the clock's map otherwise.  Most have nothing. */
typedef struct
{
  const KheoFigureScope *scope;
  guint32               *of;   /* place in @accs + 1, 0: nothing */
  GArray                *accs; /* of KheoFigureAcc */
} Rollup;

static KheoFigureAcc *
acc_at (Rollup *self, guint at)
{
  if (self->of[at] == 0)
    {
      g_array_set_size (self->accs, self->accs->len + 1);
      self->of[at] = self->accs->len;
    }
  return &g_array_index (self->accs, KheoFigureAcc, self->of[at] - 1);
}

/* As reported: the unit and all above it on that day. */
static void
climb (Rollup *self, guint unit, KheoDate day, const KheoFigureAcc *one)
{
  int at = (int) unit;

  if (self->scope->placing != NULL)
    {
      at = self->scope->placing->place[unit];
      if (at >= 0)
        kheo_figure_acc_add (acc_at (self, (guint) at), one);
      return;
    }
  for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX; depth++)
    {
      kheo_figure_acc_add (acc_at (self, (guint) at), one);
      at = kheo_units_parent_on (self->scope->units, (guint) at, day);
    }
}

static void
add_expected (guint unit, gboolean missing, gpointer user_data)
{
  Rollup       *self = user_data;
  KheoFigureAcc one = { .n_expected = 1, .n_missing = missing ? 1 : 0 };

  climb (self, unit, self->scope->report_day, &one);
}

static void
add_flagged (guint unit, guint8 flags, gpointer user_data)
{
  Rollup       *self = user_data;
  KheoFigureAcc one = { .n_partial = (flags & KHEO_UNIT_PARTIAL) != 0,
                        .n_unadded = (flags & KHEO_UNIT_UNADDED) != 0 };

  climb (self, unit, self->scope->report_day, &one);
}

/* As reported: each part at the unit and all above it on its day. */
static void
add_reported (Rollup *self, GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const KheoPart *part = &g_array_index (parts, KheoPart, i);
      int             at = (int) part->unit;

      for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX; depth++)
        {
          kheo_figure_acc_add_part (acc_at (self, (guint) at), part);
          at = kheo_units_parent_on (self->scope->units, (guint) at, part->day);
        }
    }
}

/* A figure that was cut is one figure of one unit wherever several of its parts are added up: they
 * stand in tree order, so each pair of neighbours is one too many from where they meet upwards. */
static void
count_once (Rollup *self, const KheoPart *part, const KheoPart *next, gboolean new_unit)
{
  int meet = kheo_unit_map_find_common (self->scope->placing->map, part->place, next->place);
  KheoFigureAcc *acc = meet >= 0 ? acc_at (self, (guint) meet) : NULL;

  if (acc == NULL)
    return;
  acc->n_figures--;
  acc->n_units -= new_unit;
  acc->n_apportioned -= new_unit;
}

static void
add_restated (Rollup *self, GArray *parts)
{
  guint first_slot = 0; /* of the unit */

  for (guint i = 0; i < parts->len; i++)
    {
      const KheoPart *part = &g_array_index (parts, KheoPart, i);
      const KheoPart *before = i > 0 ? part - 1 : NULL;

      if (before == NULL || before->unit != part->unit)
        first_slot = part->slot;
      if (before != NULL && before->unit == part->unit && before->slot == part->slot)
        count_once (self, before, part, part->slot == first_slot);
      if (part->place >= 0)
        kheo_figure_acc_add_part (acc_at (self, (guint) part->place), part);
    }
}

/* Parents stand before their children. */
static void
sum_up (Rollup *self, KheoUnitMap *map)
{
  for (guint i = map->n; i > 0; i--)
    if (self->of[i - 1] != 0 && map->parent[i - 1] >= 0)
      {
        KheoFigureAcc *above = acc_at (self, (guint) map->parent[i - 1]);

        kheo_figure_acc_add (above, acc_at (self, i - 1));
      }
}

/* The sums by index of @map, which may be of another day, or older than the world: then units meet
 * by their id. */
static GArray *
list_sums (Rollup *self, KheoUnitMap *map, const KheoIndicator *indicator)
{
  const KheoFigureScope *scope = self->scope;
  GArray                *sums = g_array_sized_new (FALSE, TRUE, sizeof (KheoFigureSum), map->n);

  g_array_set_size (sums, map->n);
  for (guint i = 0; i < map->n; i++)
    {
      int at = map->units == scope->units
                   ? (int) scope->units->owner[map->version[i]]
                   : kheo_units_find (scope->units, kheo_unit_map_get_id (map, i));

      if (at >= 0 && scope->placing != NULL)
        at = scope->placing->map->index[at];
      if (at >= 0 && self->of[at] != 0)
        g_array_index (sums, KheoFigureSum, i) =
            kheo_figure_acc_finish (acc_at (self, (guint) at), indicator);
    }
  return sums;
}

GArray *
kheo_rollup_figures (
    KheoDb *db, gint64 indicator, const KheoQuery *query, KheoUnitMap *map, GError **error)
{
  Rollup rollup = { NULL, NULL, NULL };
  g_auto (KheoFigureAsked) asked = { 0 };
  g_autoptr (KheoQuery) all = NULL;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) accs = NULL;
  g_autofree guint32 *of = NULL;

  g_return_val_if_fail (db != NULL && query != NULL && map != NULL, NULL);

  all = kheo_query_dup (query);
  all->unit = 0;
  if (!kheo_figure_asked_init (&asked, db, indicator, all, error))
    return NULL;
  of = g_new0 (guint32, MAX (asked.scope.units->n, 1));
  accs = g_array_sized_new (FALSE, TRUE, sizeof (KheoFigureAcc), asked.choice->pieces->len);
  rollup = (Rollup){ &asked.scope, of, accs };
  parts = kheo_figure_scope_list_parts (&asked.scope, asked.question.indicator, asked.choice);
  if (asked.scope.placing != NULL)
    add_restated (&rollup, parts);
  else
    add_reported (&rollup, parts);
  kheo_figure_scope_foreach_expected (&asked.scope, asked.question.world, asked.question.indicator,
                                      asked.choice, add_expected, &rollup);
  kheo_figure_scope_foreach_flagged (&asked.scope, asked.choice, add_flagged, &rollup);
  if (asked.scope.placing != NULL)
    sum_up (&rollup, asked.scope.placing->map);
  return list_sums (&rollup, map, asked.question.indicator);
}

/* ---- Periods ---- */

typedef struct
{
  KheoPeriod  period;
  const char *name;
} Named;

/* Newest first; of those that end together the longest first. */
static int
compare_named (gconstpointer a, gconstpointer b)
{
  const KheoPeriod *x = &((const Named *) a)->period;
  const KheoPeriod *y = &((const Named *) b)->period;

  if (x->to != y->to)
    return x->to > y->to ? -1 : 1;
  return x->from < y->from ? -1 : x->from > y->from;
}

static void
mark_used (const KheoFigureColumns *columns,
           const KheoFigureBlock   *block,
           const KheoFigureScope   *scope,
           guint8                  *used)
{
  for (guint slot = 0; slot < block->n; slot++)
    {
      guint32 period = block->periods[slot];

      if (used[period] || block->units[slot] == G_MAXUINT32)
        continue;
      used[period] = kheo_figure_scope_holds (scope, block->units[slot],
                                              kheo_figure_columns_get_period (columns, period).to);
    }
}

GPtrArray *
kheo_figures_list_periods (KheoDb *db, gint64 indicator, const KheoQuery *query, GError **error)
{
  KheoWorld         *world;
  KheoIndicators    *indicators;
  KheoFigureColumns *columns;
  g_auto (KheoFigureScope) scope = { 0 };
  g_autofree guint8 *used = NULL;
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  GPtrArray *names;

  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  if ((world = kheo_world_get (db, error)) == NULL ||
      (indicators = kheo_world_get_indicators (world, error)) == NULL ||
      !kheo_figure_scope_init (&scope, world, query, error))
    return NULL;
  columns = kheo_world_get_figures (world);
  if (indicator == 0 && !kheo_figure_columns_need_all (columns, db, scope.units, error))
    return NULL;
  if (indicator != 0 &&
      kheo_figure_columns_need (columns, db, scope.units, indicator, error) == NULL)
    return NULL;
  used = g_new0 (guint8, MAX (kheo_figure_columns_get_n_periods (columns), 1));
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      gint64 id = kheo_indicators_get (indicators, i)->id;

      if (indicator == 0 || id == indicator)
        mark_used (columns, kheo_figure_columns_need (columns, db, scope.units, id, NULL), &scope,
                   used);
    }
  for (guint i = 0; i < kheo_figure_columns_get_n_periods (columns); i++)
    {
      Named one = { kheo_figure_columns_get_period (columns, i),
                    kheo_figure_columns_get_period_name (columns, i) };

      if (used[i])
        g_array_append_val (named, one);
    }
  g_array_sort (named, compare_named);
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < named->len; i++)
    g_ptr_array_add (names, g_strdup (g_array_index (named, Named, i).name));
  return names;
}
