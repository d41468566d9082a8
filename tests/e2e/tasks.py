#!/usr/bin/python3
"""An office's list of tasks, dropped on the window by mouse, lands among the tasks of the unit that
is named in each row; then it is taken back."""
import json
import re

from common import Book, _, drop, out, run, step, wait

SHEET = out("Nhiệm vụ giao sau hội nghị giao ban.csv")

ROWS = """BAN TUYÊN GIÁO VÀ DÂN VẬN;;;;;;
BẢNG THEO DÕI NHIỆM VỤ GIAO SAU HỘI NGHỊ GIAO BAN QUÝ III/2026;;;;;;

STT;Nội dung nhiệm vụ;Đơn vị;Cơ quan chủ trì;Ngày giao;Hạn hoàn thành;Tình trạng
1;Rà soát các hộ chưa đồng thuận hiến đất;Xã Ngọc Chiến;Ủy ban MTTQ xã;05/10/2026;30/11/2026;Đang thực hiện
2;Báo cáo kết quả đối thoại với thanh niên;Xã Ngọc Chiến;Đoàn xã;05/10/2026;15/12/2026;Chưa thực hiện
"""


def tasks(book):
    return json.loads(book.cli("list", "tasks", "--json"))


def dropped(app, book):
    before = book.cli("hash")
    n = len(tasks(book))
    step("the list is dropped: it is understood as tasks")
    drop(app, SHEET)
    write = app.find("button", re.compile("^Ghi .*2 "), timeout=20)
    app.settle(0.5)
    app.screenshot(out("k1-review.png"))
    assert book.cli("hash") == before, "looking at the list has written something"

    step("one click writes it")
    write.click()
    wait(lambda: len(tasks(book)) == n + 2, "the two tasks did not arrive")
    new = [t for t in tasks(book) if t["name"].startswith(("Rà soát các hộ", "Báo cáo kết quả đối thoại"))]
    assert [t["unit"]["name"] for t in new] == ["Xã Ngọc Chiến"] * 2, new
    assert sorted(t["due_on"] for t in new) == ["2026-11-30", "2026-12-15"], new

    step("the page of work shows them")
    app.key("Escape")
    app.find("page tab", "Công việc").click()
    app.find(None, re.compile("^Rà soát các hộ chưa đồng thuận"), timeout=10)
    app.screenshot(out("k2-work.png"))

    step("it is taken back")
    app.key("ctrl+z")
    wait(lambda: len(tasks(book)) == n, "undo did not take the tasks back")
    assert book.cli("hash") == before, "after undo the book is not what it was"


def main():
    with open(SHEET, "w", encoding="utf-8") as f:
        f.write(ROWS)
    book = Book("tasks.kheo")
    run("tasks dropped", book, lambda app: dropped(app, book))


main()
