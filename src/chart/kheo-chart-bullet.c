/* Bullet: each row a bar over bands of its target, the target a line across it, and the figures in
 * columns at the right, as in a table: done, to be done, time before, per cent. */
#include "kheo-chart-parts.h"
#include "kheo-chart-references.h"
#include "kheo-chart-rows.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_BAR   0.3 /* of the width: figures give way to the bars, per cent last */
#define N_BANDS     3
#define MOST_BULLET 1e15 /* per cent beyond which a figure says nothing */

static const double band_ends[N_BANDS] = { 0.5, 0.75, 1 };
static const double band_tints[N_BANDS] = { 0.68, 0.79, 0.89 };

typedef enum
{
  FIGURE_VALUE,
  FIGURE_TARGET,
  FIGURE_PREVIOUS,
  FIGURE_SHARE,
  N_FIGURES
} Figure;

typedef struct
{
  KheoChartRows rows;
  gboolean      any[N_FIGURES]; /* the data have such figures */
  gboolean      shown[N_FIGURES];
  double        right[N_FIGURES]; /* from the row's right edge to that of the column */
  double        width[N_FIGURES];
  double        head; /* height of the line above the rows */
} Bullet;

static KheoColor
band_color (const KheoChartLayout *self, guint band)
{
  return kheo_color_mix (self->style.muted, kheo_chart_ground (self), band_tints[band]);
}

static double
figure_value (KheoChartLayout *self, const Bullet *bullet, guint category, Figure figure)
{
  const KheoChartRows *rows = &bullet->rows;
  double               value = kheo_chart_data_get_category_total (self->data, category);
  double               target = (double) NAN;

  if (rows->target >= 0)
    target = kheo_chart_data_get_value (self->data, category, (guint) rows->target);
  switch (figure)
    {
    case FIGURE_TARGET:
      return target;
    case FIGURE_PREVIOUS:
      return rows->previous >= 0
                 ? kheo_chart_data_get_value (self->data, category, (guint) rows->previous)
                 : (double) NAN;
    case FIGURE_SHARE:
      value = target > 0 ? value / target * 100 : (double) NAN;
      return fabs (value) < MOST_BULLET ? value : (double) NAN;
    case FIGURE_VALUE:
    case N_FIGURES:
    default:
      return value;
    }
}

static char *
figure_text (KheoChartLayout *self, const Bullet *bullet, guint category, Figure figure)
{
  double           value = figure_value (self, bullet, category, figure);
  g_autofree char *share = NULL;
  gboolean         finer;

  if (figure != FIGURE_SHARE || isnan (value))
    return kheo_chart_data_format (self->data, value);
  /* A tenth where it tells something: near nothing, near the whole, and of finer figures. */
  finer =
      fabs (value) < 10 || fabs (value - 100) < 1 || kheo_chart_data_get_decimals (self->data) > 0;
  finer = finer && fabs (value - round (value)) >= 0.05;
  share = kheo_number_format_decimal (value, finer ? 1 : 0);
  return g_strdup_printf ("%s%%", share);
}

static const char *
figure_name (KheoChartLayout *self, const Bullet *bullet, Figure figure)
{
  switch (figure)
    {
    case FIGURE_TARGET:
      return kheo_chart_data_get_series_label (self->data, (guint) bullet->rows.target);
    case FIGURE_PREVIOUS:
      return kheo_chart_data_get_series_label (self->data, (guint) bullet->rows.previous);
    case FIGURE_SHARE:
      /* Translators: heading of a column of percentages of the target */
      return _ ("Reached");
    case FIGURE_VALUE:
    case N_FIGURES:
    default:
      return bullet->rows.n_parts == 1
                 ? kheo_chart_data_get_series_label (self->data, bullet->rows.parts[0])
                 : _ ("Total");
    }
}

static KheoChartItem
measure_figure (KheoChartLayout *self, const Bullet *bullet, guint category, Figure figure)
{
  g_autofree char *text = figure_text (self, bullet, category, figure);
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_VALUE,
        .font_size = bullet->rows.size,
        .bold = figure == FIGURE_SHARE,
        .color =
        figure == FIGURE_VALUE || figure == FIGURE_SHARE ? self->style.text : self->style.muted,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

static double
figure_width (KheoChartLayout *self, const Bullet *bullet, guint category, Figure figure)
{
  g_autofree char *text = figure_text (self, bullet, category, figure);
  KheoTextSpec     spec = { .font_size = bullet->rows.size, .bold = figure == FIGURE_SHARE };

  return kheo_chart_text_reckon (self, text, &spec).width * 1.005;
}

static KheoChartItem
measure_head (KheoChartLayout *self, const Bullet *bullet, Figure figure)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_SERIES,
    .font_size = self->style.font_size * 0.9,
    .anchor = KHEO_ANCHOR_END,
    .max_width = self->style.font_size * 7,
    .max_lines = 2,
    .color = self->style.muted,
  };

  return kheo_chart_text_measure (self, figure_name (self, bullet, figure), &spec);
}

/* Which columns of figures there is room for, and how wide they are. */
static void
choose_figures (KheoChartLayout *self, Bullet *bullet)
{
  static const Figure by_worth[] = { FIGURE_SHARE, FIGURE_VALUE, FIGURE_TARGET, FIGURE_PREVIOUS };

  KheoChartRows *rows = &bullet->rows;
  double         gap = rows->size * 1.2, room = self->free.width * (1 - LEAST_BAR) * 0.62;
  double         right = 0;
  /* At first it is not known how many rows there will be. */
  double most = self->free.height / kheo_chart_line_height (rows->size * 0.8) + 1;
  guint  n = rows->order != NULL ? rows->n_shown
                                 : (guint) MIN (most, kheo_chart_data_get_n_categories (self->data));

  rows->beside = 0;
  for (guint i = 0; i < N_FIGURES; i++)
    {
      Figure        figure = by_worth[i];
      KheoChartItem item;

      bullet->shown[figure] = FALSE;
      if (!bullet->any[figure])
        continue;
      item = measure_head (self, bullet, figure);
      bullet->width[figure] = item.label.box.width;
      kheo_chart_item_clear (&item);
      for (guint k = 0; k < n; k++)
        {
          guint category = rows->order != NULL ? rows->order[k] : k;

          bullet->width[figure] =
              MAX (bullet->width[figure], figure_width (self, bullet, category, figure));
        }
      if (rows->beside + bullet->width[figure] + gap > room)
        break;
      bullet->shown[figure] = TRUE;
      rows->beside += bullet->width[figure] + gap;
    }
  for (guint figure = N_FIGURES; figure > 0; figure--)
    if (bullet->shown[figure - 1])
      {
        bullet->right[figure - 1] = right;
        right += bullet->width[figure - 1] + gap;
      }
}

static void
add_bands (KheoChartLayout *self, const KheoChartRows *rows, KheoBox row, double target)
{
  double height = MIN (row.height * 0.8, rows->thickest * 1.35), from = 0;

  for (guint i = 0; i < N_BANDS && target > 0; i++)
    {
      double  end = target * band_ends[i];
      double  x = kheo_chart_rows_map (rows, row.x, from);
      KheoBox band = { x, row.y + (row.height - height) / 2,
                       kheo_chart_rows_map (rows, row.x, end) - x, height };

      kheo_chart_add_plain_box (self, &band, band_color (self, i));
      from = end;
    }
}

/* Dark enough to stand on the bands, whatever else stands out. */
static KheoColor
bar_color (const KheoChartLayout *self, guint category)
{
  KheoChartRole role = kheo_chart_data_get_category_role (self->data, category);

  if (self->style.theme == KHEO_CHART_MONO)
    return self->style.text;
  if (kheo_chart_data_get_emphasis (self->data) == (int) category)
    return self->style.accent;
  return role == KHEO_CHART_ROLE_AUTO ? self->style.colors[0]
                                      : kheo_chart_color (self, (int) category, -1, NULL);
}

static void
add_bar (KheoChartLayout *self, const Bullet *bullet, KheoBox row, guint category)
{
  const KheoChartRows *rows = &bullet->rows;
  double               value = figure_value (self, bullet, category, FIGURE_VALUE);
  double               target = figure_value (self, bullet, category, FIGURE_TARGET);
  double               zero = kheo_chart_rows_map (rows, row.x, 0);
  double               end = isnan (value) ? zero : kheo_chart_rows_map (rows, row.x, value);
  double               thick = MIN (row.height * 0.36, rows->thickest * 0.59);
  KheoChartMark        mark = {
           .type = KHEO_CHART_MARK_BAR,
           .category = (int) category,
           .series = rows->n_parts == 1 ? (int) rows->parts[0] : -1,
           .value = value,
           .x = end,
           .y = row.y + row.height / 2,
           .box = { MIN (zero, end), row.y + (row.height - thick) / 2, fabs (end - zero), thick },
  };

  add_bands (self, rows, row, target);
  kheo_chart_add_mark (self, &mark, row);
  kheo_chart_paint_mark (self, bar_color (self, category), -1);
  kheo_chart_rows_add_beside (self, rows, row, &mark);
}

static void
add_figures (KheoChartLayout *self, const Bullet *bullet, KheoBox row, guint category)
{
  for (guint figure = 0; figure < N_FIGURES; figure++)
    if (bullet->shown[figure])
      {
        KheoChartItem item = measure_figure (self, bullet, category, (Figure) figure);
        KheoBox       box = item.label.box;

        item.label.category = (int) category;
        box.x = row.x + row.width - bullet->right[figure] - box.width;
        box.y = row.y + (row.height - box.height) / 2;
        if (kheo_box_contains (&row, &box))
          kheo_chart_place (self, &item, box.x, box.y);
        kheo_chart_item_clear (&item);
      }
}

/* Three small fields of the bands and what they mean, at the left of the heads. */
static void
add_key (KheoChartLayout *self, const Bullet *bullet, double bottom)
{
  double       size = self->style.font_size * 0.9, field = size * 1.1, x = self->free.x;
  double       room = self->free.width - bullet->rows.beside - N_BANDS * field - size * 0.6;
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_LEGEND,
    .font_size = size,
    .max_width = MAX (room, 1),
    .max_lines = 1,
    .color = self->style.muted,
  };
  /* xgettext:no-c-format */
  const char   *levels = _ ("to 50, 75, 100% of the target");
  KheoChartItem item = kheo_chart_text_measure (self, levels, &spec);
  KheoBox       box = item.label.box;

  box.x = x + N_BANDS * field + size * 0.6;
  box.y = bottom - box.height;
  if (!item.label.shortened && box.height <= bullet->head && !kheo_chart_is_covered (self, &box))
    {
      for (guint i = 0; i < N_BANDS; i++)
        {
          KheoBox band = { x + i * field, bottom - box.height / 2 - size * 0.42, field,
                           size * 0.84 };

          kheo_chart_add_plain_box (self, &band, band_color (self, i));
        }
      kheo_chart_place (self, &item, box.x, box.y);
    }
  kheo_chart_item_clear (&item);
}

static void
add_head (KheoChartLayout *self, const Bullet *bullet)
{
  double bottom = bullet->rows.top - self->style.font_size * 0.35;

  for (guint figure = 0; figure < N_FIGURES; figure++)
    if (bullet->shown[figure])
      {
        KheoChartItem item = measure_head (self, bullet, (Figure) figure);
        KheoBox       box = item.label.box;

        box.x = self->free.x + self->free.width - bullet->right[figure] - box.width;
        if (box.height <= bullet->head && box.width <= bullet->width[figure] + 0.01)
          kheo_chart_place (self, &item, box.x, bottom - box.height);
        kheo_chart_item_clear (&item);
      }
  if (bullet->rows.target >= 0)
    add_key (self, bullet, bottom);
}

/* Room for the heads of the columns, unless the rows need all there is. */
static void
cut_head (KheoChartLayout *self, Bullet *bullet)
{
  double line = kheo_chart_line_height (self->style.font_size * 0.9), tall = 0;

  for (guint figure = 0; figure < N_FIGURES; figure++)
    if (bullet->any[figure])
      {
        KheoChartItem item = measure_head (self, bullet, (Figure) figure);

        tall = MAX (tall, item.label.box.height);
        kheo_chart_item_clear (&item);
      }
  bullet->head = tall + self->style.font_size * 0.35;
  if (kheo_chart_is_tile (self) || self->free.height < bullet->head + 4 * line)
    bullet->head = 0;
  self->free.y += bullet->head;
  self->free.height -= bullet->head;
}

void
kheo_chart_bullet (KheoChartLayout *self)
{
  Bullet         bullet = { .head = 0 };
  KheoChartRows *rows = &bullet.rows;
  double         names_y;

  if (kheo_chart_has_no_sums (self) && kheo_chart_instead (self))
    return;
  kheo_chart_rows_init (self, rows);
  bullet.any[FIGURE_VALUE] = TRUE;
  bullet.any[FIGURE_TARGET] = bullet.any[FIGURE_SHARE] = rows->target >= 0;
  bullet.any[FIGURE_PREVIOUS] = rows->previous >= 0;
  if (kheo_chart_has_legend (self) && !kheo_chart_is_tile (self))
    kheo_chart_legend (self);
  cut_head (self, &bullet);
  /* The names of the levels stand in the last line of the heads, where there are any. */
  names_y = bullet.head > 0 ? self->free.y - kheo_chart_line_height (self->style.font_size * 0.9) -
                                  self->style.font_size * 0.35
                            : kheo_chart_rows_cut_levels (self);
  rows->size = self->style.font_size;
  choose_figures (self, &bullet);
  kheo_chart_rows_divide (self, rows);
  choose_figures (self, &bullet); /* in the type that the rows were given */
  kheo_chart_rows_divide (self, rows);
  names_y += names_y > 0 ? rows->top - self->free.y : 0;
  self->plot = self->free;
  for (guint i = 0; i < rows->n_shown; i++)
    {
      KheoBox row = kheo_chart_rows_box (self, rows, i);

      kheo_chart_rows_add_name (self, rows, row, i);
      add_bar (self, &bullet, row, rows->order[i]);
      add_figures (self, &bullet, row, rows->order[i]);
    }
  kheo_chart_rows_add_lines (self, rows, names_y);
  if (bullet.head > 0 && rows->n_shown > 0)
    add_head (self, &bullet);
  if (rows->n_shown < rows->n)
    kheo_chart_rows_add_rest (self, rows);
  kheo_chart_rows_clear (rows);
}
