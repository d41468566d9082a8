/* A ring and what stands beside it: shared by the two files that draw it up. */
#pragma once

#include "kheo-chart-parts.h"

G_BEGIN_DECLS

typedef struct
{
  KheoChartParts parts;
  double         x, y, radius;
  double         size; /* of type */
  int            name_lines;
} KheoDonut;

#define KHEO_DONUT_LARGEST 17.0 /* radius in type sizes: a sheet need not be filled */

/* Places the names of all parts beside the ring and sets its place and radius: as large as they
 * allow.  NULL when there is no room for them; else for kheo_donut_place_names(), when the arcs
 * have their marks. */
GArray *kheo_donut_find_names (KheoChartLayout *self, KheoDonut *donut);
void    kheo_donut_place_names (KheoChartLayout *self, const KheoDonut *donut, GArray *names);

G_END_DECLS
