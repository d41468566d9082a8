/* A tree map: rectangles as large as their values, each with its name inside; groups keep together.
 * What has no room for its name gets a number, and a line in a list below. */
#include "kheo-chart-cell.h"
#include "kheo-chart-tree.h"

#include "kheo-number.h"

#include <math.h>

#define SMALLEST_CELL 0.3 /* side in type sizes; smaller ones are summed up */
#define MOST_LISTED   30  /* names in the list below */
#define MOST_NUMBERED 80  /* with more cells, small ones have no number */
#define MOST_SEAMED   200 /* groups; more are too small for broad seams */
#define LIST_SHARE    0.4 /* of the height */
#define LIST_GAP      1.2 /* above it, in type sizes */
#define MOST_PASSES   5
#define LEAST_NAME    5.0  /* width of a name cut short, in type sizes */
#define PAD           0.5  /* around the text in a cell, in type sizes */
#define TEXT_SHARE    0.13 /* of a cell's mean side, its type at most */

/* What a pass could not write into the cells. */
typedef struct
{
  gboolean heads;    /* the name or the sum of a group */
  GArray  *unnamed;  /* guint, cells */
  guint    n_listed; /* that get a number */
} Missing;

static void
add_marks (KheoChartLayout *self, KheoTree *tree)
{
  for (guint i = 0; i < tree->cells->len; i++)
    {
      KheoTreeCell *cell = kheo_tree_cell (tree, i);
      KheoChartMark mark = { .type = KHEO_CHART_MARK_CELL,
                             .category = cell->category,
                             .series = cell->series,
                             .value = cell->value,
                             .x = cell->box.x + cell->box.width / 2,
                             .y = cell->box.y + cell->box.height / 2,
                             .box = cell->box };

      cell->mark = (int) self->marks->len;
      kheo_chart_add_mark (self, &mark, mark.box);
      kheo_chart_paint_mark (self, cell->paint.color, cell->paint.pattern);
    }
}

/* Broad seams between the groups. */
static void
add_seams (KheoChartLayout *self, const KheoTree *tree)
{
  KheoColor ground = kheo_chart_ground (self);
  gboolean  many = tree->groups->len > 1 && tree->groups->len <= MOST_SEAMED;

  for (guint i = 0; i < tree->groups->len && many; i++)
    {
      KheoBox box = kheo_tree_group (tree, i)->box;
      double  x2 = box.x + box.width, y2 = box.y + box.height;
      double  width = MIN (self->style.font_size * 0.4, MIN (box.width, box.height) * 0.1);

      kheo_chart_add_rule (self, (KheoChartRule){ box.x, box.y, x2, box.y, width, ground });
      kheo_chart_add_rule (self, (KheoChartRule){ box.x, y2, x2, y2, width, ground });
      kheo_chart_add_rule (self, (KheoChartRule){ box.x, box.y, box.x, y2, width, ground });
      kheo_chart_add_rule (self, (KheoChartRule){ x2, box.y, x2, y2, width, ground });
    }
}

static KheoCell
cell_room (KheoChartLayout *self, const KheoTreeCell *cell)
{
  double pad = self->style.font_size * PAD;

  return (KheoCell){
    .room = { cell->box.x + pad, cell->box.y + pad * 0.7, cell->box.width - 2 * pad,
              cell->box.height - 1.4 * pad },
    .ground = cell->paint.color,
    .pattern = cell->paint.pattern,
    .category = cell->category,
    .series = cell->series,
  };
}

/* Measuring is dear, and most of thousands of cells are far too small for any type. */
static gboolean
has_room (KheoChartLayout *self, const KheoBox *room, guint n_texts)
{
  double smallest = self->style.font_size * 0.72;

  return room->width > smallest &&
         room->height >= kheo_chart_line_height (smallest) * n_texts * 0.99;
}

/* What is tried to be written into a cell, the first that fits: a name always with its value, or
 * nobody knows how much it is.  A legend tells the series by colour, so that the number alone is
 * better than nothing. */
static const struct
{
  gboolean name;
  guint    value; /* 0: none or with the name, 1: the number, 2: with its share */
  gboolean joined;
  gboolean needs_legend;
  gboolean cut_short;
} attempts[] = { { TRUE, 2, FALSE, FALSE, FALSE },
                 { TRUE, 1, FALSE, FALSE, FALSE },
                 { TRUE, 0, TRUE, FALSE, FALSE },
                 { TRUE, 1, FALSE, FALSE, TRUE }, /* where nothing can be listed */
                 { FALSE, 1, FALSE, TRUE, FALSE } };

/* Name, value and share in type as large as the cell allows; then with ever less.  FALSE when
 * nothing fits.  @trial: nothing is written. */
static gboolean
write_cell (KheoChartLayout *self, const KheoTree *tree, const KheoTreeCell *cell, gboolean trial)
{
  static const double scales[] = { 1.4, 1, 0.85, 0.72 };

  KheoCell         room = cell_room (self, cell);
  double           mean = sqrt (cell->box.width * cell->box.height);
  g_autofree char *name = NULL, *value = NULL, *share = NULL, *both = NULL, *joined = NULL;

  if (!has_room (self, &room.room, 1))
    return FALSE;
  name = kheo_tree_cell_name (self, tree, cell);
  value = kheo_chart_data_format (self->data, cell->value);
  share = kheo_chart_format_share (cell->value / tree->whole, 1);
  both = g_strdup_printf ("%s · %s", value, share);
  joined = g_strdup_printf ("%s: %s", name, value);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
      {
        double       size = self->style.font_size * scales[k];
        KheoCellText texts[2];
        guint        n = 0;

        if ((attempts[i].needs_legend && !tree->by_series) ||
            (attempts[i].cut_short && (!tree->unlisted || room.room.width < size * LEAST_NAME)) ||
            (size > mean * TEXT_SHARE && scales[k] > 1) ||
            size < MIN (KHEO_TREE_SMALLEST_TYPE, self->style.font_size * 0.85))
          continue;
        if (attempts[i].name)
          texts[n++] = (KheoCellText){
            KHEO_CHART_LABEL_CATEGORY, attempts[i].joined ? joined : name, size, FALSE, 3,
            attempts[i].cut_short
          };
        if (attempts[i].value > 0)
          texts[n++] = (KheoCellText){
            KHEO_CHART_LABEL_VALUE, attempts[i].value == 2 ? both : value, size, TRUE, 1, FALSE
          };
        if (has_room (self, &room.room, n) && kheo_chart_cell_holds (self, &room, texts, n) &&
            (trial || kheo_chart_write_cell (self, &room, texts, n)))
          return TRUE;
      }
  return FALSE;
}

/* Texts into all cells, in the order of the marks.  Series say nothing in a group without a name:
 * its first cell is listed with it. */
static void
write_cells (KheoChartLayout *self, const KheoTree *tree, Missing *missing, gboolean trial)
{
  gboolean many = tree->groups->len > 1;

  missing->heads = FALSE;
  g_array_set_size (missing->unnamed, 0);
  for (guint i = 0; i < tree->cells->len; i++)
    {
      const KheoTreeCell  *cell = kheo_tree_cell (tree, i);
      const KheoTreeGroup *group = kheo_tree_group (tree, cell->group);
      gboolean             first = group->first == i && many && group->name != NULL;
      gboolean             nameless = first && group->head <= 0;

      if ((nameless && tree->by_series && !tree->unlisted) || !write_cell (self, tree, cell, trial))
        g_array_append_val (missing->unnamed, i);
      missing->heads =
          missing->heads || (first && group->head_sum == 0 && (!nameless || !tree->by_series));
    }
}

/* The number of a cell in the list; FALSE when the cell has no room for it. */
static gboolean
write_number (KheoChartLayout *self, const KheoTreeCell *cell, guint number)
{
  g_autofree char *text = kheo_number_format (number);
  KheoCellText     mark = {
        KHEO_CHART_LABEL_NOTE, text, self->style.font_size * 0.75, FALSE, 1, FALSE
  };
  KheoCell room = cell_room (self, cell);

  room.room = cell->box;
  room.centred = TRUE;
  return kheo_chart_write_cell (self, &room, &mark, 1);
}

/* Groups that have no room for their names, or for their sums. */
static void
append_groups (const KheoTree *tree, KheoChartParts *list)
{
  for (guint i = 0; i < tree->groups->len; i++)
    {
      const KheoTreeGroup *group = kheo_tree_group (tree, i);
      KheoChartPart        part = { .category = -1, .mark = -1, .value = group->sum };

      if (group->head_sum > 0 || (group->head <= 0 && tree->by_series))
        continue;
      part.name = g_strdup (group->name != NULL ? group->name : "–");
      part.share = group->sum / tree->whole;
      part.paint = (KheoChartPaint){ .color = group->color, .pattern = -1 };
      g_array_append_val (list->parts, part);
    }
}

/* What the list below says: the groups if they are not named above, then numbered cells. */
static void
make_list (KheoChartLayout *self,
           const KheoTree  *tree,
           const Missing   *missing,
           KheoChartParts  *list)
{
  kheo_chart_parts_init_empty (list);
  list->flat = TRUE;
  if (missing->heads && tree->groups->len <= MOST_LISTED)
    append_groups (tree, list);
  for (guint i = 0; i < missing->unnamed->len && i < missing->n_listed; i++)
    {
      const KheoTreeCell *cell = kheo_tree_cell (tree, g_array_index (missing->unnamed, guint, i));
      g_autofree char    *name = kheo_tree_cell_name (self, tree, cell);
      g_autofree char    *number = kheo_number_format (i + 1);
      const char         *group = kheo_tree_group (tree, cell->group)->name;
      KheoChartPart       part = { .category = cell->category,
                                   .mark = cell->mark,
                                   .value = cell->value,
                                   .share = cell->value / tree->whole,
                                   .paint = cell->paint };

      part.name = tree->by_series ? g_strdup_printf ("%s  %s, %s", number, group, name)
                                  : g_strdup_printf ("%s  %s", number, name);
      g_array_append_val (list->parts, part);
    }
}

static void
number_cells (KheoChartLayout *self, const KheoTree *tree, Missing *missing)
{
  guint kept = 0;

  for (guint i = 0; i < missing->unnamed->len && kept < missing->n_listed; i++)
    {
      guint cell = g_array_index (missing->unnamed, guint, i);

      if (write_number (self, kheo_tree_cell (tree, cell), kept + 1))
        g_array_index (missing->unnamed, guint, kept++) = cell;
    }
  missing->n_listed = kept;
}

/* Divides @room less @below for a list, and tries what can be written into the cells. */
static void
try_above (KheoChartLayout *self, KheoTree *tree, Missing *missing, KheoBox room, double below)
{
  room.height -= below;
  kheo_tree_divide (self, tree, &room);
  write_cells (self, tree, missing, TRUE);
  missing->n_listed = tree->cells->len <= MOST_NUMBERED && missing->unnamed->len <= MOST_LISTED
                          ? missing->unnamed->len
                          : 0;
}

/* The room that a list below needs: the smaller the cells, the more of them are in it.  0 when
 * there is nothing to be listed, or too much. */
static double
find_list_room (KheoChartLayout *self, KheoTree *tree, Missing *missing)
{
  KheoBox room = self->free;
  double  below = 0;

  for (guint pass = 0; pass < MOST_PASSES; pass++)
    {
      KheoChartParts     list;
      KheoChartPartsList place;
      gboolean           fits;

      try_above (self, tree, missing, room, below);
      make_list (self, tree, missing, &list);
      fits = list.parts->len > 0 &&
             kheo_chart_parts_list_fit (self, &list, room.width, room.height * LIST_SHARE, &place);
      kheo_chart_parts_clear (&list);
      if (!fits)
        break;
      place.height += self->style.font_size * LIST_GAP;
      if (place.height <= below)
        return below;
      below = place.height;
    }
  /* Nothing to be listed, or no end in sight: cells without names stay so. */
  tree->unlisted = missing->unnamed->len > 0 || missing->heads;
  if (below > 0 || tree->unlisted)
    try_above (self, tree, missing, room, 0);
  return 0;
}

/* Writes the cells, over a list of those that have no room for their names. */
static void
write_with_list (KheoChartLayout *self, KheoTree *tree)
{
  Missing missing = {
    .unnamed = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  double below = find_list_room (self, tree, &missing);
  guint  n_listed = missing.n_listed;

  write_cells (self, tree, &missing, FALSE);
  missing.n_listed = MIN (missing.unnamed->len, n_listed);
  kheo_tree_add_heads (self, tree);
  add_marks (self, tree);
  if (below > 0)
    {
      KheoBox            room = self->free;
      double             height = below - self->style.font_size * LIST_GAP;
      KheoChartParts     list;
      KheoChartPartsList place;

      number_cells (self, tree, &missing);
      make_list (self, tree, &missing, &list);
      kheo_chart_parts_list_fit (self, &list, room.width, height, &place);
      kheo_chart_parts_list_place (self, &list, &place, room.x, room.y + room.height - height);
      kheo_chart_parts_clear (&list);
    }
  g_array_unref (missing.unnamed);
}

void
kheo_chart_tree_map (KheoChartLayout *self)
{
  double         least = SMALLEST_CELL * self->style.font_size;
  KheoChartParts parts;
  KheoTree       tree;

  if (kheo_chart_instead (self))
    return;
  kheo_chart_parts_init (self, &parts, G_MAXINT, TRUE);
  kheo_chart_parts_absent (self, &parts);
  kheo_chart_parts_clear (&parts);
  if (self->n_parts > 1)
    kheo_chart_legend (self);
  self->plot = self->free;
  kheo_tree_init (self, &tree,
                  least * least / MAX (self->free.width * self->free.height, least * least));
  self->whole = tree.whole;
  write_with_list (self, &tree);
  add_seams (self, &tree);
  kheo_tree_clear (&tree);
}
