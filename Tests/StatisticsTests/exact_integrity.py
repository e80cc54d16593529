"""The exact tests once more, with whole numbers and fractions: every way in which the events can have fallen is counted.

Reads JSON lines {"strata": [{"groups": [[size, score], …], "events": n}, …], "tail": "low" | "high", "sum": n} or {"p": […]}
(for Benjamini and Hochberg, by the definition) and answers each with numbers. Standard library only; it shares no line with
the program that it checks.
"""

import json
import sys
from fractions import Fraction
from itertools import product
from math import comb


def ways(groups, events):
    """How many ways of choosing the events give each sum of scores."""
    sums = {}
    for taken in product(*[range(size + 1) for size, _ in groups]):
        if sum(taken) == events:
            number = 1
            for k, (size, _) in zip(taken, groups):
                number *= comb(size, k)
            total = sum(k * score for k, (_, score) in zip(taken, groups))
            sums[total] = sums.get(total, 0) + number
    return sums


def tail(ask):
    sums = {0: 1}
    for stratum in ask["strata"]:
        following = {}
        for total, number in ways(stratum["groups"], stratum["events"]).items():
            for before, count in sums.items():
                following[before + total] = following.get(before + total, 0) + count * number
        sums = following
    low = ask["tail"] == "low"
    extreme = sum(n for s, n in sums.items() if (s <= ask["sum"] if low else s >= ask["sum"]))
    return float(Fraction(extreme, sum(sums.values())))


def adjusted(p):
    """The smallest rate at which each is rejected, by the definition of the procedure."""
    m, ordered = len(p), sorted(p)
    rates = [min(Fraction(1), Fraction(ordered[k - 1]) * m / k) for k in range(1, m + 1)]
    return [float(min(rates[k - 1] for k in range(1, m + 1) if ordered[k - 1] >= one)) for one in p]


for line in sys.stdin:
    ask = json.loads(line)
    print(json.dumps(adjusted(ask["p"]) if "p" in ask else tail(ask)))
