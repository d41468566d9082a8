/* Lying bars, one row a category; shared by the two files that divide the room and fill it. */
#pragma once

#include "kheo-chart-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint *order;   /* owned: categories as they are shown, then the rest */
  guint  n;       /* categories in all */
  guint  n_shown; /* rows of their own */
  guint  lanes;   /* bars side by side in one row */
  guint  n_columns, per_column;
  double size, line, pitch, top;
  double column_width, gap;
  double label_width; /* of the names */
  double bar_x;       /* from the column's left: where the bars' extent begins */
  double bar_width;
  double low, high; /* values at the ends of the extent; low ≤ 0 ≤ high */
} KheoChartRows;

/* kheo-chart-rows-divide.c */

/* Orders the categories and gives rows, names, bars and numbers their room in self->free. */
void kheo_chart_rows_divide (KheoChartLayout *self, KheoChartRows *rows);
/* A number in the type of the rows, waiting for its place. */
KheoChartItem
kheo_chart_rows_measure (KheoChartLayout *self, const KheoChartRows *rows, double value);
/* What the bar of a lane stands for. */
double
kheo_chart_rows_value (KheoChartLayout *self, const KheoChartRows *rows, guint row, guint lane);
/* Where @value lies in the column that begins at @column_x. */
double kheo_chart_rows_map (const KheoChartRows *rows, double column_x, double value);

G_END_DECLS
