/* total: of models, or of one indicator's figures. */
#include "kheo-cli.h"

#include "kheo-figures.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"

#include <glib/gi18n-lib.h>

/* What the command was asked. */
typedef struct
{
  KheoCliScope scope;
  char        *by;
  gboolean     json;
} TotalCall;

static void
total_call_clear (TotalCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  g_free (call->by);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TotalCall, total_call_clear)

/* ---- models ---- */

static void
add_model_key (JsonBuilder        *builder,
               KheoUnits          *units,
               const KheoTotal    *total,
               const KheoTotalRow *row,
               KheoDate            day)
{
  static const char *const names[] = {
    [KHEO_BY_FIELD] = "field", [KHEO_BY_KIND] = "kind",     [KHEO_BY_CHILD] = "child",
    [KHEO_BY_LEVEL] = "level", [KHEO_BY_YEAR] = "year",     [KHEO_BY_QUARTER] = "quarter",
    [KHEO_BY_GROUP] = "group", [KHEO_BY_STATUS] = "status",
  };

  json_builder_set_member_name (builder, "key");
  json_builder_begin_object (builder);
  for (guint k = 0; k < total->n_by; k++)
    {
      json_builder_set_member_name (builder, names[total->by[k]]);
      if (total->by[k] == KHEO_BY_CHILD && row->unit_id != 0)
        kheo_cli_json_unit (builder, units, row->unit_id, day);
      else if (total->by[k] == KHEO_BY_YEAR && row->key[k] != NULL)
        json_builder_add_int_value (builder, g_ascii_strtoll (row->key[k], NULL, 10));
      else if (total->by[k] == KHEO_BY_CHILD || row->key[k] == NULL)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, row->key[k]);
    }
  json_builder_end_object (builder);
}

/* What every total says of the units that were divided: how they are apportioned, in numbers and in
 * sentences. */
static void
add_apportioned (JsonBuilder     *builder,
                 const KheoQuery *query,
                 gint64           apportioned,
                 gint64           unapportioned,
                 GPtrArray       *notes)
{
  kheo_cli_json_string (builder, "basis", kheo_basis_name (query->basis));
  json_builder_set_member_name (builder, "apportioned");
  json_builder_add_int_value (builder, apportioned);
  json_builder_set_member_name (builder, "unapportioned");
  json_builder_add_int_value (builder, unapportioned);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    json_builder_add_string_value (builder, notes->pdata[i]);
  json_builder_end_array (builder);
}

static void
print_models (const KheoQuery *query, const KheoTotal *total, KheoUnits *units, KheoDate day)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *period = kheo_period_to_string (query->period);
  g_autofree char *clock = kheo_clock_to_string (query->clock, query->clock_day);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "unit");
  kheo_cli_json_unit (builder, units, query->unit, day);
  kheo_cli_json_string (builder, "period", period);
  kheo_cli_json_string (builder, "clock", clock);
  json_builder_set_member_name (builder, "total");
  json_builder_add_int_value (builder, total->total);
  add_apportioned (builder, query, total->apportioned, total->unapportioned, total->notes);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);

      json_builder_begin_object (builder);
      add_model_key (builder, units, total, row, day);
      json_builder_set_member_name (builder, "value");
      json_builder_add_int_value (builder, row->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_models_plain (const KheoTotal *total)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);
      g_autofree char    *value = kheo_number_format (row->value);

      for (guint k = 0; k < total->n_by; k++)
        g_print ("%s\t", row->label[k] != NULL ? row->label[k] : "–");
      g_print ("%s\n", value);
    }
  {
    g_autofree char *value = kheo_number_format (total->total);

    g_print ("%s\t%s\n", _ ("Total"), value);
  }
  for (guint i = 0; i < total->notes->len; i++)
    g_print ("%s\n", (char *) total->notes->pdata[i]);
}

static KheoExit
total_models (KheoCli *cli, TotalCall *call, KheoDate day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoTotal) total = NULL;
  KheoWorld *world;
  KheoBy     by[2];
  guint      n_by = 0;
  KheoExit   status;

  if (call->by != NULL && !kheo_by_parse (call->by, by, &n_by))
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--by: “%s” is none of field, kind, field,kind, "
                             "child, group, level, year, quarter, status"),
                          call->by);
  query = kheo_cli_scope_open (&call->scope, cli, &kheo_register_models, &world, &status);
  if (query == NULL)
    return status;
  if ((total = kheo_total_models (cli->db, query, by, n_by, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (call->json)
    print_models (query, total, kheo_world_get_units (world), day);
  else
    print_models_plain (total);
  return KHEO_EXIT_DONE;
}

/* ---- figures ---- */

static void
add_sum (JsonBuilder *builder, const char *value_name, const KheoFigureSum *sum)
{
  kheo_cli_json_amount (builder, value_name, sum->has_value, sum->value);
  kheo_cli_json_amount (builder, "numerator", sum->has_parts, sum->numerator);
  kheo_cli_json_amount (builder, "denominator", sum->has_parts, sum->denominator);
  kheo_cli_json_amount (builder, "target", sum->has_target, sum->target);
  kheo_cli_json_percent (builder, sum->has_percent, sum->percent);
  kheo_cli_json_amount (builder, "units", TRUE, sum->n_units);
  kheo_cli_json_amount (builder, "expected", sum->n_expected > 0, sum->n_expected);
  kheo_cli_json_amount (builder, "missing", sum->n_expected > 0, sum->n_missing);
  kheo_cli_json_amount (builder, "partial", TRUE, sum->n_partial);
  kheo_cli_json_amount (builder, "not_added", TRUE, sum->n_unadded);
  json_builder_set_member_name (builder, "about");
  json_builder_add_boolean_value (builder, sum->about);
}

static void
add_figure_key (JsonBuilder           *builder,
                const KheoFigureTotal *total,
                const KheoFigureRow   *row,
                KheoUnits             *units,
                KheoDate               day)
{
  json_builder_set_member_name (builder, "key");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, kheo_figures_by_name (total->by));
  if (row->unit_id != 0)
    kheo_cli_json_unit (builder, units, row->unit_id, day);
  else if (row->key == NULL || total->by == KHEO_FIGURES_BY_CHILD)
    json_builder_add_null_value (builder);
  else if (total->by == KHEO_FIGURES_BY_YEAR)
    json_builder_add_int_value (builder, g_ascii_strtoll (row->key, NULL, 10));
  else
    json_builder_add_string_value (builder, row->key);
  json_builder_end_object (builder);
}

static void
add_indicator (JsonBuilder *builder, const KheoIndicator *indicator)
{
  json_builder_set_member_name (builder, "indicator");
  json_builder_begin_object (builder);
  kheo_cli_json_amount (builder, "id", TRUE, indicator->id);
  kheo_cli_json_string (builder, "code", indicator->code);
  kheo_cli_json_string (builder, "name", indicator->name);
  kheo_cli_json_string (builder, "unit_of_measure", indicator->unit.unit);
  kheo_cli_json_amount (builder, "decimals", TRUE, indicator->unit.decimals);
  json_builder_end_object (builder);
}

static void
add_gaps (JsonBuilder *builder, const KheoFigureTotal *total, KheoUnits *units, KheoDate day)
{
  json_builder_set_member_name (builder, "gaps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < total->gaps->len; i++)
    {
      const KheoFigureGap *gap = total->gaps->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "unit");
      kheo_cli_json_unit (builder, units, gap->unit_id, day);
      kheo_cli_json_string (builder, "period", gap->period);
      kheo_cli_json_amount (builder, "own", TRUE, gap->own);
      kheo_cli_json_amount (builder, "parts", TRUE, gap->parts);
      kheo_cli_json_string (builder, "counts", gap->below ? "parts" : "own");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_figures (const KheoQuery *query, const KheoFigureTotal *total, KheoUnits *units, KheoDate day)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) remarks = kheo_figure_total_remarks (total, units);
  g_autofree char *period = kheo_period_to_string (query->period);
  g_autofree char *clock = kheo_clock_to_string (query->clock, query->clock_day);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "unit");
  kheo_cli_json_unit (builder, units, query->unit, day);
  kheo_cli_json_string (builder, "period", period);
  kheo_cli_json_string (builder, "clock", clock);
  add_indicator (builder, total->indicator);
  add_sum (builder, "total", &total->sum);
  add_apportioned (builder, query, total->apportioned, total->unapportioned, remarks);
  kheo_cli_json_amount (builder, "reported", total->has_reported, total->reported);
  json_builder_set_member_name (builder, "may_repeat");
  json_builder_add_boolean_value (builder, total->may_repeat);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = total->rows->pdata[i];

      json_builder_begin_object (builder);
      add_figure_key (builder, total, row, units, day);
      add_sum (builder, "value", &row->sum);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_gaps (builder, total, units, day);
  json_builder_set_member_name (builder, "remarks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < remarks->len; i++)
    json_builder_add_string_value (builder, remarks->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_line (const char *label, const KheoFigureSum *sum, const KheoAmountUnit *unit)
{
  g_autofree char *value = sum->has_value ? kheo_amount_format (unit, sum->value) : g_strdup ("–");
  g_autofree char *percent = sum->has_percent ? kheo_number_format_decimal (sum->percent, 2) : NULL;

  g_print ("%s\t%s", label, value);
  if (sum->has_parts)
    {
      g_autofree char *over = kheo_number_format (sum->numerator);
      g_autofree char *under = kheo_number_format (sum->denominator);

      g_print ("\t%s/%s", over, under);
    }
  if (percent != NULL)
    g_print ("\t%s%%", percent);
  g_print ("\n");
}

static void
print_figures_plain (const KheoFigureTotal *total, KheoUnits *units)
{
  g_autoptr (GPtrArray) remarks = kheo_figure_total_remarks (total, units);

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = total->rows->pdata[i];

      print_line (row->label, &row->sum, &total->indicator->unit);
    }
  print_line (_ ("Total"), &total->sum, &total->indicator->unit);
  for (guint i = 0; i < remarks->len; i++)
    g_print ("%s\n", (char *) remarks->pdata[i]);
}

static KheoExit
total_figures (KheoCli *cli, TotalCall *call, const char *name, KheoDate day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;
  const KheoIndicator *indicator;
  KheoIndicators      *indicators;
  KheoWorld           *world;
  KheoFiguresBy        by = KHEO_FIGURES_BY_NOTHING;
  KheoExit             status;

  if (!kheo_figures_by_parse (call->by, &by))
    return kheo_cli_fail (
        KHEO_EXIT_USAGE,
        _ ("--by: “%s” is none of child, group, level, year, half-year, quarter, month"), call->by);
  query = kheo_cli_scope_open (&call->scope, cli, &kheo_register_figures, &world, &status);
  if (query == NULL)
    return status;
  if ((indicators = kheo_world_get_indicators (world, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if ((indicator = kheo_indicators_resolve (indicators, name, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if ((total = kheo_total_figures (cli->db, indicator->id, query, by, &error)) == NULL)
    return kheo_cli_fail_error (
        g_error_matches (error, KHEO_ERROR, KHEO_ERROR_INVALID) ? KHEO_EXIT_USAGE : KHEO_EXIT_BOOK,
        error);
  if (call->json)
    print_figures (query, total, kheo_world_get_units (world), day);
  else
    print_figures_plain (total, kheo_world_get_units (world));
  return KHEO_EXIT_DONE;
}

KheoExit
kheo_cli_run_total (KheoCli *cli, int argc, char **argv)
{
  g_auto (TotalCall) call = { 0 };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "by", 0, 0, G_OPTION_ARG_STRING, &call.by, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  KheoDate day;

  if (!kheo_cli_parse (entries, &argc, &argv) || !kheo_cli_scope_day (&call.scope, &day))
    return KHEO_EXIT_USAGE;
  if (argc != 2)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("total: name what to count: models, or the code of an indicator"));
  if (g_str_equal (argv[1], "models"))
    return total_models (cli, &call, day);
  return total_figures (cli, &call, argv[1], day);
}
