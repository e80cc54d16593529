"""Medians and the table."""

import math
import statistics


def median(samples, name):
    return statistics.median(getattr(sample, name) for sample in samples)


def interleaved(rounds, sides):
    """Runs every side once a round, beginning with another one each time; gives the samples of each side by name."""
    samples = {name: [] for name, _ in sides}
    for place in range(rounds):
        shift = place % len(sides)
        for name, run in sides[shift:] + sides[:shift]:
            sample = run()
            samples[name].append(sample)
            print(f"  round {place + 1}  {name:14} {sample.rate:8.0f} /s", flush=True)
    return samples


def row(connections, name, samples, ours):
    """One line of the table: medians of a side, and what ours is of it."""
    rate = median(samples, "rate")
    cpu = [median(samples, part) for part in ("postgres_cpu", "server_cpu", "load_cpu")]
    done = max(1e-9, rate * 0.001 * _seconds(samples))
    p99 = median(samples, "p99")
    return [
        str(connections), name, f"{rate:.0f}", f"{min(s.rate for s in samples):.0f}–{max(s.rate for s in samples):.0f}",
        "" if name == "registryd" else f"{median(ours, 'rate') / rate:.2f}",
        f"{median(samples, 'p50'):.1f}", "" if math.isnan(p99) else f"{p99:.1f}",
        str(sum(s.failures for s in samples)), f"{100 * sum(s.retries for s in samples) / max(1, _count(samples)):.2f}",
        f"{median(samples, 'memory'):.0f}" if median(samples, "memory") else "",
        f"{cpu[0] / done:.2f}", f"{cpu[1] / done:.2f}" if cpu[1] else "", f"{cpu[2] / done:.2f}",
        f"{100 * median(samples, 'postgres_share'):.0f} %",
    ]


HEAD = [
    "connections", "side", "per second", "from–to", "ours is × of it", "p50 ms", "p99 ms", "failures", "retries %",
    "peak MiB", "PostgreSQL CPU ms", "server CPU ms", "load CPU ms", "PostgreSQL's share",
]


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _count(samples):
    return sum(sample.rate * sample.seconds for sample in samples)


def _seconds(samples):
    return statistics.median(sample.seconds for sample in samples)
