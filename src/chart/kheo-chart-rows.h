/* Lying bars, one row a category; shared by the two files that divide the room and fill it. */
#pragma once

#include "kheo-chart-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint *order;   /* owned: categories as they are shown, then the rest */
  guint  n;       /* categories in all */
  guint  n_shown; /* rows of their own */
  guint *parts;   /* owned: the series that are no target and no time before */
  guint  n_parts;
  int    target, previous; /* series, -1: none */
  guint  lanes;            /* bars side by side in one row */
  guint  n_columns, per_column;
  double size, line, pitch, top;
  double thickest; /* a bar */
  double column_width, gap;
  double label_width; /* of the names */
  double bar_x;       /* from the column's left: where the bars' extent begins */
  double bar_width;
  double beside;    /* kept free at the right: the figures of a bullet chart */
  double low, high; /* values at the ends of the extent; low ≤ 0 ≤ high */
} KheoChartRows;

/* kheo-chart-rows-divide.c */

/* Which series are what; the first thing to be done. */
void kheo_chart_rows_init (KheoChartLayout *self, KheoChartRows *rows);
void kheo_chart_rows_clear (KheoChartRows *rows);
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

/* kheo-chart-rows.c */

/* Where row @index is. */
KheoBox kheo_chart_rows_box (const KheoChartLayout *self, const KheoChartRows *rows, guint index);
void    kheo_chart_rows_add_name (KheoChartLayout     *self,
                                  const KheoChartRows *rows,
                                  KheoBox              row,
                                  guint                index);
/* "3.301 other units: 12.345", below a hairline, without a bar: it would dwarf all others. */
void kheo_chart_rows_add_rest (KheoChartLayout *self, const KheoChartRows *rows);
/* The zero line of each column of rows, and the levels. */
void kheo_chart_rows_add_lines (KheoChartLayout *self, const KheoChartRows *rows, double names_y);
/* Keeps a line above the rows for the names of the levels; gives its y, 0 for none. */
double kheo_chart_rows_cut_levels (KheoChartLayout *self);

/* kheo-chart-beside.c: what a bar is compared with */

/* The bar of the time before, thin, below @bar; the target, a line across it.  @room is the part of
 * the row that is the bar's. */
void kheo_chart_rows_add_beside (KheoChartLayout     *self,
                                 const KheoChartRows *rows,
                                 KheoBox              room,
                                 const KheoChartMark *bar);
/* The target's mark, painted as its box; @within a bar it has an edge that parts it from the bar.
 */
void kheo_chart_add_tick (KheoChartLayout *self, const KheoChartMark *tick, gboolean within);

/* Rates of several series have no sum that a bar could show. */
gboolean kheo_chart_has_no_sums (const KheoChartLayout *self);

G_END_DECLS
