/* Shared by the files of the annex only. */
#pragma once

#include "kheo-annex.h"
#include "kheo-typeset.h"

G_BEGIN_DECLS

/* One line of text in its place. */
typedef struct
{
  char    *text; /* owned */
  KheoFace face;
  double   x, y; /* top left */
  double   width;
} KheoAnnexText;

typedef struct
{
  double x1, y1, x2, y2;
} KheoAnnexRule;

/* Texts and rules that are painted together; y from its top, x from the edge of the paper. */
typedef struct
{
  GArray *texts; /* KheoAnnexText */
  GArray *rules; /* KheoAnnexRule */
  double  height;
} KheoAnnexBlock;

/* A row, or some lines of one that is taller than a page. */
typedef struct
{
  guint  row, first_line, n_lines;
  double height;
} KheoAnnexSlice;

typedef struct
{
  guint  first, n; /* slices */
  double table_y;  /* top of the table's heading; < 0: no table on this page */
  double tail_y;   /* top of note and signatures; < 0: not here */
} KheoAnnexPage;

/* Everything that drawing needs. */
typedef struct
{
  KheoTypeset    *typeset;
  KheoAnnexTable *table;
  KheoPaper       paper;
  double          left, top, width, height; /* inside the margins, points */
  double         *edges;                    /* n_columns + 1, from the edge of the paper */
  double          size, line, pad_x, pad_y; /* of the table */
  KheoAnnexBlock  head, columns, tail;
  gboolean        breaks_words; /* no type was small enough for all words */
  GArray         *slices;       /* KheoAnnexSlice */
  GArray         *pages;        /* KheoAnnexPage */
} KheoAnnex;

/* What stands in one cell or in several joined ones. */
typedef struct
{
  guint          column, n_columns;
  const char    *text; /* borrowed */
  KheoAnnexAlign align;
} KheoAnnexSpan;

/* kheo-annex-block.c */

void kheo_annex_block_init (KheoAnnexBlock *block);
void kheo_annex_block_clear (KheoAnnexBlock *block);
void
kheo_annex_block_draw (const KheoAnnex *annex, const KheoAnnexBlock *block, cairo_t *cr, double y);
/* Sets @text between @x and @x + @width from @y down; NULL and "" set nothing.  The y below. */
double kheo_annex_block_add (KheoAnnex      *annex,
                             KheoAnnexBlock *block,
                             const char     *text,
                             KheoFace        face,
                             KheoAnnexAlign  align,
                             double          x,
                             double          y,
                             double          width);
void   kheo_annex_block_rule (KheoAnnexBlock *block, double x1, double y1, double x2, double y2);

/* kheo-annex-head.c: the heading blocks. */

void     kheo_annex_make_head (KheoAnnex *annex, const KheoAnnexSpec *spec);
gboolean kheo_annex_given (const char *text); /* neither NULL nor "" */
/* Narrow paper gets smaller type throughout. */
KheoFace kheo_annex_face (const KheoAnnex *annex, double size, gboolean bold, gboolean italic);
/* The smallest step down from @face at which @text fits; @face's own size when none does. */
KheoFace kheo_annex_fit (KheoAnnex *annex, const char *text, KheoFace face, double width);
/* A line of the head over its whole width; the y below. */
double kheo_annex_add_line (
    KheoAnnex *annex, const char *text, KheoFace face, KheoAnnexAlign align, double y);

/* kheo-annex-form.c: the frame of a statistical form; the y below. */

double kheo_annex_add_form_head (KheoAnnex *annex, const KheoAnnexSpec *spec);

/* kheo-annex-tail.c: note, "Nơi nhận" and signatures. */

void kheo_annex_make_tail (KheoAnnex *annex, const KheoAnnexSpec *spec);
/* Widths of recipients, left and right signature beside each other. */
void kheo_annex_share_three (KheoAnnex *annex, const KheoAnnexSpec *spec, double widths[3]);

/* kheo-annex-heading.c: the heading of the table, which needs the columns' widths. */

void kheo_annex_make_columns (KheoAnnex *annex, const KheoAnnexSpec *spec);

/* kheo-annex-remarks.c: what is to be said before printing. */

void kheo_annex_add_remarks (const KheoAnnex *annex, const KheoAnnexSpec *spec, KheoPages *pages);

/* kheo-annex-width.c */

/* Type size and widths of the columns: the type shrinks from @size on until no word must be broken;
 * then words are broken. */
void kheo_annex_find_edges (KheoAnnex *annex, double size);

/* kheo-annex-rows.c: the table. */

KheoFace kheo_annex_row_face (const KheoAnnex *annex, guint row);
/* Lines of its tallest cell, at least 1. */
guint  kheo_annex_row_lines (KheoAnnex *annex, guint row);
double kheo_annex_row_height (const KheoAnnex *annex, guint n_lines);
void
kheo_annex_row_draw (const KheoAnnex *annex, const KheoAnnexSlice *slice, cairo_t *cr, double y);

G_END_DECLS
