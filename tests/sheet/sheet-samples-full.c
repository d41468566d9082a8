/* Workbooks that use most of what their format can say. */
#include "sheet-samples.h"

#include <string.h>

GBytes *
sample_full_xlsx (void)
{
  return sample_xlsx (
      "<cols><col min='3' max='4' hidden='1'/></cols><sheetData>"
      "<row r='1'><c r='A1' s='1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
      "<c r='D1' t='inlineStr'><is><t> trong dòng </t></is></c></row>"
      "<row r='2' hidden='1'><c r='A2'><v>830.1799999999999</v></c><c r='B2' s='2'><v>44339</v></c>"
      "<c r='C2' s='3'><v>0.9812</v></c><c r='D2' t='b'><v>1</v></c>"
      "<c r='E2' t='e'><f>1/0</f><v>#DIV/0!</v></c>"
      "<c r='F2' t='str'><f>A1</f><v>kết quả_x000D_</v></c>"
      "<c r='G2' t='d'><v>2021-05-23</v></c></row>"
      "<row><c t='s'><v>2</v></c><c s='1'/><c><v>-1.5E3</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='A5:A9'/></mergeCells>",
      "<si><t>Tên mô hình</t></si>"
      "<si><r><rPr><rFont val='.VnTime'/><b/></rPr><t>M« h×nh</t></r><r><t> thường</t></r>"
      "<rPh sb='0' eb='1'><t>bỏ qua</t></rPh></si><si><t>a_x0041_b</t></si>",
      "<numFmts><numFmt numFmtId='164' formatCode='dd\\/mm\\/yyyy'/></numFmts>"
      "<fonts><font><sz val='11'/><name val='Calibri'/></font>"
      "<font><b/><i val='0'/><sz val='12.5'/><name val='.VnTimeH'/></font></fonts>"
      "<cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='0' fontId='1'>"
      "<alignment horizontal='center' indent='2' wrapText='1'/></xf>"
      "<xf numFmtId='164' fontId='0'/><xf numFmtId='10' fontId='0'/></cellXfs>"
      "<dxfs><dxf><font><b/></font></dxf></dxfs>");
}

GBytes *
sample_full_ods (void)
{
  return sample_ods (
      "<style:font-face style:name='F' svg:font-family=\"'.VnTime'\"/>"
      "<number:date-style style:name='N1'><number:day number:style='long'/>"
      "<number:text>/</number:text><number:month number:style='long'/><number:text>/</number:text>"
      "<number:year number:style='long'/></number:date-style>"
      "<style:style style:name='base' style:family='table-cell'><style:text-properties"
      " style:font-name='F' fo:font-size='13pt'/></style:style>"
      "<style:style style:name='ce1' style:family='table-cell' style:parent-style-name='base'"
      " style:data-style-name='N1'><style:table-cell-properties fo:wrap-option='wrap'/>"
      "<style:paragraph-properties fo:text-align='center' fo:margin-left='20pt'/>"
      "<style:text-properties fo:font-weight='bold'/></style:style>"
      "<style:style style:name='T1' style:family='text'><style:text-properties"
      " fo:font-family='Arial' fo:font-style='italic'/></style:style>"
      "<style:style style:name='ta2' style:family='table'><style:table-properties"
      " table:display='false'/></style:style>",
      "<table:table table:name='Biểu 1'><table:table-column table:number-columns-repeated='2'"
      " table:default-cell-style-name='base'/><table:table-column table:visibility='collapse'/>"
      "<table:table-header-rows><table:table-row><table:table-cell table:style-name='ce1'"
      " table:number-columns-spanned='2' office:value-type='string'><text:p>Tên</text:p>"
      "<text:p>mô<text:s text:c='2'/>hình<text:tab/>x<text:line-break/>y</text:p>"
      "<office:annotation><text:p>ghi chú</text:p></office:annotation></table:table-cell>"
      "<table:covered-table-cell/><table:table-cell office:value-type='string'><text:p>thường "
      "<text:span text:style-name='T1'>nghiêng</text:span> nữa</text:p></table:table-cell>"
      "</table:table-row></table:table-header-rows>"
      "<table:table-row table:visibility='filter'><table:table-cell office:value-type='float'"
      " office:value='830.18'><text:p>830,18</text:p></table:table-cell>"
      "<table:table-cell office:value-type='date' office:date-value='2021-05-23'/>"
      "<table:table-cell office:value-type='percentage' office:value='0.9812'/>"
      "<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
      "<table:table-cell office:value-type='time' office:time-value='PT36H30M00S'/>"
      "<table:table-cell office:value-type='currency' office:value='5'/>"
      "<table:table-cell table:formula='of:=1/0' office:value-type='string'"
      " calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated='2'><table:table-cell"
      " table:number-columns-repeated='3' office:value-type='string'><text:p>lặp</text:p>"
      "</table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated='1048570'><table:table-cell"
      " table:number-columns-repeated='16384'/></table:table-row></table:table>"
      "<table:table table:name='Ẩn' table:style-name='ta2'><table:table-row><table:table-cell/>"
      "</table:table-row></table:table>");
}

static void
add_label (GByteArray *biff, guint row, guint column, guint xf, const char *text)
{
  sample_biff_addf (biff, 0x204, "hhhs", row, column, xf, text);
}

GBytes *
sample_full_biff (void)
{
  g_autoptr (GByteArray) globals = g_byte_array_new ();
  g_autoptr (GByteArray) cells = g_byte_array_new ();

  for (guint i = 0; i < 4; i++)
    sample_biff_addf (globals, 0x31, "hhhhhbbbbbbbbbbb", 220, 0, 0, 400, 0, 0, 0, 0, 0, 5, 0, 'A',
                      'r', 'i', 'a', 'l');
  sample_biff_addf (globals, 0x31, "hhhhhbbbbbbbbbbbbb", 240, 2, 0, 700, 0, 0, 0, 0, 0, 7, 0, '.',
                    'V', 'n', 'T', 'i', 'm', 'e');
  sample_biff_addf (globals, 0x41e, "hs", 164, "dd/mm/yyyy");
  sample_biff_addf (globals, 0xe0, "hhhbbbbiii", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  sample_biff_addf (globals, 0xe0, "hhhbbbbiii", 5, 0, 0, 2 | 8, 0, 3, 0, 0, 0, 0);
  sample_biff_addf (globals, 0xe0, "hhhbbbbiii", 0, 164, 0, 0, 0, 0, 0, 0, 0, 0);
  sample_biff_addf (globals, 0xe0, "hhhbbbbiii", 0, 10, 0, 0, 0, 0, 0, 0, 0, 0);
  /* Three strings: plain, in two widths across a CONTINUE, and of two fonts. */
  sample_biff_addf (globals, 0xfc, "iishbb", 3, 3, "plain", 5, 0, 'a');
  sample_biff_add (globals, 0x3c, "\1b\0c\0d\0\xb0\x1e\2\0\10\1\0xy\1\0\5\0", 20);

  add_label (cells, 2, 0, 1, "M\xab h\xd7nh"); /* column by column */
  add_label (cells, 0, 0, 0, "first");
  sample_biff_addf (cells, 0xfd, "hhhi", 0, 1, 0, 1);
  sample_biff_addf (cells, 0xfd, "hhhi", 0, 2, 0, 2);
  sample_biff_addf (cells, 0x203, "hhhd", 1, 0, 0, 830.1799999999999);
  sample_biff_addf (cells, 0x203, "hhhd", 1, 1, 2, 44339.0);
  sample_biff_addf (cells, 0x27e, "hhhi", 1, 2, 3, (9812u << 2 | 3) & ~0u);
  sample_biff_addf (cells, 0xbd, "hhhihih", 3, 1, 0, 7u << 2 | 2, 0, 8u << 2 | 2, 2);
  sample_biff_addf (cells, 0x205, "hhhbb", 1, 3, 0, 1, 0);
  sample_biff_addf (cells, 0x205, "hhhbb", 1, 4, 0, 7, 1);
  sample_biff_addf (cells, 0x06, "hhhbbbbbbbbhih", 1, 5, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0);
  sample_biff_addf (cells, 0x207, "s", "result");
  sample_biff_addf (cells, 0x06, "hhhdhih", 1, 6, 0, 2.5, 0, 0, 0);
  sample_biff_addf (cells, 0xe5, "hhhhh", 1, 4, 5, 0, 1);
  sample_biff_addf (cells, 0x208, "hhhhhhi", 3, 0, 3, 0, 0, 0, 0x20);
  sample_biff_addf (cells, 0x7d, "hhhhhh", 4, 5, 0, 0, 1, 0);
  return sample_biff (globals, cells);
}

GBytes *
sample_full_xls (void)
{
  g_autoptr (GBytes) stream = sample_full_biff ();

  return sample_ole ("Workbook", stream);
}

const char sample_full_html[] =
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head>"
    "<meta http-equiv=Content-Type content='text/html; charset=utf-8'><title>bỏ</title>"
    "<style><!--table {mso-x:1}\ntd {font-family:Arial}\n"
    ".xl24 {font-family:\".VnTime\", serif; font-weight:700; mso-number-format:\"dd\\/mm\\/yyyy\";"
    " text-align:center}--></style><script>var a = '<td>';</script></head><body>"
    "<p>Năm 2024</p><table><tr><td rowspan=2 class=xl24>M« h×nh</td><td colspan=2>a &amp; "
    "b</td></tr>"
    "<tr style='display:none'><td>c<br>d</td><td><font face='VNI-Times'>caøng</font> "
    "<b>đậm</b></td>"
    "</tr></table><div>giữa</div><table><tr><th>x<td>y<tr><td>"
    "<table><tr><td>trong</td></tr></table></td><td>sau</td></table>cuối</body></html>";

const char sample_full_mhtml[] =
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--=_b\"\r\n\r\n"
    "----=_b\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n"
    "Content-Type: text/html; charset=\"utf-8\"\r\n\r\n"
    "<html><table><tr><td class=3Dx>T=C3=AAn m=C3=B4 h=\r\n=C3=ACnh</td></tr></table></html>\r\n"
    "----=_b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n"
    "PHRhYmxlPjx0cj48dGQ+aGFpPC90ZD48L3RyPjwvdGFibGU+\r\n----=_b--\r\n";

const char sample_full_xml2003[] =
    "<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>\n"
    "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'"
    " xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'"
    " xmlns:x='urn:schemas-microsoft-com:office:excel'>"
    "<Styles><Style ss:ID='Default'><Font ss:FontName='Times New Roman' ss:Size='12'/></Style>"
    "<Style ss:ID='s21'><Alignment ss:Horizontal='Center' ss:WrapText='1'/>"
    "<Font ss:FontName='.VnTime' ss:Bold='1'/></Style>"
    "<Style ss:ID='s22'><NumberFormat ss:Format='dd/mm/yyyy'/></Style></Styles>"
    "<Worksheet ss:Name='Biểu 1'><Table><Column ss:Index='3' ss:Hidden='1' ss:Span='1'/>"
    "<Row><Cell ss:StyleID='s21' ss:MergeAcross='2'><Data ss:Type='String'>Tên</Data></Cell>"
    "<Cell><Data ss:Type='String'>sau</Data><Comment><Data>bỏ</Data></Comment></Cell></Row>"
    "<Row ss:Index='4' ss:Hidden='1'><Cell ss:Index='2'><Data ss:Type='Number'>12.5</Data></Cell>"
    "<Cell ss:StyleID='s22'><Data ss:Type='DateTime'>2021-05-23T00:00:00.000</Data></Cell>"
    "<Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell ss:Formula='=1/0'>"
    "<Data ss:Type='Error'>#DIV/0!</Data></Cell></Row></Table>"
    "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'>"
    "<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";

const char sample_full_csv[] =
    "\xef\xbb\xbf"
    "DANH SÁCH MÔ HÌNH\r\n\r\nSTT;Tên;Kinh phí\r\n1;\"a;\"\"b\"\"\r\nc\";1.032,5\r\n"
    "2; x ;\r\n3;\"=1+1\";\"\"\r\n";
