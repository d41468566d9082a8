#!/usr/bin/python3
"""A chart by hand: pointed at, clicked, walked with the keyboard, changed in kind, copied as table and as
picture, and resized with its window.  What lies beneath a mark is opened and counted each time."""
import json
import os
import re
import subprocess
import sys

from common import HERE, Book, _, out, run, sh, step, wait
from driver import STATES

FIELDS = re.compile("^Mô hình “Dân vận khéo” theo lĩnh vực và loại hình")


def grouped(number):
    return f"{number:,}".replace(",", ".")


def to_board(app):
    """The board's tab, and on it the chart of the fields."""
    app.find(None, "Bảng theo dõi").click()
    return app.find("list item", FIELDS, timeout=20).find("image", FIELDS)


def back_to_board(app):
    app.find(re.compile("tab|radio|toggle"), "Tổng quan").click()
    return to_board(app)


def pixels(box, name):
    """How the part @box of the screen looks, kept as @name."""
    x, y, w, h = box
    sh("import", "-window", "root", "-crop", f"{w}x{h}+{x}+{y}", "+repage", out(name))
    return out(name)


def differing(a, b):
    """How many pixels of two pictures of one size differ."""
    done = subprocess.run(["compare", "-metric", "AE", a, b, "null:"], stderr=subprocess.PIPE, text=True, check=False)
    return int(float(done.stderr.split()[0]))


def clipboard(*what):
    """What another program gets from the clipboard: a text, or the size of the picture it keeps."""
    done = subprocess.run([sys.executable, os.path.join(HERE, "clipboard.py"), *what], stdout=subprocess.PIPE,
                          text=True, check=True, timeout=60)
    return done.stdout


def count(book, field, kind=None):
    """How many models of the book a mark has beneath it."""
    models = json.loads(book.cli("list", "models", "--json"))
    return sum(m["field"] == field and kind in (None, m["kind"]) for m in models)


def see_rows(app, n):
    """The list of models is open, with @n rows."""
    app.find("label", re.compile(f"^{grouped(n)} mô hình"), timeout=15)


def says(view):
    """The name of the chart as a screen reader hears it now."""
    return view.prop("Accessible", "Name")


def has_focus(view):
    low, high = view.call("Accessible", "GetState")[0]
    return bool((low | high << 32) >> STATES.index("focused") & 1)


def sentence(app):
    step("its sentence is its name, the sentence and the table its description")
    view = to_board(app)
    name = says(view)
    assert "4.176 mô hình ở 4 mục" in name and "1.586 mô hình (38,0%)" in name, name
    assert view.description.startswith(name), view.description
    assert re.search("Kinh tế\\t1.?174\\t412", view.description), view.description


def point(app):
    step("a mark under the pointer is marked, and says what it is")
    view = to_board(app)
    x, y, w, h = view.screen_rect()
    app.x.move(x + w // 2, y - 60)
    app.settle(0.5)
    plain = pixels((x, y, w, h), "c0-plain.png")
    app.x.move(x + w * 55 // 100, y + 52)
    tip = app.find("filler", "GtkTooltipWindow", timeout=10).find("label")
    said = tip.name
    app.screenshot(out("c1-hover.png"))
    assert "Kinh tế" in said and "1.174" in said, said
    app.x.move(x + w * 55 // 100, y + 54)
    assert differing(plain, pixels((x, y, w, h), "c0-hover.png")) > 50, "the mark is not marked"
    app.x.move(x + w // 2, y - 60)
    wait(lambda: differing(plain, pixels((x, y, w, h), "c0-left.png")) == 0, "the mark stays marked")


def click(app, book):
    step("a click opens exactly the rows beneath")
    view = to_board(app)
    x, y, w, h = view.screen_rect()
    app.x.click(x + w * 55 // 100, y + 52)
    n = count(book, "economy", "collective")
    assert n == 1174
    see_rows(app, n)
    app.screenshot(out("c2-rows.png"))


def tab_to(app, view):
    for _left in range(40):
        if has_focus(view):
            return
        app.key("Tab")
    raise AssertionError("Tab does not come to the chart")


def keyboard(app, book):
    step("the chart is reached with Tab, walked with arrows, and opened with Return")
    app.find(re.compile("tab|radio|toggle"), "Tổng quan").click()
    app.find(re.compile("tab|radio|toggle"), "Bảng theo dõi").click()
    view = to_board(app)
    tab_to(app, view)
    heard = [says(view)]
    for key in ("Right", "Down", "Down", "Left", "End", "Home", "Down"):
        app.key(key)
        heard.append(says(view))
    app.screenshot(out("c3-walked.png"))
    marks = [h.rpartition(". ")[2] for h in heard]
    print("#", marks)
    app.key("Home", "Right", "Return")
    see_rows(app, count(book, "economy", "individual"))


def walk_to(app, view, name):
    """Down the open menu until the item @name has the focus."""
    item = view.find("menu item", name, timeout=10)
    for _left in range(20):
        if has_focus(item):
            return
        app.key("Down")
    raise AssertionError("the menu is not walked")


def choose(app, view, name, inside=None):
    """Chooses @name with the keyboard from the menu, or the one @inside it, that the menu key opens at the
    mark."""
    tab_to(app, view)
    app.key("Menu")
    if inside is not None:
        walk_to(app, view, inside)
        app.key("Return")
        app.settle(0.5)
    walk_to(app, view, name)
    app.key("Return")
    view.gone("menu item", name, timeout=10)


def menu(app):
    step("the menu key offers kinds, one is taken in place")
    app.find(re.compile("tab|radio|toggle"), "Tổng quan").click()
    view = to_board(app)
    x, y, w, h = view.screen_rect()
    app.x.move(x, y - 60)
    before = pixels((x, y, w, h), "c4-before.png")
    choose(app, view, "Biểu đồ ô", _("Kind of chart"))
    wait(lambda: differing(before, pixels((x, y, w, h), "c4-after.png")) > 1000, "the kind is not changed")
    app.screenshot(out("c4-kind.png"))

    step("the table and the picture are copied")
    choose(app, view, _("Copy as table"))
    wait(lambda: re.search("Kinh tế\\t1.?174\\t412", clipboard("text")), "the table is not on the clipboard")
    choose(app, view, _("Copy as picture"))
    wait(lambda: clipboard("picture", out("c5-pasted.png")).split() == ["1920", "1200"],
         "the picture is not on the clipboard")


def resize(app):
    step("the chart follows the window, its marks stay under the pointer")
    view = to_board(app)
    window = max(app.xwindows().items(), key=lambda item: item[1][2])[0]
    x, y, before, h = view.screen_rect()
    for width in range(1280, 1080, -20):
        sh("xdotool", "windowsize", window, str(width), "700")
    app.screenshot(out("c6-while.png"))
    wait(lambda: view.screen_rect()[2] < before - 40, "the chart does not follow the window")
    app.settle(0.5)
    app.screenshot(out("c6-rested.png"))
    x, y, w, h = view.screen_rect()
    app.x.move(x + w // 2, y - 40)
    app.x.move(x + w // 5, y + h // 3)
    said = app.find("filler", "GtkTooltipWindow", timeout=10).find("label").name
    assert said == "Kinh tế, Tập thể: 1.174 mô hình (28,1%)", said


def main():
    book = Book("chart-walk.kheo")

    def script(app):
        sentence(app)
        point(app)
        click(app, book)
        keyboard(app, book)
        menu(app)
        resize(app)

    run("chart walk", book, script)


main()
