#include "kheo-figure-sums.h"

#include "kheo-group-scope.h"

#include "kheo-filter.h"
#include "kheo-shares.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Units are counted once for all their figures, figures once for all their parts. */
static void
count_part (KheoFigureAcc *self, const KheoPart *part)
{
  gboolean same_unit = self->last_unit == part->unit + 1;
  gboolean same_figure = same_unit && self->last_slot == part->slot + 1;

  self->n_figures += !same_figure;
  self->n_units += !same_unit;
  self->n_apportioned += !same_unit && part->fate == KHEO_PART_SHARED;
  self->n_unapportioned += !same_unit && part->fate == KHEO_PART_UNSURE;
  self->last_unit = part->unit + 1;
  self->last_slot = part->slot + 1;
}

void
kheo_figure_acc_add_part (KheoFigureAcc *self, const KheoPart *part)
{
  gboolean nil = (part->state & KHEO_FIGURE_STATE_MASK) == KHEO_FIGURE_IS_NIL;

  count_part (self, part);
  self->value += part->value;
  if (part->fate == KHEO_PART_SHARED)
    self->apportioned += part->value;
  else if (part->fate == KHEO_PART_UNSURE)
    self->unapportioned += part->value;
  if (part->denominator != KHEO_NO_AMOUNT)
    {
      self->numerator += part->value;
      self->denominator += part->denominator;
      self->n_parts++;
    }
  else if (!nil)
    {
      self->bare = part->value;
      self->n_bare++;
    }
  if ((part->state & KHEO_FIGURE_IS_ABOUT) != 0)
    self->about = TRUE;
}

void
kheo_figure_acc_add (KheoFigureAcc *self, const KheoFigureAcc *other)
{
  self->value += other->value;
  self->numerator += other->numerator;
  self->denominator += other->denominator;
  if (other->n_bare > 0)
    self->bare = other->bare;
  self->unapportioned += other->unapportioned;
  self->apportioned += other->apportioned;
  self->n_figures += other->n_figures;
  self->n_units += other->n_units;
  self->n_bare += other->n_bare;
  self->n_parts += other->n_parts;
  self->n_expected += other->n_expected;
  self->n_missing += other->n_missing;
  self->n_partial += other->n_partial;
  self->n_unadded += other->n_unadded;
  self->n_unapportioned += other->n_unapportioned;
  self->n_apportioned += other->n_apportioned;
  self->about |= other->about;
}

/* Never an average of percentages: from the parts, or the only one there is. */
static void
finish_rate (const KheoFigureAcc *acc, const KheoIndicator *indicator, KheoFigureSum *sum)
{
  gboolean percent = indicator->unit.type == KHEO_AMOUNT_PERCENT;

  if (acc->n_parts > 0)
    {
      sum->n_unadded += acc->n_bare;
      if (acc->denominator <= 0)
        return;
      sum->has_value = TRUE;
      sum->value = (gint64) nearbyint (sum->percent / (percent ? 1 : 100) *
                                       (double) kheo_amount_scale (&indicator->unit));
      return;
    }
  if (acc->n_bare == 1 && acc->n_figures == 1)
    {
      sum->has_value = TRUE;
      sum->value = acc->bare;
      sum->has_percent = percent;
      sum->percent = percent ? kheo_amount_to_double (&indicator->unit, acc->bare) : 0;
    }
  else
    sum->n_unadded += acc->n_bare;
}

KheoFigureSum
kheo_figure_acc_finish (const KheoFigureAcc *self, const KheoIndicator *indicator)
{
  KheoFigureSum sum = {
    .n_figures = self->n_figures,
    .n_units = self->n_units,
    .n_expected = self->n_expected,
    .n_missing = self->n_missing,
    .n_partial = self->n_partial,
    .n_unadded = self->n_unadded,
    .about = self->about,
  };

  if (indicator->across_units == KHEO_ACROSS_NONE && self->n_units > 1)
    {
      sum.n_unadded += self->n_units;
      return sum;
    }
  if (self->n_parts > 0)
    {
      sum.has_parts = TRUE;
      sum.numerator = self->numerator;
      sum.denominator = self->denominator;
      sum.has_percent = self->denominator > 0;
      if (sum.has_percent)
        sum.percent = 100.0 * (double) self->numerator / (double) self->denominator;
    }
  if (kheo_indicator_is_rate (indicator))
    finish_rate (self, indicator, &sum);
  else if (self->n_figures > 0)
    {
      sum.has_value = TRUE;
      sum.value = self->value;
    }
  return sum;
}

void
kheo_figure_sum_set_target (KheoFigureSum *self, const KheoIndicator *indicator, gint64 target)
{
  if (target == KHEO_NO_AMOUNT)
    return;
  self->has_target = TRUE;
  self->target = target;
  if (self->has_percent || !self->has_value || target <= 0 || kheo_indicator_is_rate (indicator))
    return;
  self->has_percent = TRUE;
  self->percent = 100.0 * (double) self->value / (double) target;
}

/* ---- Scope ---- */

gboolean
kheo_figure_scope_init (KheoFigureScope *self,
                        KheoWorld       *world,
                        const KheoQuery *query,
                        GError         **error)
{
  KheoDate today = kheo_date_today ();
  gint64   unit;

  *self = (KheoFigureScope){ .units = kheo_world_get_units (world), .query = query };
  self->day = kheo_query_get_day (query);
  self->report_day =
      query->period.to != KHEO_DATE_UNKNOWN ? MIN (query->period.to, today) : self->day;
  if (query->clock != KHEO_CLOCK_AS_REPORTED)
    self->placing = kheo_world_get_placing (world, self->day);
  if (kheo_query_apportions (query))
    self->shares = kheo_placing_get_shares (self->placing, query->basis);
  unit = kheo_query_get_scope (query, self->units);
  self->unit = unit != 0 ? kheo_units_find (self->units, unit) : -1;
  self->index = -1;
  if (unit != 0 && self->unit < 0)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, unit);

      g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("There is no unit with id %s."), id);
      return FALSE;
    }
  /* All units have an only root, but what stands nowhere on the map is a part of the whole too. */
  if (query->unit == 0)
    self->unit = -1;
  if (self->unit >= 0 && self->placing != NULL)
    self->index = self->placing->map->index[self->unit];
  return kheo_group_scopes_of_conditions (world, query, &self->groups, error);
}

void
kheo_figure_scope_clear (KheoFigureScope *self)
{
  g_clear_pointer (&self->groups, g_ptr_array_unref);
}

static gboolean
holds_place (const KheoFigureScope *self, guint unit, int place)
{
  if (self->index < 0)
    return unit == (guint) self->unit;
  return place >= self->index && (guint) place < self->placing->map->end[self->index];
}

static gboolean
in_group (const KheoFigureScope *self, guint unit, KheoDate day, int place)
{
  return self->groups == NULL || kheo_group_scopes_find (self->groups, unit, day, place) != -1;
}

gboolean
kheo_figure_scope_holds (const KheoFigureScope *self, guint unit, KheoDate day)
{
  int      place = self->placing != NULL ? self->placing->place[unit] : -1;
  gboolean inside = TRUE;

  if (self->unit >= 0 && self->placing != NULL)
    inside = holds_place (self, unit, place);
  else if (self->unit >= 0)
    kheo_units_part_on (self->units, (guint) self->unit, unit, day, &inside);
  return inside && in_group (self, unit, day, place);
}

gboolean
kheo_figure_scope_holds_part (const KheoFigureScope *self, const KheoPart *part)
{
  if (self->placing == NULL)
    return kheo_figure_scope_holds (self, part->unit, part->day);
  return (self->unit < 0 || holds_place (self, part->unit, part->place)) &&
         in_group (self, part->unit, part->day, part->place);
}

/* The shares of a unit whose figure can be cut: not a bare percentage, not what is never added. */
static const KheoShare *
get_shares (const KheoFigureScope *self,
            const KheoIndicator   *indicator,
            const KheoPart        *part,
            guint                 *out_n)
{
  *out_n = 0;
  if (self->shares == NULL || indicator->across_units == KHEO_ACROSS_NONE ||
      (kheo_indicator_is_rate (indicator) && part->denominator == KHEO_NO_AMOUNT))
    return NULL;
  return kheo_shares_get (self->shares, part->unit, out_n);
}

static void
cut (GArray *parts, const KheoPart *whole, const KheoShare *shares, guint n)
{
  g_autofree gint64 *weights = g_new (gint64, n);
  g_autofree gint64 *values = g_new (gint64, n);
  g_autofree gint64 *denominators = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    weights[i] = shares[i].weight;
  kheo_apportion (whole->value, weights, n, values);
  if (whole->denominator != KHEO_NO_AMOUNT)
    kheo_apportion (whole->denominator, weights, n, denominators);
  for (guint i = 0; i < n; i++)
    {
      KheoPart part = *whole;

      part.fate = KHEO_PART_SHARED;
      part.place = shares[i].place;
      part.value = values[i];
      if (whole->denominator != KHEO_NO_AMOUNT)
        part.denominator = denominators[i];
      g_array_append_val (parts, part);
    }
}

GArray *
kheo_figure_scope_list_parts (const KheoFigureScope  *self,
                              const KheoIndicator    *indicator,
                              const KheoFigureChoice *choice)
{
  const KheoFigureBlock *block = choice->block;
  GArray *parts = g_array_sized_new (FALSE, FALSE, sizeof (KheoPart), choice->pieces->len);

  for (guint i = 0; i < choice->pieces->len; i++)
    {
      const KheoPiece *piece = &g_array_index (choice->pieces, KheoPiece, i);
      const KheoShare *shares = NULL;
      guint            n_shares = 0;
      KheoPart         part = {
                .unit = piece->unit,
                .slot = piece->slot,
                .day = piece->day,
                .place = self->placing != NULL ? self->placing->place[piece->unit] : -1,
                .value = block->values[piece->slot],
                .denominator =
            block->denominators != NULL ? block->denominators[piece->slot] : KHEO_NO_AMOUNT,
                .state = block->states[piece->slot],
      };

      if (self->placing != NULL && !self->placing->apportioned[piece->unit])
        {
          part.fate = KHEO_PART_UNSURE;
          shares = get_shares (self, indicator, &part, &n_shares);
        }
      if (n_shares > 0)
        cut (parts, &part, shares, n_shares);
      else
        g_array_append_val (parts, part);
    }
  return parts;
}

void
kheo_figure_scope_foreach_expected (const KheoFigureScope  *self,
                                    KheoWorld              *world,
                                    const KheoIndicator    *indicator,
                                    const KheoFigureChoice *choice,
                                    KheoExpectedFunc        func,
                                    gpointer                user_data)
{
  KheoUnitMap *map = kheo_world_get_map (world, self->report_day);
  const guint8 answered = KHEO_UNIT_ANSWERED | KHEO_UNIT_BELOW | KHEO_UNIT_UNADDED;

  if (indicator->level == KHEO_LEVEL_ANY)
    return;
  for (guint i = 0; i < map->n; i++)
    {
      guint unit;

      if (self->units->levels[map->version[i]] != indicator->level)
        continue;
      unit = self->units->owner[map->version[i]];
      if ((choice->flags[unit] & KHEO_UNIT_EXEMPT) != 0 ||
          !kheo_figure_scope_holds (self, unit, self->report_day))
        continue;
      func (unit, (choice->flags[unit] & answered) == 0, user_data);
    }
}

void
kheo_figure_scope_foreach_flagged (const KheoFigureScope  *self,
                                   const KheoFigureChoice *choice,
                                   KheoFlaggedFunc         func,
                                   gpointer                user_data)
{
  for (guint u = 0; u < self->units->n; u++)
    if ((choice->flags[u] & (KHEO_UNIT_PARTIAL | KHEO_UNIT_UNADDED)) != 0 &&
        (choice->flags[u] & KHEO_UNIT_ASIDE) == 0 &&
        kheo_figure_scope_holds (self, u, self->report_day))
      func (u, choice->flags[u], user_data);
}

static gboolean
question_init (KheoFigureQuestion *self, KheoDb *db, gint64 indicator, GError **error)
{
  KheoUnits *units;

  memset (self, 0, sizeof *self);
  self->world = kheo_world_get (db, error);
  if (self->world == NULL)
    return FALSE;
  self->indicators = kheo_world_get_indicators (self->world, error);
  if (self->indicators == NULL)
    return FALSE;
  self->indicator = kheo_indicators_find (self->indicators, indicator);
  if (self->indicator == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                   _ ("The indicator is no longer in the book; choose another."));
      return FALSE;
    }
  units = kheo_world_get_units (self->world);
  self->columns = kheo_world_get_figures (self->world);
  self->block = kheo_figure_columns_need (self->columns, db, units, indicator, error);
  if (self->block == NULL)
    return FALSE;
  self->targets = kheo_figure_columns_need_targets (self->columns, db, units, indicator, error);
  return self->targets != NULL;
}

gboolean
kheo_figure_asked_init (
    KheoFigureAsked *self, KheoDb *db, gint64 indicator, const KheoQuery *query, GError **error)
{
  if (!question_init (&self->question, db, indicator, error) ||
      !kheo_figure_scope_init (&self->scope, self->question.world, query, error))
    return FALSE;
  self->choice =
      kheo_figure_choice_new (self->question.world, self->question.columns, self->question.block,
                              self->question.indicator, query->period);
  return TRUE;
}

void
kheo_figure_asked_clear (KheoFigureAsked *self)
{
  g_clear_pointer (&self->choice, kheo_figure_choice_free);
  kheo_figure_scope_clear (&self->scope);
}
