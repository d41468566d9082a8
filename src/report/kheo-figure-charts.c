#include "kheo-figure-charts.h"

#include "kheo-chart-words.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Money is drawn in units that leave few digits. */
static const struct
{
  double      least; /* of the greatest value, in đồng */
  double      scale;
  const char *unit; /* N_() */
} money_units[] = {
  { 1e9, 1e9, N_ ("billion đồng") },
  { 1e6, 1e6, N_ ("million đồng") },
  { 0, 1, N_ ("đồng") },
};

KheoFiguresBy
kheo_figure_chart_best_time (const KheoIndicator *indicator, KheoPeriod period)
{
  int first, last, month, day;

  g_return_val_if_fail (indicator != NULL, KHEO_FIGURES_BY_YEAR);

  kheo_date_split (period.from, &first, &month, &day);
  kheo_date_split (period.to, &last, &month, &day);
  if (first == 0 || last == 0 || first != last)
    return KHEO_FIGURES_BY_YEAR;
  if (indicator->frequency == KHEO_FREQUENCY_MONTH)
    return KHEO_FIGURES_BY_MONTH;
  if (indicator->frequency == KHEO_FREQUENCY_HALF_YEAR)
    return KHEO_FIGURES_BY_HALF_YEAR;
  return KHEO_FIGURES_BY_QUARTER;
}

guint
kheo_figure_chart_list_kinds (KheoFiguresBy by)
{
  const guint all = 1u << KHEO_CHART_BAR | 1u << KHEO_CHART_BULLET;

  if (by > KHEO_FIGURES_BY_LEVEL)
    return all | 1u << KHEO_CHART_LINE;
  return all | 1u << KHEO_CHART_RANKING | 1u << KHEO_CHART_SHARE | 1u << KHEO_CHART_DONUT |
         1u << KHEO_CHART_TREE_MAP;
}

static double
greatest_of (const KheoFigureTotal *total)
{
  double greatest = 0;

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureSum *sum = &((KheoFigureRow *) total->rows->pdata[i])->sum;

      if (sum->has_value)
        greatest =
            MAX (greatest, fabs (kheo_amount_to_double (&total->indicator->unit, sum->value)));
      if (sum->has_target)
        greatest =
            MAX (greatest, fabs (kheo_amount_to_double (&total->indicator->unit, sum->target)));
    }
  return greatest;
}

double
kheo_chart_data_choose_unit (KheoChartData *data, const KheoAmountUnit *unit, double greatest)
{
  if (unit->type != KHEO_AMOUNT_MONEY)
    {
      kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT,
                                unit->type == KHEO_AMOUNT_PERCENT ? "%" : unit->unit);
      kheo_chart_data_set_decimals (data, unit->decimals);
      return 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (money_units); i++)
    if (greatest >= money_units[i].least)
      {
        kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, _ (money_units[i].unit));
        kheo_chart_data_set_decimals (data, money_units[i].scale > 1 ? 2 : 0);
        return money_units[i].scale;
      }
  return 1;
}

static void
add_words (KheoFigureChart *self, KheoUnits *units)
{
  g_autofree char *subtitle = kheo_query_describe (self->query, units);
  g_autofree char *clock = kheo_clock_format (self->query->clock, self->query->clock_day);
  const char      *measure = kheo_chart_data_get_text (self->data, KHEO_CHART_TEXT_UNIT);
  /* Translators: under the title of a chart: what and where, map, unit of measure. */
  g_autofree char *whole = *measure != '\0' ? g_strdup_printf (_ ("%s · %s · unit of measure: %s"),
                                                               subtitle, clock, measure)
                                            : g_strdup_printf ("%s · %s", subtitle, clock);
  g_autofree char *source = kheo_chart_words_figures_source (self->total, units);
  g_autofree char *date = kheo_chart_words_date ();

  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_TITLE, self->total->indicator->name);
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_SUBTITLE, whole);
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_SOURCE, source);
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_DATE, date);
}

static void
fill_data (KheoFigureChart *self)
{
  const KheoFigureTotal *total = self->total;
  const KheoAmountUnit  *unit = &total->indicator->unit;
  gboolean               beside = self->chart == KHEO_CHART_BAR || self->chart == KHEO_CHART_LINE ||
                    self->chart == KHEO_CHART_BULLET;
  gboolean targets = FALSE;

  self->scale = kheo_chart_data_choose_unit (self->data, unit, greatest_of (total));
  for (guint i = 0; i < total->rows->len && beside; i++)
    targets |= ((KheoFigureRow *) total->rows->pdata[i])->sum.has_target;
  kheo_chart_data_set_additive (self->data, !targets && kheo_figure_total_is_additive (total));
  if (!kheo_figure_total_is_additive (total) && total->sum.has_value)
    kheo_chart_data_set_overall (self->data,
                                 kheo_amount_to_double (unit, total->sum.value) / self->scale);
  kheo_chart_data_add_series (self->data, C_ ("figure", "Result"), KHEO_CHART_ROLE_AUTO);
  if (targets)
    kheo_chart_data_add_series (self->data, _ ("Target"), KHEO_CHART_ROLE_TARGET);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = total->rows->pdata[i];
      /* "2024" under a point needs no word before it. */
      const char *label =
          total->by == KHEO_FIGURES_BY_YEAR && row->key != NULL ? row->key : row->label;
      guint category = kheo_chart_data_add_category (self->data, label, row->label, row->unit_id);

      if (row->sum.has_value)
        kheo_chart_data_set_value (self->data, category, 0,
                                   kheo_amount_to_double (unit, row->sum.value) / self->scale);
      if (targets && row->sum.has_target)
        kheo_chart_data_set_value (self->data, category, 1,
                                   kheo_amount_to_double (unit, row->sum.target) / self->scale);
    }
}

KheoFigureChart *
kheo_figure_chart_new_as (KheoDb          *db,
                          gint64           indicator,
                          const KheoQuery *query,
                          KheoFiguresBy    by,
                          KheoChartKind    kind,
                          GError         **error)
{
  g_autoptr (KheoFigureChart) self = g_new0 (KheoFigureChart, 1);
  KheoWorld *world = kheo_world_get (db, error);

  g_return_val_if_fail (query != NULL, NULL);

  if (world == NULL)
    return NULL;
  self->query = kheo_query_dup (query);
  self->chart = kind;
  self->total = kheo_total_figures (db, indicator, query, by, error);
  if (self->total == NULL)
    return NULL;
  self->data = kheo_chart_data_new ();
  fill_data (self);
  add_words (self, kheo_world_get_units (world));
  return g_steal_pointer (&self);
}

KheoFigureChart *
kheo_figure_chart_new (
    KheoDb *db, gint64 indicator, const KheoQuery *query, KheoFiguresBy by, GError **error)
{
  KheoChartKind kind = by == KHEO_FIGURES_BY_CHILD   ? KHEO_CHART_RANKING
                       : by == KHEO_FIGURES_BY_LEVEL ? KHEO_CHART_BAR
                                                     : KHEO_CHART_LINE;

  return kheo_figure_chart_new_as (db, indicator, query, by, kind, error);
}

void
kheo_figure_chart_free (KheoFigureChart *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->total, kheo_figure_total_free);
  g_clear_pointer (&self->data, kheo_chart_data_unref);
  g_free (self);
}

KheoQuery *
kheo_figure_chart_query (const KheoFigureChart *self, int category)
{
  KheoQuery           *query;
  const KheoFigureRow *row;
  g_autofree char     *id = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  query = kheo_query_dup (self->query);
  query->reg = &kheo_register_figures;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, self->total->indicator->id);
  kheo_query_set_condition (query, "indicator_id", id);
  if (category < 0)
    return query;
  if ((guint) category >= self->total->rows->len) /* that only the year before has */
    {
      gint64 unit = kheo_chart_data_get_category_key (self->data, (guint) category);

      if (unit != 0)
        query->unit = unit;
      return query;
    }
  row = self->total->rows->pdata[category];
  if (row->unit_id != 0)
    query->unit = row->unit_id;
  else if (row->key != NULL && self->total->by > KHEO_FIGURES_BY_LEVEL)
    kheo_period_parse (row->key, &query->period, NULL);
  return query;
}
