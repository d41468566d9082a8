#include "kheo-chart-references.h"

#include <math.h>

gboolean
kheo_chart_has_levels (const KheoChartLayout *self)
{
  return kheo_chart_data_get_n_references (self->data) > 0 && !self->levels_listed;
}

char *
kheo_chart_level_text (const KheoChartData *data, guint reference)
{
  const char      *label = kheo_chart_data_get_reference_label (data, reference);
  double           value = kheo_chart_data_get_reference_value (data, reference);
  g_autofree char *number = kheo_chart_data_format (data, value);

  return *label != '\0' ? g_strdup_printf ("%s: %s", label, number) : g_steal_pointer (&number);
}

static KheoChartItem
measure (KheoChartLayout *self, guint reference, double size, double most)
{
  g_autofree char *text = kheo_chart_level_text (self->data, reference);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_REFERENCE,
        .font_size = size * 0.9,
        .max_width = MAX (most, 1),
        .max_lines = 2,
        .color = self->style.text,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

double
kheo_chart_levels_width (KheoChartLayout *self, double size, double most)
{
  double width = 0;

  if (!kheo_chart_has_levels (self))
    return 0;
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      KheoChartItem item = measure (self, i, size, most);

      width = MAX (width, item.label.box.width);
      kheo_chart_item_clear (&item);
    }
  return width;
}

void
kheo_chart_levels_append (KheoChartLayout     *self,
                          const KheoChartAxis *axis,
                          double               most,
                          GArray              *items)
{
  if (self->levels_listed)
    return;
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      double        value = kheo_chart_data_get_reference_value (self->data, i);
      KheoChartItem item = measure (self, i, axis->size, most);

      item.label.box.y = kheo_chart_axis_y (axis, value) - item.label.box.height / 2;
      g_array_append_val (items, item);
    }
}

static void
add_line (KheoChartLayout *self, double size, KheoPoint from, KheoPoint to)
{
  kheo_chart_add_shape (self, (KheoChartShape){ .type = KHEO_SHAPE_LINE,
                                                .color = self->style.text,
                                                .width = size * 0.11,
                                                .dash = 1,
                                                .front = TRUE });
  kheo_chart_add_point (self, from.x, from.y);
  kheo_chart_add_point (self, to.x, to.y);
}

void
kheo_chart_levels_add_lines (KheoChartLayout *self, const KheoChartAxis *axis)
{
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      double y = kheo_chart_axis_y (axis, kheo_chart_data_get_reference_value (self->data, i));

      add_line (self, axis->size, (KheoPoint){ axis->plot.x, y },
                (KheoPoint){ axis->plot.x + axis->plot.width, y });
    }
}

static void
add_upright_names (KheoChartLayout *self, const KheoChartUpright *upright)
{
  guint      n = kheo_chart_data_get_n_references (self->data);
  double     gap = upright->size, room = upright->right - upright->left;
  GArray    *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  KheoSpread spread = { TRUE, upright->left, upright->right, gap };
  gboolean   fits;

  for (guint i = 0; i < n; i++)
    {
      KheoChartItem item = measure (self, i, upright->size, room);
      double        value = kheo_chart_data_get_reference_value (self->data, i);
      double        x = kheo_scale_map (&upright->scale, value, upright->extent.x,
                                        upright->extent.x + upright->extent.width);

      item.label.box.x = x - item.label.box.width / 2;
      item.label.box.y = upright->names_y;
      g_array_append_val (items, item);
    }
  fits = kheo_chart_spread (items, &spread);
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
      KheoBox        box = item->label.box;

      if (fits && item->label.n_lines == 1 && !item->label.shortened &&
          !kheo_chart_is_covered (self, &box))
        kheo_chart_place (self, item, box.x, box.y);
      else
        self->levels_crowded = TRUE;
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
}

void
kheo_chart_levels_add_upright (KheoChartLayout *self, const KheoChartUpright *upright)
{
  const KheoBox *extent = &upright->extent;

  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      double value = kheo_chart_data_get_reference_value (self->data, i);
      double x = kheo_scale_map (&upright->scale, value, extent->x, extent->x + extent->width);

      add_line (self, upright->size, (KheoPoint){ x, extent->y },
                (KheoPoint){ x, extent->y + extent->height });
    }
  if (upright->named && !self->levels_listed)
    add_upright_names (self, upright);
}
