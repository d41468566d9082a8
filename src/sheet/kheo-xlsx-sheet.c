/* The big part of an xlsx file: a worksheet's cells. Written for speed: nothing is allocated per
 * cell. */
#include "kheo-xlsx.h"

#include "kheo-error.h"

#include <string.h>

typedef enum
{
  VALUE_NUMBER,
  VALUE_SHARED,
  VALUE_STRING, /* the text result of a formula */
  VALUE_INLINE,
  VALUE_BOOLEAN,
  VALUE_ERROR,
  VALUE_DATE, /* ISO 8601 */
} ValueType;

typedef struct
{
  KheoXlsx    *xlsx;
  KheoSheet   *sheet;
  KheoXlsxText inline_text;
  GString     *value; /* of <v> */

  KheoPlace place;                 /* of the open cell */
  guint     next_row, next_column; /* where a row or cell stands that does not say */
  ValueType type;
  gboolean  in_data, in_row, in_cell, in_value, in_inline;
} Reader;

/* "AB12", of which either half may be missing. FALSE when it is none or absurdly large. */
static gboolean
scan_reference (const char *p, const char *end, guint *out_row, guint *out_column)
{
  guint64 column = 0, row = 0;

  for (; p < end && g_ascii_isalpha (*p) && column < G_MAXUINT32 / 32; p++)
    column = column * 26 + (guint64) (g_ascii_toupper (*p) - 'A' + 1);
  for (; p < end && g_ascii_isdigit (*p) && row < G_MAXUINT32 / 16; p++)
    row = row * 10 + (guint64) (*p - '0');
  if (p != end || row == 0 || column == 0)
    return FALSE;
  *out_row = (guint) (row - 1);
  *out_column = (guint) (column - 1);
  return TRUE;
}

static ValueType
scan_type (const char *text, gsize length)
{
  switch (text[0])
    {
    case 's':
      return length == 1 ? VALUE_SHARED : VALUE_STRING;
    case 'i':
      return VALUE_INLINE;
    case 'b':
      return VALUE_BOOLEAN;
    case 'e':
      return VALUE_ERROR;
    case 'd':
      return VALUE_DATE;
    default:
      return VALUE_NUMBER;
    }
}

static void
open_cell (KheoXml *xml, Reader *self, const KheoXmlAttributes *attributes)
{
  self->in_cell = TRUE;
  self->place.column = self->next_column;
  self->place.style = 0;
  self->place.flags = 0;
  self->type = VALUE_NUMBER;
  g_string_truncate (self->value, 0);

  for (guint i = 0; i < attributes->n; i++)
    {
      const char *name = attributes->items[i].name;
      const char *value = attributes->items[i].value;
      const char *end = value + attributes->items[i].length;
      guint       row;

      if (name[0] == '\0' || name[1] != '\0')
        continue;
      if (name[0] == 'r')
        {
          if (!scan_reference (value, end, &row, &self->place.column) || row != self->place.row)
            kheo_xml_set_corrupt (xml, "a cell that is not in its row");
        }
      else if (name[0] == 's')
        {
          guint index = 0;

          for (; value < end && g_ascii_isdigit (*value) && index <= G_MAXUINT16; value++)
            index = index * 10 + (guint) (*value - '0');
          if (index < self->xlsx->styles->len)
            self->place.style = g_array_index (self->xlsx->styles, guint16, index);
        }
      else if (name[0] == 't' && end > value)
        self->type = scan_type (value, (gsize) (end - value));
    }
  self->next_column = self->place.column + 1;
}

static void
open_row (Reader *self, const KheoXmlAttributes *attributes)
{
  gint64 row = kheo_xml_get_int (attributes, "r", (gint64) self->next_row + 1);

  /* A number that cannot be is found out with the first cell. */
  self->place.row = (guint) CLAMP (row - 1, 0, G_MAXINT32);
  self->next_row = self->place.row + 1;
  self->next_column = 0;
  self->in_row = TRUE;
  if (kheo_xml_get_bool (attributes, "hidden", FALSE))
    kheo_sheet_hide_rows (self->sheet, self->place.row, self->place.row);
}

static void
read_merge (KheoXml *xml, Reader *self, const KheoXmlAttributes *attributes)
{
  gsize       length;
  const char *ref = kheo_xml_find (attributes, "ref", &length);
  const char *colon = ref != NULL ? memchr (ref, ':', length) : NULL;
  KheoMerge   merge = { 0 };
  guint       last_row, last_column;
  GError     *error = NULL;

  if (colon == NULL)
    return;
  if (!scan_reference (ref, colon, &merge.row, &merge.column) ||
      !scan_reference (colon + 1, ref + length, &last_row, &last_column) || last_row < merge.row ||
      last_column < merge.column)
    {
      kheo_xml_set_corrupt (xml, "a merged block that is no block");
      return;
    }
  merge.rows = last_row - merge.row + 1;
  merge.columns = last_column - merge.column + 1;
  if (!kheo_sheet_add_merge (self->sheet, &merge, &error))
    kheo_xml_take_error (xml, error);
}

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  Reader *self = xml->reader;

  if (self->in_cell)
    {
      if (kheo_xml_is (name, "v"))
        self->in_value = TRUE;
      else if (kheo_xml_is (name, "f"))
        self->place.flags |= KHEO_CELL_FORMULA;
      else if (kheo_xml_is (name, "is"))
        {
          self->in_inline = TRUE;
          kheo_xlsx_text_begin (&self->inline_text);
        }
      else if (self->in_inline)
        kheo_xlsx_text_start (&self->inline_text, name, attributes);
    }
  else if (self->in_row && kheo_xml_is (name, "c"))
    open_cell (xml, self, attributes);
  else if (self->in_data && kheo_xml_is (name, "row"))
    open_row (self, attributes);
  else if (kheo_xml_is (name, "sheetData"))
    self->in_data = TRUE;
  else if (!self->in_data && kheo_xml_is (name, "mergeCell"))
    read_merge (xml, self, attributes);
  else if (!self->in_data && kheo_xml_is (name, "col") &&
           kheo_xml_get_bool (attributes, "hidden", FALSE))
    {
      gint64 first = kheo_xml_get_int (attributes, "min", 1);
      gint64 last = kheo_xml_get_int (attributes, "max", first);

      kheo_sheet_hide_columns (self->sheet, (guint) CLAMP (first - 1, 0, G_MAXINT32),
                               (guint) CLAMP (last - 1, 0, G_MAXINT32));
    }
}

static gboolean
add_shared (Reader *self, GError **error)
{
  GArray *strings = self->xlsx->strings;
  gsize   index = 0;
  gsize   i;

  for (i = 0; i < self->value->len && i < 10 && g_ascii_isdigit (self->value->str[i]); i++)
    index = index * 10 + (gsize) (self->value->str[i] - '0');
  if (i == 0 || i < self->value->len || index >= strings->len)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT,
                   "row %u, column %u: no shared string “%.20s”", self->place.row + 1,
                   self->place.column + 1, self->value->str);
      return FALSE;
    }
  return kheo_sheet_add_text (self->sheet, &self->place, g_array_index (strings, KheoText, index),
                              error);
}

static gboolean
add_text (Reader *self, GError **error)
{
  KheoText text;

  kheo_xlsx_unescape (self->value, 0);
  if (!kheo_workbook_add_text (self->xlsx->workbook, self->value->str, self->value->len, &text,
                               error))
    return FALSE;
  if (self->type == VALUE_ERROR)
    return kheo_sheet_add_error_text (self->sheet, &self->place, text, error);
  return kheo_sheet_add_text (self->sheet, &self->place, text, error);
}

static gboolean
add_number (Reader *self, GError **error)
{
  const KheoCellStyle *style =
      &g_array_index (self->xlsx->workbook->styles, KheoCellStyle, self->place.style);
  double number;

  /* What is no number ("1.#QNAN") stays visible as it stands. */
  if (!kheo_number_scan (self->value->str, self->value->len, &number))
    return add_text (self, error);
  if (self->xlsx->is_1904 && style->is_date)
    number += KHEO_SHEET_1904_SHIFT;
  return kheo_sheet_add_number (self->sheet, &self->place, number, error);
}

static gboolean
add_date (Reader *self, GError **error)
{
  double serial;

  if (!kheo_number_scan_iso (self->value->str, &serial))
    return add_text (self, error);
  return kheo_sheet_add_date (self->sheet, &self->place, serial, error);
}

static gboolean
add_inline (Reader *self, GError **error)
{
  KheoText text;

  return kheo_xlsx_text_finish (&self->inline_text, &text, error) &&
         kheo_sheet_add_text (self->sheet, &self->place, text, error);
}

static gboolean
add_cell (Reader *self, GError **error)
{
  if (self->type == VALUE_INLINE)
    return add_inline (self, error);
  if (self->value->len == 0)
    return TRUE;

  switch (self->type)
    {
    case VALUE_SHARED:
      return add_shared (self, error);
    case VALUE_STRING:
    case VALUE_ERROR:
      return add_text (self, error);
    case VALUE_BOOLEAN:
      return kheo_sheet_add_boolean (self->sheet, &self->place,
                                     self->value->str[0] == '1' || self->value->str[0] == 't',
                                     error);
    case VALUE_DATE:
      return add_date (self, error);
    case VALUE_NUMBER:
    case VALUE_INLINE:
    default:
      return add_number (self, error);
    }
}

static void
end_cb (KheoXml *xml, const char *name)
{
  Reader *self = xml->reader;
  GError *error = NULL;

  if (self->in_value && kheo_xml_is (name, "v"))
    self->in_value = FALSE;
  else if (self->in_inline && kheo_xml_is (name, "is"))
    self->in_inline = FALSE;
  else if (self->in_inline)
    kheo_xlsx_text_end (&self->inline_text, name);
  else if (self->in_cell && kheo_xml_is (name, "c"))
    {
      self->in_cell = FALSE;
      if (!add_cell (self, &error))
        kheo_xml_take_error (xml, error);
      /* So that a cell without <is> does not take the text of the one before. */
      if (self->type == VALUE_INLINE)
        kheo_xlsx_text_begin (&self->inline_text);
    }
  else if (self->in_row && !self->in_cell && kheo_xml_is (name, "row"))
    self->in_row = FALSE;
  else if (self->in_data && !self->in_row && kheo_xml_is (name, "sheetData"))
    self->in_data = FALSE;
}

static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
  Reader *self = xml->reader;
  GError *error = NULL;

  if (self->in_value)
    {
      if (self->value->len + length > KHEO_SHEET_MAX_RAW_TEXT)
        kheo_xml_take_error (
            xml, g_error_new (KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a value of too many bytes"));
      else
        kheo_xml_append (self->value, text, length);
    }
  else if (self->in_inline && !kheo_xlsx_text_append (&self->inline_text, text, length, &error))
    kheo_xml_take_error (xml, error);
}

gboolean
kheo_xlsx_read_sheet (KheoXlsx *self, const char *part, KheoSheet *sheet, GError **error)
{
  static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (GString) value = g_string_new (NULL);
  Reader   reader = { self, sheet, .value = value };
  gboolean ok;

  kheo_xlsx_text_init (&reader.inline_text, self->workbook);
  ok = kheo_xml_read_part (self->zip, part, &handler, &reader, error);
  kheo_xlsx_text_clear (&reader.inline_text);
  if (ok)
    kheo_sheet_finish (sheet);
  return ok;
}
