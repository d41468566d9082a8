/* Shares: each row a bar of 100 %, cut by series; one series alone is one bar cut by categories. */
#include "kheo-chart-cell.h"
#include "kheo-chart-parts.h"
#include "kheo-chart-rows.h"

#include <math.h>

#define MOST_PARTS   7   /* of a single bar */
#define BAR_SHARE    0.2 /* of the height, a single bar with a list below it … */
#define LARGE_SHARE  0.4 /* … or with its names inside */
#define LOWEST_LINES 2.2
#define LARGEST_SIZE 16.0 /* in type sizes: a bar need not become a wall */
#define LONE_ROWS    3    /* so few have thicker bars */

static double
share_of (const KheoChartLayout *self, guint category, guint series)
{
  double whole = kheo_chart_data_get_category_total (self->data, category);
  double value = kheo_chart_data_get_value (self->data, category, series);

  return whole > 0 && value > 0 ? value / whole : 0;
}

/* "38.7%", or "39%", in the middle of a part of a row; FALSE when there is no room.  @trial:
 * nothing is written. */
static gboolean
add_percent (KheoChartLayout     *self,
             const KheoChartRows *rows,
             const KheoChartMark *mark,
             int                  decimals,
             gboolean             trial)
{
  double   share = share_of (self, (guint) mark->category, (guint) mark->series);
  KheoCell cell = {
    .room = mark->box,
    .category = mark->category,
    .series = mark->series,
    .centred = TRUE,
  };

  g_autofree char *text = kheo_chart_format_share (share, decimals);
  KheoCellText     percent = {
        .type = KHEO_CHART_LABEL_VALUE,
        .text = text,
        .size = rows->size,
        .bold = kheo_chart_data_get_emphasis (self->data) == mark->category,
  };

  cell.ground = kheo_chart_color (self, mark->category, mark->series, &cell.pattern);
  /* A line of type is higher than what is seen of it. */
  cell.room.x += rows->size * 0.2;
  cell.room.width -= rows->size * 0.4;
  cell.room.y -= mark->box.height * 0.15;
  cell.room.height = mark->box.height * 1.3;
  return share > 0 && (trial ? kheo_chart_cell_holds (self, &cell, &percent, 1)
                             : kheo_chart_write_cell (self, &cell, &percent, 1));
}

/* All shares with a decimal, or none with one: else they look as if they were not of one kind. */
static void
add_percents (KheoChartLayout *self, const KheoChartRows *rows)
{
  int decimals = 1;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->marks->len; i++)
      {
        const KheoChartMark mark = g_array_index (self->marks, KheoChartMark, i);

        if (mark.type != KHEO_CHART_MARK_CELL)
          continue;
        if (pass == 1)
          add_percent (self, rows, &mark, decimals, FALSE);
        else if (!add_percent (self, rows, &mark, 1, TRUE) &&
                 add_percent (self, rows, &mark, 0, TRUE))
          decimals = 0;
      }
}

/* "18", or "18 + –" where a part has no figure: that is not a share of nought. */
static char *
whole_text (KheoChartLayout *self, const KheoChartRows *rows, guint category)
{
  double   whole = kheo_chart_data_get_category_total (self->data, category);
  char    *text = kheo_chart_data_format (self->data, whole);
  gboolean lacks = FALSE;

  for (guint i = 0; i < rows->n_parts && !isnan (whole); i++)
    lacks |= isnan (kheo_chart_data_get_value (self->data, category, rows->parts[i]));
  if (lacks)
    {
      char *missing = kheo_chart_data_format (self->data, (double) NAN);
      char *both = g_strdup_printf ("%s + %s", text, missing);

      g_free (missing);
      g_free (text);
      return both;
    }
  return text;
}

static KheoChartItem
measure_whole (KheoChartLayout *self, const KheoChartRows *rows, guint category)
{
  g_autofree char *text = whole_text (self, rows, category);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_VALUE,
        .font_size = rows->size,
        .color = self->style.muted,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

/* The whole of a row, right of its bar; the bars' own scale says nothing of it. */
static void
add_whole (KheoChartLayout *self, const KheoChartRows *rows, KheoBox row, guint category)
{
  double        right = row.x + row.width, gap = rows->size * 0.45;
  KheoChartItem item = measure_whole (self, rows, category);
  KheoBox       box = item.label.box;

  item.label.category = (int) category;
  if (box.height <= row.height &&
      right - box.width >= row.x + rows->bar_x + rows->bar_width + gap * 0.9)
    kheo_chart_place (self, &item, right - box.width, row.y + (row.height - box.height) / 2);
  kheo_chart_item_clear (&item);
}

static double
bar_height (const KheoChartRows *rows)
{
  return MIN (rows->pitch * 0.7, rows->thickest * (rows->n_shown <= LONE_ROWS ? 1.3 : 0.88));
}

static void
add_row (KheoChartLayout *self, const KheoChartRows *rows, guint index)
{
  KheoBox       row = kheo_chart_rows_box (self, rows, index);
  guint         category = rows->order[index];
  double        thick = bar_height (rows), before = 0;
  KheoChartMark mark = { .type = KHEO_CHART_MARK_CELL, .category = (int) category };

  mark.box = (KheoBox){ 0, row.y + (row.height - thick) / 2, 0, thick };
  mark.y = row.y + row.height / 2;
  kheo_chart_rows_add_name (self, rows, row, index);
  for (guint i = 0; i < rows->n_parts; i++)
    {
      double from = kheo_chart_rows_map (rows, row.x, before);

      before = MIN (before + share_of (self, category, rows->parts[i]), 1);
      mark.series = (int) rows->parts[i];
      mark.value = kheo_chart_data_get_value (self->data, category, rows->parts[i]);
      mark.x = kheo_chart_rows_map (rows, row.x, before);
      mark.box.x = from;
      mark.box.width = MAX (mark.x - from, 0);
      kheo_chart_add_mark (self, &mark, (KheoBox){ from, row.y, mark.box.width, row.height });
    }
  mark.type = KHEO_CHART_MARK_TOTAL;
  mark.series = -1;
  mark.value = kheo_chart_data_get_category_total (self->data, category);
  mark.x = kheo_chart_rows_map (rows, row.x, before);
  mark.box.x = kheo_chart_rows_map (rows, row.x, 0);
  mark.box.width = MAX (mark.x - mark.box.x, 0);
  kheo_chart_add_mark (self, &mark, row);
  add_whole (self, rows, row, category);
}

static void
divide (KheoChartLayout *self, KheoChartRows *rows)
{
  double wholes = 0;

  rows->beside = 0;
  for (guint pass = 0; pass < 2; pass++) /* the size of type shows in the first */
    {
      kheo_chart_rows_divide (self, rows);
      for (guint i = 0; i < rows->n_shown && pass == 0; i++)
        {
          KheoChartItem item = measure_whole (self, rows, rows->order[i]);

          wholes = MAX (wholes, item.label.box.width);
          kheo_chart_item_clear (&item);
        }
      rows->beside = wholes + rows->size * 0.9;
    }
  rows->low = 0;
  rows->high = 1;
}

/* Names of the series over their parts of the first row; FALSE when they do not fit there. */
static gboolean
add_series_names (KheoChartLayout *self, const KheoChartRows *rows, double height)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  double       x_free = self->free.x, before = 0;
  double       bar_top = rows->top + (rows->pitch - bar_height (rows)) / 2;
  gboolean     fits = TRUE;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_SERIES,
    .font_size = self->style.font_size,
    .color = self->style.muted,
  };

  for (guint i = 0; i < rows->n_parts && fits; i++)
    {
      const char   *name = kheo_chart_data_get_series_label (self->data, rows->parts[i]);
      KheoChartItem item = kheo_chart_text_measure (self, name, &spec);
      KheoBox      *box = &item.label.box;
      double        share = share_of (self, rows->order[0], rows->parts[i]);

      box->x = kheo_chart_rows_map (rows, self->free.x, before);
      fits = share > 0 && box->x >= x_free && box->height <= height &&
             box->x + box->width <= self->free.x + rows->column_width;
      before += share;
      x_free = box->x + box->width + rows->size;
      item.label.series = (int) rows->parts[i];
      g_array_append_val (items, item);
    }
  for (guint i = 0; i < items->len; i++)
    {
      KheoChartItem *item = &g_array_index (items, KheoChartItem, i);

      if (fits)
        kheo_chart_place (self, item, item->label.box.x, bar_top - height);
      kheo_chart_item_clear (item);
    }
  return fits;
}

static void
divide_below_names (KheoChartLayout *self, KheoChartRows *rows)
{
  KheoBox whole = self->free;
  double  head = kheo_chart_line_height (self->style.font_size) * 1.2;

  if (whole.height > head * 3)
    {
      self->free.y += head;
      self->free.height -= head;
      divide (self, rows);
      if (rows->n_shown > 0 && add_series_names (self, rows, head))
        return;
      self->free = whole;
    }
  kheo_chart_legend (self);
  divide (self, rows);
}

static void
share_rows (KheoChartLayout *self)
{
  KheoChartRows rows = { .order = NULL };

  kheo_chart_rows_init (self, &rows);
  rows.lanes = 1;
  divide_below_names (self, &rows);
  self->plot = self->free;
  for (guint i = 0; i < rows.n_shown; i++)
    add_row (self, &rows, i);
  add_percents (self, &rows);
  if (rows.n_shown < rows.n)
    kheo_chart_rows_add_rest (self, &rows);
  kheo_chart_rows_clear (&rows);
}

/* The parts of a single bar, in @bar. */
static void
add_parts (KheoChartLayout *self, KheoChartParts *parts, KheoBox bar)
{
  double before = 0;

  for (guint i = 0; i < parts->parts->len; i++)
    {
      KheoChartPart *part = &g_array_index (parts->parts, KheoChartPart, i);
      KheoChartMark  mark = { .type = KHEO_CHART_MARK_CELL,
                              .category = part->category,
                              .series = part->category >= 0 ? 0 : -1,
                              .value = part->value };

      mark.box =
          (KheoBox){ bar.x + bar.width * before, bar.y, bar.width * part->share, bar.height };
      before += part->share;
      mark.x = MIN (bar.x + bar.width * before, bar.x + bar.width);
      mark.box.width = MAX (mark.x - mark.box.x, 0);
      mark.y = bar.y + bar.height / 2;
      part->mark = (int) self->marks->len;
      kheo_chart_add_mark (self, &mark, mark.box);
      kheo_chart_paint_mark (self, part->paint.color, part->paint.pattern);
    }
}

/* Share, name and value inside of part @index of a bar; without @names the share alone. */
static gboolean
write_part (
    KheoChartLayout *self, const KheoChartParts *parts, guint index, KheoBox box, gboolean names)
{
  const KheoChartPart *part = kheo_chart_part (parts, index);
  double               size = self->style.font_size, pad = size * 0.5;
  g_autofree char     *share = kheo_chart_format_share (part->share, 1);
  g_autofree char     *name = kheo_chart_part_name (self, parts, index);
  g_autofree char     *value = kheo_chart_data_format (self->data, part->value);
  KheoCellText         texts[] = {
            { KHEO_CHART_LABEL_VALUE, share, names ? size * 1.5 : size, TRUE, 1, FALSE },
            { KHEO_CHART_LABEL_CATEGORY, name, size, FALSE, 4, FALSE },
            { KHEO_CHART_LABEL_VALUE, value, size, FALSE, 1, FALSE },
  };
  KheoCell cell = {
    .room = { box.x + pad, box.y + pad / 2, box.width - 2 * pad, box.height - pad },
    .ground = part->paint.color,
    .pattern = part->paint.pattern,
    .category = part->category,
    .series = -1,
    .centred = !names,
  };

  if (!names)
    {
      cell.room.x = box.x + pad * 0.3;
      cell.room.width = box.width - pad * 0.6;
    }
  return kheo_chart_write_cell (self, &cell, texts, names ? 3 : 1);
}

/* All names inside their parts, or none. */
static gboolean
write_names (KheoChartLayout *self, const KheoChartParts *parts, KheoBox bar)
{
  guint  n_before = self->items->len;
  double before = 0;

  for (guint i = 0; i < parts->parts->len; i++)
    {
      double  share = kheo_chart_part (parts, i)->share;
      KheoBox box = { bar.x + bar.width * before, bar.y, bar.width * share, bar.height };

      before += share;
      if (!write_part (self, parts, i, box, TRUE))
        {
          g_array_set_size (self->items, n_before);
          return FALSE;
        }
    }
  return TRUE;
}

static void
share_one_bar (KheoChartLayout *self)
{
  double             line = kheo_chart_line_height (self->style.font_size), below;
  KheoBox            bar;
  KheoChartParts     parts;
  KheoChartPartsList list;

  kheo_chart_parts_init (self, &parts, MOST_PARTS, FALSE);
  kheo_chart_parts_absent (self, &parts);
  self->whole = parts.whole;
  self->plot = bar = self->free;
  bar.height = MIN (self->free.height * LARGE_SHARE, self->style.font_size * LARGEST_SIZE);
  if (write_names (self, &parts, bar))
    add_parts (self, &parts, bar);
  else
    {
      bar.height = CLAMP (self->free.height * BAR_SHARE, MIN (line * LOWEST_LINES, bar.height),
                          self->style.font_size * LARGEST_SIZE / 2);
      below = self->free.height - bar.height - line;
      kheo_chart_parts_list_fit (self, &parts, bar.width, below, &list);
      add_parts (self, &parts, bar);
      for (guint i = 0; i < parts.parts->len; i++)
        write_part (
            self, &parts, i,
            g_array_index (self->marks, KheoChartMark, kheo_chart_part (&parts, i)->mark).box,
            FALSE);
      kheo_chart_parts_list_place (self, &parts, &list, bar.x, bar.y + bar.height + line);
    }
  kheo_chart_parts_clear (&parts);
}

void
kheo_chart_share (KheoChartLayout *self)
{
  if (kheo_chart_instead (self))
    return;
  if (self->n_parts > 1)
    share_rows (self);
  else
    share_one_bar (self);
}
