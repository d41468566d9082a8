/* A heat table: rows of categories, columns of series, each cell in the colour of its class. */
#include "kheo-chart-heat.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_TYPE 0.7 /* of the style's, values in their cells */
#define LIST_SHARE 0.4 /* of the height, the names of numbered columns */
#define LIST_SCALE 0.85
#define LIST_CHARS 16.0

static KheoBox
row_box (const KheoChartLayout *self, const KheoHeat *heat, guint row)
{
  guint block = row / heat->per_block;

  return (KheoBox){ self->free.x + block * (heat->block_width + heat->gap),
                    heat->top + (row % heat->per_block) * heat->pitch, heat->block_width,
                    heat->pitch };
}

static guint
category_of (const KheoHeat *heat, guint row)
{
  return heat->moved >= 0 && row + 1 == heat->n_shown ? (guint) heat->moved : row;
}

static gboolean
stands_out (const KheoChartLayout *self, guint category)
{
  return kheo_chart_data_get_emphasis (self->data) == (int) category;
}

/* The type in which all values fit into their cells: numbers in some cells alone would make the
 * others look empty. */
static double
find_value_size (KheoChartLayout *self, const KheoHeat *heat)
{
  static const double scales[] = { 1, 0.9, 0.8 };

  double widest = 0;

  if (heat->line > heat->pitch * 1.001 || heat->cell_width < heat->size)
    return 0;
  for (guint row = 0; row < heat->n_shown; row++)
    for (guint i = 0; i < heat->n_series; i++)
      {
        double           value = kheo_chart_data_get_value (self->data, category_of (heat, row), i);
        g_autofree char *text = kheo_chart_data_format (self->data, value);
        KheoTextSpec     spec = { .font_size = heat->size,
                                  .bold = stands_out (self, category_of (heat, row)) };

        if (!isnan (value))
          widest = MAX (widest, kheo_chart_text_reckon (self, text, &spec).width);
      }
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (widest * scales[i] * 1.002 + heat->size * 0.3 <= heat->cell_width &&
        (i == 0 || heat->size * scales[i] >= self->style.font_size * LEAST_TYPE))
      return heat->size * scales[i];
  return 0;
}

/* The value in its cell; "–" for none, wherever it fits. */
static void
write_value (KheoChartLayout      *self,
             const KheoHeat       *heat,
             const KheoChartMark  *mark,
             const KheoChartPaint *paint)
{
  g_autofree char *text = NULL;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_VALUE,
        .font_size = isnan (mark->value) ? heat->size : heat->value_size,
        .bold = stands_out (self, (guint) mark->category),
        .color = self->style.muted,
  };
  KheoChartItem item;
  KheoBox       box;

  if (spec.font_size <= 0 || heat->line > mark->box.height * 1.001 || heat->cell_width < heat->size)
    return;
  text = kheo_chart_data_format (self->data, mark->value);
  item = kheo_chart_text_measure (self, text, &spec);
  box = item.label.box;
  if (!isnan (mark->value))
    {
      kheo_chart_item_on (self, &item, paint->color, -1);
      item.plate = paint->hatched;
      item.color = item.plate ? self->style.text : item.color;
    }
  item.label.category = mark->category;
  item.label.series = mark->series;
  if (box.width + heat->size * 0.3 <= mark->box.width && box.height <= mark->box.height + 0.01)
    kheo_chart_place (self, &item, mark->box.x + (mark->box.width - box.width) / 2,
                      mark->box.y + (mark->box.height - box.height) / 2);
  kheo_chart_item_clear (&item);
}

static void
add_cells (KheoChartLayout *self, const KheoHeat *heat, guint row)
{
  KheoBox       box = row_box (self, heat, row);
  KheoChartMark mark = { .type = KHEO_CHART_MARK_CELL, .category = (int) category_of (heat, row) };

  for (guint i = 0; i < heat->n_series; i++)
    {
      KheoChartPaint paint = { .color = kheo_chart_ground (self), .pattern = -1 };

      mark.series = (int) i;
      mark.value = kheo_chart_data_get_value (self->data, (guint) mark.category, i);
      mark.box = (KheoBox){ box.x + heat->label_width + i * heat->cell_width, box.y,
                            heat->cell_width, heat->pitch };
      mark.x = mark.box.x + mark.box.width / 2;
      mark.y = mark.box.y + mark.box.height / 2;
      if (!isnan (mark.value))
        paint = kheo_heat_scale_paint (&heat->scale, mark.value);
      kheo_chart_add_mark (self, &mark, mark.box);
      g_array_index (self->paints, KheoChartPaint, self->paints->len - 1) = paint;
      write_value (self, heat, &mark, &paint);
    }
}

/* Names beside their rows, those of thin rows at their middle; FALSE when there is no room. */
static gboolean
add_name (KheoChartLayout *self, const KheoHeat *heat, guint row, KheoBox area)
{
  guint        category = category_of (heat, row);
  KheoBox      box = row_box (self, heat, row);
  double       y;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = heat->size,
    .bold = stands_out (self, category),
    .max_width = heat->label_width - heat->size * 0.6,
    .max_lines = MAX ((int) (heat->pitch / heat->line), 1),
    .color = self->style.text,
  };
  KheoChartItem item;
  gboolean      fits;

  if (heat->label_width < heat->size * 2)
    return FALSE;
  item = kheo_chart_text_measure (self, kheo_chart_data_get_category_label (self->data, category),
                                  &spec);
  y = box.y + (box.height - item.label.box.height) / 2;
  y = CLAMP (y, area.y, MAX (area.y + area.height - item.label.box.height, area.y));
  fits = *item.label.text != '\0' && item.label.box.height <= area.height &&
         item.label.box.width <= spec.max_width + 0.01;
  if (fits)
    kheo_chart_place (self, &item, box.x, y)->category = (int) category;
  kheo_chart_item_clear (&item);
  return fits;
}

/* A frame around the emphasised row. */
static void
add_frame (KheoChartLayout *self, const KheoHeat *heat, guint row)
{
  KheoBox   box = row_box (self, heat, row);
  double    width = MIN (heat->size * 0.14, heat->pitch * 0.4);
  double    x1 = box.x + heat->label_width, x2 = x1 + heat->cell_width * heat->n_series;
  double    y1 = box.y, y2 = box.y + box.height;
  KheoColor color = self->style.accent;

  kheo_chart_add_rule (self, (KheoChartRule){ x1, y1, x2, y1, width, color });
  kheo_chart_add_rule (self, (KheoChartRule){ x1, y2, x2, y2, width, color });
  kheo_chart_add_rule (self, (KheoChartRule){ x1, y1, x1, y2, width, color });
  kheo_chart_add_rule (self, (KheoChartRule){ x2, y1, x2, y2, width, color });
}

/* The room of a block's names from @top to @bottom. */
static KheoBox
names_area (
    const KheoChartLayout *self, const KheoHeat *heat, guint block, double top, double bottom)
{
  return (KheoBox){ self->free.x + block * (heat->block_width + heat->gap), top, heat->label_width,
                    MAX (bottom - top, 0) };
}

/* Every n-th name of a strip, as dense as type allows; the emphasised one comes first. */
static void
add_some_names (KheoChartLayout *self, const KheoHeat *heat, guint block)
{
  guint  first = block * heat->per_block;
  guint  end = MIN (first + heat->per_block, heat->n_shown);
  double foot = heat->top + (end - first) * heat->pitch, from = heat->top, kept_top = foot,
         kept_bottom = foot;

  for (guint row = first; row < end; row++)
    if (stands_out (self, category_of (heat, row)) &&
        add_name (self, heat, row, names_area (self, heat, block, heat->top, foot)))
      {
        const KheoBox *box =
            &g_array_index (self->items, KheoChartItem, self->items->len - 1).label.box;

        kept_top = box->y;
        kept_bottom = box->y + box->height;
      }
  for (guint row = first; row < end; row++)
    {
      double y = row_box (self, heat, row).y + heat->pitch / 2 - heat->line / 2;

      if (y < from - (row == first ? heat->line : 0.01) ||
          stands_out (self, category_of (heat, row)))
        continue;
      if (MAX (y, from) + heat->line > kept_top && y < kept_bottom)
        {
          from = kept_bottom;
          continue;
        }
      if (MAX (y, from) + heat->line > foot)
        break;
      if (add_name (self, heat, row,
                    names_area (self, heat, block, from, from < kept_top ? kept_top : foot)))
        {
          const KheoBox *box =
              &g_array_index (self->items, KheoChartItem, self->items->len - 1).label.box;

          from = box->y + box->height;
        }
    }
}

static void
add_names (KheoChartLayout *self, const KheoHeat *heat)
{
  if (heat->pitch < heat->line * 1.001)
    for (guint block = 0; block < heat->n_blocks; block++)
      add_some_names (self, heat, block);
  else
    for (guint row = 0; row < heat->n_shown; row++)
      add_name (self, heat, row, row_box (self, heat, row));
}

/* At the foot of the head's room, in the middle of the column; numbers only where they have room.
 */
static void
add_heads (KheoChartLayout *self, const KheoHeat *heat, guint block)
{
  double x = self->free.x + block * (heat->block_width + heat->gap) + heat->label_width;
  double from = x;

  for (guint i = 0; i < heat->n_series && heat->head > 0; i++)
    {
      KheoChartItem item = kheo_heat_measure_head (self, heat, i);
      KheoBox       box = item.label.box;
      double        left = x + (i + 0.5) * heat->cell_width - box.width / 2;

      if (*item.label.text != '\0' && left >= from - 0.01 && box.height <= heat->head &&
          left + box.width <= self->free.x + self->free.width + 0.01)
        {
          kheo_chart_place (self, &item, left, heat->top - heat->size * 0.35 - box.height);
          from =
              left + box.width + (heat->heads == KHEO_HEAT_HEADS_NUMBERED ? heat->size * 0.3 : 0);
        }
      kheo_chart_item_clear (&item);
    }
}

static char *
entry_text (KheoChartLayout *self, guint series)
{
  g_autofree char *number = kheo_number_format (series + 1);

  return g_strdup_printf ("%s  %s", number, kheo_chart_data_get_series_label (self->data, series));
}

static double
widest_entry (KheoChartLayout *self, guint n, double size)
{
  double widest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = entry_text (self, i);
      KheoTextSpec     spec = { .font_size = size };

      widest = MAX (widest, kheo_chart_text_reckon (self, text, &spec).width);
    }
  return widest;
}

/* "1 Kinh tế   2 Văn hóa …": what the numbers at the heads mean, at the foot of self->free, in
 * columns; cuts it off.  FALSE when there is no room. */
static gboolean
add_list (KheoChartLayout *self, guint n)
{
  double size = self->style.font_size * LIST_SCALE, line = kheo_chart_line_height (size) * 1.05;
  double entry = MAX (widest_entry (self, n, size) + size * 1.2, size * LIST_CHARS);
  guint  n_columns = (guint) CLAMP (self->free.width / entry, 1, 4);
  guint  per_column = (n + n_columns - 1) / n_columns;
  double column = self->free.width / n_columns, height;
  int    n_lines = entry > column ? 2 : 1; /* of the longest */
  double top;

  line *= n_lines;
  height = per_column * line;
  top = self->free.y + self->free.height - height;
  if (height + size > self->free.height * LIST_SHARE || column < size * 6)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = entry_text (self, i);
      KheoTextSpec     spec = { .type = KHEO_CHART_LABEL_LEGEND,
                                .font_size = size,
                                .max_width = column - size,
                                .max_lines = n_lines,
                                .color = self->style.text };
      KheoChartItem    item = kheo_chart_text_measure (self, text, &spec);

      item.label.series = (int) i;
      if (item.label.box.height <= line + 0.01)
        kheo_chart_place (self, &item, self->free.x + (i / per_column) * column,
                          top + (i % per_column) * line);
      kheo_chart_item_clear (&item);
    }
  self->free.height -= height + size;
  return TRUE;
}

/* "2.300 other units" at the foot; cuts it off. */
static void
add_rest (KheoChartLayout *self, guint n_rest)
{
  g_autofree char *count = kheo_number_format (n_rest);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s other unit", "%s other units", n_rest), count);
  KheoTextSpec spec = { .type = KHEO_CHART_LABEL_NOTE,
                        .font_size = self->style.font_size * LIST_SCALE,
                        .max_width = self->free.width,
                        .max_lines = 1,
                        .color = self->style.muted };

  kheo_chart_foot_line (self, text, &spec);
}

void
kheo_chart_heat (KheoChartLayout *self)
{
  KheoHeat heat = { .n = 0 };
  guint    n_before;

  kheo_heat_scale_init (self, &heat.scale);
  kheo_heat_scale_add_key (self, &heat.scale);
  self->plot = self->free;
  kheo_heat_divide (self, &heat);
  if (heat.heads == KHEO_HEAT_HEADS_NUMBERED && heat.head > 0)
    {
      heat.unlisted = !add_list (self, heat.n_series);
      kheo_heat_divide (self, &heat);
    }
  n_before = heat.n_shown;
  if (heat.n_shown < heat.n)
    {
      add_rest (self, heat.n - heat.n_shown);
      kheo_heat_divide (self, &heat);
      heat.n_shown = MIN (heat.n_shown, n_before);
    }
  heat.value_size = find_value_size (self, &heat);
  for (guint i = 0; i < heat.n_shown; i++)
    {
      add_cells (self, &heat, i);
      if (stands_out (self, category_of (&heat, i)))
        add_frame (self, &heat, i);
    }
  add_names (self, &heat);
  for (guint block = 0; block < heat.n_blocks; block++)
    add_heads (self, &heat, block);
}
