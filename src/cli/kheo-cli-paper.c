/* chart: what is drawn, on which paper. */
#include "kheo-chart-sheet.h"
#include "kheo-cli-annex.h"
#include "kheo-cli-board.h"
#include "kheo-cli-chart.h"
#include "kheo-cli-children.h"
#include "kheo-cli-press.h"
#include "kheo-paper-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoCli         *cli; /* borrowed */
  KheoCliScope     scope;
  KheoCliChartData data;
  KheoCliChildren  children;
  KheoCliPress     press;
  char            *title;
  char            *output;
  char            *paper_name;
  char            *layout_name;
  gboolean         landscape;
  gboolean         mono;
  gboolean         describe;

  /* Found out. */
  KheoCliBoard         board;
  GArray              *charts; /* of KheoCliChart; empty: a board */
  KheoPaper            paper;
  KheoChartSheetLayout layout;
  GPtrArray           *read; /* of KheoChartData: what was read last, one a chart */
} ChartCall;

static void
chart_call_clear (ChartCall *call)
{
  kheo_cli_scope_clear (&call->scope);
  kheo_cli_chart_data_clear (&call->data);
  kheo_cli_children_clear (&call->children);
  kheo_cli_press_clear (&call->press);
  kheo_cli_board_clear (&call->board);
  g_free (call->title);
  g_free (call->output);
  g_free (call->paper_name);
  g_free (call->layout_name);
  g_clear_pointer (&call->charts, g_array_unref);
  g_clear_pointer (&call->read, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChartCall, chart_call_clear)

static KheoCliChart *
get_chart (const ChartCall *call, guint index)
{
  return &g_array_index (call->charts, KheoCliChart, index);
}

/* ---- Reading ---- */

/* All charts of @unit (0: of the scope's) into call->read; else printed. */
static KheoExit
read_charts (ChartCall *call, gint64 unit)
{
  KheoExit worst = KHEO_EXIT_DONE;

  if (call->board.name != NULL)
    return kheo_cli_board_read (&call->board, call->cli, unit);
  g_ptr_array_set_size (call->read, 0);
  for (guint i = 0; i < call->charts->len; i++)
    {
      KheoExit       status = KHEO_EXIT_DONE;
      KheoChartData *data =
          kheo_cli_chart_read (get_chart (call, i), call->cli, &call->data, unit, &status);

      if (data == NULL)
        return status;
      if (call->title != NULL && call->charts->len == 1)
        kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, call->title);
      g_ptr_array_add (call->read, data);
      worst = MAX (worst, status);
    }
  return worst;
}

/* ---- Pages ---- */

static KheoPages *
make_sheet (const ChartCall *call)
{
  KheoChartTheme                 theme = call->mono ? KHEO_CHART_MONO : KHEO_CHART_PRINT;
  KheoChartSheet                 sheet = { call->title, call->layout, call->paper, theme, NULL };
  g_autofree KheoChartSheetItem *items = g_new0 (KheoChartSheetItem, call->read->len);

  if (call->board.name != NULL)
    return kheo_cli_board_make (&call->board, &sheet);
  if (call->read->len == 1)
    return kheo_pages_new_for_chart (get_chart (call, 0)->kind, call->read->pdata[0], call->paper,
                                     theme, NULL);
  for (guint i = 0; i < call->read->len; i++)
    items[i] = (KheoChartSheetItem){ get_chart (call, i)->kind, call->read->pdata[i] };
  return kheo_pages_new_for_sheet (&sheet, items, call->read->len);
}

static KheoPages *
make_pages (gpointer data, GError **error)
{
  const ChartCall *call = data;

  return kheo_cli_press_cut (&call->press, make_sheet (call));
}

static KheoExit
write_pages (const ChartCall *call, const KheoPages *pages)
{
  KheoChartFormat format = KHEO_CHART_PDF;
  g_autoptr (GError) error = NULL;

  kheo_chart_format_from_path (call->output, &format);
  if (format != KHEO_CHART_PDF && kheo_pages_get_n_pages (pages) > 1)
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--output: these are %u pages, which only a .pdf can hold"),
                          kheo_pages_get_n_pages (pages));
  if (format == KHEO_CHART_PDF
          ? kheo_pages_export_pdf (pages, call->output, NULL, NULL, &error)
          : kheo_pages_export_image (pages, 0, call->output, format, 0, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

static void
describe_charts (const ChartCall *call)
{
  if (call->board.name != NULL)
    kheo_cli_board_print (&call->board);
  for (guint i = 0; i < call->read->len; i++)
    {
      g_autofree char *sentence =
          kheo_chart_describe (get_chart (call, i)->kind, call->read->pdata[i]);
      g_autofree char *table = kheo_chart_data_table (call->read->pdata[i]);

      g_print ("%s%s\n\n%s", i > 0 ? "\n" : "", sentence, table);
    }
}

/* ---- One sheet for each unit below ---- */

static char *
read_child (gint64 unit, gpointer data, KheoExit *out_status)
{
  ChartCall *call = data;
  GChecksum *key;

  *out_status = read_charts (call, unit);
  if (*out_status > KHEO_EXIT_NEEDS_PERSON)
    return NULL;
  key = kheo_paper_key_new ();
  kheo_paper_key_add_paper (key, call->paper);
  kheo_paper_key_add_paper (key, call->press.tile);
  kheo_paper_key_add_number (key, call->press.overlap);
  kheo_paper_key_add_number (key, call->layout);
  kheo_paper_key_add_number (key, call->mono);
  kheo_paper_key_add_text (key, call->title);
  if (call->board.name != NULL)
    kheo_cli_board_add_to_key (&call->board, key);
  for (guint i = 0; i < call->read->len; i++)
    kheo_paper_key_add_chart (key, get_chart (call, i)->kind, call->read->pdata[i]);
  return kheo_paper_key_free_to_text (key);
}

static KheoExit
put_children (ChartCall *call)
{
  const KheoCliSheetMaker maker = { read_child, make_pages, NULL, call };
  const KheoQuery        *query =
      call->board.name != NULL ? call->board.query : get_chart (call, 0)->query;

  if (query == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--each-child: this chart is the same for every unit"));
  return kheo_cli_children_run (&call->children, call->cli, query, call->output, "pdf", &maker);
}

/* ---- The command ---- */

static KheoExit
put_charts (ChartCall *call)
{
  g_autoptr (KheoPages) pages = NULL;
  KheoExit status, written;

  if (kheo_cli_children_are_wanted (&call->children))
    return put_children (call);
  if ((status = read_charts (call, 0)) > KHEO_EXIT_NEEDS_PERSON)
    return status;
  if (call->describe)
    {
      describe_charts (call);
      return status;
    }
  pages = make_pages (call, NULL);
  written = call->press.preflight
                ? kheo_cli_press_print_findings (&call->press, call->cli, pages, call->output)
                : write_pages (call, pages);
  return MAX (status, written);
}

static KheoExit
fail_layout (const char *name)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < KHEO_N_SHEET_LAYOUTS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            kheo_chart_sheet_layout_to_name ((KheoChartSheetLayout) i));
  return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--layout: “%s” is none of %s"), name, names->str);
}

static KheoExit
check_paper (ChartCall *call)
{
  const char *name = call->paper_name != NULL ? call->paper_name : "A4";
  g_autoptr (GError) error = NULL;

  if (!kheo_paper_parse (name, call->landscape, &call->paper, &error))
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (call->board.name != NULL)
    call->layout = KHEO_CHART_SHEET_BOARD;
  if (call->layout_name != NULL &&
      !kheo_chart_sheet_layout_from_name (call->layout_name, &call->layout))
    return fail_layout (call->layout_name);
  return KHEO_EXIT_DONE;
}

static KheoExit
check_output (const ChartCall *call)
{
  KheoChartFormat format;

  if (call->describe || call->press.preflight)
    return KHEO_EXIT_DONE;
  if (call->output != NULL && kheo_cli_children_are_wanted (&call->children))
    return KHEO_EXIT_DONE; /* a folder, or a file */
  if (call->output == NULL || !kheo_chart_format_from_path (call->output, &format))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--output: name a file that ends in .pdf, .svg or .png"));
  return KHEO_EXIT_DONE;
}

/* KIND DATASET, once or more; KIND alone with --data; "board" NAME. */
static gboolean
take_arguments (ChartCall *call, int argc, char **argv)
{
  KheoCliChart chart = { 0 };

  if (call->data.file != NULL)
    {
      if (argc != 2 || !kheo_chart_kind_from_name (argv[1], &chart.kind))
        return FALSE;
      chart.title = call->title;
      g_array_append_val (call->charts, chart);
      return TRUE;
    }
  if (argc == 3 && g_str_equal (argv[1], "board"))
    {
      call->board.name = g_strdup (argv[2]);
      return TRUE;
    }
  for (int i = 1; i + 1 < argc; i += 2)
    {
      KheoChartKind kind;

      if (!kheo_chart_kind_from_name (argv[i], &kind))
        return FALSE;
      if (!kheo_cli_chart_parse (&chart, kind, argv[i + 1]))
        {
          kheo_cli_chart_clear (&chart);
          return FALSE;
        }
      g_array_append_val (call->charts, chart);
    }
  return argc >= 3 && argc % 2 == 1;
}

/* Names what there is: the kinds, and the datasets that boards have too. */
static KheoExit
fail_usage (void)
{
  g_autoptr (GString) kinds = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  guint                   n;
  const KheoBoardDataset *datasets = kheo_board_list_datasets (&n);

  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    g_string_append_printf (kinds, "%s%s", kind > 0 ? ", " : "",
                            kheo_chart_kind_to_name ((KheoChartKind) kind));
  for (guint i = 0; i < n; i++)
    if (!datasets[i].is_tile)
      g_string_append_printf (names, "%s, ", datasets[i].dataset);
  return kheo_cli_fail (KHEO_EXIT_USAGE,
                        /* Translators: names of kinds, then of datasets with a comma after each. */
                        _ ("chart: name a kind (%s) and a dataset (%sindicator:CODE, chart:NAME), "
                           "or a table with --data FILE, or a board with board NAME; more pairs of "
                           "kind and dataset stand on one sheet"),
                        kinds->str, names->str);
}

static KheoExit
run_parsed (ChartCall *call, int argc, char **argv)
{
  KheoExit status;

  if (!take_arguments (call, argc, argv))
    return fail_usage ();
  if ((status = check_paper (call)) != KHEO_EXIT_DONE ||
      (status = kheo_cli_press_check (
           &call->press, kheo_cli_children_are_wanted (&call->children))) != KHEO_EXIT_DONE ||
      (status = check_output (call)) != KHEO_EXIT_DONE)
    return status;
  if (call->board.name != NULL)
    status = kheo_cli_board_open (&call->board, call->cli, &call->scope);
  for (guint i = 0; i < call->charts->len && status == KHEO_EXIT_DONE; i++)
    status = kheo_cli_chart_open (get_chart (call, i), call->cli, &call->scope);
  return status == KHEO_EXIT_DONE ? put_charts (call) : status;
}

static KheoExit
run_chart (KheoCli *cli, int argc, char **argv)
{
  g_auto (ChartCall) call = { .cli = cli, .press = KHEO_CLI_PRESS_INIT };
  GOptionEntry entries[] = {
    KHEO_CLI_SCOPE_ENTRIES (&call.scope),
    KHEO_CLI_CHART_DATA_ENTRIES (&call.data),
    KHEO_CLI_CHILDREN_ENTRIES (&call.children),
    KHEO_CLI_PRESS_ENTRIES (&call.press),
    { "title", 0, 0, G_OPTION_ARG_STRING, &call.title, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &call.output, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &call.paper_name, NULL, NULL },
    { "landscape", 0, 0, G_OPTION_ARG_NONE, &call.landscape, NULL, NULL },
    { "layout", 0, 0, G_OPTION_ARG_STRING, &call.layout_name, NULL, "NAME" },
    { "mono", 0, 0, G_OPTION_ARG_NONE, &call.mono, NULL, NULL },
    { "describe", 0, 0, G_OPTION_ARG_NONE, &call.describe, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  call.charts = g_array_new (FALSE, FALSE, sizeof (KheoCliChart));
  g_array_set_clear_func (call.charts, (GDestroyNotify) kheo_cli_chart_clear);
  call.read = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_chart_data_unref);
  return run_parsed (&call, argc, argv);
}

const KheoCliCommand kheo_cli_paper_commands[] = {
  { "chart",
    "KIND DATASET [KIND DATASET]… | board NAME [--unit UNIT] [--period P] [--tile SHEET] "
    "[--each-child] "
    "[--preflight] … --output FILE.(pdf|svg|png)",
    N_ ("draws charts, or tells them in words with --describe"), run_chart },
  { "report",
    "annex-models|summary|indicators|comparison|unit-life|imports|history|reform-matters|"
    "list:REGISTER|total:INDICATOR "
    "[--unit UNIT] [--period P] [--layout NAME|FILE.json] [--style party|front] [--tile SHEET] "
    "[--each-child] [--preflight] --output FILE.(pdf|xlsx|ods|odt)",
    N_ ("writes any list or total as an annex"), kheo_cli_run_report },
  { "layouts", "[list] | show NAME | add FILE.json | remove NAME",
    N_ ("lists, shows, keeps or takes away layouts of annexes"), kheo_cli_run_layouts },
  { "compare",
    "models|INDICATOR --period P [--with P] [--unit UNIT] [--by child|field] "
    "[--each-child] [--json]",
    N_ ("compares two periods on one map; --output and --chart write files"),
    kheo_cli_run_compare },
  { NULL },
};
