/* How a chart looks: size, type, colours.  A plain value; fill it with one of the functions, then
 * change what differs. */
#pragma once

#include "kheo-paper.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha; /* 0…1 */
} KheoColor;

typedef enum
{
  KHEO_CHART_LIGHT, /* screen, white ground */
  KHEO_CHART_DARK,  /* screen, dark ground */
  KHEO_CHART_PRINT, /* paper, colour */
  KHEO_CHART_MONO,  /* paper, black only: patterns instead of colours */
} KheoChartTheme;

#define KHEO_CHART_N_COLORS 8

typedef struct
{
  double         width, height; /* whole picture, points */
  double         margin;        /* white space at each edge, points */
  double         font_size;     /* of a label, points; title and notes are scaled from it */
  const char    *font_family;   /* borrowed until kheo_chart_layout() returns */
  KheoChartTheme theme;
  gboolean       compact;    /* tile: no title, subtitle, source or date */
  KheoColor      background; /* alpha 0: not painted, but it is what the chart lies on */
  KheoColor      text;
  KheoColor      muted;  /* secondary text, rest rows */
  KheoColor      grid;   /* hairlines */
  KheoColor      accent; /* emphasis and single series */
  /* The first four are the four fields, in order; all differ in lightness too, so that they stay
   * apart in greyscale and for colour-blind eyes. */
  KheoColor colors[KHEO_CHART_N_COLORS];
} KheoChartStyle;

#define KHEO_CHART_FONT "Noto Sans"

/* A style for the screen: type size 10 points whatever the size of the picture. */
void
kheo_chart_style_init (KheoChartStyle *style, KheoChartTheme theme, double width, double height);

/* The colour of a value on a scale: @t 0 is next to nothing, 1 the most; @below: the values are
 * below zero (mono: a hatching tells that apart). */
KheoColor kheo_chart_style_ramp (const KheoChartStyle *style, double t, gboolean below);

/* A style for paper: type grows with the distance from which such a sheet is read (A5, A4 in the
 * hand; A3 on a table; A1, A0 and slides from across a room). */
void kheo_chart_style_for_paper (KheoChartStyle *style, KheoChartTheme theme, KheoPaper paper);

G_END_DECLS
