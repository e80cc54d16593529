#!/usr/bin/env python3
"""Counts the step of every penalty in Washington's registers without the engine, under every reading.

Usage: Tests/History/naive_count.py FOLDER   (the folder with the wa_lcb_*.csv files)

Its lines stand in Tests/RegistryTests/History/WashingtonHistoryTests.swift. Written from the rules that the README states
under "Real history"; of the project it reads only which types are similar (the groups of us/wa/register).
"""
import collections
import csv
import datetime
import itertools
import pathlib
import re
import sys

PACK = pathlib.Path(__file__).parents[2] / "Sources/PolicyPacks/Packs/us/wa/register.yaml"


def rows(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def code(text):
    text = re.sub(r"^\(MJ\)", "", text.strip()).lstrip()
    text = re.sub(r"^(Tier \d|Retail/Transporter):", "", text)
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def groups():
    found, name = {}, None
    for line in PACK.read_text().splitlines():
        if match := re.fullmatch(r"  ([a-z0-9_]+):", line):
            name = match[1]
        elif match := re.fullmatch(r"    group: (\w+)", line):
            found[name] = match[1]
    return found


def licence(text):
    text = text.strip()
    return text.zfill(6) if text.isdigit() and len(text) in (5, 6) else None


def outcome(kind, amount):
    words = " ".join(amount.lower().split())
    if words.startswith(("dismiss", "discontin")):
        return "set_aside", None
    if words in ("", "0"):
        return "alleged", None
    for start, measure in (("cancel", "withdrawals"), ("warning", "warnings")):
        if words.startswith(start):
            return "established", measure
    if words.endswith(" days"):
        return "established", "suspensions"
    is_fine = words.isdigit() and int(words) >= 100 and not kind.lower().startswith("destruction")
    return "established", "fines" if is_fine else "other"


def events(folder):
    all_events, cases = [], set()
    for row in rows(folder, "wa_lcb_penalties_2014_2020.csv"):
        standing, measure = outcome(row["penalty_type"], row["penalty_amount"])
        at = datetime.datetime.fromisoformat(row["offense_at"])
        hour = None if at.time() == datetime.time() else at.time()
        who = licence(row["license_number"])
        cases.add((row["case_number"], who))
        all_events.append((who, at.date(), hour, row["case_number"], code(row["violation"]), standing, measure, True))
    for row in rows(folder, "wa_lcb_violations_2014_2020.csv"):
        who = licence(row["License Number"])
        if (row["Case #"], who) in cases:
            continue
        is_warning = "Warning" in row["Penalty Type"]
        day = datetime.datetime.strptime(row["Visit Date"][:10], "%m/%d/%Y").date()
        all_events.append((who, day, None, row["Case #"], code(row["Violation Type"]),
                           "established" if is_warning else "alleged", "warnings" if is_warning else None, False))
    return all_events


def years_before(day, years):
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def step(event, history, years, group, similar, warnings, anniversary, same_day):
    _, day, hour, case, kind, *_ = event
    first, counted = years_before(day, years), set()
    for _, other, other_hour, other_case, other_kind, standing, measure, _ in history:
        if other_case == case or standing != "established" or other > day or other < first:
            continue
        if other == first and not anniversary:
            continue
        if other == day:
            unknown = hour is None or other_hour is None or hour == other_hour
            if (unknown and not same_day) or (not unknown and other_hour > hour):
                continue
        alike = other_kind == kind or (similar and kind in group and group.get(other_kind) == group[kind])
        if alike and (warnings or measure not in ("warnings", "other")):
            counted.add((other, other_case))
    return len(counted) + 1


def main(folder):
    group, by_licence = groups(), collections.defaultdict(list)
    for event in events(folder):
        by_licence[event[0]].append(event)
    penalties = [e for who, history in by_licence.items() if who for e in history if e[7] and e[5] == "established"]
    for years in (2, 3):
        found = collections.defaultdict(collections.Counter)
        for event in penalties:
            readings = itertools.product((False, True), repeat=4)
            steps = [step(event, by_licence[event[0]], years, group, *reading) for reading in readings]
            found[min(steps), max(steps)][event[6]] += 1
        for (least, most), kinds in sorted(found.items()):
            name = str(least) if least == most else f"{least} to {most}"
            parts = ", ".join(f"{kinds[k]} {k}" for k in ("fines", "suspensions", "withdrawals", "warnings", "other"))
            print(f"{years} years, step {name}: {sum(kinds.values())} = {parts}")


if __name__ == "__main__":
    main(sys.argv[1])
