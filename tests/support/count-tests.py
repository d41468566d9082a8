#!/usr/bin/env python3
"""Counts the test cases of meson's JUnit logs and prints the closing line of the test run.

usage: count-tests.py FAILED LOG...   (FAILED: 1 when a runner reported a failure)
"""
import sys
import xml.etree.ElementTree as ElementTree

passed = failed = skipped = 0
for log in sys.argv[2:]:
    for case in ElementTree.parse(log).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
if sys.argv[1] != "0" and failed == 0:
    failed = 1
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
