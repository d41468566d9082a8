#!/usr/bin/python3
"""The main job as a person does it: open the sample book, drop a spreadsheet from another program,
review it, write it, see it in tree, list and overview, export the chart, take it all back."""
import re

from common import _, Book, choose_period, drop, out, run, step, wait

SHEET = out("Danh sách mô hình xã Ngọc Chiến.csv")

ROWS = """TỈNH ỦY SÔNG VÂN;;;;;;
BAN DÂN VẬN;;;;;;

DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024;;;;;;
STT;Tên mô hình;Xã, phường, thị trấn;Huyện, thành phố;Lĩnh vực;Tập thể/cá nhân;Ngày đăng ký
1;Khéo vận động hiến đất mở đường bản Lướt;Xã Ngọc Chiến;Huyện Mường Lạn;Kinh tế;Tập thể;15/01/2024
2;Chung tay thắp sáng đường quê;Xã Ngọc Chiến;Huyện Mường Lạn;Văn hóa - xã hội;Tập thể;20/02/2024
3;Tiếng kẻng an ninh bản Đông Xuông;Xã Ngọc Chiến;Huyện Mường Lạn;QP-AN;Tập thể;05/03/2024
;Tổng cộng;3 mô hình;;;;
"""


def job(app, book, before):
    step("the tree shows the sample")
    app.find("list item", re.compile("^Huyện Mường Lạn, "), timeout=20)
    app.screenshot(out("1-start.png"))

    step("the overview of 2022 says the numbers of the press")
    choose_period(app, "2022", "năm 2022")
    for number in ("2.665", "1.921", "744", "1.032", "815", "440", "378"):
        app.find("button", re.compile(f": {re.escape(number)}$"), timeout=10)
    choose_period(app, "Mọi năm", "mọi năm")
    app.find("button", re.compile(": 4[.]176$"), timeout=10)

    step("a spreadsheet is dropped from another program")
    drop(app, SHEET)
    write = app.find("button", re.compile("^Ghi .*3 "), timeout=20)
    app.settle(0.5)
    app.screenshot(out("2-review.png"))
    assert book.total() == 4176, "nothing may be written before the click"

    step("one click writes it")
    write.click()
    wait(lambda: book.total() == 4179, "the three models did not arrive")
    app.settle(1)
    app.screenshot(out("3-written.png"))

    step("the tree counts them")
    app.find("list item", re.compile("^Tỉnh Sông Vân, 4[.]179 "), timeout=10)

    step("the list finds one without tone marks")
    app.key("ctrl+k")
    app.type("tieng keng an ninh ban dong xuong")
    app.key("Return")
    app.settle(1)
    app.find(None, re.compile("Tiếng kẻng an ninh bản Đông Xuông"), timeout=10)
    app.screenshot(out("4-found.png"))

    step("Ctrl+Z takes it all back")
    app.key("Escape")
    app.key("ctrl+z")
    wait(lambda: book.total() == 4176, "undo did not take the models back")
    assert book.cli("hash") == before, "after undo the book is not what it was"
    app.settle(1)
    app.screenshot(out("5-undone.png"))


def main():
    with open(SHEET, "w", encoding="utf-8") as f:
        f.write(ROWS)
    book = Book("sample.kheo")
    before = book.cli("hash")
    run("main job", book, lambda app: job(app, book, before))


main()
