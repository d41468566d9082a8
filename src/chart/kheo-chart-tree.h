/* What a tree map shows: groups of cells, the largest first; shared by the files that collect and
 * place them. */
#pragma once

#include "kheo-chart-parts.h"

G_BEGIN_DECLS

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
  guint       first, n; /* its cells */
  KheoBox     box;
  KheoColor   color;
} KheoTreeGroup;

typedef struct
{
  GArray  *groups; /* KheoTreeGroup */
  GArray  *cells;  /* KheoTreeCell, by group */
  double   whole;
  gboolean by_series; /* groups are categories, cells their series */
} KheoTree;

/* Cells that would be smaller than @least (a share of the whole) are summed up in one a group. */
void           kheo_tree_init (KheoChartLayout *self, KheoTree *tree, double least);
void           kheo_tree_clear (KheoTree *tree);
KheoTreeCell  *kheo_tree_cell (const KheoTree *tree, guint index);
KheoTreeGroup *kheo_tree_group (const KheoTree *tree, guint index);
/* Gives every group and cell its rectangle in @room. */
void kheo_tree_divide (KheoTree *tree, const KheoBox *room);
/* "Mường La", "Tập thể", "3 other units" */
char *kheo_tree_cell_name (KheoChartLayout *self, const KheoTree *tree, const KheoTreeCell *cell);

G_END_DECLS
