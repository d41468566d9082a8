#include "kheo-xlsx.h"

#include <string.h>

typedef enum
{
  NOWHERE,
  IN_NUMBER_FORMATS,
  IN_FONTS,
  IN_FORMATS, /* cellXfs: the only formats that cells name */
} Place;

typedef struct
{
  KheoXlsx     *xlsx;
  GHashTable   *formats; /* number format id → interned string */
  GArray       *fonts;   /* KheoCellStyle, of which only the font counts */
  KheoCellStyle style;   /* the <xf> that is open */
  Place         place;
} Reader;

static void
read_number_format (Reader *self, const KheoXmlAttributes *attributes)
{
  g_autofree char *code = kheo_xml_dup (attributes, "formatCode");
  gint64           id = kheo_xml_get_int (attributes, "numFmtId", -1);

  if (code != NULL && id >= 0 && id <= G_MAXINT)
    g_hash_table_insert (self->formats, GUINT_TO_POINTER ((guint) id),
                         (gpointer) kheo_workbook_intern (self->xlsx->workbook, code));
}

static void
read_font (Reader *self, const char *name, const KheoXmlAttributes *attributes)
{
  const KheoCellStyle none = { 0 };
  KheoCellStyle      *font;

  if (strcmp (name, "font") == 0)
    g_array_append_val (self->fonts, none);
  if (self->fonts->len == 0)
    return;
  font = &g_array_index (self->fonts, KheoCellStyle, self->fonts->len - 1);

  if (strcmp (name, "name") == 0)
    {
      g_autofree char *value = kheo_xml_dup (attributes, "val");

      font->font_name = kheo_workbook_intern (self->xlsx->workbook, value);
    }
  else if (strcmp (name, "b") == 0)
    font->bold = (guint8) kheo_xml_get_bool (attributes, "val", TRUE);
  else if (strcmp (name, "i") == 0)
    font->italic = (guint8) kheo_xml_get_bool (attributes, "val", TRUE);
  else if (strcmp (name, "sz") == 0)
    {
      gsize       length;
      double      size;
      const char *value = kheo_xml_find (attributes, "val", &length);

      if (value != NULL && kheo_number_scan (value, length, &size) && size > 0 && size < 1000)
        font->font_size = (guint16) (size * 10 + 0.5);
    }
}

static void
read_format (Reader *self, const KheoXmlAttributes *attributes)
{
  guint       format = (guint) CLAMP (kheo_xml_get_int (attributes, "numFmtId", 0), 0, G_MAXINT);
  gint64      font = kheo_xml_get_int (attributes, "fontId", -1);
  const char *code = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (format));

  self->style = (KheoCellStyle){ 0 };
  if (font >= 0 && font < self->fonts->len)
    self->style = g_array_index (self->fonts, KheoCellStyle, font);
  self->style.number_format = code != NULL ? code : kheo_number_format_builtin (format);
}

static void
read_alignment (Reader *self, const KheoXmlAttributes *attributes)
{
  static const struct
  {
    const char *name;
    KheoAlign   align;
  } aligns[] = {
    { "left", KHEO_ALIGN_LEFT },
    { "center", KHEO_ALIGN_CENTER },
    { "centerContinuous", KHEO_ALIGN_CENTER },
    { "right", KHEO_ALIGN_RIGHT },
    { "fill", KHEO_ALIGN_FILL },
    { "justify", KHEO_ALIGN_FILL },
    { "distributed", KHEO_ALIGN_FILL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (aligns); i++)
    if (kheo_xml_equals (attributes, "horizontal", aligns[i].name))
      self->style.align = (guint8) aligns[i].align;
  self->style.indent = (guint8) CLAMP (kheo_xml_get_int (attributes, "indent", 0), 0, 255);
  self->style.wrap = (guint8) kheo_xml_get_bool (attributes, "wrapText", FALSE);
}

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  Reader *self = xml->reader;

  if (strcmp (name, "numFmts") == 0)
    self->place = IN_NUMBER_FORMATS;
  else if (strcmp (name, "fonts") == 0)
    self->place = IN_FONTS;
  else if (strcmp (name, "cellXfs") == 0)
    self->place = IN_FORMATS;
  else if (self->place == IN_NUMBER_FORMATS && strcmp (name, "numFmt") == 0)
    read_number_format (self, attributes);
  else if (self->place == IN_FONTS)
    read_font (self, name, attributes);
  else if (self->place == IN_FORMATS && strcmp (name, "xf") == 0)
    read_format (self, attributes);
  else if (self->place == IN_FORMATS && strcmp (name, "alignment") == 0)
    read_alignment (self, attributes);
}

static void
end_cb (KheoXml *xml, const char *name)
{
  Reader *self = xml->reader;

  if (self->place == IN_FORMATS && strcmp (name, "xf") == 0)
    {
      guint16 style = kheo_workbook_add_style (self->xlsx->workbook, &self->style);

      g_array_append_val (self->xlsx->styles, style);
    }
  else if (strcmp (name, "numFmts") == 0 || strcmp (name, "fonts") == 0 ||
           strcmp (name, "cellXfs") == 0)
    self->place = NOWHERE;
}

static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
}

gboolean
kheo_xlsx_read_styles (KheoXlsx *self, const char *part, GError **error)
{
  static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) fonts = g_array_new (FALSE, FALSE, sizeof (KheoCellStyle));
  Reader reader = { self, formats, fonts };

  return kheo_xml_read_part (self->zip, part, &handler, &reader, error);
}
