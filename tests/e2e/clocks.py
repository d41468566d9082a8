#!/usr/bin/python3
"""Every number of the tree, of the indicators and of the tasks is what the command line says, in the
three clocks: of the sample, whose communes were merged in 2025, and after one more merger."""
import json
import re
from decimal import ROUND_HALF_UP, Decimal

from common import Book, _, choose_period, out, run, step, wait

DAY = "2024-12-31"
UNITS = {"today": ("Huyện An Khê", "Xã Long Liên"), "as-reported": ("Huyện An Khê",), DAY: ("Xã Kim Liên",)}

# After the merger of two communes of Bản Sen, today and on its eve.
UNITS_AFTER = {"today": ("Huyện Bản Sen",), DAY: ("Huyện Bản Sen",)}

TABLE = out("Nhập xã Bản Lướt.csv")

ROWS = """Đơn vị hành chính từ ngày 01/10/2024;;;Đơn vị hành chính trước ngày 01/10/2024;;;;
Tỉnh, thành phố;Tên Xã mới;Mã Xã mới;Tên Xã cũ;Mã Xã cũ;Ghi chú;Quận/huyện;Tỉnh cũ
Tỉnh Sông Vân (99);Xã Chiềng Hoa;99100;Xã Bản Lướt;99097;Nhập toàn bộ;Huyện Bản Sen (993);Tỉnh Sông Vân (99)
Tỉnh Sông Vân (99);Xã Chiềng Hoa;99100;Xã Chiềng Hoa;99100;Nhập toàn bộ;Huyện Bản Sen (993);Tỉnh Sông Vân (99)
"""


def grouped(number):
    return f"{number:,}".replace(",", ".")


def decimal(value, places):
    value = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{value:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.rstrip("0").rstrip(",") if "," in text else text


def money(value):
    """As the window shortens đồng."""
    for size, places, word in ((10**9, 2, "tỷ"), (10**6, 1, "triệu")):
        if abs(value) >= size:
            return f"{decimal(Decimal(value) / size, places)} {word}"
    return grouped(value)


def cells_of(total):
    """The cells of an indicator's row: value, target, reached, reported."""
    def amount(value):
        if value is None:
            return ""
        return money(value) if total["indicator"]["unit_of_measure"] == "đồng" else grouped(value)

    reached = decimal(total["percent"], 1) + "%" if total["target"] and total["total"] is not None else ""
    reported = f"{grouped(total['expected'] - total['missing'])}/{grouped(total['expected'])}" \
        if total["expected"] else grouped(total["units"]) if total["units"] else ""
    return amount(total["total"]), amount(total["target"]), reached, reported


class AskedBook(Book):
    """A book that is asked for each number once."""

    def __init__(self, name):
        super().__init__(name)
        self.known = {}

    def total_of(self, indicator, unit, clock, year):
        key = indicator, unit, clock, year
        if key not in self.known:
            self.known[key] = ask(self, "total", indicator, "--period", str(year), *unit_args(unit),
                                  *clock_args(clock))
        return self.known[key]


def ask(book, *args):
    return json.loads(book.cli(*args, "--json"))


def clock_args(clock):
    return ["--clock", "on:" + DAY, "--as-of", DAY] if clock == DAY else ["--clock", clock]


def unit_args(unit):
    return ["--unit", unit] if unit is not None else []


def choose_clock(app, clock):
    app.find("button", re.compile("^" + re.escape(_("Map: %s").split("%")[0]))).click()
    if clock == DAY:
        app.find("text", _("Day of the map")).click()
        app.key("ctrl+a")
        app.type("31/12/2024")
        app.key("Return")
    else:
        label = _("As _reported") if clock == "as-reported" else _("The map of _today")
        app.find("check box", re.compile("_?".join(map(re.escape, label.replace("_", ""))))).click()
    if app.find_all("text", _("Day of the map")):
        app.key("Escape")
    told = {DAY: _("Map: %s") % "31/12/2024", "today": _("Map: today")}.get(clock, _("Map: as reported"))
    app.find("button", told, timeout=10)


def pick_unit(app, unit):
    """Clicks @unit in the tree; its district stays open."""
    name = _("Whole book") if unit is None else unit
    app.find("list item", re.compile("^" + re.escape(name) + ", ")).click()
    app.settle(0.2)


def rows(app):
    """The cells that say something, row by row, without the heading."""
    return [[label.name for label in row.find_all("label") if label.name]
            for row in app.find_all("table row")][1:]


def same(told, wanted, where):
    """Waits until the window tells what the command line does."""
    try:
        wait(lambda: told() == wanted, where)
    except AssertionError:
        raise AssertionError(f"{where}: the window says {told()}, the command line {wanted}") from None
    return len(wanted)


def indicators(app, book, clock, unit, year):
    """The rows of the page of indicators that have a number, section by section."""
    wanted = []
    for indicator in ask(book, "list", "indicators"):
        now, before = (book.total_of(indicator["code"], unit, clock, of) for of in (year, year - 1))
        value, target, reached, reported = cells_of(now)
        if value or target:
            wanted.append([text for text in (indicator["name"], indicator["unit_of_measure"], value, target,
                                             reached, reported, cells_of(before)[0]) if text])
    return same(lambda: sorted(row for row in rows(app) if len(row) > 3), sorted(wanted),
                f"indicators, {clock}, {unit}, {year}")


def tasks(app, book, clock, unit):
    wanted = [task["name"] for task in ask(book, "list", "tasks", *unit_args(unit), *clock_args(clock))]
    return same(lambda: sorted(row[0] for row in rows(app)), sorted(wanted), f"tasks, {clock}, {unit}")


def tree(app, book, clock):
    """The counts of the districts that are in view."""
    total = ask(book, "total", "models", "--by", "child", *clock_args(clock))
    counts = {row["key"]["child"]["name"]: row["value"] for row in total["rows"]}

    def told():
        items = (re.match(r"(.+), ([\d.]+) ", item.name) for item in app.find_all("list item"))
        return {item[1]: int(item[2].replace(".", "")) for item in items if item and item[1] in counts}

    wait(lambda: len(told()) > 1, "no districts in view")
    return same(told, {name: counts[name] for name in told()}, f"tree, {clock}")


def compare(app, book, asked):
    n = 0
    for clock, units in asked.items():
        choose_clock(app, clock)
        choose_period(app, "Mọi năm", "mọi năm")
        pick_unit(app, None)
        n += tree(app, book, clock)
        for unit in units:
            pick_unit(app, unit)
            app.key("alt+4")
            n += tasks(app, book, clock, unit)
            app.key("alt+3")
            choose_period(app, "2024", "năm 2024")
            n += indicators(app, book, clock, unit, 2024)
            choose_period(app, "Mọi năm", "mọi năm")
        step(f"{clock}: {n} rows agree so far")


def compare_all(app, book, asked):
    for district in ("Huyện Bản Sen", "Huyện An Khê"):
        app.find("list item", re.compile(f"^{district}, ")).click()
        app.key("Right")
    compare(app, book, asked)


def main():
    with open(TABLE, "w", encoding="utf-8") as f:
        f.write(ROWS)
    book = AskedBook("clocks.kheo")
    print("1..2")
    run("clocks", book, lambda app: compare_all(app, book, UNITS), number=1)
    book.known.clear()
    book.cli("reform", TABLE, "--date", "2024-10-01")
    run("clocks after a merger", book, lambda app: compare_all(app, book, UNITS_AFTER), number=2)


main()
