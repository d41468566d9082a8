/* kheo-cli on tasks and petitions: lists by unit, period and standing, exports, history. */
#include "cli-run.h"

#include <string.h>

/* A copy of the book of the schema's fourth step: one task and one petition, handed over. */
static char *
copy_book (KheoTestDir *dir)
{
  g_autofree char *data = kheo_test_data ("books/step-4.kheo");
  char            *path = kheo_test_dir_build (dir, "book.kheo");
  g_autoptr (GBytes) bytes = kheo_test_read (data);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static guint
count (const char *book, const char *command)
{
  g_autoptr (JsonNode) list = cli_run_json (book, command);

  return json_array_get_length (json_node_get_array (list));
}

static void
test_lists (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autoptr (JsonNode) tasks = cli_run_json (book, "list tasks --json");
  g_autoptr (JsonNode) petitions = cli_run_json (book, "list petitions --json");
  JsonObject *task = json_array_get_object_element (json_node_get_array (tasks), 0);
  JsonObject *petition = json_array_get_object_element (json_node_get_array (petitions), 0);

  g_assert_cmpstr (json_object_get_string_member (task, "name"), ==, "Rà soát hộ nghèo");
  g_assert_cmpstr (json_object_get_string_member (task, "due_on"), ==, "2025-09");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (task, "unit"), "name"), ==,
      "Xã Ngọc Chiến");
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (task, "source"), "row"), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (petition, "state"), ==, "open");
  g_assert_true (json_object_get_null_member (petition, "answer"));
  g_assert_true (json_object_get_null_member (petition, "source"));
  g_assert_cmpstr (json_object_get_string_member (petition, "came_by"), ==, "voter-meeting");
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (petition, "first_unit"), "name"),
                   ==, "Xã Nặm Păm");

  g_assert_cmpuint (count (book, "list tasks --where standing=overdue --json"), ==, 1);
  g_assert_cmpuint (count (book, "list tasks --where standing=closed --json"), ==, 0);
  g_assert_cmpuint (count (book, "list petitions --where addressed_to=government"
                                 " --search 'cau treo' --unit 'Ngọc Chiến' --json"),
                    ==, 1);
  g_assert_cmpuint (count (book, "list petitions --period 2024 --json"), ==, 0);
  g_assert_cmpuint (count (book, "list petitions --period 2026 --json"), ==, 1);
  g_free (cli_run (book, "list tasks --where standing=late --json", 2));
  g_free (cli_run (book, "list tasks --where nothing=1 --json", 2));
}

/* Out and in again: nothing changes. */
static void
test_round_trip (void)
{
  static const char *const registers[] = { "tasks", "petitions" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autofree char *before = cli_run (book, "hash", 0);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      g_autofree char *path = kheo_test_dir_build (dir, "out.xlsx");
      g_autofree char *write = g_strdup_printf ("export %s --output '%s'", registers[i], path);
      g_autofree char *read = g_strdup_printf ("import '%s' --json", path);
      g_autoptr (JsonNode) result = NULL;
      JsonObject *sheet;

      g_free (cli_run (book, write, 0));
      result = cli_run_json (book, read);
      sheet = json_array_get_object_element (
          json_object_get_array_member (
              json_array_get_object_element (
                  json_object_get_array_member (json_node_get_object (result), "files"), 0),
              "sheets"),
          0);
      g_assert_cmpstr (json_object_get_string_member (sheet, "as"), ==, registers[i]);
      g_assert_cmpint (json_object_get_int_member (sheet, "unchanged"), ==, 1);
    }
  after = cli_run (book, "hash", 0);
  g_assert_cmpstr (after, ==, before);
}

static void
test_history (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autoptr (JsonNode) tasks = cli_run_json (book, "list tasks --json");
  JsonObject      *task = json_array_get_object_element (json_node_get_array (tasks), 0);
  g_autofree char *ask = g_strdup_printf ("history --record tasks:%" G_GINT64_FORMAT " --json",
                                          json_object_get_int_member (task, "id"));
  g_autoptr (JsonNode) history = cli_run_json (book, ask);

  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (history), "actions")),
                    ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/matters/lists", test_lists);
  g_test_add_func ("/cli/matters/round-trip", test_round_trip);
  g_test_add_func ("/cli/matters/history", test_history);
  return g_test_run ();
}
