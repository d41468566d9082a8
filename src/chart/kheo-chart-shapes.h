/* Painted geometry that stands for no mark of its own: bands behind bars, areas, lines, dots,
 * dashed levels.  Added while laying out, painted by draw. */
#pragma once

#include "kheo-chart-private.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_SHAPE_AREA, /* filled inside of its points */
  KHEO_SHAPE_LINE, /* from point to point */
  KHEO_SHAPE_DOT,  /* a disc around each point */
} KheoShapeType;

typedef struct
{
  KheoShapeType type;
  KheoColor     color;
  int           pattern;  /* of an area in mono; -1: the colour */
  double        width;    /* of a line; across a dot */
  int           dash;     /* of a line; 0: none, else one of three */
  gboolean      front;    /* over the marks, else below them */
  guint         first, n; /* in self->points; filled by the functions below */
} KheoChartShape;

/* Begins a shape; its points follow. */
void kheo_chart_add_shape (KheoChartLayout *self, KheoChartShape shape);
void kheo_chart_add_point (KheoChartLayout *self, double x, double y);
/* A whole rectangle as an area of @color. */
void kheo_chart_add_plain_box (KheoChartLayout *self, const KheoBox *box, KheoColor color);

/* Strokes a polyline in pieces: of a long one cairo looks at each pair of segments. */
void kheo_chart_stroke_points (cairo_t *cr, const KheoPoint *points, guint n);
void kheo_chart_draw_shapes (const KheoChartLayout *self, cairo_t *cr, gboolean front);

/* Whether a label that is placed lies over @box. */
gboolean kheo_chart_is_covered (const KheoChartLayout *self, const KheoBox *box);
/* Whether @box is inside the free room and over no label that is placed. */
gboolean kheo_chart_is_free (const KheoChartLayout *self, const KheoBox *box);
/* Whether it is over no mark and no line either; @except (may be NULL) is a mark it may touch. */
gboolean
kheo_chart_is_clear (const KheoChartLayout *self, const KheoBox *box, const KheoChartMark *except);
/* The same, where it may lie over what the figures are compared with. */
gboolean kheo_chart_is_clear_of_parts (const KheoChartLayout *self,
                                       const KheoBox         *box,
                                       const KheoChartMark   *except);

/* Moves texts (KheoChartItem, not yet placed) along one axis so that they do not touch, each as
 * near to where its box wishes to be as the others allow, between @from and @to.  Sorts them.
 * FALSE when there is no room for all; they are then too close together. */
typedef struct
{
  gboolean across; /* along x, else along y */
  double   from, to;
  double   gap; /* between two */
} KheoSpread;

gboolean kheo_chart_spread (GArray *items, const KheoSpread *spread);

G_END_DECLS
