#include "kheo-chart-style-of.h"

#include "kheo-color.h"

#include <adwaita.h>

/* A layout thinks in points, the screen in pixels. */
static double
pixels_per_point (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 72.0 : 96.0 / 72.0;
}

double
kheo_chart_font_pixels (GtkWidget *widget)
{
  PangoContext               *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double                      size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (size <= 0)
    return 10 * pixels_per_point (widget);
  return pango_font_description_get_size_is_absolute (font) ? size
                                                            : size * pixels_per_point (widget);
}

static double
mix (float below, float above, float share)
{
  return (double) (below * (1 - share) + above * share);
}

/* A card lies half transparent on the window.  We do not paint it, but labels over lines need it.
 */
static KheoColor
ground_of (GtkWidget *widget)
{
  GdkRGBA window = kheo_color_get_named (widget, "window_bg_color");
  GdkRGBA card = kheo_color_get_named (widget, "card_bg_color");

  return (KheoColor){ mix (window.red, card.red, card.alpha),
                      mix (window.green, card.green, card.alpha),
                      mix (window.blue, card.blue, card.alpha), 0 };
}

void
kheo_chart_style_of (GtkWidget *widget, gboolean whole, KheoChartStyle *style)
{
  double                      scale = pixels_per_point (widget);
  PangoContext               *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  gboolean                    dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  kheo_chart_style_init (style, dark ? KHEO_CHART_DARK : KHEO_CHART_LIGHT,
                         gtk_widget_get_width (widget) / scale,
                         gtk_widget_get_height (widget) / scale);
  if (pango_font_description_get_family (font) != NULL)
    style->font_family = pango_font_description_get_family (font);
  style->font_size = kheo_chart_font_pixels (widget) / scale;
  style->margin = whole ? 6 : 2;
  style->compact = !whole; /* the words stand around the view */
  style->background = ground_of (widget);
}
