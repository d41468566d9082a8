/* Pages are made, drawn and written away from the main thread; the window shows those very pages.
 */
#include "kheo-export.h"
#include "kheo-paper-run.h"
#include "kheo-print-operation.h"
#include "kheo-print-window.h"
#include "kheo-registers.h"
#include "kheo-settings-window.h"
#include "ui-book.h"

#include <string.h>

static KheoChartData *
make_data (void)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình “Dân vận khéo” theo đơn vị");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < 3; i++)
    {
      kheo_chart_data_add_category (data, "Huyện Mường La", NULL, i);
      kheo_chart_data_set_value (data, i, 0, i + 1);
    }
  return data;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* The press ends once its thread has let go of the last job. */
static void
drop (KheoPress **press)
{
  g_object_add_weak_pointer (G_OBJECT (*press), (gpointer *) press);
  g_object_unref (*press);
  WAIT_UNTIL (*press == NULL);
}

static void
test_press (void)
{
  KheoPress *press = kheo_press_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "Biểu đồ.pdf");
  g_autoptr (KheoChartData) data = make_data ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GAsyncResult *made = NULL, *drawn = NULL, *written = NULL;
  KheoPaper     paper;

  g_assert_true (kheo_paper_parse ("A4", TRUE, &paper, NULL));
  kheo_press_make_async (press, kheo_chart_print_make,
                         kheo_chart_print_new (KHEO_CHART_RANKING, data, paper, FALSE),
                         kheo_chart_print_free, done_cb, &made);
  kheo_press_picture_async (press, 0, 0.5, NULL, done_cb, &drawn);
  kheo_press_export_async (press, 0, path, KHEO_CHART_PDF, done_cb, &written);
  WAIT_UNTIL (written != NULL);
  {
    g_autoptr (KheoPressResult) result = kheo_press_make_finish (press, made, &error);
    g_autoptr (GdkTexture) texture = kheo_press_picture_finish (press, drawn, &error);

    g_assert_no_error (error);
    g_assert_cmpint (result->n_pages, ==, 1);
    g_assert_cmpstr (result->title, ==, "Mô hình “Dân vận khéo” theo đơn vị");
    g_assert_cmpint (gdk_texture_get_width (texture), ==, 421); /* 842 points */
  }
  g_assert_true (kheo_press_export_finish (press, written, &error));
  bytes = kheo_test_read (path);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  g_clear_object (&made);
  g_clear_object (&drawn);
  g_clear_object (&written);
  drop (&press);
}

/* A page that is not there is an error, not a crash; so is asking before anything was made. */
static void
test_press_errors (void)
{
  KheoPress    *press = kheo_press_new ();
  GAsyncResult *drawn = NULL;
  g_autoptr (GError) error = NULL;

  kheo_press_picture_async (press, 7, 1, NULL, done_cb, &drawn);
  WAIT_UNTIL (drawn != NULL);
  g_assert_null (kheo_press_picture_finish (press, drawn, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_object (&drawn);
  drop (&press);
}

static void
test_window (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (KheoChartData) data = make_data ();
  GtkWidget       *near = gtk_window_new ();
  KheoPrintWindow *chart = kheo_print_window_present_chart (near, KHEO_CHART_RANKING, data);

  WAIT_UNTIL (kheo_print_window_get_n_pages (chart) == 1);
  gtk_widget_activate_action (GTK_WIDGET (chart), "print.zoom", "s", "in");
  gtk_window_destroy (GTK_WINDOW (chart));
  gtk_window_destroy (GTK_WINDOW (near));
}

/* ---- Paper ---- */

static void
close_window (KheoPrintWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  ui_test_settle ();
}

static gboolean
is_size (KheoPaper paper, double width_mm, double height_mm)
{
  return ABS (paper.width / KHEO_POINTS_PER_MM - width_mm) < 0.5 &&
         ABS (paper.height / KHEO_POINTS_PER_MM - height_mm) < 0.5;
}

/* What is chosen is what the pages are, what the printer is told and what the file is. */
static void
test_papers (void)
{
  static const struct
  {
    const char *paper;
    gboolean    landscape;
    double      width, height; /* millimetres */
    const char *name;          /* as printers know it; NULL: a size of one's own */
  } cases[] = {
    { "A5", FALSE, 148, 210, "iso_a5" },    { "A3", TRUE, 420, 297, "iso_a3" },
    { "A0", TRUE, 1189, 841, "iso_a0" },    { "16:9", TRUE, 338.667, 190.5, NULL },
    { "600x900mm", FALSE, 600, 900, NULL },
  };

  g_autoptr (KheoChartData) data = make_data ();
  GtkWidget       *near = gtk_window_new ();
  KheoPrintWindow *window = kheo_print_window_present_chart (near, KHEO_CHART_RANKING, data);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkPageSetup) setup = NULL;
      GtkPaperSize *size;
      KheoPaper     paper;

      kheo_paper_group_choose (kheo_print_window_get_paper_group (window), cases[i].paper,
                               cases[i].landscape, NULL);
      WAIT_UNTIL (is_size (kheo_print_window_get_paper (window), cases[i].width, cases[i].height));
      paper = kheo_print_window_get_paper (window);
      setup = kheo_print_page_setup_new (paper);
      size = gtk_page_setup_get_paper_size (setup);
      g_assert_cmpfloat_with_epsilon (gtk_page_setup_get_paper_width (setup, GTK_UNIT_MM),
                                      cases[i].width, 0.6);
      g_assert_cmpfloat_with_epsilon (gtk_page_setup_get_paper_height (setup, GTK_UNIT_MM),
                                      cases[i].height, 0.6);
      if (cases[i].name != NULL)
        g_assert_cmpstr (gtk_paper_size_get_name (size), ==, cases[i].name);
      else
        g_assert_true (gtk_paper_size_is_custom (size));
    }
  close_window (window);
  gtk_window_destroy (GTK_WINDOW (near));
}

/* A poster of A1 over sheets of A4. */
static void
test_poster (void)
{
  g_autoptr (KheoChartData) data = make_data ();
  GtkWidget       *near = gtk_window_new ();
  KheoPrintWindow *window = kheo_print_window_present_chart (near, KHEO_CHART_RANKING, data);

  kheo_paper_group_choose (kheo_print_window_get_paper_group (window), "A1", TRUE, "A4");
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) > 8);
  g_assert_cmpfloat (kheo_print_window_get_paper (window).width, <, 900); /* points */
  close_window (window);
  gtk_window_destroy (GTK_WINDOW (near));
}

/* The road to the printer, into a file: the very sheet, and the words on it. */
static void
test_printed (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autofree char *info = g_find_program_in_path ("pdfinfo");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "in ra.pdf");
  g_autofree char *text = NULL, *size = NULL;
  g_autoptr (KheoChartData) data = make_data ();
  g_autoptr (KheoPressResult) result = NULL;
  const char   *text_command[] = { tool, path, "-", NULL }, *size_command[] = { info, path, NULL };
  GtkWidget    *near = gtk_window_new ();
  KheoPress    *press = kheo_press_new ();
  GAsyncResult *made = NULL;
  KheoPaper     paper;

  g_assert_true (kheo_paper_parse ("A2", TRUE, &paper, NULL));
  kheo_press_make_async (press, kheo_chart_print_make,
                         kheo_chart_print_new (KHEO_CHART_RANKING, data, paper, FALSE),
                         kheo_chart_print_free, done_cb, &made);
  WAIT_UNTIL (made != NULL);
  result = kheo_press_make_finish (press, made, NULL);
  kheo_print_run_to_file (GTK_WINDOW (near), press, result, path);
  WAIT_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
  ui_test_settle ();
  if (tool != NULL && info != NULL)
    {
      g_assert_true (g_spawn_sync (NULL, (char **) text_command, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                                   &text, NULL, NULL, NULL));
      g_assert_true (g_spawn_sync (NULL, (char **) size_command, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                                   &size, NULL, NULL, NULL));
      g_assert_nonnull (strstr (text, "Huyện Mường La"));
      g_assert_nonnull (strstr (size, "1683.78 x 1190.55 pts"));
    }
  g_clear_object (&made);
  gtk_window_destroy (GTK_WINDOW (near));
  drop (&press);
}

/* ---- What is said before printing ---- */

static void
test_findings (void)
{
  g_autoptr (KheoChartData) data = make_data ();
  GtkWidget       *near = gtk_window_new ();
  KheoPrintWindow *window;

  kheo_chart_data_add_category (data, "Xã không số liệu", NULL, 9);
  window = kheo_print_window_present_chart (near, KHEO_CHART_RANKING, data);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) == 1);
  g_assert_cmpuint (kheo_print_window_get_n_findings (window), >=, 1);
  close_window (window);
  gtk_window_destroy (GTK_WINDOW (near));
}

/* ---- Several charts, several units ---- */

static KheoPrintSheet *
make_sheet (UiBook *book)
{
  static const char *const   datasets[] = { "models:field", "models:child" };
  static const KheoChartKind kinds[] = { KHEO_CHART_STACKED, KHEO_CHART_RANKING };

  g_autoptr (KheoQuery) query = kheo_scope_make_query (book->scope);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  g_autoptr (KheoChartData) data = make_data ();
  KheoPrintSheet *sheet = kheo_print_sheet_new ("Dân vận khéo");

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      g_ptr_array_add (items, kheo_board_item_new (FALSE, datasets[i], 1));
      kheo_print_sheet_add (sheet, kinds[i], data);
    }
  kheo_print_sheet_set_question (sheet, book->scope, query, items);
  return sheet;
}

static void
test_each (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (KheoPrintSheet) sheet = make_sheet (book);
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *folder = kheo_test_dir_build (dir, "Các đơn vị");
  g_autofree char *bound = kheo_test_dir_build (dir, "Các đơn vị.pdf");
  g_autoptr (GArray) targets = NULL;
  GtkWidget       *near = gtk_window_new ();
  KheoPrintWindow *window;

  WAIT_UNTIL (kheo_scope_get_map (book->scope) != NULL);
  targets = kheo_paper_targets_new (kheo_scope_get_map (book->scope),
                                    kheo_scope_get_unit (book->scope), KHEO_EACH_CHILD);
  g_assert_cmpuint (targets->len, >, 1);
  window = kheo_print_window_present_sheet (near, sheet);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) == 1);
  kheo_print_window_set_each (window, TRUE);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) == targets->len);

  kheo_print_window_write_each (window, bound, TRUE);
  WAIT_UNTIL (!kheo_print_window_is_writing (window));
  g_assert_true (g_file_test (bound, G_FILE_TEST_EXISTS));
  kheo_print_window_write_each (window, folder, FALSE);
  WAIT_UNTIL (!kheo_print_window_is_writing (window));
  for (guint i = 0; i < targets->len; i++)
    {
      g_autofree char *name =
          g_strconcat (g_array_index (targets, KheoPaperTarget, i).file, ".pdf", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  kheo_print_window_set_each (window, FALSE);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) == 1);
  close_window (window);
  gtk_window_destroy (GTK_WINDOW (near));
}

/* Stopped, a bound file is not there at all. */
static void
test_each_stopped (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (KheoPrintSheet) sheet = make_sheet (book);
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *bound = kheo_test_dir_build (dir, "a.pdf");
  GtkWidget       *near = gtk_window_new ();
  KheoPrintWindow *window;

  WAIT_UNTIL (kheo_scope_get_map (book->scope) != NULL);
  window = kheo_print_window_present_sheet (near, sheet);
  kheo_print_window_set_each (window, TRUE);
  WAIT_UNTIL (kheo_print_window_get_n_pages (window) > 1);
  kheo_print_window_write_each (window, bound, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "print.stop", NULL);
  WAIT_UNTIL (!kheo_print_window_is_writing (window));
  g_assert_false (g_file_test (bound, G_FILE_TEST_EXISTS));
  close_window (window);
  gtk_window_destroy (GTK_WINDOW (near));
}

/* ---- The ending that was typed ---- */

static void
test_ending (void)
{
  static const struct
  {
    const char     *typed;
    KheoChartFormat chosen, format;
    const char     *path;
  } cases[] = {
    { "/a/b.pdf", KHEO_CHART_SVG, KHEO_CHART_PDF, "/a/b.pdf" },
    { "/a/b.SVG", KHEO_CHART_PDF, KHEO_CHART_SVG, "/a/b.SVG" },
    { "/a/b", KHEO_CHART_PNG, KHEO_CHART_PNG, "/a/b.png" },
    { "/a/Số 1.2024", KHEO_CHART_PDF, KHEO_CHART_PDF, "/a/Số 1.2024.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KheoChartFormat  format;
      g_autofree char *path =
          kheo_export_settle_path (g_strdup (cases[i].typed), cases[i].chosen, &format);

      g_assert_cmpstr (path, ==, cases[i].path);
      g_assert_cmpint (format, ==, cases[i].format);
    }
}

static void
changed_cb (KheoBook *book, KheoChangeSet *changes, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* What is set is there again, and an untouched window writes nothing. */
static void
test_settings (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget          *near = gtk_window_new ();
  KheoSettingsWindow *window = kheo_settings_window_present (near, book->book);
  g_autofree char    *office = NULL;
  guint               n_changes = 0;

  g_signal_connect (book->book, "changed", G_CALLBACK (changed_cb), &n_changes);
  WAIT_UNTIL (kheo_settings_window_is_ready (window));
  kheo_settings_window_set (window, "office", "BAN TUYÊN GIÁO VÀ DÂN VẬN");
  kheo_settings_window_set (window, "style", "front");
  gtk_window_close (GTK_WINDOW (window));
  WAIT_UNTIL (n_changes == 1);

  window = kheo_settings_window_present (near, book->book);
  WAIT_UNTIL (kheo_settings_window_is_ready (window));
  office = kheo_settings_window_dup (window, "office");
  g_assert_cmpstr (office, ==, "BAN TUYÊN GIÁO VÀ DÂN VẬN");
  gtk_window_close (GTK_WINDOW (window));
  ui_test_settle ();
  g_assert_cmpint (n_changes, ==, 1);
  gtk_window_destroy (GTK_WINDOW (near));
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/print/press", test_press);
  g_test_add_func ("/ui/print/press-errors", test_press_errors);
  g_test_add_func ("/ui/print/window", test_window);
  g_test_add_func ("/ui/print/papers", test_papers);
  g_test_add_func ("/ui/print/poster", test_poster);
  g_test_add_func ("/ui/print/printed", test_printed);
  g_test_add_func ("/ui/print/findings", test_findings);
  g_test_add_func ("/ui/print/each", test_each);
  g_test_add_func ("/ui/print/each-stopped", test_each_stopped);
  g_test_add_func ("/ui/print/ending", test_ending);
  g_test_add_func ("/ui/settings/window", test_settings);
  return g_test_run ();
}
