/* Bars in the finished files are as long as the data say, the same on every surface; texts come out
 * of a PDF as Vietnamese in NFC; the same data give the same bytes. */
#include "kheo-chart-private.h"
#include "kheo-test.h"
#include "pdf-points.h"
#include "random-chart.h"

#include <math.h>
#include <string.h>

#define TENTH_OF_MM (0.1 * KHEO_POINTS_PER_MM)

#define SMOOTHING 8 /* of 255 */

#ifdef __SANITIZE_ADDRESS__
#define N_FILES 4
#else
#define N_FILES 15 /* written and read again for each kind */
#endif

/* Paper of people's sizes: the files of an A0 with thousands of bars take too long for a test. */
static KheoChartStyle
paper_style (GRand *rand)
{
  static const char *const papers[] = { "A3", "A4", "A5", "16:9" };

  KheoChartStyle style;
  KheoPaper      paper;

  g_assert_true (kheo_paper_parse (papers[g_rand_int_range (rand, 0, G_N_ELEMENTS (papers))],
                                   g_rand_boolean (rand), &paper, NULL));
  kheo_chart_style_for_paper (&style, KHEO_CHART_PRINT, paper);
  return style;
}

static KheoChartLayout *
random_layout (KheoChartKind kind, GRand *rand)
{
  g_autoptr (KheoChartData) data = random_chart_data (rand);
  KheoChartStyle style = paper_style (rand);

  return kheo_chart_layout (kind, data, &style);
}

static void
export_to (const KheoChartLayout *layout, const char *path, KheoChartFormat format)
{
  g_autoptr (GError) error = NULL;
  KheoChartExport options = { .dpi = 72 };

  kheo_chart_export (layout, path, format, &options, &error);
  g_assert_no_error (error);
}

/* A step of a wave is part of a larger area: cairo keeps no corner where two are equally high. */
static gboolean
has_corner (const KheoChartLayout *layout, const GArray *points, double x, double y)
{
  if (kheo_chart_layout_get_kind (layout) != KHEO_CHART_COVERAGE)
    return has_point (points, x, y, TENTH_OF_MM / 2);
  for (guint i = 0; i < points->len; i++)
    if (fabs (g_array_index (points, PathPoint, i).y - y) <= TENTH_OF_MM / 2)
      return TRUE;
  return FALSE;
}

/* Of steps narrower than a point only the lowest and the highest of each two points are painted. */
static gboolean
is_thinned (const KheoChartLayout *layout, const KheoBox *box)
{
  return kheo_chart_layout_get_kind (layout) == KHEO_CHART_COVERAGE && box->width < 1;
}

/* All four corners of each painted bar are corners of a path in the file. */
static void
check_bars (const KheoChartLayout *layout, const GArray *points, const char *what)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      const KheoBox       *box = &mark->box;

      if (mark->type != KHEO_CHART_MARK_BAR || box->width < 0.05 || box->height < 0.05 ||
          is_thinned (layout, box))
        continue;
      for (guint corner = 0; corner < 4; corner++)
        {
          double x = box->x + (corner & 1 ? box->width : 0);
          double y = box->y + (corner & 2 ? box->height : 0);

          if (!has_corner (layout, points, x, y))
            g_error ("%s: the bar of %g has no corner at %g, %g", what, mark->value, x, y);
        }
    }
}

/* Cells are painted less half a seam at each side, the same at all four; arcs from corner to
 * corner. That their values say how large they are is checked for the layout. */
static KheoBox
painted_cell (const KheoChartLayout *layout, const KheoChartMark *mark)
{
  double  size = kheo_chart_layout_get_style (layout)->font_size;
  KheoBox box = mark->box;
  double  seam = MIN (size * 0.16, MIN (box.width, box.height) * 0.12);

  if (seam >= size * 0.02 || kheo_chart_layout_get_n_marks (layout) >= 500)
    box = (KheoBox){ box.x + seam / 2, box.y + seam / 2, box.width - seam, box.height - seam };
  return box;
}

static void
check_cells (const KheoChartLayout *layout, const GArray *points, const char *what)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      KheoBox              box = painted_cell (layout, mark);

      if (mark->type != KHEO_CHART_MARK_CELL || isnan (mark->value) || box.width < 0.05 ||
          box.height < 0.05)
        continue;
      for (guint corner = 0; corner < 4; corner++)
        {
          double x = box.x + (corner & 1 ? box.width : 0);
          double y = box.y + (corner & 2 ? box.height : 0);

          if (!has_point (points, x, y, TENTH_OF_MM / 2))
            g_error ("%s: the cell of %g has no corner at %g, %g", what, mark->value, x, y);
        }
    }
}

/* The angle of each arc is its share of the ring, and the pen goes round just that. */
static void
check_arcs (const KheoChartLayout *layout, const GArray *points, const char *what)
{
  double whole = 0, before = 0;

  for (guint i = 0; i < layout->arcs->len; i++)
    whole += g_array_index (layout->marks, KheoChartMark,
                            g_array_index (layout->arcs, KheoChartArc, i).mark)
                 .value;
  for (guint i = 0; i < layout->arcs->len; i++)
    {
      const KheoChartArc  *arc = &g_array_index (layout->arcs, KheoChartArc, i);
      const KheoChartMark *mark = &g_array_index (layout->marks, KheoChartMark, arc->mark);
      const double         radii[] = { arc->inner, arc->outer };
      const double         angles[] = { arc->start, arc->end };

      g_assert_cmpfloat (fabs (arc->end - arc->start - mark->value / whole * 2 * G_PI) * arc->outer,
                         <, TENTH_OF_MM);
      g_assert_cmpfloat (fabs (arc->start - before), <, 1e-6);
      before = arc->end;
      for (guint corner = 0; corner < 4 && arc->outer > 1 && arc->end > arc->start; corner++)
        {
          double x = arc->x + sin (angles[corner / 2]) * radii[corner % 2];
          double y = arc->y - cos (angles[corner / 2]) * radii[corner % 2];

          if (!has_point (points, x, y, TENTH_OF_MM / 2))
            g_error ("%s: the arc of %g has no corner at %g, %g", what, mark->value, x, y);
        }
    }
}

static void
test_lengths (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (461 + (guint32) kind);
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *pdf = kheo_test_dir_build (dir, "chart.pdf");
  g_autofree char *svg = kheo_test_dir_build (dir, "chart.svg");

  for (guint set = 0; set < N_FILES; set++)
    {
      g_autoptr (KheoChartLayout) layout = random_layout (kind, rand);
      const KheoChartStyle *style = kheo_chart_layout_get_style (layout);
      g_autoptr (GArray) in_pdf = NULL, in_svg = NULL;

      check_layout (layout, set);
      export_to (layout, pdf, KHEO_CHART_PDF);
      in_pdf = pdf_points (pdf, style->height);
      g_assert_cmpuint (in_pdf->len, >, 0);
      check_bars (layout, in_pdf, "PDF");
      check_cells (layout, in_pdf, "PDF");
      check_arcs (layout, in_pdf, "PDF");
      export_to (layout, svg, KHEO_CHART_SVG);
      in_svg = svg_points (svg);
      check_bars (layout, in_svg, "SVG");
      check_cells (layout, in_svg, "SVG");
      check_arcs (layout, in_svg, "SVG");
    }
}

/* Letters are smoothed by the surface they are drawn on. */
static gboolean
is_labelled (const KheoChartLayout *layout, double x, double y)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoBox *box = &kheo_chart_layout_get_label (layout, i)->box;

      if (x > box->x - 4 && y > box->y - 4 && x < box->x + box->width + 4 &&
          y < box->y + box->height + 4)
        return TRUE;
    }
  return FALSE;
}

static guint32
pixel_at (cairo_surface_t *image, double x, double y)
{
  const guchar *data = cairo_image_surface_get_data (image);
  gsize         stride = (gsize) cairo_image_surface_get_stride (image);
  guint32       pixel;

  memcpy (&pixel, data + (gsize) y * stride + (gsize) x * 4, sizeof pixel);
  return pixel & 0xffffff;
}

/* Each bar has the same colour in its corners on both pictures. */
static void
check_pixels (const KheoChartLayout *layout, cairo_surface_t *a, cairo_surface_t *b)
{
  const double inside = 1.5; /* pixels: beyond the smoothed edge */

  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      const KheoBox       *box = &mark->box;

      if ((mark->type != KHEO_CHART_MARK_BAR && mark->type != KHEO_CHART_MARK_CELL) ||
          box->width < 3 * inside || box->height < 3 * inside)
        continue;
      for (guint corner = 0; corner < 4; corner++)
        {
          double x = box->x + (corner & 1 ? box->width - inside : inside);
          double y = box->y + (corner & 2 ? box->height - inside : inside);

          if (!is_labelled (layout, x, y))
            g_assert_cmphex (pixel_at (a, x, y), ==, pixel_at (b, x, y));
        }
    }
}

/* A window draws through a recording that is played later, a picture draws at once. */
static void
test_window_as_picture (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (15 + (guint32) kind);

  for (guint set = 0; set < 3; set++)
    {
      g_autoptr (KheoChartLayout) layout = random_layout (kind, rand);
      const KheoChartStyle *style = kheo_chart_layout_get_style (layout);
      int                   width = (int) ceil (style->width), height = (int) ceil (style->height);
      cairo_surface_t      *images[2], *recording;
      cairo_t              *cr;

      recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cr = cairo_create (recording);
      kheo_chart_draw (layout, cr);
      cairo_destroy (cr);
      for (guint i = 0; i < 2; i++)
        {
          images[i] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
          cr = cairo_create (images[i]);
          if (i == 0)
            kheo_chart_draw (layout, cr);
          else
            {
              cairo_set_source_surface (cr, recording, 0, 0);
              cairo_paint (cr);
            }
          cairo_destroy (cr);
          cairo_surface_flush (images[i]);
        }
      check_pixels (layout, images[0], images[1]);
      cairo_surface_destroy (images[0]);
      cairo_surface_destroy (images[1]);
      cairo_surface_destroy (recording);
    }
}

static void
test_same_bytes (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint format = KHEO_CHART_PDF; format <= KHEO_CHART_PNG; format++)
    for (guint set = 0; set < 3; set++)
      {
        g_autofree char *paths[2] = { kheo_test_dir_build (dir, "a"),
                                      kheo_test_dir_build (dir, "b") };
        g_autoptr (GBytes) first = NULL, second = NULL;

        for (guint i = 0; i < 2; i++)
          {
            g_autoptr (GRand) rand = g_rand_new_with_seed (2665 + set);
            g_autoptr (KheoChartLayout) layout = random_layout (kind, rand);

            export_to (layout, paths[i], (KheoChartFormat) format);
          }
        first = kheo_test_read (paths[0]);
        second = kheo_test_read (paths[1]);
        g_assert_true (g_bytes_equal (first, second));
        g_free (g_steal_pointer (&paths[0]));
        g_free (g_steal_pointer (&paths[1]));
      }
}

/* One space for each run of white space. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != 0x0c)
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_plain (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) > 0xffff) /* pictures from fonts that a PDF does not name */
      return FALSE;
  return TRUE;
}

static void
check_texts (const KheoChartLayout *layout, const char *text)
{
  guint n = kheo_chart_layout_get_n_labels (layout), n_found = 0, n_wanted = 0;

  for (guint i = 0; i < n; i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);
      g_autofree char      *wanted = g_strstrip (squeeze (label->text));

      /* Lying texts of one line: others are read in pieces. */
      if (label->shortened || label->n_lines > 1 || *wanted == '\0' || !is_plain (wanted) ||
          label->box.width < label->box.height)
        continue;
      n_wanted++;
      if (strstr (text, wanted) != NULL)
        n_found++;
      else
        g_test_message ("not found: \"%s\"", wanted);
    }
  g_assert_cmpuint (n_found, ==, n_wanted);
}

static void
test_text (gconstpointer user_data)
{
  KheoChartKind    kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1510 + (guint32) kind);
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *pdf = kheo_test_dir_build (dir, "chart.pdf");
  const char      *command[] = { tool, "-raw", pdf, "-", NULL };

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  for (guint set = 0; set < 6; set++)
    {
      g_autoptr (KheoChartLayout) layout = random_layout (kind, rand);
      g_autofree char *text = NULL, *squeezed = NULL;

      export_to (layout, pdf, KHEO_CHART_PDF);
      g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                                   &text, NULL, NULL, NULL));
      g_assert_true (g_utf8_validate (text, -1, NULL));
      squeezed = squeeze (text);
      check_texts (layout, squeezed);
    }
}

static void
add_test (const char *name, KheoChartKind kind, GTestDataFunc test)
{
  g_autofree char *path =
      g_strdup_printf ("/chart/surfaces/%s/%s", name, kheo_chart_kind_to_name (kind));

  g_test_add_data_func (path, GINT_TO_POINTER (kind), test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      add_test ("lengths", (KheoChartKind) kind, test_lengths);
      add_test ("window-as-picture", (KheoChartKind) kind, test_window_as_picture);
      add_test ("same-bytes", (KheoChartKind) kind, test_same_bytes);
      add_test ("text", (KheoChartKind) kind, test_text);
    }
  return g_test_run ();
}
