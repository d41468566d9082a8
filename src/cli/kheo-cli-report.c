/* report: annexes and statistical tables, of any list or total. */
#include "kheo-cli.h"

#include "kheo-cli-annex.h"
#include "kheo-error.h"
#include "kheo-figures.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoCliScope    scope;
  char           *output;
  KheoCliChildren children;
  KheoCliPress    press;
  char           *layout_name;
  char           *by;
  char           *style;
  char           *paper;
  char           *as;
  gboolean        portrait, landscape;
  gboolean        with_names;

  /* Found out. */
  KheoAnnexLayout *layout;
  char            *subject;
} ReportCall;

static void
report_call_clear (ReportCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  g_free (call->output);
  kheo_cli_children_clear (&call->children);
  kheo_cli_press_clear (&call->press);
  g_free (call->layout_name);
  g_free (call->by);
  g_free (call->style);
  g_free (call->paper);
  g_free (call->as);
  g_free (call->subject);
  g_clear_pointer (&call->layout, kheo_annex_layout_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReportCall, report_call_clear)

/* ---- What is asked for ---- */

/* The subject of "summary", "list:tasks", "total:DV22" …; NULL: there is none of that name. */
static char *
find_subject (const char *kind)
{
  static const struct
  {
    const char *kind, *subject;
  } kinds[] = {
    { "annex-models", "list:models" },
    { "summary", "total:models" },
    { "indicators", "indicators" },
    { "unit-life", "unit-life" },
    { "comparison", "comparison" },
    { "total:models", "total:models" },
    { "total:figures", "total:figures" },
    { "imports", "imports" },
    { "history", "history" },
    { "reform-matters", "reform-matters" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return g_strdup (kinds[i].subject);
  if (g_str_has_prefix (kind, "total:"))
    return g_strdup ("total:figures");
  return kheo_annex_subject_get_register (kind) != NULL ? g_strdup (kind) : NULL;
}

/* By name among the built-in ones of the subject; NULL: none. */
static KheoAnnexLayout *
find_built_in (const char *subject, const char *name)
{
  g_autoptr (GPtrArray) layouts = kheo_annex_layouts_built_in (subject);

  for (guint i = 0; i < layouts->len; i++)
    {
      const KheoAnnexLayout *layout = layouts->pdata[i];

      if (name == NULL || g_str_equal (layout->name, name) ||
          g_str_equal (kheo_annex_layout_get_label (layout), name))
        return kheo_annex_layout_dup (layout);
    }
  return NULL;
}

/* A layout of a file, of the book or of the program; "summary" alone has one that is usual. */
static KheoExit
find_layout (ReportCall *call, KheoDb *db, const char *kind)
{
  g_autoptr (GError) error = NULL;

  if (call->layout_name == NULL)
    {
      if (g_str_equal (kind, "summary") || g_str_equal (kind, "list:tasks") ||
          g_str_equal (kind, "list:petitions"))
        call->layout = find_built_in (call->subject, NULL);
      return KHEO_EXIT_DONE;
    }
  if (g_str_has_suffix (call->layout_name, ".json"))
    call->layout = kheo_annex_layout_from_file (call->layout_name, &error);
  else if ((call->layout = kheo_annex_layout_find (db, call->layout_name, &error)) == NULL &&
           error == NULL)
    call->layout = find_built_in (call->subject, call->layout_name);
  if (error != NULL)
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (call->layout == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--layout: there is no layout “%s” for this annex; “kheo-cli layouts” "
                             "lists them"),
                          call->layout_name);
  return KHEO_EXIT_DONE;
}

/* --by: other groups than the layout's. */
static void
take_groups (ReportCall *call)
{
  g_auto (GStrv) names = NULL;

  if (call->by == NULL)
    return;
  if (call->layout == NULL)
    call->layout = kheo_annex_layout_new ("", call->subject);
  g_ptr_array_set_size (call->layout->groups, 0);
  names = g_strsplit (call->by, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      g_ptr_array_add (call->layout->groups, g_strdup (names[i]));
}

static KheoExit
find_indicator (KheoWorld *world, const char *kind, KheoAnnexQuestion *question)
{
  const char *name = strchr (kind, ':') + 1;
  g_autoptr (GError) error = NULL;
  const KheoIndicator *indicator;
  KheoIndicators      *indicators = kheo_world_get_indicators (world, &error);

  if (indicators == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (g_str_equal (name, "figures"))
    return KHEO_EXIT_DONE;
  if ((indicator = kheo_indicators_resolve (indicators, name, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  question->indicator = indicator->id;
  return KHEO_EXIT_DONE;
}

/* ---- Writing ---- */

static KheoCliAnnex
list_options (const ReportCall *call)
{
  return (KheoCliAnnex){ call->layout,   call->style,     call->paper,
                         call->portrait, call->landscape, &call->press };
}

static KheoExit
write_one (KheoCli                 *cli,
           const ReportCall        *call,
           const KheoAnnexQuestion *question,
           const char              *path)
{
  const KheoCliAnnex options = list_options (call);
  KheoProgress       progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexContent) content = kheo_annex_question_answer (
      question, cli->db, call->layout, call->with_names, &progress, &error);

  if (content == NULL)
    return kheo_cli_fail_error (
        g_error_matches (error, KHEO_ERROR, KHEO_ERROR_INVALID) ? KHEO_EXIT_USAGE : KHEO_EXIT_BOOK,
        error);
  return kheo_cli_write_annex (cli, content, &options, path);
}

static KheoExit
write_each (KheoCli *cli, const ReportCall *call, KheoAnnexQuestion *question)
{
  const KheoCliAnnex options = list_options (call);

  return kheo_cli_write_each_annex (cli, &call->children, question, &options, call->with_names,
                                    call->output, call->as != NULL ? call->as : "pdf");
}

static KheoExit
make_report (KheoCli *cli, ReportCall *call, const char *kind)
{
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoAnnexQuestion) question = NULL;
  KheoWorld *world;
  KheoExit   status;

  query = kheo_cli_scope_open (
      &call->scope, cli, kheo_annex_subject_get_query_register (call->subject), &world, &status);
  if (query == NULL)
    return status;
  if ((status = find_layout (call, cli->db, kind)) != KHEO_EXIT_DONE)
    return status;
  take_groups (call);
  question = kheo_annex_question_new (call->subject, query);
  if (g_str_equal (call->subject, "total:figures") &&
      (status = find_indicator (world, kind, question)) != KHEO_EXIT_DONE)
    return status;
  return kheo_cli_children_are_wanted (&call->children)
             ? write_each (cli, call, question)
             : write_one (cli, call, question, call->output);
}

static KheoExit
check_call (ReportCall *call)
{
  const KheoCliAnnex options = list_options (call);
  gboolean           each = kheo_cli_children_are_wanted (&call->children);
  KheoExit           status = kheo_cli_press_check (&call->press, each);

  if (status == KHEO_EXIT_DONE)
    status = kheo_cli_check_annex (&options, call->output, each);
  if (status == KHEO_EXIT_DONE && each && call->press.tile_name != NULL && call->as != NULL &&
      !g_str_equal (call->as, "pdf"))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--tile: only paper can be cut; leave out --as"));
  return status;
}

KheoExit
kheo_cli_run_report (KheoCli *cli, int argc, char **argv)
{
  g_auto (ReportCall) call = { .press = KHEO_CLI_PRESS_INIT };
  KheoExit     status;
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &call.output, NULL, NULL },
    { "layout", 0, 0, G_OPTION_ARG_STRING, &call.layout_name, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &call.by, NULL, NULL },
    { "style", 0, 0, G_OPTION_ARG_STRING, &call.style, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &call.paper, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &call.as, NULL, NULL },
    { "portrait", 0, 0, G_OPTION_ARG_NONE, &call.portrait, NULL, NULL },
    { "landscape", 0, 0, G_OPTION_ARG_NONE, &call.landscape, NULL, NULL },
    { "with-names", 0, 0, G_OPTION_ARG_NONE, &call.with_names, NULL, NULL },
    KHEO_CLI_CHILDREN_ENTRIES (&call.children),
    KHEO_CLI_PRESS_ENTRIES (&call.press),
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc == 2 && g_str_equal (argv[1], "campaign") && kheo_register_find ("campaigns") == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("report campaign: the book keeps no campaigns yet; print their "
                             "indicators with “report indicators”"));
  if (argc != 2 || (call.subject = find_subject (argv[1])) == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("report: name what to print: annex-models, summary, indicators, "
                             "comparison, unit-life, imports, history, reform-matters, "
                             "list:REGISTER, total:models, total:INDICATOR"));
  if ((status = check_call (&call)) != KHEO_EXIT_DONE)
    return status;
  if (g_str_equal (call.subject, "unit-life") && call.scope.unit == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("report unit-life: name the unit with --unit UNIT"));
  return make_report (cli, &call, argv[1]);
}
