#include "kheo-xlsx.h"

#include "kheo-error.h"

#include <string.h>

void
kheo_xlsx_text_init (KheoXlsxText *self, KheoWorkbook *workbook)
{
  self->workbook = workbook;
  self->text = g_string_new (NULL);
}

void
kheo_xlsx_text_clear (KheoXlsxText *self)
{
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->runs, g_array_unref);
}

void
kheo_xlsx_text_begin (KheoXlsxText *self)
{
  g_string_truncate (self->text, 0);
  g_clear_pointer (&self->runs, g_array_unref);
  self->phonetic = 0;
  self->in_t = self->in_run = self->in_properties = FALSE;
}

static void
add_run (KheoXlsxText *self)
{
  if (self->runs == NULL)
    self->runs = g_array_new (FALSE, FALSE, sizeof (KheoTextRun));
  self->run.start = (guint32) self->text->len;
  g_array_append_val (self->runs, self->run);
}

static void
read_property (KheoXlsxText *self, const char *name, const KheoXmlAttributes *attributes)
{
  if (kheo_xml_is (name, "rFont"))
    {
      g_autofree char *font = kheo_xml_dup (attributes, "val");

      self->run.font_name = kheo_workbook_intern (self->workbook, font);
    }
  else if (kheo_xml_is (name, "b"))
    self->run.bold = (guint8) kheo_xml_get_bool (attributes, "val", TRUE);
  else if (kheo_xml_is (name, "i"))
    self->run.italic = (guint8) kheo_xml_get_bool (attributes, "val", TRUE);
}

void
kheo_xlsx_text_start (KheoXlsxText *self, const char *name, const KheoXmlAttributes *attributes)
{
  if (kheo_xml_is (name, "rPh"))
    self->phonetic++;
  else if (self->phonetic > 0)
    return;
  else if (kheo_xml_is (name, "t"))
    {
      self->in_t = TRUE;
      self->t_start = self->text->len;
      if (self->in_run)
        add_run (self);
    }
  else if (kheo_xml_is (name, "r"))
    {
      self->in_run = TRUE;
      self->run = (KheoTextRun){ 0 };
    }
  else if (kheo_xml_is (name, "rPr"))
    self->in_properties = TRUE;
  else if (self->in_properties)
    read_property (self, name, attributes);
}

void
kheo_xlsx_text_end (KheoXlsxText *self, const char *name)
{
  if (kheo_xml_is (name, "rPh"))
    self->phonetic -= self->phonetic > 0;
  else if (kheo_xml_is (name, "t") && self->in_t)
    {
      self->in_t = FALSE;
      kheo_xlsx_unescape (self->text, self->t_start);
    }
  else if (kheo_xml_is (name, "r"))
    self->in_run = FALSE;
  else if (kheo_xml_is (name, "rPr"))
    self->in_properties = FALSE;
}

gboolean
kheo_xlsx_text_append (KheoXlsxText *self, const char *text, gsize length, GError **error)
{
  if (!self->in_t)
    return TRUE;
  /* An escape takes seven bytes for one, so a text may be that much longer than it will be. */
  if (self->text->len + length > KHEO_SHEET_MAX_RAW_TEXT)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a text of too many bytes");
      return FALSE;
    }
  kheo_xml_append (self->text, text, length);
  return TRUE;
}

/* One run for the whole is no news: the cell's style says the font. But the font of a run wins over
 * that of the cell, so it is kept when it names one. */
gboolean
kheo_xlsx_text_finish (KheoXlsxText *self, KheoText *out_text, GError **error)
{
  if (self->runs == NULL)
    return kheo_workbook_add_text (self->workbook, self->text->str, self->text->len, out_text,
                                   error);
  return kheo_workbook_add_rich_text (self->workbook, self->text, g_steal_pointer (&self->runs),
                                      out_text, error);
}

static gboolean
scan_escape (const char *p, guint *out_code)
{
  *out_code = 0;
  if (p[0] != '_' || p[1] != 'x')
    return FALSE;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return FALSE;
      *out_code = *out_code * 16 + (guint) g_ascii_xdigit_value (p[i]);
    }
  return p[6] == '_';
}

void
kheo_xlsx_unescape (GString *text, gsize start)
{
  char *out;
  char *p = strchr (text->str + start, '_'); /* much faster than strstr(), and seldom there */

  if (p == NULL)
    return;
  for (out = p; *p != '\0';)
    {
      guint code;

      if (!scan_escape (p, &code))
        *out++ = *p++;
      else
        {
          /* Never longer than the escape itself. Halves of surrogate pairs are no characters. */
          out += g_unichar_to_utf8 (code == 0 || (code & 0xf800) == 0xd800 ? 0xfffd : code, out);
          p += 7;
        }
    }
  g_string_truncate (text, (gsize) (out - text->str));
}
