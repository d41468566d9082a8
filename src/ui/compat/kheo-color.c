#include "kheo-color.h"

GdkRGBA
kheo_color_get_text (GtkWidget *widget)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  return color;
}

GdkRGBA
kheo_color_get_named (GtkWidget *widget, const char *name)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    color = kheo_color_get_text (widget);
  return color;
}
