/* Shared by the files of chart/ only: the layout's inside and the tools that fill it. */
#pragma once

#include "kheo-chart.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_ANCHOR_START,
  KHEO_ANCHOR_MIDDLE,
  KHEO_ANCHOR_END,
} KheoAnchor;

/* A measured text that waits for its place. */
typedef struct
{
  KheoChartLabel label; /* box.x, box.y still 0 */
  PangoLayout   *pango; /* owned */
  double         dx;    /* logical left edge inside the Pango layout */
  KheoColor      color;
  gboolean       upright;     /* read from below: box is that of the turned text */
  gboolean       halo;        /* lines may pass below it: the ground is painted first */
  gboolean       plate;       /* on a pattern: a plate below it, so that it stays legible */
  double         plate_width; /* of texts below one another; 0: as wide as this one */
} KheoChartItem;

typedef struct
{
  double    x1, y1, x2, y2, width;
  KheoColor color;
} KheoChartRule;

/* How a mark is painted where its colour is neither the series' nor the category's own. */
typedef struct
{
  gboolean  by_role; /* ask kheo_chart_color(); the rest is empty */
  KheoColor color;
  int       pattern; /* mono: one of kheo-chart-paint.c; -1: the colour */
  gboolean  hatched; /* thin lines over the colour: below zero in mono */
} KheoChartPaint;

/* A swatch of a legend. */
typedef struct
{
  KheoBox        box;
  int            series;
  KheoChartPaint paint;
} KheoChartSwatch;

typedef struct
{
  double x, y;
} KheoPoint;

/* Another place at which a mark is hit: its label, its line in a list. */
typedef struct
{
  guint   mark;
  KheoBox box;
} KheoChartHit;

/* The shape of a KHEO_CHART_MARK_ARC; angles in radians, clockwise from 12 o'clock. */
typedef struct
{
  guint  mark;
  double x, y; /* middle of the ring */
  double inner, outer;
  double start, end;
} KheoChartArc;

struct _KheoChartLayout
{
  int            ref_count;
  KheoChartKind  kind;
  KheoChartData *data; /* owned reference */
  KheoChartStyle style;
  char          *font_family;
  PangoContext  *context; /* owned: unhinted, so that nothing depends on the device */
  KheoBox        plot;
  KheoBox        free;           /* while laying out: what is left of the picture */
  GArray        *marks;          /* KheoChartMark */
  GArray        *regions;        /* KheoBox, one a mark: where it is hit */
  GArray        *paints;         /* KheoChartPaint, one a mark */
  GArray        *hits;           /* KheoChartHit */
  GArray        *arcs;           /* KheoChartArc, in the order of their marks */
  GArray        *items;          /* KheoChartItem, placed */
  GArray        *rules;          /* KheoChartRule */
  GArray        *shapes;         /* KheoChartShape, see kheo-chart-shapes.h */
  GArray        *points;         /* KheoPoint, of the shapes */
  GArray        *swatches;       /* KheoChartSwatch */
  guint          n_parts;        /* series that are no target and no time before */
  double         whole;          /* what parts are parts of; 0: of nothing, or of their category */
  gboolean       levels_listed;  /* below the plot, not at their lines */
  gboolean       levels_crowded; /* one had no room at its line: they want to be listed */
  gboolean       notes_listed;   /* the same of notes */
  gboolean       notes_crowded;
  gboolean       by_series; /* colours tell the series apart (else the category) */
};

/* kheo-chart-text.c */

typedef struct
{
  KheoChartLabelType type;
  double             font_size;
  gboolean           bold;
  KheoAnchor         anchor;    /* of the lines among themselves */
  double             max_width; /* points; 0: one line as wide as it is */
  int                max_lines; /* more is shortened */
  KheoColor          color;
} KheoTextSpec;

/* " –": no line breaks within */
#define KHEO_CHART_BLANK_DASH " \342\200\223"

PangoContext *kheo_chart_text_context_new (void);
KheoChartItem
kheo_chart_text_measure (KheoChartLayout *self, const char *text, const KheoTextSpec *spec);
/* In lines of about equal length instead of a last word alone: the narrowest width that needs no
 * more lines. */
KheoChartItem kheo_chart_text_measure_balanced (KheoChartLayout    *self,
                                                const char         *text,
                                                const KheoTextSpec *wide_spec);
/* Whether Pango had to cut a word in two. */
gboolean kheo_chart_breaks_word (PangoLayout *pango);
void     kheo_chart_item_clear (gpointer item);
/* Takes @item over; its logical box has its top left corner at x, y. */
KheoChartLabel *kheo_chart_place (KheoChartLayout *self, KheoChartItem *item, double x, double y);
/* TRUE when the box is inside @area by less than a hair and not empty. */
gboolean kheo_box_contains (const KheoBox *area, const KheoBox *box);
gboolean kheo_box_overlaps (const KheoBox *a, const KheoBox *b);
double   kheo_chart_line_height (double font_size);
/* @scale in steps: each size of type is looked for among the fonts of the machine, which takes
 * longer than all else, so that a window being resized must not ask for ever new ones. */
double kheo_chart_scale_step (double scale);

/* kheo-chart-text-size.c: measured once, then reckoned; close to what will be placed, within some
 * thousandths */

typedef struct
{
  double width;   /* as one line */
  double height;  /* of all lines */
  guint  n_lines; /* 0: a word is wider than max_width */
} KheoTextExtent;

KheoTextExtent
kheo_chart_text_reckon (KheoChartLayout *self, const char *text, const KheoTextSpec *spec);
/* The narrowest width that needs no more lines than max_width. */
double
kheo_chart_text_narrowest (KheoChartLayout *self, const char *text, const KheoTextSpec *spec);

/* kheo-chart-scale.c */

typedef struct
{
  double low, high; /* ends of the axis */
  double step;      /* between ticks */
} KheoScale;

/* Round ends that hold low…high in about @n_ticks steps of 1, 2 or 5 × 10ⁿ; @whole: no fractions.
 */
KheoScale kheo_scale_nice (double low, double high, int n_ticks, gboolean whole);
double    kheo_scale_map (const KheoScale *scale, double value, double from, double to);

/* kheo-chart-color.c */

KheoColor
kheo_chart_color (const KheoChartLayout *self, int category, int series, int *out_pattern);
/* What lies below the marks; the paper where it is not painted. */
KheoColor kheo_chart_ground (const KheoChartLayout *self);
KheoColor kheo_color_mix (KheoColor a, KheoColor b, double share_of_b);
/* @ground, darker or lighter by as little as it takes to bear type of the colour that @other bears.
 */
KheoColor kheo_chart_with_type_of (KheoColor ground, KheoColor other);
/* Colours a text that stands on a mark so that it can be read; on a pattern other than the darkest
 * it needs a plate below it. */
void kheo_chart_item_on (const KheoChartLayout *self,
                         KheoChartItem         *item,
                         KheoColor              ground,
                         int                    pattern);

/* kheo-chart-draw.c */

/* 0: none; else one of three. */
void kheo_chart_set_dash (const KheoChartLayout *self, cairo_t *cr, int dash);

/* kheo-chart-paint.c */

/* Fills the current path with @color, or with one of the patterns of mono when @pattern is not -1;
 * the path is used up. */
void kheo_chart_fill_path (const KheoChartLayout *self, cairo_t *cr, KheoColor color, int pattern);
/* The same with the hatching of a paint; @box is what the path encloses. */
void kheo_chart_fill_box (const KheoChartLayout *self,
                          cairo_t               *cr,
                          const KheoBox         *box,
                          const KheoChartPaint  *paint);
/* What the lines of a pattern lie on. */
KheoColor      kheo_chart_pattern_ground (int pattern);
KheoChartPaint kheo_chart_mark_paint (const KheoChartLayout *self, guint mark);
void           kheo_chart_draw_cells (const KheoChartLayout *self, cairo_t *cr);
void     kheo_chart_draw_arc (const KheoChartLayout *self, cairo_t *cr, const KheoChartArc *arc);
void     kheo_chart_arc_path (const KheoChartArc *arc, cairo_t *cr);
gboolean kheo_chart_arc_contains (const KheoChartArc *arc, double x, double y);
/* The arc of a mark, NULL for none. */
const KheoChartArc *kheo_chart_find_arc (const KheoChartLayout *self, guint mark);

/* kheo-chart-frame.c: title, subtitle and footer shrink self->free; the legend too. */

void kheo_chart_frame (KheoChartLayout *self);
/* Whether the chart is so small, with its words beside it, that it has no room for reading: no
 * notes, no headings of columns. */
gboolean kheo_chart_is_tile (const KheoChartLayout *self);
/* Whether its bars are the sums of several series. */
gboolean kheo_chart_sums_parts (const KheoChartLayout *self);
/* Whether some series cannot be told by the chart alone. */
gboolean kheo_chart_has_legend (const KheoChartLayout *self);
void     kheo_chart_legend (KheoChartLayout *self);
void     kheo_chart_no_data (KheoChartLayout *self);
/* Places a line at the foot of self->free and cuts it off, where there is room for it. */
void kheo_chart_foot_line (KheoChartLayout *self, const char *text, const KheoTextSpec *spec);

/* kheo-chart-notes.c: what the user typed at values */

/* The list below the plot, when there must be one: levels without room at their lines, notes
 * without room at their marks (numbered), notes on the whole. */
void kheo_chart_notes_cut_list (KheoChartLayout *self);
/* At the marks: the texts, or their numbers when they are listed. */
void kheo_chart_notes_add (KheoChartLayout *self);

/* Kinds; each fills the layout inside self->free. */

void kheo_chart_rows (KheoChartLayout *self); /* ranking, stacked, lying bars */
gboolean
     kheo_chart_columns (KheoChartLayout *self); /* FALSE: the labels do not fit, nothing done */
void kheo_chart_line (KheoChartLayout *self);
void kheo_chart_bullet (KheoChartLayout *self);
void kheo_chart_coverage (KheoChartLayout *self);
KheoColor kheo_chart_wave_color (const KheoChartLayout *self, guint series, int *out_pattern);
void      kheo_chart_slope (KheoChartLayout *self);
void      kheo_chart_small_multiples (KheoChartLayout *self);
void      kheo_chart_share (KheoChartLayout *self);
void      kheo_chart_donut (KheoChartLayout *self);
void      kheo_chart_heat (KheoChartLayout *self);
void      kheo_chart_tree_map (KheoChartLayout *self);

/* @region is where the mark is hit. */
void kheo_chart_add_mark (KheoChartLayout *self, const KheoChartMark *mark, KheoBox region);
void kheo_chart_add_hit (KheoChartLayout *self, guint mark, KheoBox box);
/* The mark added last is painted so. */
void kheo_chart_paint_mark (KheoChartLayout *self, KheoColor color, int pattern);
void kheo_chart_add_rule (KheoChartLayout *self, KheoChartRule rule);

G_END_DECLS
