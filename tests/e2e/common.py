"""What the scripts share: the book they work on, its command line, the files dropped on the window."""
import gettext
import json
import os
import re
import subprocess
import sys
import time

from driver import App, NotFound, sh

OUT = os.environ["E2E_OUT"]
CLI = os.environ["KHEO_CLI"]
HERE = os.path.dirname(os.path.abspath(__file__))

words = gettext.translation("kheo", os.environ["KHEO_LOCALE_DIR"], languages=["vi"], fallback=False)
_ = words.gettext


def out(name):
    return os.path.join(OUT, name)


def step(text):
    print("#", text, flush=True)


def wait(condition, text, seconds=15):
    """Until @condition gives something, which is returned."""
    end = time.monotonic() + seconds
    while True:
        given = condition()
        if given:
            return given
        if time.monotonic() > end:
            raise AssertionError(text)
        time.sleep(0.05)


class Book:
    """The sample made anew, and what the command line says of it."""

    def __init__(self, name):
        self.path = out(name)
        for left in (self.path, self.path + "-wal", self.path + "-shm"):
            if os.path.exists(left):
                os.remove(left)
        subprocess.run([CLI, "--book", self.path, "new", "--sample"], check=True)

    def cli(self, *args):
        done = subprocess.run([CLI, "--book", self.path, *args], stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout.strip()

    def total(self):
        return json.loads(self.cli("total", "models", "--json"))["total"]

    def figures(self):
        return len(json.loads(self.cli("list", "figures", "--json")))


def start(book, log):
    """The program with @book open, its tree shown."""
    app = App([os.environ["KHEO"], book.path], log=out(log))
    app.find("list", _("Units"), timeout=20)
    return app


def run(title, book, script, number=None):
    """Runs @script (app) and says in TAP how it went, with a picture of where it did not.  @number: as
    one of several whose count was said."""
    app = start(book, title.replace(" ", "-") + ".log")
    try:
        script(app)
    except (AssertionError, NotFound):
        app.screenshot(out(title.replace(" ", "-") + "-failed.png"))
        print(app.output())
        raise
    finally:
        app.p.terminate()
        app.p.wait(10)
    if number is None:
        print("1..1")
    print(f"ok {number or 1} {title}")


def drop(app, *paths, onto=None):
    """Drags @paths out of another program's window onto the window's tree, or onto what is named."""
    target = onto or app.find("list", _("Units"))
    source = subprocess.Popen([sys.executable, os.path.join(HERE, "dragsource.py"), *paths],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        window = wait(lambda: sh("xdotool", "search", "--onlyvisible", "--name", "^dragsource$", check=False).split(),
                      "the other program did not appear")[-1]
        sh("xdotool", "windowmove", window, "1100", "560")
        sh("xdotool", "windowraise", window)
        time.sleep(0.5)
        x, y, w, h = app.x.geometry(int(window))
        tx, ty, tw, th = target.screen_rect()
        app.x.drag(x + w // 2, y + h // 2, tx + tw // 2, ty + min(th // 2, 300))
        time.sleep(0.3)
    finally:
        source.terminate()


def open_page(app, name, inside):
    """Clicks the tab @name until @inside is there; which is returned."""
    for left in (3, 2, 1, 0):
        app.find(re.compile("tab|radio|toggle"), name).click()
        try:
            return app.find("button", inside, timeout=5)
        except NotFound:
            if left == 0:
                raise


def open_popover(app, button, inside):
    """Clicks @button until its popover is open, told by what is @inside; which is returned.  A click
    that comes while the window is still being raised opens and closes it again."""
    for left in (3, 2, 1, 0):
        app.find("button", button).click()
        try:
            return app.find("button", inside, timeout=5)
        except NotFound:
            if left == 0:
                raise


def choose_period(app, name, label):
    """Chooses the toggle @name of the button of periods, which then says @label."""
    open_popover(app, re.compile("^Kỳ: "), name).click()
    app.find("button", "Kỳ: " + label)
    while app.find_all("button", name):  # a year leaves it open for its parts
        app.key("Escape")
        app.settle(0.2)


def save(app, kept):
    """Clicks "Save" until @kept () gives something, which is returned; as with open_page() a click may come
    while something else still takes it."""
    for left in (2, 1, 0):
        app.find("button", _("_Save").replace("_", "")).click()
        try:
            return wait(kept, "it is not kept", 15 if left == 0 else 5)
        except AssertionError:
            if left == 0:
                raise
