#!/usr/bin/python3
"""Every control of every page has a name for those who do not see it."""
import re

from common import Book, _, out, run, step, words

# The tabs, in the words of the translation.
PAGES = [_("Models"), words.pgettext("page", "Indicators"), words.pgettext("page", "Tasks"), _("Files taken in"),
         _("History"), _("Overview")]
VIEWS = [words.pgettext("view", name) for name in ("Board", "Compare", "Life", "Numbers")]
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


def charts(app):
    """Every chart says its sentence by name and its table by description, every number what it is."""
    for view in (words.pgettext("view", "Numbers"), words.pgettext("view", "Board")):
        step(f"charts and numbers of {view}")
        app.find("page tab", view).click()
        app.settle(0.6)
        shown = [image for image in app.find_all("image", re.compile("“Dân vận khéo”"))]
        assert len(shown) >= 3, shown
        for image in shown:
            assert re.search(r"\d", image.name), image.name
            assert image.description.startswith(image.name), image.description
            assert image.description.count("\t") >= 2 and image.description.count("\n") >= 3, image.description
    cards = app.find_all("list item", pred=lambda node: node.parent.name == "KheoBoardGrid")
    assert len(cards) >= 10, cards
    for card in cards:
        assert card.name and not CLASS.match(card.name), card
    tiles = [card.find("button") for card in cards if not card.find_all("image", re.compile("khéo"))]
    assert len(tiles) == 7 and all(re.search(r": [\d.]+", tile.name) for tile in tiles), tiles


def windows(app, look):
    """What the board opens: each window, then closed."""
    for button in ("A_dd", "_Own charts", "_Print"):
        name = _(button).replace("_", "")
        step(name)
        app.find("button", name).click()
        app.settle(1)
        look(name)
        app.key("Escape")
        app.settle(0.3)


def names(app, book):
    bad = []

    def look(place):
        app.settle(0.6)
        for what in nameless(app, place):
            step(what)
            bad.append(what)

    look("start")
    for name in PAGES + VIEWS:
        step(name)
        app.find("page tab", name).click()
        look(name)
    charts(app)
    windows(app, look)
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
