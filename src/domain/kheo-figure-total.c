#include "kheo-figure-sums.h"

#include "kheo-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows over time; more would be no table. */
#define LONGEST_SERIES 400

static const char *const by_names[] = {
  [KHEO_FIGURES_BY_NOTHING] = "",        [KHEO_FIGURES_BY_CHILD] = "child",
  [KHEO_FIGURES_BY_GROUP] = "group",     [KHEO_FIGURES_BY_LEVEL] = "level",
  [KHEO_FIGURES_BY_YEAR] = "year",       [KHEO_FIGURES_BY_HALF_YEAR] = "half-year",
  [KHEO_FIGURES_BY_QUARTER] = "quarter", [KHEO_FIGURES_BY_MONTH] = "month",
};

gboolean
kheo_figures_by_parse (const char *text, KheoFiguresBy *out_by)
{
  g_return_val_if_fail (out_by != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (by_names); i++)
    if (strcmp (by_names[i], text != NULL ? text : "") == 0)
      {
        *out_by = (KheoFiguresBy) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_figures_by_name (KheoFiguresBy by)
{
  g_return_val_if_fail ((guint) by < G_N_ELEMENTS (by_names), NULL);

  return by_names[by];
}

static void
row_free (gpointer data)
{
  KheoFigureRow *row = data;

  g_free (row->key);
  g_free (row->label);
  g_free (row);
}

static void
gap_free (gpointer data)
{
  KheoFigureGap *gap = data;

  g_free (gap->period);
  g_free (gap);
}

void
kheo_figure_total_free (KheoFigureTotal *self)
{
  if (self == NULL)
    return;
  kheo_indicators_unref (self->indicators);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->gaps);
  g_free (self);
}

gboolean
kheo_figure_total_is_additive (const KheoFigureTotal *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (kheo_indicator_is_rate (self->indicator) || self->indicator->across_units == KHEO_ACROSS_NONE)
    return FALSE;
  return self->by <= KHEO_FIGURES_BY_LEVEL || self->indicator->across_time == KHEO_ACROSS_SUM;
}

/* ---- The whole ---- */

static void
count_expected (guint unit, gboolean missing, gpointer user_data)
{
  KheoFigureAcc *acc = user_data;

  acc->n_expected++;
  acc->n_missing += missing;
}

static void
count_flagged (guint unit, guint8 flags, gpointer user_data)
{
  KheoFigureAcc *acc = user_data;

  acc->n_partial += (flags & KHEO_UNIT_PARTIAL) != 0;
  acc->n_unadded += (flags & KHEO_UNIT_UNADDED) != 0;
}

static KheoFigureAcc
add_up (const KheoFigureQuestion *question,
        const KheoFigureScope    *scope,
        const KheoFigureChoice   *choice)
{
  KheoFigureAcc acc = { 0 };
  g_autoptr (GArray) parts = kheo_figure_scope_list_parts (scope, question->indicator, choice);

  for (guint i = 0; i < parts->len; i++)
    if (kheo_figure_scope_holds_part (scope, &g_array_index (parts, KheoPart, i)))
      kheo_figure_acc_add_part (&acc, &g_array_index (parts, KheoPart, i));
  kheo_figure_scope_foreach_expected (scope, question->world, question->indicator, choice,
                                      count_expected, &acc);
  kheo_figure_scope_foreach_flagged (scope, choice, count_flagged, &acc);
  return acc;
}

/* What the scope's own unit reported and the numbers that disagree within it. */
static void
add_gaps (KheoFigureTotal          *self,
          const KheoFigureQuestion *question,
          const KheoFigureScope    *scope,
          const KheoFigureChoice   *choice,
          gint64                    value)
{
  int root = self->unit != 0 ? kheo_units_find (scope->units, self->unit) : -1;

  for (guint i = 0; i < choice->gaps->len; i++)
    {
      const KheoGap *gap = &g_array_index (choice->gaps, KheoGap, i);
      KheoFigureGap *told;

      if (!kheo_figure_scope_holds (scope, gap->unit, scope->report_day))
        continue;
      told = g_new0 (KheoFigureGap, 1);
      told->unit_id = scope->units->ids[gap->unit];
      told->period =
          g_strdup (kheo_figure_columns_get_period_name (question->columns, gap->period));
      told->own = gap->own;
      told->parts = gap->parts;
      g_ptr_array_add (self->gaps, told);
    }
  for (guint i = 0; root >= 0 && i < choice->aside->len; i++)
    {
      const KheoAside *aside = &g_array_index (choice->aside, KheoAside, i);
      KheoFigureGap   *told;

      if (aside->unit != (guint32) root || kheo_indicator_is_rate (self->indicator))
        continue;
      self->has_reported = TRUE;
      self->reported = aside->value;
      if (aside->value == value)
        continue;
      told = g_new0 (KheoFigureGap, 1);
      told->unit_id = self->unit;
      told->period = kheo_period_to_string (scope->query->period);
      told->own = aside->value;
      told->parts = value;
      told->below = TRUE;
      g_ptr_array_add (self->gaps, told);
    }
}

/* Of a rate no amount can be told, only of how many units it is. */
static void
set_apportioned (KheoFigureTotal *self, const KheoFigureAcc *acc, const KheoQuery *query)
{
  gboolean rate = kheo_indicator_is_rate (self->indicator);

  self->unapportioned = rate ? 0 : acc->unapportioned;
  self->apportioned = rate ? 0 : acc->apportioned;
  self->n_unapportioned = acc->n_unapportioned;
  self->n_apportioned = acc->n_apportioned;
  self->basis = query->basis;
}

/* What all roots together are to reach: for the whole book, when that can be added. */
static gint64
add_roots (const KheoFigureQuestion *question, KheoUnitMap *map, const gint64 *targets)
{
  g_autoptr (GArray) roots = kheo_unit_map_list_children (map, -1);
  gint64 sum = KHEO_NO_AMOUNT;

  if (kheo_indicator_is_rate (question->indicator) ||
      question->indicator->across_units == KHEO_ACROSS_NONE)
    return KHEO_NO_AMOUNT;
  for (guint i = 0; i < roots->len; i++)
    {
      gint64 target = targets[g_array_index (roots, guint, i)];

      if (target != KHEO_NO_AMOUNT)
        sum = (sum != KHEO_NO_AMOUNT ? sum : 0) + target;
    }
  return sum;
}

static void
add_target (KheoFigureSum            *sum,
            const KheoFigureQuestion *question,
            const KheoQuery          *query,
            gint64                    unit_id)
{
  KheoUnitMap       *map = NULL;
  g_autofree gint64 *targets = kheo_figure_targets_new (question, query, &map);
  int                index = unit_id != 0 ? kheo_unit_map_find (map, unit_id) : -1;

  if (index >= 0)
    kheo_figure_sum_set_target (sum, question->indicator, targets[index]);
  else if (unit_id == 0)
    kheo_figure_sum_set_target (sum, question->indicator, add_roots (question, map, targets));
}

/* ---- Over time ---- */

/* Months of one row. */
static guint
months_of (KheoFiguresBy by)
{
  switch (by)
    {
    case KHEO_FIGURES_BY_YEAR:
      return 12;
    case KHEO_FIGURES_BY_HALF_YEAR:
      return 6;
    case KHEO_FIGURES_BY_QUARTER:
      return 3;
    case KHEO_FIGURES_BY_MONTH:
    case KHEO_FIGURES_BY_NOTHING:
    case KHEO_FIGURES_BY_CHILD:
    case KHEO_FIGURES_BY_GROUP:
    case KHEO_FIGURES_BY_LEVEL:
    default:
      return 1;
    }
}

static guint
month_of (KheoDate day)
{
  int year, month, date;

  kheo_date_split (day, &year, &month, &date);
  return (guint) year * 12 + (guint) month - 1;
}

static KheoPeriod
period_of_months (guint first, guint n)
{
  guint next = first + n;

  return (KheoPeriod){ kheo_date_new ((int) first / 12, (int) (first % 12) + 1, 1),
                       kheo_date_new ((int) next / 12, (int) (next % 12) + 1, 1) - 1 };
}

/* First and last month that the rows must show; FALSE: there is nothing. */
static gboolean
find_span (const KheoFigureQuestion *question,
           const KheoQuery          *query,
           guint                    *out_first,
           guint                    *out_last)
{
  KheoDate from = query->period.from;
  KheoDate to = query->period.to;

  if (from == KHEO_DATE_UNKNOWN || to == KHEO_DATE_UNKNOWN)
    {
      KheoDate first = G_MAXUINT32;
      KheoDate last = 0;

      for (guint slot = 0; slot < question->block->n; slot++)
        {
          KheoPeriod period =
              kheo_figure_columns_get_period (question->columns, question->block->periods[slot]);

          if (period.from > period.to || period.from == KHEO_DATE_UNKNOWN)
            continue;
          first = MIN (first, period.from);
          last = MAX (last, period.to);
        }
      if (first > last)
        return FALSE;
      from = from != KHEO_DATE_UNKNOWN ? from : first;
      to = to != KHEO_DATE_UNKNOWN ? to : last;
    }
  if (from > to)
    return FALSE;
  *out_first = month_of (from);
  *out_last = month_of (to);
  return TRUE;
}

static gboolean
add_time_row (KheoFigureTotal          *self,
              const KheoFigureQuestion *question,
              const KheoQuery          *query,
              KheoPeriod                period,
              GError                  **error)
{
  g_autoptr (KheoQuery) narrow = kheo_query_dup (query);
  g_autoptr (KheoFigureChoice) choice = kheo_figure_choice_new (
      question->world, question->columns, question->block, question->indicator, period);
  g_auto (KheoFigureScope) scope = { 0 };
  KheoFigureAcc  acc;
  KheoFigureRow *row;

  narrow->period = period;
  if (!kheo_figure_scope_init (&scope, question->world, narrow, error))
    return FALSE;
  acc = add_up (question, &scope, choice);
  row = g_new0 (KheoFigureRow, 1);
  row->key = kheo_period_to_string (period);
  row->label = kheo_period_format (period);
  row->sum = kheo_figure_acc_finish (&acc, question->indicator);
  add_target (&row->sum, question, narrow, self->unit);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

/* What was told of longer periods only: then rows and total agree. */
static void
add_rest (KheoFigureTotal *self)
{
  gint64         rest = self->sum.has_value ? self->sum.value : 0;
  KheoFigureRow *row;

  for (guint i = 0; i < self->rows->len; i++)
    rest -= ((KheoFigureRow *) self->rows->pdata[i])->sum.value;
  if (rest == 0)
    return;
  row = g_new0 (KheoFigureRow, 1);
  row->label = g_strdup (_ ("Not told by such periods"));
  row->sum.has_value = TRUE;
  row->sum.value = rest;
  g_ptr_array_add (self->rows, row);
}

static gboolean
add_time_rows (KheoFigureTotal          *self,
               const KheoFigureQuestion *question,
               const KheoQuery          *query,
               GError                  **error)
{
  guint months = months_of (self->by);
  guint first, last;

  if (!find_span (question, query, &first, &last))
    return TRUE;
  first -= first % months;
  if ((last - first) / months >= LONGEST_SERIES)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("The period is too long for so short rows; choose longer ones."));
      return FALSE;
    }
  for (guint month = first; month <= last; month += months)
    if (!add_time_row (self, question, query, period_of_months (month, months), error))
      return FALSE;
  if (kheo_figure_total_is_additive (self))
    add_rest (self);
  return TRUE;
}

KheoFigureTotal *
kheo_total_figures (
    KheoDb *db, gint64 indicator, const KheoQuery *query, KheoFiguresBy by, GError **error)
{
  g_auto (KheoFigureAsked) asked = { 0 };
  const KheoFigureQuestion *question = &asked.question;
  KheoFigureAcc             acc;
  g_autoptr (KheoFigureTotal) self = NULL;

  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  if (!kheo_figure_asked_init (&asked, db, indicator, query, error))
    return NULL;
  self = g_new0 (KheoFigureTotal, 1);
  self->indicators = kheo_indicators_ref (question->indicators);
  self->indicator = question->indicator;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->gaps = g_ptr_array_new_with_free_func (gap_free);
  self->by = by;
  self->unit = kheo_query_get_scope (query, asked.scope.units);
  self->may_repeat = question->indicator->across_units == KHEO_ACROSS_DISTINCT;
  acc = add_up (question, &asked.scope, asked.choice);
  self->sum = kheo_figure_acc_finish (&acc, question->indicator);
  set_apportioned (self, &acc, query);
  add_gaps (self, question, &asked.scope, asked.choice, acc.value);
  add_target (&self->sum, question, query, self->unit);

  if (by >= KHEO_FIGURES_BY_CHILD && by <= KHEO_FIGURES_BY_LEVEL)
    {
      if (!kheo_figure_groups_add_rows (question, &asked.scope, asked.choice, self, error))
        return NULL;
    }
  else if (by != KHEO_FIGURES_BY_NOTHING && !add_time_rows (self, question, query, error))
    return NULL;
  return g_steal_pointer (&self);
}
