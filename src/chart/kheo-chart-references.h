/* Levels that all values are compared with: dashed lines with their labels. */
#pragma once

#include "kheo-chart-axis.h"

G_BEGIN_DECLS

/* Whether levels are drawn and named in the plot and named in the plot; else the list below names
 * them. */
gboolean kheo_chart_has_levels (const KheoChartLayout *self);

/* "Average: 54". */
char *kheo_chart_level_text (const KheoChartData *data, guint reference);

/* Widest of the names, no wider than @most. */
double kheo_chart_levels_width (KheoChartLayout *self, double size, double most);
/* Adds the names, not yet placed, to @items (KheoChartItem); box.y is where each would best be. */
void kheo_chart_levels_append (KheoChartLayout     *self,
                               const KheoChartAxis *axis,
                               double               most,
                               GArray              *items);
/* Dashed lines across the plot. */
void kheo_chart_levels_add_lines (KheoChartLayout *self, const KheoChartAxis *axis);

/* The same for lying bars: lines from @top to @bottom where @scale maps to the box's width, names
 * in one line above them at @names_y when @named. */
typedef struct
{
  KheoScale scale;
  KheoBox   extent;      /* of the bars */
  double    left, right; /* room of the names */
  double    names_y;
  double    size;
  gboolean  named;
} KheoChartUpright;

void kheo_chart_levels_add_upright (KheoChartLayout *self, const KheoChartUpright *upright);

G_END_DECLS
