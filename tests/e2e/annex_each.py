#!/usr/bin/python3
"""An annex for each unit below, by mouse: of a total opened from the menu, and of two years compared."""
import re

from annex_window import close, count_pages, pages, plain, save
from common import Book, _, out, run, step, wait, words


def each_unit(app):
    step("a total of the province: an annex for each district, in one file")
    app.find("page tab", "Tổng quan").click()
    app.find("list item", re.compile("^Tỉnh Sông Vân")).click()
    app.settle(0.5)
    app.find("button", _("Main menu")).click()
    app.settle(0.4)
    app.find("menu item", plain(_("_Annexes")), timeout=5).click()
    app.settle(0.5)
    app.find("menu item", _("Summary of models by unit"), timeout=5).click()
    count_pages(app)
    path = out("cac-huyen.pdf")
    save(app, "All in one PDF…", path, each=_("For each unit below"))
    wait(lambda: pages(path) >= 10, "the annexes of the districts are not there", 60)
    app.settle(0.5)
    app.screenshot(out("ax10-each.png"))
    close(app)


def compare(app):
    step("two years compared, printed for each district")
    app.find(re.compile("tab|radio|toggle"), words.pgettext("view", "Compare")).click()
    app.find("button", _("_Print…").replace("_", ""), timeout=10).click()
    count_pages(app)
    app.settle(0.5)
    app.screenshot(out("ax11-compared.png"))
    path = out("so-sanh.pdf")
    save(app, "All in one PDF…", path, each=_("For each unit below"))
    wait(lambda: pages(path) >= 10, "the comparisons of the districts are not there", 60)


def main():
    def script(app):
        each_unit(app)
        compare(app)

    run("annex each", Book("annex-each.kheo"), script)


if __name__ == "__main__":
    main()
