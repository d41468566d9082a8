/* reform from outside: acts in JSON, the list, tasks, taking back. */
#include "cli-run.h"

#include <string.h>

static char *
make_sample (KheoTestDir *dir)
{
  char            *book = kheo_test_dir_build (dir, "sample.kheo");
  g_autofree char *out = cli_run_words (0, NULL, book, "new", "--sample", NULL);

  return book;
}

static char *
write_acts (KheoTestDir *dir, const char *json)
{
  char *path = kheo_test_dir_build (dir, "acts.json");

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  return path;
}

/* A number of an object, or of the first of an array, by path: "successions.whole". */
static gint64
read_int (const char *json, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (json, &error);
  g_autofree char *query = g_strdup_printf ("$..%s", path);
  g_autoptr (JsonNode) found = NULL;

  g_assert_no_error (error);
  found = json_path_query (query, root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), >, 0);
  return json_array_get_int_element (json_node_get_array (found), 0);
}

static const char acts[] =
    "{\"date\": \"2026-07-01\","
    " \"decision\": {\"number\": \"7/NQ\", \"issued_on\": \"2026-06-20\", \"issuer\": \"HĐND\"},"
    " \"acts\": ["
    "  {\"act\": \"merge\", \"old\": [\"99061\", \"99064\"],"
    "   \"new\": {\"name\": \"Xã An Thịnh\", \"code\": \"99061\", \"as\": \"$a\"}},"
    "  {\"act\": \"divide\", \"old\": \"99067\","
    "   \"new\": [{\"unit\": \"$a\", \"population\": 40}, {\"unit\": \"99070\", \"population\": "
    "60}]},"
    "  {\"act\": \"rename\", \"old\": \"$a\", \"new\": {\"name\": \"Xã Thịnh Lạc\"}},"
    "  {\"act\": \"abolish-level\", \"level\": \"district\", \"under\": \"99\"}]}";

static void
test_acts (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *path = write_acts (dir, acts);
  g_autofree char *before = cli_run_words (0, NULL, book, "hash", NULL);
  g_autofree char *rehearsed = cli_run_words (0, NULL, book, "reform", "--acts", path, "--dry-run",
                                              "--impact", "--json", NULL);
  g_autofree char *untouched = cli_run_words (0, NULL, book, "hash", NULL);
  g_autofree char *applied =
      cli_run_words (0, NULL, book, "reform", "--acts", path, "--json", NULL);
  g_autofree char *sound = cli_run_words (0, NULL, book, "check", NULL);
  g_autofree char *list = cli_run_words (0, NULL, book, "reform", "--list", "--json", NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, read_int (list, "id"));
  g_autofree char *tasks = cli_run_words (0, NULL, book, "reform", "--tasks", id, "--json", NULL);
  g_autofree char *task = g_strdup_printf ("%" G_GINT64_FORMAT, read_int (tasks, "id"));
  g_autofree char *closed =
      cli_run_words (0, NULL, book, "reform", "--close", task, "--note", "xong", NULL);
  g_autofree char *after_closing =
      cli_run_words (0, NULL, book, "reform", "--list", "--json", NULL);
  g_autofree char *back = cli_run_words (0, NULL, book, "reform", "--take-back", id, NULL);
  g_autofree char *after = cli_run_words (0, NULL, book, "hash", NULL);

  g_assert_cmpstr (untouched, ==, before);
  g_assert_cmpint (read_int (rehearsed, "units_begun"), ==, 1);
  g_assert_cmpint (read_int (rehearsed, "impact.old[0].models"), >, 0);
  g_assert_nonnull (strstr (rehearsed, "Xã Thịnh Lạc"));
  g_assert_cmpint (read_int (applied, "successions.whole"), ==, 2);
  g_assert_cmpint (read_int (applied, "successions.part"), ==, 2);
  g_assert_cmpint (read_int (applied, "reform"), ==, read_int (list, "id"));
  g_assert_nonnull (strstr (list, "7/NQ"));
  g_assert_nonnull (strstr (tasks, "divided-records"));
  g_assert_cmpint (read_int (after_closing, "open_tasks"), ==, read_int (list, "open_tasks") - 1);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "[{\"act\": \"melt\"}]",
    "[{\"act\": \"end\", \"old\": \"nowhere\"}]",
    "[{\"act\": \"rename\", \"old\": \"99061\", \"new\": \"Xã\"}]",
    "{\"acts\": 3}",
    "no JSON",
  };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *before = cli_run_words (0, NULL, book, "hash", NULL);
  g_autofree char *after = NULL;
  g_autofree char *living = write_acts (dir, "[{\"act\": \"end\", \"old\": \"992\"}]");
  g_autofree char *refused =
      cli_run_words (5, NULL, book, "reform", "--acts", living, "--date", "2026-07-01", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = write_acts (dir, bad[i]);
      g_autofree char *out =
          cli_run_words (3, NULL, book, "reform", "--acts", path, "--date", "2026-07-01", NULL);
    }
  g_free (cli_run_words (2, NULL, book, "reform", NULL));
  g_free (cli_run_words (2, NULL, book, "reform", "--list", "--acts", living, NULL));
  after = cli_run_words (0, NULL, book, "hash", NULL);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/reform/acts", test_acts);
  g_test_add_func ("/cli/reform/refused", test_refused);
  return g_test_run ();
}
