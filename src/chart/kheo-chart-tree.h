/* What a tree map shows: groups of cells, the largest first; shared by the files that collect and
 * place them. */
#pragma once

#include "kheo-chart-parts.h"

G_BEGIN_DECLS

#define KHEO_TREE_SMALLEST_TYPE 8.0 /* points */

typedef struct
{
  int            category; /* -1: the rest of its group */
  int            series;
  guint          group;
  double         value;
  guint          n_rest; /* cells summed up in this one */
  KheoBox        box;
  KheoChartPaint paint;
  int            mark;
} KheoTreeCell;

typedef struct
{
  const char *name; /* borrowed from the data; NULL for none */
  double      sum;
  guint       first, n;  /* its cells */
  KheoBox     box;       /* with its head */
  double      head;      /* height of the strip above the cells that names the group; 0: none */
  double      head_size; /* of its type */
  int         head_sum;  /* behind the name: 0: nothing, 1: the sum, 2: with its share */
  KheoColor   color;
} KheoTreeGroup;

typedef struct
{
  GArray  *groups; /* KheoTreeGroup */
  GArray  *cells;  /* KheoTreeCell, by group */
  double   whole;
  gboolean by_series; /* groups are categories, cells their series */
  gboolean unlisted;  /* there is no room for a list: better names cut short than none */
} KheoTree;

/* Cells that would be smaller than @least (a share of the whole) are summed up in one a group. */
void           kheo_tree_init (KheoChartLayout *self, KheoTree *tree, double least);
void           kheo_tree_clear (KheoTree *tree);
KheoTreeCell  *kheo_tree_cell (const KheoTree *tree, guint index);
KheoTreeGroup *kheo_tree_group (const KheoTree *tree, guint index);
/* Gives every cell its rectangle in the box of its group, below the head. */
void kheo_tree_divide_groups (KheoTree *tree);
/* "Mường La", "Tập thể", "3 other units" */
char *kheo_tree_cell_name (KheoChartLayout *self, const KheoTree *tree, const KheoTreeCell *cell);

/* kheo-chart-tree-heads.c */

/* Gives every group and cell its rectangle in @room, the areas of all cells as their values are,
 * under strips that name the groups where these are large enough. */
void kheo_tree_divide (KheoChartLayout *self, KheoTree *tree, const KheoBox *room);
/* Writes the strips. */
void kheo_tree_add_heads (KheoChartLayout *self, const KheoTree *tree);

G_END_DECLS
