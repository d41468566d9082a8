#include "kheo-lxw.h"
#include "kheo-sheet-form-private.h"

#include "kheo-error.h"

#include <string.h>

#define MM_PER_INCH 25.4
/* A column is as wide as so many digits of the standard font, and a margin: 7 and 5 pixels of 1/96
 * inch. */
#define DIGIT_PIXELS    7.0
#define MARGIN_PIXELS   5.0
#define PIXELS_PER_INCH 96.0
#define MAX_TEXT        32767 /* characters that a cell takes */
#define MAX_ROWS        1048576u
#define DAY_BEFORE_1900 693595u /* KheoDate of 31 December 1899, serial 0 */

typedef struct
{
  lxw_workbook  *workbook;
  lxw_worksheet *sheet;
  lxw_format   **formats; /* by style */
} State;

static char *
number_format (const KheoFormStyle *style)
{
  g_autofree char *zeros = g_strnfill (style->decimals, '0');
  const char      *point = style->decimals > 0 ? "." : "";

  switch (style->kind)
    {
    case KHEO_FORM_NUMBER:
      return g_strconcat ("#,##0", point, zeros, NULL);
    case KHEO_FORM_PERCENT:
      return g_strconcat ("0", point, zeros, "%", NULL);
    case KHEO_FORM_ORDINAL:
      return g_strdup ("0");
    case KHEO_FORM_DATE:
      return g_strdup ("dd/mm/yyyy");
    case KHEO_FORM_TEXT:
    default:
      return g_strdup ("@");
    }
}

static lxw_format *
make_format (lxw_workbook *workbook, const KheoFormStyle *style)
{
  static const guint8 aligns[] = { [KHEO_FORM_LEFT] = LXW_ALIGN_LEFT,
                                   [KHEO_FORM_CENTER] = LXW_ALIGN_CENTER,
                                   [KHEO_FORM_RIGHT] = LXW_ALIGN_RIGHT };
  lxw_format         *format = workbook_add_format (workbook);
  g_autofree char    *number = number_format (style);

  format_set_font_name (format, "Times New Roman");
  format_set_font_size (format, style->size);
  format_set_align (format, aligns[style->align]);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_num_format (format, number);
  if (style->bold)
    format_set_bold (format);
  if (style->italic)
    format_set_italic (format);
  if (style->underline)
    format_set_underline (format, LXW_UNDERLINE_SINGLE);
  if (style->border)
    format_set_border (format, LXW_BORDER_THIN);
  if (style->kind == KHEO_FORM_TEXT)
    format_set_text_wrap (format);
  return format;
}

/* Paper sizes have numbers; others are left to the printer, scaled to its width all the same. */
static guint8
find_paper (const KheoSheetForm *self)
{
  double shorter = MIN (self->width, self->height);

  if (shorter > 290 && shorter < 300)
    return 8; /* A3 */
  if (shorter > 205 && shorter < 215)
    return 9;                                     /* A4 */
  return shorter > 140 && shorter < 150 ? 11 : 0; /* A5 */
}

static void
set_up_page (const KheoSheetForm *self, lxw_worksheet *sheet)
{
  worksheet_set_paper (sheet, find_paper (self));
  if (self->width > self->height)
    worksheet_set_landscape (sheet);
  else
    worksheet_set_portrait (sheet);
  worksheet_set_margins (sheet, self->margins[3] / MM_PER_INCH, self->margins[1] / MM_PER_INCH,
                         self->margins[0] / MM_PER_INCH, self->margins[2] / MM_PER_INCH);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_center_horizontally (sheet);
  worksheet_set_footer (sheet, "&C&\"Times New Roman\"&P/&N");
  if (self->n_repeated > 0)
    {
      worksheet_repeat_rows (sheet, self->repeated, self->repeated + self->n_repeated - 1);
      worksheet_freeze_panes (sheet, self->repeated + self->n_repeated, 0);
    }
}

char *
kheo_xlsx_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) &&
          g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_')
        g_string_append (out, "_x005F");
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static gboolean
write_text (const State *state, guint row, const KheoFormCell *cell, GError **error)
{
  g_autofree char *text = kheo_xlsx_escape (cell->text);
  lxw_format      *format = state->formats[cell->style];
  lxw_col_t        first = (lxw_col_t) cell->column;

  if (g_utf8_strlen (text, -1) > MAX_TEXT)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE,
                   "xlsx: a text of more than %d characters in row %u", MAX_TEXT, row + 1);
      return FALSE;
    }
  if (cell->n_columns > 1 || cell->n_rows > 1)
    return kheo_lxw_check (worksheet_merge_range (state->sheet, row, first, row + cell->n_rows - 1,
                                                  (lxw_col_t) (first + cell->n_columns - 1), text,
                                                  format),
                           error);
  if (*text == '\0')
    return kheo_lxw_check (worksheet_write_blank (state->sheet, row, first, format), error);
  return kheo_lxw_check (worksheet_write_string (state->sheet, row, first, text, format), error);
}

static gboolean
write_cell (const State *state, guint row, const KheoFormCell *cell, GError **error)
{
  double number = cell->number;

  if (cell->text != NULL)
    return write_text (state, row, cell, error);
  if (cell->date != KHEO_DATE_UNKNOWN)
    {
      number = (double) cell->date - DAY_BEFORE_1900;
      if (number >= 60) /* the 29 February 1900 that spreadsheets count, and never was */
        number += 1;
    }
  return kheo_lxw_check (worksheet_write_number (state->sheet, row, (lxw_col_t) cell->column,
                                                 number, state->formats[cell->style]),
                         error);
}

static gboolean
write_rows (const KheoSheetForm *self, const State *state, GError **error)
{
  if (self->rows->len > MAX_ROWS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "xlsx: more than %u rows", MAX_ROWS);
      return FALSE;
    }
  for (guint row = 0; row < self->rows->len; row++)
    {
      const KheoFormRow *place = &g_array_index (self->rows, KheoFormRow, row);

      if (place->height > 0)
        worksheet_set_row (state->sheet, row, place->height, NULL);
      for (guint i = place->first; i < kheo_form_row_end (self, row); i++)
        if (!write_cell (state, row, &g_array_index (self->cells, KheoFormCell, i), error))
          return FALSE;
    }
  return TRUE;
}

static double
digits_of (double mm)
{
  return MAX ((mm / MM_PER_INCH * PIXELS_PER_INCH - MARGIN_PIXELS) / DIGIT_PIXELS, 1);
}

gboolean
kheo_sheet_form_write_xlsx (const KheoSheetForm *self, const char *path, GError **error)
{
  State    state = { workbook_new (path), NULL, NULL };
  gboolean ok;

  if (state.workbook == NULL ||
      (state.sheet = workbook_add_worksheet (state.workbook, self->name)) == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "xlsx: cannot write “%s”", path);
      return FALSE;
    }
  state.formats = g_new0 (lxw_format *, self->styles->len + 1);
  for (guint i = 0; i < self->styles->len; i++)
    state.formats[i] =
        make_format (state.workbook, &g_array_index (self->styles, KheoFormStyle, i));
  for (guint i = 0; i < self->columns->len; i++)
    worksheet_set_column (state.sheet, (lxw_col_t) i, (lxw_col_t) i,
                          digits_of (g_array_index (self->columns, double, i)), NULL);
  set_up_page (self, state.sheet);
  ok = write_rows (self, &state, error);
  ok = kheo_lxw_check (workbook_close (state.workbook), ok ? error : NULL) && ok;
  g_free (state.formats);
  return ok;
}
