/*
 * Targets: what was set for a unit wins; where nothing was, what was set for those below it.  What
 * was set for a unit that has ended since is one of the unit that took it in, unless that was given
 * one of its own for the time after: then it was handed over and is in that.  On an older map it is
 * the other way round: what was set for a unit that is yet to begin is in what was set before.
 */
#include "kheo-figure-sums.h"

#include "kheo-filter.h"
#include "kheo-shares.h"

typedef struct
{
  const KheoFigureQuestion *question;
  KheoUnits                *units;
  KheoPlacing              *placing;
  const KheoShares         *shares; /* NULL: divided units are not apportioned */
  KheoDate                 *last;   /* by unit: the last day of its targets, 0: it has none */
  guint                    *seen;   /* by unit: the question (asked) that came by */
  guint                     asked;
  gint64                   *own;   /* by index, KHEO_NO_AMOUNT: none */
  gint64                   *below; /* by index */
  guint8                   *has_below;
} Targets;

static gboolean
is_additive (const KheoIndicator *indicator)
{
  return !kheo_indicator_is_rate (indicator) && indicator->across_units != KHEO_ACROSS_NONE;
}

/* Follows @unit; a unit that gave a part away and took one in later can be come by again. */
static gboolean
leads_to_target (Targets *self, guint unit, KheoDate day)
{
  gboolean adds = self->question->indicator->across_time == KHEO_ACROSS_SUM;

  if (self->seen[unit] == self->asked)
    return FALSE;
  self->seen[unit] = self->asked;
  for (guint i = self->units->old_first[unit]; i < self->units->old_first[unit + 1]; i++)
    {
      const KheoSuccession *link =
          &g_array_index (self->units->successions, KheoSuccession, self->units->old_links[i]);
      int next = kheo_units_find (self->units, link->new_id);

      if (next < 0 || !kheo_succession_leads (link, TRUE, self->placing->map->day))
        continue;
      if (self->last[next] != 0 && (!adds || (day >= link->date && self->last[next] >= link->date)))
        return TRUE;
      if (leads_to_target (self, (guint) next, day))
        return TRUE;
    }
  return FALSE;
}

/* Has a unit that came after @unit a target of its own for the time after @day, or for any time
 * where targets are not added up over time? */
static gboolean
is_handed_over (Targets *self, guint unit, KheoDate day)
{
  self->asked++;
  return leads_to_target (self, unit, day);
}

/* Follows @unit, which began after the map's day, back: was a target set for what it came from? */
static gboolean
comes_from_target (Targets *self, guint unit)
{
  gboolean adds = self->question->indicator->across_time == KHEO_ACROSS_SUM;

  if (self->seen[unit] == self->asked)
    return FALSE;
  self->seen[unit] = self->asked;
  for (guint i = self->units->new_first[unit]; i < self->units->new_first[unit + 1]; i++)
    {
      const KheoSuccession *link =
          &g_array_index (self->units->successions, KheoSuccession, self->units->new_links[i]);
      int before = kheo_units_find (self->units, link->old_id);

      if (before < 0 || !kheo_succession_leads (link, FALSE, self->placing->map->day))
        continue;
      if (self->last[before] != 0 && (!adds || self->last[before] >= link->date))
        return TRUE;
      if (comes_from_target (self, (guint) before))
        return TRUE;
    }
  return FALSE;
}

/* Is what was set for @unit, which does not live on the map, in what was set for others: those
 * after it, or on an older map those before it? */
static gboolean
is_set_elsewhere (Targets *self, guint unit, KheoDate day)
{
  if (kheo_units_is_over (self->units, unit, self->placing->map->day))
    return is_handed_over (self, unit, day);
  self->asked++;
  return comes_from_target (self, unit);
}

static void
add_own (Targets *self, int place, gint64 value)
{
  self->own[place] = (self->own[place] == KHEO_NO_AMOUNT ? 0 : self->own[place]) + value;
}

static void
add_shares (Targets *self, gint64 value, const KheoShare *shares, guint n)
{
  g_autofree gint64 *weights = g_new (gint64, n);
  g_autofree gint64 *values = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    weights[i] = shares[i].weight;
  kheo_apportion (value, weights, n, values);
  for (guint i = 0; i < n; i++)
    add_own (self, shares[i].place, values[i]);
}

static void
add_ended (Targets *self, const KheoPiece *piece, gint64 value)
{
  int              place = self->placing->place[piece->unit];
  const KheoShare *shares = NULL;
  guint            n_shares = 0;

  if (place < 0 || !is_additive (self->question->indicator) ||
      is_set_elsewhere (self, piece->unit, piece->day))
    return;
  if (self->placing->apportioned[piece->unit])
    {
      add_own (self, place, value);
      return;
    }
  if (self->shares != NULL)
    shares = kheo_shares_get (self->shares, piece->unit, &n_shares);
  if (n_shares > 0)
    add_shares (self, value, shares, n_shares);
  else
    {
      self->below[place] += value;
      self->has_below[place] = TRUE;
    }
}

/* Parents stand before their children. */
static void
sum_up (Targets *self)
{
  KheoUnitMap *map = self->placing->map;

  for (guint i = map->n; i > 0; i--)
    {
      if (self->own[i - 1] == KHEO_NO_AMOUNT && self->has_below[i - 1])
        self->own[i - 1] = self->below[i - 1];
      if (self->own[i - 1] != KHEO_NO_AMOUNT && map->parent[i - 1] >= 0)
        {
          self->below[map->parent[i - 1]] += self->own[i - 1];
          self->has_below[map->parent[i - 1]] = TRUE;
        }
    }
}

gint64 *
kheo_figure_targets_new (const KheoFigureQuestion *question,
                         const KheoQuery          *query,
                         KheoUnitMap             **out_map)
{
  KheoPlacing       *placing = kheo_world_get_placing (question->world, kheo_query_get_day (query));
  KheoUnits         *units = kheo_world_get_units (question->world);
  guint              n = MAX (placing->map->n, 1);
  gint64            *own = g_new (gint64, n);
  g_autofree gint64 *below = g_new0 (gint64, n);
  g_autofree guint8 *has_below = g_new0 (guint8, n);
  g_autofree KheoDate *last = g_new0 (KheoDate, MAX (units->n, 1));
  g_autofree guint    *seen = g_new0 (guint, MAX (units->n, 1));
  g_autoptr (KheoFigureChoice) choice = kheo_figure_choice_new_over_time (
      question->world, question->columns, question->targets, question->indicator, query->period);
  Targets self = { question, units, placing, NULL, last, seen, 0, own, below, has_below };

  *out_map = placing->map;
  if (kheo_query_apportions (query))
    self.shares = kheo_placing_get_shares (placing, query->basis);
  for (guint i = 0; i < n; i++)
    own[i] = KHEO_NO_AMOUNT;
  for (guint i = 0; i < choice->pieces->len; i++)
    {
      const KheoPiece *piece = &g_array_index (choice->pieces, KheoPiece, i);

      last[piece->unit] = MAX (last[piece->unit], piece->day);
    }
  for (guint i = 0; i < choice->pieces->len; i++)
    {
      const KheoPiece *piece = &g_array_index (choice->pieces, KheoPiece, i);
      gint64           value = question->targets->values[piece->slot];
      int              place = placing->map->index[piece->unit];

      if (place >= 0)
        add_own (&self, place, value);
      else
        add_ended (&self, piece, value);
    }
  if (is_additive (question->indicator))
    sum_up (&self);
  return own;
}
