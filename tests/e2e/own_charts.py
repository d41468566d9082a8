#!/usr/bin/python3
"""Charts of an office's own figures, by mouse: typed the Vietnamese way, pasted from Excel with a merged
heading, changed again, deleted and brought back; and tables that are none, each told why."""
import re
import subprocess
import sys

from board_paper import CLIPBOARD, describe, plain
from common import Book, _, drop, open_page, out, run, save, step, wait

MERGED = ("Kết quả vận động năm 2023\t\t\t\n\tSáu tháng đầu năm\t\tCả năm\nHuyện\tSố tổ\tTỷ lệ\tSố tổ\n"
          "Mường La\t1.250\t45,5%\t2.500\nMai Sơn\t800\t\t1.600\nThuận Châu\t-\t30%\t1.000,5\n")
WORDS = "Huyện\tGhi chú\nMường La\ttốt\nMai Sơn\tkhá\n"


def name(text):
    return re.compile("^" + re.escape(text))


def at_rest(app, label):
    """The text @label, once what it stands on no longer scrolls."""
    before = None
    while True:
        field = app.find("text", label)
        if field.extents == before:
            return field
        before = field.extents
        app.settle(0.3)


def paste(app, text):
    """A new chart, into which another program's block is pasted."""
    holder = subprocess.Popen([sys.executable, "-c", CLIPBOARD, text], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "ready\n"
        app.find("button", plain(_("_New"))).click()
        app.find("text", _("Label of line %u") % 1, timeout=10).click()
        app.key("ctrl+v")
        app.settle(0.6)
    finally:
        holder.terminate()


def type_table(app, book):
    step("a table is typed with numbers, a share and an empty cell")
    open_page(app, "Bảng theo dõi", plain(_("_Own charts"))).click()
    app.find("text", _("Heading of column %u") % 1, timeout=10).click()
    app.type("Tỷ lệ")
    app.find("text", _("Label of line %u") % 1).click()
    for label, value in (("Mường La", "98,12%"), ("Mai Sơn", ""), ("Thuận Châu", "100 %")):
        app.type(label)
        app.key("Tab")
        app.type(value)
        app.key("Down", "shift+Tab")
    app.find("text", _("Title")).type("Tỷ lệ cử tri đi bầu")
    app.find("text", _("Source")).type("Ủy ban bầu cử tỉnh")
    told = save(app, lambda: describe(book, "Tỷ lệ cử tri đi bầu"))
    assert "98,12" in told and re.search(r"Mai Sơn\s+–?\s*$", told, re.M), told
    app.screenshot(out("oc1-typed.png"))


def change(app, book):
    step("it is opened again; a level, a note and the source are changed")
    app.find("text", _("Source")).type("Ủy ban bầu cử tỉnh Sơn La", clear=True)
    for label, text in ((_("Levels to compare with"), "Chỉ tiêu=99"), (_("Notes in the chart"), "Mường La=Hai xã bầu sớm")):
        app.x.scroll(400, 400, 30)
        field = at_rest(app, name(label))
        field.click()
        wait(lambda: "focused" in field.fresh().states, f"{label} is not clicked")
        app.type(text)
    app.settle(0.6)
    told = save(app, lambda: (lambda t: t if t and "Hai xã bầu sớm" in t else None)(
        describe(book, "Tỷ lệ cử tri đi bầu")))
    assert "Chỉ tiêu" in told, told
    assert app.find("text", _("Source"), shown=False).text == "Ủy ban bầu cử tỉnh Sơn La"
    app.screenshot(out("oc2-changed.png"))


def pasted(app, book):
    step("a block with a merged heading comes with its title and its columns' whole names")
    paste(app, MERGED)
    assert app.find("text", _("Title")).text == "Kết quả vận động năm 2023"
    assert app.find("text", _("Heading of column %u") % 2).text == "Sáu tháng đầu năm – Tỷ lệ"
    told = save(app, lambda: describe(book, "Kết quả vận động năm 2023"))
    assert re.search(r"Thuận Châu\s+–?\s*\S*30\S*\s+1\.?000,5", told), told
    app.screenshot(out("oc3-pasted.png"))


def bad_tables(app, book):
    step("words are no figures: said, and not kept")
    paste(app, WORDS)
    app.find("label", re.compile("tốt.*không phải là số"), timeout=10)
    app.find("text", _("Title")).type("Bảng chữ")
    app.find("button", plain(_("_Save"))).click()
    app.find("label", _("A chart needs figures: labels down, numbers beside them."), timeout=10)
    assert describe(book, "Bảng chữ") is None
    app.screenshot(out("oc4-words.png"))
    app.key("ctrl+z")

    step("a table of ten thousand columns is cut, and says so")
    turn_away(app)
    paste(app, "\t".join(f"c{i}" for i in range(10000)) + "\n" + "\t".join(str(i) for i in range(10000)) + "\n")
    app.find("label", re.compile("100 cột"), timeout=20)
    app.screenshot(out("oc5-wide.png"))
    turn_away(app)

    step("a file that is no table says what is missing")
    with open(out("không phải bảng.csv"), "w", encoding="utf-8") as file:
        file.write("Chỉ có một dòng chữ\n")
    drop(app, out("không phải bảng.csv"), onto=app.find("text", _("Label of line %u") % 3, timeout=10))
    app.find("label", re.compile("không phải bảng"), timeout=15)
    app.screenshot(out("oc6-no-table.png"))


def turn_away(app):
    """A new chart; what was typed is thrown away."""
    app.find("button", plain(_("_New"))).click()
    app.find("button", plain(_("_Throw it away")), timeout=10).click()
    app.settle(0.4)


def deleted(app, book):
    step("one is deleted, and brought back by its toast")
    app.find("label", "Tỷ lệ cử tri đi bầu").click()
    app.settle(0.4)
    app.find("button", _("Delete this chart")).click()
    wait(lambda: describe(book, "Tỷ lệ cử tri đi bầu") is None, "it is not deleted")
    app.find("button", plain(_("_Undo")), timeout=10).click()
    wait(lambda: describe(book, "Tỷ lệ cử tri đi bầu"), "it is not brought back")
    wait(lambda: app.find("text", _("Title")).text == "Tỷ lệ cử tri đi bầu", "it is not opened again")
    app.screenshot(out("oc7-back.png"))


def main():
    book = Book("own-charts.kheo")

    def script(app):
        type_table(app, book)
        change(app, book)
        pasted(app, book)
        deleted(app, book)
        bad_tables(app, book)

    run("own charts", book, script)


main()
