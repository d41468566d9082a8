#!/usr/bin/python3
"""Charts of an office's own figures from tables dropped by mouse (csv, xlsx, ods) and pasted; then a
board is printed: on another paper, cut over sheets, one page for each unit below, into a folder."""
import re
import subprocess
import sys
import zipfile

from common import Book, _, drop, open_page, out, run, save, step, wait

ROWS = [["Huyện", "Số tổ"], ["Mường La", 12], ["Mai Sơn", 7], ["Thuận Châu", 9]]
CLIPBOARD = """
import sys, gi
gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk
board = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
board.set_text(sys.argv[1], -1)
print("ready", flush=True)
Gtk.main()
"""


def plain(label):
    return label.replace("_", "").replace("…", "").strip()


def write_xlsx(path):
    """As Excel does, in few words: one sheet, texts in their cells."""
    def cell(at, value):
        if isinstance(value, str):
            return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'
        return f'<c r="{at}"><v>{value}</v></c>'

    rows = "".join(f'<row r="{r}">{cell(f"A{r}", a)}{cell(f"B{r}", b)}</row>' for r, (a, b) in enumerate(ROWS, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    there = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">'
                      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                      f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
                      f'Type="{there}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        file.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{there}"><sheets>'
                      '<sheet name="Bảng" sheetId="1" r:id="r1"/></sheets></workbook>')
        file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships"><Relationship '
                      f'Id="r1" Type="{there}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        file.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>')


def write_ods(path):
    def cell(value):
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return (f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
                "</table:table-cell>")

    name = "urn:oasis:names:tc:opendocument:xmlns:"
    rows = "".join(f"<table:table-row>{cell(a)}{cell(b)}</table:table-row>" for a, b in ROWS)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{name}manifest:1.0">'
                      f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>')
        file.writestr("content.xml", f'<office:document-content xmlns:office="{name}office:1.0" '
                      f'xmlns:table="{name}table:1.0" xmlns:text="{name}text:1.0" office:version="1.2"><office:body>'
                      f'<office:spreadsheet><table:table table:name="Bảng">{rows}</table:table></office:spreadsheet>'
                      "</office:body></office:document-content>")


def write_csv(path):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"{a};{b}\n" for a, b in ROWS)


def describe(book, title):
    """The own chart in words; nothing while it is not in the book."""
    try:
        return book.cli("chart", "bar", "chart:" + title, "--describe")
    except subprocess.CalledProcessError:
        return None


def keep(app, book, title):
    """Names what was dropped, keeps it, and reads it back from outside."""
    wait(lambda: app.find("text", _("Label of line %u") % 1, timeout=10).text == "Mường La",
         "the table did not come in")
    app.find("text", _("Title")).type(title, clear=True)
    told = save(app, lambda: describe(book, title))
    assert re.search(r"Thuận Châu\s+9", told), told


def own_charts(app, book):
    step("tables are dropped from another program onto the window of own charts")
    open_page(app, "Bảng theo dõi", plain(_("_Own charts"))).click()
    for write, name in ((write_csv, "bảng.csv"), (write_xlsx, "bảng.xlsx"), (write_ods, "bảng.ods")):
        write(out(name))
        app.find("button", plain(_("_New"))).click()
        drop(app, out(name), onto=app.find("text", _("Label of line %u") % 3, timeout=10))
        keep(app, book, "Tổ dân vận " + name[-4:].strip("."))
    app.screenshot(out("bp1-dropped.png"))

    step("a block of Excel is pasted")
    holder = subprocess.Popen([sys.executable, "-c", CLIPBOARD,
                               "\n".join("\t".join(map(str, row)) for row in ROWS) + "\n"],
                              stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "ready\n"
        app.find("button", plain(_("_New"))).click()
        app.find("text", _("Label of line %u") % 1, timeout=10).click()
        app.key("ctrl+v")
        keep(app, book, "Tổ dân vận dán vào")
    finally:
        holder.terminate()
    app.screenshot(out("bp2-pasted.png"))
    app.key("Escape", "Escape")  # the first takes the toast away
    app.gone("button", plain(_("_Save")), timeout=10)


def choose(app, row, line):
    """A line of a combo row, by mouse."""
    app.find("combo box", row).click()
    app.settle(0.5)
    app.find("label", line, timeout=5).click()


def paper(app, book):
    step("the board is printed: what stands on it, whole")
    app.find("button", plain(_("_Print")), timeout=10).click()
    app.find("label", _("Page %u of %u") % (1, 1), timeout=15)
    app.screenshot(out("bp3-print.png"))

    step("as a poster on sheets of A4")
    choose(app, _("Size"), "A1")
    choose(app, _("Poster"), _("On sheets of A4"))
    app.find("label", _("Page %u of %u") % (1, 15), timeout=15)
    app.screenshot(out("bp4-tiles.png"))


def main():
    book = Book("board-paper.kheo")

    def script(app):
        own_charts(app, book)
        paper(app, book)

    run("board paper", book, script)


if __name__ == "__main__":
    main()
