/* compare: two periods of a unit on one map. */
#include "kheo-cli-annex.h"
#include "kheo-comparison-report.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KheoCliScope scope;
  char        *with;
  char        *by;
  char        *output;
  char        *chart;
  char        *paper;
  char        *style;
  gboolean     portrait, landscape;
  gboolean     json;

  KheoCliChildren children;
} CompareCall;

static void
compare_call_clear (CompareCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  g_free (call->with);
  g_free (call->by);
  g_free (call->output);
  g_free (call->chart);
  g_free (call->paper);
  g_free (call->style);
  kheo_cli_children_clear (&call->children);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CompareCall, compare_call_clear)

/* ---- Printing ---- */

static void
add_numbers (JsonBuilder *builder, const KheoComparison *comparison, const KheoComparisonRow *row)
{
  gint64   change = 0;
  double   percent = 0;
  gboolean changed, known;

  kheo_cli_json_amount (builder, "value", row->has_value, row->value);
  kheo_cli_json_amount (builder, "before", row->has_before, row->before);
  changed = kheo_comparison_get_change (row, &change);
  kheo_cli_json_amount (builder, "change", changed, change);
  known = kheo_comparison_get_percent (comparison, row, &percent);
  kheo_cli_json_percent (builder, known, percent);
}

static void
add_rows (JsonBuilder          *builder,
          const KheoComparison *comparison,
          const char           *by,
          KheoUnits            *units,
          KheoDate              day)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "key");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, by);
      if (row->unit_id != 0)
        kheo_cli_json_unit (builder, units, row->unit_id, day);
      else if (row->key == NULL || g_str_equal (by, "child"))
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, row->key);
      json_builder_end_object (builder);
      add_numbers (builder, comparison, row);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_comparison (const KheoComparison *comparison, const char *by, KheoUnits *units)
{
  const KheoQuery *query = comparison->query;
  KheoDate         day = query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day : kheo_date_today ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *period = kheo_period_to_string (query->period);
  g_autofree char *with = kheo_period_to_string (comparison->with);
  g_autofree char *clock = kheo_clock_to_string (query->clock, query->clock_day);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "unit");
  kheo_cli_json_unit (builder, units, query->unit, day);
  kheo_cli_json_string (builder, "of",
                        comparison->indicator != NULL ? comparison->indicator->code : "models");
  kheo_cli_json_string (builder, "period", period);
  kheo_cli_json_string (builder, "with", with);
  kheo_cli_json_string (builder, "clock", clock);
  json_builder_set_member_name (builder, "total");
  json_builder_begin_object (builder);
  add_numbers (builder, comparison, &comparison->total);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "unapportioned");
  json_builder_begin_object (builder);
  kheo_cli_json_amount (builder, "value", TRUE, comparison->unapportioned);
  kheo_cli_json_amount (builder, "before", TRUE, comparison->unapportioned_before);
  json_builder_end_object (builder);
  add_rows (builder, comparison, by, units, day);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (comparison->notes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_line (const KheoComparison *comparison, const KheoComparisonRow *row, const char *label)
{
  g_autofree char *before = kheo_comparison_format (comparison, row->has_before, row->before);
  g_autofree char *value = kheo_comparison_format (comparison, row->has_value, row->value);
  g_autofree char *change = kheo_comparison_format_change (comparison, row);
  g_autofree char *percent = kheo_comparison_format_percent (comparison, row);

  g_print ("%s\t%s\t%s\t%s\t%s\n", label, before, value, change, percent);
}

static void
print_plain (const KheoComparison *comparison)
{
  g_autofree char *sentence = kheo_comparison_describe (comparison);

  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);

      print_line (comparison, row, row->label != NULL ? row->label : "–");
    }
  print_line (comparison, &comparison->total, _ ("Total"));
  g_print ("%s\n", sentence);
  for (guint i = 0; i < comparison->notes->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (comparison->notes, i));
}

/* ---- Files ---- */

static KheoExit
write_chart (const CompareCall *call, const KheoComparison *comparison, KheoUnits *units)
{
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GError) error = NULL;
  KheoChartFormat format;
  KheoPaper       paper;

  if (!kheo_chart_format_from_path (call->chart, &format))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--chart: name a file that ends in .pdf, .svg or .png"));
  if (!kheo_paper_parse (call->paper != NULL ? call->paper : "A4", !call->portrait, &paper, &error))
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  pages = kheo_comparison_pages_new (comparison, units, paper, KHEO_CHART_PRINT);
  if (format == KHEO_CHART_PDF ? kheo_pages_export_pdf (pages, call->chart, NULL, NULL, &error)
                               : kheo_pages_export_image (pages, 0, call->chart, format, 0, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

static KheoCliAnnex
list_options (const CompareCall *call)
{
  return (KheoCliAnnex){ NULL, call->style, call->paper, call->portrait, call->landscape, NULL };
}

static KheoExit
put_comparison (KheoCli              *cli,
                const CompareCall    *call,
                const KheoComparison *comparison,
                KheoUnits            *units)
{
  KheoExit status = KHEO_EXIT_DONE;

  if (call->output != NULL)
    {
      const KheoCliAnnex options = list_options (call);
      g_autoptr (KheoAnnexContent) content = kheo_comparison_annex_new (comparison, units);

      status = kheo_cli_write_annex (cli, content, &options, call->output);
    }
  if (status == KHEO_EXIT_DONE && call->chart != NULL)
    status = write_chart (call, comparison, units);
  if (call->output != NULL || call->chart != NULL)
    return status;
  if (call->json)
    print_comparison (comparison, call->by, units);
  else
    print_plain (comparison);
  return KHEO_EXIT_DONE;
}

/* --each-child: the same question of each unit below. */
static KheoExit
put_each (KheoCli           *cli,
          const CompareCall *call,
          const KheoQuery   *query,
          gint64             indicator,
          KheoPeriod         with,
          KheoBy             by)
{
  const KheoCliAnnex options = list_options (call);
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new ("comparison", query);

  question->indicator = indicator;
  question->with = with;
  question->by = by;
  return kheo_cli_write_each_annex (cli, &call->children, question, &options, FALSE, call->output,
                                    "pdf");
}

/* ---- Asking ---- */

/* What is asked of @reg, and the period that it is compared with; NULL: printed. */
static KheoQuery *
open_question (KheoCli            *cli,
               CompareCall        *call,
               const KheoRegister *reg,
               KheoWorld         **out_world,
               KheoPeriod         *out_with,
               KheoExit           *out_status)
{
  g_autoptr (KheoQuery) query = kheo_cli_scope_open (&call->scope, cli, reg, out_world, out_status);

  if (query == NULL)
    return NULL;
  if (call->with != NULL ? kheo_period_parse (call->with, out_with, NULL)
                         : kheo_period_year_before (query->period, out_with))
    return g_steal_pointer (&query);
  *out_status = kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                               _ ("compare: name --period P, and --with P for another than the "
                                  "year before"));
  return NULL;
}

static KheoExit
compare_models (KheoCli *cli, CompareCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoComparison) comparison = NULL;
  KheoWorld *world;
  KheoPeriod with;
  KheoBy     by[2];
  guint      n_by = 0;
  KheoExit   status;

  if (!kheo_by_parse (call->by, by, &n_by) || n_by != 1 || by[0] == KHEO_BY_YEAR ||
      by[0] == KHEO_BY_QUARTER)
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--by: “%s” is none of child, group, field, kind, level, status"),
                          call->by);
  query = open_question (cli, call, &kheo_register_models, &world, &with, &status);
  if (query == NULL)
    return status;
  if (kheo_cli_children_are_wanted (&call->children))
    return put_each (cli, call, query, 0, with, by[0]);
  comparison = kheo_comparison_new_models (cli->db, query, with, by, 1, &error);
  if (comparison == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return put_comparison (cli, call, comparison, kheo_world_get_units (world));
}

/* What questions call it. */
static KheoBy
to_models_by (KheoFiguresBy by)
{
  return by == KHEO_FIGURES_BY_GROUP   ? KHEO_BY_GROUP
         : by == KHEO_FIGURES_BY_LEVEL ? KHEO_BY_LEVEL
                                       : KHEO_BY_CHILD;
}

static KheoExit
compare_figures (KheoCli *cli, CompareCall *call, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoComparison) comparison = NULL;
  const KheoIndicator *indicator;
  KheoIndicators      *indicators;
  KheoWorld           *world;
  KheoPeriod           with;
  KheoFiguresBy        by;
  KheoExit             status;

  if (!kheo_figures_by_parse (call->by, &by) || by < KHEO_FIGURES_BY_CHILD ||
      by > KHEO_FIGURES_BY_LEVEL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--by: “%s” is none of child, group, level"),
                          call->by);
  query = open_question (cli, call, &kheo_register_figures, &world, &with, &status);
  if (query == NULL)
    return status;
  if ((indicators = kheo_world_get_indicators (world, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if ((indicator = kheo_indicators_resolve (indicators, name, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (kheo_cli_children_are_wanted (&call->children))
    return put_each (cli, call, query, indicator->id, with, to_models_by (by));
  comparison = kheo_comparison_new_figures (cli->db, indicator->id, query, with, by, &error);
  if (comparison == NULL)
    return kheo_cli_fail_error (
        g_error_matches (error, KHEO_ERROR, KHEO_ERROR_INVALID) ? KHEO_EXIT_USAGE : KHEO_EXIT_BOOK,
        error);
  return put_comparison (cli, call, comparison, kheo_world_get_units (world));
}

static KheoExit
check_call (const CompareCall *call)
{
  const KheoCliAnnex options = list_options (call);
  gboolean           each = kheo_cli_children_are_wanted (&call->children);

  if (each && call->chart != NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--each-child: makes annexes; name --output, leave out --chart"));
  if (!each && call->output == NULL)
    return KHEO_EXIT_DONE;
  return kheo_cli_check_annex (&options, call->output, each);
}

KheoExit
kheo_cli_run_compare (KheoCli *cli, int argc, char **argv)
{
  g_auto (CompareCall) call = { 0 };
  KheoExit     status;
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "with", 0, 0, G_OPTION_ARG_STRING, &call.with, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &call.by, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &call.output, NULL, NULL },
    { "chart", 0, 0, G_OPTION_ARG_FILENAME, &call.chart, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &call.paper, NULL, NULL },
    { "style", 0, 0, G_OPTION_ARG_STRING, &call.style, NULL, NULL },
    { "portrait", 0, 0, G_OPTION_ARG_NONE, &call.portrait, NULL, NULL },
    { "landscape", 0, 0, G_OPTION_ARG_NONE, &call.landscape, NULL, NULL },
    KHEO_CLI_CHILDREN_ENTRIES (&call.children),
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("compare: name what to compare: models, or the code of an indicator"));
  if ((status = check_call (&call)) != KHEO_EXIT_DONE)
    return status;
  if (call.by == NULL)
    call.by = g_strdup ("child");
  if (call.scope.clock == NULL)
    call.scope.clock = g_strdup ("today");
  if (g_str_equal (argv[1], "models"))
    return compare_models (cli, &call);
  return compare_figures (cli, &call, argv[1]);
}
