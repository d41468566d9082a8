/* Standing bars, for few categories whose names and numbers all fit.  kheo_chart_rows() takes the
 * rest. */
#include "kheo-chart-private.h"

#include <math.h>

#define NAME_LINES   3
#define MOST_COLUMNS 36
#define WIDEST_SLOT  13.0 /* in type sizes: a lone column must not become a wall */
#define TALLEST      0.95 /* of the width of all slots: a sheet need not be filled */
#define LARGE_CHARS  46.0 /* type grows until the sheet is this wide, in type sizes … */
#define LARGE_SCALE  1.25 /* … but no more than so */
#define BAR_SHARE    0.62 /* of a slot */

typedef struct
{
  guint  n, lanes;
  double size, slot, bar, left;
  double names_height, value_height;
  double low, high;   /* low ≤ 0 ≤ high */
  double top, bottom; /* where high and low are */
} Columns;

static KheoChartItem
measure_name (KheoChartLayout *self, const Columns *columns, guint category)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = columns->size,
    .bold = kheo_chart_data_get_emphasis (self->data) == (int) category,
    .anchor = KHEO_ANCHOR_MIDDLE,
    .max_width = columns->slot * 0.94,
    .max_lines = NAME_LINES,
    .color = self->style.text,
  };

  return kheo_chart_text_measure (self, kheo_chart_data_get_category_label (self->data, category),
                                  &spec);
}

static KheoChartItem
measure_value (KheoChartLayout *self, const Columns *columns, double value)
{
  g_autofree char *text = kheo_chart_data_format (self->data, value);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_VALUE,
        .font_size = columns->size,
        .color = isnan (value) ? self->style.muted : self->style.text,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

static gboolean
name_fits (KheoChartLayout *self, Columns *columns, guint category)
{
  KheoChartItem item = measure_name (self, columns, category);
  gboolean      fits = !item.label.shortened && item.label.box.width <= columns->slot &&
                  !kheo_chart_breaks_word (item.pango);

  columns->names_height = MAX (columns->names_height, item.label.box.height);
  kheo_chart_item_clear (&item);
  return fits;
}

static gboolean
values_fit (KheoChartLayout *self, Columns *columns, guint category)
{
  double   room = columns->lanes == 1 ? columns->slot * 0.96 : columns->bar;
  gboolean fits = TRUE;

  for (guint lane = 0; lane < columns->lanes && fits; lane++)
    {
      double        value = kheo_chart_data_get_value (self->data, category, lane);
      KheoChartItem item = measure_value (self, columns, value);

      fits = item.label.box.width <= room;
      columns->value_height = MAX (columns->value_height, item.label.box.height);
      if (!isnan (value))
        {
          columns->low = MIN (columns->low, value);
          columns->high = MAX (columns->high, value);
        }
      kheo_chart_item_clear (&item);
    }
  return fits;
}

/* Measures everything; FALSE when something does not fit. */
static gboolean
fit (KheoChartLayout *self, Columns *columns)
{
  double names_gap, needed, scale;

  columns->n = kheo_chart_data_get_n_categories (self->data);
  columns->lanes = kheo_chart_data_get_n_series (self->data);
  scale = CLAMP (self->free.width / (LARGE_CHARS * self->style.font_size), 1, LARGE_SCALE);
  columns->size = self->style.font_size * kheo_chart_scale_step (scale);
  if (columns->n > MOST_COLUMNS)
    return FALSE;
  columns->slot = MIN (self->free.width / columns->n, columns->size * WIDEST_SLOT * columns->lanes);
  columns->left = self->free.x;
  columns->bar = columns->slot * (columns->lanes > 1 ? 0.8 : BAR_SHARE) / columns->lanes;
  for (guint i = 0; i < columns->n; i++)
    if (!name_fits (self, columns, i) || !values_fit (self, columns, i))
      return FALSE;

  names_gap = columns->size * 0.5;
  needed = columns->names_height + names_gap + columns->value_height * 2;
  if (self->free.height < needed * 1.8)
    return FALSE;
  self->free.height =
      MIN (self->free.height, MAX (columns->n * columns->slot * TALLEST, needed * 3));
  columns->top = self->free.y + columns->value_height;
  columns->bottom = self->free.y + self->free.height - columns->names_height - names_gap -
                    (columns->low < 0 ? columns->value_height : 0);
  return TRUE;
}

static double
map (const Columns *columns, double value)
{
  KheoScale scale = { .low = columns->low, .high = columns->high };

  return kheo_scale_map (&scale, value, columns->bottom, columns->top);
}

static void
add_column (KheoChartLayout *self, const Columns *columns, guint category, guint lane)
{
  double  value = kheo_chart_data_get_value (self->data, category, lane);
  double  zero = map (columns, 0), end = isnan (value) ? zero : map (columns, value);
  double  slot_x = columns->left + category * columns->slot;
  double  x = slot_x + (columns->slot - columns->bar * columns->lanes) / 2 + lane * columns->bar;
  double  thick = columns->bar * (columns->lanes > 1 ? 0.92 : 1);
  double  region_x = columns->lanes > 1 ? x : slot_x;
  KheoBox region = { region_x, self->free.y, columns->lanes > 1 ? columns->bar : columns->slot,
                     self->free.height };
  KheoChartMark mark = {
    .type = KHEO_CHART_MARK_BAR,
    .category = (int) category,
    .series = (int) lane,
    .value = value,
    .x = x + thick / 2,
    .y = end,
    .box = { x, MIN (zero, end), thick, fabs (zero - end) },
  };
  KheoChartItem   item = measure_value (self, columns, value);
  KheoBox         box = item.label.box;
  KheoChartLabel *label;

  kheo_chart_add_mark (self, &mark, region);
  label =
      kheo_chart_place (self, &item, mark.x - box.width / 2, value < 0 ? end : end - box.height);
  label->category = (int) category;
  label->series = (int) lane;
}

static void
add_names (KheoChartLayout *self, const Columns *columns)
{
  double y = self->free.y + self->free.height - columns->names_height;

  for (guint i = 0; i < columns->n; i++)
    {
      KheoChartItem item = measure_name (self, columns, i);
      double        middle = columns->left + (i + 0.5) * columns->slot;
      double        width = item.label.box.width;

      if (*item.label.text != '\0')
        kheo_chart_place (self, &item, middle - width / 2, y)->category = (int) i;
      kheo_chart_item_clear (&item);
    }
}

gboolean
kheo_chart_columns (KheoChartLayout *self)
{
  Columns columns = { 0 };
  KheoBox whole = self->free;
  guint   n_before = self->items->len;
  double  zero;

  if (kheo_chart_data_get_n_series (self->data) > 1)
    kheo_chart_legend (self);
  if (!fit (self, &columns))
    {
      self->free = whole;
      g_array_set_size (self->items, n_before);
      g_array_set_size (self->swatches, 0);
      return FALSE;
    }
  self->plot = self->free;
  for (guint i = 0; i < columns.n; i++)
    for (guint lane = 0; lane < columns.lanes; lane++)
      add_column (self, &columns, i, lane);
  add_names (self, &columns);
  zero = map (&columns, 0);
  kheo_chart_add_rule (self,
                       (KheoChartRule){ columns.left, zero, columns.left + columns.n * columns.slot,
                                        zero, columns.size * 0.07, self->style.muted });
  return TRUE;
}
