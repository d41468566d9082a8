/* A poster over sheets: every spot of it is on some sheet, in its true size. */
#include "kheo-pages.h"
#include "kheo-test.h"

#include <math.h>
#include <string.h>

#define MM KHEO_POINTS_PER_MM

static KheoPages *
make_poster (const char *name, gboolean landscape)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  KheoPaper paper;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình theo đơn vị");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *label = g_strdup_printf ("Xã Chiềng Khoa %u", i);

      kheo_chart_data_add_category (data, label, NULL, i);
      kheo_chart_data_set_value (data, i, 0, 100 - i);
    }
  g_assert_true (kheo_paper_parse (name, landscape, &paper, NULL));
  return kheo_pages_new_for_chart (KHEO_CHART_RANKING, data, paper, KHEO_CHART_PRINT, NULL);
}

static KheoPages *
tile (KheoPages *poster, const char *sheet, double overlap)
{
  KheoPaper paper;

  g_assert_true (kheo_paper_parse (sheet, FALSE, &paper, NULL));
  return kheo_pages_new_tiled (poster, paper, overlap);
}

static void
test_counts (void)
{
  static const struct
  {
    const char *poster;
    gboolean    landscape;
    const char *sheet;
    double      overlap;
    guint       n;
  } cases[] = {
    /* windows 190 × 277: A0 landscape 1189 × 841 needs 7 × 4 upright, 5 × 5 lying */
    { "A0", TRUE, "A4", 10, 25 },
    { "A1", FALSE, "A3", 10, 8 }, /* lying 400 × 277: 2 × 4; upright 277 × 400: 3 × 3 */
    { "A4", FALSE, "A4", 10, 2 }, /* no printer reaches the edge of the paper */
    { "150x200mm", FALSE, "A4", 10, 1 },
    { "A2", TRUE, "A3", 1000, 4 }, /* an overlap beyond reason is cut to a quarter */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoPages) poster = make_poster (cases[i].poster, cases[i].landscape);
      g_autoptr (KheoPages) tiles = tile (poster, cases[i].sheet, cases[i].overlap);

      g_assert_cmpuint (kheo_pages_get_n_pages (tiles), ==, cases[i].n);
      g_assert_cmpstr (kheo_pages_get_title (tiles), ==, "Mô hình theo đơn vị");
    }
}

static cairo_surface_t *
paint (KheoPages *pages, guint page)
{
  KheoPaper        paper = kheo_pages_get_paper (pages);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) ceil (paper.width), (int) ceil (paper.height));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  kheo_pages_draw (pages, page, cr);
  cairo_destroy (cr);
  return surface;
}

static double
ink (cairo_surface_t *surface)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int                  stride = cairo_image_surface_get_stride (surface);
  double               sum = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      sum += 255 - data[y * stride + x * 4 + 1];
  return sum;
}

/* Sheets without overlap carry the poster's ink once, beside marks and names. */
static void
test_whole (void)
{
  g_autoptr (KheoPages) poster = make_poster ("A2", TRUE);
  g_autoptr (KheoPages) tiles = tile (poster, "A4", 0);
  cairo_surface_t *whole = paint (poster, 0);
  double           sum = 0, most;
  guint            n = kheo_pages_get_n_pages (tiles);

  for (guint i = 0; i < n; i++)
    {
      cairo_surface_t *one = paint (tiles, i);

      sum += ink (one);
      cairo_surface_destroy (one);
    }
  most = ink (whole) * 1.02 + n * 255 * 3000.0; /* a name is some 2000 points of ink */
  g_assert_cmpfloat (sum, >=, ink (whole) * 0.995);
  g_assert_cmpfloat (sum, <=, most);
  cairo_surface_destroy (whole);
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

/* Each sheet is named for the one who pastes them, and the files stay small vectors. */
static void
test_file (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "Áp phích.pdf");
  g_autofree char *text = NULL;
  g_autoptr (KheoPages) poster = make_poster ("A0", TRUE);
  g_autoptr (KheoPages) tiles = tile (poster, "A4", KHEO_TILE_OVERLAP);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *command[] = { tool, path, "-", NULL };

  kheo_pages_export_pdf (tiles, path, NULL, NULL, &error);
  g_assert_no_error (error);
  bytes = kheo_test_read (path);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 300000);
  g_assert_false (contains (bytes, "/Image"));
  g_assert_true (contains (bytes, "/Outlines"));
  if (tool == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                               NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "Sheet 1 of 25: row 1, column 1"));
  g_assert_nonnull (strstr (text, "Sheet 25 of 25: row 5, column 5"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/poster/counts", test_counts);
  g_test_add_func ("/report/poster/whole", test_whole);
  g_test_add_func ("/report/poster/file", test_file);
  return g_test_run ();
}
