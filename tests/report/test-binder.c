/* Many pages in one file: whole or not there, with an outline. */
#include "kheo-binder.h"
#include "kheo-test.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static KheoPages *
make_pages (const char *paper_name, double value)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  KheoPaper paper;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Xã Ngọc Chiến");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "2024", NULL, 0);
  kheo_chart_data_set_value (data, 0, 0, value);
  g_assert_true (kheo_paper_parse (paper_name, TRUE, &paper, NULL));
  return kheo_pages_new_for_chart (KHEO_CHART_BAR, data, paper, KHEO_CHART_PRINT, NULL);
}

static guint
count_files (KheoTestDir *dir)
{
  g_autoptr (GDir) files = g_dir_open (kheo_test_dir_get_path (dir), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (files) != NULL)
    n++;
  return n;
}

static void
bind (const char *path)
{
  const KheoBinderWords words = { "Các xã", NULL, "Ban Dân vận" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoBinder) binder = kheo_binder_new (path, &words, &error);
  g_autoptr (KheoPages) first = make_pages ("A4", 3);
  g_autoptr (KheoPages) second = make_pages ("A3", 4);

  g_assert_no_error (error);
  g_assert_true (kheo_binder_add (binder, first, "Xã Ngọc Chiến", NULL, &error));
  g_assert_true (kheo_binder_add (binder, second, "Xã Mường Bú", NULL, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* not before it is whole */
  g_assert_true (kheo_binder_close (binder, &error));
}

static void
test_two_papers (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdfinfo");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "Các xã.pdf");
  g_autofree char *again = kheo_test_dir_build (dir, "Lần hai.pdf");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL, bytes_again = NULL;
  const char *command[] = { tool, "-l", "9", path, NULL };

  bind (path);
  bind (again);
  bytes = kheo_test_read (path);
  bytes_again = kheo_test_read (again);
  g_assert_true (g_bytes_equal (bytes, bytes_again));
  g_assert_cmpuint (count_files (dir), ==, 2);
  if (tool == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                               NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "Pages:           2"));
  g_assert_nonnull (strstr (text, "Page    1 size:  841.89 x 595.2"));
  g_assert_nonnull (strstr (text, "Page    2 size:  1190.55 x 841.89"));
}

/* What is left half-way leaves nothing, and what was there before stays. */
static void
test_left (void)
{
  const KheoBinderWords words = { NULL };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.pdf");
  g_autofree char *nowhere = kheo_test_dir_build (dir, "no such folder/a.pdf");
  g_autofree char *text = NULL;
  g_autoptr (KheoPages) pages = make_pages ("A4", 1);
  g_autoptr (GError) error = NULL;
  KheoBinder *binder;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  binder = kheo_binder_new (path, &words, &error);
  g_assert_true (kheo_binder_add (binder, pages, NULL, NULL, &error));
  kheo_binder_free (binder);
  g_assert_cmpuint (count_files (dir), ==, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");

  g_assert_null (kheo_binder_new (nowhere, &words, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A disk that takes no more is told, and nothing remains. */
static void
test_full (void)
{
  const KheoBinderWords words = { NULL };
  const struct rlimit   small = { 1000, RLIM_INFINITY };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.pdf");
  g_autoptr (KheoPages) pages = make_pages ("A4", 1);
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  KheoBinder   *binder;

  getrlimit (RLIMIT_FSIZE, &before);
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  binder = kheo_binder_new (path, &words, &error);
  if (kheo_binder_add (binder, pages, NULL, NULL, &error))
    g_assert_false (kheo_binder_close (binder, &error));
  kheo_binder_free (binder);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_cmpint (error->domain, ==, G_FILE_ERROR);
  g_assert_cmpuint (count_files (dir), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/binder/two-papers", test_two_papers);
  g_test_add_func ("/report/binder/left", test_left);
  g_test_add_func ("/report/binder/full", test_full);
  return g_test_run ();
}
