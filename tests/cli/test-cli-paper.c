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
  return g_test_run ();
}
