/* Notes that the user typed at values: beside their mark, each where it covers nothing; when one
 * has no such place, all are numbered and listed below the plot. */
#include "kheo-chart-references.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEADER_STEPS 8
#define LIST_SHARE   0.3 /* of the height of the free room for the list, at most */

static gboolean
is_of_value (const KheoChartLayout *self, guint note)
{
  return kheo_chart_data_get_note_category (self->data, note) >= 0 ||
         kheo_chart_data_get_note_series (self->data, note) >= 0;
}

/* What is listed: all notes once one had no room, else what is said of the whole. */
static gboolean
is_listed (const KheoChartLayout *self, guint note)
{
  return *kheo_chart_data_get_note_text (self->data, note) != '\0' &&
         (self->notes_listed || !is_of_value (self, note));
}

/* Numbers count the notes of values only. */
static guint
number_of (const KheoChartLayout *self, guint note)
{
  guint number = 0;

  for (guint i = 0; i <= note; i++)
    number += is_of_value (self, i) && is_listed (self, i) ? 1 : 0;
  return number;
}

/* "2  Xã Húc Động: …": with its name, because not every mark has room for its number. */
static char *
listed_text (const KheoChartLayout *self, guint note)
{
  const KheoChartData *data = self->data;
  int                  category = kheo_chart_data_get_note_category (data, note);
  int                  series = kheo_chart_data_get_note_series (data, note);
  const char          *text = kheo_chart_data_get_note_text (data, note), *of = "";

  if (category >= 0)
    of = kheo_chart_data_get_category_label (data, (guint) category);
  else if (series >= 0)
    of = kheo_chart_data_get_series_label (data, (guint) series);
  if (!is_of_value (self, note))
    return g_strdup (text);
  return g_strdup_printf ("(%u) %s%s%s", number_of (self, note), of, *of != '\0' ? ": " : "", text);
}

static KheoChartItem
measure_line (KheoChartLayout *self, const char *text, KheoChartLabelType type)
{
  KheoTextSpec spec = {
    .type = type,
    .font_size = self->style.font_size * 0.88,
    .max_width = MAX (self->free.width, 1),
    .max_lines = 3,
    .color = self->style.text,
  };

  return kheo_chart_text_measure (self, text, &spec);
}

static void
append_line (
    KheoChartLayout *self, GArray *items, char *text, KheoChartLabelType type, int category)
{
  KheoChartItem item = measure_line (self, text, type);

  item.label.category = category;
  g_array_append_val (items, item);
  g_free (text);
}

static GArray *
measure_list (KheoChartLayout *self)
{
  GArray  *items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  gboolean has_axis = self->kind != KHEO_CHART_SHARE && self->kind != KHEO_CHART_HEAT &&
                      self->kind != KHEO_CHART_DONUT && self->kind != KHEO_CHART_TREE_MAP;

  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    if (self->levels_listed || !has_axis)
      {
        g_autofree char *text = kheo_chart_level_text (self->data, i);

        append_line (self, items, g_strdup_printf (has_axis ? "╌╌ %s" : "%s", text),
                     KHEO_CHART_LABEL_REFERENCE, -1);
      }
  for (guint i = 0; i < kheo_chart_data_get_n_notes (self->data); i++)
    if (is_listed (self, i))
      append_line (self, items, listed_text (self, i), KHEO_CHART_LABEL_ANNOTATION,
                   kheo_chart_data_get_note_category (self->data, i));
  return items;
}

/* How many of the items fit in @room, a last line "n more" included where not all do. */
static guint
count_fitting (const GArray *items, double room, double gap, double more, double *out_height)
{
  double height = 0;
  guint  n = 0;

  for (; n < items->len; n++)
    {
      double next = g_array_index (items, KheoChartItem, n).label.box.height + gap;

      if (height + next + (n + 1 < items->len ? more : 0) > room)
        break;
      height += next;
    }
  *out_height = height + (n > 0 && n < items->len ? more : 0);
  return n;
}

static void
add_more (KheoChartLayout *self, guint n, double y)
{
  g_autofree char *count = kheo_number_format (n), *text = NULL;
  KheoChartItem    item;
  KheoBox          box;

  /* Translators: the place is a number */
  text = g_strdup_printf (ngettext ("%s more note", "%s more notes", n), count);
  item = measure_line (self, text, KHEO_CHART_LABEL_NOTE);
  box = (KheoBox){ self->free.x, y, item.label.box.width, item.label.box.height };
  if (kheo_chart_is_free (self, &box))
    kheo_chart_place (self, &item, box.x, box.y);
  kheo_chart_item_clear (&item);
}

/* A tile has no room for reading: its marks still tell their notes when they are pointed at. */
void
kheo_chart_notes_cut_list (KheoChartLayout *self)
{
  GArray *items = measure_list (self);
  double  size = self->style.font_size, gap = size * 0.2, above = size * 0.9, height, y;
  double  more = kheo_chart_line_height (size * 0.88) + gap;
  guint   n = count_fitting (items, self->free.height * LIST_SHARE - above, gap, more, &height);

  y = self->free.y + self->free.height - height;
  if (n > 0 && self->free.width > size * 4 && !kheo_chart_is_tile (self))
    {
      for (guint i = 0; i < n; i++)
        {
          KheoChartItem *item = &g_array_index (items, KheoChartItem, i);
          double         tall = item->label.box.height;

          kheo_chart_place (self, item, self->free.x, y);
          y += tall + gap;
        }
      if (n < items->len)
        add_more (self, items->len - n, y);
      self->free.height -= height + above;
    }
  for (guint i = 0; i < items->len; i++)
    kheo_chart_item_clear (&g_array_index (items, KheoChartItem, i));
  g_array_unref (items);
}

/* The mark that a note is about: of its series, or of its category as a whole. */
static const KheoChartMark *
find_mark (const KheoChartLayout *self, guint note)
{
  int                  category = kheo_chart_data_get_note_category (self->data, note);
  int                  series = kheo_chart_data_get_note_series (self->data, note);
  const KheoChartMark *found = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *mark = &g_array_index (self->marks, KheoChartMark, i);

      if (mark->type == KHEO_CHART_MARK_REST || mark->category < 0 ||
          (category >= 0 && mark->category != category))
        continue;
      if (series < 0 || mark->series == series)
        {
          /* Of a whole series: its last mark. */
          if (found == NULL || category < 0)
            found = mark;
        }
      else if (found == NULL && mark->series < 0)
        found = mark;
    }
  return found;
}

static KheoChartItem
measure_note (KheoChartLayout *self, guint note, double most, int n_lines)
{
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_ANNOTATION,
    .font_size = self->style.font_size * 0.88,
    .max_width = MAX (most, 1),
    .max_lines = n_lines,
    .color = self->style.muted,
  };
  KheoChartItem item = kheo_chart_text_measure_balanced (
      self, kheo_chart_data_get_note_text (self->data, note), &spec);

  item.label.category = kheo_chart_data_get_note_category (self->data, note);
  item.label.series = kheo_chart_data_get_note_series (self->data, note);
  item.halo = kheo_chart_data_get_n_references (self->data) > 0;
  return item;
}

/* Whether the mark is a bar that lies. */
static gboolean
lies (const KheoChartMark *mark)
{
  return mark->type == KHEO_CHART_MARK_TOTAL ||
         (mark->type == KHEO_CHART_MARK_BAR &&
          (fabs (mark->x - mark->box.x) < 1e-6 ||
           fabs (mark->x - mark->box.x - mark->box.width) < 1e-6) &&
          fabs (mark->y - mark->box.y - mark->box.height / 2) < 1e-6);
}

/* Where in the row of a lying bar there is room: behind the bar, its target and its number, as far
 * as these are no more than @reach apart. */
static double
end_of_row (const KheoChartLayout *self, const KheoChartMark *mark, double reach)
{
  double x = mark->box.x + mark->box.width;
  double middle = mark->box.y + mark->box.height / 2;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KheoChartMark *other = &g_array_index (self->marks, KheoChartMark, i);

      if (other->category == mark->category && other->type == KHEO_CHART_MARK_TICK &&
          other->x < x + reach)
        x = MAX (x, other->box.x + other->box.width);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const KheoChartLabel *label = &g_array_index (self->items, KheoChartItem, i).label;

      if (label->category == mark->category && label->box.y < middle &&
          label->box.y + label->box.height > middle && label->box.x < x + reach)
        x = MAX (x, label->box.x + label->box.width);
    }
  return x;
}

/* In its row, behind the number at the end of the bar, or behind a target farther away. */
static gboolean
place_in_row (KheoChartLayout *self, guint note, const KheoChartMark *mark)
{
  double   size = self->style.font_size, reaches[] = { size * 3, self->free.width };
  gboolean placed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (reaches) && !placed; i++)
    {
      double        x = end_of_row (self, mark, reaches[i]) + size * 0.9;
      KheoChartItem item = measure_note (self, note, self->free.x + self->free.width - x, 2);
      KheoBox       box = item.label.box;

      box.x = x;
      box.y = mark->box.y + mark->box.height / 2 - box.height / 2;
      placed = !item.label.shortened && kheo_chart_is_clear (self, &box, NULL);
      if (placed)
        kheo_chart_place (self, &item, box.x, box.y);
      kheo_chart_item_clear (&item);
    }
  return placed;
}

/* A hair from a mark to the text that stands away from it; FALSE when it would cross a label, or
 * (@strict) a line.  The number of a column is between it and its note: there is none. */
static gboolean
add_leader (KheoChartLayout *self, const KheoChartMark *mark, const KheoBox *box, gboolean strict)
{
  double x = CLAMP (mark->x, box->x, box->x + box->width);
  double y = mark->y < box->y ? box->y : box->y + box->height;
  double size = self->style.font_size, dx = x - mark->x, dy = y - mark->y;
  double length = hypot (dx, dy), from = size * 0.4;

  if (length < size * 1.1 || mark->type == KHEO_CHART_MARK_BAR)
    return TRUE;
  for (guint i = 0; i <= LEADER_STEPS; i++)
    {
      double  at = (from + (length - from) * i / LEADER_STEPS) / length;
      KheoBox step = { mark->x + dx * at - size * 0.2, mark->y + dy * at - size * 0.2, size * 0.4,
                       size * 0.4 };

      /* Near its point it may touch the line that it belongs to. */
      if (!strict || i < LEADER_STEPS / 3 ? kheo_chart_is_covered (self, &step)
                                          : !kheo_chart_is_clear (self, &step, mark))
        return FALSE;
    }
  kheo_chart_add_rule (self,
                       (KheoChartRule){ mark->x + dx / length * from, mark->y + dy / length * from,
                                        x, y, size * 0.05, self->style.muted });
  return TRUE;
}

static const KheoChartLabel *
find_value_label (const KheoChartLayout *self, const KheoChartMark *mark)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const KheoChartLabel *label = &g_array_index (self->items, KheoChartItem, i).label;

      if (label->type == KHEO_CHART_LABEL_VALUE && label->category == mark->category &&
          (label->series < 0 || label->series == mark->series))
        return label;
    }
  return NULL;
}

/* Beyond the number of its mark, which needs no hair. */
static gboolean
place_at_value (KheoChartLayout *self, const KheoChartMark *mark, KheoChartItem *item)
{
  const KheoChartLabel *label = find_value_label (self, mark);
  double                gap = self->style.font_size * 0.15;
  KheoBox               box = item->label.box;

  if (label == NULL)
    return FALSE;
  box.x = label->box.x + (label->box.width - box.width) / 2;
  box.y = label->box.y < mark->y ? label->box.y - gap - box.height
                                 : label->box.y + label->box.height + gap;
  if (!kheo_chart_is_clear (self, &box, mark))
    return FALSE;
  kheo_chart_place (self, item, box.x, box.y);
  return TRUE;
}

/* Around its point: near places first, then farther ones with a hair to the point. */
static gboolean
place_at_point (KheoChartLayout     *self,
                const KheoChartMark *mark,
                KheoChartItem       *item,
                gboolean             strict)
{
  static const double sides[][2] = { { 0, -1 },  { 0.9, -1 }, { -0.9, -1 }, { 0, 1 },
                                     { 0.9, 1 }, { -0.9, 1 }, { 1, 0 },     { -1, 0 } };
  double              size = self->style.font_size;

  for (guint ring = 0; ring < 4; ring++)
    for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
      {
        double  gap = size * (0.5 + ring * 1.1);
        KheoBox box = item->label.box;

        box.x = mark->x + sides[i][0] * (box.width / 2 + gap) - box.width / 2;
        box.y = mark->y + sides[i][1] * (box.height / 2 + gap) - box.height / 2;
        if (kheo_chart_is_clear (self, &box, mark) && add_leader (self, mark, &box, strict))
          {
            kheo_chart_place (self, item, box.x, box.y);
            return TRUE;
          }
      }
  return FALSE;
}

static gboolean
place_around (KheoChartLayout *self, guint note, const KheoChartMark *mark)
{
  static const double widths[] = { 9, 14 }; /* in type sizes */

  gboolean placed = FALSE;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (widths) && !placed; i++)
    {
      double        width = self->style.font_size * widths[i % G_N_ELEMENTS (widths)];
      KheoChartItem item = measure_note (self, note, width, 4);

      if (!item.label.shortened)
        placed = place_at_value (self, mark, &item) ||
                 place_at_point (self, mark, &item, i < G_N_ELEMENTS (widths));
      kheo_chart_item_clear (&item);
    }
  return placed;
}

/* Behind the number that a mark is labelled with. */
static void
place_behind_value (KheoChartLayout     *self,
                    const KheoChartMark *mark,
                    KheoChartItem       *item,
                    double               gap)
{
  const KheoChartLabel *label = find_value_label (self, mark);
  KheoBox               box = item->label.box;

  if (label == NULL)
    return;
  box.x = label->box.x + label->box.width + gap;
  box.y = label->box.y + (label->box.height - box.height) / 2;
  if (kheo_chart_is_free (self, &box))
    kheo_chart_place (self, item, box.x, box.y);
}

/* "(2)" at its mark, where there is room for that. */
static void
place_number (KheoChartLayout *self, guint note, const KheoChartMark *mark)
{
  static const double sides[][2] = { { 1, -0.6 }, { 1, 0.6 },  { 0, -1 },  { -1, -0.6 },
                                     { 0, 1 },    { -1, 0.6 }, { 1.8, 0 }, { 0, -2 },
                                     { 0, 2 },    { -1.8, 0 }, { 3.2, 0 }, { 5, 0 } };
  g_autofree char    *text = g_strdup_printf ("(%u)", number_of (self, note));
  double              gap = self->style.font_size * 0.3;
  KheoTextSpec        spec = {
           .type = KHEO_CHART_LABEL_ANNOTATION,
           .font_size = self->style.font_size * 0.8,
           .bold = TRUE,
           .color = self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);

  item.label.category = mark->category;
  item.label.series = mark->series;
  item.halo = TRUE;
  if (lies (mark))
    {
      KheoBox box = item.label.box;

      box.x = end_of_row (self, mark, self->style.font_size * 3) + gap;
      box.y = mark->box.y + mark->box.height / 2 - box.height / 2;
      if (kheo_chart_is_free (self, &box))
        kheo_chart_place (self, &item, box.x, box.y);
    }
  else
    place_behind_value (self, mark, &item, gap);
  /* Where it covers nothing, else at least no label. */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sides) && item.pango != NULL; i++)
    {
      const double *side = sides[i % G_N_ELEMENTS (sides)];
      KheoBox       box = item.label.box;

      box.x = mark->x + side[0] * (box.width / 2 + gap) - box.width / 2;
      box.y = mark->y + side[1] * (box.height / 2 + gap) - box.height / 2;
      if (i < G_N_ELEMENTS (sides) ? kheo_chart_is_clear (self, &box, mark)
                                   : kheo_chart_is_free (self, &box))
        kheo_chart_place (self, &item, box.x, box.y);
    }
  kheo_chart_item_clear (&item);
}

void
kheo_chart_notes_add (KheoChartLayout *self)
{
  for (guint i = 0; i < kheo_chart_data_get_n_notes (self->data); i++)
    {
      const KheoChartMark *found;
      KheoChartMark        mark;

      if (!is_of_value (self, i) || *kheo_chart_data_get_note_text (self->data, i) == '\0')
        continue;
      found = find_mark (self, i);
      if (found != NULL)
        mark = *found;
      if (self->notes_listed && found != NULL && !kheo_chart_is_tile (self))
        place_number (self, i, &mark);
      else if (!self->notes_listed &&
               (found == NULL ||
                !(lies (&mark) ? place_in_row (self, i, &mark) : place_around (self, i, &mark))))
        self->notes_crowded = TRUE; /* also when its value has no mark: the list tells it */
    }
}
