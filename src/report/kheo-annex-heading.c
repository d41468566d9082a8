/* The heading of the table: common headings over as many rows as they need, the headings of the
 * columns, and the row of codes below. */
#include "kheo-annex-private.h"

#define MOST_ROWS  6u
#define CODE_SCALE 0.85

/* A box of the heading: columns @first … @end − 1, rows @top … @bottom − 1. */
typedef struct
{
  const char *text; /* borrowed */
  guint       first, end, top, bottom;
} Box;

static KheoFace
heading_face (const KheoAnnex *annex)
{
  return (KheoFace){ annex->size, TRUE, FALSE };
}

static double
text_height (KheoAnnex *annex, const char *text, double width, KheoFace face)
{
  guint n = kheo_typeset_wrap (annex->typeset, face, text, width - 2 * annex->pad_x, NULL);

  return n * kheo_typeset_line_height (annex->typeset, face);
}

static GArray *
list_boxes (const KheoAnnex *annex, guint n_levels)
{
  const KheoAnnexTable *table = annex->table;
  guint                 n = kheo_annex_table_get_n_columns (table);
  GArray               *boxes = g_array_new (FALSE, FALSE, sizeof (Box));

  for (guint level = 0; level < n_levels; level++)
    for (guint i = 0; i < n; i = kheo_annex_table_get_common_end (table, i, level))
      {
        Box box = { kheo_annex_table_get_common (table, i, level), i,
                    kheo_annex_table_get_common_end (table, i, level), level, level + 1 };

        if (box.text != NULL)
          g_array_append_val (boxes, box);
      }
  for (guint i = 0; i < n; i++)
    {
      Box box = { kheo_annex_table_get_heading (table, i), i, i + 1, 0, n_levels + 1 };

      while (box.top < n_levels && kheo_annex_table_get_common (table, i, box.top) != NULL)
        box.top++;
      g_array_append_val (boxes, box);
    }
  return boxes;
}

/* What a box needs more than the rows that it covers have, its last row gives. */
static void
measure_rows (KheoAnnex *annex, const GArray *boxes, double *heights)
{
  for (guint span = 1; span <= MOST_ROWS; span++)
    for (guint i = 0; i < boxes->len; i++)
      {
        const Box *box = &g_array_index (boxes, Box, i);
        double     need;

        if (box->bottom - box->top != span)
          continue;
        need = text_height (annex, box->text, annex->edges[box->end] - annex->edges[box->first],
                            heading_face (annex)) +
               2 * annex->pad_y;
        for (guint row = box->top; row < box->bottom; row++)
          need -= heights[row];
        heights[box->bottom - 1] += MAX (need, 0);
      }
}

/* A text in the middle of its box, with its borders. */
static void
add_box (KheoAnnex *annex, const Box *box, KheoFace face, double y1, double y2)
{
  KheoAnnexBlock *block = &annex->columns;
  double          x1 = annex->edges[box->first], x2 = annex->edges[box->end];
  double          height = text_height (annex, box->text, x2 - x1, face);

  kheo_annex_block_add (annex, block, box->text, face, KHEO_ANNEX_ALIGN_CENTER, x1 + annex->pad_x,
                        y1 + MAX ((y2 - y1 - height) / 2, 0), x2 - x1 - 2 * annex->pad_x);
  kheo_annex_block_rule (block, x1, y1, x2, y1);
  kheo_annex_block_rule (block, x1, y2, x2, y2);
  kheo_annex_block_rule (block, x1, y1, x1, y2);
  kheo_annex_block_rule (block, x2, y1, x2, y2);
}

char *
kheo_annex_format_code (const KheoAnnexTable *table, KheoAnnexCodeRow codes, guint column)
{
  guint letters = 0, numbers = 0;

  if (codes == KHEO_ANNEX_CODES_NUMBERED)
    return g_strdup_printf ("(%u)", column + 1);
  for (guint i = 0; i <= column; i++)
    if (kheo_annex_table_get_holds (table, i) == KHEO_ANNEX_HOLDS_NUMBER)
      numbers++;
    else
      letters++;
  if (kheo_annex_table_get_holds (table, column) == KHEO_ANNEX_HOLDS_NUMBER)
    return g_strdup_printf ("%u", numbers);
  return g_strdup_printf ("%c", 'A' + (int) ((letters - 1) % 26));
}

static double
add_codes (KheoAnnex *annex, KheoAnnexCodeRow codes, double y)
{
  KheoFace face = { annex->size * CODE_SCALE, FALSE, TRUE };
  double   bottom = y + kheo_typeset_line_height (annex->typeset, face) + annex->pad_y;

  for (guint i = 0; i < kheo_annex_table_get_n_columns (annex->table); i++)
    {
      g_autofree char *code = kheo_annex_format_code (annex->table, codes, i);
      Box              box = { code, i, i + 1, 0, 1 };

      add_box (annex, &box, face, y, bottom);
    }
  return bottom;
}

void
kheo_annex_make_columns (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  guint n_levels = MIN (kheo_annex_table_get_n_levels (annex->table), MOST_ROWS - 1);
  g_autoptr (GArray) boxes = list_boxes (annex, n_levels);
  double heights[MOST_ROWS] = { 0 }, tops[MOST_ROWS + 1] = { 0 };

  kheo_annex_find_edges (annex, spec->font_size);
  kheo_annex_block_init (&annex->columns);
  measure_rows (annex, boxes, heights);
  for (guint i = 0; i <= n_levels; i++)
    tops[i + 1] = tops[i] + heights[i];
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);

      add_box (annex, box, heading_face (annex), tops[box->top], tops[box->bottom]);
    }
  annex->columns.height = tops[n_levels + 1];
  if (spec->code_row != KHEO_ANNEX_CODES_NONE)
    annex->columns.height = add_codes (annex, spec->code_row, annex->columns.height);
}
