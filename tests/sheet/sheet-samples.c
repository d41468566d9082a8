#include "sheet-samples.h"

#include <archive.h>
#include <archive_entry.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

static void
add_part (struct archive *archive, const char *name, const char *text)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) strlen (text));
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, text, strlen (text)), ==,
                   (la_ssize_t) strlen (text));
  archive_entry_free (entry);
}

GBytes *
sample_zip (const char *name, ...)
{
  struct archive *archive = archive_write_new ();
  gsize           size = 65536, used = 0;
  char           *buffer;
  va_list         arguments;

  va_start (arguments, name);
  for (const char *part = name; part != NULL; part = va_arg (arguments, const char *))
    size += strlen (va_arg (arguments, const char *)) + 1024;
  va_end (arguments);

  buffer = g_malloc (size);
  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, size, &used), ==, ARCHIVE_OK);
  va_start (arguments, name);
  for (const char *part = name; part != NULL; part = va_arg (arguments, const char *))
    add_part (archive, part, va_arg (arguments, const char *));
  va_end (arguments);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_bytes_new_take (g_realloc (buffer, used), used);
}

#define RELATIONS                                                                                  \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define MAIN  " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"

GBytes *
sample_xlsx (const char *sheet, const char *strings, const char *styles)
{
  g_autofree char *sheet_part = g_strdup_printf ("<worksheet" MAIN ">%s</worksheet>", sheet);
  g_autofree char *strings_part =
      g_strdup_printf ("<sst" MAIN ">%s</sst>", strings != NULL ? strings : "");
  g_autofree char *styles_part =
      g_strdup_printf ("<styleSheet" MAIN ">%s</styleSheet>", styles != NULL ? styles : "");

  return sample_zip (
      "[Content_Types].xml", "<Types/>", "_rels/.rels",
      RELATIONS "<Relationship Id='rId1' Type='" TYPES
                "officeDocument' Target='xl/workbook.xml'/></Relationships>",
      "xl/workbook.xml",
      "<workbook" MAIN " xmlns:r='r'><workbookPr/><sheets>"
      "<sheet name='Biểu 1' sheetId='1' r:id='rId1'/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      RELATIONS "<Relationship Id='rId1' Type='" TYPES "worksheet' Target='worksheets/sheet1.xml'/>"
                "<Relationship Id='rId2' Type='" TYPES "styles' Target='/xl/styles.xml'/>"
                "<Relationship Id='rId3' Type='" TYPES "sharedStrings' Target='sharedStrings.xml'/>"
                "</Relationships>",
      "xl/worksheets/sheet1.xml", sheet_part, "xl/styles.xml", styles_part, "xl/sharedStrings.xml",
      strings_part, NULL);
}

GBytes *
sample_ods (const char *styles, const char *tables)
{
  g_autofree char *content = g_strdup_printf (
      "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
      " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
      " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
      " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
      " xmlns:number='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0'"
      " xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"
      " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
      " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
      " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>"
      "<office:automatic-styles>%s</office:automatic-styles><office:body><office:spreadsheet>%s"
      "</office:spreadsheet></office:body></office:document-content>",
      styles, tables);

  return sample_zip ("mimetype", "application/vnd.oasis.opendocument.spreadsheet",
                     "META-INF/manifest.xml", "<manifest/>", "content.xml", content, NULL);
}

GBytes *
sample_ole (const char *name, GBytes *stream)
{
  GsfOutput    *memory = gsf_output_memory_new ();
  GsfOutfile   *file = gsf_outfile_msole_new (memory);
  GsfOutput    *child = gsf_outfile_new_child (file, name, FALSE);
  gsize         size;
  const guint8 *data = g_bytes_get_data (stream, &size);
  GBytes       *bytes;

  g_assert_true (gsf_output_write (child, size, data));
  g_assert_true (gsf_output_close (child));
  g_object_unref (child);
  g_assert_true (gsf_output_close (GSF_OUTPUT (file)));
  g_object_unref (file);
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                       (gsize) gsf_output_size (memory));
  g_object_unref (memory);
  return bytes;
}

static void
append_number (GByteArray *biff, guint64 number, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> (8 * i));

      g_byte_array_append (biff, &byte, 1);
    }
}

void
sample_biff_add (GByteArray *biff, guint id, const char *data, gsize size)
{
  append_number (biff, id, 2);
  append_number (biff, size, 2);
  g_byte_array_append (biff, (const guint8 *) data, (guint) size);
}

void
sample_biff_addf (GByteArray *biff, guint id, const char *format, ...)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  va_list arguments;

  va_start (arguments, format);
  for (; *format != '\0'; format++)
    if (*format == 'b')
      append_number (data, va_arg (arguments, guint), 1);
    else if (*format == 'h')
      append_number (data, va_arg (arguments, guint), 2);
    else if (*format == 'i')
      append_number (data, va_arg (arguments, guint), 4);
    else if (*format == 'd')
      {
        double  number = va_arg (arguments, double);
        guint64 bits;

        memcpy (&bits, &number, sizeof bits);
        append_number (data, bits, 8);
      }
    else
      {
        const char *text = va_arg (arguments, const char *);

        append_number (data, strlen (text), 2);
        append_number (data, 0, 1);
        g_byte_array_append (data, (const guint8 *) text, (guint) strlen (text));
      }
  va_end (arguments);
  sample_biff_add (biff, id, (const char *) data->data, data->len);
}

/* The sheet's place stands in the globals, whose size does not depend on it. */
static void
append_globals (GByteArray *out, GByteArray *globals, guint offset)
{
  sample_biff_addf (out, 0x809, "hhhhii", 0x600, 5, 0, 0, 0, 6);
  if (globals != NULL)
    g_byte_array_append (out, globals->data, globals->len);
  sample_biff_addf (out, 0x85, "ibbbbbb", offset, 0, 0, 2, 0, 'B', '1');
  sample_biff_add (out, 0x0a, NULL, 0);
}

GBytes *
sample_biff (GByteArray *globals, GByteArray *cells)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  guint offset;

  append_globals (stream, globals, 0);
  offset = stream->len;
  g_byte_array_set_size (stream, 0);
  append_globals (stream, globals, offset);
  sample_biff_addf (stream, 0x809, "hhhhii", 0x600, 16, 0, 0, 0, 6);
  if (cells != NULL)
    g_byte_array_append (stream, cells->data, cells->len);
  sample_biff_add (stream, 0x0a, NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&stream));
}

GBytes *
sample_xls (GByteArray *globals, GByteArray *cells)
{
  g_autoptr (GBytes) stream = sample_biff (globals, cells);

  return sample_ole ("Workbook", stream);
}

KheoWorkbook *
sample_read (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  KheoWorkbook *workbook = kheo_workbook_read_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (workbook);
  return workbook;
}

KheoWorkbook *
sample_read_take (GBytes *bytes)
{
  g_autoptr (GBytes) taken = bytes;

  return sample_read (taken);
}

char *
sample_show (KheoWorkbook *workbook, const char *name)
{
  const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, 0);
  guint            column = 0;

  for (; g_ascii_isalpha (*name); name++)
    column = column * 26 + (guint) (*name - 'A' + 1);
  return kheo_cell_dup_display (
      sheet,
      kheo_sheet_get_cell (sheet, (guint) g_ascii_strtoull (name, NULL, 10) - 1, column - 1));
}
