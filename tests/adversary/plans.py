"""Sheets of figures that say more than figures: plan, result and rate, cumulative columns, the same
time last year, periods over periods with the whole year beside its quarters, wholes and parts."""

import random as rng
from dataclasses import dataclass, field

import figures
import letters
import models
import values
from figures import COUNT, DECIMAL, INDICATORS, MONEY, Figure
from grid import Sheet, letter_of
from values import DOUBTFUL, SURE

RESULT, TARGET, RATE, COMPARISON, SUM = "result", "target", "rate", "comparison", "sum"
TAKEN = (RESULT, TARGET)

STOCKS = {"families", "teams"}  # of a day: a year is not the sum of its quarters

PARTS = {
    "attendances": [("of which", ["Nữ", "Người dân tộc thiểu số", "Người có đạo"])],
    "talks": [("divided", ["Trực tiếp", "Trực tuyến"]), ("of which", ["Có phóng sự", "Ban đêm"])],
    "fund": [("divided", ["Tiền mặt", "Hiện vật"])],
    "petitions": [("divided", ["Khiếu nại", "Tố cáo", "Kiến nghị, phản ánh"])],
    "days": [("of which", ["Đoàn viên thanh niên", "Hội viên phụ nữ"])],
    "land": [("divided", ["Đất ở", "Đất nông nghiệp"])],
}
WORDINGS = {
    "of which": ["Trong đó", "Trong đó:"],
    "divided": ["Chia ra", "Chia theo hình thức", "Chia theo loại", "Chia ra:"],
    "plan": ["Kế hoạch", "KH", "Kế hoạch giao", "Chỉ tiêu giao"],
    "plan of the year": ["Kế hoạch năm", "KH năm", "Kế hoạch năm {year}", "KH năm {year}"],
    "done": ["Thực hiện", "Kết quả thực hiện", "TH", "Kết quả"],
    "rate": ["Tỷ lệ (%)", "Tỷ lệ %", "% so với KH", "So với KH (%)", "% TH/KH", "Đạt tỷ lệ (%)",
             "Tỷ lệ hoàn thành (%)"],
    "in the period": ["Trong kỳ", "Trong kỳ báo cáo", "Kỳ này"],
    "so far": ["Lũy kế từ đầu năm", "Từ đầu năm", "Tính từ đầu năm", "Luỹ kế", "Lũy kế"],
    "before": ["Cùng kỳ năm trước", "Cùng kỳ", "Cùng kỳ năm {before}", "Cùng kỳ {before}"],
    "compared": ["So với cùng kỳ (%)", "So với cùng kỳ", "% so với cùng kỳ", "Tăng, giảm so cùng kỳ",
                 "So cùng kỳ năm trước (%)"],
    "year": ["Cả năm", "Cả năm", "Cộng cả năm", "Năm {year}"],
    "sum": ["Cộng", "Tổng cộng", "Tổng số"],
}


@dataclass
class Column:
    """@path: headings; @what: which number of a story stands in it."""
    path: tuple
    says: str
    what: str
    period: str
    indicator: object = None
    part: str = ""
    shares: bool = False  # written in per cent


@dataclass
class Defect:
    sheet: str
    row: int
    columns: set = field(default_factory=set)


class Maker(figures.Maker):
    """The units, indicators and habits of figures.Maker; layouts of its own."""

    def __init__(self, seed):
        super().__init__(seed)
        self.random = rng.Random(f"plans {seed}")
        self.traits = {self.container}
        self.style = models.Style(self.random, self.container, self.traits)
        self.style.misspelt = self.style.ditto = self.style.upper_names = False
        self.style.rough_counts = False
        if self.style.money_place in ("none", "block"):
            self.style.money_place = "heading"
        self.defects = []

    # -- What the sheet is --

    def plan(self):
        super().plan()
        random = self.random
        self.layout = random.choice(["block", "block", "block", "periods", "periods", "parts",
                                     "parts", "so far"])
        self.rows_are = random.choice(["units", "units", "indicators"])
        pool = [i for i in INDICATORS if i.kind in (COUNT, MONEY, DECIMAL) and not i.over]
        if self.layout == "parts":
            pool = [i for i in pool if i.key in PARTS]
        elif self.layout == "periods":
            pool = [i for i in pool if i.key not in STOCKS]
        self.indicators = random.sample(pool, k=random.choice(
            [1, 2, 3] if self.rows_are == "units" else [3, 4, 5]))
        self.names = {i: self.name_of(i) for i in self.indicators}
        self.faulty = random.random() < 0.35
        self.rate_style = random.choice(["number", "number", "text"])
        if self.style.money_style != "number":
            self.rate_style = random.choice(["text", "bare text"])
        self.traits |= {self.layout.replace(" ", "-"), f"rows-{self.rows_are}"}
        year = self.year
        self.span, self.said, self.first = random.choice(
            [(f"{year}-{m:02}", f"THÁNG {m} NĂM {year}", m == 1) for m in (1, 4, 5, 8, 11)]
            + [(f"{year}-Q{q}", f"QUÝ {values.ROMAN[q - 1]} NĂM {year}", q == 1)
               for q in (1, 2, 3, 4)] * 2
            + [(f"{year}-H1", f"6 THÁNG ĐẦU NĂM {year}", True)] * 3
            + [(str(year), f"NĂM {year}", True)] * 5)

    def word(self, name):
        text = self.choice_once(f"word {name}", WORDINGS[name])
        return text.format(year=self.year, before=self.year - 1)

    def whole_until(self):
        """The year from its first day to the end of the sheet's period."""
        span, year = self.span, self.year
        end = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6}.get(span[5:])
        end = end or (int(span[5:]) if len(span) == 7 else 12)
        last = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][end - 1]
        return {1: f"{year}-01", 3: f"{year}-Q1", 6: f"{year}-H1", 9: f"{year}-9M",
                12: str(year)}.get(end, f"{year}-01-01..{year}-{end:02}-{last}")

    # -- Columns of one indicator --

    def block(self):
        """Plan, result and what is told of them."""
        random, span = self.random, self.span
        whole_year = span == str(self.year)
        kinds = ["plan", "plan compared", "two years"]
        kinds += ["compared"] if whole_year else ["plan of the year", "so far", "compared"]
        kind = self.choice_once("block", kinds)
        self.traits.add(f"block-{kind.replace(' ', '-')}")
        plan = Column((self.word("plan"),), TARGET, "plan", span)
        done = Column((self.word("done"),), RESULT, "done", span)
        rate = Column((self.word("rate"),), RATE, "rate", span, shares=True)
        before = Column((self.word("before"),), COMPARISON, "before", span)
        compared = Column((self.word("compared"),), COMPARISON, "compared", span, shares=True)
        if kind == "plan":
            return [plan, done, rate]
        if kind == "plan compared":
            return [plan, done, rate, compared] if self.choice_once("flat", [0, 1]) else (
                [before, plan, done, rate, compared])
        if kind == "compared":
            done.path = (self.choice_once("word done or period", [
                self.word("done"), self.word("in the period")]),)
            return [done, before, compared]
        if kind == "plan of the year":
            plan.path, plan.period = (self.word("plan of the year"),), str(self.year)
            far = Column((self.word("so far"),), COMPARISON, "so far", span)
            rate.what = "rate so far"
            done.path = (self.choice_once("word done or period", [
                self.word("done"), self.word("in the period")]),)
            return [plan, done, far, rate]
        if kind == "so far":
            done.path = (self.word("in the period"),)
            return [done, Column((self.word("so far"),), COMPARISON, "so far", span)]
        return self.two_years()

    def two_years(self):
        year, columns = self.year, []
        deep = self.choice_once("deep", [True, False])
        for when, what in ((year - 1, "earlier "), (year, "")):
            for says, name in ((TARGET, "plan"), (RESULT, "done")):
                text = self.word(name)
                path = (f"Năm {when}", text) if deep else (f"{text} năm {when}",)
                columns.append(Column(path, says, what + name, str(when)))
        return columns

    def period_tree(self):
        """Quarters or months, in one row or below their years, the whole beside them."""
        year = self.year
        quarters = [(f"Q{q}", f"Quý {values.ROMAN[q - 1]}") for q in range(1, 5)]
        months = [(f"{m:02}", f"Tháng {m}") for m in range(1, self.choice_once(
            "months", [3, 6, 12]) + 1)]
        kind = self.choice_once("tree", ["quarters", "years", "plan", "months"])
        self.traits.add(f"tree-{kind}")
        whole = self.choice_once("whole", [True, True, False])
        word = self.word("year")
        if kind == "years":
            word = "Cả năm"
            return [Column((f"Năm {y}", text), RESULT, f"{y}-{code}", f"{y}-{code}")
                    if code else Column((f"Năm {y}", text), RESULT, f"{y}-year", str(y))
                    for y in (year - 1, year)
                    for code, text in quarters + ([("", word)] if whole else [])]
        if kind == "plan":
            return [Column((text, self.word(name)), says, f"{name} {code}", f"{year}-{code}")
                    for code, text in quarters
                    for says, name in ((TARGET, "plan"), (RESULT, "done"))]
        parts = quarters if kind == "quarters" else months
        columns = [Column((text,), RESULT, f"{year}-{code}", f"{year}-{code}")
                   for code, text in parts]
        if not whole:
            return columns
        if kind == "quarters" or len(months) == 12:
            end = [Column((word,), RESULT, f"{year}-year", str(year))]
        else:
            end = [Column((self.word("sum"),), SUM, f"{year}-sum", str(year))]
        return end + columns if self.choice_once("whole first", [True, False]) else columns + end

    def part_columns(self, indicator):
        """A whole and its parts; @path starts with the indicator's own name."""
        sort, parts = self.choice_once(f"parts {indicator.key}", PARTS[indicator.key])
        form = self.choice_once("parts form", ["under", "beside"])
        name, word = self.names[indicator], self.word(sort)
        top = Column((name, self.choice_once("whole word", ["Tổng số", "Tổng số", "Tổng"]))
                     if form == "under" else (name,), RESULT, "whole", self.span)
        columns = [top]
        for part in parts:
            path = (name, word, part) if form == "under" else (word, part)
            columns.append(Column(path, RESULT, part, self.span, part=part))
        return columns

    def columns_of(self, indicator):
        if self.layout == "block":
            columns = self.block()
        elif self.layout == "periods":
            columns = self.period_tree()
        elif self.layout == "parts":
            return self.part_columns(indicator)
        else:
            columns = [Column((self.word("so far"),), RESULT, "done", self.whole_until())]
        return columns

    # -- Numbers --

    def amount(self, indicator):
        random = self.random
        if indicator.kind == COUNT:
            return random.choice([random.randrange(2, 60), random.randrange(60, 999),
                                  random.randrange(1000, 40000)])
        if indicator.kind == MONEY:
            return random.randrange(5, 9000) * 10**6
        return random.randrange(5, 9999)

    def near(self, indicator, amount, low, high):
        step = 10**5 if indicator.kind == MONEY else 1
        return max(0, round(amount * self.random.uniform(low, high) / step)) * step

    def is_spoilt(self):
        return self.faulty and self.random.random() < 0.15

    def story(self, indicator, columns):
        """{what: amount or per cent}, and which of them contradict the others."""
        random = self.random
        if self.layout == "periods":
            return self.tell_periods(indicator, columns)
        if self.layout == "parts":
            return self.tell_parts(indicator)
        plan = self.amount(indicator)
        done = self.near(indicator, plan, 0.4, 1.3)
        far = done if self.first else done + self.near(indicator, plan, 0.1, 1)
        before = self.near(indicator, plan, 0.5, 1.5)
        told = {"plan": plan, "done": done, "so far": far, "before": before,
                "rate": round(done * 100 / plan, 1), "rate so far": round(far * 100 / plan, 1),
                "compared": round(done * 100 / before, 1) if before else None,
                "earlier plan": self.near(indicator, plan, 0.7, 1.1),
                "earlier done": self.near(indicator, plan, 0.5, 1.1)}
        wrong = set()
        for what in ("rate", "rate so far"):
            if self.is_spoilt() and any(c.what == what for c in columns):
                told[what] = round(told[what] + random.choice([7, 11, 23.4]), 1)
                wrong.add(what)
        return told, wrong

    def tell_periods(self, indicator, columns):
        told, wrong = {}, set()
        for column in columns:
            told[column.what] = self.amount(indicator)
        for column in columns:
            what, (year, _, rest) = column.what, column.what.partition("-")
            if rest not in ("year", "sum"):
                continue
            told[what] = sum(v for k, v in told.items()
                             if k.startswith(year) and k != what)
            if self.is_spoilt():
                told[what] += 10**6 if indicator.kind == MONEY else 3
                wrong.add(what)
        return told, wrong

    def tell_parts(self, indicator):
        random, wrong = self.random, set()
        sort, parts = self.choice_once(f"parts {indicator.key}", PARTS[indicator.key])
        told = {p: self.amount(indicator) for p in parts}
        if sort == "divided":
            told["whole"] = sum(told.values())
            if self.is_spoilt():
                told["whole"] += 10**6 if indicator.kind == MONEY else 2
                wrong.add("whole")
            return told, wrong
        whole = self.amount(indicator)
        told = {p: self.near(indicator, whole, 0.1, 0.9) for p in parts}
        told["whole"] = whole
        if self.is_spoilt():
            part = random.choice(parts)
            told[part] = whole + (10**6 if indicator.kind == MONEY else 5)
            wrong.add(part)
        return told, wrong

    # -- Cells --

    def write_amount(self, indicator, amount):
        """(cell value, number format, value, doubt)"""
        style, random = self.style, self.random
        if indicator.kind == COUNT:
            if amount == 0:
                return 0, "", 0, SURE  # a number, not "nothing was said"
            value, want, doubt = style.count(amount)
            if isinstance(value, str) and value.endswith(" người"):
                value = values.number_text(amount, "vn")
            return value, "", want, doubt
        factor = values.FACTORS[style.money] if indicator.kind == MONEY else 10
        want = amount if indicator.kind == MONEY else amount / 10
        if style.money_style == "number":
            number = amount // factor if amount % factor == 0 else amount / factor
            return number, random.choice(["", "#,##0.0"]), want, SURE
        text = values.decimal_text(amount, factor, style.money_style)
        return text, "", want, DOUBTFUL if values.is_ambiguous(text) else SURE

    def write_share(self, share):
        if share is None:
            return None, ""
        if self.rate_style == "number":
            return (share / 100, "0.0%") if self.choice_once("fractions", [0, 0, 1]) else (share, "")
        text = str(share) if self.style.money_style == "en" else str(share).replace(".", ",")
        return (f"{text}%" if self.rate_style == "text" else text), ""

    def put_row(self, sheet, row, unit, cells, doubt=SURE):
        """@cells: (column number, Column, indicator); gives the amounts by column number."""
        stories, amounts, spoilt = {}, {}, {}
        for _, column, indicator in cells:
            if indicator.key not in stories:
                stories[indicator.key] = self.story(indicator, [c for _, c, i in cells
                                                                if i is indicator])
        for number, column, indicator in cells:
            told, wrong = stories[indicator.key]
            if column.shares:
                value, form = self.write_share(told[column.what])
                sheet.put(row, number, value, form=form)
            else:
                value, form, want, own = self.write_amount(indicator, told[column.what])
                sheet.put(row, number, value, form=form)
                if column.says in TAKEN:
                    amounts[number] = want
                    self.take(sheet, row, number, unit, indicator, column, want, doubt, own)
            if column.what in wrong:
                spoilt[number] = column
        if spoilt:
            self.defects.append(Defect(sheet.name, row, {letter_of(n) for n in spoilt}))
        return amounts

    def take(self, sheet, row, number, unit, indicator, column, want, doubt, own):
        key = indicator.key + (f"/{column.part}" if column.part else "")
        figure = Figure(sheet.name, row, number, unit.code, key, column.period, want)
        figure.measure = column.says
        for name, how in (("unit", doubt), ("value", own)):
            if how != SURE:
                figure.doubt[name] = how
        self.figures.append(figure)

    # -- Sheets --

    def write_by_units(self, sheet, what):
        columns = []
        for indicator in self.indicators:
            for column in self.columns_of(indicator):
                if self.layout != "parts" and len(self.indicators) > 1:
                    column.path = (self.names[indicator],) + column.path
                columns.append((len(columns) + 3, column, indicator))
        row = self.title(sheet, len(columns) + 2, what)
        self.money_columns = {n for n, _, i in columns if i.kind == MONEY}
        self.rate_columns = {n for n, c, i in columns if c.says not in TAKEN or i.kind == DECIMAL}
        heads = [(self.heading("number"),), (self.choice_once("unit heading", [
            "Đơn vị", "Tên đơn vị", "Địa phương", "Xã, phường, thị trấn"]),)]
        row = self.head(sheet, row, heads + [c.path for _, c, _ in columns])
        return self.write_units(sheet, row, lambda at, unit, doubt: self.put_row(
            sheet, at, unit, columns, doubt))

    def write_by_indicators(self, sheet, what):
        unit = self.units[0]
        where = f"{letters.tidy(unit.name)}, {letters.tidy(unit.parent.name)}".upper()
        measures = self.choice_once("measures", [True, False])
        heads = [(self.heading("number"),), (self.choice_once("indicator heading", [
            "Chỉ tiêu", "Nội dung", "Tên chỉ tiêu"]),)]
        if measures:
            heads.append((self.choice_once("measure", ["Đơn vị tính", "ĐVT"]),))
        columns = self.columns_of(self.indicators[0]) if self.layout != "parts" else [
            Column((self.choice_once("value heading", ["Số liệu", "Kết quả", "Số lượng"]),), RESULT,
                   "whole", self.span)]
        row = self.title(sheet, len(heads) + len(columns), f"{what} {where}")
        row = self.head(sheet, row, heads + [c.path for c in columns])
        for number, indicator in enumerate(self.indicators, 1):
            sheet.put(row, 1, number)
            row = self.write_indicator(sheet, row, unit, indicator, columns, len(heads), measures)
        return row

    def write_indicator(self, sheet, row, unit, indicator, columns, n_heads, measures):
        def label(text):
            sheet.put(row, 2, text)
            if measures:
                sheet.put(row, 3, values.WORDINGS[self.style.money][0] if indicator.kind == MONEY
                          else indicator.measure)

        label(self.style.sloppy(self.names[indicator]))
        if self.layout != "parts":
            self.put_row(sheet, row, unit, [(n, c, indicator) for n, c in enumerate(
                columns, n_heads + 1)])
            return row + 1
        sort, parts = self.choice_once(f"parts {indicator.key}", PARTS[indicator.key])
        told, wrong = self.tell_parts(indicator)
        spoilt, form = Defect(sheet.name, row), self.choice_once("part rows", ["alone", "first"])
        for i, part in enumerate(["whole"] + parts):
            if part != "whole":
                row += 1
                if i == 1 and form == "alone":
                    sheet.put(row, 2, self.word(sort))
                    row += 1
                before = f"{self.word(sort).rstrip(':')}: " if i == 1 and form == "first" else ""
                label(f"- {before}{part}")
            value, shape, want, own = self.write_amount(indicator, told[part])
            sheet.put(row, n_heads + 1, value, form=shape)
            column = Column((), RESULT, part, self.span, part="" if part == "whole" else part)
            self.take(sheet, row, n_heads + 1, unit, indicator, column, want, SURE, own)
            if part in wrong:
                spoilt.row = row
                spoilt.columns = {letter_of(n_heads + 1)}
        if spoilt.columns:
            self.defects.append(spoilt)
        return row + 1

    def make(self):
        self.plan()
        self.place, self.years = "combined", [self.year]
        if self.layout == "parts":
            self.indicators = self.indicators[:2 if self.rows_are == "units" else 3]
        sheet = Sheet(self.random.choice(["Sheet1", "Biểu 1", "Số liệu", "PL2"]))
        what = self.random.choice(["TỔNG HỢP KẾT QUẢ CÔNG TÁC DÂN VẬN", "KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
                                   "BIỂU TỔNG HỢP SỐ LIỆU"])
        said = f"NĂM {self.year}" if self.layout == "periods" else self.said
        if self.rows_are == "units" and len(self.indicators) == 1 and self.layout != "parts":
            what = self.names[self.indicators[0]].upper()
        what = f"{what} {said}"
        if self.rows_are == "units":
            row = self.write_by_units(sheet, what)
        else:
            row = self.write_by_indicators(sheet, what)
        self.write_below(sheet, row, max(4, sheet.n_columns))
        self.sheets = [sheet]
        self.encode()
        return self

    def truth(self):
        told = super().truth()
        for figure, made in zip(told["figures"], self.figures):
            figure["measure"] = made.measure
        told["defects"] = [{"sheet": d.sheet, "row": d.row, "columns": sorted(d.columns)}
                           for d in self.defects]
        return told


__all__ = ["Maker"]
