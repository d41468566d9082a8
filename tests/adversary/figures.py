"""Sheets of figures: unit × indicator × period in the layouts that offices use."""

import random as rng
from dataclasses import dataclass, field

import containers
import letters
import models
import places
import values
import words
from grid import Sheet, letter_of
from values import DOUBTFUL, MUST, SURE

COUNT, MONEY, DECIMAL, PERCENT = "count", "money", "decimal", "percent"


@dataclass(frozen=True)
class Indicator:
    key: str
    kind: str
    measure: str
    names: tuple
    over: str = ""  # a heading above it, when it is a part


INDICATORS = [
    Indicator("supervisions", COUNT, "cuộc", ("Số cuộc giám sát", "Số cuộc giám sát (cuộc)")),
    Indicator("criticism", COUNT, "cuộc", ("Số hội nghị phản biện xã hội",)),
    Indicator("talks", COUNT, "cuộc", ("Số cuộc tuyên truyền", "Số cuộc tuyên truyền (cuộc)")),
    Indicator("attendances", COUNT, "lượt", ("Số lượt người tham gia",)),
    Indicator("fund", MONEY, "đồng", ("Vận động Quỹ “Vì người nghèo”",
                                      "Quỹ \"Vì người nghèo\"", "Quỹ Vì người nghèo")),
    Indicator("houses new", COUNT, "nhà", ("Xây mới",), "Nhà Đại đoàn kết"),
    Indicator("houses repaired", COUNT, "nhà", ("Sửa chữa",), "Nhà Đại đoàn kết"),
    Indicator("gifts", COUNT, "suất", ("Số suất quà Tết",)),
    Indicator("land", DECIMAL, "m²", ("Diện tích đất Nhân dân hiến", "Diện tích đất hiến (m²)")),
    Indicator("days", COUNT, "ngày công", ("Số ngày công đóng góp",)),
    Indicator("roads", DECIMAL, "km", ("Số km đường làm mới", "Chiều dài đường làm mới (km)")),
    Indicator("families", COUNT, "hộ", ("Số gia đình văn hóa", "Số hộ đạt gia đình văn hóa")),
    Indicator("petitions", COUNT, "đơn", ("Số đơn thư tiếp nhận", "Đơn thư tiếp nhận")),
    Indicator("settled", COUNT, "đơn", ("Số đơn thư đã giải quyết", "Đơn thư đã giải quyết")),
    Indicator("teams", COUNT, "tổ", ("Số tổ công nghệ số cộng đồng",)),
    Indicator("trees", COUNT, "cây", ("Số cây xanh trồng mới",)),
    Indicator("cameras", COUNT, "chiếc", ("Số camera an ninh lắp đặt", "Camera an ninh lắp đặt")),
    Indicator("share", PERCENT, "%", ("Tỷ lệ hộ dân tham gia (%)", "Tỷ lệ hộ tham gia BHYT (%)")),
]


@dataclass
class Figure:
    """One cell; @period canonical, @value in đồng, heads, or a number with decimals."""
    sheet: str
    row: int
    column: int
    unit: str
    indicator: str
    period: str
    value: object
    doubt: dict = field(default_factory=dict)


class Maker(models.Maker):
    def __init__(self, seed):
        super().__init__(seed)
        self.random = rng.Random(f"figures {seed}")
        self.traits = {self.container}
        self.style = models.Style(self.random, self.container, self.traits)
        self.style.misspelt = self.style.ditto = self.style.upper_names = False
        self.style.rough_counts = self.style.rough_counts and self.random.random() < 0.5
        if self.style.money_place in ("none", "block"):
            self.style.money_place = "heading"
        self.figures = []

    # -- Plan --

    def plan(self):
        random = self.random
        self.layout = random.choice(["units × indicators", "units × indicators", "indicators × units",
                                     "indicators × periods", "units × periods", "long",
                                     "units × indicators × periods"])
        if self.layout == "indicators × units" and not self.style.holds:
            self.layout = "units × indicators"
        self.traits.add(self.layout.replace(" ", ""))
        districts = random.sample([d for d in self.province.children if len(d.children) > 2],
                                  k=random.choice([1, 1, 2, 3]))
        self.districts = districts
        self.units = [u for d in districts for u in random.sample(d.children, min(
            len(d.children), random.choice([2, 4, 6])))]
        self.year = random.choice([2023, 2024, 2025])
        self.indicators = random.sample(INDICATORS, k=random.choice([1, 2, 3, 4, 6]))
        if any(i.over for i in self.indicators):
            self.indicators = [i for i in self.indicators if not i.over] + [
                i for i in INDICATORS if i.over]
        self.names = {i: self.name_of(i) for i in self.indicators}
        self.periods = self.pick_periods()

    def name_of(self, indicator):
        name = self.random.choice(indicator.names)
        if indicator.kind == MONEY:
            unit = self.random.choice(values.WORDINGS[self.style.money])
            name += f" ({unit})"
        return name

    def pick_periods(self):
        """(canonical, heading, title)"""
        year, random = self.year, self.random
        months = [(f"{year}-{m:02}", random_word(self, "month", [f"Tháng {m}", f"T{m}", f"Tháng {m:02}"],
                                                 m), f"THÁNG {m} NĂM {year}") for m in range(1, 13)]
        quarters = [(f"{year}-Q{q}", f"Quý {values.ROMAN[q - 1]}",
                     f"QUÝ {values.ROMAN[q - 1]} NĂM {year}") for q in range(1, 5)]
        years = [(str(y), f"Năm {y}", f"NĂM {y}") for y in range(year - 2, year + 1)]
        halves = [(f"{year}-H1", "6 tháng đầu năm", f"6 THÁNG ĐẦU NĂM {year}")]
        if "periods" in self.layout:
            return random.choice([months[: random.choice([3, 6, 12])], quarters, years])
        if self.layout == "long":
            return random.choice([quarters, months[:3], years])
        return [random.choice(quarters + years[-1:] * 3 + halves * 2 + months[:4])]

    def draw(self, indicator):
        """(cell value, number format, truth, doubt)"""
        random, style = self.random, self.style
        if random.random() < 0.08:
            text = random.choice(["-", "…", None, None, "–"])
            return text, "", None, SURE
        if random.random() < 0.06:
            return 0, "", 0, SURE
        if indicator.kind == COUNT:
            number = random.choice([random.randrange(1, 60), random.randrange(60, 999),
                                    random.randrange(1000, 40000)])
            value, want, doubt = style.count(number)
            if isinstance(value, str) and value.endswith(" người"):
                value = values.number_text(number, "vn")
            return value, "", want, doubt
        if indicator.kind == MONEY:
            amount = random.randrange(5, 9000) * 10**random.choice([5, 6])
            factor = values.FACTORS[style.money]
            if style.money_style == "number":
                number = amount // factor if amount % factor == 0 else amount / factor
                return number, random.choice(["", "#,##0.0"]), amount, SURE
            return values.decimal_text(amount, factor, style.money_style), "", amount, SURE
        if indicator.kind == PERCENT:
            share = random.randrange(3000, 10001)
            text = f"{share // 100}.{share % 100:02}"
            if style.money_style == "number":
                return share / 100, "", share / 100, SURE
            return text if style.money_style == "en" else text.replace(".", ","), "", share / 100, SURE
        tenths = random.randrange(5, 9999)
        if style.money_style == "number":
            return tenths / 10, "", tenths / 10, SURE
        return values.decimal_text(tenths, 10, style.money_style), "", tenths / 10, SURE

    def put(self, sheet, row, column, unit, indicator, period, doubt=SURE):
        value, form, want, own = self.draw(indicator)
        sheet.put(row, column, value, form=form)
        figure = Figure(sheet.name, row, column, unit.code, indicator.key, period, want)
        for name, how in (("unit", doubt), ("value", own)):
            if how != SURE:
                figure.doubt[name] = how
        if isinstance(value, str) and values.is_ambiguous(value) and indicator.kind != COUNT:
            figure.doubt["value"] = DOUBTFUL
        self.figures.append(figure)
        return want

    # -- Layouts --

    def title(self, sheet, width, what):
        random = self.random
        province = letters.tidy(self.province.name).upper()
        sheet.put(1, 1, random.choice([f"ỦY BAN MTTQ VIỆT NAM {province}", province]), bold=True)
        sheet.put(2, 1, random.choice(["BAN THƯỜNG TRỰC", "BAN DÂN VẬN"]), bold=True)
        sheet.put(4, 1, what, bold=True)
        if self.style.merges:
            sheet.merge(4, 1, 1, width)
        row = 5
        if random.random() < 0.4:
            sheet.put(row, 1, f"(Kèm theo Báo cáo số {random.randrange(9, 300)}-BC/BDV ngày "
                              f"20/12/{self.year})")
            row += 1
        return row + random.randrange(2)

    def head(self, sheet, row, paths):
        """Headings from the top; gives the first row below them."""
        depth = max(len(path) for path in paths)
        for column, path in enumerate(paths, 1):
            for level, text in enumerate(path):
                same = column > 1 and paths[column - 2][: level + 1] == path[: level + 1]
                if same and level < len(path) - 1:
                    continue
                sheet.put(row + level, column, self.style.sloppy(text), bold=True)
                if not self.style.merges:
                    continue
                if level == len(path) - 1:
                    sheet.merge(row + level, column, depth - level, 1)
                else:
                    width = 1
                    while column - 1 + width < len(paths) and (
                            paths[column - 1 + width][: level + 1] == path[: level + 1]):
                        width += 1
                    sheet.merge(row + level, column, 1, width)
        row += depth
        if self.style.code_row:
            for column in range(1, len(paths) + 1):
                sheet.put(row, column, "AB"[column - 1] if column < 3 else column - 2)
            row += 1
        return row

    def paths_of(self, indicators):
        return [((i.over, self.names[i]) if i.over else (self.names[i],)) for i in indicators]

    def unit_rows(self):
        """(level, unit, text, doubt): communes, below their districts when there are groups."""
        groups = self.choice_once("groups", [False, True, True]) and len(self.districts) > 1
        rows = []
        for district in self.districts:
            mine = [u for u in self.units if u.parent is district]
            if groups:
                text, doubt = self.style.unit_text(district, self.province.children)
                rows.append((0, district, text, doubt))
            for unit in mine:
                text, doubt = self.style.unit_text(unit, district.children if groups else (
                    self.scope_of(unit, {})))
                rows.append((1, unit, text, doubt))
        if groups:
            self.traits.add("groups")
        return rows

    def write_units(self, sheet, row, cells):
        """Rows of units; @cells(row, unit, doubt) writes a row and gives its sums by column."""
        number, mark = 0, 0
        totals = {}
        for level, unit, text, doubt in self.unit_rows():
            if level == 0:
                mark += 1
                sheet.put(row, 1, values.ROMAN[mark - 1], bold=True)
                sheet.put(row, 2, self.style.sloppy(text), bold=True)
                row += 1
                continue
            number += 1
            sheet.put(row, 1, number)
            sheet.put(row, 2, self.style.sloppy(text))
            for column, value in cells(row, unit, doubt).items():
                if value is not None:
                    totals[column] = totals.get(column, 0) + value
            row += 1
        if self.style.total and totals and self.style.money_style == "number" and (
                self.style.count_style == "number") and self.random.random() < 0.8:
            sheet.put(row, 2, self.random.choice(words.TOTALS), bold=True)
            for column, (value, factor) in ((c, v) for c, v in self.scaled(totals).items()):
                sheet.put(row, column, value // factor if value % factor == 0 else value / factor)
            row += 1
        return row

    def scaled(self, totals):
        factor = values.FACTORS[self.style.money]
        return {c: (v, factor if c in self.money_columns else 1) for c, v in totals.items()
                if c not in self.rate_columns}

    def by_units(self, sheet, columns, what):
        """@columns: (path, indicator, period)"""
        first = 3
        row = self.title(sheet, len(columns) + 2, what)
        self.money_columns = {first + i for i, c in enumerate(columns) if c[1].kind == MONEY}
        self.rate_columns = {first + i for i, c in enumerate(columns)
                             if c[1].kind in (PERCENT, DECIMAL)}
        heads = [(self.heading("number"),),
                 (self.choice_once("unit heading", ["Đơn vị", "Tên đơn vị", "Địa phương",
                                                    "Xã, phường, thị trấn"]),)]
        row = self.head(sheet, row, heads + [c[0] for c in columns])

        def cells(at, unit, doubt):
            return {first + i: self.put(sheet, at, first + i, unit, indicator, period, doubt)
                    for i, (_, indicator, period) in enumerate(columns)}

        return self.write_units(sheet, row, cells)

    def by_indicators(self, sheet, columns, what):
        """Indicators below each other; @columns: (heading, unit, period, doubt)"""
        measures = self.choice_once("measures", [True, False])
        heads = [(self.heading("number"),), (self.choice_once("indicator heading", [
            "Chỉ tiêu", "Nội dung", "Tên chỉ tiêu", "Chỉ tiêu, nội dung"]),)]
        if measures:
            heads.append((self.choice_once("measure", ["Đơn vị tính", "ĐVT"]),))
        row = self.title(sheet, len(heads) + len(columns), what)
        row = self.head(sheet, row, heads + [(c[0],) for c in columns])
        over, number = "", 0
        for indicator in self.indicators:
            if indicator.over and indicator.over != over:
                number += 1
                sheet.put(row, 1, number)
                sheet.put(row, 2, indicator.over)
                over = indicator.over
                row += 1
            if not indicator.over:
                number += 1
                sheet.put(row, 1, number)
            name = self.names[indicator]
            sheet.put(row, 2, f"- {name}" if indicator.over else self.style.sloppy(name))
            if measures:
                sheet.put(row, 3, self.random.choice(values.WORDINGS[self.style.money][:1])
                          if indicator.kind == MONEY else indicator.measure)
            for i, (_, unit, period, doubt) in enumerate(columns, len(heads) + 1):
                self.put(sheet, row, i, unit, indicator, period, doubt)
            row += 1
        return row

    def long_list(self, sheet):
        keys = ["unit", "indicator", "period", "value"]
        heading = {"unit": "Đơn vị", "indicator": "Chỉ tiêu", "period": "Kỳ báo cáo",
                   "value": self.random.choice(["Số liệu", "Giá trị", "Kết quả"])}
        self.random.shuffle(keys)
        row = self.title(sheet, 5, f"SỐ LIỆU BÁO CÁO NĂM {self.year}")
        row = self.head(sheet, row, [(self.heading("number"),)] + [(heading[k],) for k in keys])
        number = 0
        for unit in self.units:
            for indicator in self.indicators:
                period, label, _ = self.random.choice(self.periods)
                number += 1
                text, doubt = self.style.unit_text(unit, self.scope_of(unit, {}))
                said = label if str(self.year)[:2] in label else f"{label}/{self.year}"
                name = self.names[indicator]
                if indicator.over:
                    name = f"{indicator.over} {name.lower()}"
                texts = {"unit": text, "indicator": name, "period": said}
                sheet.put(row, 1, number)
                for column, key in enumerate(keys, 2):
                    if key == "value":
                        self.put(sheet, row, column, unit, indicator, period, doubt)
                    else:
                        sheet.put(row, column, texts[key])
                row += 1
        return row

    def make(self):
        random = self.random
        self.plan()
        self.place, self.years = "combined", [self.year]
        sheet = Sheet(random.choice(["Sheet1", "Biểu 1", "Số liệu", "PL2"]))
        period, _, said = self.periods[0]
        what = random.choice(["BIỂU TỔNG HỢP KẾT QUẢ CÔNG TÁC DÂN VẬN", "TỔNG HỢP SỐ LIỆU",
                              "KẾT QUẢ THỰC HIỆN CÔNG TÁC MẶT TRẬN"])
        if self.layout == "units × indicators":
            columns = [(path, i, period) for path, i in zip(self.paths_of(self.indicators),
                                                            self.indicators)]
            row = self.by_units(sheet, columns, f"{what} {said}")
        elif self.layout == "units × periods":
            self.indicators = [i for i in self.indicators if not i.over][:1] or [INDICATORS[0]]
            self.names = {i: self.name_of(i) for i in self.indicators}
            one = self.indicators[0]
            columns = [((label,), one, p) for p, label, _ in self.periods]
            year = "" if len(self.periods[0][0]) == 4 else f" NĂM {self.year}"
            row = self.by_units(sheet, columns, f"{self.names[one].upper()}{year}")
        elif self.layout == "units × indicators × periods":
            self.indicators = [i for i in self.indicators if not i.over][:3] or [INDICATORS[0]]
            self.names = {i: self.name_of(i) for i in self.indicators}
            columns = [((self.names[i], label), i, p) for i in self.indicators
                       for p, label, _ in self.periods]
            year = "" if len(self.periods[0][0]) == 4 else f" NĂM {self.year}"
            row = self.by_units(sheet, columns, f"{what}{year}")
        elif self.layout == "indicators × units":
            columns = []
            for unit in self.units[:8]:
                text, doubt = self.style.unit_text(unit, self.scope_of(unit, {}))
                columns.append((text, unit, period, doubt))
            row = self.by_indicators(sheet, columns, f"{what} {said}")
        elif self.layout == "indicators × periods":
            unit = self.units[0]
            columns = [(label, unit, p, SURE) for p, label, _ in self.periods]
            year = "" if len(self.periods[0][0]) == 4 else f" NĂM {self.year}"
            where = f"{letters.tidy(unit.name)}, {letters.tidy(unit.parent.name)}".upper()
            row = self.by_indicators(sheet, columns, f"{what} {where}{year}")
        else:
            row = self.long_list(sheet)
        self.write_below(sheet, row, max(4, sheet.n_columns))
        self.sheets = [sheet]
        self.encode()
        return self

    def truth(self):
        return {"seed": self.seed, "traits": sorted(self.traits), "container": self.container,
                "book": self.book,
                "figures": [{"sheet": f.sheet, "row": f.row, "column": letter_of(f.column),
                             "unit": f.unit, "indicator": f.indicator, "period": f.period,
                             "value": f.value, "doubt": f.doubt} for f in self.figures]}


def random_word(maker, name, options, index):
    """One wording for the whole sheet."""
    del index
    return options[maker.choice_once(f"wording {name}", list(range(len(options))))]


__all__ = ["Maker", "containers", "places", "MUST"]
