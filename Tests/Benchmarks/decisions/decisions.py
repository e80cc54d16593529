"""Decisions per second on one core: the bare path beside zen-engine and regopy, same table, same facts.

Rates are per second of processor time, so that other work on the machine takes less from them.
"""

import argparse
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "web"))

import category_v
import histories
import machine
import peers
import report

EARLIER = (0, 5, 50)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", help="the program that measures the registry's own side")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1)
    return parser.parse_args()


class Ours:
    """One of the registry's own paths, in a process of its own for each measurement."""

    def __init__(self, binary, path, folder):
        self.name = f"registry, {path}"
        self.command = [binary, "decisions", path, os.path.join(folder, "pack.yaml")]

    def prepare(self, cases):
        file = tempfile.NamedTemporaryFile("w", suffix=".json", dir=os.path.dirname(self.command[3]), delete=False)
        with file:
            json.dump(cases, file)
        return file.name

    def measure(self, path, seconds):
        done = subprocess.run([*self.command, path, str(seconds)], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    def answers(self, path):
        return [tuple(pair) for pair in self.measure(path, 0)["answers"]]

    def rate(self, path, seconds):
        return self.measure(path, seconds)["rate"]


class Peer:
    """A call of another engine, in this process."""

    def __init__(self, name, prepare, run, answers):
        self.name, self.run, self.answers = name, run, answers
        self.prepare = lambda cases: prepare([histories.reduced(case) for case in cases])

    def rate(self, prepared, seconds):
        return peers.rate(self.run, prepared, seconds)


def main():
    options = arguments()
    # One core for all: this process, and those that it starts, inherit it.
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("zen-engine", "regopy"))
    print(f"{machine.facts()}; {versions}; one core")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "pack.yaml"), "w") as file:
            file.write(category_v.pack())
        sides = [Ours(options.binary, path, folder) for path in ("bare", "traced")]
        sides += [Peer(*call) for call in [*peers.zen_calls(), *peers.rego_calls()]]
        rows = [row for earlier in EARLIER for row in compare(sides, earlier, options)]
    print(report.table(["earlier violations", "side", "per second", "from–to", "ours, bare, is × of it"], rows))


def compare(sides, earlier, options):
    """Rows of the table for one number of earlier violations, after every side gave the expected answers."""
    cases = histories.cases(earlier)
    prepared = {side.name: side.prepare(cases) for side in sides}
    expected = [histories.expected(case) for case in cases]
    for side in sides:
        found = side.answers(prepared[side.name])
        if found != expected:
            raise SystemExit(f"{side.name} disagrees at {earlier} earlier violations: {found} is not {expected}")
    rates = {side.name: [] for side in sides}
    for place in range(options.rounds):
        shift = place % len(sides)
        for side in sides[shift:] + sides[:shift]:
            rates[side.name].append(side.rate(prepared[side.name], options.seconds))
    ours = statistics.median(rates[sides[0].name])
    return [
        [
            str(earlier), side.name, f"{statistics.median(rates[side.name]):,.0f}",
            f"{min(rates[side.name]):,.0f}–{max(rates[side.name]):,.0f}",
            "" if side is sides[0] else f"{ours / statistics.median(rates[side.name]):,.1f}",
        ]
        for side in sides
    ]


if __name__ == "__main__":
    main()
