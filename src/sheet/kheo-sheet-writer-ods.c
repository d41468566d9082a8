/* ods: a zip of four small parts and content.xml, which is written as the rows come. */
#include "kheo-sheet-writer-format.h"

#include "kheo-error.h"
#include "kheo-odf-text.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define FLUSH        65536u /* bytes of XML that are kept before they go into the archive */
#define MAX_WIDTH    60u    /* characters: there is a column style for each width up to this */
#define CHARACTER_MM 2.1    /* width of a digit of 12 points */

/* A4 landscape, as wide as the page, as long as it needs. */
static const char styles[] =
    "<?xml version=\"1.0\" "
    "encoding=\"UTF-8\"?>\n<office:document-styles" KHEO_ODF_NAMESPACES ">"
    ">"
    "<office:font-face-decls><style:font-face style:name=\"F\""
    " svg:font-family=\"'Times New Roman'\"/></office:font-face-decls>"
    "<office:styles><style:default-style style:family=\"table-cell\">"
    "<style:text-properties style:font-name=\"F\" fo:font-size=\"12pt\"/></style:default-style>"
    "</office:styles><office:automatic-styles><style:page-layout style:name=\"P\">"
    "<style:page-layout-properties fo:page-width=\"297mm\" fo:page-height=\"210mm\""
    " style:print-orientation=\"landscape\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\"/>"
    "</style:page-layout></office:automatic-styles><office:master-styles>"
    "<style:master-page style:name=\"Default\" style:page-layout-name=\"P\"/>"
    "</office:master-styles></office:document-styles>";

static const char cell_styles[] =
    "<number:number-style style:name=\"NI\"><number:number number:decimal-places=\"0\""
    " number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>"
    "<number:number-style style:name=\"NN\"><number:number number:decimal-places=\"2\""
    " number:min-decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>"
    "</number:number-style>"
    "<number:date-style style:name=\"ND\"><number:day number:style=\"long\"/>"
    "<number:text>/</number:text><number:month number:style=\"long\"/><number:text>/</number:text>"
    "<number:year number:style=\"long\"/></number:date-style>"
    "<number:text-style style:name=\"NT\"><number:text-content/></number:text-style>"
    "<style:style style:name=\"T\" style:family=\"table\" style:master-page-name=\"Default\">"
    "<style:table-properties table:display=\"true\"/></style:style>"
    "<style:style style:name=\"H\" style:family=\"table-cell\"><style:table-cell-properties"
    " fo:wrap-option=\"wrap\" style:vertical-align=\"middle\" fo:border-bottom=\"0.5pt solid"
    " #000000\"/><style:paragraph-properties fo:text-align=\"center\"/>"
    "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"S\" style:family=\"table-cell\" style:data-style-name=\"NT\">"
    "<style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/>"
    "</style:style>"
    "<style:style style:name=\"I\" style:family=\"table-cell\" style:data-style-name=\"NI\">"
    "<style:table-cell-properties style:vertical-align=\"top\"/></style:style>"
    "<style:style style:name=\"N\" style:family=\"table-cell\" style:data-style-name=\"NN\">"
    "<style:table-cell-properties style:vertical-align=\"top\"/></style:style>"
    "<style:style style:name=\"D\" style:family=\"table-cell\" style:data-style-name=\"ND\">"
    "<style:table-cell-properties style:vertical-align=\"top\"/></style:style>";

typedef struct
{
  struct archive *archive;
  GString        *xml;
  GPtrArray      *frozen; /* names of the sheets with a heading */
  guint           column; /* next cell of the open row */
  gboolean        in_sheet, in_row, in_heading;
} State;

static gboolean
check (State *self, gboolean ok, GError **error)
{
  if (!ok)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "ods: %s",
                 archive_error_string (self->archive));
  return ok;
}

static gboolean
begin_part (State *self, const char *name, gssize size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean              ok;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (size >= 0)
    archive_entry_set_size (entry, size);
  ok = archive_write_header (self->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return check (self, ok, error);
}

static gboolean
write_data (State *self, const char *data, gsize size, GError **error)
{
  return check (self, archive_write_data (self->archive, data, size) == (la_ssize_t) size, error);
}

static gboolean
write_part (State *self, const char *name, const char *text, GError **error)
{
  return begin_part (self, name, (gssize) strlen (text), error) &&
         write_data (self, text, strlen (text), error);
}

static gboolean
flush (State *self, gsize limit, GError **error)
{
  gboolean ok;

  if (self->xml->len <= limit)
    return TRUE;
  ok = write_data (self, self->xml->str, self->xml->len, error);
  g_string_truncate (self->xml, 0);
  return ok;
}

static void
append_head (GString *xml)
{
  g_string_append (xml, "<?xml version=\"1.0\" "
                        "encoding=\"UTF-8\"?>\n<office:document-content" KHEO_ODF_NAMESPACES ">"
                        ">"
                        "<office:automatic-styles>");
  for (guint i = 1; i <= MAX_WIDTH; i++)
    g_string_append_printf (
        xml,
        "<style:style style:name=\"c%u\" style:family=\"table-column\">"
        "<style:table-column-properties style:column-width=\"%dmm\"/></style:style>",
        i, (int) (i * CHARACTER_MM + 2));
  g_string_append (xml, cell_styles);
  g_string_append (xml, "</office:automatic-styles><office:body><office:spreadsheet>");
}

/* The mimetype comes first and plain, so that the kind of file shows in its first bytes.
 */
static gboolean
write_start (State *self, GError **error)
{
  archive_write_zip_set_compression_store (self->archive);
  if (!write_part (self, "mimetype", kheo_ods_mimetype, error))
    return FALSE;
  archive_write_zip_set_compression_deflate (self->archive);
  if (!write_part (self, "META-INF/manifest.xml", kheo_ods_manifest, error) ||
      !write_part (self, "styles.xml", styles, error) ||
      !begin_part (self, "content.xml", -1, error))
    return FALSE;
  append_head (self->xml);
  return TRUE;
}

static gboolean
free_state (State *self, GError **error)
{
  gboolean ok = check (self, archive_write_close (self->archive) == ARCHIVE_OK, error);

  archive_write_free (self->archive);
  g_string_free (self->xml, TRUE);
  g_ptr_array_unref (self->frozen);
  g_free (self);
  return ok;
}

static gpointer
ods_open (const char *path, char separator, gboolean merges, GError **error)
{
  State *self = g_new0 (State, 1);

  self->archive = archive_write_new ();
  self->xml = g_string_new (NULL);
  self->frozen = g_ptr_array_new_with_free_func (g_free);
  archive_write_set_format_zip (self->archive);
  archive_write_set_format_option (self->archive, "zip", "zip64", NULL); /* as kheo-zip-writer */
  if (check (self, archive_write_open_filename (self->archive, path) == ARCHIVE_OK, error) &&
      write_start (self, error))
    return self;
  free_state (self, NULL);
  return NULL;
}

static void
end_row (State *self)
{
  if (!self->in_row)
    return;
  if (self->column == 0) /* a row must have a cell */
    g_string_append (self->xml, "<table:table-cell/>");
  g_string_append (self->xml, "</table:table-row>");
  if (self->in_heading)
    g_string_append (self->xml, "</table:table-header-rows>");
  self->in_row = self->in_heading = FALSE;
}

static void
end_sheet (State *self)
{
  end_row (self);
  if (self->in_sheet)
    g_string_append (self->xml, "</table:table>");
  self->in_sheet = FALSE;
}

static gboolean
ods_begin_row (gpointer state, GError **error)
{
  State *self = state;

  end_row (self);
  g_string_append (self->xml, "<table:table-row>");
  self->in_row = TRUE;
  self->column = 0;
  return flush (self, FLUSH, error);
}

static void
go_to (State *self, guint column)
{
  if (column > self->column)
    g_string_append_printf (self->xml, "<table:table-cell table:number-columns-repeated=\"%u\"/>",
                            column - self->column);
  self->column = column + 1;
}

static void
append_text_cell (State *self, guint column, const char *style, const char *text)
{
  go_to (self, column);
  g_string_append_printf (
      self->xml, "<table:table-cell table:style-name=\"%s\" office:value-type=\"string\">", style);
  g_string_append (self->xml, "<text:p>");
  kheo_odf_append_text (self->xml, text, "</text:p><text:p>");
  g_string_append (self->xml, "</text:p></table:table-cell>");
}

static void
append_columns (State *self, const KheoSheetColumn *columns, guint n_columns)
{
  static const char styles_by_type[] = { [KHEO_COLUMN_TEXT] = 'S',
                                         [KHEO_COLUMN_INTEGER] = 'I',
                                         [KHEO_COLUMN_NUMBER] = 'N',
                                         [KHEO_COLUMN_DATE] = 'D' };

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (self->xml,
                            "<table:table-column table:style-name=\"c%u\""
                            " table:default-cell-style-name=\"%c\"/>",
                            (guint) CLAMP (kheo_sheet_column_width (&columns[i]), 1, MAX_WIDTH),
                            styles_by_type[columns[i].type]);
  if (n_columns == 0)
    g_string_append (self->xml, "<table:table-column/>");
}

static gboolean
ods_begin_sheet (gpointer               state,
                 const char            *name,
                 const KheoSheetColumn *columns,
                 guint                  n_columns,
                 GError               **error)
{
  State           *self = state;
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  end_sheet (self);
  self->in_sheet = TRUE;
  g_string_append_printf (self->xml, "<table:table table:name=\"%s\" table:style-name=\"T\">",
                          escaped);
  append_columns (self, columns, n_columns);
  if (n_columns == 0)
    return TRUE;

  g_ptr_array_add (self->frozen, g_steal_pointer (&escaped));
  g_string_append (self->xml, "<table:table-header-rows>");
  if (!ods_begin_row (state, error))
    return FALSE;
  self->in_heading = TRUE;
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].title != NULL && *columns[i].title != '\0')
      append_text_cell (self, i, "H", columns[i].title);
  return TRUE;
}

static gboolean
ods_add_text (gpointer state, guint column, const char *text, GError **error)
{
  append_text_cell (state, column, "S", text);
  return TRUE;
}

static gboolean
ods_add_number (gpointer state, guint column, double number, KheoColumnType type, GError **error)
{
  State *self = state;
  char   buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  go_to (self, column);
  g_string_append_printf (self->xml,
                          "<table:table-cell table:style-name=\"%s\" office:value-type=\"float\""
                          " office:value=\"%s\"><text:p>%s</text:p></table:table-cell>",
                          type == KHEO_COLUMN_NUMBER ? "N" : "I", buffer, buffer);
  return TRUE;
}

static gboolean
ods_add_date (gpointer state, guint column, KheoDate date, GError **error)
{
  State           *self = state;
  g_autofree char *iso = kheo_date_to_iso (date);
  g_autofree char *shown = kheo_date_format (date);

  go_to (self, column);
  g_string_append_printf (self->xml,
                          "<table:table-cell table:style-name=\"D\" office:value-type=\"date\""
                          " office:date-value=\"%s\"><text:p>%s</text:p></table:table-cell>",
                          iso, shown);
  return TRUE;
}

/* LibreOffice keeps frozen rows among the settings of the view. */
static char *
make_settings (State *self)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<office:document-settings" KHEO_ODF_NAMESPACES ">"
                               ">"
                               "<office:settings><config:config-item-set"
                               " config:name=\"ooo:view-settings\">"
                               "<config:config-item-map-indexed config:name=\"Views\">"
                               "<config:config-item-map-entry>"
                               "<config:config-item-map-named config:name=\"Tables\">");

  for (guint i = 0; i < self->frozen->len; i++)
    g_string_append_printf (
        xml,
        "<config:config-item-map-entry config:name=\"%s\">"
        "<config:config-item config:name=\"VerticalSplitMode\" config:type=\"short\">2"
        "</config:config-item>"
        "<config:config-item config:name=\"VerticalSplitPosition\" config:type=\"int\">1"
        "</config:config-item>"
        "<config:config-item config:name=\"ActiveSplitRange\" config:type=\"short\">2"
        "</config:config-item>"
        "<config:config-item config:name=\"PositionBottom\" config:type=\"int\">1"
        "</config:config-item></config:config-item-map-entry>",
        (char *) g_ptr_array_index (self->frozen, i));
  g_string_append (xml, "</config:config-item-map-named></config:config-item-map-entry>"
                        "</config:config-item-map-indexed></config:config-item-set>"
                        "</office:settings></office:document-settings>");
  return g_string_free (xml, FALSE);
}

static gboolean
ods_close (gpointer state, gboolean keep, GError **error)
{
  State           *self = state;
  gboolean         ok = TRUE;
  g_autofree char *settings = make_settings (self);

  if (keep)
    {
      end_sheet (self);
      g_string_append (self->xml, "</office:spreadsheet></office:body></office:document-content>");
      ok = flush (self, 0, error) && write_part (self, "settings.xml", settings, error);
    }
  if (ok)
    return free_state (self, error);
  free_state (self, NULL);
  return FALSE;
}

const KheoSheetWriterFormat kheo_sheet_writer_ods = {
  ods_open, ods_begin_sheet, ods_begin_row, ods_add_text, ods_add_number, ods_add_date, NULL, NULL,
  NULL,     ods_close,
};
