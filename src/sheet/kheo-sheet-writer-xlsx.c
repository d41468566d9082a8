/* xlsx by libxlsxwriter, row by row, so that memory does not grow with the table. */
#include "kheo-lxw.h"
#include "kheo-sheet-builder.h"
#include "kheo-sheet-form-private.h"
#include "kheo-sheet-writer-format.h"

#include "kheo-error.h"

#include <math.h>
#include <string.h>

#define PAPER_A4        9
#define MARK_COLOR      0xffe699 /* pale amber: seen in print and by any eyes */
#define MAX_TEXT        32767u   /* characters that a cell takes */
#define DAY_BEFORE_1900 693595u  /* KheoDate of 31 December 1899, serial 0 */

typedef struct
{
  lxw_workbook  *workbook;
  lxw_worksheet *sheet;
  lxw_format    *heading, *text, *integer, *number, *date;
  lxw_format    *marked[4]; /* as text, integer, number, date */
  KheoSheetLook  look;
  lxw_row_t      row;
  gboolean       started; /* whether ->row has been begun */
} State;

static lxw_format *
add_format (State *self, const char *number_format)
{
  lxw_format *format = workbook_add_format (self->workbook);

  format_set_font_name (format, "Times New Roman");
  format_set_font_size (format, 12);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (number_format != NULL)
    format_set_num_format (format, number_format);
  return format;
}

static void
add_marked (State *self)
{
  static const char *const formats[] = { "@", "#,##0", "#,##0.##", "dd/mm/yyyy" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      self->marked[i] = add_format (self, formats[i]);
      format_set_pattern (self->marked[i], LXW_PATTERN_SOLID);
      format_set_bg_color (self->marked[i], MARK_COLOR);
    }
  format_set_text_wrap (self->marked[0]);
}

static gpointer
xlsx_open (const char *path, char separator, gboolean merges, GError **error)
{
  lxw_workbook_options options = { .constant_memory = !merges };
  State               *self = g_new0 (State, 1);

  self->workbook = workbook_new_opt (path, &options);
  if (self->workbook == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "xlsx: cannot write");
      g_free (self);
      return NULL;
    }
  self->heading = add_format (self, NULL);
  format_set_bold (self->heading);
  format_set_text_wrap (self->heading);
  format_set_align (self->heading, LXW_ALIGN_CENTER);
  format_set_align (self->heading, LXW_ALIGN_VERTICAL_CENTER);
  format_set_bottom (self->heading, LXW_BORDER_THIN);
  self->text = add_format (self, "@");
  format_set_text_wrap (self->text);
  self->integer = add_format (self, "#,##0");
  self->number = add_format (self, "#,##0.##");
  self->date = add_format (self, "dd/mm/yyyy");
  add_marked (self);
  return self;
}

static gboolean
write_text (State *self, guint column, const char *text, lxw_format *format, GError **error)
{
  g_autofree char *escaped = strstr (text, "_x") != NULL ? kheo_xlsx_escape (text) : NULL;

  if (g_utf8_strlen (text, -1) > (glong) MAX_TEXT)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE,
                   "xlsx: a text of more than %u characters in row %u", MAX_TEXT, self->row + 1);
      return FALSE;
    }
  return kheo_lxw_check (worksheet_write_string (self->sheet, self->row, (lxw_col_t) column,
                                                 escaped != NULL ? escaped : text, format),
                         error);
}

static lxw_format *
find_format (State *self, KheoColumnType type)
{
  static const guint8 places[] = { [KHEO_COLUMN_TEXT] = 0,
                                   [KHEO_COLUMN_INTEGER] = 1,
                                   [KHEO_COLUMN_NUMBER] = 2,
                                   [KHEO_COLUMN_DATE] = 3 };

  if (self->look == KHEO_SHEET_LOOK_MARKED)
    return self->marked[places[type]];
  if (self->look == KHEO_SHEET_LOOK_HEADING)
    return self->heading;
  switch (type)
    {
    case KHEO_COLUMN_INTEGER:
      return self->integer;
    case KHEO_COLUMN_NUMBER:
      return self->number;
    case KHEO_COLUMN_DATE:
      return self->date;
    case KHEO_COLUMN_TEXT:
    default:
      return self->text;
    }
}

static gboolean
has_titles (const KheoSheetColumn *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].title != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
xlsx_begin_sheet (gpointer               state,
                  const char            *name,
                  const KheoSheetColumn *columns,
                  guint                  n_columns,
                  GError               **error)
{
  State   *self = state;
  gboolean headed = has_titles (columns, n_columns);
  gboolean ok = TRUE;

  self->look = KHEO_SHEET_LOOK_PLAIN;
  self->sheet = workbook_add_worksheet (self->workbook, name);
  if (self->sheet == NULL)
    return kheo_lxw_check (LXW_ERROR_SHEETNAME_ALREADY_USED, error);
  self->row = 0;
  self->started = headed;
  worksheet_set_landscape (self->sheet);
  worksheet_set_paper (self->sheet, PAPER_A4);
  worksheet_fit_to_pages (self->sheet, 1, 0);
  if (headed)
    {
      worksheet_freeze_panes (self->sheet, 1, 0);
      worksheet_repeat_rows (self->sheet, 0, 0);
    }
  for (guint i = 0; ok && i < n_columns; i++)
    {
      ok = kheo_lxw_check (worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i,
                                                 kheo_sheet_column_width (&columns[i]),
                                                 find_format (self, columns[i].type)),
                           error);
      if (ok && columns[i].title != NULL && *columns[i].title != '\0')
        ok = write_text (self, i, columns[i].title, self->heading, error);
    }
  return ok;
}

static gboolean
xlsx_begin_row (gpointer state, GError **error)
{
  State *self = state;

  if (self->started)
    self->row++;
  self->started = TRUE;
  return TRUE;
}

static gboolean
xlsx_add_text (gpointer state, guint column, const char *text, GError **error)
{
  State *self = state;

  return write_text (self, column, text, find_format (self, KHEO_COLUMN_TEXT), error);
}

static gboolean
xlsx_add_blank (gpointer state, guint column, GError **error)
{
  State *self = state;

  return kheo_lxw_check (worksheet_write_blank (self->sheet, self->row, (lxw_col_t) column,
                                                find_format (self, KHEO_COLUMN_TEXT)),
                         error);
}

static gboolean
xlsx_add_merged (
    gpointer state, guint column, const char *text, guint n_rows, guint n_columns, GError **error)
{
  State           *self = state;
  g_autofree char *escaped = kheo_xlsx_escape (text);

  return kheo_lxw_check (worksheet_merge_range (self->sheet, self->row, (lxw_col_t) column,
                                                self->row + n_rows - 1,
                                                (lxw_col_t) (column + n_columns - 1), escaped,
                                                find_format (self, KHEO_COLUMN_TEXT)),
                         error);
}

static void
xlsx_set_look (gpointer state, KheoSheetLook look)
{
  ((State *) state)->look = look;
}

static gboolean
xlsx_add_number (gpointer state, guint column, double number, KheoColumnType type, GError **error)
{
  State *self = state;

  /* "#,##0.##" leaves a bare point behind whole numbers. */
  if (type == KHEO_COLUMN_NUMBER && floor (number) == number)
    type = KHEO_COLUMN_INTEGER;
  return kheo_lxw_check (worksheet_write_number (self->sheet, self->row, (lxw_col_t) column, number,
                                                 find_format (self, type)),
                         error);
}

static gboolean
xlsx_add_date (gpointer state, guint column, KheoDate date, GError **error)
{
  State *self = state;
  double serial;

  if (date <= DAY_BEFORE_1900) /* before what the format can count */
    {
      g_autofree char *text = kheo_date_format (date);

      return write_text (self, column, text, find_format (self, KHEO_COLUMN_TEXT), error);
    }
  serial = (double) (date - DAY_BEFORE_1900);
  if (serial >= 60) /* the 29 February 1900 that spreadsheets count, and never was */
    serial += 1;
  return kheo_lxw_check (worksheet_write_number (self->sheet, self->row, (lxw_col_t) column, serial,
                                                 find_format (self, KHEO_COLUMN_DATE)),
                         error);
}

static gboolean
xlsx_close (gpointer state, gboolean keep, GError **error)
{
  State    *self = state;
  lxw_error status = workbook_close (self->workbook); /* there is no way to only throw away */

  g_free (self);
  return kheo_lxw_check (status, error);
}

const KheoSheetWriterFormat kheo_sheet_writer_xlsx = {
  xlsx_open,     xlsx_begin_sheet, xlsx_begin_row, xlsx_add_text,   xlsx_add_number,
  xlsx_add_date, xlsx_set_look,    xlsx_add_blank, xlsx_add_merged, xlsx_close,
};
