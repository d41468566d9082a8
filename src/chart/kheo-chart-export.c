#include "kheo-chart.h"
#include "kheo-picture.h"

#include <string.h>

#define DEFAULT_DPI 192

gboolean
kheo_chart_format_from_path (const char *path, KheoChartFormat *out_format)
{
  static const char *const endings[] = { ".pdf", ".svg", ".png" };

  gsize length = strlen (path);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length > 4 && g_ascii_strcasecmp (path + length - 4, endings[i]) == 0)
      {
        *out_format = (KheoChartFormat) i;
        return TRUE;
      }
  return FALSE;
}

static void
draw_page (guint page, cairo_t *cr, gpointer user_data)
{
  kheo_chart_draw (user_data, cr);
}

gboolean
kheo_chart_export (const KheoChartLayout *self,
                   const char            *path,
                   KheoChartFormat        format,
                   const KheoChartExport *options,
                   GError               **error)
{
  KheoChartData        *data = kheo_chart_layout_get_data (self);
  const KheoChartStyle *style = kheo_chart_layout_get_style (self);
  g_autofree char      *sentence = kheo_chart_describe (kheo_chart_layout_get_kind (self), data);
  g_autofree char      *table = kheo_chart_data_table (data);
  g_autofree char      *description = g_strdup_printf ("%s\n%s", sentence, table);
  KheoPicture           picture = {
              .width = style->width,
              .height = style->height,
              .n_pages = 1,
              .title = kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE),
              .description = format == KHEO_CHART_PDF ? sentence : description,
              .keywords = kheo_chart_kind_title (kheo_chart_layout_get_kind (self)),
              .author = options != NULL ? options->author : NULL,
              .draw = draw_page,
              .user_data = (gpointer) self,
  };

  switch (format)
    {
    case KHEO_CHART_PDF:
      return kheo_picture_write_pdf (&picture, path, NULL, error);
    case KHEO_CHART_SVG:
      return kheo_picture_write_svg (&picture, 0, path, error);
    case KHEO_CHART_PNG:
    default:
      return kheo_picture_write_png (
          &picture, 0, options != NULL && options->dpi > 0 ? options->dpi : DEFAULT_DPI, path,
          error);
    }
}
