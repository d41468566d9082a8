/* The table of an annex: widths, heights, and one row on paper. */
#include "kheo-annex-private.h"

#include <string.h>

#define SMALLEST_SIZE   7.0
#define BORDER          0.5
#define LONG_WORD_SHARE 0.15

static KheoFace
cell_face (const KheoAnnex *annex, gboolean bold)
{
  return (KheoFace){ annex->size, bold, FALSE };
}

static KheoFace
row_face (const KheoAnnex *annex, guint row)
{
  return (KheoFace){ annex->size, kheo_annex_table_is_row_bold (annex->table, row),
                     kheo_annex_table_is_row_slanted (annex->table, row) };
}

/* The longest word of a column's cells; one in running text asks for no more than its share. */
static double
longest_word (KheoAnnex *annex, guint column)
{
  KheoAnnexAlign align = kheo_annex_table_get_align (annex->table, column);
  double         longest = 0;

  for (guint row = 0; row < kheo_annex_table_get_n_rows (annex->table); row++)
    if (column != kheo_annex_table_get_label_column (annex->table, row))
      longest =
          MAX (longest,
               kheo_typeset_longest_word (annex->typeset, row_face (annex, row),
                                          kheo_annex_table_get_cell (annex->table, row, column)));
  return align == KHEO_ANNEX_ALIGN_LEFT ? MIN (longest, annex->width * LONG_WORD_SHARE) : longest;
}

/* What a column needs so that no heading word and no number in it must be broken. */
static void
find_least_widths (KheoAnnex *annex, double *least)
{
  for (guint column = 0; column < kheo_annex_table_get_n_columns (annex->table); column++)
    {
      const char *heading = kheo_annex_table_get_heading (annex->table, column);
      double word = kheo_typeset_longest_word (annex->typeset, cell_face (annex, TRUE), heading);

      least[column] = MAX (word, longest_word (annex, column)) + 2 * annex->pad_x + 0.5;
    }
}

/* Shares @width by weight; columns that would get less than their least get that, the others share
 * what is left.  FALSE when it does not go round. */
static gboolean
share_width (KheoAnnex *annex, const double *least, double *widths)
{
  guint                n = kheo_annex_table_get_n_columns (annex->table);
  g_autofree gboolean *fixed = g_new0 (gboolean, n);
  double               left = annex->width, weights = 0;
  gboolean             again = TRUE;

  for (guint i = 0; i < n; i++)
    weights += kheo_annex_table_get_weight (annex->table, i);
  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < n && !again; i++)
        {
          double weight = kheo_annex_table_get_weight (annex->table, i);

          if (fixed[i] || left * weight / weights >= least[i])
            continue;
          fixed[i] = again = TRUE;
          widths[i] = least[i];
          left -= least[i];
          weights -= weight;
          if (left < 0)
            return FALSE;
        }
    }
  for (guint i = 0; i < n; i++)
    if (!fixed[i])
      widths[i] = left * kheo_annex_table_get_weight (annex->table, i) / weights;
  return TRUE;
}

static void
set_size (KheoAnnex *annex, double size)
{
  annex->size = size;
  annex->pad_x = size * 0.3;
  annex->pad_y = size * 0.22;
  annex->line = kheo_typeset_line_height (annex->typeset, cell_face (annex, FALSE));
}

void
kheo_annex_find_edges (KheoAnnex *annex, double size)
{
  guint              n = kheo_annex_table_get_n_columns (annex->table);
  g_autofree double *least = g_new0 (double, n);
  g_autofree double *widths = g_new0 (double, n);

  for (;; size -= 0.5)
    {
      set_size (annex, size);
      find_least_widths (annex, least);
      if (share_width (annex, least, widths))
        break;
      if (size - 0.5 < SMALLEST_SIZE)
        {
          annex->breaks_words = TRUE;
          memset (least, 0, n * sizeof *least);
          share_width (annex, least, widths);
          break;
        }
    }
  annex->edges = g_new (double, n + 1);
  annex->edges[0] = annex->left;
  for (guint i = 0; i < n; i++)
    annex->edges[i + 1] = annex->edges[i] + widths[i];
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
  KheoFace face = row_face (annex, row);

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
  KheoFace face = row_face (annex, slice->row);

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
