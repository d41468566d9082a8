/* One sheet for each unit: safe names, nothing twice, nothing half. */
#include "kheo-paper-key.h"
#include "kheo-paper-run.h"
#include "kheo-test.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_names (void)
{
  static const struct
  {
    const char *name, *file;
  } cases[] = {
    { "Xã Ngọc Chiến", "Xã Ngọc Chiến" },
    { "../../etc/passwd", "etc-passwd" },
    { "a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j" },
    { "  Tổ 5.  ", "Tổ 5" },
    { "con", "_con" },
    { "NUL.txt", "_NUL.txt" },
    { "lpt1", "_lpt1" },
    { ".ẩn", "ẩn" },
    { "a\nb\tc", "a b c" },
    { "", "_" },
    { "...", "_" },
    { "-rf", "rf" },
  };
  g_autofree char *many = g_strnfill (4000, 'x');
  g_autofree char *longest = kheo_paper_name_file (many);
  GString         *marks = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = kheo_paper_name_file (cases[i].name);

      g_assert_cmpstr (file, ==, cases[i].file);
    }
  g_assert_cmpuint (strlen (longest), <, 200);
  for (guint i = 0; i < 200; i++)
    g_string_append (marks, "ệ");
  cut = kheo_paper_name_file (marks->str);
  g_assert_true (g_utf8_validate (cut, -1, NULL)); /* never within a letter */
  g_string_free (marks, TRUE);
}

static KheoPages *
make_pages (double value)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  KheoPaper paper;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "2024", NULL, 0);
  kheo_chart_data_set_value (data, 0, 0, value);
  g_assert_true (kheo_paper_parse ("A5", TRUE, &paper, NULL));
  return kheo_pages_new_for_chart (KHEO_CHART_BAR, data, paper, KHEO_CHART_PRINT, NULL);
}

static void
target_clear (gpointer data)
{
  g_free (((KheoPaperTarget *) data)->name);
  g_free (((KheoPaperTarget *) data)->file);
}

static GArray *
make_targets (guint n)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (KheoPaperTarget));

  g_array_set_clear_func (targets, target_clear);
  for (guint i = 0; i < n; i++)
    {
      KheoPaperTarget target = { i + 1, g_strdup_printf ("Xã số %u", i),
                                 g_strdup_printf ("Xã số %u", i) };

      g_array_append_val (targets, target);
    }
  return targets;
}

/* Makes the first @n sheets, as if stopped there; the key of sheet i is its number and @salt. */
static void
run (const char *folder,
     GArray     *targets,
     guint       n,
     const char *salt,
     guint      *out_made,
     guint      *out_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoPaperRun) run = kheo_paper_run_new_folder (targets, folder, "pdf", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u%s", i, i == 2 ? salt : "");
      g_autoptr (KheoPages) pages = NULL;

      if (kheo_paper_run_is_there (run, i, key))
        continue;
      pages = make_pages (i);
      kheo_paper_run_add (run, i, pages, key, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (kheo_paper_run_finish (run, &error));
  *out_made = kheo_paper_run_get_n_made (run);
  *out_kept = kheo_paper_run_get_n_kept (run);
}

static void
test_resumed (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *folder = kheo_test_dir_build (dir, "Các xã/2024");
  g_autofree char *gone = g_build_filename (folder, "Xã số 0.pdf", NULL);
  g_autofree char *broken = g_build_filename (folder, "Xã số 4.pdf.AB12CD", NULL);
  g_autofree char *others = g_build_filename (folder, "của tôi.pdf.AB12CD", NULL);
  g_autofree char *memory = g_build_filename (folder, ".kheo-sheets", NULL);
  g_autoptr (GArray) targets = make_targets (6);
  guint made, kept;
  FILE *file;

  run (folder, targets, 4, "", &made, &kept);
  g_assert_cmpuint (made, ==, 4);
  g_assert_cmpuint (kept, ==, 0);

  /* Killed within a sheet and within a line; a file was deleted. */
  g_assert_true (g_file_set_contents (broken, "%PDF-", -1, NULL));
  g_assert_true (g_file_set_contents (others, "mine", -1, NULL));
  g_assert_cmpint (g_unlink (gone), ==, 0);
  file = g_fopen (memory, "a");
  fputs ("4\tXã s", file);
  fclose (file);

  run (folder, targets, 6, "", &made, &kept);
  g_assert_cmpuint (made, ==, 3); /* 0 again, 4 and 5 */
  g_assert_cmpuint (kept, ==, 3);
  g_assert_false (g_file_test (broken, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (others, G_FILE_TEST_EXISTS)); /* what is not ours stays */

  run (folder, targets, 6, " changed", &made, &kept);
  g_assert_cmpuint (made, ==, 1);
  g_assert_cmpuint (kept, ==, 5);
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize       length, n = strlen (text);
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (data + i, text, n) == 0)
      return TRUE;
  return FALSE;
}

static void
test_bound (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "Các xã.pdf");
  g_autoptr (GArray) targets = make_targets (3);
  g_autoptr (GError) error = NULL;
  KheoPaperRun *run = kheo_paper_run_new_bound (targets, path, "Các xã", NULL, &error);
  g_autoptr (KheoPages) pages = make_pages (1);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 3; i++)
    g_assert_true (kheo_paper_run_add (run, i, pages, "key", NULL, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (kheo_paper_run_finish (run, &error));
  kheo_paper_run_free (run);
  bytes = kheo_test_read (path);
  g_assert_true (contains (bytes, "/Outlines"));
}

/* A cancelled sheet leaves the others whole and itself not there. */
static void
test_cancelled (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (GArray) targets = make_targets (2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoPaperRun) run =
      kheo_paper_run_new_folder (targets, kheo_test_dir_get_path (dir), "pdf", &error);
  g_autoptr (KheoPages) pages = make_pages (1);
  g_autofree char *first = kheo_paper_run_build_path (run, 0);
  g_autofree char *second = kheo_paper_run_build_path (run, 1);
  KheoProgress     progress = { .cancellable = cancellable };

  g_assert_true (kheo_paper_run_add (run, 0, pages, "a", &progress, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_paper_run_add (run, 1, pages, "b", &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
}

static char *
key_of (double value, int emphasis, const char *title)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  GChecksum *key = kheo_paper_key_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, title);
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "2024", NULL, 0);
  kheo_chart_data_set_value (data, 0, 0, value);
  kheo_chart_data_set_emphasis (data, emphasis);
  kheo_paper_key_add_chart (key, KHEO_CHART_BAR, data);
  return kheo_paper_key_free_to_text (key);
}

static void
test_keys (void)
{
  g_autofree char *one = key_of (1, -1, "a"), *same = key_of (1, -1, "a");
  g_autofree char *value = key_of (1.001, -1, "a"), *emphasis = key_of (1, 0, "a");
  g_autofree char *title = key_of (1, -1, "b");

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, value); /* written alike, drawn otherwise */
  g_assert_cmpstr (one, !=, emphasis);
  g_assert_cmpstr (one, !=, title);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/paper-run/names", test_names);
  g_test_add_func ("/report/paper-run/resumed", test_resumed);
  g_test_add_func ("/report/paper-run/bound", test_bound);
  g_test_add_func ("/report/paper-run/cancelled", test_cancelled);
  g_test_add_func ("/report/paper-run/keys", test_keys);
  return g_test_run ();
}
