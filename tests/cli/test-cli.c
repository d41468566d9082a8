/* kheo-cli from outside, as offices' scripts use it: the binary, its exit status, its JSON. */
#include "kheo-test.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/wait.h>

typedef struct
{
  int   status;
  char *out;
  char *err;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Runs "kheo-cli --book BOOK ARGUMENTS…"; the list ends with NULL. */
static void G_GNUC_NULL_TERMINATED
run_cli (Run *run, const char *book, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list     args;
  int         status;

  run_clear (run);
  g_strv_builder_add_many (builder, g_getenv ("KHEO_CLI"), "--book", book, NULL);
  va_start (args, book);
  while ((word = va_arg (args, const char *)) != NULL)
    g_strv_builder_add (builder, word);
  va_end (args);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run->out, &run->err, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  run->status = WEXITSTATUS (status);
}

static JsonNode *
parse (const Run *run)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (run->out, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static gint64
read_total (const char *book, const char *period, const char *where)
{
  g_auto (Run) run = { 0 };
  g_autoptr (JsonNode) node = NULL;

  run_cli (&run, book, "total", "models", "--period", period, "--json",
           where != NULL ? "--where" : NULL, where, NULL);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  node = parse (&run);
  return json_object_get_int_member (json_node_get_object (node), "total");
}

static char *
read_hash (const char *book)
{
  g_auto (Run) run = { 0 };

  run_cli (&run, book, "hash", NULL);
  g_assert_cmpint (run.status, ==, 0);
  return g_strchomp (g_steal_pointer (&run.out));
}

static char *
make_sample (KheoTestDir *dir)
{
  g_auto (Run) run = { 0 };
  char *book = kheo_test_dir_build (dir, "sample.kheo");

  run_cli (&run, book, "new", "--sample", NULL);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  return book;
}

static void
test_sample_totals (void)
{
  static const struct
  {
    const char *period, *where;
    gint64      total;
  } cases[] = {
    { "2022", NULL, 2665 },
    { "2022", "kind=collective", 1921 },
    { "2022", "kind=individual", 744 },
    { "2022", "field=economy", 1032 },
    { "2022", "field=culture-society", 815 },
    { "2022", "field=defence-security", 440 },
    { "2022", "field=political-system", 378 },
    { "2023", NULL, 1511 },
    { "2023", "kind=collective", 1185 },
    { "2023", "kind=individual", 326 },
    { "2022..2023", NULL, 4176 },
  };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (read_total (book, cases[i].period, cases[i].where), ==, cases[i].total);
}

static void
test_rows_add_up (void)
{
  static const char *const keys[] = { "field", "kind", "field,kind", "child",
                                      "level", "year", "quarter",    "status" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto (Run) run = { 0 };
      g_autoptr (JsonNode) node = NULL;
      JsonArray *rows;
      gint64     sum = 0;

      run_cli (&run, book, "total", "models", "--by", keys[i], "--json", NULL);
      g_assert_cmpint (run.status, ==, 0);
      node = parse (&run);
      rows = json_object_get_array_member (json_node_get_object (node), "rows");
      for (guint k = 0; k < json_array_get_length (rows); k++)
        sum += json_object_get_int_member (json_array_get_object_element (rows, k), "value");
      g_assert_cmpint (sum, ==, json_object_get_int_member (json_node_get_object (node), "total"));
      g_assert_cmpint (sum, ==, 4176);
    }
}

/* Id of the newest action of the book but @back. */
static char *
read_action (const char *book, guint back)
{
  g_autofree char *limit = g_strdup_printf ("%u", back + 1);
  g_auto (Run) run = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonArray *actions;

  run_cli (&run, book, "history", "--limit", limit, "--json", NULL);
  g_assert_cmpint (run.status, ==, 0);
  node = parse (&run);
  actions = json_object_get_array_member (json_node_get_object (node), "actions");
  g_assert_cmpuint (json_array_get_length (actions), ==, back + 1);
  return g_strdup_printf (
      "%" G_GINT64_FORMAT,
      json_object_get_int_member (json_array_get_object_element (actions, back), "id"));
}

static void
test_undo_gives_same_hash (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *with = read_hash (book);
  g_autofree char *action = read_action (book, 4); /* the models of 2023, before all others */
  g_autofree char *without = NULL;
  g_autofree char *again = NULL;
  g_auto (Run) run = { 0 };

  run_cli (&run, book, "undo", action, NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (read_total (book, "2023", NULL), ==, 0);
  without = read_hash (book);
  g_assert_cmpstr (without, !=, with);

  run_cli (&run, book, "redo", action, NULL);
  g_assert_cmpint (run.status, ==, 0);
  again = read_hash (book);
  g_assert_cmpstr (again, ==, with);
}

static void
test_second_import_changes_nothing (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *before = read_hash (book);
  g_autofree char *after = NULL;
  g_autofree char *folder = g_build_filename (g_getenv ("KHEO_DATA_DIR"), "sample", NULL);
  static const struct
  {
    const char *name;
    guint       rows;
  } sheets[] = {
    { "1-don-vi-hanh-chinh.xlsx", 107 }, { "2-mo-hinh-nam-2022.xlsx", 2665 },
    { "3-mo-hinh-nam-2023.xlsx", 1511 }, { "4-quy-vi-nguoi-ngheo-2022-2024.xlsx", 535 },
    { "5-nhiem-vu-2024-2026.xlsx", 10 }, { "6-kien-nghi-cua-nhan-dan.xlsx", 6 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_build_filename (folder, sheets[i].name, NULL);
      g_auto (Run) run = { 0 };
      g_autoptr (JsonNode) node = NULL;
      JsonObject *file, *sheet;

      run_cli (&run, book, "import", path, "--json", NULL);
      node = parse (&run);
      file = json_array_get_object_element (
          json_object_get_array_member (json_node_get_object (node), "files"), 0);
      sheet = json_array_get_object_element (json_object_get_array_member (file, "sheets"), 0);
      g_assert_cmpint (json_object_get_int_member (sheet, "created"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (sheet, "changed"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (sheet, "refused"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (sheet, "unchanged"), ==, sheets[i].rows);
      g_assert_true (json_object_get_null_member (json_node_get_object (node), "action"));
    }
  after = read_hash (book);
  g_assert_cmpstr (after, ==, before);
}

/* Two communes become one: what it touches is told, and one action takes it back. */
static void
test_reform (void)
{
  static const char table[] = "Tỉnh,Tên xã mới,Tên xã cũ,Mã xã cũ,Ghi chú\n"
                              "Tỉnh Sông Vân,Xã An Khê,Thị trấn An Khê,99058,Nhập toàn bộ\n"
                              "Tỉnh Sông Vân,Xã An Khê,Xã An Lạc,99064,Nhập toàn bộ\n";
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *path = kheo_test_dir_build (dir, "reform.csv");
  g_autofree char *before = read_hash (book);
  g_autofree char *action = NULL;
  g_autofree char *after = NULL;
  g_auto (Run) run = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *result, *affected;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  run_cli (&run, book, "reform", path, "--json", NULL);
  g_assert_cmpint (run.status, ==, 2); /* no day */
  run_cli (&run, book, "reform", path, "--date", "2025-07-01", "--json", NULL);
  g_assert_cmpint (run.status, ==, 1); /* the other communes of the district live on */
  node = parse (&run);
  result = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (result, "units_begun"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (result, "units_ended"), ==, 2);
  affected = json_object_get_object_member (result, "affected");
  g_assert_cmpint (json_object_get_int_member (affected, "models"), >, 0);
  g_assert_cmpint (json_object_get_int_member (affected, "figures"), >=, 18);
  run_cli (&run, book, "check", "--json", NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (read_total (book, "2022", NULL), ==, 2665);
  action = read_action (book, 0);
  run_cli (&run, book, "undo", action, NULL);
  g_assert_cmpint (run.status, ==, 0);
  after = read_hash (book);
  g_assert_cmpstr (after, ==, before);
}

static void
test_exit_statuses (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = kheo_test_dir_build (dir, "none.kheo");
  g_autofree char *rubbish = kheo_test_dir_build (dir, "rubbish.xlsx");
  g_auto (Run) run = { 0 };

  run_cli (&run, book, "hash", NULL);
  g_assert_cmpint (run.status, ==, 4);
  g_assert_nonnull (strstr (run.err, "none.kheo"));
  run_cli (&run, book, "fly", NULL);
  g_assert_cmpint (run.status, ==, 2);
  run_cli (&run, book, "new", NULL);
  g_assert_cmpint (run.status, ==, 0);
  run_cli (&run, book, "new", NULL);
  g_assert_cmpint (run.status, ==, 5);
  run_cli (&run, book, "total", "models", "--period", "2022-Q9", "--json", NULL);
  g_assert_cmpint (run.status, ==, 2);
  run_cli (&run, book, "total", "models", "--unit", "12345", "--json", NULL);
  g_assert_cmpint (run.status, ==, 3);
  g_assert_true (g_file_set_contents (rubbish, "PK\003\004 not a zip", -1, NULL));
  run_cli (&run, book, "import", rubbish, NULL);
  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (strstr (run.err, "rubbish.xlsx"));
  run_cli (&run, book, "undo", "99", NULL);
  g_assert_cmpint (run.status, ==, 5);
}

static void
test_backup_and_restore (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *copy = kheo_test_dir_build (dir, "copy.kheo");
  g_autofree char *hash = read_hash (book);
  g_autofree char *restored = NULL;
  g_autofree char *action = read_action (book, 0);
  g_auto (Run) run = { 0 };

  run_cli (&run, book, "backup", copy, NULL);
  g_assert_cmpint (run.status, ==, 0);
  run_cli (&run, book, "undo", action, NULL);
  g_assert_cmpint (run.status, ==, 0);
  run_cli (&run, book, "restore", copy, NULL);
  g_assert_cmpint (run.status, ==, 0);
  restored = read_hash (book);
  g_assert_cmpstr (restored, ==, hash);
  run_cli (&run, book, "compact", NULL);
  g_assert_cmpint (run.status, ==, 0);
  run_cli (&run, book, "check", "--json", NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "\"ok\" : true"));
}

static void
test_reading_leaves_the_file (void)
{
  static const char *const calls[][4] = {
    { "hash" },
    { "total", "models", "--json" },
    { "history", "--json" },
    { "check" },
    { "chart", "stacked", "models:field", "--describe" },
  };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autoptr (GBytes) before = kheo_test_read (book);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (Run) run = { 0 };
      g_autoptr (GBytes) after = NULL;

      run_cli (&run, book, calls[i][0], calls[i][1], calls[i][2], calls[i][3], NULL);
      g_assert_cmpint (run.status, ==, 0);
      after = kheo_test_read (book);
      g_assert_true (g_bytes_equal (before, after));
    }
}

static void
test_chart_files (void)
{
  static const char *const endings[] = { "pdf", "svg", "png" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("chart.", endings[i], NULL);
      g_autofree char *path = kheo_test_dir_build (dir, name);
      g_auto (Run) run = { 0 };

      run_cli (&run, book, "chart", "stacked", "models:field", "--period", "2022", "--output", path,
               "--paper", "A3", "--landscape", NULL);
      g_assert_cmpstr (run.err, ==, "");
      g_assert_cmpint (run.status, ==, 0);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* The printed annex says the same numbers as the totals. */
static void
test_annex_totals (void)
{
  static const char *const numbers[] = { "2,665", "1,921", "744", "1,032", "815", "440", "378" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);
  g_autofree char *pdf = kheo_test_dir_build (dir, "annex.pdf");
  g_autofree char *reader = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;
  const char      *total;
  const char      *argv[] = { reader, "-layout", pdf, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_auto (Run) run = { 0 };

  run_cli (&run, book, "report", "annex-models", "--period", "2022", "--output", pdf, NULL);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  if (reader == NULL)
    {
      g_test_skip ("pdftotext is not there");
      return;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  total = g_strrstr (text, "Total");
  g_assert_nonnull (total);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_nonnull (strstr (total, numbers[i]));
}

/* What export writes, import finds unchanged: every row. */
static void
test_export_comes_back (void)
{
  static const char *const endings[] = { "xlsx", "ods", "csv", "json" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *book = make_sample (dir);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("models.", endings[i], NULL);
      g_autofree char *path = kheo_test_dir_build (dir, name);
      g_auto (Run) run = { 0 };

      run_cli (&run, book, "export", "models", "--period", "2023", "--output", path, NULL);
      g_assert_cmpint (run.status, ==, 0);
      run_cli (&run, book, "import", path, "--json", NULL);
      g_assert_nonnull (strstr (run.out, "\"unchanged\" : 1511"));
      g_assert_nonnull (strstr (run.out, "\"action\" : null"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/sample-totals", test_sample_totals);
  g_test_add_func ("/cli/reform", test_reform);
  g_test_add_func ("/cli/rows-add-up", test_rows_add_up);
  g_test_add_func ("/cli/undo-gives-same-hash", test_undo_gives_same_hash);
  g_test_add_func ("/cli/second-import-changes-nothing", test_second_import_changes_nothing);
  g_test_add_func ("/cli/exit-statuses", test_exit_statuses);
  g_test_add_func ("/cli/backup-and-restore", test_backup_and_restore);
  g_test_add_func ("/cli/reading-leaves-the-file", test_reading_leaves_the_file);
  g_test_add_func ("/cli/chart-files", test_chart_files);
  g_test_add_func ("/cli/annex-totals", test_annex_totals);
  g_test_add_func ("/cli/export-comes-back", test_export_comes_back);
  return g_test_run ();
}
