#!/usr/bin/python3
"""Every control of every page has a name for those who do not see it."""
import re

from common import Book, _, out, run, step, words

# What a person operates; a list or table itself is named by its rows.
CONTROLS = re.compile("^(button|toggle button|check box|radio button|text|entry|password text|spin button|slider|"
                      "combo box|switch|link|page tab|menu item|table row|list item)$")
CLASS = re.compile("^(Gtk|Adw|Kheo)[A-Z][A-Za-z]*$")


def says_nothing(node):
    said = [node.name] + [kid.name for kid in node.walk() if kid is not node and kid.role == "label"]
    if any(name and not CLASS.match(name) for name in said):
        return False
    above = node.parent  # the inside of a menu button or an entry has the name around it
    return not (above is not None and above.role in ("button", "combo box", "spin button") and above.name
                and not CLASS.match(above.name))


def nameless(app, place):
    """Controls on screen that say nothing of themselves, nor does a label within them."""
    return [f"{place}: {node!r} in {node.parent!r}"
            for node in app.find_all(CONTROLS, shown=False, pred=says_nothing) if node.shown]


def names(app, book):
    bad = []

    def look(place):
        app.settle(0.6)
        for what in nameless(app, place):
            step(what)
            bad.append(what)

    look("start")
    for name in ("Mô hình", "Chỉ tiêu", "Công việc", "Tệp đã nhập", "Lịch sử", "Tổng quan", "Bảng theo dõi",
                 "So sánh", "Lý lịch", "Số liệu"):
        step(name)
        app.find("page tab", name).click()
        look(name)
    step("a new record")
    app.key("ctrl+n")
    look("form")
    app.key("Escape")
    step("the desk of reforms")
    app.key("ctrl+r")
    look("reforms")
    for kind, menu in (("_Divide…", "_Begin with…"), ("_Found…", "_Add a change"), ("Abolish a _level…", "_Add a change")):
        step(kind)
        app.find("button", _(menu).replace("_", "")).click()
        app.settle(0.3)
        app.find("menu item", words.pgettext("act", kind).replace("_", "")).click()
        look(kind)
        app.key("Escape")
        app.settle(0.2)
    assert not bad, "controls without a name:\n" + "\n".join(bad)


def main():
    book = Book("names.kheo")
    run("names of controls", book, lambda app: names(app, book))


main()
