#include "kheo-xlsx.h"

#include <string.h>

typedef struct
{
  KheoXlsx    *xlsx;
  KheoXlsxText text;
  gboolean     in_string; /* inside <si> */
} Reader;

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  Reader *self = xml->reader;

  if (kheo_xml_is (name, "si"))
    {
      self->in_string = TRUE;
      kheo_xlsx_text_begin (&self->text);
    }
  else if (self->in_string)
    kheo_xlsx_text_start (&self->text, name, attributes);
}

static void
end_cb (KheoXml *xml, const char *name)
{
  Reader  *self = xml->reader;
  KheoText text;
  GError  *error = NULL;

  if (!self->in_string)
    return;
  if (!kheo_xml_is (name, "si"))
    {
      kheo_xlsx_text_end (&self->text, name);
      return;
    }
  self->in_string = FALSE;
  if (!kheo_xlsx_text_finish (&self->text, &text, &error))
    kheo_xml_take_error (xml, error);
  else if (self->xlsx->strings->len >= KHEO_SHEET_MAX_CELLS)
    kheo_xml_set_corrupt (xml, "more shared strings than cells");
  else
    g_array_append_val (self->xlsx->strings, text);
}

static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
  Reader *self = xml->reader;
  GError *error = NULL;

  if (self->in_string && !kheo_xlsx_text_append (&self->text, text, length, &error))
    kheo_xml_take_error (xml, error);
}

gboolean
kheo_xlsx_read_strings (KheoXlsx *self, const char *part, GError **error)
{
  static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };
  Reader                      reader = { self };
  gboolean                    ok;

  kheo_xlsx_text_init (&reader.text, self->workbook);
  ok = kheo_xml_read_part (self->zip, part, &handler, &reader, error);
  kheo_xlsx_text_clear (&reader.text);
  return ok;
}
