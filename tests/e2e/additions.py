#!/usr/bin/python3
"""What a person adds to a chart of the book: the year before, the average, a label that stands out, a note.
On the overview it stays while the program runs; on a board it is in the book and can be taken back."""
import re

from common import Book, _, out, run, step, wait, open_popover

FIELDS = re.compile("^Mô hình “Dân vận khéo” theo lĩnh vực và loại hình")


def fill(app, card):
    """Opens the form from the menu of @card and fills it in."""
    card.find("button", _("Save or copy this chart")).click()
    app.find("menu item", _("Compare and annotate…")).click()
    app.find("label", _("The same time a year before")).click()
    app.find("label", _("The average")).click()
    app.find("text", _("Label that stands out")).type("quoc phong")
    app.find("label", "Quốc phòng – an ninh")
    app.settle(0.3)
    app.key("Return")
    app.find("text", _("Notes in the chart")).type("Kinh tế=Dẫn đầu phong trào")
    app.screenshot(out("additions-form.png"))
    app.find("button", _("_Apply").replace("_", "")).click()


def check(view):
    """The chart tells all of it to who cannot see it."""
    told = wait(lambda: "Năm 2022" in view.description and view.description, "the year before is not told")
    for words in ("Bình quân", "Dẫn đầu phong trào", "2.665"):
        assert words in told or words.replace(".", "") in told, (words, told)


def overview(app):
    step("the overview's chart gets what is added")
    open_popover(app, re.compile("^Kỳ: "), "2023").click()
    app.key("Escape")
    view = app.find("image", FIELDS)
    wait(lambda: "1.511" in view.prop("Accessible", "Name"), "the period is not 2023")
    fill(app, app.find("panel", FIELDS))
    check(app.find("image", FIELDS))
    app.screenshot(out("additions-overview.png"))


def board(app, book):
    step("a board keeps it in the book, undo takes it away")
    before = book.cli("hash")
    app.find(None, "Bảng theo dõi").click()
    item = app.find("list item", FIELDS, timeout=20)
    fill(app, item)
    wait(lambda: book.cli("hash") != before, "the board is not in the book")
    check(app.find("list item", FIELDS).find("image", FIELDS))
    app.screenshot(out("additions-board.png"))
    app.key("ctrl+z")
    wait(lambda: book.cli("hash") == before, "the board is still in the book")


def main():
    book = Book("additions.kheo")

    def script(app):
        overview(app)
        board(app, book)

    run("additions", book, script)


main()
