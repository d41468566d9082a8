/* report: annexes and sheets. */
#include "kheo-cli.h"

#include "kheo-annex-models.h"
#include "kheo-cli-annex.h"
#include "kheo-registers.h"
#include "kheo-unit-life-annex.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KheoCliScope scope;
  char        *output;
  char        *style;
  char        *paper;
  gboolean     portrait;
  gboolean     with_names;
} ReportCall;

static void
report_call_clear (ReportCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  g_free (call->output);
  g_free (call->style);
  g_free (call->paper);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReportCall, report_call_clear)

static KheoExit
report_models (KheoCli *cli, ReportCall *call)
{
  const KheoCliAnnex options = { call->style, call->paper, call->portrait };
  KheoProgress       progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoAnnexContent) content = NULL;
  KheoModelAnnex *annex;
  KheoWorld      *world;
  KheoExit        status;

  query = kheo_cli_scope_open (&call->scope, cli, &kheo_register_models, &world, &status);
  if (query == NULL)
    return status;
  annex = kheo_model_annex_new (cli->db, query, call->with_names, &progress, &error);
  if (annex == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  content = kheo_model_annex_free_to_content (annex);
  return kheo_cli_write_annex (cli->db, content, &options, call->output);
}

/* The unit that --unit names; an ended one by its name or code of the day --as-of. */
static KheoExit
report_unit_life (KheoCli *cli, ReportCall *call)
{
  const KheoCliAnnex options = { call->style, call->paper, call->portrait };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoUnitLife) life = NULL;
  g_autoptr (KheoAnnexContent) content = NULL;
  KheoWorld *world;
  KheoExit   status;

  if (call->scope.unit == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("report unit-life: name the unit with --unit UNIT"));
  query = kheo_cli_scope_open (&call->scope, cli, &kheo_register_units, &world, &status);
  if (query == NULL)
    return status;
  if ((life = kheo_unit_life_new (cli->db, query->unit, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  content = kheo_unit_life_annex_new (life);
  return kheo_cli_write_annex (cli->db, content, &options, call->output);
}

KheoExit
kheo_cli_run_report (KheoCli *cli, int argc, char **argv)
{
  g_auto (ReportCall) call = { 0 };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &call.output, NULL, NULL },
    { "style", 0, 0, G_OPTION_ARG_STRING, &call.style, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &call.paper, NULL, NULL },
    { "portrait", 0, 0, G_OPTION_ARG_NONE, &call.portrait, NULL, NULL },
    { "with-names", 0, 0, G_OPTION_ARG_NONE, &call.with_names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || !(g_str_equal (argv[1], "annex-models") || g_str_equal (argv[1], "unit-life")))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("report: name what to print: annex-models, unit-life"));
  if (call.output == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--output: name a file that ends in .pdf, .xlsx or .ods"));
  return g_str_equal (argv[1], "unit-life") ? report_unit_life (cli, &call)
                                            : report_models (cli, &call);
}
