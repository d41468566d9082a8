"""Units for the sheets: of a published list when there is one, else of a province made up here."""

import csv
import functools
import os
import random as rng
from dataclasses import dataclass, field

import letters

SHORT = {"Xã": ["X.", "x."], "Phường": ["P.", "P. ", "p."], "Thị trấn": ["TT.", "TT ", "TT. "],
         "Huyện": ["H.", "H. "], "Thành phố": ["TP.", "TP ", "Tp. "], "Thị xã": ["TX.", "TX "],
         "Quận": ["Q.", "Q. "], "Đặc khu": [], "Tỉnh": []}
TYPES = sorted(SHORT, key=len, reverse=True)


@dataclass
class Unit:
    code: str
    name: str  # with its type: "Xã Lương Minh"
    parent: object = None
    children: list = field(default_factory=list)

    @property
    def type(self):
        return next((t for t in TYPES if self.name.lower().startswith(t.lower() + " ")), "")

    @property
    def bare(self):
        return letters.tidy(self.name)[len(self.type):].strip()

    def __hash__(self):
        return hash(self.code)


FIRST = ["Nậm", "Tân", "Hòa", "Mỹ", "Đắk", "Bản", "Phú", "Quỳnh", "Thuỷ", "Lý", "Chiềng", "Ngọc",
         "Mường", "Đông", "Yên", "Hữu", "Cẩm", "Trường", "Sơn", "Kỳ", "Vĩnh", "Tà", "Xuân", "Ea"]
SECOND = ["Sỏi", "Lập", "Thượng", "Hạ", "Phong", "R'Lấp", "Khoái", "Đức", "Nghĩa", "Thủy", "Lũng",
          "Khánh", "Mỹ", "Tiến", "Hòa", "Xá", "Ưng", "Đạo", "Sĩ", "Giang", "Ẳng", "Hưng", "Bình"]


def made_up_province():
    """Four kinds of districts; names meet in several districts, towns bear their district's name."""
    random = rng.Random(2026)
    province = Unit("97", "Tỉnh Nam Thuỷ")
    names = [f"{a} {b}" for a in FIRST for b in SECOND if a != b]
    random.shuffle(names)
    districts = ["Thành phố Nam Thuỷ", "Thị xã Yên Khánh", "Huyện Nậm Ngọc", "Huyện Hòa Lũng",
                 "Huyện Mỹ Lý", "Huyện Trường Sĩ", "Huyện Đắk Ưng", "Huyện Quỳnh Hưng",
                 "Huyện Vĩnh Thủy"]
    code = 97000
    for i, name in enumerate(districts):
        district = Unit(str(970 + i), name, province)
        province.children.append(district)
        town = [f"Phường {n}" for n in (1, 2, 3, 12)] if i == 0 else [
            f"Thị trấn {district.bare}" if i > 1 else f"Phường {district.bare}"]
        shared = ["Xã Tân Lập", "Xã Hoà Bình"][: 1 + i % 2] if i % 3 == 0 else []
        own = [f"{'Phường' if i < 2 and k % 2 else 'Xã'} {names.pop()}" for k in range(11)]
        for child in town + shared + own:
            code += 3
            district.children.append(Unit(str(code), child, district))
    return province


def read_national(path):
    provinces = {}
    with open(path, encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            province = provinces.setdefault(
                row["Mã TP"], Unit(row["Mã TP"], row["Tỉnh Thành Phố"]))
            if not row["Mã QH"]:
                continue
            district = next((d for d in province.children if d.code == row["Mã QH"]), None)
            if district is None:
                district = Unit(row["Mã QH"], row["Quận Huyện"], province)
                province.children.append(district)
            if row["Mã PX"]:
                district.children.append(Unit(row["Mã PX"], row["Phường Xã"], district))
    return list(provinces.values())


@functools.lru_cache
def provinces():
    """The provinces to choose from and the published list, None when they are made up."""
    fixtures = os.environ.get("KHEO_FIXTURES")
    path = os.path.join(fixtures, "real", "units-national-2025-01.csv") if fixtures else ""
    if not os.path.exists(path):
        return [made_up_province()], None
    found = [p for p in read_national(path) if len([d for d in p.children if d.children]) > 3]
    return found + [made_up_province()], path


def write_list(path, chosen):
    """A list of units as the statistics office gives it."""
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX",
                         "Cấp"])
        for province in chosen:
            for district in province.children:
                for commune in district.children or [Unit("", "")]:
                    writer.writerow([province.name, province.code, district.name, district.code,
                                     commune.name, commune.code, commune.type])


def key(text):
    return letters.fold(letters.tidy(text))


def is_alone(unit, scope):
    """Whether nobody in @scope could be meant when the name stands without its type."""
    return sum(key(other.bare) == key(unit.bare) for other in scope) == 1


def is_alone_in_full(unit, scope):
    return sum(key(other.name) == key(unit.name) for other in scope) == 1


def misspell(random, unit, scope):
    """One letter off, still nearest to this unit; None when no such slip was found."""
    taken = {key(other.bare) for other in scope}
    bare = unit.bare
    for _ in range(20):
        at = random.randrange(len(bare))
        if not bare[at].isalpha() or len(bare) < 6:
            continue
        slip = random.choice(["", bare[at] * 2, random.choice("nhgctmo")])
        wrong = bare[:at] + slip + bare[at + 1:]
        if key(wrong) not in taken and key(wrong) != key(bare):
            return f"{unit.type} {wrong}"
    return None
