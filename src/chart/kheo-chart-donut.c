/* A ring cut by categories, clockwise from the largest.  Each part is named beside the ring where
 * there is room, else in a list; the whole stands in the middle. */
#include "kheo-chart-donut.h"

#include <math.h>

#define MOST_PARTS 7
#define HOLE       0.6 /* of the radius */

/* The box around a piece of a ring: its four corners and where it crosses the axes. */
static KheoBox
arc_box (const KheoChartArc *arc)
{
  double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;

  for (int i = -2; i <= 4; i++)
    {
      double angle = i == -2 ? arc->start : i == -1 ? arc->end : i * G_PI_2;

      if (angle < arc->start - 1e-12 || angle > arc->end + 1e-12)
        continue;
      for (guint k = 0; k < 2; k++)
        {
          double radius = k == 0 ? arc->inner : arc->outer;

          x1 = MIN (x1, arc->x + sin (angle) * radius);
          x2 = MAX (x2, arc->x + sin (angle) * radius);
          y1 = MIN (y1, arc->y - cos (angle) * radius);
          y2 = MAX (y2, arc->y - cos (angle) * radius);
        }
    }
  return (KheoBox){ x1, y1, x2 - x1, y2 - y1 };
}

static void
add_arcs (KheoChartLayout *self, KheoDonut *donut)
{
  double before = 0, middle = donut->radius * (1 + HOLE) / 2;
  guint  n = donut->parts.parts->len;

  for (guint i = 0; i < n; i++)
    {
      KheoChartPart *part = &g_array_index (donut->parts.parts, KheoChartPart, i);
      KheoChartArc   arc = { .mark = self->marks->len, .x = donut->x, .y = donut->y };
      KheoChartMark  mark = { .type = KHEO_CHART_MARK_ARC,
                              .category = part->category,
                              .series = part->category >= 0 && self->n_parts == 1 ? 0 : -1,
                              .value = part->value };

      arc.inner = donut->radius * HOLE;
      arc.outer = donut->radius;
      arc.start = before * 2 * G_PI;
      before = i + 1 == n ? 1 : MIN (before + part->share, 1);
      arc.end = before * 2 * G_PI;
      mark.x = donut->x + sin ((arc.start + arc.end) / 2) * middle;
      mark.y = donut->y - cos ((arc.start + arc.end) / 2) * middle;
      mark.box = arc_box (&arc);
      part->mark = (int) self->marks->len;
      g_array_append_val (self->arcs, arc);
      kheo_chart_add_mark (self, &mark, mark.box);
      kheo_chart_paint_mark (self, part->paint.color, part->paint.pattern);
    }
}

/* The whole, and what it is counted in, as large as the hole allows. */
static void
add_middle (KheoChartLayout *self, const KheoDonut *donut)
{
  static const double scales[] = { 2.8, 2.3, 1.9, 1.5, 1.2, 1, 0.85 };

  double           room = donut->radius * HOLE * 0.9;
  const char      *unit = kheo_chart_data_get_text (self->data, KHEO_CHART_TEXT_UNIT);
  g_autofree char *whole = kheo_chart_data_format (self->data, donut->parts.whole);

  for (guint i = 0; i < G_N_ELEMENTS (scales) * 2; i++)
    {
      gboolean      with_unit = i < G_N_ELEMENTS (scales);
      double        scale = scales[i % G_N_ELEMENTS (scales)], width, height;
      KheoTextSpec  spec = { .type = KHEO_CHART_LABEL_VALUE,
                             .font_size = donut->size * scale,
                             .bold = TRUE,
                             .color = self->style.text };
      KheoChartItem number = kheo_chart_text_measure (self, whole, &spec);
      KheoChartItem words;
      gboolean      fits;

      spec = (KheoTextSpec){ .type = KHEO_CHART_LABEL_NOTE,
                             .font_size = donut->size * MIN (scale, 1),
                             .anchor = KHEO_ANCHOR_MIDDLE,
                             .max_width = room * 1.5,
                             .max_lines = 2,
                             .color = self->style.muted };
      words = kheo_chart_text_measure (self, with_unit ? unit : "", &spec);
      width = MAX (number.label.box.width, words.label.box.width);
      height = number.label.box.height + (with_unit ? words.label.box.height : 0);
      fits = hypot (width, height) / 2 <= room && !words.label.shortened &&
             !kheo_chart_breaks_word (words.pango) && with_unit == (*unit != '\0');
      if (i >= G_N_ELEMENTS (scales))
        fits = hypot (width, height) / 2 <= room;
      if (fits)
        {
          double y = donut->y - height / 2, number_height = number.label.box.height;

          kheo_chart_place (self, &number, donut->x - number.label.box.width / 2, y);
          if (with_unit)
            kheo_chart_place (self, &words, donut->x - words.label.box.width / 2,
                              y + number_height);
        }
      kheo_chart_item_clear (&number);
      kheo_chart_item_clear (&words);
      if (fits)
        return;
    }
}

/* A list at the right of the ring, or below it. */
static void
with_list (KheoChartLayout *self, KheoDonut *donut)
{
  const KheoBox     *free = &self->free;
  double             gap = donut->size * 2, beside, below;
  KheoChartPartsList right, under;
  gboolean           right_fits, under_fits;

  beside = MIN (MIN (free->height, free->width * 0.5) / 2, KHEO_DONUT_LARGEST * donut->size);
  right_fits = kheo_chart_parts_list_fit (self, &donut->parts, free->width - 2 * beside - gap,
                                          free->height, &right);
  under_fits = kheo_chart_parts_list_fit (self, &donut->parts, free->width,
                                          MAX (free->height * 0.6 - gap, 0), &under);
  below = MIN (MIN ((free->height - under.height - gap) / 2, free->width / 2),
               KHEO_DONUT_LARGEST * donut->size);
  if (right_fits && (!under_fits || beside >= below))
    {
      donut->radius = beside;
      donut->x = free->x + beside;
      donut->y = free->y + MAX (beside, right.height / 2);
      add_arcs (self, donut);
      kheo_chart_parts_list_place (self, &donut->parts, &right, free->x + 2 * beside + gap,
                                   donut->y - right.height / 2);
      return;
    }
  under_fits =
      under_fits || (!kheo_chart_is_tile (self) && under.n_shown == donut->parts.parts->len);
  if (!under_fits) /* a tile: the ring alone, as large as can be */
    below = MIN (MIN (free->width, free->height) / 2, KHEO_DONUT_LARGEST * donut->size);
  donut->radius = MAX (below, 0);
  donut->x = free->x + free->width / 2;
  donut->y = free->y + donut->radius;
  add_arcs (self, donut);
  if (under_fits)
    kheo_chart_parts_list_place (self, &donut->parts, &under, free->x,
                                 free->y + 2 * donut->radius + gap);
}

void
kheo_chart_donut (KheoChartLayout *self)
{
  KheoDonut donut = { .size = self->style.font_size };
  g_autoptr (GArray) names = NULL;

  if (kheo_chart_instead (self))
    return;
  kheo_chart_parts_init (self, &donut.parts, MOST_PARTS, TRUE);
  kheo_chart_parts_absent (self, &donut.parts);
  self->whole = donut.parts.whole;
  self->plot = self->free;
  names = kheo_donut_find_names (self, &donut);
  if (names != NULL)
    {
      add_arcs (self, &donut);
      kheo_donut_place_names (self, &donut, names);
    }
  else
    with_list (self, &donut);
  add_middle (self, &donut);
  kheo_chart_parts_clear (&donut.parts);
}
