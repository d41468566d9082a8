/* The tables of an ods file. Rows and cells that repeat are written once with a count; what is
 * empty may repeat to the end of the grid, what is filled only so often as a person would. */
#include "kheo-ods.h"

#include "kheo-error.h"

#include <string.h>

#define MAX_REPEATED 1000000u /* cells made by repeating one row or cell */
#define MAX_DEFAULTS 1024u    /* columns whose own style is remembered */

typedef struct
{
  KheoWorkbook  *workbook; /* borrowed */
  KheoOdsStyles *styles;   /* borrowed */
  KheoSheet     *sheet;    /* the open one, or NULL */
  guint          depth, spreadsheet_depth, table_depth, cell_depth;
  guint          skip_depth; /* the element whose content is not the cell's; 0: none */

  guint   row, rows_repeated; /* the open row */
  gsize   row_start;          /* its first cell in the sheet */
  guint   column;             /* next free one */
  guint   row_style;          /* default for its cells; 0: none */
  GArray *column_styles;      /* guint16: defaults by column */

  KheoPlace place; /* of the open cell */
  guint     columns_repeated;
  KheoMerge merge;
  char      type; /* first letter of its value type: f p c d t b s, 'e' for an error, 0 */
  GString  *value;
  GString  *text;
  GArray   *runs; /* KheoTextRun */
  guint     n_paragraphs;
  gboolean  in_paragraph, space;
} Reader;

static void
stop (KheoXml *xml, KheoErrorCode code, const char *what)
{
  kheo_xml_take_error (xml, g_error_new (KHEO_ERROR, code, "content.xml: %s", what));
}

static void
open_table (KheoXml *xml, Reader *self, const KheoXmlAttributes *attributes)
{
  g_autofree char *name = kheo_xml_dup (attributes, "name");
  g_autofree char *style = kheo_xml_dup (attributes, "style-name");
  KheoSheetState   state = KHEO_SHEET_VISIBLE;
  GError          *error = NULL;

  if (kheo_ods_styles_is_hidden_table (self->styles, style))
    state = KHEO_SHEET_HIDDEN;
  self->sheet = kheo_workbook_add_sheet (self->workbook, name, state, &error);
  if (self->sheet == NULL)
    kheo_xml_take_error (xml, error);
  self->table_depth = self->depth;
  self->row = self->rows_repeated = 0;
  g_array_set_size (self->column_styles, 0);
}

/* How often something repeats or how far it reaches; from 1. */
static guint
to_count (gint64 number)
{
  return (guint) CLAMP (number, 1, G_MAXINT32);
}

static guint
get_repeated (const KheoXmlAttributes *attributes, const char *name)
{
  return to_count (kheo_xml_get_int (attributes, name, 1));
}

static gboolean
is_hidden (const KheoXmlAttributes *attributes)
{
  return kheo_xml_equals (attributes, "visibility", "collapse") ||
         kheo_xml_equals (attributes, "visibility", "filter");
}

static void
read_column (Reader *self, const KheoXmlAttributes *attributes)
{
  gsize       length;
  const char *name = kheo_xml_find (attributes, "default-cell-style-name", &length);
  guint16     style = (guint16) kheo_ods_styles_find_cell (self->styles, name, length);
  guint       n = get_repeated (attributes, "number-columns-repeated");

  if (is_hidden (attributes))
    kheo_sheet_hide_columns (self->sheet, self->column, self->column + n - 1);
  for (guint i = 0; i < n && self->column_styles->len < MAX_DEFAULTS; i++)
    g_array_append_val (self->column_styles, style);
  self->column = MIN (self->column + n, KHEO_SHEET_MAX_COLUMNS);
}

static void
open_row (Reader *self, const KheoXmlAttributes *attributes)
{
  gsize       length;
  const char *name = kheo_xml_find (attributes, "default-cell-style-name", &length);

  self->row += self->rows_repeated; /* of the row before */
  self->rows_repeated = get_repeated (attributes, "number-rows-repeated");
  self->rows_repeated =
      MIN (self->rows_repeated, KHEO_SHEET_MAX_ROWS + 1 - MIN (self->row, KHEO_SHEET_MAX_ROWS));
  self->row_start = self->sheet->n_cells;
  self->row_style = kheo_ods_styles_find_cell (self->styles, name, length);
  self->column = 0;
  if (is_hidden (attributes))
    kheo_sheet_hide_rows (self->sheet, self->row, self->row + self->rows_repeated - 1);
}

/* The cells of the row once more for each time it repeats. */
static void
close_row (KheoXml *xml, Reader *self)
{
  gsize   n_cells = self->sheet->n_cells - self->row_start;
  GError *error = NULL;

  if (n_cells == 0 || self->rows_repeated < 2)
    return;
  if (n_cells * (self->rows_repeated - 1) > MAX_REPEATED)
    {
      stop (xml, KHEO_ERROR_TOO_LARGE, "a filled row that repeats too often");
      return;
    }
  for (guint r = 1; r < self->rows_repeated; r++)
    for (gsize i = 0; i < n_cells; i++)
      {
        const KheoCell cell = self->sheet->cells[self->row_start + i];

        if (!kheo_sheet_add_cell (self->sheet, self->row + r, &cell, &error))
          {
            kheo_xml_take_error (xml, error);
            return;
          }
      }
}

/* The value of one attribute as an attribute list of its own. */
static gint64
attribute_to_int (const KheoXmlAttribute *attribute)
{
  const KheoXmlAttributes one = { attribute, 1 };

  return kheo_xml_get_int (&one, attribute->name, 1);
}

/* office:value-type and LibreOffice's own calcext:value-type, which alone knows errors. */
static void
read_type (Reader *self, const char *value, gsize length)
{
  if (length == 5 && memcmp (value, "error", 5) == 0)
    self->type = 'e';
  else if (length > 0 && self->type == 0)
    self->type = *value;
}

/* The longest part of a big file, so each attribute is looked at once. */
static void
read_cell_attribute (Reader *self, const KheoXmlAttribute *attribute)
{
  const char *name = attribute->name;
  const char *value = attribute->value;
  gsize       length = attribute->length;

  if (kheo_xml_is (name, "value-type"))
    read_type (self, value, length);
  else if (kheo_xml_is (name, "style-name"))
    self->place.style = kheo_ods_styles_find_cell (self->styles, value, length);
  else if (kheo_xml_is (name, "value") || kheo_xml_is (name, "date-value") ||
           kheo_xml_is (name, "time-value") || kheo_xml_is (name, "boolean-value") ||
           kheo_xml_is (name, "string-value"))
    {
      g_string_truncate (self->value, 0);
      g_string_append_len (self->value, value, (gssize) MIN (length, KHEO_SHEET_MAX_RAW_TEXT));
    }
  else if (kheo_xml_is (name, "number-columns-repeated"))
    self->columns_repeated = to_count (attribute_to_int (attribute));
  else if (kheo_xml_is (name, "number-columns-spanned"))
    self->merge.columns = to_count (attribute_to_int (attribute));
  else if (kheo_xml_is (name, "number-rows-spanned"))
    self->merge.rows = to_count (attribute_to_int (attribute));
  else if (kheo_xml_is (name, "formula"))
    self->place.flags = KHEO_CELL_FORMULA;
}

static void
open_cell (Reader *self, const KheoXmlAttributes *attributes)
{
  self->cell_depth = self->depth;
  self->place = (KheoPlace){ self->row, self->column, self->row_style, 0 };
  if (self->row_style == 0 && self->column < self->column_styles->len)
    self->place.style = g_array_index (self->column_styles, guint16, self->column);
  self->columns_repeated = 1;
  self->merge = (KheoMerge){ self->row, self->column, 1, 1 };
  self->type = 0;
  self->n_paragraphs = 0;
  g_string_truncate (self->text, 0);
  g_string_truncate (self->value, 0);
  if (self->runs->len > 0)
    g_array_set_size (self->runs, 0);

  for (guint i = 0; i < attributes->n; i++)
    read_cell_attribute (self, &attributes->items[i]);
  if (self->type == 0)
    g_string_truncate (self->value, 0);
}

/* "PT36H30M00S", of which all parts but PT may be missing. */
static gboolean
scan_duration (const char *text, double *out_days)
{
  double seconds = 0;

  if (!g_str_has_prefix (text, "PT"))
    return FALSE;
  for (text += 2; *text != '\0'; text++)
    {
      char  *end;
      double part = g_ascii_strtod (text, &end);

      if (end == text || !g_ascii_isdigit (*text) || strchr ("HMS", *end) == NULL || *end == '\0')
        return FALSE;
      seconds += part * (*end == 'H' ? 3600 : *end == 'M' ? 60 : 1);
      text = end;
    }
  *out_days = seconds / 86400;
  return TRUE;
}

/* A style that shows what the value is, where the cell's own does not. */
static void
ensure_format (Reader *self, KheoPlace *place, const char *format)
{
  KheoCellStyle style = g_array_index (self->workbook->styles, KheoCellStyle, place->style);

  style.number_format = format;
  place->style = kheo_workbook_add_style (self->workbook, &style);
}

static gboolean
add_value (Reader *self, KheoPlace place, KheoText text, GError **error)
{
  const KheoCellStyle *style = &g_array_index (self->workbook->styles, KheoCellStyle, place.style);
  double               number;

  if (self->type == 'b')
    return kheo_sheet_add_boolean (self->sheet, &place, strcmp (self->value->str, "true") == 0,
                                   error);
  if (self->type == 'd' && kheo_number_scan_iso (self->value->str, &number))
    return kheo_sheet_add_date (self->sheet, &place, number, error);
  if (self->type == 't' && scan_duration (self->value->str, &number))
    {
      if (!style->is_time && !style->is_date)
        ensure_format (self, &place, "[h]:mm:ss");
      return kheo_sheet_add_number (self->sheet, &place, number, error);
    }
  if (self->type != 0 && strchr ("fpc", self->type) != NULL &&
      kheo_number_scan (self->value->str, self->value->len, &number))
    {
      if (self->type == 'p' && !style->is_percent)
        ensure_format (self, &place, "0.00%");
      return kheo_sheet_add_number (self->sheet, &place, number, error);
    }
  if (self->type == 'e')
    return kheo_sheet_add_error_text (self->sheet, &place, text, error);
  return kheo_sheet_add_text (self->sheet, &place, text, error);
}

static gboolean
keep_text (Reader *self, KheoText *out_text, GError **error)
{
  const GString *text = self->text;

  if (text->len == 0 && self->type == 's')
    text = self->value;
  if (self->runs->len > 0 && text == self->text)
    return kheo_workbook_add_rich_text (self->workbook, text, g_array_copy (self->runs), out_text,
                                        error);
  return kheo_workbook_add_text (self->workbook, text->str, text->len, out_text, error);
}

static gboolean
add_cell (Reader *self, GError **error)
{
  KheoText  text;
  KheoPlace place = self->place;
  gboolean  is_empty = self->text->len == 0 && self->value->len == 0;

  self->column = MIN (self->column + self->columns_repeated, KHEO_SHEET_MAX_COLUMNS + 1);
  if ((self->merge.rows > 1 || self->merge.columns > 1) &&
      !kheo_sheet_add_merge (self->sheet, &self->merge, error))
    return FALSE;
  if (is_empty)
    return TRUE;
  if (self->columns_repeated > KHEO_SHEET_MAX_COLUMNS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a filled cell repeats too often");
      return FALSE;
    }
  if (!keep_text (self, &text, error))
    return FALSE;
  for (guint i = 0; i < self->columns_repeated; i++, place.column++)
    if (!add_value (self, place, text, error))
      return FALSE;
  return TRUE;
}

static void
append (KheoXml *xml, Reader *self, const char *text, gsize length)
{
  if (self->text->len + length > KHEO_SHEET_MAX_CELL_TEXT)
    stop (xml, KHEO_ERROR_TOO_LARGE, "a cell of too many bytes");
  else
    kheo_xml_append (self->text, text, length);
}

/* The next characters are in this font; NULL is that of the cell. */
static void
start_run (Reader *self, const char *style)
{
  const KheoTextRun cell = { 0 };
  KheoTextRun       run = { (guint32) self->text->len, NULL, 0, 0 };

  if (style != NULL)
    kheo_ods_styles_find_text (self->styles, style, &run);
  if (self->runs->len == 0 && self->text->len > 0)
    g_array_append_val (self->runs, cell);
  g_array_append_val (self->runs, run);
}

static void
open_inside_paragraph (KheoXml                 *xml,
                       Reader                  *self,
                       const char              *name,
                       const KheoXmlAttributes *attributes)
{
  if (kheo_xml_is (name, "span"))
    {
      g_autofree char *style = kheo_xml_dup (attributes, "style-name");

      start_run (self, style);
    }
  else if (kheo_xml_is (name, "s"))
    {
      for (gint64 n = MIN (kheo_xml_get_int (attributes, "c", 1), 4096); n > 0; n--)
        append (xml, self, " ", 1);
    }
  else if (kheo_xml_is (name, "tab"))
    append (xml, self, "\t", 1);
  else if (kheo_xml_is (name, "line-break"))
    append (xml, self, "\n", 1);
  else if (kheo_xml_is (name, "annotation") || kheo_xml_is (name, "frame") ||
           kheo_xml_is (name, "ruby-text"))
    self->skip_depth = self->depth;
}

static void
open_inside_cell (KheoXml *xml, Reader *self, const char *name, const KheoXmlAttributes *attributes)
{
  if (self->in_paragraph)
    open_inside_paragraph (xml, self, name, attributes);
  else if (kheo_xml_is (name, "p"))
    {
      if (self->n_paragraphs++ > 0)
        append (xml, self, "\n", 1);
      self->in_paragraph = TRUE;
      self->space = TRUE; /* blanks at its start do not count */
    }
  else /* notes, pictures, drawings */
    self->skip_depth = self->depth;
}

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  Reader *self = xml->reader;

  self->depth++;
  if (self->skip_depth > 0)
    return;
  if (self->cell_depth > 0)
    open_inside_cell (xml, self, name, attributes);
  else if (self->sheet != NULL)
    {
      if (kheo_xml_is (name, "table-cell") || kheo_xml_is (name, "covered-table-cell"))
        open_cell (self, attributes);
      else if (kheo_xml_is (name, "table-row"))
        open_row (self, attributes);
      else if (kheo_xml_is (name, "table-column"))
        read_column (self, attributes);
      else if (kheo_xml_is (name, "shapes") || kheo_xml_is (name, "forms"))
        self->skip_depth = self->depth;
    }
  else if (self->spreadsheet_depth == 0)
    {
      kheo_ods_styles_start (self->styles, name, attributes);
      if (kheo_xml_is (name, "spreadsheet"))
        self->spreadsheet_depth = self->depth;
    }
  else if (kheo_xml_is (name, "table") && self->depth == self->spreadsheet_depth + 1)
    {
      open_table (xml, self, attributes);
      self->column = 0;
    }
}

static void
close_inside_sheet (KheoXml *xml, Reader *self, const char *name)
{
  GError *error = NULL;

  if (self->cell_depth == self->depth)
    {
      self->cell_depth = 0;
      if (!add_cell (self, &error))
        kheo_xml_take_error (xml, error);
    }
  else if (self->in_paragraph && kheo_xml_is (name, "p"))
    self->in_paragraph = FALSE;
  else if (self->in_paragraph && kheo_xml_is (name, "span"))
    start_run (self, NULL);
  else if (self->cell_depth == 0 && kheo_xml_is (name, "table-row"))
    close_row (xml, self);
  else if (self->table_depth == self->depth)
    {
      kheo_sheet_finish (self->sheet);
      self->sheet = NULL;
    }
}

static void
end_cb (KheoXml *xml, const char *name)
{
  Reader *self = xml->reader;

  if (self->skip_depth > 0)
    {
      if (self->skip_depth == self->depth)
        self->skip_depth = 0;
    }
  else if (self->sheet != NULL)
    close_inside_sheet (xml, self, name);
  else if (self->spreadsheet_depth == 0)
    kheo_ods_styles_end (self->styles, name);
  self->depth--;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Blanks collapse; those that count are elements. */
static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
  Reader *self = xml->reader;

  if (self->spreadsheet_depth == 0)
    kheo_ods_styles_text (self->styles, text, length);
  if (!self->in_paragraph || self->skip_depth > 0)
    return;
  for (gsize i = 0; i < length;)
    {
      gsize start = i;

      /* A single blank between words goes with them. */
      for (; i < length && (!is_blank (text[i]) || (text[i] == ' ' && !self->space)); i++)
        self->space = is_blank (text[i]);
      if (i > start)
        append (xml, self, text + start, i - start);
      for (start = i; i < length && is_blank (text[i]); i++)
        ;
      if (i > start && !self->space)
        {
          append (xml, self, " ", 1);
          self->space = TRUE;
        }
    }
}

gboolean
kheo_ods_read_tables (KheoWorkbook *workbook, KheoZip *zip, KheoOdsStyles *styles, GError **error)
{
  static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (GArray) column_styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (KheoTextRun));
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  Reader reader = { workbook, styles };

  reader.column_styles = column_styles;
  reader.runs = runs;
  reader.value = value;
  reader.text = text;
  if (!kheo_xml_read_part (zip, "content.xml", &handler, &reader, error))
    return FALSE;
  if (reader.spreadsheet_depth > 0)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an OpenDocument file, but no spreadsheet");
  return FALSE;
}
