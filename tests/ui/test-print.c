/* Pages are made, drawn and written away from the main thread; the window shows those very pages.
 */
#include "kheo-export.h"
#include "kheo-print-window.h"
#include "kheo-registers.h"
#include "kheo-settings-window.h"
#include "ui-book.h"

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
  g_test_add_func ("/ui/settings/window", test_settings);
  return g_test_run ();
}
