/*
 * Targets: what was set for a unit wins; where nothing was, what was set for those below it.
 *
 * What was set for a unit that has ended since is one of the unit that took it in, unless that was
 * given one of its own that speaks of the same days: then it was handed over and is in that.  A
 * target that stands as it was before the reform was not given for what was taken in.
 *
 * On an older map it is the other way round: what was set for a unit that is yet to begin is in
 * what was set before for the same days; and of a unit that lived then, what was set for it then
 * counts (kheo-target-before.h).  What a target of the new unit says beyond targets that ended
 * before its birth counts beside them.
 */
#include "kheo-figure-sums.h"

#include "kheo-filter.h"
#include "kheo-shares.h"
#include "kheo-target-before.h"

typedef struct
{
  const KheoFigureQuestion *question;
  KheoUnits                *units;
  KheoPlacing              *placing;
  const KheoShares         *shares; /* NULL: divided units are not apportioned */
  const GArray             *pieces; /* of KheoPiece, unit by unit */
  guint                    *first;  /* by unit, n + 1: its pieces */
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

static const KheoPiece *
piece_at (const Targets *self, guint i)
{
  return &g_array_index (self->pieces, KheoPiece, i);
}

static KheoPeriod
period_of (const Targets *self, const KheoPiece *piece)
{
  return kheo_figure_columns_get_period (self->question->columns,
                                         self->question->targets->periods[piece->slot]);
}

/* Where what is to be reached is not added up over time, any two targets speak of the same. */
static gboolean
adds_over_time (const Targets *self)
{
  return self->question->indicator->across_time == KHEO_ACROSS_SUM;
}

static gboolean
overlap (KheoPeriod a, KheoPeriod b)
{
  return a.from <= b.to && b.from <= a.to;
}

static gboolean
lies_in (KheoPeriod inner, KheoPeriod outer)
{
  return inner.from >= outer.from && inner.to <= outer.to;
}

/* What was set for the unit, as of the map. */
static gint64
value_on (const Targets *self, const KheoPiece *piece)
{
  const KheoFigureBlock  *block = self->question->targets;
  const KheoTargetBefore *before =
      kheo_target_before_find (kheo_figure_columns_get_before (self->question->columns),
                               block->ids[piece->slot], self->placing->map->day);

  return before != NULL ? before->value : block->values[piece->slot];
}

/* Is it, on the map, still as it was before the unit took something in on @date? */
static gboolean
stands_since (const Targets *self, const KheoPiece *piece, KheoDate date)
{
  const KheoTargetBefore *before =
      kheo_target_before_find (kheo_figure_columns_get_before (self->question->columns),
                               self->question->targets->ids[piece->slot], date - 1);

  return before != NULL && before->until == date - 1 && before->value == value_on (self, piece);
}

/* Is what was set for @period in a target of @heir, which took the unit in by @link? */
static gboolean
holds_old (const Targets *self, guint heir, const KheoSuccession *link, KheoPeriod period)
{
  gboolean founded = self->units->versions[self->units->first[heir]]->valid_from >= link->date;

  for (guint i = self->first[heir]; i < self->first[heir + 1]; i++)
    {
      KheoPeriod own = period_of (self, piece_at (self, i));

      if (stands_since (self, piece_at (self, i), link->date))
        continue;
      if (!adds_over_time (self) ||
          (period.to >= link->date ? own.to >= link->date && overlap (own, period)
                                   : founded && lies_in (period, own)))
        return TRUE;
    }
  return FALSE;
}

/* Follows @unit to what came after it: is a target for @period in one of theirs?  A unit that gave
 * a part away and took one in later can be come by again. */
static gboolean
is_handed_over (Targets *self, guint unit, KheoPeriod period)
{
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
      if (holds_old (self, (guint) next, link, period) ||
          is_handed_over (self, (guint) next, period))
        return TRUE;
    }
  return FALSE;
}

/* Is what is set for @period in a target of @old, of which the unit came by @link?  Takes from
 * @rest what its targets say of days before. */
static gboolean
holds_new (
    const Targets *self, guint old, const KheoSuccession *link, KheoPeriod period, gint64 *rest)
{
  for (guint i = self->first[old]; i < self->first[old + 1]; i++)
    {
      KheoPeriod own = period_of (self, piece_at (self, i));

      if (!adds_over_time (self) || (own.to >= link->date && overlap (own, period)))
        return TRUE;
      if (link->whole && lies_in (own, period))
        *rest -= self->question->targets->values[piece_at (self, i)->slot];
    }
  return FALSE;
}

/* Follows @unit, which began after the map's day, back to what it came from. */
static gboolean
comes_from_target (Targets *self, guint unit, KheoPeriod period, gint64 *rest)
{
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
      if (holds_new (self, (guint) before, link, period, rest) ||
          comes_from_target (self, (guint) before, period, rest))
        return TRUE;
    }
  return FALSE;
}

/* What of the target of a unit that does not live on the map is not in what was set for others:
 * those after it, or on an older map those before it. */
static gint64
rest_of (Targets *self, const KheoPiece *piece)
{
  KheoPeriod period = period_of (self, piece);
  gint64     value = self->question->targets->values[piece->slot];
  gint64     rest = value;

  self->asked++;
  if (kheo_units_is_over (self->units, piece->unit, self->placing->map->day))
    return is_handed_over (self, piece->unit, period) ? 0 : value;
  return comes_from_target (self, piece->unit, period, &rest) ? 0 : MAX (rest, 0);
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
add_elsewhere (Targets *self, const KheoPiece *piece)
{
  int              place = self->placing->place[piece->unit];
  const KheoShare *shares = NULL;
  guint            n_shares = 0;
  gint64           value;

  if (place < 0 || !is_additive (self->question->indicator) || (value = rest_of (self, piece)) == 0)
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
  g_autofree guint  *first = g_new0 (guint, units->n + 1);
  g_autofree guint  *seen = g_new0 (guint, MAX (units->n, 1));
  g_autoptr (KheoFigureChoice) choice = kheo_figure_choice_new_over_time (
      question->world, question->columns, question->targets, question->indicator, query->period);
  Targets self = { question, units, placing, NULL,  choice->pieces, first,
                   seen,     0,     own,     below, has_below };

  *out_map = placing->map;
  if (kheo_query_apportions (query))
    self.shares = kheo_placing_get_shares (placing, query->basis);
  for (guint i = 0; i < n; i++)
    own[i] = KHEO_NO_AMOUNT;
  for (guint i = 0; i < choice->pieces->len; i++)
    first[piece_at (&self, i)->unit + 1] = i + 1;
  for (guint u = 0; u < units->n; u++)
    first[u + 1] = MAX (first[u + 1], first[u]);
  for (guint i = 0; i < choice->pieces->len; i++)
    {
      const KheoPiece *piece = piece_at (&self, i);
      int              place = placing->map->index[piece->unit];

      if (place >= 0)
        add_own (&self, place, value_on (&self, piece));
      else
        add_elsewhere (&self, piece);
    }
  if (is_additive (question->indicator))
    sum_up (&self);
  return own;
}
