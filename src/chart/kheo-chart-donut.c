/* A ring cut by categories, clockwise from the largest.  Each part is named beside the ring where
 * there is room, else in a list; the whole stands in the middle. */
#include "kheo-chart-parts.h"

#include <math.h>

#define MOST_PARTS       7
#define HOLE             0.6  /* of the radius */
#define SMALLEST_RING    4.6  /* radius in type sizes; below it names go to a list */
#define LARGEST_RING     17.0 /* a sheet need not be filled */
#define LEAST_NAME       6.0  /* width of a name beside the ring, in type sizes */
#define LEADER           2.4  /* from the ring to a name, in type sizes */
#define NAME_LINES       3
#define SHRINK_FOR_LINES 0.8

typedef struct
{
  KheoChartParts parts;
  double         x, y, radius;
  double         size; /* of type */
  int            name_lines;
} Donut;

/* What stands beside the ring for one part. */
typedef struct
{
  KheoChartItem name, value;
  double        angle; /* middle of the arc */
  KheoBox       box;   /* of both */
} Callout;

static void
callout_clear (gpointer item)
{
  Callout *callout = item;

  kheo_chart_item_clear (&callout->name);
  kheo_chart_item_clear (&callout->value);
}

static gboolean
is_right (const Callout *callout)
{
  return callout->angle <= G_PI;
}

/* "1.032 · 38,7%" below the name; FALSE when the name must be cut or broken. */
static gboolean
measure_callout (
    KheoChartLayout *self, const Donut *donut, guint index, double width, Callout *callout)
{
  const KheoChartPart *part = kheo_chart_part (&donut->parts, index);
  g_autofree char     *name = kheo_chart_part_name (self, &donut->parts, index);
  g_autofree char     *number = kheo_chart_data_format (self->data, part->value);
  g_autofree char     *share = kheo_chart_format_share (part->share, 1);
  g_autofree char     *value = g_strdup_printf ("%s · %s", number, share);
  int                  emphasis = kheo_chart_data_get_emphasis (self->data);
  KheoTextSpec         spec = {
            .type = KHEO_CHART_LABEL_CATEGORY,
            .font_size = donut->size,
            .bold = emphasis >= 0 ? emphasis == part->category : TRUE,
            .anchor = is_right (callout) ? KHEO_ANCHOR_START : KHEO_ANCHOR_END,
            .max_width = width,
            .max_lines = donut->name_lines,
            .color = self->style.text,
  };

  callout->name = kheo_chart_text_measure (self, name, &spec);
  spec.type = KHEO_CHART_LABEL_VALUE;
  spec.bold = FALSE;
  spec.max_lines = 1;
  spec.color = self->style.muted;
  callout->value = kheo_chart_text_measure (self, value, &spec);
  callout->name.label.category = callout->value.label.category = part->category;
  callout->box.width = MAX (callout->name.label.box.width, callout->value.label.box.width);
  callout->box.height = callout->name.label.box.height + callout->value.label.box.height;
  return !callout->name.label.shortened && !callout->value.label.shortened &&
         !kheo_chart_breaks_word (callout->name.pango) && callout->box.width <= width + 0.005;
}

static double
leader_x (const Donut *donut, const Callout *callout, double distance)
{
  return donut->x + (is_right (callout) ? 1 : -1) * (donut->radius + distance * donut->size);
}

/* Where the leader leaves the ring. */
static KheoPoint
leader_start (const Donut *donut, const Callout *callout)
{
  double distance = donut->radius + donut->size * 0.25;

  return (KheoPoint){ donut->x + sin (callout->angle) * distance,
                      donut->y - cos (callout->angle) * distance };
}

static double
leader_y (const Donut *donut, const Callout *callout)
{
  return callout->box.y + kheo_chart_line_height (donut->size) / 2;
}

/* Whether a straight line from the arc to its name would cut through the ring. */
static gboolean
leader_crosses (const Donut *donut, const Callout *callout)
{
  KheoPoint from = leader_start (donut, callout);
  double    x = leader_x (donut, callout, 0.9), y = leader_y (donut, callout);

  for (guint i = 1; i < 8; i++)
    {
      double along = i / 8.0;

      if (hypot (from.x + (x - from.x) * along - donut->x,
                 from.y + (y - from.y) * along - donut->y) < donut->radius + donut->size * 0.1)
        return TRUE;
    }
  return FALSE;
}

/* Moves the callouts of one side apart; FALSE when they do not fit below one another. */
static gboolean
spread_side (KheoChartLayout *self, const Donut *donut, GArray *callouts, gboolean right)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, TRUE, sizeof (KheoChartItem));
  KheoSpread spread = {
    .from = self->free.y,
    .to = self->free.y + self->free.height,
    .gap = donut->size * 0.45,
  };
  gboolean fits;

  for (guint i = 0; i < callouts->len; i++)
    {
      const Callout *callout = &g_array_index (callouts, Callout, i);
      KheoChartItem  slot = { .label.box = callout->box, .label.series = (int) i };

      if (is_right (callout) != right)
        continue;
      slot.label.box.y = leader_start (donut, callout).y - kheo_chart_line_height (donut->size) / 2;
      g_array_append_val (slots, slot);
    }
  fits = kheo_chart_spread (slots, &spread);
  for (guint i = 0; i < slots->len && fits; i++)
    {
      const KheoChartItem *slot = &g_array_index (slots, KheoChartItem, i);
      Callout             *callout = &g_array_index (callouts, Callout, slot->label.series);

      callout->box.y = slot->label.box.y;
      callout->box.x = leader_x (donut, callout, LEADER) - (right ? 0 : callout->box.width);
      fits = kheo_box_contains (&self->free, &callout->box) && !leader_crosses (donut, callout);
    }
  return fits;
}

/* All callouts of a ring of this size; NULL when they do not fit. */
static GArray *
try_callouts (KheoChartLayout *self, const Donut *donut)
{
  double   width = self->free.width / 2 - donut->radius - LEADER * donut->size, before = 0;
  GArray  *callouts = g_array_new (FALSE, TRUE, sizeof (Callout));
  gboolean fits = width >= LEAST_NAME * donut->size;

  g_array_set_clear_func (callouts, callout_clear);
  for (guint i = 0; i < donut->parts.parts->len && fits; i++)
    {
      double  share = kheo_chart_part (&donut->parts, i)->share;
      Callout callout = { .angle = (before + share / 2) * 2 * G_PI };

      before += share;
      fits = measure_callout (self, donut, i, width, &callout);
      g_array_append_val (callouts, callout);
    }
  if (fits && spread_side (self, donut, callouts, TRUE) &&
      spread_side (self, donut, callouts, FALSE))
    return callouts;
  g_array_unref (callouts);
  return NULL;
}

static void
place_callout (KheoChartLayout *self, const Donut *donut, guint index, Callout *callout)
{
  double        edge = is_right (callout) ? callout->box.x : callout->box.x + callout->box.width;
  double        towards = is_right (callout) ? -1 : 1;
  double        y = leader_y (donut, callout), name_height = callout->name.label.box.height;
  KheoPoint     from = leader_start (donut, callout);
  KheoChartRule rule = {
    from.x, from.y, leader_x (donut, callout, 0.9), y, donut->size * 0.06, self->style.muted
  };

  kheo_chart_add_rule (self, rule);
  rule.x1 = rule.x2;
  rule.y1 = y;
  rule.x2 = edge + towards * donut->size * 0.4;
  kheo_chart_add_rule (self, rule);
  kheo_chart_add_hit (self, (guint) kheo_chart_part (&donut->parts, index)->mark, callout->box);
  kheo_chart_place (self, &callout->name,
                    is_right (callout) ? edge : edge - callout->name.label.box.width,
                    callout->box.y);
  kheo_chart_place (self, &callout->value,
                    is_right (callout) ? edge : edge - callout->value.label.box.width,
                    callout->box.y + name_height);
}

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
add_arcs (KheoChartLayout *self, Donut *donut)
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
add_middle (KheoChartLayout *self, const Donut *donut)
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

/* The largest ring from @largest down to @smallest whose names fit beside it; NULL for none. */
static GArray *
find_ring (KheoChartLayout *self, Donut *donut, double largest, double smallest)
{
  KheoBox whole = self->free;
  GArray *callouts = NULL;

  for (double radius = largest; radius >= smallest && callouts == NULL; radius *= 0.95)
    {
      double height = MIN (whole.height, radius * 2 + donut->size * 8);

      donut->radius = radius;
      donut->x = whole.x + whole.width / 2;
      donut->y = whole.y + height / 2;
      self->free.height = height;
      callouts = try_callouts (self, donut);
      self->free.height = whole.height;
    }
  return callouts;
}

/* Names beside the ring; FALSE when there is no room for them.  A ring somewhat smaller is better
 * than names in several lines. */
static gboolean
with_callouts (KheoChartLayout *self, Donut *donut)
{
  double  largest = MIN (MIN (self->free.height / 2 - donut->size * 0.5, self->free.width * 0.36),
                         LARGEST_RING * donut->size);
  GArray *callouts = NULL;

  for (int lines = NAME_LINES; lines >= 1; lines--)
    {
      Donut   before = *donut;
      GArray *better;

      donut->name_lines = lines;
      better = find_ring (self, donut, callouts == NULL ? largest : before.radius,
                          callouts == NULL ? SMALLEST_RING * donut->size
                                           : before.radius * SHRINK_FOR_LINES);
      if (better == NULL)
        *donut = before;
      else
        {
          g_clear_pointer (&callouts, g_array_unref);
          callouts = better;
        }
    }
  if (callouts == NULL)
    return FALSE;
  add_arcs (self, donut);
  for (guint i = 0; i < callouts->len; i++)
    place_callout (self, donut, i, &g_array_index (callouts, Callout, i));
  g_array_unref (callouts);
  return TRUE;
}

/* A list at the right of the ring, or below it. */
static void
with_list (KheoChartLayout *self, Donut *donut)
{
  const KheoBox     *free = &self->free;
  double             gap = donut->size * 2, beside, below;
  KheoChartPartsList right, under;
  gboolean           right_fits, under_fits;

  beside = MIN (MIN (free->height, free->width * 0.5) / 2, LARGEST_RING * donut->size);
  right_fits = kheo_chart_parts_list_fit (self, &donut->parts, free->width - 2 * beside - gap,
                                          free->height, &right);
  under_fits = kheo_chart_parts_list_fit (self, &donut->parts, free->width,
                                          MAX (free->height * 0.6 - gap, 0), &under);
  below = MIN (MIN ((free->height - under.height - gap) / 2, free->width / 2),
               LARGEST_RING * donut->size);
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
  if (!under_fits) /* a tile: the ring alone, as large as can be */
    below = MIN (MIN (free->width, free->height) / 2, LARGEST_RING * donut->size);
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
  Donut donut = { .size = self->style.font_size };

  if (kheo_chart_instead (self))
    return;
  kheo_chart_parts_init (self, &donut.parts, MOST_PARTS, TRUE);
  kheo_chart_parts_absent (self, &donut.parts);
  self->whole = donut.parts.whole;
  self->plot = self->free;
  if (!with_callouts (self, &donut))
    with_list (self, &donut);
  add_middle (self, &donut);
  kheo_chart_parts_clear (&donut.parts);
}
