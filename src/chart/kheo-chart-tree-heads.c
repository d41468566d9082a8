/* The strips above the groups of a tree map: name, sum and share.  They take room of their own, so
 * that the areas of all cells stay as their values are. */
#include "kheo-chart-squarify.h"
#include "kheo-chart-tree.h"

#define MOST_HEADED   60  /* groups; more are too small for strips */
#define STRIP         1.2 /* height in lines of its type */
#define LEAST_BELOW   1.6 /* what is left for the cells, in lines of type */
#define MOST_ATTEMPTS 6

static KheoTextSpec
name_spec (const KheoChartLayout *self, double size)
{
  return (KheoTextSpec){
    .type = KHEO_CHART_LABEL_SERIES, .font_size = size, .bold = TRUE, .color = self->style.text
  };
}

/* The height of the strip in the largest type in which the group's name fits above its box; 0 for
 * none. */
static double
find_head (KheoChartLayout *self, const KheoTreeGroup *group, const KheoBox *box, double *out_size)
{
  static const double scales[] = { 1, 0.85 };

  for (guint i = 0; i < G_N_ELEMENTS (scales) && group->name != NULL; i++)
    {
      KheoTextSpec spec = name_spec (self, self->style.font_size * scales[i]);
      double       strip = kheo_chart_line_height (spec.font_size) * STRIP;

      *out_size = spec.font_size;
      if (box->height >= strip + kheo_chart_line_height (self->style.font_size) * LEAST_BELOW &&
          kheo_chart_text_reckon (self, group->name, &spec).width < box->width * 0.97)
        return strip;
    }
  return 0;
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
      double         size = 0, head = find_head (self, group, &boxes[i], &size);

      if (head < heads[i])
        {
          heads[i] = head;
          group->head_size = size;
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
    heads[i] = find_head (self, kheo_tree_group (tree, i), &boxes[i],
                          &kheo_tree_group (tree, i)->head_size);
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

/* "531 · 25,5%" behind the name, where there is room. */
static void
add_sum (KheoChartLayout *self, const KheoTree *tree, const KheoTreeGroup *group, double x)
{
  g_autofree char *value = kheo_chart_data_format (self->data, group->sum);
  g_autofree char *share = kheo_chart_format_share (group->sum / tree->whole, 1);
  g_autofree char *text = g_strdup_printf ("%s · %s", value, share);
  KheoTextSpec     spec = name_spec (self, group->head_size);
  KheoChartItem    item;

  spec.type = KHEO_CHART_LABEL_VALUE;
  spec.bold = FALSE;
  spec.color = self->style.muted;
  item = kheo_chart_text_measure (self, text, &spec);
  if (x + item.label.box.width <= group->box.x + group->box.width - spec.font_size * 0.4)
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
      double               x = group->box.x + group->head_size * 0.2;

      if (group->head <= 0)
        continue;
      item = kheo_chart_text_measure (self, group->name, &spec);
      if (item.label.box.height <= group->head &&
          x + item.label.box.width <= group->box.x + group->box.width)
        {
          double end = x + item.label.box.width + group->head_size * 0.7;

          kheo_chart_place (self, &item, x, group->box.y);
          add_sum (self, tree, group, end);
        }
      kheo_chart_item_clear (&item);
    }
}
