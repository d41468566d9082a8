#include "kheo-chart-slope.h"

#include "kheo-number.h"

#define MOMENT_LINES 4  /* of a moment's name */
#define LEAST_LINES  20 /* of type; a lower picture has no list of them */

/* Over its axis. */
static KheoChartItem
measure_moment (KheoChartLayout *self, const KheoSlope *slope, guint moment)
{
  const KheoChartAxis *axis = &slope->axis;
  const char          *name = kheo_chart_data_get_series_label (self->data, slope->order[moment]);
  g_autofree char     *number = kheo_number_format (moment + 1);
  KheoTextSpec         spec = {
            .type = KHEO_CHART_LABEL_SERIES,
            .font_size = axis->size,
            .bold = TRUE,
            .anchor = KHEO_ANCHOR_MIDDLE,
            .max_width = MAX (axis->n > 1 ? axis->step * 0.94 : self->free.width, 1),
            .max_lines = self->free.height > slope->line * 16 ? MOMENT_LINES : 2,
            .color = self->style.text,
  };

  return kheo_chart_text_measure (self, slope->numbered ? number : name, &spec);
}

double
kheo_slope_measure_moments (KheoChartLayout *self, const KheoSlope *slope)
{
  double height = slope->line * 2;

  for (guint moment = 0; moment < slope->axis.n; moment++)
    {
      KheoChartItem item = measure_moment (self, slope, moment);

      height = MAX (height, item.label.box.height);
      kheo_chart_item_clear (&item);
    }
  return height + slope->line;
}

static gboolean
is_cut (KheoChartLayout *self, const KheoSlope *slope)
{
  gboolean cut = FALSE;

  for (guint moment = 0; moment < slope->axis.n && !cut; moment++)
    {
      KheoChartItem item = measure_moment (self, slope, moment);

      cut = item.label.shortened || kheo_chart_breaks_word (item.pango);
      kheo_chart_item_clear (&item);
    }
  return cut;
}

gboolean
kheo_slope_list_moments (KheoChartLayout *self, KheoSlope *slope)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_LEGEND,
    .font_size = slope->axis.size * 0.9,
    .max_width = MAX (self->free.width, 1),
    .max_lines = 2,
    .color = self->style.text,
  };

  if (self->free.height < slope->line * LEAST_LINES || !is_cut (self, slope))
    return FALSE;
  slope->numbered = TRUE;
  for (guint moment = slope->axis.n; moment > 0; moment--) /* from the foot upwards */
    {
      guint            series = slope->order[moment - 1];
      g_autofree char *number = kheo_number_format (moment);
      g_autofree char *text =
          g_strdup_printf ("%s  %s", number, kheo_chart_data_get_series_label (self->data, series));

      kheo_chart_foot_line (self, text, &spec);
    }
  return TRUE;
}

void
kheo_slope_add_axes (KheoChartLayout *self, const KheoSlope *slope)
{
  const KheoChartAxis *axis = &slope->axis;

  for (guint moment = 0; moment < axis->n; moment++)
    {
      double        x = kheo_chart_axis_x (axis, moment);
      KheoChartItem item = measure_moment (self, slope, moment);
      KheoBox       box = item.label.box;

      kheo_chart_add_rule (self,
                           (KheoChartRule){ x, axis->plot.y, x, axis->plot.y + axis->plot.height,
                                            axis->size * 0.07, self->style.grid });
      box.x = MIN (x - box.width / 2, self->free.x + self->free.width - box.width);
      box.x = MAX (box.x, self->free.x);
      box.y = axis->plot.y - slope->line * 0.9 - box.height;
      if (box.width > 0 && kheo_chart_is_free (self, &box))
        kheo_chart_place (self, &item, box.x, box.y)->series = (int) slope->order[moment];
      kheo_chart_item_clear (&item);
    }
}
