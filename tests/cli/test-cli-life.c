/* kheo-cli across a reform: old names found, two years on one map, the life of a unit. */
#include "cli-run.h"

#include <string.h>

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
  g_autofree char *made = cli_run (book, "new --sample", 0);
  g_autofree char *done = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  done = cli_run (book, words, 1); /* the other communes of the district live on */
  return book;
}

static void
test_search (KheoTestDir *dir, const char *book)
{
  g_autoptr (JsonNode) by_name = cli_run_json (book, "list units --search 'an lac' --json");
  g_autoptr (JsonNode) by_code = cli_run_json (book, "list units --search 99064 --json");
  g_autoptr (JsonNode) then =
      cli_run_json (book, "list units --search 'an lac' --clock on:2024-01-01 --json");
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
      cli_run_json (book, "compare models --unit 99 --period 2022 --with 2021 --by field --json");
  g_autofree char *sheet = kheo_test_dir_build (dir, "compare.xlsx");
  g_autofree char *chart = kheo_test_dir_build (dir, "compare.svg");
  g_autofree char *words = g_strdup_printf (
      "compare models --unit 99 --period 2022 --output '%s' --chart '%s'", sheet, chart);
  g_autofree char *written = cli_run (book, words, 0);
  g_autofree char *text =
      cli_run (book, "compare models --unit 99 --period 2022 --with 2023 --by field --json", 0);
  JsonObject *result = json_node_get_object (node);
  JsonObject *total = json_object_get_object_member (result, "total");
  JsonArray  *rows = json_object_get_array_member (result, "rows");
  gint64      value = 0, before = 0;

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
  /* Percentages have the places that are meant, not all those of a double. */
  g_assert_true (g_regex_match_simple ("\"percent\" : -?[0-9]+\\.[0-9]", text, 0, 0));
  g_assert_false (g_regex_match_simple ("[0-9]\\.[0-9]{5}", text, 0, 0));
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
  g_autofree char *out = cli_run (book, paper, 0);
  g_autofree char *more = cli_run (book, rows, 0);
  g_autoptr (GBytes) bytes = kheo_test_read (pdf);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  g_assert_true (g_file_test (csv, G_FILE_TEST_EXISTS));
}

static gint64
value_at (JsonArray *rows, guint i)
{
  return json_object_get_int_member (json_array_get_object_element (rows, i), "value");
}

/* A group made of two communes before they were one. */
static void
test_groups (const char *book)
{
  g_autofree char *made = cli_run (book, "groups add 'Cụm 1' --kind 'Cụm thi đua'", 0);
  g_autofree char *first = cli_run (book, "groups put 'Cụm 1' --unit 99064 --from 2020-01-01", 0);
  g_autofree char *again = cli_run (book, "groups put 'Cụm 1' --unit 99064 --from 2021-01-01", 5);
  g_autoptr (JsonNode) groups = cli_run_json (book, "groups --json");
  g_autoptr (JsonNode) units = cli_run_json (book, "list units --where 'group=Cụm 1' --json");
  g_autoptr (JsonNode) of_unit =
      cli_run_json (book, "total models --unit 99064@2024-01-01 --clock on:2024-01-01 --json");
  g_autoptr (JsonNode) of_group =
      cli_run_json (book, "total models --where 'group=Cụm 1' --clock on:2024-01-01 --json");
  g_autoptr (JsonNode) by_group =
      cli_run_json (book, "total models --by group --clock on:2024-01-01 --json");
  g_autoptr (JsonNode) of_kind = cli_run_json (
      book, "total models --where 'group_kind=Cụm thi đua' --clock on:2024-01-01 --json");
  g_autofree char *removed = cli_run (book, "groups remove 'Cụm 1'", 0);
  JsonObject      *split = json_node_get_object (by_group);
  JsonArray       *rows = json_object_get_array_member (split, "rows");
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
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (of_kind), "total"), ==,
                   json_object_get_int_member (json_node_get_object (of_unit), "total"));
  /* The group, and what is in none: together the whole. */
  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  g_assert_cmpint (value_at (rows, 0), ==,
                   json_object_get_int_member (json_node_get_object (of_group), "total"));
  g_assert_cmpint (value_at (rows, 0) + value_at (rows, 1), ==,
                   json_object_get_int_member (split, "total"));
}

static guint
count_units (const char *book, const char *words)
{
  g_autoptr (JsonNode) list = cli_run_json (book, words);

  return json_array_get_length (json_node_get_array (list));
}

/* The units of a day: the sample merges two communes on 1 January 2025. */
static void
test_as_of (const char *book)
{
  g_assert_cmpuint (count_units (book, "list units --as-of 2024-12-31 --json"), ==, 118);
  g_assert_cmpuint (count_units (book, "list units --as-of 2025-01-01 --json"), ==, 117);
  g_assert_cmpuint (
      count_units (book, "list units --as-of 2025-01-01 --clock on:2024-12-31 --json"), ==, 118);
}

/* Whose tree is asked for; the sample is a province's. */
static void
test_branches (const char *book)
{
  g_autoptr (JsonNode) territory = cli_run_json (book, "list units --branch territory --json");
  g_autoptr (JsonNode) party = cli_run_json (book, "list units --branch party --json");
  g_autoptr (JsonNode) towns = cli_run_json (book, "list units --where type=township --json");
  g_autofree char *wrong = cli_run (book, "list units --branch state --json", 2);
  g_autofree char *other = cli_run (book, "list models --branch party --json", 2);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (territory)), >, 100);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (party)), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (towns)), >, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (towns)), <,
                    json_array_get_length (json_node_get_array (territory)));
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
      g_autofree char *out = cli_run (book, wrong[i], 2);

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
  test_as_of (book);
  test_branches (book);
  test_refusals (dir, book);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/across-a-reform", test_all);
  return g_test_run ();
}
