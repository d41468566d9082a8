/* What stands around the plot: title, subtitle, footer, legend. */
#include "kheo-chart-private.h"

#include <glib/gi18n-lib.h>

#define TILE_LINES     13 /* a compact chart that is lower … */
#define TILE_CHARS     24 /* … or narrower than so, in type sizes, is looked at, not read */
#define TITLE_SCALE    1.75
#define SUBTITLE_SCALE 1.05
#define FOOTER_SCALE   0.8

/* The plot keeps at least this much of the height; what does not fit above or below is left out. */
#define PLOT_SHARE 0.45

static void
cut_top (KheoChartLayout *self, double height)
{
  height = MIN (height, self->free.height);
  self->free.y += height;
  self->free.height -= height;
}

/* Places a line of the head if the plot keeps its share; @gap is the space above it. */
static void
place_head (KheoChartLayout *self, const char *text, const KheoTextSpec *spec, double gap)
{
  KheoChartItem item;
  double        keep = self->style.height * PLOT_SHARE;

  if (*text == '\0' || self->free.width <= spec->font_size)
    return;
  item = kheo_chart_text_measure_balanced (self, text, spec);
  if (self->free.height - gap - item.label.box.height >= keep &&
      item.label.box.width <= self->free.width)
    {
      double height = item.label.box.height;

      kheo_chart_place (self, &item, self->free.x, self->free.y + gap);
      cut_top (self, gap + height);
    }
  kheo_chart_item_clear (&item);
}

static void
layout_head (KheoChartLayout *self)
{
  const KheoChartStyle *style = &self->style;
  double                before = self->free.y;
  KheoTextSpec          spec = {
             .type = KHEO_CHART_LABEL_TITLE,
             .font_size = style->font_size * TITLE_SCALE,
             .bold = TRUE,
             .max_width = self->free.width,
             .max_lines = 3,
             .color = style->text,
  };

  place_head (self, kheo_chart_data_get_text (self->data, KHEO_CHART_TEXT_TITLE), &spec, 0);

  spec.type = KHEO_CHART_LABEL_SUBTITLE;
  spec.font_size = style->font_size * SUBTITLE_SCALE;
  spec.bold = FALSE;
  spec.color = style->muted;
  place_head (self, kheo_chart_data_get_text (self->data, KHEO_CHART_TEXT_SUBTITLE), &spec,
              self->free.y > before ? style->font_size * 0.3 : 0);
  if (self->free.y > before)
    cut_top (self, MIN (style->font_size * 1.8, self->free.height * 0.2));
}

/* Source at the left, date at the right; one below the other when they do not fit beside. */
static void
layout_footer (KheoChartLayout *self)
{
  static const KheoChartText parts[] = { KHEO_CHART_TEXT_SOURCE, KHEO_CHART_TEXT_DATE };

  const KheoChartStyle *style = &self->style;
  KheoChartItem         items[2] = { { .pango = NULL }, { .pango = NULL } };
  double                size = style->font_size * FOOTER_SCALE, height = 0, wide = 0;
  gboolean              beside;
  KheoTextSpec          spec = {
             .type = KHEO_CHART_LABEL_FOOTER,
             .font_size = size,
             .max_width = self->free.width,
             .max_lines = 2,
             .color = style->muted,
  };

  if (self->free.width <= size)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      items[i] =
          kheo_chart_text_measure (self, kheo_chart_data_get_text (self->data, parts[i]), &spec);
      if (*items[i].label.text != '\0')
        {
          wide += items[i].label.box.width;
          height += items[i].label.box.height;
        }
    }
  beside = wide + 3 * size <= self->free.width && items[0].label.n_lines == 1 &&
           items[1].label.n_lines == 1;
  if (beside)
    height = MIN (height, MAX (items[0].label.box.height, items[1].label.box.height));

  if (height > 0 && self->free.height - height - size * 1.5 >= style->height * PLOT_SHARE)
    {
      double y = self->free.y + self->free.height - height;

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          KheoBox box = items[i].label.box;
          double  x = self->free.x;

          if (*items[i].label.text == '\0' || box.width > self->free.width)
            continue;
          if (beside && parts[i] == KHEO_CHART_TEXT_DATE)
            x += self->free.width - box.width;
          kheo_chart_place (self, &items[i], x, y);
          y += beside ? 0 : box.height;
        }
      self->free.height -= height + size * 1.5;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    kheo_chart_item_clear (&items[i]);
}

void
kheo_chart_frame (KheoChartLayout *self)
{
  KheoChartStyle *style = &self->style;
  double          margin = MIN (style->margin, MIN (style->width, style->height) * 0.2);

  self->free = (KheoBox){ margin, margin, MAX (style->width - 2 * margin, 0),
                          MAX (style->height - 2 * margin, 0) };
  if (style->compact)
    return;
  layout_head (self);
  layout_footer (self);
}

gboolean
kheo_chart_is_tile (const KheoChartLayout *self)
{
  const KheoChartStyle *style = &self->style;

  return style->compact &&
         (style->height < kheo_chart_line_height (style->font_size) * TILE_LINES ||
          style->width < style->font_size * TILE_CHARS);
}

gboolean
kheo_chart_sums_parts (const KheoChartLayout *self)
{
  return (self->kind == KHEO_CHART_RANKING || self->kind == KHEO_CHART_BULLET) && self->n_parts > 1;
}

gboolean
kheo_chart_has_legend (const KheoChartLayout *self)
{
  guint n = kheo_chart_data_get_n_series (self->data);

  return n > (kheo_chart_sums_parts (self) ? self->n_parts : 1);
}

/* Beside an emphasised bar all others stand back, and so does their swatch: a category that looks
 * as most do, -1 where the series has one colour. */
static int
plain_category (const KheoChartLayout *self, guint series)
{
  int emphasis = kheo_chart_data_get_emphasis (self->data);

  if (emphasis < 0 || self->n_parts > 1 || !kheo_chart_data_is_part (self->data, series) ||
      (self->kind != KHEO_CHART_BAR && self->kind != KHEO_CHART_RANKING) ||
      kheo_chart_data_get_n_categories (self->data) < 2)
    return -1;
  return emphasis == 0 ? 1 : 0;
}

/* A bar's target is a line across it, the time before a thin bar: their swatches too. */
static KheoChartSwatch
make_swatch (KheoChartLayout *self, guint series, double x, double middle)
{
  double          size = self->style.font_size * 0.84;
  KheoChartRole   role = kheo_chart_data_get_series_role (self->data, series);
  KheoChartSwatch swatch = {
    .box = { x, middle - size / 2, size, size },
    .series = (int) series,
    .paint.pattern = -1,
  };

  if (self->kind == KHEO_CHART_COVERAGE)
    swatch.paint.color = kheo_chart_wave_color (self, series, &swatch.paint.pattern);
  else
    swatch.paint.color =
        kheo_chart_color (self, plain_category (self, series), (int) series, &swatch.paint.pattern);
  if (self->kind == KHEO_CHART_BULLET && self->style.theme == KHEO_CHART_MONO &&
      role == KHEO_CHART_ROLE_AUTO)
    swatch.paint = (KheoChartPaint){ .color = self->style.text, .pattern = -1 };
  if (self->kind == KHEO_CHART_LINE)
    return swatch;
  if (role == KHEO_CHART_ROLE_TARGET)
    {
      swatch.box = (KheoBox){ x + size * 0.4, middle - size * 0.6, size * 0.24, size * 1.2 };
      swatch.paint = (KheoChartPaint){ .color = self->style.text, .pattern = -1 };
    }
  else if (role == KHEO_CHART_ROLE_PREVIOUS)
    swatch.box = (KheoBox){ x, middle - size * 0.2, size, size * 0.4 };
  return swatch;
}

/* Swatch and name, one after the other, in as many lines as a third of the height allows; a name
 * wider than all has two lines. */
void
kheo_chart_legend (KheoChartLayout *self)
{
  const KheoChartStyle *style = &self->style;
  double                size = style->font_size;
  double                line = kheo_chart_line_height (size) * 1.15, row = line;
  double                x = self->free.x, y = self->free.y;
  double                right = self->free.x + self->free.width;
  double                bottom = self->free.y + self->free.height * 0.34;
  gboolean              any = FALSE;
  KheoTextSpec          spec = {
             .type = KHEO_CHART_LABEL_LEGEND,
             .font_size = size,
             .max_width = self->free.width - 1.4 * size,
             .max_lines = 2,
             .color = style->text,
  };

  if (spec.max_width <= 2 * size)
    return;
  for (guint i = 0; i < kheo_chart_data_get_n_series (self->data); i++)
    {
      const char     *name = kheo_chart_data_get_series_label (self->data, i);
      KheoChartItem   item = kheo_chart_text_measure (self, name, &spec);
      KheoBox         box = item.label.box;
      KheoChartSwatch swatch;

      if (kheo_chart_sums_parts (self) && kheo_chart_data_is_part (self->data, i))
        {
          kheo_chart_item_clear (&item);
          continue;
        }
      if (x > self->free.x && x + 1.4 * size + box.width > right)
        {
          x = self->free.x;
          y += row;
          row = line;
        }
      if (y + box.height > bottom || x + 1.4 * size + box.width > right)
        {
          kheo_chart_item_clear (&item);
          break;
        }
      row = MAX (row, box.height * 1.08);
      swatch = make_swatch (self, i, x, y + MIN (box.height, line) / 2);
      g_array_append_val (self->swatches, swatch);
      kheo_chart_place (self, &item, x + 1.4 * size, y)->series = (int) i;
      x += 1.4 * size + box.width + 1.6 * size;
      any = TRUE;
    }
  if (any)
    cut_top (self, y + row + size * 0.7 - self->free.y);
}

void
kheo_chart_no_data (KheoChartLayout *self)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_NOTE,
    .font_size = self->style.font_size,
    .max_width = self->free.width,
    .max_lines = 2,
    .color = self->style.muted,
  };
  KheoChartItem item;

  if (self->free.width > spec.font_size)
    {
      item = kheo_chart_text_measure (self, _ ("No figures yet"), &spec);
      if (kheo_box_contains (&self->free,
                             &(KheoBox){ self->free.x, self->free.y, item.label.box.width,
                                         item.label.box.height }))
        kheo_chart_place (self, &item, self->free.x, self->free.y);
      kheo_chart_item_clear (&item);
    }
}

void
kheo_chart_foot_line (KheoChartLayout *self, const char *text, const KheoTextSpec *spec)
{
  double        gap = spec->font_size * 0.8;
  KheoChartItem item;

  if (self->free.width <= spec->font_size * 4)
    return;
  item = kheo_chart_text_measure (self, text, spec);
  if (item.label.box.width <= self->free.width &&
      item.label.box.height + gap <= self->free.height * 0.3)
    {
      double height = item.label.box.height;

      kheo_chart_place (self, &item, self->free.x, self->free.y + self->free.height - height);
      self->free.height -= height + gap;
    }
  kheo_chart_item_clear (&item);
}
