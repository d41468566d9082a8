#include "kheo-figure-choice.h"
#include "kheo-figure-cover.h"

#include <string.h>

/* What is being chosen from. */
typedef struct
{
  KheoUnits               *units;
  const KheoFigureBlock   *block;
  const KheoFigureColumns *columns;
  const KheoIndicator     *indicator;
  KheoPeriod               period;
  KheoFigureChoice        *to;

  guint8  *inside; /* by period: lies in the one asked for */
  guint32 *first;  /* by unit, n + 1: its slots in @slots */
  guint32 *slots;
  GArray  *chosen; /* of Chosen: units with figures, ascending */
  GArray  *work;   /* of KheoCoverItem, for one unit after the other */
} Choosing;

/* A unit and its pieces among those of the choice. */
typedef struct
{
  guint32  unit;
  guint    first;
  guint    n;
  KheoDate day;
  gboolean dropped;
} Chosen;

gboolean
kheo_indicator_is_rate (const KheoIndicator *indicator)
{
  return indicator->unit.type == KHEO_AMOUNT_PERCENT ||
         indicator->across_units == KHEO_ACROSS_RATIO;
}

static KheoFigureState
state_of (const KheoFigureBlock *block, guint slot)
{
  return (KheoFigureState) (block->states[slot] & KHEO_FIGURE_STATE_MASK);
}

static gboolean
is_answer (const KheoFigureBlock *block, guint slot)
{
  return state_of (block, slot) == KHEO_FIGURE_IS_VALUE ||
         state_of (block, slot) == KHEO_FIGURE_IS_NIL;
}

static KheoPeriod
period_of (const Choosing *self, guint slot)
{
  return kheo_figure_columns_get_period (self->columns, self->block->periods[slot]);
}

static KheoDate
end_of (KheoDate day)
{
  return day != KHEO_DATE_UNKNOWN ? day : G_MAXUINT32;
}

static gboolean
lies_in (KheoPeriod inner, KheoPeriod outer)
{
  return inner.from <= inner.to && inner.from >= outer.from && inner.to <= end_of (outer.to);
}

static gboolean
is_same (KheoPeriod a, KheoPeriod b)
{
  return a.from == b.from && a.to == b.to;
}

/* ---- Sorting the figures by unit ---- */

static void
mark_periods (Choosing *self)
{
  guint n = kheo_figure_columns_get_n_periods (self->columns);

  self->inside = g_new0 (guint8, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->inside[i] = lies_in (kheo_figure_columns_get_period (self->columns, i), self->period);
}

static void
mark_exempt (Choosing *self, guint slot)
{
  KheoPeriod period = period_of (self, slot);

  if (state_of (self->block, slot) == KHEO_FIGURE_IS_NOT_APPLICABLE &&
      period.from <= end_of (self->period.to) && period.to >= self->period.from)
    self->to->flags[self->block->units[slot]] |= KHEO_UNIT_EXEMPT;
}

static void
sort_by_unit (Choosing *self)
{
  const KheoFigureBlock *block = self->block;
  guint                  sum = 0;

  self->first = g_new0 (guint32, self->units->n + 2);
  for (guint slot = 0; slot < block->n; slot++)
    {
      if (block->units[slot] == G_MAXUINT32)
        continue;
      if (!is_answer (block, slot))
        mark_exempt (self, slot);
      else if (self->inside[block->periods[slot]])
        self->first[block->units[slot] + 1]++;
    }
  for (guint u = 0; u <= self->units->n; u++)
    {
      sum += self->first[u];
      self->first[u] = sum;
    }
  self->slots = g_new (guint32, MAX (sum, 1));
  for (guint slot = 0; slot < block->n; slot++)
    if (block->units[slot] != G_MAXUINT32 && is_answer (block, slot) &&
        self->inside[block->periods[slot]])
      self->slots[self->first[block->units[slot]]++] = slot;
  /* Filling has moved each start to the next one's. */
  memmove (self->first + 1, self->first, self->units->n * sizeof *self->first);
  self->first[0] = 0;
}

/* ---- Over the time of one unit ---- */

static void
add_gap (Choosing *self, guint32 unit, guint32 period, gint64 own, gint64 parts, gboolean below)
{
  KheoGap gap = { unit, period, own, parts, below };

  g_array_append_val (self->to->gaps, gap);
}

/* Does what the unit reported for a period agree with what it reported for its parts? */
static void
compare_parts (Choosing *self, guint32 unit, guint slot)
{
  KheoPeriod whole = period_of (self, slot);
  gint64     sum = 0;

  g_array_set_size (self->work, 0);
  for (guint i = self->first[unit]; i < self->first[unit + 1]; i++)
    {
      KheoCoverItem item = { .slot = self->slots[i], .period = period_of (self, self->slots[i]) };

      if (item.slot != slot && lies_in (item.period, whole))
        g_array_append_val (self->work, item);
    }
  if (self->work->len == 0 || kheo_cover_choose (self->work) != kheo_period_length (whole))
    return;
  for (guint i = 0; i < self->work->len; i++)
    if (g_array_index (self->work, KheoCoverItem, i).taken)
      sum += self->block->values[g_array_index (self->work, KheoCoverItem, i).slot];
  if (sum != self->block->values[slot])
    add_gap (self, unit, self->block->periods[slot], self->block->values[slot], sum, FALSE);
}

static void
add_piece (Choosing *self, guint32 unit, guint slot)
{
  KheoPiece piece = { unit, slot, period_of (self, slot).to };

  g_array_append_val (self->to->pieces, piece);
}

/* What the periods' figures add up to. */
static void
choose_sum (Choosing *self, guint32 unit)
{
  guint first = self->to->pieces->len;
  guint days;

  g_array_set_size (self->work, 0);
  for (guint i = self->first[unit]; i < self->first[unit + 1]; i++)
    {
      KheoCoverItem item = { .slot = self->slots[i], .period = period_of (self, self->slots[i]) };

      g_array_append_val (self->work, item);
    }
  days = kheo_cover_choose (self->work);
  for (guint i = 0; i < self->work->len; i++)
    if (g_array_index (self->work, KheoCoverItem, i).taken)
      add_piece (self, unit, g_array_index (self->work, KheoCoverItem, i).slot);
  if (self->period.from != KHEO_DATE_UNKNOWN && self->period.to != KHEO_DATE_UNKNOWN &&
      days < kheo_period_length (self->period))
    self->to->flags[unit] |= KHEO_UNIT_PARTIAL;
  if (kheo_indicator_is_rate (self->indicator) ||
      self->to->pieces->len - first == self->first[unit + 1] - self->first[unit])
    return;
  for (guint i = first; i < self->to->pieces->len; i++)
    compare_parts (self, unit, g_array_index (self->to->pieces, KheoPiece, i).slot);
}

/* What stands at the end. */
static void
choose_last (Choosing *self, guint32 unit)
{
  guint      best = self->slots[self->first[unit]];
  KheoPeriod last = period_of (self, best);

  for (guint i = self->first[unit] + 1; i < self->first[unit + 1]; i++)
    {
      KheoPeriod period = period_of (self, self->slots[i]);

      if (period.to > last.to || (period.to == last.to && !is_same (last, self->period) &&
                                  (is_same (period, self->period) || period.from > last.from)))
        {
          best = self->slots[i];
          last = period;
        }
    }
  add_piece (self, unit, best);
  if (self->period.to != KHEO_DATE_UNKNOWN && last.to < self->period.to)
    self->to->flags[unit] |= KHEO_UNIT_PARTIAL;
  for (guint i = self->first[unit]; i < self->first[unit + 1]; i++)
    if (period_of (self, self->slots[i]).to == last.to &&
        !kheo_indicator_is_rate (self->indicator) &&
        self->block->values[self->slots[i]] != self->block->values[best])
      add_gap (self, unit, self->block->periods[best], self->block->values[best],
               self->block->values[self->slots[i]], FALSE);
}

/* Periods are not added: the figure for the very period, or the only one. */
static void
choose_only (Choosing *self, guint32 unit)
{
  guint n = self->first[unit + 1] - self->first[unit];

  for (guint i = self->first[unit]; i < self->first[unit + 1]; i++)
    if (n == 1 || is_same (period_of (self, self->slots[i]), self->period))
      {
        add_piece (self, unit, self->slots[i]);
        if (n == 1 && self->period.to != KHEO_DATE_UNKNOWN &&
            !is_same (period_of (self, self->slots[i]), self->period))
          self->to->flags[unit] |= KHEO_UNIT_PARTIAL;
        return;
      }
  self->to->flags[unit] |= KHEO_UNIT_UNADDED;
}

static void
choose_unit (Choosing *self, guint32 unit)
{
  Chosen chosen = { .unit = unit, .first = self->to->pieces->len };

  switch (self->indicator->across_time)
    {
    case KHEO_ACROSS_LAST:
      choose_last (self, unit);
      break;
    case KHEO_ACROSS_SUM:
    case KHEO_ACROSS_RATIO:
    case KHEO_ACROSS_DISTINCT:
      choose_sum (self, unit);
      break;
    case KHEO_ACROSS_NONE:
    default:
      choose_only (self, unit);
      break;
    }
  chosen.n = self->to->pieces->len - chosen.first;
  if (chosen.n == 0)
    return;
  self->to->flags[unit] |= KHEO_UNIT_ANSWERED;
  chosen.day = g_array_index (self->to->pieces, KheoPiece, self->to->pieces->len - 1).day;
  g_array_append_val (self->chosen, chosen);
}

/* ---- Over the tree ---- */

static gint64
sum_of (const Choosing *self, const Chosen *chosen)
{
  gint64 sum = 0;

  for (guint i = chosen->first; i < chosen->first + chosen->n; i++)
    sum += self->block->values[g_array_index (self->to->pieces, KheoPiece, i).slot];
  return sum;
}

static int
compare_chosen (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const Chosen *) a)->unit;
  guint32 y = ((const Chosen *) b)->unit;

  return x < y ? -1 : x > y;
}

static Chosen *
find_chosen (Choosing *self, guint32 unit)
{
  Chosen key = { .unit = unit };
  guint  index;

  if ((self->to->flags[unit] & KHEO_UNIT_ANSWERED) == 0 ||
      !g_array_binary_search (self->chosen, &key, compare_chosen, &index))
    return NULL;
  return &g_array_index (self->chosen, Chosen, index);
}

/* The pieces of @old that lie in what a unit that took all of it reported for days before it was
 * born: they are in that report. */
static void
drop_restated (Choosing *self, const KheoSuccession *link)
{
  int     old = kheo_units_find (self->units, link->old_id);
  int     heir = kheo_units_find (self->units, link->new_id);
  Chosen *before = old >= 0 ? find_chosen (self, (guint32) old) : NULL;
  Chosen *after = heir >= 0 ? find_chosen (self, (guint32) heir) : NULL;

  if (!link->whole || before == NULL || after == NULL || before->dropped)
    return;
  for (guint i = after->first; i < after->first + after->n; i++)
    {
      KheoPeriod whole = period_of (self, g_array_index (self->to->pieces, KheoPiece, i).slot);
      gboolean   all = whole.from < link->date;

      for (guint k = before->first; all && k < before->first + before->n; k++)
        all =
            lies_in (period_of (self, g_array_index (self->to->pieces, KheoPiece, k).slot), whole);
      if (all)
        {
          before->dropped = TRUE;
          return;
        }
    }
}

static gboolean
is_of_level (const Choosing *self, guint unit, KheoDate day)
{
  guint version = kheo_units_nearest_version (self->units, unit, day);

  return self->units->levels[version] == self->indicator->level;
}

/* Where the units of the level that is to report have their own figures, those below are parts of
 * them. */
static void
yield_to_level (Choosing *self)
{
  if (self->indicator->level == KHEO_LEVEL_ANY)
    return;
  for (guint i = 0; i < self->chosen->len; i++)
    {
      Chosen *chosen = &g_array_index (self->chosen, Chosen, i);
      int     at = (int) chosen->unit;

      for (guint depth = 0; depth < KHEO_DEPTH_MAX && !chosen->dropped; depth++)
        {
          const Chosen *above;

          at = kheo_units_parent_on (self->units, (guint) at, chosen->day);
          if (at < 0)
            break;
          above = find_chosen (self, (guint32) at);
          if (above != NULL && is_of_level (self, (guint) at, chosen->day))
            {
              chosen->dropped = TRUE;
              self->to->flags[chosen->unit] |= KHEO_UNIT_ASIDE;
            }
        }
    }
}

static void
mark_above (Choosing *self)
{
  for (guint i = 0; i < self->chosen->len; i++)
    {
      const Chosen *chosen = &g_array_index (self->chosen, Chosen, i);
      int           at = (int) chosen->unit;

      if (chosen->dropped)
        continue;
      for (guint depth = 0; depth < KHEO_DEPTH_MAX; depth++)
        {
          at = kheo_units_parent_on (self->units, (guint) at, chosen->day);
          if (at < 0)
            break;
          self->to->flags[at] |= KHEO_UNIT_BELOW;
        }
    }
}

/* Units above others that count are shown beside them, not added to them. */
static void
yield_to_below (Choosing *self)
{
  for (guint i = 0; i < self->chosen->len; i++)
    {
      Chosen *chosen = &g_array_index (self->chosen, Chosen, i);

      if (!chosen->dropped && (self->to->flags[chosen->unit] & KHEO_UNIT_BELOW) != 0)
        {
          KheoAside aside = { chosen->unit, chosen->day, sum_of (self, chosen) };

          g_array_append_val (self->to->aside, aside);
          chosen->dropped = TRUE;
          self->to->flags[chosen->unit] |= KHEO_UNIT_ASIDE;
        }
    }
}

static void
keep_pieces (Choosing *self)
{
  GArray *pieces = self->to->pieces;
  guint   n = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    {
      const Chosen *chosen = &g_array_index (self->chosen, Chosen, i);

      for (guint k = chosen->first; !chosen->dropped && k < chosen->first + chosen->n; k++)
        g_array_index (pieces, KheoPiece, n++) = g_array_index (pieces, KheoPiece, k);
    }
  g_array_set_size (pieces, n);
}

static void
choose_in_tree (Choosing *self)
{
  for (guint i = 0; i < self->units->successions->len; i++)
    drop_restated (self, &g_array_index (self->units->successions, KheoSuccession, i));
  yield_to_level (self);
  mark_above (self);
  yield_to_below (self);
  keep_pieces (self);
}

static KheoFigureChoice *
choose (KheoWorld               *world,
        const KheoFigureColumns *columns,
        const KheoFigureBlock   *block,
        const KheoIndicator     *indicator,
        KheoPeriod               period,
        gboolean                 tree)
{
  KheoUnits        *units = kheo_world_get_units (world);
  KheoFigureChoice *to = g_new0 (KheoFigureChoice, 1);
  Choosing          self = { units, block, columns, indicator, period, to };

  to->block = block;
  to->pieces = g_array_new (FALSE, FALSE, sizeof (KheoPiece));
  to->aside = g_array_new (FALSE, FALSE, sizeof (KheoAside));
  to->gaps = g_array_new (FALSE, FALSE, sizeof (KheoGap));
  to->flags = g_new0 (guint8, MAX (units->n, 1));
  self.chosen = g_array_new (FALSE, FALSE, sizeof (Chosen));
  self.work = g_array_new (FALSE, FALSE, sizeof (KheoCoverItem));
  mark_periods (&self);
  sort_by_unit (&self);
  for (guint u = 0; u < units->n; u++)
    if (self.first[u + 1] > self.first[u])
      choose_unit (&self, u);
  if (tree)
    choose_in_tree (&self);
  g_free (self.inside);
  g_free (self.first);
  g_free (self.slots);
  g_array_unref (self.chosen);
  g_array_unref (self.work);
  return to;
}

KheoFigureChoice *
kheo_figure_choice_new (KheoWorld               *world,
                        const KheoFigureColumns *columns,
                        const KheoFigureBlock   *block,
                        const KheoIndicator     *indicator,
                        KheoPeriod               period)
{
  return choose (world, columns, block, indicator, period, TRUE);
}

KheoFigureChoice *
kheo_figure_choice_new_over_time (KheoWorld               *world,
                                  const KheoFigureColumns *columns,
                                  const KheoFigureBlock   *block,
                                  const KheoIndicator     *indicator,
                                  KheoPeriod               period)
{
  return choose (world, columns, block, indicator, period, FALSE);
}

void
kheo_figure_choice_free (KheoFigureChoice *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pieces);
  g_array_unref (self->aside);
  g_array_unref (self->gaps);
  g_free (self->flags);
  g_free (self);
}
