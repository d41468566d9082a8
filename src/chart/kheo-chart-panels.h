/* Small multiples: how the panels share the room, and what fills one; shared by their two files. */
#pragma once

#include "kheo-chart-axis.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;    /* of the data's */
  guint       series;  /* when the panels are series */
  GArray     *members; /* owned, guint: its categories, when the panels are groups; else NULL */
} KheoChartPanel;

typedef struct
{
  GArray   *panels; /* owned: KheoChartPanel */
  guint     n_shown, n_columns, n_rows;
  KheoBox   room;          /* of all panels, without the numbers of the axis */
  double    width, height; /* of one */
  double    gap_x, gap_y;
  double    size, line;              /* of type in the panels */
  KheoScale scale;                   /* the same for all */
  double    name_width, value_width; /* of groups: the same for all, or bars would not compare */
} KheoChartPanels;

/* kheo-chart-panels-series.c: columns or a line over the moments */
void kheo_chart_panels_add_series (KheoChartLayout       *self,
                                   const KheoChartPanels *panels,
                                   guint                  index,
                                   KheoBox                box);
/* Height of the names of the moments below the panels of the last row. */
double kheo_chart_panels_foot (KheoChartLayout *self, double size);
/* kheo-chart-panels-group.c: lying bars with names; measured once for all */
void kheo_chart_panels_measure_groups (KheoChartLayout *self, KheoChartPanels *panels);
void kheo_chart_panels_add_group (KheoChartLayout       *self,
                                  const KheoChartPanels *panels,
                                  guint                  index,
                                  KheoBox                box);

G_END_DECLS
