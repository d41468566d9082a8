#include "kheo-annex-private.h"

#include "kheo-error.h"
#include "kheo-pages-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE_NUMBER_TOP  (10 * KHEO_POINTS_PER_MM)
#define PAGE_NUMBER_SIZE 14.0
#define SMALLEST_BODY    90.0 /* points, either way: less holds no table */
#define ROWS_WITH_TAIL   2    /* signatures never stand alone */
#define BORDER           0.5

gboolean
kheo_annex_style_from_name (const char *name, KheoAnnexStyle *out_style)
{
  if (strcmp (name, "party") == 0)
    *out_style = KHEO_ANNEX_PARTY;
  else if (strcmp (name, "front") == 0)
    *out_style = KHEO_ANNEX_FRONT;
  else
    return FALSE;
  return TRUE;
}

void
kheo_annex_spec_init (KheoAnnexSpec *spec, KheoAnnexStyle style, KheoPaper paper)
{
  *spec = (KheoAnnexSpec){
    .style = style,
    .paper = paper,
    .margin_top = 20,
    .margin_bottom = 20,
    .margin_left = 30,
    .margin_right = 15,
    .font_size = 11,
  };
}

static void
annex_free (gpointer data)
{
  KheoAnnex *annex = data;

  kheo_annex_block_clear (&annex->head);
  kheo_annex_block_clear (&annex->columns);
  kheo_annex_block_clear (&annex->tail);
  g_array_unref (annex->slices);
  g_array_unref (annex->pages);
  g_free (annex->edges);
  kheo_annex_table_unref (annex->table);
  kheo_typeset_free (annex->typeset);
  g_free (annex);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnex, annex_free)

static KheoAnnex *
annex_new (const KheoAnnexSpec *spec)
{
  KheoAnnex *annex = g_new0 (KheoAnnex, 1);

  annex->typeset = kheo_typeset_new (spec->font_family);
  annex->table = kheo_annex_table_ref (spec->table);
  annex->paper = spec->paper;
  annex->left = spec->margin_left * KHEO_POINTS_PER_MM;
  annex->top = spec->margin_top * KHEO_POINTS_PER_MM;
  annex->width = spec->paper.width - annex->left - spec->margin_right * KHEO_POINTS_PER_MM;
  annex->height = spec->paper.height - annex->top - spec->margin_bottom * KHEO_POINTS_PER_MM;
  annex->slices = g_array_new (FALSE, FALSE, sizeof (KheoAnnexSlice));
  annex->pages = g_array_new (FALSE, FALSE, sizeof (KheoAnnexPage));
  return annex;
}

/* Where the next row goes. */
typedef struct
{
  KheoAnnex    *annex;
  KheoAnnexPage page;
  double        y, bottom;
} Flow;

static void
begin_page (Flow *flow, double y)
{
  flow->page = (KheoAnnexPage){ .first = flow->annex->slices->len, .table_y = -1, .tail_y = -1 };
  flow->y = y;
}

static void
end_page (Flow *flow)
{
  flow->page.n = flow->annex->slices->len - flow->page.first;
  g_array_append_val (flow->annex->pages, flow->page);
}

static gboolean
page_is_empty (const Flow *flow)
{
  return flow->page.first == flow->annex->slices->len;
}

static void
begin_table (Flow *flow)
{
  flow->page.table_y = flow->y;
  flow->y += flow->annex->columns.height;
}

static void
next_page (Flow *flow)
{
  if (page_is_empty (flow))
    flow->page.table_y = -1; /* no heading without a row */
  end_page (flow);
  begin_page (flow, flow->annex->top);
  begin_table (flow);
}

static void
add_slice (Flow *flow, guint row, guint first_line, guint n_lines)
{
  KheoAnnexSlice slice = {
    .row = row,
    .first_line = first_line,
    .n_lines = n_lines,
    .height = kheo_annex_row_height (flow->annex, n_lines),
  };

  g_array_append_val (flow->annex->slices, slice);
  flow->y += slice.height;
}

/* A group's heading stays with its first row, so what must fit is both; headings may be nested. */
static double
height_with_followers (KheoAnnex *annex, guint row, guint n_lines)
{
  guint  n_rows = kheo_annex_table_get_n_rows (annex->table);
  double height = kheo_annex_row_height (annex, n_lines);

  while (kheo_annex_table_get_row_kind (annex->table, row) == KHEO_ANNEX_ROW_GROUP &&
         row + 1 < n_rows)
    {
      row++;
      height += kheo_annex_row_height (annex, kheo_annex_row_lines (annex, row));
    }
  return height;
}

/* A row that no page can hold is the only one that is broken. */
static void
add_broken_row (Flow *flow, guint row, guint n_lines)
{
  guint first = 0;

  while (first < n_lines)
    {
      double room = flow->bottom - flow->y - 2 * flow->annex->pad_y;
      guint  fit = room > 0 ? (guint) (room / flow->annex->line) : 0;

      if (fit == 0 && !page_is_empty (flow))
        {
          next_page (flow);
          continue;
        }
      fit = CLAMP (fit, 1, n_lines - first);
      add_slice (flow, row, first, fit);
      first += fit;
      if (first < n_lines)
        next_page (flow);
    }
}

static void
add_row (Flow *flow, guint row)
{
  KheoAnnex *annex = flow->annex;
  guint      n_lines = kheo_annex_row_lines (annex, row);
  double     page_room = annex->height - annex->columns.height;
  double     height = kheo_annex_row_height (annex, n_lines);

  if (height > page_room)
    {
      add_broken_row (flow, row, n_lines);
      return;
    }
  if (flow->y + MIN (height_with_followers (annex, row, n_lines), page_room) > flow->bottom &&
      !(page_is_empty (flow) && flow->annex->pages->len > 0))
    next_page (flow);
  add_slice (flow, row, 0, n_lines);
}

/* Takes the last row of the page before onto this one, if both pages can do with it. */
static gboolean
fetch_row (Flow *flow)
{
  KheoAnnex            *annex = flow->annex;
  KheoAnnexPage        *before = NULL;
  const KheoAnnexSlice *slice;
  double                height;

  if (annex->pages->len == 0)
    return FALSE;
  before = &g_array_index (annex->pages, KheoAnnexPage, annex->pages->len - 1);
  if (before->n < 2)
    return FALSE;
  slice = &g_array_index (annex->slices, KheoAnnexSlice, before->first + before->n - 1);
  height = slice->height + (flow->page.table_y < 0 ? annex->columns.height : 0);
  if (slice->first_line > 0 || flow->y + height + annex->tail.height > flow->bottom)
    return FALSE;

  if (flow->page.table_y < 0)
    flow->page.table_y = flow->y;
  flow->y += height;
  flow->page.first--;
  before->n--;
  return TRUE;
}

static gboolean
page_before_ends_in_group (const Flow *flow)
{
  const KheoAnnex      *annex = flow->annex;
  const KheoAnnexPage  *page;
  const KheoAnnexSlice *slice;

  if (annex->pages->len == 0)
    return FALSE;
  page = &g_array_index (annex->pages, KheoAnnexPage, annex->pages->len - 1);
  if (page->n == 0)
    return FALSE;
  slice = &g_array_index (annex->slices, KheoAnnexSlice, page->first + page->n - 1);
  return kheo_annex_table_get_row_kind (annex->table, slice->row) == KHEO_ANNEX_ROW_GROUP;
}

/* Note and signatures go to the last page; they are never without the last rows. */
static void
add_tail (Flow *flow)
{
  KheoAnnex *annex = flow->annex;

  if (annex->tail.height <= 0)
    return;
  if (flow->y + annex->tail.height > flow->bottom)
    {
      end_page (flow);
      begin_page (flow, annex->top);
    }
  while (annex->slices->len - flow->page.first < ROWS_WITH_TAIL || page_before_ends_in_group (flow))
    if (!fetch_row (flow))
      break;
  flow->page.tail_y = flow->y;
}

/* Lays all rows on pages; FALSE when cancelled. */
static gboolean
flow_rows (KheoAnnex *annex, KheoProgress *progress, GError **error)
{
  guint n_rows = kheo_annex_table_get_n_rows (annex->table);
  Flow  flow = { .annex = annex, .bottom = annex->top + annex->height };

  begin_page (&flow, annex->top);
  flow.y += annex->head.height;
  if (flow.y + annex->columns.height + kheo_annex_row_height (annex, 1) > flow.bottom)
    {
      end_page (&flow);
      begin_page (&flow, annex->top);
    }
  begin_table (&flow);
  for (guint row = 0; row < n_rows; row++)
    {
      add_row (&flow, row);
      if (row % 256 == 0 &&
          !kheo_progress_tick (progress, (double) row / n_rows, _ ("laying out pages"), error))
        return FALSE;
    }
  add_tail (&flow);
  end_page (&flow);
  return TRUE;
}

static void
draw_page_number (const KheoAnnex *annex, guint page, cairo_t *cr)
{
  KheoFace         face = { PAGE_NUMBER_SIZE, FALSE, FALSE };
  g_autofree char *text = g_strdup_printf ("%u", page + 1);
  KheoLine         line = { text, (int) strlen (text), 0 };

  line.width = kheo_typeset_width (annex->typeset, face, text);
  kheo_typeset_draw (annex->typeset, cr, face, &line, (annex->paper.width - line.width) / 2,
                     PAGE_NUMBER_TOP);
}

static void
annex_draw (gconstpointer content, guint number, cairo_t *cr)
{
  const KheoAnnex     *annex = content;
  const KheoAnnexPage *page = &g_array_index (annex->pages, KheoAnnexPage, number);
  double               y = page->table_y + annex->columns.height;

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, BORDER);
  if (number == 0)
    kheo_annex_block_draw (annex, &annex->head, cr, annex->top);
  else
    draw_page_number (annex, number, cr);
  if (page->table_y >= 0)
    kheo_annex_block_draw (annex, &annex->columns, cr, page->table_y);
  for (guint i = page->first; i < page->first + page->n; i++)
    {
      const KheoAnnexSlice *slice = &g_array_index (annex->slices, KheoAnnexSlice, i);

      kheo_annex_row_draw (annex, slice, cr, y);
      y += slice->height;
    }
  if (page->tail_y >= 0)
    kheo_annex_block_draw (annex, &annex->tail, cr, page->tail_y);
}

/* "I. Huyện An Khê: 172 mô hình". */
static void
add_entry (const KheoAnnex *annex, guint row, guint page, KheoPages *pages)
{
  guint            label = kheo_annex_table_get_label_column (annex->table, row);
  const char      *number = label > 0 ? kheo_annex_table_get_cell (annex->table, row, 0) : "";
  const char      *text = kheo_annex_table_get_cell (annex->table, row, label);
  g_autofree char *title = g_strconcat (number, *number != '\0' ? ". " : "", text, NULL);

  kheo_pages_add_entry (pages, page, g_strdelimit (title, "\n", ' '));
}

/* A line of the outline for each outermost group, where its heading stands.  One page needs none.
 */
static void
add_entries (const KheoAnnex *annex, KheoPages *pages)
{
  for (guint i = 0; annex->pages->len > 1 && i < annex->pages->len; i++)
    {
      const KheoAnnexPage *page = &g_array_index (annex->pages, KheoAnnexPage, i);

      for (guint k = page->first; k < page->first + page->n; k++)
        {
          const KheoAnnexSlice *slice = &g_array_index (annex->slices, KheoAnnexSlice, k);
          guint                 row = slice->row;

          if (slice->first_line == 0 &&
              kheo_annex_table_get_row_kind (annex->table, row) == KHEO_ANNEX_ROW_GROUP &&
              kheo_annex_table_get_row_depth (annex->table, row) == 0)
            add_entry (annex, row, i, pages);
        }
    }
}

/* Everything but the rows must leave room for at least one of them. */
static gboolean
check_room (const KheoAnnex *annex, GError **error)
{
  double row = kheo_annex_row_height (annex, 1);

  if (annex->head.height <= annex->height && annex->tail.height <= annex->height &&
      annex->columns.height + row <= annex->height)
    return TRUE;
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("The paper is too small for this annex."));
  return FALSE;
}

double *
kheo_annex_measure_columns (const KheoAnnexSpec *spec, double *out_font_size)
{
  g_autoptr (KheoAnnex) annex = annex_new (spec);
  guint   n = kheo_annex_table_get_n_columns (spec->table);
  double *widths = g_new (double, n + 1);

  /* Papers without room are refused where pages are made. */
  annex->width = MAX (annex->width, SMALLEST_BODY);
  kheo_annex_find_edges (annex, spec->font_size);
  for (guint i = 0; i < n; i++)
    widths[i] = annex->edges[i + 1] - annex->edges[i];
  *out_font_size = annex->size;
  return widths;
}

void
kheo_annex_measure_signing (const KheoAnnexSpec *spec, double widths[3])
{
  g_autoptr (KheoAnnex) annex = annex_new (spec);

  annex->width = MAX (annex->width, SMALLEST_BODY);
  kheo_annex_share_three (annex, spec, widths);
}

KheoPages *
kheo_annex_paginate (const KheoAnnexSpec *spec, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoAnnex) annex = NULL;
  g_autofree char *title = NULL;
  const KheoAnnex *drawn;
  KheoPages       *pages;
  guint            n_pages;

  g_return_val_if_fail (spec != NULL && spec->table != NULL, NULL);
  g_return_val_if_fail (kheo_annex_table_get_n_columns (spec->table) > 0, NULL);

  annex = annex_new (spec);
  if (annex->width < SMALLEST_BODY || annex->height < SMALLEST_BODY)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                           _ ("The paper is too small for its margins."));
      return NULL;
    }
  kheo_annex_make_head (annex, spec);
  kheo_annex_make_columns (annex, spec);
  kheo_annex_make_tail (annex, spec);
  if (!check_room (annex, error) || !flow_rows (annex, progress, error))
    return NULL;

  title = g_strdup_printf ("%s%s%s", spec->title != NULL ? spec->title : "",
                           spec->title != NULL && spec->subtitle != NULL ? ", " : "",
                           spec->subtitle != NULL ? spec->subtitle : "");
  n_pages = annex->pages->len;
  drawn = annex;
  pages = kheo_pages_new (spec->paper, n_pages, annex_draw, g_steal_pointer (&annex), annex_free);
  kheo_pages_set_texts (pages, title, "");
  add_entries (drawn, pages);
  kheo_annex_add_remarks (drawn, spec, pages);
  return pages;
}
