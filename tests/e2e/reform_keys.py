#!/usr/bin/python3
"""The desk of reforms by keys alone: a merger is begun, filled in, looked at and carried out with its
decision, one of the matters it leaves is decided, and the whole is taken back.  After each step the
focus stands where the work goes on."""
import json
import re

from common import Book, _, out, run, step, wait, words


def label(text):
    """The button's @text without its mnemonic."""
    return _(text).replace("_", "")


def key_of(text):
    """The letter that Alt reaches @text by."""
    return _(text).partition("_")[2][0].lower()


def focused(app):
    return next((n for n in app.snapshot() if "focused" in n.states and n.role != "frame"), None)


def tab_to(app, name, most=25):
    """Tab until the focus stands on @name, a text or a pattern; gives how many times it took."""
    for times in range(most):
        now = focused(app)
        if now is not None and (name.search(now.name) if hasattr(name, "search") else name == now.name):
            return times
        app.key("Tab")
    raise AssertionError(f"{name!r} is not reached by Tab; the focus is on {focused(app)}")


def is_on(app, role, name):
    now = focused(app)
    return now is not None and now.role == role and name in now.name


def choose_unit(app, field, typed, chosen):
    """Types into the chooser @field what is typed and takes the first suggestion."""
    tab_to(app, field)
    app.type(typed)
    app.find("list item", re.compile(re.escape(chosen)), timeout=10)
    app.key("Down", "Return")
    app.find("text", text=chosen, timeout=10)


def reforms(book):
    return json.loads(book.cli("reform", "--list", "--json"))


def open_matters(book):
    newest = max(reforms(book), key=lambda reform: reform["id"])
    return newest["open_tasks"]


def merge(app):
    step("the desk is opened by its key: the focus is in it")
    app.key("ctrl+r")
    wait(lambda: is_on(app, "list item", _("From a conversion table")), "the focus is not on the desk")
    assert tab_to(app, label("_Begin with…")) <= 2
    app.key("Return")
    wait(lambda: is_on(app, "menu item", words.pgettext("act", "_Merge…").replace("_", "")), "the menu of acts is not open")
    app.key("Return")
    choose_unit(app, _("Units that are merged"), "An Lạc", "Xã An Lạc")
    choose_unit(app, _("Into"), "An Thịnh", "Xã An Thịnh")
    app.screenshot(out("k1-act.png"))
    tab_to(app, label("_Add"))
    app.key("Return")
    app.find("button", _("Changes (%s)") % "1", timeout=10)


def fill_in(app):
    step("title, day, decision; what it touches is looked at")
    for field, text in ((label("_Name of the reform"), "Nhập xã An Lạc"),
                        (_("Day it takes effect"), "1/7/2024"),
                        (label("_Number of the decision"), "12/NQ-HĐND"),
                        (_("Day of the decision"), "15/6/2024"),
                        (label("Issued _by"), "Hội đồng nhân dân tỉnh Sông Vân")):
        tab_to(app, field)
        app.key("ctrl+a")
        app.type(text)
    app.find("text", _("Day it takes effect"), text="01/07/2024")
    tab_to(app, re.compile("^" + re.escape(_("What it touches").split("%")[0].strip())))
    app.key("space")
    # Of the three targets of the commune that ends, that of 2024 is open on the day.
    told = _("%s units end, %s begin, %s go on changed. At the units that end stand %s models, %s "
             "figures and %s targets still open.") % ("1", "0", "0", "45", "12", "1")
    app.find("label", told, timeout=10)
    app.screenshot(out("k2-impact.png"))


def in_matters(app):
    now = focused(app)
    around = now.ancestor("list") if now is not None else None
    return around is not None and around.name == _("What is still to be decided")


def keys(app, book):
    before, own = book.cli("hash"), reforms(book)
    merge(app)
    fill_in(app)
    app.find("button", label("_Carry it out"), state="sensitive", timeout=10)
    app.key("alt+" + key_of("_Carry it out"))
    wait(lambda: len(reforms(book)) == len(own) + 1, "the merger was not carried out")

    step("the focus is on what is to be decided")
    wait(lambda: in_matters(app), "the focus is lost")
    app.screenshot(out("k3-done.png"))

    step("one matter is decided; the focus stays with it")
    left = open_matters(book)
    for tries in range(10):
        if focused(app).role == "check box":
            break
        app.key("Tab")
    app.key("space")
    wait(lambda: open_matters(book) == left - 1, "the matter is not decided")
    wait(lambda: in_matters(app), "the focus is lost by deciding")
    app.screenshot(out("k4-decided.png"))

    step("the whole is taken back")
    app.key("alt+" + key_of("_Take it back…"))
    app.find("button", label("_Take back"), timeout=10)
    app.key("alt+" + key_of("_Take back"))
    wait(lambda: reforms(book) == own, "the merger was not taken back")
    wait(lambda: is_on(app, "button", label("_Begin with…")), "the focus is not on the desk")
    assert book.cli("hash") == before, "the book is not what it was"
    app.screenshot(out("k5-back.png"))


def main():
    book = Book("reform-keys.kheo")
    run("reform by keys", book, lambda app: keys(app, book))


main()
