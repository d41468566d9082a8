#include "kheo-cli-chart.h"

#include "kheo-chart-before.h"
#include "kheo-completeness-chart.h"
#include "kheo-registers.h"

#include <string.h>

#define INDICATOR "indicator:"
#define OWN       "chart:"
#define COMPLETE  "completeness"

void
kheo_cli_chart_clear (KheoCliChart *self)
{
  g_clear_pointer (&self->dataset, g_free);
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->own, g_free);
}

gboolean
kheo_cli_chart_parse (KheoCliChart *self, KheoChartKind kind, const char *name)
{
  *self = (KheoCliChart){ .kind = kind, .dataset = g_strdup (name) };
  if (g_str_has_prefix (name, OWN))
    self->own = g_strdup (name + strlen (OWN));
  self->completeness = g_str_equal (name, COMPLETE) || g_str_has_prefix (name, COMPLETE ":");
  return self->own != NULL || self->completeness || g_str_has_prefix (name, INDICATOR) ||
         kheo_models_dataset_parse (name, &self->models);
}

/* "indicator:CODE", or "indicator:CODE:BY" where the kind does not say what the bars are. */
static KheoExit
find_indicator (KheoCliChart *self, KheoWorld *world)
{
  const char          *name = self->dataset + strlen (INDICATOR), *colon = strrchr (name, ':');
  KheoFiguresBy        by = KHEO_FIGURES_BY_NOTHING;
  gboolean             told = colon != NULL && kheo_figures_by_parse (colon + 1, &by);
  g_autofree char     *code = told ? g_strndup (name, (gsize) (colon - name)) : g_strdup (name);
  const KheoIndicator *indicator;
  KheoIndicators      *indicators;
  g_autoptr (GError) error = NULL;

  if ((indicators = kheo_world_get_indicators (world, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if ((indicator = kheo_indicators_resolve (indicators, code, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (by == KHEO_FIGURES_BY_NOTHING)
    by = self->kind == KHEO_CHART_LINE
             ? kheo_figure_chart_best_time (indicator, self->query->period)
             : KHEO_FIGURES_BY_CHILD;
  self->indicator = indicator->id;
  self->by = by;
  return KHEO_EXIT_DONE;
}

/* "completeness:PERIOD"; without one that of --period. */
static KheoExit
take_period (KheoCliChart *self)
{
  const char *colon = strchr (self->dataset, ':');
  g_autoptr (GError) error = NULL;

  if (colon != NULL && !kheo_period_parse (colon + 1, &self->query->period, &error))
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  return KHEO_EXIT_DONE;
}

KheoExit
kheo_cli_chart_open (KheoCliChart *self, KheoCli *cli, KheoCliScope *scope)
{
  gboolean            of_models;
  const KheoRegister *reg;
  KheoWorld          *world;
  KheoExit            status;

  if (self->dataset == NULL || self->own != NULL)
    return KHEO_EXIT_DONE;
  of_models = !g_str_has_prefix (self->dataset, INDICATOR) && !self->completeness;
  reg = of_models ? &kheo_register_models : &kheo_register_figures;
  if ((self->query = kheo_cli_scope_open (scope, cli, reg, &world, &status)) == NULL)
    return status;
  if (self->completeness)
    return take_period (self);
  return of_models ? KHEO_EXIT_DONE : find_indicator (self, world);
}

static KheoChartData *
read_book (KheoCliChart *self, KheoDb *db, gboolean before, GError **error)
{
  if (self->completeness)
    return kheo_completeness_chart_new (db, self->query, error);
  if (self->indicator != 0)
    {
      g_autoptr (KheoFigureChart) chart =
          before ? kheo_figure_chart_new_with_before (db, self->indicator, self->query, self->by,
                                                      self->kind, error)
                 : kheo_figure_chart_new_as (db, self->indicator, self->query, self->by, self->kind,
                                             error);

      return chart != NULL ? kheo_chart_data_ref (chart->data) : NULL;
    }
  else
    {
      g_autoptr (KheoModelChart) chart =
          before ? kheo_model_chart_new_with_before (db, self->query, self->models, error)
                 : kheo_model_chart_new (db, self->query, self->models, error);

      return chart != NULL ? kheo_chart_data_ref (chart->data) : NULL;
    }
}

KheoChartData *
kheo_cli_chart_read (KheoCliChart           *self,
                     KheoCli                *cli,
                     const KheoCliChartData *added,
                     gint64                  unit,
                     KheoExit               *out_status)
{
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (GError) error = NULL;

  if (self->dataset == NULL)
    return kheo_cli_chart_data_read (added, cli, self->kind, self->title, out_status);
  if (self->own != NULL)
    return kheo_cli_chart_data_open (added, cli, self->own, out_status);
  if (unit != 0)
    self->query->unit = unit;
  if ((data = read_book (self, cli->db, added->year_before, &error)) == NULL)
    {
      *out_status = kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
      return NULL;
    }
  return kheo_cli_chart_data_apply (added, data, out_status) ? g_steal_pointer (&data) : NULL;
}
