#!/usr/bin/python3
"""Rows that cannot be taken, as a person does it: they are written to a spreadsheet where the file
chooser says, corrected there, and dropped again; of models and of figures."""
import os
import re
import zipfile

from common import _, Book, drop, out, run, step, wait

MODELS = out("mô hình.csv")
FIGURES = out("số liệu.csv")

MODEL_ROWS = """STT;Tên mô hình;Đơn vị thực hiện;Xã, phường, thị trấn;Huyện, thành phố;Lĩnh vực;Loại hình;Năm
1;Khéo vận động hiến đất;Hội Nông dân;Xã Ngọc Chiến;Huyện Mường Lạn;Kinh tế;Tập thể;2024
2;Tiếng kẻng an ninh bản Lướt;Hội Nông dân;Xã Ngọc Chiến;Huyện Mường Lạn;Kinh tế;Tập thể;năm ngoái
3;Thắp sáng đường quê;Hội Phụ nữ;Xã Ngọc Chiến Hạ;Huyện Mường Lạn;Kinh tế;Tập thể;2024
"""
FIGURE_ROWS = """BIỂU TỔNG HỢP SỐ LIỆU NĂM 2025;;;;
STT;Xã, phường, thị trấn;Huyện, thành phố;Nhà Đại đoàn kết xây mới (nhà);Nhà Đại đoàn kết sửa chữa (nhà)
1;Xã Ngọc Chiến;Huyện Mường Lạn;5;3
2;Xã Đứa Mòn Hạ;Huyện Mường Lạn;6;2
3;Xã Mường Cai;Huyện Mường Lạn;nhiều;1
"""


def correct(path, written, meant):
    """What a person does in the spreadsheet: other texts in some cells."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    strings = parts["xl/sharedStrings.xml"].decode()
    for old, new in zip(written, meant):
        assert f">{old}<" in strings, f"“{old}” does not stand in {path}"
        strings = strings.replace(f">{old}<", f">{new}<")
    parts["xl/sharedStrings.xml"] = strings.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


def save_rejects(app, path):
    """By the file chooser: the name it proposes is typed over."""
    if os.path.exists(path):
        os.remove(path)
    app.find("button", _("Write the rows not taken to a _spreadsheet…").replace("_", "")).click()
    app.find("button", re.compile("^(Lưu|Save)$"))  # the chooser has come
    app.settle(0.5)
    app.key("ctrl+a")
    app.type(path)
    app.key("Return")
    wait(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "the spreadsheet was not written")
    app.find("button", re.compile("^Ghi [0-9]"))


def take(app, label, condition):
    app.find("button", re.compile(label), timeout=20).click()
    wait(condition, "not all of it arrived")
    app.find("list", _("Units"))


def rejects(app, book):
    models, figures = book.total(), book.figures()

    step("two of three models cannot be taken and are written to a spreadsheet")
    drop(app, MODELS)
    app.find("button", re.compile("^Ghi 1 mô hình mới"), timeout=20)
    save_rejects(app, out("sửa mô hình.xlsx"))
    app.screenshot(out("j1-written.png"))
    take(app, "^Ghi 1 mô hình mới", lambda: book.total() == models + 1)

    step("corrected there and dropped again they are taken")
    correct(out("sửa mô hình.xlsx"), ("năm ngoái", "Xã Ngọc Chiến Hạ"), ("2023", "Xã Ngọc Chiến"))
    drop(app, out("sửa mô hình.xlsx"))
    app.find("button", re.compile("^Ghi 2 mô hình mới"), timeout=20)
    app.screenshot(out("j2-again.png"))
    take(app, "^Ghi 2 mô hình mới", lambda: book.total() == models + 3)

    step("the same with figures")
    drop(app, FIGURES)
    app.find("button", re.compile("^Ghi 3 số liệu mới"), timeout=20)
    app.screenshot(out("j3-figures.png"))
    save_rejects(app, out("sửa số liệu.xlsx"))
    take(app, "^Ghi 3 số liệu mới", lambda: book.figures() == figures + 3)
    correct(out("sửa số liệu.xlsx"), ("nhiều", "Xã Đứa Mòn Hạ"), ("7", "Xã Đứa Mòn"))
    drop(app, out("sửa số liệu.xlsx"))
    app.find("button", re.compile("^Ghi 3 số liệu mới"), timeout=20)
    app.screenshot(out("j4-figures-again.png"))
    take(app, "^Ghi 3 số liệu mới", lambda: book.figures() == figures + 6)


def main():
    for path, rows in ((MODELS, MODEL_ROWS), (FIGURES, FIGURE_ROWS)):
        with open(path, "w", encoding="utf-8") as f:
            f.write(rows)
    book = Book("rejects.kheo")
    run("rows not taken", book, lambda app: rejects(app, book))


main()
