/* Standing bars, for few categories whose names and numbers all fit.  kheo_chart_rows() takes the
 * rest. */
#include "kheo-chart-references.h"
#include "kheo-chart-rows.h"

#include <math.h>

#define NAME_LINES   3
#define MOST_COLUMNS 36
#define WIDEST_SLOT  13.0 /* in type sizes: a lone column must not become a wall */
#define TALLEST      0.95 /* of the width of all slots: a sheet need not be filled */
#define FEW          3    /* so few columns stand wider apart, in the middle, and may be taller */
#define WIDEST_FEW   18.0
#define TALLEST_FEW  1.25
#define WIDEST_BAR   8.5
#define ABOVE_SHARE  0.4  /* of the height that columns leave empty on a sheet */
#define LARGE_CHARS  46.0 /* type grows until the sheet is this wide, in type sizes … */
#define LARGE_SCALE  1.25 /* … but no more than so */
#define BAR_SHARE    0.62 /* of a slot */
#define LEVEL_SHARE  0.22 /* of the width for the names of the levels, at most */
#define BEFORE_SHARE 0.3  /* of a bar: the thin one of the time before */

typedef struct
{
  KheoChartRows series; /* which are parts, target, time before; nothing else of it */
  guint         n, lanes;
  double        levels_width; /* beside the columns */
  double        size, slot, bar, left;
  double        names_height, value_height;
  double        low, high;   /* low ≤ 0 ≤ high */
  double        top, bottom; /* where high and low are */
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
  const KheoChartRows *series = &columns->series;
  const int            compared[] = { series->target, series->previous };
  double               room = columns->lanes == 1 ? columns->slot * 0.78 : columns->bar;
  gboolean             fits = TRUE;

  for (guint lane = 0; lane < columns->lanes && fits; lane++)
    {
      double        value = kheo_chart_data_get_value (self->data, category, series->parts[lane]);
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
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    if (compared[i] >= 0)
      {
        double value = kheo_chart_data_get_value (self->data, category, (guint) compared[i]);

        columns->low = isnan (value) ? columns->low : MIN (columns->low, value);
        columns->high = isnan (value) ? columns->high : MAX (columns->high, value);
      }
  return fits;
}

/* Measures everything; FALSE when something does not fit. */
static gboolean
fit (KheoChartLayout *self, Columns *columns)
{
  double   names_gap, needed, scale, height;
  gboolean few;

  columns->n = kheo_chart_data_get_n_categories (self->data);
  columns->lanes = columns->series.n_parts;
  scale = CLAMP (self->free.width / (LARGE_CHARS * self->style.font_size), 1, LARGE_SCALE);
  columns->size = self->style.font_size * kheo_chart_scale_step (scale);
  if (columns->n > MOST_COLUMNS)
    return FALSE;
  columns->levels_width =
      kheo_chart_levels_width (self, columns->size, self->free.width * LEVEL_SHARE);
  if (columns->levels_width > 0)
    self->free.width -= columns->levels_width + columns->size * 0.6;
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      columns->low = MIN (columns->low, kheo_chart_data_get_reference_value (self->data, i));
      columns->high = MAX (columns->high, kheo_chart_data_get_reference_value (self->data, i));
    }
  few = columns->n <= FEW;
  columns->slot = MIN (
      self->free.width / columns->n,
      columns->size * (few && columns->lanes == 1 ? WIDEST_FEW : WIDEST_SLOT * columns->lanes));
  columns->left = self->free.x + (self->free.width - columns->slot * columns->n) / 2;
  columns->bar = columns->slot * (columns->lanes > 1 ? 0.8 : BAR_SHARE) / columns->lanes;
  columns->bar = MIN (columns->bar, columns->size * WIDEST_BAR);
  for (guint i = 0; i < columns->n; i++)
    if (!name_fits (self, columns, i) || !values_fit (self, columns, i))
      return FALSE;

  names_gap = columns->size * 0.5;
  needed = columns->names_height + names_gap + columns->value_height * 2;
  if (self->free.height < needed * 1.8)
    return FALSE;
  height = self->free.height;
  self->free.height =
      MIN (height, MAX (columns->n * columns->slot * (few ? TALLEST_FEW : TALLEST), needed * 3));
  if (!self->style.compact)
    self->free.y += (height - self->free.height) * ABOVE_SHARE;
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

/* The time before, a thin bar at the left of its column. */
static void
add_previous (KheoChartLayout *self, const Columns *columns, const KheoChartMark *bar)
{
  guint         series = (guint) columns->series.previous;
  double        value = kheo_chart_data_get_value (self->data, (guint) bar->category, series);
  double        zero = map (columns, 0), end = isnan (value) ? zero : map (columns, value);
  double        thick = bar->box.width * BEFORE_SHARE;
  KheoChartMark mark = {
    .type = KHEO_CHART_MARK_BAR,
    .category = bar->category,
    .series = (int) series,
    .value = value,
    .x = bar->box.x - thick * 0.62,
    .y = end,
    .box = { bar->box.x - thick * 1.12, MIN (zero, end), thick, fabs (zero - end) },
  };

  if (!isnan (value))
    kheo_chart_add_mark (self, &mark, mark.box);
}

/* The number of the time before, where the columns leave room for it. */
static void
add_previous_value (KheoChartLayout *self, const Columns *columns, guint category, double slot_x)
{
  guint            series = (guint) columns->series.previous;
  double           value = kheo_chart_data_get_value (self->data, category, series);
  g_autofree char *text = kheo_chart_data_format (self->data, value);
  KheoTextSpec     spec = { .type = KHEO_CHART_LABEL_VALUE,
                            .font_size = columns->size * 0.85,
                            .color = self->style.muted };

  for (guint i = self->marks->len; i > 0 && !isnan (value); i--)
    {
      const KheoChartMark mark = g_array_index (self->marks, KheoChartMark, i - 1);
      KheoChartItem       item;
      KheoBox             box;

      if (mark.category != (int) category)
        return;
      if (mark.series != (int) series)
        continue;
      item = kheo_chart_text_measure (self, text, &spec);
      box = item.label.box;
      box.x = mark.box.x + mark.box.width - box.width;
      box.y = value < 0 ? mark.y : mark.y - box.height;
      item.label.category = (int) category;
      item.label.series = (int) series;
      if (box.x >= slot_x && box.y + box.height <= columns->bottom &&
          kheo_chart_is_clear (self, &box, NULL))
        kheo_chart_place (self, &item, box.x, box.y);
      kheo_chart_item_clear (&item);
      return;
    }
}

/* Gives where a number above the column may begin: over a target that would cross it. */
static double
add_target (KheoChartLayout *self, const Columns *columns, const KheoChartMark *bar)
{
  guint         series = (guint) columns->series.target;
  double        value = kheo_chart_data_get_value (self->data, (guint) bar->category, series);
  double        reach = bar->box.width * 0.12, width = columns->size * 0.2;
  double        y = isnan (value) ? bar->y : map (columns, value);
  KheoChartMark tick = {
    .type = KHEO_CHART_MARK_TICK,
    .category = bar->category,
    .series = (int) series,
    .value = value,
    .x = bar->x,
    .y = y,
    .box = { bar->box.x - reach, y - width / 2, bar->box.width + 2 * reach, width },
  };

  if (isnan (value))
    return bar->y;
  kheo_chart_add_tick (self, &tick, y > bar->box.y + width && y < bar->box.y + bar->box.height);
  return bar->value >= 0 && y <= bar->y && y > bar->y - columns->value_height * 1.2
             ? y - columns->size * 0.1
             : bar->y;
}

static void
add_column (KheoChartLayout *self, const Columns *columns, guint category, guint lane)
{
  guint   series = columns->series.parts[lane];
  double  value = kheo_chart_data_get_value (self->data, category, series);
  double  zero = map (columns, 0), end = isnan (value) ? zero : map (columns, value);
  double  slot_x = columns->left + category * columns->slot;
  double  x = slot_x + (columns->slot - columns->bar * columns->lanes) / 2 + lane * columns->bar;
  double  thick = columns->bar * (columns->lanes > 1 ? 0.92 : 1), top = end;
  double  region_x = columns->lanes > 1 ? x : slot_x, middle = x + thick / 2;
  KheoBox region = { region_x, self->free.y, columns->lanes > 1 ? columns->bar : columns->slot,
                     self->free.height };

  if (lane == 0 && columns->series.previous >= 0)
    {
      x += thick * BEFORE_SHARE * 0.56;
      thick *= 1 - BEFORE_SHARE * 0.28;
    }

  KheoChartMark mark = {
    .type = KHEO_CHART_MARK_BAR,
    .category = (int) category,
    .series = (int) series,
    .value = value,
    .x = x + thick / 2,
    .y = end,
    .box = { x, MIN (zero, end), thick, fabs (zero - end) },
  };
  KheoChartItem   item = measure_value (self, columns, value);
  KheoBox         box = item.label.box;
  KheoChartLabel *label;

  if (columns->lanes == 1)
    middle = mark.x;
  kheo_chart_add_mark (self, &mark, region);
  if (lane == 0 && columns->series.previous >= 0)
    add_previous (self, columns, &mark);
  if (lane == 0 && columns->series.target >= 0)
    top = add_target (self, columns, &mark);
  item.halo = kheo_chart_data_get_n_references (self->data) > 0;
  label =
      kheo_chart_place (self, &item, middle - box.width / 2, value < 0 ? end : top - box.height);
  label->category = (int) category;
  label->series = (int) series;
  if (lane == 0 && columns->series.previous >= 0)
    add_previous_value (self, columns, category, slot_x);
}

/* The names of the levels at the right of the columns. */
static void
add_levels (KheoChartLayout *self, const Columns *columns)
{
  GArray       *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  KheoSpread    spread = { FALSE, self->free.y, columns->bottom + columns->size, 0 };
  KheoChartAxis axis = {
    .plot = { self->free.x, columns->top, self->free.width, columns->bottom - columns->top },
    .scale = { .low = columns->low, .high = columns->high },
    .size = columns->size,
  };
  gboolean fits;

  kheo_chart_levels_add_lines (self, &axis);
  kheo_chart_levels_append (self, &axis, columns->levels_width, items);
  fits = kheo_chart_spread (items, &spread);
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
      KheoBox        box = item->label.box;

      box.x = axis.plot.x + axis.plot.width + columns->size * 0.6;
      if (fits && !kheo_chart_is_covered (self, &box))
        kheo_chart_place (self, item, box.x, box.y);
      else
        self->levels_crowded = TRUE;
      kheo_chart_item_clear (item);
    }
  g_array_unref (items);
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

static void
fill_columns (KheoChartLayout *self, const Columns *columns)
{
  double zero = map (columns, 0);

  self->plot = self->free;
  for (guint i = 0; i < columns->n; i++)
    for (guint lane = 0; lane < columns->lanes; lane++)
      add_column (self, columns, i, lane);
  add_names (self, columns);
  kheo_chart_add_rule (self, (KheoChartRule){ self->free.x, zero, self->free.x + self->free.width,
                                              zero, columns->size * 0.07, self->style.muted });
  add_levels (self, columns);
  self->free.width += columns->levels_width > 0 ? columns->levels_width + columns->size * 0.6 : 0;
}

gboolean
kheo_chart_columns (KheoChartLayout *self)
{
  Columns  columns = { 0 };
  KheoBox  whole = self->free;
  guint    n_before = self->items->len;
  gboolean fits;

  kheo_chart_rows_init (self, &columns.series);
  if (kheo_chart_has_legend (self))
    kheo_chart_legend (self);
  fits = fit (self, &columns);
  if (fits)
    fill_columns (self, &columns);
  else
    {
      self->free = whole;
      g_array_set_size (self->items, n_before);
      g_array_set_size (self->swatches, 0);
    }
  kheo_chart_rows_clear (&columns.series);
  return fits;
}
