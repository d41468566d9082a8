"""Values as offices write them, and whether a careful clerk could be sure of what was meant."""

import datetime

import words

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
         "XV", "XVI", "XVII", "XVIII", "XIX", "XX"]
FACTORS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}
WORDINGS = {"đồng": ["đồng", "đ", "VNĐ", "Đồng"],
            "nghìn đồng": ["nghìn đồng", "1.000 đồng", "ngàn đồng", "1.000đ", "Nghìn đồng"],
            "triệu đồng": ["triệu đồng", "Triệu đồng", "tr.đ", "trđ", "triệu"],
            "tỷ đồng": ["tỷ đồng", "Tỷ đồng", "tỉ đồng"]}

SURE, DOUBTFUL, MUST = "sure", "doubtful", "must-flag"


def grouped(number, separator):
    return f"{number:,}".replace(",", separator)


def number_text(whole, style):
    """A whole number in a style of writing."""
    if style == "vn":
        return grouped(whole, ".")
    if style == "en":
        return grouped(whole, ",")
    if style == "blank":
        return grouped(whole, " ")
    return str(whole)


def decimal_text(value, factor, style):
    """@value in units of @factor, with as many decimals as it needs."""
    whole, rest = divmod(value, factor)
    text = number_text(whole, style)
    if rest:
        digits = str(rest).rjust(len(str(factor)) - 1, "0").rstrip("0")
        text += ("." if style == "en" else ",") + digits
    return text


def is_ambiguous(text):
    """One separator and three digits behind it: thousands or decimals?"""
    marks = [c for c in text if c in ".,"]
    return len(marks) == 1 and len(text) - 1 - text.rindex(marks[0]) == 3


def is_decisive(text):
    marks = [c for c in text if c in ".,"]
    return len(marks) > 1 or (len(marks) == 1 and not is_ambiguous(text))


# ---- Days ----

TEXT_DAYS = {
    "d/m/Y": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "d-m-Y": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "d.m.Y": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "d/m/Y short": lambda d: f"{d.day}/{d.month}/{d.year}",
    "d/m/y": lambda d: f"{d.day:02}/{d.month:02}/{d.year % 100:02}",
    "mixed zero": lambda d: f"{d.day:02}/{d.month}/{d.year}",
    "iso": lambda d: d.isoformat(),
    "in words": lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
    "in words 2": lambda d: f"Ngày {d.day:02}/{d.month:02}/{d.year}",
}
MONTHS = {
    "m/Y": lambda d: f"{d.month}/{d.year}",
    "m-Y": lambda d: f"{d.month:02}-{d.year}",
    "tháng m-Y": lambda d: f"tháng {d.month}-{d.year}",
    "tháng m năm Y": lambda d: f"Tháng {d.month} năm {d.year}",
    "Tháng m/Y": lambda d: f"Tháng {d.month:02}/{d.year}",
}
QUARTERS = {
    "quý roman": lambda d: f"quý {ROMAN[(d.month - 1) // 3]}/{d.year}",
    "Quý n năm": lambda d: f"Quý {(d.month - 1) // 3 + 1} năm {d.year}",
}


def day(random, date, style):
    """(cell value, number format, truth, doubt)"""
    iso = date.isoformat()
    if style == "date":
        return date, random.choice(["dd/mm/yyyy", "d/m/yyyy", "dd\\-mm\\-yyyy"]), iso, SURE
    if style == "serial":
        return (date - datetime.date(1899, 12, 30)).days, "", iso, SURE
    if style in TEXT_DAYS:
        return TEXT_DAYS[style](date), "", iso, SURE
    if style in MONTHS:
        return MONTHS[style](date), "", iso[:7], SURE
    if style in QUARTERS:
        return QUARTERS[style](date), "", f"{date.year}-Q{(date.month - 1) // 3 + 1}", MUST
    return (date.year if style == "year" else str(date.year)), "", str(date.year), SURE


# ---- Amounts ----

def words_of_money(random, value):
    """An amount with its unit in the cell: "1,2 tỷ", "350 triệu đồng", "15.000.000đ"."""
    choices = [f"{grouped(value, '.')} {random.choice(['đồng', 'đ', 'VNĐ'])}",
               f"{grouped(value, '.')}đ"]
    if value >= 10**6:
        text = decimal_text(value, 10**6, "vn")
        if not is_ambiguous(text):
            choices += [f"{text} {random.choice(['triệu đồng', 'triệu', 'tr.đ', 'trđ'])}"] * 2
    if value >= 10**9:
        text = decimal_text(value, 10**9, "vn")
        if not is_ambiguous(text):
            choices += [f"{text} {random.choice(['tỷ đồng', 'tỷ', 'tỉ đồng'])}"]
        if value % 10**9 and value % 10**6 == 0:
            choices.append(f"{value // 10**9} tỷ {value % 10**9 // 10**6} triệu đồng")
        if random.random() < 0.05:
            return f"{text} tỷ", DOUBTFUL if is_ambiguous(text) else SURE
    return random.choice(choices), SURE


def nothing(random):
    return random.choice(words.NOTHING)
