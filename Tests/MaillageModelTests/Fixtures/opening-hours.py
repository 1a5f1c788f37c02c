#!/usr/bin/env python3
"""Writes opening-hours.tsv: expressions and, for fixed instants, whether they are open.

The judge is PyPI opening-hours-py 2.1.4 (`pip install opening-hours-py==2.1.4`), country FR.
Usage: opening-hours.py [COUNT [SEED]] > opening-hours.tsv
"""
import random
import re
import sys
from datetime import datetime, timedelta

from opening_hours import OpeningHours

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 500
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
# A week, holidays fixed and movable, and both ends of week 53.
DAYS = """2026-11-22 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-28 2026-12-01
2026-12-25 2026-12-26 2026-04-06 2026-05-14 2026-05-25 2027-01-01 2027-01-03 2027-01-04""".split()
TIMES = ["00:00", "02:00", "08:30", "09:00", "12:00", "13:30", "18:00", "22:00"]
NAMES = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
draw = random.Random(SEED)


def days():
    items = []
    for _ in range(draw.choice([1, 1, 2, 3])):
        first, last = draw.choice(NAMES), draw.choice(NAMES)
        items.append(f"{first}-{last}" if draw.random() < 0.5 else first)
    text = ",".join(items)
    kind = draw.random()
    return f"{text},PH" if kind < 0.1 else f"PH,{text}" if kind < 0.15 else "PH" if kind < 0.2 else text


def span():
    first, last = draw.choice(TIMES), draw.choice(TIMES + ["24:00", "26:00"])
    kind = draw.random()
    return f"{first}+" if kind < 0.05 else f"{first}-{last}+" if kind < 0.08 else f"{first}-{last}"


def weeks():
    kind = draw.random()
    if kind < 0.4:
        return "week 1-53/2"
    if kind < 0.8:
        return "week 2-52/2"
    return "week " + ",".join(draw.choice(["1", "48", "53", "10-50", "40-52/4"]) for _ in range(2))


def rule():
    if draw.random() < 0.05:
        return draw.choice(["24/7", "off", "PH off", "Mo-Fr"])
    parts = []
    if draw.random() < 0.3:
        parts.append(weeks())
    if draw.random() < 0.85:
        parts.append(days())
    if not parts or draw.random() < 0.9:
        parts.append(",".join(span() for _ in range(draw.choice([1, 2, 2, 3]))))
    if draw.random() < 0.15:
        parts.append(draw.choice(["off", "closed", "open"]))
    return " ".join(parts)


def expression():
    text = rule()
    for _ in range(draw.choice([0, 1, 1, 2, 3])):
        text += draw.choice(["; ", "; ", ";", ", "]) + rule()
    return text


def instants():
    for day in DAYS:
        for time in TIMES:
            instant = datetime.fromisoformat(f"{day}T{time}")
            yield instant
            yield instant - timedelta(minutes=1)


def main():
    print("# opening-hours-py 2.1.4, country FR: expression, open bits in hexadecimal")
    seen = set()
    while len(seen) < COUNT:
        text = expression()
        if text in seen:
            continue
        # After days alone ", " begins a rule for the judge; here, as for opening_hours.js and for who
        # writes "Mo, Tu 10:00-12:00", the list of days goes on.
        if re.search(r"(Mo|Tu|We|Th|Fr|Sa|Su|PH), ", text):
            continue
        try:
            hours = OpeningHours(text, country="FR")
        except Exception:
            continue
        seen.add(text)
        bits = "".join("1" if hours.is_open(instant) else "0" for instant in instants())
        print(f"{text}\t{int(bits, 2):0{len(bits) // 4}x}")


main()
