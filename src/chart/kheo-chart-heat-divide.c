/* How a heat table shares its room. */
#include "kheo-chart-heat.h"

#include "kheo-number.h"

#include <math.h>

#define LABEL_SHARE       0.42 /* of a block's width, at most */
#define LABEL_CHARS       18.0 /* width of names where several blocks stand side by side, at most */
#define BLOCK_LABEL       10.0 /* … and at least: blocks are for names that can be read */
#define BLOCK_LABEL_SHARE 0.5
#define LEAST_LABEL       4.0  /* in type sizes; narrower names are left out */
#define WIDEST_CELL       13.0 /* in type sizes */
#define NARROWEST_CELL    3.4  /* of a block beside another */
#define NARROWEST_STRIP   1.6
#define AIRY_PITCH        2.3  /* lines of type from row to row, at most … */
#define LONG_PITCH        3.3  /* … but for names of more than two lines */
#define LARGE_CHARS       40.0 /* a sheet at least this wide, in type sizes, is a large one */
#define LARGE_SCALE       1.25
#define DENSE_SCALE       0.85
#define SMALL_SCALE       0.78 /* so that a table need not be cut into blocks */
#define THINNEST_ROW      0.06 /* in type sizes */
#define MOST_BLOCKS       4
#define MOST_CELLS        30000
#define NAMES_MEASURED    400 /* a few long names further down are shortened */
#define HEAD_LINES        4
#define HEAD_SHARE        0.3 /* of the height, names of the columns that stand upright */
#define BLOCK_GAP         2.4

KheoChartItem
kheo_heat_measure_head (KheoChartLayout *self, const KheoHeat *heat, guint series)
{
  g_autofree char *number = kheo_number_format (series + 1);
  gboolean         numbered = heat->heads == KHEO_HEAT_HEADS_NUMBERED;
  gboolean         upright = heat->heads == KHEO_HEAT_HEADS_UPRIGHT;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_SERIES,
        .font_size = heat->size,
        .anchor = upright ? KHEO_ANCHOR_START : KHEO_ANCHOR_MIDDLE,
        .max_width = upright ? self->free.height * HEAD_SHARE : heat->cell_width - heat->size * 0.4,
        .max_lines = upright                                ? 1
                     : heat->heads == KHEO_HEAT_HEADS_SHORT ? 2
                                                            : HEAD_LINES,
        .color = self->style.text,
  };
  KheoChartItem item;

  if (numbered)
    spec.max_width = 0;
  item = (heat->heads == KHEO_HEAT_HEADS_LYING ? kheo_chart_text_measure_balanced
                                               : kheo_chart_text_measure) (
      self, numbered ? number : kheo_chart_data_get_series_label (self->data, series), &spec);
  item.label.series = (int) series;
  if (upright)
    {
      KheoBox lying = item.label.box;

      item.upright = TRUE;
      item.label.box.width = lying.height;
      item.label.box.height = lying.width;
    }
  return item;
}

/* Height of the heads with their gap; FALSE when one does not fit over its column. */
static gboolean
try_heads (KheoChartLayout *self, KheoHeat *heat, KheoHeatHeads heads)
{
  gboolean fits = TRUE;

  heat->heads = heads;
  heat->head = 0;
  if (heads == KHEO_HEAT_HEADS_LYING && heat->cell_width < heat->size * 2)
    return FALSE;
  if (heads == KHEO_HEAT_HEADS_NUMBERED && heat->unlisted)
    return FALSE;
  if (heads == KHEO_HEAT_HEADS_SHORT && heat->cell_width < heat->size * 3)
    return FALSE;
  if (heads == KHEO_HEAT_HEADS_UPRIGHT &&
      (self->free.height * HEAD_SHARE < heat->size * 4 || heat->cell_width < heat->line))
    return FALSE;
  for (guint i = 0; i < heat->n_series && fits; i++)
    {
      KheoChartItem item = kheo_heat_measure_head (self, heat, i);

      heat->head = MAX (heat->head, item.label.box.height);
      if (heads != KHEO_HEAT_HEADS_NUMBERED)
        fits = item.label.box.width <= heat->cell_width &&
               (heads != KHEO_HEAT_HEADS_LYING ||
                (!item.label.shortened && !kheo_chart_breaks_word (item.pango))) &&
               (heads != KHEO_HEAT_HEADS_UPRIGHT || heat->unlisted || !item.label.shortened);
      kheo_chart_item_clear (&item);
    }
  heat->head += heat->size * 0.35;
  return fits && heat->head <= self->free.height * 0.4;
}

static void
find_heads (KheoChartLayout *self, KheoHeat *heat)
{
  for (guint heads = KHEO_HEAT_HEADS_LYING; heads <= KHEO_HEAT_HEADS_SHORT; heads++)
    if (try_heads (self, heat, (KheoHeatHeads) heads))
      return;
  heat->head = 0; /* a tile: no names */
}

static double
widest_name (KheoChartLayout *self, const KheoHeat *heat)
{
  double widest = 0;
  guint  n = MIN (heat->n, NAMES_MEASURED);

  for (guint i = 0; i < n; i++) /* evenly from the first to the last */
    {
      KheoTextSpec spec = { .font_size = heat->size, .bold = TRUE };
      guint        category = n > 1 ? (guint) ((guint64) i * (heat->n - 1) / (n - 1)) : 0;
      const char  *name = kheo_chart_data_get_category_label (self->data, category);

      widest = MAX (widest, kheo_chart_text_reckon (self, name, &spec).width);
    }
  return widest;
}

/* Widths for so many blocks side by side; FALSE when cells would become narrower than @least (in
 * type sizes). */
static gboolean
divide_width (KheoChartLayout *self, KheoHeat *heat, double names, double least, guint n_blocks)
{
  double most, room;

  heat->n_blocks = n_blocks;
  heat->gap = n_blocks > 1 ? heat->size * BLOCK_GAP : 0;
  heat->block_width = (self->free.width - heat->gap * (n_blocks - 1)) / n_blocks;
  most = heat->block_width * (n_blocks > 1 ? BLOCK_LABEL_SHARE : LABEL_SHARE);
  if (n_blocks > 1)
    most = MIN (most, LABEL_CHARS * heat->size);
  heat->label_width = MIN (names + heat->size * 0.7, most);
  if (heat->label_width < heat->size * LEAST_LABEL && names > heat->label_width)
    heat->label_width = 0;
  if (n_blocks > 1 && heat->label_width < MIN (names, BLOCK_LABEL * heat->size))
    return FALSE;
  room = heat->block_width - heat->label_width;
  heat->cell_width = MIN (room / MAX (heat->n_series, 1), WIDEST_CELL * heat->size);
  return n_blocks == 1 || heat->cell_width >= least * heat->size;
}

static double
rows_height (KheoChartLayout *self, const KheoHeat *heat)
{
  return MAX (self->free.height - heat->head, 0);
}

/* As few blocks as hold all rows at a pitch that names can be read at. */
static gboolean
try_blocks (KheoChartLayout *self, KheoHeat *heat, double scale, double lines, guint most)
{
  double names;

  heat->size = self->style.font_size * scale;
  heat->line = kheo_chart_line_height (heat->size);
  names = widest_name (self, heat);
  for (guint blocks = 1; blocks <= most; blocks++)
    {
      double fit;

      if (!divide_width (self, heat, names, NARROWEST_CELL, blocks))
        return FALSE;
      find_heads (self, heat);
      fit = floor (rows_height (self, heat) / (heat->line * lines));
      if (fit * blocks < heat->n)
        continue;
      heat->n_shown = heat->n;
      heat->per_block = (heat->n + blocks - 1) / blocks;
      heat->pitch = MIN (rows_height (self, heat) / heat->per_block,
                         heat->line * (names > heat->label_width * 1.8 ? LONG_PITCH : AIRY_PITCH));
      return TRUE;
    }
  return FALSE;
}

/* A few rows on a large sheet may speak louder. */
static gboolean
try_large (KheoChartLayout *self, KheoHeat *heat)
{
  return self->free.width >= LARGE_CHARS * self->style.font_size &&
         try_blocks (self, heat, LARGE_SCALE, 2.2, 1) && heat->heads == KHEO_HEAT_HEADS_LYING &&
         heat->head > 0;
}

/* Rows thinner than their type: a strip in which some rows are named. */
static void
divide_strip (KheoChartLayout *self, KheoHeat *heat)
{
  double names = widest_name (self, heat), fit;
  guint  blocks = MOST_BLOCKS, most;

  while (blocks > 1 && !divide_width (self, heat, names, NARROWEST_STRIP, blocks))
    blocks--;
  divide_width (self, heat, names, NARROWEST_STRIP, blocks);
  find_heads (self, heat);
  fit = floor (rows_height (self, heat) / (heat->size * THINNEST_ROW)) * blocks;
  most = MOST_CELLS / MAX (heat->n_series, 1);
  heat->n_shown = (guint) MIN (MIN (fit, heat->n), MAX (most, 1));
  heat->per_block = MAX ((heat->n_shown + blocks - 1) / blocks, 1);
  heat->pitch = MIN (rows_height (self, heat) / heat->per_block, heat->line * AIRY_PITCH);
}

/* The emphasised category always has a row. */
static void
keep_emphasis (KheoChartLayout *self, KheoHeat *heat)
{
  int emphasis = kheo_chart_data_get_emphasis (self->data);

  heat->moved = emphasis >= (int) heat->n_shown && heat->n_shown > 0 ? emphasis : -1;
}

void
kheo_heat_divide (KheoChartLayout *self, KheoHeat *heat)
{
  heat->n = kheo_chart_data_get_n_categories (self->data);
  heat->n_series = kheo_chart_data_get_n_series (self->data);
  if (!try_large (self, heat) && !try_blocks (self, heat, 1, 1.2, 1) &&
      !try_blocks (self, heat, DENSE_SCALE, 1.03, 1) &&
      !try_blocks (self, heat, SMALL_SCALE, 1.03, 1) &&
      !try_blocks (self, heat, 1, 1.2, MOST_BLOCKS) &&
      !try_blocks (self, heat, DENSE_SCALE, 1.03, MOST_BLOCKS))
    divide_strip (self, heat);
  heat->top = self->free.y + heat->head;
  keep_emphasis (self, heat);
}
