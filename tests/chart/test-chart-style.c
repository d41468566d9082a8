#include "kheo-chart.h"

#include <math.h>

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* CIE L*: what a photocopy keeps of a colour. */
static double
lightness (KheoColor color)
{
  double y =
      0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);

  return y > 0.008856 ? 116 * cbrt (y) - 16 : 903.3 * y;
}

/* The four fields stay apart in greyscale and stand out from the ground. */
static void
test_fields_in_grey (void)
{
  for (guint theme = KHEO_CHART_LIGHT; theme <= KHEO_CHART_PRINT; theme++)
    {
      KheoChartStyle style;
      double         ground;

      kheo_chart_style_init (&style, (KheoChartTheme) theme, 400, 240);
      ground = lightness (style.background);
      for (guint i = 0; i < 4; i++)
        {
          g_assert_cmpfloat (fabs (lightness (style.colors[i]) - ground), >, 20);
          for (guint k = i + 1; k < 4; k++)
            g_assert_cmpfloat (fabs (lightness (style.colors[i]) - lightness (style.colors[k])), >,
                               8);
        }
      g_assert_cmpfloat (fabs (lightness (style.text) - ground), >, 75);
      g_assert_cmpfloat (fabs (lightness (style.muted) - ground), >, 50);
    }
}

/* Machado, Oliveira, Fernandes (2009), full strength, on linear light. */
static const double deficiencies[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, /* none */
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } }, /* protan */
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } }, /* deutan */
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } }, /* tritan */
};

typedef struct
{
  double l, a, b; /* CIE L*a*b*, D65 */
} Lab;

static double
lab_root (double t)
{
  return t > 0.008856 ? cbrt (t) : (903.3 * t + 16) / 116;
}

/* How an eye with deficiency @k sees @color. */
static Lab
seen (KheoColor color, guint k)
{
  double light[3] = { linear (color.red), linear (color.green), linear (color.blue) }, rgb[3];
  double x, y, z;

  for (guint i = 0; i < 3; i++)
    {
      const double *row = deficiencies[k][i];

      rgb[i] = CLAMP (row[0] * light[0] + row[1] * light[1] + row[2] * light[2], 0, 1);
    }
  x = lab_root ((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
  y = lab_root (0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
  z = lab_root ((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
  return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double
distance (Lab one, Lab other)
{
  return sqrt (pow (one.l - other.l, 2) + pow (one.a - other.a, 2) + pow (one.b - other.b, 2));
}

/* For eyes of all four kinds any two of the eight colours differ, and neighbours in lightness. */
static void
test_colours_for_every_eye (void)
{
  for (guint theme = KHEO_CHART_LIGHT; theme <= KHEO_CHART_PRINT; theme++)
    {
      KheoChartStyle style;

      kheo_chart_style_init (&style, (KheoChartTheme) theme, 400, 240);
      for (guint eye = 0; eye < G_N_ELEMENTS (deficiencies); eye++)
        for (guint i = 0; i < KHEO_CHART_N_COLORS; i++)
          for (guint k = i + 1; k < KHEO_CHART_N_COLORS; k++)
            g_assert_cmpfloat (distance (seen (style.colors[i], eye), seen (style.colors[k], eye)),
                               >, 13);
      for (guint i = 1; i < KHEO_CHART_N_COLORS; i++)
        g_assert_cmpfloat (fabs (lightness (style.colors[i]) - lightness (style.colors[i - 1])), >,
                           8);
    }
}

/* What stands out does so for every eye too. */
static void
test_accent_for_every_eye (void)
{
  for (guint theme = KHEO_CHART_LIGHT; theme <= KHEO_CHART_PRINT; theme++)
    {
      KheoChartStyle style;

      kheo_chart_style_init (&style, (KheoChartTheme) theme, 400, 240);
      for (guint eye = 0; eye < G_N_ELEMENTS (deficiencies); eye++)
        g_assert_cmpfloat (distance (seen (style.accent, eye), seen (style.colors[0], eye)), >, 20);
    }
}

/* A scale of colours goes one way in lightness, in steps that can be told apart, away from the
 * ground; for every eye, in every theme, above and below zero. */
static void
test_ramp_for_every_eye (void)
{
  for (guint theme = KHEO_CHART_LIGHT; theme <= KHEO_CHART_MONO; theme++)
    for (guint below = 0; below < 2; below++)
      for (guint eye = 0; eye < G_N_ELEMENTS (deficiencies); eye++)
        {
          KheoChartStyle style;
          double         before;
          int            way = theme == KHEO_CHART_DARK ? 1 : -1;

          kheo_chart_style_init (&style, (KheoChartTheme) theme, 400, 240);
          before = seen (style.background, eye).l;
          for (guint step = 0; step <= 8; step++)
            {
              double l = seen (kheo_chart_style_ramp (&style, step / 8.0, below), eye).l;

              g_assert_cmpfloat ((l - before) * way, >, 3);
              before = l;
            }
        }
}

/* Above and below zero are never taken for each other where they are strong. */
static void
test_signs_for_every_eye (void)
{
  for (guint theme = KHEO_CHART_LIGHT; theme <= KHEO_CHART_PRINT; theme++)
    for (guint eye = 0; eye < G_N_ELEMENTS (deficiencies); eye++)
      {
        KheoChartStyle style;

        kheo_chart_style_init (&style, (KheoChartTheme) theme, 400, 240);
        for (guint step = 2; step <= 6; step++)
          g_assert_cmpfloat (
              distance (seen (kheo_chart_style_ramp (&style, step / 8.0, TRUE), eye),
                        seen (kheo_chart_style_ramp (&style, step / 8.0, FALSE), eye)),
              >, 15);
      }
}

/* Type grows with the sheet, and never so much that a line holds too little. */
static void
test_type_of_paper (void)
{
  static const char *const papers[] = { "A5", "A4", "A3", "A2", "A1", "A0" };

  double before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      KheoChartStyle style;
      KheoPaper      paper;

      g_assert_true (kheo_paper_parse (papers[i], FALSE, &paper, NULL));
      kheo_chart_style_for_paper (&style, KHEO_CHART_PRINT, paper);
      g_assert_cmpfloat (style.font_size, >, before);
      g_assert_cmpfloat (paper.width / style.font_size, >, 40);
      before = style.font_size;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/style/fields-in-grey", test_fields_in_grey);
  g_test_add_func ("/chart/style/colours-for-every-eye", test_colours_for_every_eye);
  g_test_add_func ("/chart/style/accent-for-every-eye", test_accent_for_every_eye);
  g_test_add_func ("/chart/style/ramp-for-every-eye", test_ramp_for_every_eye);
  g_test_add_func ("/chart/style/signs-for-every-eye", test_signs_for_every_eye);
  g_test_add_func ("/chart/style/type-of-paper", test_type_of_paper);
  return g_test_run ();
}
