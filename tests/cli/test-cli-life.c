/* kheo-cli across a reform: old names found, two years on one map, the life of a unit. */
#include "kheo-test.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/wait.h>

/* Runs "kheo-cli --book BOOK WORDS"; gives what it printed. */
static char *
run_cli (const char *book, const char *words, int status)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int              wait_status = 0;

  g_assert_true (g_shell_parse_argv (words, NULL, &arguments, &error));
  g_strv_builder_add_many (builder, g_getenv ("KHEO_CLI"), "--book", book, NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &wait_status, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", words, err);
  g_assert_true (WIFEXITED (wait_status));
  g_assert_cmpint (WEXITSTATUS (wait_status), ==, status);
  return g_steal_pointer (&out);
}

static JsonNode *
run_json (const char *book, const char *words)
{
  g_autofree char *out = run_cli (book, words, 0);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (out, &error);

  g_assert_no_error (error);
  return node;
}

/* The sample province, two of whose communes became one on 1 July 2025. */
static char *
make_book (KheoTestDir *dir)
{
  static const char table[] = "Tỉnh,Tên xã mới,Tên xã cũ,Mã xã cũ,Ghi chú\n"
                              "Tỉnh Sông Vân,Xã An Khê,Thị trấn An Khê,99058,Nhập toàn bộ\n"
                              "Tỉnh Sông Vân,Xã An Khê,Xã An Lạc,99064,Nhập toàn bộ\n";
  char             *book = kheo_test_dir_build (dir, "life.kheo");
  g_autofree char  *path = kheo_test_dir_build (dir, "reform.csv");
  g_autofree char  *words = g_strdup_printf (
       "reform '%s' --date 2025-07-01 --decision '1681/NQ-UBTVQH15, 2025-06-16' --json", path);
  g_autofree char *made = run_cli (book, "new --sample", 0);
  g_autofree char *done = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  done = run_cli (book, words, 1); /* the other communes of the district live on */
  return book;
}

static void
test_search (KheoTestDir *dir, const char *book)
{
  g_autoptr (JsonNode) by_name = run_json (book, "list units --search 'an lac' --json");
  g_autoptr (JsonNode) by_code = run_json (book, "list units --search 99064 --json");
  g_autoptr (JsonNode) then =
      run_json (book, "list units --search 'an lac' --clock on:2024-01-01 --json");
  JsonObject *unit = json_array_get_object_element (json_node_get_array (by_name), 0);
  JsonObject *found = json_object_get_object_member (unit, "found_as");
  JsonObject *old = json_array_get_object_element (json_node_get_array (then), 0);

  g_assert_cmpstr (json_object_get_string_member (unit, "name"), ==, "Xã An Khê");
  g_assert_cmpstr (json_object_get_string_member (found, "name"), ==, "Xã An Lạc");
  g_assert_cmpstr (json_object_get_string_member (found, "valid_to"), ==, "2025-06-30");
  unit = json_array_get_object_element (json_node_get_array (by_code), 0);
  g_assert_cmpstr (json_object_get_string_member (unit, "name"), ==, "Xã An Khê");
  g_assert_cmpstr (json_object_get_string_member (old, "name"), ==, "Xã An Lạc");
  g_assert_true (json_object_get_null_member (old, "found_as"));
}

static void
test_compare (KheoTestDir *dir, const char *book)
{
  g_autoptr (JsonNode) node =
      run_json (book, "compare models --unit 99 --period 2022 --with 2021 --by field --json");
  g_autofree char *sheet = kheo_test_dir_build (dir, "compare.xlsx");
  g_autofree char *chart = kheo_test_dir_build (dir, "compare.svg");
  g_autofree char *words = g_strdup_printf (
      "compare models --unit 99 --period 2022 --output '%s' --chart '%s'", sheet, chart);
  g_autofree char *written = run_cli (book, words, 0);
  JsonObject      *result = json_node_get_object (node);
  JsonObject      *total = json_object_get_object_member (result, "total");
  JsonArray       *rows = json_object_get_array_member (result, "rows");
  gint64           value = 0, before = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      value += json_object_get_int_member (row, "value");
      before += json_object_get_int_member (row, "before");
    }
  g_assert_cmpint (json_object_get_int_member (total, "value"), ==, 2665);
  g_assert_cmpint (json_object_get_int_member (total, "value"), ==, value);
  g_assert_cmpint (json_object_get_int_member (total, "before"), ==, before);
  g_assert_cmpint (json_object_get_int_member (total, "change"), ==, value - before);
  g_assert_cmpstr (json_object_get_string_member (result, "with"), ==, "2021");
  g_assert_cmpstr (json_object_get_string_member (result, "clock"), ==, "today");
  g_assert_true (g_file_test (sheet, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (chart, G_FILE_TEST_EXISTS));
}

static void
test_unit_life (KheoTestDir *dir, const char *book)
{
  g_autofree char *pdf = kheo_test_dir_build (dir, "life.pdf");
  g_autofree char *csv = kheo_test_dir_build (dir, "life.xlsx");
  g_autofree char *paper =
      g_strdup_printf ("report unit-life --unit 'Xã An Khê' --output '%s'", pdf);
  g_autofree char *rows =
      g_strdup_printf ("report unit-life --unit 99064@2024-01-01 --output '%s'", csv);
  g_autofree char *out = run_cli (book, paper, 0);
  g_autofree char *more = run_cli (book, rows, 0);
  g_autoptr (GBytes) bytes = kheo_test_read (pdf);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  g_assert_true (g_file_test (csv, G_FILE_TEST_EXISTS));
}

/* A group made of two communes before they were one. */
static void
test_groups (const char *book)
{
  g_autofree char *made = run_cli (book, "groups add 'Cụm 1' --kind 'Cụm thi đua'", 0);
  g_autofree char *first = run_cli (book, "groups put 'Cụm 1' --unit 99064 --from 2020-01-01", 0);
  g_autofree char *again = run_cli (book, "groups put 'Cụm 1' --unit 99064 --from 2021-01-01", 5);
  g_autoptr (JsonNode) groups = run_json (book, "groups --json");
  g_autoptr (JsonNode) units = run_json (book, "list units --where 'group=Cụm 1' --json");
  g_autoptr (JsonNode) of_unit =
      run_json (book, "total models --unit 99064@2024-01-01 --clock on:2024-01-01 --json");
  g_autoptr (JsonNode) of_group =
      run_json (book, "total models --where 'group=Cụm 1' --clock on:2024-01-01 --json");
  g_autofree char *removed = run_cli (book, "groups remove 'Cụm 1'", 0);
  JsonObject      *group = json_array_get_object_element (json_node_get_array (groups), 0);
  JsonArray       *found = json_node_get_array (units);

  g_assert_cmpstr (json_object_get_string_member (group, "name"), ==, "Cụm 1");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (group, "members")), ==, 1);
  /* Today the commune that it went into stands for it. */
  g_assert_cmpuint (json_array_get_length (found), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (found, 0), "name"),
                   ==, "Xã An Khê");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (of_group), "total"), ==,
                   json_object_get_int_member (json_node_get_object (of_unit), "total"));
}

static void
test_refusals (KheoTestDir *dir, const char *book)
{
  static const char *const wrong[] = { "compare",
                                       "compare models",
                                       "compare models --period 2022 --by year",
                                       "compare KHÔNG-CÓ --period 2022",
                                       "report unit-life --output x.pdf",
                                       "report other --output x.pdf",
                                       "groups add",
                                       "groups fly 'Cụm 1'",
                                       "groups put 'Cụm 1'" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *out = run_cli (book, wrong[i], 2);

      g_assert_cmpstr (out, ==, "");
    }
}

/* One book for all: what is written is taken away again. */
static void
test_all (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_book (dir);

  test_search (dir, book);
  test_compare (dir, book);
  test_unit_life (dir, book);
  test_groups (book);
  test_refusals (dir, book);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/across-a-reform", test_all);
  return g_test_run ();
}
