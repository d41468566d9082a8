/*
 * Charts: numbers → layout (boxes, in points) → any cairo_t.  The same layout and the same draw
 * serve the window, the printer, PDF, SVG and PNG, so the geometry is identical everywhere.
 *
 *   data, style ── kheo_chart_layout() ──► KheoChartLayout ── kheo_chart_draw() ──► cairo_t
 *                                             │ marks, labels: plain boxes, tested
 *                                             └ hit, marks by index: mouse and keyboard
 *
 * A layout is made, drawn and freed on one thread (Pango's font map is per thread).
 */
#pragma once

#include "kheo-chart-data.h"
#include "kheo-chart-style.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_CHART_BAR,      /* columns; lies down by itself when the names are long or many */
  KHEO_CHART_STACKED,  /* lying bars cut by series, each part and the whole labelled */
  KHEO_CHART_RANKING,  /* lying bars, highest first; "… other units" when they do not all fit */
  KHEO_CHART_LINE,     /* categories are moments in order; each series ends in its name */
  KHEO_CHART_SHARE,    /* lying bars of 100 %, cut by series; one bar cut by categories */
  KHEO_CHART_HEAT,     /* a table of cells, categories × series, coloured on one scale */
  KHEO_CHART_DONUT,    /* a ring cut by categories, the total in its middle */
  KHEO_CHART_TREE_MAP, /* rectangles as large as their values, by groups if there are any */
  KHEO_CHART_BULLET,   /* lying bars with the target as a tick, over bands of 50, 75, 100 % */
  KHEO_CHART_COVERAGE, /* categories are moments: waves, one over the other, up to the whole */
  KHEO_CHART_SMALL_MULTIPLES, /* a small chart for each series or group, all on one scale */
  KHEO_CHART_SLOPE,           /* from moment to moment: one line a category, named at both ends */
  KHEO_CHART_N_KINDS
} KheoChartKind;

/* "bar", "stacked", "tree-map" … as in cli.md. */
const char *kheo_chart_kind_to_name (KheoChartKind kind);
gboolean    kheo_chart_kind_from_name (const char *name, KheoChartKind *out_kind);
/* Translated, for a menu: "Columns". */
const char *kheo_chart_kind_title (KheoChartKind kind);
/* Whether the kind says something true about such data (any data can be laid out).  If not,
 * @out_why (may be NULL) is a translated sentence for the one who chose it. */
gboolean kheo_chart_kind_fits (KheoChartKind kind, const KheoChartData *data, const char **out_why);

typedef struct
{
  double x, y, width, height; /* points, from the top left */
} KheoBox;

typedef enum
{
  KHEO_CHART_MARK_BAR,   /* box is what is painted */
  KHEO_CHART_MARK_POINT, /* of a line: x, y is the point, box is around it */
  KHEO_CHART_MARK_TOTAL, /* the whole of a stacked bar, series is -1: nothing painted */
  KHEO_CHART_MARK_REST,  /* "n other units": category is -1 */
  KHEO_CHART_MARK_CELL,  /* a rectangle of a share, a heat table, a tree map: box is painted */
  KHEO_CHART_MARK_TICK,  /* what a bar or step is compared with: its target, its plan */
  KHEO_CHART_MARK_ARC,   /* of a donut: x, y is the middle of its ring, box is around the arc */
} KheoChartMarkType;

typedef struct
{
  KheoChartMarkType type;
  int               category; /* -1 for the rest */
  int               series;   /* -1 where the mark stands for all series */
  double            value;
  double            x, y; /* the end that stands for the value */
  KheoBox           box;
} KheoChartMark;

typedef enum
{
  KHEO_CHART_LABEL_TITLE,
  KHEO_CHART_LABEL_SUBTITLE,
  KHEO_CHART_LABEL_CATEGORY,
  KHEO_CHART_LABEL_VALUE,
  KHEO_CHART_LABEL_SERIES, /* direct label of a series */
  KHEO_CHART_LABEL_LEGEND, /* where a direct one does not fit */
  KHEO_CHART_LABEL_TICK,
  KHEO_CHART_LABEL_NOTE, /* rest row, "no data" */
  KHEO_CHART_LABEL_FOOTER,
  KHEO_CHART_LABEL_REFERENCE,  /* of a level, at its line or listed */
  KHEO_CHART_LABEL_ANNOTATION, /* what the user typed at a value, beside it or listed */
} KheoChartLabelType;

typedef struct
{
  KheoChartLabelType type;
  const char        *text;      /* owned by the layout; whole, even where it is shown shortened */
  KheoBox            box;       /* logical box of what is shown */
  double             font_size; /* points */
  int                n_lines;
  gboolean           shortened;        /* shown with "…" */
  int                category, series; /* -1 when it is of none */
} KheoChartLabel;

typedef struct _KheoChartLayout KheoChartLayout;

/* Never fails: any number of categories, any values, any size ≥ 1 pt give a sheet on which no two
 * labels overlap and none leaves the picture.  Keeps a reference to @data. */
KheoChartLayout *
kheo_chart_layout (KheoChartKind kind, KheoChartData *data, const KheoChartStyle *style);
KheoChartLayout *kheo_chart_layout_ref (KheoChartLayout *self);
void             kheo_chart_layout_unref (KheoChartLayout *self);

KheoChartKind         kheo_chart_layout_get_kind (const KheoChartLayout *self);
KheoChartData        *kheo_chart_layout_get_data (const KheoChartLayout *self);
const KheoChartStyle *kheo_chart_layout_get_style (const KheoChartLayout *self);

/* In the order of a keyboard walk: by category as shown, then by series; a rest last. */
guint                 kheo_chart_layout_get_n_marks (const KheoChartLayout *self);
const KheoChartMark  *kheo_chart_layout_get_mark (const KheoChartLayout *self, guint index);
guint                 kheo_chart_layout_get_n_labels (const KheoChartLayout *self);
const KheoChartLabel *kheo_chart_layout_get_label (const KheoChartLayout *self, guint index);

/* The colour of a label and of what it stands on. */
void kheo_chart_layout_get_label_ink (const KheoChartLayout *self,
                                      guint                  index,
                                      KheoColor             *out_ink,
                                      KheoColor             *out_ground);
/* Of two colours, 1 (none) … 21 (black on white), as WCAG reckons. */
double kheo_color_contrast (KheoColor a, KheoColor b);

/* The mark under a point, -1 for none.  A bar is hit anywhere in its row or column. */
int kheo_chart_layout_hit (const KheoChartLayout *self, double x, double y);
/* "Huyện Mường La, tập thể: 123 mô hình": for a tooltip or a screen reader. */
char *kheo_chart_layout_describe_mark (const KheoChartLayout *self, guint index);

/* Paints at the cairo_t's origin; 1 unit is 1 point.  Leaves the cairo_t as it was. */
void kheo_chart_draw (const KheoChartLayout *self, cairo_t *cr);
/* Paints a frame around mark @index over the drawn chart (hover, keyboard). */
void kheo_chart_draw_highlight (const KheoChartLayout *self, cairo_t *cr, guint index);

/* One or two translated sentences: total, highest, lowest, share; for screen readers, SVG <desc>
 * and PDF metadata. */
char *kheo_chart_describe (KheoChartKind kind, const KheoChartData *data);

typedef enum
{
  KHEO_CHART_PDF,
  KHEO_CHART_SVG,
  KHEO_CHART_PNG,
} KheoChartFormat;

typedef struct
{
  double      dpi;    /* of PNG; 0 is 192 */
  const char *author; /* PDF metadata; may be NULL */
} KheoChartExport;

/* By the name's ending (.pdf .svg .png, any case). */
gboolean kheo_chart_format_from_path (const char *path, KheoChartFormat *out_format);

/* Writes beside @path and renames.  The same chart gives the same bytes.  @options may be NULL. */
gboolean kheo_chart_export (const KheoChartLayout *self,
                            const char            *path,
                            KheoChartFormat        format,
                            const KheoChartExport *options,
                            GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoChartLayout, kheo_chart_layout_unref)

G_END_DECLS
