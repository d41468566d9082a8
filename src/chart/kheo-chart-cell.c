#include "kheo-chart-cell.h"

#define MOST_TEXTS 4

static KheoTextSpec
spec_of (const KheoChartLayout *self, const KheoCell *cell, const KheoCellText *text)
{
  return (KheoTextSpec){
    .type = text->type,
    .font_size = text->size,
    .bold = text->bold,
    .anchor = cell->centred ? KHEO_ANCHOR_MIDDLE : KHEO_ANCHOR_START,
    .max_width = cell->room.width,
    .max_lines = MAX (text->max_lines, 1),
    .color = self->style.text,
  };
}

static KheoChartItem
measure (KheoChartLayout *self, const KheoCell *cell, const KheoCellText *text)
{
  KheoTextSpec  spec = spec_of (self, cell, text);
  KheoChartItem item = kheo_chart_text_measure_balanced (self, text->text, &spec);

  kheo_chart_item_on (self, &item, cell->ground, cell->pattern);
  item.label.category = cell->category;
  item.label.series = cell->series;
  return item;
}

/* One plate below all texts, not one of another width below each. */
static void
join_plates (KheoChartItem *items, guint n)
{
  double widest = 0;

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, items[i].label.box.width);
  for (guint i = 0; i < n && n > 1; i++)
    items[i].plate_width = widest;
}

static gboolean
is_whole (const KheoChartItem *item, const KheoCellText *text)
{
  return text->may_shorten || (!item->label.shortened && !kheo_chart_breaks_word (item->pango));
}

gboolean
kheo_chart_cell_holds (KheoChartLayout    *self,
                       const KheoCell     *cell,
                       const KheoCellText *texts,
                       guint               n)
{
  double height = 0;

  for (guint i = 0; i < n; i++)
    {
      KheoTextSpec   spec = spec_of (self, cell, &texts[i]);
      KheoTextExtent extent;

      if (spec.max_width <= 0)
        return FALSE;
      extent = kheo_chart_text_reckon (self, texts[i].text, &spec);
      height += extent.height;
      if (!texts[i].may_shorten && (extent.n_lines == 0 || extent.n_lines > (guint) spec.max_lines))
        return FALSE;
    }
  return height <= cell->room.height + 0.01;
}

gboolean
kheo_chart_write_cell (KheoChartLayout    *self,
                       const KheoCell     *cell,
                       const KheoCellText *texts,
                       guint               n)
{
  KheoChartItem items[MOST_TEXTS];
  double        height = 0, y;
  gboolean      fits = TRUE;

  g_return_val_if_fail (n <= MOST_TEXTS, FALSE);
  if (cell->room.width <= 0 || cell->room.height <= 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      items[i] = measure (self, cell, &texts[i]);
      height += items[i].label.box.height;
      fits = fits && is_whole (&items[i], &texts[i]) &&
             items[i].label.box.width <= cell->room.width + 0.005;
    }
  fits = fits && height <= cell->room.height;
  if (!cell->centred)
    join_plates (items, n);
  y = cell->room.y + (cell->centred ? (cell->room.height - height) / 2 : 0);
  for (guint i = 0; i < n; i++)
    {
      KheoBox box = items[i].label.box;

      if (fits && *texts[i].text != '\0')
        kheo_chart_place (self, &items[i],
                          cell->room.x + (cell->centred ? (cell->room.width - box.width) / 2 : 0),
                          y);
      y += box.height;
      kheo_chart_item_clear (&items[i]);
    }
  return fits;
}
