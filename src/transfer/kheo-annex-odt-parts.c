#include "kheo-annex-odt-parts.h"

#include "kheo-annex-file-private.h"
#include "kheo-odf-text.h"

#define PAGE_NUMBER 10.0 /* millimetres from the edge (domain.md §6) */

const char kheo_annex_odt_mimetype[] = "application/vnd.oasis.opendocument.text";

const char kheo_annex_odt_manifest[] = KHEO_ODF_HEAD
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
    " manifest:version=\"1.2\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\""
    " manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"settings.xml\" manifest:media-type=\"text/xml\"/>"
    "</manifest:manifest>";

/* LibreOffice keeps rows together only when asked to, as Word does anyway; who says one of these
 * says all that are not as they were of old. */
const char kheo_annex_odt_settings[] = KHEO_ODF_HEAD
    "<office:document-settings" KHEO_ODF_NAMESPACES "><office:settings>"
    "<config:config-item-set config:name=\"ooo:configuration-settings\">"
    "<config:config-item config:name=\"TableRowKeep\" config:type=\"boolean\">true"
    "</config:config-item>"
    "<config:config-item config:name=\"AddExternalLeading\" config:type=\"boolean\">true"
    "</config:config-item>"
    "<config:config-item config:name=\"AddParaTableSpacing\" config:type=\"boolean\">true"
    "</config:config-item>"
    "<config:config-item config:name=\"AddParaSpacingToTableCells\" config:type=\"boolean\">true"
    "</config:config-item>"
    "<config:config-item config:name=\"UseFormerLineSpacing\" config:type=\"boolean\">false"
    "</config:config-item>"
    "<config:config-item config:name=\"UseFormerObjectPositioning\" config:type=\"boolean\">false"
    "</config:config-item>"
    "<config:config-item config:name=\"PrinterIndependentLayout\" config:type=\"string\">"
    "high-resolution</config:config-item>"
    "</config:config-item-set></office:settings></office:document-settings>";

void
kheo_annex_odt_append_length (GString *xml, const char *attribute, double length, const char *unit)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", length);
  g_string_append_printf (xml, " %s=\"%s%s\"", attribute, buffer, unit);
}

static void
append_page_layout (GString *xml, const KheoAnnexSpec *spec, const char *name, gboolean numbered)
{
  double top = numbered ? MIN (PAGE_NUMBER, spec->margin_top) : spec->margin_top;

  g_string_append_printf (xml, "<style:page-layout style:name=\"%s\"><style:page-layout-properties",
                          name);
  kheo_annex_odt_append_length (xml, "fo:page-width", spec->paper.width / KHEO_POINTS_PER_MM, "mm");
  kheo_annex_odt_append_length (xml, "fo:page-height", spec->paper.height / KHEO_POINTS_PER_MM,
                                "mm");
  kheo_annex_odt_append_length (xml, "fo:margin-top", top, "mm");
  kheo_annex_odt_append_length (xml, "fo:margin-bottom", spec->margin_bottom, "mm");
  kheo_annex_odt_append_length (xml, "fo:margin-left", spec->margin_left, "mm");
  kheo_annex_odt_append_length (xml, "fo:margin-right", spec->margin_right, "mm");
  g_string_append_printf (xml, " style:print-orientation=\"%s\"/>",
                          spec->paper.width > spec->paper.height ? "landscape" : "portrait");
  if (numbered)
    {
      g_string_append (xml, "<style:header-style><style:header-footer-properties");
      kheo_annex_odt_append_length (xml, "fo:min-height", MAX (spec->margin_top - top, 6), "mm");
      g_string_append (xml, " fo:margin-left=\"0mm\" fo:margin-right=\"0mm\""
                            " fo:margin-bottom=\"0mm\"/></style:header-style>");
    }
  g_string_append (xml, "</style:page-layout>");
}

char *
kheo_annex_odt_make_styles (const KheoAnnexSpec *spec)
{
  GString *xml = g_string_new (
      KHEO_ODF_HEAD "<office:document-styles" KHEO_ODF_NAMESPACES "><office:font-face-decls>"
                    "<style:font-face style:name=\"F\" svg:font-family=\"'Times New Roman'\""
                    " style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/>"
                    "</office:font-face-decls><office:styles>"
                    "<style:default-style style:family=\"paragraph\"><style:paragraph-properties"
                    " fo:margin-top=\"0mm\" fo:margin-bottom=\"0mm\" style:writing-mode=\"lr-tb\"/>"
                    "<style:text-properties style:font-name=\"F\" style:font-name-asian=\"F\""
                    " style:font-name-complex=\"F\" fo:font-size=\"14pt\" fo:language=\"vi\""
                    " fo:country=\"VN\" fo:color=\"#000000\"/></style:default-style>"
                    "<style:default-style style:family=\"table\"/>"
                    "<style:style style:name=\"Standard\" style:family=\"paragraph\""
                    " style:class=\"text\"/>"
                    "<style:style style:name=\"End\" style:family=\"paragraph\""
                    " style:parent-style-name=\"Standard\">"
                    "<style:text-properties fo:font-size=\"2pt\" style:font-size-asian=\"2pt\""
                    " style:font-size-complex=\"2pt\"/></style:style>"
                    "<style:style style:name=\"Header\" style:family=\"paragraph\""
                    " style:parent-style-name=\"Standard\" style:class=\"extra\">"
                    "<style:paragraph-properties fo:text-align=\"center\"/>"
                    "<style:text-properties fo:font-size=\"14pt\"/></style:style>"
                    "</office:styles><office:automatic-styles>");

  append_page_layout (xml, spec, "first", FALSE);
  append_page_layout (xml, spec, "further", TRUE);
  g_string_append (xml,
                   "</office:automatic-styles><office:master-styles>"
                   "<style:master-page style:name=\"Standard\" style:page-layout-name=\"further\">"
                   "<style:header><text:p text:style-name=\"Header\">"
                   "<text:page-number text:select-page=\"current\">2</text:page-number></text:p>"
                   "</style:header></style:master-page>"
                   "<style:master-page style:name=\"First\" style:page-layout-name=\"first\""
                   " style:next-style-name=\"Standard\"/>"
                   "</office:master-styles></office:document-styles>");
  return g_string_free (xml, FALSE);
}

char *
kheo_annex_odt_make_meta (const KheoAnnexSpec *spec, const char *author)
{
  g_autofree char *title = kheo_annex_file_title (spec);
  GString         *xml = g_string_new (KHEO_ODF_HEAD "<office:document-meta" KHEO_ODF_NAMESPACES
                                                     "><office:meta><meta:generator>Khéo</meta:generator>"
                                                             "<dc:title>");

  kheo_odf_append_text (xml, title, " ");
  g_string_append (xml, "</dc:title>");
  if (author != NULL)
    {
      g_string_append (xml, "<dc:creator>");
      kheo_odf_append_text (xml, author, " ");
      g_string_append (xml, "</dc:creator>");
    }
  g_string_append (xml, "<dc:language>vi-VN</dc:language></office:meta></office:document-meta>");
  return g_string_free (xml, FALSE);
}
