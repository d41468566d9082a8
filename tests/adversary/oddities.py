"""Rarer habits, drawn from a stream of their own so that a seed's other draws stay as they are."""

import datetime
import random as rng

import letters
from grid import Sheet, letter_of
from values import DOUBTFUL, SURE

BLOCK_LINES = ["(Có đến ngày 31/12 năm {y})", "Ngày nhận báo cáo: trước ngày 01 tháng 02 theo dấu bưu điện",
               "(Từ ngày 01 tháng 01 đến ngày 31/12 năm {y})", "Kỳ báo cáo: năm {y}"]


class Oddities:
    def __init__(self, seed, style, container, traits):
        self.random = rng.Random(f"odd {seed}")
        self.traits = traits
        r = self.random.random
        # An Excel that thinks it is American: months first, or half of the days turned into dates.
        self.days = self.random.choices(["", "month first", "half turned"], [80, 9, 5])[0]
        if style.plain and self.days == "half turned":
            self.days = ""
        self.beside = r() < 0.5
        self.starred = r() < 0.08  # required columns are marked
        self.hinted = r() < 0.06  # "Ngày đăng ký (dd/mm/yyyy)"
        self.from_zero = r() < 0.05  # column numbers 0, 1, 2 …
        self.composite = r() < 0.06  # "24-Tỉnh Bắc Giang"
        self.block_line = r() < 0.12
        for name in ("starred", "hinted", "composite", "block_line"):
            if getattr(self, name):
                traits.add("odd-" + name.replace("_", "-"))

    # -- Days --

    def settle_days(self, records):
        """Months first need a column that proves it: some days that could be no month."""
        proofs = sum(record.date.day > 12 for record in records)
        turned = sum(record.date.day <= 12 and record.date.day != record.date.month
                     for record in records)
        if self.days == "month first" and proofs < 3:
            self.days = ""
        if self.days == "half turned" and (proofs < 3 or turned < 3):
            self.days = ""
        if self.days:
            self.traits.add("days-" + self.days.replace(" ", "-"))
            self.padded = self.random.random() < 0.5

    def day(self, date, drawn):
        """What stands in the cell instead of @drawn: (value, form, truth, doubt)."""
        if self.days == "month first":
            text = (f"{date.month:02}/{date.day:02}/{date.year}" if self.padded
                    else f"{date.month}/{date.day}/{date.year}")
            return text, "", date.isoformat(), SURE
        if self.days == "half turned":
            if date.day <= 12:
                wrong = datetime.date(date.year, date.day, date.month)
                return wrong, "m/d/yyyy", date.isoformat(), SURE if wrong == date else DOUBTFUL
            return f"{date.day:02}/{date.month:02}/{date.year}", "", date.isoformat(), SURE
        return drawn

    # -- Words --

    def heading(self, key, text):
        if self.hinted and key == "registered_on" and self.days != "month first":
            return text + self.random.choice([" (dd/mm/yyyy)", "\n(dd/mm/yyyy)"])
        if self.starred and key in ("name", "commune", "unit", "owner", "year"):
            return text + self.random.choice([" *", "*", " (*)"])
        return text

    @staticmethod
    def place(unit):
        """A code before the name, both in one cell."""
        return f"{unit.code}-{letters.tidy(unit.name)}"

    def line(self, year):
        return self.random.choice(BLOCK_LINES).format(y=year) if self.block_line else None


def write_beside(table_of, sheet, row, gap):
    """Writes tables beside each other: @table_of makes each on a sheet of its own, which is copied.

    @table_of is a list of (title, function (sheet, row) → (next row, truths))."""
    column, last, all_truths = 0, row, []
    for title, write in table_of:
        part = Sheet(sheet.name)
        part.put(row, 1, title, bold=True)
        end, truths = write(part, row + 1)
        for (at, place), cell in part.cells.items():
            sheet.cells[at, place + column] = cell
        sheet.merges += [(at, place + column, rows, columns)
                         for at, place, rows, columns in part.merges]
        for truth in truths:
            truth.columns = {key: moved(letter, column) for key, letter in truth.columns.items()}
        all_truths += truths
        column += part.n_columns + gap
        last = max(last, end)
    return last, all_truths


def moved(letter, by):
    number = 0
    for c in letter:
        number = number * 26 + ord(c) - 64
    return letter_of(number + by)
