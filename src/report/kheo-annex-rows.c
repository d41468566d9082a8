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

/* The column whose text may run over the empty cells behind it; n_columns for none. */
static guint
label_column (const KheoAnnex *annex, guint row)
{
  switch (kheo_annex_table_get_row_kind (annex->table, row))
    {
    case KHEO_ANNEX_ROW_GROUP:
      return 1;
    case KHEO_ANNEX_ROW_TOTAL:
      return *kheo_annex_table_get_cell (annex->table, row, 0) != '\0' ? 0 : 1;
    case KHEO_ANNEX_ROW_DATA:
    default:
      return kheo_annex_table_get_n_columns (annex->table);
    }
}

static gboolean
is_bold (const KheoAnnex *annex, guint row)
{
  return kheo_annex_table_get_row_kind (annex->table, row) != KHEO_ANNEX_ROW_DATA;
}

/* The longest word of a column's cells; one in running text asks for no more than its share. */
static double
longest_word (KheoAnnex *annex, guint column)
{
  KheoAlign align = kheo_annex_table_get_align (annex->table, column);
  double    longest = 0;

  for (guint row = 0; row < kheo_annex_table_get_n_rows (annex->table); row++)
    if (column != label_column (annex, row))
      longest =
          MAX (longest,
               kheo_typeset_longest_word (annex->typeset, cell_face (annex, is_bold (annex, row)),
                                          kheo_annex_table_get_cell (annex->table, row, column)));
  return align == KHEO_ALIGN_LEFT ? MIN (longest, annex->width * LONG_WORD_SHARE) : longest;
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

/* The type shrinks until no word must be broken; then words are broken. */
static void
find_edges (KheoAnnex *annex, double size)
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

static double
heading_height (KheoAnnex *annex, const char *text, double width, KheoFace face)
{
  guint n = kheo_typeset_wrap (annex->typeset, face, text, width - 2 * annex->pad_x, NULL);

  return n * kheo_typeset_line_height (annex->typeset, face) + 2 * annex->pad_y;
}

/* A heading in the middle of its box, with its borders. */
static void
add_heading (
    KheoAnnex *annex, const char *text, KheoFace face, double x1, double x2, double y1, double y2)
{
  double height = heading_height (annex, text, x2 - x1, face) - 2 * annex->pad_y;

  kheo_annex_block_add (annex, &annex->columns, text, face, KHEO_ALIGN_CENTER, x1 + annex->pad_x,
                        y1 + MAX ((y2 - y1 - height) / 2, 0), x2 - x1 - 2 * annex->pad_x);
  kheo_annex_block_rule (&annex->columns, x1, y1, x2, y1);
  kheo_annex_block_rule (&annex->columns, x1, y2, x2, y2);
  kheo_annex_block_rule (&annex->columns, x1, y1, x1, y2);
  kheo_annex_block_rule (&annex->columns, x2, y1, x2, y2);
}

/* The first column after @column that does not stand under the same common heading. */
static guint
group_end (const KheoAnnex *annex, guint column)
{
  guint       n = kheo_annex_table_get_n_columns (annex->table), end = column + 1;
  const char *group = kheo_annex_table_get_group (annex->table, column);

  while (group != NULL && end < n &&
         g_strcmp0 (kheo_annex_table_get_group (annex->table, end), group) == 0)
    end++;
  return end;
}

/* Heights of the row of common headings (0 without any) and of the row below. */
static void
measure_headings (KheoAnnex *annex, double *out_groups, double *out_headings)
{
  guint    n = kheo_annex_table_get_n_columns (annex->table);
  KheoFace bold = cell_face (annex, TRUE);
  double   groups = 0, headings = 0;

  for (guint i = 0; i < n; i = group_end (annex, i))
    {
      const char *group = kheo_annex_table_get_group (annex->table, i);

      if (group != NULL)
        groups = MAX (groups,
                      heading_height (annex, group,
                                      annex->edges[group_end (annex, i)] - annex->edges[i], bold));
    }
  for (guint i = 0; i < n; i++)
    {
      double height = heading_height (annex, kheo_annex_table_get_heading (annex->table, i),
                                      annex->edges[i + 1] - annex->edges[i], bold);

      if (kheo_annex_table_get_group (annex->table, i) == NULL)
        height -= groups;
      headings = MAX (headings, height);
    }
  *out_groups = groups;
  *out_headings = headings;
}

void
kheo_annex_make_columns (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  guint    n = kheo_annex_table_get_n_columns (annex->table);
  KheoFace bold, code;
  double   groups, headings, y;

  find_edges (annex, spec->font_size);
  kheo_annex_block_init (&annex->columns);
  measure_headings (annex, &groups, &headings);
  bold = cell_face (annex, TRUE);
  code = (KheoFace){ annex->size * 0.85, FALSE, TRUE };
  y = groups + headings;

  for (guint i = 0; i < n; i = group_end (annex, i))
    {
      const char *group = kheo_annex_table_get_group (annex->table, i);
      guint       end = group_end (annex, i);

      if (group != NULL)
        add_heading (annex, group, bold, annex->edges[i], annex->edges[end], 0, groups);
      for (guint k = i; k < end; k++)
        add_heading (annex, kheo_annex_table_get_heading (annex->table, k), bold, annex->edges[k],
                     annex->edges[k + 1], group != NULL ? groups : 0, y);
    }
  if (spec->code_row)
    {
      double height = kheo_typeset_line_height (annex->typeset, code) + annex->pad_y;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *number = g_strdup_printf ("(%u)", i + 1);

          add_heading (annex, number, code, annex->edges[i], annex->edges[i + 1], y, y + height);
        }
      y += height;
    }
  annex->columns.height = y;
}

/* The span that starts in @column. */
static KheoAnnexSpan
span_at (const KheoAnnex *annex, guint row, guint column)
{
  guint         n = kheo_annex_table_get_n_columns (annex->table);
  KheoAnnexSpan span = {
    .column = column,
    .n_columns = 1,
    .text = kheo_annex_table_get_cell (annex->table, row, column),
    .align = kheo_annex_table_get_align (annex->table, column),
  };

  if (column != label_column (annex, row))
    return span;
  while (column + span.n_columns < n &&
         *kheo_annex_table_get_cell (annex->table, row, column + span.n_columns) == '\0')
    span.n_columns++;
  span.align = KHEO_ALIGN_LEFT;
  if (kheo_annex_table_get_row_kind (annex->table, row) == KHEO_ANNEX_ROW_TOTAL &&
      column + span.n_columns < n)
    span.align = KHEO_ALIGN_CENTER;
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
  KheoFace face =
      cell_face (annex, kheo_annex_table_get_row_kind (annex->table, row) != KHEO_ANNEX_ROW_DATA);

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

      if (span->align == KHEO_ALIGN_CENTER)
        indent = (width - line->width) / 2;
      else if (span->align == KHEO_ALIGN_RIGHT)
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
  KheoFace face = cell_face (annex, kheo_annex_table_get_row_kind (annex->table, slice->row) !=
                                        KHEO_ANNEX_ROW_DATA);

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
