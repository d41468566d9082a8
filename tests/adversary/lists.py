"""Lists of units: a seed → a sheet as an office keeps one, and the tree it speaks of."""

import random as rng

import containers
import letters
import models
import places
import values
from grid import Sheet

SURE, DOUBTFUL = values.SURE, values.DOUBTFUL

LEVELS = ("province", "district", "commune")
HEADINGS = {
    "number": ["STT", "TT", "Số TT", "Stt"],
    "province": ["Tỉnh", "Tỉnh, thành phố", "Tên tỉnh", "Tỉnh/TP"],
    "province_code": ["Mã tỉnh", "Mã TP"],
    "district": ["Quận, huyện", "Tên huyện", "Huyện, thị xã, thành phố", "Quận Huyện"],
    "district_code": ["Mã huyện", "Mã QH", "Mã quận huyện"],
    "name": ["Tên xã, phường, thị trấn", "Tên đơn vị hành chính", "Phường Xã", "Tên đơn vị",
             "Xã, phường, thị trấn", "Đơn vị hành chính", "TÊN ĐƠN VỊ"],
    "code": ["Mã xã", "Mã ĐVHC", "Mã đơn vị hành chính", "Mã số", "Mã đơn vị", "Mã"],
    "type": ["Cấp", "Loại", "Loại hình", "Loại đơn vị hành chính"],
    "parent": ["Trực thuộc", "Đơn vị cấp trên", "Thuộc"],
    "old": ["Tên cũ", "Tên gọi cũ", "Tên trước đây"],
    "people": ["Dân số (người)", "Dân số"],
    "area": ["Diện tích (km2)", "Diện tích tự nhiên (km²)"],
    "villages": ["Số thôn, bản", "Số thôn, tổ dân phố"],
    "note": ["Ghi chú", "Ghi chú (nếu có)"],
}
TYPE_SLIPS = {"Xã": ["Xả", "Xá"], "Phường": ["Phường.", "Phuờng", "Phừơng"],
              "Thị trấn": ["Thị trân", "Thi trấn", "TT"], "Huyện": ["Huỵên", "Huyên"],
              "Thị xã": ["Thị xả", "TX"], "Thành phố": ["Thành phô", "TP"], "Quận": ["Quân"],
              "Tỉnh": ["Tinh"]}
LAYOUTS = ["columns", "columns", "groups", "groups", "levels with parents", "levels in order",
           "type beside", "one district"]


class Said:
    """A unit that the sheet names; @top: nothing above it is named."""

    def __init__(self, unit, level, row, coded, doubt):
        self.unit, self.level, self.row, self.coded, self.doubt = unit, level, row, coded, doubt

    def truth(self, sheet, top):
        parent = None if self.unit.parent is None or self.level <= top else self.unit.parent
        return {"sheet": sheet, "row": self.row, "doubt": self.doubt, "level": LEVELS[self.level],
                "name": letters.tidy(self.unit.name), "code": self.unit.code if self.coded else None,
                "top": self.level <= top, "parent": parent and letters.tidy(parent.name)}


class Maker(models.Maker):
    def __init__(self, seed):
        self.seed = seed
        self.random = random = rng.Random(f"units {seed}")
        self.traits, self.once_chosen = set(), {}
        found, _ = places.provinces()
        self.province, self.book = random.choice(found), "empty"
        self.container = containers.choose(random)
        self.traits.add(self.container)
        self.style = models.Style(random, self.container, set())
        self.years = [2024]
        self.said, self.sheets = [], []

    # -- Cells --

    def heading(self, key):
        return self.random.choice(HEADINGS[key])

    def code_of(self, unit):
        """As text, or as a number that has lost its zeros."""
        return int(unit.code) if self.codes == "numbers" else unit.code

    def name_of(self, unit):
        """The name as the sheet writes it, and how sure it is."""
        name = letters.tidy(unit.name)
        if self.slips and unit.type in TYPE_SLIPS and self.random.random() < 0.15:
            slip = self.random.choice(TYPE_SLIPS[unit.type])
            self.traits.add("type-slips")
            return f"{slip} {unit.bare}", DOUBTFUL
        if self.upper and unit.level == 1:
            name = name.upper()
        return name, SURE

    def note(self, unit, level, row, coded, doubt=SURE):
        if not any(s.unit is unit for s in self.said):
            self.said.append(Said(unit, level, row, coded, doubt))

    # -- Plan --

    def plan(self):
        random = self.random
        self.layout = random.choice(LAYOUTS)
        self.traits.add(self.layout.replace(" ", "-"))
        self.codes = random.choice(["text", "text", "numbers", "numbers", "none"])
        if self.layout in ("columns", "levels with parents") and self.codes == "none":
            self.codes = "numbers"
        self.traits.add(f"codes-{self.codes}")
        self.slips = random.random() < 0.15
        self.upper = False
        self.style.total = random.choice(["", "", "last", "first"])
        districts = [d for d in self.province.children if d.children]
        count = 1 if self.layout == "one district" else random.choice([1, 2, 4, len(districts)])
        self.districts = random.sample(districts, min(count, len(districts)))
        self.extras = [k for k in ("old", "people", "area", "villages") if random.random() < 0.25]
        self.titled = self.codes == "none"  # else it might as well be a table of their figures
        for district in districts:
            district.level = 1
            for commune in district.children:
                commune.level = 2
        self.province.level = 0

    def title(self, sheet, where):
        random, row = self.random, 1
        if random.random() < 0.5:
            sheet.put(1, 1, f"ỦY BAN NHÂN DÂN {letters.tidy(self.province.name).upper()}")
            sheet.put(1, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            sheet.put(2, 4, "Độc lập - Tự do - Hạnh phúc")
            row = 4
        if self.titled or random.random() < 0.8:
            titles = ["DANH SÁCH ĐƠN VỊ HÀNH CHÍNH", "DANH MỤC CÁC ĐƠN VỊ HÀNH CHÍNH",
                      "DANH SÁCH CÁC XÃ, PHƯỜNG, THỊ TRẤN", "TỔNG HỢP CÁC XÃ, PHƯỜNG, THỊ TRẤN"]
            sheet.put(row, 1, random.choice(titles[:3 if self.titled else 4]) + where, bold=True)
            row += 1
        if random.random() < 0.4:
            sheet.put(row, 1, "(Kèm theo Công văn số 12/UBND-NC ngày 15/3/2024)")
            row += 1
        return row + random.randrange(2)

    def head(self, sheet, row, keys):
        for column, key in enumerate(keys, 1):
            sheet.put(row, column, self.heading(key), bold=True)
        row += 1
        if self.random.random() < 0.3:
            for column in range(1, len(keys) + 1):
                sheet.put(row, column, f"({column})")
            row += 1
        return row

    def extra_cells(self, sheet, row, keys, unit):
        random = self.random
        for column, key in enumerate(keys, 1):
            if key == "people":
                sheet.put(row, column, random.randrange(1500, 20000))
            elif key == "area":
                sheet.put(row, column, round(random.random() * 90, 2))
            elif key == "villages":
                sheet.put(row, column, random.randrange(4, 25))
            elif key == "old" and random.random() < 0.3:
                sheet.put(row, column, f"{unit.type} {random.choice(places.FIRST)} "
                                       f"{random.choice(places.SECOND)}")
            elif key == "note" and random.random() < 0.2:
                sheet.put(row, column, random.choice(["Biên giới", "Đặc biệt khó khăn", "Loại I"]))

    # -- Layouts --

    def by_columns(self, sheet, row):
        """District and commune in columns of their own, the way the statistics office does."""
        random = self.random
        blocks = [["province", "province_code"], ["district", "district_code"], ["name", "code"]]
        if random.random() < 0.4:
            blocks.pop(0)
        if random.random() < 0.3:
            for block in blocks:
                block.reverse()
        if random.random() < 0.3:
            blocks.reverse()
        keys = ["number"] * (random.random() < 0.8) + [k for b in blocks for k in b]
        keys += (["type"] if random.random() < 0.4 else []) + self.extras + ["note"]
        row = self.head(sheet, row, keys)
        top = 0 if "province" in keys else 1
        number = 0
        for district in self.districts:
            for commune in district.children:
                number += 1
                name, doubt = self.name_of(commune)
                cells = {"number": number, "province": letters.tidy(self.province.name),
                         "province_code": self.code_of(self.province),
                         "district": letters.tidy(district.name),
                         "district_code": self.code_of(district), "name": name,
                         "code": self.code_of(commune), "type": commune.type}
                for column, key in enumerate(keys, 1):
                    sheet.put(row, column, cells.get(key))
                self.extra_cells(sheet, row, keys, commune)
                if top == 0:
                    self.note(self.province, 0, row, True)
                self.note(district, 1, row, True)
                self.note(commune, 2, row, True, doubt)
                row += 1
        return row, top

    def by_groups(self, sheet, row):
        """Districts as rows over their communes, with counts, subtotals and a total."""
        random = self.random
        keys = ["number", "name"] + (["code"] if self.codes != "none" else []) + self.extras + ["note"]
        if random.random() < 0.2:
            keys.remove("note")
        row = self.head(sheet, row, keys)
        counts, coded = random.random() < 0.25, self.codes != "none" and random.random() < 0.5
        shape = random.choice(["roman", "letter", "inside"])
        if self.style.total == "first":
            sheet.put(row, 2, "Tổng số", bold=True)
            row += 1
        for i, district in enumerate(self.districts, 1):
            text, mark = letters.tidy(district.name), values.ROMAN[(i - 1) % len(values.ROMAN)]
            if shape == "letter":
                mark = chr(64 + i) if i < 27 else mark
            if random.random() < 0.3:
                text = text.upper()
            if counts:
                text += f" ({len(district.children)} xã, phường, thị trấn)"
                self.traits.add("group-counts")
            sheet.put(row, 2 if shape != "inside" else 1, f"{mark}. {text}" if shape == "inside"
                      else text, bold=True)
            if shape != "inside":
                sheet.put(row, 1, mark, bold=True)
            if coded:
                sheet.put(row, 3, self.code_of(district))
            self.note(district, 1, row, coded)
            row += 1
            for k, commune in enumerate(district.children, 1):
                name, doubt = self.name_of(commune)
                sheet.put(row, 1, k)
                sheet.put(row, 2, name)
                if "code" in keys:
                    sheet.put(row, 3, self.code_of(commune))
                self.extra_cells(sheet, row, keys, commune)
                self.note(commune, 2, row, "code" in keys, doubt)
                row += 1
            if self.style.subtotals:
                sheet.put(row, 2, f"Cộng: {len(district.children)} đơn vị", bold=True)
                row += 1
        return row, 1

    def by_levels(self, sheet, row, with_parent):
        """All levels below each other; the parent in a column, or by the order alone."""
        random = self.random
        keys = ["number", "name", "type"] + (["code"] if self.codes != "none" else [])
        keys += ["parent"] * with_parent + ["note"]
        if random.random() < 0.3 and with_parent:
            keys[1], keys[2] = keys[2], keys[1]
        by_code = with_parent and random.random() < 0.5
        row = self.head(sheet, row, keys)
        units = [self.province]
        for district in self.districts:
            units += [district] + district.children
        for number, unit in enumerate(units, 1):
            name, doubt = self.name_of(unit)
            parent = unit.parent
            cells = {"number": number, "name": name, "type": unit.type, "code": self.code_of(unit)}
            if parent is not None:
                cells["parent"] = self.code_of(parent) if by_code else letters.tidy(parent.name)
            for column, key in enumerate(keys, 1):
                sheet.put(row, column, cells.get(key))
            self.note(unit, unit.level, row, "code" in keys, doubt)
            row += 1
        return row, 0

    def by_type(self, sheet, row):
        """What a unit is in one column, its bare name in the next."""
        random = self.random
        keys = ["number", "district", "type", "name"] + (["code"] if self.codes != "none" else [])
        keys += self.extras + ["note"]
        row = self.head(sheet, row, keys)
        once = random.random() < 0.5
        number = 0
        for district in self.districts:
            for i, commune in enumerate(district.children):
                number += 1
                cells = {"number": number, "type": commune.type, "code": self.code_of(commune),
                         "district": None if once and i else letters.tidy(district.name),
                         "name": commune.bare}
                for column, key in enumerate(keys, 1):
                    sheet.put(row, column, cells.get(key))
                self.extra_cells(sheet, row, keys, commune)
                self.note(district, 1, row, False)
                self.note(commune, 2, row, "code" in keys)
                row += 1
        return row, 1

    def of_one(self, sheet, row):
        """The communes of one district, which the title alone may name."""
        keys = ["number", "name"] + (["code"] if self.codes != "none" else []) + self.extras + ["note"]
        row = self.head(sheet, row, keys)
        for number, commune in enumerate(self.districts[0].children, 1):
            name, doubt = self.name_of(commune)
            cells = {"number": number, "name": name, "code": self.code_of(commune)}
            for column, key in enumerate(keys, 1):
                sheet.put(row, column, cells.get(key))
            self.extra_cells(sheet, row, keys, commune)
            self.note(commune, 2, row, "code" in keys, doubt)
            row += 1
        return row, 2

    def make(self):
        self.plan()
        sheet = Sheet(self.random.choice(["Sheet1", "DVHC", "Danh mục", "Trang tính1"]))
        where = self.districts[0] if self.layout == "one district" else self.province
        row = self.title(sheet, f" {letters.tidy(where.name).upper()}")
        write = {"columns": self.by_columns, "groups": self.by_groups, "type beside": self.by_type,
                 "one district": self.of_one,
                 "levels with parents": lambda s, r: self.by_levels(s, r, True),
                 "levels in order": lambda s, r: self.by_levels(s, r, False)}[self.layout]
        row, self.top = write(sheet, row)
        if self.style.total == "last":
            total = sum(s.level == 2 for s in self.said)
            sheet.put(row, 2, self.random.choice([f"Tổng cộng: {total} xã, phường, thị trấn",
                                                  "Tổng cộng", f"Cộng: {total} đơn vị"]), bold=True)
            row += 1
        self.write_below(sheet, row, 4)
        self.sheets = [sheet]
        self.encode()
        return self

    def truth(self):
        return {"seed": self.seed, "traits": sorted(self.traits), "container": self.container,
                "book": self.book,
                "units": [s.truth(self.sheets[0].name, self.top) for s in self.said]}
