#!/usr/bin/python3
"""The review as a person does it: drop a folder, mend a cell by mouse, write the file, then write
the rest of the queue, all of the same form, by one click."""
import os
import re
import shutil

from common import Book, _, drop, out, run, step, wait, words

FOLDER = out("Huyện Mường Lạn gửi")

HEAD = "STT;Tên mô hình;Đơn vị thực hiện;Xã, phường, thị trấn;Huyện, thành phố;Lĩnh vực;Loại hình;Năm\n"
PLACE = "Xã Ngọc Chiến;Huyện Mường Lạn;Kinh tế;Tập thể"


def write_files():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(os.path.join(FOLDER, "các xã"))
    with open(os.path.join(FOLDER, "1.csv"), "w", encoding="utf-8") as f:
        f.write(HEAD + f"1;Khéo vận động hiến đất;Hội Nông dân;{PLACE};năm ngoái\n"
                f"2;Tiếng kẻng an ninh bản Lướt;Hội Nông dân;{PLACE};2024\n")
    for i in (2, 3):
        with open(os.path.join(FOLDER, "các xã", f"{i}.csv"), "w", encoding="utf-8") as f:
            f.write(HEAD + f"1;Mô hình của tệp {i};Hội Phụ nữ;{PLACE};2024\n")


def review(app, book):
    before = book.total()
    step("a folder is dropped from another program")
    drop(app, FOLDER)
    app.find("label", re.compile(re.escape(_("%s of %s files understood") % ("3", "3"))), timeout=20)
    app.find("button", re.compile("^Ghi 1 mô hình mới"), timeout=20)
    app.screenshot(out("r1-queue.png"))

    step("F8 goes to the cell that cannot be read")
    app.key("F8")
    picture = app.find("image", re.compile("^H2: năm ngoái"), timeout=10)

    step("it is mended in its place by mouse: what is wrong is told by the entry")
    x, y, w, h = picture.screen_rect()
    cell = (x + w - 40, y + 84)  # the last column of the second row, below the two of headings
    app.x.click(*cell, count=2)
    app.type("chưa rõ")
    app.key("Return")
    app.settle(0.5)
    app.screenshot(out("r2-refused.png"))
    app.key("Escape")
    app.x.click(*cell, count=2)
    app.key("ctrl+a")
    app.type("2024")
    app.key("Return")
    write = app.find("button", re.compile("^Ghi 2 mô hình mới"), timeout=10)
    app.screenshot(out("r3-mended.png"))

    step("it is written, and its form is known now")
    write.click()
    wait(lambda: book.total() == before + 2, "the first file did not arrive")
    ready = app.find("button", words.ngettext("Write the file that is ready", "Write the %s files that are ready",
                                          2) % "2", timeout=10)
    app.screenshot(out("r4-ready.png"))

    step("one click writes the rest")
    ready.click()
    wait(lambda: book.total() == before + 4, "the other files did not arrive")
    app.find("list", _("Units"), timeout=10)
    app.screenshot(out("r5-written.png"))


def main():
    write_files()
    book = Book("review.kheo")
    run("the review", book, lambda app: review(app, book))


main()
