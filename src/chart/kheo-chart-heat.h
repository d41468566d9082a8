/* A table of coloured cells, categories × series: shared by the files that divide the room, find
 * the classes of the scale and fill the cells. */
#pragma once

#include "kheo-chart-private.h"

G_BEGIN_DECLS

#define KHEO_HEAT_MOST_CLASSES 9

/* Values fall in classes between breaks, each with one colour: a colour of a class is found again
 * in the key, one of ten thousand shades is not. */
typedef struct
{
  guint          n; /* classes */
  double         breaks[KHEO_HEAT_MOST_CLASSES + 1];
  KheoChartPaint paints[KHEO_HEAT_MOST_CLASSES];
  int            decimals; /* of the breaks */
  gboolean       same;     /* all values are one: nothing to be told by colours */
} KheoHeatScale;

typedef enum
{
  KHEO_HEAT_HEADS_LYING,    /* names in up to three lines */
  KHEO_HEAT_HEADS_UPRIGHT,  /* read from below */
  KHEO_HEAT_HEADS_NUMBERED, /* 1, 2, 3 …, names in a list below the table */
  KHEO_HEAT_HEADS_SHORT,    /* cut short, where there is no room for such a list either */
} KheoHeatHeads;

typedef struct
{
  KheoHeatScale scale;
  guint         n, n_series;
  guint         n_shown, per_block, n_blocks;
  int           moved; /* category in the last row instead of its own, -1: none */
  double        size, line;
  double        value_size; /* of type of the values; 0: they have no room */
  double        pitch;      /* from row to row */
  double        block_width, gap, label_width, cell_width;
  double        head; /* height of the names of the columns */
  KheoHeatHeads heads;
  gboolean      unlisted; /* there is no room for a list */
  double        top;      /* of the first row */
} KheoHeat;

/* kheo-chart-heat-scale.c */

void           kheo_heat_scale_init (const KheoChartLayout *self, KheoHeatScale *scale);
KheoChartPaint kheo_heat_scale_paint (const KheoHeatScale *scale, double value);
/* The classes with their breaks in a strip at the top of self->free; cuts it off. */
void kheo_heat_scale_add_key (KheoChartLayout *self, const KheoHeatScale *scale);

/* kheo-chart-heat-divide.c */

/* Gives rows, blocks, names and cells their room in self->free. */
void kheo_heat_divide (KheoChartLayout *self, KheoHeat *heat);
/* The name (or number) of a column as it stands at its head. */
KheoChartItem kheo_heat_measure_head (KheoChartLayout *self, const KheoHeat *heat, guint series);

G_END_DECLS
