/* A list of parts: swatch, name, value, share. */
#include "kheo-chart-parts.h"

#define SWATCH       1.4 /* swatch and the space after it, in type sizes */
#define COLUMN_GAP   2.4
#define MOST_COLUMNS 3
#define DENSE_SCALE  0.85

static KheoChartItem
measure (KheoChartLayout          *self,
         const KheoChartPartsList *list,
         const char               *text,
         gboolean                  bold,
         double                    max_width)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_LEGEND,
    .font_size = list->size,
    .bold = bold,
    .max_width = max_width,
    .max_lines = MAX ((int) (list->row / list->line), 1),
    .color = self->style.text,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

static double
width_of (KheoChartLayout *self, const KheoChartPartsList *list, const char *text)
{
  KheoTextSpec spec = { .font_size = list->size, .bold = TRUE };

  return kheo_chart_text_reckon (self, text, &spec).width;
}

static gboolean
stands_out (KheoChartLayout *self, const KheoChartPart *part)
{
  return part->category >= 0 && kheo_chart_data_get_emphasis (self->data) == part->category;
}

/* The widest of each of the three columns of text. */
static void
measure_columns (KheoChartLayout *self, const KheoChartParts *parts, KheoChartPartsList *list)
{
  list->name_width = list->value_width = list->share_width = 0;
  for (guint i = 0; i < parts->parts->len; i++)
    {
      const KheoChartPart *part = kheo_chart_part (parts, i);
      g_autofree char     *name = kheo_chart_part_name (self, parts, i);
      g_autofree char     *value = kheo_chart_data_format (self->data, part->value);
      g_autofree char     *share = kheo_chart_format_share (part->share, 1);

      list->name_width = MAX (list->name_width, width_of (self, list, name));
      list->value_width = MAX (list->value_width, width_of (self, list, value));
      list->share_width = MAX (list->share_width, width_of (self, list, share));
    }
}

/* In @n_columns of equal width; FALSE when names must be cut or entries are left out. */
static gboolean
try_columns (const KheoChartParts *parts,
             double                width,
             double                height,
             guint                 n_columns,
             KheoChartPartsList   *list)
{
  double wanted = list->name_width, numbers, room;

  list->n_columns = n_columns;
  list->gap = list->size * COLUMN_GAP;
  list->per_column = (parts->parts->len + n_columns - 1) / n_columns;
  numbers = list->size * (SWATCH + 1.6) + list->value_width + list->share_width;
  room = (width - list->gap * (n_columns - 1)) / n_columns - numbers;
  list->name_width = MIN (wanted, room);
  list->column_width = list->name_width + numbers;
  list->width = list->column_width * n_columns + list->gap * (n_columns - 1);
  list->row = list->line * 1.3;
  if (parts->flat || list->per_column * list->row > height)
    list->row = list->line * 1.04;
  list->height = list->per_column * list->row;
  list->n_shown = parts->parts->len;
  return wanted <= room && list->height <= height;
}

gboolean
kheo_chart_parts_list_fit (KheoChartLayout      *self,
                           const KheoChartParts *parts,
                           double                width,
                           double                height,
                           KheoChartPartsList   *list)
{
  static const double scales[] = { 1, DENSE_SCALE };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint k = 1; k <= MOST_COLUMNS; k++)
      {
        guint n = parts->flat ? MOST_COLUMNS + 1 - k : k;

        *list = (KheoChartPartsList){ .size = self->style.font_size * scales[i] };
        list->line = kheo_chart_line_height (list->size);
        list->row = list->line;
        measure_columns (self, parts, list);
        if (try_columns (parts, width, height, n, list))
          return TRUE;
      }
  /* Names cut short, as many as there is room for. */
  measure_columns (self, parts, list);
  try_columns (parts, width, height, 1, list);
  list->row = list->line * 1.04;
  if (parts->parts->len * list->row * 2 <= height) /* in two lines */
    list->row *= 2;
  list->per_column = list->n_shown = MIN (parts->parts->len, (guint) (MAX (height, 0) / list->row));
  list->height = list->n_shown * list->row;
  if (list->name_width < list->size * 3)
    list->n_shown = 0;
  return FALSE;
}

/* Right of @x, with its right edge at @right where @right is not 0; in the middle of the row. */
static void
place_text (KheoChartLayout *self, KheoChartItem *item, KheoBox row, double x, double right)
{
  const KheoBox *box = &item->label.box;

  if (box->height <= row.height + 0.01)
    kheo_chart_place (self, item, right > 0 ? right - box->width : x,
                      row.y + (row.height - box->height) / 2);
  kheo_chart_item_clear (item);
}

static void
place_part (KheoChartLayout          *self,
            const KheoChartParts     *parts,
            const KheoChartPartsList *list,
            guint                     index,
            KheoBox                   row)
{
  const KheoChartPart *part = kheo_chart_part (parts, index);
  gboolean             bold = stands_out (self, part);
  double               size = list->size, right = row.x + row.width;
  g_autofree char     *name = kheo_chart_part_name (self, parts, index);
  g_autofree char     *value = kheo_chart_data_format (self->data, part->value);
  g_autofree char     *share = kheo_chart_format_share (part->share, 1);
  KheoChartItem        item;
  KheoChartSwatch      swatch = { .series = -1, .paint = part->paint };

  swatch.box = (KheoBox){ row.x, row.y + row.height / 2 - size * 0.42, size * 0.84, size * 0.84 };
  g_array_append_val (self->swatches, swatch);

  item = measure (self, list, name, bold, list->name_width + size * 0.05);
  item.label.category = part->category;
  place_text (self, &item, row, row.x + size * SWATCH, 0);
  item = measure (self, list, value, bold, 0);
  item.label.category = part->category;
  place_text (self, &item, row, 0, right - list->share_width - size * 0.8);
  item = measure (self, list, share, bold, 0);
  item.label.category = part->category;
  item.color = bold ? self->style.text : self->style.muted;
  place_text (self, &item, row, 0, right);
  if (part->mark >= 0)
    kheo_chart_add_hit (self, (guint) part->mark, row);
}

void
kheo_chart_parts_list_place (KheoChartLayout          *self,
                             const KheoChartParts     *parts,
                             const KheoChartPartsList *list,
                             double                    x,
                             double                    y)
{
  for (guint i = 0; i < list->n_shown; i++)
    {
      guint   column = i / list->per_column;
      KheoBox row = { x + column * (list->column_width + list->gap),
                      y + (i % list->per_column) * list->row, list->column_width, list->row };

      place_part (self, parts, list, i, row);
    }
}
