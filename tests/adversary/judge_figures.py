"""Compares figures with the truth: each cell's unit, indicator, period, measure and value; and what
is told of numbers that contradict each other."""

import collections

PAGES = ("html", "html-page", "mhtml")
FIELDS = ("unit", "indicator", "period", "value", "measure")
CONTRADICTIONS = ("total-mismatch", "rate-mismatch")


def column_of(cell):
    return "".join(c for c in cell if c.isalpha())


def plain(figure):
    """The value with its decimals; None where nothing was reported, be it "…" or "-" (nothing of
    the kind: what the statistics office means by it)."""
    value = figure["value"]
    if value is None or figure.get("state", "value") != "value":
        return None
    return value / 10 ** (figure["indicator"]["decimals"] or 0)


def place_of(figure, names_meet):
    source = figure["source"]
    return source["sheet"] if names_meet else "", source["row"], column_of(source["cell"] or "")


def find_shift(truth, taken, names_meet):
    """How many rows a page has above the sheet's own."""
    if truth["container"] not in PAGES:
        return 0
    said = {place[1:]: plain(figure) for place, figure in taken.items()}
    return max(range(14), key=lambda shift: sum(
        said.get((f["row"] + shift, f["column"])) == f["value"] for f in truth["figures"]
        if f["value"] is not None))


def name_indicators(truth, taken, key_of):
    """What the program calls each indicator of the truth; one name for one, or it is wrong."""
    votes = collections.defaultdict(collections.Counter)
    for figure in truth["figures"]:
        got = taken.get(key_of(figure))
        if got is not None:
            votes[figure["indicator"]][got["indicator"]["name"]] += 1
    names, used = {}, set()
    for key, counts in sorted(votes.items(), key=lambda v: -sum(v[1].values())):
        name = counts.most_common(1)[0][0]
        names[key] = name if name not in used else None
        used.add(name)
    return names


def judge(verdict, truth, flags, listed):
    names_meet = truth["container"] not in PAGES and not truth["container"].startswith(
        ("csv", "tsv"))
    taken = {place_of(f, names_meet): f for f in listed if f["source"]}
    shift = find_shift(truth, taken, names_meet)

    def key_of(figure):
        return figure["sheet"] if names_meet else "", figure["row"] + shift, figure["column"]

    names = name_indicators(truth, taken, key_of)
    first_row = min((f["row"] for f in truth["figures"]), default=0) + shift
    for figure in truth["figures"]:
        verdict.counts["records"] += 1
        key = key_of(figure)
        codes = flags.of(key[0], [key[1]]) + flags.of_heading(key[0], key[2], first_row)
        compare(verdict, figure, taken.pop(key, None), names, codes + flags.sheets.get(key[0], []),
                key)
    for place, figure in taken.items():
        verdict.fail("extra-flagged" if flags.of(place[0], [place[1]]) else "extra", "figure",
                     f"{place}: {figure['indicator']['name']} = {figure['value']} is no figure")
    if "defects" in truth:
        judge_contradictions(verdict, truth, flags, names_meet, shift)


def judge_contradictions(verdict, truth, flags, names_meet, shift):
    """What the sheet gets wrong must be told, and nothing else of that kind."""
    told = {(sheet, row): codes for (sheet, row), codes in flags.rows.items()
            if any(code in CONTRADICTIONS for code in codes)}
    for defect in truth["defects"]:
        verdict.counts["defects"] += 1
        place = defect["sheet"] if names_meet else "", defect["row"] + shift
        if told.pop(place, None) is None:
            verdict.fail("defect-untold", "defect", f"{place}: {defect['columns']}")
    for (sheet, row), codes in told.items():
        verdict.fail("false-alarm", codes[0],
                     f"{sheet}!{row}: {flags.words[sheet, row][0]}")


def compare(verdict, figure, got, names, codes, key):
    where = f"{key[0]}!{key[2]}{key[1]}"
    doubts = [d for d in figure["doubt"].values() if d != "sure"]
    if got is None:
        if figure["value"] is None:
            return
        if codes and doubts:
            verdict.counts["asked-rows"] += 1
            return
        verdict.counts["cells"] += len(FIELDS)
        verdict.counts["units"] += 1
        verdict.fail("missing-flagged" if codes else "missing-silent",
                     " ".join(sorted(set(codes))) or "nothing", f"{where}: {figure['value']}")
        return
    said = {"unit": got["unit"]["code"], "indicator": got["indicator"]["name"],
            "period": got["period"], "value": plain(got),
            "measure": "target" if "direction" in got else "result"}
    want = {"unit": figure["unit"], "indicator": names[figure["indicator"]],
            "period": figure["period"], "value": figure["value"],
            "measure": figure.get("measure", "result")}
    for field in FIELDS:
        verdict.counts["cells"] += 1
        verdict.counts["units"] += field == "unit"
        same = said[field] == want[field] or (
            field == "value" and None not in (said[field], want[field])
            and abs(said[field] - want[field]) < 1e-6)
        if same or (codes and figure["doubt"].get(field, "sure") != "sure"):
            verdict.counts["right"] += 1
            verdict.counts["units-right"] += field == "unit"
            verdict.counts["asked"] += not same
        else:
            verdict.fail("flagged" if codes else "silent", field,
                         f"{where}: {field} is {said[field]!r}, not {want[field]!r} {codes}")
