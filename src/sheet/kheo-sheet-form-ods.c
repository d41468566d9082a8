#include "kheo-sheet-form-private.h"

#include "kheo-odf-text.h"
#include "kheo-zip-writer.h"

#include <string.h>

#define FLUSH 65536u /* bytes of XML that are kept before they go into the archive */

#define PAGE_NUMBER_MM 10.0 /* from the edge (05-HD/VPTW, Nghị định 30/2020) */

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Lengths in XML take a point whatever the locale. */
static void
append_length (GString *xml, const char *attribute, double length, const char *unit)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", length);
  g_string_append_printf (xml, " %s=\"%s%s\"", attribute, buffer, unit);
}

/* ---- Styles ---- */

static char *
make_styles (const KheoSheetForm *self)
{
  static const char *const sides[] = { "top", "right", "bottom", "left" };
  double                   top = MIN (PAGE_NUMBER_MM, self->margins[0]);
  GString *xml = g_string_new (HEAD "<office:document-styles" KHEO_ODF_NAMESPACES ">");

  g_string_append (xml, "<office:font-face-decls><style:font-face style:name=\"F\""
                        " svg:font-family=\"'Times New Roman'\"/></office:font-face-decls>"
                        "<office:styles><style:default-style style:family=\"table-cell\">"
                        "<style:text-properties style:font-name=\"F\" fo:font-size=\"11pt\"/>"
                        "</style:default-style></office:styles><office:automatic-styles>"
                        "<style:page-layout style:name=\"P\"><style:page-layout-properties");
  append_length (xml, "fo:page-width", self->width, "mm");
  append_length (xml, "fo:page-height", self->height, "mm");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *attribute = g_strdup_printf ("fo:margin-%s", sides[i]);

      append_length (xml, attribute, i == 0 ? top : self->margins[i], "mm");
    }
  g_string_append_printf (
      xml,
      " style:print-orientation=\"%s\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\""
      " style:table-centering=\"horizontal\"/><style:header-style>"
      "<style:header-footer-properties fo:margin-left=\"0mm\" fo:margin-right=\"0mm\""
      " fo:margin-bottom=\"0mm\"",
      self->width > self->height ? "landscape" : "portrait");
  append_length (xml, "svg:height", self->margins[0] - top, "mm");
  append_length (xml, "fo:min-height", self->margins[0] - top, "mm");
  g_string_append (
      xml, "/></style:header-style></style:page-layout>"
           "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties"
           " style:font-name=\"F\" fo:font-size=\"14pt\"/></style:style>"
           "</office:automatic-styles>"
           "<office:master-styles><style:master-page style:name=\"Default\""
           " style:page-layout-name=\"P\"><style:header><text:p>"
           "<text:span text:style-name=\"H\"><text:page-number>2</text:page-number></text:span>"
           "</text:p></style:header><style:header-first><text:p/></style:header-first>"
           "<style:footer style:display=\"false\"/><style:footer-first style:display=\"false\"/>"
           "</style:master-page></office:master-styles></office:document-styles>");
  return g_string_free (xml, FALSE);
}

static void
append_number_style (GString *xml, guint index, const KheoFormStyle *style)
{
  if (style->kind == KHEO_FORM_TEXT)
    g_string_append_printf (
        xml, "<number:text-style style:name=\"n%u\"><number:text-content/></number:text-style>",
        index);
  else if (style->kind == KHEO_FORM_DATE)
    g_string_append_printf (
        xml,
        "<number:date-style style:name=\"n%u\"><number:day number:style=\"long\"/>"
        "<number:text>/</number:text><number:month number:style=\"long\"/>"
        "<number:text>/</number:text><number:year number:style=\"long\"/></number:date-style>",
        index);
  else
    {
      gboolean    percent = style->kind == KHEO_FORM_PERCENT;
      const char *element = percent ? "percentage-style" : "number-style";

      g_string_append_printf (
          xml,
          "<number:%s style:name=\"n%u\"><number:number number:decimal-places=\"%u\""
          " number:min-decimal-places=\"%u\" number:min-integer-digits=\"1\"%s/>%s</number:%s>",
          element, index, style->decimals, style->decimals,
          style->kind == KHEO_FORM_NUMBER ? " number:grouping=\"true\"" : "",
          percent ? "<number:text>%</number:text>" : "", element);
    }
}

static void
append_cell_style (GString *xml, guint index, const KheoFormStyle *style)
{
  static const char *const aligns[] = { "start", "center", "end" };

  append_number_style (xml, index, style);
  g_string_append_printf (
      xml,
      "<style:style style:name=\"s%u\" style:family=\"table-cell\" style:data-style-name=\"n%u\">"
      "<style:table-cell-properties style:vertical-align=\"%s\" fo:padding=\"0.5mm\"%s%s/>"
      "<style:paragraph-properties fo:text-align=\"%s\" fo:margin-left=\"0mm\"/>"
      "<style:text-properties style:font-name=\"F\"",
      index, index, style->is_top ? "top" : "middle",
      style->kind == KHEO_FORM_TEXT ? " fo:wrap-option=\"wrap\"" : "",
      style->border ? " fo:border=\"0.5pt solid #000000\"" : "", aligns[style->align]);
  append_length (xml, "fo:font-size", style->size, "pt");
  if (style->bold)
    g_string_append (xml, " fo:font-weight=\"bold\"");
  if (style->italic)
    g_string_append (xml, " fo:font-style=\"italic\"");
  if (style->underline)
    g_string_append (xml, " style:text-underline-style=\"solid\""
                          " style:text-underline-width=\"auto\"");
  g_string_append (xml, "/></style:style>");
}

static void
append_row_style (GString *xml, char family, guint height)
{
  g_string_append_printf (xml,
                          "<style:style style:name=\"%c%u\" style:family=\"table-row\">"
                          "<style:table-row-properties style:use-optimal-row-height=\"%s\"%s",
                          family, height, height > 0 ? "false" : "true",
                          family == 'b' ? " fo:break-before=\"page\"" : "");
  if (height > 0)
    append_length (xml, "style:row-height", height / 100.0, "pt");
  g_string_append (xml, "/></style:style>");
}

static guint
height_of (const KheoSheetForm *self, guint row)
{
  return (guint) (g_array_index (self->rows, KheoFormRow, row).height * 100);
}

/* Heights repeat, so there is a style for each: by points × 100; "b" begins a page. */
static void
append_row_styles (GString *xml, const KheoSheetForm *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint page_break = kheo_form_find_break (self);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_hash_table_add (seen, GUINT_TO_POINTER (height_of (self, i))))
      append_row_style (xml, 'r', height_of (self, i));
  if (page_break > 0)
    append_row_style (xml, 'b', height_of (self, page_break));
}

static void
append_head (GString *xml, const KheoSheetForm *self)
{
  g_autofree char *name = g_markup_escape_text (self->name, -1);

  g_string_append (xml, HEAD "<office:document-content" KHEO_ODF_NAMESPACES ">"
                             "<office:font-face-decls><style:font-face style:name=\"F\""
                             " svg:font-family=\"'Times New Roman'\"/></office:font-face-decls>"
                             "<office:automatic-styles>");
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append_printf (xml,
                              "<style:style style:name=\"c%u\" style:family=\"table-column\">"
                              "<style:table-column-properties",
                              i);
      append_length (xml, "style:column-width", g_array_index (self->columns, double, i), "mm");
      g_string_append (xml, "/></style:style>");
    }
  append_row_styles (xml, self);
  g_string_append (xml, "<style:style style:name=\"T\" style:family=\"table\""
                        " style:master-page-name=\"Default\">"
                        "<style:table-properties table:display=\"true\"/></style:style>");
  for (guint i = 0; i < self->styles->len; i++)
    append_cell_style (xml, i, &g_array_index (self->styles, KheoFormStyle, i));
  g_string_append_printf (xml,
                          "</office:automatic-styles><office:body><office:spreadsheet>"
                          "<table:table table:name=\"%s\" table:style-name=\"T\">",
                          name);
  for (guint i = 0; i < self->columns->len; i++)
    g_string_append_printf (xml, "<table:table-column table:style-name=\"c%u\"/>", i);
}

/* ---- Cells ---- */

static void
append_value (GString *xml, const KheoFormStyle *style, const KheoFormCell *cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (cell->type == KHEO_FORM_CELL_TEXT && *cell->text == '\0')
    {
      g_string_append (xml, "/>");
      return;
    }
  if (cell->type == KHEO_FORM_CELL_TEXT)
    {
      g_string_append (xml, " office:value-type=\"string\"><text:p>");
      kheo_odf_append_text (xml, cell->text, "</text:p><text:p>");
      g_string_append (xml, "</text:p></table:table-cell>");
      return;
    }
  if (cell->type == KHEO_FORM_CELL_DATE)
    {
      g_autofree char *iso = kheo_date_to_iso (cell->date);

      g_string_append_printf (xml, " office:value-type=\"date\" office:date-value=\"%s\"/>", iso);
      return;
    }
  g_ascii_dtostr (buffer, sizeof buffer, cell->number);
  g_string_append_printf (xml, " office:value-type=\"%s\" office:value=\"%s\"/>",
                          style->kind == KHEO_FORM_PERCENT ? "percentage" : "float", buffer);
}

static void
append_cell (GString *xml, const KheoSheetForm *self, const KheoFormCell *cell)
{
  g_string_append_printf (xml, "<table:table-cell table:style-name=\"s%u\"", cell->style);
  if (cell->n_columns > 1 || cell->n_rows > 1)
    g_string_append_printf (xml,
                            " table:number-columns-spanned=\"%u\" table:number-rows-spanned=\"%u\"",
                            cell->n_columns, cell->n_rows);
  append_value (xml, &g_array_index (self->styles, KheoFormStyle, cell->style), cell);
}

/* Which columns of the row are covered by a cell of a row above; @left: for how many more rows. */
static void
append_row (GString *xml, const KheoSheetForm *self, guint row, guint page_break, guint *left)
{
  const KheoFormRow *place = &g_array_index (self->rows, KheoFormRow, row);
  guint              next = place->first, end = kheo_form_row_end (self, row);

  g_string_append_printf (xml, "<table:table-row table:style-name=\"%c%u\">",
                          row > 0 && row == page_break ? 'b' : 'r', height_of (self, row));
  for (guint column = 0; column < self->columns->len;)
    {
      const KheoFormCell *cell =
          next < end ? &g_array_index (self->cells, KheoFormCell, next) : NULL;

      if (left[column] > 0)
        {
          left[column++]--;
          g_string_append (xml, "<table:covered-table-cell/>");
        }
      else if (cell == NULL || cell->column != column)
        {
          g_string_append (xml, "<table:table-cell/>");
          column++;
        }
      else
        {
          append_cell (xml, self, cell);
          for (guint i = 0; i < cell->n_columns; i++)
            {
              left[column++] = cell->n_rows - 1;
              if (i > 0)
                g_string_append (xml, "<table:covered-table-cell/>");
            }
          next++;
        }
    }
  g_string_append (xml, "</table:table-row>");
}

/* LibreOffice keeps frozen rows among the settings of the view. */
static char *
make_settings (const KheoSheetForm *self)
{
  GString         *xml = g_string_new (HEAD "<office:document-settings" KHEO_ODF_NAMESPACES ">"
                                                    "<office:settings><config:config-item-set"
                                                    " config:name=\"ooo:view-settings\">"
                                                    "<config:config-item-map-indexed config:name=\"Views\">"
                                                    "<config:config-item-map-entry>"
                                                    "<config:config-item-map-named config:name=\"Tables\">");
  g_autofree char *name = g_markup_escape_text (self->name, -1);
  guint            frozen = self->repeated + self->n_repeated;

  if (kheo_form_is_frozen (self))
    g_string_append_printf (
        xml,
        "<config:config-item-map-entry config:name=\"%s\">"
        "<config:config-item config:name=\"VerticalSplitMode\" config:type=\"short\">2"
        "</config:config-item>"
        "<config:config-item config:name=\"VerticalSplitPosition\" config:type=\"int\">%u"
        "</config:config-item>"
        "<config:config-item config:name=\"ActiveSplitRange\" config:type=\"short\">2"
        "</config:config-item>"
        "<config:config-item config:name=\"PositionBottom\" config:type=\"int\">%u"
        "</config:config-item></config:config-item-map-entry>",
        name, frozen, frozen);
  g_string_append (xml, "</config:config-item-map-named></config:config-item-map-entry>"
                        "</config:config-item-map-indexed></config:config-item-set>"
                        "</office:settings></office:document-settings>");
  return g_string_free (xml, FALSE);
}

static void
write_content (const KheoSheetForm *self, KheoZipWriter *zip)
{
  g_autofree guint *left = g_new0 (guint, self->columns->len);
  GString          *xml = g_string_new (NULL);
  guint             page_break;

  append_head (xml, self);
  page_break = kheo_form_find_break (self);
  for (guint row = 0; row < self->rows->len; row++)
    {
      if (self->n_repeated > 0 && row == self->repeated)
        g_string_append (xml, "<table:table-header-rows>");
      append_row (xml, self, row, page_break, left);
      if (self->n_repeated > 0 && row + 1 == self->repeated + self->n_repeated)
        g_string_append (xml, "</table:table-header-rows>");
      if (xml->len > FLUSH)
        {
          kheo_zip_writer_write (zip, xml->str, xml->len);
          g_string_truncate (xml, 0);
        }
    }
  g_string_append (xml, "</table:table></office:spreadsheet></office:body>"
                        "</office:document-content>");
  kheo_zip_writer_write (zip, xml->str, xml->len);
  g_string_free (xml, TRUE);
}

gboolean
kheo_sheet_form_write_ods (const KheoSheetForm *self, const char *path, GError **error)
{
  g_autoptr (KheoZipWriter) zip = kheo_zip_writer_new (path, kheo_ods_mimetype);
  g_autofree char *styles = make_styles (self);
  g_autofree char *settings = make_settings (self);

  kheo_zip_writer_add (zip, "META-INF/manifest.xml", kheo_ods_manifest);
  kheo_zip_writer_add (zip, "styles.xml", styles);
  kheo_zip_writer_begin (zip, "content.xml");
  write_content (self, zip);
  kheo_zip_writer_add (zip, "settings.xml", settings);
  return kheo_zip_writer_finish (zip, error);
}
