"""Sheets of models: a seed → a workbook and what it says."""

import datetime
import random as rng
from dataclasses import dataclass, field, replace

import containers
import letters
import oddities
import places
import values
import words
from grid import Sheet, letter_of
from values import DOUBTFUL, MUST, SURE

CHECKED = ["name", "unit", "owner", "kind", "field", "year", "registered_on", "person",
           "participants", "budget", "note"]


@dataclass
class Record:
    unit: object
    name: str
    owner: str
    kind: str
    field: str
    date: object
    year: int
    person: str
    participants: int
    budget: int
    note: str
    content: str = None
    result: str = None
    post: str = None


@dataclass
class Truth:
    """What a row says; @doubt and @source by field where they are not SURE and this very row."""
    sheet: str
    row: int
    fields: dict
    doubt: dict = field(default_factory=dict)
    source: dict = field(default_factory=dict)
    maybe: bool = False  # may be taken or left out, but never without a word
    columns: dict = field(default_factory=dict)  # field → the letter of its column
    twin: int = None  # the row that this one repeats


@dataclass
class Column:
    key: str
    path: tuple  # headings from the top


def pick_records(random, units, n, years, long_texts):
    records = []
    for _ in range(n):
        unit = random.choice(units)
        kind = random.choices(["collective", "individual"], [7, 3])[0]
        date = datetime.date(random.choice(years), 1, 1) + datetime.timedelta(random.randrange(365))
        name = f"{random.choice(words.STARTS)} {random.choice(words.THINGS)}{random.choice(words.ENDS)}"
        if long_texts and random.random() < 0.3:
            name += words.LONG
        owner = random.choice(words.OWNERS).format(t=unit.type.lower(), n=unit.bare)
        if random.random() < 0.25:
            owner = random.choice(words.OWNERS_PLAIN)
        person = " ".join(random.choice(part) for part in (words.FAMILY, words.MIDDLE, words.GIVEN))
        budget = random.choice([
            0, random.randrange(10, 100) * 10**5, random.randrange(20, 1000) * 10**6,
            random.randrange(1000, 9999) * 10**6])
        records.append(Record(
            unit, name, owner, kind, random.choice(list(words.FIELDS)), date, date.year,
            person if kind == "individual" else None,
            random.choice([0, random.randrange(3, 99), random.randrange(100, 999),
                           random.randrange(1000, 4999)]), budget,
            random.choice([None, None, random.choice(words.NOTES)]),
            random.choice(words.CONTENTS), random.choice(words.RESULTS),
            random.choice(words.POSTS) if kind == "individual" else None))
    return records


class Style:
    """The habits of whoever made the sheet: one draw for the whole workbook."""

    def __init__(self, random, container, traits):
        holds = containers.CONTAINERS[container][1]
        plain = not holds or container.startswith(("html", "mhtml"))
        self.random, self.traits, self.holds, self.plain = random, traits, holds, plain
        r = random.random
        self.merges = "merges" in holds and r() < 0.8
        self.code_row = random.choice(["", "", "A B 1 2", "1 2 3", "(1) (2)", "A B C", "[1] [2]"])
        self.total = random.choice(["", "", "first", "last", "last"])
        self.subtotals = r() < 0.35
        self.counts_in_groups = r() < 0.2
        self.blank_rows = r() < 0.15
        self.sloppy_blanks = r() < 0.4
        self.line_breaks = r() < 0.15 and container not in ("csv-1258",)
        self.upper_names = r() < 0.05
        self.signature = r() < 0.7
        self.notes_below = r() < 0.2
        self.unit_form = random.choice(["full", "full", "full", "lower", "upper", "bare", "short"])
        self.old_tones = r() < 0.12
        self.i_y = r() < 0.06
        self.misspelt = r() < 0.08
        self.ditto = r() < 0.08
        self.mark = random.choice(words.MARKS)
        self.count_style = self.number_style()
        self.rough_counts = r() < 0.1
        self.nothings = r() < 0.35
        self.twice = r() < 0.06
        self.days = self.day_styles()
        self.money = random.choices(list(values.FACTORS), [6, 2, 5, 1])[0]
        self.money_place = random.choice(["heading", "heading", "block", "cell"])
        if self.money == "đồng" and r() < 0.3:
            self.money_place = "none"
        self.money_style = self.number_style()
        if self.money_style in ("vn", "en") and self.count_style in ("vn", "en"):
            self.money_style = self.count_style
        for name in ("code_row", "total", "subtotals", "blank_rows", "line_breaks", "upper_names",
                     "old_tones", "i_y", "misspelt", "ditto", "rough_counts", "counts_in_groups",
                     "twice"):
            if getattr(self, name):
                traits.add(name.replace("_", "-"))
        traits.update({f"units-{self.unit_form}", f"money-{self.money_place}",
                       f"numbers-{self.money_style}"} | {f"days-{d}" for d in self.days})

    def number_style(self):
        if self.plain:
            return self.random.choice(["vn", "vn", "en", "digits"])
        return self.random.choice(["number", "number", "number", "vn", "en", "digits", "blank"])

    def day_styles(self):
        random = self.random
        usual = list(values.TEXT_DAYS)
        if not self.plain:
            usual += ["date"] * 6 + ["serial"]
        chosen = [random.choice(usual)]
        if random.random() < 0.25:
            chosen.append(random.choice(
                list(values.TEXT_DAYS) + list(values.MONTHS) + list(values.QUARTERS) + ["year"]))
        if random.random() < 0.06:
            chosen = [random.choice(list(values.MONTHS) + list(values.QUARTERS))]
        return chosen

    # -- Texts --

    def sloppy(self, text):
        random = self.random
        if self.sloppy_blanks and random.random() < 0.15:
            at = text.find(" ", random.randrange(len(text)) if text else 0)
            choice = random.randrange(3)
            if choice == 0:
                text = f" {text}  "
            elif at > 0:
                text = text[:at] + ("\u00a0" if choice == 1 else "  ") + text[at + 1:]
        if self.line_breaks and len(text) > 25 and random.random() < 0.3:
            at = text.find(" ", len(text) // 2)
            text = text[:at] + "\n" + text[at + 1:] if at > 0 else text
        return text

    def unit_text(self, unit, scope):
        """The name of a unit, and how sure it is."""
        random, doubt = self.random, SURE
        form = self.unit_form
        if form in ("bare", "short") and random.random() < 0.2:
            form = "full"
        text = letters.tidy(unit.name)
        if self.misspelt and random.random() < 0.15:
            wrong = places.misspell(random, unit, scope)
            if wrong:
                return wrong, DOUBTFUL
        if form == "bare" and not unit.bare.isdigit() and (
                places.is_alone(unit, scope + [unit.parent])):
            text = unit.bare
        elif form == "short" and unit.type and words and places.SHORT[unit.type]:
            text = random.choice(places.SHORT[unit.type]) + unit.bare
            if text[-len(unit.bare) - 1] not in ". ":
                text = text[: -len(unit.bare)] + " " + unit.bare
        elif form == "lower":
            text = text[0].lower() + text[1:]
        elif form == "upper":
            text = text.upper()
        if self.old_tones and random.random() < 0.5:
            text = letters.swap_tones(text)
        if self.i_y and random.random() < 0.5:
            swapped = letters.swap_i_y(text)
            if places.is_alone(unit, scope):
                text = swapped
        if not places.is_alone_in_full(unit, scope):
            doubt = MUST
        return text, doubt

    # -- Numbers --

    def count(self, number):
        """(cell value, truth, doubt)"""
        random = self.random
        if number == 0:
            if self.nothings:
                return values.nothing(random), None, SURE
            return random.choice([0, None]), None, SURE
        if self.rough_counts and random.random() < 0.2:
            text = values.grouped(number, "." if self.count_style != "en" else ",")
            rough = random.choice([f"hơn {text}", f"khoảng {text}", f"gần {text}", f"trên {text}",
                                   f"{text} người", f"{text} lượt người"])
            return rough, number, SURE
        if self.count_style == "number":
            return number, number, SURE
        return values.number_text(number, self.count_style), number, SURE

    def amount(self, value):
        """(cell value, number format, truth, doubt)"""
        random = self.random
        if value == 0:
            if self.nothings:
                return values.nothing(random), "", None, SURE
            return random.choice([0, None]), "", None, SURE
        factor = values.FACTORS[self.money]
        if self.money_place == "cell":
            text, doubt = values.words_of_money(random, value)
            return text, "", value, doubt
        if self.money_style == "number":
            number = value // factor if value % factor == 0 else value / factor
            return number, random.choice(["", "#,##0", "#,##0.0"]), value, SURE
        text = values.decimal_text(value, factor, self.money_style)
        return text, "", value, SURE


class Table:
    """One table of records on a sheet."""

    def __init__(self, maker, sheet, row, columns, groups, records, fixed):
        self.maker, self.sheet, self.row = maker, sheet, row
        self.columns, self.groups, self.records, self.fixed = columns, groups, records, fixed
        self.random, self.style = maker.random, maker.style
        self.truths, self.number_texts = [], []
        self.at = {column.key: i for i, column in enumerate(columns, 1)}
        self.fills = {}
        self.said = {}

    # -- Heading --

    def write_heading(self):
        columns, sheet = self.columns, self.sheet
        depth = max(len(column.path) for column in columns)
        done = set()
        for i, column in enumerate(columns):
            for level, text in enumerate(column.path):
                if (i, level) in done:
                    continue
                width = 1
                last = level == len(column.path) - 1
                while (not last and i + width < len(columns)
                       and columns[i + width].path[: level + 1] == column.path[: level + 1]):
                    width += 1
                done |= {(i + k, level) for k in range(width)}
                sheet.put(self.row + level, i + 1, self.style.sloppy(text), bold=True)
                height = depth - level if last else 1
                if self.style.merges:
                    sheet.merge(self.row + level, i + 1, height, width)
        self.row += depth
        if self.style.code_row:
            self.write_code_row()

    def write_code_row(self):
        kind = self.style.code_row
        for i in range(len(self.columns)):
            if self.maker.odd.from_zero:
                text = i
            elif kind == "A B 1 2":
                text = "AB"[i] if i < 2 else i - 1
            elif kind == "A B C":
                text = chr(65 + i) if i < 26 else "Z"
            elif kind == "1 2 3":
                text = i + 1
            else:
                text = f"({i + 1})" if kind.startswith("(") else f"[{i + 1}]"
            self.sheet.put(self.row, i + 1, text)
        self.row += 1

    # -- Rows --

    def label_column(self):
        return self.at.get("name", 1)

    def write_total(self, label, records):
        column = self.label_column()
        if self.random.random() < 0.15:
            if self.style.merges and column == 2:
                self.sheet.merge(self.row, 1, 1, 2)
            column = 1
        self.sheet.put(self.row, column, label, bold=True)
        self.write_sums(records)
        self.row += 1

    def write_sums(self, records):
        row = self.row
        factor = values.FACTORS[self.style.money]
        sums = {"participants": sum(r.participants for r in records)}
        if self.style.money_place != "cell":
            money = sum(r.budget for r in records)
            sums["budget"] = money // factor if money % factor == 0 else money / factor
        for key, column in self.at.items():
            what, _, choice = key.partition(":")
            if what in ("field", "kind") and choice:
                sums[key] = sum(getattr(r, what) == choice for r in records)
        for key, number in sums.items():
            if key not in self.at:
                continue
            if self.style.plain and isinstance(number, float):
                number = str(number).replace(".", "," if self.style.money_style != "en" else ".")
            elif self.style.plain and self.style.count_style in ("vn", "en"):
                number = values.number_text(number, self.style.count_style)
            self.sheet.put(row, self.at[key], number, bold=True)

    def group_text(self, key, value, parents):
        random = self.random
        if key in ("district", "commune"):
            scope = self.maker.scope_of(value, parents)
            text, doubt = self.style.unit_text(value, scope)
            return text, doubt
        if key == "kind":
            text = random.choice(["Tập thể", "TẬP THỂ", "Mô hình tập thể", "Các tập thể"]
                                 if value == "collective" else
                                 ["Cá nhân", "CÁ NHÂN", "Mô hình cá nhân", "Các cá nhân"])
        elif key == "field":
            text = random.choice(["", "", "Lĩnh vực ", "LĨNH VỰC "]) + random.choice(
                [w for w in words.FIELDS[value] if not w[0].isdigit() and "ĩnh" not in w
                 and "LV" not in w])
        else:
            text = random.choice(["Năm ", "NĂM ", "Năm "]) + str(value)
        return text, SURE

    def marker(self, level, number):
        shapes = {0: ["I", "A"], 1: ["1", "a"], 2: ["1.1"]}[min(level, 2)]
        shape = self.maker.choice_once(f"marker {level}", shapes)
        if shape == "I":
            return values.ROMAN[(number - 1) % len(values.ROMAN)]
        if shape in "Aa" and number <= 26:
            return chr(ord(shape) + number - 1)
        return str(number)

    def write_group(self, level, number, text, records):
        random = self.random
        mark = self.marker(level, number)
        where = self.maker.choice_once("group place", ["columns", "columns", "inside", "first"])
        column = self.label_column()
        if self.maker.choice_once("group count", [False, False, False, True]):
            text += f" ({len(records)} mô hình)"
            self.maker.traits.add("group-counts")
        if where == "inside" or (where == "columns" and "number" not in self.at):
            text = f"{mark}{random.choice(['. ', '- ', ') ', '. '])}{text}"
        elif where == "columns":
            self.sheet.put(self.row, self.at["number"],
                           int(mark) if mark.isdigit() and random.random() < 0.5 else mark, bold=True)
        if where == "first":
            column = 1
            text = f"{mark}. {text}"
        self.sheet.put(self.row, column, self.style.sloppy(text), bold=True)
        if self.style.counts_in_groups and column == self.label_column():
            self.write_sums(records)
        elif self.style.merges and random.random() < 0.4:
            width = len(self.columns) - column + 1
            self.sheet.merge(self.row, column, 1, width)
        self.row += 1

    def write(self):
        if self.style.total == "first":
            self.write_total(self.random.choice(words.TOTALS), self.records)
        self.running = 0
        self.write_level(0, self.records, {}, {}, {})
        if self.style.total == "last":
            self.write_total(self.random.choice(words.TOTALS), self.records)
            if self.random.random() < 0.15:
                for label in ("Trong đó:", "- Tập thể", "- Cá nhân"):
                    self.sheet.put(self.row, self.label_column(), label)
                    self.row += 1
                self.maker.traits.add("of-which")
        self.settle_numbers()
        return self.row

    def write_level(self, level, records, said, sources, doubts):
        if level == len(self.groups):
            self.fills, self.said = {}, {}
            start = self.row
            for i, record in enumerate(records, 1):
                self.write_record(i, record, said, sources, doubts)
                if self.style.blank_rows and self.random.random() < 0.1:
                    self.row += 1
            if start == self.row:
                return
            return
        key = self.groups[level]
        order = []
        for record in records:
            value = self.maker.value_of(record, key)
            if value not in order:
                order.append(value)
        for number, value in enumerate(order, 1):
            inner = [r for r in records if self.maker.value_of(r, key) == value]
            text, doubt = self.group_text(key, value, said)
            row = self.row
            self.write_group(level, number, text, inner)
            self.write_level(level + 1, inner, {**said, key: value}, {**sources, key: row},
                             {**doubts, key: doubt})
            if self.style.subtotals and level == 0:
                label = self.random.choice(words.SUBTOTALS)
                if key in ("district", "commune") and self.random.random() < 0.3:
                    label = f"Cộng {letters.tidy(value.name)}"
                self.write_total(label, inner)

    def put(self, key, value, form=""):
        if key in self.at:
            self.sheet.put(self.row, self.at[key], value, form=form)

    def say(self, truth, key, value, want, doubt=SURE, form=""):
        """A cell of the record; what the sheet has no column for, it does not say."""
        if key not in self.at:
            return
        self.put(key, self.style.sloppy(value) if isinstance(value, str) else value, form)
        truth.fields[key] = want
        if doubt != SURE:
            truth.doubt[key] = doubt

    def ditto(self, key, text):
        """The text, or a mark that repeats the row above."""
        if self.style.ditto and self.said.get(key) == text and self.random.random() < 0.5:
            return self.random.choice(words.DITTO)
        self.said[key] = text
        return text

    def write_record(self, index, record, said, sources, doubts):
        self.write_fresh_record(index, record, said, sources, doubts)
        if self.style.twice and self.random.random() < 0.05 and not self.maker.units_once:
            self.repeat_record()

    def repeat_record(self):
        """The same row once more: one model or two, but never without a word."""
        first, truth = self.row - 1, self.truths[-1]
        for column in range(1, len(self.columns) + 1):
            cell = self.sheet.cells.get((first, column))
            if cell is not None:
                self.sheet.put(self.row, column, cell.value, form=cell.form)
        self.truths.append(Truth(truth.sheet, self.row, truth.fields, truth.doubt, truth.source,
                                 True, truth.columns, first))
        self.row += 1

    def write_fresh_record(self, index, record, said, sources, doubts):
        random, style = self.random, self.style
        self.running += 1
        truth = Truth(self.sheet.name, self.row, {key: None for key in CHECKED})
        truth.columns = {key.partition(":")[0]: letter_of(i) for key, i in self.at.items()}
        for key in ("district", "commune", "unit", "code"):
            if key in self.at:
                truth.columns["unit"] = letter_of(self.at[key])
        numbering = self.maker.choice_once("numbering", ["running", "group", "none", "text", "dotted"])
        number = {"running": self.running, "group": index, "none": None,
                  "text": str(self.running), "dotted": f"1.{index}"}[numbering]
        self.put("number", number)
        name = record.name.upper() if style.upper_names else record.name
        self.say(truth, "name", name, name)
        self.write_place(truth, record, said, sources, doubts)
        owner = record.owner
        self.say(truth, "owner", self.ditto("owner", owner), owner)
        self.write_choice(truth, record, "kind", words.KINDS, said, sources)
        self.write_choice(truth, record, "field", words.FIELDS, said, sources)
        self.say(truth, "person", record.person, record.person)
        value, form, want, doubt = self.maker.odd.day(
            record.date, values.day(random, record.date, random.choice(style.days)))
        if "registered_on" in self.at and style.nothings and random.random() < 0.1 and (
                "year" in self.at):
            value, form, want, doubt = values.nothing(random), "", None, SURE
        self.say(truth, "registered_on", value, want, doubt, form)
        self.write_year(truth, record, said, sources)
        value, want, doubt = style.count(record.participants)
        self.say(truth, "participants", value, want, doubt)
        if isinstance(value, str) and "participants" in self.at:
            self.number_texts.append((truth, "participants", value, True))
        self.write_money(truth, record)
        note = record.note
        self.say(truth, "note", note, note)
        for key in ("content", "result", "post"):
            if key in self.at:
                self.say(truth, key, getattr(record, key), getattr(record, key))
        self.put("phone", f"09{random.randrange(10**8):08}")
        self.put("decision", f"{random.randrange(10, 400)}-QĐ/HU ngày 15/4/{record.year}")
        self.put("area", random.randrange(3, 200))
        self.put("length", round(random.random() * 20, 1))
        if "area" in self.at and "participants" not in self.at:
            truth.doubt["participants"] = "any"  # households that profit: some would count them
        self.put("members", random.randrange(10, 200))
        self.truths.append(truth)
        self.row += 1

    def write_money(self, truth, record):
        style = self.style
        value, form, want, doubt = style.amount(record.budget)
        self.say(truth, "budget", value, want, doubt, form)
        if isinstance(value, str) and "budget" in self.at and style.money_place != "cell":
            self.number_texts.append((truth, "budget", value, False))
        for key, share in (("state_money", 2), ("people_money", 1)):
            if key in self.at and record.budget:
                part = record.budget // 3 * share
                self.put(key, style.amount(part // 10**5 * 10**5)[0])

    def write_year(self, truth, record, said, sources):
        if "year" in said:
            truth.fields["year"] = record.year
            truth.source["year"] = sources["year"]
        elif "year" in self.fixed:
            truth.fields["year"] = record.year
        elif "registered_on" in self.at and "year" not in self.at:
            truth.fields["year"] = record.year
        if "year" in self.at:
            text = self.maker.choice_once("year style", ["number", "number", "text", "words"])
            value = {"number": record.year, "text": str(record.year), "words": f"Năm {record.year}"}
            self.say(truth, "year", value[text], record.year)

    def write_choice(self, truth, record, key, table, said, sources):
        """Kind or field: a word, a mark below its heading, a group above, or nothing."""
        random, value = self.random, getattr(record, key)
        if key in said:
            truth.fields[key] = value
            truth.source[key] = sources[key]
        elif key in self.fixed:
            truth.fields[key] = value
        elif key in self.at:
            text = random.choice(table[value])
            self.say(truth, key, self.ditto(key, text), value)
        elif f"{key}:{value}" in self.at:
            self.put(f"{key}:{value}", self.style.mark if self.style.mark != "1" or self.style.plain
                     else random.choice(["1", 1]))
            truth.fields[key] = value
        elif key == "kind":  # nobody says it; who names a person may say an individual
            truth.doubt[key] = "any"

    def write_place(self, truth, record, said, sources, doubts):
        unit, district = record.unit, record.unit.parent
        truth.fields["unit"] = unit.code
        if "commune" in said:
            truth.source["unit"] = sources["commune"]
            if doubts["commune"] != SURE:
                truth.doubt["unit"] = doubts["commune"]
            return
        known = said.get("district") or self.fixed.get("district")
        scope = self.maker.scope_of(unit, {"district": known} if known else {})
        doubt = doubts.get("district", SURE)
        if "code" in self.at:
            self.put("code", unit.code if random_bool(self.maker, "code as text", 0.7)
                     else int(unit.code))
            doubt = SURE
        if "district" in self.at:
            text, slip = self.style.unit_text(district, self.maker.province.children)
            shown = self.once("district", district.code, text)
            self.put("district", self.style.sloppy(shown) if shown else None)
            scope, doubt = district.children, slip
        if "unit" in self.at:
            text, slip = self.style.unit_text(unit, district.children)
            upper, slip2 = self.style.unit_text(district, self.maker.province.children)
            joint = self.maker.choice_once("joint", [", ", " - ", ", "])
            shown = self.once("unit", unit.code, text if known else f"{text}{joint}{upper}")
            self.put("unit", self.style.sloppy(shown) if shown else None)
            doubt = max(slip, slip2, key=[SURE, DOUBTFUL, MUST].index)
        if "commune" in self.at:
            text, slip = self.style.unit_text(unit, scope)
            if self.maker.odd.composite and "code" not in self.at:
                text, slip = self.maker.odd.place(unit), SURE
            shown = self.once("commune", unit.code, text)
            self.put("commune", self.style.sloppy(shown) if shown else None)
            if "code" not in self.at:
                doubt = max(doubt, slip, key=[SURE, DOUBTFUL, MUST].index)
            elif slip == DOUBTFUL:
                doubt = DOUBTFUL
        if self.maker.units_once:  # a slip where the unit is named holds for the rows below
            written = self.fills.get("place")
            if written is not None and written[0] is unit:
                doubt = max(doubt, written[1], key=[SURE, DOUBTFUL, MUST].index)
            else:
                self.fills["place"] = (unit, doubt)
        if doubt != SURE:
            truth.doubt["unit"] = doubt

    def once(self, key, value, text):
        """Units named once for many rows: merged down, or blank below."""
        if not self.maker.units_once:
            return self.ditto(key, text) if self.said.get(f"{key} code") in (None, value) or (
                not self.style.ditto) else text
        first, row = self.fills.get(key, (None, None))
        if key == "commune" and self.fills.get("fresh") == self.row:
            first = None
        if first == value:
            if self.style.merges and self.maker.units_once == "merged":
                self.sheet.merges = [m for m in self.sheet.merges
                                     if (m[0], m[1]) != (row, self.at[key])]
                self.sheet.merge(row, self.at[key], self.row - row + 1, 1)
            return None
        self.fills[key] = (value, self.row)
        if key == "district":
            self.fills["fresh"] = self.row
        return text

    def settle_numbers(self):
        """Numbers that could be read in two ways, when nothing on the table tells the style."""
        sure = any(values.is_decisive(text) or (whole and "." in text or whole and "," in text)
                   for _, _, text, whole in self.number_texts)
        if sure:
            return
        for truth, key, text, whole in self.number_texts:
            if not whole and values.is_ambiguous(text):
                truth.doubt[key] = DOUBTFUL


def random_bool(maker, name, chance):
    return maker.choice_once(name, [True] * int(chance * 10) + [False] * int(10 - chance * 10))


class Maker:
    def __init__(self, seed):
        self.seed = seed
        self.random = random = rng.Random(f"models {seed}")
        self.traits, self.once_chosen = set(), {}
        found, national = places.provinces()
        self.province = random.choice(found) if random.random() < 0.7 else random.choice(
            [p for p in found if p.code in ("22", "14", "97")])
        self.book = "national" if national and self.province.code != "97" and (
            random.random() < 0.3) else self.province.code
        self.container = containers.choose(random)
        self.traits.add(self.container)
        self.style = Style(random, self.container, self.traits)
        self.odd = oddities.Oddities(seed, self.style, self.container, self.traits)
        self.truths, self.sheets = [], []

    def choice_once(self, name, options):
        if name not in self.once_chosen:
            self.once_chosen[name] = self.random.choice(options)
        return self.once_chosen[name]

    def scope_of(self, unit, said):
        if unit.parent is self.province:
            return self.province.children
        if said.get("district"):
            return unit.parent.children
        return [u for d in self.province.children for u in d.children]

    @staticmethod
    def value_of(record, key):
        if key == "district":
            return record.unit.parent
        if key == "commune":
            return record.unit
        return getattr(record, key)

    # -- Plan --

    def plan(self):
        random = self.random
        n = random.choice([2, 4, 8, 15, 25, 25, 40, 60, 120])
        districts = random.sample([d for d in self.province.children if len(d.children) > 2],
                                  k=min(random.choice([1, 2, 3, 5]),
                                        len([d for d in self.province.children
                                             if len(d.children) > 2])))
        units = [u for d in districts for u in random.sample(d.children, min(4, len(d.children)))]
        years = random.choice([[2024], [2023, 2024], [2021, 2022, 2023, 2024], [2025]])
        long_texts = random.random() < 0.1
        self.records = pick_records(random, units, n, years, long_texts)
        self.years = years
        self.place = random.choices(
            ["columns", "district first", "combined", "code", "code and names", "alone",
             "group district", "group both", "sheets", "sheets and groups", "one district",
             "one commune", "sheet per commune"],
            [8, 4, 3, 1, 2, 2, 5, 7, 3, 3, 3, 2, 1])[0]
        if self.place.startswith("sheet") and "sheets" not in self.style.holds:
            self.place = "group both"
        if self.place == "one district":
            units = [u for u in units if u.parent is units[0].parent]
        if self.place == "one commune":
            units = units[:1]
        if self.place in ("one district", "one commune"):
            self.records = pick_records(random, units, min(n, 40), years, long_texts)
        self.traits.add(f"place-{self.place.replace(' ', '-')}")
        self.kind = random.choice(["text", "text", "marks", "marks", "group", "tables"])
        self.field = random.choice(["text", "text", "text", "marks", "marks", "group"])
        self.year = random.choice(["column", "column", "date", "title", "group"])
        if self.kind == "tables" and self.place.startswith("sheet"):
            self.kind = "text"
        self.units_once = random.choice([None, None, None, "merged", "blank"]) if self.place in (
            "columns", "district first", "combined", "one district", "group district") else None
        if self.style.ditto:
            self.units_once = None
        if self.year == "title":
            for record in self.records:
                record.date = record.date.replace(year=years[0], day=min(record.date.day, 28))
                record.year = years[0]
        self.traits.update({f"kind-{self.kind}", f"field-{self.field}", f"year-{self.year}"})
        if self.units_once:
            self.traits.add(f"units-once-{self.units_once}")

    def groups(self):
        groups = []
        if self.place in ("group district",):
            groups = ["district"]
        elif self.place in ("group both", "sheets and groups"):
            groups = ["district", "commune"] if self.place == "group both" else ["commune"]
        extra = [key for key in ("kind", "field", "year") if getattr(self, key) == "group"]
        self.random.shuffle(extra)
        if len(groups) + len(extra) > 3:
            groups = groups[-1:] if self.place == "sheets and groups" else groups
            extra = extra[: 3 - len(groups)]
        for key in ("kind", "field", "year"):
            if getattr(self, key) == "group" and key not in extra:
                setattr(self, key, {"year": "column"}.get(key, "text"))
        return extra + groups if self.random.random() < 0.4 else groups + extra

    def heading(self, key):
        return self.odd.heading(key, self.random.choice(words.HEADINGS[key]))

    def money_heading(self):
        text = self.heading("budget")
        if self.style.money_place == "heading":
            unit = self.random.choice(values.WORDINGS[self.style.money])
            self.once_chosen["money wording"] = unit
            text += self.random.choice([" ({})", " ({})", "\n({})", " (ĐVT: {})", ", {}"]).format(unit)
        return text

    def columns(self):
        """Columns in the order of this sheet, with their headings from the top down."""
        random, style = self.random, self.style
        blocks = []
        place = {"columns": ["commune", "district"], "district first": ["district", "commune"],
                 "combined": ["unit"], "code": ["code"], "code and names": ["code", "commune",
                 "district"], "alone": ["commune"], "group district": ["commune"],
                 "sheets": ["commune"], "one district": ["commune"]}.get(self.place, [])
        if place:
            paths = [(self.heading(k),) for k in place]
            if len(place) > 1 and random.random() < 0.35:
                over = random.choice(words.OVER["place"])
                paths = [(over,) + path for path in paths]
            blocks.append([Column(k, p) for k, p in zip(place, paths)])
        for key, chance in (("owner", 0.85), ("person", 0.75), ("participants", 0.85),
                            ("content", 0.15), ("result", 0.15), ("phone", 0.08),
                            ("decision", 0.08), ("area", 0.05), ("length", 0.05), ("members", 0.06)):
            if random.random() < chance:
                block = [Column(key, (self.heading(key),))]
                if key == "person" and random.random() < 0.2:
                    block.append(Column("post", (self.heading("post"),)))
                blocks.append(block)
        if random.random() < 0.85:
            blocks.append(self.money_columns())
        time = [Column("registered_on", (self.heading("registered_on"),))]
        if self.year == "column":
            time.insert(random.randrange(2), Column("year", (self.heading("year"),)))
        elif self.year in ("title", "group") and random.random() < 0.3:
            time = []
        if len(time) > 1 and random.random() < 0.25:
            over = random.choice(words.OVER["time"])
            time = [Column(c.key, (over,) + c.path) for c in time]
        blocks.append(time)
        blocks += self.choice_columns("kind", words.KIND_COLUMNS)
        blocks += self.choice_columns("field", words.FIELD_COLUMNS)
        random.shuffle(blocks)
        columns = [Column("name", (self.heading("name"),))]
        if random.random() < 0.12:
            columns = blocks.pop(0) + columns
        columns += [c for block in blocks for c in block]
        if random.random() < 0.9:
            columns.insert(0, Column("number", (self.heading("number"),)))
        if random.random() < 0.75:
            columns.append(Column("note", (self.heading("note"),)))
        if random.random() < 0.08:
            columns = self.deepen(columns)
        return columns

    def money_columns(self):
        random = self.random
        if random.random() < 0.12:
            over = self.money_heading()
            self.traits.add("money-split")
            return [Column("budget", (over, random.choice(["Tổng số", "Tổng cộng", "Tổng"]))),
                    Column("state_money", (over, self.heading("state_money"))),
                    Column("people_money", (over, self.heading("people_money")))]
        return [Column("budget", (self.money_heading(),))]

    def choice_columns(self, key, table):
        random, how = self.random, getattr(self, key)
        if how == "text":
            return [[Column(key, (self.heading(key),))]]
        if how != "marks":
            return []
        over = random.choice(words.OVER[key])
        flat = random.random() < 0.15
        block = []
        for value, names in table.items():
            name = random.choice(names if not flat else [n for n in names if len(n) > 2])
            path = (name,) if flat else (over, name)
            block.append(Column(f"{key}:{value}", path))
        if random.random() < 0.2:
            random.shuffle(block)
        return [block]

    def deepen(self, columns):
        """One more heading over some neighbours."""
        start = self.random.randrange(2, max(3, len(columns) - 3))
        while 0 < start < len(columns) and columns[start - 1].path[:-1] and (
                columns[start - 1].path[0] == columns[start].path[0]):
            start += 1
        end = min(len(columns), start + 3)
        while end < len(columns) and columns[end - 1].path[0] == columns[end].path[0]:
            end += 1
        over = self.random.choice(["Thông tin mô hình", "Nội dung đăng ký", "Chi tiết"])
        self.traits.add("deep-heading")
        return [Column(c.key, (over,) + c.path) if start <= i < end else c
                for i, c in enumerate(columns)]

    # -- Sheets --

    def write_title(self, sheet, width, fixed):
        random = self.random
        kind = self.choice_once("title", ["party", "party", "front", "form", "bare", "none"])
        if "year" in fixed and kind == "none":
            kind = "bare"
        if (self.place in ("alone", "combined") or self.book == "national") and kind != "front":
            kind = "party"
        row = 1
        right = max(3, width * 2 // 3)
        province = letters.tidy(self.province.name).upper()
        short = self.province.bare.upper()
        below = "TỈNH" if self.province.name.startswith("Tỉnh") else "THÀNH"
        if kind == "party":
            sheet.put(1, 1, f"{below} ỦY {short}", bold=True)
            sheet.put(1, right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True)
            sheet.put(2, 1, random.choice(["BAN DÂN VẬN", "BAN TUYÊN GIÁO VÀ DÂN VẬN"]), bold=True)
            if random.random() < 0.5:
                sheet.put(2, right, f"{self.province.bare}, ngày 15 tháng 11 năm {self.years[-1]}")
            row = 4
        elif kind == "front":
            sheet.put(1, 1, f"ỦY BAN MTTQ VIỆT NAM {province}")
            sheet.put(1, right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
            sheet.put(2, 1, "BAN THƯỜNG TRỰC", bold=True)
            sheet.put(2, right, "Độc lập - Tự do - Hạnh phúc", bold=True)
            sheet.put(3, 1, f"Số: {random.randrange(10, 300)}/BC-MTTQ-BTT")
            row = 5
        elif kind == "form":
            sheet.put(1, 1, f"Biểu số {random.randrange(1, 9)}/DVK")
            sheet.put(2, 1, "Ban hành theo Hướng dẫn số 05-HD/BDVTW ngày 27/5/2021")
            sheet.put(1, right, f"Đơn vị nhận báo cáo: Ban Dân vận {below.capitalize()} ủy")
            row = 3
        title = random.choice(words.TITLES)
        if "year" in fixed:
            title += f" NĂM {self.years[0]}"
        if kind != "none":
            sheet.put(row, 1, title, bold=True)
            if self.style.merges:
                sheet.merge(row, 1, 1, width)
            row += 1
        where = fixed.get("commune") or fixed.get("district")
        if where is not None:
            row = self.write_reporting_unit(sheet, row, where)
        line = self.odd.line(self.years[0]) if len(self.years) == 1 else None
        if line is not None and kind != "none":
            sheet.put(row, 1, line)
            row += 1
        if kind != "none" and random.random() < 0.6:
            line = f"(Kèm theo Báo cáo số {random.randrange(10, 300)}-BC/BDV ngày 15/11/{self.years[-1]})"
            sheet.put(row, 1, line)
            if self.style.merges:
                sheet.merge(row, 1, 1, width)
            row += 1
        if self.style.money_place == "block":
            unit = self.choice_once("money wording", values.WORDINGS[self.style.money][:2])
            sheet.put(row, max(2, width - 1), f"{random.choice(['Đơn vị tính', 'ĐVT'])}: {unit}")
            row += 1
        elif random.random() < 0.3:
            row += 1
        return row

    def write_reporting_unit(self, sheet, row, unit):
        name = letters.tidy(unit.name)
        if unit.parent is not self.province:
            upper = letters.tidy(unit.parent.name)
            text = self.choice_once("reporting", ["Đơn vị báo cáo: {n}, {d}", "Đơn vị: {n}, {d}",
                                                  "{n} - {d}"])
            text = text.format(n=name, d=upper)
        else:
            text = self.choice_once("reporting", ["Đơn vị báo cáo: {n}", "Đơn vị: {n}", "{n}",
                                                  "Đơn vị báo cáo: Ban Dân vận {s} ủy {b}"])
            text = text.format(n=name, s={"Huyện": "Huyện", "Quận": "Quận", "Thị xã": "Thị",
                                          "Thành phố": "Thành"}.get(unit.type, ""), b=unit.bare)
        sheet.put(row, 1, text)
        return row + 1

    def write_below(self, sheet, row, width):
        random = self.random
        if self.style.notes_below:
            row += random.randrange(2)
            sheet.put(row, 1, random.choice([
                "Ghi chú: Số liệu tính đến ngày 15/11/2024.",
                "* Ghi chú: Biểu này gửi về Ban Dân vận trước ngày 20/11 hằng năm.",
                "Lưu ý: Đánh dấu x vào ô tương ứng"]))
            row += 1
            self.traits.add("notes-below")
        if self.style.signature:
            row += random.randrange(1, 3)
            right = max(3, width - 2)
            if random.random() < 0.4:
                sheet.put(row, right, f"{self.province.bare}, ngày 15 tháng 11 năm {self.years[-1]}")
                row += 1
            sheet.put(row, 2, random.choice(["Người lập biểu", "NGƯỜI LẬP BIỂU", "Người tổng hợp"]))
            sheet.put(row, right, random.choice(["T/M BAN DÂN VẬN", "TM. BAN THƯỜNG TRỰC",
                                                 "Thủ trưởng đơn vị", "TRƯỞNG BAN"]))
            sheet.put(row + 1, 2, "(Ký, ghi rõ họ tên)")
            sheet.put(row + 1, right, random.choice(["TRƯỞNG BAN", "CHỦ TỊCH", "(Ký tên, đóng dấu)"]))
            sheet.put(row + 4, 2, "Nguyễn Thị Mai")
            sheet.put(row + 4, right, "Trần Văn Hùng")
            row += 5
        return row

    def order(self, records):
        """Sorted where the layout needs it."""
        if self.units_once or self.place in ("district first",):
            return sorted(records, key=lambda r: (r.unit.parent.code, r.unit.code))
        return records

    def fill_sheet(self, sheet, records, fixed, columns, groups):
        fixed = dict(fixed)
        if self.year == "title":
            fixed["year"] = self.years[0]
        row = self.write_title(sheet, len(columns), fixed)
        if self.kind == "tables" and self.odd.beside:
            row = self.write_beside(sheet, row, records, fixed, columns, groups)
        elif self.kind == "tables":
            for kind, title in (("collective", "I. TẬP THỂ"), ("individual", "II. CÁ NHÂN")):
                part = [r for r in records if r.kind == kind]
                if not part:
                    continue
                sheet.put(row, 1, title, bold=True)
                row = self.write_table(sheet, row + 1, part, {**fixed, "kind": kind}, columns, groups)
                row += 1
        else:
            row = self.write_table(sheet, row, records, fixed, columns, groups)
        self.write_below(sheet, row, len(columns))
        self.sheets.append(sheet)

    def write_beside(self, sheet, row, records, fixed, columns, groups):
        parts = []
        for kind, title in (("collective", "I. TẬP THỂ"), ("individual", "II. CÁ NHÂN")):
            mine = [r for r in records if r.kind == kind]
            if mine:
                parts.append((title, lambda part, at, mine=mine, kind=kind: self.write_part(
                    part, at, mine, {**fixed, "kind": kind}, columns, groups)))
        if len(parts) > 1:
            self.traits.add("tables-beside")
        row, truths = oddities.write_beside(parts, sheet, row, self.odd.random.choice([1, 1, 2]))
        self.truths += truths
        return row

    def write_part(self, sheet, row, records, fixed, columns, groups):
        before = len(self.truths)
        row = self.write_table(sheet, row, records, fixed, columns, groups)
        truths, self.truths = self.truths[before:], self.truths[:before]
        return row, truths

    def write_table(self, sheet, row, records, fixed, columns, groups):
        table = Table(self, sheet, row, columns, groups, self.order(records), fixed)
        table.write_heading()
        row = table.write()
        self.truths += table.truths
        return row

    def make(self):
        random = self.random
        self.plan()
        self.odd.settle_days(self.records)
        groups = self.groups()
        columns = self.columns()
        if self.place.startswith("sheet"):
            by = "commune" if self.place == "sheet per commune" else "district"
            for unit in dict.fromkeys(self.value_of(r, by) for r in self.records):
                part = [r for r in self.records if self.value_of(r, by) is unit]
                name = letters.tidy(unit.name)[:31]
                if any(s.name == name for s in self.sheets):
                    name = f"{name[:27]} {unit.code}"[:31]
                self.fill_sheet(Sheet(name), part, {by: unit}, columns, groups)
        else:
            fixed = {}
            if self.place == "one district":
                fixed["district"] = self.records[0].unit.parent
            if self.place == "one commune":
                fixed["commune"] = self.records[0].unit
            self.fill_sheet(Sheet(random.choice(words.SHEETS)), self.records, fixed, columns, groups)
        if "sheets" in self.style.holds:
            self.add_other_sheets()
        if "hidden" in self.style.holds:
            self.hide(columns)
        self.encode()
        return self

    def add_other_sheets(self):
        random = self.random
        if random.random() < 0.12:
            sheet = Sheet("Danh mục")
            for i, texts in enumerate(words.FIELDS.values(), 2):
                sheet.put(i, 1, i - 1)
                sheet.put(i, 2, texts[0])
            sheet.put(1, 1, "Mã")
            sheet.put(1, 2, "Lĩnh vực")
            self.sheets.append(sheet)
            self.traits.add("catalogue-sheet")
        if random.random() < 0.2:
            self.sheets.insert(random.randrange(2), Sheet("Sheet3"))
            self.traits.add("empty-sheet")
        if random.random() < 0.06:
            self.add_summary_sheet()
        if random.random() < 0.04:
            self.add_hidden_sheet()
        if random.random() < 0.06:
            sheet = Sheet("Hướng dẫn")
            for i, text in enumerate(["HƯỚNG DẪN NHẬP BIỂU", "1. Nhập đủ các cột bắt buộc.",
                                      "2. Cột lĩnh vực chọn một trong 4 lĩnh vực.",
                                      "3. Gửi về Ban Dân vận trước ngày 20 hằng tháng."], 1):
                sheet.put(i, 1, text)
            self.sheets.insert(0, sheet)
            self.traits.add("guide-sheet")

    def add_summary_sheet(self):
        """Counts per district beside the list: no models of their own."""
        sheet = Sheet("Tổng hợp")
        sheet.put(1, 1, "TỔNG HỢP SỐ LƯỢNG MÔ HÌNH “DÂN VẬN KHÉO”", bold=True)
        for column, text in enumerate(["STT", "Đơn vị", "Tổng số", "Tập thể", "Cá nhân"], 1):
            sheet.put(3, column, text, bold=True)
        districts = list(dict.fromkeys(r.unit.parent for r in self.records))
        for i, district in enumerate(districts, 1):
            mine = [r for r in self.records if r.unit.parent is district]
            alone = sum(r.kind == "individual" for r in mine)
            for column, value in enumerate([i, letters.tidy(district.name), len(mine),
                                            len(mine) - alone, alone], 1):
                sheet.put(i + 3, column, value)
        sheet.put(len(districts) + 4, 2, "Tổng cộng", bold=True)
        sheet.put(len(districts) + 4, 3, len(self.records))
        self.sheets.append(sheet)
        self.traits.add("summary-sheet")

    def add_hidden_sheet(self):
        """Last year's sheet, left behind and hidden: taken or not, but never without a word."""
        first = next(s for s in self.sheets if any(t.sheet == s.name for t in self.truths))
        hidden = Sheet("Sheet2 (2)", {at: replace(c) for at, c in first.cells.items()},
                       list(first.merges), hidden=True)
        for truth in [t for t in self.truths if t.sheet == first.name]:
            fields = dict(truth.fields)
            self.truths.append(Truth(hidden.name, truth.row, fields, truth.doubt, truth.source, True,
                                     truth.columns))
        self.sheets.append(hidden)
        self.traits.add("hidden-sheet")

    def hide(self, columns):
        random = self.random
        if random.random() < 0.06:
            truth = random.choice(self.truths)
            sheet = next(s for s in self.sheets if s.name == truth.sheet)
            sheet.hidden_rows.add(truth.row)
            truth.maybe = True
            self.traits.add("hidden-row")
        at = [i for i, c in enumerate(columns, 1) if c.key in ("phone", "length", "members")]
        if at and random.random() < 0.5:
            for sheet in self.sheets:
                sheet.hidden_columns.add(at[0])
            self.traits.add("hidden-column")

    # -- Letters --

    def encode(self):
        random = self.random
        kinds = ["unicode"] * 12 + ["nfd"] * 2
        if "fonts" in self.style.holds:
            kinds += ["tcvn3"] * 3 + ["tcvn3-mixed"] * 2 + ["vni"]
        kind = random.choice(kinds)
        if self.container == "csv-1258":
            kind = "unicode"
        self.traits.add(kind)
        for sheet in self.sheets:
            for cell in sheet.cells.values():
                if isinstance(cell.value, str):
                    self.encode_cell(cell, kind)

    def mix_fonts(self, cell, text):
        """Half a cell in .VnTime, half in Unicode."""
        at = text.find(" ", len(text) // 3)
        first = letters.to_tcvn3(text[:at])
        if at < 1 or first is None:
            return False
        cell.value = first + text[at:]
        cell.runs = [(first, ".VnTime"), (text[at:], "Times New Roman")]
        return True

    def encode_cell(self, cell, kind):
        random, text = self.random, cell.value
        if kind == "tcvn3-mixed" and "runs" in self.style.holds and random.random() < 0.1 and (
                self.mix_fonts(cell, text)):
            return
        if kind == "nfd":
            cell.value = letters.to_nfd(text)
        if kind == "tcvn3-mixed" and random.random() < 0.5:
            return
        if kind.startswith("tcvn3"):
            encoded = letters.to_tcvn3(text)
            if encoded is not None:
                cell.value, cell.font = encoded, random.choice([".VnTime", ".VnTime", ".VnArial"])
            elif text == text.upper():
                encoded = letters.to_tcvn3_capitals(text)
                if encoded is not None:
                    cell.value, cell.font = encoded, ".VnTimeH"
        if kind == "vni":
            encoded = letters.to_vni(text)
            if encoded is not None:
                cell.value, cell.font = encoded, "VNI-Times"

    # -- Out --

    def truth(self):
        records = []
        for truth in self.truths:
            fields = {k: letters.tidy(v) if isinstance(v, str) else v
                      for k, v in truth.fields.items()}
            records.append({"sheet": truth.sheet, "row": truth.row, "fields": fields,
                            "doubt": truth.doubt, "source": truth.source, "maybe": truth.maybe,
                            "columns": truth.columns, "twin": truth.twin})
        return {"seed": self.seed, "traits": sorted(self.traits), "container": self.container,
                "book": self.book, "records": records}
