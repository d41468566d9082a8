/* What charts cost: a ranking of 500 bars laid out and drawn again as a window does it, and an A0
 * poster as PDF. */
#include "kheo-chart.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#define N_BARS   500
#define N_ROUNDS 60
#define SEEN     700 /* points: height of a window */

static KheoChartData *
make_data (guint n, guint n_series)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình “Dân vận khéo” theo đơn vị");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, "Năm 2026");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, "Nguồn: sổ mô hình");
  for (guint i = 0; i < n_series; i++)
    {
      g_autofree char *name = g_strdup_printf ("Năm %u", 2021 + i);

      kheo_chart_data_add_series (data, name, KHEO_CHART_ROLE_AUTO);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã Quảng Đức %u", i + 1);

      kheo_chart_data_add_category (data, name, NULL, i);
      for (guint series = 0; series < n_series; series++)
        kheo_chart_data_set_value (data, i, series, (i * 7919 + series * 31) % 400);
    }
  return data;
}

/* Of this thread, so that others on the machine do not count; microseconds. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
print_times (const char *what, double *milliseconds, guint n)
{
  qsort (milliseconds, n, sizeof (double), compare);
  g_print ("%-44s median %7.2f ms, 95%% %7.2f ms\n", what, milliseconds[n / 2],
           milliseconds[n * 95 / 100]);
}

/* A window draws the layout that it has again (hover, scrolling); when it is resized it lays out
 * too.  A clip is what can be seen of it while it is scrolled. */
static void
measure_window (KheoChartKind kind, KheoChartData *data, double width, double height)
{
  double           layout_times[N_ROUNDS], draw_times[N_ROUNDS];
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  g_autofree char *name = NULL;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      KheoChartStyle style;
      cairo_t       *cr = cairo_create (surface);
      double         start = now ();
      g_autoptr (KheoChartLayout) layout = NULL;

      kheo_chart_style_init (&style, KHEO_CHART_LIGHT, width, height);
      layout = kheo_chart_layout (kind, data, &style);
      layout_times[i] = (now () - start) / 1000;
      cairo_rectangle (cr, 0, MAX (height / 2 - SEEN, 0), width, MIN (height, SEEN));
      cairo_clip (cr);
      kheo_chart_draw (layout, cr); /* glyphs are found the first time */
      start = now ();
      kheo_chart_draw (layout, cr);
      cairo_surface_flush (surface);
      draw_times[i] = (now () - start) / 1000;
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  name = g_strdup_printf ("%s of %u x %u, %.0f x %.0f: layout", kheo_chart_kind_to_name (kind),
                          kheo_chart_data_get_n_categories (data),
                          kheo_chart_data_get_n_series (data), width, height);
  print_times (name, layout_times, N_ROUNDS);
  print_times ("  draw again", draw_times, N_ROUNDS);
}

static void
measure_poster (KheoChartKind kind, KheoChartData *data, const char *folder)
{
  KheoChartStyle style;
  KheoPaper      paper;
  GStatBuf       status = { 0 };
  double         start = now ();
  g_autoptr (KheoChartLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "poster.pdf", NULL);

  if (!kheo_paper_parse ("A0", FALSE, &paper, &error))
    g_error ("%s", error->message);
  kheo_chart_style_for_paper (&style, KHEO_CHART_PRINT, paper);
  layout = kheo_chart_layout (kind, data, &style);
  if (!kheo_chart_export (layout, path, KHEO_CHART_PDF, NULL, &error))
    g_error ("%s", error->message);
  g_stat (path, &status);
  g_print ("A0 %-16s of %5u x %2u: %7.0f ms, %7.0f kB\n", kheo_chart_kind_to_name (kind),
           kheo_chart_data_get_n_categories (data), kheo_chart_data_get_n_series (data),
           (now () - start) / 1000, (double) status.st_size / 1000);
  g_unlink (path);
}

int
main (void)
{
  g_autoptr (KheoChartData) bars = make_data (N_BARS, 1);
  g_autoptr (KheoChartData) many = make_data (3321, 5);
  g_autoptr (KheoChartData) few = make_data (24, 12);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kheo-bench-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);
  /* As tall as 500 rows need, and as wide as a window is. */
  measure_window (KHEO_CHART_RANKING, bars, 900, 8000);
  measure_window (KHEO_CHART_RANKING, bars, 1366, 768);
  for (int kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    measure_window ((KheoChartKind) kind, few, 900, 600);
  /* The whole country's communes: far more than a window has points for. */
  for (int kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    measure_window ((KheoChartKind) kind, many, 900, 600);
  for (int kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      measure_poster ((KheoChartKind) kind, few, folder);
      measure_poster ((KheoChartKind) kind, many, folder);
    }
  g_rmdir (folder);
  return 0;
}
