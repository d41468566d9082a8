/* The door: what a file is told by, files that cannot be read, and every fixture there is. */
#include "kheo-test.h"
#include "sheet-samples.h"

#include "kheo-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
check_error (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read (path, NULL, &error);

  g_assert_error (error, KHEO_ERROR, code);
  g_assert_null (workbook);
}

static void
test_files (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *missing = kheo_test_dir_build (dir, "missing.xlsx");
  g_autofree char *empty = kheo_test_dir_build (dir, "empty.xlsx");
  g_autofree char *pipe_path = kheo_test_dir_build (dir, "pipe.xlsx");
  g_autofree char *locked = kheo_test_dir_build (dir, "locked.xlsx");
  g_autofree char *sparse = kheo_test_dir_build (dir, "sparse.xlsx");

  check_error (missing, KHEO_ERROR_NOT_FOUND);
  check_error (kheo_test_dir_get_path (dir), KHEO_ERROR_FORMAT);
  g_file_set_contents (empty, "", 0, NULL);
  check_error (empty, KHEO_ERROR_FORMAT);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  check_error (pipe_path, KHEO_ERROR_FORMAT);
  g_file_set_contents (locked, "a,b\n", 4, NULL);
  g_chmod (locked, 0);
  if (geteuid () != 0)
    check_error (locked, KHEO_ERROR_FAILED);
  g_file_set_contents (sparse, "x", 1, NULL);
  g_assert_cmpint (truncate (sparse, 600 * 1024 * 1024), ==, 0);
  check_error (sparse, KHEO_ERROR_TOO_LARGE);
}

static void
test_by_content (void)
{
  static const struct
  {
    const char *bytes;
    gsize       size;   /* 0: up to the NUL */
    const char *format; /* NULL: refused */
    int         code;
  } cases[] = {
    { "a;b\n", 4, "csv", 0 },
    { "  \n<TABLE><td>x", 0, "html", 0 },
    { "\xef\xbb\xbf<html><table><td>x", 0, "html", 0 },
    { "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"
      "<Worksheet/></Workbook>",
      0, "xml-2003", 0 },
    { "%PDF-1.4 x", 10, NULL, KHEO_ERROR_FORMAT },
    { "{\\rtf1 x}", 9, NULL, KHEO_ERROR_FORMAT },
    { "\x89PNG\r\n", 6, NULL, KHEO_ERROR_FORMAT },
    { "PK\3\4garbage", 11, NULL, KHEO_ERROR_CORRUPT },
    { "\xd0\xcf\x11\xe0garbage", 11, NULL, KHEO_ERROR_CORRUPT },
    { "\x09\x04\x06\x00\0\0\x10\0\0\0", 10, NULL, KHEO_ERROR_FORMAT },
    { "\0\0\0\0\0\0\0\0", 8, NULL, KHEO_ERROR_FORMAT },
    { "<?xml version='1.0'?><svg/>", 0, NULL, KHEO_ERROR_FORMAT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes =
          g_bytes_new (cases[i].bytes, cases[i].size > 0 ? cases[i].size : strlen (cases[i].bytes));
      g_autoptr (GError) error = NULL;
      g_autoptr (KheoWorkbook) workbook = kheo_workbook_read_bytes (bytes, NULL, &error);

      g_test_message ("case %u", i);
      if (cases[i].format == NULL)
        g_assert_error (error, KHEO_ERROR, cases[i].code);
      else
        {
          g_assert_no_error (error);
          g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, cases[i].format);
        }
    }
}

static void
test_other_zip (void)
{
  g_autoptr (GBytes) bytes = sample_zip ("word/document.xml", "<w/>", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = sample_full_xlsx ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KheoProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kheo_workbook_read_bytes (bytes, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
read_folder (const char *folder, guint *n_read)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KheoWorkbook) workbook = NULL;

      if (g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".md"))
        continue;
      g_test_message ("%s", name);
      workbook = kheo_workbook_read (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (kheo_sheet_get_n_rows (kheo_workbook_get_sheet (workbook, 0)), >, 1);
      (*n_read)++;
    }
}

static void
test_fixtures (void)
{
  g_autofree char *models = kheo_test_fixture ("models");
  g_autofree char *real = NULL;
  guint            n = 0;

  if (models == NULL)
    return;
  real = kheo_test_fixture ("real");
  read_folder (models, &n);
  read_folder (real, &n);
  g_assert_cmpuint (n, >=, 44);
}

/* The statistics office's lists, whose last sector is not filled. */
static void
test_real_units (void)
{
  static const struct
  {
    const char *name;
    guint       n_rows;
  } cases[] = { { "real/units-quang-ninh.xls", 178 }, { "real/units-son-la.xls", 205 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = kheo_test_fixture (cases[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (KheoWorkbook) workbook = NULL;

      if (path == NULL)
        return;
      workbook = kheo_workbook_read (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (kheo_sheet_get_n_rows (kheo_workbook_get_sheet (workbook, 0)), ==,
                        cases[i].n_rows);
      assert_shows (workbook, "F1", "Mã PX");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/read/files", test_files);
  g_test_add_func ("/sheet/read/by-content", test_by_content);
  g_test_add_func ("/sheet/read/other-zip", test_other_zip);
  g_test_add_func ("/sheet/read/cancelled", test_cancelled);
  g_test_add_func ("/sheet/read/fixtures", test_fixtures);
  g_test_add_func ("/sheet/read/real-units", test_real_units);
  return g_test_run ();
}
