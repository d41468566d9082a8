/* kheo-cli on paper: sizes, posters, several charts, one sheet for each unit, preflight. */
#include "cli-run.h"

#include <string.h>

typedef struct
{
  KheoTestDir *dir;
  char        *book; /* the sample province with its districts */
} Desk;

static void
desk_init (Desk *desk)
{
  desk->dir = kheo_test_dir_new ();
  desk->book = kheo_test_dir_build (desk->dir, "book.kheo");
  g_free (cli_run (desk->book, "new --sample", 0));
}

static void
desk_clear (Desk *desk)
{
  g_free (desk->book);
  kheo_test_dir_free (desk->dir);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* Runs @words and then the name of @file in the folder of @desk; its path. */
static char *
make (const Desk *desk, const char *words, const char *file, int status)
{
  char            *path = kheo_test_dir_build (desk->dir, file);
  g_autofree char *whole = g_strdup_printf ("%s --output '%s'", words, path);

  g_free (cli_run (desk->book, whole, status));
  return path;
}

/* What pdfinfo says; NULL when it is not there. */
static char *
ask_info (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdfinfo");
  const char      *command[] = { tool, path, NULL };
  char            *text = NULL;

  if (tool != NULL)
    g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                                 NULL, NULL, NULL));
  return text;
}

static void
test_papers (void)
{
  static const struct
  {
    const char *options, *said;
  } cases[] = {
    { "--paper A5", "419.528 x 595.276 pts" },
    { "--paper A0 --landscape", "3370.39 x 2383.94 pts" },
    { "--paper 16:9", "960 x 540 pts" },
    { "--paper 600x900mm", "1700.79 x 2551.18 pts" },
  };
  g_auto (Desk) desk = { 0 };

  desk_init (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strdup_printf ("chart ranking models:child %s", cases[i].options);
      g_autofree char *path = make (&desk, words, "a.pdf", 0);
      g_autofree char *info = ask_info (path);

      if (info != NULL)
        g_assert_nonnull (strstr (info, cases[i].said));
    }
  g_free (make (&desk, "chart ranking models:child --paper A9", "b.pdf", 2));
}

static void
test_poster (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *path = NULL, *info = NULL;

  desk_init (&desk);
  path = make (&desk, "chart ranking models:child --paper A1 --landscape --tile A4 --overlap 15",
               "poster.pdf", 0);
  if ((info = ask_info (path)) != NULL)
    {
      g_assert_null (strstr (info, "Pages:           1\n"));
      g_assert_nonnull (strstr (info, "(A4)"));
    }
  g_free (make (&desk, "chart ranking models:child --paper A1 --tile A4", "poster.svg", 2));
  g_free (make (&desk, "chart ranking models:child --tile A4 --overlap 900", "p.pdf", 2));
}

static void
test_sheet (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *path = NULL, *info = NULL;

  desk_init (&desk);
  path = make (&desk,
               "chart stacked models:field line models:year ranking models:child --layout lead "
               "--landscape --title 'Dân vận khéo'",
               "sheet.pdf", 0);
  if ((info = ask_info (path)) != NULL)
    {
      g_assert_nonnull (strstr (info, "Title:           Dân vận khéo"));
      g_assert_nonnull (strstr (info, "Pages:           1\n"));
    }
  g_free (make (&desk, "chart stacked models:field line", "x.pdf", 2)); /* a kind alone */
  g_free (make (&desk, "chart stacked models:field --layout seven", "x.pdf", 2));
}

static guint
count_files (const char *folder, const char *ending)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    n += g_str_has_suffix (name, ending) ? 1 : 0;
  return n;
}

/* Charts and annexes of each district: made once, kept the second time, or bound in one file. */
static void
test_each (void)
{
  static const char *const what[] = { "chart ranking models:child --each-child",
                                      "report summary --each-child" };

  for (guint i = 0; i < G_N_ELEMENTS (what); i++)
    {
      g_auto (Desk) desk = { 0 };
      g_autofree char *folder = NULL, *words = NULL, *bound = NULL, *info = NULL, *told = NULL;

      desk_init (&desk);
      folder = make (&desk, what[i], "Các huyện", 0);
      g_assert_cmpuint (count_files (folder, ".pdf"), ==, 10);
      words = g_strdup_printf ("%s --output '%s'", what[i], folder);
      g_free (cli_run (desk.book, words, 0));
      g_assert_cmpuint (count_files (folder, ".pdf"), ==, 10);
      bound = make (&desk, what[i], "Các huyện.pdf", 0);
      if ((info = ask_info (bound)) != NULL)
        g_assert_nonnull (strstr (info, "Title:           Các huyện"));
    }
}

static void
test_each_level (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *folder = NULL;

  desk_init (&desk);
  folder = make (&desk, "report annex-models --as xlsx --each-level district", "sheets", 0);
  g_assert_cmpuint (count_files (folder, ".xlsx"), ==, 10);
  g_free (make (&desk, "chart ranking models:child --each-level galaxy", "x", 2));
}

/* A board: numbers and charts on one sheet, of each unit below, in words. */
static void
test_board (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *sheet = NULL, *each = NULL, *info = NULL, *info_each = NULL, *words = NULL;
  g_autofree char *refused = NULL;

  desk_init (&desk);
  sheet = make (&desk, "chart board Board --period 2022 --landscape", "board.pdf", 0);
  each = make (&desk, "chart board Board --period 2022 --landscape --each-child", "each.pdf", 0);
  info = ask_info (sheet);
  info_each = ask_info (each);
  if (info != NULL)
    {
      g_assert_nonnull (strstr (info, "Pages:           1\n"));
      g_assert_nonnull (strstr (info_each, "Pages:           10\n"));
    }
  words = cli_run (desk.book, "chart board Board --period 2022 --describe", 0);
  g_assert_nonnull (strstr (words, "All models: "));
  g_assert_nonnull (strstr (words, "models by unit"));
  refused = cli_run (desk.book, "chart board Nowhere --output x.pdf", 2);
  g_free (make (&desk, "chart board Board --layout nine", "nine.pdf", 0));
}

static void
test_preflight (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *crowded = NULL;
  JsonArray       *findings;

  desk_init (&desk);
  node = cli_run_json (desk.book, "chart ranking models:child --preflight --json");
  findings = json_object_get_array_member (json_node_get_object (node), "findings");
  g_assert_cmpuint (json_array_get_length (findings), ==, 0);
  crowded = cli_run (desk.book,
                     "chart stacked models:field line models:year ranking models:child "
                     "--layout nine --paper A5 --preflight",
                     1);
  g_assert_nonnull (strstr (crowded, "page 1, "));
}

/* An annex as a poster, and looked at before it is printed: as charts are. */
static void
test_annex (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *poster = NULL, *info = NULL, *said = NULL, *empty = NULL, *folder = NULL;
  JsonArray       *findings;

  desk_init (&desk);
  poster = make (&desk, "report summary --paper A2 --tile A4 --overlap 15", "poster.pdf", 0);
  if ((info = ask_info (poster)) != NULL)
    {
      g_assert_null (strstr (info, "Pages:           1\n"));
      g_assert_nonnull (strstr (info, "(A4)"));
    }
  g_free (make (&desk, "report summary --tile A4", "poster.xlsx", 2));
  g_free (make (&desk, "report summary --tile A9", "p.pdf", 2));
  g_free (make (&desk, "report summary --tile A4 --overlap 900", "p.pdf", 2));
  folder = make (&desk, "report summary --paper A2 --tile A4 --each-child", "posters", 0);
  g_assert_cmpuint (count_files (folder, ".pdf"), ==, 10);
  g_free (make (&desk, "report summary --tile A4 --each-child --as xlsx", "x", 2));

  said = cli_run (desk.book, "report summary --preflight", 1);
  g_assert_nonnull (strstr (said, "page 1, note: "));
  empty = cli_run (desk.book, "report annex-models --period 1990 --preflight", 1);
  g_assert_nonnull (strstr (empty, "page 1, error: The table has no rows"));
  g_free (cli_run (desk.book, "report summary --preflight --each-child", 2));
  g_free (cli_run (desk.book, "chart ranking models:child --preflight --each-child", 2));
  {
    /* Findings are no failure of the call: it prints them and ends with 1. */
    g_autofree char *json = cli_run (desk.book, "report summary --preflight --json", 1);

    node = json_from_string (json, NULL);
  }
  findings = json_object_get_array_member (json_node_get_object (node), "findings");
  g_assert_cmpuint (json_array_get_length (findings), >, 0);
}

/* Two periods of each unit below; the chart on papers. */
static void
test_compare (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *folder = NULL, *bound = NULL, *chart = NULL, *info = NULL, *all = NULL;
  g_autofree char *both = NULL;

  desk_init (&desk);
  folder = make (&desk, "compare models --period 2022 --each-child", "districts", 0);
  g_assert_cmpuint (count_files (folder, ".pdf"), ==, 10);
  bound = make (&desk, "compare models --period 2022 --each-level district", "all.pdf", 0);
  if ((info = ask_info (bound)) != NULL)
    g_assert_nonnull (strstr (info, "Pages:           10\n"));
  chart = kheo_test_dir_build (desk.dir, "c.pdf");
  both = g_strdup_printf ("compare models --period 2022 --paper A3 --portrait --chart '%s'", chart);
  g_free (cli_run (desk.book, both, 0));
  if ((all = ask_info (chart)) != NULL)
    g_assert_nonnull (strstr (all, "841.89 x 1190.55 pts"));
  g_free (cli_run (desk.book, "compare models --period 2022 --each-child", 2));
  g_free (cli_run (desk.book, "compare models --period 2022 --each-child --chart x.pdf", 2));
  g_free (cli_run (desk.book, "compare models --period 2022 --style loud --output x.pdf", 2));
}

/* A layout of the office: kept, printed by its name, taken away; a bad file leaves the book alone.
 */
static void
test_layouts (void)
{
  static const char        good[] = "{ \"name\": \"Mẫu\", \"subject\": \"total:models\","
                                    " \"columns\": [ \"label\", \"total\", \"kind=collective\" ],"
                                    " \"groups\": [ \"field\" ], \"words\": { \"title\": \"BIỂU\" } }";
  static const char *const bad[] = {
    "",
    "{",
    "[ 1 ]",
    "{ \"name\": \"x\", \"subject\": \"list:rain\" }",
    "{ \"name\": \"x\", \"subject\": \"total:models\", \"columns\": [ \"rain\" ] }",
    "{ \"name\": \"\", \"subject\": \"total:models\" }",
  };
  g_auto (Desk) desk = { 0 };
  g_autofree char *file = NULL, *words = NULL, *before = NULL, *after = NULL, *list = NULL;

  desk_init (&desk);
  file = kheo_test_dir_build (desk.dir, "layout.json");
  words = g_strdup_printf ("layouts add '%s'", file);
  before = cli_run (desk.book, "hash", 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_true (g_file_set_contents (file, bad[i], -1, NULL));
      g_free (cli_run (desk.book, words, 3));
    }
  /* More than a layout can be, of which no more is read; and what is no text. */
  g_free (cli_run (desk.book, "layouts add /dev/zero", 3));
  g_free (cli_run (desk.book, "layouts add /", 3));
  g_free (cli_run (desk.book, "report summary --layout /nowhere.json --output x.pdf", 3));
  after = cli_run (desk.book, "hash", 0);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (g_file_set_contents (file, good, -1, NULL));
  g_free (cli_run (desk.book, words, 0));
  list = cli_run (desk.book, "layouts", 0);
  g_assert_nonnull (strstr (list, "Mẫu\ttotal:models"));
  g_free (make (&desk, "report summary --layout Mẫu", "mau.pdf", 0));
  g_free (make (&desk, "report annex-models --layout Mẫu", "mau.pdf", 2));
  g_free (cli_run (desk.book, "layouts remove Mẫu", 0));
  g_free (cli_run (desk.book, "layouts remove Mẫu", 2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/paper/papers", test_papers);
  g_test_add_func ("/cli/paper/poster", test_poster);
  g_test_add_func ("/cli/paper/sheet", test_sheet);
  g_test_add_func ("/cli/paper/each", test_each);
  g_test_add_func ("/cli/paper/each-level", test_each_level);
  g_test_add_func ("/cli/paper/board", test_board);
  g_test_add_func ("/cli/paper/preflight", test_preflight);
  g_test_add_func ("/cli/paper/annex", test_annex);
  g_test_add_func ("/cli/paper/compare", test_compare);
  g_test_add_func ("/cli/paper/layouts", test_layouts);
  return g_test_run ();
}
