/* The strips above the groups of a tree map: name, sum and share.  They take room of their own, so
 * that the areas of all cells stay as their values are. */
#include "kheo-chart-squarify.h"
#include "kheo-chart-tree.h"

#include <math.h>

#define MOST_HEADED   60  /* groups; more are too small for strips */
#define STRIP         1.2 /* height in lines of its type */
#define LEAST_BELOW   1.6 /* what is left for the cells, in lines of type */
#define MOST_ATTEMPTS 6
#define START         0.2 /* before the name, in type sizes */
#define GAP           0.7 /* between name and sum */
#define END           0.4
#define LEAST_NAME    6 /* width of a name cut short, in type sizes */

static KheoTextSpec
name_spec (const KheoChartLayout *self, double size)
{
  return (KheoTextSpec){
    .type = KHEO_CHART_LABEL_SERIES, .font_size = size, .bold = TRUE, .color = self->style.text
  };
}

/* "531 · 25.5%", or the sum alone. */
static char *
sum_text (const KheoChartLayout *self, const KheoTree *tree, const KheoTreeGroup *group, int form)
{
  g_autofree char *value = kheo_chart_data_format (self->data, group->sum), *share = NULL;

  if (form < 2)
    return g_steal_pointer (&value);
  share = kheo_chart_format_share (group->sum / tree->whole, 1);
  return g_strdup_printf ("%s · %s", value, share);
}

static double
head_width (
    KheoChartLayout *self, const KheoTree *tree, const KheoTreeGroup *group, double size, int form)
{
  KheoTextSpec     spec = name_spec (self, size);
  double           width = kheo_chart_text_reckon (self, group->name, &spec).width;
  g_autofree char *sum = sum_text (self, tree, group, form);

  spec.bold = FALSE;
  if (form > 0)
    width += kheo_chart_text_reckon (self, sum, &spec).width + size * (GAP + END);
  return width + size * START;
}

/* The height of the strip in the largest type in which the group's name fits above its box, if
 * possible with its sum; 0 for none. */
static double
find_head (KheoChartLayout *self,
           const KheoTree  *tree,
           KheoTreeGroup   *group,
           const KheoBox   *box,
           double           most)
{
  static const double scales[] = { 1, 0.85, 0.75 };

  double strip;

  for (int form = 2; form >= 0; form--)
    for (guint i = 0; i < G_N_ELEMENTS (scales) && group->name != NULL; i++)
      {
        double size = self->style.font_size * scales[i];

        strip = kheo_chart_line_height (size) * STRIP;
        if (scales[i] < 0.85 && size < KHEO_TREE_SMALLEST_TYPE)
          continue;
        if (strip <= most &&
            box->height >= strip + kheo_chart_line_height (self->style.font_size) * LEAST_BELOW &&
            head_width (self, tree, group, size, form) < box->width * 0.97)
          {
            group->head_size = size;
            group->head_sum = form;
            return strip;
          }
      }
  group->head_sum = 0;
  group->head_size = self->style.font_size * scales[1];
  strip = kheo_chart_line_height (group->head_size) * STRIP;
  return tree->unlisted && group->name != NULL && strip <= most &&
                 box->width >= self->style.font_size * LEAST_NAME &&
                 box->height >= strip + kheo_chart_line_height (self->style.font_size) * LEAST_BELOW
             ? strip
             : 0;
}

/* Lowers or drops the strips that are too narrow for their names; TRUE when all are as they were.
 */
static gboolean
settle_heads (KheoChartLayout *self, KheoTree *tree, const KheoBox *boxes, double *heads)
{
  gboolean settled = TRUE;

  for (guint i = 0; i < tree->groups->len; i++)
    {
      KheoTreeGroup *group = kheo_tree_group (tree, i);
      double         head = find_head (self, tree, group, &boxes[i], heads[i]);

      if (head < heads[i])
        {
          heads[i] = head;
          settled = FALSE;
        }
    }
  return settled;
}

static void
divide_groups (KheoChartLayout *self, KheoTree *tree, const KheoBox *room)
{
  guint               n = tree->groups->len;
  g_autofree double  *values = g_new (double, MAX (n, 1)), *heads = g_new0 (double, MAX (n, 1));
  g_autofree KheoBox *boxes = g_new (KheoBox, MAX (n, 1));
  gboolean            settled = n < 2 || n > MOST_HEADED;

  for (guint i = 0; i < n; i++)
    values[i] = kheo_tree_group (tree, i)->sum;
  kheo_chart_squarify (values, n, room, boxes);
  for (guint i = 0; i < n && !settled; i++)
    heads[i] = find_head (self, tree, kheo_tree_group (tree, i), &boxes[i], INFINITY);
  for (guint attempt = 0; attempt < MOST_ATTEMPTS && !settled; attempt++)
    {
      if (!kheo_chart_squarify_headed (values, heads, n, room, boxes))
        break;
      settled = settle_heads (self, tree, boxes, heads);
    }
  if (!settled)
    {
      memset (heads, 0, n * sizeof (double));
      kheo_chart_squarify (values, n, room, boxes);
    }
  for (guint i = 0; i < n; i++)
    {
      kheo_tree_group (tree, i)->box = boxes[i];
      kheo_tree_group (tree, i)->head = heads[i];
    }
}

void
kheo_tree_divide (KheoChartLayout *self, KheoTree *tree, const KheoBox *room)
{
  divide_groups (self, tree, room);
  kheo_tree_divide_groups (tree);
}

static void
add_sum (KheoChartLayout *self, const KheoTree *tree, const KheoTreeGroup *group, double x)
{
  g_autofree char *text = sum_text (self, tree, group, group->head_sum);
  KheoTextSpec     spec = name_spec (self, group->head_size);
  KheoChartItem    item;

  spec.type = KHEO_CHART_LABEL_VALUE;
  spec.bold = FALSE;
  spec.color = self->style.muted;
  item = kheo_chart_text_measure (self, text, &spec);
  if (x + item.label.box.width <= group->box.x + group->box.width)
    kheo_chart_place (self, &item, x, group->box.y);
  kheo_chart_item_clear (&item);
}

void
kheo_tree_add_heads (KheoChartLayout *self, const KheoTree *tree)
{
  for (guint i = 0; i < tree->groups->len; i++)
    {
      const KheoTreeGroup *group = kheo_tree_group (tree, i);
      KheoTextSpec         spec = name_spec (self, group->head_size);
      KheoChartItem        item;
      double               x = group->box.x + group->head_size * START;

      if (group->head <= 0)
        continue;
      if (tree->unlisted)
        spec.max_width = MAX (group->box.width - group->head_size * (START + END), 1);
      spec.max_lines = 1;
      item = kheo_chart_text_measure (self, group->name, &spec);
      if (item.label.box.height <= group->head &&
          x + item.label.box.width <= group->box.x + group->box.width)
        {
          double end = x + item.label.box.width + group->head_size * GAP;

          kheo_chart_place (self, &item, x, group->box.y);
          if (group->head_sum > 0)
            add_sum (self, tree, group, end);
        }
      kheo_chart_item_clear (&item);
    }
}
