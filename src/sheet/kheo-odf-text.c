#include "kheo-odf-text.h"

#include <string.h>

const char kheo_ods_mimetype[] = "application/vnd.oasis.opendocument.spreadsheet";

const char kheo_ods_manifest[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
    " manifest:version=\"1.2\">"
    "<manifest:file-entry manifest:full-path=\"/\""
    " manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"settings.xml\" manifest:media-type=\"text/xml\"/>"
    "</manifest:manifest>";

void
kheo_odf_append_text (GString *xml, const char *text, const char *line_end)
{
  gboolean after_space = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean is_space = *p == ' ';

      if (*p == '\n')
        g_string_append (xml, line_end);
      else if (*p == '\t')
        g_string_append (xml, "<text:tab/>");
      else if (is_space && (after_space || p[1] == '\0' || p[1] == '\n'))
        g_string_append (xml, "<text:s/>");
      else if (*p == '<')
        g_string_append (xml, "&lt;");
      else if (*p == '>')
        g_string_append (xml, "&gt;");
      else if (*p == '&')
        g_string_append (xml, "&amp;");
      else if ((guint8) *p < 0x20 || strncmp (p, "\xef\xbf\xbe", 3) == 0 ||
               strncmp (p, "\xef\xbf\xbf", 3) == 0) /* U+FFFE and U+FFFF */
        {
          g_string_append (xml, "\xef\xbf\xbd");
          p += (guint8) *p < 0x20 ? 0 : 2;
        }
      else
        g_string_append_c (xml, *p);
      after_space = is_space || *p == '\n' || *p == '\t';
    }
}
