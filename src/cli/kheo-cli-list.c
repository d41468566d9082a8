/* list and export: what the book holds. */
#include "kheo-cli.h"

#include "kheo-registers.h"
#include "kheo-table-export.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* ---- list, export ---- */

typedef struct
{
  KheoCliScope scope;
  char        *branch; /* of units: territory, party or front */
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
  g_free (call->branch);
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
  KheoBranch branch;
  KheoWorld *world;
  KheoExit   status;

  if (reg == NULL && !g_str_equal (name, "imports"))
    return kheo_cli_fail (
        KHEO_EXIT_USAGE,
        _ ("there is no register “%s”: units, models, figures, indicators, targets, tasks, "
           "petitions, imports"),
        name);
  if (reg == NULL)
    return kheo_cli_print_imports (cli);
  if (call->branch != NULL &&
      (reg != &kheo_register_units || !kheo_branch_parse (call->branch, &branch)))
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--branch “%s”: units have the branches territory, party, front"),
                          call->branch);
  query = kheo_cli_scope_open (&call->scope, cli, reg, &world, &status);
  if (query == NULL)
    return status;
  if (call->branch != NULL)
    kheo_query_add_condition (query, "branch", call->branch);
  return put_records (cli, call, query);
}

static KheoExit
run_list (KheoCli *cli, int argc, char **argv)
{
  g_auto (ListCall) call = { 0 };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "branch", 0, 0, G_OPTION_ARG_STRING, &call.branch, NULL, NULL },
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
    { "branch", 0, 0, G_OPTION_ARG_STRING, &call.branch, NULL, NULL },
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
  { "total", "models|INDICATOR [--unit UNIT] [--period P] [--by …] [--json]",
    N_ ("counts models, or adds up the figures of an indicator"), kheo_cli_run_total },
  { "groups", "[--json] | add|put|take|remove NAME [--kind KIND] [--unit UNIT] [--from DAY] …",
    N_ ("lists or changes dated groups of units, such as cụm thi đua"), kheo_cli_run_groups },
  { NULL },
};
