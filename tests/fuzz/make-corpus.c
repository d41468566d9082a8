/* Writes the seeds of the corpus into the folder given: make-corpus tests/fuzz/corpus */
#include "sheet-samples.h"

#include <gio/gio.h>
#include <string.h>

static void
save (const char *folder, const char *target, const char *name, const void *data, gsize size)
{
  g_autofree char *sub = g_build_filename (folder, target, NULL);
  g_autofree char *path = g_build_filename (sub, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (sub, 0755);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

static void
save_bytes (const char *folder, const char *target, GBytes *bytes)
{
  gsize       size;
  const void *data = g_bytes_get_data (bytes, &size);

  save (folder, target, "full", data, size);
  g_bytes_unref (bytes);
}

/* The parts of a zip sample as a "-parts" input takes them, out of the workbook's own XML. */
static void
save_parts (const char *folder)
{
  static const char xlsx[] =
      "<cols><col min='3' max='4' hidden='1'/></cols><sheetData><row r='1' hidden='1'>"
      "<c r='A1' s='1' t='s'><v>0</v></c><c t='b'><v>1</v></c><c t='e'><f>A</f><v>#REF!</v></c>"
      "<c t='str'><v>a_x000D_</v></c><c t='inlineStr'><is><r><rPr><rFont "
      "val='F'/></rPr><t>b</t></r>"
      "</is></c><c s='1'><v>830.1799999999999</v></c><c "
      "t='d'><v>2021-05-23</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref='A1:C1'/></mergeCells>\n%%%%\n"
      "<si><r><t>x</t></r><rPh><t>y</t></rPh></si>\n%%%%\n"
      "<numFmts><numFmt numFmtId='164' formatCode='[$-42A]dd\\/mm;\"x\"@'/></numFmts><fonts><font>"
      "<b/><sz val='11'/><name val='.VnTime'/></font></fonts><cellXfs><xf/><xf numFmtId='164'"
      " fontId='0'><alignment horizontal='center' indent='2' wrapText='1'/></xf></cellXfs>";
  static const char ods[] =
      "<table:table table:name='a'><table:table-column table:number-columns-repeated='2'"
      " table:visibility='collapse' table:default-cell-style-name='c'/><table:table-row"
      " table:number-rows-repeated='2'><table:table-cell table:style-name='c'"
      " table:number-columns-repeated='2' table:number-rows-spanned='2' office:value-type='float'"
      " office:value='1.5'><text:p>a<text:s text:c='2'/><text:span text:style-name='t'>b"
      "</text:span></text:p></table:table-cell><table:table-cell office:value-type='time'"
      " office:time-value='PT1H2M3S'/><table:table-cell office:value-type='date'"
      " office:date-value='2021-05-23'/></table:table-row></table:table>\n%%%%\n"
      "<number:date-style style:name='n'><number:day/><number:text>/</number:text><number:month"
      " number:textual='true'/></number:date-style><style:style style:name='c'"
      " style:family='table-cell' style:data-style-name='n'><style:text-properties"
      " fo:font-weight='bold' fo:font-size='12pt'/></style:style>";

  save (folder, "xlsx-parts", "full", xlsx, strlen (xlsx));
  save (folder, "ods-parts", "full", ods, strlen (ods));
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";

  save_bytes (folder, "xlsx", sample_full_xlsx ());
  save_bytes (folder, "ods", sample_full_ods ());
  save_bytes (folder, "xls", sample_full_xls ());
  save_bytes (folder, "biff", sample_full_biff ());
  save (folder, "html", "full", sample_full_html, strlen (sample_full_html));
  save (folder, "mhtml", "full", sample_full_mhtml, strlen (sample_full_mhtml));
  save (folder, "xml2003", "full", sample_full_xml2003, strlen (sample_full_xml2003));
  save (folder, "csv", "full", sample_full_csv, strlen (sample_full_csv));
  save_parts (folder);
  return 0;
}
