/* kheo-cli on indicators, figures and targets: lists, totals, charts, exports. */
#include "cli-run.h"

#include <string.h>

/* A copy of the book of the schema's second step: one indicator, figure and target. */
static char *
copy_book (KheoTestDir *dir)
{
  g_autofree char *data = kheo_test_data ("books/step-2.kheo");
  char            *path = kheo_test_dir_build (dir, "book.kheo");
  g_autoptr (GBytes) bytes = kheo_test_read (data);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static void
test_lists (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autoptr (JsonNode) figures = cli_run_json (book, "list figures --json");
  g_autoptr (JsonNode) named = NULL;
  g_autoptr (JsonNode) none = NULL;
  JsonObject *figure = json_array_get_object_element (json_node_get_array (figures), 0);
  JsonObject *source = json_object_get_object_member (figure, "source");

  g_assert_cmpuint (json_array_get_length (json_node_get_array (figures)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (figure, "period"), ==, "2022-Q3");
  g_assert_cmpint (json_object_get_int_member (figure, "value"), ==, 553000000);
  g_assert_true (json_object_get_null_member (figure, "denominator"));
  g_assert_cmpstr (json_object_get_string_member (figure, "qualifier"), ==, "more-than");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (figure, "indicator"), "code"),
      ==, "DV22");
  g_assert_cmpstr (json_object_get_string_member (source, "cell"), ==, "D9");
  g_assert_cmpint (json_object_get_int_member (source, "row"), ==, 9);

  named = cli_run_json (book, "list figures --where indicator_id=dv22 --where 'period=quý III/2022'"
                              " --unit 'Sơn La' --period 2022 --search 'quy ngoc' --json");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (named)), ==, 1);
  none = cli_run_json (book, "list figures --period 2023 --json");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (none)), ==, 0);
  g_free (cli_run (book, "list figures --where indicator_id=X9 --json", 2));
  g_free (cli_run (book, "list figures --where period=abc --json", 2));
}

static void
test_totals (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autoptr (JsonNode) year = cli_run_json (book, "total DV22 --period 2022 --by quarter --json");
  g_autoptr (JsonNode) named = cli_run_json (
      book, "total 'quỹ vì người nghèo' --period 2022-Q3 --by child --clock today --json");
  g_autoptr (JsonNode) empty = cli_run_json (book, "total DV22 --period 2030 --json");
  JsonObject *total = json_node_get_object (year);
  JsonArray  *rows = json_object_get_array_member (total, "rows");

  g_assert_cmpint (json_object_get_int_member (total, "total"), ==, 553000000);
  g_assert_cmpint (json_object_get_int_member (total, "target"), ==, 1000000000);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (total, "percent"), 55.3, 1e-9);
  g_assert_true (json_object_get_boolean_member (total, "about"));
  g_assert_cmpuint (json_array_get_length (rows), ==, 4);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (rows, 0), "value"));
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (rows, 2), "value"),
                   ==, 553000000);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (named), "total"), ==,
                   553000000);
  /* Nobody reported: not 0. */
  g_assert_true (json_object_get_null_member (json_node_get_object (empty), "total"));
  g_free (cli_run (book, "total X9 --json", 2));
  g_free (cli_run (book, "total DV22 --by field --json", 2));
}

static void
test_catalogue (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autoptr (JsonNode) all = cli_run_json (book, "catalogue --json");
  guint n = json_array_get_length (json_node_get_array (all));
  g_autoptr (JsonNode) mine = NULL;
  g_autofree char *before = cli_run (book, "hash", 0);
  g_autofree char *after = NULL;

  g_assert_cmpuint (n, >=, 66);
  g_free (cli_run (book, "catalogue --add", 0));
  mine = cli_run_json (book, "list indicators --json");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (mine)), ==, n);
  after = cli_run (book, "hash", 0);
  g_assert_cmpstr (before, !=, after);
  g_free (cli_run (book, "check", 0));
  g_free (cli_run (book, "catalogue --add NONE", 2));
}

static void
test_chart (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autofree char *svg = kheo_test_dir_build (dir, "chart.svg");
  g_autofree char *words =
      g_strdup_printf ("chart ranking indicator:DV22 --period 2022 --output '%s'", svg);
  g_autofree char *line = cli_run (book, "chart line indicator:DV22 --period 2022 --describe", 0);
  g_autofree char *years =
      cli_run (book, "chart bar indicator:DV22:year --period 2021..2022 --describe", 0);

  /* Money in units that can be read; a quarter without a figure is no zero. */
  g_assert_nonnull (strstr (line, "553.00"));
  g_assert_nonnull (strstr (line, "–"));
  g_assert_nonnull (strstr (years, "2021"));
  g_free (cli_run (book, words, 0));
  g_assert_true (g_file_test (svg, G_FILE_TEST_EXISTS));
  g_free (cli_run (book, "chart line indicator:X9 --describe", 2));
}

/* The history names the fields of a figure. */
static void
test_history (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = copy_book (dir);
  g_autoptr (JsonNode) figures = cli_run_json (book, "list figures --json");
  gint64 id = json_object_get_int_member (
      json_array_get_object_element (json_node_get_array (figures), 0), "id");
  g_autofree char *words =
      g_strdup_printf ("history --record figures:%" G_GINT64_FORMAT " --json", id);
  g_autofree char *out = cli_run (book, words, 0);

  g_assert_nonnull (strstr (out, "\"period\""));
  g_assert_nonnull (strstr (out, "2022-Q3"));
}

/* Figures of all kinds come back from each container as they were. */
static void
test_round_trip (void)
{
  static const char csv[] =
      "No.,Indicator code,Indicator,Unit of measure,Unit,Unit code,Period,State,Value,Out of,"
      "Exactness,Why it is missing,Note\n"
      "1,DV22,Vận động Quỹ “Vì người nghèo”,đồng,Xã Ngọc Chiến,,2024,A number,1250000000,,"
      "more than,,ghi chú\n"
      "2,DV22,Vận động Quỹ “Vì người nghèo”,đồng,Xã Mường Khoa,,2024,Not reported,,,,Chưa nộp,\n"
      "3,DV37,Diện tích đất nhân dân hiến,m²,Xã Ngọc Chiến,,quý III/2024,A number,1234.5,,,,\n"
      "4,DV41,\"Đường, rãnh làm mới\",km,Xã Ngọc Chiến,,2024,A number,12.1250,,,,\n"
      "5,DV13,Tỷ lệ mô hình hiệu quả trên số đăng ký,%,Xã Ngọc Chiến,,2024,A number,45,50,,,\n"
      "6,DV13,Tỷ lệ mô hình hiệu quả trên số đăng ký,%,Xã Mường Khoa,,2024,A number,98.12,,,,\n"
      "7,DV24,Nhà Đại đoàn kết xây mới,nhà,Xã Ngọc Chiến,,6 tháng đầu năm 2024,None to "
      "report,,,,,\n";
  static const char *const ends[] = { "xlsx", "ods", "csv" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "book.kheo");
  g_autofree char *sheet = kheo_test_dir_build (dir, "figures.csv");
  g_autofree char *import = g_strdup_printf ("import '%s' --json", sheet);
  g_autoptr (JsonNode) rate = NULL;
  g_autoptr (JsonNode) figures = NULL;
  guint n;

  g_assert_true (g_file_set_contents (sheet, csv, -1, NULL));
  g_free (cli_run (book, "new --sample", 0));
  g_free (cli_run (book, "catalogue --add", 0));
  g_free (cli_run (book, import, 0));
  rate = cli_run_json (book, "total DV13 --period 2024 --json");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (rate), "numerator"), ==, 45);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (rate), "not_added"), ==, 1);

  /* Those of the sample province too. */
  figures = cli_run_json (book, "list figures --json");
  n = json_array_get_length (json_node_get_array (figures));
  g_assert_cmpuint (n, >=, 7);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/out.%s", kheo_test_dir_get_path (dir), ends[i]);
      g_autofree char *export = g_strdup_printf ("export figures --output '%s'", path);
      g_autofree char *again = g_strdup_printf ("import '%s' --dry-run --json", path);
      g_autoptr (JsonNode) report = NULL;
      JsonObject *file, *read;

      g_free (cli_run (book, export, 0));
      report = cli_run_json (book, again);
      file = json_array_get_object_element (
          json_object_get_array_member (json_node_get_object (report), "files"), 0);
      read = json_array_get_object_element (json_object_get_array_member (file, "sheets"), 0);
      g_assert_cmpint (json_object_get_int_member (read, "unchanged"), ==, n);
      g_assert_cmpint (json_object_get_int_member (read, "created"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (read, "changed"), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/figures/lists", test_lists);
  g_test_add_func ("/cli/figures/totals", test_totals);
  g_test_add_func ("/cli/figures/catalogue", test_catalogue);
  g_test_add_func ("/cli/figures/chart", test_chart);
  g_test_add_func ("/cli/figures/history", test_history);
  g_test_add_func ("/cli/figures/round-trip", test_round_trip);
  return g_test_run ();
}
