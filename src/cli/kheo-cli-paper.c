/* chart: what is drawn. */
#include "kheo-cli.h"

#include "kheo-cli-chart-data.h"
#include "kheo-figure-charts.h"
#include "kheo-model-charts.h"
#include "kheo-pages.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoCliScope     scope;
  KheoCliChartData data;
  char            *title;
  char            *output;
  char            *paper;
  gboolean         landscape;
  gboolean         mono;
  gboolean         describe;
} ChartCall;

static void
chart_call_clear (ChartCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  kheo_cli_chart_data_clear (&call->data);
  g_free (call->title);
  g_free (call->output);
  g_free (call->paper);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChartCall, chart_call_clear)

static KheoExit
write_chart (const ChartCall *call, KheoChartKind kind, KheoChartData *data)
{
  KheoChartTheme  theme = call->mono ? KHEO_CHART_MONO : KHEO_CHART_PRINT;
  KheoChartFormat format;
  KheoPaper       paper;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoPages) pages = NULL;

  if (call->output == NULL || !kheo_chart_format_from_path (call->output, &format))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--output: name a file that ends in .pdf, .svg or .png"));
  if (!kheo_paper_parse (call->paper != NULL ? call->paper : "A4", call->landscape, &paper, &error))
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);

  pages = kheo_pages_new_for_chart (kind, data, paper, theme, NULL);
  if (format == KHEO_CHART_PDF
          ? kheo_pages_export_pdf (pages, call->output, NULL, NULL, &error)
          : kheo_pages_export_image (pages, 0, call->output, format, 0, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

static void
describe_chart (KheoChartKind kind, KheoChartData *data)
{
  g_autofree char *sentence = kheo_chart_describe (kind, data);
  g_autofree char *table = kheo_chart_data_table (data);

  g_print ("%s\n\n%s", sentence, table);
}

static KheoExit
put_chart (ChartCall *call, KheoChartKind kind, KheoChartData *data)
{
  if (call->title != NULL)
    kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, call->title);
  if (!call->describe)
    return write_chart (call, kind, data);
  describe_chart (kind, data);
  return KHEO_EXIT_DONE;
}

/* A dataset of the book with what the options add to it. */
static KheoExit
put_dataset (ChartCall *call, KheoChartKind kind, KheoChartData *data)
{
  KheoExit status, drawn;

  if (!kheo_cli_chart_data_apply (&call->data, data, &status))
    return status;
  drawn = put_chart (call, kind, data);
  return drawn == KHEO_EXIT_DONE ? status : drawn;
}

static KheoExit
chart_models (KheoCli *cli, ChartCall *call, KheoChartKind kind, KheoModelsDataset dataset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoModelChart) chart = NULL;
  KheoWorld *world;
  KheoExit   status;

  query = kheo_cli_scope_open (&call->scope, cli, &kheo_register_models, &world, &status);
  if (query == NULL)
    return status;
  if ((chart = kheo_model_chart_new (cli->db, query, dataset, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return put_dataset (call, kind, chart->data);
}

/* "indicator:CODE", or "indicator:CODE:BY" where the kind does not say what the bars are. */
static KheoExit
chart_figures (KheoCli *cli, ChartCall *call, KheoChartKind kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoFigureChart) chart = NULL;
  const char          *colon = strrchr (name, ':');
  KheoFiguresBy        by = KHEO_FIGURES_BY_NOTHING;
  gboolean             told = colon != NULL && kheo_figures_by_parse (colon + 1, &by);
  g_autofree char     *code = told ? g_strndup (name, (gsize) (colon - name)) : g_strdup (name);
  const KheoIndicator *indicator;
  KheoIndicators      *indicators;
  KheoWorld           *world;
  KheoExit             status;

  query = kheo_cli_scope_open (&call->scope, cli, &kheo_register_figures, &world, &status);
  if (query == NULL)
    return status;
  if ((indicators = kheo_world_get_indicators (world, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if ((indicator = kheo_indicators_resolve (indicators, code, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (by == KHEO_FIGURES_BY_NOTHING)
    by = kind == KHEO_CHART_LINE ? kheo_figure_chart_best_time (indicator, query->period)
                                 : KHEO_FIGURES_BY_CHILD;
  if ((chart = kheo_figure_chart_new_as (cli->db, indicator->id, query, by, kind, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return put_dataset (call, kind, chart->data);
}

/* A table of --data, or an own chart of the book. */
static KheoExit
chart_own (KheoCli *cli, ChartCall *call, KheoChartKind kind, const char *name)
{
  KheoExit status, drawn;
  g_autoptr (KheoChartData) data =
      name != NULL ? kheo_cli_chart_data_open (&call->data, cli, name, &status)
                   : kheo_cli_chart_data_read (&call->data, cli, kind, call->title, &status);

  if (data == NULL)
    return status;
  drawn = put_chart (call, kind, data);
  return drawn == KHEO_EXIT_DONE ? status : drawn;
}

static KheoExit
run_chart (KheoCli *cli, int argc, char **argv)
{
  g_auto (ChartCall) call = { 0 };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    KHEO_CLI_CHART_DATA_ENTRIES (&call.data),
    { "title", 0, 0, G_OPTION_ARG_STRING, &call.title, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &call.output, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &call.paper, NULL, NULL },
    { "landscape", 0, 0, G_OPTION_ARG_NONE, &call.landscape, NULL, NULL },
    { "mono", 0, 0, G_OPTION_ARG_NONE, &call.mono, NULL, NULL },
    { "describe", 0, 0, G_OPTION_ARG_NONE, &call.describe, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  KheoChartKind     kind;
  KheoModelsDataset dataset;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc == 2 && call.data.file != NULL && kheo_chart_kind_from_name (argv[1], &kind))
    return chart_own (cli, &call, kind, NULL);
  if (argc == 3 && call.data.file == NULL && kheo_chart_kind_from_name (argv[1], &kind))
    {
      if (g_str_has_prefix (argv[2], "chart:"))
        return chart_own (cli, &call, kind, argv[2] + strlen ("chart:"));
      if (kheo_models_dataset_parse (argv[2], &dataset))
        return chart_models (cli, &call, kind, dataset);
      if (g_str_has_prefix (argv[2], "indicator:"))
        return chart_figures (cli, &call, kind, argv[2] + strlen ("indicator:"));
    }
  return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                        _ ("chart: name a kind (bar, stacked, share, line, bullet, ranking, heat, "
                           "donut, coverage, small-multiples, slope, tree-map) and a dataset "
                           "(models:field, models:kind, models:child, models:year, "
                           "indicator:CODE, chart:NAME), or a table with --data FILE"));
}

const KheoCliCommand kheo_cli_paper_commands[] = {
  { "chart", "KIND DATASET [--unit UNIT] [--period P] … --output FILE.(pdf|svg|png)",
    N_ ("draws a chart, or tells it in words with --describe"), run_chart },
  { "report",
    "annex-models|unit-life [--unit UNIT] [--period P] [--style party|front] --output FILE",
    N_ ("writes the list of models as an annex, or the life of a unit as a sheet"),
    kheo_cli_run_report },
  { "compare", "models|INDICATOR --period P [--with P] [--unit UNIT] [--by child|field] [--json]",
    N_ ("compares two periods on one map; --output and --chart write files"),
    kheo_cli_run_compare },
  { NULL },
};
