"""Compares the units of the book with those that a list names."""

import judge_figures
import letters

FIELDS = ("name", "level", "parent", "code")


def value_of(unit, field, by_id):
    if field == "parent":
        above = by_id.get(unit["parent_id"])
        return above and letters.tidy(above["name"])
    return letters.tidy(unit["name"]) if field == "name" else unit[field]


def same(field, want, got):
    """Capitals of a heading over others are no other name."""
    if field in ("name", "parent") and want and got:
        return want.casefold() == got.casefold()
    return want == got


def pair(wanted, listed, by_id):
    """Each unit of the truth with the one made of it: by code, else by name, level and parent."""
    left, pairs = list(listed), []
    for want in wanted:
        fit = [u for u in left if want["code"] and u["code"] == want["code"]
               and u["level"] == want["level"]] or [
            u for u in left if same("name", want["name"], value_of(u, "name", by_id))
            and u["level"] == want["level"]]
        fit.sort(key=lambda u: not same("parent", want["parent"], value_of(u, "parent", by_id)))
        pairs.append(fit[0] if fit else None)
        if fit:
            left.remove(fit[0])
    return pairs, left


def judge(verdict, truth, flags, listed):
    by_id = {u["id"]: u for u in listed}
    names_meet = truth["container"] not in judge_figures.PAGES and not (
        truth["container"].startswith(("csv", "tsv")))
    pairs, left = pair(truth["units"], listed, by_id)
    any_page = [code for codes in flags.rows.values() for code in codes]
    for want, got in zip(truth["units"], pairs):
        sheet = want["sheet"] if names_meet else ""
        flagged = (flags.of(sheet, [want["row"]]) if names_meet or not truth["container"].startswith(
            judge_figures.PAGES) else any_page) + flags.sheets.get(sheet, [])
        verdict.counts["records"] += 1
        verdict.counts["rows-flagged"] += bool(flagged)
        if got is None:
            verdict.counts["cells"] += 3 + bool(want["code"])
            verdict.counts["units"] += 1
            if flagged and want["doubt"] != "sure":
                verdict.counts["right"] += 3 + bool(want["code"])
                verdict.counts["units-right"] += 1
                verdict.counts["asked"] += 1
                continue
            verdict.fail("missing-flagged" if flagged else "missing-silent", (flagged or ["-"])[0],
                         f"{sheet}!{want['row']}: “{want['name']}” is missing")
            continue
        judge_unit(verdict, want, got, flagged, by_id)
    for unit in left:
        # A province or district that only the title names may be founded.
        verdict.fail("extra", "unit", f"“{unit['name']}” ({unit['level']}, {unit['code']}) is none")


def judge_unit(verdict, want, got, flagged, by_id):
    right = True
    for field in FIELDS:
        if (field == "code" and not want["code"]) or (field == "parent" and want["top"]):
            continue
        verdict.counts["cells"] += 1
        value = value_of(got, field, by_id)
        if same(field, want[field], value) or (flagged and want["doubt"] != "sure"):
            verdict.counts["right"] += 1
            continue
        right = False
        verdict.fail("flagged" if flagged else "silent", field,
                     f"row {want['row']} “{want['name']}”: {field} is {value!r}, not {want[field]!r}")
    verdict.counts["units"] += 1
    verdict.counts["units-right"] += right
