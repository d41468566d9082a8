#!/usr/bin/python3
"""Units change as a person does it: one commune is dragged onto another with the mouse, the slider
shows the tree of before, the desk takes the merger back; then a conversion table is dropped on the
window, looked at and carried out."""
import json
import re

from common import Book, _, drop, out, run, step, wait, words

TABLE = out("Bảng chuyển đổi huyện An Khê.csv")

ROWS = """Đơn vị hành chính từ ngày 01/7/2025;;;Đơn vị hành chính trước ngày 01/7/2025;;;;
Tỉnh, thành phố;Tên Xã mới;Mã Xã mới;Tên Xã cũ;Mã Xã cũ;Ghi chú;Quận/huyện;Tỉnh cũ
Tỉnh Sông Vân (99);Xã An Thịnh;99061;Xã An Lạc;99064;Nhập toàn bộ;Huyện An Khê (992);Tỉnh Sông Vân (99)
Tỉnh Sông Vân (99);Xã An Thịnh;99061;Xã An Thịnh;99061;Nhập toàn bộ;Huyện An Khê (992);Tỉnh Sông Vân (99)
"""


def row(app, name, **more):
    return app.find("list item", re.compile("^" + re.escape(name) + ", "), **more)


def reforms(book):
    return json.loads(book.cli("reform", "--list", "--json"))


def reform(app, book):
    before, own = book.cli("hash"), reforms(book)
    step("the district is opened by keyboard")
    row(app, "Huyện An Khê").click()
    app.key("Right")
    lac, thinh = row(app, "Xã An Lạc"), row(app, "Xã An Thịnh")

    step("one commune is dragged onto another")
    x, y, w, h = lac.screen_rect()
    tx, ty, tw, th = thinh.screen_rect()
    app.x.drag(x + 90, y + h // 2, tx + 90, ty + th // 2)
    app.find(re.compile("radio button|check box"), _("“%s” is merged into “%s”") % ("Xã An Lạc", "Xã An Thịnh"), timeout=10)
    app.screenshot(out("u1-drop.png"))
    app.find("button", _("_Carry it out").replace("_", "")).click()
    wait(lambda: len(reforms(book)) == len(own) + 1, "the merger was not carried out")
    wait(lambda: not app.find_all("list item", re.compile("^Xã An Lạc, ")), "the ended unit is still shown")

    step("the map before shows it again")
    app.find("button", _("The map before this one")).click()
    row(app, "Xã An Lạc", timeout=10)
    app.screenshot(out("u2-before.png"))
    app.find("button", words.pgettext("day", "Today")).click()
    wait(lambda: not app.find_all("list item", re.compile("^Xã An Lạc, ")), "the tree of today did not come back")

    step("the desk takes the merger back")
    app.key("ctrl+r")
    app.find("button", re.compile("^" + re.escape(_("Take back the reform “%s”").split("%")[0]))).click()
    app.settle(0.5)
    app.screenshot(out("u3-take-back.png"))
    app.find("button", _("_Take back").replace("_", ""), timeout=10).click()
    wait(lambda: reforms(book) == own, "the merger was not taken back")
    assert book.cli("hash") == before, "the book is not what it was"

    step("a conversion table is dropped: it leads to the desk")
    drop(app, TABLE)
    app.find("button", re.compile("^" + re.escape(_("Changes (%s)").split("%")[0])), timeout=20)
    app.settle(0.5)
    app.screenshot(out("u4-table.png"))
    assert book.cli("hash") == before, "looking at the table has written something"
    app.find("button", _("_Carry it out").replace("_", "")).click()
    wait(lambda: len(reforms(book)) == len(own) + 1, "the table was not carried out")
    app.find("button", re.compile("^" + re.escape(_("Old and new units (%s)").split("%")[0])), timeout=10)
    app.settle(0.5)
    app.screenshot(out("u5-done.png"))


def main():
    with open(TABLE, "w", encoding="utf-8") as f:
        f.write(ROWS)
    book = Book("reform.kheo")
    run("units reformed", book, lambda app: reform(app, book))


main()
