#!/usr/bin/python3
"""The review as a person does it: drop a folder, mend a cell by mouse, write the file, then write
the rest of the queue, all of the same form, by one click."""
import gettext
import os
import re
import shutil
import subprocess
import sys
import time

from driver import App, NotFound, sh

OUT = os.environ["E2E_OUT"]
CLI = os.environ["KHEO_CLI"]
BOOK = os.path.join(OUT, "review.kheo")
FOLDER = os.path.join(OUT, "Huyện Mường Lạn gửi")
HERE = os.path.dirname(os.path.abspath(__file__))

words = gettext.translation("kheo", os.environ["KHEO_LOCALE_DIR"], languages=["vi"], fallback=False)
_ = words.gettext

HEAD = "STT;Tên mô hình;Đơn vị thực hiện;Xã, phường, thị trấn;Huyện, thành phố;Lĩnh vực;Loại hình;Năm\n"
PLACE = "Xã Ngọc Chiến;Huyện Mường Lạn;Kinh tế;Tập thể"


def cli(*args):
    done = subprocess.run([CLI, "--book", BOOK, *args], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def total():
    import json
    return json.loads(cli("total", "models", "--json"))["total"]


def step(text):
    print("#", text, flush=True)


def wait(condition, text, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(text)
        time.sleep(0.05)


def write_files():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(os.path.join(FOLDER, "các xã"))
    with open(os.path.join(FOLDER, "1.csv"), "w", encoding="utf-8") as f:
        f.write(HEAD + f"1;Khéo vận động hiến đất;Hội Nông dân;{PLACE};năm ngoái\n"
                f"2;Tiếng kẻng an ninh bản Lướt;Hội Nông dân;{PLACE};2024\n")
    for i in (2, 3):
        with open(os.path.join(FOLDER, "các xã", f"{i}.csv"), "w", encoding="utf-8") as f:
            f.write(HEAD + f"1;Mô hình của tệp {i};Hội Phụ nữ;{PLACE};2024\n")


def drop(app, target):
    """Drags FOLDER out of another program's window onto @target."""
    source = subprocess.Popen([sys.executable, os.path.join(HERE, "dragsource.py"), FOLDER],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ids = []
        wait(lambda: ids.extend(sh("xdotool", "search", "--onlyvisible", "--name", "^dragsource$",
                                   check=False).split()) or ids, "the other program did not appear")
        sh("xdotool", "windowmove", ids[-1], "1100", "560")
        sh("xdotool", "windowraise", ids[-1])
        time.sleep(0.5)
        x, y, w, h = app.x.geometry(int(ids[-1]))
        tx, ty, tw, th = target.screen_rect()
        app.x.drag(x + w // 2, y + h // 2, tx + tw // 2, ty + min(th // 2, 300))
        time.sleep(0.3)
    finally:
        source.terminate()


def main():
    write_files()
    for left in (BOOK, BOOK + "-wal", BOOK + "-shm"):
        if os.path.exists(left):
            os.remove(left)
    subprocess.run([CLI, "--book", BOOK, "new", "--sample"], check=True)

    app = App([os.environ["KHEO"], BOOK], log=os.path.join(OUT, "review.log"))
    try:
        before = total()
        step("a folder is dropped from another program")
        drop(app, app.find("list", _("Units"), timeout=20))
        app.find("label", re.compile(re.escape(_("%s of %s files understood") % ("3", "3"))), timeout=20)
        app.find("button", re.compile("^Ghi 1 mô hình mới"), timeout=20)
        app.screenshot(os.path.join(OUT, "r1-queue.png"))

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
        app.screenshot(os.path.join(OUT, "r2-refused.png"))
        app.key("Escape")
        app.x.click(*cell, count=2)
        app.key("ctrl+a")
        app.type("2024")
        app.key("Return")
        write = app.find("button", re.compile("^Ghi 2 mô hình mới"), timeout=10)
        app.screenshot(os.path.join(OUT, "r3-mended.png"))

        step("it is written, and its form is known now")
        write.click()
        wait(lambda: total() == before + 2, "the first file did not arrive")
        ready = app.find("button", words.ngettext("Write the file that is ready", "Write the %s files that are ready",
                                              2) % "2", timeout=10)
        app.screenshot(os.path.join(OUT, "r4-ready.png"))

        step("one click writes the rest")
        ready.click()
        wait(lambda: total() == before + 4, "the other files did not arrive")
        app.find("list", _("Units"), timeout=10)
        app.screenshot(os.path.join(OUT, "r5-written.png"))
    except (AssertionError, NotFound):
        app.screenshot(os.path.join(OUT, "r-failed.png"))
        print(app.output())
        raise
    finally:
        app.p.terminate()
        app.p.wait(10)
    print("1..1\nok 1 the review")


main()
