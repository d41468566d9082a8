/* One geometry and one text on every surface; the same chart gives the same bytes. */
#include "kheo-chart.h"
#include "kheo-picture.h"
#include "kheo-test.h"

#include <string.h>

static KheoChartLayout *
sample_layout (KheoChartTheme theme)
{
  static const char *const names[] = { "Phường Hồng Gai", "Xã Húc Động", "Đặc khu Vân Đồn" };

  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  KheoChartStyle style;
  KheoPaper      paper;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình “Dân vận khéo” & điển hình");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, "Tỉnh Quảng Ninh · năm 2022");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, "Nguồn: Sổ dân vận");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_DATE, "Số liệu đến ngày 21/6/2022");
  kheo_chart_data_add_series (data, "Tập thể", KHEO_CHART_ROLE_COLLECTIVE);
  kheo_chart_data_add_series (data, "Cá nhân", KHEO_CHART_ROLE_INDIVIDUAL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      kheo_chart_data_add_category (data, names[i], NULL, i);
      kheo_chart_data_set_value (data, i, 0, 40 + 11 * i);
      kheo_chart_data_set_value (data, i, 1, 12);
    }
  g_assert_true (kheo_paper_parse ("A4", TRUE, &paper, NULL));
  kheo_chart_style_for_paper (&style, theme, paper);
  return kheo_chart_layout (KHEO_CHART_STACKED, data, &style);
}

static char *
export_to (KheoTestDir *dir, const char *name, KheoChartTheme theme, const KheoChartExport *options)
{
  g_autoptr (KheoChartLayout) layout = sample_layout (theme);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kheo_test_dir_build (dir, name);
  KheoChartFormat  format;

  g_assert_true (kheo_chart_format_from_path (path, &format));
  kheo_chart_export (layout, path, format, options, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static void
test_same_bytes (void)
{
  static const char *const names[][2] = { { "a.pdf", "b.pdf" },
                                          { "a.svg", "b.svg" },
                                          { "a.png", "b.png" } };

  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint theme = KHEO_CHART_LIGHT; theme <= KHEO_CHART_MONO; theme++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *first = export_to (dir, names[i][0], (KheoChartTheme) theme, NULL);
        g_autofree char *second = export_to (dir, names[i][1], (KheoChartTheme) theme, NULL);
        g_autoptr (GBytes) a = kheo_test_read (first);
        g_autoptr (GBytes) b = kheo_test_read (second);

        g_assert_true (g_bytes_equal (a, b));
      }
}

static void
test_svg_speaks (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = export_to (dir, "chart.svg", KHEO_CHART_LIGHT, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<title>Mô hình “Dân vận khéo” &amp; điển hình</title>"));
  g_assert_nonnull (strstr (text, "Đặc khu Vân Đồn\t62\t12\t74"));
  g_assert_null (strstr (text, "<image")); /* all vector */
}

static void
test_png_size (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  KheoChartExport  options = { .dpi = 72 };
  g_autofree char *path = export_to (dir, "chart.png", KHEO_CHART_DARK, &options);
  cairo_surface_t *image = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 842);
  g_assert_cmpint (cairo_image_surface_get_height (image), ==, 596);
  cairo_surface_destroy (image);
}

static void
test_png_too_large (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoChartLayout) layout = sample_layout (KHEO_CHART_PRINT);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kheo_test_dir_build (dir, "chart.png");
  KheoChartExport  options = { .dpi = 100000 };

  g_assert_false (kheo_chart_export (layout, path, KHEO_CHART_PNG, &options, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What a reader copies out of the PDF is the Vietnamese that went in, composed (NFC). */
static void
test_pdf_text (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = export_to (dir, "chart.pdf", KHEO_CHART_PRINT, NULL);
  g_autofree char *text = NULL, *composed = NULL;
  const char      *command[] = { tool, path, "-", NULL };
  const char      *parts[] = { "Mô hình “Dân vận khéo” & điển hình",
                               "Phường Hồng Gai",
                               "Đặc khu Vân Đồn",
                               "Nguồn: Sổ dân vận",
                               "Tập thể",
                               "74" };

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                               NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("\"%s\" is not in the text of the PDF: %s", parts[i], text);
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_assert_cmpstr (text, ==, composed);
}

static const char *
title_of_page (guint page, gpointer user_data)
{
  static const char *const titles[] = { "Kinh tế", NULL, "Văn hóa – xã hội" };

  return titles[page];
}

static void
draw_nothing (guint page, cairo_t *cr, gpointer user_data)
{
  cairo_rectangle (cr, 10, 10, 20 + page, 20);
  cairo_fill (cr);
}

static guint
count (const char *text, gsize length, const char *wanted)
{
  guint n = 0;

  for (gsize i = 0; i + strlen (wanted) <= length; i++)
    n += memcmp (text + i, wanted, strlen (wanted)) == 0 ? 1 : 0;
  return n;
}

/* One entry in the outline for each page with a title; words of the file in UTF-16. */
static void
test_pdf_outline (void)
{
  KheoPicture picture = {
    .width = 200,
    .height = 100,
    .n_pages = 3,
    .title = "Mô hình",
    .keywords = "dân vận, khéo",
    .draw = draw_nothing,
    .page_title = title_of_page,
  };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "pages.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize       length;

  kheo_picture_write_pdf (&picture, path, NULL, &error);
  g_assert_no_error (error);
  bytes = kheo_test_read (path);
  text = g_bytes_get_data (bytes, &length);
  g_assert_cmpuint (count (text, length, "/Type /Outlines"), ==, 1);
  g_assert_cmpuint (count (text, length, "/Keywords"), ==, 1);
  g_assert_cmpuint (count (text, length, "/Title <FEFF004B0069006E0068002000741EBF>"), ==, 1);
  g_assert_cmpuint (count (text, length, "/Title <FEFF"), ==, 3); /* of the file and two pages */
  g_assert_cmpuint (count (text, length, "/CreationDate"), ==, 0);
}

static void
test_unwritable (void)
{
  g_autoptr (KheoChartLayout) layout = sample_layout (KHEO_CHART_PRINT);

  for (guint format = KHEO_CHART_PDF; format <= KHEO_CHART_PNG; format++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kheo_chart_export (layout, "/nonexistent/folder/chart",
                                         (KheoChartFormat) format, NULL, &error));
      g_assert_nonnull (error);
    }
}

/* Drawing leaves the cairo_t as it was and paints something. */
static void
test_draw_is_balanced (void)
{
  g_autoptr (KheoChartLayout) layout = sample_layout (KHEO_CHART_LIGHT);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (surface);
  double           x, y, width, height;
  cairo_matrix_t   matrix;

  kheo_chart_draw (layout, cr);
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    kheo_chart_draw_highlight (layout, cr, i);
  cairo_get_matrix (cr, &matrix);
  g_assert_cmpfloat (matrix.xx, ==, 1);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (width, >, 800);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/export/same-bytes", test_same_bytes);
  g_test_add_func ("/chart/export/svg-speaks", test_svg_speaks);
  g_test_add_func ("/chart/export/png-size", test_png_size);
  g_test_add_func ("/chart/export/png-too-large", test_png_too_large);
  g_test_add_func ("/chart/export/pdf-text", test_pdf_text);
  g_test_add_func ("/chart/export/pdf-outline", test_pdf_outline);
  g_test_add_func ("/chart/export/unwritable", test_unwritable);
  g_test_add_func ("/chart/draw/balanced", test_draw_is_balanced);
  return g_test_run ();
}
