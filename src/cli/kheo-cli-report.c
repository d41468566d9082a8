/* report: annexes and statistical tables, of any list or total. */
#include "kheo-cli.h"

#include "kheo-annex-question.h"
#include "kheo-cli-annex.h"
#include "kheo-cli-children.h"
#include "kheo-error.h"
#include "kheo-figures.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KheoCliScope    scope;
  char           *output;
  KheoCliChildren children;
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
    { "annex-models", "list:models" },    { "summary", "total:models" },
    { "indicators", "indicators" },       { "unit-life", "unit-life" },
    { "comparison", "comparison" },       { "total:models", "total:models" },
    { "total:figures", "total:figures" },
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

static KheoAnnexLayout *
read_layout (const char *path, GError **error)
{
  g_autofree char *json = NULL;

  if (!g_file_get_contents (path, &json, NULL, error))
    return NULL;
  return kheo_annex_layout_from_json (json, error);
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
    call->layout = read_layout (call->layout_name, &error);
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

static KheoExit
write_one (KheoCli                 *cli,
           const ReportCall        *call,
           const KheoAnnexQuestion *question,
           const char              *path)
{
  const KheoCliAnnex options = { call->layout, call->style, call->paper, call->portrait,
                                 call->landscape };
  KheoProgress       progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexContent) content = kheo_annex_question_answer (
      question, cli->db, call->layout, call->with_names, &progress, &error);

  if (content == NULL)
    return kheo_cli_fail_error (
        g_error_matches (error, KHEO_ERROR, KHEO_ERROR_INVALID) ? KHEO_EXIT_USAGE : KHEO_EXIT_BOOK,
        error);
  return kheo_cli_write_annex (cli->db, content, &options, path);
}

/* ---- One for each unit below ---- */

typedef struct
{
  KheoCli           *cli; /* borrowed, as all but the content */
  const ReportCall  *call;
  KheoAnnexQuestion *question;
  KheoCliAnnex       options;
  KheoAnnexContent  *content; /* of the unit read last */
} Each;

static KheoExit
prepare_each (const GArray *units, gpointer data)
{
  Each *self = data;
  g_autoptr (GError) error = NULL;

  if (kheo_annex_question_prepare (self->question, self->cli->db, units, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
}

static char *
read_each (gint64 unit, gpointer data, KheoExit *out_status)
{
  Each *self = data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->content, kheo_annex_content_free);
  self->question->query->unit = unit;
  self->content = kheo_annex_question_answer (self->question, self->cli->db, self->call->layout,
                                              self->call->with_names, NULL, &error);
  if (self->content != NULL)
    return kheo_cli_make_annex_key (self->cli->db, self->content, &self->options);
  *out_status = kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return NULL;
}

static KheoPages *
make_each (gpointer data, GError **error)
{
  const Each *self = data;

  return kheo_cli_make_annex_pages (self->cli->db, self->content, &self->options, error);
}

static KheoExit
write_into (const char *path, gpointer data)
{
  const Each *self = data;

  return kheo_cli_write_annex (self->cli->db, self->content, &self->options, path);
}

static KheoExit
write_each (KheoCli *cli, const ReportCall *call, KheoAnnexQuestion *question)
{
  Each                    each = { cli,
                                   call,
                                   question,
                                   { call->layout, call->style, call->paper, call->portrait, call->landscape },
                                   NULL };
  const KheoCliSheetMaker maker = { read_each, make_each, write_into, &each, prepare_each };
  KheoAnnexStyle          style;
  KheoExit                status;

  if (call->style != NULL && !kheo_annex_style_from_name (call->style, &style))
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--style: “%s” is neither party nor front"),
                          call->style);
  status = kheo_cli_children_run (&call->children, cli, question->query, call->output,
                                  call->as != NULL ? call->as : "pdf", &maker);
  g_clear_pointer (&each.content, kheo_annex_content_free);
  return status;
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

KheoExit
kheo_cli_run_report (KheoCli *cli, int argc, char **argv)
{
  g_auto (ReportCall) call = { 0 };
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
                             "comparison, unit-life, list:REGISTER, total:models, "
                             "total:INDICATOR"));
  if (call.output == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--output: name a file that ends in .pdf, .xlsx, .ods or .odt"));
  if (g_str_equal (call.subject, "unit-life") && call.scope.unit == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("report unit-life: name the unit with --unit UNIT"));
  return make_report (cli, &call, argv[1]);
}
