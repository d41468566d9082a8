/* list, export and total: what the book holds. */
#include "kheo-cli.h"

#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"
#include "kheo-table-export.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
add_key (JsonBuilder        *builder,
         KheoUnits          *units,
         const KheoTotal    *total,
         const KheoTotalRow *row,
         KheoDate            day)
{
  static const char *const names[] = {
    [KHEO_BY_FIELD] = "field",   [KHEO_BY_KIND] = "kind", [KHEO_BY_CHILD] = "child",
    [KHEO_BY_LEVEL] = "level",   [KHEO_BY_YEAR] = "year", [KHEO_BY_QUARTER] = "quarter",
    [KHEO_BY_STATUS] = "status",
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

static void
print_total (const KheoQuery *query, const KheoTotal *total, KheoUnits *units, KheoDate day)
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
  json_builder_set_member_name (builder, "unapportioned");
  json_builder_add_int_value (builder, total->unapportioned);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);

      json_builder_begin_object (builder);
      add_key (builder, units, total, row, day);
      json_builder_set_member_name (builder, "value");
      json_builder_add_int_value (builder, row->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_total_plain (const KheoTotal *total)
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
}

static KheoExit
run_total (KheoCli *cli, int argc, char **argv)
{
  g_auto (KheoCliScope) scope = { 0 };
  g_autofree char *by_text = NULL;
  gboolean         json = FALSE;
  GOptionEntry     entries[] = {
        KHEO_CLI_SCOPE_ENTRIES (&scope),
        { "by", 0, 0, G_OPTION_ARG_STRING, &by_text, NULL, NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
        G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoTotal) total = NULL;
  KheoWorld *world;
  KheoBy     by[2];
  guint      n_by = 0;
  KheoDate   day;
  KheoExit   status;

  if (!kheo_cli_parse (entries, &argc, &argv) || !kheo_cli_scope_day (&scope, &day))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || !g_str_equal (argv[1], "models"))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s", _ ("total: name what to count: models"));
  if (by_text != NULL && !kheo_by_parse (by_text, by, &n_by))
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--by: “%s” is none of field, kind, field,kind, "
                             "child, level, year, quarter, status"),
                          by_text);
  query = kheo_cli_scope_open (&scope, cli, &kheo_register_models, &world, &status);
  if (query == NULL)
    return status;
  if ((total = kheo_total_models (cli->db, query, by, n_by, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (json)
    print_total (query, total, kheo_world_get_units (world), day);
  else
    print_total_plain (total);
  return KHEO_EXIT_DONE;
}

/* ---- list, export ---- */

typedef struct
{
  KheoCliScope scope;
  char        *output;
  int          limit;
  int          offset;
  gboolean     is_public;
  gboolean     csv;
  gboolean     json;
} ListCall;

static void
list_call_clear (ListCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  g_free (call->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListCall, list_call_clear)

/* Prints the records, or writes them to --output. */
static KheoExit
put_records (KheoCli *cli, const ListCall *call, const KheoQuery *query)
{
  KheoTableExport what = { query, (guint) MAX (call->offset, 0), (guint) MAX (call->limit, 0),
                           call->is_public };
  KheoProgress    progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (call->output != NULL)
    {
      if (kheo_table_export_write (cli->db, &what, call->output, &progress, NULL, &error))
        return KHEO_EXIT_DONE;
      return kheo_cli_fail_error (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_INVALID)
                                      ? KHEO_EXIT_USAGE
                                      : KHEO_EXIT_INPUT,
                                  error);
    }
  text = call->csv ? kheo_table_export_dup_csv (cli->db, &what, &progress, &error)
                   : kheo_table_export_dup_json (cli->db, &what, &progress, &error);
  if (text == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
  return KHEO_EXIT_DONE;
}

static KheoExit
run_records (KheoCli *cli, ListCall *call, const char *name)
{
  const KheoRegister *reg = kheo_register_find (name);
  g_autoptr (KheoQuery) query = NULL;
  KheoWorld *world;
  KheoExit   status;

  if (reg == NULL && !g_str_equal (name, "imports"))
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("there is no register “%s”: units, models, imports"),
                          name);
  if (reg == NULL)
    return kheo_cli_print_imports (cli);
  query = kheo_cli_scope_open (&call->scope, cli, reg, &world, &status);
  if (query == NULL)
    return status;
  return put_records (cli, call, query);
}

static KheoExit
run_list (KheoCli *cli, int argc, char **argv)
{
  g_auto (ListCall) call = { 0 };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "limit", 0, 0, G_OPTION_ARG_INT, &call.limit, NULL, NULL },
    { "offset", 0, 0, G_OPTION_ARG_INT, &call.offset, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &call.csv, NULL, NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &call.is_public, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || call.json == call.csv)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("list: name one register and either --json or --csv"));
  return run_records (cli, &call, argv[1]);
}

static KheoExit
run_export (KheoCli *cli, int argc, char **argv)
{
  g_auto (ListCall) call = { 0 };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &call.output, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &call.limit, NULL, NULL },
    { "offset", 0, 0, G_OPTION_ARG_INT, &call.offset, NULL, NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &call.is_public, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || call.output == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("export: name one register and --output FILE.(xlsx|ods|csv|json)"));
  return run_records (cli, &call, argv[1]);
}

const KheoCliCommand kheo_cli_list_commands[] = {
  { "list", "REGISTER [--unit UNIT] [--where FIELD=VALUE]… --json|--csv",
    N_ ("prints the records of a register"), run_list },
  { "export", "REGISTER --output FILE.(xlsx|ods|csv|json) …",
    N_ ("writes the records to a file that can be imported again"), run_export },
  { "total", "models [--unit UNIT] [--period P] [--by …] [--json]", N_ ("counts"), run_total },
  { NULL },
};
