"""wrk, and what it and everybody else used meanwhile."""

import json
import os
import resource
import subprocess
import tempfile
from dataclasses import dataclass

import machine
from installation import HERE


@dataclass
class Sample:
    """One measurement: transactions a second, milliseconds, failures, lost races, MiB, CPU seconds, seconds."""

    rate: float
    p50: float
    p99: float
    failures: int
    retries: int
    memory: float
    postgres_cpu: float
    server_cpu: float
    load_cpu: float
    seconds: float

    @property
    def postgres_share(self):
        """PostgreSQL's part of the CPU time that all three used."""
        return self.postgres_cpu / max(1e-9, self.postgres_cpu + self.server_cpu + self.load_cpu)


def wrk(script, url, connections, seconds, arguments):
    """Runs wrk with `script`; gives what done.lua wrote."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as whole:
        for name in (script, "done.lua"):
            with open(os.path.join(HERE, name)) as part:
                whole.write(part.read())
        whole.flush()
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", whole.name, url, "--",
             *map(str, arguments)], capture_output=True, text=True, timeout=seconds + 60, check=False)
    for line in done.stdout.splitlines():
        if line.startswith("RESULT "):
            return json.loads(line[7:])
    raise SystemExit(f"wrk failed: {done.stdout}{done.stderr}")


def measured(installation, server, seconds, run):
    """A sample around `run()`, which gives (rate, p50, p99, failures); `server` is a process or None."""

    def cpu():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (
            machine.cpu_seconds(installation.postmaster), machine.cpu_seconds(server) if server else 0,
            used.ru_utime + used.ru_stime)

    position, before = installation.log_size(), cpu()
    rate, p50, p99, failures = run()
    after = cpu()
    spent = [late - early for early, late in zip(before, after)]
    return Sample(
        rate, p50, p99, failures, installation.lost_races(position), machine.peak_memory(server) if server else 0,
        *spent, seconds)


def under_wrk(installation, server, script, path, connections, seconds, arguments):
    """A sample of a server under wrk, after a second of warming up; `arguments(isWarm)` are those of the script."""
    wrk(script, server.url + path, connections, 1, arguments(False))

    def run():
        found = wrk(script, server.url + path, connections, seconds, arguments(True))
        return (
            found["requests"] / (found["microseconds"] / 1e6), found["p50"] / 1000, found["p99"] / 1000,
            found["status"] + found["socket"])

    return measured(installation, server.process.pid, seconds, run)
