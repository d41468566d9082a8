#!/usr/bin/python3
"""A board as a person arranges it: a chart is dragged before another with the mouse, widened and
moved back by keyboard, removed and brought back; then a chart of own figures is typed cell by cell."""
import json
import re

from common import Book, _, out, run, step, wait

ARRANGE = _("_Arrange").replace("_", "")


def actions(book):
    return json.loads(book.cli("history", "--json"))["actions"]


def boards(app, book):
    before = book.cli("hash")
    n = len(actions(book))
    step("the board is opened and arranged")
    app.find(None, "Bảng theo dõi").click()
    fields = app.find("list item", re.compile("lĩnh vực và"), timeout=10)
    app.find(re.compile("button"), ARRANGE).click()
    years = app.find("list item", re.compile("theo năm$"))
    app.settle()

    step("a chart is dragged onto another")
    x, y, w, h = years.screen_rect()
    tx, ty, tw, th = fields.screen_rect()
    app.x.drag(x + 12, y + 14, tx + tw // 2, ty + 60)
    wait(lambda: len(actions(book)) == n + 1, "dragging changed nothing")
    app.screenshot(out("b1-dragged.png"))

    step("it is widened and moved by keyboard")
    app.key("ctrl+plus")
    wait(lambda: len(actions(book)) == n + 2, "Ctrl+plus changed nothing")
    app.key("ctrl+Right")
    wait(lambda: len(actions(book)) == n + 3, "Ctrl+Right changed nothing")
    app.screenshot(out("b2-moved.png"))

    step("it is removed, and brought back by the toast")
    app.key("Delete")
    wait(lambda: len(actions(book)) == n + 4, "Delete changed nothing")
    app.find("button", _("_Undo").replace("_", ""), timeout=10).click()
    wait(lambda: [a for a in actions(book) if a["undone"]], "it was not brought back")

    step("a chart of own figures is typed")
    app.find("button", _("_Own charts").replace("_", "")).click()
    first = app.find("text", _("Label of line %u") % 1, timeout=10)
    first.click()
    for cell in ("Mường La", "1.250", "Mai Sơn", "800"):
        app.type(cell)
        app.key("Tab" if not cell[0].isdigit() else "Down")
        if cell[0].isdigit():
            app.key("shift+Tab")
    app.find("text", _("Title")).type("Tặng quà")
    app.find("button", _("_Save").replace("_", "")).click()
    wait(lambda: "Tặng quà" in book.cli("chart", "bar", "chart:Tặng quà", "--describe"), "the chart is not kept")
    app.screenshot(out("b3-own.png"))
    assert "1.250" in book.cli("chart", "bar", "chart:Tặng quà", "--describe").replace(",", ".")
    assert book.cli("hash") != before


def main():
    book = Book("boards.kheo")
    run("boards", book, lambda app: boards(app, book))


main()
