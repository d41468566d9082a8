/* SpreadsheetML of Office 2003: one XML file, usually named .xls by the program that wrote it. */
#include "kheo-sheet-builder.h"
#include "kheo-xml.h"

#include "kheo-error.h"

#include <string.h>

typedef struct
{
  KheoWorkbook *workbook; /* borrowed */
  KheoSheet    *sheet;    /* the open one, or NULL */
  GHashTable   *styles;   /* id → index + 1 */
  char         *style_id; /* of the open style */
  KheoCellStyle style;

  guint     next_row, next_column, next_sheet_column;
  KheoPlace place; /* of the open cell */
  guint     row_style, default_style;
  char      type; /* first letter of the data's type */
  GString  *text;
  gboolean  in_row, in_cell, in_data, in_visible;
  guint     in_comment; /* depth */
  guint     n_worksheets;
} Reader;

static guint
find_style (Reader *self, const KheoXmlAttributes *attributes, guint fallback)
{
  g_autofree char *id = kheo_xml_dup (attributes, "StyleID");
  gpointer         index = id != NULL ? g_hash_table_lookup (self->styles, id) : NULL;

  return index != NULL ? GPOINTER_TO_UINT (index) - 1 : fallback;
}

/* A count or a place from 1, made harmless. */
static guint
get_count (const KheoXmlAttributes *attributes, const char *name, gint64 fallback)
{
  return (guint) CLAMP (kheo_xml_get_int (attributes, name, fallback), 0, G_MAXINT32 / 2);
}

static void
read_font (Reader *self, const KheoXmlAttributes *attributes)
{
  g_autofree char *font = kheo_xml_dup (attributes, "FontName");
  gsize            length;
  const char      *size = kheo_xml_find (attributes, "Size", &length);
  double           points;

  if (font != NULL)
    self->style.font_name = kheo_workbook_intern (self->workbook, font);
  self->style.bold = (guint8) kheo_xml_get_bool (attributes, "Bold", self->style.bold);
  self->style.italic = (guint8) kheo_xml_get_bool (attributes, "Italic", self->style.italic);
  if (size != NULL && kheo_number_scan (size, length, &points) && points > 0 && points < 1000)
    self->style.font_size = (guint16) (points * 10 + 0.5);
}

static void
read_alignment (Reader *self, const KheoXmlAttributes *attributes)
{
  if (kheo_xml_equals (attributes, "Horizontal", "Left"))
    self->style.align = KHEO_ALIGN_LEFT;
  else if (kheo_xml_equals (attributes, "Horizontal", "Right"))
    self->style.align = KHEO_ALIGN_RIGHT;
  else if (kheo_xml_equals (attributes, "Horizontal", "Center") ||
           kheo_xml_equals (attributes, "Horizontal", "CenterAcrossSelection"))
    self->style.align = KHEO_ALIGN_CENTER;
  else if (kheo_xml_equals (attributes, "Horizontal", "Fill") ||
           kheo_xml_equals (attributes, "Horizontal", "Justify"))
    self->style.align = KHEO_ALIGN_FILL;
  self->style.wrap = (guint8) kheo_xml_get_bool (attributes, "WrapText", FALSE);
  self->style.indent = (guint8) MIN (get_count (attributes, "Indent", 0), 255);
}

static void
read_number_format (Reader *self, const KheoXmlAttributes *attributes)
{
  static const struct
  {
    const char *name, *format;
  } formats[] = {
    { "General", NULL },
    { "Short Date", "dd/mm/yyyy" },
    { "Medium Date", "dd-mmm-yy" },
    { "Long Date", "dd/mm/yyyy" },
    { "General Date", "dd/mm/yyyy h:mm" },
    { "Short Time", "h:mm" },
    { "Long Time", "h:mm:ss" },
    { "Percent", "0.00%" },
    { "Fixed", "0.00" },
    { "Standard", "#,##0.00" },
  };
  g_autofree char *format = kheo_xml_dup (attributes, "Format");

  if (format == NULL)
    return;
  self->style.number_format = kheo_workbook_intern (self->workbook, format);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (format, formats[i].name) == 0)
      self->style.number_format = formats[i].format;
}

/* What a style does not say comes from its parent, else from "Default". */
static void
open_style (Reader *self, const KheoXmlAttributes *attributes)
{
  g_autofree char *parent = kheo_xml_dup (attributes, "Parent");
  gpointer         index = g_hash_table_lookup (self->styles, parent != NULL ? parent : "Default");

  g_free (self->style_id);
  self->style_id = kheo_xml_dup (attributes, "ID");
  self->style = (KheoCellStyle){ 0 };
  if (index != NULL)
    self->style =
        g_array_index (self->workbook->styles, KheoCellStyle, GPOINTER_TO_UINT (index) - 1);
}

static void
close_style (Reader *self)
{
  guint index = kheo_workbook_add_style (self->workbook, &self->style);

  if (strcmp (self->style_id, "Default") == 0)
    self->default_style = index;
  g_hash_table_replace (self->styles, g_steal_pointer (&self->style_id),
                        GUINT_TO_POINTER (index + 1));
}

static void
open_worksheet (KheoXml *xml, Reader *self, const KheoXmlAttributes *attributes)
{
  g_autofree char *name = kheo_xml_dup (attributes, "Name");
  GError          *error = NULL;

  self->sheet = kheo_workbook_add_sheet (self->workbook, name, KHEO_SHEET_VISIBLE, &error);
  if (self->sheet == NULL)
    kheo_xml_take_error (xml, error);
  self->next_row = self->next_column = self->next_sheet_column = 0;
  self->n_worksheets++;
}

static void
read_column (Reader *self, const KheoXmlAttributes *attributes)
{
  guint first = MAX (get_count (attributes, "Index", self->next_sheet_column + 1), 1) - 1;
  guint last = first + get_count (attributes, "Span", 0);

  if (kheo_xml_get_bool (attributes, "Hidden", FALSE))
    kheo_sheet_hide_columns (self->sheet, first, last);
  self->next_sheet_column = MIN (last + 1, KHEO_SHEET_MAX_COLUMNS);
}

static void
open_row (Reader *self, const KheoXmlAttributes *attributes)
{
  guint row = MAX (get_count (attributes, "Index", self->next_row + 1), 1) - 1;
  guint last = row + get_count (attributes, "Span", 0);

  self->place.row = row;
  self->next_row = MIN (last + 1, KHEO_SHEET_MAX_ROWS);
  self->next_column = 0;
  self->in_row = TRUE;
  self->row_style = find_style (self, attributes, self->default_style);
  if (kheo_xml_get_bool (attributes, "Hidden", FALSE))
    kheo_sheet_hide_rows (self->sheet, row, last);
}

static void
open_cell (KheoXml *xml, Reader *self, const KheoXmlAttributes *attributes)
{
  guint     across = get_count (attributes, "MergeAcross", 0);
  KheoMerge merge;
  gsize     length;
  GError   *error = NULL;

  self->place.column = MAX (get_count (attributes, "Index", self->next_column + 1), 1) - 1;
  self->place.style = find_style (self, attributes, self->row_style);
  self->place.flags =
      kheo_xml_find (attributes, "Formula", &length) != NULL ? KHEO_CELL_FORMULA : 0;
  self->next_column = MIN (self->place.column + across + 1, KHEO_SHEET_MAX_COLUMNS);
  self->type = 0;
  self->in_cell = TRUE;
  g_string_truncate (self->text, 0);

  merge = (KheoMerge){ self->place.row, self->place.column,
                       get_count (attributes, "MergeDown", 0) + 1, across + 1 };
  if (!kheo_sheet_add_merge (self->sheet, &merge, &error))
    kheo_xml_take_error (xml, error);
}

static void
start_in_styles (Reader *self, const char *name, const KheoXmlAttributes *attributes)
{
  if (strcmp (name, "Style") == 0)
    open_style (self, attributes);
  else if (self->style_id == NULL)
    return;
  else if (strcmp (name, "Font") == 0)
    read_font (self, attributes);
  else if (strcmp (name, "Alignment") == 0)
    read_alignment (self, attributes);
  else if (strcmp (name, "NumberFormat") == 0)
    read_number_format (self, attributes);
}

static void
start_in_cell (Reader *self, const char *name, const KheoXmlAttributes *attributes)
{
  if (strcmp (name, "Comment") == 0)
    self->in_comment++;
  else if (self->in_comment == 0 && strcmp (name, "Data") == 0)
    {
      gsize       length;
      const char *type = kheo_xml_find (attributes, "Type", &length);

      self->in_data = TRUE;
      self->type = type != NULL && length > 0 ? *type : 'S';
    }
}

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  Reader *self = xml->reader;

  if (self->in_cell)
    start_in_cell (self, name, attributes);
  else if (self->sheet == NULL)
    {
      if (strcmp (name, "Worksheet") == 0)
        open_worksheet (xml, self, attributes);
      else
        start_in_styles (self, name, attributes);
    }
  else if (self->in_row && strcmp (name, "Cell") == 0)
    open_cell (xml, self, attributes);
  else if (strcmp (name, "Row") == 0)
    open_row (self, attributes);
  else if (strcmp (name, "Column") == 0)
    read_column (self, attributes);
  else if (strcmp (name, "Visible") == 0)
    {
      self->in_visible = TRUE;
      g_string_truncate (self->text, 0);
    }
}

static gboolean
add_cell (Reader *self, GError **error)
{
  KheoText text;
  double   number;

  if (self->text->len == 0)
    return TRUE;
  if (self->type == 'N' && kheo_number_scan (self->text->str, self->text->len, &number))
    return kheo_sheet_add_number (self->sheet, &self->place, number, error);
  if (self->type == 'D' && kheo_number_scan_iso (self->text->str, &number))
    return kheo_sheet_add_date (self->sheet, &self->place, number, error);
  if (self->type == 'B')
    return kheo_sheet_add_boolean (self->sheet, &self->place, self->text->str[0] == '1', error);
  if (!kheo_workbook_add_text (self->workbook, self->text->str, self->text->len, &text, error))
    return FALSE;
  return self->type == 'E' ? kheo_sheet_add_error_text (self->sheet, &self->place, text, error)
                           : kheo_sheet_add_text (self->sheet, &self->place, text, error);
}

static void
end_in_cell (KheoXml *xml, Reader *self, const char *name)
{
  GError *error = NULL;

  if (strcmp (name, "Comment") == 0)
    self->in_comment -= self->in_comment > 0;
  else if (self->in_comment == 0 && strcmp (name, "Data") == 0)
    self->in_data = FALSE;
  else if (self->in_comment == 0 && strcmp (name, "Cell") == 0)
    {
      self->in_cell = FALSE;
      if (!add_cell (self, &error))
        kheo_xml_take_error (xml, error);
    }
}

static void
end_cb (KheoXml *xml, const char *name)
{
  Reader *self = xml->reader;

  if (self->in_cell)
    end_in_cell (xml, self, name);
  else if (self->style_id != NULL && strcmp (name, "Style") == 0)
    close_style (self);
  else if (self->in_row && strcmp (name, "Row") == 0)
    self->in_row = FALSE;
  else if (self->in_visible && strcmp (name, "Visible") == 0)
    {
      self->in_visible = FALSE;
      if (strcmp (self->text->str, "SheetHidden") == 0)
        self->sheet->state = KHEO_SHEET_HIDDEN;
      else if (strcmp (self->text->str, "SheetVeryHidden") == 0)
        self->sheet->state = KHEO_SHEET_VERY_HIDDEN;
    }
  else if (self->sheet != NULL && strcmp (name, "Worksheet") == 0)
    {
      kheo_sheet_finish (self->sheet);
      self->sheet = NULL;
    }
}

static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
  Reader *self = xml->reader;

  if (!self->in_data && !self->in_visible)
    return;
  if (self->text->len + length > KHEO_SHEET_MAX_CELL_TEXT)
    kheo_xml_take_error (
        xml, g_error_new (KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a cell of too many bytes"));
  else
    g_string_append_len (self->text, text, (gssize) length);
}

KheoWorkbook *
kheo_xml2003_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("xml-2003");
  g_autoptr (GHashTable) styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  Reader   reader = { .workbook = workbook, .styles = styles, .text = text };
  gboolean ok;

  ok = kheo_xml_read_bytes (bytes, &handler, &reader, progress, error);
  g_free (reader.style_id);
  if (!ok)
    return NULL;
  if (reader.n_worksheets == 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an XML file without worksheets");
      return NULL;
    }
  return g_steal_pointer (&workbook);
}
