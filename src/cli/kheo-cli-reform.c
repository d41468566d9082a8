/* reform: a conversion table applied to the tree of units, as one action. */
#include "kheo-cli.h"

#include "kheo-history.h"
#include "kheo-import.h"
#include "kheo-reform.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char    *date;
  char    *decision;
  gboolean dry_run;
  gboolean json;
} ReformCall;

static void
reform_call_clear (ReformCall *call)
{
  g_free (call->date);
  g_free (call->decision);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReformCall, reform_call_clear)

static gboolean
commit (KheoDb *db, KheoImport *import, gint64 *out_action, GError **error)
{
  KheoProgress     progress = { kheo_cli_progress };
  g_autofree char *title = kheo_import_dup_title (import);
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) problem = NULL;

  if (!kheo_history_begin (db, error))
    return FALSE;
  if (kheo_import_has_work (import) && !kheo_import_commit (import, db, &progress, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  changes = kheo_history_end (db, title, g_get_user_name (), &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *out_action = changes != NULL ? kheo_change_set_get_action (changes) : 0;
  return TRUE;
}

/* ---- What it came to ---- */

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_problems (JsonBuilder *builder, const KheoImport *import)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      json_builder_begin_object (builder);
      if (finding.row >= 0)
        add_int (builder, "row", finding.row + 1);
      kheo_cli_json_string (builder, "severity",
                            finding.severity == KHEO_SEVERITY_ERROR ? "error" : "warning");
      kheo_cli_json_string (builder, "code", finding.code);
      kheo_cli_json_string (builder, "message", finding.message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What stands at units that end; petitions and tasks have no register in the book yet. */
static void
add_affected (JsonBuilder *builder, const KheoReformImpactRow *total)
{
  json_builder_set_member_name (builder, "affected");
  json_builder_begin_object (builder);
  add_int (builder, "models", total->models);
  add_int (builder, "figures", total->figures);
  add_int (builder, "targets", total->targets);
  add_int (builder, "petitions", 0);
  add_int (builder, "tasks", 0);
  json_builder_end_object (builder);
}

static void
print_json (const KheoImport          *import,
            const KheoReformCounts    *counts,
            const KheoReformImpactRow *total,
            gint64                     action)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "units_ended", counts->units_ended);
  add_int (builder, "units_begun", counts->units_begun);
  add_int (builder, "units_kept", counts->units_kept);
  json_builder_set_member_name (builder, "successions");
  json_builder_begin_object (builder);
  add_int (builder, "whole", counts->whole);
  add_int (builder, "part", counts->part);
  json_builder_end_object (builder);
  add_affected (builder, total);
  add_problems (builder, import);
  json_builder_set_member_name (builder, "action");
  if (action != 0)
    json_builder_add_int_value (builder, action);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_plain (const KheoImport *import, const KheoReformCounts *counts)
{
  g_print (_ ("%u units ended, %u begun, %u kept; %u successions whole, %u in part\n"),
           counts->units_ended, counts->units_begun, counts->units_kept, counts->whole,
           counts->part);
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      if (finding.row >= 0)
        g_print (_ ("  row %d: %s\n"), finding.row + 1, finding.message);
      else
        g_print ("  %s\n", finding.message);
    }
}

static KheoExit
apply (KheoCli *cli, KheoImport *import, const ReformCall *call)
{
  KheoProgress     progress = { kheo_cli_progress };
  KheoReformCounts counts = { 0 };
  gint64           action = 0;
  g_autoptr (KheoReformImpact) impact = NULL;
  g_autoptr (GError) error = NULL;

  if (!kheo_import_match (import, cli->db, &progress, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (!kheo_import_count_reform (import, &counts))
    return kheo_cli_fail (KHEO_EXIT_INPUT, "“%s”: %s", kheo_import_get_file (import),
                          _ ("there is no table of old and new units in it"));
  impact = kheo_reform_impact_new (kheo_import_get_reform (import), cli->db, &error);
  if (impact == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (!call->dry_run && !commit (cli->db, import, &action, &error))
    return kheo_cli_fail_error (KHEO_EXIT_REFUSED, error);
  if (call->json)
    print_json (import, &counts, &impact->total, action);
  else
    print_plain (import, &counts);
  return kheo_import_needs_person (import) ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}

static KheoExit
run_reform (KheoCli *cli, int argc, char **argv)
{
  g_auto (ReformCall) call = { 0 };
  GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &call.date, NULL, NULL },
    { "decision", 0, 0, G_OPTION_ARG_STRING, &call.decision, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &call.dry_run, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s", _ ("reform: name one file"));
  if (call.date == NULL || (options->date = kheo_date_from_iso (call.date)) == 0)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("reform: give the first day of the new units, --date 2025-07-01"));
  options->as = KHEO_IMPORT_CONVERSION;
  options->document = g_strdup (call.decision);
  if (!kheo_cli_open (cli, call.dry_run ? KHEO_DB_READ_ONLY : 0))
    return KHEO_EXIT_BOOK;
  import = kheo_import_read (argv[1], options, NULL, &error);
  if (import == NULL)
    return kheo_cli_fail (KHEO_EXIT_INPUT, "“%s”: %s", argv[1], error->message);
  return apply (cli, import, &call);
}

const KheoCliCommand kheo_cli_reform_commands[] = {
  { "reform", "FILE --date DATE [--decision TEXT] [--dry-run] [--json]",
    N_ ("applies a conversion table of old and new units as one action"), run_reform },
  { NULL },
};
