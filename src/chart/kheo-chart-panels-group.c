/* One group a panel: its categories as lying bars with their names, on the scale of all panels. */
#include "kheo-chart-panels.h"

#include "kheo-number.h"

#include <math.h>

#define NAME_SHARE 0.45 /* of a panel's width, at most */

typedef struct
{
  guint   n_shown;
  double  pitch;
  KheoBox bars; /* their extent */
} Group;

static KheoChartItem
measure (KheoChartLayout       *self,
         const KheoChartPanels *panels,
         KheoChartLabelType     type,
         const char            *text,
         double                 most)
{
  KheoTextSpec spec = {
    .type = type,
    .font_size = panels->size * 0.92,
    .max_width = most,
    .max_lines = 1,
    .color = type == KHEO_CHART_LABEL_NOTE ? self->style.muted : self->style.text,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

static double
smallest_pitch (const KheoChartPanels *panels)
{
  return kheo_chart_line_height (panels->size) * 1.08;
}

/* How many of @n have a row in a panel that is so high. */
static guint
capacity (const KheoChartPanels *panels, double height, guint n)
{
  guint most = (guint) MAX (floor (height / smallest_pitch (panels) + 0.001), 0);

  return n <= most ? n : MAX (most, 1) - 1;
}

static void
measure_member (KheoChartLayout *self, KheoChartPanels *panels, guint category)
{
  double           value = kheo_chart_data_get_category_total (self->data, category);
  g_autofree char *number = kheo_chart_data_format (self->data, value);
  const char      *name = kheo_chart_data_get_category_label (self->data, category);
  KheoChartItem    item = measure (self, panels, KHEO_CHART_LABEL_VALUE, number, 0);

  panels->value_width = MAX (panels->value_width, item.label.box.width);
  kheo_chart_item_clear (&item);
  item = measure (self, panels, KHEO_CHART_LABEL_CATEGORY, name, 0);
  panels->name_width = MAX (panels->name_width, item.label.box.width);
  kheo_chart_item_clear (&item);
}

void
kheo_chart_panels_measure_groups (KheoChartLayout *self, KheoChartPanels *panels)
{
  for (guint i = 0; i < panels->n_shown; i++)
    {
      const GArray *members = g_array_index (panels->panels, KheoChartPanel, i).members;
      guint         n = capacity (panels, panels->height, members->len);

      for (guint k = 0; k < n; k++)
        measure_member (self, panels, g_array_index (members, guint, k));
    }
  panels->name_width = MIN (panels->name_width, panels->width * NAME_SHARE);
}

static void
divide (const KheoChartPanels *panels, const GArray *members, KheoBox box, Group *group)
{
  double pitch = smallest_pitch (panels), gap = panels->size * 0.5;

  group->n_shown = capacity (panels, box.height, members->len);
  group->pitch = CLAMP (box.height / MAX (members->len, 1), pitch, pitch * 1.8);
  group->bars = box;
  group->bars.x += panels->name_width + gap;
  group->bars.width -= panels->name_width + panels->value_width + 2 * gap;
  if (panels->scale.low < 0) /* numbers at both sides */
    {
      group->bars.x += panels->value_width + gap;
      group->bars.width -= panels->value_width + gap;
    }
}

static double
map (const KheoChartPanels *panels, const Group *group, double value)
{
  return kheo_scale_map (&panels->scale, value, group->bars.x, group->bars.x + group->bars.width);
}

static void
add_texts (KheoChartLayout       *self,
           const KheoChartPanels *panels,
           const KheoChartMark   *mark,
           KheoBox                row)
{
  g_autofree char *number = kheo_chart_data_format (self->data, mark->value);
  const char      *name = kheo_chart_data_get_category_label (self->data, (guint) mark->category);
  KheoChartItem    item = measure (self, panels, KHEO_CHART_LABEL_VALUE, number, 0);
  KheoBox          box = item.label.box;
  double           gap = panels->size * 0.4;

  item.label.category = mark->category;
  box.x = mark->value < 0 ? mark->x - gap - box.width : mark->x + gap;
  box.y = row.y + (row.height - box.height) / 2;
  if (kheo_box_contains (&row, &box) && box.x > row.x + panels->name_width &&
      kheo_chart_is_free (self, &box))
    kheo_chart_place (self, &item, box.x, box.y);
  kheo_chart_item_clear (&item);

  item = measure (self, panels, KHEO_CHART_LABEL_CATEGORY, name, MAX (panels->name_width, 1) + 0.1);
  box = item.label.box;
  box.x = row.x;
  box.y = row.y + (row.height - box.height) / 2;
  item.label.category = mark->category;
  if (box.width > 0 && box.width <= panels->name_width + 0.2 && kheo_chart_is_free (self, &box))
    kheo_chart_place (self, &item, box.x, box.y);
  kheo_chart_item_clear (&item);
}

/* "+ 12" where not all of a group have a row. */
static void
add_rest (KheoChartLayout *self, const KheoChartPanels *panels, guint n, KheoBox row)
{
  g_autofree char *count = kheo_number_format (n), *text = g_strdup_printf ("+ %s", count);
  KheoChartItem    item = measure (self, panels, KHEO_CHART_LABEL_NOTE, text, 0);
  KheoBox          box = { row.x, row.y, item.label.box.width, item.label.box.height };

  if (kheo_chart_is_free (self, &box) && box.width <= row.width)
    kheo_chart_place (self, &item, box.x, box.y);
  kheo_chart_item_clear (&item);
}

void
kheo_chart_panels_add_group (KheoChartLayout       *self,
                             const KheoChartPanels *panels,
                             guint                  index,
                             KheoBox                box)
{
  const GArray *members = g_array_index (panels->panels, KheoChartPanel, index).members;
  Group         group = { .n_shown = 0 };
  double        zero, thick;

  divide (panels, members, box, &group);
  if (group.bars.width < panels->size)
    return;
  zero = map (panels, &group, 0);
  thick = MIN (group.pitch * 0.66, panels->size * 1.3);
  for (guint i = 0; i < group.n_shown; i++)
    {
      guint   category = g_array_index (members, guint, i);
      double  value = kheo_chart_data_get_category_total (self->data, category);
      double  end = isnan (value) ? zero : map (panels, &group, value);
      KheoBox row = { box.x, box.y + i * group.pitch, box.width, group.pitch };

      KheoChartMark mark = {
        .type = KHEO_CHART_MARK_BAR,
        .category = (int) category,
        .series = -1,
        .value = value,
        .x = end,
        .y = row.y + row.height / 2,
        .box = { MIN (zero, end), row.y + (row.height - thick) / 2, fabs (end - zero), thick },
      };

      kheo_chart_add_mark (self, &mark, row);
      add_texts (self, panels, &mark, row);
    }
  kheo_chart_add_rule (self,
                       (KheoChartRule){ zero, box.y, zero, box.y + group.n_shown * group.pitch,
                                        panels->size * 0.07, self->style.muted });
  if (group.n_shown < members->len)
    add_rest (self, panels, members->len - group.n_shown,
              (KheoBox){ box.x, box.y + group.n_shown * group.pitch, box.width, group.pitch });
}
