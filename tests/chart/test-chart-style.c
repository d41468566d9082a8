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
  g_test_add_func ("/chart/style/type-of-paper", test_type_of_paper);
  return g_test_run ();
}
