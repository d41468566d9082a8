#!/usr/bin/env python3
"""Counts the test cases of meson's logs and prints the closing line of the test run.

usage: count-tests.py FAILED LOG-FOLDER...   (FAILED: 1 when a runner reported a failure)

The cases come from testlog.junit.xml; testlog.json has the verdict on each program, which alone
tells that one crashed, ran out of time or gave a bad exit status after cases that passed.
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

BAD = ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS")
UNFIT_FOR_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")  # meson copies what a test printed


def verdict(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def cases_by_program(folder):
    """Maps each program to its (case, verdict) pairs; one without TAP is a single case of its own."""
    text = (folder / "testlog.junit.xml").read_text("utf-8", "replace")
    programs = {}
    for suite in ElementTree.fromstring(UNFIT_FOR_XML.sub("", text)).iter("testsuite"):
        _project, speaks_tap, program = suite.get("name").partition(".")
        for case in suite.iter("testcase"):
            name = case.get("name")
            programs.setdefault(program if speaks_tap else name, []).append((name, verdict(case)))
    return programs


def count(folder):
    """Returns the verdicts of all cases and prints the failed ones."""
    programs = cases_by_program(folder)
    with open(folder / "testlog.json", encoding="utf-8", errors="replace") as log:
        results = {run["name"]: run["result"] for run in map(json.loads, log)}
    verdicts = []
    for program, result in results.items():
        cases = programs.get(program, [])
        if result in BAD and not any(how == "failed" for _, how in cases):
            if [name for name, _ in cases] == [program]:
                cases = []
            cases.append((result.lower(), "failed"))
        for name, how in cases:
            verdicts.append(how)
            if how == "failed":
                print(f"failed: {program}: {name}")
    return verdicts


def main():
    verdicts = []
    for folder in sys.argv[2:]:
        try:
            verdicts += count(Path(folder))
        except (OSError, ValueError, ElementTree.ParseError) as error:
            print(f"failed: {folder}: {error}")
            verdicts.append("failed")
    if sys.argv[1] != "0" and "failed" not in verdicts:
        print("failed: the runner itself")
        verdicts.append("failed")
    print(", ".join(f"{verdicts.count(how)} {how}" for how in ("passed", "failed", "skipped")))
    sys.exit("failed" in verdicts)


main()
