/* The parts of one whole, as a ring, a tree map and a single bar of 100 % show them, and the list
 * that names them where there is no room at the parts themselves. */
#pragma once

#include "kheo-chart-shapes.h"

G_BEGIN_DECLS

typedef struct
{
  int            category; /* -1: the rest, or what @name says */
  char          *name;     /* owned; NULL: the category's, or that of the rest */
  int            mark;     /* that shows it, -1 for none yet */
  double         value;
  double         share; /* of the whole, 0…1 */
  KheoChartPaint paint;
} KheoChartPart;

typedef struct
{
  GArray  *parts;  /* KheoChartPart with a value above zero, as they are shown; the rest last */
  double   whole;  /* sum of all parts */
  guint    n_rest; /* categories summed up in the last part, 0 for none */
  char    *absent; /* who has nothing or no figure: "Sông Mã, Vân Hồ"; NULL for none */
  gboolean flat;   /* their list is to be as low as can be, not as narrow */
} KheoChartParts;

/* The totals of all categories, at most @most of them (the emphasised one always) and a rest.
 * @sorted: largest first; else as they come while they are few enough. */
void
kheo_chart_parts_init (KheoChartLayout *self, KheoChartParts *parts, guint most, gboolean sorted);
void kheo_chart_parts_clear (KheoChartParts *parts);
/* An empty list of parts. */
void                 kheo_chart_parts_init_empty (KheoChartParts *parts);
const KheoChartPart *kheo_chart_part (const KheoChartParts *parts, guint index);
/* "Kinh tế", "15 other units" */
char *kheo_chart_part_name (KheoChartLayout *self, const KheoChartParts *parts, guint index);
/* "38,7%"; what is more than nothing is never written as 0. */
char *kheo_chart_format_share (double share, int decimals);
/* A line at the foot of self->free for those who have nothing; cuts it off. */
void kheo_chart_parts_absent (KheoChartLayout *self, const KheoChartParts *parts);

/* Swatch, name, value and share of each part, in columns as even as can be. */
typedef struct
{
  double size, line, row;
  guint  n_columns, per_column, n_shown;
  double column_width, gap;
  double name_width, value_width, share_width;
  double width, height;
} KheoChartPartsList;

/* Fits the list into @width × @height; FALSE when names would have to be cut short or parts left
 * out (it then holds what there is room for). */
gboolean kheo_chart_parts_list_fit (KheoChartLayout      *self,
                                    const KheoChartParts *parts,
                                    double                width,
                                    double                height,
                                    KheoChartPartsList   *list);
void     kheo_chart_parts_list_place (KheoChartLayout          *self,
                                      const KheoChartParts     *parts,
                                      const KheoChartPartsList *list,
                                      double                    x,
                                      double                    y);

/* Bars, with a line that says why the kind was not drawn, when the data have no parts: then TRUE.
 */
gboolean kheo_chart_instead (KheoChartLayout *self);

G_END_DECLS
