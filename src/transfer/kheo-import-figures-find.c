/*
 * The heading rows of a table of figures: a row with a heading for units or indicators — or, with
 * nothing at its head, of periods — above rows of which most cells are numbers.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <string.h>

#define SEARCH_ROWS    300u
#define LOOK_ROWS      40u /* below a heading */
#define HEADING_ROWS   5u
#define HEADING_LENGTH 240

typedef struct
{
  KheoImport      *import;
  const KheoSheet *sheet;
} Place;

static const char *
text_at (const Place *place, guint row, guint column)
{
  return kheo_cell_text_at (place->import, place->sheet, row, column);
}

static gboolean
is_label (KheoRole role)
{
  return role == KHEO_ROLE_UNIT || role == KHEO_ROLE_INDICATOR || role == KHEO_ROLE_DISTRICT;
}

/* A number, a mark, "-", "1.452/1.452": what stands in columns of figures. */
static gboolean
is_figure (const Place *place, const KheoCell *cell)
{
  KheoNumber  number = { 0 };
  const char *text = NULL;

  if (cell->type == KHEO_CELL_NUMBER)
    return TRUE;
  if (cell->type != KHEO_CELL_TEXT)
    return FALSE;
  text = kheo_cell_text (place->import, place->sheet, cell);
  if (strcmp (text, "%") == 0)
    return FALSE;
  if (kheo_number_parse (text, KHEO_NUMBERS_UNDECIDED, &number) || kheo_words_is_tick (text) ||
      kheo_words_nothing (text))
    return TRUE;
  return strlen (text) < 30 && strspn (text, "0123456789./, ") == strlen (text);
}

static gboolean
is_signed (const Place *place, const KheoCell *cells, guint n)
{
  gboolean found = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (is_figure (place, &cells[i]))
        return FALSE;
      found =
          found || (cells[i].type == KHEO_CELL_TEXT &&
                    kheo_words_signature (kheo_cell_text (place->import, place->sheet, &cells[i])));
    }
  return found;
}

/* Of the rows below @row, how many of the cells right of @label hold figures?  Of two rows of
 * figures there are fewer cells than of names and places around the signatures. */
static gboolean
has_figures (const Place *place, guint row, guint label)
{
  guint end = MIN (kheo_sheet_get_n_rows (place->sheet), row + 1 + LOOK_ROWS);
  guint figures = 0;
  guint others = 0;
  guint blanks = 0;

  for (guint r = row + 1; r < end && blanks < 4; r++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (place->sheet, r, &n);
      guint           in_row = 0;

      blanks = n == 0 ? blanks + 1 : 0;
      if (figures > 0 && is_signed (place, cells, n))
        break;
      for (guint i = 0; i < n; i++)
        {
          if (cells[i].column <= label ||
              kheo_cell_is_blank (place->import, place->sheet, &cells[i]))
            continue;
          if (is_figure (place, &cells[i]))
            in_row++;
          else
            others += strlen (kheo_cell_text (place->import, place->sheet, &cells[i])) > 25 ? 2 : 1;
        }
      figures += *text_at (place, r, label) != '\0' ? in_row : 0;
    }
  return figures > 0 && figures * 3 >= others * 2;
}

/* ---- The row with the label ---- */

/* Unit, indicator, period and value each have a column: one figure a row. */
static gboolean
is_long_heading (const Place *place, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (place->sheet, row, &n);
  gboolean        has[KHEO_ROLE_RECORD_ID + 1] = { FALSE };

  for (guint i = 0; i < n; i++)
    has[kheo_role_of_heading (kheo_cell_text (place->import, place->sheet, &cells[i]))] = TRUE;
  return (has[KHEO_ROLE_UNIT] || has[KHEO_ROLE_UNIT_CODE]) && has[KHEO_ROLE_PERIOD] &&
         (has[KHEO_ROLE_INDICATOR] || has[KHEO_ROLE_ROW_CODE]) &&
         (has[KHEO_ROLE_VALUE] || has[KHEO_ROLE_TARGET]);
}

/* Column of the heading for what stands in the rows; -1. */
static int
label_column (const Place *place, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (place->sheet, row, &n);
  guint           headings = 0;
  int             label = -1;

  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (place->import, place->sheet, &cells[i]);
      KheoRole    role = KHEO_ROLE_FIGURES;

      if (*text == '\0' || strlen (text) > HEADING_LENGTH)
        continue;
      headings++;
      if (cells[i].type != KHEO_CELL_TEXT)
        continue;
      role = kheo_role_of_heading (text);
      if (is_label (role))
        label = (int) cells[i].column;
      else if (label >= 0)
        break;
    }
  return headings >= 2 ? label : -1;
}

/* "| Quý I | Quý II": periods with nothing at their head. */
static int
bare_periods (const Place *place, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (place->sheet, row, &n);
  guint           periods = 0;

  if (n < 2 || cells[0].column == 0)
    return -1;
  for (guint i = 0; i < n; i++)
    {
      const char      *text = kheo_cell_text (place->import, place->sheet, &cells[i]);
      KheoSpan         span = { 0 };
      g_autofree char *rest =
          *text != '\0' && strlen (text) < 40 ? kheo_span_take (text, &span) : NULL;

      periods += rest != NULL && *rest == '\0';
    }
  return periods >= 2 && periods == n ? (int) cells[0].column - 1 : -1;
}

/* "| Mã số | Tổng số": a form whose first column has no heading. */
static int
bare_form (const Place *place, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (place->sheet, row, &n);
  KheoRole        role = KHEO_ROLE_FIGURES;

  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (place->import, place->sheet, &cells[i]);

      if (*text == '\0')
        continue;
      role = kheo_role_of_heading (text);
      if (cells[i].column == 0 || n < 2 ||
          (role != KHEO_ROLE_ROW_CODE && role != KHEO_ROLE_MEASURE))
        return -1;
      return (int) cells[i].column - 1;
    }
  return -1;
}

gboolean
kheo_figures_may_start (KheoImport *self, const KheoSheet *sheet, guint row)
{
  Place place = { self, sheet };

  return label_column (&place, row) >= 0;
}

/* ---- Rows that belong to it ---- */

static guint
merged_rows (const Place *place, guint row, guint column)
{
  const KheoMerge *merge = kheo_sheet_find_merge (place->sheet, row, column);

  return merge != NULL && merge->row == row ? MIN (merge->rows, HEADING_ROWS) : 1;
}

/* Nothing at or left of the label; to its right texts and years, no figures. */
static gboolean
continues_heading (const Place *place, guint row, guint label)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (place->sheet, row, &n);
  guint           texts = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (place->import, place->sheet, &cells[i]);
      KheoSpan    span = { 0 };

      if (*text == '\0')
        continue;
      if (cells[i].column <= label || strlen (text) > HEADING_LENGTH)
        return FALSE;
      if (is_figure (place, &cells[i]))
        {
          g_autofree char *rest = kheo_span_take (text, &span);

          if (rest == NULL || *rest != '\0')
            return FALSE;
        }
      texts++;
    }
  return texts > 0;
}

/* A line of its own above the table: "Đơn vị tính: triệu đồng", "(Kèm theo …)". */
static gboolean
is_title_line (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return *text == '(' || kheo_words_contain (key, "don vi tinh") || g_str_has_prefix (key, "dvt") ||
         kheo_words_contain (key, "ngay");
}

/* A row above that stands over the columns of figures only. */
static gboolean
belongs_above (const Place *place, guint row, guint label)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (place->sheet, row, &n);
  guint           last = 0;

  if (n == 0)
    return FALSE;
  kheo_sheet_get_row (place->sheet, row + 1, &last);
  for (guint i = 0; i < n; i++)
    {
      const char      *text = kheo_cell_text (place->import, place->sheet, &cells[i]);
      const KheoMerge *merge = kheo_sheet_find_merge (place->sheet, row, cells[i].column);

      if (*text == '\0')
        continue;
      if (cells[i].column <= label && !(merge != NULL && merge->rows > 1))
        return FALSE;
      if (is_title_line (text) || strlen (text) > HEADING_LENGTH)
        return FALSE;
    }
  return continues_heading (place, row, label) ||
         kheo_sheet_find_merge (place->sheet, row, label) != NULL;
}

static void
find_block (const Place *place, guint row, guint label, guint *out_first, guint *out_last)
{
  guint last = row + merged_rows (place, row, label) - 1;
  guint first = row;

  while (last - row + 1 < HEADING_ROWS && last + 1 < kheo_sheet_get_n_rows (place->sheet) &&
         continues_heading (place, last + 1, label))
    last++;
  while (first > 0 && row - first + 1 < HEADING_ROWS && belongs_above (place, first - 1, label))
    first--;
  *out_first = first;
  *out_last = last;
}

gboolean
kheo_figures_find (KheoImport *self, guint sheet, guint start, KheoFigureBlock *out_block)
{
  Place place = { self, kheo_workbook_get_sheet (self->workbook, sheet) };
  guint end = MIN (kheo_sheet_get_n_rows (place.sheet), start + SEARCH_ROWS);

  for (guint row = start; row < end; row++)
    {
      int label = label_column (&place, row);

      if (label < 0)
        label = bare_periods (&place, row);
      if (label < 0)
        label = bare_form (&place, row);
      if (label < 0)
        continue;
      out_block->label = (guint) label;
      find_block (&place, row, out_block->label, &out_block->first, &out_block->last);
      out_block->first = MAX (out_block->first, start);
      if (is_long_heading (&place, row) || has_figures (&place, out_block->last, out_block->label))
        return TRUE;
    }
  return FALSE;
}
