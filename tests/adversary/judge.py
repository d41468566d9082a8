#!/usr/bin/python3
"""Drops generated office sheets on kheo-cli and compares what it took with what they say.

usage: judge.py [--cli FILE] [--seeds 1000-1400] [--kind models] [--json FILE] [--failures FILE]
                [--keep FOLDER] [--require] [--tap]
"""

import argparse
import collections
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import containers  # noqa: E402
import figures  # noqa: E402
import judge_figures  # noqa: E402
import judge_lists  # noqa: E402
import letters  # noqa: E402
import lists  # noqa: E402
import models  # noqa: E402
import places  # noqa: E402
import plans  # noqa: E402

MAKERS = {"models": models, "figures": figures, "plans": plans, "units": lists}
REGISTERS = {"models": ["models"], "figures": ["figures"], "plans": ["figures", "targets"],
             "units": ["units"]}
LEAST_RIGHT, LEAST_UNITS = 99.0, 99.5


class Books:
    """A book with units per province, made once, copied per file."""

    def __init__(self, cli, folder):
        self.cli, self.folder = cli, folder

    def make(self, name):
        path = os.path.join(self.folder, f"{name}.kheo")
        if os.path.exists(path):
            return path
        found, national = places.provinces()
        source = national
        if name not in ("national", "empty"):
            source = os.path.join(self.folder, f"units-{name}.csv")
            places.write_list(source, [p for p in found if p.code == name])
        run(self.cli, path, "new")
        if name == "empty":
            return path
        run(self.cli, path, "import", source, "--as", "units")
        return path


def run(cli, book, *args):
    done = subprocess.run([cli, "--book", book, *args], capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode < 0:
        raise RuntimeError(f"kheo-cli died by signal {-done.returncode}: {args}")
    return done


# ---- Comparing ----

def value_of(record, field):
    """What the program took, in the words of the truth."""
    if field == "unit":
        return (record["unit"] or {}).get("code")
    value = record.get(field)
    return letters.tidy(value) if isinstance(value, str) else value


def is_same(field, want, got):
    if field in ("participants", "budget"):
        return (want or 0) == (got or 0)
    return want == got


def likeness(truth, record):
    return sum(is_same(f, want, value_of(record, f)) for f, want in truth["fields"].items())


def pair(truths, records):
    """Each record of the truth with the record that was made of it, None where there is none."""
    left = list(range(len(records)))
    pairs = [None] * len(truths)

    def match(test):
        for i, truth in enumerate(truths):
            if pairs[i] is not None:
                continue
            fit = [k for k in left if test(truth, records[k])]
            if fit:
                pairs[i] = max(fit, key=lambda k: likeness(truth, records[k]))
                left.remove(pairs[i])

    def source(record):
        return (record["source"]["sheet"], record["source"]["row"])

    def name(truth, record):
        return truth["fields"]["name"] == value_of(record, "name")

    match(lambda t, r: name(t, r) and source(r) == (t["sheet"], t["row"]))
    match(lambda t, r: name(t, r) and likeness(t, r) > len(t["fields"]) - 2)
    match(lambda t, r: source(r) == (t["sheet"], t["row"]))
    match(name)
    return [None if k is None else records[k] for k in pairs], [records[k] for k in left]


class Flags:
    """Rows that have a finding; sheets named by both sides alike or, in text files, not at all."""

    def __init__(self, findings):
        self.rows, self.words = collections.defaultdict(list), collections.defaultdict(list)
        self.columns, self.sheets = collections.defaultdict(list), collections.defaultdict(list)
        self.notes = collections.defaultdict(list)
        for finding in findings:
            row = finding.get("row")
            if finding["cell"]:
                row = int("".join(c for c in finding["cell"] if c.isdigit()))
                letter = "".join(c for c in finding["cell"] if c.isalpha())
                self.columns[finding["sheet"] or "", letter].append((row, finding["code"]))
            if row:
                self.rows[finding["sheet"] or "", row].append(finding["code"])
                self.words[finding["sheet"] or "", row].append(finding["message"])
            else:
                self.notes[finding["sheet"] or ""].append(finding["code"])
                if finding["severity"] == "error":
                    self.sheets[finding["sheet"] or ""].append(finding["code"])
                    self.words[finding["sheet"] or "", None].append(finding["message"])

    def of(self, sheet, rows):
        return [code for row in rows for code in self.rows.get((sheet or "", row), [])]

    def of_maybe(self, sheet, want, row):
        """What speaks of a row that may be taken or left out: its own, its twin's, its sheet's."""
        return self.of(sheet, [row, want["twin"]]) + self.notes.get(sheet or "", [])

    def of_heading(self, sheet, letter, first_row):
        """A finding on a column's heading, or where it has none on its first cell, speaks of all."""
        found = self.columns.get((sheet or "", letter), [])
        return [code for row, code in found if row < first_row or code in ("cell-not-taken", "unit-of-measure")]


class Verdict:
    def __init__(self, truth, file):
        self.seed, self.traits, self.file = truth["seed"], truth["traits"], file
        self.book = truth["book"]
        self.counts = collections.Counter(files=1)
        self.failures = []  # (kind, field, detail)

    def fail(self, kind, field, detail):
        self.counts[kind] += 1
        self.failures.append((kind, field, detail))


def judge(truth, imported, listed, file):
    verdict = Verdict(truth, file)
    answer = imported["files"][0] if imported.get("files") else {}
    findings = answer.get("findings", [])
    flags = Flags(findings)
    verdict.counts["findings"] = len(findings)
    if "figures" in truth:
        judge_figures.judge(verdict, truth, flags, listed)
        return verdict
    if "units" in truth:
        judge_lists.judge(verdict, truth, flags, listed)
        return verdict
    records = [r for r in listed if r["source"]]
    pairs, extra = pair(truth["records"], records)
    only = list({r["source"]["sheet"] for r in records}) or [
        s["sheet"] for s in answer.get("sheets", [])]
    names_meet = truth["container"] not in ("html", "html-page", "mhtml") and (
        not truth["container"].startswith(("csv", "tsv")))
    first_rows = {}
    for want in truth["records"]:
        first_rows.setdefault(want["sheet"], want["row"])
    for want, got in zip(truth["records"], pairs):
        sheet = want["sheet"] if names_meet or not only else only[0]
        if got is None:
            missing(verdict, want, flags, sheet, row_there(want, truth["records"], pairs, names_meet))
        else:
            compare(verdict, want, got, flags, names_meet, first_rows[want["sheet"]])
    for record in extra:
        source = record["source"]
        flagged = flags.of(source["sheet"], [source["row"]])
        verdict.fail("extra-flagged" if flagged else "extra", "record",
                     f"{source['sheet']}!{source['row']}: “{record['name']}” is no record")
    return verdict


def row_there(want, truths, pairs, names_meet):
    """The row as the program counts rows: pages and text files have none of their own."""
    known = [(abs(t["row"] - want["row"]), r["source"]["row"] - t["row"])
             for t, r in zip(truths, pairs) if r is not None and t["sheet"] == want["sheet"]]
    return want["row"] + (min(known)[1] if known and not names_meet else 0)


def missing(verdict, want, flags, sheet, row):
    verdict.counts["records"] += 1
    flagged = flags.of(sheet, [row]) + flags.sheets.get(sheet or "", [])
    if want["maybe"]:
        verdict.counts["maybe"] += 1
        if not flags.of_maybe(sheet, want, row):
            verdict.fail("missing-silent", "maybe", f"{sheet}!{want['row']}: left out without a word")
        return
    if flagged and any(doubt in ("doubtful", "must-flag") for doubt in want["doubt"].values()):
        verdict.counts["asked-rows"] += 1  # nobody could know, and it asks
        return
    verdict.counts["cells"] += len(want["fields"])
    verdict.counts["units"] += 1
    said = (flags.words.get((sheet or "", row), [])
            + flags.words.get((sheet or "", None), []) + ["nothing"])[0]
    verdict.fail("missing-flagged" if flagged else "missing-silent",
                 re.sub("“[^”]*”", "…", said) if "missing" not in flagged else said,
                 f"{sheet}!{want['row']}: “{want['fields']['name'][:40]}” was not taken: {said}")


def compare(verdict, want, got, flags, names_meet, first_row):
    verdict.counts["records"] += 1
    sheet, row = got["source"]["sheet"], got["source"]["row"]
    if names_meet and (sheet, row) != (want["sheet"], want["row"]):
        verdict.fail("wrong-source", "source", f"{want['sheet']}!{want['row']} told as {sheet}!{row}")
    codes = flags.of(sheet, [row])
    verdict.counts["rows-flagged"] += bool(codes)
    if want["maybe"] and not flags.of_maybe(sheet, want, row):
        verdict.fail("silent", "maybe", f"{sheet}!{row}: taken without a word")
    for field, right in want["fields"].items():
        doubt = want["doubt"].get(field, "sure")
        if doubt == "any":
            continue
        value = value_of(got, field)
        around = [row] + ([want["source"][field] + row - want["row"]]
                          if field in want["source"] else [])
        flagged = flags.of(sheet, around) + flags.of_heading(
            sheet, want["columns"].get(field), first_row)
        verdict.counts["cells"] += 1
        verdict.counts["units"] += field == "unit"
        if is_same(field, right, value):
            verdict.counts["right"] += 1
            verdict.counts["units-right"] += field == "unit"
        elif flagged and doubt != "sure":
            verdict.counts["right"] += 1  # nobody could know, and it says so
            verdict.counts["asked"] += 1
            verdict.counts["units-right"] += field == "unit"
        else:
            where = f"{sheet}!{row}: {field} is {value!r}, not {right!r} {sorted(set(flagged))}"
            verdict.fail("flagged" if flagged else "silent", field, where)


# ---- Running ----

def make_and_judge(task):
    cli, kind, seed, folder, keep = task
    made = MAKERS[kind].Maker(seed).make()
    truth = made.truth()
    extension = containers.CONTAINERS[made.container][0]
    path = os.path.join(folder, f"{kind}-{seed}.{extension}")
    containers.write(made.container, path, made.sheets)
    if keep:
        with open(os.path.join(folder, f"{kind}-{seed}.truth.json"), "w", encoding="utf-8") as out:
            json.dump(truth, out, ensure_ascii=False, indent=1)
    book = os.path.join(folder, f"{kind}-{seed}.kheo")
    shutil.copy(os.path.join(folder, f"{truth['book']}.kheo"), book)
    try:
        done = run(cli, book, "import", path, "--json")
        imported = json.loads(done.stdout) if done.stdout.strip() else {}
        listed = [record for register in REGISTERS[kind] for record in json.loads(
            run(cli, book, "list", register, "--json").stdout or "[]")]
        verdict = judge(truth, imported, listed, path)
        if not imported:
            verdict.fail("refused", "file", done.stderr.strip())
    except (RuntimeError, json.JSONDecodeError) as error:
        verdict = Verdict(truth, path)
        verdict.fail("crash", "file", str(error))
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(book + suffix):
            os.remove(book + suffix)
    if not keep:
        os.remove(path)
    return verdict


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def summary(verdicts):
    sums = sum((v.counts for v in verdicts), collections.Counter())
    return {
        "files": sums["files"], "records": sums["records"], "cells": sums["cells"],
        "files_all_right": sum(not v.failures for v in verdicts),
        "right_percent": round(percent(sums["right"], sums["cells"]), 3),
        "wrong_flagged": sums["flagged"], "wrong_silent": sums["silent"],
        "missing_flagged": sums["missing-flagged"], "missing_silent": sums["missing-silent"],
        "extra_flagged": sums["extra-flagged"], "extra_silent": sums["extra"],
        "units_right_percent": round(percent(sums["units-right"], sums["units"]), 3),
        "rows_asked_for": sums["asked-rows"], "cells_asked_for": sums["asked"],
        "contradictions": sums["defects"], "contradictions_untold": sums["defect-untold"],
        "false_alarms": sums["false-alarm"],
        "wrong_source": sums["wrong-source"], "refused": sums["refused"], "crashes": sums["crash"],
        "findings": sums["findings"],
        "rows_with_findings_percent": round(percent(sums["rows-flagged"], sums["records"]), 1),
    }


def is_good(result):
    silent = sum(result[k] for k in ("wrong_silent", "missing_silent", "extra_silent",
                                     "wrong_source", "crashes", "contradictions_untold"))
    return (silent == 0 and result["right_percent"] >= LEAST_RIGHT
            and result["units_right_percent"] >= LEAST_UNITS)


def write_failures(path, verdicts):
    """Failures by kind and field, most files first, each with seeds and its first words."""
    groups = collections.defaultdict(list)
    for verdict in verdicts:
        for kind, field, detail in verdict.failures:
            groups[kind, field].append((verdict, detail))
    with open(path, "w", encoding="utf-8") as out:
        for (kind, field), found in sorted(groups.items(), key=lambda g: (
                g[0][0] == "flagged", -len({v.seed for v, _ in g[1]}))):
            by_seed = collections.OrderedDict()
            for verdict, detail in found:
                by_seed.setdefault(verdict.seed, []).append((verdict, detail))
            out.write(f"## {kind} {field}: {len(found)} in {len(by_seed)} files\n\n")
            for seed, ones in sorted(by_seed.items(), key=lambda s: -len(s[1]))[:12]:
                verdict, detail = ones[0]
                out.write(f"- {seed} ×{len(ones)} [{' '.join(verdict.traits)}; {verdict.book}] "
                          f"{detail}\n")
            out.write("\n")


def parse_seeds(text):
    seeds = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    return seeds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default=os.environ.get("KHEO_CLI", "kheo-cli"))
    parser.add_argument("--seeds", default="1000-1199")
    parser.add_argument("--kind", default="models", choices=list(MAKERS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", help="write the figures there")
    parser.add_argument("--failures", help="write what went wrong, by cause, there")
    parser.add_argument("--keep", help="keep sheets and truths in this folder")
    parser.add_argument("--require", action="store_true", help="fail below the thresholds")
    args = parser.parse_args()

    folder = args.keep or tempfile.mkdtemp(prefix="kheo-adversary-")
    os.makedirs(folder, exist_ok=True)
    try:
        verdicts = judge_all(args, folder)
    finally:
        if not args.keep:
            shutil.rmtree(folder)
    result = summary(verdicts)
    for key, value in result.items():
        print(f"# {key.replace('_', ' '):28} {value:>12}")
    if args.json:
        with open(args.json, "w", encoding="utf-8") as out:
            json.dump(result, out, indent=1)
    if args.failures:
        write_failures(args.failures, verdicts)
    if args.require and not is_good(result):
        for verdict in verdicts:
            for kind, field, detail in verdict.failures[:3]:
                if kind != "flagged":
                    print(f"# seed {verdict.seed}: {kind} {field}: {detail}")
        sys.exit(1)


def judge_all(args, folder):
    seeds = parse_seeds(args.seeds)
    books = Books(args.cli, folder)
    for name in {MAKERS[args.kind].Maker(seed).book for seed in seeds}:
        books.make(name)
    tasks = [(args.cli, args.kind, seed, folder, args.keep) for seed in seeds]
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        return list(pool.map(make_and_judge, tasks, chunksize=4))


if __name__ == "__main__":
    main()
