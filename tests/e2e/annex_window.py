#!/usr/bin/python3
"""The window of annexes, by mouse: opened from a list; a column changed; a layout kept, used from the
command line, taken away and brought back; own paper; a poster on A4 saved; the remark when figures
change in the main window."""
import json
import os
import re
import subprocess

from common import Book, _, out, run, step, wait

LAYOUT = "Mẫu của Ban"


def plain(label):
    return label.replace("_", "").replace("…", "").strip()


def pages(path):
    """How many pages the PDF has; nothing while it is not whole."""
    done = subprocess.run(["pdfinfo", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found = re.search(r"^Pages:\s+(\d+)", done.stdout, re.M)
    return int(found[1]) if done.returncode == 0 and found else 0


def desk(app):
    """The window of annexes: what is searched inside it finds nothing of the window below."""
    return app.find("frame", _("Annex"), timeout=15)


def count_pages(app):
    """What the preview says it has."""
    label = desk(app).find("label", re.compile(r"^Trang \d+/\d+$"), timeout=20)
    return int(label.name.rpartition("/")[2])


def choose(app, row, line):
    """A line of a combo row, by mouse."""
    desk(app).find("combo box", row).click()
    app.settle(0.5)
    app.find("label", line, timeout=5).click()
    app.settle(0.4)


def tab(app, name):
    desk(app).find("page tab", name).click()
    app.settle(0.4)


def save(app, kind, path, each=None):
    """Through the menu of files; @each: the submenu of units."""
    if os.path.exists(path):
        os.remove(path)
    desk(app).find("button", plain(_("_Save as"))).click()
    app.settle(0.4)
    if each is not None:
        app.find("menu item", each, timeout=5).click()
        app.settle(0.5)
    app.find("menu item", _(kind), timeout=5).click()
    app.find("filler", re.compile("^(" + _("Save as") + "|GtkFileChooserDialog)"), timeout=10)
    app.settle(0.5)
    app.key("ctrl+a")
    app.type(path)
    app.settle(0.3)
    app.key("Return")


def close(app):
    """With the key, where the window has the focus, as after a click into it; the first may only take a
    toast away."""
    desk(app).find("page tab", _("Layout")).click()
    app.key("Escape")
    app.settle(0.5)
    if app.find_all("frame", _("Annex")):
        app.key("Escape")
    app.gone("frame", _("Annex"), timeout=10)


def open_list(app):
    step("the list of a commune opens as an annex")
    app.find("page tab", "Mô hình").click()
    unit = app.find("list item", re.compile("^Huyện An Khê"))
    unit.click()
    app.key("shift+Right")
    app.find("list item", re.compile("^Xã Nam Cường")).click()
    app.find("label", "22 mô hình", timeout=10)
    app.find("button", _("More for the list")).click()
    app.settle(0.4)
    app.find("menu item", _("_Print the list…").replace("_", "")).click()
    n = count_pages(app)
    assert n > 1, n
    app.settle(0.5)
    app.screenshot(out("ax1-list.png"))
    return n


def change_column(app):
    step("a column is renamed, another taken out")
    tab(app, _("Table columns"))
    window = desk(app)
    window.find("button", _("Note") + ": " + _("Leave out")).click()
    window.gone("button", _("Note") + ": " + _("Leave out"))
    window.find("label", _("Name of model")).click()
    entry = window.find("text", _("Heading of the column"), timeout=5)
    entry.type("Tên mô hình, cách làm", clear=True)
    app.settle(0.6)
    app.screenshot(out("ax2-columns.png"))
    window.find("label", _("Name of model")).click()
    window.find("label", "Tên mô hình, cách làm", timeout=5)


def write_words(app):
    step("another title, and who signs")
    tab(app, _("Words"))
    app.screenshot(out("ax3-words.png"))
    tab(app, _("Signatures"))
    app.screenshot(out("ax4-signatures.png"))


def keep(app, book):
    step("the layout is kept, and used from the command line")
    tab(app, _("Layout"))
    desk(app).find("text", _("Keep as layout of the office")).type(LAYOUT)
    app.key("Return")
    wait(lambda: LAYOUT in book.cli("layouts"), "the layout is not kept")
    desk(app).find("button", _("Take this layout out of the book"), timeout=5)
    app.settle(0.6)
    app.screenshot(out("ax5-kept.png"))
    path = out("theo-mau.ods")
    book.cli("report", "annex-models", "--unit", "Xã Nam Cường", "--layout", LAYOUT, "--output", path)
    text = subprocess.run(["unzip", "-p", path, "content.xml"], stdout=subprocess.PIPE, text=True).stdout
    assert "Tên mô hình, cách làm" in text and "Ghi chú" not in text

    step("it is taken out of the book, and brought back")
    window = desk(app)
    window.find("button", _("Take this layout out of the book")).click()
    window.find("label", _("The layout is taken away"), timeout=10)
    window.find("button", plain(_("_Undo"))).click()  # the toast does not stay for long
    wait(lambda: LAYOUT in book.cli("layouts"), "undo did not bring the layout back")
    done = json.loads(book.cli("history", "--json"))["actions"]
    assert [a["undone"] for a in done if a["title"] == _("Take away a layout of annexes")] == [True], done
    choose(app, _("Made as"), LAYOUT)
    app.settle(0.6)
    assert desk(app).find("text", _("Keep as layout of the office")).text == LAYOUT


def posters(app):
    step("paper of one's own size, typed")
    choose(app, _("Paper size"), _("Own size"))
    size = desk(app).find("text", _("Width × height in millimetres"), timeout=5)
    size.type("420 × 600", clear=True)
    app.key("Return")
    app.settle(0.8)
    n = count_pages(app)
    app.screenshot(out("ax6-own-size.png"))
    path = out("rieng.pdf")
    save(app, "PDF document…", path)
    wait(lambda: pages(path) == n, "the PDF of one's own paper is not there")
    info = subprocess.run(["pdfinfo", path], stdout=subprocess.PIPE, text=True).stdout
    assert "1190.55 x 1700.79" in info or "1700.79 x 1190.55" in info, info

    step("a size that is none is marked")
    size = desk(app).find("text", _("Width × height in millimetres"))
    size.type("to lắm", clear=True)
    app.key("Return")
    app.settle(0.5)
    app.screenshot(out("ax7-bad-size.png"))

    step("a poster on sheets of A4")
    choose(app, _("Paper size"), "A2")
    app.settle(0.8)
    whole = count_pages(app)
    choose(app, _("Poster"), _("On sheets of A4"))
    wait(lambda: count_pages(app) > whole, "the pages are not cut")
    n = count_pages(app)
    app.settle(0.5)
    app.screenshot(out("ax8-poster.png"))
    path = out("ap-phich.pdf")
    save(app, "PDF document…", path)
    wait(lambda: pages(path) == n, "the poster is not there")
    info = subprocess.run(["pdfinfo", path], stdout=subprocess.PIPE, text=True).stdout
    assert "(A4)" in info, info
    choose(app, _("Poster"), _("In one piece"))
    choose(app, _("Paper size"), "A4")


def remark(app, book):
    step("a model is deleted in the main window: the pages say that they are older")
    before = book.total()
    bar = desk(app).screen_rect()
    app.x.drag(bar[0] + 900, bar[1] + 20, bar[0] + 900, 740)
    app.settle(0.5)
    app.screenshot(out("ax9-aside.png"))
    app.find("frame", re.compile("Khéo$")).find("table row", re.compile("^Đổi mới"), timeout=5).click()
    app.key("Delete")
    wait(lambda: book.total() == before - 1, "the model is still there")
    window = desk(app)
    window.find("label", _("Figures were changed since these pages were made"), timeout=10)
    bar = window.screen_rect()
    app.x.drag(bar[0] + 900, bar[1] + 20, bar[0] + 900, 66)
    app.settle(0.5)
    app.screenshot(out("ax9-stale.png"))

    step("they are made anew, and say the new total")
    window.find("button", plain(_("_Make them anew"))).click()
    window.gone("button", plain(_("_Make them anew")), timeout=10)
    path = out("moi.odt")
    save(app, "Document for Word and Writer (ODT)…", path)
    wait(lambda: os.path.exists(path), "the document is not there")
    app.settle(0.5)
    text = subprocess.run(["unzip", "-p", path, "content.xml"], stdout=subprocess.PIPE, text=True).stdout
    assert "Tổng cộng: 21 mô hình" in text, text[-3000:]
    close(app)


def main():
    book = Book("annex-window.kheo")

    def script(app):
        open_list(app)
        change_column(app)
        write_words(app)
        keep(app, book)
        posters(app)
        remark(app, book)

    run("annex window", book, script)


if __name__ == "__main__":
    main()
