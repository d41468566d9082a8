#include "kheo-sheet-writer.h"

#include "kheo-test.h"
#include "sheet-samples.h"

#include "kheo-error.h"

#include <glib/gstdio.h>
#include <string.h>

static const KheoSheetColumn columns[] = {
  { "STT", KHEO_COLUMN_INTEGER, 6 },
  { "Tên mô hình", KHEO_COLUMN_TEXT, 0 },
  { "Kinh phí", KHEO_COLUMN_NUMBER, 0 },
  { "Ngày đăng ký", KHEO_COLUMN_DATE, 0 },
};

/* Texts that a spreadsheet must not take for something else, nor lose. */
static const char *const awkward[] = {
  "=1+1",         "+84 912",   "-5",    "@x",         "00123",
  "1.032",        "23/5/2021", "TRUE",  "a<b&c>",     "\"trong\" 'ngoặc'",
  "  hai  đầu  ", "x\ny",      "a\tb",  "_x000D_",    "Đắk Lắk",
  "#N/A",         "a,b;c|d",   "sep=;", "- Như trên", "'=1+1",
  "''-",          "'t",
};

static KheoSheetWriter *
write_sample (const char *path, KheoSheetFormat format)
{
  KheoSheetWriter *writer = kheo_sheet_writer_new (path, format);

  kheo_sheet_writer_set_columns (writer, "Mô hình", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      kheo_sheet_writer_begin_row (writer);
      kheo_sheet_writer_add_int (writer, i + 1);
      kheo_sheet_writer_add_text (writer, awkward[i]);
      kheo_sheet_writer_add_double (writer, 1032.25 * i);
      kheo_sheet_writer_add_date (writer, kheo_date_new (2021, 5, 23));
    }
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_null (writer);
  kheo_sheet_writer_add_text (writer, NULL);
  kheo_sheet_writer_add_double (writer, 0.0 / 0.0);
  kheo_sheet_writer_add_date (writer, KHEO_DATE_UNKNOWN);
  kheo_sheet_writer_add_text (writer, "sau");
  return writer;
}

static void
check_texts (KheoWorkbook *workbook)
{
  const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, 0);

  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      const KheoCell *cell = kheo_sheet_get_cell (sheet, i + 1, 1);

      g_assert_nonnull (cell);
      g_assert_cmpuint (cell->type, ==, KHEO_CELL_TEXT);
      g_assert_cmpstr (kheo_cell_get_text (sheet, cell), ==, awkward[i]);
      g_assert_true ((cell->flags & KHEO_CELL_FORMULA) == 0);
    }
  assert_shows (workbook, "A1", "STT");
  assert_shows (workbook, "D1", "Ngày đăng ký");
  assert_shows (workbook, "E24", "sau");
  g_assert_null (kheo_sheet_get_cell (sheet, 23, 0));
  g_assert_null (kheo_sheet_get_cell (sheet, 23, 2));
  g_assert_cmpuint (kheo_sheet_get_n_rows (sheet), ==, 24);
}

/* What is written is what is read. */
static void
test_round (gconstpointer data)
{
  const char *name = data;
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autoptr (GError) error = NULL;
  KheoSheetFormat format;
  g_autoptr (KheoWorkbook) workbook = NULL;
  const KheoSheet *sheet;
  gboolean         typed;

  g_assert_true (kheo_sheet_format_from_path (path, &format));
  {
    g_autoptr (KheoSheetWriter) writer = write_sample (path, format);

    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    kheo_sheet_writer_finish (writer, &error);
    g_assert_no_error (error);
  }
  workbook = kheo_workbook_read (path, NULL, &error);
  g_assert_no_error (error);
  check_texts (workbook);

  sheet = kheo_workbook_get_sheet (workbook, 0);
  typed = format != KHEO_SHEET_FORMAT_CSV;
  assert_shows (workbook, "D3", "23/05/2021");
  assert_shows (workbook, "C3", typed ? "1,032.25" : "1032.25");
  if (!typed)
    return;
  g_assert_cmpstr (kheo_sheet_get_name (sheet), ==, "Mô hình");
  g_assert_cmpuint (kheo_sheet_get_cell (sheet, 2, 3)->type, ==, KHEO_CELL_DATE);
  g_assert_cmpuint (kheo_cell_get_date (sheet, kheo_sheet_get_cell (sheet, 2, 3)), ==,
                    kheo_date_new (2021, 5, 23));
  g_assert_cmpuint (kheo_sheet_get_cell (sheet, 2, 2)->type, ==, KHEO_CELL_NUMBER);
  g_assert_cmpfloat (kheo_sheet_get_cell (sheet, 2, 2)->value.number, ==, 1032.25);
  g_assert_true (kheo_sheet_get_style (sheet, kheo_sheet_get_cell (sheet, 0, 0))->bold);
}

/* Names that formats refuse are made to fit, and stay apart. */
static void
test_sheet_names (gconstpointer data)
{
  static const char *const given[] = {
    "a/b", "A:B", "", "", "Huyện Mường La và các xã vùng cao", "Huyện Mường La và các xã vùng xa",
    "'x'"
  };
  static const char *const kept[] = {
    "a b", "A B 1", "1", "2", "Huyện Mường La và các xã vùng c", "Huyện Mường La và các xã vùng x",
    "x"
  };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, data);
  g_autoptr (GError) error = NULL;
  KheoSheetFormat format;
  g_autoptr (KheoSheetWriter) writer = NULL;
  g_autoptr (KheoWorkbook) workbook = NULL;

  kheo_sheet_format_from_path (path, &format);
  writer = kheo_sheet_writer_new (path, format);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    kheo_sheet_writer_set_columns (writer, given[i], columns, 1);
  kheo_sheet_writer_finish (writer, &error);
  g_assert_no_error (error);
  workbook = kheo_workbook_read (path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_cmpstr (kheo_sheet_get_name (kheo_workbook_get_sheet (workbook, i)), ==, kept[i]);
}

static guint
count_files (KheoTestDir *dir)
{
  g_autoptr (GDir) list = g_dir_open (kheo_test_dir_get_path (dir), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (list) != NULL)
    n++;
  return n;
}

/* A writer that is given up leaves nothing, and the old file as it was. */
static void
test_given_up (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint format = KHEO_SHEET_FORMAT_XLSX; format <= KHEO_SHEET_FORMAT_CSV; format++)
    {
      g_autofree char *path = kheo_test_dir_build (dir, "a");
      g_autofree char *text = NULL;

      g_file_set_contents (path, "old", 3, NULL);
      kheo_sheet_writer_free (write_sample (path, (KheoSheetFormat) format));
      g_assert_cmpuint (count_files (dir), ==, 1);
      g_file_get_contents (path, &text, NULL, NULL);
      g_assert_cmpstr (text, ==, "old");
    }
}

static void
test_errors (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *long_text = g_strnfill (40000, 'x');

  for (guint format = KHEO_SHEET_FORMAT_XLSX; format <= KHEO_SHEET_FORMAT_CSV; format++)
    {
      g_autofree char *path = kheo_test_dir_build (dir, "missing/file");
      g_autoptr (KheoSheetWriter) writer = write_sample (path, (KheoSheetFormat) format);
      g_autoptr (GError) error = NULL;

      g_assert_false (kheo_sheet_writer_finish (writer, &error));
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_FAILED);
    }
  {
    g_autofree char *path = kheo_test_dir_build (dir, "long.xlsx");
    g_autoptr (KheoSheetWriter) writer = kheo_sheet_writer_new (path, KHEO_SHEET_FORMAT_XLSX);
    g_autoptr (GError) error = NULL;

    kheo_sheet_writer_set_columns (writer, "a", columns, 1);
    kheo_sheet_writer_begin_row (writer);
    kheo_sheet_writer_add_text (writer, long_text);
    kheo_sheet_writer_begin_row (writer);
    kheo_sheet_writer_add_text (writer, "x");
    g_assert_false (kheo_sheet_writer_finish (writer, &error));
    g_assert_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE);
  }
  g_assert_cmpuint (count_files (dir), ==, 0);
}

/* Every program that reads zips reads ours: no part is marked as larger than 4 GiB. */
static void
test_plain_zip (void)
{
  static const char *const names[] = { "a.xlsx", "a.ods" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint format = KHEO_SHEET_FORMAT_XLSX; format <= KHEO_SHEET_FORMAT_ODS; format++)
    {
      g_autofree char *path = kheo_test_dir_build (dir, names[format == KHEO_SHEET_FORMAT_ODS]);
      g_autoptr (KheoSheetWriter) writer = write_sample (path, (KheoSheetFormat) format);
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      gsize            size = 0;
      guint            n_parts = 0;

      kheo_sheet_writer_finish (writer, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      for (gsize i = 0; i + 8 < size; i++)
        if (memcmp (data + i, "PK\1\2", 4) == 0)
          {
            n_parts++;
            g_assert_cmpint (data[i + 6], <=, 20); /* version that is needed */
          }
      g_assert_cmpuint (n_parts, >, 3);
    }
}

/* Excel makes a formula even of a quoted "=1+1": an apostrophe says that it is none. */
static void
test_csv_formulas (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoSheetWriter) writer = write_sample (path, KHEO_SHEET_FORMAT_CSV);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  kheo_sheet_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ",\"'=1+1\","));
  g_assert_nonnull (strstr (text, ",\"'- Như trên\","));
  g_assert_null (strstr (text, ",\"=") != NULL ? text : strstr (text, ",\"@"));
  g_assert_nonnull (strstr (text, ",'t,"));
}

static void
test_csv_separator (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autofree char *text = NULL;
  g_autoptr (KheoSheetWriter) writer = kheo_sheet_writer_new (path, KHEO_SHEET_FORMAT_CSV);
  g_autoptr (GError) error = NULL;

  kheo_sheet_writer_set_separator (writer, ';');
  kheo_sheet_writer_set_columns (writer, "a", columns, 2);
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_null (writer);
  kheo_sheet_writer_add_text (writer, "a;b,c");
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "\xef\xbb\xbfSTT;Tên mô hình\r\n;\"a;b,c\"\r\n\r\n");
}

/* Numbers beyond what a double holds exactly, and days before 1900, keep every digit. */
static void
test_extremes (gconstpointer data)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, data);
  g_autoptr (GError) error = NULL;
  KheoSheetFormat format;
  g_autoptr (KheoSheetWriter) writer = NULL;
  g_autoptr (KheoWorkbook) workbook = NULL;

  kheo_sheet_format_from_path (path, &format);
  writer = kheo_sheet_writer_new (path, format);
  kheo_sheet_writer_set_columns (writer, "a", NULL, 0);
  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_int (writer, G_MAXINT64);
  kheo_sheet_writer_add_int (writer, G_MININT64);
  kheo_sheet_writer_add_date (writer, kheo_date_new (1890, 5, 19));
  kheo_sheet_writer_add_date (writer, kheo_date_new (1900, 1, 1));
  kheo_sheet_writer_add_int (writer, -999999999999999);
  kheo_sheet_writer_finish (writer, &error);
  g_assert_no_error (error);
  workbook = kheo_workbook_read (path, NULL, &error);
  g_assert_no_error (error);
  assert_shows (workbook, "A1", "9223372036854775807");
  assert_shows (workbook, "B1", "-9223372036854775808");
  assert_shows (workbook, "C1", "19/05/1890");
  assert_shows (workbook, "D1", "01/01/1900");
  assert_shows (workbook, "E1",
                format == KHEO_SHEET_FORMAT_CSV ? "-999999999999999" : "-999,999,999,999,999");
}

static void
test_format_from_path (void)
{
  KheoSheetFormat format;

  g_assert_true (kheo_sheet_format_from_path ("A.XLSX", &format));
  g_assert_cmpuint (format, ==, KHEO_SHEET_FORMAT_XLSX);
  g_assert_true (kheo_sheet_format_from_path ("/x/b.ods", &format));
  g_assert_cmpuint (format, ==, KHEO_SHEET_FORMAT_ODS);
  g_assert_false (kheo_sheet_format_from_path ("b.xls", &format));
  g_assert_false (kheo_sheet_format_from_path ("xlsx", &format));
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "a.xlsx", "a.ods", "a.csv" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *round = g_strconcat ("/sheet/writer/round/", names[i], NULL);
      g_autofree char *extremes = g_strconcat ("/sheet/writer/extremes/", names[i], NULL);
      g_autofree char *sheets = g_strconcat ("/sheet/writer/sheet-names/", names[i], NULL);

      g_test_add_data_func (round, names[i], test_round);
      g_test_add_data_func (extremes, names[i], test_extremes);
      if (i < 2)
        g_test_add_data_func (sheets, names[i], test_sheet_names);
    }
  g_test_add_func ("/sheet/writer/given-up", test_given_up);
  g_test_add_func ("/sheet/writer/errors", test_errors);
  g_test_add_func ("/sheet/writer/plain-zip", test_plain_zip);
  g_test_add_func ("/sheet/writer/csv-formulas", test_csv_formulas);
  g_test_add_func ("/sheet/writer/csv-separator", test_csv_separator);
  g_test_add_func ("/sheet/writer/format-from-path", test_format_from_path);
  return g_test_run ();
}
