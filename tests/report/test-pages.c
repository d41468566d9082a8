#include "kheo-annex.h"
#include "kheo-test.h"

#include <string.h>

static KheoChartData *
sample_data (void)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình theo đơn vị");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, "Tỉnh Sơn La · năm 2022");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, "Nguồn: Sổ dân vận");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_DATE, "Số liệu đến ngày 21/6/2022");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "Huyện Mường La", NULL, 1);
  kheo_chart_data_set_value (data, 0, 0, 2665);
  return data;
}

static void
test_chart_page (void)
{
  static const char *const papers[] = { "A4", "A3" };

  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "page.pdf");

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (KheoChartData) data = sample_data ();
      g_autoptr (KheoPages) pages = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      const char      *command[] = { tool, path, "-", NULL };
      KheoPaper        paper;

      g_assert_true (kheo_paper_parse (papers[i], TRUE, &paper, NULL));
      pages = kheo_pages_new_for_chart (KHEO_CHART_RANKING, data, paper, KHEO_CHART_PRINT, NULL);
      g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, 1);
      g_assert_cmpstr (kheo_pages_get_title (pages), ==, "Mô hình theo đơn vị");
      g_assert_nonnull (strstr (kheo_pages_get_description (pages), "2,665"));
      kheo_pages_export_pdf (pages, path, "Ban Dân vận", NULL, &error);
      g_assert_no_error (error);
      if (tool == NULL)
        continue;
      g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                                   &text, NULL, NULL, NULL));
      for (guint k = KHEO_CHART_TEXT_TITLE; k <= KHEO_CHART_TEXT_DATE; k++)
        g_assert_nonnull (strstr (text, kheo_chart_data_get_text (data, k)));
    }
}

static void
test_images (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoChartData) data = sample_data ();
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *svg = kheo_test_dir_build (dir, "page.svg");
  g_autofree char *png = kheo_test_dir_build (dir, "page.png");
  g_autofree char *text = NULL;
  cairo_surface_t *image;
  KheoPaper        paper;

  g_assert_true (kheo_paper_parse ("A4", FALSE, &paper, NULL));
  pages = kheo_pages_new_for_chart (KHEO_CHART_BAR, data, paper, KHEO_CHART_MONO, "Noto Serif");
  kheo_pages_export_image (pages, 0, svg, KHEO_CHART_SVG, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (svg, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<title>Mô hình theo đơn vị</title>"));
  kheo_pages_export_image (pages, 0, png, KHEO_CHART_PNG, 72, &error);
  g_assert_no_error (error);
  image = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 596);
  cairo_surface_destroy (image);
}

/* A cancelled export leaves neither a file nor a part of one. */
static void
test_cancelled (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoChartData) data = sample_data ();
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kheo_test_dir_build (dir, "page.pdf");
  KheoProgress     progress = { .cancellable = cancellable };
  KheoPaper        paper;

  g_assert_true (kheo_paper_parse ("A4", FALSE, &paper, NULL));
  pages = kheo_pages_new_for_chart (KHEO_CHART_BAR, data, paper, KHEO_CHART_PRINT, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_pages_export_pdf (pages, path, NULL, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/pages/chart", test_chart_page);
  g_test_add_func ("/report/pages/images", test_images);
  g_test_add_func ("/report/pages/cancelled", test_cancelled);
  return g_test_run ();
}
