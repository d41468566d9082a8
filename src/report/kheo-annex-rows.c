/* The table of an annex: heights of its rows, and one row on paper. */
#include "kheo-annex-private.h"

#include <string.h>

#define BORDER 0.5

KheoFace
kheo_annex_row_face (const KheoAnnex *annex, guint row)
{
  return (KheoFace){ annex->size, kheo_annex_table_is_row_bold (annex->table, row),
                     kheo_annex_table_is_row_slanted (annex->table, row) };
}

/* The span that starts in @column. */
static KheoAnnexSpan
span_at (const KheoAnnex *annex, guint row, guint column)
{
  KheoAnnexSpan span = { .column = column,
                         .text = kheo_annex_table_get_cell (annex->table, row, column) };

  span.n_columns = kheo_annex_table_get_span (annex->table, row, column, &span.align);
  return span;
}

static double
span_width (const KheoAnnex *annex, const KheoAnnexSpan *span)
{
  return annex->edges[span->column + span->n_columns] - annex->edges[span->column] -
         2 * annex->pad_x;
}

guint
kheo_annex_row_lines (KheoAnnex *annex, guint row)
{
  guint    n = kheo_annex_table_get_n_columns (annex->table), most = 1;
  KheoFace face = kheo_annex_row_face (annex, row);

  for (guint column = 0; column < n;)
    {
      KheoAnnexSpan span = span_at (annex, row, column);

      if (*span.text != '\0')
        most = MAX (most, kheo_typeset_wrap (annex->typeset, face, span.text,
                                             span_width (annex, &span), NULL));
      column += span.n_columns;
    }
  return most;
}

double
kheo_annex_row_height (const KheoAnnex *annex, guint n_lines)
{
  return n_lines * annex->line + 2 * annex->pad_y;
}

static void
draw_span (const KheoAnnex      *annex,
           const KheoAnnexSpan  *span,
           const KheoAnnexSlice *slice,
           KheoFace              face,
           cairo_t              *cr,
           double                y)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KheoLine));
  double x = annex->edges[span->column] + annex->pad_x, width = span_width (annex, span);

  kheo_typeset_wrap (annex->typeset, face, span->text, width, lines);
  y += annex->pad_y;
  /* Short cells stand in the middle of a whole row, at the top of a broken one. */
  if (slice->first_line == 0 && lines->len < slice->n_lines)
    y += (slice->n_lines - lines->len) * annex->line / 2;
  for (guint i = slice->first_line; i < MIN (lines->len, slice->first_line + slice->n_lines); i++)
    {
      const KheoLine *line = &g_array_index (lines, KheoLine, i);
      double          indent = 0;

      if (span->align == KHEO_ANNEX_ALIGN_CENTER)
        indent = (width - line->width) / 2;
      else if (span->align == KHEO_ANNEX_ALIGN_RIGHT)
        indent = width - line->width;
      kheo_typeset_draw (annex->typeset, cr, face, line, x + indent, y);
      y += annex->line;
    }
}

void
kheo_annex_row_draw (const KheoAnnex *annex, const KheoAnnexSlice *slice, cairo_t *cr, double y)
{
  guint    n = kheo_annex_table_get_n_columns (annex->table);
  double   bottom = y + slice->height;
  KheoFace face = kheo_annex_row_face (annex, slice->row);

  cairo_set_line_width (cr, BORDER);
  cairo_move_to (cr, annex->edges[0], bottom);
  cairo_line_to (cr, annex->edges[n], bottom);
  for (guint column = 0; column < n;)
    {
      KheoAnnexSpan span = span_at (annex, slice->row, column);

      cairo_move_to (cr, annex->edges[column], y);
      cairo_line_to (cr, annex->edges[column], bottom);
      column += span.n_columns;
    }
  cairo_move_to (cr, annex->edges[n], y);
  cairo_line_to (cr, annex->edges[n], bottom);
  cairo_stroke (cr);

  for (guint column = 0; column < n;)
    {
      KheoAnnexSpan span = span_at (annex, slice->row, column);

      if (*span.text != '\0')
        draw_span (annex, &span, slice, face, cr, y);
      column += span.n_columns;
    }
}
