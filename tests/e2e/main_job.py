#!/usr/bin/python3
"""The main job as a person does it: open the sample book, drop a spreadsheet from another program,
review it, write it, see it in tree, list and overview, export the chart, take it all back."""
import gettext
import os
import re
import subprocess
import sys
import time

from driver import App, NotFound, sh

OUT = os.environ["E2E_OUT"]
CLI = os.environ["KHEO_CLI"]
BOOK = os.path.join(OUT, "sample.kheo")
SHEET = os.path.join(OUT, "Danh sách mô hình xã Ngọc Chiến.csv")
HERE = os.path.dirname(os.path.abspath(__file__))

words = gettext.translation("kheo", os.environ["KHEO_LOCALE_DIR"], languages=["vi"], fallback=False)
_ = words.gettext

ROWS = """TỈNH ỦY SÔNG VÂN;;;;;;
BAN DÂN VẬN;;;;;;

DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024;;;;;;
STT;Tên mô hình;Xã, phường, thị trấn;Huyện, thành phố;Lĩnh vực;Tập thể/cá nhân;Ngày đăng ký
1;Khéo vận động hiến đất mở đường bản Lướt;Xã Ngọc Chiến;Huyện Mường Lạn;Kinh tế;Tập thể;15/01/2024
2;Chung tay thắp sáng đường quê;Xã Ngọc Chiến;Huyện Mường Lạn;Văn hóa - xã hội;Tập thể;20/02/2024
3;Tiếng kẻng an ninh bản Đông Xuông;Xã Ngọc Chiến;Huyện Mường Lạn;QP-AN;Tập thể;05/03/2024
;Tổng cộng;3 mô hình;;;;
"""


def cli(*args):
    done = subprocess.run([CLI, "--book", BOOK, *args], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def total():
    import json
    return json.loads(cli("total", "models", "--json"))["total"]


def step(text):
    print("#", text, flush=True)


def wait(condition, text, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(text)
        time.sleep(0.05)


def drop(app, target):
    """Drags SHEET out of another program's window onto @target."""
    source = subprocess.Popen([sys.executable, os.path.join(HERE, "dragsource.py"), SHEET],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ids = []
        wait(lambda: ids.extend(sh("xdotool", "search", "--onlyvisible", "--name", "^dragsource$", check=False).split()) or ids,
             "the other program did not appear")
        sh("xdotool", "windowmove", ids[-1], "1100", "560")
        sh("xdotool", "windowraise", ids[-1])
        time.sleep(0.5)
        x, y, w, h = app.x.geometry(int(ids[-1]))
        tx, ty, tw, th = target.screen_rect()
        app.x.drag(x + w // 2, y + h // 2, tx + tw // 2, ty + min(th // 2, 300))
        time.sleep(0.3)
    finally:
        source.terminate()


def choose_period(app, name):
    app.find("button", re.compile("^Kỳ: ")).click()
    app.find("button", name).click()
    app.key("Escape")  # a year stays open for its quarters
    app.settle(0.3)


def main():
    with open(SHEET, "w", encoding="utf-8") as f:
        f.write(ROWS)
    for left in (BOOK, BOOK + "-wal", BOOK + "-shm"):
        if os.path.exists(left):
            os.remove(left)
    subprocess.run([CLI, "--book", BOOK, "new", "--sample"], check=True)
    before = cli("hash")

    app = App([os.environ["KHEO"], BOOK], log=os.path.join(OUT, "app.log"))
    try:
        step("the tree shows the sample")
        app.find("list item", re.compile("^Huyện Mường Lạn, "), timeout=20)
        app.screenshot(os.path.join(OUT, "1-start.png"))

        step("the overview of 2022 says the numbers of the press")
        choose_period(app, "2022")
        for number in ("2.665", "1.921", "744", "1.032", "815", "440", "378"):
            app.find("button", re.compile(f": {re.escape(number)}$"), timeout=10)
        choose_period(app, "Mọi năm")
        app.find("button", re.compile(": 4[.]176$"), timeout=10)

        step("a spreadsheet is dropped from another program")
        drop(app, app.find("list", _("Units")))
        write = app.find("button", re.compile("^Ghi .*3 "), timeout=20)
        app.settle(0.5)
        app.screenshot(os.path.join(OUT, "2-review.png"))
        assert total() == 4176, "nothing may be written before the click"

        step("one click writes it")
        write.click()
        wait(lambda: total() == 4179, "the three models did not arrive")
        app.settle(1)
        app.screenshot(os.path.join(OUT, "3-written.png"))

        step("the tree counts them")
        app.find("list item", re.compile("^Tỉnh Sông Vân, 4[.]179 "), timeout=10)

        step("the list finds one without tone marks")
        app.key("ctrl+k")
        app.type("tieng keng an ninh ban dong xuong")
        app.key("Return")
        app.settle(1)
        app.find(None, re.compile("Tiếng kẻng an ninh bản Đông Xuông"), timeout=10)
        app.screenshot(os.path.join(OUT, "4-found.png"))

        step("Ctrl+Z takes it all back")
        app.key("Escape")
        app.key("ctrl+z")
        wait(lambda: total() == 4176, "undo did not take the models back")
        assert cli("hash") == before, "after undo the book is not what it was"
        app.settle(1)
        app.screenshot(os.path.join(OUT, "5-undone.png"))
    except (AssertionError, NotFound):
        app.screenshot(os.path.join(OUT, "failed.png"))
        print(app.output())
        raise
    finally:
        app.p.terminate()
        app.p.wait(10)
    print("1..1\nok 1 the main job")


main()
