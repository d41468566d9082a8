/*
 * reform: the map changed as one action, by a conversion table or by acts in JSON; what it touched,
 * the reforms done and what is left to do.
 */
#include "kheo-cli-reform.h"
#include "kheo-cli-acts.h"
#include "kheo-cli-work.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char    *date;
  char    *decision;
  char    *title;
  char    *acts;
  char    *note;
  gint64   tasks, close, take_back; /* ids, 0 */
  gboolean list;
  gboolean impact;
  gboolean dry_run;
  gboolean json;
} ReformCall;

static void
reform_call_clear (ReformCall *call)
{
  g_free (call->date);
  g_free (call->decision);
  g_free (call->title);
  g_free (call->acts);
  g_free (call->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReformCall, reform_call_clear)

/* ---- What it comes to ---- */

static void
add_problem (JsonBuilder *builder, int row, gboolean error, const char *code, const char *message)
{
  json_builder_begin_object (builder);
  if (row > 0)
    kheo_cli_json_int (builder, "row", row);
  kheo_cli_json_string (builder, "severity", error ? "error" : "warning");
  kheo_cli_json_string (builder, "code", code);
  kheo_cli_json_string (builder, "message", message);
  json_builder_end_object (builder);
}

/* Of a table what its import found, of acts what the plan found. */
static void
add_problems (JsonBuilder *builder, const KheoImport *import, const KheoReformPlan *plan)
{
  const GArray *problems = kheo_reform_plan_get_problems (plan);

  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; import != NULL && i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      add_problem (builder, finding.row + 1, finding.severity == KHEO_SEVERITY_ERROR, finding.code,
                   finding.message);
    }
  for (guint i = 0; import == NULL && i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      add_problem (builder, problem->row != G_MAXUINT ? (int) problem->row + 1 : 0,
                   problem->severity == KHEO_SEVERITY_ERROR, problem->code, problem->message);
    }
  json_builder_end_array (builder);
}

/* What stands at units that end. */
static void
add_affected (JsonBuilder *builder, const KheoReformImpactRow *total)
{
  json_builder_set_member_name (builder, "affected");
  json_builder_begin_object (builder);
  kheo_cli_json_int (builder, "models", total->models);
  kheo_cli_json_int (builder, "figures", total->figures);
  kheo_cli_json_int (builder, "targets", total->targets);
  kheo_cli_json_int (builder, "open_targets", total->open_targets);
  kheo_cli_json_int (builder, "petitions", total->petitions);
  kheo_cli_json_int (builder, "open_petitions", total->open_petitions);
  kheo_cli_json_int (builder, "tasks", total->tasks);
  kheo_cli_json_int (builder, "open_tasks", total->open_tasks);
  json_builder_end_object (builder);
}

typedef struct
{
  const KheoImport *import; /* NULL: of acts */
  KheoReformPlan   *plan;   /* borrowed */
  KheoUnits        *units;  /* that it was made from, borrowed */
  KheoReformImpact *impact; /* owned */
  gint64            reform, action;
} Result;

/* What stands at each unit that ends or gives a part away, and at each that is founded or takes
 * others in. */
static void
add_impact_rows (JsonBuilder *builder, const char *name, const Result *result, const GArray *rows)
{
  const GArray *units = kheo_reform_plan_get_units (result->plan);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const KheoReformImpactRow *row = &g_array_index (rows, KheoReformImpactRow, i);
      const KheoUnitVersion     *version =
          row->unit_id != 0 ? kheo_units_get_version (result->units, row->unit_id,
                                                          kheo_reform_plan_get_date (result->plan) - 1)
                                : NULL;

      json_builder_begin_object (builder);
      kheo_cli_json_id (builder, "id", row->unit_id);
      kheo_cli_json_string (builder, "name",
                            row->unit >= 0 ? g_array_index (units, KheoReformUnit, row->unit).name
                                           : version->name);
      kheo_cli_json_int (builder, "models", row->models);
      kheo_cli_json_int (builder, "figures", row->figures);
      kheo_cli_json_int (builder, "targets", row->targets);
      kheo_cli_json_int (builder, "open_targets", row->open_targets);
      kheo_cli_json_int (builder, "petitions", row->petitions);
      kheo_cli_json_int (builder, "tasks", row->tasks);
      kheo_cli_json_int (builder, "divided", row->divided);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_impact (JsonBuilder *builder, const Result *result)
{
  json_builder_set_member_name (builder, "impact");
  json_builder_begin_object (builder);
  add_impact_rows (builder, "old", result, result->impact->olds);
  add_impact_rows (builder, "new", result, result->impact->news);
  json_builder_end_object (builder);
}

static void
print_json (const Result *result, gboolean impact)
{
  KheoReformCounts counts = kheo_reform_plan_count (result->plan);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kheo_cli_json_int (builder, "units_ended", counts.units_ended);
  kheo_cli_json_int (builder, "units_begun", counts.units_begun);
  kheo_cli_json_int (builder, "units_kept", counts.units_kept);
  json_builder_set_member_name (builder, "successions");
  json_builder_begin_object (builder);
  kheo_cli_json_int (builder, "whole", counts.whole);
  kheo_cli_json_int (builder, "part", counts.part);
  json_builder_end_object (builder);
  add_affected (builder, &result->impact->total);
  add_problems (builder, result->import, result->plan);
  if (impact)
    add_impact (builder, result);
  kheo_cli_json_id (builder, "reform", result->reform);
  kheo_cli_json_id (builder, "action", result->action);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_plain (const Result *result)
{
  KheoReformCounts counts = kheo_reform_plan_count (result->plan);
  const GArray    *problems = kheo_reform_plan_get_problems (result->plan);

  g_print (_ ("%u units ended, %u begun, %u kept; %u successions whole, %u in part\n"),
           counts.units_ended, counts.units_begun, counts.units_kept, counts.whole, counts.part);
  if (result->import != NULL)
    kheo_cli_print_findings (result->import);
  for (guint i = 0; result->import == NULL && i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      if (problem->row != G_MAXUINT)
        g_print (_ ("  act %u: %s\n"), problem->row + 1, problem->message);
      else
        g_print ("  %s\n", problem->message);
    }
}

static void
print_result (const Result *result, const ReformCall *call)
{
  if (call->json)
    print_json (result, call->impact);
  else
    print_plain (result);
}

/* What the call says wins over the file. */
static void
settle_decision (KheoReformDecision *decision, const ReformCall *call)
{
  if (call->decision != NULL)
    {
      g_autofree char *title = g_steal_pointer (&decision->title);
      g_autofree char *note = g_steal_pointer (&decision->note);

      kheo_reform_decision_clear (decision);
      kheo_reform_decision_init_parse (decision, call->decision);
      decision->title = g_steal_pointer (&title);
      decision->note = g_steal_pointer (&note);
    }
  if (call->title != NULL)
    {
      g_free (decision->title);
      decision->title = g_strdup (call->title);
    }
}

/* ---- A conversion table ---- */

typedef struct
{
  KheoImport  *import;
  KheoProgress progress; /* asked until the action has ended */
} Committing;

static gboolean
commit_import (KheoDb *db, gpointer data, GError **error)
{
  Committing *committing = data;

  return !kheo_import_has_work (committing->import) ||
         kheo_import_commit (committing->import, db, &committing->progress, error);
}

/* The reform that an action made: the newest of the book. */
static gint64
find_reform (KheoDb *db, gint64 action)
{
  g_autoptr (GPtrArray) all = action != 0 ? kheo_reform_list (db, NULL) : NULL;
  gint64 newest = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    newest = MAX (newest, ((KheoReformEntry *) g_ptr_array_index (all, i))->id);
  return newest != 0 && kheo_history_find_maker (db, "reform", newest) == action ? newest : 0;
}

static KheoExit
apply_table (KheoCli *cli, KheoImport *import, const ReformCall *call)
{
  Committing       committing = { import, { kheo_cli_progress } };
  Result           result = { .import = import };
  KheoReformCounts counts = { 0 };
  g_autoptr (KheoReformImpact) impact = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  if (!kheo_import_match (import, cli->db, &committing.progress, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (!kheo_import_count_reform (import, &counts))
    return kheo_cli_fail (KHEO_EXIT_INPUT, "“%s”: %s", kheo_import_get_file (import),
                          _ ("there is no table of old and new units in it"));
  result.plan = (KheoReformPlan *) kheo_import_get_reform (import);
  result.units = kheo_import_get_units (import);
  result.impact = impact = kheo_reform_impact_new (result.plan, cli->db, &error);
  if (impact == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  title = kheo_import_dup_title (import);
  if (!call->dry_run &&
      !kheo_cli_act (cli->db, title, commit_import, &committing, &result.action, &error))
    return kheo_cli_fail_error (KHEO_EXIT_REFUSED, error);
  result.reform = find_reform (cli->db, result.action);
  print_result (&result, call);
  return kheo_import_needs_person (import) ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}

static KheoExit
run_table (KheoCli *cli, const char *path, const ReformCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_auto (KheoReformDecision) decision = { 0 };

  if (call->date == NULL || (options->date = kheo_date_from_iso (call->date)) == 0)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("reform: give the first day of the new units, --date 2025-07-01"));
  options->as = KHEO_IMPORT_CONVERSION;
  if (!kheo_cli_open (cli, call->dry_run ? KHEO_DB_READ_ONLY : 0))
    return KHEO_EXIT_BOOK;
  import = kheo_import_read (path, options, NULL, &error);
  if (import == NULL)
    return kheo_cli_fail (KHEO_EXIT_INPUT, "“%s”: %s", path, error->message);
  settle_decision (&decision, call);
  kheo_import_set_reform (import, options->date, &decision);
  return apply_table (cli, import, call);
}

/* ---- Acts ---- */

typedef struct
{
  const KheoReformDecision *decision;
  Result                   *result;
} Applying;

static gboolean
apply_plan (KheoDb *db, gpointer data, GError **error)
{
  Applying    *applying = data;
  KheoProgress progress = { kheo_cli_progress };

  return kheo_reform_apply (applying->result->plan, db, applying->decision, &progress,
                            &applying->result->reform, error);
}

static KheoExit
apply_acts (KheoCli *cli, KheoCliActs *acts, KheoUnits *units, const ReformCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoReformPlan) plan = kheo_reform_plan_from_acts (
      units, acts->date, (const KheoReformAct *const *) acts->acts->pdata, acts->acts->len);
  g_autoptr (KheoReformImpact) impact = kheo_reform_impact_new (plan, cli->db, &error);
  Result           result = { .plan = plan, .units = units, .impact = impact };
  Applying         applying = { &acts->decision, &result };
  g_autofree char *title = acts->decision.title != NULL ? g_strdup (acts->decision.title)
                                                        : kheo_reform_plan_dup_title (plan);
  gboolean         refused = FALSE;

  if (impact == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  refused = !call->dry_run &&
            !kheo_cli_act (cli->db, title, apply_plan, &applying, &result.action, &error);
  print_result (&result, call);
  if (refused)
    return kheo_cli_fail_error (KHEO_EXIT_REFUSED, error);
  if (!kheo_reform_plan_can_apply (plan))
    return KHEO_EXIT_REFUSED;
  return kheo_reform_plan_get_problems (plan)->len > 0 ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}

static KheoExit
run_acts (KheoCli *cli, const ReformCall *call)
{
  g_auto (KheoCliActs) acts = { 0 };
  g_autoptr (GError) error = NULL;
  KheoWorld *world = NULL;
  KheoDate   date = call->date != NULL ? kheo_date_from_iso (call->date) : KHEO_DATE_UNKNOWN;

  if (call->date != NULL && date == KHEO_DATE_UNKNOWN)
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--date: “%s” is not a day; write it like 2025-07-01"), call->date);
  if (!kheo_cli_open (cli, call->dry_run ? KHEO_DB_READ_ONLY : 0))
    return KHEO_EXIT_BOOK;
  world = kheo_world_get (cli->db, &error);
  if (world == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (!kheo_cli_acts_read (&acts, call->acts, date, kheo_world_get_units (world), &error))
    return kheo_cli_fail (KHEO_EXIT_INPUT, "“%s”: %s", call->acts, error->message);
  settle_decision (&acts.decision, call);
  return apply_acts (cli, &acts, kheo_world_get_units (world), call);
}

/* ---- The command ---- */

static KheoExit
run_reform (KheoCli *cli, int argc, char **argv)
{
  g_auto (ReformCall) call = { 0 };
  GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &call.date, NULL, NULL },
    { "decision", 0, 0, G_OPTION_ARG_STRING, &call.decision, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &call.title, NULL, NULL },
    { "acts", 0, 0, G_OPTION_ARG_FILENAME, &call.acts, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &call.list, NULL, NULL },
    { "tasks", 0, 0, G_OPTION_ARG_INT64, &call.tasks, NULL, NULL },
    { "close", 0, 0, G_OPTION_ARG_INT64, &call.close, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &call.note, NULL, NULL },
    { "take-back", 0, 0, G_OPTION_ARG_INT64, &call.take_back, NULL, NULL },
    { "impact", 0, 0, G_OPTION_ARG_NONE, &call.impact, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &call.dry_run, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if ((argc == 2) + (call.acts != NULL) + call.list + (call.tasks != 0) + (call.close != 0) +
              (call.take_back != 0) !=
          1 ||
      argc > 2)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("reform: name one file, or one of --acts, --list, --tasks, --close, "
                             "--take-back"));
  if (call.list)
    return kheo_cli_list_reforms (cli, call.json);
  if (call.tasks != 0)
    return kheo_cli_list_reform_tasks (cli, call.tasks, call.json);
  if (call.close != 0)
    return kheo_cli_close_reform_task (cli, call.close, call.note);
  if (call.take_back != 0)
    return kheo_cli_take_reform_back (cli, call.take_back);
  return call.acts != NULL ? run_acts (cli, &call) : run_table (cli, argv[1], &call);
}

const KheoCliCommand kheo_cli_reform_commands[] = {
  { "reform",
    "FILE --date DATE | --acts FILE.json [--date DATE] [--decision TEXT] [--title TEXT] [--dry-run]"
    " [--impact]"
    " | --list | --tasks REFORM | --close TASK [--note TEXT] | --take-back REFORM [--json]",
    N_ ("changes the map of units as one action, by a conversion table or by acts"), run_reform },
  { NULL },
};
