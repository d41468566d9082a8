/* The names beside a ring: moved apart, each with a leader to its arc. */
#include "kheo-chart-donut.h"

#include <math.h>

#define SMALLEST_RING    4.6 /* radius in type sizes; below it names go to a list */
#define LEAST_NAME       6.0 /* width of a name beside the ring, in type sizes */
#define LEADER           2.4 /* from the ring to a name, in type sizes */
#define NAME_LINES       3
#define SHRINK_FOR_LINES 0.8

/* What stands beside the ring for one part. */
typedef struct
{
  KheoChartItem name, value;
  double        angle; /* middle of the arc */
  double        name_width;
  int           name_lines;
  KheoBox       box; /* of both */
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

static KheoTextSpec
name_spec (const KheoChartLayout *self,
           const KheoDonut       *donut,
           const Callout         *callout,
           int                    category)
{
  int emphasis = kheo_chart_data_get_emphasis (self->data);

  return (KheoTextSpec){
    .type = KHEO_CHART_LABEL_CATEGORY,
    .font_size = donut->size,
    .bold = emphasis >= 0 ? emphasis == category : TRUE,
    .anchor = is_right (callout) ? KHEO_ANCHOR_START : KHEO_ANCHOR_END,
    .color = self->style.text,
  };
}

/* "1.032 · 38,7%", below the name */
static char *
value_text (KheoChartLayout *self, const KheoChartPart *part)
{
  g_autofree char *number = kheo_chart_data_format (self->data, part->value);
  g_autofree char *share = kheo_chart_format_share (part->share, 1);

  return g_strdup_printf ("%s · %s", number, share);
}

/* How large a callout will be, with some hairs to spare; FALSE when its name must be cut or broken
 * in @width. */
static gboolean
reckon_callout (
    KheoChartLayout *self, const KheoDonut *donut, guint index, double width, Callout *callout)
{
  const KheoChartPart *part = kheo_chart_part (&donut->parts, index);
  g_autofree char     *name = kheo_chart_part_name (self, &donut->parts, index);
  g_autofree char     *value = value_text (self, part);
  KheoTextSpec         spec = name_spec (self, donut, callout, part->category);
  KheoTextExtent       words, number;

  spec.max_width = width;
  words = kheo_chart_text_reckon (self, name, &spec);
  callout->name_width =
      words.n_lines > 1 ? kheo_chart_text_narrowest (self, name, &spec) : words.width;
  callout->name_width *= 1.005;
  spec.bold = FALSE;
  number = kheo_chart_text_reckon (self, value, &spec);
  callout->name_lines = (int) words.n_lines;
  callout->box.width = MAX (callout->name_width, number.width * 1.005);
  callout->box.height = (words.height + number.height) * 1.003;
  return words.n_lines > 0 && words.n_lines <= (guint) donut->name_lines && number.n_lines == 1 &&
         callout->box.width <= width;
}

static void
measure_callout (KheoChartLayout *self, const KheoDonut *donut, guint index, Callout *callout)
{
  const KheoChartPart *part = kheo_chart_part (&donut->parts, index);
  g_autofree char     *name = kheo_chart_part_name (self, &donut->parts, index);
  g_autofree char     *value = value_text (self, part);
  KheoTextSpec         spec = name_spec (self, donut, callout, part->category);

  spec.max_width = callout->name_width;
  spec.max_lines = callout->name_lines;
  callout->name = kheo_chart_text_measure (self, name, &spec);
  spec.type = KHEO_CHART_LABEL_VALUE;
  spec.bold = FALSE;
  spec.max_width = callout->box.width;
  spec.max_lines = 1;
  spec.color = self->style.muted;
  callout->value = kheo_chart_text_measure (self, value, &spec);
  callout->name.label.category = callout->value.label.category = part->category;
}

static double
leader_x (const KheoDonut *donut, const Callout *callout, double distance)
{
  return donut->x + (is_right (callout) ? 1 : -1) * (donut->radius + distance * donut->size);
}

/* Where the leader leaves the ring. */
static KheoPoint
leader_start (const KheoDonut *donut, const Callout *callout)
{
  double distance = donut->radius + donut->size * 0.25;

  return (KheoPoint){ donut->x + sin (callout->angle) * distance,
                      donut->y - cos (callout->angle) * distance };
}

static double
leader_y (const KheoDonut *donut, const Callout *callout)
{
  return callout->box.y + kheo_chart_line_height (donut->size) / 2;
}

/* Whether a straight line from the arc to its name would cut through the ring. */
static gboolean
leader_crosses (const KheoDonut *donut, const Callout *callout)
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
spread_side (KheoChartLayout *self, const KheoDonut *donut, GArray *callouts, gboolean right)
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
try_callouts (KheoChartLayout *self, const KheoDonut *donut)
{
  double   width = self->free.width / 2 - donut->radius - LEADER * donut->size, before = 0;
  GArray  *callouts = g_array_new (FALSE, TRUE, sizeof (Callout));
  gboolean fits = width >= LEAST_NAME * donut->size;

  g_array_set_clear_func (callouts, callout_clear);
  for (guint i = 0; i < donut->parts.parts->len && fits; i++)
    {
      double  share = kheo_chart_part (&donut->parts, i)->share;
      Callout callout = { .angle = (before + share / 2) * 2 * G_PI };

      if (donut->parts.parts->len == 1) /* a whole ring is named at its side */
        callout.angle = G_PI_2;

      before += share;
      fits = reckon_callout (self, donut, i, width, &callout);
      g_array_append_val (callouts, callout);
    }
  if (fits && spread_side (self, donut, callouts, TRUE) &&
      spread_side (self, donut, callouts, FALSE))
    return callouts;
  g_array_unref (callouts);
  return NULL;
}

static void
place_callout (KheoChartLayout *self, const KheoDonut *donut, guint index, Callout *callout)
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

/* The largest ring from @largest down to @smallest whose names fit beside it; NULL for none. */
static GArray *
find_ring (KheoChartLayout *self, KheoDonut *donut, double largest, double smallest)
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

/* A ring somewhat smaller is better than names in several lines. */
GArray *
kheo_donut_find_names (KheoChartLayout *self, KheoDonut *donut)
{
  double  largest = MIN (MIN (self->free.height / 2 - donut->size * 0.5, self->free.width * 0.36),
                         KHEO_DONUT_LARGEST * donut->size);
  GArray *callouts = NULL;

  for (int lines = NAME_LINES; lines >= 1; lines--)
    {
      KheoDonut before = *donut;
      GArray   *better;

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
  return callouts;
}

void
kheo_donut_place_names (KheoChartLayout *self, const KheoDonut *donut, GArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      measure_callout (self, donut, i, &g_array_index (names, Callout, i));
      place_callout (self, donut, i, &g_array_index (names, Callout, i));
    }
}
