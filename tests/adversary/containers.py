"""Writers of every container, by hand where a library would tidy up what offices leave untidy."""

import base64
import datetime
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

import letters
from grid import TIMES, address, letter_of

EPOCH_1900 = datetime.date(1899, 12, 30)
EPOCH_1904 = datetime.date(1904, 1, 1)


def shown(cell):
    """A cell as text, where a container knows nothing else."""
    value = cell.value
    if isinstance(value, datetime.date):
        return value.strftime({"yyyy-mm-dd": "%Y-%m-%d"}.get(cell.form, "%d/%m/%Y"))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(value) if value != int(value) else str(int(value))
    return str(value)


# ---- xlsx ----

XLSX_TRANSITIONAL = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                     "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
XLSX_STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main",
               "http://purl.oclc.org/ooxml/officeDocument/relationships")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class XlsxStyles:
    """Fonts, number formats and their combinations, numbered as they come."""

    def __init__(self):
        self.fonts = [(TIMES, False)]
        self.forms = [""]
        self.pairs = [(0, 0)]

    @staticmethod
    def number(table, item):
        if item not in table:
            table.append(item)
        return table.index(item)

    def of(self, cell):
        font = self.number(self.fonts, (cell.font, cell.bold))
        return self.number(self.pairs, (font, self.number(self.forms, cell.form)))

    def xml(self, namespace):
        fonts = "".join(f"<font>{'<b/>' * bold}<sz val=\"13\"/><name val={quoteattr(name)}/></font>"
                        for name, bold in self.fonts)
        forms = "".join(f'<numFmt numFmtId="{163 + i}" formatCode={quoteattr(form)}/>'
                        for i, form in enumerate(self.forms) if form)
        pairs = "".join(f'<xf numFmtId="{163 + form if form else 0}" fontId="{font}" fillId="0"'
                        ' borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
                        for font, form in self.pairs)
        return (f'{HEAD}<styleSheet xmlns="{namespace}">'
                + (f'<numFmts count="{len(self.forms) - 1}">{forms}</numFmts>' if forms else "")
                + f'<fonts count="{len(self.fonts)}">{fonts}</fonts>'
                '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
                '<borders count="1"><border/></borders>'
                '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs>'
                f'<cellXfs count="{len(self.pairs)}">{pairs}</cellXfs></styleSheet>')


def xlsx_rich(cell):
    """<t> or runs of mixed fonts."""
    if not cell.runs:
        return f'<t xml:space="preserve">{escape(str(cell.value))}</t>'
    return "".join(f'<r><rPr><sz val="13"/><rFont val={quoteattr(font)}/></rPr>'
                   f'<t xml:space="preserve">{escape(text)}</t></r>' for text, font in cell.runs)


class XlsxWriter:
    def __init__(self, inline=False, epoch_1904=False, strict=False):
        self.inline, self.epoch_1904, self.strict = inline, epoch_1904, strict
        self.styles, self.shared = XlsxStyles(), {}
        self.namespace, self.relations = XLSX_STRICT if strict else XLSX_TRANSITIONAL

    def cell_xml(self, row, column, cell):
        start = f'<c r="{address(row, column)}" s="{self.styles.of(cell)}"'
        value = cell.value
        if isinstance(value, bool):
            return f'{start} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime.date):
            if self.strict and (row + column) % 3 == 0:
                return f'{start} t="d"><v>{value.isoformat()}</v></c>'
            epoch = EPOCH_1904 if self.epoch_1904 else EPOCH_1900
            return f"{start}><v>{(value - epoch).days}</v></c>"
        if isinstance(value, (int, float)):
            return f"{start}><v>{value!r}</v></c>"
        if self.inline:
            return f'{start} t="inlineStr"><is>{xlsx_rich(cell)}</is></c>'
        index = self.shared.setdefault(xlsx_rich(cell), len(self.shared))
        return f'{start} t="s"><v>{index}</v></c>'

    def sheet_xml(self, sheet):
        parts = [f'{HEAD}<worksheet xmlns="{self.namespace}" xmlns:r="{self.relations}">']
        if sheet.hidden_columns:
            parts += ["<cols>"] + [f'<col min="{c}" max="{c}" width="9" hidden="1"/>'
                                   for c in sorted(sheet.hidden_columns)] + ["</cols>"]
        parts.append("<sheetData>")
        for index, row in enumerate(sheet.rows(), 1):
            if not row and index not in sheet.hidden_rows:
                continue
            hidden = ' hidden="1"' if index in sheet.hidden_rows else ""
            parts.append(f'<row r="{index}"{hidden}>')
            parts += [self.cell_xml(index, column, cell) for column, cell in sorted(row.items())]
            parts.append("</row>")
        parts.append("</sheetData>")
        if sheet.merges:
            parts.append(f'<mergeCells count="{len(sheet.merges)}">')
            parts += [f'<mergeCell ref="{address(r, c)}:{address(r + h - 1, c + w - 1)}"/>'
                      for r, c, h, w in sheet.merges]
            parts.append("</mergeCells>")
        return "".join(parts) + "</worksheet>"

    def write(self, path, sheets):
        parts = {}
        kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        package = "http://schemas.openxmlformats.org/package/2006/"
        for i, sheet in enumerate(sheets, 1):
            parts[f"xl/worksheets/sheet{i}.xml"] = self.sheet_xml(sheet)
        parts["xl/styles.xml"] = self.styles.xml(self.namespace)
        parts["xl/sharedStrings.xml"] = (
            f'{HEAD}<sst xmlns="{self.namespace}" count="{len(self.shared)}">'
            + "".join(f"<si>{text}</si>" for text in self.shared) + "</sst>")
        parts["xl/workbook.xml"] = (
            f'{HEAD}<workbook xmlns="{self.namespace}" xmlns:r="{self.relations}">'
            + f'<workbookPr{" date1904=" + chr(34) + "1" + chr(34) if self.epoch_1904 else ""}/>'
            + "<sheets>" + "".join(
                f'<sheet name={quoteattr(sheet.name)} sheetId="{i}" r:id="rId{i}"'
                + (' state="hidden"' if sheet.hidden else "") + "/>"
                for i, sheet in enumerate(sheets, 1)) + "</sheets></workbook>")
        targets = [(f"worksheets/sheet{i}.xml", "worksheet") for i in range(1, len(sheets) + 1)]
        targets += [("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
        parts["xl/_rels/workbook.xml.rels"] = (
            f'{HEAD}<Relationships xmlns="{package}relationships">' + "".join(
                f'<Relationship Id="rId{i}" Type="{self.relations}/{kind}" Target="{target}"/>'
                for i, (target, kind) in enumerate(targets, 1)) + "</Relationships>")
        parts["_rels/.rels"] = (
            f'{HEAD}<Relationships xmlns="{package}relationships"><Relationship Id="rId1" '
            f'Type="{self.relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        types = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"),
                 ("/xl/sharedStrings.xml", "sharedStrings")]
        types += [(f"/xl/{target}", "worksheet") for target, kind in targets if kind == "worksheet"]
        parts["[Content_Types].xml"] = (
            f'{HEAD}<Types xmlns="{package}content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' + "".join(
                f'<Override PartName="{name}" ContentType="{kinds}{kind}+xml"/>'
                for name, kind in types) + "</Types>")
        write_zip(path, parts)


def write_zip(path, parts, stored=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, (2024, 11, 15, 8, 0, 0))
            archive.writestr(info, text, kind)


def write_xlsx_library(path, sheets):
    """The same through openpyxl, whose files differ in many small things."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        out = book.create_sheet(sheet.name)
        out.sheet_state = "hidden" if sheet.hidden else "visible"
        for (row, column), cell in sheet.cells.items():
            target = out.cell(row, column, cell.value)
            if cell.font != TIMES or cell.bold:
                target.font = Font(name=cell.font, bold=cell.bold)
            if cell.form:
                target.number_format = cell.form
        for row, column, height, width in sheet.merges:
            out.merge_cells(start_row=row, start_column=column, end_row=row + height - 1,
                            end_column=column + width - 1)
        for row in sheet.hidden_rows:
            out.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            out.column_dimensions[letter_of(column)].hidden = True
    book.save(path)


# ---- xls ----

def write_xls(path, sheets):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles, fonts = {}, {}

    def font_of(name, bold):
        if (name, bold) not in fonts:
            font = xlwt.Font()
            font.name, font.bold = name, bold
            fonts[name, bold] = font
        return fonts[name, bold]

    def style_of(cell):
        key = (cell.font, cell.bold, cell.form)
        if key not in styles:
            style = xlwt.XFStyle()
            style.font = font_of(cell.font, cell.bold)
            if cell.form:
                style.num_format_str = cell.form
            styles[key] = style
        return styles[key]

    for sheet in sheets:
        out = book.add_sheet(sheet.name)
        out.visibility = 1 if sheet.hidden else 0
        for row, column, height, width in sheet.merges:
            out.merge(row - 1, row + height - 2, column - 1, column + width - 2)
        for (row, column), cell in sheet.cells.items():
            if cell.runs:
                runs = tuple((text, font_of(font, False)) for text, font in cell.runs)
                out.write_rich_text(row - 1, column - 1, runs, style_of(cell))
            else:
                out.write(row - 1, column - 1, cell.value, style_of(cell))
        for row in sheet.hidden_rows:
            out.row(row - 1).hidden = True
        for column in sheet.hidden_columns:
            out.col(column - 1).hidden = True
    book.save(path)


# ---- ods ----

ODS_NAMES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                     for short, name in (("office", "office"), ("table", "table"),
                                         ("text", "text"), ("style", "style"),
                                         ("fo", "xsl-fo-compatible"), ("number", "datastyle")))


def ods_cell(cell, styles, extra):
    name = styles.setdefault((cell.font, cell.bold), f"ce{len(styles)}")
    start = f'<table:table-cell table:style-name="{name}"{extra}'
    value = cell.value
    if isinstance(value, datetime.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, (int, float)):
        kind = f'office:value-type="float" office:value="{value!r}"'
    else:
        kind = 'office:value-type="string"'
    lines = shown(cell).split("\n")
    text = "".join("<text:p>" + re.sub("  +", lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>',
                                       escape(line)) + "</text:p>" for line in lines)
    return f"{start} {kind}>{text}</table:table-cell>"


def write_ods(path, sheets):
    styles, tables = {}, []
    for sheet in sheets:
        spans = {(r, c): (h, w) for r, c, h, w in sheet.merges}
        under = {(r + i, c + j) for r, c, h, w in sheet.merges
                 for i in range(h) for j in range(w) if i or j}
        out = [f'<table:table table:name={quoteattr(sheet.name)}'
               + (' table:style-name="taHidden"' if sheet.hidden else "") + ">"]
        for column in range(1, sheet.n_columns + 1):
            hidden = ' table:visibility="collapse"' if column in sheet.hidden_columns else ""
            out.append(f"<table:table-column{hidden}/>")
        for index, row in enumerate(sheet.rows(), 1):
            hidden = ' table:visibility="collapse"' if index in sheet.hidden_rows else ""
            out.append(f"<table:table-row{hidden}>")
            last = max(list(row) + [c for r, c in under if r == index], default=1)
            for column in range(1, last + 1):
                rows, columns = spans.get((index, column), (0, 0))
                extra = (f' table:number-rows-spanned="{rows}"'
                         f' table:number-columns-spanned="{columns}"' if rows else "")
                if (index, column) in under:
                    out.append("<table:covered-table-cell/>")
                elif column in row:
                    out.append(ods_cell(row[column], styles, extra))
                else:
                    out.append(f"<table:table-cell{extra}/>")
            out.append("</table:table-row>")
        tables.append("".join(out) + "</table:table>")
    automatic = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:text-properties '
        f'style:font-name={quoteattr(font)}{bold * (" fo:font-weight=" + chr(34) + "bold" + chr(34))}'
        "/></style:style>" for (font, bold), name in styles.items())
    automatic += ('<style:style style:name="taHidden" style:family="table">'
                  '<style:table-properties table:display="false"/></style:style>')
    faces = "".join(f"<style:font-face style:name={quoteattr(font)} svg:font-family="
                    f"{quoteattr(font)}/>" for font in dict.fromkeys(f for f, _ in styles))
    content = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {ODS_NAMES} '
               'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
               f'office:version="1.2"><office:font-face-decls>{faces}</office:font-face-decls>'
               f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>"
               f'<office:spreadsheet>{"".join(tables)}</office:spreadsheet></office:body>'
               "</office:document-content>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = ('<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest='
                '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type='
                '"text/xml"/></manifest:manifest>')
    write_zip(path, {"mimetype": kind, "content.xml": content,
                     "META-INF/manifest.xml": manifest}, stored=("mimetype",))


# ---- html, mhtml ----

MENU = ('<div id="top"><a href="/">Trang chủ</a> | <a href="/login">Đăng nhập</a></div>'
        "<table><tr><td>Danh mục</td><td>Tin tức</td><td>Văn bản</td><td>Liên hệ</td></tr></table>")
BELOW = ("<p>Bản quyền thuộc về Cổng thông tin điện tử. Lượt truy cập: 12.345</p><table><tr><td>"
         "Tài khoản</td><td><input name=u></td></tr><tr><td>Mật khẩu</td><td><input type=password>"
         "</td></tr></table><script>var a = '<table><tr><td>x</td></tr></table>';</script>")


def html_table(sheet):
    spans = {(r, c): (h, w) for r, c, h, w in sheet.merges}
    under = {(r + i, c + j) for r, c, h, w in sheet.merges
             for i in range(h) for j in range(w) if i or j}
    out = ["<table border=1 cellspacing=0>"]
    for index, row in enumerate(sheet.rows(), 1):
        hidden = ' style="display:none"' if index in sheet.hidden_rows else ""
        out.append(f"<tr{hidden}>")
        for column in range(1, max(row, default=0) + 1):
            if (index, column) in under:
                continue
            rows, columns = spans.get((index, column), (1, 1))
            span = (f" rowspan={rows}" if rows > 1 else "") + (
                f" colspan={columns}" if columns > 1 else "")
            cell = row.get(column)
            text = escape(shown(cell)).replace("\n", "<br>").replace("\u00a0", "&nbsp;") if cell else ""
            if cell and cell.font != TIMES:
                text = f'<font face="{cell.font}">{text}</font>'
            out.append(f"<td{span}>{'<b>' + text + '</b>' if cell and cell.bold else text}</td>")
        out.append("</tr>\n")
    return "".join(out) + "</table>"


def html_page(sheets, rubbish):
    body = "<br>".join(html_table(sheet) for sheet in sheets if not sheet.hidden)
    return ('<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv='
            '"Content-Type" content="text/html; charset=utf-8"><style>td{font-size:13pt}</style>'
            f"</head><body>{MENU if rubbish else ''}{body}{BELOW if rubbish else ''}</body></html>")


def write_html(path, sheets, rubbish=False):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(html_page(sheets, rubbish))


def write_mhtml(path, sheets):
    page = base64.encodebytes(html_page(sheets, False).encode("utf-8")).decode("ascii")
    with open(path, "w", encoding="ascii", newline="\r\n") as out:
        out.write('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_Part_01"\n\n'
                  '------=_Part_01\nContent-Location: file:///C:/bieu.htm\n'
                  'Content-Transfer-Encoding: base64\nContent-Type: text/html; charset="utf-8"\n\n'
                  f"{page}\n------=_Part_01--\n")


# ---- XML-2003 ----

def write_xml2003(path, sheets):
    styles, tables = {}, []
    for sheet in sheets:
        spans = {(r, c): (h, w) for r, c, h, w in sheet.merges}
        out = [f"<Worksheet ss:Name={quoteattr(sheet.name)}><Table>"]
        out += [f'<Column ss:Index="{c}" ss:Hidden="1"/>' for c in sorted(sheet.hidden_columns)]
        for index, row in enumerate(sheet.rows(), 1):
            if not row:
                continue
            hidden = ' ss:Hidden="1"' if index in sheet.hidden_rows else ""
            out.append(f'<Row ss:Index="{index}"{hidden}>')
            for column, cell in sorted(row.items()):
                style = styles.setdefault((cell.font, cell.bold, cell.form), f"s{len(styles) + 20}")
                rows, columns = spans.get((index, column), (1, 1))
                merge = (f' ss:MergeAcross="{columns - 1}"' if columns > 1 else "") + (
                    f' ss:MergeDown="{rows - 1}"' if rows > 1 else "")
                value, kind = cell.value, "String"
                if isinstance(value, bool):
                    value, kind = int(value), "Boolean"
                elif isinstance(value, datetime.date):
                    value, kind = value.isoformat() + "T00:00:00.000", "DateTime"
                elif isinstance(value, (int, float)):
                    kind = "Number"
                text = escape(str(value)).replace("\n", "&#10;")
                out.append(f'<Cell ss:Index="{column}" ss:StyleID="{style}"{merge}>'
                           f'<Data ss:Type="{kind}">{text}</Data></Cell>')
            out.append("</Row>")
        hidden = "<Visible>SheetHidden</Visible>" if sheet.hidden else ""
        tables.append("".join(out) + '</Table><WorksheetOptions xmlns='
                      f'"urn:schemas-microsoft-com:office:excel">{hidden}</WorksheetOptions>'
                      "</Worksheet>")
    look = "".join(
        f'<Style ss:ID="{name}"><Font ss:FontName={quoteattr(font)}'
        + (' ss:Bold="1"' if bold else "") + "/>"
        + (f"<NumberFormat ss:Format={quoteattr(form)}/>" if form else "") + "</Style>"
        for (font, bold, form), name in styles.items())
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
                  'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss='
                  f'"urn:schemas-microsoft-com:office:spreadsheet"><Styles>{look}</Styles>'
                  f'{"".join(tables)}</Workbook>')


# ---- csv ----

def csv_text(sheet, separator):
    def quoted(text):
        if any(c in text for c in (separator, '"', "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text

    width = sheet.n_columns
    return "".join(separator.join(quoted(shown(row[c])) if c in row else ""
                                  for c in range(1, width + 1)) + "\r\n" for row in sheet.rows())


def write_csv(path, sheets, separator, charset):
    text = csv_text(sheets[0], separator)
    data = letters.to_cp1258(text) if charset == "cp1258" else text.encode(charset)
    if data is None:
        data = text.encode("utf-8")
    with open(path, "wb") as out:
        out.write(data)


def library_is_there(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True


# name → (file extension, what it can hold, writer)
FULL = {"fonts", "merges", "hidden", "dates", "sheets"}
CONTAINERS = {
    "xlsx": ("xlsx", FULL | {"runs"}, lambda p, s: XlsxWriter().write(p, s)),
    "xlsx-inline": ("xlsx", FULL | {"runs"}, lambda p, s: XlsxWriter(inline=True).write(p, s)),
    "xlsx-1904": ("xlsx", FULL, lambda p, s: XlsxWriter(epoch_1904=True).write(p, s)),
    "xlsx-strict": ("xlsx", FULL, lambda p, s: XlsxWriter(strict=True).write(p, s)),
    "xlsx-library": ("xlsx", FULL, write_xlsx_library),
    "xls": ("xls", FULL | {"runs"}, write_xls),
    "ods": ("ods", FULL, write_ods),
    "xml-2003": ("xls", FULL, write_xml2003),
    "html": ("xls", {"fonts", "merges"}, write_html),
    "html-page": ("xls", {"fonts", "merges"}, lambda p, s: write_html(p, s, True)),
    "mhtml": ("xls", {"fonts", "merges"}, write_mhtml),
    "csv": ("csv", set(), lambda p, s: write_csv(p, s, ",", "utf-8")),
    "csv-bom": ("csv", set(), lambda p, s: write_csv(p, s, ";", "utf-8-sig")),
    "csv-semicolon": ("csv", set(), lambda p, s: write_csv(p, s, ";", "utf-8")),
    "csv-utf16": ("csv", set(), lambda p, s: write_csv(p, s, "\t", "utf-16")),
    "csv-1258": ("csv", set(), lambda p, s: write_csv(p, s, ";", "cp1258")),
    "tsv": ("txt", set(), lambda p, s: write_csv(p, s, "\t", "utf-8")),
}
WEIGHTS = {"xlsx": 6, "xlsx-inline": 3, "xlsx-1904": 2, "xlsx-strict": 2, "xlsx-library": 4,
           "xls": 5, "ods": 3, "xml-2003": 2, "html": 1, "html-page": 2, "mhtml": 1}


def choose(random):
    names = list(CONTAINERS)
    name = random.choices(names, [WEIGHTS.get(n, 1) for n in names])[0]
    return name


def write(name, path, sheets):
    """Without Debian's xlwt or openpyxl our own writers take their place."""
    if name == "xls" and not library_is_there("xlwt"):
        name = "xml-2003"
    if name == "xlsx-library" and not library_is_there("openpyxl"):
        name = "xlsx"
    CONTAINERS[name][2](path, sheets)
