/* Far more moments and lines than a window has points for: less is painted, but nothing that can be
 * seen goes missing, and every value is still told, hit and walked to. */
#include "kheo-test.h"
#include "random-chart.h"

#include <math.h>

#define N_MOMENTS 3321
#define WIDTH     900
#define HEIGHT    600

static KheoChartLayout *
layout_of (KheoChartKind kind, KheoChartData *data)
{
  KheoChartStyle style;

  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, WIDTH, HEIGHT);
  return kheo_chart_layout (kind, data, &style);
}

static const guint peaks[] = { 401, 1000, 1213, 1618 }, gaps[] = { 800, 2000, 2411, 3002 };

static gboolean
is_one_of (guint category, const guint *all)
{
  for (guint i = 0; i < G_N_ELEMENTS (peaks); i++)
    if (all[i] == category)
      return TRUE;
  return FALSE;
}

/* A level of 100 with single moments far above it and far below. */
static KheoChartData *
data_with_peaks (void)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_add_series (data, "Tỷ lệ", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < N_MOMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Ngày %u", i + 1);

      kheo_chart_data_add_category (data, name, NULL, i);
      kheo_chart_data_set_value (data, i, 0,
                                 is_one_of (i, peaks)  ? 400
                                 : is_one_of (i, gaps) ? 5
                                                       : 100);
    }
  return data;
}

static cairo_surface_t *
paint (const KheoChartLayout *layout)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t         *cr = cairo_create (surface);

  kheo_chart_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static int
ink_of (cairo_surface_t *surface, int x, int y)
{
  const guchar *pixel =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + x * 4;

  return 765 - pixel[0] - pixel[1] - pixel[2];
}

/* How far the darkest pixel around x, y is from white, 0 … 765. */
static int
most_ink (cairo_surface_t *surface, double x, double y)
{
  int most = 0;

  for (int row = (int) y - 1; row <= (int) y + 1; row++)
    for (int column = (int) x - 1; column <= (int) x + 1; column++)
      most = MAX (most, ink_of (surface, column, row));
  return most;
}

/* The lightest beside it. */
static int
least_ink (cairo_surface_t *surface, double x, double y)
{
  int least = 765;

  for (int column = (int) x - 2; column <= (int) x + 2; column++)
    least = MIN (least, ink_of (surface, column, (int) y));
  return least;
}

/* The single moments that stand out are painted, each at its very place. */
static void
test_peaks (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (KheoChartData) data = data_with_peaks ();
  g_autoptr (KheoChartLayout) layout = layout_of (kind, data);
  cairo_surface_t     *surface = paint (layout);
  const KheoChartMark *level = kheo_chart_layout_get_mark (layout, 500);

  check_layout (layout, 0);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, N_MOMENTS);
  g_assert_cmpint (most_ink (surface, level->x, level->y + 1), >, 200);
  for (guint i = 0; i < G_N_ELEMENTS (peaks); i++)
    {
      const KheoChartMark *high = kheo_chart_layout_get_mark (layout, peaks[i]);
      const KheoChartMark *low = kheo_chart_layout_get_mark (layout, gaps[i]);
      double               middle = (low->y + level->y) / 2;

      g_assert_cmpfloat (high->value, ==, 400);
      g_assert_cmpint (kheo_chart_layout_hit (layout, high->x, high->y), >=, 0);
      g_assert_cmpint (most_ink (surface, high->x, high->y + 2), >, 200);
      /* Far from everything there is none. */
      g_assert_cmpint (most_ink (surface, high->x + 20, (high->y + level->y) / 2 + 7), <, 60);
      if (kind == KHEO_CHART_COVERAGE) /* a notch in the area */
        g_assert_cmpint (least_ink (surface, low->x, middle), <, 100);
      else
        g_assert_cmpint (most_ink (surface, low->x, low->y - 2), >, 200);
    }
  cairo_surface_destroy (surface);
}

static gboolean
says (const KheoChartLayout *layout, const char *text)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    if (strstr (kheo_chart_layout_get_label (layout, i)->text, text) != NULL)
      return TRUE;
  return FALSE;
}

static KheoChartData *
data_of_two_years (guint n)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_add_series (data, "2025", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_series (data, "2026", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã số %u", i + 1);

      kheo_chart_data_add_category (data, name, NULL, i);
      kheo_chart_data_set_value (data, i, 0, i % 100);
      kheo_chart_data_set_value (data, i, 1, i * 7 % 100);
    }
  return data;
}

/* A crowd is a band, and the chart says so; each of it is still there to be hit. */
static void
test_crowd (void)
{
  g_autoptr (KheoChartData) many = data_of_two_years (N_MOMENTS);
  g_autoptr (KheoChartData) some = data_of_two_years (200);
  g_autoptr (KheoChartLayout) crowd = layout_of (KHEO_CHART_SLOPE, many);
  g_autoptr (KheoChartLayout) lines = layout_of (KHEO_CHART_SLOPE, some);

  check_layout (crowd, 0);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (crowd), ==, 2 * N_MOMENTS);
  g_assert_true (says (crowd, "as a band from their lowest to their highest"));
  g_assert_false (says (crowd, "more lines without names"));
  g_assert_true (says (lines, "more lines without names"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/chart-dense/line", GINT_TO_POINTER (KHEO_CHART_LINE), test_peaks);
  g_test_add_data_func ("/chart-dense/small-multiples",
                        GINT_TO_POINTER (KHEO_CHART_SMALL_MULTIPLES), test_peaks);
  g_test_add_data_func ("/chart-dense/coverage", GINT_TO_POINTER (KHEO_CHART_COVERAGE), test_peaks);
  g_test_add_func ("/chart-dense/slope-crowd", test_crowd);
  return g_test_run ();
}
