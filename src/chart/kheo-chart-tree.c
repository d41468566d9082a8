/* Which groups and cells a tree map has, in what order, colour and rectangle. */
#include "kheo-chart-tree.h"

#include "kheo-chart-squarify.h"
#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FADED 0.5 /* of cells beside an emphasised one */

KheoTreeCell *
kheo_tree_cell (const KheoTree *tree, guint index)
{
  return &g_array_index (tree->cells, KheoTreeCell, index);
}

KheoTreeGroup *
kheo_tree_group (const KheoTree *tree, guint index)
{
  return &g_array_index (tree->groups, KheoTreeGroup, index);
}

static gboolean
has_groups (const KheoChartData *data)
{
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (kheo_chart_data_get_category_group (data, i) != NULL)
      return TRUE;
  return FALSE;
}

static guint
find_group (KheoTree *tree, GHashTable *places, const char *name)
{
  gpointer      place;
  KheoTreeGroup group = { .name = name };

  if (g_hash_table_lookup_extended (places, name != NULL ? name : "", NULL, &place))
    return GPOINTER_TO_UINT (place);
  g_array_append_val (tree->groups, group);
  g_hash_table_insert (places, (gpointer) (name != NULL ? name : ""),
                       GUINT_TO_POINTER (tree->groups->len - 1));
  return tree->groups->len - 1;
}

static void
add_cell (KheoTree *tree, KheoTreeCell cell)
{
  if (!(cell.value > 0))
    return;
  cell.mark = -1;
  tree->whole += cell.value;
  kheo_tree_group (tree, cell.group)->sum += cell.value;
  g_array_append_val (tree->cells, cell);
}

static void
collect (KheoChartLayout *self, KheoTree *tree)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean grouped = has_groups (self->data);
  guint    n_series = kheo_chart_data_get_n_series (self->data);

  tree->by_series = !grouped && self->n_parts > 1;
  for (guint i = 0; i < kheo_chart_data_get_n_categories (self->data); i++)
    {
      KheoTreeCell cell = { .category = (int) i, .series = self->n_parts == 1 ? 0 : -1 };

      if (!tree->by_series)
        {
          cell.group =
              find_group (tree, places, kheo_chart_data_get_category_group (self->data, i));
          cell.value = kheo_chart_data_get_category_total (self->data, i);
          add_cell (tree, cell);
          continue;
        }
      g_array_append_vals (
          tree->groups,
          &(KheoTreeGroup){ .name = kheo_chart_data_get_category_label (self->data, i) }, 1);
      cell.group = i;
      for (guint series = 0; series < n_series; series++)
        if (kheo_chart_data_is_part (self->data, series))
          {
            cell.series = (int) series;
            cell.value = kheo_chart_data_get_value (self->data, i, series);
            add_cell (tree, cell);
          }
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KheoTree *tree = user_data;
  guint           first = *(const guint *) a, second = *(const guint *) b;
  double          x = kheo_tree_group (tree, first)->sum, y = kheo_tree_group (tree, second)->sum;

  if (x != y)
    return x > y ? -1 : 1;
  return first < second ? -1 : first > second;
}

/* Groups from the largest on; empty ones go. */
static void
sort_groups (KheoTree *tree)
{
  g_autofree guint *order = g_new (guint, MAX (tree->groups->len, 1));
  g_autofree guint *rank = g_new (guint, MAX (tree->groups->len, 1));
  GArray           *sorted = g_array_new (FALSE, FALSE, sizeof (KheoTreeGroup));

  for (guint i = 0; i < tree->groups->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) tree->groups->len, sizeof (guint), compare_groups, tree);
  for (guint i = 0; i < tree->groups->len; i++)
    {
      rank[order[i]] = i;
      if (kheo_tree_group (tree, order[i])->sum > 0)
        g_array_append_val (sorted, *kheo_tree_group (tree, order[i]));
    }
  for (guint i = 0; i < tree->cells->len; i++)
    kheo_tree_cell (tree, i)->group = rank[kheo_tree_cell (tree, i)->group];
  g_array_unref (tree->groups);
  tree->groups = sorted;
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const KheoTreeCell *first = a, *second = b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  if ((first->category < 0) != (second->category < 0)) /* the rest comes last */
    return first->category < 0 ? 1 : -1;
  if (first->value != second->value)
    return first->value > second->value ? -1 : 1;
  if (first->category != second->category)
    return first->category < second->category ? -1 : 1;
  return first->series < second->series ? -1 : first->series > second->series;
}

static gboolean
is_emphasised (const KheoChartLayout *self, const KheoTreeCell *cell)
{
  return cell->category >= 0 && kheo_chart_data_get_emphasis (self->data) == cell->category;
}

/* Cells too small to be seen become one in each group. */
static void
sum_up_small (KheoChartLayout *self, KheoTree *tree, double least)
{
  GArray                  *kept = g_array_new (FALSE, FALSE, sizeof (KheoTreeCell));
  g_autofree KheoTreeCell *rests = g_new0 (KheoTreeCell, MAX (tree->groups->len, 1));

  for (guint i = 0; i < tree->cells->len; i++)
    {
      const KheoTreeCell *cell = kheo_tree_cell (tree, i);
      KheoTreeCell       *rest = &rests[cell->group];

      if (cell->value / tree->whole >= least || is_emphasised (self, cell))
        {
          g_array_append_val (kept, *cell);
          continue;
        }
      /* The first small one stands for itself until another joins it. */
      if (rest->n_rest++ == 0)
        *rest = *cell;
      else
        {
          rest->category = rest->series = -1;
          rest->value += cell->value;
        }
      rest->n_rest = MAX (rest->n_rest, 1);
    }
  for (guint i = 0; i < tree->groups->len; i++)
    if (rests[i].value > 0)
      g_array_append_val (kept, rests[i]);
  g_array_unref (tree->cells);
  tree->cells = kept;
  g_array_sort (tree->cells, compare_cells);
}

static void
find_extents (KheoTree *tree)
{
  for (guint i = 0; i < tree->cells->len; i++)
    {
      KheoTreeGroup *group = kheo_tree_group (tree, kheo_tree_cell (tree, i)->group);

      if (group->n++ == 0)
        group->first = i;
    }
}

/* The colour of a cell of a group of @color; @weakest 0 … 1.  Colours are either strong or pale:
 * type is hard to read on what lies between.  Type is of one colour on all that are strong, and of
 * one on all that are pale, those in the middle decide: neighbours would flicker else. */
static KheoColor
fade (KheoColor color, KheoColor ground, double weakest)
{
  double   step = floor (weakest * 20) / 20; /* not thousands of shades */
  gboolean strong = step < 0.6;
  double   share = strong ? step * 0.33 : 0.52 + (step - 0.6) * 0.5;
  double   middle = strong ? 0.1 : 0.62;

  return kheo_chart_with_type_of (kheo_color_mix (color, ground, share),
                                  kheo_color_mix (color, ground, middle));
}

static void
paint_group (KheoChartLayout *self, const KheoTree *tree, guint index)
{
  KheoTreeGroup *group = kheo_tree_group (tree, index);

  group->color = self->style.colors[tree->groups->len > 1 ? index % (KHEO_CHART_N_COLORS - 1) : 0];
}

/* The larger, the stronger; mono without groups in light greys, black type stays legible on them.
 */
static void
paint_cell (KheoChartLayout *self, const KheoTree *tree, KheoTreeCell *cell)
{
  const KheoTreeGroup *group = kheo_tree_group (tree, cell->group);
  KheoColor            ground = kheo_chart_ground (self);
  double               weakest = 1 - cell->value / kheo_tree_cell (tree, group->first)->value;
  gboolean             mono = self->style.theme == KHEO_CHART_MONO;

  weakest = CLAMP (weakest, 0, 1); /* a rest may be larger */
  cell->paint = (KheoChartPaint){ .color = group->color, .pattern = -1 };
  if (cell->category < 0)
    cell->paint.color = self->style.colors[KHEO_CHART_N_COLORS - 1];
  else if (tree->by_series || kheo_chart_data_get_category_role (
                                  self->data, (guint) cell->category) != KHEO_CHART_ROLE_AUTO)
    {
      cell->paint.color =
          kheo_chart_color (self, cell->category, cell->series, &cell->paint.pattern);
      return;
    }
  else if (is_emphasised (self, cell))
    {
      cell->paint.color = self->style.accent;
      cell->paint.pattern = mono ? 0 : -1;
      return;
    }
  else if (kheo_chart_data_get_emphasis (self->data) >= 0)
    cell->paint.color = kheo_color_mix (cell->paint.color, ground, FADED);
  else
    cell->paint.color = fade (cell->paint.color, ground, weakest);
  if (mono && cell->paint.pattern < 0)
    {
      double grey = 0.66 + weakest * 0.26;

      cell->paint.color = (KheoColor){ grey, grey, grey, 1 };
    }
}

void
kheo_tree_init (KheoChartLayout *self, KheoTree *tree, double least)
{
  *tree = (KheoTree){ .groups = g_array_new (FALSE, FALSE, sizeof (KheoTreeGroup)),
                      .cells = g_array_new (FALSE, FALSE, sizeof (KheoTreeCell)) };
  collect (self, tree);
  sort_groups (tree);
  sum_up_small (self, tree, least);
  find_extents (tree);
  for (guint i = 0; i < tree->groups->len; i++)
    paint_group (self, tree, i);
  for (guint i = 0; i < tree->cells->len; i++)
    paint_cell (self, tree, kheo_tree_cell (tree, i));
}

void
kheo_tree_clear (KheoTree *tree)
{
  g_array_unref (tree->groups);
  g_array_unref (tree->cells);
}

/* The cells of all groups, below their heads. */
void
kheo_tree_divide_groups (KheoTree *tree)
{
  g_autofree double  *values = g_new (double, MAX (tree->cells->len, 1));
  g_autofree KheoBox *boxes = g_new (KheoBox, MAX (tree->cells->len, 1));

  for (guint i = 0; i < tree->groups->len; i++)
    {
      const KheoTreeGroup *group = kheo_tree_group (tree, i);
      KheoBox              room = group->box;

      room.y += group->head;
      room.height -= group->head;
      for (guint k = 0; k < group->n; k++)
        values[k] = kheo_tree_cell (tree, group->first + k)->value;
      kheo_chart_squarify (values, group->n, &room, boxes);
      for (guint k = 0; k < group->n; k++)
        kheo_tree_cell (tree, group->first + k)->box = boxes[k];
    }
}

char *
kheo_tree_cell_name (KheoChartLayout *self, const KheoTree *tree, const KheoTreeCell *cell)
{
  g_autofree char *count = kheo_number_format (cell->n_rest);

  if (cell->category < 0)
    return g_strdup_printf (ngettext ("%s other unit", "%s other units", cell->n_rest), count);
  if (tree->by_series)
    return g_strdup (kheo_chart_data_get_series_label (self->data, (guint) cell->series));
  return g_strdup (kheo_chart_data_get_category_label (self->data, (guint) cell->category));
}
